"""How reference cases are put to the single-case measures, method by method."""

from collections.abc import Callable, Mapping
from typing import Any

from scipy.stats import theilslopes

from samrum_kit.domain.vocabulary import Improvement, Scale
from samrum_kit.measure.aimline import Aim, Side, against_aim
from samrum_kit.measure.attainment import goal_attainment
from samrum_kit.measure.baseline_corrected import TauURow, baseline_corrected_tau, tarlow_steps, tau_u, tau_u_table
from samrum_kit.measure.change import reliable_change
from samrum_kit.measure.criterion import dual_criterion
from samrum_kit.measure.effect import (
    Estimate,
    log_ratio_of_medians,
    log_response_ratio,
    percent_of_goal,
    standardised_difference,
)
from samrum_kit.measure.level import Level, immediacy, level, two_deviation_band
from samrum_kit.measure.nap import nap, rank_sum, tau
from samrum_kit.measure.overlap import ird, pand, pem, pnd
from samrum_kit.measure.randomisation import randomisation_test
from samrum_kit.measure.rank import RankCorrelation, rank_correlation
from samrum_kit.measure.samples import exact
from samrum_kit.measure.sufficiency import sufficiency
from samrum_kit.measure.trend import Trend, theil_sen
from samrum_kit.measure.values import Interval, Undefined

Given = Mapping[str, Any]
_SIDES = {
    Side.SHORT_OF_THE_LINE: "under",
    Side.BEYOND_THE_LINE: "over",
    Side.AROUND_THE_LINE: "paa_linjen",
    Side.TOO_FEW_POINTS: "for_faa_data",
}


def plain(number: Any) -> Any:
    """Return a result as the reference writes it: null where it is undefined, an interval as its two ends."""
    if isinstance(number, Undefined):
        return None
    return [number.lower, number.upper] if isinstance(number, Interval) else number


def compared(given: Given) -> tuple[Any, Any, Improvement]:
    """Return both periods and the wanted direction."""
    return given["A"], given["B"], Improvement(given["improvement"])


def of_nap(given: Given) -> dict[str, Any]:
    found = nap(*compared(given))
    interval = found.interval if isinstance(found.interval, Interval) else None
    return {
        "nap": plain(found.value), "se_unbiased": plain(found.standard_error),
        "se_null": plain(found.standard_error_by_chance),
        "ci_lower": interval and interval.lower, "ci_upper": interval and interval.upper,
        "pem": plain(pem(*compared(given))), "se_defined": not isinstance(found.standard_error, Undefined),
        "n_a": found.n_a, "n_b": found.n_b, "n_missing": found.n_missing,
    }  # fmt: skip


def of_rank_sum(given: Given) -> dict[str, Any]:
    found = rank_sum(*compared(given))
    return {"W_A": found.baseline_wins, "p": plain(found.p)}


def of_tau_bc(given: Given) -> dict[str, Any]:
    found = baseline_corrected_tau(*compared(given))
    line = found.trend if isinstance(found.trend, Trend) else None
    return {
        "tau_bc_always": plain(found.value),
        "theil_sen_slope": line and line.slope, "theil_sen_intercept": line and line.intercept,
    }  # fmt: skip


def correlated(found: RankCorrelation | Undefined) -> Any:
    if isinstance(found, Undefined):
        return None
    return {"tau": plain(found.tau_b), "z": plain(found.z), "p": plain(found.p)}


def of_tarlow(given: Given) -> dict[str, Any]:
    found = tarlow_steps(given["A"], given["B"])
    return {name: correlated(getattr(found, name)) for name in ("baseline", "uncorrected", "corrected")}


def row(found: TauURow, compared_pairs: int) -> dict[str, Any]:
    return {
        "pairs": compared_pairs, "pos": found.pairs.concordant, "neg": found.pairs.discordant,
        "ties": found.pairs.tied, "S": found.pairs.score, "Tau": plain(found.tau),
        "Z": plain(found.test.z), "p": plain(found.test.p),
    }  # fmt: skip


def of_tau_u(given: Given) -> dict[str, Any]:
    found = tau_u_table(given["A"], given["B"])
    names = ("a_vs_b", "trend_a", "trend_b", "a_vs_b_minus_trend_a", "a_vs_b_plus_trend_b_minus_trend_a")
    written = ("A_vs_B", "trend_A", "trend_B", "A_vs_B_minus_trend_A", "A_vs_B_plus_trend_B_minus_trend_A")
    rows = (getattr(found, name) for name in names)
    return {name: row(one, one.divided_by) for name, one in zip(written, rows, strict=True)}


def of_difference(given: Given) -> dict[str, Any]:
    found = standardised_difference(*compared(given))
    return {
        "glass_delta": plain(found.glass),
        "g_baseline": plain(found.by_baseline.value), "g_baseline_se": plain(found.by_baseline.standard_error),
        "g_baseline_ci": plain(found.by_baseline.interval),
        "g_pooled": plain(found.pooled.value), "g_pooled_se": plain(found.pooled.standard_error),
        "g_pooled_ci": plain(found.pooled.interval),
    }  # fmt: skip


