"""A kernel without sockets, threads or a process of its own: ipykernel's code, called in the place of being sent to.

It takes over the streams, the file descriptors 1 and 2 and the display hook of its process for good, so that it belongs
in a process that ends with its notebook.
"""

import asyncio
import logging
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import isawaitable
from types import SimpleNamespace
from typing import Any, cast

from ipykernel.ipkernel import IPythonKernel
from papermill.clientwrap import PapermillNotebookClient
from traitlets.config import Config

from samrum_kit.batch.capture import CapturedSession, CapturedStream, Inbox, Message

_LOG = logging.getLogger("samrum_kit.batch.kernel")
_NO_THREAD = SimpleNamespace(parent_thread=None)
"""Where a kernel looks whether an interrupt is for it: here the process ends with what is interrupted."""
_OWN = Config({"HistoryManager": {"enabled": False}, "CapturedKernel": {"_execute_sleep": 0.0}})
"""No history is kept, and nothing waits for a socket."""


class CapturedKernel(IPythonKernel):
    """An IPython kernel that is called by its client in the same process."""

    shell_stream = None  # what is sent is captured by the session, whatever the socket
    iopub_socket = None

    def publish_status(self, status: str) -> None:
        """Tell that a request begins or has been answered."""
        self._publish_status(status, "shell")  # type: ignore[no-untyped-call]

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Do nothing: no request waits behind the one that failed."""


def captured_kernel() -> CapturedKernel:
    """Return the kernel of this process; it can be made before a fork, since it holds nothing of any notebook."""
    session = CapturedSession()
    kernel: CapturedKernel = CapturedKernel.instance(
        session=session, config=_OWN, log=_LOG, shell_channel_thread=_NO_THREAD, user_ns=None
    )
    return kernel


class CapturedClient:
    """What nbclient knows as the kernel's client: a request is answered before the call returns."""

    allow_stdin = False

    def __init__(self, kernel: CapturedKernel) -> None:
        """Take the kernel, and the process's streams with it."""
        self._kernel = kernel
        self.session = cast("CapturedSession", kernel.session)
        self.session.taken = self._take
        self.shell_channel, self.iopub_channel = _Requests(), Inbox()
        self._asked: asyncio.Queue[tuple[Message, asyncio.Future[str]]] = asyncio.Queue()
        self._working: asyncio.Task[None] | None = None
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stdout, sys.stderr = CapturedStream(self.session, "stdout", 1), CapturedStream(self.session, "stderr", 2)

    async def execute(self, code: str, *, store_history: bool, stop_on_error: bool) -> str:
        """Run a cell to its end and return the id of the request."""
        for comm in self.shell_channel.taken():
            await self._answered(comm)
        content = {
            "code": code, "silent": False, "store_history": store_history, "user_expressions": {},
            "allow_stdin": False, "stop_on_error": stop_on_error,
        }  # fmt: skip
        return await self._answered(self.session.msg("execute_request", content))

    def kernel_info(self) -> str:
        """Ask about the kernel, and return the id of the request."""
        request = self.session.msg("kernel_info_request")
        self._take(self.session.msg("kernel_info_reply", self._kernel.kernel_info, parent=request))
        return str(request["header"]["msg_id"])

    def is_alive(self) -> bool:
        """Tell that the kernel lives: it lives where this is asked."""
        return True

    async def _answered(self, request: Message) -> str:
        """Have a request handled where all of them are, and return its id.

        What a cell sets in the context of its code is there in the next one, as in a kernel of its own.
        """
        if self._working is None:
            self._working = asyncio.create_task(self._work())
        answered: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._asked.put_nowait((request, answered))
        return await answered

    async def _work(self) -> None:
        """Handle one request after the other, for as long as there is somebody to ask."""
        while True:
            request, answered = await self._asked.get()
            try:
                answered.set_result(await self._handled(request))
            except BaseException as error:  # noqa: BLE001  # whoever asked is told, whatever it is
                answered.set_exception(error)

    async def _handled(self, request: Message) -> str:
        """Let the kernel handle a request as it handles one that came through its socket."""
        kernel = self._kernel
        kernel.set_parent([], request, channel="shell")  # type: ignore[no-untyped-call]
        kernel.publish_status("busy")
        handled = kernel.shell_handlers[request["header"]["msg_type"]](None, [], request)
        if isawaitable(handled):
            await handled
        sys.stdout.flush()
        sys.stderr.flush()
        kernel.publish_status("idle")
        return str(request["header"]["msg_id"])

    def _take(self, message: Message) -> None:
        """Put a message where nbclient asks for it."""
        is_reply = message["header"]["msg_type"].endswith("_reply")
        (self.shell_channel if is_reply else self.iopub_channel).waiting.append(message)


class _Requests(Inbox):
    """The channel on which replies come; what is sent on it waits for the next cell, as it would for a busy kernel."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._sent: deque[Message] = deque()

    def send(self, message: Message) -> None:
        """Take a message to the kernel."""
        self._sent.append(message)

    def taken(self) -> Iterator[Message]:
        """Yield what was sent, once."""
        while self._sent:
            yield self._sent.popleft()


class CapturedNotebookClient(PapermillNotebookClient):  # type: ignore[misc]  # papermill has no types
    """Papermill's client, with the kernel of this process in the place of one that is started."""

    @contextmanager
    def setup_kernel(self, **_options: Any) -> Iterator[None]:
        """Give the client its kernel."""
        self.kc = CapturedClient(captured_kernel())
        yield
