"""Whoever is named in the free texts of a workbook is named by no file, review, report or table of the workspace."""

import re
import subprocess
import sys
import unicodedata
from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace

import pytest

from samrum_kit.batch import Subject, plan_batch, run_batch
from samrum_kit.domain.fields import Record, columns
from samrum_kit.domain.masking import with_masked_texts
from samrum_kit.domain.records import TABLES, Identity
from samrum_kit.intake import write_template
from samrum_kit.report import find_notebook
from samrum_kit.review.engine import review
from samrum_kit.review.show import child_words_html, community_html, heading_html, timeline_html
from samrum_kit.workspace import Workspace
from tests import builders
from tests.builders import TODAY, day
from tests.cli.command_line import PASSPHRASE, samrum
from tests.notebooks.municipality import PASSPHRASE as EXAMPLES_PASSPHRASE
from tests.notebooks.municipality import workspace_in

CANARIES = ("Zoarkvist", "Brombjerg", "Lumikki", "Tjørnholt", "Øbæk", "Nuffe")
CHILD = Identity(pupil_id="ELEV-0001", given_name="Zoarkvist", family_name="Brombjerg", national_id="310210-0000",
                 known_names="Nuffe; søster: Lumikki; lærer Tjørnholt")  # fmt: skip
CLASSMATE = Identity(pupil_id="ELEV-0002", given_name="Øbæk", family_name="Brombjerg")
TALK = "Zoarkvist Brombjerg (nuffe) og lumikkis lærer TJØRNHOLT talte; Øbæks mor også. Obs: zoarkvisT."
FACTS = (
    builders.school(district="Nord"), builders.pupil(), builders.pupil("ELEV-0002"),
    builders.case(responsible_leader="x"),
    builders.case("S-2", kind="class", title="x"),
    builders.concern(tried_so_far="x"), builders.consent(document="x"), builders.contract(),
    builders.perspective(),
    builders.plan(**dict.fromkeys(
        ("context", "basis", "responsible_leader", "child_voice", "child_voice_missing_reason", "parent_perspective",
         "parent_perspective_missing_reason", "other_changes", "form_purpose", "form_content", "form_method",
         "form_pedagogy", "home_community"), "x")),
    builders.plan("P-2", scope="pupil"),
    builders.goal(), builders.sign(), builders.measure(), builders.evaluation(text="x"), builders.series(),
    builders.observation(), builders.event(document="x", text="x"),
    builders.meeting(case_id="S-1"), builders.participant("ppr"),
    builders.item(case_id="S-1", minutes="x", discussed=True, anonymity="anonymous"),
    builders.item("I-2", topic="x", part="system", case_id=None), builders.action(case_id="S-1", result="x"),
    builders.meeting("M-2", held_on=None, planned_on=day(7)),
    builders.item("I-3", meeting_id="M-2", case_id="S-1", anonymity="anonymous"),
    builders.item("I-4", meeting_id="M-2", part="system"),
)  # fmt: skip
MASKED = "[navn] ([navn]) og [navn]s lærer [navn] talte; [navn]s mor også. Obs: [navn]."


def told(record: Record) -> Record:
    """Fill every text of a record with talk that names people."""
    texts = {column.name for column in columns(type(record)) if column.kind == "text"}
    return record.model_copy(update={name: TALK for name in texts if getattr(record, name)})


def workbook(path: Path, *facts: Record) -> Path:
    """Write a school's workbook."""
    rows: dict[type[Record], list[Record]] = {record: [] for record in TABLES.values()}
    for fact in facts:
        rows[type(fact)].append(fact)
    write_template(path, "da", rows)
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """A workspace that was filled from a workbook outside it, with a note that names the child too."""
    folder = tmp_path_factory.mktemp("navne")
    source = workbook(folder / "skole.xlsx", CHILD, CLASSMATE, *map(told, FACTS))
    workspace, _key = Workspace.create(folder / "rum", ["haderslev", "aalborg_samrum"], PASSPHRASE)
    with workspace:
        receipt = workspace.import_files([source])
        assert receipt.saved, receipt.plan.rejected
        workspace.note("ppv", "S-1", "ppv.external_adviser", reason=TALK, by="ppr", on=day(-1))
        yield SimpleNamespace(workspace=workspace, folder=folder / "rum")