def of_response_ratio(given: Given) -> dict[str, Any]:
    found = log_response_ratio(given["A"], given["B"], Scale.COUNT)
    return {
        "lrr_raw": plain(found.raw), "lrr_bias_corrected": plain(found.corrected.value),
        "se": plain(found.corrected.standard_error), "ci": plain(found.corrected.interval),
        "pct_change": plain(found.percent_change),
    }  # fmt: skip


def estimated(name: str, found: Estimate) -> dict[str, Any]:
    return {name: plain(found.value), "se": plain(found.standard_error), "ci": plain(found.interval)}


def of_criterion(given: Given) -> dict[str, Any]:
    found = dual_criterion(*compared(given))
    return {
        "dc_count": plain(found.count), "dc_p": plain(found.p), "cdc_count": plain(found.conservative_count),
        "cdc_p": plain(found.conservative_p), "n_b": found.n_b, "needed_for_p_below_05": plain(found.needed),
    }  # fmt: skip


def of_randomisation(given: Given) -> dict[str, Any]:
    found = randomisation_test(*compared(given), given["min_phase"])
    return {
        "observed": plain(found.observed), "p": plain(found.p), "n_assignments": found.points,
        "smallest_possible_p": plain(found.smallest_possible_p),
    }  # fmt: skip


def described(found: Level) -> dict[str, Any]:
    return {"n": found.n, "mean": plain(found.mean), "median": plain(found.median), "sd": plain(found.deviation),
            "slope_ols": plain(found.slope)}  # fmt: skip


def of_periods(given: Given) -> dict[str, Any]:
    return {
        "A": described(level(given["A"])), "B": described(level(given["B"])),
        "two_sd_band": plain(two_deviation_band(given["A"])),
        "immediacy_median3": plain(immediacy(given["A"], given["B"])),
    }  # fmt: skip


def of_trend(given: Given) -> dict[str, Any]:
    times, values = given["t"], given["y"]
    line, taken = theil_sen(times, values), [value for value in values if value is not None]
    renumbered = theil_sen(range(1, len(taken) + 1), taken)
    found = line if isinstance(line, Trend) else None
    return {
        "slope": found and found.slope, "intercept_median_residual": found and found.intercept,
        "intercept_scipy": theilslopes(values, times).intercept if None not in values else None,
        "slope_if_wrongly_renumbered": renumbered.slope if isinstance(renumbered, Trend) else None,
    }  # fmt: skip


def of_correlation(given: Given) -> dict[str, Any]:
    found = rank_correlation([exact(x) for x in given["x"]], [exact(y) for y in given["y"]])
    return {"S": found.score, "D": found.denominator, "tau_b": plain(found.tau_b)}


def of_change(given: Given) -> dict[str, Any]:
    found = reliable_change(given["pre"], given["post"], given["sd"], given["reliability"])
    return {
        "sem": found.measurement_error, "s_diff": found.difference_error, "rci": plain(found.index),
        "reliable": plain(found.reliable), "min_reliable_change": found.smallest,
    }  # fmt: skip


def of_aim(given: Given) -> dict[str, Any]:
    aim = Aim(given["baseline_week"], given["baseline"], given["goal_week"], given["goal"])
    found = against_aim(aim, given["weeks"], given["scores"], Improvement.INCREASE, given["k"])
    return {"aimline": list(found.line), "last_k_relative": list(found.last), "decision": _SIDES[found.side]}


def of_sufficiency(given: Given) -> dict[str, Any]:
    found = sufficiency(given["n_a"], given["n_b"])
    return {"wwc": found.evidence.value, "show_index": found.shows_index, "show_ci": found.shows_interval}


METHODS: Mapping[str, Callable[[Given], Any]] = {
    "overlap": lambda given: {
        "PND": plain(pnd(*compared(given))), "PEM": plain(pem(*compared(given))),
        "PAND": plain(pand(*compared(given))), "IRD_robust": plain(ird(*compared(given))),
    },
    "nap": of_nap,
    "nap_short": of_nap,
    "overlap_missing": of_nap,
    "nap_p_onesided": of_rank_sum,
    "tau": lambda given: {
        "tau": plain(tau(*compared(given))), "tau_u_a_minus_trendA": plain(tau_u(*compared(given))),
    },
    "tau_bc": of_tau_bc,
    "tau_bc_tarlow_b": of_tarlow,
    "tau_u_parker_table": of_tau_u,
    "smd": of_difference,
    "log_response_ratio": of_response_ratio,
    "log_ratio_medians": lambda given: estimated("est", log_ratio_of_medians(given["A"], given["B"])),
    "percent_of_goal": lambda given: estimated("pogo", percent_of_goal(given["A"], given["B"], given["goal"])),
    "dual_criterion": of_criterion,
    "randomization_test_start_point": of_randomisation,
    "describe_phases": of_periods,
    "theil_sen": of_trend,
    "theil_sen_missing": of_trend,
    "kendall_tau_b": of_correlation,
    "gas_t_score": lambda given: {
        "T": plain(goal_attainment(given["attainment"], given["weights"], given["rho"]).t_score)
    },
    "reliable_change_index": of_change,
    "cbm_four_point": of_aim,
    "data_sufficiency": of_sufficiency,
}  # fmt: skip
