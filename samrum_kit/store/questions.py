"""What a vault is asked while a report is made, with a seal of each answer: so one sees if it would be the same now.

A seal holds every row that its answer was made of, whatever the day that was asked for.
"""

import hmac
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from samrum_kit.domain.questions import ALL, VARIABLE, as_line, parts_of, question
from samrum_kit.domain.records import TABLES, Case, Identity, Pupil
from samrum_kit.errors import UnknownName
from samrum_kit.store.failures import guarded_files
from samrum_kit.store.files import read_case_file, read_meeting_file, read_plan_file, read_school_file
from samrum_kit.store.reading import read_all, read_ids, read_names, read_one, read_where
from samrum_kit.store.rows import rows_seen

_ANSWERS: Mapping[str, Callable[[Connection, Sequence[str]], object]] = {
    "case": lambda connection, of: read_case_file(connection, of[0], date.max),
    "plan": lambda connection, of: read_plan_file(connection, of[0], date.max),
    "meeting": lambda connection, of: read_meeting_file(connection, of[0], date.max),
    "school": lambda connection, of: read_school_file(connection, of[0], date.max),
    "pupil": lambda connection, of: read_where(connection, Case, "pupil_id", of),
    "identity": lambda connection, of: (read_one(connection, Pupil, of[0]), read_one(connection, Identity, of[0])),
    "table": lambda connection, of: read_all(connection, TABLES[of[0]]),
    "ids": lambda connection, of: read_ids(connection, TABLES[of[0]]),
    "names": lambda connection, of: read_names(connection, None if ALL in of else of),
}

_TABLES = {"case": "cases", "plan": "plans", "meeting": "meetings", "school": "schools", "identity": "pupils"}
"""Where the ids of a question are looked for."""


class QuestionLog:
    """Notes down the questions to one vault."""

    def __init__(self, key: bytes, place: Path | None) -> None:
        """Take the key of the seals and the file, or none where nobody needs to know what is asked."""
        self._key, self._place = key, place

    @classmethod
    def here(cls, key: bytes) -> Self:
        """Return the log of the report that is being made in this process, if one is."""
        place = os.environ.get(VARIABLE)
        return cls(key, Path(place) if place else None)

    @contextmanager
    def answering(self, connection: Connection, what: str, *of: str) -> Iterator[None]:
        """Note down a question that is answered inside the block.

        Where nothing has the id, that is the answer: all ids that there are. What was taken for one could be a name.
        """
        if self._place is None:
            yield
            return
        asked = question(what, *of)
        with rows_seen(connection) as rows:
            try:
                yield
            except UnknownName:
                asked = question("ids", _TABLES[what])
                raise
            finally:
                self._note(asked, _seal(self._key, rows))

    def _note(self, asked: str, seal: str) -> None:
        """Write a question down before its answer is handed out, whoever else writes to the file."""
        if self._place is not None:
            with guarded_files(), self._place.open("ab") as log:
                log.write(as_line(asked, seal))


def seals_now(connection: Connection, key: bytes, questions: Collection[str]) -> dict[str, str]:
    """Return the seals of what would be answered now; what can't be asked again has none."""
    found = {}
    for asked in questions:
        what, of = parts_of(asked)
        try:
            with rows_seen(connection) as rows, suppress(UnknownName):
                _ANSWERS[what](connection, of)
        except LookupError:  # the log, which every reading adds to, or what somebody wrote who was no vault
            continue
        found[asked] = _seal(key, rows)
    return found


def _seal(key: bytes, rows: Collection[str]) -> str:
    """Return the seal of some rows, in whatever order they came."""
    return hmac.digest(key, "\n".join(sorted(rows)).encode("utf-8", "surrogatepass"), "sha256").hex()
