"""What comes out of the vault to be shown: as far as the workspace's profile reaches, and never with a known name."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from samrum_kit.domain.case_file import CaseFile, PlanFile
from samrum_kit.domain.fields import Record
from samrum_kit.domain.masking import with_masked_texts
from samrum_kit.domain.meeting_file import MeetingFile
from samrum_kit.domain.records import Case, Identity
from samrum_kit.domain.school_file import SchoolFile
from samrum_kit.domain.single_case import by_itself
from samrum_kit.domain.vocabulary import CaseKind
from samrum_kit.errors import UnknownName
from samrum_kit.figures.scope import Scope
from samrum_kit.figures.service import COUNTED, ServiceFile, service_file
from samrum_kit.locale import _
from samrum_kit.privacy.ids import OtherIds
from samrum_kit.report.profiles import Profile, Reach, Thing
from samrum_kit.store import Store
from samrum_kit.workspace.shown import file_shown, table_shown

R = TypeVar("R", bound=Record)


class Sight:
    """The one way from a vault to a reader.

    A profile that reaches one pupil or one case is bound to the first case that is asked for: from then on everything
    else is refused, an unknown id is answered without naming any other, and the ids of other pupils and cases are
    hidden in every text. What a profile doesn't show raises ProfileForbids.
    """

    def __init__(self, store: Store, profile: Profile) -> None:
        """Take an open store and the profile of the reader."""
        self._store, self.profile = store, profile
        self._bound: frozenset[str] = frozenset()
        """The cases of the reader, once the first has been asked for."""

    @property
    def vault(self) -> Store:
        """Return the vault itself, for a profile that shows everything in it."""
        self.profile.permit(Thing.VAULT)
        return self._store

    def close(self) -> None:
        """Close the vault."""
        self._store.close()

    def case(self, case_id: str, on: date) -> CaseFile:
        """Return everything about a case as it was known on a day."""
        self.profile.permit(Thing.CASE)
        try:
            file = self._store.case_file(case_id, on)
        except UnknownName as unknown:
            raise self._alone(unknown, _("The case")) from None
        return self._fitted(file)

    def plan(self, plan_id: str, on: date) -> PlanFile:
        """Return a plan within its case."""
        self.profile.permit(Thing.CASE)
        try:
            file = self._store.plan_file(plan_id, on)
        except UnknownName as unknown:
            raise self._alone(unknown, _("The plan")) from None
        shown = self._fitted(file.case_file)
        (plan,) = (plan for plan in shown.plans if plan.plan_id == plan_id)
        return PlanFile(plan, shown)

    def other_cases(self, file: CaseFile) -> tuple[CaseFile, ...]:
        """Return the reader's other cases about the same pupil, the earliest first; none unless the profile has them.

        A case that was not yet raised on the day of the file is not known then.
        """
        if self.profile.reach is not Reach.ONE_PUPIL:
            return ()
        others = (self.case(case_id, file.as_of) for case_id in sorted(self._bound - {file.case.case_id}))
        known = (other for other in others if other.case.first_concern_on <= file.as_of)
        return tuple(sorted(known, key=lambda other: (other.case.first_concern_on, other.case.case_id)))

    def meeting(self, meeting_id: str, on: date) -> MeetingFile:
        """Return everything about a meeting."""
        self.profile.permit(Thing.MEETING)
        return file_shown(self._store, self._store.meeting_file(meeting_id, on))

    def school(self, school_id: str, on: date, thing: Thing = Thing.SCHOOL) -> SchoolFile:
        """Return a whole school, or what it takes to make the thing that is asked for."""
        self.profile.permit(thing)
        return file_shown(self._store, self._store.school_file(school_id, on))

    def service(self, scope: Scope, on: date, thing: Thing = Thing.FIGURES) -> ServiceFile:
        """Return what is recorded about the schools of a scope as it was known on a day, to count from."""
        self.profile.permit(thing)
        return service_file(self._store.tables(*COUNTED), scope, on)

    def release(self, decide: Callable[[tuple[str, ...]], str]) -> None:
        """Keep what is to be told outside the team, as it is made from everything that was told before."""
        self.profile.permit(Thing.RELEASED)
        self._store.release(decide)

    def table(self, record: type[R]) -> tuple[R, ...]:
        """Return a whole table."""
        self.profile.permit(Thing.TABLE)
        return table_shown(self._store, record)

    def identity(self, pupil_id: str, why: str) -> Identity:
        """Return who a pupil is; the reason is kept in the audit log."""
        self.profile.permit(Thing.IDENTITY)
        return self._store.reveal(pupil_id, why)

    def _fitted(self, file: CaseFile) -> CaseFile:
        """Return a case file as the profile shows it: whole, or without what is about others."""
        shown = file_shown(self._store, file)
        if self.profile.reach is Reach.ALL:
            return shown
        self._bind(file.case)
        own = (*self._bound, *([file.case.pupil_id] if file.case.pupil_id else []))
        hidden = OtherIds(pupils=self._store.ids("pupils"), cases=self._store.ids("cases"), own=own)
        return with_masked_texts(by_itself(shown), hidden.mask)

    def _bind(self, case: Case) -> None:
        """Bind the reader to the pupil or the case of the first case that is asked for; refuse any other."""
        if case.kind is not CaseKind.INDIVIDUAL:
            raise self.profile.refusal(_("cases that are about several"))
        if not self._bound:
            self._bound = frozenset(self._cases_of(case))
        if case.case_id not in self._bound:
            raise self.profile.refusal(_("cases of others"))

    def _cases_of(self, case: Case) -> Iterable[str]:
        """Return the cases that a reader of one case may see."""
        if self.profile.reach is Reach.ONE_CASE:
            return (case.case_id,)
        return (other.case_id for other in self._store.cases_of(case.pupil_id)) if case.pupil_id else ()

    def _alone(self, unknown: UnknownName, what: str) -> UnknownName:
        """Return the error of an unknown id; a reader of one case is told of no other."""
        return unknown if self.profile.reach is Reach.ALL else UnknownName(what, "", ())
