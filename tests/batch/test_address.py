"""A batch sends to this machine, or to another one over an encrypted line, and nowhere else."""

import pytest

from samrum_kit.batch.address import checked_address
from samrum_kit.errors import UsageError


@pytest.mark.parametrize("address", [
    "tcp://127.0.0.1:8786", "tcp://127.9.9.9:8786", "tcp://localhost:8786", "tcp://[::1]:8786",
    "tls://127.0.0.1:8786", "tls://render.kommune.example:8786", "tls://[2001:db8::1]:8786",
])  # fmt: skip
def test_this_machine_is_reached_in_either_way_and_another_one_with_encryption(address: str) -> None:
    assert checked_address(f" {address}\n") == address


@pytest.mark.parametrize("address", [
    "tcp://192.168.1.5:8786", "tcp://render.kommune.example:8786", "tcp://0.0.0.0:8786", "tcp://[::]:8786",
    "tcp://128.0.0.1:8786", "tcp://127.0.0.1.example:8786", "tcp://localhost.example:8786", "tcp://2130706433:8786",
])  # fmt: skip
def test_an_open_line_to_another_machine_is_refused(address: str) -> None:
    with pytest.raises(UsageError) as refused:
        checked_address(address)
    assert refused.value.code == "usage.scheduler_open"


@pytest.mark.parametrize("address", [
    "", "127.0.0.1:8786", "localhost", "http://127.0.0.1:8786", "ws://127.0.0.1:8786", "inproc://1/2/3", "ucx://h:1",
    "tcp://", "tcp://:8786", "tcp://127.0.0.1", "tcp://127.0.0.1:port", "tcp://127.0.0.1:99999", "tcp://127.0.0.1:0",
    "tcp://127.0.0.1:8786/more", "tls://anna:kode@vaert:8786", "tls://vaert:8786?a=b", "tcp://[::1:8786",
])  # fmt: skip
def test_what_is_no_address_of_a_scheduler_is_refused(address: str) -> None:
    with pytest.raises(UsageError) as refused:
        checked_address(address)
    assert refused.value.code == "usage.scheduler"
    assert "anna" not in str(refused.value)
