"""The measurements of a case: each series with its picture and its sentences, and what else changed in the period."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.measure.school_days import SchoolDays
from samrum_kit.report.charts import Chart, single_case_chart
from samrum_kit.report.course.part import Part
from samrum_kit.report.measured.expert import lines
from samrum_kit.report.measured.sentences import coincidence, only_phase, said
from samrum_kit.report.measured.series import Measured, measured

_MANY = 3
"""With more series than these, one that changes by chance is no surprise."""


@dataclass(frozen=True, slots=True)
class Measurements:
    """What was measured in a case: as a whole without pictures, or piece by piece with them.

    `display(*measurements)` shows the pieces: above each picture what is measured, below it what the phases show.
    """

    file: CaseFile
    calendar: SchoolDays | None = None
    """The school days of the municipality, where it has a calendar."""
    plain: bool = False

    def __iter__(self) -> Iterator[Chart | Part]:
        """Yield the pieces in the order in which they are read."""
        series = self._series
        for found in series or (None,):
            yield self._part("series_head", found=found, first=found is None or found is series[0])
            if found is not None:
                chart = single_case_chart(found.series, found.periods, found.limits, found.holidays)
                if chart.spec:
                    yield replace(chart, title="")
                yield self._part("series_said", found=found)
        if series:
            yield self._part("series_end")

    def _repr_html_(self) -> str:
        """Show the whole without pictures."""
        return self._part("measurements", series=self._series)._repr_html_()

    @property
    def _series(self) -> tuple[Measured, ...]:
        """Return the series of the case."""
        return measured(self.file, self.calendar)

    def _part(self, template: str, **values: Any) -> Part:
        """Return a piece in words."""
        changes = [plan for plan in self.file.started_plans() if plan.other_changes]
        fixed = {"said": said, "expert": lines, "coincidence": coincidence, "only_phase": only_phase,
                 "changes": changes, "many": len(self.file.series) > _MANY}  # fmt: skip
        return Part(template, {"file": self.file, **fixed, **values}, self.plain)
