"""What a meeting leaves undone so that one requirement is left open: pure functions by requirement."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from samrum_kit.domain.vocabulary import AgendaPart, Anonymity, Role
from samrum_kit.teach.agendas import Agendas
from samrum_kit.teach.gathering import Gathering, Point

MeetingGap = Callable[[Gathering, "Scene"], Gathering]


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a gap is played: the thread of the forum, and the meeting's day."""

    agendas: Agendas
    day: date


def absent(role: Role) -> MeetingGap:
    """Let the one in a role stay away."""
    return lambda met, _: replace(
        met, seats=tuple(replace(seat, present=False) if seat.role is role else seat for seat in met.seats))


def chaired_by(role: Role) -> MeetingGap:
    """Let another role lead the meeting."""
    return lambda met, _: replace(met, chair=role)


def without_part(part: AgendaPart) -> MeetingGap:
    """Leave a part of the agenda out."""
    return lambda met, _: _kept_to_points(
        replace(met, points=tuple(point for point in met.points if point.part is not part)))


def _unsent(met: Gathering, _: Scene) -> Gathering:
    return replace(met, agenda_sent=None)


def _sent_that_day(met: Gathering, _: Scene) -> Gathering:
    return replace(met, agenda_sent=met.planned)


def _unwritten(met: Gathering, _: Scene) -> Gathering:
    return replace(met, minutes_written=None)


def _ownerless(met: Gathering, _: Scene) -> Gathering:
    """Let the first promise be nobody's; where nothing was promised, nothing is."""
    first = tuple(replace(promise, by=None) for promise in met.promises[:1])
    return replace(met, promises=(*first, *met.promises[1:]))


def _named_without_basis(met: Gathering, scene: Scene) -> Gathering:
    """State a basis for the first pupil that doesn't hold: a consent that isn't there, or parents who aren't."""
    named = {m.case.case_id for m in scene.agendas.matters if m.may_be_named(scene.day)}
    first = next((p for p in met.points if p.part is AgendaPart.INDIVIDUAL), None)
    if first is None:
        return met
    basis = Anonymity.PARENTS_PRESENT if first.case_id in named else Anonymity.CONSENT
    return _replaced(met, first, replace(first, basis=basis))


def _statutory(met: Gathering, scene: Scene) -> Gathering:
    """Discuss by name, without parents, a child whose parents have not consented."""
    unnamed = [m for m in scene.agendas.discussable(scene.day) if m.is_individual and not m.may_be_named(scene.day)]
    if not unnamed:
        return met
    point = replace(scene.agendas.point(unnamed[0], scene.day), basis=Anonymity.STATUTORY, minutes_planned=15)
    others = tuple(p for p in met.points if p.case_id != point.case_id and p.basis is not Anonymity.PARENTS_PRESENT)
    seats = tuple(seat for seat in met.seats if seat.role is not Role.PARENT)
    return _kept_to_points(replace(met, points=(*others, point), seats=seats))


def _untried(met: Gathering, scene: Scene) -> Gathering:
    """Take up a case for which the school's own staff have not begun with anything yet."""
    day = scene.day
    fresh = [m for m in scene.agendas.matters if m.is_open(day) and m.is_individual and not m.is_tried(day)]
    return replace(met, points=(*met.points, scene.agendas.point(fresh[0], day))) if fresh else met


def _social_case(met: Gathering, scene: Scene) -> Gathering:
    """Take up a child with an open social case."""
    day = scene.day
    barred = [m for m in scene.agendas.matters if m.is_open(day) and m.case.open_social_case]
    return replace(met, points=(*met.points, scene.agendas.point(barred[0], day))) if barred else met


def _no_follow_up(met: Gathering, scene: Scene) -> Gathering:
    """Forget what the dialogue meetings since last time agreed."""
    due = {case_id for case_id, _ in scene.agendas.dialogues_due(scene.day)}
    return _kept_to_points(replace(met, points=tuple(p for p in met.points if p.case_id not in due)))


def _nothing_carried(met: Gathering, scene: Scene) -> Gathering:
    """Forget the oldest promise that is still open."""
    open_now = scene.agendas.open_promises(scene.day)
    if not open_now:
        return met
    oldest = open_now[0]

    def follows_up(point: Point) -> bool:
        about = oldest.promise.case_id is not None and point.case_id == oldest.promise.case_id
        return about or point.carried_from == oldest.action_id

    left = scene.agendas.timed([p for p in met.points if not follows_up(p)])
    return _kept_to_points(replace(met, points=left))


def _short_system_part(met: Gathering, _: Scene) -> Gathering:
    """Plan only some minutes for the system items."""
    return replace(met, points=tuple(
        replace(p, minutes_planned=5) if p.part is AgendaPart.SYSTEM else p for p in met.points))


def _pupils_first(met: Gathering, _: Scene) -> Gathering:
    """Put the pupils before the system items."""
    return replace(met, points=tuple(sorted(met.points, key=lambda p: p.part is not AgendaPart.INDIVIDUAL)))


def _named_wondering(met: Gathering, scene: Scene) -> Gathering:
    """State no anonymity for a wondering."""
    others = tuple(point for point in met.points if point.part is not AgendaPart.WONDERING)
    named = replace(scene.agendas.wondering(), basis=Anonymity.CONSENT)
    return replace(met, points=(*others, named))


def _replaced(met: Gathering, old: Point, new: Point) -> Gathering:
    return replace(met, points=tuple(new if point is old else point for point in met.points))


def _kept_to_points(met: Gathering) -> Gathering:
    """Drop the promises about cases that are no longer on the agenda."""
    there = {point.case_id for point in met.points}
    return replace(met, promises=tuple(p for p in met.promises if p.case_id is None or p.case_id in there))


MEETING_GAPS: dict[str, MeetingGap] = {
    "samrum.members": absent(Role.RESOURCE_PERSON),
    "samrum.chair": chaired_by(Role.PPR),
    "samrum.named_needs_basis": _named_without_basis,
    "samrum.own_resources_first": _untried,
    "samrum.dialogue_follow_up": _no_follow_up,
    "trivselsforum.agenda": _unsent,
    "trivselsforum.minutes": _unwritten,
    "trivselsforum.action_plan": _ownerless,
    "trivselsforum.parents_or_consent": _statutory,
    "trivselsforum.no_open_social_case": _social_case,
    "trivselsforum.general_prevention": without_part(AgendaPart.SYSTEM),
    "trivselsforum.ssp_present": absent(Role.SSP),
    "ressursteam.agenda_in_advance": _sent_that_day,
    "ressursteam.minutes": _unwritten,
    "ressursteam.action_log": _ownerless,
    "ressursteam.system_and_individual": without_part(AgendaPart.INDIVIDUAL),
    "ressursteam.hour_each": _short_system_part,
    "ressursteam.system_first": _pupils_first,
    "ressursteam.members": absent(Role.SCHOOL_NURSE),
    "ressursteam.chair": chaired_by(Role.PPR),
    "ressursteam.carry_over": _nothing_carried,
    "ressursteam.anonymous_wondering": _named_wondering,
}
"""By the requirement that is left open."""
