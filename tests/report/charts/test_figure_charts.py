"""The charts of figures tell what their tables tell and nothing more: no order of schools, no 0 where nothing was."""

import json
from itertools import pairwise

import pytest

from samrum_kit.figures.table import Kind, held_back
from samrum_kit.locale import speaking
from samrum_kit.measure.values import Interval
from samrum_kit.report.charts import funnel_chart, run_chart_chart, shares_chart, time_to_event_chart
from samrum_kit.report.charts.canvas import PAPER
from samrum_kit.report.charts.drawing import svg
from samrum_kit.report.charts.levels import HEIGHT, LETTER, PLOT, levels_for, names_below
from tests.report.charts.figure_tables import course, row, schools, series, share

FALL = [3.0, 2.5, 3.1, 2.9, 3.4, 2.8, 3.3, 1.1, 0.9, 1.3, 0.8, 1.2, 0.7, 1.0]
EVEN = [(6, 10), (7, 10), (5, 10), (6, 10), (12, 20)]


def shown(chart):
    """Return everything that a chart holds, as text."""
    return json.dumps(dict(chart.spec), ensure_ascii=False) + chart.alt + chart.title


def points(chart, shape):
    """Return the places of the points of a shape inside the plot, in their order."""
    return [
        (value["x"], value["y"])
        for layer in chart.spec["layer"] if layer["mark"]["type"] == "point"
        for value in layer["data"]["values"] if value["shape"] == shape and value["y"] <= HEIGHT
    ]  # fmt: skip


def joined(chart):
    """Return the strokes that join two points of a series."""
    dots = set(points(chart, "circle")) | set(points(chart, "diamond"))
    strokes = [value for layer in chart.spec["layer"] if layer["mark"]["type"] == "rule"
               for value in layer["data"]["values"]]  # fmt: skip
    return [one for one in strokes if (one["x"], one["y"]) in dots and (one["x2"], one["y2"]) in dots]


def test_a_month_without_a_meeting_is_a_gap_and_never_zero():
    chart = run_chart_chart(series([2.0, 3.0, None, 1.0]))
    assert len(points(chart, "circle")) == 3
    assert HEIGHT not in {y for _x, y in points(chart, "circle")}
    assert len(joined(chart)) == 1
    with speaking("da"):
        assert "måned 3: kan ikke beregnes: intet at tælle" in run_chart_chart(series([2.0, 3.0, None, 1.0])).alt


def test_counts_are_shown_from_zero():
    assert levels_for([41, 44], Kind.COUNT).top == 50
    assert levels_for([], Kind.COUNT).top > 0
    assert levels_for([0.2], Kind.SHARE).top == 1


@pytest.mark.parametrize("months", range(2, 30))
def test_the_names_below_a_series_stand_apart(months):
    layers = names_below(["december 2025"] * months)
    texts = [value for layer in layers if layer["mark"]["type"] == "text" for value in layer["data"]["values"]]
    widest = max(len(line) for value in texts for line in value["text"].split("\n")) * LETTER
    assert all(two["x"] - one["x"] > widest for one, two in pairwise(texts))


def test_a_pattern_is_told_in_words_and_by_a_mark_and_not_as_good_or_bad():
    long_ago = run_chart_chart(series([*FALL, *([0.5] * 9), *([3.2] * 9)]))
    assert len(points(long_ago, "diamond")) >= 9
    assert "hverken hvad det er, eller om det er godt" in long_ago.alt
    assert "Et punkt i en række" in shown(long_ago)


def test_without_a_pattern_no_point_is_marked():
    chart = run_chart_chart(series([1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]))
    assert points(chart, "diamond") == []
    assert "Der ses intet mønster ud over tilfældige udsving" in chart.alt


def test_few_points_are_too_few_to_know_a_pattern_by():
    with speaking("da"):
        assert "For få til at kende et mønster" in run_chart_chart(series([1, 2, 3])).alt
    assert run_chart_chart(series([None, None])).spec == {}


def test_the_same_number_every_time_is_not_too_little_of_it():
    with speaking("da"):
        assert "Alle punkter ligger på medianen." in run_chart_chart(series([1.0] * 8)).alt
        assert "For få til at kende et mønster" in run_chart_chart(series([1.0])).alt


