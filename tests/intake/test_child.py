"""Whatever the parsing child does, the parent gets rows or one refusal."""

import sys
import time
from datetime import date, timedelta
from datetime import time as clock

import pytest

from samrum_kit.intake import child, reader, sources
from samrum_kit.intake.child import Child
from samrum_kit.intake.guard import look_through
from samrum_kit.intake.source import FileRefused
from tests.intake.workbooks import BASE, pack, parts, write

ANSWER = "import sys; sys.stdin.buffer.read(); print({!r})"
"""A child that takes its file and gives this answer."""


FAULTS = {
    "aborts": "import os; os.abort()",
    "ends with an error": "raise SystemExit(3)",
    "says nothing": ANSWER.format(""),
    "says something else": ANSWER.format("hej"),
    "ends within a line": ANSWER.format('"Skoler"\n[[1, "x"]'),
    "ends before the last line": ANSWER.format('"Skoler"\n[[1, "x"]]'),
    "counts wrong": ANSWER.format('"Skoler"\n[]\n3'),
    "leaves a line out": ANSWER.format('"Skoler"\n2'),
    "goes on after the last line": ANSWER.format('"Skoler"\n1\n[[1, "x"]]'),
    "ends with an error after a whole answer": ANSWER.format('"Skoler"\n1') + "; sys.exit(3)",
    "writes another form": ANSWER.format('{"day": 1}\n1'),
    "writes rows that are none": ANSWER.format('"S"\n["x", 1]\n2'),
    "writes a row without its number": ANSWER.format('"S"\n[[]]\n2'),
    "writes a row whose number is none": ANSWER.format('"S"\n[["x", "y"]]\n2'),
    "writes a cell that is none": ANSWER.format('"S"\n[[1, ["x"]]]\n2'),
    "writes rows without a sheet": ANSWER.format('[[1, "x"]]\n1'),
    "writes one sheet twice": ANSWER.format('"S"\n[[1, "x"]]\n"S"\n3'),
    "writes a day that is none": ANSWER.format('"S"\n[[1, {"day": "x"}]]\n2'),
    "writes without an end to its brackets": "import sys; sys.stdin.buffer.read(); print('[' * 100_000)",
    "reads nothing": "import os; os.close(0); print('\"S\"'); print(1)",
    "takes too long": "import time; time.sleep(60)",
    "takes too long to end": ANSWER.format('"S"\n1') + "; sys.stdout.flush(); import time; time.sleep(60)",
    "writes on and on before it reads": "while True: print([])",
    "asks for too much": "x = bytearray(1 << 42)",
}


@pytest.mark.parametrize("script", FAULTS.values(), ids=FAULTS)
def test_a_child_that_fails_is_a_refused_file(tmp_path, monkeypatch, script):
    (tmp_path / "reader.py").write_text(script, encoding="utf-8")
    monkeypatch.setattr(child, "READER", tmp_path / "reader.py")
    monkeypatch.setattr(child, "SECONDS", 2)
    with pytest.raises(FileRefused) as refused, Child() as one:
        one.sheets_of(b"x" * 1_000_000)
    assert refused.value.code == "file.unreadable"


def test_an_answer_is_put_together_from_its_lines(tmp_path, monkeypatch):
    lines = ['"Skoler"', '[[1, "a"], [3, 2.5, true]]', '"Tomt"', '"Sager"', "[]", '[[2, {"day": "2026-03-09"}]]', "6"]
    (tmp_path / "reader.py").write_text(ANSWER.format("\n".join(lines)), encoding="utf-8")
    monkeypatch.setattr(child, "READER", tmp_path / "reader.py")
    with Child() as one:
        sheets = one.sheets_of(b"x")
    assert sheets == {
        "Skoler": [(1, ["a"]), (3, [2.5, True])],
        "Tomt": [],
        "Sager": [(2, [date(2026, 3, 9)])],
    }


def test_rows_keep_their_numbers_over_the_lines_of_an_answer(tmp_path):
    last = 2 * reader.ROWS + 3
    table = [["h"]] + [[float(number)] if number % 7 else [] for number in range(2, last + 1)]
    data = write(tmp_path / "skole.xlsx", {"Skoler": table}).read_bytes()
    with Child() as one:
        (rows,) = one.sheets_of(data).values()
    assert rows[1:] == [(number, [float(number)]) for number in range(2, last + 1) if number % 7]


def test_bytes_that_are_no_workbook_are_refused_by_the_child_too():
    with pytest.raises(FileRefused), Child() as one:
        one.sheets_of(b"PK\x03\x04 og saa videre")


KEEPER = """
import pathlib, sys
first = sys.stdin.buffer.read(1)
pathlib.Path({place!r}).write_bytes(first)
print(0)
"""
"""A child that leaves behind the first byte that it gets."""


@pytest.fixture
def seen(tmp_path, monkeypatch):
    """Return where a child leaves what it has seen of its file."""
    place = tmp_path / "seen"
    (tmp_path / "reader.py").write_text(KEEPER.format(place=str(place)), encoding="utf-8")
    monkeypatch.setattr(child, "READER", tmp_path / "reader.py")
    return place


FAR = '<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'


def test_a_file_that_the_guard_refuses_never_reaches_the_child(tmp_path, monkeypatch, seen):
    children = []
    monkeypatch.setattr(sources, "Child", lambda: children.append(Child()) or children[0])
    (source,) = sources.read_sources([pack(tmp_path / "skole.xlsx", parts(FAR))])
    assert [one.code for one in source.refused] == ["file.cells"]
    assert [one._process.returncode is not None for one in children] == [True]
    assert not seen.exists()


def test_a_file_reaches_the_child_when_the_guard_has_seen_it_to_its_end(tmp_path, monkeypatch, seen):
    def guard(archive):
        time.sleep(0.5)
        assert not seen.exists()
        return look_through(archive)

    monkeypatch.setattr(sources, "look_through", guard)
    (source,) = sources.read_sources([write(tmp_path / "skole.xlsx", BASE)])
    assert source.refused == ()
    assert seen.read_bytes() == b"P"


def test_a_child_that_gets_no_file_is_ended(tmp_path, monkeypatch):
    (tmp_path / "reader.py").write_text("import time; time.sleep(60)", encoding="utf-8")
    monkeypatch.setattr(child, "READER", tmp_path / "reader.py")
    with Child() as one:
        process = one._process
    assert process.returncode is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits; the clock alone ends a child there.")
def test_the_child_may_not_ask_for_more_memory_than_it_gets(tmp_path, monkeypatch):
    there = str(child.READER.parent)
    script = (
        f"import sys\nsys.path.insert(0, {there!r})\nimport reader\nreader.limit()\nbytearray(3 * 1024**3)\nprint(0)\n"
    )
    (tmp_path / "greedy.py").write_text(script, encoding="utf-8")
    monkeypatch.setattr(child, "READER", tmp_path / "greedy.py")
    with pytest.raises(FileRefused), Child() as one:
        one.sheets_of(b"")


def test_the_child_leaves_the_heavy_package_alone(tmp_path):
    data = write(tmp_path / "skole.xlsx", BASE).read_bytes()
    begun = time.perf_counter()
    with Child() as one:
        assert set(one.sheets_of(data)) == set(BASE)
    assert time.perf_counter() - begun < 5
    assert "samrum_kit" not in child.READER.read_text(encoding="utf-8")


def test_times_and_durations_are_written_as_people_write_them():
    assert [reader.plain(one) for one in (clock(9, 5), clock(9, 5, 3), timedelta(hours=30, minutes=5))] == [
        "09:05",
        "09:05:03",
        "30:05",
    ]
