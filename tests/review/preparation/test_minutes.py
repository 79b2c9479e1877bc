"""How minutes are shared out."""

from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.review.preparation.minutes import LEAST, STEP, room_for, shared_out


@given(st.integers(1, 480), st.integers(1, 20))
def test_the_shares_add_up_exactly_and_differ_by_one_step_at_most(minutes, items):
    shares = shared_out(minutes, items)
    whole = [share - (minutes % STEP if number == items - 1 else 0) for number, share in enumerate(shares)]
    assert sum(shares) == minutes
    assert len(shares) == items
    assert all(share % STEP == 0 for share in whole)
    assert max(whole) - min(whole) <= STEP


@given(st.integers(LEAST, 480))
def test_whatever_has_room_gets_ten_minutes_or_all_but_a_step(minutes):
    assert min(shared_out(minutes, room_for(minutes))) >= LEAST


def test_there_is_no_room_in_less_than_ten_minutes():
    assert [room_for(minutes) for minutes in (-5, 0, 9, 10, 19, 60)] == [0, 0, 0, 1, 1, 6]
