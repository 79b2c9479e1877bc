"""What a notebook says in its own process: its messages, its streams, and what reaches the file descriptors past them.

Messages are made by ipykernel's own code; here they end in a queue instead of a socket.
"""

import fcntl
import os
from collections import deque
from collections.abc import Callable
from queue import Empty
from typing import Any

from ipykernel.iostream import IOPubThread, OutStream
from jupyter_client.session import Session

Message = dict[str, Any]


class CapturedSession(Session):
    """A session whose messages are handed over as they are made, in the place of being sent."""

    taken: Callable[[Message], None]

    def send(  # noqa: PLR0917  # the base's own parameters
        self, stream: Any, msg_or_type: Any, content: Any = None, parent: Any = None, ident: Any = None,  # noqa: ARG002
        buffers: Any = None, track: bool = False, header: Any = None, metadata: Any = None,  # noqa: ARG002
    ) -> Message:  # fmt: skip
        """Hand a message over and return it."""
        message: Message = (
            msg_or_type if isinstance(msg_or_type, dict)
            else self.msg(msg_or_type, content=content, parent=parent, header=header, metadata=metadata)
        )  # fmt: skip
        # As on a wire: later changes don't reach it, and a tuple is a list.
        message["content"] = self.unpack(self.pack(message["content"]))
        message["buffers"] = [memoryview(buffer) for buffer in buffers or message.get("buffers") or ()]
        self.taken(message)
        return message


class _Here(IOPubThread):
    """In the place of the thread that sends: does what it is given at once."""

    def __init__(self) -> None:  # no socket and no thread: the base would make both
        """Be no thread."""
        self.thread = None  # type: ignore[assignment]  # a stream looks whether there is one
        self.io_loop = None  # type: ignore[assignment]

    def schedule(self, f: Callable[[], object]) -> None:
        """Do it now."""
        f()


class CapturedStream(OutStream):
    """`sys.stdout` or `sys.stderr` of a cell: what is written becomes a message at the next flush.

    What other code writes past it to the file descriptor, such as a program that a cell starts, is taken up in between.
    """

    def __init__(self, session: CapturedSession, name: str, descriptor: int) -> None:
        """Take the session, the name of the stream, and the file descriptor that lies below it."""
        super().__init__(session, _Here(), name, watchfd=False)  # type: ignore[no-untyped-call]
        self._below = _Below(descriptor)

    def fileno(self) -> int:
        """Return the file descriptor below."""
        return self._below.descriptor

    def write(self, string: str) -> int:
        """Write to the stream; a process that a cell has forked writes below it, since its memory is its own."""
        if isinstance(string, str) and not self._is_master_process():  # type: ignore[no-untyped-call]
            os.write(self._below.descriptor, string.encode(errors="replace"))
            return len(string)
        if self._below.has_more():
            super().write(self._below.read())
        return super().write(string) or 0

    def flush(self) -> None:
        """Hand over what was written, and what was written below."""
        if self._is_master_process():  # type: ignore[no-untyped-call]
            if self._below.has_more():
                super().write(self._below.read())
            self._flush()  # type: ignore[no-untyped-call]

    def _schedule_flush(self) -> None:
        """Wait for the next flush: one comes before whatever is displayed, and at the end of every cell."""


class _Below:
    """A file in memory in the place of a file descriptor: unlike a pipe it never keeps a writer waiting."""

    def __init__(self, descriptor: int) -> None:
        """Put the file in the place of a file descriptor; processes that a cell starts inherit it."""
        self.descriptor = descriptor
        file = os.memfd_create(f"samrum-{descriptor}")
        fcntl.fcntl(file, fcntl.F_SETFL, os.O_APPEND)
        os.dup2(file, descriptor)
        os.close(file)
        self._read = 0

    def has_more(self) -> bool:
        """Tell whether something has been written since it was last read."""
        return os.fstat(self.descriptor).st_size > self._read

    def read(self) -> str:
        """Return what has been written since."""
        found = os.pread(self.descriptor, os.fstat(self.descriptor).st_size - self._read, self._read)
        self._read += len(found)
        return found.decode(errors="replace")


class Inbox:
    """Messages in the order in which they came, asked for as nbclient asks a channel."""

    def __init__(self) -> None:
        """Begin empty."""
        self.waiting: deque[Message] = deque()

    async def get_msg(self, timeout: float | None = None) -> Message:  # noqa: ARG002, ASYNC109  # as nbclient calls it
        """Return the next message; queue.Empty where there is none, since a cell has ended before it is asked about."""
        if not self.waiting:
            raise Empty
        return self.waiting.popleft()
