"""The measurements over time: what the picture holds, and the same in words."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samrum_kit.domain.vocabulary import Scale
from samrum_kit.measure.school_days import Closure
from samrum_kit.measure.single_case import Period
from samrum_kit.report.charts import single_case_chart
from samrum_kit.report.charts.canvas import INK, QUIET
from samrum_kit.report.charts.drawing import svg
from samrum_kit.report.charts.single_case_frame import HEIGHT
from tests.builders import series
from tests.report.charts.test_timeline import drawn_texts

MONDAY = date(2025, 9, 1)
LOW = series(title="Uro", unit="pr. uge", scale="count", improvement="decrease", goal_value=2)


def period(name, values, week=0):
    return Period(name, tuple(MONDAY + timedelta(weeks=week + n) for n in range(len(values))), tuple(values))


ORDINARY = (period("Før", [7.0, 8.0, 7.0, 6.0, 8.0]), period("Indsats", [6.0, None, 5.0, 4.0], 5))


def marks(chart, kind):
    return [layer for layer in chart.spec["layer"] if layer["mark"]["type"] == kind]


def points(chart):
    return [value for layer in marks(chart, "point") for value in layer["data"]["values"]]


def joints(chart):
    """Return the lines that join points."""
    return [value for layer in marks(chart, "rule") for value in layer["data"]["values"]
            if layer["mark"]["strokeWidth"] == 1.5 and layer["mark"]["stroke"] == INK]  # fmt: skip


def dashed(chart):
    """Return the dashed lines of the plot."""
    return [line for layer in marks(chart, "rule") for line in layer["data"]["values"]
            if "strokeDash" in layer["mark"] and line["y"] <= HEIGHT]  # fmt: skip


def begins(chart):
    """Return where the lines between phases stand."""
    return [line["x"] for layer in marks(chart, "rule") for line in layer["data"]["values"]
            if line["x"] == line.get("x2") and line["y2"] == HEIGHT]  # fmt: skip


def bands(chart):
    """Return what is shaded in the plot."""
    return [band for layer in marks(chart, "rect") for band in layer["data"]["values"] if band["bottom"] == HEIGHT]


def test_every_measurement_is_a_point_and_a_missing_one_is_none():
    assert len(points(single_case_chart(LOW, ORDINARY, (0, None)))) == 8


def test_points_are_joined_within_a_phase_alone_and_not_over_a_missing_week():
    assert len(joints(single_case_chart(LOW, ORDINARY, (0, None)))) == 4 + 1


def test_weeks_without_any_entry_part_the_line_too():
    holed = Period("Før", (MONDAY, MONDAY + timedelta(weeks=1), MONDAY + timedelta(weeks=4)), (3.0, 4.0, 5.0))
    assert len(joints(single_case_chart(LOW, [holed], (0, None)))) == 1


def test_a_phase_that_is_measured_once_a_month_is_joined_beside_a_weekly_one():
    monthly = Period("Bagefter", tuple(MONDAY + timedelta(weeks=9 + 4 * n) for n in range(3)), (4.0, 3.0, 4.0))
    assert len(joints(single_case_chart(LOW, [*ORDINARY, monthly], (0, None)))) == 4 + 1 + 2


def test_phases_have_their_name_their_day_and_their_number_of_points():
    words = " ".join(drawn_texts(single_case_chart(LOW, ORDINARY, (0, None))))
    assert "Før fra 1.\xa0sep.\xa02025 5 målinger" in " ".join(words.split("\n"))
    assert "3 målinger" in words


def scale_of(chart):
    """Return the numbers beside the plot."""
    return [value["text"] for layer in marks(chart, "text") if layer["mark"]["align"] == "right"
            for value in layer["data"]["values"]]  # fmt: skip


@pytest.mark.parametrize(
    ("limits", "values", "scale"),
    [
        ((0, None), [7.0, 8.0], ["0", "2", "4", "6", "8", "10"]),
        ((0, 100), [70.0, 72.0], ["0", "20", "40", "60", "80", "100"]),
        ((1, 10), [4.0, 6.0], ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]),
        ((1, 5), [4.0, 3.0], ["1", "2", "3", "4", "5"]),
        ((None, None), [42.0, 45.0], ["41", "42", "43", "44", "45", "46"]),
        ((0, None), [0.0, 0.0], ["0", "1"]),
        ((0, 100), [70.0, 130.0], ["0", "50", "100", "150"]),
        ((None, None), [3.5, 3.5], ["3", "4"]),
        ((None, None), [3.5, 3.5002], ["3,499", "3,5", "3,501"]),
    ],
)
def test_the_scale_is_whole_where_it_has_ends_and_begins_at_none_for_counts(limits, values, scale):
    shown = scale_of(single_case_chart(series(goal_value=None), [period("Før", values)], limits))
    assert [number for number in scale if number not in shown] == []
    assert (shown[0], shown[-1]) == (scale[0], scale[-1])
    assert len(set(shown)) == len(shown)


@pytest.mark.parametrize("value", [1e17, -1e17, 1e30, 0.1, 1e-12])
def test_a_value_that_never_changes_has_a_place_whatever_its_size(value):
    chart = single_case_chart(series(goal_value=None), [period("Før", [value, value])])
    assert all(0 <= point["y"] <= HEIGHT for point in points(chart))


def test_the_trend_is_carried_on_dashed_where_there_are_points_enough():
    chart = single_case_chart(LOW, [period("Før", [7.0, 6.0, 5.0]), period("Indsats", [5.0, 5.0], 3)], (0, None))
    (line,) = dashed(chart)
    first, last = points(chart)[0], points(chart)[-1]
    assert (line["x"], line["y"]) == pytest.approx((first["x"], first["y"]))
    at_the_last = line["y"] + (line["y2"] - line["y"]) * (last["x"] - line["x"]) / (line["x2"] - line["x"])
    assert at_the_last - line["y"] == pytest.approx(4 * HEIGHT / 8)
    assert dashed(single_case_chart(LOW, [period("Før", [7.0, 6.0])], (0, None))) == []


def across(chart):
    """Return the lines that run to the right edge of the plot, by their height as a value of a scale from 0 to 10."""
    return {round(10 - line["y"] / HEIGHT * 10, 6) for layer in marks(chart, "rule")
            for line in layer["data"]["values"]
            if layer["mark"]["stroke"] in {INK, QUIET}
            and line["y"] == line["y2"] and line["x2"] == chart.spec["width"]}  # fmt: skip


def test_the_median_of_the_first_phase_and_the_goal_run_through_all_phases():
    assert across(single_case_chart(LOW, ORDINARY, (0, None))) == {7, 2}
    no_goal = LOW.model_copy(update={"goal_value": None})
    assert across(single_case_chart(no_goal, ORDINARY, (0, None))) == {7}


def test_points_stand_on_their_days():
    chart = single_case_chart(LOW, ORDINARY, (0, None))
    (axis,) = (layer["encoding"]["x"] for layer in chart.spec["layer"] if layer["encoding"]["x"].get("axis"))
    first, last = axis["scale"]["domain"]
    for point, day in zip(points(chart), [d for p in ORDINARY for d, v in zip(p.days, p.values, strict=True)
                                          if v is not None], strict=True):  # fmt: skip
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000
        assert point["x"] == pytest.approx(chart.spec["width"] * (moment - first) / (last - first))


def test_a_phase_begins_between_its_first_measurement_and_the_one_before():
    chart = single_case_chart(LOW, ORDINARY, (0, None))
    before, after = points(chart)[4]["x"], points(chart)[5]["x"]
    assert [before < x < after for x in begins(chart)] == [True]


def test_phases_that_are_too_narrow_for_their_names_have_numbers_that_are_explained_whole():
    names = [f"Indsats nummer {n} med en to-lærer-ordning i dansk og i matematik" for n in range(5)]
    phases = [period(name, [5.0, 6.0], 2 * n) for n, name in enumerate(names)]
    words = drawn_texts(single_case_chart(LOW, phases, (0, None)))
    assert {"1", "2", "3", "4", "5"} <= set(words)
    told = " ".join(" ".join(words).split())
    assert [name for name in names if f"{name}, fra" not in told] == []


def test_holidays_are_shaded_and_named():
    week = Closure(MONDAY + timedelta(weeks=2), MONDAY + timedelta(weeks=2, days=4), "Efterårsferie")
    far = Closure(MONDAY + timedelta(weeks=40), MONDAY + timedelta(weeks=41), "Sommerferie")
    chart = single_case_chart(LOW, ORDINARY, (0, None), [week, far])
    (band,) = bands(chart)
    days = chart.spec["width"] / ((ORDINARY[1].days[-1] - MONDAY).days + 5)
    assert band["right"] - band["left"] == pytest.approx(5 * days)
    assert "Efterårsferie" in drawn_texts(chart)
    assert "Skoleferier: Efterårsferie (15. september 2025 – 19. september 2025)." in chart.alt
    assert "Sommerferie" not in chart.alt
    assert bands(single_case_chart(LOW, ORDINARY, (0, None))) == []


def test_the_words_hold_every_measurement_the_goal_and_what_is_carried_on():
    alt = single_case_chart(LOW, ORDINARY, (0, None)).alt
    told = ("»Uro« (pr. uge)", "5 målinger: 7; 8; 7; 6; 8.", "6; mangler; 5; 4.", "Målet er 2.", "»Før«, 7, er ført")
    assert [words for words in told if words not in alt] == []


def test_nothing_measured_is_said_without_a_picture():
    chart = single_case_chart(LOW, [], (0, None))
    assert not chart.spec
    assert "Der er endnu ikke målt noget i »Uro«." in chart.alt
    assert not single_case_chart(LOW, [period("Før", [None])], (0, None)).spec


def test_the_lowest_and_the_highest_value_lie_within_the_picture():
    chart = single_case_chart(LOW, ORDINARY, (0, None))
    assert all(0 <= point["y"] <= chart.spec["height"] for point in points(chart))


VALUES = st.lists(st.one_of(st.none(), st.decimals(-500, 500, places=1).map(float)), min_size=1, max_size=12)


@settings(max_examples=20)
@given(st.lists(VALUES, max_size=5), st.sampled_from(Scale), st.one_of(st.none(), st.integers(-9, 99)))
def test_any_course_has_its_picture_and_its_words(phases, scale, goal):
    told, week = [], 0
    for number, values in enumerate(phases):
        told.append(period(f"Fase {number} " + "ord " * number, values, week))
        week += len(values)
    chart = single_case_chart(series(scale=scale, goal_value=goal), told)
    assert chart.alt.strip()
    json.dumps(dict(chart.spec), allow_nan=False)
    if chart.spec:
        chart.altair()
        assert len(points(chart)) == sum(value is not None for values in phases for value in values)
        assert all(-0.01 <= point["y"] <= chart.spec["height"] + 0.01 for point in points(chart))
        assert all(0 <= point["x"] <= chart.spec["width"] for point in points(chart))


@pytest.mark.parametrize("lang", ["da", "nb"])
def test_it_is_drawn(lang):
    assert svg(single_case_chart(LOW, ORDINARY, (0, None)).spec, lang).startswith("<svg")
