"""How the cases of a period have gone, day by day since the first concern: closed, referred, and still open."""

from collections.abc import Iterator

from samrum_kit.figures.basis import Basis
from samrum_kit.figures.table import Cell, FigureTable, Kind, Row
from samrum_kit.figures.waiting import HORIZON_DAYS, Ending, Waiting, waiting
from samrum_kit.locale import _, ngettext

STEP = 20
"""How many days lie between two rows."""

CLOSED, REFERRED, OPEN, FOLLOWED = "closed", "referred", "open", "followed"


def time_course(basis: Basis) -> FigureTable:
    """Return the shares that had been closed or referred after so many days, as far as somebody was followed.

    Cases that are under way count as long as they have been; the shares of a day come to 1.
    """
    found = waiting(basis.file.cases, basis.period)
    days = [day for day in range(0, HORIZON_DAYS + 1, STEP) if found.shares.curve.followed_to(day)]
    rows = [row for day in days for row in _rows(found, day)]
    return FigureTable(_("From the first concern until a case is closed or referred"), tuple(rows))


def _rows(found: Waiting, day: int) -> Iterator[Row]:
    """Yield how it stands at the end of a day."""
    words = ngettext("after {number} day", "after {number} days", day).format(number=day)
    definition = _(
        "Cases whose first concern lies in the period, followed from that day. Cases that are still open count for as "
        "long as they have been followed, so that nothing is left out."
    )
    people = frozenset(case.case_id for case in found.cases)
    n = len(found.cases)
    shares = found.shares
    values = (
        (CLOSED, _("closed"), float(shares.share(Ending.CLOSED, day))),
        (REFERRED, _("referred"), float(shares.share(Ending.REFERRED, day))),
        (OPEN, _("still open"), float(shares.open(day))),
    )
    for part, label, value in values:
        cell = Cell(value, Kind.SHARE, of=n, people=people)
        yield Row(f"time_course.{day}.{part}", words, label, definition, "", "", "", cell)
    at_risk = Cell(shares.curve.at_risk(day), people=people)
    yield Row(f"time_course.{day}.{FOLLOWED}", words, _("followed so long"), definition, "", "", "", at_risk)
