"""The way of a referral through the steps of a model: what has been reached and when, and what isn't on file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.locale import _, format_day
from samrum_kit.models import CollaborationModel
from samrum_kit.models.parts import Flow, Step
from samrum_kit.report.charts.canvas import (
    LEADING,
    MARGIN,
    MIDDLE,
    QUIET,
    WIDTH,
    At,
    Layer,
    Shape,
    Stroke,
    lines,
    picture,
    shapes,
    strokes,
    texts,
    wrapped,
)
from samrum_kit.report.charts.chart import Chart
from samrum_kit.report.charts.reached import Proof, proofs
from samrum_kit.report.charts.strands import Edge, edges, in_order, strands
from samrum_kit.report.charts.wording import Written, days_told, first_that_fits, short_day, told

REFERRAL = "referral"
"""The flow that tells how a case is referred has this id in every model."""

_STRAND, _AIR, _BEND = 18, 10, 14
_LETTER_WIDTH, _GAP = 6, 14
_WORDS_WIDTH, _LETTERS_WORDS, _LETTERS_NOTE = 240, 40, 105


@dataclass(frozen=True, slots=True)
class _Row:
    """A step, or the name of a lane, with its texts in lines and its place."""

    step: Step | None
    proofs: tuple[Proof, ...]
    name: str
    words: str
    y: float
    height: float

    @property
    def shape(self) -> str:
        """Return the shape that says how the step stands: reached or not on file, or that no record would tell."""
        return "circle" if self.proofs else "stroke"

    @property
    def is_reached(self) -> bool:
        """Tell whether any record documents the step."""
        return any(proof.days for proof in self.proofs)


def referral_flow_chart(model: CollaborationModel, file: CaseFile) -> Chart:
    """Return the steps of a model's referral in their partial order, and which of them a case has reached.

    A dot and a day stand by a step that a record documents, a ring and the words by one that isn't on file, a dash by
    one of which no record would tell. What documents a step is said by the model; lines lead from each step to those
    that come after it. A model without such a flow gives a sentence.
    """
    flow = next((flow for flow in model.flows if flow.id == REFERRAL), None)
    if flow is None:
        silent = _("The model {model} doesn't describe the steps of a referral.").format(model=model.name)
        return Chart(_("The steps of a referral"), silent)
    steps = in_order(flow.steps)
    found = [(step, proofs(step, file)) for step in steps]
    note = told(_("From the collaboration model {model}.").format(model=model.name), flow.note or "")
    return Chart(flow.name, _in_words(flow, found, file, note), _spec(found, note))


def _spec(found: Sequence[tuple[Step, tuple[Proof, ...]]], written_below: str) -> dict[str, Any]:
    """Return the flow as a Vega-Lite chart."""
    steps = [step for step, _proofs in found]
    joins = edges(steps)
    strand = strands(steps, joins)
    gutter = (max(strand.values()) + 1) * _STRAND + 6
    width = WIDTH - 2 * MARGIN
    rows = tuple(_rows(found, int((width - gutter - _GAP - _WORDS_WIDTH) / _LETTER_WIDTH)))
    height = rows[-1].y + rows[-1].height / 2
    place = {row.step.id: (strand[row.step.id] * _STRAND + 8, row.y) for row in rows if row.step}
    note = wrapped(written_below, _LETTERS_NOTE)
    foot = height + 8 + lines(note) * LEADING / 2
    layers = [
        strokes([Stroke(gutter, row.y - row.height / 2, width, row.y - row.height / 2) for row in rows]),
        *_joined(joins, place),
        *_marks(rows, place),
        *_written(rows, gutter, width),
        texts([At(0, foot, note)], colour=QUIET),
    ]
    return picture(layers, height, bottom=8 + lines(note) * LEADING)


def _rows(found: Sequence[tuple[Step, tuple[Proof, ...]]], letters: int) -> Iterator[_Row]:
    """Give each step its place, and each lane a row with its name above its steps."""
    top, lane = 0.0, None
    for step, known in found:
        if step.lane and step.lane != lane:
            name = wrapped(step.lane, letters)
            height = lines(name) * LEADING + _AIR
            yield _Row(None, (), name, "", top + height / 2, height)
            top += height
        lane = step.lane
        name = wrapped(step.label, letters)
        words = "\n".join(wrapped(saying, _LETTERS_WORDS) for saying in _sayings(known, short_day))
        height = max(lines(name), lines(words)) * LEADING + _AIR
        yield _Row(step, known, name, words, top + height / 2, height)
        top += height


def _sayings(known: Sequence[Proof], written: Written) -> Iterator[str]:
    """Yield in words how a step stands; where several kinds of record document it, one saying for each kind."""
    if not known:
        yield _("can't be told from the records")
    for proof in known:
        days = days_told(proof.days, written) if proof.days else _("not on file")
        yield days if len(known) == 1 else f"{proof.name}: {days}"


def _joined(joins: Sequence[Edge], place: Mapping[str, tuple[float, float]]) -> Iterator[Layer]:
    """Yield the lines between steps."""
    found = []
    for edge in joins:
        (x, y), (x2, y2) = place[edge.before], place[edge.after]
        bend = y2 - _BEND if x != x2 else y2
        found += [Stroke(x, y, x, bend), Stroke(x, bend, x2, y2)]
    if found:
        yield strokes(found, colour=MIDDLE, width=1.5)


def _marks(rows: Sequence[_Row], place: Mapping[str, tuple[float, float]]) -> Iterator[Layer]:
    """Yield the shapes of the steps."""
    steps = [(row, place[row.step.id][0]) for row in rows if row.step]
    yield shapes([Shape(row.y, row.shape, x=x, open=not row.is_reached) for row, x in steps], size=90)


def _written(rows: Sequence[_Row], gutter: float, width: float) -> Iterator[Layer]:
    """Yield the names of lanes and steps, and how the steps stand."""
    lanes = [At(gutter, row.y, row.name) for row in rows if not row.step]
    if lanes:
        yield texts(lanes, bold=True)
    yield texts([At(gutter + (8 if lanes else 0), row.y, row.name) for row in rows if row.step])
    yield texts([At(width - _WORDS_WIDTH, row.y, row.words) for row in rows if row.step])


def _in_words(flow: Flow, found: Sequence[tuple[Step, tuple[Proof, ...]]], file: CaseFile, note: str) -> str:
    """Return in sentences what is reached with its days, what isn't on file, and what can't be told."""
    opening = _("The chart shows which steps of “{flow}” the case {case} has reached by {day}.").format(
        flow=flow.name, case=file.case.case_id, day=format_day(file.as_of)
    )
    reached = [(step, known) for step, known in found if any(proof.days for proof in known)]
    dated = [f"{step.label} ({', '.join(_sayings(known, format_day))})" for step, known in reached]
    lacking = [step.label for step, known in found if known and not any(proof.days for proof in known)]
    untold = [step.label for step, known in found if not known]
    closing = told(
        _("Not on file: {list}.").format(list="; ".join(lacking)) if lacking else "",
        _("Of these the records can't tell: {list}.").format(list="; ".join(untold)) if untold else "",
    )
    if not reached:
        return first_that_fits(told(opening, _("None of them is on file."), closing, note),
                               told(opening, _("None of them is on file."), closing))
    one_by_one = _("Reached: {list}.").format(list="; ".join(dated))
    named = _("Reached: {list}.").format(list="; ".join(step.label for step, _known in reached))
    return first_that_fits(
        told(opening, one_by_one, closing, note), told(opening, one_by_one, closing),
        told(opening, named, closing),
    )  # fmt: skip
