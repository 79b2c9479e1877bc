"""A report is made again when anything that it was made of has changed, and kept when nothing of it has."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from samrum_kit.batch import BatchPlan
from samrum_kit.batch.backends import PAPERMILL, SPAWN
from samrum_kit.batch.keys import what_changed
from samrum_kit.batch.manifest import MANIFEST, Status, entries
from samrum_kit.domain.notes import RequirementNote
from samrum_kit.domain.records import Identity
from samrum_kit.locale import speaking
from samrum_kit.workspace import Workspace
from samrum_kit.workspace.grounds import reasons
from samrum_kit.workspace.reports import REPORTS_FOLDER, Wanted, make_reports, plan_reports
from tests import builders
from tests.builders import TODAY, day
from tests.cli.command_line import PASSPHRASE, samrum
from tests.report.notebooks import code, written

WRITES = "rum.note('ppv', subject, 'ppv.signs', reason='Aftalt', by='psychologist', on='2026-03-09') and None"
ASKED = {"gate": "ppv", "as_of": TODAY.isoformat()}
OPENED = "import samrum_kit\nrum = samrum_kit.open()\nrum.case(subject, '2026-03-09').case.case_id"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="{colour}"/></svg>'
PARAMETERS = 'subject: str = "S-1"  # a case'
OWN = {
    "alle": "len(rum.frame('cases'))",
    "hvem": "rum.reveal('E-1', 'til mødet').pupil_id",
    "log": "len(rum.store.audit_lines())",
    "mangler": "try:\n    rum.case('S-9', '2026-03-09')\nexcept Exception as error:\n    print(type(error).__name__)",
    "ingen": "None",
    "i_dag": "rum.case(subject).as_of",
}
"""What notebooks of somebody's own do beside looking at their case."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose reports are made: two cases of one school, and two of other schools about one pupil."""
    place = tmp_path_factory.mktemp("lavet")
    made, _recovery_key = Workspace.create(place / "rum", ["haderslev"], PASSPHRASE)
    with made:
        save(
            made, *(builders.school(f"SK-{n}") for n in (1, 2, 3)), builders.pupil("E-1"), builders.pupil("E-4"),
            builders.pupil("E-2", school_id="SK-2"),
            builders.case("S-1", pupil_id="E-1"), builders.case("S-4", pupil_id="E-4"),
            builders.case("S-2", school_id="SK-2", pupil_id="E-2"),
            builders.case("S-3", school_id="SK-3", pupil_id="E-2"),
            builders.plan("P-1", case_id="S-1"), builders.plan("P-2", case_id="S-2"),
            Identity(pupil_id="E-1", given_name="Canaria", family_name="Fuglsang"),
        )  # fmt: skip
        for name, source in OWN.items():
            written(place, code(OPENED), code(source), name=name, parameters=PARAMETERS)
        for plan in (planned(made), for_parents(made), *(own(made, place, name) for name in OWN)):
            assert make_reports(made, plan, ["html"], jobs=1, progress=False).exit_code == 0
    return place


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of it."""
    shutil.copytree(made, tmp_path / "kopi")
    with Workspace.open(tmp_path / "kopi" / "rum", passphrase=PASSPHRASE) as opened:
        yield opened


def planned(workspace: Workspace, **asked: str) -> BatchPlan:
    """Return the plan of the reviews."""
    return plan_reports(workspace, "02_gennemgang", Wanted("cases"), {**ASKED, **asked}, ["html"])


def for_parents(workspace: Workspace) -> BatchPlan:
    """Return the plan of what parents get to see."""
    asked = {"profile": "foraeldre", "as_of": TODAY.isoformat()}
    return plan_reports(workspace, "03_sagsforloeb", Wanted("cases"), asked, ["html"])


def own(workspace: Workspace, place: Path, name: str) -> BatchPlan:
    """Return the plan of somebody's own notebook."""
    return plan_reports(workspace, str(place / f"{name}.ipynb"), Wanted("cases"), {}, ["html"])


