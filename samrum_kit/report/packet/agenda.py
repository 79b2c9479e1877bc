"""The agenda to send out: what is taken up and for how long, who prepares it, who is invited, and what to bring."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from samrum_kit.locale import _, format_clock, format_number, ngettext
from samrum_kit.report.packet.material import Material
from samrum_kit.report.packet.sharing import SharedItem
from samrum_kit.review.preparation.due import EVALUATION_WINDOW
from samrum_kit.review.preparation.reasons import ReasonCode

_TO_EVALUATE = frozenset({ReasonCode.EVALUATION_OVERDUE, ReasonCode.EVALUATION_SOON})
_TO_RENEW = frozenset({ReasonCode.CONSENT_ENDED, ReasonCode.CONSENT_ENDS_SOON, ReasonCode.CONSENT_WITHDRAWN})


@dataclass(frozen=True, slots=True)
class AgendaPart:
    """Items under one heading."""

    heading: str
    is_proposed: bool
    items: tuple[SharedItem, ...]


def agenda_parts(material: Material) -> tuple[AgendaPart, ...]:
    """Return the items under their headings, the recorded ones first."""
    grouped = groupby(material.sharing.items, key=lambda item: (item.is_proposed, item.heading))
    return tuple(AgendaPart(heading, is_proposed, tuple(items)) for (is_proposed, heading), items in grouped)


def clock(material: Material, item: SharedItem) -> str:
    """Return when an item is taken up: by the clock where the start is known, else in minutes from the start."""
    if material.at is None:
        return format_number(item.ends_after)
    return f"{_after(material.at, item.begins_after)}–{_after(material.at, item.ends_after)}"


def _after(start: time, minutes: float) -> str:
    """Return the time of day some minutes after the start."""
    moment = datetime.combine(date.min, start) + timedelta(minutes=minutes)
    return format_clock(moment.time())


def to_bring(material: Material) -> Iterator[str]:
    """Yield what those who come are asked to bring, in numbers alone."""
    analysis = material.analysis
    owed = len(analysis.carried_over.own) + len(analysis.carried_over.elsewhere)
    if owed:
        yield ngettext(
            "How it went with the one agreement that is open.",
            "How it went with the {number} agreements that are open.",
            owed,
        ).format(number=owed)
    codes = [reason.code for reason in analysis.due.reasons]
    to_evaluate = sum(code in _TO_EVALUATE for code in codes)
    if to_evaluate:
        yield ngettext(
            "The evaluation of the plan that was due or falls due within {days} days.",
            "The evaluations of {number} plans that were due or fall due within {days} days.",
            to_evaluate,
        ).format(number=to_evaluate, days=EVALUATION_WINDOW.days)
    to_renew = sum(code in _TO_RENEW for code in codes)
    if to_renew:
        yield ngettext(
            "A new consent in place of the one that has ended or ends soon, where the work goes on.",
            "New consents in place of the {number} that have ended or end soon, where the work goes on.",
            to_renew,
        ).format(number=to_renew)
    if any(item.prepared_by for item in material.sharing.items):
        yield _("What belongs to the item, from whoever prepares it.")
