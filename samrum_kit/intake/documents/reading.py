"""A plan that was written in Word, read into rows for a person to check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from samrum_kit.domain.fields import Column, Record, columns
from samrum_kit.domain.records import Plan
from samrum_kit.intake.documents.asides import asides_of
from samrum_kit.intake.documents.content import Content
from samrum_kit.intake.documents.door import read_content
from samrum_kit.intake.documents.gathering import Gathering, Remark, Understood
from samrum_kit.intake.documents.headings import PARTS
from samrum_kit.intake.documents.ids import Proposal, propose_ids
from samrum_kit.intake.documents.walk import Walk
from samrum_kit.intake.drafts import required_columns
from samrum_kit.intake.values import parser
from samrum_kit.locale import _, language
from samrum_kit.privacy.identifiers import holds_identifier


@dataclass(frozen=True, slots=True)
class Gap:
    """A column that must be filled in before the import, and the rows that lack it, counted from 1."""

    record: type[Record]
    column: Column
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlanReading:
    """One plan as it was read: rows, what was not understood, and how the headings were taken."""

    rows: dict[type[Record], list[Record]]
    """Not validated: what the document doesn't say is None, also where it is required."""
    remarks: tuple[Remark, ...]
    understood: tuple[Understood, ...]
    proposals: tuple[Proposal, ...]
    gaps: tuple[Gap, ...]


def read_document(path: Path, ids: Mapping[str, str] | None = None) -> PlanReading:
    """Read a plan from a Word document; raise FileRefused for what can't be taken in.

    Every text of the document stands in a row, among the remarks or among the headings that were understood. `ids` are
    a `plan_id` and a `case_id` that somebody gives beside the document; one of another form raises ValueRefused.
    """
    return plan_from(read_content(path), ids)


def plan_from(content: Content, ids: Mapping[str, str] | None = None) -> PlanReading:
    """Return the plan that a document's content holds."""
    gathering = Gathering()
    for column in columns(Plan):
        if ids and column.name in ids:
            gathering.plan.values[column.name] = parser(Plan, column)(ids[column.name])
    Walk(gathering).blocks(content.body)
    gathering.settle_signs()
    proposals = propose_ids(gathering)
    remarks = (*gathering.remarks, *asides_of(content))
    numbers = tuple(_numbers(gathering, remarks))
    return PlanReading(_records(gathering), remarks + numbers, tuple(gathering.understood), proposals,
                       tuple(_gaps(gathering)))


def _records(gathering: Gathering) -> dict[type[Record], list[Record]]:
    """Return the rows as records that nobody has checked yet."""
    return {record: [record.model_construct(**{**dict.fromkeys(record.model_fields), **row.values}) for row in rows]
            for record, rows in gathering.rows.items()}


def _gaps(gathering: Gathering) -> Iterator[Gap]:
    """Yield the columns that the import will ask for."""
    for record in PARTS:
        for column in required_columns(record).values():
            lacking = tuple(number for number, row in enumerate(gathering.rows[record], 1)
                            if row.values.get(column.name) is None)
            if lacking:
                yield Gap(record, column, lacking)


def _numbers(gathering: Gathering, remarks: tuple[Remark, ...]) -> Iterator[Remark]:
    """Yield where something of the form of a national id stands, without repeating it."""
    for record, number, column, text in gathering.texts():
        if holds_identifier(text):
            place = _("sheet {sheet}, row {row}, column {column}").format(
                sheet=record.sheet(language()), row=number + 1, column=column.label(language()))
            yield Remark(place, "national_id", "")
    for remark in remarks:
        if holds_identifier(remark.text):
            yield Remark(remark.place, "national_id", "")
