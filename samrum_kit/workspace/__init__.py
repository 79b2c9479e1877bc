"""The one façade that a notebook and the command line open."""

from samrum_kit.workspace.workspace import Workspace

__all__ = ["Workspace"]
