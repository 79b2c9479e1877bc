"""The measurements over time: what the picture holds, and the same in words."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samrum_kit.domain.vocabulary import Scale
from samrum_kit.measure.single_case import Period
from samrum_kit.report.charts import single_case_chart
from samrum_kit.report.charts.drawing import svg
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
            if layer["mark"]["strokeWidth"] == 1.5 and layer["mark"]["stroke"] == "#1c2329"]  # fmt: skip


def test_every_measurement_is_a_point_and_a_missing_one_is_none():
    assert len(points(single_case_chart(LOW, ORDINARY, (0, None)))) == 8


def test_points_are_joined_within_a_phase_alone_and_not_over_a_missing_week():
    assert len(joints(single_case_chart(LOW, ORDINARY, (0, None)))) == 4 + 1


def test_weeks_without_any_entry_part_the_line_too():
    holed = Period("Før", (MONDAY, MONDAY + timedelta(weeks=1), MONDAY + timedelta(weeks=4)), (3.0, 4.0, 5.0))
    assert len(joints(single_case_chart(LOW, [holed], (0, None)))) == 1


def test_phases_have_their_name_their_day_and_their_number_of_points():
    words = " ".join(drawn_texts(single_case_chart(LOW, ORDINARY, (0, None))))
    assert "Før fra 1.\xa0sep.\xa02025 5 målinger" in " ".join(words.split("\n"))
    assert "3 målinger" in words


def test_the_scale_of_counts_begins_at_none_and_that_of_shares_has_both_ends():
    assert "0" in drawn_texts(single_case_chart(LOW, ORDINARY, (0, None)))
    shares = single_case_chart(series(scale="percent", goal_value=None), [period("Før", [70.0, 72.0])], (0, 100))
    assert {"0", "100"} <= set(drawn_texts(shares))


def test_the_trend_is_carried_on_dashed_where_there_are_points_enough():
    def dashed(values):
        return [layer for layer in marks(single_case_chart(LOW, [period("Før", values)], (0, None)), "rule")
                if "strokeDash" in layer["mark"]]  # fmt: skip

    assert len(dashed([7.0, 6.0, 5.0])) == 1
    assert dashed([7.0, 6.0]) == []


def test_the_words_hold_every_measurement_the_goal_and_what_is_carried_on():
    alt = single_case_chart(LOW, ORDINARY, (0, None)).alt
    told = ("»Uro« (pr. uge)", "5 målinger: 7, 8, 7, 6, 8.", "6, mangler, 5, 4.", "Målet er 2.", "»Før«, 7, er ført")
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


@settings(max_examples=60)
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


@pytest.mark.parametrize("lang", ["da", "nb"])
def test_it_is_drawn(lang):
    assert svg(single_case_chart(LOW, ORDINARY, (0, None)).spec, lang).startswith("<svg")
