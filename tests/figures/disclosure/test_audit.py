"""No small number can be worked out from what is told, however many tables are told and whoever attacks."""

import random
from datetime import date, timedelta
from itertools import combinations, count

import pytest

from samrum_kit.figures.disclosure.audit import Told, counts_shown, leaks, made_safe
from samrum_kit.figures.disclosure.tabulation import Tabulation
from tests.figures.disclosure.attacker import Attacker
from tests.figures.disclosure.tables import in_groups, table_of

T = 5
SIZES = (0, 1, 2, 3, 4, 5, 6, 8, 11, 17, 25)


def released(told: Told):
    """Return a table as the attacker reads it."""
    return told.table.places, told.table.cells, set(told.table.cells) - told.hidden


def flat(dice: random.Random, rows: int, columns: int) -> Tabulation:
    """Make up a table of rows and columns with its margins."""
    number = count()
    return table_of("tabel", {
        f"r{row}": {f"c{column}": frozenset(f"u{next(number)}" for _ in range(dice.choice(SIZES)))
                    for column in range(columns)}
        for row in range(rows)
    })  # fmt: skip


def nested(dice: random.Random) -> Tabulation:
    """Make up schools in districts in a town, each with the same two groups."""
    number, places, cells = count(), {}, {}
    for district in range(dice.randint(1, 3)):
        for school in range(dice.randint(1, 3)):
            for group in ("åben", "lukket"):
                place = f"{district}.{school}.{group}"
                places[place] = frozenset(f"u{next(number)}" for _ in range(dice.choice(SIZES)))
                for cell in (place, f"{district}.{school}", f"{district}.*.{group}", f"{district}", f"*.{group}", "*"):
                    cells.setdefault(cell, set()).add(place)
    return Tabulation("distrikter", places, {cell: frozenset(made_of) for cell, made_of in cells.items()})


def made_up(seed: int) -> Tabulation:
    dice = random.Random(seed)
    return nested(dice) if seed % 4 == 0 else flat(dice, dice.randint(1, 3), dice.randint(1, 4))


@pytest.mark.parametrize("hundred", range(10))
def test_no_hidden_number_of_a_thousand_tables_can_be_narrowed_down(hundred: int) -> None:
    for seed in range(100 * hundred, 100 * hundred + 100):
        (told,) = made_safe([made_up(seed)], T)
        assert all(told.table.count(cell) >= T for cell in set(told.table.cells) - told.hidden)
        assert Attacker([released(told)]).narrowed(T) == [], seed


@pytest.mark.parametrize("seed", range(1000, 1050))
def test_no_table_hides_more_than_half_again_as_much_as_it_must(seed: int) -> None:
    dice = random.Random(seed)
    table = flat(dice, dice.randint(2, 3), dice.randint(2, 3))
    (told,) = made_safe([table], T)
    must = frozenset(cell for cell in table.cells if table.count(cell) < T)
    rest = sorted(set(table.cells) - must)
    for extra in range(len(told.hidden) - len(must)):
        if 1.5 * (len(must) + extra) >= len(told.hidden):
            break
        for more in combinations(rest, extra):
            hidden = must | set(more)
            assert Attacker([released(Told(table, hidden))]).narrowed(T), sorted(hidden)


def cases(dice: random.Random) -> list[tuple[str, str, date, date | None]]:
    """Make up cases: an id, a school, the day of the concern, and the day it was closed, if it was."""
    found = []
    for number in range(dice.randint(15, 70)):
        first = date(2025, 8, 1) + timedelta(days=dice.randint(0, 300))
        closed = first + timedelta(days=dice.randint(5, 200)) if dice.random() < 0.6 else None
        found.append((f"S-{number}", f"SK-{dice.randint(1, 3)}", first, closed))
    return found


def looked_at(dice: random.Random, known: list[tuple[str, str, date, date | None]], number: int) -> Tabulation:
    """Look at the cases of some schools and some months, on some day, as a report would."""
    last = date(2025, 10, 1) + timedelta(days=dice.choice([0, 30, 31, 60, 90, 180, 240]))
    first = date(2025, 8, 1) + timedelta(days=dice.choice([0, 0, 30, 60]))
    schools = dice.choice([("SK-1",), ("SK-1", "SK-2"), ("SK-1", "SK-2", "SK-3"), ("SK-3",)])
    seen = [one for one in known if one[1] in schools and first <= one[2] <= last]
    groups = {"lukket": [one[0] for one in seen if one[3] and one[3] <= last],
              "åben": [one[0] for one in seen if not (one[3] and one[3] <= last)]}  # fmt: skip
    if dice.random() < 0.4:
        return table_of(f"rapport {number}", {
            school: {name: frozenset(case for case, where, *_days in known if case in ids and where == school)
                     for name, ids in groups.items()}
            for school in schools
        })  # fmt: skip
    return in_groups([(name, frozenset(ids)) for name, ids in groups.items()], f"rapport {number}", "alle")


@pytest.mark.parametrize("seed", range(100))
def test_reports_can_not_be_subtracted_from_each_other(seed: int) -> None:
    dice = random.Random(seed)
    known, told = cases(dice), []
    for number in range(dice.randint(2, 4)):
        told += made_safe([looked_at(dice, known, number)], T, told)
    assert Attacker([released(one) for one in told]).narrowed(T) == []
    assert leaks(told, T) == []


def test_without_holding_back_more_a_table_would_give_its_small_numbers_away() -> None:
    """Else the tests above would prove nothing."""
    table = made_up(7)
    must = frozenset(cell for cell in table.cells if table.count(cell) < T)
    assert must
    assert Attacker([released(Told(table, must))]).narrowed(T)
    assert leaks([Told(table, must)], T)


def test_one_more_case_in_a_later_report_can_not_be_told_from_the_earlier() -> None:
    first = in_groups([("alle", frozenset(f"S-{n}" for n in range(40)))], "marts", "alle")
    later = in_groups([("alle", frozenset(f"S-{n}" for n in range(41)))], "april", "alle")
    (before,) = made_safe([first], T)
    (after,) = made_safe([later], T, [before])
    assert counts_shown(before) == {"alle": 40}
    assert counts_shown(after) == {"alle": None}


def test_the_same_report_again_holds_nothing_more_back() -> None:
    table = made_up(13)
    (before,) = made_safe([table], T)
    assert made_safe([table], T, [before]) == (before,)


def test_many_items_about_few_cases_are_few() -> None:
    items = frozenset(f"I-{n}" for n in range(12))
    table = Tabulation("punkter", {"drøftet": items}, {"drøftet": frozenset({"drøftet"})},
                       dict.fromkeys(items, "S-1"))  # fmt: skip
    assert counts_shown(made_safe([table], T)[0]) == {"drøftet": None}


@pytest.mark.parametrize("threshold", [3, 5, 20])
def test_no_number_below_the_threshold_is_told(threshold: int) -> None:
    for seed in range(2000, 2010):
        (told,) = made_safe([made_up(seed)], threshold)
        assert all(number is None or number >= threshold for number in counts_shown(told).values())
        assert leaks([told], threshold) == []


def test_places_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="one place"):
        Tabulation("t", {"a": frozenset("x"), "b": frozenset("x")}, {})
    with pytest.raises(ValueError, match="places that are there"):
        Tabulation("t", {}, {"a": frozenset("b")})
