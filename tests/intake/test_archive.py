"""A zip file that is too large, packed too tightly or not honest is refused from its directory."""

import struct
import zipfile
import zlib

import pytest

from samrum_kit.intake.archive import MOST_PARTS
from tests.intake.workbooks import BASE, code_of, pack, parts, write

SIZED = [(size, 1) for size in range(2, 40)] + [(1, count) for count in (130, 140)] + [(65, 1)]
"""Of how many MB a part is, and how many of them there are."""


@pytest.mark.parametrize(("size", "count"), SIZED)
def test_a_zip_bomb_is_refused_from_its_directory(tmp_path, size, count):
    content = {f"xl/x{at}.xml": b" " * size * 1024**2 for at in range(count)}
    path = pack(tmp_path / "skole.xlsx", {**parts(), **content})
    assert code_of(path) in {"file.archive", "file.too_large"}


@pytest.mark.parametrize("count", [MOST_PARTS, MOST_PARTS + 500])
def test_a_zip_of_too_many_parts_is_refused_from_its_directory(tmp_path, count):
    content = {f"xl/{at}.xml": b" " for at in range(count)}
    path = pack(tmp_path / "skole.xlsx", {**parts(), **content})
    assert code_of(path) in {"file.archive", "file.too_large"}


def directory_entry(data: bytearray, name: bytes) -> int:
    """Return where the directory's entry of a part begins."""
    return data.rindex(b"PK\x01\x02", 0, data.rindex(name))


@pytest.mark.parametrize(
    ("at", "form", "value"),
    [
        (24, "<I", 10),
        (24, "<I", 10_000),
        (20, "<I", 10),
        (20, "<I", 100_000_000),
        (16, "<I", 1),
        (42, "<I", 5),
        (8, "<H", 1),
        (10, "<H", 99),
        (10, "<H", 12),
    ],
)
def test_a_directory_that_lies_is_refused(tmp_path, at, form, value):
    path = pack(tmp_path / "skole.xlsx", parts())
    data = bytearray(path.read_bytes())
    struct.pack_into(form, data, directory_entry(data, b"xl/worksheets/sheet1.xml") + at, value)
    path.write_bytes(data)
    assert code_of(path) in {"file.damaged", "file.archive", "file.encrypted", "file.too_large"}


def test_parts_that_share_their_bytes_are_refused(tmp_path):
    contents = {**parts(), "xl/a.xml": b"<x/>", "xl/b.xml": b"<x/>"}
    path = pack(tmp_path / "skole.xlsx", contents)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        offset = archive.getinfo("xl/a.xml").header_offset
    struct.pack_into("<I", data, directory_entry(data, b"xl/b.xml") + 42, offset)
    path.write_bytes(data)
    assert code_of(path) in {"file.archive", "file.damaged"}


def test_a_part_that_is_given_twice_is_refused(tmp_path):
    path = pack(tmp_path / "skole.xlsx", parts())
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/worksheets/sheet1.xml", b"<worksheet/>")
    assert code_of(path) == "file.archive"


def test_a_broken_stream_is_a_damaged_file(tmp_path):
    path = write(tmp_path / "skole.xlsx", BASE)
    data = path.read_bytes()
    for at in range(100, len(data), 97):
        path.write_bytes(data[:at])
        assert code_of(path) is not None
    contents = {**parts(), "xl/worksheets/sheet1.xml": zlib.compress(b"x")}
    assert code_of(pack(path, contents)) == "file.damaged"