def run_of(workspace: Workspace, plan: BatchPlan) -> Path:
    """Return the folder of the run in which the reports of a plan were made."""
    (found,) = (workspace.folder / REPORTS_FOLDER).glob(f"*-{plan.notebook.stem}")
    return found


def again(workspace: Workspace, plan: BatchPlan) -> dict[str, str]:
    """Return why the reports would be made again that would be, by their subject."""
    with speaking("en"):
        why = reasons(workspace, plan, ["html"], run_of(workspace, plan))
    return {job.subject: why[job.name] for job in plan.jobs if why[job.name] != "kept: nothing has changed"}


def save(workspace: Workspace, *records: object) -> None:
    """Write records into a workspace."""
    with workspace.store.writing() as transaction:
        transaction.save(records)


def test_what_rests_on_the_same_is_known_again(workspace: Workspace) -> None:
    assert again(workspace, planned(workspace)) == {}
    assert again(workspace, for_parents(workspace)) == {}


def test_what_a_school_writes_about_a_case_concerns_the_report_of_that_case_alone(workspace: Workspace) -> None:
    save(workspace, builders.plan("P-1", case_id="S-1", starts_on=day(-3)))
    assert again(workspace, planned(workspace)) == {"S-1": "changed: the data"}
    assert again(workspace, for_parents(workspace)) == {"S-1": "changed: the data"}


def test_what_is_about_a_pupil_concerns_all_that_the_parents_see_of_their_child(workspace: Workspace) -> None:
    save(workspace, builders.goal("M-1", plan_id="P-2"))
    assert set(again(workspace, planned(workspace))) == {"S-2"}
    assert set(again(workspace, for_parents(workspace))) == {"S-2", "S-3"}


def test_a_new_case_concerns_those_in_whose_texts_it_is_hidden(workspace: Workspace) -> None:
    save(workspace, builders.case("S-5", pupil_id="E-4"))
    assert again(workspace, planned(workspace)) == {"S-5": "not made yet"}
    assert set(again(workspace, for_parents(workspace))) == {"S-1", "S-2", "S-3", "S-4", "S-5"}


def test_a_name_concerns_the_reports_of_its_school_since_it_is_hidden_in_their_texts(workspace: Workspace) -> None:
    save(workspace, Identity(pupil_id="E-4", given_name="Merle", family_name="Fuglsang"))
    assert set(again(workspace, planned(workspace))) == {"S-1", "S-4"}


def test_a_note_concerns_the_report_of_what_it_is_about(workspace: Workspace) -> None:
    workspace.store.add_note(RequirementNote(
        model="haderslev", gate="ppv", subject_table="cases", subject_id="S-1", requirement="ppv.signs",
        reason="Aftalt", by_role="psychologist", noted_on=TODAY,
    ))  # fmt: skip
    assert again(workspace, planned(workspace)) == {"S-1": "changed: the data"}


def test_a_notebook_that_looks_at_all_cases_rests_on_all(workspace: Workspace, made: Path) -> None:
    save(workspace, builders.case("S-3", school_id="SK-3", pupil_id="E-2", title="Andet"))
    assert set(again(workspace, own(workspace, made, "alle"))) == {"S-1", "S-2", "S-3", "S-4"}
    assert set(again(workspace, own(workspace, made, "ingen"))) == {"S-3"}


def test_a_notebook_that_found_nothing_is_made_again_when_it_is_there(workspace: Workspace, made: Path) -> None:
    assert again(workspace, own(workspace, made, "mangler")) == {}
    save(workspace, builders.case("S-9", pupil_id="E-4"))
    assert set(again(workspace, own(workspace, made, "mangler"))) == {"S-1", "S-2", "S-3", "S-4", "S-9"}


