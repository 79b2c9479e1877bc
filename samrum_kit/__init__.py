"""A Jupyter workbench for PPR consultants: what schools have documented, held against their model of cooperation.

In a notebook:

    import samrum_kit as sk

    workspace = sk.open("min-mappe")
    workspace.review("ppv", "S-01")
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from samrum_kit.workspace import Workspace

__version__ = "0.1.0"

__all__ = ["open"]


def open(  # noqa: A001  # read as samrum_kit.open, the way a file is opened
    folder: "str | Path | None" = None,
    *,
    passphrase: str | None = None,
    lang: str | None = None,
    profile: str | None = None,
) -> "Workspace":
    """Open the workspace in a folder; without one that of SAMRUM_WORKSPACE, else the current folder.

    The passphrase is taken from SAMRUM_PASSPHRASE or asked for. `lang` is `da`, `nb` or `en`; without it the
    workspace's own language is spoken. `profile` says who is to read what is shown: `intern`, `foraeldre`, `pku`,
    `ledelse` or `undervisning`; without it that of the report being made, else `intern`.
    """
    from samrum_kit.workspace import Workspace

    return Workspace.open(folder or None, passphrase=passphrase, lang=lang or None, profile=profile or None)
