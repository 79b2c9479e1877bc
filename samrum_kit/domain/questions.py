"""What is asked of a vault while a report is made, each question on a line with the seal of its answer.

So a report is known again by just the data that it was made of, whatever its notebook does.
"""

import json

VARIABLE = "SAMRUM_QUESTIONS"
"""Names the file in which a vault notes down what it is asked; without it nothing is noted."""
DAY = "day"
"""The question which day it is."""
ALL = "*"
"""Stands for all there are, where ids could be told."""

_SEPARATOR = " "
_CHANGED = "changed"


def question(what: str, *of: str) -> str:
    """Return a question about some ids, in whatever order they are told."""
    return _SEPARATOR.join((what, *sorted(of)))


def parts_of(asked: str) -> tuple[str, list[str]]:
    """Return what a question asks for, and of which ids."""
    what, *of = asked.split(_SEPARATOR)
    return what, of


def as_line(asked: str, seal: str) -> bytes:
    """Return a question and the seal of its answer as a line."""
    return json.dumps([asked, seal]).encode() + b"\n"


def questions_in(lines: bytes) -> dict[str, str]:
    """Return the questions of some lines with the seals of their answers.

    One that was answered differently in the meantime has a seal that no answer has. ValueError for what is no line.
    """
    found: dict[str, str] = {}
    for line in lines.splitlines():
        asked, seal = json.loads(line)
        found[asked] = seal if found.get(asked, seal) == seal else _CHANGED
    return found
