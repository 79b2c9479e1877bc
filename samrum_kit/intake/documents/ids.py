"""Ids for what a plan holds: proposed from the plan's own id, and never where that is not known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samrum_kit.domain.fields import ID_PATTERN, Record
from samrum_kit.domain.records import Evaluation, Goal, Measure, Sign
from samrum_kit.intake.documents.gathering import DraftRow, Gathering

LETTERS: dict[type[Record], tuple[str, str]] = {
    Goal: ("goal_id", "M"), Sign: ("sign_id", "T"), Measure: ("measure_id", "I"), Evaluation: ("evaluation_id", "E"),
}
"""The key of each table of a plan, and the letter that leads its number."""

_ID = re.compile(ID_PATTERN)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An id that nobody has written: for the row of a table, counted from 1."""

    record: type[Record]
    row: int
    proposed: str


def propose_ids(gathering: Gathering) -> tuple[Proposal, ...]:
    """Let the rows refer to their plan, and give those without an id one that is free in the document."""
    plan_id = gathering.plan.values.get("plan_id")
    if plan_id is None:
        return ()
    for row in (*gathering.rows[Goal], *gathering.rows[Measure], *gathering.rows[Evaluation]):
        row.values["plan_id"] = plan_id
    proposals: list[Proposal] = []
    for record in LETTERS:
        proposals += _propose(gathering, record, plan_id)
        for sign in gathering.rows[Sign]:
            if sign.goal is not None and "goal_id" in sign.goal.values:
                sign.values["goal_id"] = sign.goal.values["goal_id"]
    return tuple(proposals)


def _propose(gathering: Gathering, record: type[Record], plan_id: str) -> Iterator[Proposal]:
    """Give each row of a table without an id one of its own, below what it belongs to."""
    key, letter = LETTERS[record]
    taken = {row.values[key] for row in gathering.rows[record] if key in row.values}
    for number, row in enumerate(gathering.rows[record], 1):
        if key in row.values:
            continue
        lead = f"{_above(row) or plan_id}-{letter}"
        free = next(name for name in (f"{lead}{count}" for count in range(1, len(taken) + 2)) if name not in taken)
        if _ID.fullmatch(free):
            row.values[key] = free
            taken.add(free)
            yield Proposal(record, number, free)


def _above(row: DraftRow) -> str | None:
    """Return the id of the goal that a sign belongs to."""
    return None if row.goal is None else row.goal.values.get("goal_id")
