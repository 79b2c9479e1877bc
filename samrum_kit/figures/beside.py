"""What stands beside key figures in pictures: figures over time, school by school, and how cases have gone."""

from collections.abc import Iterable
from dataclasses import dataclass

from samrum_kit.figures.by_school import shares_by_school
from samrum_kit.figures.key_figures import KeyFigures
from samrum_kit.figures.over_time import items_over_time, minutes_over_time
from samrum_kit.figures.table import FigureTable
from samrum_kit.figures.time_course import time_course

Tables = tuple[FigureTable, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The tables that pictures are drawn of; a picture tells no more than its table."""

    course: Tables
    over_time: Tables
    schools: Tables

    @property
    def tables(self) -> Tables:
        """Return all of them."""
        return (*self.course, *self.over_time, *self.schools)

    def about_no_case(self) -> "Beside":
        """Return the tables without a number that is about any case: they tell nothing of anybody."""
        return Beside(*(tuple(filter(_is_about_no_case, tables))
                        for tables in (self.course, self.over_time, self.schools)))  # fmt: skip


def beside(found: KeyFigures) -> Beside:
    """Return the tables for the pictures of figures; those of a forum are about its meetings alone."""
    basis = found.basis
    return Beside(
        course=_with_rows([time_course(basis)] if basis.forum is None else []),
        over_time=_with_rows([items_over_time(basis), minutes_over_time(basis)] if found.has_met else []),
        schools=_with_rows(shares_by_school(basis, found.words)),
    )


def _with_rows(tables: Iterable[FigureTable]) -> Tables:
    """Return the tables that have any rows."""
    return tuple(table for table in tables if table.rows)


def _is_about_no_case(table: FigureTable) -> bool:
    """Tell whether no number of a table is about any case."""
    return all(row.cell.people is None for row in table.rows)
