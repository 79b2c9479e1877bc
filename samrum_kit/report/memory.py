"""How much memory a notebook may take."""

import sys

MEMORY = 2 << 30
"""So many bytes; a notebook that wants more is told that there is none."""


def limit_memory(process: int) -> None:
    """Let a process take no more memory than a notebook may, where the system holds to such a limit."""
    if sys.platform == "linux":
        import resource

        resource.prlimit(process, resource.RLIMIT_DATA, (MEMORY, MEMORY))
