"""Checks on what was agreed, decided and heard: events, consents, placements."""

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.days import within_a_year
from samrum_kit.domain.fields import Record
from samrum_kit.domain.knowledge import day_of
from samrum_kit.domain.vocabulary import ConsentKind, EventKind, Forum
from samrum_kit.review.findings import Outcome, documented, documented_by, missing, not_relevant
from samrum_kit.review.registry import check


@check
def event_recorded(file: CaseFile, kind: EventKind) -> Outcome:
    """Documented when an event of the kind has happened."""
    return documented_by(*file.events_of(kind))


@check
def agreement_recorded(file: CaseFile, kind: EventKind) -> Outcome:
    """Documented when an agreement of the kind stands."""
    standing = file.standing(kind)
    return documented(*standing) if standing else missing(*file.events_of(kind))


@check
def parent_agreement(file: CaseFile, topic: ConsentKind) -> Outcome:
    """Documented when the parents' agreement on the topic stands, or their consent to it is in force."""
    agreed = _parents_said_yes(file, topic)
    return documented(*agreed) if agreed else missing(*_parents_once_said_yes(file, topic))


@check
def agreed_at_network_meeting(file: CaseFile, topic: ConsentKind) -> Outcome:
    """Documented when a network meeting was held and the parents' agreement on the topic stands."""
    network = _held_or_recorded(file, EventKind.NETWORK_MEETING, Forum.NETWORK)
    agreed = _parents_said_yes(file, topic)
    if network and agreed:
        return documented(*network, *agreed)
    return missing(*network, *_parents_once_said_yes(file, topic))


@check
def dialogue_before_referral(file: CaseFile) -> Outcome:
    """Documented when the district council talked it over no later than the first referral to the PKU."""
    talks = _held_or_recorded(file, EventKind.DISTRICT_DIALOGUE, Forum.DISTRICT_COUNCIL)
    in_time = [talk for talk in talks if _by_first(file, EventKind.PKU_REFERRAL, talk)]
    return documented(*in_time) if in_time else missing(*talks, *file.events_of(EventKind.PKU_REFERRAL)[:1])


@check
def hearing_before_decision(file: CaseFile) -> Outcome:
    """Documented when case statement and party hearing came no later than the leader's first decision."""
    statements, hearings = file.events_of(EventKind.CASE_STATEMENT), file.events_of(EventKind.PARTY_HEARING)
    in_time = [
        [event for event in events if _by_first(file, EventKind.LEADER_DECISION, event)]
        for events in (statements, hearings)
    ]
    if all(in_time):
        return documented(*in_time[0], *in_time[1])
    return missing(*statements, *hearings, *file.events_of(EventKind.LEADER_DECISION)[:1])


@check
def revisited_within_year(file: CaseFile) -> Outcome:
    """Documented when every active placement is at most a year old or was reviewed within the year."""
    placements = file.standing(EventKind.PLACEMENT)
    if not placements:
        return not_relevant()
    reviews = [e for e in file.events_of(EventKind.REVISITATION) if within_a_year(e.occurred_on, file.as_of)]
    late = [p for p in placements if not reviews and not within_a_year(p.occurred_on, file.as_of)]
    return missing(*late) if late else documented(*placements, *reviews)


def _parents_said_yes(file: CaseFile, topic: ConsentKind) -> tuple[Record, ...]:
    """Return the parents' standing agreements on a topic and their consents to it in force."""
    agreements = file.standing(EventKind.PARENT_AGREEMENT, topic)
    return (*agreements, *file.consents_in_force(topic, on=file.as_of))


def _parents_once_said_yes(file: CaseFile, topic: ConsentKind) -> tuple[Record, ...]:
    """Return the parents' agreements on a topic and their consents to it, whether they still hold or not."""
    agreements = (e for e in file.events_of(EventKind.PARENT_AGREEMENT) if e.topic is topic)
    return (*agreements, *(consent for consent in file.consents if consent.kind is topic))


def _held_or_recorded(file: CaseFile, kind: EventKind, forum: Forum) -> tuple[Record, ...]:
    """Return the events of a kind and the held meetings of the forum that stands in for it."""
    return (*file.events_of(kind), *(held.meeting for held in file.held_meetings(forum)))


def _by_first(file: CaseFile, kind: EventKind, record: Record) -> bool:
    """Tell whether a record's day is no later than the first event of a kind; without such an event any day will do."""
    events, day = file.events_of(kind), day_of(record)
    return not events or (day is not None and day <= events[0].occurred_on)