def test_who_somebody_is_concerns_a_notebook_that_asked(workspace: Workspace, made: Path) -> None:
    assert again(workspace, own(workspace, made, "hvem")) == {}
    save(workspace, Identity(pupil_id="E-1", given_name="Canaria", family_name="Fuglsang", protected_address=True))
    assert set(again(workspace, own(workspace, made, "hvem"))) == {"S-1", "S-2", "S-3", "S-4"}


def test_a_notebook_that_asks_which_day_it_is_is_made_again_on_another_day(
    workspace: Workspace, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tomorrow(date):
        @classmethod
        def today(cls) -> "Tomorrow":
            return cls.fromordinal(date.today().toordinal() + 1)

    monkeypatch.setattr("samrum_kit.workspace.grounds.date", Tomorrow)
    assert again(workspace, own(workspace, made, "ingen")) == {}
    why = again(workspace, own(workspace, made, "i_dag"))
    assert why == dict.fromkeys(("S-1", "S-2", "S-3", "S-4"), "changed: the day")


def test_what_a_notebook_writes_is_written_once_however_often_it_is_made(workspace: Workspace, tmp_path: Path) -> None:
    written(tmp_path, code(OPENED), code(WRITES), name="skriver", parameters=PARAMETERS)
    plan = own(workspace, tmp_path, "skriver")
    statuses = [
        {one.rendered.status for one in make_reports(workspace, plan, ["html"], resume=True, progress=False).outcomes}
        for _time in range(3)
    ]
    assert statuses == [{Status.OK}, {Status.OK}, {Status.CACHED}]
    assert len(workspace.case("S-1", TODAY).notes) == 1


def test_a_notebook_that_looks_at_the_log_is_made_each_time(workspace: Workspace, made: Path) -> None:
    why = again(workspace, own(workspace, made, "log"))
    assert why == dict.fromkeys(("S-1", "S-2", "S-3", "S-4"), "changed: the data")


@pytest.mark.parametrize("name", ["samrum.toml", "models/eget.txt", "kalender/klitvang.csv"])
def test_what_the_office_sets_concerns_every_report(workspace: Workspace, name: str) -> None:
    place = workspace.folder / name
    place.parent.mkdir(exist_ok=True)
    place.write_text((place.read_text(encoding="utf-8") if place.exists() else "") + "\nny = 1\n", encoding="utf-8")
    why = again(workspace, planned(workspace))
    assert why == dict.fromkeys(("S-1", "S-2", "S-3", "S-4"), "changed: the settings")


def test_another_logo_concerns_every_report_wherever_it_lies_in_the_workspace(workspace: Workspace) -> None:
    logo, settings = workspace.folder / "grafik" / "logo.svg", workspace.folder / "samrum.toml"
    logo.parent.mkdir()
    logo.write_text(LOGO.format(colour="navy"), encoding="utf-8")
    look = '\n[look]\nlogo = "grafik/logo.svg"\nlogo_alt = "Klitvang Kommune"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + look, encoding="utf-8")
    before = planned(workspace).jobs[0].parts["settings"]
    assert planned(workspace).jobs[0].parts["settings"] == before
    logo.write_text(LOGO.format(colour="green"), encoding="utf-8")
    assert planned(workspace).jobs[0].parts["settings"] != before


def test_the_first_real_data_concern_the_reports_that_they_are_about_alone(workspace: Workspace) -> None:
    place = workspace.folder / "samrum.toml"
    told = place.read_text(encoding="utf-8")
    assert "synthetic = false" in told
    place.write_text(told.replace("synthetic = false", "synthetic = true"), encoding="utf-8")
    assert again(workspace, planned(workspace)) == {}


def test_another_question_is_another_report(workspace: Workspace) -> None:
    one, other = planned(workspace).jobs[0], planned(workspace, as_of=day(-1).isoformat()).jobs[0]
    with speaking("en"):
        assert what_changed(one.parts, other.parts) == ["what is asked, or the notebook"]


def test_without_a_day_a_report_is_one_of_its_day(workspace: Workspace) -> None:
    plan = plan_reports(workspace, "02_gennemgang", Wanted("cases"), {"gate": "ppv"}, ["html"])
    assert plan.jobs[0].parts["day"]
    assert planned(workspace).jobs[0].parts["day"] == ""


def test_a_key_tells_nothing_to_those_who_guess(workspace: Workspace, tmp_path: Path) -> None:
    other, _recovery_key = Workspace.create(tmp_path / "andet", ["haderslev"], PASSPHRASE)
    with other:
        save(other, builders.school("SK-1"), builders.pupil("E-1"), builders.case("S-1", pupil_id="E-1"))
        here, there = planned(workspace).jobs[0], planned(other).jobs[0]
    assert here.key != there.key
    assert not {value for value in here.parts.values() if value} & set(there.parts.values())


def test_a_question_that_was_changed_in_the_manifest_is_no_answer(workspace: Workspace) -> None:
    plan = planned(workspace)
    manifest = run_of(workspace, plan) / MANIFEST
    told = manifest.read_text(encoding="utf-8")
    save(workspace, builders.plan("P-1", case_id="S-1", starts_on=day(-3)))
    manifest.write_text(told.replace('"case S-1"', '"case S-4"'), encoding="utf-8")
    assert again(workspace, plan) == {"S-1": "changed: the data"}
    manifest.write_text(told.replace('"case S-1"', '"case"').replace('"case S-4"', "5"), encoding="utf-8")
    assert set(again(workspace, plan)) == {"S-1", "S-4"}


def test_only_what_has_changed_is_made_again_and_each_says_why(workspace: Workspace) -> None:
    plan = planned(workspace)
    run = run_of(workspace, plan)
    save(workspace, builders.plan("P-1", case_id="S-1", starts_on=day(-3)))
    with speaking("da"):
        why = reasons(workspace, plan, ["html"], run)
    assert why["02_gennemgang-S-1"] == "ændret: data"
    assert why["02_gennemgang-S-2"] == "beholdes: intet er ændret"
    done = make_reports(workspace, plan, ["html"], resume=True, progress=False)
    assert done.out == run
    assert {one.job.subject: one.rendered.status.value for one in done.outcomes} == {
        "S-1": "ok", "S-2": "cached", "S-3": "cached", "S-4": "cached",
    }  # fmt: skip
    assert again(workspace, plan) == {}


@pytest.mark.parametrize("backend", [SPAWN, PAPERMILL])
def test_whatever_runs_a_notebook_the_same_questions_are_noted_down(
    workspace: Workspace, backend: str, tmp_path: Path
) -> None:
    plan = planned(workspace)
    (one,) = (job for job in plan.jobs if job.subject == "S-1")
    forked = entries(run_of(workspace, plan))[one.name]
    make_reports(workspace, replace(plan, jobs=(one,)), ["html"], out=tmp_path / "ud", backend=backend, progress=False)
    made = entries(tmp_path / "ud")[one.name]
    assert set(forked.answers) == {"case S-1", "names SK-1"}
    assert (made.backend, made.answers, made.key) == (backend, forked.answers, forked.key)


def test_the_command_says_what_would_be_made_and_why(workspace: Workspace) -> None:
    save(workspace, builders.plan("P-1", case_id="S-1", starts_on=day(-3)))
    folder = workspace.folder
    workspace.close()
    done = samrum("batch", "02_gennemgang", "--for-each", "cases", "-p", "gate", "ppv", "-p", "as_of", ASKED["as_of"],
                  "--dry-run", workspace=folder)  # fmt: skip
    assert (done.code, done.out.split()) == (0, [f"02_gennemgang-S-{n}" for n in (1, 2, 3, 4)])
    assert "02_gennemgang-S-1: ændret: data" in done.err
    assert "02_gennemgang-S-4: beholdes: intet er ændret" in done.err
