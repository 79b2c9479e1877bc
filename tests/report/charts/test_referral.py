"""The steps of a referral: reached or not by what the model says documents them, in an order that is only partial."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.locale import format_day
from samrum_kit.models import shipped_models
from samrum_kit.models.parts import Step
from samrum_kit.report.charts import referral_flow_chart
from samrum_kit.report.charts.strands import edges, in_order, strands
from samrum_kit.report.charts.wording import LONGEST
from tests.builders import action, case, concern, day, evaluation, event, file_of, item, meeting, plan
from tests.report.charts.test_timeline import drawn_texts


@pytest.fixture(scope="module")
def models():
    """Return the models that come with the package."""
    return shipped_models()


def shape_of(chart, name):
    """Return the shape beside the name of a step, and whether it is an outline."""
    texts = [value for layer in chart.spec["layer"] if layer["mark"]["type"] == "text"
             for value in layer["data"]["values"]]
    (y,) = {value["y"] for value in texts if value["text"] == name and value["x"] > 0}
    (mark,) = [value for layer in chart.spec["layer"] if layer["mark"]["type"] == "point"
               for value in layer["data"]["values"] if value["y"] == y]
    return mark["shape"], mark["fill"] == "#ffffff"


def test_a_step_is_reached_by_the_event_that_documents_it(models):
    chart = referral_flow_chart(models["haderslev"], file_of(event(kind="ppv_referral", occurred_on=day(-20))))
    assert f"Nået: Indstilling til PPV ({format_day(day(-20))})." in chart.alt
    assert shape_of(chart, "Indstilling til PPV") == ("circle", False)
    assert shape_of(chart, "Modtagelse af PPV") == ("circle", True)
    assert "fremgår ikke" in drawn_texts(chart)


def test_a_step_of_two_events_says_which_of_them_is_lacking(models):
    chart = referral_flow_chart(models["haderslev"], file_of(event(kind="case_statement", occurred_on=day(-20))))
    assert f"Sagsfremstilling: {format_day(day(-20))}, Partshøring: fremgår ikke" in chart.alt


def test_a_meeting_stands_in_for_the_event_as_it_does_in_the_review(models):
    council = meeting(forum="district_council", case_id="S-1", held_on=day(-3))
    chart = referral_flow_chart(models["haderslev"], file_of(council))
    assert f"Nået: Sagen drøftes i distriktsrådet ({format_day(day(-3))})." in chart.alt


@pytest.mark.parametrize(("model", "facts", "step"), [
    ("aalborg_samrum", [meeting(), item(case_id="S-1")], "Anonym drøftelse på SamRumsmødet"),
    ("aalborg_samrum", [meeting(), item(case_id="S-1", outcome="recommend_dialogue")],
     "SamRum anbefaler et Dialogmøde"),
    ("aalborg_samrum", [meeting(forum="dialogue", case_id="S-1")], "Dialogmøde, ledet af PPR"),
    ("samarbejdsguiden", [plan()], "Handleplan"),
    ("samarbejdsguiden", [plan(), evaluation()], "Evaluering og justering"),
    ("baerum_ressursteam", [concern()], "Undring eller bekymring"),
    ("baerum_ressursteam", [case(closed_on=day(-1), closed_as="handled")], "Avslutning"),
    ("baerum_ressursteam", [event(kind="ppt_referral")], "Henvisning til PPT"),
])  # fmt: skip
def test_a_step_is_reached_by_the_records_that_the_model_names(models, model, facts, step):
    assert shape_of(referral_flow_chart(models[model], file_of(*facts)), step) == ("circle", False)
    assert shape_of(referral_flow_chart(models[model], file_of()), step) == ("circle", True)


def test_a_case_that_was_closed_as_referred_is_not_called_closed_by_the_school(models):
    file = file_of(case(closed_on=day(-1), closed_as="referred"))
    assert shape_of(referral_flow_chart(models["baerum_ressursteam"], file), "Avslutning") == ("circle", True)


def test_a_step_that_no_record_would_tell_of_is_neither_reached_nor_lacking(models):
    file = file_of(meeting(), item(case_id="S-1"), action(case_id="S-1"))
    chart = referral_flow_chart(models["aalborg_samrum"], file)
    assert shape_of(chart, "Indsatser aftales i fællesskab") == ("stroke", True)
    assert "Kan ikke ses af det registrerede: Skolens egne ressourcer afhjælper;" in chart.alt


@pytest.mark.parametrize("model", ["aalborg_samrum", "baerum_ressursteam", "haderslev", "samarbejdsguiden"])
def test_every_step_is_in_the_picture_and_in_the_words_with_what_is_uncertain_about_the_order(models, model):
    chart = referral_flow_chart(models[model], file_of())
    flow = next(flow for flow in models[model].flows if flow.id == "referral")
    texts = drawn_texts(chart)
    assert [step.label for step in flow.steps if step.label not in texts or step.label not in chart.alt] == []
    assert (flow.note or "") in chart.alt
    assert (flow.note or "") in " ".join(texts)
    assert models[model].name in " ".join(texts)
    assert len(chart.alt) <= LONGEST


def test_a_model_without_such_a_flow_says_so(models):
    chart = referral_flow_chart(models["trivselsforum_ssp"], file_of())
    assert not chart.spec
    assert "beskriver ikke trinene" in chart.alt


@st.composite
def partial_orders(draw):
    """Draw steps in any order, each after some of those with a lower number."""
    count = draw(st.integers(1, 12))
    steps = [
        Step(id=f"s{number}", label=f"Trin {number}", assumed=True,
             after=tuple(f"s{before}" for before in draw(st.sets(st.integers(0, number - 1))) if number))
        if number else Step(id="s0", label="Trin 0", assumed=True)
        for number in range(count)
    ]  # fmt: skip
    return draw(st.permutations(steps))


@given(partial_orders())
def test_no_line_runs_through_a_step_that_it_does_not_join(steps):
    ordered = in_order(steps)
    assert sorted(step.id for step in ordered) == sorted(step.id for step in steps)
    row = {step.id: number for number, step in enumerate(ordered)}
    assert all(row[before] < row[step.id] for step in ordered for before in step.after)
    joins = edges(ordered)
    strand = strands(ordered, joins)
    assert len({(strand[name], row[name]) for name in row}) == len(row)
    for join in joins:
        between = [name for name in row if row[join.before] < row[name] < row[join.after]]
        assert [name for name in between if strand[name] == strand[join.before]] == [] or any(
            other.before == join.before and other.after in between and strand[other.after] == strand[join.before]
            for other in joins
        )


@given(partial_orders())
def test_the_lines_say_the_whole_order_and_nothing_twice(steps):
    ordered = in_order(steps)
    joins = edges(ordered)

    def before(name):
        direct = {join.before for join in joins if join.after == name}
        return direct.union(*(before(other) for other in direct))

    for step in ordered:
        assert set(step.after) <= before(step.id)
    for join in joins:
        others = {other.before for other in joins if other.after == join.after} - {join.before}
        assert all(join.before not in before(other) for other in others)
