"""The records and words of the package are those of the contract, field by field."""

import csv
from itertools import groupby
from pathlib import Path

import pytest

from samrum_kit.domain.fields import Record, Vocabulary, columns, vocabulary_name
from samrum_kit.domain.records import TABLES
from samrum_kit.domain.vocabulary import VOCABULARIES

CONTRACT = Path(__file__).parents[1] / "contract"


def rows_by(column: str, name: str) -> dict[str, list[dict[str, str]]]:
    """Return the rows of a contract file, grouped by a column, in the order of the file."""
    with (CONTRACT / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {key: list(group) for key, group in groupby(rows, key=lambda row: row[column])}


FIELDS = rows_by("table", "fields.csv")
WORDS = rows_by("vocabulary", "vocabulary.csv")


def as_contract_rows(record: type[Record]) -> list[dict[str, str]]:
    """Return the columns of a record as the contract writes them."""
    return [
        {
            "table": record.table,
            "sheet_da": record.sheet_da,
            "sheet_nb": record.sheet_nb,
            "field": column.name,
            "type": column.contract_type,
            "required": "key" if column.key else "required" if column.required else "",
            "label_da": column.label_da,
            "label_nb": column.label_nb,
            "note": column.note,
        }
        for column in columns(record)
    ]


def as_word_rows(words: type[Vocabulary]) -> list[dict[str, str]]:
    """Return a vocabulary as the contract writes it."""
    name = vocabulary_name(words)
    return [
        {"vocabulary": name, "value": word.value, "label_da": word.label_da, "label_nb": word.label_nb}
        for word in words
    ]


def test_the_tables_are_those_of_the_contract_in_its_order() -> None:
    assert list(TABLES) == list(FIELDS)
    assert len(TABLES) == 20


def test_the_vocabularies_are_those_of_the_contract() -> None:
    assert set(VOCABULARIES) == set(WORDS)
    assert len(VOCABULARIES) == 23


@pytest.mark.parametrize("table", FIELDS)
def test_a_table_has_the_fields_of_the_contract(table: str) -> None:
    assert as_contract_rows(TABLES[table]) == FIELDS[table]


@pytest.mark.parametrize("vocabulary", WORDS)
def test_a_vocabulary_has_the_words_of_the_contract(vocabulary: str) -> None:
    assert as_word_rows(VOCABULARIES[vocabulary]) == WORDS[vocabulary]


def test_every_reference_points_to_a_table_with_one_key() -> None:
    targets = {column.target for record in TABLES.values() for column in columns(record) if column.target}
    keys = {target: [column.name for column in columns(TABLES[target]) if column.key] for target in targets}
    assert [target for target in targets if len(keys[target]) != 1] == []


def test_a_word_is_its_identifier_and_knows_both_labels() -> None:
    level = VOCABULARIES["level"]("preventive")
    assert (level, level.label("da"), level.label("nb"), level.label("en")) == (
        "preventive", level.label_da, level.label_nb, "preventive")
