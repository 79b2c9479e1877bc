"""Checks on a meeting's agenda: who may be discussed and on which basis, and how the time is shared."""

from collections.abc import Callable
from datetime import date

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.fields import Record
from samrum_kit.domain.meeting_file import MeetingFile
from samrum_kit.domain.records import AgendaItem, Consent, Measure
from samrum_kit.domain.vocabulary import AgendaPart, Anonymity, CaseKind, ConsentKind, Role
from samrum_kit.models.schema import Settings
from samrum_kit.review.findings import Outcome, documented, documented_if, missing, not_relevant
from samrum_kit.review.registry import check

OWN_STAFF = frozenset(
    {
        Role.SCHOOL_MANAGEMENT,
        Role.PRINCIPAL,
        Role.DEPARTMENT_HEAD,
        Role.SPECIAL_ED_COORDINATOR,
        Role.RESOURCE_PERSON,
        Role.CLASS_TEACHER,
        Role.CONTACT_TEACHER,
        Role.CLASS_TEAM,
        Role.LEARNING_CENTRE_ADVISER,
        Role.BEHAVIOUR_ADVISER,
        Role.WELLBEING_OFFICER,
        Role.MILIEU_TEACHER,
        Role.SOCIAL_TEACHER,
        Role.SCHOOL_COUNSELLOR,
        Role.INTERMEDIATE_FORM_STAFF,
    }
)
"""The school's own staff (contract, "What was known on a day")."""


@check
def named_items_have_basis(file: MeetingFile) -> Outcome:
    """Documented when each item about a pupil is anonymous, or its stated basis holds on the meeting's day."""
    items = file.items_about_pupils()
    return _each_item(items, lambda item: stated_basis_holds(file, item), lambda item: _stated_basis(file, item))


@check
def named_items_have_parents_or_consent(file: MeetingFile) -> Outcome:
    """Documented when each named item about a pupil has a parent there or consent on file, whatever basis it states."""
    named = tuple(item for item in file.items_about_pupils() if item.anonymity is not Anonymity.ANONYMOUS)
    return _each_item(
        named,
        lambda item: _parent_there(file) or bool(consents_to_name(file, item)),
        lambda item: (*file.record.taking_part(Role.PARENT), *consents_to_name(file, item)),
    )


def stated_basis_holds(file: MeetingFile, item: AgendaItem) -> bool:
    """Tell whether what an item says of its basis holds on the meeting's day."""
    match item.anonymity:
        case Anonymity.ANONYMOUS | Anonymity.STATUTORY:
            return True
        case Anonymity.CONSENT:
            return bool(consents_to_name(file, item))
        case Anonymity.PARENTS_PRESENT:
            return _parent_there(file)
        case _:
            return False


def _stated_basis(file: MeetingFile, item: AgendaItem) -> tuple[Record, ...]:
    """Return the records that carry what an item says of its basis."""
    match item.anonymity:
        case Anonymity.CONSENT:
            return consents_to_name(file, item)
        case Anonymity.PARENTS_PRESENT:
            return file.record.taking_part(Role.PARENT)
        case _:
            return ()


def consents_to_name(file: MeetingFile, item: AgendaItem) -> tuple[Consent, ...]:
    """Return the consents to a discussion by name that are in force on the meeting's day."""
    if item.case_id is None or file.day is None:
        return ()
    return file.cases[item.case_id].consents_in_force(ConsentKind.NAMED_DISCUSSION, on=file.day)


def _parent_there(file: MeetingFile) -> bool:
    """Tell whether any parent takes part; one serves every item of the meeting."""
    return bool(file.record.taking_part(Role.PARENT))


@check
def no_open_social_case(file: MeetingFile, settings: Settings) -> Outcome:
    """Documented when no item is about a child with an open social case; a model can switch the rule off."""
    if not settings.open_social_case_rule:
        return not_relevant()
    items = file.items_about_pupils()
    barred = [item for item in items if item.case_id and file.cases[item.case_id].case.open_social_case]
    return missing(*barred) if barred else documented(*items)


@check
def own_resources_first(file: MeetingFile) -> Outcome:
    """Documented when the school's own staff started a measure for each case before the meeting's day."""
    items = file.items_about_cases(CaseKind.INDIVIDUAL, CaseKind.GROUP, CaseKind.CLASS)
    if not items:
        return not_relevant()
    tried = {i.item_id: own_measures_before(file.cases[i.case_id], file.day) for i in items if i.case_id}
    lacking = [item for item in items if not tried[item.item_id]]
    return missing(*lacking) if lacking else documented(*(m for measures in tried.values() for m in measures))


def own_measures_before(case: CaseFile, day: date | None) -> tuple[Measure, ...]:
    """Return the measures by the school's own staff that started before a day, as far as was known."""
    if day is None:
        return ()
    own = (m for m in case.started_measures() if m.actor_role in OWN_STAFF)
    return tuple(m for m in own if m.starts_on is not None and m.starts_on < day)


@check
def has_item_in(file: MeetingFile, parts: tuple[AgendaPart, ...]) -> Outcome:
    """Documented when the agenda has an item in each of the parts."""
    found = [[item for item in file.record.items if item.part is part] for part in parts]
    return documented_if(all(found), *(item for items in found for item in items))


@check
def minutes_between(file: MeetingFile, parts: tuple[AgendaPart, ...], least: int, most: int) -> Outcome:
    """Documented when the planned minutes of each part lie within the bounds, both included."""
    found = [[item for item in file.record.items if item.part is part] for part in parts]
    planned = [sum(item.minutes_planned or 0 for item in items) for items in found]
    within = all(least <= minutes <= most for minutes in planned)
    return documented_if(within, *(item for items in found for item in items))


@check
def system_first(file: MeetingFile) -> Outcome:
    """Documented when no individual item stands before a system item; equal positions stand beside each other."""
    system = [item for item in file.record.items if item.part is AgendaPart.SYSTEM]
    individual = [item for item in file.record.items if item.part is AgendaPart.INDIVIDUAL]
    last_system = max((item.position for item in system), default=None)
    early = [item for item in individual if last_system is not None and item.position < last_system]
    return missing(*early) if early else documented(*system, *individual)


@check
def wonderings_anonymous(file: MeetingFile) -> Outcome:
    """Documented when every wondering is discussed anonymously; one without a stated basis is not."""
    wonderings = tuple(item for item in file.record.items if item.part is AgendaPart.WONDERING)
    return _each_item(wonderings, lambda item: item.anonymity is Anonymity.ANONYMOUS)


def _each_item(
    items: tuple[AgendaItem, ...],
    fulfils: Callable[[AgendaItem], bool],
    carried_by: Callable[[AgendaItem], tuple[Record, ...]] = lambda _: (),
) -> Outcome:
    """Documented by the items and what carries each, missing by those that don't fulfil; without items not asked."""
    if not items:
        return not_relevant()
    lacking = [item for item in items if not fulfils(item)]
    return missing(*lacking) if lacking else documented(*(r for item in items for r in (item, *carried_by(item))))
