"""What rows say about each other: references lead somewhere, and a measure's case is its plan's case."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from samrum_kit.domain.fields import Record, columns
from samrum_kit.domain.records import TABLES, Measure, Plan
from samrum_kit.intake.drafts import Draft, Key
from samrum_kit.intake.records import KnownRecords, R

Fault = tuple[Draft, str, str]
"""A draft, a code and the field."""


class Links:
    """The rows of an import and the stored records, as one that follows references sees them."""

    def __init__(self, drafts: Iterable[Draft], live: Iterable[Draft], known: KnownRecords) -> None:
        """Take every row, those that may be saved, and what is stored."""
        self._known = known
        self._drafts = tuple(drafts)
        self.live: dict[type[Record], dict[Key, Draft]] = {table: {} for table in TABLES.values()}
        self._named: dict[type[Record], set[Key]] = {table: set() for table in TABLES.values()}
        for draft in self._drafts:
            if draft.key is not None:
                self._named[draft.table].add(draft.key)
        for draft in live:
            if draft.key is not None:
                self.live[draft.table][draft.key] = draft

    def settle(self, *, leave_out_rejected: bool) -> None:
        """Reject the rows whose links fail, and with them what refers to a rejected row, until nothing changes."""
        self._reject(list(self._unknown_references()))
        self._reject(list(self._mismatches()))
        if leave_out_rejected:
            while faults := [*self._rejected_references(), *self._mismatches()]:
                self._reject(faults)

    def now(self, table: type[R], key: Key) -> R | None:
        """Return a record as it would be after the import."""
        draft = self.live[table].get(key)
        return draft.record if draft is not None else self._known.known(table).get(key)  # type: ignore[return-value]

    def _reject(self, faults: list[Fault]) -> None:
        """Reject drafts and the rows that say the same; they are no longer live."""
        for draft, code, name in faults:
            for row in (draft, *draft.repeats):
                row.reject(code, name)
            if draft.key is not None and self.live[draft.table].get(draft.key) is draft:
                del self.live[draft.table][draft.key]

    def _all(self) -> Iterator[Draft]:
        """Yield every live draft."""
        for drafts in self.live.values():
            yield from drafts.values()

    def _unknown_references(self) -> Iterator[Fault]:
        """Find references to what is neither in the import nor stored, also in rows that are rejected anyway."""
        by_table: dict[type[Record], list[Draft]] = defaultdict(list)
        for draft in self._drafts:
            by_table[draft.table].append(draft)
        for table, drafts in by_table.items():
            for name, target in references(table):
                asked = {value for draft in drafts if (value := draft.values.get(name)) is not None}
                unknown = {value for value in asked
                           if (value,) not in self._named[target] and (value,) not in self._known.known(target)}
                if unknown:
                    yield from ((draft, "reference.unknown", name) for draft in drafts
                                if draft.values.get(name) in unknown)

    def _rejected_references(self) -> Iterator[Fault]:
        """Find references to rows of the import that were rejected and are not stored."""
        for draft in self._all():
            for name, target in references(draft.table):
                value = getattr(draft.record, name)
                if value is not None and self.now(target, (value,)) is None:
                    yield draft, "reference.rejected", name

    def _mismatches(self) -> Iterator[Fault]:
        """Find measures whose case is not their plan's case, also where the plan is what changes."""
        for draft in self.live[Measure].values():
            measure = draft.record
            assert isinstance(measure, Measure)  # noqa: S101  # a live draft of a table has the table's record
            plan = None if measure.plan_id is None else self.now(Plan, (measure.plan_id,))
            if plan is not None and measure.case_id not in {None, plan.case_id}:
                yield draft, "measure.case_mismatch", "case_id"
        yield from self._moved_plans()

    def _moved_plans(self) -> Iterator[Fault]:
        """Find plans that move to another case and would leave stored measures behind."""
        stored: Mapping[Key, Plan] = self._known.known(Plan)
        moved = {}
        for key, draft in self.live[Plan].items():
            plan = draft.record
            if isinstance(plan, Plan) and key in stored and stored[key].case_id != plan.case_id:
                moved[plan.plan_id] = draft, plan.case_id
        if not moved:
            return
        for key, measure in self._known.known(Measure).items():
            if key not in self.live[Measure] and measure.plan_id in moved:
                draft, case_id = moved[measure.plan_id]
                if measure.case_id not in {None, case_id}:
                    yield draft, "plan.case_mismatch", "case_id"


@cache
def references(table: type[Record]) -> tuple[tuple[str, type[Record]], ...]:
    """Return the fields of a table that refer to another, with that table."""
    return tuple((column.name, TABLES[column.target]) for column in columns(table) if column.target is not None)
