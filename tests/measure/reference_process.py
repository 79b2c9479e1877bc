"""How reference cases are put to the measures of time and process, method by method."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from samrum_kit.measure.funnel import Band, arcsine_band, binomial_band, poisson_band
from samrum_kit.measure.p_chart import p_chart
from samrum_kit.measure.rounding import rounded_to
from samrum_kit.measure.run_chart import run_chart
from samrum_kit.measure.school_days import Closure, SchoolDays, public_holidays
from samrum_kit.measure.shares import share
from samrum_kit.measure.survival import aalen_johansen, kaplan_meier
from samrum_kit.measure.values import Interval, Undefined
from samrum_kit.measure.xmr import Limits, run_ends, xmr
from tests.measure.reference_single_case import plain

Given = Mapping[str, Any]


def of_course(given: Given) -> dict[str, Any]:
    curve = kaplan_meier(given["duration"], [bool(event) for event in given["event"]])
    steps = [curve.after(time) for time in given["times"]]
    intervals = [step.interval if isinstance(step.interval, Interval) else None for step in steps]
    lower, upper = curve.median_bounds
    means = {time: curve.mean_within(time) for time in range(curve.durations[-1] + 1)}
    return {
        "S": [float(step.share) for step in steps], "std_err": [step.standard_error for step in steps],
        "ci_loglog_lower": [found and found.lower for found in intervals],
        "ci_loglog_upper": [found and found.upper for found in intervals],
        "n_at_risk": [curve.at_risk(time) for time in given["times"]],
        "median": plain(curve.median), "median_ci_lower": plain(lower), "median_ci_upper": plain(upper),
        "rmst": [{"tau": time, "rmst": plain(means[time][0]), "se": plain(means[time][1])} for time in given["times"]],
    }  # fmt: skip


def of_endings(given: Given) -> dict[str, Any]:
    ways = {1: "closed", 2: "referred"}
    endings = [ways.get(event) for event in given["event"]]
    found = aalen_johansen(given["duration"], endings, ways.values())
    alone = kaplan_meier(given["duration"], [ending == "closed" for ending in endings])
    return {
        "cif_closed": [float(found.share("closed", time)) for time in given["times"]],
        "cif_referred": [float(found.share("referred", time)) for time in given["times"]],
        "p_open": [float(found.open(time)) for time in given["times"]],
        "naive_1_minus_km_closed": [float(1 - alone.after(time).share) for time in given["times"]],
    }


def bounded(limits: Limits | Undefined) -> dict[str, Any]:
    if isinstance(limits, Undefined):
        return dict.fromkeys(("mean", "amr", "lpl", "upl"))
    return {"mean": limits.mean, "amr": limits.mean_range, "lpl": limits.lower, "upl": limits.upper}


def of_points(given: Given) -> dict[str, Any]:
    found = xmr(given["y"])
    rules = {"outside": found.outside, "shift7": found.shift, "trend7": found.trend, "two_of_three": found.two_of_three}
    return {"limits": bounded(found.limits), **{rule: [place + 1 for place in on] for rule, on in rules.items()}}


def of_runs(given: Given) -> dict[str, Any]:
    found = run_chart(given["y"])
    names = ("median", "n_useful", "longest_run", "longest_run_max", "crossings", "crossings_min", "signal")
    return {name: plain(getattr(found, name)) for name in names}


def of_shares(given: Given, *, laney: bool) -> dict[str, Any]:
    found = p_chart(given["x"], given["n"], laney=laney)
    limits = {"ucl": list(found.upper), "lcl": list(found.lower)}
    return {"cl": plain(found.centre), "sigma_z": plain(found.swing), **limits}


def banded(bands: list[Band], prefix: str = "") -> dict[str, list[float]]:
    names = {"ll95": "lower_95", "ul95": "upper_95", "ll998": "lower_998", "ul998": "upper_998"}
    return {prefix + short: [getattr(band, name) for band in bands] for short, name in names.items()}


def of_share(given: Given) -> dict[str, Any]:
    found = share(given["x"], given["n"])
    return {"share": plain(found.value), "wilson": plain(found.wilson), "clopper_pearson": plain(found.clopper_pearson)}


def of_school_days(given: Given) -> dict[str, Any]:
    first, last = date.fromisoformat(given["start"]), date.fromisoformat(given["end"])
    closed = [Closure(date.fromisoformat(since), date.fromisoformat(until)) for since, until in given["closed"]]
    calendar = SchoolDays(given["country"], first, last, closed)
    return {
        "school_days": calendar.between(first, last), "calendar_days": (last - first).days,
        "weekdays": sum(date.fromordinal(day).weekday() < 5 for day in range(first.toordinal(), last.toordinal())),
    }  # fmt: skip


METHODS: Mapping[str, Callable[[Given], Any]] = {
    "kaplan_meier": of_course,
    "aalen_johansen": of_endings,
    "xmr": lambda given: bounded(xmr(given["y"]).limits),
    "spc_point_flags": of_points,
    "spc_two_of_three": of_points,
    "spc_rule_unit": lambda given: {
        "flags": [int(place in run_ends(given["relative_to_mean"])) for place in range(len(given["relative_to_mean"]))]
    },
    "run_chart_anhoej": of_runs,
    "p_chart": lambda given: of_shares(given, laney=False),
    "p_chart_laney": lambda given: of_shares(given, laney=True),
    "funnel_poisson_sr": lambda given: banded(
        [poisson_band(expected, given["target"]) for expected in given["expected_counts"]]
    ),
    "funnel_binomial": lambda given: {
        **banded([binomial_band(n, given["target"]) for n in given["n"]]),
        **banded([arcsine_band(n, given["target"]) for n in given["n"]], "arcsine_"),
    },
    "share_ci": of_share,
    "public_holidays": lambda given: {
        "dates": [day.isoformat() for day in public_holidays(given["country"], given["year"])]
    },
    "school_days": of_school_days,
    "round_counts": lambda given: {"rounded": [rounded_to(value, given["base"]) for value in given["values"]]},
}
