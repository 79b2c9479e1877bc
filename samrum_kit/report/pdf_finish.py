"""Finish a PDF of Typst's: what heads a row says so, and nothing tells of a time or a machine."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from samrum_kit.report.document import Block, Document, Listing, Placed, Quote, Table, Terms
from samrum_kit.report.typst_tables import complete, is_part

_ORIGIN = re.compile(
    rb"/Creator\(Typst [\d.]+\)/ModDate\(D:19700101000000Z\)/CreationDate\(D:19700101000000Z\)(?=>>\nendobj)"
    rb"|<xmp:(ModifyDate|CreateDate|CreatorTool)>[^<]*</xmp:\1>|<xmpMM:History>.*?</xmpMM:History>",
    re.DOTALL,
)
"""The times and the program's version in the description of a document, which neither standard asks for."""


def finished(pdf: bytes, report: Document) -> bytes:
    """Return a PDF whose cells each name what heads their row, and that holds no time and no program's version.

    Typst names the headings of columns alone. Sources: ISO 32000-1, 7.5.4 (cross-reference table), 14.7.2 (structure
    hierarchy), 14.8.5.7 (table attributes).
    """
    parts = _Parts(_ORIGIN.sub(lambda found: b" " * len(found[0]), pdf))
    for number, (table, element) in enumerate(zip(_tables(report.blocks), parts.tables(), strict=True)):
        _name_row_headings(parts, parts.cells(element), _places(table), number)
    return parts.written()


def _tables(blocks: Sequence[Block]) -> Iterator[Table]:
    """Yield all tables with cells in reading order, also those inside others."""
    for block in blocks:
        match block:
            case Table() if block.columns:
                yield block
                for _row, placed in _places(block):
                    yield from _tables(placed.cell.blocks)
            case Quote(inner):
                yield from _tables(inner)
            case Listing(items):
                yield from (table for item in items for table in _tables(item))
            case Terms(terms):
                yield from (table for term in terms for table in _tables(term.blocks))
            case _:
                pass


def _places(table: Table) -> list[tuple[int, Placed]]:
    """Return the cells of a table as Typst gets them, each with its row; rows of headings have the number 0."""
    body = complete(table.body, table.columns)
    head = [(0, placed) for line in complete(table.head, table.columns) for placed in line]
    return head + [(0 if is_part(line) else row, placed) for row, line in enumerate(body, start=1) for placed in line]


def _name_row_headings(parts: "_Parts", cells: Sequence[int], places: Sequence[tuple[int, Placed]], table: int) -> None:
    """Tag what heads a row of a table, and name it in every cell of the row."""
    named: dict[int, list[bytes]] = {}
    for (row, placed), cell in zip(places, cells, strict=True):
        if row and placed.cell.heads:
            name = b"(R%dx%dy%d)" % (table, placed.column, row)
            parts.make_row_heading(cell, name)
            for reached in range(row, row + placed.rows):
                named.setdefault(reached, []).append(name)
    for (row, placed), cell in zip(places, cells, strict=True):
        names = {name for reached in range(row, row + placed.rows) for name in named.get(reached, [])}
        if row and names and not placed.cell.heads:
            parts.name_headings(cell, sorted(names))


