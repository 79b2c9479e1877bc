"""The invitation: a calendar can read it, and it tells nothing about a child."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from icalendar import Calendar

from samrum_kit.locale import speaking
from samrum_kit.report.packet import invitation
from tests.builders import case, item, participant
from tests.report.packet.meetings import by_name, material_of, planned

FACTS = (planned(), *by_name(title="Emnet"), participant("parent"),
         item(case_id="S-1", topic="Emnet", anonymity="consent", minutes_planned=35))  # fmt: skip


def event_of(material):
    """Return the one meeting of an invitation, as a calendar reads it."""
    (event,) = Calendar.from_ical(invitation(material)).events
    return event


def test_it_names_forum_school_and_roles_and_no_child():
    event = event_of(material_of("samrum", *FACTS))
    assert str(event["summary"]) == "SamRumsmøde · SK-1"
    assert "Faste deltagere: Skoleledelsesrepræsentant, PPR, Ressourceperson fra skolen" in event["description"]
    assert "Inviteret til dette møde: Forælder" in event["description"]
    assert "attendee" not in event
    assert "organizer" not in event
    text = invitation(material_of("samrum", *FACTS)).decode()
    assert not [word for word in ("S-1", "ELEV", "Emnet", "M-1") if word in text]


def test_without_a_start_it_takes_the_whole_day():
    event = event_of(material_of("samrum", *FACTS))
    assert (event.start, event.end) == (date(2026, 3, 9), date(2026, 3, 10))


def test_with_a_start_it_takes_as_long_as_the_agenda():
    material = material_of("samrum", *FACTS, at=time(12, 45))
    event = event_of(material)
    assert event.start == datetime(2026, 3, 9, 12, 45, tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert event.duration.total_seconds() == 60 * material.minutes


def test_its_zone_changes_to_summer_time_when_europe_does():
    for lang, forum, name in (("da", "samrum", "Europe/Copenhagen"), ("nb", "ressursteam", "Europe/Oslo")):
        with speaking(lang):
            calendar = Calendar.from_ical(invitation(material_of(forum, case(), at=time(12))))
        (zone,) = calendar.timezones
        assert str(zone["tzid"]) == name
        made, real = zone.to_tz(lookup_tzid=False), ZoneInfo(name)
        for month, day in ((1, 9), (3, 28), (3, 30), (10, 24), (10, 26)):
            moments = (datetime(2026, month, day, 12, tzinfo=zone) for zone in (made, real))
            assert len({moment.utcoffset() for moment in moments}) == 1


def test_the_same_meeting_is_the_same_file_and_another_day_another_meeting():
    first = invitation(material_of("samrum", *FACTS))
    assert first == invitation(material_of("samrum", *FACTS))
    assert event_of(material_of("samrum", *FACTS)).stamp == datetime(2026, 3, 9, tzinfo=UTC)
    other = material_of("dialogue", case())
    assert event_of(other)["uid"] != event_of(material_of("samrum", *FACTS))["uid"]
