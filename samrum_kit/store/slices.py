"""What reports rest on, as a seal of the data behind them: whatever changes the data changes the seal.

Schools are told apart, since most reports are about one of them. Those that a pupil, a meeting or anything else
connects have one seal together, so that no report rests on what its own seal doesn't hold.
"""

import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from samrum_kit.domain.fields import columns
from samrum_kit.domain.records import TABLES, Case, Identity, School
from samrum_kit.store.tables import NOTES, RECORD_TABLES

Node = tuple[str, str]
"""A table and a key in it."""


@dataclass(frozen=True, slots=True)
class Slices:
    """The seals of connected schools, and which of them a record belongs to."""

    whole: str
    """The seal of everything."""
    seals: Mapping[str, str]
    """By the id of any case, plan, meeting, measure or school the seal of the schools it belongs to."""

    def behind(self, ids: Iterable[str]) -> str:
        """Return the seal of what some ids are about; of everything where none of them is known."""
        found = sorted({self.seals[name] for name in ids if name in self.seals})
        return "+".join(found) or self.whole


def slices(connection: Connection, key: bytes) -> Slices:
    """Return the seals of the data as they stand, made with a key, so that nobody can guess what is behind one."""
    lines, links = _read(connection)
    group = _grouped(links)
    of_school = {group[node] for node in group if node[0] == School.table}
    rows: defaultdict[Node | None, list[str]] = defaultdict(list)
    for node, line in lines:
        top = group.get(node) if node[0] != Identity.table else None  # a name is hidden in every text
        rows[top if top in of_school else None].append(line)
    common = rows.pop(None, [])
    common += [name for table, name in group if table == Case.table]  # texts for parents hide the ids of all cases
    seals = {top: _seal(key, [*common, *found]) for top, found in rows.items()}
    whole = _seal(key, [*common, *(line for found in rows.values() for line in found)])
    return Slices(whole, {node[1]: seals[top] for node, top in group.items() if top in seals})


def _read(connection: Connection) -> tuple[list[tuple[Node, str]], list[tuple[Node, Node]]]:
    """Return every row with the node it is, and the nodes that it connects."""
    lines: list[tuple[Node, str]] = []
    links: list[tuple[Node, Node]] = []
    for name, record in TABLES.items():
        keys = [column.name for column in columns(record) if column.key]
        refers = [(column.name, column.target) for column in columns(record) if column.target]
        for row in connection.execute(select(RECORD_TABLES[record])).mappings():
            node = (name, "\0".join(str(row[key]) for key in keys))
            lines.append((node, repr((name, *row.values()))))
            links += [(node, node), *((node, (table, str(row[field]))) for field, table in refers if row[field])]
    for note in connection.execute(select(NOTES)).mappings():
        node = (str(note["subject_table"]), str(note["subject_id"]))
        lines.append((node, repr(tuple(note.values()))))
    return lines, links


def _grouped(links: Iterable[tuple[Node, Node]]) -> dict[Node, Node]:
    """Return for each node one that stands for everything connected with it."""
    above: dict[Node, Node] = {}

    def top(node: Node) -> Node:
        above.setdefault(node, node)
        while above[node] != node:
            above[node] = node = above[above[node]]
        return node

    for one, other in links:
        # A school stands for what is connected with it.
        low, high = sorted((top(one), top(other)), key=lambda node: node[0] == School.table)
        above[low] = high
    return {node: top(node) for node in list(above)}


def _seal(key: bytes, lines: Iterable[str]) -> str:
    """Return the seal of some lines, in whatever order they came."""
    return hmac.new(key, "\n".join(sorted(lines)).encode("utf-8", "surrogatepass"), "sha256").hexdigest()

