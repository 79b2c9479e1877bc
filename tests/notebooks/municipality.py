"""A workspace with the small made-up municipalities of the repository."""

from pathlib import Path

from samrum_kit.workspace import Workspace

EXAMPLES = Path(__file__).parents[2] / "data" / "eksempel"
MODELS = ["haderslev", "aalborg_samrum", "baerum_ressursteam"]
PASSPHRASE = "hemmelig nok til prøver"


def workspace_in(folder: Path) -> Path:
    """Make the workspace and return its folder."""
    workspace, _recovery_key = Workspace.create(folder, MODELS, PASSPHRASE)
    with workspace:
        assert workspace.import_files([EXAMPLES / model for model in MODELS]).saved
    return folder


def environment_of(folder: Path) -> dict[str, str]:
    """Return what a kernel needs to open the workspace."""
    return {"SAMRUM_WORKSPACE": str(folder), "SAMRUM_PASSPHRASE": PASSPHRASE}
