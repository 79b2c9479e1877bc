"""The template is what schools fill in, and what is filled in comes back as the same records."""

import os
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from samrum_kit.domain.fields import columns, vocabulary_name
from samrum_kit.domain.records import TABLES
from samrum_kit.intake import plan_import, read_sources, write_template
from samrum_kit.intake.guide import DESCRIPTIONS, NOTES, content_help
from samrum_kit.locale import speaking
from tests.intake.workbooks import TODAY, Known, codes, plan
from tests.strategies import ids, records, values

LANGUAGES = ["da", "nb"]


@pytest.fixture(params=LANGUAGES)
def template(tmp_path, request):
    """Write an empty template and return its language and the workbook as a spreadsheet program opens it."""
    write_template(tmp_path / "skabelon.xlsx", request.param)
    return request.param, load_workbook(tmp_path / "skabelon.xlsx")


def test_there_is_a_sheet_for_each_table_with_a_heading_for_each_field(template):
    lang, book = template
    for record in TABLES.values():
        sheet = book[record.sheet(lang)]
        assert [cell.value for cell in sheet[1]] == [column.label(lang) for column in columns(record)]
        assert all(cell.font.bold for cell in sheet[1])
        assert sheet.freeze_panes == "A2"


def test_a_guide_comes_first_and_the_lists_are_hidden(template):
    lang, book = template
    assert book.sheetnames[0] == {"da": "Vejledning", "nb": "Veiledning"}[lang]
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == ["Valglister"]
    guide = "\n".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value)
    for words in {"da": ("CPR", "skal udfyldes", "09-03-2026"), "nb": ("fødselsnummer", "må fylles ut", "09-03-2026")}[
        lang
    ]:
        assert words in guide
    for record in TABLES.values():
        assert all(column.label(lang) in guide for column in columns(record))


def rules_of(sheet):
    """Yield the rules for rows by the number of their column."""
    for rule in sheet.data_validations.dataValidation:
        column, first, _, _ = next(iter(rule.sqref.ranges)).bounds
        if first == 2:
            yield column, rule


def test_each_field_has_its_rule_and_its_help(template):
    lang, book = template
    for record in TABLES.values():
        rules = dict(rules_of(book[record.sheet(lang)]))
        for position, column in enumerate(columns(record), 1):
            rule = rules[position]
            expected = {"vocabulary": "list", "yes_no": "list", "date": "date"}.get(column.kind)
            assert rule.type == expected, (record.table, column.name)
            assert rule.prompt
            assert rule.promptTitle == column.label(lang)[:32]


def test_drop_downs_show_the_words_of_the_language(template):
    lang, book = template
    lists = {
        row[0].value: [cell.value for cell in row[1:] if cell.value]
        for row in zip(*book["Valglister"].iter_rows(), strict=True)
    }
    assert lists["yes_no"] == {"da": ["ja", "nej"], "nb": ["ja", "nei"]}[lang]
    for record in TABLES.values():
        for column in columns(record):
            if column.kind == "vocabulary":
                name = vocabulary_name(column.vocabulary)
                assert lists[name] == [word.label(lang) for word in column.vocabulary]
                reference = book.defined_names[f"list_{name}"].attr_text
                assert reference.startswith(("'Valglister'!$", "Valglister!$"))
                assert reference.endswith(f"${len(column.vocabulary) + 1}")


def test_a_field_for_several_words_takes_more_than_one(template):
    lang, book = template
    sheet = book[TABLES["contracts"].sheet(lang)]
    position = [column.name for column in columns(TABLES["contracts"])].index("parties") + 1
    assert dict(rules_of(sheet))[position].type != "list"


def test_the_texts_for_schools_are_in_their_language_and_short_enough(template):
    lang, _ = template
    with speaking(lang):
        for record in TABLES.values():
            assert DESCRIPTIONS[record.table]()
            for column in columns(record):
                text = content_help(record, column, lang)
                assert not set(text.split()) & {"the", "a", "of", "or", "needed"}, text


def test_every_note_of_the_records_has_its_words_for_schools():
    assert {column.note for record in TABLES.values() for column in columns(record) if column.note} == NOTES.keys()


def test_an_empty_template_is_an_import_of_nothing(tmp_path):
    for lang in LANGUAGES:
        write_template(tmp_path / "skabelon.xlsx", lang)
        made = plan(tmp_path / "skabelon.xlsx")
        assert (made.saved, made.accepted, made.rejected) == (True, {}, ())


LINES = (
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Nd", "No"]), min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool)
)
TEXTS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
NUMBERS = st.integers(-(10**6), 10**6).map(lambda number: number / 8)


def plain(table):
    """Draw rows of a table as somebody would write them: texts that hold something, numbers that a cell can hold."""
    drawn = {}
    for column in columns(TABLES[table]):
        kinds = {"text": TEXTS, "number": NUMBERS, "id": ids(), "reference": ids()}
        if column.kind == "list":
            drawn[column.name] = values(column).filter(bool)
        elif column.name == "national_id":
            drawn[column.name] = st.sampled_from([None, "310210-0000"])
        elif column.kind in kinds:
            drawn[column.name] = kinds[column.kind] if column.required else st.none() | kinds[column.kind]
    return st.lists(records(table, **drawn), max_size=4, unique_by=lambda record: record.key)


@pytest.mark.parametrize("table", TABLES)
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data(), lang=st.sampled_from(LANGUAGES))
def test_what_is_written_into_a_template_is_read_back_the_same(tmp_path, table, data, lang):
    written = data.draw(plain(table))
    write_template(tmp_path / "skole.xlsx", lang, {TABLES[table]: written})
    made = plan_import(read_sources([tmp_path / "skole.xlsx"]), Known(written), today=TODAY)
    faults = {"reference.unknown", "date.too_late", "date.order", "number.range"}
    assert not [
        code
        for code in codes(made)
        if code[3] not in faults
        and "." in code[3]
        and code[3].split(".")[0]
        in {"value", "text", "id", "number", "word", "yes_no", "column", "sheet", "file", "cell", "formula"}
    ]
    assert made.accepted == {}
    assert made.updated == {}


@pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("CI"), reason="LibreOffice is not installed."
)
@pytest.mark.parametrize("form", ["xlsx", "ods"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_template_that_is_saved_again_by_libreoffice_gives_the_same_rows(tmp_path, history_records, lang, form):
    write_template(tmp_path / "skole.xlsx", lang, history_records)
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        form,
        "--outdir",
        str(tmp_path / "out"),
        str(tmp_path / "skole.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    made = plan(tmp_path / "out" / f"skole.{form}")
    assert made.rejected == ()
    assert set(made.to_save) == {record for rows in history_records.values() for record in rows}
