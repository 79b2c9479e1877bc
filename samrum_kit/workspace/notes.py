"""A professional's word on a requirement, checked before it is kept."""

import unicodedata
from datetime import date

from samrum_kit.domain.days import EARLIEST, years_after
from samrum_kit.domain.notes import RequirementNote
from samrum_kit.domain.vocabulary import Role
from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.locale import _
from samrum_kit.models import CollaborationModel
from samrum_kit.privacy.identifiers import holds_identifier


def requirement_note(  # each is part of what a professional says
    model: CollaborationModel, gate: str, subject: str, requirement: str, *, reason: str, by: str, on: date
) -> RequirementNote:
    """Return the note that a requirement is not relevant.

    Raises UnknownName for an unknown gate, requirement or role, UsageError for a day or a reason that can't be kept.
    """
    requirements = {asked.id: asked for asked in model.requirements_at(gate)}
    if requirement not in requirements:
        raise UnknownName(_("The requirement"), requirement, requirements)
    if by not in set(Role):
        raise UnknownName(_("The role"), by, Role)
    if not EARLIEST <= on <= years_after(date.today(), 2):  # the user's own day
        raise UsageError(
            _("The day is too far back or ahead."), remedy=_("Write the day on which it was said."), code="usage.day"
        )
    reason = _without_control_characters(reason).strip()
    if not reason:
        raise UsageError(_("A reason is needed."), remedy=_("Write why the requirement is not relevant here."))
    if holds_identifier(reason):
        raise UsageError(
            _("The reason holds something of the form of a national id."),
            remedy=_("Write it without numbers that name a person."),
            code="text.national_id",
        )
    return RequirementNote(
        model=model.id,
        gate=gate,
        subject_table=f"{requirements[requirement].scope}s",
        subject_id=subject,
        requirement=requirement,
        reason=reason,
        by_role=Role(by),
        noted_on=on,
    )


def _without_control_characters(text: str) -> str:
    """Return a text without the signs that nobody sees and a terminal would act on."""
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) != "Cc")
