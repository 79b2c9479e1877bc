"""The line to the scheduler of a Dask cluster: opened safely or not at all, and quiet."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from samrum_kit.errors import ReportFailed, UsageError
from samrum_kit.locale import _

if TYPE_CHECKING:
    from distributed import Client

_PATIENCE = 5
"""So many seconds a scheduler may take to answer."""
_LOUD = ("distributed", "distributed.client", "distributed.core", "tornado.application")
"""Whose words would stand beside ours; what has gone wrong is told in a sentence."""


@contextmanager
def connected(address: str) -> Iterator["Client"]:
    """Give the client of a scheduler at a checked address.

    Raises UsageError where the extra or the certificates are lacking, ReportFailed where the scheduler doesn't answer.
    """
    try:
        from distributed import Client
        from distributed.security import Security
    except ImportError:
        raise UsageError(
            _("What renders on several machines is not installed."),
            remedy=_("Install the extra “{name}”; the README says how.").format(name="cluster"),
            code="usage.no_cluster",
        ) from None
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    security = Security()
    if address.startswith("tls://") and not _has_certificates(security):
        raise UsageError(
            _("The certificates for the scheduler are lacking or can't be read."),
            remedy=_("Name them in the settings of Dask, under distributed.comm.tls."),
            code="usage.no_certificates",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what differs between the machines is compared by the seal of the program
            client = Client(address, timeout=_PATIENCE, set_as_default=False, security=security)
    except OSError:
        raise ReportFailed(
            _("The scheduler does not answer."),
            remedy=_("Check the address, and that the scheduler runs with the same certificates."),
            code="batch.no_scheduler",
        ) from None
    try:
        yield client
    finally:
        with suppress(Exception):  # it is over either way
            client.close(timeout=_PATIENCE)


def scheduler_lost() -> ReportFailed:
    """Return the error of a batch whose scheduler is gone."""
    return ReportFailed(
        _("The scheduler was lost."),
        remedy=_("Start it and its workers, then run the same command with --resume."),
        code="batch.scheduler_lost",
    )


def _has_certificates(security: object) -> bool:
    """Tell whether there is what a client needs for an encrypted line."""
    try:
        arguments = security.get_connection_args("client")  # type: ignore[attr-defined]
    except (OSError, ValueError):
        return False
    return arguments.get("ssl_context") is not None
