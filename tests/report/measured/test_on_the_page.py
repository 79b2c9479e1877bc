"""The measurements of a case on the page: each series with its picture, its sentences and every value."""

import re
from datetime import date, timedelta

import pytest

from samrum_kit.locale import speaking
from samrum_kit.measure.school_days import Closure, SchoolDays
from samrum_kit.report.charts import Chart
from samrum_kit.report.course import Course
from samrum_kit.report.measured.series import measured
from tests import builders
from tests.builders import file_of
from tests.report.measured.words import JUDGING

MONDAY = date(2025, 9, 1)


SERIES = builders.series()
WEEKS = [builders.observation(observed_on=MONDAY + timedelta(weeks=n), phase="Før" if n < 5 else "Indsats", value=8 - n)
         for n in range(8)]  # fmt: skip


def measurements(*facts, plain: bool = False) -> str:
    return Course(file_of(builders.pupil(), *facts), plain=plain).measurements._repr_html_()


def visible(html: str) -> str:
    """Return what stands on a page before anything is unfolded."""
    shown = re.sub(r"<style.*?</style>|<details.*?</details>", "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))


def test_the_expert_view_is_folded_away_and_holds_all_p_values():
    html = measurements(SERIES, *WEEKS)
    assert "<details" in html
    assert "open" not in re.search(r"<details[^>]*>", html)[0]
    assert "Mann-Whitney" in html
    assert re.search(r"Mann|, p\b|PND|Tau", visible(html)) is None
    assert JUDGING.search(visible(html)) is None


def test_the_parents_read_the_sentences_without_the_expert_view():
    html = measurements(SERIES, *WEEKS, plain=True)
    assert "<details" not in html
    assert "sammenfald i tid, ikke en årsag" in html


def test_other_changes_are_listed_word_for_word_or_it_is_said_that_there_are_none():
    changed = builders.plan(other_changes="Ny lærer <i> matematik, og ferie.")
    assert "Ny lærer &lt;i&gt; matematik, og ferie." in measurements(SERIES, *WEEKS, changed)
    assert "Der er ikke skrevet andre ændringer i planerne." in visible(measurements(SERIES, *WEEKS))


def test_a_phase_that_comes_again_is_a_phase_of_its_own():
    again = [builders.observation(observed_on=MONDAY + timedelta(weeks=8 + n), phase="Før", value=7) for n in range(3)]
    assert "»Før (2)« ved siden af »Indsats«" in visible(measurements(SERIES, *WEEKS, *again))


def test_more_than_three_series_are_told_to_change_by_chance():
    many = [builders.series(f"M-{n}") for n in range(4)]
    assert "oftere ændrer en af dem sig tilfældigt" in visible(measurements(*many))
    assert "tilfældigt" not in visible(measurements(*many[:3]))


def pieces(*facts, **known):
    return list(Course(file_of(builders.pupil(), *facts), **known).measurements)


def text_of(pieces):
    return visible("".join(piece.alt if isinstance(piece, Chart) else piece._repr_html_() for piece in pieces))


def test_each_picture_stands_between_what_is_measured_and_what_the_phases_show():
    found = pieces(SERIES, builders.series("SE-2", title="Ro i timen"), *WEEKS)
    (place,) = (place for place, piece in enumerate(found) if isinstance(piece, Chart))
    assert found[place].spec
    assert found[place].title == ""
    assert "Timer i klassen" in text_of(found[:place])
    assert "»Indsats« ved siden af »Før«" in text_of(found[place + 1 :])
    assert "Ro i timen" in text_of(found[place + 1 :])


def test_the_pieces_say_all_that_the_whole_says():
    facts = (SERIES, *WEEKS, builders.series("SE-2", title="Ro i timen"), builders.plan(other_changes="Ny lærer."))
    said = text_of(piece for piece in pieces(*facts) if not isinstance(piece, Chart))
    assert said.split() == visible(measurements(*facts)).split()


def test_a_series_without_a_measurement_is_not_lost():
    text = text_of(pieces(builders.series(title="Ro i timen", goal_value=7)))
    assert "Ro i timen" in text
    assert "Målværdi 7" in text
    assert "Der er ikke målt noget endnu." in text


def test_a_case_in_which_nothing_is_measured_says_so():
    assert "Målinger Der er ikke registreret noget." in text_of(pieces())


@pytest.mark.parametrize("lang", ["da", "nb", "en"])
def test_nothing_that_stands_open_on_the_page_judges_or_tells_a_p_value(lang):
    with speaking(lang):
        text = text_of(pieces(SERIES, *WEEKS, builders.plan(other_changes="Ny lærer.")))
    assert JUDGING.search(text) is None
    assert re.search(r"Mann|, p\b|PND|Tau|\bg\b", text) is None


AUTUMN = Closure(date(2025, 9, 30), date(2025, 10, 5), "Efterårsferie")
CALENDAR = SchoolDays("DK", date(2025, 8, 1), date(2026, 7, 31), [AUTUMN])


def test_the_calendar_shades_the_picture_and_names_the_holiday_at_the_change():
    text = text_of(pieces(SERIES, *WEEKS, calendar=CALENDAR))
    assert "Skoleferier: Efterårsferie (30. september 2025 – 5. oktober 2025)." in text
    assert "til »Indsats«: Efterårsferie." in text
    assert "Efterårsferie" not in text_of(pieces(SERIES, *WEEKS))


@pytest.mark.parametrize("municipality", ["Lykkeborg", "Egeholt"])
def test_the_calendar_counts_for_other_cases_in_its_own_municipality_alone(municipality):
    other = file_of(builders.school(municipality=municipality), builders.pupil(), SERIES, *WEEKS)
    course = Course(file_of(builders.pupil()), plain=True, others=(other,), calendar=CALENDAR)
    assert ("Efterårsferie" in course.other_cases._repr_html_()) is (municipality == "Lykkeborg")


@pytest.mark.parametrize(
    ("scale", "unit", "ends"),
    [
        ("rating", "1-10", (1, 10)), ("rating", "vurdering 1 – 9", (1, 9)), ("rating", "1 til 8", (1, 8)),
        ("rating", "fra 0 til 100", (0, 100)), ("rating", "1-7", (None, None)), ("rating", "points", (None, None)),
        ("rating", "10-1", (None, None)), ("test", "1-10", (None, None)), ("count", "i 1-10 dage", (0, None)),
        ("minutes", "minutter", (0, None)), ("percent", "procent", (0, 100)),
    ],
)  # fmt: skip
def test_the_ends_of_a_scale_are_those_of_its_kind_or_those_that_a_rating_tells(scale, unit, ends):
    (found,) = measured(file_of(builders.series(scale=scale, unit=unit), *WEEKS))
    assert found.limits == ends
