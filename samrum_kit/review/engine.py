"""A gate of a model, held against a case, a plan or a meeting."""

from collections.abc import Iterable

from samrum_kit.domain.case_file import CaseFile, PlanFile
from samrum_kit.domain.meeting_file import MeetingFile
from samrum_kit.domain.notes import RequirementNote
from samrum_kit.errors import UsageError
from samrum_kit.locale import _
from samrum_kit.models import CollaborationModel, Requirement
from samrum_kit.review.findings import Finding, Outcome, Review, Status
from samrum_kit.review.registry import checks

Subject = CaseFile | PlanFile | MeetingFile


def review(file: Subject, model: CollaborationModel, gate: str) -> Review:
    """Hold a case, plan or meeting against every requirement of a gate; nothing is added up or judged.

    Raises UnknownName for a gate that the model doesn't have, UsageError for one that asks about something else.
    """
    requirements = requirements_of(file, model, gate)
    table, subject_id, notes = _subject(file)
    about = (model.id, gate, table, subject_id)
    concerned = [n for n in notes if (n.model, n.gate, n.subject_table, n.subject_id) == about]
    titles = {source.document: source.title for source in model.sources}
    findings = tuple(
        _finding(requirement, _outcome(file, model, requirement), concerned, titles[requirement.source])
        for requirement in requirements
    )
    return Review(model.id, model.name, gate, model.gate_title(gate), table, subject_id, file.as_of, findings)


def requirements_of(file: Subject, model: CollaborationModel, gate: str) -> tuple[Requirement, ...]:
    """Return a gate's requirements, making sure that the gate is about such a subject."""
    chosen = model.requirements_at(gate)
    table, *_rest = _subject(file)
    if f"{chosen[0].scope}s" != table:
        raise UsageError(
            _("This gate reviews another kind of subject than the one given."),
            remedy=_("Give a {scope} for it.").format(scope=scope_word(chosen[0].scope)),
            code="usage.gate",
        )
    _forum_fits(file, model, gate)
    return chosen


def scope_word(scope: str) -> str:
    """Return what a person calls a kind of subject."""
    return {"case": _("case"), "plan": _("plan"), "meeting": _("meeting")}[scope]


def _forum_fits(file: Subject, model: CollaborationModel, gate: str) -> None:
    """Refuse a meeting gate on another forum's meeting."""
    if not isinstance(file, MeetingFile):
        return
    forums = [forum.id for forum in model.forums if forum.meeting_gate == gate]
    if file.meeting.forum not in forums:
        raise UsageError(
            _("The meeting belongs to another forum than the gate."),
            remedy=_("Choose a meeting of the forum, or the gate of the meeting's own forum."),
            code="usage.forum",
        )


def _subject(file: Subject) -> tuple[str, str, Iterable[RequirementNote]]:
    """Return the table and id of what is reviewed, and the notes made about it."""
    if isinstance(file, CaseFile):
        return "cases", file.case.case_id, file.notes
    if isinstance(file, PlanFile):
        return "plans", file.plan.plan_id, file.case_file.notes
    return "meetings", file.meeting.meeting_id, file.notes


def _outcome(file: Subject, model: CollaborationModel, requirement: Requirement) -> Outcome:
    """Run the check that a requirement names, with the parameters that the loader has typed."""
    check = checks()[requirement.check]
    settings = {"settings": model.settings} if check.wants_settings else {}
    return check.function(file, **requirement.params, **settings)


def _finding(requirement: Requirement, outcome: Outcome, notes: Iterable[RequirementNote], title: str) -> Finding:
    """Join a requirement, what was found, and a professional's note on it; the newest counts, of one day the last."""
    said = sorted((note for note in notes if note.requirement == requirement.id), key=lambda n: n.noted_on)
    note = said[-1] if said and outcome.status is Status.MISSING else None
    status = Status.NOT_RELEVANT if note else outcome.status
    return Finding(
        requirement=requirement.id,
        severity=requirement.severity,
        title=requirement.title,
        rule=requirement.rule,
        status=status,
        found=outcome.status,
        evidence=outcome.evidence,
        next_step=requirement.ask if status is Status.MISSING else None,
        document=requirement.source,
        document_title=title,
        quote=requirement.quote,
        note=note,
    )
