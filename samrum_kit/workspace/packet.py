"""The packet of a meeting from a workspace: its papers in every format asked for, the invitation, and an index."""

import hashlib
import re
import time as clock
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path

from samrum_kit.batch.backends import Rendered
from samrum_kit.batch.index import INDEX
from samrum_kit.batch.manifest import DONE, Entry, Manifest, Status, entries, written_in
from samrum_kit.errors import ReportFailed, UnknownName, UsageError
from samrum_kit.locale import _, speaking
from samrum_kit.report import FORMATS
from samrum_kit.report.packet import Material, Paper, index_page, invitation, papers
from samrum_kit.report.publish import ReportFile, hashes_by_format, names_aside, publish
from samrum_kit.workspace.days import day_given
from samrum_kit.workspace.reports import run_folder
from samrum_kit.workspace.workspace import Workspace

RUN = "moedepakke"
CALENDAR = "ics"
_CLOCK = re.compile(r"^([01]?\d|2[0-3])[:.]([0-5]\d)$")


@dataclass(frozen=True, slots=True)
class Made:
    """A paper of a packet: its name, what it is called, its files, and what went wrong with any of them."""

    name: str
    kind: str
    files: tuple[Path, ...]
    trouble: str = ""
    aside: tuple[str, ...] = ()
    """The names under which files are kept that lay there before, since somebody had changed them."""

    @property
    def endings(self) -> tuple[str, ...]:
        """Return the formats that are there."""
        return tuple(path.suffix.lstrip(".") for path in self.files)


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet that was made: its folder and its papers in their order."""

    out: Path
    papers: tuple[Made, ...]

    @property
    def index(self) -> Path:
        """Return the page that leads to the papers."""
        return self.out / INDEX

    @property
    def exit_code(self) -> int:
        """Return 0 when every file is there, 1 when one is lacking."""
        return 1 if any(paper.trouble for paper in self.papers) else 0


@dataclass(frozen=True, slots=True)
class _Lying:
    """What else lies in the folder of a packet."""

    name: str
    endings: tuple[str, ...]


def make_packet(
    workspace: Workspace,
    forum: str,
    school: str,
    on: date | str | None,
    formats: Sequence[str],
    *,
    model: str | None = None,
    at: str | None = None,
    out: Path | None = None,
) -> Packet:
    """Make the packet of a forum's meeting, in the language of its model, into a run of its own.

    Raises UnknownName or UsageError for what can't be asked, before anything is made.
    """
    for wanted in formats:
        if wanted not in FORMATS:
            raise UnknownName(_("The format"), wanted, FORMATS)
    start, day, look = time_given(at), day_given(on), workspace.look
    chosen = workspace.model(workspace.prepare(forum, school, day, model).model)
    school_file = workspace.school(school, day)
    with speaking(chosen.lang):  # what the analysis calls things is in the language in which it is made
        analysis = workspace.prepare(forum, school, day, chosen.id)
        material = Material(analysis, school_file, chosen, start, look)
        with run_folder(workspace, RUN, out) as run, Manifest(run) as manifest:
            made = tuple(_Writing(run, tuple(formats), manifest, material).all())
            known = {paper.name for paper in made}
            others = [_lying(entry) for name, entry in entries(run).items() if name not in known]
            index = index_page(material.title(_("Meeting packet")), made, others, material.look)
            publish(run / INDEX, index.encode())
    return Packet(run, made)


def time_given(text: str | None) -> time | None:
    """Return the time of day that was meant; nothing means that it is not known.

    Raises UsageError for a time that can't be read.
    """
    if not text:
        return None
    found = _CLOCK.match(text.strip())
    if found is None:
        raise UsageError(_("The time can't be read."), remedy=_("Write it as 13:00."), code="usage.time")
    return time(int(found[1]), int(found[2]))


@dataclass(slots=True)
class _Writing:
    """Papers on their way to the disk; what somebody has written into one that lies there is kept."""

    run: Path
    formats: tuple[str, ...]
    manifest: Manifest
    material: Material
    _taken: set[str] = field(default_factory=set)
    _written: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Look up what was written in the folder before."""
        self._written = written_in(self.run)

    def all(self) -> Iterator[Made]:
        """Write every paper and the invitation, and write each down as soon as it is there."""
        for paper in papers(self.material):
            yield self._paper(paper)
        name = f"invitation-{self.material.place}"
        content = invitation(self.material)
        file = publish(self.run / f"{name}.{CALENDAR}", content, self._written.get(name, ()))
        self._write_down(name, self.material.place, content, Rendered(Status.OK, files={CALENDAR: file.sha256}))
        yield Made(name, _("Invitation"), (file.path,), aside=tuple(names_aside([file]).values()))

    def _paper(self, paper: Paper) -> Made:
        """Write a paper in every format; one that can't be made leaves the others."""
        name = self._own_name(paper)
        started = clock.monotonic()
        files: list[ReportFile] = []
        troubles = []
        for ending in self.formats:
            try:
                content = FORMATS[ending](paper.page, self.material.look)
                files.append(publish(self.run / f"{name}.{ending}", content, self._written.get(name, ())))
            except ReportFailed as failed:
                troubles.append(failed)
        hashes = hashes_by_format(files)
        seconds = clock.monotonic() - started
        rendered = Rendered(Status.OK, seconds, files=hashes)
        if troubles:
            rendered = Rendered(Status.FAILED, seconds, code=troubles[0].code, files=hashes)
        self._write_down(name, paper.subject, paper.page.encode(), rendered)
        trouble = " ".join(str(failed) for failed in troubles)
        return Made(name, paper.kind, tuple(file.path for file in files), trouble, tuple(names_aside(files).values()))

    def _own_name(self, paper: Paper) -> str:
        """Return the name of a paper's files, also where upper and lower case are the same."""
        name = paper.name
        if name.casefold() in self._taken:
            name = f"{name}-{hashlib.sha256(paper.subject.encode()).hexdigest()[:8]}"
        self._taken.add(name.casefold())
        return name

    def _write_down(self, name: str, subject: str, content: bytes, rendered: Rendered) -> None:
        """Write a line into the manifest; what tells a paper from any other is its content."""
        key, seconds = hashlib.sha256(content).hexdigest(), round(rendered.seconds, 3)
        self.manifest.add(Entry(name, key, RUN, subject, rendered.status, seconds, rendered.code, files=rendered.files))


def _lying(entry: Entry) -> _Lying:
    """Return what the manifest says of something that lies in the folder beside the packet."""
    return _Lying(entry.job, tuple(entry.files) if entry.status in DONE else ())
