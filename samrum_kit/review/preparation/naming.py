"""Whether a pupil's case may be discussed by name at the meeting, or only anonymously, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from samrum_kit.domain.case_file import CaseFile, is_in_force
from samrum_kit.domain.records import Case, Consent, Event
from samrum_kit.domain.vocabulary import Anonymity, CaseKind, ConsentKind, EventKind, Forum, Role
from samrum_kit.locale import _, format_day, format_number, language
from samrum_kit.review.findings import Evidence
from samrum_kit.review.preparation.occasion import Occasion
from samrum_kit.review.preparation.reasons import iso
from samrum_kit.review.preparation.shown import Shown


class Discussion(StrEnum):
    """How a pupil's case may be discussed at the meeting, by what is on file."""

    BY_NAME = "by_name"
    ANONYMOUS = "anonymous"
    NOT_YET = "not_yet"
    """The forum doesn't discuss pupils anonymously, and nothing on file allows the name."""
    NOT_HERE = "not_here"

    @property
    def text(self) -> str:
        """Return what that means in the user's language."""
        return {
            Discussion.BY_NAME: _("By name"),
            Discussion.ANONYMOUS: _("Only anonymously"),
            Discussion.NOT_YET: _("Not before consent is given or the parents take part"),
            Discussion.NOT_HERE: _("Not at this forum"),
        }[self]


