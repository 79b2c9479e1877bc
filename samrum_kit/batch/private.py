"""The folder of a batch for what is needed while it runs: it goes with the batch, or with the next one after a kill."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "samrum-batch-"
_MADE = 60
"""So many seconds after it was made a folder is surely held by its batch, if that lives."""


@contextmanager
def private_folder() -> Iterator[str]:
    """Give a folder for its owner alone and take it away afterwards; what a batch that was killed has left goes too."""
    _clear_what_was_left(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as folder:
        held = _hold(Path(folder))
        try:
            yield folder
        finally:
            if held is not None:
                os.close(held)


def _clear_what_was_left(place: Path) -> None:
    """Take away the folders that nobody holds any more."""
    for folder in place.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.lstat().st_mtime < _MADE:
                continue
            held = _hold(folder)
            if held is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(held)


def _hold(folder: Path) -> int | None:
    """Hold a folder of one's own for as long as this process lives, and return by what; None where that can't be told.

    Raises OSError where it is another's, or held already.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if os.fstat(held).st_uid != os.getuid():
            raise PermissionError
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        raise
    return held
