"""How much memory a notebook may take, and how large a file it may write."""

import sys
from contextlib import suppress

MEMORY = 2 << 30
"""So many bytes; a notebook that wants more is told that there is none."""


def limit_memory(process: int) -> None:
    """Let a process take no more memory than a notebook may, where the system holds to such a limit.

    No file that it writes grows larger either: it could lie in memory. A process that is gone already is left alone,
    and so is a limit that is lower.
    """
    if sys.platform == "linux":
        import resource

        with suppress(ProcessLookupError):
            for what in (resource.RLIMIT_DATA, resource.RLIMIT_FSIZE):
                limits = resource.prlimit(process, what)
                allowed = min([MEMORY, *(limit for limit in limits if limit != resource.RLIM_INFINITY)])
                resource.prlimit(process, what, (allowed, allowed))
