"""The timeline: a lane for everything that is on file, and the same in words."""

from datetime import date

import pytest

from samrum_kit.domain.vocabulary import Level
from samrum_kit.locale import format_day
from samrum_kit.report.charts import timeline_chart
from samrum_kit.report.charts.canvas import Period
from samrum_kit.report.charts.lanes import goes_on
from samrum_kit.report.charts.timeline_lanes import beside_lanes, work_lanes, work_of
from samrum_kit.report.charts.wording import LONGEST, short_day
from tests.builders import consent, day, evaluation, event, file_of, measure, meeting, plan
from tests.report.charts.cases import rich


def lanes(file, **how):
    """Return the lanes of a timeline."""
    work = tuple(work_of(file))
    return [*work_lanes(file, work, short_day, **how), *beside_lanes(file, work, short_day)]


def named(file, name):
    """Return the lane of a name."""
    (found,) = [lane for lane in lanes(file) if lane.name == name]
    return found


def drawn_texts(chart):
    """Return the texts of a picture, its lines joined."""
    layers = [layer for layer in chart.spec["layer"] if layer["mark"]["type"] == "text"]
    return [value["text"].replace("\n", " ") for layer in layers for value in layer["data"]["values"]]


def test_the_community_stands_before_the_pupil_and_each_level_before_the_next():
    headings = [lane.name for lane in lanes(rich()) if lane.heading]
    assert headings == [
        "Forebyggende · Læringsfællesskabet", "Foregribende · Læringsfællesskabet", "Foregribende · Eleven",
        "Indgribende", "Uden for planerne",
    ]


def test_every_record_with_a_day_has_its_lane():
    names = [lane.name for lane in lanes(rich()) if not lane.heading]
    assert names == [
        "Plan P-1", "Tiltag T-1", "Evaluering", "Plan P-3", "Plan P-2", "Tiltag T-3", "Tiltag T-2",
        "Bekymring", "Perspektiv", "SamRumsmøde", "Netværksmøde", "Samtykke: PPV", "Samtykke: PKU", "Kontrakt",
        "Indstilling til PPV",
    ]


def test_the_picture_says_what_the_lanes_say():
    file = rich()
    texts = " ".join(drawn_texts(timeline_chart(file)))
    assert [lane.name for lane in lanes(file) if lane.name not in texts] == []
    assert [lane.words for lane in lanes(file) if lane.words.replace("\n", " ") not in texts] == []
    assert f"Set fra {short_day(file.as_of)}" in texts


def test_a_level_without_a_plan_says_so():
    assert named(rich(), "Indgribende").words == "ingen plan er begyndt"
    assert "Niveau uden en begyndt plan: Indgribende." in timeline_chart(rich()).alt


@pytest.mark.parametrize(("ends_on", "words", "going"), [
    (None, f"{short_day(day(-60))} – i gang", True),
    (day(30), f"{short_day(day(-60))} – i gang til {short_day(day(30))}", True),
    (day(0), f"{short_day(day(-60))} – {short_day(day(0))}", False),
    (day(-1), f"{short_day(day(-60))} – {short_day(day(-1))}", False),
])  # fmt: skip
def test_what_goes_on_is_drawn_and_told_as_going_on(ends_on, words, going):
    file = file_of(plan(ends_on=ends_on))
    lane = named(file, "Plan P-1")
    assert lane.words == words
    assert goes_on(lane.spans[0], file.as_of) is going
    arrows = [value for layer in timeline_chart(file).spec["layer"] for value in layer["data"]["values"]
              if value.get("shape") == "triangle-right"]
    assert bool(arrows) is going


@pytest.mark.parametrize(("fields", "words"), [
    ({}, f"{short_day(day(-30))} – gælder"),
    ({"valid_until": day(5)}, f"{short_day(day(-30))} – gælder til {short_day(day(5))}"),
    ({"valid_until": day(-5)}, f"{short_day(day(-30))} – {short_day(day(-5))}"),
    ({"withdrawn_on": day(-3)}, f"{short_day(day(-30))} – trukket tilbage {short_day(day(-3))}"),
    ({"givers": 1}, f"{short_day(day(-30))}\ngivet af 1 ud af 2"),
])  # fmt: skip
def test_a_consent_is_a_span_with_its_end(fields, words):
    lane = named(file_of(consent(kind="ppv", **fields)), "Samtykke: PPV")
    assert lane.words == words
    assert lane.spans[0].open is ("givers" in fields)


