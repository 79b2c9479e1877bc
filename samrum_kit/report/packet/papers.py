"""The papers of a meeting in their order, each as a page that any format can be made from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.vocabulary import ItemOutcome
from samrum_kit.locale import _, format_clock, format_day, language
from samrum_kit.locale.html import label, render
from samrum_kit.report.look import OWN_LOOK, Look
from samrum_kit.report.packet.actions import done_agreements, open_agreements
from samrum_kit.report.packet.agenda import agenda_parts, clock, to_bring
from samrum_kit.report.packet.brief import Brief
from samrum_kit.report.packet.material import Material
from samrum_kit.report.packet.measured import measured_series
from samrum_kit.report.packet.recap import recap
from samrum_kit.report.packet.shorten import ROOMS, Room, roomiest
from samrum_kit.report.page import page
from samrum_kit.report.pdf import pdf_pages

BRIEF_PAGES = 2
"""No brief is longer, in PDF and in Word."""

_RESERVE = Markup("<p>\N{NO-BREAK SPACE}</p>") * 25
"""Lines kept free at the end of a brief, since Word sets a page less tightly than a PDF does."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: the name of its file, what it is called in the index, what it is about, and its page."""

    name: str
    kind: str
    subject: str
    page: str


def papers(material: Material) -> Iterator[Paper]:
    """Yield the papers of a meeting: the agenda, a brief of every case on it, agreements, recap and minutes form.

    They are in the language in use.
    """
    names = material.analysis.names
    agenda = {"parts": agenda_parts(material), "bring": tuple(to_bring(material)), "clock": clock}
    yield _paper(material, "dagsorden", _("Agenda"), "agenda", agenda | {"clock_of": format_clock})
    for file in material.cases:
        yield _brief(material, file)
    agreements = {"owners": open_agreements(material), "done": done_agreements(material)}
    yield _paper(material, "aftaler", _("Agreements"), "actions", agreements)
    yield _paper(material, "opsamling", _("Recap"), "recap", {"cases": recap(material)})
    form = {"roles": tuple(map(names.role, material.roles)), "outcomes": tuple(map(label, ItemOutcome))}
    yield _paper(material, "referat", _("Minutes of the meeting"), "minutes", form)


def index_page(title: str, papers_made: Sequence[Any], others: Sequence[Any], look: Look = OWN_LOOK) -> str:
    """Return the page that leads to the papers of a run, in their order, and to what else lies in the folder."""
    body = render("samrum_kit.report", "packet_index.html.j2", papers=papers_made, others=others)
    return page(title, body, lang=language(), look=look)


def _paper(material: Material, name: str, kind: str, template: str, values: dict[str, Any]) -> Paper:
    """Return a paper about the whole meeting."""
    body = render(
        "samrum_kit.report", f"packet_{template}.html.j2", material=material, names=material.analysis.names, **values
    )
    written = page(material.title(kind), body, lang=language(), look=material.look)
    return Paper(f"{name}-{material.place}", kind, material.place, written)


def _brief(material: Material, file: CaseFile) -> Paper:
    """Return the brief of a case with as much as two pages hold."""
    case_id, on = file.case.case_id, material.analysis.on
    kind = _("Case brief")
    title = f"{kind} · {case_id} · {format_day(on)}"

    series = measured_series(file)

    def written(body: Markup) -> str:
        audience = _("Internal working paper")
        return page(title, body, lang=language(), look=material.look, audience=audience)

    def fits(room: Room) -> bool:
        with_reserve = written(Brief(material, file, series, room).body() + _RESERVE)
        return pdf_pages(with_reserve, material.look) <= BRIEF_PAGES

    body = Brief(material, file, series, roomiest(ROOMS, fits)).body()
    return Paper(f"sag-{case_id}-{on.isoformat()}", f"{kind} {case_id}", case_id, written(body))
