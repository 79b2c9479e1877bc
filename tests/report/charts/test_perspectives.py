"""The coverage of perspectives: who described what, how old it is, and what nobody has described."""

import pytest

from samrum_kit.domain.vocabulary import Perspective
from samrum_kit.locale import format_day
from samrum_kit.report.charts import perspectives_chart
from samrum_kit.report.charts.wording import LONGEST, age
from tests.builders import TODAY, day, file_of, perspective, plan
from tests.report.charts.test_timeline import drawn_texts


def marks(chart, shape):
    """Return the places of a shape in a picture, without the key below the plot."""
    layers = [layer for layer in chart.spec["layer"] if layer["encoding"]["x"]["type"] == "temporal"]
    return [value for layer in layers for value in layer["data"]["values"] if value.get("shape") == shape]


def test_every_perspective_stands_there_and_the_child_comes_first():
    texts = drawn_texts(perspectives_chart(file_of(perspective())))
    names = [words.label_da for words in Perspective]
    assert [text for text in texts if text in names] == names
    assert texts.count("ikke beskrevet") == 9


def test_a_description_says_by_whom_and_how_old_it_is():
    file = file_of(perspective(recorded_on=day(-30)), perspective("PE-2", by_role="parent", recorded_on=day(-100)))
    said = f"Elev, {format_day(day(-30))} (30 dage gammel); Forælder, {format_day(day(-100))} (3 måneder gammel)."
    assert said in perspectives_chart(file).alt.replace("\u00a0", " ")


def test_the_childs_own_words_stand_before_newer_ones_of_others():
    file = file_of(perspective(recorded_on=day(-300)), perspective("PE-2", by_role="parent", recorded_on=day(-1)))
    words = perspectives_chart(file).alt
    assert words.index("Elev") < words.index("Forælder")
    assert len(marks(perspectives_chart(file), "circle")) == 1
    assert len(marks(perspectives_chart(file), "square")) == 1


def test_whoever_described_something_several_times_stands_once():
    file = file_of(*(perspective(f"PE-{number}", recorded_on=day(-number)) for number in (1, 40, 80)))
    assert "Elev, 3 gange, senest" in perspectives_chart(file).alt
    assert len(marks(perspectives_chart(file), "circle")) == 3


def test_words_that_stand_in_a_plan_count_from_its_first_day():
    told = {"child_voice": "Jeg vil gerne være med.", "parent_perspective": "Det går fremad."}
    file = file_of(plan(starts_on=day(-60), **told), plan("P-2", starts_on=day(5), child_voice="Ikke endnu."))
    chart = perspectives_chart(file)
    assert f"Barnets perspektiver: plan P-1, {format_day(day(-60))} (" in chart.alt
    assert "Forældrenes perspektiver: plan P-1" in chart.alt
    assert "P-2" not in chart.alt
    assert len(marks(chart, "diamond")) == 2


def test_where_a_plan_says_why_a_voice_is_missing_the_plan_is_named():
    ppr = perspective(perspective="ppr", by_role="ppr")
    file = file_of(plan(child_voice_missing_reason="Er ikke spurgt endnu."), ppr)
    assert "Barnets perspektiver: ikke beskrevet; begrundelsen står i plan P-1." in perspectives_chart(file).alt


def test_only_the_shapes_that_are_used_are_explained():
    texts = drawn_texts(perspectives_chart(file_of(perspective())))
    assert "med egne ord" in texts
    assert "skrevet i en plan" not in texts


def test_the_words_stay_short_enough_to_listen_to():
    roles = ["pupil", "parent", "class_teacher", "ppr", "psychologist", "speech_therapist", "family_counselling"]
    entries = [perspective(f"PE-{number}-{role}", perspective=words, by_role=role, recorded_on=day(-number))
               for number, words in enumerate(Perspective) for role in roles]
    words = perspectives_chart(file_of(*entries)).alt
    assert len(words) <= LONGEST
    assert [label for label in (entry.label_da for entry in Perspective) if label not in words] == []


@pytest.mark.parametrize(("offset", "words"), [(0, "0 dage"), (-1, "1 dag"), (-58, "58 dage"), (-59, "2 måneder"),
                                               (-365, "12 måneder")])
def test_an_age_is_told_in_days_and_then_in_months(offset, words):
    assert age(day(offset), TODAY) == words
