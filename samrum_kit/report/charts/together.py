"""Who solves which tasks, and together with whom: what is going on in a case, and the roles that have a part in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.meeting_record import MeetingRecord, is_open_on
from samrum_kit.domain.vocabulary import Party, Role, Target
from samrum_kit.locale import _, format_day
from samrum_kit.locale.html import label
from samrum_kit.report.charts.canvas import (
    LEADING,
    MARGIN,
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
from samrum_kit.report.charts.wording import Written, first_that_fits, joined, named, short_day, told
from samrum_kit.report.fonts import shown

_LEFT, _AIR = 260, 8
_LETTERS = 42
_LETTER_WIDTH = 7
"""About how wide a letter is, in pixels, also in a wide font."""
_WIDEST_COLUMN, _KEY_LINE = 110, 19
_TALLEST = 860
"""A picture taller than this would not fit a page; its rows then have names of one line."""
_ROLES = {
    Party.HOME: Role.PARENT,
    Party.PUPIL: Role.PUPIL,
    Party.PPR: Role.PPR,
    Party.FAMILY_SERVICES: Role.FAMILY_COUNSELLING,
}
"""The roles that the parties of a contract also have; a party without one has a column of its own."""


@dataclass(frozen=True, slots=True)
class _Task:
    """Something that is being done: what it is, who does it, and who else was there when it was agreed."""

    name: str
    text: str
    doing: tuple[str, ...]
    agreeing: tuple[str, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Return everybody with a part in it."""
        return (*self.doing, *(role for role in self.agreeing if role not in self.doing))


def together_chart(file: CaseFile, *, ids: bool = True) -> Chart:
    """Return who solves what together with whom on the file's day, as rows of tasks under columns of roles.

    The tasks are the started measures that have not ended, those that change the context first, the open agreements of
    held meetings, and the newest contract. A dot stands under the role that carries a measure out or is responsible
    for an agreement, an open diamond under those who were present at the meeting that decided it. All parties of a
    contract are responsible. A task without a meeting shows nobody beside the one who does it: more is not on file.
    Without `ids` a task is named by what it is alone.
    """
    title = _("Who solves what together with whom")
    tasks = tuple(_tasks(file, short_day, ids=ids))
    if not tasks:
        nothing = _("No measure is going on in the case {case} on {day}, and no agreement is open.")
        return Chart(title, nothing.format(case=file.case.case_id, day=format_day(file.as_of)))
    return Chart(title, _in_words(file, tuple(_tasks(file, format_day, ids=ids))), _spec(tasks))


def _tasks(file: CaseFile, written: Written, *, ids: bool) -> Iterator[_Task]:
    """Yield what is being done."""
    found = (*file.meetings, *file.agreed_elsewhere)
    meetings = {record.meeting.meeting_id: record for record in found if record.is_held}
    going = [m for m in file.started_measures() if m.ends_on is None or m.ends_on >= file.as_of]
    going.sort(key=lambda m: (m.target is Target.INDIVIDUAL, m.starts_on or file.as_of, m.measure_id))
    for measure in going:
        name = named(_("Measure {id}"), measure.measure_id, ids=ids)
        if measure.ends_on:
            name = _("{name}, until {day}").format(name=name, day=written(measure.ends_on))
        yield _task(name, measure.text, measure.actor_role, meetings.get(measure.meeting_id or ""))
    for record in meetings.values():
        for action in record.actions:
            if action.case_id == file.case.case_id and is_open_on(action, None):
                name = named(_("Agreement {id}"), action.action_id, ids=ids)
                if action.due_on:
                    name = _("{name}, due {day}").format(name=name, day=written(action.due_on))
                yield _task(name, action.text, action.owner_role, record)
    for contract in sorted(file.contracts, key=lambda c: (c.agreed_on, c.contract_id))[-1:]:
        parties = tuple(dict.fromkeys(label(_ROLES.get(party, party)) for party in contract.parties))
        yield _Task(named(_("Contract {id}"), contract.contract_id, ids=ids), contract.text, parties, ())


def _task(name: str, text: str, role: Role | None, record: MeetingRecord | None) -> _Task:
    """Return a task of one role that a meeting may have agreed on."""
    present = [p.role for p in record.participants if p.present] if record else []
    others = tuple(dict.fromkeys(label(other) for other in present if other is not role))
    return _Task(name, text, (label(role),) if role else (), others)


def _spec(tasks: Sequence[_Task]) -> dict[str, Any]:
    """Return the matrix as a Vega-Lite chart."""
    roles = list(dict.fromkeys(role for task in tasks for role in task.roles))
    column = min(_WIDEST_COLUMN, (WIDTH - 2 * MARGIN - _LEFT) / max(1, len(roles)))
    names = [_row_name(task, with_text=True) for task in tasks]
    if sum(lines(name) * LEADING + _AIR for name in names) > _TALLEST:
        names = [_row_name(task, with_text=False) for task in tasks]
    heights = [lines(name) * LEADING + _AIR for name in names]
    tops = [sum(heights[:number]) for number in range(len(heights) + 1)]
    middles = [top + height / 2 for top, height in zip(tops, heights, strict=False)]
    centres = {role: (number + 0.5) * column for number, role in enumerate(roles)}
    width = column * len(roles)
    heads, head = _heads(centres, column)
    layers = [
        strokes([Stroke(-_LEFT, top, width, top) for top in tops]),
        *heads,
        texts([At(-_LEFT, middle, name) for middle, name in zip(middles, names, strict=True)]),
        *_marks(tasks, middles, centres),
        *_key(tasks, tops[-1] + 18),
    ]
    right, bottom = WIDTH - 2 * MARGIN - _LEFT - width, 3 * _KEY_LINE + 6
    return picture(layers, tops[-1], left=_LEFT, right=right, top=head, bottom=bottom)


