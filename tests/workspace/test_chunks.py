"""A worker makes a report only of what it was planned to be made of, and says in a sentence why it doesn't."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from samrum_kit.batch.chunk import Answer, Asked, Chunk, answer_from
from samrum_kit.report.notebooks import find_notebook
from samrum_kit.report.publish import hash_of
from samrum_kit.workspace import Workspace, chunks
from samrum_kit.workspace.reports import Wanted, plan_reports
from tests import builders
from tests.cli.command_line import PASSPHRASE


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chunk]:
    """A chunk of one report, whose folder is there, and the environment of a worker."""
    monkeypatch.setenv("SAMRUM_WORKSPACE", str(tmp_path / "rum"))
    monkeypatch.setenv("SAMRUM_PASSPHRASE", PASSPHRASE)
    forget()
    made, _recovery_key = Workspace.create(tmp_path / "rum", ["haderslev"], PASSPHRASE)
    with made:
        with made.store.writing() as transaction:
            transaction.save([builders.school(), builders.pupil("E-1"), builders.case(pupil_id="E-1")])
        notebook = find_notebook("02_gennemgang")
        (job,) = plan_reports(made, "02_gennemgang", Wanted("cases"), {"gate": "ppv"}, ["html"]).jobs
        mark = made.store.mark()
    chunk = Chunk("samrum-1", "02_gennemgang", hash_of(notebook), ("html",), "reports/i-dag", "da", mark,
                  (Asked(job.name, job.parameters, job.parts, verify=False),))  # fmt: skip
    (tmp_path / "rum" / chunk.out).mkdir(parents=True)
    (tmp_path / "rum" / chunk.out / chunk.mark).touch()
    yield chunk
    forget()


def forget() -> None:
    """Let a worker begin anew."""
    for remembered in (chunks._crew, chunks._environment, chunks._grounds):
        remembered.cache_clear()


def answer(chunk: Chunk) -> Answer:
    """Return what a worker answers."""
    return answer_from(chunks.make_chunk(chunk.as_text()))


def test_a_worker_with_the_same_workspace_makes_the_report(asked: Chunk, tmp_path: Path) -> None:
    (made,) = answer(asked).made
    (path,) = (tmp_path / "rum" / asked.out).glob("*.html")
    assert (made.status, made.files) == ("ok", {"html": hash_of(path)})
    chunks.end_run(asked.run)
    assert [one.status for one in answer(asked).made] == ["cancelled"]


def other_part(name: str) -> Callable[[Chunk], Chunk]:
    """Return what makes of a chunk one that was planned on other grounds."""
    return lambda chunk: replace(chunk, asked=tuple(
        replace(one, parts={**one.parts, name: "another"}) for one in chunk.asked
    ))  # fmt: skip


@pytest.mark.parametrize(("other", "code", "words"), [
    (lambda chunk: replace(chunk, workspace="another"), "batch.other_grounds", "arbejdsrummet"),
    (other_part("settings"), "batch.other_grounds", "indstillingerne"),
    (other_part("program"), "batch.other_grounds", "programmet"),
    (other_part("asked"), "batch.other_grounds", "notebooken"),
    (lambda chunk: replace(chunk, notebook_hash="another"), "batch.other_grounds", "notebooken"),
    (lambda chunk: replace(chunk, notebook="99_findes_ikke"), "usage.unknown", "notebooken"),
    (lambda chunk: replace(chunk, run="samrum-2"), "batch.other_folder", "mappen"),
    (lambda chunk: replace(chunk, out="reports/i-gaar"), "batch.other_folder", "mappen"),
])  # fmt: skip
def test_a_worker_refuses_what_would_be_another_report_and_writes_nothing(
    asked: Chunk, tmp_path: Path, other: Callable[[Chunk], Chunk], code: str, words: str
) -> None:
    refused = answer(other(asked))
    assert (refused.code, refused.made) == (code, ())
    assert words in refused.refusal.casefold()
    assert list((tmp_path / "rum").rglob("*.html")) == []


@pytest.mark.parametrize("part", ["day", "data"])
def test_a_new_day_and_what_was_written_since_are_no_reasons_to_refuse(asked: Chunk, tmp_path: Path, part: str) -> None:
    with Workspace.open(tmp_path / "rum", passphrase=PASSPHRASE) as workspace, workspace.store.writing() as transaction:
        transaction.save([builders.plan()])
    assert chunks._changed(other_part(part)(asked), find_notebook("02_gennemgang")) == []


def test_a_copy_of_the_workspace_is_another(asked: Chunk, tmp_path: Path) -> None:
    shutil.copytree(tmp_path / "rum", tmp_path / "kopi")
    with Workspace.open(tmp_path / "rum", passphrase=PASSPHRASE) as workspace:
        asked = replace(asked, workspace=workspace.store.mark())
    assert answer(asked).code == ""
    forget()
    shutil.rmtree(tmp_path / "rum")
    (tmp_path / "kopi").rename(tmp_path / "rum")
    assert answer(asked).code == "batch.other_grounds"


@pytest.mark.parametrize(("variable", "value", "code"), [
    ("SAMRUM_PASSPHRASE", "", "access.no_passphrase"), ("SAMRUM_PASSPHRASE", "forkert", "access.passphrase"),
    ("SAMRUM_WORKSPACE", "findes-ikke", "workspace.missing"),
])  # fmt: skip
def test_a_worker_that_cannot_open_the_workspace_says_so(
    asked: Chunk, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, code: str
) -> None:
    monkeypatch.setenv(variable, value)
    refused = answer(asked)
    assert (refused.code, refused.made) == (code, ())
    assert "forkert" not in refused.refusal


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"asked": [{"name": "Canaria"}]}'])
def test_what_is_no_chunk_is_answered_by_the_kind_of_error_alone(text: str) -> None:
    refused = answer_from(chunks.make_chunk(text))
    assert refused.code == "batch.unexpected"
    assert re.fullmatch(r"Der gik noget galt i programmet \([A-Za-z]+\)\. Intet halvfærdigt er gemt\.", refused.refusal)
    assert "Canaria" not in refused.refusal
