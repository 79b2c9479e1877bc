"""What people are shown of the vault: the free texts, without the names that are known at the schools concerned."""

from collections.abc import Collection
from typing import TypeVar

from samrum_kit.domain.case_file import CaseFile, PlanFile
from samrum_kit.domain.fields import Record
from samrum_kit.domain.masking import with_masked_texts
from samrum_kit.domain.meeting_file import MeetingFile
from samrum_kit.domain.school_file import SchoolFile
from samrum_kit.store import Store

F = TypeVar("F", CaseFile, PlanFile, MeetingFile, SchoolFile)
R = TypeVar("R", bound=Record)


def file_shown(store: Store, file: F) -> F:
    """Return a file whose texts name nobody that is known at its school, or at the schools of its cases."""
    return with_masked_texts(file, store.names(_schools_of(file)).mask)


def table_shown(store: Store, record: type[R]) -> tuple[R, ...]:
    """Return a whole table whose texts name nobody that is known."""
    return with_masked_texts(store.records(record), store.names().mask)


def _schools_of(file: CaseFile | PlanFile | MeetingFile | SchoolFile) -> frozenset[str]:
    """Return the ids of the schools whose pupils the texts of a file may name."""
    if isinstance(file, PlanFile):
        return _schools_of_cases([file.case_file])
    if isinstance(file, CaseFile):
        return _schools_of_cases([file])
    return _schools_of_cases(file.cases.values()) | {file.school.school_id}


def _schools_of_cases(cases: Collection[CaseFile]) -> frozenset[str]:
    """Return the ids of the schools of cases, and of their pupils, who may have moved."""
    of_pupils = (case.pupil.school_id for case in cases if case.pupil)
    return frozenset([*(case.school.school_id for case in cases), *of_pupils])
