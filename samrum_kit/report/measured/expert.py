"""The other measures of two phases, for those who know them; folded away on the screen and never on paper."""

from dataclasses import dataclass

from samrum_kit.domain.vocabulary import Scale
from samrum_kit.locale import _
from samrum_kit.measure.criterion import dual_criterion
from samrum_kit.measure.effect import log_response_ratio, percent_of_goal, standardised_difference
from samrum_kit.measure.level import autocorrelation
from samrum_kit.measure.nap import rank_sum, tau
from samrum_kit.measure.overlap import ird, pand, pem, pnd
from samrum_kit.measure.randomisation import randomisation_test
from samrum_kit.measure.single_case import Comparison
from samrum_kit.measure.values import Number, Reason, Undefined
from samrum_kit.report.measured.sentences import worth_reading


@dataclass(frozen=True, slots=True)
class Line:
    """A measure with its value, or with why it has none, and what it says."""

    name: str
    value: str
    words: str
    is_number: bool


def lines(comparison: Comparison, scale: Scale, goal: float | None) -> tuple[Line, ...]:
    """Return the measures of two phases; one that can't be calculated says why."""
    a, b, way = comparison.earlier.values, comparison.later.values, comparison.improvement
    criterion, lot = dual_criterion(a, b, way), randomisation_test(a, b, way)
    told: list[tuple[str, Number, str]] = [
        ("PND", pnd(a, b, way), _("Share of the later points beyond every earlier one.")),
        ("PEM", pem(a, b, way), _("Share of the later points beyond the earlier median, half for those on it.")),
        ("PAND", pand(a, b, way), _("Share of all points left when the fewest are taken away that leave no overlap.")),
        ("IRD", ird(a, b, way),
         _("How much larger the share of points at the wanted end is in the later phase than in the earlier.")),
        ("Tau", tau(a, b, way), _("Comparisons that go the wanted way less those that go the other.")),
        ("Tau-BC", comparison.corrected.value, _("Tau after the earlier trend, carried on, is taken away.")),
        ("g", standardised_difference(a, b, way).by_baseline.value,
         _("Difference of the means in the earlier standard deviation, corrected for few points.")),
        (_("Change in per cent"), log_response_ratio(a, b, scale).percent_change,
         _("From the log response ratio, corrected for few points; for counts and minutes alone.")),
        (_("Dual criterion"), criterion.count,
         _("Later points beyond both the earlier mean and the earlier trend, of {n}.").format(n=criterion.n_b)),
        (_("Randomisation test, p"), lot.p, _smallest(lot.smallest_possible_p)),
        (_("Mann-Whitney, p"), rank_sum(a, b, way).p,
         _("One-sided. Not valid where the numbers drift or neighbours are alike, as they mostly are.")),
        (_("Autocorrelation"), autocorrelation([a, b]), _("How alike neighbouring points of a phase are.")),
    ]  # fmt: skip
    if goal is not None:
        told.append(("PoGO", percent_of_goal(a, b, goal).value, _("Per cent of the way to the goal.")))
    return tuple(Line(name, _written(value), words, not isinstance(value, Undefined)) for name, value, words in told)


def _smallest(possible: Number) -> str:
    """Return when the test holds, and how small its p can be at all."""
    held = _("Valid only where the point of the change was drawn by lot.")
    if isinstance(possible, Undefined):
        return held
    smallest = _("The smallest possible p is {number}.").format(number=worth_reading(possible))
    return f"{held} {smallest}"


def _written(value: Number) -> str:
    """Return a number, or why there is none."""
    if not isinstance(value, Undefined):
        return worth_reading(value)
    return _("can't be calculated: {why}").format(why=_why(value.reason))


def _why(reason: Reason) -> str:
    """Return why a number can't be calculated."""
    return {
        Reason.NO_POINTS: _("nothing was measured"),
        Reason.TOO_FEW_POINTS: _("too few measurements"),
        Reason.NO_SPREAD: _("all values are alike"),
        Reason.ONE_DAY: _("all were taken on one day"),
        Reason.GOAL_REACHED_BEFORE: _("the earlier phase lay on the goal"),
        Reason.NOT_A_COUNT: _("it holds for counts and minutes alone"),
    }[reason]
