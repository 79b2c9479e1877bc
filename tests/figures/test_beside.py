"""What is drawn beside the figures: over time without made-up zeros, schools by their ids, and how cases have gone."""

from datetime import date, timedelta

from samrum_kit.domain.vocabulary import Forum
from samrum_kit.figures.beside import beside
from samrum_kit.figures.by_school import shares_by_school
from samrum_kit.figures.key_figures import count_figures
from samrum_kit.figures.over_time import items_over_time, minutes_over_time
from samrum_kit.figures.scope import Extent, Period, Scope
from samrum_kit.figures.time_course import time_course
from samrum_kit.measure.values import Undefined, number_or_none
from tests.builders import case, item, meeting, school
from tests.figures.asking import YEAR, basis_of

DAY = date(2025, 9, 10)
MODEL = "trivselsforum_ssp"


def met(meeting_id, on, school_id="SK-1", **fields):
    """Return a meeting of the forum that was held."""
    return meeting(meeting_id, forum="trivselsforum", held_on=on, planned_on=None, school_id=school_id, **fields)


def discussed(item_id, meeting_id, **fields):
    """Return an item about a single pupil that was discussed."""
    return item(item_id, meeting_id=meeting_id, **{"part": "individual", "discussed": True, **fields})


def numbers(table):
    """Return the numbers of a table by what stands before them, null where there is none."""
    return {row.figure: number_or_none(row.cell.value) for row in table.rows}


TWO_SCHOOLS = (school("SK-1"), school("SK-2"))


def test_for_several_schools_there_is_a_number_for_each_month_and_none_without_a_meeting():
    facts = (*TWO_SCHOOLS, met("M-1", DAY), met("M-2", DAY, "SK-2"), met("M-3", date(2025, 11, 3)),
             discussed("I-1", "M-1"), discussed("I-2", "M-1"), discussed("I-3", "M-2"),
             discussed("I-4", "M-3", discussed=False))  # fmt: skip
    found = numbers(items_over_time(basis_of(*facts)))
    assert len(found) == 12
    assert (found["september 2025"], found["oktober 2025"], found["november 2025"]) == (1.5, None, 0.0)


def test_for_one_school_there_is_a_number_for_each_meeting():
    facts = (met("M-2", DAY + timedelta(14)), met("M-1", DAY), discussed("I-1", "M-1"))
    assert numbers(items_over_time(basis_of(*facts))) == {"10. september 2025": 1.0, "24. september 2025": 0.0}


def test_months_that_have_not_begun_are_not_there():
    period = Period(YEAR.first, YEAR.last, date(2025, 9, 30))
    assert list(numbers(minutes_over_time(basis_of(met("M-1", DAY), period=period)))) == [
        "august 2025", "september 2025"
    ]  # fmt: skip


def test_only_what_is_about_a_case_stays_with_the_team():
    facts = (*TWO_SCHOOLS, met("M-1", DAY, minutes_written_on=DAY), met("M-2", DAY, "SK-2"), discussed("I-1", "M-1"))
    basis = basis_of(*facts)
    found = beside(count_figures(basis, Scope(Extent.ALL), basis.model))
    safe = found.about_no_case()
    assert len(safe.tables) < len(found.tables)
    assert safe.over_time
    assert safe.course == ()
    for table in safe.tables:
        assert [row.id for row in table.rows if row.cell.people is not None or row.cell.units] == []


def test_the_schools_stand_by_their_ids_with_all_of_them_last():
    facts = (school("SK-3"), *TWO_SCHOOLS, met("M-1", DAY, "SK-3", minutes_written_on=DAY),
             met("M-2", DAY, "SK-1", minutes_written_on=DAY), met("M-3", DAY + timedelta(7), "SK-1"))  # fmt: skip
    basis = basis_of(*facts)
    table = next(table for table in shares_by_school(basis, basis.model) if table.rows[0].id.startswith("meeting_doc"))
    assert [row.figure for row in table.rows[:-1]] == ["SK-1", "SK-2", "SK-3"]
    assert [(row.cell.count, row.cell.of) for row in table.rows] == [(1, 2), (0, 0), (1, 1), (2, 3)]
    assert isinstance(table.rows[1].cell.value, Undefined)
    assert {row.definition for row in table.rows} == {table.rows[0].definition}


def test_one_school_is_held_against_no_other():
    basis = basis_of(*TWO_SCHOOLS, met("M-1", DAY), school="SK-1")
    assert list(shares_by_school(basis, basis.model)) == []


def test_of_a_forum_nothing_else_is_told_school_by_school():
    basis = basis_of(*TWO_SCHOOLS, met("M-1", DAY), forum=Forum.TRIVSELSFORUM)
    names = {table.rows[0].id.partition(".")[0] for table in shares_by_school(basis, basis.model)}
    assert names <= {"meeting_documents", "general_prevention"}
    assert "meeting_documents" in names


def test_how_cases_have_gone_is_told_as_far_as_somebody_was_followed_and_comes_to_the_whole():
    facts = [case(f"S-{n}", first_concern_on=DAY, closed_on=DAY + timedelta(30 * n), closed_as="handled")
             for n in (1, 2)]  # fmt: skip
    facts.append(case("S-3", first_concern_on=DAY))
    period = Period(YEAR.first, YEAR.last, DAY + timedelta(65))
    table = time_course(basis_of(*facts, period=period))
    days: dict[str, dict[str, float]] = {}
    for row in table.rows:
        days.setdefault(row.figure, {})[row.id.rpartition(".")[2]] = number_or_none(row.cell.value)
    assert list(days) == [f"efter {day} dage" for day in (0, 20, 40, 60)]
    for shares in days.values():
        assert abs(shares["closed"] + shares["referred"] + shares["open"] - 1) < 1e-9
    assert [shares["followed"] for shares in days.values()] == [3, 3, 2, 2]
    assert {row.cell.people for row in table.rows} == {frozenset({"S-1", "S-2", "S-3"})}


def test_no_case_has_no_course():
    assert time_course(basis_of(met("M-1", DAY), case("S-1", first_concern_on=date(2020, 1, 1)))).rows == ()
