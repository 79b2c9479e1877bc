"""Deliver one report: check what is asked, run the notebook, export it and publish the files."""

import os
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samrum_kit.errors import UnknownName
from samrum_kit.locale import _, language, speaking
from samrum_kit.report.look import Look, look_for
from samrum_kit.report.notebooks import read_notebook, report_name, report_title
from samrum_kit.report.parameters import LANG, WORKSPACE, parameters_of, profile_for, values_for
from samrum_kit.report.profiles import VARIABLE
from samrum_kit.report.publish import ReportFile, publish
from samrum_kit.report.run import Stage, run_notebook


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was made: its name, its files and how long it took, in seconds."""

    name: str
    files: tuple[ReportFile, ...]
    seconds: float


def _html(page: str, _look: Look) -> bytes:
    """Deliver the page as it is."""
    return page.encode()


def _docx(page: str, look: Look) -> bytes:
    """Deliver the page as a Word document."""
    from samrum_kit.report.word import to_docx

    return to_docx(page, look)


def _pdf(page: str, look: Look) -> bytes:
    """Deliver the page as a PDF."""
    from samrum_kit.report.pdf import to_pdf

    return to_pdf(page, look)


FORMATS: Mapping[str, Callable[[str, Look], bytes]] = {"html": _html, "pdf": _pdf, "docx": _docx}
"""What a report can be delivered as, and what makes it from the page, which holds everything that it says."""


def report_one(
    notebook: Path,
    parameters: Mapping[str, str],
    formats: Sequence[str],
    out: Path,
    environment: Mapping[str, str],
    *,
    name: str | None = None,
    written: Collection[str] = (),
    stage: Stage | None = None,
) -> Report:
    """Run a notebook with these parameters and publish the report as `<out>/<notebook>-<ids>.<format>`.

    `name` stands for `<notebook>-<ids>` where another report has that name, `written` for what was published there
    before, as `publish` takes it; `environment` carries SAMRUM_WORKSPACE and SAMRUM_PASSPHRASE to the kernel, and the
    report has that workspace's look. Raises UsageError for what can't be
    asked, before anything runs; CellStopped or ReportFailed where no report could be made, and then none is published.
    """
    started = time.monotonic()
    refuse_unknown_formats(formats)
    named, contents = make(read_notebook(notebook), notebook.stem, parameters, formats, environment, stage=stage)
    name = name or named
    files = tuple(publish(out / f"{name}.{ending}", content, written) for ending, content in contents.items())
    return Report(name, files, time.monotonic() - started)


def make(
    notebook: Any, stem: str, parameters: Mapping[str, str], formats: Sequence[str], environment: Mapping[str, str],
    *, stage: Stage | None = None,
) -> tuple[str, dict[str, bytes]]:  # fmt: skip
    """Return the name of a report and its content in each format; nothing is written. Raises what `report_one` does."""
    from samrum_kit.report.exporter import to_page

    values, surroundings = checked(notebook, parameters, environment)
    look = look_for(os.environ | surroundings)
    done = run_notebook(notebook, values, surroundings, stage=stage)
    lang = values.get(LANG, language())
    with speaking(lang):
        title = report_title(notebook, values, stem)
        done.metadata["samrum"] = {"title": title, "lang": lang, "profile": profile_for(notebook, values).name}
    page = to_page(done, look)
    return report_name(Path(stem), values), {ending: FORMATS[ending](page, look) for ending in formats}


def refuse_unknown_formats(formats: Sequence[str]) -> None:
    """Raise UnknownName for a format that no report can be delivered as."""
    for wanted in formats:
        if wanted not in FORMATS:
            raise UnknownName(_("The format"), wanted, FORMATS)


def checked(
    notebook: Any, parameters: Mapping[str, str], environment: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the values for the notebook's cell and the environment of its kernel.

    The path of a workspace and the profile go into the environment; a notebook that speaks several languages is told
    which.
    """
    given, surroundings = dict(parameters), dict(environment)
    if folder := given.pop(WORKSPACE, ""):
        surroundings["SAMRUM_WORKSPACE"] = str(Path(folder).resolve())
    declared = parameters_of(notebook)
    if LANG in declared and not given.get(LANG):
        given[LANG] = language()
    values = values_for(declared, given)
    return values, surroundings | {VARIABLE: profile_for(notebook, values).name}
