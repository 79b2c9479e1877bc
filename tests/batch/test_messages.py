"""What two processes say to each other arrives whole, and what is no message keeps nobody waiting."""

import socket

import pytest

from samrum_kit.batch.messages import Line


def test_a_message_arrives_as_it_was_sent() -> None:
    here, there = map(Line.on_socket, socket.socketpair())
    frames = [b"", b"en", b"\xff" * 3_000_000]
    here.send_multipart(frames[:2])
    here.send_multipart([frames[0]])
    here.flush()
    assert [there.receive(), there.receive()] == [frames[:2], [b""]]


@pytest.mark.parametrize("junk", [
    b"\xff" * 8, b"\x00\x00\x00\x00\x7f\x00\x00\x00", (1).to_bytes(8) + (1 << 50).to_bytes(8),
])  # fmt: skip
def test_who_writes_what_is_no_message_is_taken_for_gone_at_once(junk: bytes) -> None:
    own, other = socket.socketpair()
    own.settimeout(5)
    other.sendall(junk)
    assert Line.on_socket(own).receive() is None
