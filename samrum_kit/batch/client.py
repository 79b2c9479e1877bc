"""Papermill's client of a kernel, where the kernel is a process for one notebook and one line leads to it."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty
from typing import Any, cast

from jupyter_client.session import Session
from nbclient.exceptions import CellTimeoutError
from nbformat.v4 import new_code_cell
from papermill.clientwrap import PapermillNotebookClient

from samrum_kit.batch.process import NotebookProcess

Message = dict[str, Any]


class ProcessNotebookClient(PapermillNotebookClient):  # type: ignore[misc]  # papermill has no types
    """Papermill's client, with a process that is there in the place of a kernel that is started."""

    process: NotebookProcess

    @contextmanager
    def setup_kernel(self, **_options: Any) -> Iterator[None]:
        """Give the client its kernel."""
        self.kc = ProcessClient(self.process, self.timeout)
        yield


class ProcessClient:
    """What nbclient knows as the kernel's client: a request is answered before the call returns."""

    allow_stdin = False

    def __init__(self, process: NotebookProcess, seconds: float | None) -> None:
        """Take a process that knows its surroundings, and how many seconds a cell may take."""
        self._process, self._seconds = process, seconds
        self.session = Session(key=b"")  # the line is nobody else's: there is nothing to sign
        self.shell_channel, self.iopub_channel = _Requests(), _Inbox()

    async def execute(self, code: str, *, store_history: bool, stop_on_error: bool) -> str:
        """Run a cell to its end and return the id of the request; CellTimeoutError for one that takes too long."""
        content = {
            "code": code, "silent": False, "store_history": store_history, "user_expressions": {},
            "allow_stdin": False, "stop_on_error": stop_on_error,
        }  # fmt: skip
        try:
            for message in self.shell_channel.taken():
                self._answered(message)
            return self._answered(self.session.msg("execute_request", content))
        except TimeoutError:
            raise CellTimeoutError.error_from_timeout_and_cell(
                "Cell execution timed out", int(self._seconds or 0), new_code_cell(code)
            ) from None

    def kernel_info(self) -> str:
        """Ask about the kernel, and return the id of the request."""
        return self._answered(self.session.msg("kernel_info_request"))

    def is_alive(self) -> bool:
        """Tell that the kernel lives: of one that doesn't, whoever asks for something is told."""
        return True

    def _answered(self, request: Message) -> str:
        """Ask for something, take what is said until nothing is left to say, and return the id of the request."""
        self.session.send(cast("Any", self._process), request)  # all that it asks of a socket is to send
        while frames := self._process.receive(self._seconds):
            message = self.session.deserialize(self.session.feed_identities(frames)[1])
            channel = self.shell_channel if message["msg_type"].endswith("_reply") else self.iopub_channel
            channel.waiting.append(message)
        return str(request["header"]["msg_id"])


class _Inbox:
    """Messages in the order in which they came, asked for as nbclient asks a channel."""

    def __init__(self) -> None:
        """Begin empty."""
        self.waiting: deque[Message] = deque()

    async def get_msg(self, timeout: float | None = None) -> Message:  # noqa: ARG002, ASYNC109  # as nbclient calls it
        """Return the next message; queue.Empty where there is none, since a cell has ended before it is asked about."""
        if not self.waiting:
            raise Empty
        return self.waiting.popleft()


class _Requests(_Inbox):
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
