"""The school calendars of a workspace: `kalender/<municipality>.csv`, written and kept by the office itself."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from samrum_kit.domain.records import School
from samrum_kit.errors import UsageError
from samrum_kit.figures.calendar import school_days_from
from samrum_kit.locale import _
from samrum_kit.measure.school_days import SchoolDays
from samrum_kit.store.failures import guarded_files

CALENDARS_FOLDER = "kalender"


def calendar_for(folder: Path, schools: Iterable[School]) -> SchoolDays | None:
    """Return the school days of the municipality of some schools; None where it has no calendar in the workspace.

    None as well for schools of several municipalities, which close on different days. A file bears the name of its
    municipality, with or without the word “kommune”. Raises FaultyCalendar for a file with faults, UsageError for two
    files of one municipality.
    """
    municipalities = {_plain(school.municipality) for school in schools}
    place = folder / CALENDARS_FOLDER
    if len(municipalities) != 1 or not place.is_dir():
        return None
    with guarded_files():
        found = [path for path in sorted(place.iterdir()) if _is_calendar(path) and _plain(path.stem) in municipalities]
        if len(found) > 1:
            raise UsageError(
                _("Two school calendars are of the same municipality."),
                place=f"{CALENDARS_FOLDER}/{found[1].name}",
                remedy=_("Put their rows together in one file."),
                code="calendar.twice",
            )
        return school_days_from(found[0].read_bytes(), f"{CALENDARS_FOLDER}/{found[0].name}") if found else None


def _is_calendar(path: Path) -> bool:
    """Tell whether something in the folder can be a calendar."""
    return path.is_file() and path.suffix.casefold() == ".csv"


def _plain(name: str) -> str:
    """Return the name of a municipality by which its file is found: letters alone, and without the word for it."""
    words = unicodedata.normalize("NFC", name).casefold().replace("-", " ").replace("_", " ").split()
    return "".join(word for word in words if word != "kommune")
