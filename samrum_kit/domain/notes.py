"""A professional's word on a requirement: not relevant here, and why."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from samrum_kit.domain.fields import Id
from samrum_kit.domain.vocabulary import Role


class RequirementNote(BaseModel):
    """That a missing requirement is not relevant for one case, plan or meeting, with reason, role and day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: Id
    gate: Id
    subject_table: Id
    subject_id: Id
    requirement: Id
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    by_role: Role
    noted_on: date
