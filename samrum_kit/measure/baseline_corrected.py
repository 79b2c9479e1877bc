"""Rank measures that take the baseline's own trend into account.

Sources: Tarlow (2017) for the corrected tau; Parker, Vannest, Davis and Sauber (2011) for Tau-U, which is kept to be
compared with older reports: its bounds depend on how long the periods are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from samrum_kit.domain.vocabulary import Improvement
from samrum_kit.measure.rank import Pairs, RankCorrelation, pairs, rank_correlation
from samrum_kit.measure.samples import Values, exact, sample, wins
from samrum_kit.measure.trend import Days, Trend, theil_sen
from samrum_kit.measure.values import Number, Reason, Undefined


@dataclass(frozen=True, slots=True)
class BaselineCorrected:
    """What is left of the difference when the baseline's trend is carried on."""

    value: Number
    """Tau of what is left, from -1 to 1; above 0 is the wanted way."""
    trend: Trend | Undefined
    """The baseline's own trend, in the direction of the values themselves."""


@dataclass(frozen=True, slots=True)
class TarlowSteps:
    """The three rank correlations of Tarlow's procedure; higher values count as more, whatever is wanted."""

    baseline: RankCorrelation
    uncorrected: RankCorrelation
    corrected: RankCorrelation | Undefined


@dataclass(frozen=True, slots=True)
class TauURow:
    """One row of Parker's table: how its pairs stand, and the asymptotic test of the whole."""

    pairs: Pairs
    divided_by: int
    """The number of comparisons that tau is a share of."""
    test: RankCorrelation

    @property
    def tau(self) -> Number:
        """Return tau; beyond 1 it is possible where a trend is taken away."""
        return self.pairs.score / self.divided_by if self.divided_by else Undefined(Reason.NO_POINTS)


@dataclass(frozen=True, slots=True)
class TauUTable:
    """Parker's table; higher values count as more, whatever is wanted."""

    a_vs_b: TauURow
    trend_a: TauURow
    trend_b: TauURow
    a_vs_b_minus_trend_a: TauURow
    a_vs_b_plus_trend_b_minus_trend_a: TauURow


def baseline_corrected_tau(
    baseline: Values, intervention: Values, improvement: Improvement, days: Days | None = None
) -> BaselineCorrected:
    """Return tau after the baseline's Theil-Sen line, carried on, is taken from both periods; always corrected.

    `days` are those of the baseline and then those of the later period; the numbers of the measurements when left out.
    Undefined for fewer than three baseline points or none later.
    """
    times = _times(baseline, intervention, days)
    trend = theil_sen(times[: len(baseline)], baseline)
    left = _residuals((*baseline, *intervention), times, trend)
    if isinstance(left, Undefined) or isinstance(trend, Undefined):
        return BaselineCorrected(left if isinstance(left, Undefined) else Undefined(Reason.TOO_FEW_POINTS), trend)
    a = [value for value in left[: len(baseline)] if value is not None]
    b = [value for value in left[len(baseline) :] if value is not None]
    if not b:
        return BaselineCorrected(Undefined(Reason.NO_POINTS), trend)
    up = 2 * wins(a, b) / (len(a) * len(b)) - 1
    return BaselineCorrected(float(-up if improvement is Improvement.DECREASE else up), trend)


def tarlow_steps(baseline: Values, intervention: Values) -> TarlowSteps:
    """Return tau-b of the baseline with time, and of both periods as they are and corrected with the period."""
    a, b = sample(baseline), sample(intervention)
    period = [Fraction(0)] * len(a) + [Fraction(1)] * len(b)
    times = _times(baseline, intervention, None)
    trend = theil_sen(times[: len(baseline)], baseline)
    left = _residuals((*baseline, *intervention), times, trend)
    return TarlowSteps(
        rank_correlation([Fraction(place) for place in a.places], a.values),
        rank_correlation(period, (*a.values, *b.values)),
        left if isinstance(left, Undefined) else rank_correlation(period, [v for v in left if v is not None]),
    )


def tau_u_table(baseline: Values, intervention: Values) -> TauUTable:
    """Return how the periods differ, which way each goes, and both together, pair by pair."""
    a, b = sample(baseline).values, sample(intervention).values
    both, m, n = (*a, *b), len(a), len(b)
    back = [Fraction(m - place) for place in range(m)]
    on = [Fraction(m + 1 + place) for place in range(n)]

    def row(order: Sequence[Fraction], values: Sequence[Fraction], divided_by: int) -> TauURow:
        return TauURow(pairs(order, values), divided_by, rank_correlation(order, values))

    return TauUTable(
        row([Fraction(0)] * m + [Fraction(1)] * n, both, m * n),
        row(back[::-1], a, m * (m - 1) // 2),
        row(on, b, n * (n - 1) // 2),
        row([*back, *([Fraction(m + 1)] * n)], both, m * n),
        row([*back, *on], both, (m + n) * (m + n - 1) // 2),
    )


def tau_u(baseline: Values, intervention: Values, improvement: Improvement) -> Number:
    """Return Tau-U, the difference less the baseline's trend; for comparison with older reports alone."""
    up = tau_u_table(baseline, intervention).a_vs_b_minus_trend_a.tau
    return -up if improvement is Improvement.DECREASE and not isinstance(up, Undefined) else up


def _times(baseline: Values, intervention: Values, days: Days | None) -> Days:
    """Return when each value was measured."""
    return days if days is not None else range(1, len(baseline) + len(intervention) + 1)


def _residuals(values: Values, times: Days, trend: Trend | Undefined) -> list[Fraction | None] | Undefined:
    """Return what is left of each value when a trend is taken away."""
    if isinstance(trend, Undefined):
        return trend
    return [
        None if value is None else exact(value) - trend.at(time) for value, time in zip(values, times, strict=True)
    ]
