"""Messages between processes: some frames, each after its own length, whole or not at all."""

import os
import socket
import struct
from collections.abc import Callable, Sequence
from typing import IO, Self

_NUMBER = struct.Struct(">Q")

Frames = Sequence[bytes | memoryview]


class Line:
    """One end of what two processes speak on."""

    def __init__(
        self, read: Callable[[int], bytes], write: Callable[[bytes], object], close: Callable[[], object]
    ) -> None:
        """Take what reads at most so many bytes, nothing at the end, what writes all it is given, and what closes."""
        self._read, self._write, self.close = read, write, close

    @classmethod
    def on_socket(cls, end: socket.socket) -> Self:
        """Return the line of a socket, whose time limit holds for what is read."""
        return cls(end.recv, end.sendall, end.close)

    @classmethod
    def on_pipes(cls, reading: IO[bytes], writing: IO[bytes]) -> Self:
        """Return the line of two pipes."""

        def write(content: bytes) -> None:
            writing.write(content)
            writing.flush()

        return cls(lambda number: os.read(reading.fileno(), number), write, writing.close)

    def send_multipart(self, frames: Frames, *, copy: bool = True) -> None:  # noqa: ARG002  # called as zmq's are
        """Send a message; OSError where nobody takes it."""
        parts = [bytes(frame) for frame in frames]
        self._write(b"".join([_NUMBER.pack(len(parts)), *(_NUMBER.pack(len(part)) + part for part in parts)]))

    def receive(self) -> list[bytes] | None:
        """Return the next message; None where the other side is gone.

        Raises TimeoutError where it doesn't come in the time that a socket allows.
        """
        try:
            return [self._exactly(self._number()) for _frame in range(self._number())]
        except (ConnectionError, EOFError):
            return None

    def _number(self) -> int:
        """Return the next number."""
        found: int = _NUMBER.unpack(self._exactly(_NUMBER.size))[0]
        return found

    def _exactly(self, number: int) -> bytes:
        """Return so many bytes; EOFError where the other side goes before."""
        found = bytearray()
        while len(found) < number:
            part = self._read(min(number - len(found), 1 << 20))
            if not part:
                raise EOFError
            found += part
        return bytes(found)
