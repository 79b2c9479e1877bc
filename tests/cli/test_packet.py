"""The packet of a meeting from a real workspace: for every model's forum, from one command."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import TABLES, AgendaItem, Identity, Meeting
from samrum_kit.errors import ReportFailed, UnknownName, UsageError
from samrum_kit.intake import write_template
from samrum_kit.models import CollaborationModel
from samrum_kit.report import FORMATS
from samrum_kit.workspace import Workspace
from samrum_kit.workspace.packet import make_packet, time_given
from tests import builders
from tests.builders import TODAY, case, consent, day, item, meeting, pupil
from tests.cli.command_line import PASSPHRASE, samrum
from tests.notebooks.municipality import EXAMPLES

MODELS = ["haderslev", "aalborg_samrum", "samarbejdsguiden", "trivselsforum_ssp", "baerum_ressursteam"]
NAME = re.compile(r"((dagsorden|aftaler|opsamling|referat|invitation)-[a-z_]+|sag)-[\w.-]+-\d{4}-\d\d-\d\d")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a small municipality of every model."""
    place = tmp_path_factory.mktemp("alle")
    workspace, _recovery_key = Workspace.create(place, MODELS, PASSPHRASE)
    with workspace:
        assert workspace.import_files([EXAMPLES / model for model in MODELS]).saved
    return place


def coming(workspace: Workspace, model: CollaborationModel) -> tuple[str, str, date]:
    """Return forum, school and day of a recorded meeting of a model's forum with a case on its agenda."""
    about = {item.meeting_id for item in workspace.store.records(AgendaItem) if item.case_id}
    forums = [rules.id for rules in model.forums]
    schools = {school.school_id for school in workspace.store.records(TABLES["schools"])
               if school.municipality == model.municipality} or None  # fmt: skip
    found = [(m.held_on, forums.index(m.forum), m.school_id) for m in workspace.store.records(Meeting)
             if m.forum in forums and m.held_on and m.meeting_id in about
             and (schools is None or m.school_id in schools)]  # fmt: skip
    on, forum, school = min(found)
    return forums[forum], school, on


@pytest.mark.parametrize("name", MODELS)
def test_every_models_forum_has_its_packet(folder: Path, tmp_path: Path, name: str) -> None:
    with Workspace.open(folder, passphrase=PASSPHRASE) as workspace:
        model = workspace.model(name)
        forum, school, on = coming(workspace, model)
        made = make_packet(workspace, forum, school, on, ["html"], model=name, at="13:00", out=tmp_path / "ud")
    kinds = [paper.name.partition("-")[0] for paper in made.papers]
    assert kinds == ["dagsorden", *["sag"] * (len(kinds) - 5), "aftaler", "opsamling", "referat", "invitation"]
    assert "sag" in kinds
    assert made.exit_code == 0
    assert all(NAME.fullmatch(paper.name) for paper in made.papers)
    assert all(f'<html lang="{model.lang}"' in file.read_text(encoding="utf-8")
               for paper in made.papers for file in paper.files if file.suffix == ".html")  # fmt: skip


@pytest.fixture(scope="module")
def by_command(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], Path]:
    """The lines that a real command prints, and the folder it fills."""
    out = tmp_path_factory.mktemp("kommando") / "ud"
    with Workspace.open(folder, passphrase=PASSPHRASE) as workspace:
        forum, school, on = coming(workspace, workspace.model("aalborg_samrum"))
    done = samrum("packet", "--forum", forum, "--school", school, "--on", on.isoformat(), "--to", ",".join(FORMATS),
                  "--out", out, workspace=folder)  # fmt: skip
    assert done.code == 0, done.err
    assert "index.html" in done.err
    return done.out.splitlines(), out


def test_the_command_prints_every_file_that_it_made(by_command: tuple[list[str], Path]) -> None:
    lines, out = by_command
    there = {str(path) for path in out.iterdir()} - {str(out / "index.html"), str(out / "manifest.jsonl")}
    assert set(lines) == there
    endings = {Path(line).suffix for line in lines if "dagsorden-" in line}
    assert endings == {f".{ending}" for ending in FORMATS}


def test_the_index_leads_to_every_file_in_the_order_of_the_papers(by_command: tuple[list[str], Path]) -> None:
    lines, out = by_command
    index = html.document_fromstring((out / "index.html").read_text(encoding="utf-8"))
    assert [str(out / link.get("href").removeprefix("./")) for link in index.iterfind(".//td/a")] == lines