def named_in(text: str) -> list[str]:
    """Return the names that can be read in a text, also escaped, decomposed or in other capitals."""
    unescaped = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)
    folded = unicodedata.normalize("NFC", unescaped).casefold()
    return [name for name in CANARIES if name.casefold() in folded]


def test_the_texts_that_are_looked_at_do_name_people(made: SimpleNamespace) -> None:
    assert set(named_in(TALK)) == set(CANARIES)
    kept = [record for kind in TABLES.values() if kind is not Identity for record in made.workspace.store.records(kind)]
    assert sum(TALK in str(record) for record in kept) > 20


def test_no_file_names_anybody_and_every_text_stays_filled(made: SimpleNamespace) -> None:
    workspace, store = made.workspace, made.workspace.store
    for shown, kept in (
        (workspace.case("S-1", TODAY), store.case_file("S-1", TODAY)),
        (workspace.plan("P-1", TODAY), store.plan_file("P-1", TODAY)),
        (workspace.meeting("M-1", TODAY), store.meeting_file("M-1", TODAY)),
        (workspace.school("SK-1", TODAY), store.school_file("SK-1", TODAY)),
    ):
        assert repr(shown) == repr(kept).replace(TALK, MASKED)
        assert MASKED in repr(shown)
        assert named_in(repr(shown)) == []


def test_no_table_names_anybody(made: SimpleNamespace) -> None:
    for table in set(TABLES) - {"identities"}:
        assert named_in(made.workspace.frame(table).to_csv()) == []
    assert made.workspace.frame("concerns")["text"].tolist() == [MASKED]


def test_a_review_finds_the_same_with_and_without_names(made: SimpleNamespace) -> None:
    workspace = made.workspace
    for model, gate, scope, subject, kept in (
        ("haderslev", "ppv", "case", "S-1", workspace.store.case_file("S-1", TODAY)),
        ("haderslev", "mellemform", "plan", "P-1", workspace.store.plan_file("P-1", TODAY)),
        ("aalborg_samrum", "samrum_meeting", "meeting", "M-1", workspace.store.meeting_file("M-1", TODAY)),
    ):
        shown = workspace.review(gate, subject, model=model, as_of=TODAY, scope=scope)
        with_names = review(kept, workspace.model(model), gate)
        assert [(f.requirement, f.status, f.next_step, repr(f.evidence)) for f in shown.findings] == [
            (f.requirement, f.status, f.next_step, repr(f.evidence).replace(TALK, MASKED)) for f in with_names.findings
        ]


def test_nothing_that_a_notebook_shows_names_anybody(made: SimpleNamespace) -> None:
    workspace = made.workspace
    found = workspace.review("ppv", "S-1", as_of=TODAY)
    case = workspace.case_of(found)
    meeting = workspace.prepare("samrum", "SK-1", day(7))
    parts = [getattr(meeting, part.name) for part in fields(meeting)]
    pages = [
        *(page(case) for page in (child_words_html, community_html, timeline_html)),
        heading_html(found),
        *(shown._repr_html_() for shown in (found, meeting, meeting.heading, *parts) if hasattr(shown, "_repr_html_")),
    ]
    assert [named_in(page) for page in pages] == [[] for _page in pages]
    assert sum("[navn]" in page for page in pages) > 5


