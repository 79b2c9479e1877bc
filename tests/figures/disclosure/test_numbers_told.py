"""Every number that leaves the team is held against the counts behind it, whatever sort of number it is."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from samrum_kit.domain.records import AgendaItem, Case
from samrum_kit.domain.vocabulary import Forum
from samrum_kit.figures.beside import beside
from samrum_kit.figures.disclosure.release import ReleasedFigures, released
from samrum_kit.figures.key_figures import count_figures
from samrum_kit.figures.scope import Extent, Scope
from samrum_kit.figures.written import as_csv, as_text
from tests import builders
from tests.figures.asking import basis_of

T = 5
DAY = date(2025, 9, 1)
RESSURSTEAM = "baerum_ressursteam"


def cases(number: int, *, first: int = 0, **fields: object) -> list[Case]:
    """Make up cases of classes that began on the same day."""
    return [builders.case(f"S-{n}", **{"kind": "class", "pupil_id": None, "first_concern_on": DAY, **fields})
            for n in range(first, first + number)]  # fmt: skip


def ended(number: int, days: int, *, first: int = 0, how: str = "handled") -> list[Case]:
    """Make up such cases that were closed after some days."""
    return cases(number, first=first, closed_on=DAY + timedelta(days), closed_as=how)


def told(*facts: object, model: str = RESSURSTEAM, kept: Iterable[str] = ()) -> ReleasedFigures:
    """Return what is told of some records."""
    basis = basis_of(*facts, model=model)
    return released(count_figures(basis, Scope(Extent.ALL), basis.model), kept, T)[0]


def shown(found: ReleasedFigures) -> set[str]:
    """Return the ids of the numbers that are told."""
    return {row.id for row in found.table.rows if not row.cell.held_back}


@pytest.mark.parametrize(
    "facts",
    [[*ended(2, 20), *cases(5, first=2)], [*ended(3, 20), *cases(7, first=3)],
     [*ended(7, 20), *ended(1, 20, first=7, how="referred"), *cases(9, first=8)]],
    ids=["seven", "ten", "seventeen"],
)  # fmt: skip
def test_that_half_have_not_ended_yet_does_not_tell_that_few_have(facts: list[Case]) -> None:
    found = told(*facts)
    assert "time_from_concern.cases" in shown(found)
    assert not {"time_from_concern.open", "time_from_concern.median"} & shown(found)


def test_a_short_mean_does_not_tell_that_hardly_anybody_is_left() -> None:
    found = told(*ended(20, 10), *cases(1, first=20))
    assert "time_from_concern.cases" in shown(found)
    assert not {"time_from_concern.open", "time_from_concern.mean"} & shown(found)


def test_times_are_told_where_the_counts_beside_them_tell_as_much() -> None:
    assert {"time_from_concern.median", "time_from_concern.mean"} <= shown(told(*ended(14, 30), *cases(12, first=14)))
    still_open = [*ended(9, 30), *ended(9, 30, first=9, how="referred"), *cases(30, first=18)]
    assert {"time_from_concern.open", "time_from_concern.median"} <= shown(told(*still_open))


def test_a_median_that_few_were_followed_to_is_not_told() -> None:
    young = cases(12, first_concern_on=date(2026, 7, 25))
    assert "time_from_concern.median" not in shown(told(*young, *ended(5, 60, first=12), *ended(5, 90, first=17),
                                                        *ended(2, 1, first=22), *cases(1, first=24)))  # fmt: skip


def test_that_half_have_not_reached_a_step_does_not_tell_that_few_have() -> None:
    facts = [*ended(3, 20), *cases(7, first=3)]
    assert "time_by_step.referral.cases" in shown(told(*facts, model="haderslev"))
    assert "time_by_step.referral.median" not in shown(told(*facts, model="haderslev"))


def test_nobody_stands_behind_a_number_that_is_told() -> None:
    found = told(*ended(14, 30), *cases(12, first=14))
    assert "S-1" not in repr(found)


def items(number: int, part: str, *, first: int = 0) -> list[AgendaItem]:
    """Make up items about no case that were discussed at a meeting of a ressursteam."""
    return [builders.item(f"I-{n}", part=part, discussed=True) for n in range(first, first + number)]


def test_items_about_pupils_are_not_what_is_left_when_the_others_are_taken_away() -> None:
    facts = [builders.meeting("M-1", forum="ressursteam"), *items(17, "system"), *items(3, "individual", first=17),
             *cases(12)]  # fmt: skip
    basis = basis_of(*facts, model=RESSURSTEAM)
    first, kept = released(count_figures(basis, Scope(Extent.ALL), basis.model), (), T)
    assert "system_items_discussed" in shown(first)
    assert "individual_items_discussed" not in shown(first)
    of_forum = replace(basis, forum=Forum.RESSURSTEAM)
    asking = count_figures(of_forum, Scope(Extent.ALL), basis_of().model)
    second = released(asking, [kept], T)[0]
    assert "forum_meetings.ressursteam.meetings" in shown(second)
    assert "forum_meetings.ressursteam.items" not in shown(second)


def test_the_staff_of_a_few_measures_are_no_difference() -> None:
    def measures(number: int, staff: float | None, first: int = 0) -> list[object]:
        return [builders.measure(f"T-{n}", plan_id=None, meeting_id="M-1", target="context", staff_benefiting=staff,
                                 starts_on=DAY) for n in range(first, first + number)]  # fmt: skip

    meeting = builders.meeting("M-1", forum="ressursteam")
    few_without = told(meeting, *measures(10, 4), *measures(2, None, 10), *cases(12))
    assert "system_measures_started" in shown(few_without)
    assert not {"staff_benefiting.participations", "staff_benefiting.median"} & shown(few_without)
    assert set(few_without.to_json()["staff_benefiting"].values()) == {None}
    few_with = told(meeting, *measures(2, 4), *measures(10, None, 2), *cases(12))
    assert not {"staff_benefiting.participations", "staff_benefiting.median"} & shown(few_with)
    all_with = told(meeting, *measures(12, 4), *cases(12))
    assert all_with.to_json()["staff_benefiting"]["participations"] == 48


def test_meetings_about_one_case_each_are_counted_like_cases() -> None:
    def dialogues(number: int) -> ReleasedFigures:
        held = [builders.meeting(f"M-{n}", forum="dialogue", case_id=f"S-{n}", held_on=DAY, requested_on=DAY,
                                 minutes_written_on=DAY) for n in range(number)]  # fmt: skip
        return told(*held, builders.participant("ppr", meeting_id="M-0"), *ended(10, 20), *cases(10, first=10),
                    model="aalborg_samrum")  # fmt: skip

    few, many = dialogues(2), dialogues(12)
    assert not {name for name in shown(few) if ".dialogue." in name}
    for written in (as_text(few), as_csv(few), str(few.to_json())):
        assert "M-" not in written
    assert {"forum_meetings.dialogue.meetings", "lead_time.dialogue.requests"} <= shown(many)


def test_no_picture_of_meetings_about_cases_leaves_the_team() -> None:
    held = [builders.meeting(f"M-{n}", forum="dialogue", case_id=f"S-{n}", held_on=DAY, minutes_written_on=DAY)
            for n in range(2)]  # fmt: skip
    basis = basis_of(*held, *cases(12), model="aalborg_samrum")
    drawn = beside(count_figures(basis, Scope(Extent.ALL), basis.model))
    assert drawn.over_time
    assert drawn.about_no_case().tables == ()


def test_what_a_model_does_not_ask_for_is_not_told_beside_it() -> None:
    basis = basis_of(*ended(3, 20), *cases(9, first=3), model=RESSURSTEAM)
    asked = [figure for figure in basis.model.key_figures if figure.id == "system_measures_started"]
    words = basis.model.model_copy(update={"key_figures": (*asked, *basis_of(model="haderslev").model.key_figures)})
    content = released(count_figures(basis, Scope(Extent.ALL), words), (), T)[0].to_json()
    assert "system_measures_started" in content
    assert not {"time_from_concern", "staff_benefiting", "individual_measures_started"} & content.keys()


def test_much_about_one_case_is_no_large_difference() -> None:
    meeting = builders.meeting("M-1", forum="ressursteam")
    first = [builders.item(f"I-{n}", case_id=f"S-{n}", discussed=True) for n in range(12)]
    more = [builders.item(f"I-{n}", case_id="S-1", discussed=True) for n in range(12, 20)]
    basis = basis_of(meeting, *first, *cases(12), model=RESSURSTEAM)
    before, kept = released(count_figures(basis, Scope(Extent.ALL), basis.model), (), T)
    assert before.to_json()["individual_items_discussed"] == 12
    assert "individual_items_discussed" not in shown(told(meeting, *first, *more, *cases(12), kept=[kept]))
    assert "individual_items_discussed" in shown(told(meeting, *first, *more, *cases(12)))


def test_no_share_is_told_of_a_number_of_cases_that_is_held_back() -> None:
    before = [*ended(10, 20), *cases(15, first=10)]
    basis = basis_of(*before, model=RESSURSTEAM)
    kept = released(count_figures(basis, Scope(Extent.ALL), basis.model), (), T)[1]
    found = shown(told(*before, *cases(2, first=25), kept=[kept]))
    assert "time_from_concern.cases" not in found
    assert not {name for name in found if name.startswith("time_from_concern.share")}
