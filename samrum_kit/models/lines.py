"""Where things stand in a TOML text: from the path of a value to the line that it begins on.

`tomllib` gives values without lines. This walks a text that `tomllib` has accepted, so it meets no syntax that isn't
TOML's, and notes a line for every table, key and array element.
"""

import tomllib
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

_BLANK = " \t\r\n"
_ENDS_VALUE = ",]}#\r\n"


def line_index(text: str) -> dict[Path, int]:
    """Return the line, counted from 1, of every table, key and array element of a valid TOML text."""
    walk = _Walk(text)
    walk.document()
    return walk.lines


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Return the line of a path, or of the nearest part around it that stands in the text; else 1."""
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 1)


@dataclass(slots=True)
class _Walk:
    """One walk through a text."""

    text: str
    position: int = 0
    lines: dict[Path, int] = field(default_factory=dict)
    arrays: dict[Path, int] = field(default_factory=dict)
    """How many tables each array of tables has so far."""
    counted_to: int = 0
    line: int = 1

    def document(self) -> None:
        """Walk through tables and keys to the end."""
        table: Path = ()
        while self.skip_blank():
            if self.text.startswith("[[", self.position):
                table = self.header(2)
            elif self.text[self.position] == "[":
                table = self.header(1)
            else:
                self.pair(table)

    def header(self, brackets: int) -> Path:
        """Walk over a header and return the path of the table that it opens."""
        self.position += brackets
        written = self.key(ends="]")
        self.position += brackets
        path: Path = ()
        for part in written[:-1]:
            path += (part,)
            if path in self.arrays:
                path += (self.arrays[path] - 1,)
        path += (written[-1],)
        if brackets == 2:
            self.note(path)
            self.arrays[path] = self.arrays.get(path, 0) + 1
            path += (self.arrays[path] - 1,)
        self.note(path)
        return path

    def pair(self, table: Path) -> None:
        """Walk over a key and its value."""
        path = table
        start = self.position
        written = self.key(ends="=")
        for part in written:
            path += (part,)
            self.note(path, start)
        self.position += 1
        self.value(path)

    def key(self, ends: str) -> tuple[str, ...]:
        """Walk over a dotted key, up to the sign that ends it, and return its parts."""
        start = self.position
        while self.text[self.position] != ends:
            if self.text[self.position] in "\"'":
                self.string()
            else:
                self.position += 1
        table: object = tomllib.loads(f"{self.text[start:self.position]} = 0")
        parts: list[str] = []
        while isinstance(table, dict):
            parts.append(next(iter(table)))
            table = table[parts[-1]]
        return tuple(parts)

    def value(self, path: Path) -> None:
        """Walk over a value of any kind."""
        self.skip_blank()
        sign = self.text[self.position]
        if sign == "[":
            self.array(path)
        elif sign == "{":
            self.inline_table(path)
        elif sign in "\"'":
            self.string()
        else:
            while self.position < len(self.text) and self.text[self.position] not in _ENDS_VALUE:
                self.position += 1

    def array(self, path: Path) -> None:
        """Walk over an array, noting each element."""
        self.position += 1
        count = 0
        while self.next_item("]"):
            self.note((*path, count))
            self.value((*path, count))
            count += 1

    def inline_table(self, path: Path) -> None:
        """Walk over a table in braces."""
        self.position += 1
        while self.next_item("}"):
            self.pair(path)

    def next_item(self, closing: str) -> bool:
        """Go to the next element, or past the closing bracket and return False."""
        self.skip_blank()
        if self.text[self.position] == ",":
            self.position += 1
            self.skip_blank()
        if self.text[self.position] == closing:
            self.position += 1
            return False
        return True

    def string(self) -> None:
        """Walk over a string in any of its four forms."""
        quote = self.text[self.position]
        fence = quote * 3 if self.text.startswith(quote * 3, self.position) else quote
        self.position += len(fence)
        while not self.text.startswith(fence, self.position):
            self.position += 2 if quote == '"' and self.text[self.position] == "\\" else 1
        self.position += len(fence)
        while len(fence) == 3 and self.text.startswith(quote, self.position):
            self.position += 1  # up to two quotation marks may stand before the closing fence

    def skip_blank(self) -> bool:
        """Go past blanks, line ends and comments; return whether anything is left."""
        while self.position < len(self.text):
            if self.text[self.position] == "#":
                end = self.text.find("\n", self.position)
                self.position = len(self.text) if end < 0 else end
            elif self.text[self.position] in _BLANK:
                self.position += 1
            else:
                return True
        return False

    def note(self, path: Path, position: int | None = None) -> None:
        """Note the line of a path where it is met first."""
        position = self.position if position is None else position
        self.line += self.text.count("\n", self.counted_to, position)
        self.counted_to = position
        self.lines.setdefault(path, self.line)
