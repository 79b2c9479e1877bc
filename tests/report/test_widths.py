"""The widths of a table's columns: no day, id or word is broken while there is room, and every part has its share."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samrum_kit.report.document import Cell, Paragraph, Row, Run, Table
from samrum_kit.report.widths import LINE, column_shares, width_of

LONG = "Gruppen arbejder med makkerlæsning tre gange om ugen, og to voksne følger den. " * 6


def cell(text, **about):
    """Return a cell with one paragraph."""
    code = about.pop("code", False)
    return Cell((Paragraph((Run(text, code=code),)),) if text else (), **about)


def table(*rows):
    """Return a table of rows of cells."""
    made = [[each if isinstance(each, Cell) else cell(each) for each in row] for row in rows]
    return Table((), (), tuple(Row(tuple(row)) for row in made))


def letters(*rows):
    """Return how many letters each column has room for."""
    return [share * LINE for share in column_shares(table(*rows))]


def test_a_day_an_id_and_a_long_word_keep_their_line_beside_long_texts():
    day, name, word = "29. september 2026", "HA-S-001-meget-langt-nummer-1", "Specialpædagogikkoordinator"
    widths = letters((cell(day, unbroken=True), LONG, cell(name, code=True), LONG, word))
    assert widths[0] > width_of(day)
    assert widths[2] > max(width_of(name), 1.1 * len(name))
    assert widths[4] > width_of(word)


def test_a_number_takes_little_and_the_text_takes_the_rest():
    widths = letters((cell("30", number=True, unbroken=True), LONG))
    assert widths[0] < 8


def test_more_to_read_takes_more_room_but_not_all():
    short, long = letters(("Makkerlæsning i 3.a hver mandag, tirsdag og onsdag", LONG * 4))
    assert short < long < 6 * short


def test_a_wide_cell_makes_its_columns_wide_together():
    narrow, wide = letters(("a", "b")), letters((cell("x" * 25, columns=2),), ("a", LONG))
    assert narrow[0] == pytest.approx(narrow[1])
    assert sum(wide) > 25


CELLS = st.builds(
    cell, st.text("abc -0.\n", max_size=60), columns=st.integers(1, 4), rows=st.integers(1, 4),
    unbroken=st.booleans(), number=st.booleans(), code=st.booleans(),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=5))
def test_the_shares_of_any_table_are_one_together_and_none_is_nothing(rows):
    made = table(*rows)
    shares = column_shares(made)
    assert len(shares) == made.columns
    assert all(share > 0 for share in shares)
    assert not shares or sum(shares) == pytest.approx(1)
