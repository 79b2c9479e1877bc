"""Each kind of column takes what the contract names, and says with a code what it can't take."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.domain.fields import columns
from samrum_kit.domain.records import TABLES
from samrum_kit.intake import values
from samrum_kit.intake.source import CellFault
from samrum_kit.intake.values import ValueRefused, parser, reader

DAY = dt.date(2026, 3, 9)


def parse(place, cell):
    """Return the value of a cell in a column such as `plans.starts_on`."""
    table, name = place.split(".")
    record = TABLES[table]
    return parser(record, next(column for column in columns(record) if column.name == name))(cell)


def refused(place, cell):
    """Return the code and the hint with which a cell is refused."""
    with pytest.raises(ValueRefused) as fault:
        parse(place, cell)
    return fault.value.code, fault.value.hint


@pytest.mark.parametrize(
    "cell",
    [
        DAY,
        dt.datetime(2026, 3, 9),  # noqa: DTZ001  # a spreadsheet knows no zone
        dt.datetime(2026, 3, 9, 14, 30),  # noqa: DTZ001  # the same
        "2026-03-09",
        "2026-3-9",
        "09-03-2026",
        "9.3.2026",
        "09.03.2026",
        "9-3-2026",
        "9/3/2026",
        " 09-03-2026 ",
        "2026-03-09 00:00:00",
        "2026-03-09T14:30",
        "\u00a02026-03-09",
    ],
)
def test_a_date_in_any_of_its_forms_is_the_same_day(cell):
    assert parse("plans.starts_on", cell) == DAY


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31-02-2026", "date.unreadable"),
        ("9.3.26", "date.unreadable"),
        ("marts 2026", "date.unreadable"),
        ("2026-13-01", "date.unreadable"),
        ("03/09/26", "date.unreadable"),
        (46090.0, "date.number"),
        (True, "date.number"),
    ],
)
def test_what_is_no_date_is_refused(cell, code):
    assert refused("plans.starts_on", cell) == (code, "")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (3.0, 3.0),
        (2.5, 2.5),
        ("3", 3.0),
        ("2,5", 2.5),
        ("2.5", 2.5),
        (" -1,25 ", -1.25),
        ("\u22123", -3.0),
        ("0,125", 0.125),
        ("1234", 1234.0),
        ("1234,567", 1234.567),
        ("+4", 4.0),
        ("1.234", 1.234),
        ("2,125", 2.125),
    ],
)
def test_a_number_takes_a_decimal_comma_or_point(cell, value):
    assert parse("observations.value", cell) == value


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1.234,5", "number.unreadable"),
        ("1 234", "number.unreadable"),
        ("ti", "number.unreadable"),
        ("1e3", "number.unreadable"),
        ("5 %", "number.unreadable"),
        (True, "number.unreadable"),
        (DAY, "number.unreadable"),
        (float("nan"), "number.unreadable"),
        (float("inf"), "number.unreadable"),
        ("3a", "number.unreadable"),
    ],
)
def test_a_number_that_can_be_read_in_two_ways_or_none_is_refused(cell, code):
    assert refused("observations.value", cell) == (code, "")


@pytest.mark.parametrize("cell", [1.1e30, -1e300, "1" + "0" * 31, "-2" + "0" * 30 + ",5", "9" * 400])
def test_a_number_that_nothing_can_be_calculated_with_is_refused(cell):
    assert refused("observations.value", cell) == ("number.too_large", "")
    assert parse("observations.value", 1e30) == 1e30


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        *((word, True) for word in ("ja", "JA ", "yes", "true", "1", "x", "X", 1.0, True)),
        *((word, False) for word in ("nej", "nei", "No", "false", "0", 0.0, False)),
        ("", None),
        ("  ", None),
    ],
)
def test_yes_and_no_are_known_in_every_writing(cell, value):
    assert parse("participants.present", cell) is value


@pytest.mark.parametrize("cell", ["måske", "2", 2.0, DAY, "ja/nej"])
def test_neither_yes_nor_no_is_refused(cell):
    assert refused("participants.present", cell) == ("yes_no.unreadable", "")


def test_every_word_is_known_by_its_identifier_and_both_labels_in_any_case():
    for record in TABLES.values():
        for column in columns(record):
            for word in column.vocabulary or ():
                expected = (word,) if column.kind == "list" else word
                for name in (word.value, word.label_da, word.label_nb):
                    for written in (name, name.upper(), f"  {name.lower()}\u00a0"):
                        assert parse(f"{record.table}.{column.name}", written) == expected


@pytest.mark.parametrize(
    ("cell", "hint"),
    [
        ("Forebygende", "Mente du Forebyggende?"),
        ("targetted", "Mente du targeted?"),
        ("Anna", "Mulige ord: Forebyggende, Foregribende, Indgribende."),
    ],
)
def test_an_unknown_word_offers_the_nearest_and_never_repeats_itself(cell, hint):
    assert refused("plans.level", cell) == ("word.unknown", hint)


def test_a_list_is_parted_by_semicolons_and_keeps_its_order():
    assert parse("contracts.parties", " Hjem ; school;;SKOLE; ppt ") == ("home", "school", "ppr")
    assert parse("contracts.parties", " ; ") is None
    assert refused("contracts.parties", "Hjem, Skole")[0] == "word.unknown"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("S-01", "S-01"),
        (" S-01 ", "S-01"),
        (101.0, "101"),
        ("Ærø_1.b", "Ærø_1.b"),
        ("A\u030a1", "Å1"),
        ("", None),
    ],
)
def test_an_id_is_taken_as_it_is_written(cell, value):
    assert parse("cases.case_id", cell) == value


@pytest.mark.parametrize("cell", ["-S", "S 1", "S/1", "a" * 65, "S\n1", "é1", "x:y", "../x", True, DAY, 8.1])
def test_an_id_of_another_form_is_refused(cell):
    assert refused("cases.case_id", cell) == ("id.form", "")


@pytest.mark.parametrize("cell", ["310210-0000", "3102100000", 3102100000.0, "ELEV-310210-0000", "71021012345"])
def test_an_id_of_the_form_of_a_national_id_is_refused(cell):
    assert refused("pupils.pupil_id", cell) == ("id.national_id", "")
    assert refused("cases.pupil_id", cell) == ("id.national_id", "")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("310210-0000", "310210-0000"),
        (" 3102100000 ", "3102100000"),
        (3002100000.0, "3002100000"),
        (102100000.0, "0102100000"),
        ("310210 12345", "310210 12345"),
        ("", None),
    ],
)
def test_a_national_id_is_taken_where_it_belongs(cell, value):
    assert parse("identities.national_id", cell) == value


@pytest.mark.parametrize("cell", ["310210", "320210-0000", "hemmelig", 3102100000.0, DAY])
def test_a_national_id_of_another_form_or_with_a_lost_zero_is_refused(cell):
    assert refused("identities.national_id", cell) == ("national_id.form", "")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("  Ro i timen ", "Ro i timen"),
        ("a\r\nb\rc\vd", "a\nb\nc\nd"),
        ("a\x00\x07b", "ab"),
        ("\x07", None),
        (8.0, "8"),
        (1.5, "1,5"),
        (True, "ja"),
        (DAY, "2026-03-09"),
        ("=1+1", "=1+1"),
        ("a  b", "a  b"),
        (" \n", None),
        ("e\u0301", "e\u0301"),
    ],
)
def test_free_text_keeps_what_was_written(cell, value):
    assert parse("goals.text", cell) == value


@pytest.mark.parametrize("cell", ["Mor (310210-0000) ringede", 3102100000.0, 102100000.0, "３１０２１０ ００００"])
def test_free_text_with_a_national_id_is_refused_in_every_text_column(cell):
    for record in TABLES.values():
        for column in columns(record):
            if column.kind == "text" and column.name != "national_id":
                assert refused(f"{record.table}.{column.name}", cell) == ("text.national_id", "")


@pytest.mark.parametrize(
    "place",
    [
        "goals.text",
        "goals.goal_id",
        "plans.starts_on",
        "observations.value",
        "plans.level",
        "participants.present",
        "contracts.parties",
        "identities.national_id",
    ],
)
def test_a_cell_that_can_not_be_known_is_refused_by_every_kind(place):
    assert refused(place, CellFault("cell.error")) == ("cell.error", "")


CELLS = st.one_of(st.text(), st.floats(), st.booleans(), st.dates(), st.datetimes())


@given(CELLS)
def test_any_cell_is_a_value_of_its_kind_or_a_code(cell):
    for place, kind in (
        ("goals.text", str),
        ("goals.goal_id", str),
        ("plans.starts_on", dt.date),
        ("plans.level", str),
        ("observations.value", float),
        ("participants.present", bool),
        ("contracts.parties", tuple),
    ):
        with contextlib.suppress(ValueRefused):
            value = parse(place, cell)
            assert value is None or isinstance(value, kind)


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("schools.school_id", [("SK-1", "SK-1"), (1.0, "1"), (True, "id.form"), (" SK-1 ", "SK-1")]),
        ("plans.level", [("targeted", "targeted"), ("Anna", "word.unknown"), ("", None)]),
        ("plans.starts_on", [(DAY, DAY), ("", None), ("2026-03-09", DAY), ("i går", "date.unreadable")]),
        ("measures.involves_other_children", [(True, True), (1.0, True), (2.0, "yes_no.unreadable"), (0.0, False)]),
        ("measures.staff_benefiting", [(1.0, 1.0), (True, "number.unreadable"), ("1", 1.0)]),
        ("measures.text", [("a", "a"), ("", None), ("310210-0000", "text.national_id")]),
    ],
)
def test_a_column_reads_each_cell_as_if_it_were_the_first(place, told):
    table, name = place.split(".")
    record, faults = TABLES[table], []
    read = reader(record, next(column for column in columns(record) if column.name == name), faults)
    for cell, said in told * 2:
        value = read(cell)
        assert (faults.pop()[1].code if faults else value) == said


def test_what_is_remembered_of_a_column_is_bounded(monkeypatch):
    monkeypatch.setattr(values, "_MOST_REMEMBERED", 3)
    read = reader(TABLES["schools"], columns(TABLES["schools"])[0], [])
    assert [read(f"SK-{number % 7}") for number in range(20)] == [f"SK-{number % 7}" for number in range(20)]
    assert len(read.__self__) == 3
