"""The same figures for a forum, for each school and for each month; schools in the order of their ids."""

from datetime import date
from pathlib import Path

import pytest

from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.figures.counters import COUNTERS
from samrum_kit.figures.key_figures import KeyFigures, count_figures
from samrum_kit.figures.ressursteam import RessursteamFigures
from samrum_kit.figures.scope import Extent, Period, Scope
from samrum_kit.models import shipped_models
from samrum_kit.models.parts import FigureName
from samrum_kit.review.registry import signatures
from samrum_kit.workspace import Workspace
from tests import builders
from tests.cli.command_line import PASSPHRASE
from tests.figures.asking import YEAR, basis_of

MODELS = shipped_models(signatures())
ITEMS = "individual_items_discussed"


def meetings(**schools: list[date]) -> list:
    found = []
    for name, days in schools.items():
        school_id = name.replace("_", "-")
        found.append(builders.school(school_id))
        for n, day in enumerate(days):
            meeting = builders.meeting(f"M-{school_id}-{n}", school_id=school_id, forum="ressursteam", held_on=day)
            found += [meeting, builders.item(f"I-{school_id}-{n}", meeting_id=meeting.meeting_id, discussed=True)]
    return found


def figures(*facts, model: str = "baerum_ressursteam", period: Period = YEAR) -> KeyFigures:
    basis = basis_of(*facts, model=model, period=period)
    return count_figures(basis, Scope(Extent.ALL), basis.model)


def value(found: KeyFigures, name: str):
    cell = found.cell(name)
    return None if cell is None else cell.value


def test_every_figure_that_a_model_can_ask_for_can_be_counted() -> None:
    asked = set(FigureName.__args__)
    assert asked - COUNTERS.keys() == {figure.id for figure in MODELS["baerum_ressursteam"].key_figures}
    assert COUNTERS.keys() <= asked
    assert asked == {figure.id for model in MODELS.values() for figure in model.key_figures}


def test_the_schools_come_in_the_order_of_their_ids_and_never_by_what_they_count() -> None:
    facts = meetings(SK_3=[date(2025, 9, 1)], SK_1=[date(2025, 9, 1)] * 3, SK_2=[])
    apart = list(figures(*facts).by_school())
    assert [(one.scope.name, value(one, ITEMS)) for one in apart] == [("SK-1", 3), ("SK-2", 0), ("SK-3", 1)]
    assert [one.has_met for one in apart] == [True, False, True]


def test_each_school_by_itself_has_the_figures_of_a_question_about_it() -> None:
    facts = meetings(SK_1=[date(2025, 9, 1)] * 3, SK_2=[date(2025, 9, 1)])
    for one in figures(*facts).by_school():
        basis = basis_of(*facts, model="baerum_ressursteam", school=one.scope.name)
        assert one.to_json() == count_figures(basis, one.scope, basis.model).to_json()


def test_the_months_are_cut_at_the_ends_of_the_period_and_add_up() -> None:
    period = Period(date(2025, 8, 15), date(2026, 1, 10), date(2026, 1, 10))
    days = [date(2025, 8, 14), date(2025, 8, 15), date(2025, 8, 31), date(2025, 12, 31), date(2026, 1, 1)]
    whole = figures(*meetings(SK_1=days), period=period)
    months = list(whole.by_month())
    assert [(one.period.first, one.period.last) for one in months][::5] == [
        (date(2025, 8, 15), date(2025, 8, 31)), (date(2026, 1, 1), date(2026, 1, 10)),
    ]  # fmt: skip
    assert [value(one, ITEMS) for one in months] == [2, 0, 0, 0, 1, 1]
    assert value(whole, ITEMS) == 4


def test_a_month_in_which_nobody_met_says_so_and_one_to_come_is_left_out() -> None:
    period = Period(date(2025, 8, 1), date(2025, 12, 31), date(2025, 10, 9))
    months = list(figures(*meetings(SK_1=[date(2025, 9, 1)]), period=period).by_month())
    assert [(one.period.first.month, one.has_met) for one in months] == [(8, False), (9, True), (10, False)]


def test_a_model_that_asks_for_some_of_the_ressursteams_figures_has_all_of_the_contract_in_its_json() -> None:
    found = figures()
    assert isinstance(found.figures, RessursteamFigures)
    assert "figures" not in found.to_json()
    assert figures(model="haderslev").figures is None


@pytest.fixture
def workspace(tmp_path: Path):
    made, _recovery_key = Workspace.create(tmp_path / "rum", ["baerum_ressursteam", "aalborg_samrum"], PASSPHRASE)
    with made:
        with made.store.writing() as transaction:
            transaction.save(meetings(SK_1=[date(2025, 9, 1)]))
        yield made


ASKED = {"from_day": "2025-08-01", "to_day": "2026-07-31", "as_of": "2026-07-31"}


def test_a_forum_whose_model_does_not_ask_is_told_in_the_words_of_the_one_that_does(workspace: Workspace) -> None:
    found = workspace.figures(forum="ressursteam", **ASKED)
    assert (found.model, found.words.id) == ("baerum_ressursteam", "trivselsforum_ssp")
    assert value(found, "forum_meetings.ressursteam.meetings") == 1
    assert found.to_json()["forum"] == "ressursteam"
    assert {row.source for row in found.table.rows} == {"003_2d7b13d1820dd83a.txt"}


def test_a_forum_whose_model_asks_is_told_in_its_own_words(workspace: Workspace) -> None:
    assert workspace.figures(forum="samrum", **ASKED).words.id == "aalborg_samrum"


def test_a_forum_that_nobody_has_is_unknown(workspace: Workspace) -> None:
    for forum in ("trivselsforum", "findes-ikke"):
        with pytest.raises(UnknownName):
            workspace.figures(forum=forum, **ASKED)


def test_without_a_model_or_a_forum_it_is_not_clear_what_to_count(workspace: Workspace) -> None:
    with pytest.raises(UsageError):
        workspace.figures(**ASKED)
