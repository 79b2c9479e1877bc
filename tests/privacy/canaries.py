"""A school whose every text holds something that can't be mistaken, and the search for it in all that is left."""

import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from pathlib import Path

import psutil

from samrum_kit.domain.fields import Record, columns
from samrum_kit.domain.records import TABLES, Case, Identity
from samrum_kit.teach.workbooks import write_workbooks
from tests import builders

PASSPHRASE = "Kolibrivinge hvisker 47"
GIVEN, FAMILY, NICKNAME, SIBLING = "Kanarina", "Fuglsangvist", "Papegøjsa", "Undulatius"
NATIONAL_ID = "310210-0000"
WHO = (GIVEN, FAMILY, NICKNAME, SIBLING, NATIONAL_ID, NATIONAL_ID.replace("-", ""), NATIONAL_ID.replace("-", " "))
"""What must never be outside the vault, except in the rows that a school gets back to correct."""

TITLE = "Titelspætten"
SAID = f"{GIVEN} {FAMILY}, {NICKNAME}s klasse og {SIBLING}"
CASES = ("S-1", "S-2", "S-3", "S-4")

ESCAPE = re.compile(r"\\u([0-9a-f]{4})")

Tables = Mapping[type[Record], tuple[Record, ...]]


def school(text: str = SAID) -> Tables:
    """Return a record or more of every table; each free text says which field it is, and then `text`."""
    plain = [
        builders.school(), builders.pupil(), *map(builders.case, CASES), builders.concern(), builders.consent(),
        builders.contract(), builders.perspective(), builders.plan(), builders.goal(), builders.sign(),
        builders.measure(), builders.evaluation(), builders.series(), builders.observation(), builders.event(),
        builders.meeting(), builders.meeting("M-2", held_on=None, planned_on=builders.day(14)),
        builders.participant("class_teacher"), builders.item(case_id="S-1", anonymity="consent"),
        builders.item("I-2", meeting_id="M-2", part="system"), builders.action(case_id="S-1"),
    ]  # fmt: skip
    who = Identity(
        pupil_id="ELEV-0001", given_name=GIVEN, family_name=FAMILY, national_id=NATIONAL_ID,
        known_names=f"{NICKNAME}; {SIBLING}",
    )  # fmt: skip
    made = [*(record.model_copy(update=_texts(record, text)) for record in plain), who]
    return {kind: tuple(record for record in made if type(record) is kind) for kind in TABLES.values()}


def _texts(record: Record, text: str) -> dict[str, str]:
    """Return a text for every field of free text, also for those that are mostly left blank."""
    fields = [column.name for column in columns(type(record)) if column.kind == "text"]
    told = {name: f"Om {record.table}.{name}: {text}" for name in fields}
    return told | ({"title": f"{TITLE} {text}"} if isinstance(record, Case) else {})


def workbook(folder: Path, text: str = SAID) -> Path:
    """Write the school as it would hand itself in."""
    folder.mkdir(parents=True, exist_ok=True)
    return write_workbooks(school(text), folder, "da")[0]


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said, and how it left."""

    code: int
    out: str
    err: str


@dataclass(slots=True)
class Scratch:
    """A computer of one's own: a home, a folder for temporary files, a workspace, and a school beside them."""

    folder: Path
    said: list[Said] = field(default_factory=list)
    seen_running: set[str] = field(default_factory=set)
    """The command lines of all processes that ran."""

    def __post_init__(self) -> None:
        """Make the folders."""
        for place in (self.home, self.temporary, self.here, self.school):
            place.mkdir(parents=True, exist_ok=True)

    @property
    def home(self) -> Path:
        return self.folder / "hjem"

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"

    @property
    def here(self) -> Path:
        """Where the commands are given."""
        return self.folder / "her"

    @property
    def school(self) -> Path:
        return self.folder / "skole"

    @property
    def workspace(self) -> Path:
        return self.folder / "arbejdsrum"

    @property
    def environment(self) -> dict[str, str]:
        """Return the surroundings in which everything that programs write by themselves lies in this folder."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("SAMRUM_", "JUPYTER", "IPYTHON", "XDG_"))}
        homes = {
            "HOME": "", "IPYTHONDIR": "ipython", "JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime", "XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "xdg",
        }  # fmt: skip
        own = {name: str(self.home / place) for name, place in homes.items()}
        temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.temporary))
        mine = {"SAMRUM_WORKSPACE": str(self.workspace), "SAMRUM_PASSPHRASE": PASSPHRASE}
        return kept | own | temporary | mine

    def start(self, *arguments: str | Path, through: Iterable[str] = ()) -> "subprocess.Popen[bytes]":
        """Start `samrum` with these arguments; what it says goes into two files, so that it never has to wait."""
        command = [*through, sys.executable, "-m", "samrum_kit", *map(str, arguments)]
        with (self.folder / "out").open("wb") as out, (self.folder / "err").open("wb") as err:
            return subprocess.Popen(
                command, env=self.environment, cwd=self.here, stdin=subprocess.DEVNULL, stdout=out, stderr=err
            )

    def samrum(self, *arguments: str | Path, through: Iterable[str] = ()) -> Said:
        """Run `samrum` with these arguments to its end, and look at all that runs meanwhile."""
        with self.start(*arguments, through=through) as program:
            while program.poll() is None:
                self.seen_running.update(running(program.pid))
                time.sleep(0.15)
        out, err = ((self.folder / name).read_text(encoding="utf-8") for name in ("out", "err"))
        self.said.append(Said(program.returncode, out, err))
        return self.said[-1]

    def written(self) -> list[Path]:
        """Return every file that lies on this computer, but for those of the school and the encrypted database."""
        places = (self.home, self.temporary, self.here, self.workspace)
        found = (path for place in places for path in sorted(place.rglob("*")) if path.is_file())
        return [path for path in found if not path.name.startswith("samrum.db")]


def running(pid: int) -> Iterator[str]:
    """Yield the command lines of a process and all below it."""
    try:
        first = psutil.Process(pid)
        for process in (first, *first.children(recursive=True)):
            yield "\0".join(process.cmdline())
    except psutil.NoSuchProcess:
        return


def found_in(path: Path, canaries: Iterable[str]) -> set[str]:
    """Return the canaries that stand in a file's name or content, also in the parts of a packed one."""
    wanted = list(canaries)
    found = canaries_in(path.name.encode(), wanted)
    contents = [path.read_bytes()]
    if contents[0].startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(contents[0])) as archive:
            contents += [archive.read(name) for name in archive.namelist()]
    return found.union(*(canaries_in(content, wanted) for content in contents))


def canaries_in(content: bytes, canaries: Iterable[str]) -> set[str]:
    """Return the canaries that stand in some bytes, in small letters or capitals and in whatever writing."""
    texts = [content.decode(coding, "ignore").casefold() for coding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252")]
    texts += [unescape(text) for text in texts] + [ESCAPE.sub(_sign, text) for text in texts]
    return {canary for canary in canaries if any(canary.casefold() in text for text in texts)}


def _sign(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))
