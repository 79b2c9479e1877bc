"""What is said of measurements: fixed sentences, true of the numbers, and nothing that judges."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.domain.vocabulary import Improvement, Scale
from samrum_kit.locale import speaking
from samrum_kit.measure.school_days import Closure, SchoolDays
from samrum_kit.measure.single_case import Against, Period, compare, comparisons
from samrum_kit.report.measured.expert import lines
from samrum_kit.report.measured.sentences import coincidence, only_phase, percent, said
from tests.report.measured.words import JUDGING

UP, DOWN = Improvement
MONDAY = date(2025, 9, 1)


def period(name: str, values: list[float | None], week: int = 0) -> Period:
    return Period(name, tuple(MONDAY + timedelta(weeks=week + n) for n in range(len(values))), tuple(values))


def told(before: list[float | None], during: list[float | None], way: Improvement = DOWN, **limits) -> str:
    found = said(compare(period("Før", before), period("Indsats", during, len(before)), way, **limits))
    return " ".join((*found.sentences, *found.weaknesses)).replace("\u00a0", " ")


def test_an_ordinary_course_is_told_as_it_lay_and_how_sure_that_is():
    text = told([7, 8, 7, 6, 8], [6, 6, 5, 6, 4, 5, 4, 3, 4])
    assert "I »Før« (5 målinger) lå tallene typisk på 7, i »Indsats« (9 målinger) på 5." in text
    assert "97 % af alle sammenligninger" in text
    assert "og en fra den senere i den ønskede retning (usikkerhed 66–100 %)" in text
    assert "I »Før« var tallene stabile: Samlet set gik de hverken op eller ned." in text


def test_a_drift_that_was_there_before_is_told_however_little_the_phases_overlap():
    text = told([10, 9, 8, 7, 6], [6, 5, 5, 5, 4, 4])
    assert "98 % af alle sammenligninger" in text
    assert "I »Før« var tallene allerede på vej ned, med 1 om ugen." in text
    assert "er der ingen ændring i den ønskede retning ud over den" in text
    assert "allerede før »Indsats« begyndte" in text


def test_a_drift_the_other_way_is_told_without_already():
    text = told([5, 6, 7, 8, 9], [4, 4, 3, 3, 2])
    assert "I »Før« var tallene på vej op, med 1 om ugen." in text
    assert "går flere af sammenligningerne i den ønskede retning end imod den" in text


@pytest.mark.parametrize(
    ("n", "shown", "provisional"), [(2, False, False), (3, True, True), (4, True, True), (5, True, False)]
)
def test_fewer_than_three_points_in_a_phase_are_too_few_and_fewer_than_five_provisional(n, shown, provisional):
    text = told([7, 8, 6, 7, 9][:n], [5, 4, 5, 6, 4])
    assert ("sammenligninger mellem" in text) is shown
    assert ("For få målinger til at beregne noget" in text) is not shown
    assert ("foreløbigt" in text) is provisional


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 6])
def test_the_trend_is_always_told(n):
    assert re.search(r"I »Før« var tallene|Om tallene i »Før«", told([7, 8, 6, 7, 9, 8][:n], [5, 4, 5]))


@pytest.mark.parametrize(
    ("before", "during", "words"),
    [
        ([3, 4, 2, 3, 4], [1, 0, 0, 0, 0], "ved skalaens ende"),
        ([3, None, 2, 3, 4], [1, None, 1, 2, 1], "hver femte måling mangler"),
        ([4, 4, 4, 4, 4], [1, 2, 1, 2, 1], "Alle målinger i »Før« er ens"),
    ],
)
def test_what_makes_the_numbers_weak_is_told_by_itself(before, during, words):
    assert words in told(before, during, limits=(0, None))
    assert words not in told([7, 8, 7, 6, 8], [6, 6, 5, 6, 4], limits=(0, None))


def test_a_tie_is_told_to_count_as_half_and_only_then():
    assert "tæller halvt" in told([5, 5, 5], [5, 5, 5])
    assert "tæller halvt" not in told([5, 6, 5], [4, 3, 4])


def test_one_or_two_measurements_lie_typically_nowhere():
    text = told([5], [3, 4, 3])
    assert "I »Før« er der 1 måling, i »Indsats« 3 målinger." in text
    assert "typisk" not in text


def test_a_trend_of_few_measurements_is_told_and_not_calculated_with():
    text = told([5, 6, 7], [4, 3, 4])
    assert "I »Før« var tallene på vej op, med 1 om ugen. Den udvikling bygger på for få målinger" in text
    assert "føres videre" not in text


def test_nothing_is_calculated_with_a_phase_of_fewer_than_three_measurements():
    text = told([9, 8, 7, 6, 5, 4], [5, 5])
    assert "allerede på vej ned, med 1 om ugen." in text
    assert "føres videre" not in text
    assert "typisk" not in text


def test_parents_read_of_a_hundred_comparisons_and_never_of_per_cent():
    found = said(compare(period("Før", [7, 8, 7, 6, 8]), period("Indsats", [5, 5, 6, 4, 5], 5), DOWN), plain=True)
    text = " ".join(found.sentences)
    assert "Når hver måling i »Før« holdes op mod hver måling i »Indsats«, går 98 ud af 100" in text
    assert "Det er ikke helt sikkert: Det kan godt være et sted mellem" in text
    assert "%" not in text


def test_a_series_with_one_phase_is_held_up_against_nothing():
    assert only_phase(period("Før", [7, None])) == (
        "Der er indtil nu kun én fase, »Før« (1 måling), og ikke noget at holde den op mod."
    )


def test_a_holiday_at_the_change_is_named():
    autumn = Closure(date(2025, 10, 11), date(2025, 10, 19), "Efterårsferie")
    calendar = SchoolDays("DK", date(2025, 8, 1), date(2026, 7, 31), [autumn])
    found = compare(period("Før", [7, 8, 7, 6, 8, 7]), period("Indsats", [5, 4, 5], 7), DOWN, calendar=calendar)
    assert "Der var skoleferie ved skiftet fra »Før« til »Indsats«: Efterårsferie." in said(found).weaknesses


def test_days_without_school_that_have_no_name_are_told_without_one():
    easter = SchoolDays("DK", date(2025, 8, 1), date(2026, 7, 31))
    found = compare(period("Før", [7, 8, 7], 28), period("Indsats", [5, 4, 5], 31), DOWN, calendar=easter)
    assert "Der var skolefrie dage ved skiftet fra »Før« til »Indsats«." in said(found).weaknesses


@pytest.mark.parametrize(
    ("value", "words"), [(102.5, "102,5"), (98.25, "98,25"), (1234.5, "1.234,5"), (0.0004, "0,0004")]
)
def test_a_median_is_told_as_it_was_measured(value, words):
    assert f"lå tallene typisk på {words}, i »Indsats«" in told([value] * 3, [5, 4, 5])


def test_a_trend_is_told_however_small():
    assert "på vej op, med 0,0004 om ugen" in told([0, 0.0004, 0.0008], [0, 0, 0])
    assert "på vej op, med 12,5 om ugen" in told([0, 12.5, 25], [0, 0, 0])


def test_phases_that_lie_apart_are_told_so():
    far = compare(period("Før", [7, 8, 7]), period("Indsats", [5, 4, 5], 9), DOWN)
    assert "mere end tre uger" in " ".join(said(far).weaknesses)


def test_each_phase_stands_beside_the_one_before_and_once_beside_the_first():
    found = comparisons([period("A", [1, 2, 3]), period("B", [2, 3, 4], 3), period("C", [5, 6, 7], 6)], UP)
    assert [(one.later.name, one.earlier.name, one.against) for one in found] == [
        ("B", "A", Against.PRECEDING), ("C", "B", Against.PRECEDING), ("C", "A", Against.BASELINE)]  # fmt: skip
    assert said(found[2]).heading == "»C« ved siden af den første fase, »A«"


VALUES = st.lists(st.one_of(st.none(), st.integers(0, 12).map(float)), min_size=1, max_size=9)


@given(VALUES, VALUES, st.sampled_from(Improvement), st.sampled_from(["da", "nb"]))
def test_no_sentence_judges_or_tells_a_p_value(before, during, way, lang):
    with speaking(lang):
        text = told(before, during, way, limits=(0, 10)) + coincidence()
    assert JUDGING.search(text) is None
    assert "{" not in text
    assert "nan" not in text.lower()


@pytest.mark.parametrize(
    ("share", "words"), [(0, "0 %"), (0.001, "1 %"), (0.5, "50 %"), (0.999, "99 %"), (1, "100 %")]
)  # fmt: skip
def test_only_all_is_a_hundred_per_cent(share, words):
    assert percent(share) == words.replace(" ", "\u00a0")


@given(VALUES, VALUES, st.sampled_from(Improvement), st.sampled_from(Scale))
def test_the_expert_view_tells_a_number_or_why_there_is_none(before, during, way, scale):
    found = lines(compare(period("A", before), period("B", during, len(before)), way), scale, 5)
    assert all(line.value and line.words for line in found)
    assert len({line.name for line in found}) == len(found)
    (change,) = (line for line in found if line.name == "Ændring i procent")
    if scale not in {Scale.COUNT, Scale.MINUTES}:
        assert change.value == "kan ikke beregnes: det gælder kun for antal og minutter"


def test_a_small_p_is_no_nothing():
    found = lines(compare(period("A", [9] * 10), period("B", [1] * 10, 10), DOWN), Scale.RATING, None)
    (line,) = (line for line in found if line.name.startswith("Mann-Whitney"))
    assert re.fullmatch(r"0,0000\d+", line.value)