_CONSENT_OF = {
    Forum.DISTRICT_COUNCIL: ConsentKind.DISTRICT_COUNCIL,
    Forum.PKU: ConsentKind.PKU,
    Forum.WORKING: ConsentKind.WORKING_MEETING,
}
"""The forums that parents consent to as such; everywhere it is the consent to a discussion by name that counts."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One fact about why: a consent and its day, parents on the list, a rule of the forum."""

    code: str
    on: date | None = None
    evidence: Evidence | None = None
    consent: ConsentKind | None = None
    given: float = 0
    required: float = 0
    """How many have given the consent, and how many must."""

    @property
    def text(self) -> str:
        """Return the ground as a sentence in the user's language."""
        return _sentences()[self.code].format(
            day=format_day(self.on),
            consent=self.consent.label(language()) if self.consent else "–",
            given=format_number(self.given),
            required=format_number(self.required),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the ground with its day and the record it stands on."""
        evidence = self.evidence.to_json() if self.evidence else None
        return {"code": self.code, "text": self.text, "on": iso(self.on), "evidence": evidence}


@dataclass(frozen=True, slots=True)
class Naming:
    """How one pupil's case may be discussed, on which basis, and why."""

    case_id: str
    discussion: Discussion
    basis: Anonymity | None
    """The basis proposed for an item about the case."""
    grounds: tuple[Ground, ...]
    stated: tuple[Anonymity, ...] = ()
    """The bases that the recorded agenda states for the case."""
    stated_fits: bool = True
    """Whether every stated basis fits what is on file."""

    def to_json(self) -> dict[str, Any]:
        """Return the case with the basis and the grounds."""
        return {
            "case_id": self.case_id,
            "discussion": str(self.discussion),
            "basis": self.basis and str(self.basis),
            "grounds": [ground.to_json() for ground in self.grounds],
            "stated": [str(basis) for basis in self.stated],
            "stated_fits": self.stated_fits,
        }


@dataclass(frozen=True)
class Namings(Shown):
    """Who may be named, for each case about a pupil that is on the agenda or was left out of it."""

    template: ClassVar[str] = "naming"
    cases: tuple[Naming, ...]

    def to_json(self) -> list[dict[str, Any]]:
        """Return the cases in the order of the agenda."""
        return [case.to_json() for case in self.cases]


def namings(occasion: Occasion, case_ids: Iterable[str]) -> Namings:
    """Return how each pupil's case among the given ones may be discussed."""
    files = (occasion.school.cases[case_id] for case_id in case_ids)
    pupils = (file for file in files if file.case.kind is CaseKind.INDIVIDUAL)
    return Namings(cases=tuple(naming(occasion, file) for file in pupils), names=occasion.names)


def naming(occasion: Occasion, file: CaseFile) -> Naming:
    """Return how a pupil's case may be discussed, by the forum's rules and by what is on file on the day."""
    allowed = _bases(occasion)
    on_file = _on_file(occasion, file) & allowed
    barred = is_barred(occasion, file.case)
    discussion, basis = (Discussion.NOT_HERE, None) if barred else _proposed(allowed, on_file)
    items = occasion.record.items_about(file.case.case_id)
    said = {item.anonymity for item in items}
    stated = tuple(word for word in Anonymity if word in said)
    fitting = frozenset() if barred else on_file | (allowed & _WITHOUT_RECORD)
    grounds = [*_by_rule(occasion, file.case, allowed), *_by_consent(occasion, file), *_by_parents(occasion)]
    if Anonymity.STATUTORY in allowed and discussion is not Discussion.BY_NAME:
        grounds.append(Ground("statutory_possible"))
    return Naming(file.case.case_id, discussion, basis, tuple(grounds), stated, fitting.issuperset(stated))


_WITHOUT_RECORD = frozenset({Anonymity.ANONYMOUS, Anonymity.STATUTORY})
"""The bases that need no record of their own."""


def _on_file(occasion: Occasion, file: CaseFile) -> frozenset[Anonymity]:
    """Return the bases that what is on file allows: a consent or agreement in force, parents on the list."""
    consents = [consent for consent in _consents(occasion, file) if is_in_force(consent, occasion.on)]
    found = {Anonymity.CONSENT} if consents or _agreements(occasion, file) else set()
    return frozenset(found | ({Anonymity.PARENTS_PRESENT} if occasion.record.taking_part(Role.PARENT) else set()))


def _proposed(allowed: frozenset[Anonymity], on_file: frozenset[Anonymity]) -> tuple[Discussion, Anonymity | None]:
    """Return how the case may be discussed, and the basis to propose."""
    for basis in (Anonymity.CONSENT, Anonymity.PARENTS_PRESENT):
        if basis in on_file:
            return Discussion.BY_NAME, basis
    if Anonymity.ANONYMOUS in allowed:
        return Discussion.ANONYMOUS, Anonymity.ANONYMOUS
    to_obtain = (basis for basis in (Anonymity.PARENTS_PRESENT, Anonymity.CONSENT) if basis in allowed)
    return Discussion.NOT_YET, next(to_obtain, None)


def is_barred(occasion: Occasion, case: Case) -> bool:
    """Tell whether the forum must not discuss a child with an open social case, by the model's rule."""
    gate = occasion.rules.meeting_gate
    has_rule = any(r.gate == gate and r.check == "no_open_social_case" for r in occasion.model.requirements)
    switched_on = occasion.model.settings.open_social_case_rule
    return has_rule and switched_on and case.kind is CaseKind.INDIVIDUAL and bool(case.open_social_case)


def _bases(occasion: Occasion) -> frozenset[Anonymity]:
    """Return the bases on which the forum discusses pupils; where the model says nothing, all but the statutory one."""
    about_pupils = (d for d in occasion.rules.may_discuss if CaseKind.INDIVIDUAL in d.kinds)
    named = frozenset(basis for discussion in about_pupils for basis in discussion.bases)
    return named or frozenset({Anonymity.ANONYMOUS, Anonymity.CONSENT, Anonymity.PARENTS_PRESENT})


def _consents(occasion: Occasion, file: CaseFile) -> tuple[Consent, ...]:
    """Return the consents that can allow the name at this forum, the newest first."""
    kinds = {ConsentKind.NAMED_DISCUSSION, _CONSENT_OF.get(occasion.forum)}
    found = (consent for consent in file.consents if consent.kind in kinds)
    return tuple(sorted(found, key=lambda c: (c.given_on, c.consent_id), reverse=True))


def _agreements(occasion: Occasion, file: CaseFile) -> tuple[Event, ...]:
    """Return the parents' standing agreements to have the case taken up at this forum."""
    topic = _CONSENT_OF.get(occasion.forum)
    return file.standing(EventKind.PARENT_AGREEMENT, topic) if topic else ()


def _by_rule(occasion: Occasion, case: Case, allowed: frozenset[Anonymity]) -> Iterator[Ground]:
    """Yield what the forum's own rules say."""
    if is_barred(occasion, case):
        yield Ground("open_social_case", evidence=Evidence.of(case))
    if Anonymity.ANONYMOUS not in allowed:
        yield Ground("named_only")
    if allowed.isdisjoint({Anonymity.CONSENT, Anonymity.PARENTS_PRESENT}):
        yield Ground("anonymous_only")


def _by_consent(occasion: Occasion, file: CaseFile) -> Iterator[Ground]:
    """Yield what is on file about consent: what is in force, or else how the newest consent stands."""
    consents, agreements = _consents(occasion, file), _agreements(occasion, file)
    in_force = [consent for consent in consents if is_in_force(consent, occasion.on)]
    yield from (consent_ground(consent, occasion.on) for consent in in_force)
    for agreement in agreements:
        yield Ground("parents_agreed", agreement.occurred_on, Evidence.of(agreement))
    if consents and not in_force:
        yield consent_ground(consents[0], occasion.on)
    elif not consents and not agreements:
        yield Ground("no_consent")


def consent_ground(consent: Consent, on: date) -> Ground:
    """Say how a consent stands on a day: in force and until when, or why it is not."""
    evidence, until, withdrawn = Evidence.of(consent), consent.valid_until, consent.withdrawn_on
    if is_in_force(consent, on):
        code = "consent_until" if until else "consent_in_force"
        return Ground(code, until or consent.given_on, evidence, consent.kind)
    if consent.givers < consent.givers_required:
        return Ground("consent_incomplete", consent.given_on, evidence, consent.kind, consent.givers,
                      consent.givers_required)
    if withdrawn is not None and (until is None or withdrawn <= until):
        return Ground("consent_withdrawn", withdrawn, evidence, consent.kind)
    return Ground("consent_ended", until, evidence, consent.kind)


def _by_parents(occasion: Occasion) -> Iterator[Ground]:
    """Yield that parents are on the list; one parent serves every item of the meeting."""
    if occasion.record.taking_part(Role.PARENT):
        yield Ground("parents_on_list")


def _sentences() -> dict[str, str]:
    """Return the sentence of each ground, with places for the day, the consent and the numbers."""
    return {
        "anonymous_only": _("The forum discusses pupils anonymously."),
        "consent_ended": _("The consent ({consent}) ran out on {day}."),
        "consent_in_force": _("The consent ({consent}) of {day} is in force."),
        "consent_incomplete": _("The consent ({consent}) was given by {given} of {required} who must give it."),
        "consent_until": _("The consent ({consent}) is in force until {day}."),
        "consent_withdrawn": _("The consent ({consent}) was withdrawn on {day}."),
        "named_only": _("The forum discusses pupils with their parents there or with their consent."),
        "no_consent": _("No consent to a discussion by name is on file."),
        "open_social_case": _("An open social case is on file: by the model such a case is not discussed here."),
        "parents_agreed": _("The parents' agreement of {day} stands."),
        "parents_on_list": _("Parents are on the list of participants."),
        "statutory_possible": _("A statutory basis can allow the name; whether there is one, the professional judges."),
    }
