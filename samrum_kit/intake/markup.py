"""XML parts of a workbook are looked through as a stream: no DOCTYPE, and no encoding but UTF-8 where it matters."""

import re
from collections.abc import Callable
from xml.parsers import expat

from samrum_kit.intake.archive import Archive
from samrum_kit.intake.source import FileRefused

Start = Callable[[str, dict[str, str]], None]

_DOCTYPE = re.compile(rb"<\0?!\0?(?i:D\0?O\0?C\0?T\0?Y\0?P\0?E)")
"""In one byte a sign or in two, either of them first."""
_LONGEST = len("<!DOCTYPE".encode("utf-16-le"))
_UTF8 = {None, "utf-8", "us-ascii", "ascii"}


class MarkupReader:
    """One XML part as a stream of elements; what is not plain UTF-8 XML is a refusal."""

    def __init__(self, start: Start) -> None:
        """Take what is to be called at the start of each element."""
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartElementHandler = start
        self._foreign = False

    def read(self, archive: Archive, name: str) -> None:
        """Read a part to its end."""
        try:
            for number, piece in enumerate(archive.pieces(name)):
                self._foreign = self._foreign or (number == 0 and b"\0" in piece[:4])
                self.parser.Parse(piece)
            self.parser.Parse(b"", True)  # noqa: FBT003  # pyexpat takes no keyword
        except expat.ExpatError as fault:
            raise FileRefused("file.damaged") from fault
        if self._foreign:
            raise FileRefused("file.damaged")

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """Note an encoding in which the workbook's parser would read something else."""
        self._foreign = self._foreign or (encoding.casefold() if encoding else None) not in _UTF8

    @staticmethod
    def _refuse_doctype(*_: object) -> None:
        """Stop at a DOCTYPE."""
        raise FileRefused("file.doctype")


def refuse_doctype(archive: Archive, name: str) -> None:
    """Refuse a part with a DOCTYPE; nothing else in it matters, and it need not be XML to the last sign."""
    tail = b""
    for piece in archive.pieces(name):
        if _DOCTYPE.search(tail + piece):
            raise FileRefused("file.doctype")
        tail = piece[-_LONGEST:]


def local(tag: str) -> str:
    """Return the name of an element without its prefix."""
    return tag.rpartition(":")[2]
