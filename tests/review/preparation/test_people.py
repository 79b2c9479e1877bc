"""Attendance of the permanent roles, the rota of the invited ones, and the balance of the year."""

from datetime import date

from samrum_kit.domain.vocabulary import AgendaPart, Role
from tests.builders import day, item, meeting, participant, school


def held(number, *roles, **fields):
    meeting_id = f"M-{number}"
    return (meeting(meeting_id, **({"held_on": day(-7 * number)} | fields)),
            *(participant(role, meeting_id=meeting_id, person=f"p{n}") for n, role in enumerate(roles)))


def count(analysis):
    return {str(role.role): (role.present, role.absent) for role in analysis.attendance.roles}


def test_permanent_roles_are_counted_by_role_at_the_held_meetings_of_the_year(prepared):
    absent = participant("ppr", meeting_id="M-3", present=False)
    facts = (*held(1, "ppr"), *held(2, "ppr", "resource_person"), *held(3), absent,
             *held(40, "ppr", held_on=date(2025, 7, 31)), *held(41, "ppr", held_on=None, planned_on=day(-1)))
    analysis = prepared("samrum", *facts)
    assert count(analysis) == {"school_management": (0, 3), "ppr": (2, 1), "resource_person": (1, 2)}
    assert analysis.attendance.meetings == 3


def test_the_principal_stands_for_the_school_management(prepared):
    assert count(prepared("samrum", *held(1, "principal")))["school_management"] == (1, 0)


def test_a_combined_school_has_the_permanent_roles_of_both(prepared):
    roles = count(prepared("ressursteam", school(school_type="combined")))
    assert {"milieu_teacher", "social_teacher"} <= set(roles)
    assert "social_teacher" not in count(prepared("ressursteam"))


def test_the_last_day_of_a_role_is_told_also_from_an_earlier_year(prepared):
    analysis = prepared("samrum", *held(1), *held(60, "ppr"))
    (ppr,) = [role for role in analysis.attendance.roles if role.role is Role.PPR]
    assert ppr.last_present == day(-420)


def turns(analysis):
    return [(str(turn.role), turn.meeting, turn.around) for turn in analysis.rota.turns]


def test_the_invited_role_that_has_been_away_longest_is_proposed_first(prepared):
    def ressursteam(number, *roles):
        return held(number, *roles, forum="ressursteam")

    facts = (*ressursteam(1, "speech_therapist"), *ressursteam(2, "child_psychiatry"), *ressursteam(3, "family_group"))
    assert turns(prepared("ressursteam", *facts)) == [
        ("mental_health_team", 0, day(0)), ("refugee_service", 1, day(7)), ("family_group", 2, day(14)),
        ("child_psychiatry", 3, day(21)), ("speech_therapist", 4, day(28))]


def test_who_stands_on_the_list_has_this_meeting_and_the_others_follow(prepared):
    planned = (meeting(forum="ressursteam", held_on=None, planned_on=day(0)), participant("child_psychiatry"))
    analysis = prepared("ressursteam", *planned)
    assert turns(analysis)[:2] == [("child_psychiatry", 0, day(0)), ("speech_therapist", 1, day(7))]
    assert analysis.rota.turns[0].on_list


def test_parents_and_teachers_come_with_their_case_and_not_in_turn(prepared):
    assert {turn for _role, turn, _day in turns(prepared("trivselsforum"))} == {None}
    assert {turn for _role, turn, _day in turns(prepared("dialogue"))} == {None}


def test_meetings_of_a_month_keep_their_day_where_the_month_has_it(prepared):
    assert [on for _role, _turn, on in turns(prepared("team", on=date(2026, 12, 31)))] == [
        date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]


def test_the_balance_counts_items_and_minutes_of_the_years_held_meetings(prepared):
    facts = (*held(1), *held(2), *held(40, held_on=date(2025, 7, 31)), *held(0),
             item("I-1", meeting_id="M-1", part="system", discussed=True, minutes_planned=30),
             item("I-2", meeting_id="M-2", part="individual", discussed=False, minutes_planned=15),
             item("I-3", meeting_id="M-2", part="individual", discussed=True),
             item("I-4", meeting_id="M-2", part="wondering", discussed=True, minutes_planned=5),
             item("I-5", meeting_id="M-40", part="system", discussed=True),
             item("I-6", meeting_id="M-0", part="system", discussed=True))
    balance = prepared("samrum", *facts).balance
    assert (balance.meetings, balance.from_day) == (2, date(2025, 8, 1))
    assert {count.part: (count.items, count.discussed, count.minutes) for count in balance.parts} == {
        AgendaPart.SYSTEM: (1, 1, 30), AgendaPart.WONDERING: (1, 1, 5), AgendaPart.INDIVIDUAL: (2, 1, 15)}
