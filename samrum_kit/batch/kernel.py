"""A kernel without sockets, threads or a process of its own: ipykernel's code, called with each request that comes.

It takes over the streams, the file descriptors 1 and 2 and the display hook of its process for good, so that it belongs
in a process that ends with its notebook.
"""

import logging
import os
import sys
from collections.abc import Callable
from functools import cache
from inspect import isawaitable
from types import SimpleNamespace
from typing import cast

from ipykernel.ipkernel import IPythonKernel
from traitlets.config import Config

from samrum_kit.batch.below import Below
from samrum_kit.batch.capture import CapturedSession, CapturedStream
from samrum_kit.batch.messages import Line

_LOG = logging.getLogger("samrum_kit.batch.kernel")
_NO_THREAD = SimpleNamespace(parent_thread=None)
"""Where a kernel looks whether an interrupt is for it: here the process ends with what is interrupted."""
_OWN = Config({"HistoryManager": {"enabled": False}, "CapturedKernel": {"_execute_sleep": 0.0}})
"""No history is kept, and nothing waits for a socket."""


class CapturedKernel(IPythonKernel):
    """An IPython kernel that is called with what it is asked."""

    shell_stream = None  # what is sent is captured by the session, whatever the socket
    iopub_socket = None

    def speak_on(self, line: Line, below: Callable[[int], Below]) -> None:
        """Take over the streams; from now on all that is said goes on the line.

        `below` gives what stands in the place of a file descriptor of this process.
        """
        session = cast("CapturedSession", self.session)
        session.line, session.pid = line, os.getpid()  # it may have been made before a fork
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stdout = CapturedStream(session, "stdout", below(1))
        sys.stderr = CapturedStream(session, "stderr", below(2))

    async def answer(self, frames: list[bytes]) -> None:
        """Handle a request as one that came through a socket is handled, to its end."""
        session = cast("CapturedSession", self.session)
        request = session.deserialize(session.feed_identities(frames)[1])
        self.set_parent([], request, channel="shell")  # type: ignore[no-untyped-call]
        self.publish_status("busy")
        handled = self.shell_handlers[request["header"]["msg_type"]](None, [], request)
        if isawaitable(handled):
            await handled
        sys.stdout.flush()
        sys.stderr.flush()
        self.publish_status("idle")

    def publish_status(self, status: str) -> None:
        """Tell that a request begins or has been answered."""
        self._publish_status(status, "shell")  # type: ignore[no-untyped-call]

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Do nothing: no request waits behind the one that failed."""


@cache
def captured_kernel() -> CapturedKernel:
    """Return the kernel of this process; it can be made before a fork, since it holds nothing of any notebook."""
    kernel: CapturedKernel = CapturedKernel.instance(
        session=CapturedSession(key=b""), config=_OWN, log=_LOG, shell_channel_thread=_NO_THREAD, user_ns=None
    )
    return kernel
