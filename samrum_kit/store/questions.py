"""What a vault is asked while a report is made, with a seal of each answer: so one sees if it would be the same now.

A seal holds every row that its answer was made of, whatever the day that was asked for.
"""

import hmac
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date

from sqlalchemy import Connection

from samrum_kit.domain.questions import ALL, DAY, VARIABLE, as_line, parts_of, question
from samrum_kit.domain.records import TABLES, Identity, Pupil
from samrum_kit.errors import UnknownName, VaultDamaged
from samrum_kit.store.failures import guarded_files
from samrum_kit.store.files import (
    read_case_file,
    read_cases_of,
    read_meeting_file,
    read_names_at,
    read_plan_file,
    read_school_file,
)
from samrum_kit.store.reading import read_all, read_ids, read_one
from samrum_kit.store.rows import rows_seen

_ANSWERS: Mapping[str, Callable[[Connection, Sequence[str]], object]] = {
    "case": lambda connection, of: read_case_file(connection, of[0], date.max),
    "plan": lambda connection, of: read_plan_file(connection, of[0], date.max),
    "meeting": lambda connection, of: read_meeting_file(connection, of[0], date.max),
    "school": lambda connection, of: read_school_file(connection, of[0], date.max),
    "pupil": lambda connection, of: read_cases_of(connection, of[0]),
    "identity": lambda connection, of: (read_one(connection, Pupil, of[0]), read_one(connection, Identity, of[0])),
    "tables": lambda connection, of: [read_all(connection, TABLES[name]) for name in of],
    "ids": lambda connection, of: read_ids(connection, TABLES[of[0]]),
    "names": lambda connection, of: read_names_at(connection, None if ALL in of else of),
}
_TABLES = {
    "case": "cases", "plan": "plans", "meeting": "meetings", "school": "schools", "pupil": "pupils",
    "identity": "pupils", "names": "schools",
}  # fmt: skip
"""Where the ids of a question are looked for."""


class QuestionLog:
    """Notes down the questions to one vault while a report is made, and else nothing."""

    def __init__(self, key: bytes) -> None:
        """Take the key of the seals; a notebook that empties its environment later is noted down all the same."""
        self._key, self._place = key, os.environ.get(VARIABLE)

    @contextmanager
    def answering(self, what: str, *of: str) -> Iterator[list[str] | None]:
        """Note down a question, and as its answer the rows that are put into a list inside the block.

        Where nothing has the id, that is the answer: all ids that there are. What was taken for one could be a name.
        """
        if not self._place:
            yield None
            return
        asked, rows = question(what, *of), list[str]()
        try:
            yield rows
        except UnknownName:
            asked = question("ids", _TABLES[what])
            raise
        finally:
            _note(self._place, asked, _seal(self._key, rows))


def today_asked() -> date:
    """Return today's day, the user's own; a report that has asked for it is one of its day."""
    today = date.today()
    if place := os.environ.get(VARIABLE):
        _note(place, DAY, today.isoformat())
    return today


def _note(place: str, asked: str, seal: str) -> None:
    """Write a question down before its answer is handed out, whoever else writes to the file."""
    with guarded_files(), os.fdopen(os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab") as log:
        log.write(as_line(asked, seal))


def seals_now(connection: Connection, key: bytes, questions: Collection[str]) -> dict[str, str]:
    """Return the seals of what would be answered now; what can't be asked again, or be read any more, has none."""
    found = {}
    for asked in questions:
        what, of = parts_of(asked)
        rows: list[str] = []
        try:
            with rows_seen(connection, rows), suppress(UnknownName):
                _ANSWERS[what](connection, of)
        except (LookupError, VaultDamaged):  # the log, which every reading adds to, and what no vault has noted down
            continue
        found[asked] = _seal(key, rows)
    return found


def _seal(key: bytes, rows: Collection[str]) -> str:
    """Return the seal of some rows, in whatever order they came."""
    return hmac.digest(key, "\n".join(sorted(rows)).encode("utf-8", "surrogatepass"), "sha256").hex()
