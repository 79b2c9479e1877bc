"""The frame of a case: where and when it is told, about whom, and by which story."""

from dataclasses import dataclass
from datetime import date

from samrum_kit.domain.records import Case, Pupil, School
from samrum_kit.domain.vocabulary import CaseKind
from samrum_kit.teach.calendar import SchoolCalendar
from samrum_kit.teach.dice import Dice
from samrum_kit.teach.places import Municipality
from samrum_kit.teach.plots import Plot, Reach
from samrum_kit.teach.wording import Theme, Wording

LEADER = "leder-A"
"""Who leads, as an opaque code."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything that the records of one case follow from."""

    number: int
    case: Case
    school: School
    pupil: Pupil | None
    class_name: str | None
    theme: Theme
    plot: Plot
    town: Municipality
    calendar: SchoolCalendar
    horizon: date
    """The last day of the school year; nothing later has happened yet."""
    dice: Dice

    @property
    def case_id(self) -> str:
        """Return the id of the case."""
        return self.case.case_id

    @property
    def words(self) -> Wording:
        """Return the texts of the municipality's language."""
        return self.town.words(self.school)

    def say(self, text: str) -> str:
        """Fill in the name of the class where a text asks for it."""
        return text.replace("{class_name}", self.class_name or "")


def outline(town: Municipality, school: School, plot: Plot, number: int, *, seed: int, year: int) -> Outline:
    """Return the frame of a municipality's n-th case, counted from 1."""
    dice = Dice(seed, town.prefix, "case", number)
    theme = _theme(town, school, plot, dice)
    grade = _grade(theme, town.grades(school), dice)
    class_name = None if plot.kind is CaseKind.SYSTEM else _class_name(town, school, grade, dice)
    pupil = None
    if plot.kind is CaseKind.INDIVIDUAL:
        pupil = Pupil(pupil_id=f"{town.prefix}-ELEV-{number:04}", school_id=school.school_id, grade=grade,
                      class_name=class_name)
    calendar = SchoolCalendar(town.lang)
    case = Case(
        case_id=f"{town.prefix}-S-{number:03}",
        kind=plot.kind,
        school_id=school.school_id,
        pupil_id=pupil.pupil_id if pupil else None,
        class_name=class_name,
        title=dice.pick(theme.titles).replace("{class_name}", class_name or ""),
        first_concern_on=calendar.on_or_after(_first_concern(plot, year, dice)),
        open_social_case=dice.chance(0.12) if plot.kind is CaseKind.INDIVIDUAL else None,
        responsible_leader=LEADER,
    )
    return Outline(number, case, school, pupil, class_name, theme, plot, town, calendar, date(year + 1, 6, 30), dice)


def _theme(town: Municipality, school: School, plot: Plot, dice: Dice) -> Theme:
    """Choose a story that can happen at the school."""
    return dice.pick(town.words(school).themes_for(plot.kind, town.grades(school)))


def _grade(theme: Theme, grades: tuple[int, int] | None, dice: Dice) -> int | None:
    """Choose a grade that the school has and the story fits; a kindergarten has none."""
    if theme.grades is None or grades is None:
        return None
    return dice.between(max(theme.grades[0], grades[0]), min(theme.grades[1], grades[1]))


def _class_name(town: Municipality, school: School, grade: int | None, dice: Dice) -> str:
    """Name a class as the country writes it, or a group of a kindergarten."""
    if grade is None:
        return dice.pick(town.words(school).kindergarten_groups)
    letter = dice.pick("ABC")
    return f"{grade}.{letter}" if town.lang == "da" else f"{grade}{letter}"


def _first_concern(plot: Plot, year: int, dice: Dice) -> date:
    """Choose the day of the first concern, early enough for what happens later."""
    first, last = {
        Reach.CONCERN: (date(year + 1, 1, 12), date(year + 1, 6, 1)),
        Reach.PREVENTIVE: (date(year, 5, 5), date(year + 1, 3, 2)),
        Reach.TARGETED: (date(year, 4, 7), date(year, 10, 20)),
        Reach.ASSESSMENT: (date(year, 8, 18), date(year, 9, 22)),
        Reach.REFERRAL: (date(year, 1, 6), date(year, 2, 3)),
        Reach.PLACEMENT: (date(year - 2, 1, 6), date(year - 2, 2, 3)),
    }[plot.reach]
    return date.fromordinal(dice.between(first.toordinal(), last.toordinal()))
