"""CSV files are read exactly, or refused; nobody gets a wrong letter."""

import contextlib
import random

import pytest

from samrum_kit.intake import read_sources
from samrum_kit.intake.delimited import decode, read_delimited
from samrum_kit.intake.source import FileRefused
from tests.intake.workbooks import codes, plan

TEXT = "skole-id;navn;kommune;skoletype\nSK-1;Å-skolen;Færgeby;Specialskole\n"
EXACT = {"utf-8", "utf-8-sig", "cp1252", "iso-8859-1", "iso-8859-10"}  # the Nordic letters stand alike in them
ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "cp1252",
    "iso-8859-1",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp865",
    "cp850",
    "cp437",
    "mac_roman",
    "iso-8859-10",
]
WORDS = [
    "læreren",
    "før",
    "forældre",
    "små",
    "øvelser",
    "æble",
    "århus",
    "ærlig",
    "Øst",
    "Åse",
    "på",
    "ø",
    "blå",
    "tør",
    "værdi",
    "hør",
    "måned",
    "nærvær",
    "trøst",
    "gråd",
    "støtte",
    "fællesskab",
    "børn",
    "håb",
    "håndværk",
    "øje",
    "kære",
    "tå",
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_file_is_read_in_each_form_that_excel_writes(tmp_path, encoding, delimiter, ending):
    (tmp_path / "skoler.csv").write_bytes(TEXT.replace(";", delimiter).replace("\n", ending).encode(encoding))
    made = plan(tmp_path / "skoler.csv")
    assert made.rejected == ()
    assert made.to_save[0].name == "Å-skolen"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_thousand_texts_in_each_encoding_are_exact_or_refused(encoding):
    rng = random.Random(encoding)
    read = 0
    for _ in range(1_000):
        text = " ".join(rng.choices(WORDS, k=12))
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        with contextlib.suppress(FileRefused):
            assert decode(data) == text
            read += 1
    assert read in ({1_000} if encoding in EXACT else {0})


@pytest.mark.parametrize("encoding", sorted({*ENCODINGS} - EXACT))
@pytest.mark.parametrize("word", [*WORDS, "æ", "ø", "å", "æble", "Ærø"])
def test_a_single_word_in_another_encoding_is_refused(encoding, word):
    try:
        data = word.encode(encoding)
    except UnicodeEncodeError:
        return
    with pytest.raises(FileRefused):
        decode(data)


def test_typographic_signs_of_cp1252_are_read():
    text = "“Det går bedre” – sagde Lærkes mor … 20 °C, 1½ time, § 5, Nielsen’s, « ja », 5 €"
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"skole-id;navn\nSK-1;a\0b\n", "file.encoding"),
        (b'skole-id;navn\nSK-1;"aaa\n', "file.csv"),
        (b"skole-id;navn\nSK-1;" + b"a" * 200_000, "file.csv"),
        (b'skole-id;navn\nSK-1;"a"b\n', "file.csv"),
        (b"\x81\x8d\x8f", "file.encoding"),
    ],
)
def test_a_file_that_can_not_be_read_for_certain_is_refused_whole(tmp_path, data, code):
    (tmp_path / "skoler.csv").write_bytes(data)
    made = plan(tmp_path / "skoler.csv")
    assert codes(made) == [(None, None, None, code)]
    assert not made.saved


def test_rows_are_numbered_by_record_and_blank_lines_count():
    data = b'id;text\n1;"a\nb\nc"\n\n;;\n2;x\n'
    assert read_delimited(data) == [(1, ["id", "text"]), (2, ["1", "a\nb\nc"]), (5, ["2", "x"])]


def test_a_quoted_heading_may_hold_the_other_sign():
    assert read_delimited(b'"a,b,c";d\n1;2\n')[1] == (2, ["1", "2"])


def test_a_folder_is_one_source_with_a_sheet_for_each_file(tmp_path):
    (tmp_path / "skoler.csv").write_text(TEXT, encoding="utf-8")
    (tmp_path / "PUPILS.CSV").write_text("pupil_id,school_id\nELEV-0001,SK-1\n", encoding="utf-8")
    (tmp_path / "læs mig.txt").write_text("noter", encoding="utf-8")
    (tmp_path / "~$skoler.csv").write_bytes(b"\0")
    made = plan(tmp_path)
    assert made.rejected == ()
    assert made.accepted == {"schools": 1, "pupils": 1}


def test_one_bad_file_of_a_folder_says_which(tmp_path):
    (tmp_path / "skoler.csv").write_text(TEXT, encoding="utf-8")
    (tmp_path / "elever.csv").write_bytes(b"a\0")
    (source,) = read_sources([tmp_path])
    assert [(one.file, one.code) for one in source.refused] == [("elever.csv", "file.encoding")]
    assert [sheet.name for sheet in source.sheets] == ["skoler"]


def test_a_folder_without_csv_files_says_so(tmp_path):
    assert codes(plan(tmp_path)) == [(None, None, None, "file.empty")]
