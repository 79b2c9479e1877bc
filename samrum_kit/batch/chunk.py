"""What travels between a batch and the workers of a cluster: ids, seals, hashes and sentences, as lines of JSON.

Nothing that opens a workspace is among them, and nothing of the data.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from samrum_kit.batch.backends import Rendered, rendered_from
from samrum_kit.errors import SamrumError

MOST_JOBS = 25
"""So many reports are asked for at once at most."""
ROUNDS = 4
"""So many chunks there are at least for everyone who makes reports, so that all are done at about the same time."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One report that is asked for."""

    name: str
    parameters: Mapping[str, str]
    parts: Mapping[str, str]
    """The seals of what it must rest on, whatever the data and the day."""
    verify: bool
    written: tuple[str, ...] = ()
    """The SHA-256 of what earlier runs have written under its name."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some reports that are asked for together, and what is the same for all of a run."""

    run: str
    """A random name, also of the file by which the folder of the run is known again."""
    notebook: str
    """By what it is found."""
    notebook_hash: str
    formats: tuple[str, ...]
    out: str
    """The folder of the run, told from the workspace's own where it lies in it."""
    lang: str
    workspace: str
    """The mark that was written into the workspace."""
    asked: tuple[Asked, ...] = ()

    @property
    def mark(self) -> str:
        """Return the name of the file that lies in the folder of the run for as long as it goes on."""
        return f".{self.run}.part"

    def with_reports(self, asked: Sequence[Asked]) -> "Chunk":
        """Return the chunk of the same run with these reports."""
        return replace(self, asked=tuple(asked))

    def requests(self, notebook: Path, out: Path) -> list[dict[str, Any]]:
        """Return for each report what a process is told that makes it."""
        common = {"notebook": str(notebook), "formats": list(self.formats), "out": str(out), "lang": self.lang}
        return [common | {**asdict(one), "parameters": dict(one.parameters)} for one in self.asked]

    def as_text(self) -> str:
        """Return the chunk as it travels."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a chunk: how each report ended, or why the worker makes none of them."""

    made: tuple[Rendered, ...] = ()
    refusal: str = ""
    """A sentence; nothing where the reports were made."""
    code: str = ""

    def as_text(self) -> str:
        """Return the answer as it travels."""
        return json.dumps(asdict(self))


def chunk_from(text: str) -> Chunk:
    """Return the chunk that has travelled; TypeError, ValueError or KeyError for what is none."""
    told = json.loads(text)
    asked = tuple(Asked(**{**one, "written": tuple(one["written"])}) for one in told["asked"])
    return Chunk(**{**told, "formats": tuple(told["formats"]), "asked": asked})


def answer_from(text: str) -> Answer:
    """Return the answer that has travelled; TypeError, ValueError or KeyError for what is none."""
    told = json.loads(text)
    return Answer(**{**told, "made": tuple(rendered_from(one) for one in told["made"])})


def refused(error: SamrumError) -> Answer:
    """Return the answer of a worker that can't make the reports."""
    return Answer(refusal=str(error), code=error.code)


def parted(asked: Sequence[Asked], makers: int) -> list[tuple[Asked, ...]]:
    """Return the reports in chunks of nearly the same size, for so many who make them."""
    size = max(1, min(MOST_JOBS, len(asked) // (ROUNDS * max(1, makers))))
    return [tuple(asked[at : at + size]) for at in range(0, len(asked), size)]
