"""Messages between processes: JSON after its own length, whole or not at all."""

import json
import socket
from typing import Any

_LENGTH = 8


def send(line: socket.socket, message: dict[str, Any]) -> None:
    """Send a message; OSError where nobody takes it."""
    content = json.dumps(message, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
    line.sendall(len(content).to_bytes(_LENGTH, "big") + content)


def receive(line: socket.socket) -> dict[str, Any] | None:
    """Return the next message; None where the other side is gone.

    Raises TimeoutError where it doesn't come in the time that the socket allows.
    """
    head = _exactly(line, _LENGTH)
    content = _exactly(line, int.from_bytes(head, "big")) if head is not None else None
    return json.loads(content.decode("utf-8", "surrogatepass")) if content is not None else None


def _exactly(line: socket.socket, number: int) -> bytes | None:
    """Return so many bytes; None where the other side goes before."""
    found = bytearray()
    while len(found) < number:
        try:
            part = line.recv(min(number - len(found), 1 << 20))
        except ConnectionError:
            return None
        if not part:
            return None
        found += part
    return bytes(found)