def _row_name(task: _Task, *, with_text: bool) -> str:
    """Return what heads a row: its name, and its whole text where there is room and the fonts have its letters."""
    name = wrapped(task.name, _LETTERS)
    if not with_text or len(task.text) > 4 * _LETTERS or shown(task.text) != task.text:
        return name
    return f"{name}\n{wrapped(task.text, _LETTERS)}"


def _heads(centres: dict[str, float], column: float) -> tuple[list[Layer], float]:
    """Return the names of the columns and the height they take; they stand upright where they are too wide."""
    if not centres:
        return [], 0
    fitting = int(column / _LETTER_WIDTH)
    if max(len(word) for role in centres for word in role.split()) <= fitting:
        names = {role: wrapped(role, fitting) for role in centres}
        height = max(map(lines, names.values())) * LEADING
        level = [At(centres[role], -4 - lines(name) * LEADING / 2, name) for role, name in names.items()]
        return [texts(level, align="center")], height + 6
    names = {role: wrapped(role, max(18, *(len(word) for word in role.split()))) for role in centres}
    longest = max(len(line) for name in names.values() for line in name.split("\n"))
    upright = [At(centres[role] - (lines(name) - 1) * LEADING / 2, -8, name) for role, name in names.items()]
    return [texts(upright, angle=270)], longest * _LETTER_WIDTH + 10


def _marks(tasks: Sequence[_Task], middles: Sequence[float], centres: dict[str, float]) -> Iterator[Layer]:
    """Yield the dots and diamonds."""
    dots = [Shape(y, "circle", x=centres[role]) for task, y in zip(tasks, middles, strict=True) for role in task.doing]
    diamonds = [Shape(y, "diamond", x=centres[role], open=True)
             for task, y in zip(tasks, middles, strict=True) for role in task.agreeing]
    if dots:
        yield shapes(dots, size=100)
    if diamonds:
        yield shapes(diamonds, size=100)


def _key(tasks: Sequence[_Task], top: float) -> Iterator[Layer]:
    """Yield what the shapes mean, and that more may have been there than is on file."""
    meanings = [
        ("circle", _("carries it out or is responsible for it")), ("diamond", _("was there when it was agreed"))
    ]  # fmt: skip
    known = [any(task.doing for task in tasks), any(task.agreeing for task in tasks)]
    used = [meaning for meaning, is_used in zip(meanings, known, strict=True) if is_used]
    places = [top + number * _KEY_LINE for number in range(len(used) + 1)]
    yield shapes([Shape(y, shape, x=6 - _LEFT, open=shape == "diamond")
                  for y, (shape, _words) in zip(places, used, strict=False)])
    words = [At(20 - _LEFT, y, words) for y, (_shape, words) in zip(places, used, strict=False)]
    yield texts([*words, At(-_LEFT, places[-1], _unknown())], colour=QUIET)


def _unknown() -> str:
    """Return what can't be read from the chart."""
    return _("Who was there when something was agreed is on file for meetings alone.")


def _in_words(file: CaseFile, tasks: Sequence[_Task]) -> str:
    """Return in sentences who does what with whom; of very many tasks each role's number."""
    opening = _("The chart shows who solves what together with whom in the case {case} on {day}.").format(
        case=file.case.case_id, day=format_day(file.as_of)
    )
    quoted = _("{name}, “{text}”: {parts}")
    in_full = [quoted.format(name=t.name, text=" ".join(t.text.split()), parts=_parts(t)) for t in tasks]
    one_by_one = [f"{task.name}: {_parts(task)}" for task in tasks]
    roles = dict.fromkeys(role for task in tasks for role in task.roles)
    counts = [
        _("{role}: responsible for {doing}, there when {agreeing} were agreed").format(
            role=role, doing=sum(role in t.doing for t in tasks), agreeing=sum(role in t.agreeing for t in tasks)
        )
        for role in roles
    ]
    summed_up = _("There are {count} measures and agreements. {list}.").format(count=len(tasks), list="; ".join(counts))
    tellings = (told(*in_full), told(*one_by_one), summed_up)
    return first_that_fits(*(told(opening, telling, _unknown()) for telling in tellings))


def _parts(task: _Task) -> str:
    """Return in a sentence who has which part in a task."""
    who = joined(task.doing) if task.doing else _("nobody is named as responsible")
    if not task.agreeing:
        return f"{who}."
    return _("{who}, agreed together with {others}.").format(who=who, others=joined(task.agreeing))
