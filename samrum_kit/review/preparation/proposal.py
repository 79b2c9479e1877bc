"""How an agenda is proposed: recorded items stay as they stand, and the forum's template is filled around them."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.records import AgendaItem
from samrum_kit.domain.vocabulary import AgendaPart, Anonymity, CaseKind
from samrum_kit.locale import language
from samrum_kit.models.forums import AgendaSlot
from samrum_kit.review.findings import Evidence
from samrum_kit.review.preparation.agenda import Agenda, Entry, LeftOut, LeftOutBecause, PartMinutes
from samrum_kit.review.preparation.minutes import room_for, shared_out
from samrum_kit.review.preparation.naming import Discussion, is_barred, naming
from samrum_kit.review.preparation.occasion import ABOUT_ONE_CASE, Occasion
from samrum_kit.review.preparation.reasons import Reason, ReasonCode
from samrum_kit.review.preparation.topics import Topic, topics


def agenda(occasion: Occasion) -> Agenda:
    """Return the agenda of a meeting: what is recorded, what is proposed, and what is left out with the reason."""
    recorded, candidates = _recorded(occasion, topics(occasion))
    barred = [LeftOut(topic, why) for topic in candidates if (why := _barred(occasion, topic)) is not None]
    filling = _Filling(occasion, recorded)
    filling.queue(topic for topic in candidates if _barred(occasion, topic) is None)
    parts = [filling.fill(number, slot) for number, slot in enumerate(occasion.rules.agenda.parts)]
    parts += filling.outside_the_template()
    return Agenda(
        recorded=tuple(filling.recorded),
        proposed=tuple(filling.proposed),
        parts=tuple(parts),
        left_out=(*filling.without_room(), *barred),
        template_is_assumed=occasion.rules.agenda.assumed,
        names=occasion.names,
    )


def as_record(occasion: Occasion, proposed: Agenda) -> MeetingRecord:
    """Return the meeting as it stands; one that isn't recorded gets the proposed items, so that it can be reviewed."""
    if occasion.recorded:
        return occasion.record
    meeting_id = occasion.record.meeting.meeting_id
    items = tuple(
        AgendaItem(
            item_id=f"{meeting_id}.{number}",
            meeting_id=meeting_id,
            position=number,
            part=entry.part,
            case_id=entry.case_id,
            topic=entry.topic,
            anonymity=entry.basis,
            minutes_planned=entry.minutes,
            carried_from=next(iter(entry.action_ids), None),
        )
        for number, entry in enumerate(proposed.proposed, start=1)
    )
    return replace(occasion.record, items=items)


def _recorded(occasion: Occasion, candidates: tuple[Topic, ...]) -> tuple[list[Entry], list[Topic]]:
    """Return the recorded items, each with the reasons it answers, and the topics that none of them answers."""
    entries: list[Entry] = []
    for item in sorted(occasion.record.items, key=lambda item: (item.position, item.item_id)):
        answered = {reason for topic in candidates for reason in topic.reasons if _answers(item, topic, reason)}
        own = Reason(ReasonCode.RECORDED, occasion.on, item.case_id, Evidence.of(item))
        entries.append(_recorded_entry(item, (own, *sorted(answered, key=lambda reason: reason.place))))
        candidates = tuple(topic for topic in (_without(topic, answered) for topic in candidates) if topic.reasons)
    return entries, list(candidates)


def _recorded_entry(item: AgendaItem, reasons: tuple[Reason, ...]) -> Entry:
    """Describe a recorded item as it stands."""
    return Entry(
        part=item.part,
        topic=item.topic,
        minutes=item.minutes_planned or 0,
        reasons=reasons,
        heading=item.part.label(language()),
        case_id=item.case_id,
        basis=item.anonymity,
        prepared_by=item.prepared_by_role,
        action_ids=(item.carried_from,) if item.carried_from else (),
        item_id=item.item_id,
        minutes_recorded=item.minutes_planned is not None,
    )


def _answers(item: AgendaItem, topic: Topic, reason: Reason) -> bool:
    """Tell whether a recorded item takes up what a reason asks for: its case, its agreement, or the same topic."""
    if reason.case_id is not None and reason.case_id == item.case_id:
        return True
    if reason.code is ReasonCode.CARRIED_ACTION and reason.evidence is not None:
        return item.carried_from == reason.evidence.id
    return reason.case_id is None and item.case_id is None and item.topic.casefold() == topic.label.casefold()


def _without(topic: Topic, answered: set[Reason]) -> Topic:
    """Return a topic without the reasons that are answered."""
    return replace(topic, reasons=tuple(reason for reason in topic.reasons if reason not in answered))


def _barred(occasion: Occasion, topic: Topic) -> LeftOutBecause | None:
    """Tell why a topic can't be on the agenda whatever room there is, or nothing."""
    if occasion.forum in ABOUT_ONE_CASE and not occasion.recorded:
        return LeftOutBecause.MEETING_UNKNOWN
    case = occasion.names.cases.get(topic.case_id or "")
    if case is None:
        return None
    if is_barred(occasion, case):
        return LeftOutBecause.OPEN_SOCIAL_CASE
    if not occasion.discusses(case.kind):
        return LeftOutBecause.NOT_DISCUSSED_HERE
    return LeftOutBecause.NO_BASIS if _lacks_basis(occasion, topic) else None


def _lacks_basis(occasion: Occasion, topic: Topic) -> bool:
    """Tell whether nothing allows the forum to take a pupil's case up, and nothing agreed asks it to."""
    file = occasion.school.cases[topic.case_id or ""]
    if file.case.kind is not CaseKind.INDIVIDUAL or any(reason.is_agreed for reason in topic.reasons):
        return False
    return naming(occasion, file).discussion is Discussion.NOT_YET


