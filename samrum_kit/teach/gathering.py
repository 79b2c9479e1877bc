"""A meeting before it is written out: who sits there, what is on the agenda, what is promised."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import Action, AgendaItem, Meeting, Participant, School
from samrum_kit.domain.vocabulary import ActionStatus, AgendaPart, Anonymity, Forum, ItemOutcome, Role
from samrum_kit.teach.dice import Dice
from samrum_kit.teach.wording import Wording

_PLACE_OF_ROLE = {role: place for place, role in enumerate(Role, 1)}


@dataclass(frozen=True, slots=True)
class Seat:
    """One person at a meeting."""

    role: Role
    person: str
    present: bool = True


@dataclass(frozen=True, slots=True)
class Point:
    """One item of an agenda."""

    part: AgendaPart
    topic: str
    case_id: str | None = None
    basis: Anonymity | None = None
    prepared_by: Role | None = None
    minutes_planned: int | None = None
    minutes: str | None = None
    outcome: ItemOutcome | None = None
    carried_from: str | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody promised at a meeting, and what became of it."""

    text: str
    by: Role | None
    due: date | None
    case_id: str | None = None
    done_on: date | None = None
    cancelled: bool = False
    result: str | None = None

    @property
    def status(self) -> ActionStatus:
        """Return how far it has come."""
        if self.done_on is not None:
            return ActionStatus.DONE
        return ActionStatus.CANCELLED if self.cancelled else ActionStatus.OPEN


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting with all that hangs on it."""

    meeting_id: str
    forum: Forum
    school_id: str
    planned: date
    held: date | None
    chair: Role | None
    seats: tuple[Seat, ...]
    points: tuple[Point, ...] = ()
    promises: tuple[Promise, ...] = ()
    case_id: str | None = None
    requested: date | None = None
    agenda_sent: date | None = None
    minutes_written: date | None = None
    lost: frozenset[int] = field(default_factory=frozenset)
    """The places of the items that the meeting did not come to."""

    def action_id(self, number: int) -> str:
        """Return the id of the n-th promise, counted from 0."""
        return f"{self.meeting_id}-A{number + 1}"


def person(school: School, role: Role, turn: int = 0) -> str:
    """Return the opaque code of who fills a role at a school; another turn is another person."""
    return f"{school.school_id}-p{_PLACE_OF_ROLE[role]:02}{'abcd'[turn]}"


def result_of(words: Wording, dice: Dice, done: date, due: date | None) -> str:
    """Say how it went, late or in time."""
    return dice.pick(words.late_results if due is not None and done > due else words.results)


def written(gathering: Gathering) -> Iterator[Record]:
    """Write a meeting out; one that isn't held yet has a list and an agenda, and nothing else."""
    held = gathering.held is not None
    yield Meeting(
        meeting_id=gathering.meeting_id,
        forum=gathering.forum,
        school_id=gathering.school_id,
        case_id=gathering.case_id,
        requested_on=gathering.requested,
        planned_on=gathering.planned,
        held_on=gathering.held,
        agenda_sent_on=gathering.agenda_sent,
        minutes_written_on=gathering.minutes_written if held else None,
        chair_role=gathering.chair,
    )
    for seat in gathering.seats:
        yield Participant(meeting_id=gathering.meeting_id, role=seat.role, person=seat.person,
                          present=held and seat.present)
    for number, point in enumerate(gathering.points):
        yield _item(gathering, number, point)
    if held:
        for number, promise in enumerate(gathering.promises):
            yield Action(action_id=gathering.action_id(number), meeting_id=gathering.meeting_id,
                         case_id=promise.case_id, text=promise.text, owner_role=promise.by, due_on=promise.due,
                         status=promise.status, done_on=promise.done_on, result=promise.result)


def _item(gathering: Gathering, number: int, point: Point) -> AgendaItem:
    """Write one item of the agenda."""
    discussed = gathering.held is not None and number not in gathering.lost
    return AgendaItem(
        item_id=f"{gathering.meeting_id}-D{number + 1}",
        meeting_id=gathering.meeting_id,
        position=number + 1,
        part=point.part,
        case_id=point.case_id,
        topic=point.topic,
        anonymity=point.basis,
        prepared_by_role=point.prepared_by,
        minutes_planned=point.minutes_planned,
        discussed=discussed if gathering.held is not None else None,
        minutes=point.minutes if discussed else None,
        outcome=point.outcome if discussed else None,
        carried_from=point.carried_from,
    )
