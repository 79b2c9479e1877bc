"""The zip directory of a workbook, read before anything is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from samrum_kit.intake.source import FileRefused

MOST_PARTS = 2_000
LARGEST_PART = 64 * 1024**2
LARGEST_WHOLE = 128 * 1024**2
HIGHEST_RATIO = 200
SMALL_PART = 1024**2
"""Bytes up to which a part may be packed as tightly as it likes."""

_CHUNK = 256 * 1024
_ENCRYPTED, _UTF8 = 0x1, 0x800
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_HEADER = 30
"""Bytes of a local file header before its name."""


class Archive:
    """A zip file whose directory keeps within the limits; its parts are given in pieces, never more than declared."""

    def __init__(self, data: bytes) -> None:
        """Read the directory of a file's bytes, and refuse what no spreadsheet program writes."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
            raise FileRefused("file.damaged") from fault
        self.parts = {info.filename: info for info in self._zip.infolist()}
        _check_directory(self._zip.infolist(), len(data))

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part piece by piece; one that is not what the directory says is a refusal."""
        left = self.parts[name].file_size
        try:
            with self._zip.open(self.parts[name]) as part:
                while piece := part.read(_CHUNK):
                    left -= len(piece)
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as fault:
            raise FileRefused("file.damaged") from fault
        if left:
            raise FileRefused("file.damaged")

    def read(self, name: str) -> bytes:
        """Return a whole part."""
        return b"".join(self.pieces(name))


def _check_directory(infos: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse a directory that is too large, packed too tightly, or not honest."""
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST_WHOLE:
        raise FileRefused("file.too_large")
    if len({info.filename.casefold() for info in infos}) != len(infos):
        raise FileRefused("file.archive")
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise FileRefused("file.encrypted")
        if info.file_size > LARGEST_PART:
            raise FileRefused("file.too_large")
        if info.compress_type not in _METHODS or not _is_inside(info.filename):
            raise FileRefused("file.archive")
        if info.file_size > max(SMALL_PART, HIGHEST_RATIO * info.compress_size):
            raise FileRefused("file.archive")
    _check_overlap(infos, size)


def _is_inside(name: str) -> bool:
    """Tell whether a part's name stays inside the archive."""
    return not (name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"))


def _check_overlap(infos: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse parts that share their packed bytes, or lie outside the file."""
    at = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < at:
            raise FileRefused("file.archive")
        name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")
        at = info.header_offset + _HEADER + len(name) + info.compress_size
    if at > size:
        raise FileRefused("file.damaged")
