"""Messages between processes: some frames after their lengths, whole or not at all."""

import os
import socket
import struct
from collections.abc import Callable, Sequence
from typing import IO, Self

_NUMBER = struct.Struct(">Q")
_AT_A_TIME = 1 << 20
_FRAMES, _LENGTH = 1 << 16, 1 << 40
"""No message has more or longer frames; a notebook can write into whatever is open in its process."""

Frames = Sequence[bytes | memoryview]


class Line:
    """One end of what two processes speak on."""

    def __init__(
        self, read: Callable[[int], bytes], write: Callable[[bytes], object], close: Callable[[], object]
    ) -> None:
        """Take what reads at most so many bytes, nothing at the end, what writes all it is given, and what closes."""
        self._read, self._write, self.close = read, write, close
        self._come = bytearray()
        self._held: list[bytes] = []

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
        """Hold a message until the next `flush`: a process that speaks in one go wakes the other one once."""
        parts = [bytes(frame) for frame in frames]
        self._held += [_NUMBER.pack(len(parts)), *(_NUMBER.pack(len(part)) for part in parts), *parts]

    def flush(self) -> None:
        """Send what is held; OSError where nobody takes it."""
        held, self._held = self._held, []
        self._write(b"".join(held))

    def receive(self) -> list[bytes] | None:
        """Return the next message; None where the other side is gone, or writes what is no message.

        Raises TimeoutError where it doesn't come in the time that a socket allows.
        """
        try:
            (number,) = _NUMBER.unpack(self._exactly(_NUMBER.size))
            if number > _FRAMES:
                return None
            lengths = [length for (length,) in _NUMBER.iter_unpack(self._exactly(number * _NUMBER.size))]
            if any(length > _LENGTH for length in lengths):
                return None
            return [self._exactly(length) for length in lengths]
        except (ConnectionError, EOFError):
            return None

    def _exactly(self, number: int) -> bytes:
        """Return so many bytes; EOFError where the other side goes before."""
        while len(self._come) < number:
            part = self._read(_AT_A_TIME)
            if not part:
                raise EOFError
            self._come += part
        found = bytes(self._come[:number])
        del self._come[:number]
        return found
