"""The collaboration models of municipalities: what they ask for, at which gate, and which source says so."""

from samrum_kit.models.checks import Checks, CheckSignature
from samrum_kit.models.compare import Difference, differences
from samrum_kit.models.faults import FaultyModel, ModelFault
from samrum_kit.models.loader import KnownModels, known_models, load_model, read_model, shipped_models
from samrum_kit.models.schema import CollaborationModel, Requirement

__all__ = [
    "CheckSignature",
    "Checks",
    "CollaborationModel",
    "Difference",
    "FaultyModel",
    "KnownModels",
    "ModelFault",
    "Requirement",
    "differences",
    "known_models",
    "load_model",
    "read_model",
    "shipped_models",
]
