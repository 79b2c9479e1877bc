"""What two phases show beside each other, in sentences that are filled from the numbers and say nothing more.

They describe a coincidence in time. No sentence says that something works, and none tells a p-value or how large an
effect is.
"""

from dataclasses import dataclass

from samrum_kit.domain.vocabulary import Improvement
from samrum_kit.locale import _, format_number, ngettext
from samrum_kit.measure.single_case import Against, Comparison, Period, Weakness, wanted_way
from samrum_kit.measure.sufficiency import Evidence
from samrum_kit.measure.trend import Trend
from samrum_kit.measure.values import Interval, Number, Reason, Undefined
from samrum_kit.report.charts.single_case_words import holiday_names


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a later phase beside an earlier one."""

    heading: str
    sentences: tuple[str, ...]
    weaknesses: tuple[str, ...]


def said(comparison: Comparison, *, plain: bool = False) -> Said:
    """Return what two phases show beside each other; the trend before is always told."""
    weaknesses = tuple(_weak(weakness, comparison) for weakness in comparison.weaknesses)
    sentences = (_levels(comparison), *_share(comparison, plain=plain), *_trend(comparison))
    return Said(_heading(comparison), sentences, weaknesses)


def only_phase(phase: Period) -> str:
    """Return what there is to say of a series with a single phase."""
    return _("There is one phase so far, “{phase}” ({count}), and nothing to put beside it.").format(
        phase=phase.name, count=count_of_measurements(len(phase.taken))
    )


def coincidence() -> str:
    """Return the caveat that stands below every series."""
    return _(
        "The numbers show a coincidence in time, not a cause. What else changed in the period, such as a new teacher, "
        "medicine or a holiday, belongs in the field “Other changes in the period”."
    )


def percent(share: float) -> str:
    """Return a share in whole per cent, on one line; only none is 0 % and only all is 100 %."""
    return _("{number} %").format(number=format_number(_whole(share))).replace(" ", "\u00a0")


def _whole(share: float) -> int:
    """Return a share in whole hundredths; only none is 0 and only all is 100."""
    return min(max(round(100 * share), 1 if share > 0 else 0), 99 if share < 1 else 100)


def count_of_measurements(number: int) -> str:
    """Return how many measurements there are."""
    return ngettext("{number} measurement", "{number} measurements", number).format(number=format_number(number))


def worth_reading(number: float) -> str:
    """Return a number with as many digits as are worth reading."""
    return format_number(float(f"{number:.3g}") if abs(number) < 1000 else round(number))


def _heading(comparison: Comparison) -> str:
    """Return which phases stand beside each other."""
    names = {"later": comparison.later.name, "earlier": comparison.earlier.name}
    if comparison.against is Against.BASELINE:
        return _("“{later}” beside the first phase, “{earlier}”").format(**names)
    return _("“{later}” beside “{earlier}”").format(**names)


def _levels(comparison: Comparison) -> str:
    """Return where the measurements lay; of one or two it is told how many they are."""
    before, during = comparison.before, comparison.during
    if isinstance(before.median, Undefined) or isinstance(during.median, Undefined):
        empty = comparison.earlier.name if isinstance(before.median, Undefined) else comparison.later.name
        return _("In “{phase}” nothing was measured.").format(phase=empty)
    if comparison.enough.shows_index:
        words = _("In “{earlier}” ({before}) they typically lay at {low}, in “{later}” ({during}) at {high}.")
    else:
        words = _("In “{earlier}” there is {before}, in “{later}” {during}.")
    return words.format(
        earlier=comparison.earlier.name, before=count_of_measurements(before.n), low=format_number(before.median),
        later=comparison.later.name, during=count_of_measurements(during.n), high=format_number(during.median),
    )  # fmt: skip


def _share(comparison: Comparison, *, plain: bool) -> tuple[str, ...]:
    """Return how many comparisons go the wanted way, or that there is too little to calculate with."""
    share = comparison.nap.value
    if not comparison.enough.shows_index or isinstance(share, Undefined):
        return (_("Too few measurements to calculate anything. There must be 3 in each phase, better 5."),)
    told = _in_a_hundred(share, comparison) if plain else (_in_per_cent(share, comparison),)
    if comparison.enough.evidence is Evidence.MEETS:
        return told
    return (*told, _("That is provisional: one of the phases has fewer than 5 measurements."))


def _in_per_cent(share: float, comparison: Comparison) -> str:
    """Return a share of comparisons in per cent, and how sure it is."""
    if comparison.has_ties:
        sentence = _("In all, {share} of the comparisons of an earlier measurement with a later one go the wanted "
                     "way{sure}, where two that are alike count as half.")  # fmt: skip
    else:
        sentence = _("In all, {share} of the comparisons of an earlier measurement with a later one go the wanted "
                     "way{sure}.")  # fmt: skip
    return sentence.format(share=percent(share), sure=_sure(comparison.nap.interval))


def _in_a_hundred(share: float, comparison: Comparison) -> tuple[str, ...]:
    """Return a share of comparisons in the words of everybody, and how sure it is."""
    if comparison.has_ties:
        told = _("When each measurement in “{earlier}” is held beside each in “{later}”, {number} of 100 go the wanted "
                 "way; two that are alike count as half.")  # fmt: skip
    else:
        told = _("When each measurement in “{earlier}” is held beside each in “{later}”, {number} of 100 go the wanted "
                 "way.")  # fmt: skip
    sentence = told.format(
        earlier=comparison.earlier.name, later=comparison.later.name, number=format_number(_whole(share))
    )
    interval = comparison.nap.interval
    if isinstance(interval, Undefined):
        return (sentence,)
    lower, upper = (format_number(round(100 * end)) for end in (interval.lower, interval.upper))
    unsure = _("That isn't quite sure: it may well be between {lower} and {upper} of 100.")
    return (sentence, unsure.format(lower=lower, upper=upper))


def _sure(interval: Interval | Undefined) -> str:
    """Return how sure a share is, in brackets."""
    if isinstance(interval, Undefined):
        return ""
    lower, upper = (format_number(round(100 * end)) for end in (interval.lower, interval.upper))
    return " " + _("(uncertainty {lower}–{upper} %)").format(lower=lower, upper=upper)


def _trend(comparison: Comparison) -> tuple[str, ...]:
    """Return which way the earlier phase was going, and what is left when that is carried on."""
    phase, trend = comparison.earlier.name, comparison.corrected.trend
    if isinstance(trend, Undefined):
        return (_no_trend(phase, trend.reason),)
    if not trend.exact_slope:
        steady = _("In “{phase}” the numbers were steady: on the whole they went neither up nor down.")
        return (steady.format(phase=phase),)
    going = _going(trend, comparison.improvement).format(phase=phase, number=worth_reading(abs(trend.per_week)))
    if not comparison.enough.shows_index:
        return (going,)
    if not comparison.can_correct:
        return (going, _("It rests on too few measurements to be calculated with."))
    return (going, _carried_on(comparison.corrected.value))


def _going(trend: Trend, improvement: Improvement) -> str:
    """Return the sentence of a trend, with places for the phase and the number."""
    already = wanted_way(trend, improvement)
    if trend.exact_slope > 0:
        return (
            _("In “{phase}” the numbers were already going up, by {number} a week.")
            if already
            else _("In “{phase}” the numbers were going up, by {number} a week.")
        )
    return (
        _("In “{phase}” the numbers were already going down, by {number} a week.")
        if already
        else _("In “{phase}” the numbers were going down, by {number} a week.")
    )


def _carried_on(left: Number) -> str:
    """Return what is left of the difference when the trend is carried on."""
    if not isinstance(left, Undefined) and left > 0:
        return _("If that is carried on, more of the comparisons go the wanted way than the other.")
    return _("If that is carried on, nothing goes the wanted way beyond it.")


def _no_trend(phase: str, reason: Reason) -> str:
    """Return that it isn't known which way a phase was going."""
    if reason is Reason.ONE_DAY:
        return _("Which way the numbers were going in “{phase}” can't be told: all were taken on one day.").format(
            phase=phase
        )
    return _("Which way the numbers were going in “{phase}” can't be told: there are too few measurements.").format(
        phase=phase
    )


