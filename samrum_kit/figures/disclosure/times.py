"""What a median or a mean tells of how many have ended, so that it is told only where the counts tell as much.

That half have ended, or that they have not yet, and a mean in which everybody who is still open counts in full, limit
how many can be open; where that is held back, they could narrow it down to a small number.
"""

from collections.abc import Collection, Iterator, Mapping

from samrum_kit.figures.steps import STEPS
from samrum_kit.figures.table import Cell
from samrum_kit.figures.waiting import HORIZON_DAYS, Waiting
from samrum_kit.measure.values import Undefined, number_or_none

_WEEK = 7
_ENDINGS: Mapping[str, tuple[str, str]] = {
    "time_from_concern": ("closed", "referred"), **{f"time_by_step.{step}": ("reached", "closed") for step in STEPS},
}  # fmt: skip
"""How what takes time can end, by what stands before the names of its parts."""


def medians_that_tell_more(told: Mapping[str, Cell]) -> Iterator[str]:
    """Yield the medians that limit how many are open more than the counts beside them; `told` are those as told."""
    for course, endings in _ENDINGS.items():
        name = f"{course}.median"
        if name in told and f"{course}.open" in told and told[f"{course}.open"].held_back:
            ended = sum(_number(told[f"{course}.{ending}"]) for ending in endings)
            if isinstance(told[name].value, Undefined) or 2 * ended < (told[name].of or 0):
                yield name


def mean_tells_more(time: Waiting, counts: Mapping[str, int], hidden: Collection[str]) -> bool:
    """Tell whether the mean limits how many are open at the horizon more than the counts that are told for it.

    `counts` are those at the horizon, by their names in a release. It is told in weeks, to half a week up or down.
    """
    ended = sum(count for name, count in counts.items() if name not in hidden and not name.endswith(".open"))
    mean, n = number_or_none(time.mean_days), len(time.cases)
    is_open_told = all(name not in hidden for name in counts if name.endswith(".open"))
    return not is_open_told and mean is not None and n * (mean + _WEEK / 2) < HORIZON_DAYS * (n - ended)


def median_is_of_few(time: Waiting, fewest: int) -> bool:
    """Tell whether so few were followed to the day of the median that it is hardly more than the time of one."""
    median = time.median_days
    return not isinstance(median, Undefined) and time.shares.curve.at_risk(median) < fewest


def _number(cell: Cell) -> float:
    """Return how many a cell tells of; none where it is held back."""
    return cell.count if cell.count is not None else number_or_none(cell.value) or 0
