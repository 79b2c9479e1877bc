"""The gallery: one report of every kind, of made-up towns: `python -m samrum_kit.workspace.gallery reports/galleri`."""

import secrets
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from samrum_kit.locale import _, speaking
from samrum_kit.report import find_notebook
from samrum_kit.report.deliver import make
from samrum_kit.report.look import Look
from samrum_kit.report.notebooks import read_notebook
from samrum_kit.report.pdf import first_page_png
from samrum_kit.teach.places import municipality
from samrum_kit.teach.synthetic import synthetic_municipality
from samrum_kit.workspace.packet import make_packet
from samrum_kit.workspace.reports import environment_of
from samrum_kit.workspace.settings import SETTINGS_FILE
from samrum_kit.workspace.workspace import Workspace

FORMATS = ("html", "pdf")
IN_WORD = frozenset({"02_gennemgang-pku", "moedepakke-referat"})
"""What is shown as a Word document too: with a chart, and to be filled in."""

DOTS = 80
"""To the inch, of a picture that can be read and is small."""

DAY = "2026-03-16"
PAPERS = ("dagsorden", "sag", "referat")
"""The papers of a meeting that are shown, the first of each kind."""

_LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="4 4 40 41" width="48" height="49">
<path fill="{colour}" d="M4 4h40v22c0 10-9 16-20 19C13 42 4 36 4 26z"/>
<path fill="none" stroke="#ffffff" stroke-width="3" stroke-linecap="round"
d="M12 20q6-6 12 0t12 0M12 29q6-6 12 0t12 0"/>
</svg>
"""


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the gallery: its name, its notebook and what it is about."""

    name: str
    notebook: str
    about: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Town:
    """A made-up municipality: its model, the colours of its look, its reports, and a meeting to make papers of."""

    model: str
    colour: str
    second_colour: str
    reports: Sequence[Report]
    meeting: Mapping[str, str] = field(default_factory=dict)


MEETING = {"forum": "samrum", "school": "AA-SK-01", "on": "2026-04-07"}
YEAR = {"from_day": "2025-08-01", "to_day": "2026-03-16"}
FIGURES = {"model": "haderslev", "as_of": DAY} | YEAR
STATUS = {"forum": "samrum"} | YEAR
CASE = {"case": "HA-S-001", "as_of": DAY}
REVIEW = {"subject": "HA-S-001", "as_of": DAY}
TOWNS = (
    Town(
        "aalborg_samrum",
        "#2b5a4c",
        "#5b5647",
        (
            Report("01_moede", "01_moede", MEETING),
            Report("01_moede-ledelse", "01_moede", MEETING | {"profile": "ledelse"}),
            Report("05_forum_status", "05_forum_status", STATUS),
            Report("05_forum_status-ledelse", "05_forum_status", STATUS | {"profile": "ledelse"}),
        ),
        MEETING,
    ),
    Town(
        "haderslev",
        "#1f4e6b",
        "#55606b",
        (
            Report("02_gennemgang", "02_gennemgang", REVIEW | {"gate": "ppv"}),
            Report("02_gennemgang-pku", "02_gennemgang", REVIEW | {"gate": "pku", "profile": "pku"}),
            Report("03_sagsforloeb", "03_sagsforloeb", CASE),
            Report("03_sagsforloeb-foraeldre", "03_sagsforloeb", CASE | {"profile": "foraeldre"}),
            Report("04_noegletal", "04_noegletal", FIGURES),
            Report("04_noegletal-ledelse", "04_noegletal", FIGURES | {"profile": "ledelse"}),
        ),
    ),
    Town(
        "baerum_ressursteam",
        "#6b2f45",
        "#5a5060",
        (Report("02_gennemgang-norsk", "02_gennemgang", REVIEW | {"gate": "ppt_referral", "subject": "BA-S-004"}),),
    ),
)


def make_gallery(folder: Path, towns: Sequence[Town] = TOWNS) -> Iterator[Path]:
    """Write every report of the towns in every format, with a picture of its first page; yield each file.

    The same files come of the same workbench, byte for byte.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for town in towns:
        with TemporaryDirectory(prefix="samrum-") as private, _workspace(town, Path(private)) as workspace:
            for name, ending, content in (*_reports(workspace, town), *_papers(workspace, town, Path(private))):
                path = folder / f"{name}.{ending}"
                path.write_bytes(content)
                yield path


def formats_of(name: str) -> tuple[str, ...]:
    """Return the formats in which something is shown, beside its picture."""
    return (*FORMATS, "docx") if name in IN_WORD else FORMATS


def _workspace(town: Town, private: Path) -> Workspace:
    """Make the workspace of a town, which wears a look of its own."""
    place = municipality(town.model)
    passphrase = secrets.token_hex()
    workspace, _recovery_key = Workspace.create(
        private / "workspace", [town.model], passphrase, lang=place.lang, synthetic=True
    )
    with workspace.store.writing() as transaction:
        transaction.save(record for rows in synthetic_municipality(town.model).values() for record in rows)
    with speaking(place.lang):
        footer = _("{municipality}. Everything in this report is made up.").format(municipality=place.municipality)
        alt = _("The mark of {municipality}").format(municipality=place.municipality)
    (workspace.folder / "logo.svg").write_text(_LOGO.format(colour=town.colour), encoding="utf-8")
    with (workspace.folder / SETTINGS_FILE).open("a", encoding="utf-8") as settings:
        settings.write(
            f'\n[look]\nlogo = "logo.svg"\nlogo_alt = "{alt}"\nfooter = "{footer}"\n'
            f'colour = "{town.colour}"\nsecond_colour = "{town.second_colour}"\n'
        )
    return workspace


def _reports(workspace: Workspace, town: Town) -> Iterator[tuple[str, str, bytes]]:
    """Yield name, format and content of each report of a town."""
    for report in town.reports:
        notebook = read_notebook(find_notebook(report.notebook))
        about = {"lang": workspace.lang, **report.about}
        _name, contents = make(notebook, report.notebook, about, formats_of(report.name), environment_of(workspace))
        yield from _with_picture(report.name, contents, workspace.look)


def _papers(workspace: Workspace, town: Town, private: Path) -> Iterator[tuple[str, str, bytes]]:
    """Yield name, format and content of some papers of a town's meeting."""
    if not town.meeting:
        return
    packet = make_packet(workspace, formats=[*FORMATS, "docx"], out=private / "packet", **town.meeting)
    for kind in PAPERS:
        paper = next(paper for paper in packet.papers if paper.name.startswith(f"{kind}-"))
        contents = {path.suffix.lstrip("."): path.read_bytes() for path in paper.files}
        name = f"moedepakke-{kind}"
        yield from _with_picture(name, {ending: contents[ending] for ending in formats_of(name)}, workspace.look)


def _with_picture(name: str, contents: Mapping[str, bytes], look: Look) -> Iterator[tuple[str, str, bytes]]:
    """Yield the formats of a report and a picture of its first page."""
    for ending, content in contents.items():
        yield name, ending, content
    yield name, "png", first_page_png(contents["html"].decode(), look, dots=DOTS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the gallery into the folder that is named, and print its files."""
    parser = ArgumentParser(prog="python -m samrum_kit.workspace.gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    for path in make_gallery(parser.parse_args(arguments).folder):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