@dataclass(slots=True)
class _Filling:
    """A template while it is being filled, slot by slot."""

    occasion: Occasion
    recorded: list[Entry]
    proposed: list[Entry] = field(default_factory=list)
    waiting: dict[AgendaPart, deque[Topic]] = field(default_factory=dict)

    @property
    def slots(self) -> tuple[AgendaSlot, ...]:
        """Return the slots of the template."""
        return self.occasion.rules.agenda.parts

    def queue(self, candidates: Iterable[Topic]) -> None:
        """Let the topics wait for their part; where the template doesn't have it, for its first part."""
        known = {slot.part for slot in self.slots}
        for topic in candidates:
            part = topic.part if topic.part in known else self.slots[0].part
            self.waiting.setdefault(part, deque()).append(topic)

    def fill(self, number: int, slot: AgendaSlot) -> PartMinutes:
        """Fill one slot: recorded items take their minutes, and what is free is shared out."""
        used = self._recorded_minutes(number, slot)
        free = max(slot.minutes - used, 0.0)
        unplanned = self._unplanned(number, slot)
        chosen = self._chosen(slot, free, len(unplanned))
        shares = shared_out(free, len(unplanned) + len(chosen)) if unplanned or chosen else ()
        for place, minutes in zip(unplanned, shares, strict=False):
            self.recorded[place] = replace(self.recorded[place], minutes=minutes)
        self.proposed += [
            self._entry(slot, topic, minutes)
            for topic, minutes in zip(chosen, shares[len(unplanned) :], strict=True)
        ]
        return PartMinutes(slot.part, slot.title, slot.minutes, used, sum(shares))

    def outside_the_template(self) -> Iterator[PartMinutes]:
        """Yield the recorded minutes of parts that the template doesn't have."""
        known = {slot.part for slot in self.slots}
        for part in dict.fromkeys(entry.part for entry in self.recorded if entry.part not in known):
            minutes = sum(entry.minutes for entry in self.recorded if entry.part is part)
            yield PartMinutes(part, part.label(language()), 0, minutes, 0)

    def without_room(self) -> Iterator[LeftOut]:
        """Yield what still waits when every slot is filled."""
        for queue in self.waiting.values():
            yield from (LeftOut(topic, LeftOutBecause.NO_ROOM) for topic in queue)

    def _recorded_minutes(self, number: int, slot: AgendaSlot) -> float:
        """Return the recorded minutes that fall to a slot; the last slot of a part takes all that is left."""
        total = sum(e.minutes for e in self.recorded if e.part is slot.part and e.minutes_recorded)
        before = sum(earlier.minutes for earlier in self.slots[:number] if earlier.part is slot.part)
        left = max(total - before, 0.0)
        is_last = all(later.part is not slot.part for later in self.slots[number + 1 :])
        return left if is_last else min(left, slot.minutes)

    def _unplanned(self, number: int, slot: AgendaSlot) -> list[int]:
        """Return the places of the recorded items without minutes; the first slot of a part takes them all."""
        if any(earlier.part is slot.part for earlier in self.slots[:number]):
            return []
        return [place for place, entry in enumerate(self.recorded)
                if entry.part is slot.part and not entry.minutes_recorded]

    def _chosen(self, slot: AgendaSlot, free: float, unplanned: int) -> list[Topic]:
        """Take as many waiting topics as there is room for; an empty part gets the item that the model asks for."""
        is_empty = all(entry.part is not slot.part for entry in self.recorded)
        room = max(room_for(free) - unplanned, 1 if is_empty else 0)
        queue = self.waiting.get(slot.part, deque())
        chosen = [queue.popleft() for _place in range(min(room, len(queue)))]
        return chosen or ([self._standing(slot)] if is_empty else [])

    def _standing(self, slot: AgendaSlot) -> Topic:
        """Return the item that keeps a part's place: a topic of system work, or the part by its own title."""
        occasion, topics_of_model = self.occasion, self.occasion.model.system_topics
        reason = Reason(ReasonCode.STANDING, requirement=_asks_for(occasion, slot.part))
        if slot.part is AgendaPart.SYSTEM and topics_of_model:
            turn = len(occasion.this_school_year) % len(topics_of_model)
            return Topic(topics_of_model[turn].label, slot.part, (reason,))
        only = occasion.only_cases or frozenset()
        case_id = next(iter(only)) if len(only) == 1 and slot.part is AgendaPart.INDIVIDUAL else None
        return Topic(slot.title, slot.part, (reason,), case_id)

    def _entry(self, slot: AgendaSlot, topic: Topic, minutes: float) -> Entry:
        """Describe a proposed item."""
        return Entry(
            part=slot.part,
            topic=topic.label,
            minutes=minutes,
            reasons=topic.reasons,
            heading=slot.title,
            case_id=topic.case_id,
            basis=_basis(self.occasion, topic.case_id),
            prepared_by=topic.prepared_by,
            action_ids=topic.action_ids,
        )


def _basis(occasion: Occasion, case_id: str | None) -> Anonymity | None:
    """Return the basis to propose for a pupil's case; other items need none."""
    file = occasion.school.cases.get(case_id or "")
    return naming(occasion, file).basis if file and file.case.kind is CaseKind.INDIVIDUAL else None


def _asks_for(occasion: Occasion, part: AgendaPart) -> str | None:
    """Return the requirement by which the model asks for an item in a part."""
    gate = occasion.rules.meeting_gate
    asking = (r for r in occasion.model.requirements if r.gate == gate and r.check == "has_item_in")
    return next((r.id for r in asking if part in r.params.get("parts", ())), None)