@pytest.mark.parametrize(
    "command",
    [
        ["review", "--gate", "ppv", "--case", "S-1", "--as-of", TODAY],
        ["prepare", "--forum", "samrum", "--school", "SK-1", "--on", day(7)],
    ],
    ids=lambda command: command[0],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_command_names_anybody(made: SimpleNamespace, command: list[object], form: str) -> None:
    done = samrum(*map(str, command), "--format", form, workspace=made.folder)
    assert (done.code, named_in(done.out + done.err)) == (0, [])
    assert form == "json" or "[navn]" in done.out


def copied(folder: Path, to: Path) -> Path:
    """Copy an open workspace by another process: SQLite's locks on a file end when their own process closes it."""
    copy = "import shutil, sys; shutil.copytree(*sys.argv[1:])"
    subprocess.run([sys.executable, "-c", copy, str(folder), str(to)], check=True)
    return to


def test_no_report_and_no_other_file_names_anybody(
    made: SimpleNamespace, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    environment = {"SAMRUM_WORKSPACE": str(made.folder), "SAMRUM_PASSPHRASE": PASSPHRASE}
    out = made.folder / "reports" / "prøve"
    reviewing = plan_batch(find_notebook("02_gennemgang"), [Subject("S-1", {"subject": "S-1", "gate": "ppv"})],
                           {"as_of": TODAY.isoformat()})  # fmt: skip
    asked = {"forum": "samrum", "school": "SK-1", "on": day(7).isoformat()}
    preparing = plan_batch(find_notebook("01_moede"), [Subject("SK-1", asked)], {})
    for plan in (reviewing, preparing):
        assert run_batch(plan, ["html"], out, 1, environment=environment).failures == ()

    files = [path for path in copied(made.folder, tmp_path / "kopi").rglob("*") if path.is_file()]
    assert sum("[navn]" in path.read_text("utf-8") for path in files if path.suffix == ".html") == 2
    for path in files:
        content = path.read_bytes()
        readable = content.decode("utf-8", "ignore") + content.decode("utf-16-le", "ignore")
        assert (path.name, named_in(path.name + readable)) == (path.name, [])
    assert named_in("".join(capfd.readouterr())) == []


def test_reveal_tells_the_name_and_is_written_down(made: SimpleNamespace) -> None:
    assert made.workspace.reveal("ELEV-0001", "Samtale med forældrene") == CHILD
    line = made.workspace.store.audit_lines()[-1]
    assert (line.action, line.subject, line.detail) == (
        "identity.revealed", "ELEV-0001", {"why": "Samtale med forældrene"})  # fmt: skip
    assert named_in(repr(made.workspace.store.audit_lines())) == []


def test_a_name_is_hidden_from_the_day_it_is_known_in_texts_that_were_there_before(tmp_path: Path) -> None:
    before = workbook(tmp_path / "før.xlsx", builders.school(), builders.pupil(), builders.case(title="Om Zoarkvist"))
    since = workbook(tmp_path / "siden.xlsx", CHILD)
    workspace, _key = Workspace.create(tmp_path / "rum", ["haderslev"], PASSPHRASE)
    with workspace:
        titles = []
        for source in (before, since):
            assert workspace.import_files([source]).saved
            titles.append(workspace.case("S-1", TODAY).case.title)
        assert titles == ["Om Zoarkvist", "Om [navn]"]


def test_a_pupil_who_has_moved_is_hidden_too_and_other_schools_are_left_alone(tmp_path: Path) -> None:
    facts = (builders.school(), builders.school("SK-2"), builders.school("SK-3"),
             builders.pupil(school_id="SK-2"), builders.pupil("ELEV-0003", school_id="SK-3"),
             CHILD, Identity(pupil_id="ELEV-0003", given_name="Lysning", family_name="Vænge"),
             builders.case(title="Zoarkvist i en lysning"))  # fmt: skip
    workspace, _key = Workspace.create(tmp_path / "rum", ["haderslev"], PASSPHRASE)
    with workspace:
        assert workspace.import_files([workbook(tmp_path / "skoler.xlsx", *facts)]).saved
        assert workspace.case("S-1", TODAY).case.title == "[navn] i en lysning"
        assert workspace.frame("cases")["title"].tolist() == ["[navn] i en [navn]"]


def test_no_finding_depends_on_the_words_of_a_text(tmp_path: Path) -> None:
    """However much of the texts is hidden, a review finds the same."""
    reviewed = 0
    with Workspace.open(workspace_in(tmp_path / "rum"), passphrase=EXAMPLES_PASSPHRASE) as workspace:
        open_file = {"case": workspace.store.case_file, "plan": workspace.store.plan_file,
                     "meeting": workspace.store.meeting_file}  # fmt: skip
        for model in workspace.own_models.values():
            forums = {rules.meeting_gate: rules.id for rules in model.forums}
            for gate, scope in model.gates.items():
                for subject in workspace.store.ids(f"{scope}s"):
                    file = open_file[scope](subject, TODAY)
                    if scope == "meeting" and file.meeting.forum != forums[gate]:
                        continue
                    hidden = review(with_masked_texts(file, lambda _text: "[navn]"), model, gate)
                    found = review(file, model, gate)
                    assert [(f.requirement, f.status) for f in hidden.findings] == [
                        (f.requirement, f.status) for f in found.findings
                    ]
                    reviewed += 1
    assert reviewed > 100