def test_kinds_of_record_differ_by_shape_and_not_by_colour():
    shapes = {lane.name: lane.marks[0].shape for lane in lanes(rich()) if lane.marks}
    kinds = ["Evaluering", "Bekymring", "Perspektiv", "SamRumsmøde", "Kontrakt", "Indstilling til PPV"]
    assert len({shapes[kind] for kind in kinds}) == len(kinds)
    assert shapes["SamRumsmøde"] == shapes["Netværksmøde"]


def test_nothing_after_the_day_of_the_file_is_shown():
    file = rich(event("H-9", kind="ppv_received", occurred_on=day(1)), meeting("M-9", held_on=day(2), case_id="S-1"),
                plan("P-9", starts_on=day(3)))
    assert [lane.name for lane in lanes(file)] == [lane.name for lane in lanes(rich())]


def test_what_hangs_on_a_plan_that_has_not_started_is_not_lost():
    file = file_of(plan(starts_on=day(9)), measure(starts_on=day(-5)), evaluation())
    assert {"Tiltag T-1", "Evaluering"} <= {lane.name for lane in lanes(file)}


def test_an_event_that_has_ended_says_when():
    file = file_of(event(kind="placement", occurred_on=day(-90), ended_on=day(-3)))
    lane = named(file, "Specialiseret skoletilbud")
    assert lane.words == f"{short_day(day(-90))}\nophørt {short_day(day(-3))}"


def test_very_many_measures_of_a_plan_share_a_lane_that_says_how_many():
    many = [measure(f"T-{number}", starts_on=day(-50 + number), ends_on=day(-number)) for number in range(45)]
    file = file_of(plan(), *many)
    texts = " ".join(drawn_texts(timeline_chart(file)))
    assert "45 tiltag" in texts
    assert f"siden {short_day(day(-50))}, 0 i gang" not in texts
    assert "Tiltag T-1" not in texts
    assert "45 tiltag" in timeline_chart(file).alt


def test_the_words_name_every_lane_and_every_number():
    words = timeline_chart(rich()).alt
    for part in (
        "Forebyggende (Læringsfællesskabet): 1 plan og 1 tiltag", "Foregribende (Eleven): 1 plan og 2 tiltag",
        "2 er i gang", f"Evalueret {format_day(day(-200))}", "Bekymring", "Perspektiv", "SamRumsmøde", "Netværksmøde",
        "Samtykke: PPV", "givet af 1 ud af 2", "Kontrakt", f"Indstilling til PPV {format_day(day(-28))}",
    ):
        assert part in words, part


def test_long_words_are_summed_up_with_counts_and_the_first_and_the_last_day():
    kinds = ["ppv_referral", "ppv_received", "school_referral", "case_statement", "party_hearing", "leader_decision",
             "pku_referral", "pku_reviewed", "pku_quality_checked", "pku_recommended", "pku_decision", "placement"]
    kinds += ["individually_integrated", "district_dialogue", "revisitation", "refusal", "viso_referral", "filed"]
    events = [event(f"H-{number + 10}", kind=kind, occurred_on=day(-40 + number)) for number, kind in enumerate(kinds)]
    words = timeline_chart(rich(*events)).alt
    assert len(words) <= LONGEST
    assert f"{format_day(day(-330))} – {format_day(day(-5))}" in words
    assert "PKU's afgørelse (1)" in words


@pytest.mark.parametrize(("first", "last", "most", "written"), [
    (date(2026, 3, 1), date(2026, 3, 1), 1, "%-d. %b"),
    (date(2026, 1, 1), date(2026, 3, 9), 6, "%-d. %b"),
    (date(2025, 9, 22), date(2026, 3, 9), 5, "%b %Y"),
    (date(2021, 1, 5), date(2026, 3, 9), 5, "%Y"),
    (date(1990, 1, 1), date(2035, 12, 31), 5, "%Y"),
])  # fmt: skip
def test_a_few_days_are_marked_below_the_plot_however_long_it_is(first, last, most, written):
    days, how = Period(first, last).marks()
    assert 1 <= len(days) <= most
    assert all(first <= marked <= last for marked in days)
    assert how == written


def test_all_levels_are_there_in_their_order():
    headings = [lane.name.split(" · ")[0] for lane in lanes(rich()) if lane.heading]
    assert list(dict.fromkeys(headings))[:3] == [level.label_da for level in Level]
