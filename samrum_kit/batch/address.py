"""Which addresses a batch sends to: this machine, or another one over a line that both sides have certificates for."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from samrum_kit.errors import UsageError
from samrum_kit.locale import _


def checked_address(text: str) -> str:
    """Return the address of a scheduler or worker, `tcp://HOST:PORT` on this machine or `tls://HOST:PORT` on any.

    Raises UsageError for any other.
    """
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise _misspelt() from None
    beside = parts.path, parts.query, parts.fragment, parts.username, parts.password
    if parts.scheme not in {"tcp", "tls"} or not host or not port or any(beside):
        raise _misspelt()
    if parts.scheme == "tcp" and not _is_this_machine(host):
        raise UsageError(
            _("The line to another machine must be encrypted."),
            remedy=_("Write tls:// in the place of tcp://, with certificates for both sides."),
            code="usage.scheduler_open",
        )
    return f"{parts.scheme}://{parts.netloc}"


def _is_this_machine(host: str) -> bool:
    """Tell whether a host is this machine itself, whatever network there is."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _misspelt() -> UsageError:
    """Return the error of what is no address."""
    return UsageError(
        _("The address of the scheduler can't be understood."),
        remedy=_("Write it as tcp://127.0.0.1:8786 on this machine, as tls://HOST:PORT on another."),
        code="usage.scheduler",
    )