def test_one_point_or_crossing_is_told_in_right_words():
    with speaking("da"):
        few = run_chart_chart(series([1.0, 1.0, 2.0])).alt
        one = run_chart_chart(series([1.0] * 6 + [2.0] * 6)).alt
    assert "Antallet af punkter uden for medianen er 1," in few
    assert "antallet af krydsninger af medianen er 1 " in one


def test_where_no_school_differs_there_is_no_picture_of_differences():
    same = funnel_chart(schools(*[(8, 8)] * 6))
    assert same.spec == {}
    assert same.alt == "Alle skoler har den samme andel: Tabellen siger, hvad der er at sige."
    assert funnel_chart(schools(*[(0, 8)] * 6)).spec == {}


def test_fewer_than_five_schools_are_a_table_and_no_picture():
    assert funnel_chart(schools((6, 10), (7, 10), (0, 0), (5, 10))).spec == {}
    assert funnel_chart(schools(*EVEN)).spec


def test_schools_stand_in_the_order_of_their_table_and_only_those_outside_are_named():
    chart = funnel_chart(schools(*EVEN, (1, 40), (9, 15)))
    across = [x for x, _y in points(chart, "circle")]
    assert [round(10 * x / across[0]) for x in across] == [10, 10, 10, 10, 20, 15]
    assert len(points(chart, "diamond")) == 1
    text = shown(chart)
    assert "SK-06" in text
    assert [name for name in ("SK-01", "SK-02", "SK-03", "SK-04", "SK-05", "SK-07") if name in text] == []


def test_a_school_where_all_went_as_at_most_schools_is_not_outside():
    nearly_all = funnel_chart(schools((8, 9), (9, 9), (8, 9), (9, 9), (9, 9), (8, 9)))
    assert points(nearly_all, "diamond") == []


def test_the_names_of_schools_stand_inside_the_plot_and_on_nothing_else():
    chart = funnel_chart(schools(*[(20, 40)] * 8, (17, 17), (20, 20), (12, 60)))
    names = {value["text"]: (value["x"], value["y"], layer["mark"]["align"]) for layer in chart.spec["layer"]
             for value in layer["data"]["values"] if str(value.get("text")).startswith("SK-")}  # fmt: skip
    assert sorted(names) == ["SK-09", "SK-10", "SK-11"]
    for x, y, align in names.values():
        left = x - {"left": 0, "center": 17, "right": 35}[align]
        assert 0 <= left < left + 35 <= PLOT
        assert [at for at in points(chart, "diamond") if left < at[0] < left + 35 and abs(at[1] - y) < 7] == []


def test_outside_the_band_is_a_reason_to_ask():
    with speaking("da"):
        text = shown(funnel_chart(schools(*EVEN, (1, 40))))
    assert "Uden for båndet: spørg, døm ikke." in text
    assert "Det er en grund til at spørge, ikke til at dømme." in text


def test_schools_whose_numbers_are_held_back_are_not_in_the_picture():
    table = schools(*EVEN, (37, 91))
    hidden = [row(one.figure, held_back(one.cell)) if one.figure == "SK-06" else one for one in table.rows]
    chart = funnel_chart(type(table)(table.title, tuple(hidden)))
    assert len(points(chart, "circle")) == 5
    assert [number for number in ("37", "91", str(37 / 91)) if number in chart.alt] == []


def test_the_shares_of_a_day_fill_the_picture():
    chart = time_to_event_chart(course((0, 0, 0, 12), (20, 0.35, 0.18, 6)))
    areas = [layer for layer in chart.spec["layer"] if layer["mark"]["type"] == "area"]
    assert len({layer["mark"]["fill"] for layer in areas}) == 3
    last = [layer["data"]["values"][-1] for layer in areas]
    assert last[0]["bottom"] == HEIGHT
    assert [one["top"] for one in last[:-1]] == [one["bottom"] for one in last[1:]]
    assert last[-1]["top"] == 0
    assert areas[-1]["mark"]["fill"] == PAPER


