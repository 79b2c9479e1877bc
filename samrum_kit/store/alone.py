"""Having the folder of a workspace alone while files in it change their names."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samrum_kit.store.failures import busy


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep other programs that would do so too away from a folder inside the block, where the system knows such a way.

    Raises AccessError where another one is at it. What this can't see, a program on another machine that has the same
    folder, must be seen in the database.
    """
    if sys.platform == "win32" or not folder.is_dir():
        yield
        return
    import fcntl

    held = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise busy() from None
        except OSError:
            pass  # a folder on another machine may know no such thing
        yield
    finally:
        os.close(held)
