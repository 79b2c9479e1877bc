"""Whatever the parsing child does, the parent gets rows or one refusal."""

import sys
import time
from datetime import time as clock
from datetime import timedelta

import pytest

from samrum_kit.intake import child, reader, sources
from samrum_kit.intake.child import Child
from samrum_kit.intake.source import FileRefused
from tests.intake.workbooks import BASE, pack, parts, write


def parse(one, data):
    """Let a child parse and return its sheets."""
    one.begin(data)
    return one.sheets()


FAULTS = {
    "aborts": "import os; os.abort()",
    "ends with an error": "raise SystemExit(3)",
    "says nothing": "pass",
    "says something else": "print('hej')",
    "says half": 'print(\'["Skoler", [[1, "x"]]]\')',
    "counts wrong": "print('[\"Skoler\", []]'); print(2)",
    "writes another form": "print('{\"day\": 1}'); print(1)",
    "writes a day that is none": 'print(\'["S", [[1, {"day": "x"}]]]\'); print(1)',
    "reads nothing": "import os; os.close(0)",
    "takes too long": "import time; time.sleep(60)",
    "asks for too much": "x = bytearray(1 << 42)",
}


@pytest.mark.parametrize("script", FAULTS.values(), ids=FAULTS)
def test_a_child_that_fails_is_a_refused_file(tmp_path, monkeypatch, script):
    (tmp_path / "reader.py").write_text(script, encoding="utf-8")
    monkeypatch.setattr(child, "READER", tmp_path / "reader.py")
    monkeypatch.setattr(child, "SECONDS", 2)
    with pytest.raises(FileRefused) as refused, Child() as one:
        parse(one, b"x" * 1_000_000)
    assert refused.value.code == "file.unreadable"


def test_bytes_that_are_no_workbook_are_refused_by_the_child_too():
    with pytest.raises(FileRefused), Child() as one:
        parse(one, b"PK\x03\x04 og saa videre")


@pytest.mark.parametrize("begun", [True, False])
def test_a_child_whose_file_is_refused_meanwhile_is_ended(tmp_path, monkeypatch, begun):
    (tmp_path / "reader.py").write_text("import time; time.sleep(60)", encoding="utf-8")
    monkeypatch.setattr(child, "READER", tmp_path / "reader.py")
    with Child() as one:
        if begun:
            one.begin(b"x" * 1_000_000)
        process = one._process
    assert process.returncode is not None


@pytest.mark.parametrize("limited", [True, False])
def test_a_workbook_is_read_the_same_where_the_child_must_wait_for_the_guard(tmp_path, monkeypatch, limited):
    monkeypatch.setattr(sources, "LIMITED", limited)
    path = write(tmp_path / "skole.xlsx", BASE)
    assert [sheet.name for sheet in sources.read_sources([path])[0].sheets] == list(BASE)


def test_where_the_child_has_no_limits_the_guard_comes_first(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "LIMITED", False)
    monkeypatch.setattr(Child, "begin", lambda *_: pytest.fail("parsed before it was guarded"))
    data = '<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    (source,) = sources.read_sources([pack(tmp_path / "skole.xlsx", parts(data))])
    assert [one.code for one in source.refused] == ["file.cells"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits; the clock alone ends a child there.")
def test_the_child_may_not_ask_for_more_memory_than_it_gets(tmp_path, monkeypatch):
    there = str(child.READER.parent)
    script = (
        f"import sys\nsys.path.insert(0, {there!r})\nimport reader\nreader.limit()\nbytearray(3 * 1024**3)\nprint(0)\n"
    )
    (tmp_path / "greedy.py").write_text(script, encoding="utf-8")
    monkeypatch.setattr(child, "READER", tmp_path / "greedy.py")
    with pytest.raises(FileRefused), Child() as one:
        parse(one, b"")


def test_the_child_leaves_the_heavy_package_alone(tmp_path):
    data = write(tmp_path / "skole.xlsx", BASE).read_bytes()
    begun = time.perf_counter()
    with Child() as one:
        assert set(parse(one, data)) == set(BASE)
    assert time.perf_counter() - begun < 5
    assert "samrum_kit" not in child.READER.read_text(encoding="utf-8")


def test_times_and_durations_are_written_as_people_write_them():
    assert [reader.plain(one) for one in (clock(9, 5), clock(9, 5, 3), timedelta(hours=30, minutes=5))] == [
        "09:05",
        "09:05:03",
        "30:05",
    ]
