"""The yearly status of a forum: the software gives the counts, the people write the words.

Its parts are those of the status of Trivselsforum and SSP (2009), and under each stand the numbers that it asked about
there. Whether something works is nothing that a number says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from samrum_kit.figures.table import Row
from samrum_kit.locale import _
from samrum_kit.report.charts import Chart
from samrum_kit.report.figures.figure_report import FigureReport, Shown, shown_figures
from samrum_kit.report.figures.part import FigurePart

SOURCE = "003_2d7b13d1820dd83a.txt"
"""The status of 2009."""
_AGREEMENTS = 6
"""How many actions there is room for."""

QUOTES = {
    "method": "Statussen kan sige noget om tendenser – men kan ikke give det hele billede.",
    "role": "Det er vigtigt at afgrænse trivselspersonrollen",
    "works": "Skolerne er blevet bedre til at involvere forældrene i trivselsforum. Stor gevinst for alle.",
    "works_less": "det er vigtigt, at møderne er planlagte, og der laves dagsorden, referat og handlingsplan",
    "actions": "Præcisering af formål – trivselsforum skal ikke kun arbejde med enkeltbørn men også med generel "
    "trivselsforebyggelse.",
    "way_on": "Det videre arbejde på forvaltningsniveau",
}
"""What the source says in each part."""

FIGURES = {
    "method": ("forum_meetings",),
    "role": ("participants", "services_absent"),
    "works": ("consent_before",),
    "works_less": ("meeting_documents", "lead_time", "general_prevention"),
}
"""The figures that belong to a part, by the questions of the source."""


@dataclass(frozen=True, slots=True)
class ForumStatus:
    """The status of a forum at one school or all schools, part by part."""

    report: FigureReport

    @property
    def heading(self) -> FigurePart:
        """Return what the status is about, and who may have it."""
        return self.report.heading

    @property
    def method(self) -> Shown:
        """Return what the status rests on."""
        if self.report.found.table.rows or self.report.beside.over_time:
            words = _("What the status rests on: the numbers of the period, and the talks that you have had.")
        else:
            words = _("The forum held no meeting in the period, so the status rests on the talks that you have had.")
        return self._part("method", _("Method"), words)

    @property
    def role(self) -> Shown:
        """Return who takes part in the forum."""
        words = _("Who takes part, and what the roles of the forum have time and room for.")
        return self._part("role", _("The roles"), words)

    @property
    def works(self) -> Shown:
        """Return the numbers about what the status of 2009 found to work."""
        return self._part("works", _("What works"), self._asked_here("works"))

    @property
    def works_less(self) -> Shown:
        """Return the numbers about what the status of 2009 found to work less well."""
        return self._part("works_less", _("What works less well"), self._asked_here("works_less"))

    @property
    def pictures(self) -> Shown:
        """Return the figures over time and school by school."""
        shown = (*self.report.over_time, *self.report.schools)
        if not shown:
            return ()
        title = _("Over time and school by school")
        words = _("The pictures show how the numbers vary. That is a reason to ask, not to judge.")
        below = (replace(one, level=3) if isinstance(one, Chart) else one for one in shown)
        return (FigurePart("status", {"title": title, "words": words, "quote": ""}), *below)

    @property
    def actions(self) -> Shown:
        """Return room for what is to be done after the status."""
        return self._part("actions", _("Actions"), _("What you will do after the status: the people decide it."))

    @property
    def way_on(self) -> Shown:
        """Return room for how it goes on."""
        return self._part("way_on", _("The way on"), _("What goes on, and when you look at it again."))

    def _part(self, name: str, title: str, words: str) -> Shown:
        """Return a part: what it is about, its numbers, and lines for the people to write on."""
        opening = {"title": title, "words": words, "source": SOURCE, "quote": QUOTES[name]}
        numbers = shown_figures(self._rows(name), self.report.caption, headed=False)
        agreements = _AGREEMENTS if name == "actions" else 0
        yours = _("What you write yourselves: {title}").format(title=title)
        lines = {"title": yours, "questions": list(_questions(name)), "agreements": agreements}
        return (FigurePart("status", opening), *numbers, FigurePart("lines", lines))

    def _rows(self, name: str) -> list[Row]:
        """Return the numbers of a part, figure by figure."""
        rows = self.report.found.table.rows
        return [row for figure in FIGURES.get(name, ()) for row in rows if row.id.partition(".")[0] == figure]

    def _asked_here(self, name: str) -> str:
        """Say why numbers stand under a heading that judges, or that none do."""
        if not self._rows(name):
            return _("There are no numbers about this forum here. What works in it is for you to write.")
        return _(
            "The numbers stand here because the status of 2009 asked about them here. Whether it works in your forum "
            "is for you to write."
        )


def _questions(name: str) -> Iterator[str]:
    """Yield what the people are asked in a part."""
    yield from {
        "method": (_("Who has been talked with"), _("What was asked"), _("What the status can't tell")),
        "role": (_("What the role does, and where it ends"), _("Whether there is time for it"), _("Support it needs")),
        "works": (_("What works, and how you know"), _("What children and parents say")),
        "works_less": (_("What works less well, and for whom"), _("What is in the way")),
        "way_on": (_("What goes on, and who follows it"), _("The day of the next status")),
    }.get(name, ())
