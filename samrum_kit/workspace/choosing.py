"""Which of a workspace's models is meant where none is named, and what all of them know."""

from collections.abc import Collection, Mapping

from samrum_kit.domain.vocabulary import Forum
from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.locale import _
from samrum_kit.models import CollaborationModel


def with_gate(models: Collection[CollaborationModel], gate: str) -> CollaborationModel:
    """Return the one model that has a gate.

    Raises UnknownName when none has it, UsageError when several have.
    """
    having = [model for model in models if gate in model.gates]
    if len(having) == 1:
        return having[0]
    if not having:
        raise UnknownName(_("The gate"), gate, {known for model in models for known in model.gates})
    raise UsageError(
        _("Several models have this gate."),
        remedy=_("Choose one: {names}.").format(names=", ".join(model.id for model in having)),
    )


def with_forum(models: Collection[CollaborationModel], forum: Forum) -> CollaborationModel:
    """Return the first model that describes a forum.

    Raises UnknownName for a forum that none describes.
    """
    for model in models:
        if model.forum(forum) is not None:
            return model
    raise UnknownName(_("The forum"), forum, {str(rules.id) for model in models for rules in model.forums})


def scope_of(model: CollaborationModel, gate: str) -> str:
    """Return what a gate of a model is about: `case`, `plan` or `meeting`."""
    return model.requirements_at(gate)[0].scope


def method_names(models: Collection[CollaborationModel]) -> Mapping[str, str]:
    """Return what the methods of the models' method banks are called, by id."""
    return {method.id: method.name for model in models for method in model.methods}
