"""The agendas of a forum through a school year: what is carried over, what is new, and what is promised."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import repeat

from samrum_kit.domain.records import School
from samrum_kit.domain.vocabulary import AgendaPart, Anonymity, CaseOutcome, ItemOutcome, Role
from samrum_kit.teach.calendar import SchoolCalendar
from samrum_kit.teach.dice import Dice
from samrum_kit.teach.forums import ForumYear
from samrum_kit.teach.gathering import Gathering, Point, Promise, Seat, person, result_of
from samrum_kit.teach.matters import Matter
from samrum_kit.teach.wording import SystemTopic, Wording

SYSTEM_ITEMS = (1, 2)
PROMISES = (2, 3)
NEW_STAFF_FROM = (1, 15)
"""The month and day from which another person sits in the PPR's seat at every other school."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise with its id, the day it was made, and what it was about."""

    action_id: str
    made: date
    topic: str
    promise: Promise

    def is_open(self, day: date) -> bool:
        """Tell whether it is neither done nor dropped by a day."""
        return self.made < day and not self.promise.cancelled and (
            self.promise.done_on is None or self.promise.done_on > day)


@dataclass(slots=True)
class Agendas:
    """The thread from meeting to meeting of one forum at one school."""

    year: ForumYear
    school: School
    place: int
    """The number of the school, from 0."""
    matters: tuple[Matter, ...]
    calendar: SchoolCalendar
    words: Wording
    horizon: date
    dice: Dice
    kept: list[Kept] = field(default_factory=list)
    discussed: dict[str, date] = field(default_factory=dict)
    followed_up: set[tuple[str, date]] = field(default_factory=set)
    decided: set[tuple[str | None, str]] = field(default_factory=set)
    """The measures decided so far, each with its case."""

    def draft(self, number: int, day: date) -> Gathering:
        """Draw up a meeting, complete, as it follows from what was before."""
        system = self._system_points(day)
        pupils = self._pupil_points(day)
        wonderings = [self.wondering()] if self.year.wonders and number % 2 == 0 else []
        points = self.timed((*system, *wonderings, *pupils))
        seats = self._seats(day, points)
        return Gathering(
            meeting_id=f"{self.school.school_id}-{self.year.code}-{number:02}",
            forum=self.year.forum,
            school_id=self.school.school_id,
            planned=day,
            held=day,
            chair=self.year.chair,
            seats=seats,
            points=points,
            promises=tuple(self._promises(day, points, {seat.role for seat in seats})),
            agenda_sent=self.calendar.days_before(day, self.dice.between(2, 6)),
            minutes_written=self.calendar.on_or_after(day + timedelta(days=self.dice.between(0, 4))),
        )

    def hold(self, gathering: Gathering) -> None:
        """Remember a meeting as it was held: what was promised, and which cases were there."""
        topics = {point.case_id: point.topic for point in gathering.points}
        for number, promise in enumerate(gathering.promises):
            topic = topics.get(promise.case_id) or promise.text
            self.kept.append(Kept(gathering.action_id(number), gathering.planned, topic, promise))
        for point in gathering.points:
            if point.case_id is not None:
                self.discussed[point.case_id] = gathering.planned
                self.followed_up |= {key for key in self.dialogues_due(gathering.planned) if key[0] == point.case_id}

    def open_promises(self, day: date) -> list[Kept]:
        """Return what is still to be done on a day."""
        return [kept for kept in self.kept if kept.is_open(day)]

    def dialogues_due(self, day: date) -> set[tuple[str, date]]:
        """Return the dialogue meetings before a day that no meeting of the forum has followed up."""
        due = {(m.case.case_id, held) for m in self.matters for held in m.dialogues
               if held < day and not m.is_kept_away(day)}
        return due - self.followed_up

    def discussable(self, day: date) -> list[Matter]:
        """Return the cases that may come up on a day, those not discussed for longest first."""
        found = [m for m in self.matters if m.is_open(day) and not m.is_kept_away(day) and self._fits(m, day)]
        return sorted(found, key=lambda m: (self.discussed.get(m.case.case_id, date.min), m.case.case_id))

    def _fits(self, matter: Matter, day: date) -> bool:
        """Tell whether the forum's own rules let it discuss a case."""
        if self.year.bars_social_cases and matter.case.open_social_case:
            return False
        return matter.is_tried(day) or not self.year.own_measures_first

    def _pupil_points(self, day: date) -> list[Point]:
        """Choose the cases of pupils: what is open, what a dialogue meeting left, then in turn."""
        wanted = [kept.promise.case_id for kept in self.open_promises(day) if kept.promise.case_id]
        wanted += sorted(case_id for case_id, _ in self.dialogues_due(day))
        turn = [m.case.case_id for m in self.discussable(day) if m.is_individual]
        wanted += turn[: self.dice.between(*self.year.pupil_items)]
        by_id = {m.case.case_id: m for m in self.matters if m.is_individual}
        return [self.point(by_id[case_id], day) for case_id in dict.fromkeys(wanted) if case_id in by_id]

    def _system_points(self, day: date) -> list[Point]:
        """Choose the system items: what is open, a class or the school's own work, and a topic of the year."""
        open_now = self.open_promises(day)
        communities = {m.case.case_id: m for m in self.matters if not m.is_individual}
        wanted = [kept.promise.case_id for kept in open_now if kept.promise.case_id in communities]
        wanted += [m.case.case_id for m in self.discussable(day) if not m.is_individual][: self.dice.below(2)]
        points = [self.point(communities[case_id], day) for case_id in dict.fromkeys(wanted) if case_id]
        points += [self._follow_up(kept) for kept in open_now if kept.promise.case_id is None]
        topics = self.dice.some(self.words.system_topics, self.dice.between(*SYSTEM_ITEMS))
        return points + [self._topic(topic) for topic in topics]

    def point(self, matter: Matter, day: date) -> Point:
        """Write an item about a case, on a basis that holds."""
        open_now = [kept for kept in self.open_promises(day) if kept.promise.case_id == matter.case.case_id]
        outcome = self._outcome(matter, day)
        part = AgendaPart.INDIVIDUAL if matter.is_individual else AgendaPart.SYSTEM
        return Point(part, matter.case.title, matter.case.case_id, self._basis(matter, day),
                     self.dice.pick(self.year.roles_at(self.school)), None,
                     self.dice.pick(self.words.minutes[outcome.value]), outcome,
                     open_now[0].action_id if open_now else None)

    def _basis(self, matter: Matter, day: date) -> Anonymity:
        """Choose a basis that holds: consent, parents who come, or no name at all."""
        if not matter.is_individual:
            return Anonymity.ANONYMOUS
        if matter.may_be_named(day):
            return Anonymity.CONSENT
        if self.year.with_parents and self.dice.chance(0.5):
            return Anonymity.PARENTS_PRESENT
        return Anonymity.ANONYMOUS

    def _outcome(self, matter: Matter, day: date) -> ItemOutcome:
        """Choose what the discussion ends with, so that it fits what happens next."""
        if matter.dialogue_within(day, 45):
            return ItemOutcome.RECOMMEND_DIALOGUE
        if matter.ends_within(day, 30):
            referred = matter.case.closed_as is CaseOutcome.REFERRED
            return ItemOutcome.REFER if referred else ItemOutcome.CLOSED
        if matter.case.case_id not in self.discussed:
            return ItemOutcome.ADVICE
        return self.dice.pick(self.year.outcomes)

    def _follow_up(self, kept: Kept) -> Point:
        """Write an item that follows up a promise about no case."""
        return Point(AgendaPart.SYSTEM, kept.topic, None, None, kept.promise.by, None,
                     self.dice.pick(self.words.minutes["continue"]), ItemOutcome.CONTINUE, kept.action_id)

    def _topic(self, topic: SystemTopic) -> Point:
        """Write an item about a topic of system work."""
        return Point(AgendaPart.SYSTEM, topic.topic, None, None, self.dice.pick(self.year.roles_at(self.school)),
                     None, self.dice.pick(topic.minutes), self.dice.pick(self.year.outcomes))

    def wondering(self) -> Point:
        """Write an item about a wondering, without a name."""
        return Point(AgendaPart.WONDERING, self.dice.pick(self.words.wonderings), None, Anonymity.ANONYMOUS,
                     self.year.roles_at(self.school)[-1], 10, self.dice.pick(self.words.minutes["advice"]),
                     ItemOutcome.ADVICE)

    def timed(self, points: Sequence[Point]) -> tuple[Point, ...]:
        """Share the minutes of the system part and of the pupils' part evenly among their items."""
        system, pupils = self.year.minutes
        shares = {AgendaPart.SYSTEM: _shares(points, AgendaPart.SYSTEM, system),
                  AgendaPart.INDIVIDUAL: _shares(points, AgendaPart.INDIVIDUAL, pupils)}
        return tuple(
            replace(point, minutes_planned=next(shares[point.part])) if point.part in shares else point
            for point in points
        )

    def _seats(self, day: date, points: Sequence[Point]) -> tuple[Seat, ...]:
        """Seat the fixed roles, and the parents whose child is discussed by name because they come."""
        changed = self.place % 2 == 1 and (day.month, day.day) >= NEW_STAFF_FROM and day.year == self.horizon.year
        fixed = [Seat(role, person(self.school, role, int(changed and role is Role.PPR)))
                 for role in self.year.roles_at(self.school)]
        parents = [Seat(Role.PARENT, f"{point.case_id}-f1") for point in points
                   if point.basis is Anonymity.PARENTS_PRESENT]
        return (*fixed, *parents)

    def _promises(self, day: date, points: Sequence[Point], roles: set[Role]) -> Iterator[Promise]:
        """Let some of the items end with a promise by somebody present."""
        fitting = [point for point in points if point.part is not AgendaPart.WONDERING]
        for point in self.dice.some(fitting, self.dice.between(*PROMISES)):
            pool = self.words.actions.pupil if point.part is AgendaPart.INDIVIDUAL else self.words.actions.system
            spoken = self.dice.pick([words for words in pool if words.by in roles] or pool)
            due = self.calendar.on_or_after(day + timedelta(days=self.dice.between(7, 7 * self.year.every_weeks + 7)))
            yield self._fate(Promise(spoken.text, spoken.by, due, point.case_id), day)

    def _fate(self, promise: Promise, day: date) -> Promise:
        """Decide what becomes of a promise: most are kept by the next meeting, some late, some dropped, a few open."""
        weeks, dice = self.year.every_weeks, self.dice
        fate = dice.below(20)
        if fate == 0:
            return replace(promise, cancelled=True)
        if fate == 1 and day > self.horizon - timedelta(days=120):
            return promise
        late = fate < 5
        after = dice.between(7 * weeks, 14 * weeks) if late else dice.between(2, 7 * weeks - 2)
        done = self.calendar.on_or_after(day + timedelta(days=after))
        return replace(promise, done_on=done, result=result_of(self.words, dice, done, promise.due))


def _shares(points: Sequence[Point], part: AgendaPart, minutes: int) -> Iterator[int]:
    """Share minutes among the items of a part, in steps of five; the first gets what is over."""
    count = sum(point.part is part for point in points)
    each = minutes // max(count, 1) // 5 * 5
    yield minutes - each * (count - 1)
    yield from repeat(each)
