"""A value of a TOML text is found again on the line where it stands."""

import tomllib
from importlib.resources import files

import pytest

from samrum_kit.models.lines import line_index, line_of
from samrum_kit.models.loader import SHIPPED

TRICKY = '''\
# a = 1
"a.b" = "# no comment, [no] header, no \\" end"
c.d = 'C:\\'  # a comment
text = """
[not.a.table]
x = 1 \\""" still inside
"""  # after
literal = \'\'\'
'' [[no]] ''\'\'\'
list = [
    1,
    # between
    [2, 3],
    { k = "v", deep.er = 4 },
]

[[item]]
id = "first"
when = 2026-08-01 07:32:00

  [[item.part]]
  id = "inside"

[[item]]
id = "second"

[item.table]
key = true

[[item.part]]
last = 1'''


def paths(value, path=()):
    if path:
        yield path
    for key, entry in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from paths(entry, (*path, key))


@pytest.mark.parametrize(("path", "line"), [
    (("a.b",), 2),
    (("c",), 3),
    (("c", "d"), 3),
    (("text",), 4),
    (("literal",), 8),
    (("list",), 10),
    (("list", 0), 11),
    (("list", 1, 1), 13),
    (("list", 2), 14),
    (("list", 2, "deep", "er"), 14),
    (("item",), 17),
    (("item", 0, "when"), 19),
    (("item", 0, "part", 0, "id"), 22),
    (("item", 1), 24),
    (("item", 1, "table", "key"), 28),
    (("item", 1, "part", 0, "last"), 31),
])
def test_each_value_of_a_tricky_text_is_on_its_line(path, line):
    assert line_index(TRICKY)[path] == line


@pytest.mark.parametrize("text", [TRICKY, *((files("samrum_kit.models") / f"{name}.toml").read_text("utf-8")
                                            for name in SHIPPED)], ids=["tricky", *SHIPPED])
def test_everything_that_toml_reads_has_a_line_that_names_it(text):
    index, lines = line_index(text), text.splitlines()
    expected = set(paths(tomllib.loads(text)))
    assert expected == set(index)
    named = [path for path in expected if isinstance(path[-1], str)]
    assert not [path for path in named if path[-1] not in lines[index[path] - 1]]


def test_what_stands_nowhere_is_found_at_the_nearest_part_around_it():
    index = line_index(TRICKY)
    assert line_of(index, ("item", 1, "missing")) == 24
    assert line_of(index, ("unheard", 3)) == 1
