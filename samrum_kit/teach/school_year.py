"""A school year of a forum's meetings at one school, with what they decide and what they leave undone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import Measure, School
from samrum_kit.domain.vocabulary import AgendaPart, Role, Target
from samrum_kit.teach.agendas import Agendas
from samrum_kit.teach.calendar import SchoolCalendar
from samrum_kit.teach.dice import Dice
from samrum_kit.teach.forums import ForumYear
from samrum_kit.teach.gathering import Gathering, Point, written
from samrum_kit.teach.matters import Matter
from samrum_kit.teach.meeting_gaps import MEETING_GAPS, Scene
from samrum_kit.teach.places import Municipality
from samrum_kit.teach.wording import Spoken

EVERY_WHICH = 3
"""One in so many meetings leaves something undone."""


def forum_meetings(year: ForumYear, school: School, place: int, matters: tuple[Matter, ...], *, town: Municipality,
                   seed: int, first_year: int) -> Iterator[Record]:
    """Write a forum's meetings of a school year at a school, and the first of the next year as it is planned."""
    calendar = SchoolCalendar(town.lang)
    dice = Dice(seed, town.prefix, year.forum.value, school.school_id)
    thread = Agendas(year, school, place, matters, calendar, town.words(school), date(first_year + 1, 6, 30), dice)
    days = year.days(calendar, first_year, place)
    for number, day in enumerate(days):
        met = _held(thread, number, day)
        thread.hold(met)
        yield from written(met)
        if year.decides_measures:
            yield from _decided(thread, met)
    coming = calendar.on_or_after(date(first_year + 1, 8, 24) + timedelta(days=place))
    draft = thread.draft(len(days) + 1, coming)
    yield from written(replace(draft, held=None, agenda_sent=None, promises=()))


def _held(thread: Agendas, number: int, day: date) -> Gathering:
    """Hold the n-th meeting of the year, counted from 0; now and then with a gap, dealt from the forum's list."""
    met = thread.draft(number + 1, day)
    gaps = thread.year.gaps
    turn, rest = divmod(number + thread.place * 2, EVERY_WHICH)
    if gaps and rest == 1:
        gap = gaps[(turn + thread.place * 2) % len(gaps)]
        met = MEETING_GAPS[gap](met, Scene(thread, day))
    return met


def _decided(thread: Agendas, met: Gathering) -> Iterator[Measure]:
    """Write the measures that a meeting decided: for the school, for the community round a pupil, for a pupil."""
    by_id = {m.case.case_id: m for m in thread.matters}
    drawn = [(point, thread.dice.below(100)) for point in met.points if point.part is not AgendaPart.WONDERING]
    number = 0
    for point, draw in drawn:
        about = by_id.get(point.case_id or "")
        measure = _measure(thread, met, point, about, draw)
        if measure is not None and _is_new(thread, measure, about):
            number += 1
            thread.decided.add((measure.case_id, measure.text))
            yield measure.model_copy(update={"measure_id": f"{met.meeting_id}-I{number}"})


def _is_new(thread: Agendas, measure: Measure, about: Matter | None) -> bool:
    """Tell whether neither a plan of the case nor an earlier meeting does the same already."""
    in_plan = about is not None and measure.text in about.planned
    return not in_plan and (measure.case_id, measure.text) not in thread.decided


def _measure(thread: Agendas, met: Gathering, point: Point, about: Matter | None, draw: int) -> Measure | None:
    """Write what an item led to, if anything."""
    dice = thread.dice
    starts = thread.calendar.on_or_after(met.planned + timedelta(days=dice.between(2, 12)))
    staff = None if draw % 7 == 0 else dice.between(3, 24)
    if about is None or not about.is_individual:
        spoken = _community_words(thread, point, about)
        return _context_measure(met, point, spoken, starts, staff) if spoken and draw < 40 else None
    if draw < 12 and "ppt.system_measure" not in about.told.plot.gaps:
        return _context_measure(met, point, dice.pick(about.told.theme.community_measures), starts, staff)
    if draw < 30:
        spoken = dice.pick(about.told.theme.pupil_measures)
        return Measure(measure_id=met.meeting_id, meeting_id=met.meeting_id, case_id=point.case_id, text=spoken.text,
                       target=Target.INDIVIDUAL, involves_other_children=False, actor_role=spoken.by, starts_on=starts)
    return None


def _community_words(thread: Agendas, point: Point, about: Matter | None) -> Spoken | None:
    """Return what a system item can lead to; a promise that was followed up leads to nothing new."""
    if about is not None:
        return thread.dice.pick(about.told.theme.community_measures)
    topic = next((topic for topic in thread.words.system_topics if topic.topic == point.topic), None)
    return Spoken(by=Role.DEPARTMENT_HEAD, text=topic.measure) if topic else None


def _context_measure(met: Gathering, point: Point, spoken: Spoken, starts: date, staff: int | None) -> Measure:
    """Write a measure that changes the context, and how many of the staff benefit from it."""
    return Measure(measure_id=met.meeting_id, meeting_id=met.meeting_id, case_id=point.case_id, text=spoken.text,
                   target=Target.CONTEXT, involves_other_children=True, actor_role=spoken.by, starts_on=starts,
                   staff_benefiting=staff)