class _Parts:
    """The objects of a PDF by their numbers, as Typst writes them: each plain, in the order of the numbers."""

    def __init__(self, pdf: bytes) -> None:
        start = int(pdf[pdf.rindex(b"startxref\n") :].split()[1])
        starts = [int(found) for found in re.findall(rb"(\d{10}) \d{5} n", pdf[start:])]
        self._opening = pdf[: starts[0]]
        self._objects = [b"", *(pdf[first:last] for first, last in pairwise([*starts, start]))]
        self._trailer = pdf[pdf.rindex(b"trailer") : pdf.rindex(b"startxref")]
        self._names: dict[bytes, int] = {}
        (self._root,) = (at for at, part in enumerate(self._objects) if b" obj\n<</Type/StructTreeRoot" in part[:40])

    def tables(self) -> Iterator[int]:
        """Yield the tables of the structure in reading order."""
        (top,) = re.findall(rb"/K\[(\d+) 0 R\]/ParentTree", self._objects[self._root])
        yield from (number for number in self._inside(int(top)) if self._tag(number) == b"Table")

    def cells(self, number: int) -> list[int]:
        """Return the cells of a table in their order, not those of tables inside it."""
        below = [(child, self._tag(child)) for child in self._children(number)]
        return [cell for child, tag in below for cell in ([child] if tag in {b"TH", b"TD"} else self.cells(child))]

    def make_row_heading(self, cell: int, name: bytes) -> None:
        """Make a cell the heading of its row, under a name that other cells can refer to."""
        self._names[name] = cell
        self._objects[cell] = self._objects[cell].replace(b"/S/TD", b"/S/TH/ID" + name, 1)
        self._say_of_table(cell, b"/Scope/Row")

    def name_headings(self, cell: int, names: Sequence[bytes]) -> None:
        """Say in a cell what heads its row, beside what heads its column."""
        listed = b"/Headers["
        if listed in self._objects[cell]:
            self._objects[cell] = self._objects[cell].replace(listed, listed + b"".join(names), 1)
        else:
            self._say_of_table(cell, listed + b"".join(names) + b"]")

    def written(self) -> bytes:
        """Return the PDF with a new cross-reference table."""
        self._list_names()
        body = [self._opening, *self._objects[1:]]
        starts, at = [], 0
        for part in body:
            at += len(part)
            starts.append(at)
        entries = b"".join(b"%010d 00000 n \n" % start for start in starts[:-1])
        table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(starts), entries)
        return b"".join([*body, table, self._trailer, b"startxref\n%d\n%%%%EOF" % at])

    def _list_names(self) -> None:
        """Add the new names to those that the structure lists in their order."""
        if not self._names:
            return
        root = self._objects[self._root]
        listed = re.search(rb"/IDTree<</Names\[(.*?)\]>>", root)
        known = dict(re.findall(rb"(\([^)]*\))(\d+) 0 R", listed[1])) if listed else {}
        known |= {name: b"%d" % cell for name, cell in self._names.items()}
        names = b"".join(b"%s%s 0 R" % pair for pair in sorted(known.items()))
        tree = b"/IDTree<</Names[%s]>>" % names
        after = b"/ParentTreeNextKey"
        without = root.replace(listed[0], b"") if listed else root
        self._objects[self._root] = without.replace(after, tree + after)

    def _say_of_table(self, cell: int, attribute: bytes) -> None:
        """Add an attribute of tables to a cell."""
        part, own = self._objects[cell], b"<</O/Table"
        if own in part:
            self._objects[cell] = part.replace(own, own + attribute, 1)
        elif b"/A[" in part:
            self._objects[cell] = part.replace(b"/A[", b"/A[" + own + attribute + b">>", 1)
        else:
            self._objects[cell] = part.replace(b"/P ", b"/A[" + own + attribute + b">>]/P ", 1)

    def _inside(self, number: int) -> Iterator[int]:
        """Yield an element of the structure and all below it, in reading order."""
        yield number
        for child in self._children(number):
            yield from self._inside(child)

    def _children(self, number: int) -> list[int]:
        """Return the elements right below one."""
        part = self._objects[number]
        if b"/K[" not in part:
            return []
        found = (int(child) for child in re.findall(rb"(\d+) 0 R", part[part.rindex(b"/K[") :]))
        return [child for child in found if self._tag(child)]

    def _tag(self, number: int) -> bytes:
        """Return what an element of the structure is; nothing for an object that is none."""
        found = re.match(rb"\d+ 0 obj\n<</Type/StructElem/S/(\w+)/", self._objects[number])
        return found[1] if found else b""
