"""The invitation as a calendar file: the forum, the school and the day, the roles that come, and nothing else."""

import hashlib
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from samrum_kit.locale import _, ngettext
from samrum_kit.report.packet.material import Material

if TYPE_CHECKING:
    from icalendar import Event, Timezone

ZONES = {"da": "Europe/Copenhagen", "nb": "Europe/Oslo"}
"""Where the meetings of a model in a language take place."""


def invitation(material: Material) -> bytes:
    """Return the invitation: the whole day, or from the start for as long as the agenda takes.

    The roles stand in the description, since a calendar's own list of people asks for addresses. The stamp is the
    beginning of the meeting's day: the same meeting gives the same file, and nothing tells where it was made.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//samrum_kit//packet//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if material.at is not None:
        calendar.add_component(_zone(ZONES[material.model.lang]))
    calendar.add_component(_event(material))
    return bytes(calendar.to_ical())


def _event(material: Material) -> "Event":
    """Return the meeting itself."""
    from icalendar import Event

    on = material.analysis.on
    event = Event()
    event.add("uid", hashlib.sha256(material.place.encode()).hexdigest())
    event.add("dtstamp", datetime.combine(on, time(), UTC))
    event.add("summary", f"{material.analysis.forum_name} · {material.analysis.school}")
    event.add("description", "\n".join(_description(material)))
    if material.at is None:
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
    else:
        start = datetime.combine(on, material.at, ZoneInfo(ZONES[material.model.lang]))
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=material.minutes))
    return event


def _zone(name: str) -> "Timezone":
    """Return a zone of central Europe: summer time from the last Sunday of March to the last of October."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("tzid", name)
    summer = (TimezoneDaylight, "CEST", datetime(1996, 3, 31, 2), 1, 2)  # noqa: DTZ001  # the time on the wall
    winter = (TimezoneStandard, "CET", datetime(1996, 10, 27, 3), 2, 1)  # noqa: DTZ001  # the time on the wall
    for kind, short, first, before, after in (summer, winter):
        change = kind()
        change.add("dtstart", first)
        change.add("rrule", {"freq": "yearly", "bymonth": first.month, "byday": "-1su"})
        change.add("tzname", short)
        change.add("tzoffsetfrom", timedelta(hours=before))
        change.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(change)
    return zone


def _description(material: Material) -> list[str]:
    """Return who comes, by role, and how long it takes."""
    minutes = material.minutes
    names = material.analysis.names
    lists = (
        (_("Permanent members"), material.fixed_roles),
        (_("Invited to this meeting"), material.invited_roles),
        (_("Invited when needed"), material.roles_with_a_case),
    )
    lines = [f"{heading}: {', '.join(map(names.role, roles))}" for heading, roles in lists if roles]
    length = ngettext("The agenda takes {minutes} minute.", "The agenda takes {minutes} minutes.", minutes)
    return [*lines, length.format(minutes=minutes)]
