"""Which perspectives on a case have been described, by whom and how long ago; the child's own words come first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.vocabulary import Perspective, Role
from samrum_kit.locale import _, format_day
from samrum_kit.locale.html import label
from samrum_kit.report.charts.chart import Chart
from samrum_kit.report.charts.lanes import Lane, Mark, lanes_spec
from samrum_kit.report.charts.wording import Written, age, first_that_fits, joined, short_day, told

_OWN_VOICES = {Perspective.CHILD: Role.PUPIL, Perspective.PARENTS: Role.PARENT}
"""The perspectives that are somebody's own, and whose."""


class _Manner(StrEnum):
    """Whose words a description is in; the value is its shape, and the order is that of the key."""

    OWN = "circle"
    BY_OTHERS = "square"
    IN_PLAN = "diamond"


@dataclass(frozen=True, slots=True)
class _Description:
    """A perspective as it was described: when, by whom, and in whose words."""

    on: date
    by: str
    manner: _Manner


_Described = Mapping[Perspective, tuple[_Description, ...]]


def perspectives_chart(file: CaseFile, *, ids: bool = True) -> Chart:
    """Return which perspectives on a case have been described, by which role, and how old that was on the file's day.

    The voice of the child and the perspective of the parents also count where they stand in a started plan, from the
    plan's first day. A perspective that nobody has described stands there as that. Without `ids` no plan is named.
    """
    title = _("Who has described the case, and when")
    described = {perspective: tuple(_descriptions(file, perspective, ids=ids)) for perspective in Perspective}
    if not any(described.values()):
        nothing = _("None of the perspectives on the case {case} has been described by {day}.").format(
            case=file.case.case_id, day=format_day(file.as_of)
        )
        return Chart(title, told(nothing, _closing(file, described, ids=ids)))
    lanes = [
        Lane(label(perspective), "\n".join(_sayings(found, file, short_day)) or _lacking(file, perspective, ids=ids),
             marks=tuple(Mark(d.on, d.manner) for d in found))
        for perspective, found in described.items()
    ]  # fmt: skip
    used = {d.manner for found in described.values() for d in found}
    meaning = {
        _Manner.OWN: _("in their own words"),
        _Manner.BY_OTHERS: _("described by the role that is named"),
        _Manner.IN_PLAN: _("written in a plan"),
    }
    key = [(Mark(file.as_of, manner), meaning[manner]) for manner in _Manner if manner in used]
    return Chart(title, _in_words(file, described, ids=ids), lanes_spec(lanes, file.as_of, key))


def _descriptions(file: CaseFile, perspective: Perspective, *, ids: bool) -> Iterator[_Description]:
    """Yield how a perspective was described: in the person's own words first, then the newest first."""
    found = [
        _Description(entry.recorded_on, label(entry.by_role),
                     _Manner.OWN if entry.by_role is _OWN_VOICES.get(perspective) else _Manner.BY_OTHERS)
        for entry in file.perspectives if entry.perspective is perspective
    ]  # fmt: skip
    for plan in file.started_plans():
        written = {Perspective.CHILD: plan.child_voice, Perspective.PARENTS: plan.parent_perspective}
        if written.get(perspective):
            by = _("plan {id}").format(id=plan.plan_id) if ids else _("in a plan")
            found.append(_Description(plan.starts_on, by, _Manner.IN_PLAN))
    yield from sorted(found, key=lambda d: (d.manner is not _Manner.OWN, file.as_of - d.on, d.by))


def _sayings(found: Sequence[_Description], file: CaseFile, written: Written) -> Iterator[str]:
    """Yield who described a perspective, when last and how long ago; whoever did so several times stands once."""
    days: dict[str, list[date]] = defaultdict(list)
    for description in found:
        days[description.by].append(description.on)
    for by, theirs in days.items():
        ago = age(max(theirs), file.as_of).replace(" ", "\u00a0")
        if len(theirs) == 1:
            yield _("{by}, {day} ({age}\u00a0old)").format(by=by, day=written(theirs[0]), age=ago)
        else:
            yield _("{by}, {count} times, last {day} ({age}\u00a0old)").format(
                by=by, count=len(theirs), day=written(max(theirs)), age=ago
            )


def _lacking(file: CaseFile, perspective: Perspective, *, ids: bool) -> str:
    """Return that a perspective is not described, and in which plan the reason stands where one is written."""
    reasons = {
        Perspective.CHILD: [p.plan_id for p in file.started_plans() if p.child_voice_missing_reason],
        Perspective.PARENTS: [p.plan_id for p in file.started_plans() if p.parent_perspective_missing_reason],
    }.get(perspective)
    if not reasons:
        return _("not described")
    if not ids:
        return _("not described; the reason stands in the plan")
    return _("not described; the reason stands in plan {plans}").format(plans=joined(reasons))


def _in_words(file: CaseFile, described: _Described, *, ids: bool) -> str:
    """Return the coverage in sentences: each perspective that is described, then those that aren't."""
    opening = _("The chart shows which perspectives on the case {case} have been described by {day}.").format(
        case=file.case.case_id, day=format_day(file.as_of)
    )
    known = [(label(perspective), found) for perspective, found in described.items() if found]
    by_whom = [f"{name}: {'; '.join(_sayings(found, file, format_day))}." for name, found in known]
    newest = [
        _("{perspective}, last {day}").format(perspective=name, day=format_day(max(d.on for d in found)))
        for name, found in known
    ]
    summed_up = _("Described: {list}.").format(list="; ".join(newest))
    closing = _closing(file, described, ids=ids)
    return first_that_fits(told(opening, *by_whom, closing), told(opening, summed_up, closing))


def _closing(file: CaseFile, described: _Described, *, ids: bool) -> str:
    """Return in sentences which perspectives nobody has described, and where a reason stands."""
    silences = [perspective for perspective, found in described.items() if not found]
    lacking = {label(perspective): _lacking(file, perspective, ids=ids) for perspective in silences}
    plain = _("not described")
    with_reason = [f"{name}: {words}." for name, words in lacking.items() if words != plain]
    silent = [name for name, words in lacking.items() if words == plain]
    return told(*with_reason, _("Not described: {list}.").format(list=joined(silent)) if silent else "")
