"""Taking a workspace to the office's database and home again."""

from pathlib import Path

from samrum_kit.store.moving import move_home, move_to_office
from samrum_kit.workspace.passphrase import passphrase_given
from samrum_kit.workspace.settings import read_settings, workspace_folder


def move_workspace(folder: Path | None, address: str | None) -> None:
    """Take a workspace to the database at an address, or, where none is given, back into its folder.

    Settings, keys, models and reports stay in the folder. Raises WorkspaceMissing, WrongPassphrase, UsageError for an
    address that may not be used, and AccessError where the database can't be reached.
    """
    place = workspace_folder(folder)
    read_settings(place)
    secret = passphrase_given()
    if address is None:
        move_home(place, secret)
    else:
        move_to_office(place, secret, address)
