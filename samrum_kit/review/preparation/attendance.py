"""Who of the permanent members was there so far this school year: by role, never by person."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from samrum_kit.domain.vocabulary import Role
from samrum_kit.review.preparation.occasion import Occasion
from samrum_kit.review.preparation.reasons import iso
from samrum_kit.review.preparation.rota import last_present
from samrum_kit.review.preparation.shown import Shown

STAND_IN = {Role.SCHOOL_MANAGEMENT: (Role.SCHOOL_MANAGEMENT, Role.PRINCIPAL, Role.DEPARTMENT_HEAD)}
"""The school management is there when any of its roles is."""


@dataclass(frozen=True, slots=True)
class RoleAttendance:
    """How often a permanent role was there and how often not, at the held meetings of the school year."""

    role: Role
    present: int
    absent: int
    last_present: date | None
    on_list: bool
    """Whether it stands on the list of this meeting."""

    def to_json(self) -> dict[str, Any]:
        """Return the counts of the role."""
        return {
            "role": str(self.role),
            "present": self.present,
            "absent": self.absent,
            "last_present": iso(self.last_present),
            "on_list": self.on_list,
        }


@dataclass(frozen=True)
class Attendance(Shown):
    """The permanent roles for the type of school, in the model's order."""

    template: ClassVar[str] = "attendance"
    meetings: int
    listed: bool
    """Whether this meeting has a list of participants at all."""
    roles: tuple[RoleAttendance, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the counts by role."""
        return {"meetings_held": self.meetings, "roles": [role.to_json() for role in self.roles]}


def attendance(occasion: Occasion) -> Attendance:
    """Count for each permanent role at how many of the year's held meetings it was present."""
    held = occasion.this_school_year
    counted = []
    for role in occasion.rules.fixed_roles(occasion.school.school.school_type):
        roles = STAND_IN.get(role, (role,))
        present = sum(bool(meeting.taking_part(*roles)) for meeting in held)
        on_list = bool(occasion.record.taking_part(*roles))
        counted.append(RoleAttendance(role, present, len(held) - present, last_present(occasion, *roles), on_list))
    listed = bool(occasion.record.participants)
    return Attendance(meetings=len(held), listed=listed, roles=tuple(counted), names=occasion.names)
