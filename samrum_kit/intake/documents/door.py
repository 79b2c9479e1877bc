"""The guard at the door for Word documents: the bytes are looked through, then parsed in a limited child process."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from samrum_kit.intake.archive import Archive
from samrum_kit.intake.child import Child
from samrum_kit.intake.documents.content import Content, content_from
from samrum_kit.intake.guard import MARKUP, TYPES, at_the_door, refuse_macros
from samrum_kit.intake.markup import MarkupReader, local, refuse_doctype
from samrum_kit.intake.source import FileRefused
from samrum_kit.intake.sources import file_bytes

READER = Path(__file__).with_name("reader.py")

MOST_ELEMENTS = 300_000
MOST_CELLS = 50_000
DEEPEST = 200
"""Elements inside each other; a table inside a table takes three or four."""

_CODES = {".docm": "file.macros", ".dotm": "file.macros", ".doc": "file.old_word"}
_WORD = "wordprocessingml.document.main+xml"


def read_content(path: Path) -> Content:
    """Return what stands in a Word document; raise FileRefused for what can't be taken in."""
    data = file_bytes(path)
    if path.suffix.lower() != ".docx":
        raise FileRefused(_CODES.get(path.suffix.lower(), "file.type"))
    with Child(READER) as child:
        look_through(at_the_door(data))
        return child.ask(data, _content)


def look_through(archive: Archive) -> None:
    """Read every XML part of a document, and refuse what has macros, a DOCTYPE or more than any school writes."""
    size = Size()
    if TYPES not in archive.parts:
        raise FileRefused("file.type")
    for name in archive.parts:
        if name == TYPES:
            kinds = _Kinds()
            MarkupReader(kinds.start).read(archive, name)
            if not kinds.is_word:
                raise FileRefused("file.type")
        elif name.endswith(".xml"):
            size.read(archive, name)
        elif name.endswith(MARKUP):
            refuse_doctype(archive, name)


class _Kinds:
    """What the list of content types says that a file is."""

    def __init__(self) -> None:
        """Begin before the list."""
        self.is_word = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note a Word document; one with macros is refused."""
        refuse_macros(tag, attributes)
        self.is_word = self.is_word or attributes.get("ContentType", "").endswith(_WORD)


class Size:
    """How many elements and cells a document has, and how deep they lie; too many are a refusal."""

    def __init__(self) -> None:
        """Begin before the first part."""
        self._elements = self._cells = self._depth = 0

    def read(self, archive: Archive, name: str) -> None:
        """Count a part."""
        reader = MarkupReader(self._start)
        reader.parser.EndElementHandler = self._end
        self._depth = 0
        reader.read(archive, name)

    def _start(self, tag: str, _attributes: dict[str, str]) -> None:
        """Count an element."""
        self._elements += 1
        self._depth += 1
        self._cells += local(tag) == "tc"
        if self._elements > MOST_ELEMENTS or self._cells > MOST_CELLS:
            raise FileRefused("file.cells")
        if self._depth > DEEPEST:
            raise FileRefused("file.deep")

    def _end(self, _tag: str) -> None:
        """Leave an element."""
        self._depth -= 1


def _content(lines: Iterable[bytes]) -> Content:
    """Take the content from the child's answer; one that is not whole raises ValueError."""
    answer: list[Any] = [json.loads(line) for line in lines]
    if len(answer) != 2 or answer[1] != 1:
        raise ValueError(len(answer))
    return content_from(answer[0])
