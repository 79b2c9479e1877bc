"""A kernel that leaves nothing behind: its own folder, its own environment, no history and no stray lines of text."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from traitlets import Dict, Unicode
from traitlets.config import Config

from samrum_kit.report.memory import limit_memory


class PrivateKernel(AsyncKernelManager):
    """Starts a kernel whose files lie in one private folder, whose words go nowhere, and whose memory has a limit."""

    private_environment = Dict(help="What the kernel finds in its environment beside what is there.").tag(config=True)
    private_folder = Unicode(help="Where the kernel works and leaves its files.").tag(config=True)

    async def start_kernel(self, **options: Any) -> None:  # type: ignore[override]  # the base assigns it as an attribute
        """Start the kernel."""
        folder = self.private_folder
        own = surroundings(Path(folder), self.private_environment)
        options |= {"env": own, "cwd": folder, "stdout": DEVNULL, "stderr": DEVNULL}
        await super().start_kernel(**options)
        if (process := getattr(self.provisioner, "pid", None)) is not None:
            limit_memory(process)


def surroundings(folder: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the whole environment of a notebook that works in a private folder."""
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    return {**os.environ, **environment, **temporary, "IPYTHONDIR": str(folder / "ipython")}


def fresh_kernel(folder: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return how papermill runs a notebook in a kernel of its own."""
    return {"kernel_manager_class": PrivateKernel, "config": _private_kernel(folder, environment)}


def _private_kernel(folder: Path, environment: Mapping[str, str]) -> Config:
    """Return the settings of a kernel in a private folder.

    Where there are sockets in files the kernel uses them: no port is open and none can be lost to another kernel that
    starts at the same moment. On Windows the line is encrypted instead.
    """
    wire = (
        {"transport_encryption": "required"} if sys.platform == "win32"
        else {"transport": "ipc", "ip": str(folder / "k")}
    )
    kernel = {
        "private_folder": str(folder),
        "private_environment": dict(environment),
        "connection_file": str(folder / "kernel.json"),
    }
    return Config({"PrivateKernel": kernel | wire})
