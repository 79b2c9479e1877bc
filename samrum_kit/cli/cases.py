"""Commands about cases and meetings: review, note, prepare."""

from enum import StrEnum
from typing import Annotated

import typer

from samrum_kit.cli.commands import opened
from samrum_kit.cli.terminal import print_json, print_text, say
from samrum_kit.errors import UsageError
from samrum_kit.locale import _


class Format(StrEnum):
    """How data are printed."""

    TEXT = "text"
    JSON = "json"


ModelOption = Annotated[str | None, typer.Option("--model", help=_("The model; found by the gate when left out."))]
CaseOption = Annotated[str | None, typer.Option("--case", help=_("The id of a case."))]
PlanOption = Annotated[str | None, typer.Option("--plan", help=_("The id of a plan."))]
MeetingOption = Annotated[str | None, typer.Option("--meeting", help=_("The id of a meeting."))]
FormatOption = Annotated[Format, typer.Option("--format", help=_("Text to read, or JSON."))]
GateOption = Annotated[str, typer.Option("--gate", help=_("The gate, such as ppv or pku."))]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("review", help=_("What is documented and what is missing at a gate."))(review)
    app.command("note", help=_("Say that a missing requirement is not relevant, and why."))(note)
    app.command("prepare", help=_("Prepare a meeting: agenda, what is carried over, what is due."))(prepare)


def review(  # one parameter per option
    gate: GateOption,
    model: ModelOption = None,
    case: CaseOption = None,
    plan: PlanOption = None,
    meeting: MeetingOption = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help=_("The day; today when left out."))] = None,
    format: FormatOption = Format.TEXT,  # noqa: A002  # the option's own name
    strict: Annotated[bool, typer.Option("--strict", help=_("Exit with 1 when a must is missing."))] = False,
) -> None:
    """Print the findings of a gate."""
    scope, subject = subject_given(case, plan, meeting)
    with opened() as workspace:
        found = workspace.review(gate, subject, model=model, as_of=as_of, scope=scope)
    if format is Format.JSON:
        print_json(found.to_json())
    else:
        from samrum_kit.review.text import review_text

        print_text(review_text(found))
    if strict and found.lacks_a_must:
        raise typer.Exit(1)


def note(  # one parameter per option
    gate: GateOption,
    requirement: Annotated[str, typer.Option("--requirement", help=_("The id of the requirement."))],
    reason: Annotated[str, typer.Option("--reason", help=_("Why it is not relevant here."))],
    by: Annotated[str, typer.Option("--by", help=_("The role of the one who says so."))],
    model: ModelOption = None,
    case: CaseOption = None,
    plan: PlanOption = None,
    meeting: MeetingOption = None,
    on: Annotated[str | None, typer.Option("--on", help=_("The day; today when left out."))] = None,
) -> None:
    """Keep a professional's word on a requirement."""
    scope, subject = subject_given(case, plan, meeting)
    with opened() as workspace:
        kept = workspace.note(gate, subject, requirement, reason=reason, by=by, model=model, on=on, scope=scope)
        findings = workspace.review(gate, subject, model=kept.model, as_of=kept.noted_on, scope=scope).findings
    if any(finding.requirement == requirement and finding.note for finding in findings):
        say(_("Noted. The review shows it beside what was found."))
    else:
        say(_("Noted. On that day the requirement is not missing; the review shows the note only where it is."))


def prepare(
    forum: Annotated[str, typer.Option("--forum", help=_("The forum, such as samrum or ressursteam."))],
    school: Annotated[str, typer.Option("--school", help=_("The id of the school."))],
    on: Annotated[str | None, typer.Option("--on", help=_("The day of the meeting; today when left out."))] = None,
    model: ModelOption = None,
    format: FormatOption = Format.TEXT,  # noqa: A002  # the option's own name
) -> None:
    """Print the analysis of a coming meeting."""
    with opened() as workspace:
        analysis = workspace.prepare(forum, school, on, model=model)
    if format is Format.JSON:
        print_json(analysis.to_json())
    else:
        print_text(analysis.to_text())


def subject_given(case: str | None, plan: str | None, meeting: str | None) -> tuple[str, str]:
    """Return the one subject that was given, with its scope.

    Raises UsageError for none or several.
    """
    given = [(scope, name) for scope, name in (("case", case), ("plan", plan), ("meeting", meeting)) if name]
    if len(given) != 1:
        raise UsageError(
            _("Exactly one subject is reviewed at a time."), remedy=_("Give one of --case, --plan and --meeting.")
        )
    return given[0]
