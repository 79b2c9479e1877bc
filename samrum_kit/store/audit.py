"""The audit log: who opened or changed what, and when; never a value, and no free text but the reason of a reveal.

Each line is sealed together with the seal of the line before, so that a line that was changed, put in or taken out
shows. Lines cut off at the end leave no trace in the log itself.
"""

import getpass
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from samrum_kit.errors import VaultDamaged
from samrum_kit.store.failures import DATABASE_FILE, damaged
from samrum_kit.store.tables import AUDIT

_FIRST_SEAL = ""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One thing that was done in the workspace."""

    number: int
    at: datetime
    """In UTC."""
    who: str
    """The user of the operating system."""
    action: str
    table: str = ""
    subject: str = ""
    """The id of what was opened or changed."""
    detail: Mapping[str, int | str] = field(default_factory=dict)
    """Counts, or the reason of a reveal."""


@dataclass(frozen=True, slots=True)
class AuditLog:
    """The log of one database, with the key of its seals."""

    key: bytes

    def append(
        self,
        connection: Connection,
        action: str,
        *,
        table: str = "",
        subject: str = "",
        detail: Mapping[str, int | str] | None = None,
    ) -> str:
        """Add a line within the transaction of a writing connection, and return its seal."""
        last = connection.execute(select(AUDIT.c.number, AUDIT.c.seal).order_by(AUDIT.c.number.desc()).limit(1)).first()
        number, seal_before = (last.number + 1, last.seal) if last else (1, _FIRST_SEAL)
        row: dict[str, Any] = {
            "number": number,
            "at": datetime.now(UTC).isoformat(timespec="microseconds"),
            "who": user_name(),
            "action": action,
            "subject_table": table,
            "subject_id": subject,
            "detail": json.dumps(dict(detail or {}), ensure_ascii=False, sort_keys=True),
        }
        seal = self._seal(seal_before, row)
        connection.execute(insert(AUDIT), row | {"seal": seal})
        return seal

    def begins(self, connection: Connection) -> bool:
        """Tell whether the first line was sealed with this key."""
        try:
            first = connection.execute(select(AUDIT).order_by(AUDIT.c.number).limit(1)).mappings().first()
        except VaultDamaged:  # a text of it was sealed with another
            return False
        row = dict(first or {"seal": ""})
        return hmac.compare_digest(str(row.pop("seal")), self._seal(_FIRST_SEAL, row))

    def holds(self, connection: Connection, seal: str) -> bool:
        """Tell whether a line with a seal is there."""
        return connection.scalar(select(AUDIT.c.number).where(AUDIT.c.seal == seal)) is not None

    def broken_lines(self, connection: Connection) -> tuple[int, ...]:
        """Return the numbers of the lines that don't follow from the line before them; none when the log is whole."""
        broken = []
        seal_before = _FIRST_SEAL
        for stored in connection.execute(select(AUDIT).order_by(AUDIT.c.number)).mappings():
            row = dict(stored)
            seal = str(row.pop("seal"))
            if not hmac.compare_digest(seal, self._seal(seal_before, row)):
                broken.append(int(row["number"]))
            seal_before = seal
        return tuple(broken)

    def _seal(self, seal_before: str, row: Mapping[str, Any]) -> str:
        """Return the seal of a line that follows a seal."""
        content = json.dumps([seal_before, dict(row)], ensure_ascii=False, sort_keys=True)
        return hmac.digest(self.key, content.encode("utf-8", "surrogatepass"), "sha256").hex()


def read_lines(connection: Connection) -> tuple[AuditLine, ...]:
    """Return all lines, the oldest first."""
    try:
        return tuple(
            AuditLine(
                number=row.number,
                at=datetime.fromisoformat(row.at),
                who=row.who,
                action=row.action,
                table=row.subject_table,
                subject=row.subject_id,
                detail=json.loads(row.detail),
            )
            for row in connection.execute(select(AUDIT).order_by(AUDIT.c.number))
        )
    except (ValueError, TypeError):
        raise damaged(DATABASE_FILE) from None


def user_name() -> str:
    """Return who is using the computer, as the operating system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
