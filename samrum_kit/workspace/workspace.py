"""A workspace: the vault, the models and the language, opened once and asked in sentences."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from samrum_kit.domain.case_file import CaseFile, PlanFile
from samrum_kit.domain.meeting_file import MeetingFile
from samrum_kit.domain.notes import RequirementNote
from samrum_kit.domain.records import TABLES, Identity
from samrum_kit.domain.school_file import SchoolFile
from samrum_kit.errors import UnknownName
from samrum_kit.locale import LANGUAGES, _, use_language
from samrum_kit.models import CollaborationModel, KnownModels, known_models
from samrum_kit.report.look import Look, look_in
from samrum_kit.report.profiles import Profile, Reach, Thing
from samrum_kit.review.engine import Subject, requirements_of, review
from samrum_kit.review.findings import Review
from samrum_kit.review.registry import signatures
from samrum_kit.store import Store
from samrum_kit.store.failures import guarded_files
from samrum_kit.workspace.choosing import method_names, scope_of, with_gate
from samrum_kit.workspace.coming import counted, prepared
from samrum_kit.workspace.days import day_given
from samrum_kit.workspace.figuring import Figuring
from samrum_kit.workspace.importing import Receipt, import_files
from samrum_kit.workspace.making import make_workspace, settings_for
from samrum_kit.workspace.notes import requirement_note
from samrum_kit.workspace.passphrase import passphrase_given
from samrum_kit.workspace.readers import profile_given
from samrum_kit.workspace.settings import MODELS_FOLDER, Settings, read_settings, workspace_folder, write_settings
from samrum_kit.workspace.sight import Sight
from samrum_kit.workspace.thresholds import threshold_in

if TYPE_CHECKING:
    import pandas as pd

    from samrum_kit.figures.meeting_counts import MeetingCounts
    from samrum_kit.report.course import Course, Pack
    from samrum_kit.review.preparation import MeetingAnalysis


class Workspace(Figuring):
    """Cases, meetings and schools as they were known on a day, and how they stand against the models.

    Whatever it shows is pseudonymous: known names in free texts are hidden, and `reveal` alone tells who a pupil is.
    It is opened with a profile, and what that doesn't show raises ProfileForbids.
    """

    def __init__(self, folder: Path, settings: Settings, sight: Sight, lang: str, passphrase: str) -> None:
        """Take the parts; use `open` or `create`. The passphrase is kept for the kernels of reports."""
        self.folder, self.settings, self._sight, self.lang = folder, settings, sight, lang
        self.passphrase = passphrase

    @classmethod
    def create(
        cls, folder: str | Path, models: Sequence[str], passphrase: str, *, lang: str = "da", synthetic: bool = False
    ) -> tuple[Self, str]:
        """Make a workspace in a new or empty folder; return it with its recovery key, which is shown this once.

        Raises UsageError for a folder that holds a workspace already, UnknownName for an unknown model or language.
        """
        folder = Path(folder).resolve()
        recovery_key = make_workspace(folder, settings_for(folder, models, lang, synthetic=synthetic), passphrase)
        return cls.open(folder, passphrase=passphrase), recovery_key

    @classmethod
    def open(
        cls,
        folder: str | Path | None = None,
        *,
        passphrase: str | None = None,
        lang: str | None = None,
        profile: str | None = None,
    ) -> Self:
        """Open a workspace for a kind of reader, `intern` when none is named, and speak its language.

        Raises WorkspaceMissing, WrongPassphrase or VaultDamaged; ProfileForbids for a profile that isn't the one of
        the report that is being made, and for `undervisning` where not all data are made up.
        """
        place = workspace_folder(folder)
        settings = read_settings(place)
        reader = profile_given(profile, settings)
        spoken = lang or settings.lang
        if spoken not in LANGUAGES:
            raise UnknownName(_("The language"), spoken, LANGUAGES)
        use_language(spoken)
        key = passphrase or passphrase_given()
        return cls(place, settings, Sight(Store.open(place, key), reader), spoken, key)

    def close(self) -> None:
        """Close the vault."""
        self._sight.close()

    def __enter__(self) -> Self:
        """Give the workspace to a `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the vault at the end of the block."""
        self.close()

    def __repr__(self) -> str:
        """Say which models the workspace uses."""
        return f"<Workspace {', '.join(self.settings.models)}>"

    @property
    def profile(self) -> Profile:
        """Return the kind of reader that the workspace was opened for."""
        return self._sight.profile

    @property
    def store(self) -> Store:
        """Return the vault itself, with whole records and names; for the profile `intern` alone."""
        return self._sight.vault

    @property
    def look(self) -> Look:
        """Return the look of reports from this workspace; UsageError for one that can't be read."""
        return look_in(self.folder)

    @cached_property
    def models(self) -> KnownModels:
        """Return every known model: those that come with the package and the workspace's own."""
        return known_models(self.folder / MODELS_FOLDER, signatures())

    def model(self, name: str) -> CollaborationModel:
        """Return a model; UnknownName for one that isn't there."""
        return self.models.named(name)

    @property
    def own_models(self) -> Mapping[str, CollaborationModel]:
        """Return the models that the workspace was made with."""
        return {name: self.model(name) for name in self.settings.models}

    def case(self, case_id: str, as_of: date | str | None = None) -> CaseFile:
        """Return everything about a case as it was known on a day (today, when none is given)."""
        return self._sight.case(case_id, day_given(as_of))

    def plan(self, plan_id: str, as_of: date | str | None = None) -> PlanFile:
        """Return a plan within its case."""
        return self._sight.plan(plan_id, day_given(as_of))

    def meeting(self, meeting_id: str, as_of: date | str | None = None) -> MeetingFile:
        """Return everything about a meeting."""
        return self._sight.meeting(meeting_id, day_given(as_of))

    def school(self, school_id: str, as_of: date | str | None = None) -> SchoolFile:
        """Return a whole school."""
        return self._sight.school(school_id, day_given(as_of))

    def subject(self, scope: str, subject_id: str, as_of: date | str | None = None) -> Subject:
        """Return the case, plan or meeting that a gate is about; `scope` is `case`, `plan` or `meeting`."""
        if scope == "case":
            return self.case(subject_id, as_of)
        return self.plan(subject_id, as_of) if scope == "plan" else self.meeting(subject_id, as_of)

    def review(
        self,
        gate: str,
        subject: str,
        model: str | None = None,
        as_of: date | str | None = None,
        scope: str | None = None,
    ) -> Review:
        """Hold a case, plan or meeting against a gate; the model is found by the gate where none is named.

        `scope` says what the id is of, where the caller knows; a gate about something else is then refused.
        """
        chosen = self.model(model) if model else self.model_with_gate(gate)
        file = self.subject(scope or scope_of(chosen, gate), subject, as_of)
        return review(file, chosen, gate)

    def case_of(self, review: Review) -> CaseFile | None:
        """Return the case that a review is about, also through its plan; a meeting has no case of its own."""
        if review.subject_table == "cases":
            return self.case(review.subject_id, review.as_of)
        if review.subject_table == "plans":
            return self.plan(review.subject_id, review.as_of).case_file
        return None

    def model_with_gate(self, gate: str) -> CollaborationModel:
        """Return the one of the workspace's models that has a gate; UnknownName for none, UsageError for several."""
        return with_gate(self.own_models.values(), gate)

    def prepare(
        self, forum: str, school: str, on: date | str | None = None, model: str | None = None
    ) -> "MeetingAnalysis":
        """Prepare a meeting of a forum at a school on a day, from what was known that day."""
        return prepared(self._sight, self._models(model), forum, school, day_given(on))

    def coming_meeting(
        self, forum: str, school: str, on: date | str | None = None, model: str | None = None
    ) -> "MeetingAnalysis | MeetingCounts":
        """Return what the profile shows of a coming meeting: its preparation, or counts alone."""
        if Thing.PREPARATION in self.profile.shows:
            return self.prepare(forum, school, on, model)
        threshold = threshold_in(self.folder)
        return counted(self._sight, self._models(model), forum, school, day_given(on), threshold=threshold)

    def _models(self, name: str | None) -> Collection[CollaborationModel]:
        """Return the model that is named, else the workspace's own."""
        return [self.model(name)] if name else self.own_models.values()

    def course(self, case: str, as_of: date | str | None = None) -> "Course":
        """Return the whole course of a case, part by part; for the parents with every other case about their child."""
        from samrum_kit.report.course import Course
        from samrum_kit.workspace.calendar import calendar_for

        file = self.case(case, as_of)
        others, calendar = self._sight.other_cases(file), calendar_for(self.folder, [file.school])
        return Course(file, method_names(self.own_models.values()), self.profile.plain, others, calendar)

    def pack(self, review: Review) -> "Pack | None":
        """Return the documents of a reviewed case for the placement committee, in the profile that is made for it."""
        from samrum_kit.report.course import Pack

        case = self.case_of(review)
        methods = method_names(self.own_models.values())
        return Pack(case, review, methods) if case and self.profile.reach is Reach.ONE_CASE else None

    def import_files(
        self,
        paths: str | Path | Sequence[str | Path],
        *,
        dry_run: bool = False,
        accept_valid: bool = False,
        clear_blank: bool = False,
        synthetic: bool = False,
    ) -> Receipt:
        """Take workbooks into the vault, all together or none; see the receipt for what happened.

        Unless the caller vouches that they are `synthetic`, a workspace of made-up data holds real ones from then on.
        """
        was_synthetic = self.settings.synthetic
        receipt = import_files(
            self.store,
            [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)],
            today=day_given(None),
            dry_run=dry_run,
            accept_valid=accept_valid,
            clear_blank=clear_blank,
            before_saving=self._expect_real_data if was_synthetic and not synthetic else None,
        )
        return replace(receipt, ends_synthetic=was_synthetic and not self.settings.synthetic)

    def _expect_real_data(self) -> None:
        """Write down that not all data of the workspace are made up any more, before the first of them is saved."""
        self.settings = self.settings.model_copy(update={"synthetic": False})
        with guarded_files():
            write_settings(self.folder, self.settings)

    def note(
        self,
        gate: str,
        subject: str,
        requirement: str,
        *,
        reason: str,
        by: str,
        model: str | None = None,
        on: date | str | None = None,
        scope: str | None = None,
    ) -> RequirementNote:
        """Keep a professional's word that a requirement is not relevant for a case, plan or meeting.

        Raises UnknownName for what isn't there, UsageError for a reason that is empty or holds a national id.
        """
        chosen = self.model(model) if model else self.model_with_gate(gate)
        note = requirement_note(chosen, gate, subject, requirement, reason=reason, by=by, on=day_given(on))
        requirements_of(self.subject(scope or scope_of(chosen, gate), subject, on), chosen, gate)
        self.store.add_note(note)
        return note

    def reveal(self, pupil_id: str, why: str) -> Identity:
        """Return who a pupil is; the reason and the reader are written into the audit log."""
        return self._sight.identity(pupil_id, why)

    def frame(self, table: str) -> "pd.DataFrame":
        """Return a whole table to explore with pandas, names in it hidden; identities come by `reveal` alone."""
        from samrum_kit.workspace.frames import frame

        shown = set(TABLES) - {Identity.table}
        if table not in shown:
            raise UnknownName(_("The table"), table, shown)
        return frame(TABLES[table], self._sight.table(TABLES[table]))
