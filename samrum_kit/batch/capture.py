"""What a notebook says in its own process: its messages, its streams, and what reaches the file descriptors past them.

Messages are made by ipykernel's own code; here they go on a line instead of a socket.
"""

import json
import os
from collections.abc import Callable
from typing import Any, cast

from ipykernel.iostream import IOPubThread, OutStream
from jupyter_client.jsonutil import json_clean
from jupyter_client.session import Session, json_packer

from samrum_kit.batch.below import Below
from samrum_kit.batch.messages import Line


def _packed(content: Any) -> bytes:
    """Return a part of a message as bytes; half a letter, which no text can hold, becomes a question mark."""
    try:
        return json_packer(content)
    except UnicodeEncodeError:
        text = json.dumps(json_clean(content), ensure_ascii=False)
        return text.encode("utf-8", "replace")


class CapturedSession(Session):
    """A session whose messages all go on one line, whatever socket they were for."""

    line: Line

    def __init__(self, **options: Any) -> None:
        """Take what the base takes."""
        super().__init__(**options)
        self.pack = _packed

    def send(  # noqa: PLR0917  # the base's own parameters
        self, stream: Any, msg_or_type: Any, content: Any = None, parent: Any = None, ident: Any = None,  # noqa: ARG002
        buffers: Any = None, track: bool = False, header: Any = None, metadata: Any = None,  # noqa: ARG002
    ) -> Any:  # fmt: skip
        """Send a message and return it."""
        line = cast("Any", self.line)  # all that the base asks of a socket is to send
        return super().send(line, msg_or_type, content, parent, None, buffers, header=header, metadata=metadata)


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

    def __init__(self, session: CapturedSession, name: str, below: Below) -> None:
        """Take the session, the name of the stream, and what lies below it."""
        super().__init__(session, _Here(), name, watchfd=False)  # type: ignore[no-untyped-call]
        self._below = below

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
            self._below.settle()
            if self._below.has_more():
                super().write(self._below.read())
            self._flush()  # type: ignore[no-untyped-call]

    def _schedule_flush(self) -> None:
        """Wait for the next flush: one comes before whatever is displayed, and at the end of every cell."""


CapturedStream.__name__ = OutStream.__name__  # as it is called where a cell asks for what a stream doesn't have