def test_the_manifest_has_a_line_for_every_paper(by_command: tuple[list[str], Path]) -> None:
    lines, out = by_command
    entries = [json.loads(line) for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {f"{out / entry['job']}.{ending}" for entry in entries for ending in entry["files"]} == set(lines)
    assert {entry["status"] for entry in entries} == {"ok"}


def test_minutes_that_were_filled_in_are_kept_when_the_packet_is_made_again(folder: Path, tmp_path: Path) -> None:
    with Workspace.open(folder, passphrase=PASSPHRASE) as workspace:
        forum, school, on = coming(workspace, workspace.model("trivselsforum_ssp"))
    again = ("packet", "--forum", forum, "--school", school, "--on", on.isoformat(), "--to", "docx",
             "--out", tmp_path)  # fmt: skip
    assert "Nogen har ændret" not in samrum(*again, workspace=folder).err
    (minutes,) = tmp_path.glob("referat-*.docx")
    minutes.write_bytes(b"alt det, der blev aftalt")
    told = samrum(*again, workspace=folder).err
    (kept,) = tmp_path.glob("* (*).docx")
    assert kept.read_bytes() == b"alt det, der blev aftalt"
    assert told.count("Ændringerne er gemt som") == 1
    assert kept.name in told


def test_the_same_packet_is_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    def made(out: Path) -> dict[str, bytes]:
        with Workspace.open(folder, passphrase=PASSPHRASE) as workspace:
            forum, school, on = coming(workspace, workspace.model("trivselsforum_ssp"))
            packet = make_packet(workspace, forum, school, on, list(FORMATS), at="9.30", out=out)
        return {file.name: file.read_bytes() for paper in packet.papers for file in paper.files}

    assert made(tmp_path / "en") == made(tmp_path / "to")


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"forum": "samrom"}, UnknownName, "samrum"),
        ({"school": "AA-SK-9"}, UnknownName, "AA-SK-0"),
        ({"on": "2026-99-01"}, UsageError, "2026-03-09"),
        ({"formats": ["html", "xps"]}, UnknownName, "html"),
        ({"at": "25:00"}, UsageError, "13:00"),
        ({"model": "aalborg"}, UnknownName, "aalborg_samrum"),
        ({"model": "haderslev"}, UnknownName, "team"),
    ],
)
def test_what_can_not_be_asked_is_told_before_anything_is_made(folder, tmp_path, given, error, said) -> None:
    asked = {"forum": "samrum", "school": "AA-SK-01", "on": "2026-03-16", "formats": ["html"]} | given
    with Workspace.open(folder, passphrase=PASSPHRASE) as workspace, pytest.raises(error) as told:
        make_packet(workspace, **asked, out=tmp_path / "ud")
    assert told.value.exit_code == 2
    assert said in str(told.value)
    assert not (tmp_path / "ud").exists()


@pytest.mark.parametrize(("text", "hour", "minute"), [("13:00", 13, 0), (" 9.05 ", 9, 5), ("00:30", 0, 30)])
def test_a_time_is_read_with_a_colon_or_a_point(text: str, hour: int, minute: int) -> None:
    found = time_given(text)
    assert found is not None
    assert (found.hour, found.minute) == (hour, minute)


def test_a_file_that_can_not_be_made_leaves_the_others_and_is_told(folder, tmp_path, monkeypatch) -> None:
    def failing(_page: str, _look: object) -> bytes:
        raise ReportFailed("Det gik ikke.", code="report.test")

    monkeypatch.setitem(FORMATS, "prøve", failing)
    with Workspace.open(folder, passphrase=PASSPHRASE) as workspace:
        made = make_packet(workspace, "samrum", "AA-SK-01", "2026-03-16", ["prøve", "html"], out=tmp_path / "ud")
    assert made.exit_code == 1
    assert all(paper.endings == ("html",) for paper in made.papers[:-1])
    assert "Det gik ikke." in made.index.read_text(encoding="utf-8")
    statuses = {json.loads(line)["status"] for line in (made.out / "manifest.jsonl").read_text().splitlines()}
    assert statuses == {"failed", "ok"}


def test_what_else_lies_in_the_folder_stays_in_its_index(folder: Path, tmp_path: Path) -> None:
    with Workspace.open(folder, passphrase=PASSPHRASE) as workspace:
        for on in ("2026-03-16", "2026-04-20"):
            made = make_packet(workspace, "samrum", "AA-SK-01", on, ["html"], out=tmp_path / "ud")
    index = made.index.read_text(encoding="utf-8")
    assert index.count("dagsorden-samrum-AA-SK-01-2026-04-20.html") == 1
    assert index.count("dagsorden-samrum-AA-SK-01-2026-03-16.html") == 1


@pytest.fixture
def named(tmp_path: Path) -> Workspace:
    """A workspace whose texts name a child, and whose two cases differ in upper and lower case alone."""
    told = "Zoarkvist Brombjerg siger, at zoarkvist har det bedst ude."
    facts: list[Record] = [
        builders.school(), pupil(), pupil("ELEV-0002"),
        Identity(pupil_id="ELEV-0001", given_name="Zoarkvist", family_name="Brombjerg", national_id="310210-0000"),
        case("S-A", title=told), case("s-a", pupil_id="ELEV-0002", title=told),
        consent("C-1", case_id="S-A"), consent("C-2", case_id="s-a"),
        builders.plan(case_id="S-A", child_voice=told), builders.measure(case_id="S-A", text=told),
        meeting("M-0", held_on=day(-20)), builders.action(meeting_id="M-0", case_id="S-A", text=told),
        meeting(held_on=None, planned_on=TODAY),
        item("I-1", case_id="s-a", anonymity="consent", topic=told),
        item("I-2", case_id="S-A", anonymity="consent", position=2),
        item("I-3", part="system", topic=told, position=3),
    ]  # fmt: skip
    rows: dict[type[Record], list[Record]] = {record: [] for record in TABLES.values()}
    for fact in facts:
        rows[type(fact)].append(fact)
    write_template(tmp_path / "skole.xlsx", "da", rows)
    workspace, _recovery_key = Workspace.create(tmp_path / "rum", ["aalborg_samrum"], PASSPHRASE)
    assert workspace.import_files(tmp_path / "skole.xlsx").saved
    return workspace


def test_no_paper_names_a_child_and_no_case_takes_the_file_of_another(named: Workspace) -> None:
    with named:
        made = make_packet(named, "samrum", "SK-1", TODAY, ["html"])
    files = [file for paper in made.papers for file in paper.files]
    briefs = [paper.name for paper in made.papers if paper.name.startswith("sag-")]
    assert len({name.casefold() for name in briefs}) == len(briefs) == 2
    assert made.out.parent == named.folder / "reports"
    words = "".join(file.read_text(encoding="utf-8") for file in [*files, made.index]).casefold()
    assert "[navn] har det bedst ude" in words
    assert not [name for name in ("zoarkvist", "brombjerg", "310210") if name in words]