def _weak(weakness: Weakness, comparison: Comparison) -> str:
    """Return what makes a comparison weak."""
    words = {
        Weakness.AT_THE_END_OF_THE_SCALE: _(
            "At least half of the measurements in “{later}” lie at the end of the scale, and no change beyond it shows."
        ),
        Weakness.MANY_MISSING: _("At least one in five measurements is missing."),
        Weakness.ALREADY_IMPROVING: _("The numbers were moving the wanted way before “{later}” began."),
        Weakness.BASELINE_ALIKE: _(
            "All measurements in “{earlier}” are alike, so it can't be seen how much the numbers swing by themselves."
        ),
        Weakness.APART_IN_TIME: _("There are more than three weeks between the two phases."),
        Weakness.HOLIDAY_AT_THE_CHANGE: _holiday(named=any(one.text for one in comparison.holidays)),
    }[weakness]
    holidays = holiday_names(comparison.holidays)
    return words.format(earlier=comparison.earlier.name, later=comparison.later.name, holidays=holidays)


def _holiday(*, named: bool) -> str:
    """Return the sentence of a holiday, with places for the phases and for its name where it has one."""
    if named:
        return _("There was a school holiday at the change from “{earlier}” to “{later}”: {holidays}.")
    return _("There were days without school at the change from “{earlier}” to “{later}”.")