def test_the_course_of_cases_is_told_in_the_sentence_of_the_field():
    with speaking("da"):
        chart = time_to_event_chart(course((0, 0, 0, 12), (20, 0.35, 0.18, 6), (40, 0.5, 0.2, 3)))
    sentence = "Efter 40 dage var 50 % af sagerne afsluttet, 20 % henvist og 30 % stadig i gang (12 sager)."
    assert sentence in chart.alt
    assert {"12", "6", "3"} <= {value.get("text") for layer in chart.spec["layer"] for value in layer["data"]["values"]}


def test_a_course_without_days_is_told_in_words():
    assert time_to_event_chart(course()).spec == {}
    assert time_to_event_chart(course((0, 0, 0, 12))).spec == {}


def test_none_and_all_are_told_in_counts():
    with speaking("da"):
        chart = shares_chart("", [row("intet", share(0, 20)), row("alt", share(20, 20)), row("noget", share(13, 20))])
    texts = [value["text"] for layer in chart.spec["layer"] if layer["mark"]["type"] == "text"
             for value in layer["data"]["values"]]  # fmt: skip
    assert {"0 af 20", "20 af 20", "65 % (13 af 20)"} <= set(texts)


def test_a_sign_that_is_not_drawn_is_not_explained():
    with speaking("da"):
        without = shown(shares_chart("", [row("alt", share(20, 20)), row("intet", share(0, 20))]))
        with_line = shown(shares_chart("", [row("alt", share(20, 20)), row("noget", share(13, 20))]))
    assert "Streg:" not in without
    assert "Streg:" in with_line


def test_a_share_of_nothing_takes_no_room_in_the_picture_but_stands_in_its_words():
    chart = shares_chart("", [row("noget", share(13, 20)), row("ingen", share(0, 0))])
    assert "ingen" not in json.dumps(dict(chart.spec))
    assert "ingen: " in chart.alt


def test_a_share_of_hundreds_stands_in_one_line():
    with speaking("da"):
        assert "68 % (774 af 1.134)" in shown(shares_chart("", [row("noget", share(774, 1134))]))


def test_the_uncertainty_and_what_is_not_known_are_drawn():
    chart = shares_chart("", [row("noget", share(10, 20, reach=Interval(0.4, 0.6)))])
    kinds = [layer["mark"]["type"] for layer in chart.spec["layer"]]
    assert "rect" in kinds
    without = shares_chart("", [row("noget", share(10, 20))])
    assert "rect" not in [layer["mark"]["type"] for layer in without.spec["layer"]]


@pytest.mark.parametrize("lang", ["da", "nb"])
def test_a_number_that_is_held_back_is_nowhere_in_a_picture_or_its_words(lang):
    secret = share(37, 911)
    with speaking(lang):
        shares = shares_chart("", [row("skjult", held_back(secret)), row("vist", share(5, 10))])
        series_of = run_chart_chart(series([1, 2, 3]))
        rows = (*series_of_rows(), row("måned 4", held_back(secret)))
        over_time = run_chart_chart(type(series([1]))("Over tid", rows))
        by_day = course((0, 0, 0, 12), (20, 0.35, 0.18, 6), (40, 37 / 911, 0.2, 37))
        hidden = tuple(row(one.figure, held_back(one.cell), one.part, one.id) if ".40." in one.id else one
                       for one in by_day.rows)  # fmt: skip
        days = time_to_event_chart(type(by_day)(by_day.title, hidden))
    assert series_of.spec
    assert "skjult" in shares.alt
    for chart in (shares, over_time, days):
        assert [told for told in ("911", str(37 / 911)[:5], "4 %") if told in shown(chart)] == []


def series_of_rows():
    """Return the rows of a short series."""
    return series([1, 2, 3]).rows


@pytest.mark.parametrize(
    "chart",
    [run_chart_chart(series(FALL)), funnel_chart(schools(*EVEN, (1, 40))), shares_chart("", schools(*EVEN).rows),
     time_to_event_chart(course((0, 0, 0, 12), (20, 0.35, 0.18, 6)))],
    ids=["over time", "schools", "shares", "course"],
)  # fmt: skip
def test_every_chart_can_be_drawn_and_read_by_altair(chart):
    assert chart.altair().to_dict()["layer"]
    drawn = svg(chart.spec, "da")
    assert 'width="680"' in drawn
    assert 0 < len(chart.alt) <= 2500
