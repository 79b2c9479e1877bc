"""A report is made again when anything that it rests on has changed, and kept when nothing has."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from samrum_kit.batch import BatchPlan
from samrum_kit.batch.keys import what_changed
from samrum_kit.domain.notes import RequirementNote
from samrum_kit.domain.records import Identity
from samrum_kit.locale import speaking
from samrum_kit.workspace import Workspace
from samrum_kit.workspace.grounds import reasons
from samrum_kit.workspace.reports import Wanted, make_reports, plan_reports
from tests import builders
from tests.builders import TODAY, day
from tests.cli.command_line import PASSPHRASE, samrum

ASKED = {"gate": "ppv", "as_of": TODAY.isoformat()}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Two schools that share nothing, and a third that shares a pupil with the second."""
    made, _recovery_key = Workspace.create(tmp_path / "rum", ["haderslev"], PASSPHRASE)
    with made:
        with made.store.writing() as transaction:
            transaction.save([
                *(builders.school(f"SK-{n}") for n in (1, 2, 3)), builders.pupil("E-1"),
                builders.pupil("E-2", school_id="SK-2"),
                builders.case("S-1", school_id="SK-1", pupil_id="E-1"),
                builders.case("S-2", school_id="SK-2", pupil_id="E-2"),
                builders.case("S-3", school_id="SK-3", pupil_id="E-2"),
                builders.plan("P-1", case_id="S-1"), builders.plan("P-2", case_id="S-2"),
            ])  # fmt: skip
        yield made


def planned(workspace: Workspace, **asked: str) -> BatchPlan:
    return plan_reports(workspace, "02_gennemgang", Wanted("cases"), {**ASKED, **asked}, ["html"])


def changed(workspace: Workspace, before: BatchPlan) -> dict[str, list[str]]:
    """Return by subject what has changed since a plan was made."""
    after = {job.subject: job for job in planned(workspace).jobs}
    with speaking("en"):
        found = {job.subject: what_changed(job.parts, after[job.subject].parts) for job in before.jobs}
    return {subject: words for subject, words in found.items() if words}


def save(workspace: Workspace, *records: object) -> None:
    with workspace.store.writing() as transaction:
        transaction.save(records)


def test_what_rests_on_the_same_is_known_again(workspace: Workspace) -> None:
    assert planned(workspace) == planned(workspace)
    assert len({job.key for job in planned(workspace).jobs}) == 3


def test_what_a_school_writes_concerns_its_own_reports_and_those_that_share_a_pupil(workspace: Workspace) -> None:
    before = planned(workspace)
    save(workspace, builders.plan("P-1", case_id="S-1", starts_on=day(-3)))
    assert changed(workspace, before) == {"S-1": ["the data"]}
    before = planned(workspace)
    save(workspace, builders.goal("M-1", plan_id="P-2"))
    assert changed(workspace, before) == {"S-2": ["the data"], "S-3": ["the data"]}


def test_a_name_concerns_every_report_since_it_is_hidden_in_every_text(workspace: Workspace) -> None:
    before = planned(workspace)
    save(workspace, Identity(pupil_id="E-1", given_name="Canaria", family_name="Fuglsang"))
    assert set(changed(workspace, before)) == {"S-1", "S-2", "S-3"}


def test_a_note_concerns_the_report_of_what_it_is_about(workspace: Workspace) -> None:
    before = planned(workspace)
    workspace.store.add_note(RequirementNote(
        model="haderslev", gate="ppv", subject_table="cases", subject_id="S-1", requirement="ppv.signs",
        reason="Aftalt", by_role="psychologist", noted_on=TODAY,
    ))  # fmt: skip
    assert changed(workspace, before) == {"S-1": ["the data"]}


@pytest.mark.parametrize("name", ["samrum.toml", "models/eget.txt", "kalender/klitvang.csv", "logo.svg"])
def test_what_the_office_sets_concerns_every_report(workspace: Workspace, name: str) -> None:
    before = planned(workspace)
    place = workspace.folder / name
    place.parent.mkdir(exist_ok=True)
    place.write_text((place.read_text(encoding="utf-8") if place.exists() else "") + "\n", encoding="utf-8")
    assert changed(workspace, before) == {one: ["the settings"] for one in ("S-1", "S-2", "S-3")}


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
        save(other, builders.school("SK-1"), builders.pupil("E-1"),
             builders.case("S-1", school_id="SK-1", pupil_id="E-1"))  # fmt: skip
        here, there = planned(workspace).jobs[0].parts, planned(other).jobs[0].parts
    assert not {value for value in here.values() if value} & set(there.values())


def test_only_what_has_changed_is_made_again_and_each_says_why(workspace: Workspace) -> None:
    first = make_reports(workspace, planned(workspace), ["html"], progress=False)
    assert first.exit_code == 0
    save(workspace, builders.plan("P-1", case_id="S-1", starts_on=day(-3)))
    plan = planned(workspace)
    with speaking("da"):
        why = reasons(plan, ["html"], first.out)
    assert why["02_gennemgang-S-1"] == "ændret: data"
    assert why["02_gennemgang-S-2"] == "beholdes: intet er ændret"
    again = make_reports(workspace, plan, ["html"], resume=True, progress=False)
    assert again.out == first.out
    assert {one.job.subject: one.rendered.status.value for one in again.outcomes} == {
        "S-1": "ok", "S-2": "cached", "S-3": "cached",
    }  # fmt: skip
    assert len({job.key for job in replace(plan).jobs}) == 3


def test_the_command_says_what_would_be_made_and_why(workspace: Workspace) -> None:
    workspace.close()
    done = samrum("batch", "02_gennemgang", "--for-each", "cases", "-p", "gate", "ppv", "--dry-run",
                  workspace=workspace.folder)  # fmt: skip
    assert (done.code, done.out) == (0, "02_gennemgang-S-1\n02_gennemgang-S-2\n02_gennemgang-S-3\n")
    assert "02_gennemgang-S-1: ikke lavet endnu" in done.err
