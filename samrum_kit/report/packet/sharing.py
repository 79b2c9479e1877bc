"""What of an agenda may reach many people: a case that isn't discussed by name keeps its place and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from samrum_kit.domain.vocabulary import AgendaPart, Anonymity, CaseKind, Role
from samrum_kit.locale import _, language
from samrum_kit.privacy.ids import OtherIds
from samrum_kit.review.preparation import MeetingAnalysis
from samrum_kit.review.preparation.agenda import Entry
from samrum_kit.review.preparation.naming import Discussion, Naming

_FROM_THE_FILE = frozenset({Anonymity.CONSENT, Anonymity.PARENTS_PRESENT})
"""The bases that something on file must carry."""


@dataclass(frozen=True, slots=True)
class SharedItem:
    """One item of an agenda as everybody may read it."""

    number: int
    heading: str
    text: str
    case_id: str | None
    """The case, where it is discussed by name; nothing else tells whom an item is about."""
    basis: str
    prepared_by: Role | None
    minutes: float
    begins_after: float
    """The minutes of the items before it."""
    is_proposed: bool
    """It isn't recorded: whoever leads the meeting decides whether it is taken up."""

    @property
    def ends_after(self) -> float:
        """Return the minutes up to its end."""
        return self.begins_after + self.minutes


