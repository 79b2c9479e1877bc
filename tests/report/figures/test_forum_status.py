"""The yearly status of a forum: numbers stand under what they belong to, and no words are about numbers not there."""

from datetime import date, timedelta

import pytest

from samrum_kit.domain.vocabulary import Forum
from samrum_kit.figures.beside import beside
from samrum_kit.figures.key_figures import count_figures
from samrum_kit.figures.scope import Extent, Scope
from samrum_kit.locale import speaking
from samrum_kit.report.charts import Chart
from samrum_kit.report.figures import FigureReport, ForumStatus
from tests.builders import item, meeting, school
from tests.figures.asking import basis_of

DAY = date(2025, 10, 1)


def status(*facts, forum=Forum.TRIVSELSFORUM, model="trivselsforum_ssp"):
    """Return the status of a forum at the schools of some records."""
    basis = basis_of(*facts, forum=forum, model=model)
    found = count_figures(basis, Scope(Extent.ALL), basis.model)
    return ForumStatus(FigureReport(found, beside(found), 5))


def met(number, forum="trivselsforum", **fields):
    """Return a meeting that was held, a week after the one before it."""
    day = DAY + timedelta(7 * number)
    return meeting(f"M-{number}", **{"forum": forum, "held_on": day, "planned_on": None} | fields)


def html(parts):
    """Return parts as a page shows them."""
    return "".join(part._repr_html_() for part in parts if not isinstance(part, Chart))


def test_words_about_numbers_stand_only_where_there_are_numbers():
    with speaking("da"):
        asks_for_none = html(status(met(1, "samrum"), forum=Forum.SAMRUM, model="aalborg_samrum").works)
        has_some = html(status(met(1)).works)
    assert "Her er der ingen tal om forummet." in asks_for_none
    assert "Tallene står her" not in asks_for_none
    assert "Tallene står her, fordi statussen på trivselsforum fra 2009 spurgte til dem her." in has_some


@pytest.mark.parametrize("lang", ["da", "nb"])
def test_the_pictures_stand_together_under_one_heading(lang):
    facts = [one for number in (1, 2, 3) for one in (
        met(number, school_id=f"SK-{number}"), school(f"SK-{number}"),
        item(f"I-{number}", meeting_id=f"M-{number}", discussed=True, part="system"))]  # fmt: skip
    with speaking(lang):
        heading, *shown = status(*facts).pictures
        assert heading._repr_html_().count("<h2>") == 1
        charts = [part for part in shown if isinstance(part, Chart)]
        assert charts
        assert {chart.level for chart in charts} == {3}


def test_without_pictures_there_is_no_heading_for_them():
    assert status().pictures == ()


def test_a_year_without_meetings_is_told_at_once():
    with speaking("da"):
        assert "Der er ikke holdt møder i forummet i perioden" in html(status().method)
        assert "Der er ikke holdt møder" not in html(status(met(1)).method)


def test_schools_that_had_nothing_to_count_are_named_in_one_line():
    facts = [one for number in (1, 2) for one in (
        met(number, school_id=f"SK-{number}"), school(f"SK-{number}"),
        item(f"I-{number}", meeting_id=f"M-{number}", discussed=True, part="system"))]  # fmt: skip
    with speaking("da"):
        shown = html(status(*facts, school("SK-3"), school("SK-4")).pictures)
    assert 'Intet at tælle: <code class="samrum-id">SK-3</code>, <code class="samrum-id">SK-4</code></p>' in shown
    assert [name in shown for name in ('<th scope="row">SK-1', '<th scope="row">SK-3')] == [True, False]
