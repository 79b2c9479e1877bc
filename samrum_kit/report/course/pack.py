"""The documents of one case for the placement committee: both sides of the work, both voices, and what is enclosed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.single_case import by_itself
from samrum_kit.domain.vocabulary import Perspective, Role, Target
from samrum_kit.report.course.holding import holding
from samrum_kit.report.course.part import Part
from samrum_kit.report.course.work import beside_plans, work_towards
from samrum_kit.review.findings import Review


@dataclass(frozen=True)
class Pack:
    """One case with its review, for those who decide; nothing of any other case."""

    whole: CaseFile
    review: Review
    methods: Mapping[str, str] = field(default_factory=dict)
    """What the methods of the method banks are called, by id."""

    @cached_property
    def file(self) -> CaseFile:
        """Return the case without what is about anything else."""
        return by_itself(self.whole)

    @property
    def parents(self) -> Part:
        """Return the parents' perspective: in their own words, in the plans, and where it is missing and why."""
        told = [p for p in self.file.perspectives if Perspective.PARENTS is p.perspective or Role.PARENT is p.by_role]
        ordered = sorted(told, key=lambda one: (one.recorded_on, one.perspective_id))
        return self._part("parents", told=ordered, plans=self.file.started_plans())

    @property
    def goals(self) -> Part:
        """Return goals, measures and evaluations side by side, the community before the pupil."""
        sides = [(target, work_towards(self.file, target)) for target in Target]
        return self._part("goals", sides=sides, beside=beside_plans(self.file))

    @property
    def manifest(self) -> Part:
        """Return what is enclosed, record by record, and what is missing, requirement by requirement."""
        return self._part("manifest", kinds=holding(self.file), missing=self.review.missing)

    def _part(self, template: str, **values: Any) -> Part:
        """Return a part of the pack."""
        return Part(template, {"file": self.file, "methods": self.methods, **values})