@dataclass(frozen=True)
class Sharing:
    """What of a meeting's analysis may be sent out.

    A pupil's case is named by its id where consent, parents at the meeting or a statutory basis allow it and nothing on
    the agenda says otherwise. What is shared of the school's own words names no other case and no pupil of another.
    """

    analysis: MeetingAnalysis

    @cached_property
    def named(self) -> frozenset[str]:
        """Return the cases whose id may be shared."""
        on_agenda: dict[str, list[Entry]] = {}
        for entry in self.analysis.agenda.entries:
            if entry.case_id:
                on_agenda.setdefault(entry.case_id, []).append(entry)
        cases = self.analysis.names.cases
        taken_up = {case_id for case_id, entries in on_agenda.items() if all(map(self._allows_the_name, entries))}
        others = {case_id for case_id in cases if case_id not in on_agenda and self._is_free(case_id)}
        return frozenset(case_id for case_id in taken_up | others if case_id in cases)

    @cached_property
    def items(self) -> tuple[SharedItem, ...]:
        """Return the agenda, recorded items first, in its order."""
        return tuple(self._items())

    def words(self, text: str) -> str:
        """Return the school's own words, with the ids of cases that aren't named, and of their pupils, hidden."""
        return self._hidden_ids.mask(text)

    def case_of(self, action_id: str, case_id: str | None) -> str | None:
        """Return the case that an agreement is about: its own, else that of the item that follows it up."""
        return case_id or self._followed_up.get(action_id)

    def places(self, case_id: str | None) -> tuple[int, ...]:
        """Return the numbers of the items that are about a case."""
        numbered = enumerate(self.analysis.agenda.entries, start=1)
        return tuple(number for number, entry in numbered if case_id is not None and entry.case_id == case_id)

    def label(self, case_id: str) -> str:
        """Return what a case is called in front of everybody: its id, or its place on the agenda."""
        if case_id in self.named:
            return case_id
        places = self.places(case_id)
        if not places:
            return _("a case without the name")
        return _("item {number}, without the name").format(number=", ".join(map(str, places)))

    def _items(self) -> Iterator[SharedItem]:
        """Yield the items with their numbers and the minutes before them."""
        passed = 0.0
        recorded = len(self.analysis.agenda.recorded)
        for number, entry in enumerate(self.analysis.agenda.entries, start=1):
            is_named = entry.case_id in self.named
            yield SharedItem(
                number=number,
                heading=entry.heading,
                text=self._text(entry),
                case_id=entry.case_id if is_named else None,
                basis=self._basis(entry),
                prepared_by=entry.prepared_by,
                minutes=entry.minutes,
                begins_after=passed,
                is_proposed=number > recorded,
            )
            passed += entry.minutes

    @cached_property
    def _followed_up(self) -> dict[str, str]:
        """Return the cases whose items follow agreements up, by agreement; of several one without the name."""
        pairs = [
            (action_id, e.case_id) for e in self.analysis.agenda.entries if e.case_id for action_id in e.action_ids
        ]
        return dict(sorted(pairs, key=lambda pair: pair[1] not in self.named))

    @cached_property
    def _hidden_ids(self) -> OtherIds:
        """Return the ids of the school's cases and their pupils, all but those that are named."""
        cases = self.analysis.names.cases
        pupils = {case_id: case.pupil_id for case_id, case in cases.items() if case.pupil_id}
        own = (*self.named, *(pupils[case_id] for case_id in self.named if case_id in pupils))
        return OtherIds(pupils=pupils.values(), cases=cases, own=own)

    @cached_property
    def _namings(self) -> dict[str, Naming]:
        """Return how each pupil's case may be discussed, by case."""
        return {naming.case_id: naming for naming in self.analysis.anonymity.cases}

    def _is_free(self, case_id: str) -> bool:
        """Tell whether a case may be named by what is on file; one about no single pupil may."""
        if self.analysis.names.cases[case_id].kind is not CaseKind.INDIVIDUAL:
            return True
        naming = self._namings.get(case_id)
        return naming is not None and naming.discussion is Discussion.BY_NAME

    def _allows_the_name(self, entry: Entry) -> bool:
        """Tell whether an item discusses its case by name, and what is on file carries that."""
        case = self.analysis.names.cases.get(entry.case_id or "")
        if case is None or entry.basis is Anonymity.ANONYMOUS:
            return False
        if case.kind is not CaseKind.INDIVIDUAL:
            return True
        naming = self._namings.get(case.case_id)
        if entry.basis is Anonymity.STATUTORY:
            return naming is not None and naming.stated_fits
        return entry.basis in _FROM_THE_FILE and self._is_free(case.case_id)

    def _basis(self, entry: Entry) -> str:
        """Return the basis of an item; one that isn't there yet is not claimed."""
        if entry.case_id in self.named or entry.basis is None:
            return entry.basis.label(language()) if entry.basis else "–"
        naming = self._namings.get(entry.case_id or "")
        if naming is not None and naming.discussion is Discussion.NOT_YET:
            return Discussion.NOT_YET.text
        return Anonymity.ANONYMOUS.label(language())

    def _text(self, entry: Entry) -> str:
        """Return the topic as it may be sent out; the school's own words only where they are about no single pupil."""
        if entry.case_id:
            return self._case_text(entry, entry.case_id)
        if entry.is_standing:
            return entry.topic
        if entry.action_ids:
            return _("Follow-up on an agreement from an earlier meeting")
        if entry.part is AgendaPart.WONDERING:
            return _("A wondering; whoever prepares the item puts it forward")
        if entry.part is AgendaPart.INDIVIDUAL or entry.basis is Anonymity.ANONYMOUS:
            return _("A matter without a case; whoever prepares the item puts it forward")
        return self.words(entry.topic)

    def _case_text(self, entry: Entry, case_id: str) -> str:
        """Return what an item about a case may say."""
        case = self.analysis.names.cases.get(case_id)
        kind = case.kind if case else CaseKind.INDIVIDUAL
        if case_id not in self.named:
            return _("{case}, discussed without the name").format(case=_about(kind))
        return self.words(entry.topic) if kind in {CaseKind.CLASS, CaseKind.SYSTEM} else _about(kind)


def _about(kind: CaseKind) -> str:
    """Return what a case is about, without a word of its own."""
    return {
        CaseKind.INDIVIDUAL: _("A pupil's case"),
        CaseKind.GROUP: _("A case about a group"),
        CaseKind.CLASS: _("A case about a class"),
        CaseKind.SYSTEM: _("A case about the whole school"),
    }[kind]
