"""A workspace shows what its profile allows, and there is no way round it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import samrum_kit
from samrum_kit.errors import ProfileForbids, SamrumError, UnknownName
from samrum_kit.figures.meeting_counts import MeetingCounts
from samrum_kit.report.profiles import PROFILES, VARIABLE
from samrum_kit.review.preparation import MeetingAnalysis
from samrum_kit.workspace import Workspace
from samrum_kit.workspace.settings import read_settings
from tests.builders import TODAY, day
from tests.cli.command_line import samrum
from tests.privacy.canaries import canaries_in
from tests.privacy.several import (
    CLASS_CASE,
    OTHER_CASE,
    OWN_CASE,
    OWN_PUPIL,
    OWN_SECOND,
    PASSPHRASE,
    PERSON,
    SECOND,
    workspace_in,
)

Asking = Callable[[Workspace], Any]

ASKED: dict[str, Asking] = {
    "case": lambda ws: ws.case(OWN_CASE, TODAY),
    "plan": lambda ws: ws.plan("EP", TODAY),
    "course": lambda ws: ws.course(OWN_CASE, TODAY),
    "review of a case": lambda ws: ws.review("ppv", OWN_CASE, as_of=TODAY),
    "meeting": lambda ws: ws.meeting("FÆLLES", TODAY),
    "review of a meeting": lambda ws: ws.review("samrum_meeting", "FÆLLES", as_of=TODAY),
    "school": lambda ws: ws.school("SK-1", TODAY),
    "preparation": lambda ws: ws.prepare("samrum", "SK-1", day(7)),
    "coming meeting": lambda ws: ws.coming_meeting("samrum", "SK-1", day(7)),
    "figures": lambda ws: ws.figures(forum="samrum", from_day=day(-60), to_day=TODAY),
    "report of figures": lambda ws: ws.figure_report(forum="samrum", from_day=day(-60), to_day=TODAY),
    "status of a forum": lambda ws: ws.forum_status("samrum", from_day=day(-60), to_day=TODAY),
    "frame": lambda ws: ws.frame("cases"),
    "identity": lambda ws: ws.reveal(OWN_PUPIL, "Samtale"),
    "vault": lambda ws: ws.store.ids("cases"),
    "note": lambda ws: ws.note("ppv", OWN_CASE, "ppv.goals", reason="Drøftet.", by="ppr", on=TODAY),
    "import": lambda ws: ws.import_files([]),
    "class case": lambda ws: ws.case(CLASS_CASE, TODAY),
}
ONE_CASE = {"case", "plan", "course", "review of a case"}
SHOWN = {
    "intern": set(ASKED),
    "foraeldre": ONE_CASE,
    "pku": ONE_CASE,
    "ledelse": {"coming meeting", "figures", "report of figures", "status of a forum"},
    "undervisning": set(ASKED) - {"vault", "note", "import"},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of made-up data about several children."""
    made = workspace_in(tmp_path_factory.mktemp("profiler"), synthetic=True)
    made.close()
    return made.folder


@pytest.fixture(params=list(PROFILES))
def workspace(folder: Path, request: pytest.FixtureRequest) -> Iterator[Workspace]:
    """The workspace as each profile opens it."""
    with Workspace.open(folder, passphrase=PASSPHRASE, profile=request.param) as opened:
        yield opened


@pytest.fixture
def parents(folder: Path) -> Iterator[Workspace]:
    """The workspace as it is opened for the parents."""
    with Workspace.open(folder, passphrase=PASSPHRASE, profile="foraeldre") as opened:
        yield opened


@pytest.mark.parametrize("what", ASKED)
def test_a_profile_shows_what_it_is_for_and_refuses_all_else(workspace: Workspace, what: str) -> None:
    if what in SHOWN[workspace.profile.name]:
        ASKED[what](workspace)
        return
    with pytest.raises(ProfileForbids) as refused:
        ASKED[what](workspace)
    assert (refused.value.code, refused.value.exit_code) == ("profile.forbids", 2)
    assert "fremmed" not in str(refused.value).casefold()


def test_every_public_way_into_a_workspace_is_among_those_that_are_tried() -> None:
    ways = {name for kind in Workspace.__mro__ for name in vars(kind) if not name.startswith("_")}
    about_nobody = {"create", "open", "close", "profile", "look", "models", "model", "own_models", "model_with_gate"}
    by_others = {"subject", "case_of", "pack"}  # made of case, plan and meeting
    tried = {"case", "plan", "course", "review", "meeting", "school", "prepare", "coming_meeting", "figures",
             "figure_report", "forum_status", "frame", "reveal", "store", "note", "import_files"}  # fmt: skip
    assert ways == about_nobody | by_others | tried


@pytest.mark.parametrize("profile", ["foraeldre", "pku"])
def test_a_reader_of_one_case_is_refused_every_other_from_then_on(folder: Path, profile: str) -> None:
    with Workspace.open(folder, passphrase=PASSPHRASE, profile=profile) as workspace:
        workspace.case(OWN_CASE, TODAY)
        for asking in (lambda: workspace.case(OTHER_CASE, TODAY), lambda: workspace.plan("FREMMED-P", TODAY),
                       lambda: workspace.review("ppv", OTHER_CASE, as_of=TODAY)):  # fmt: skip
            with pytest.raises(ProfileForbids) as refused:
                asking()
            assert "fremmed" not in str(refused.value).casefold()
        if profile == "foraeldre":
            assert workspace.case(OWN_SECOND, TODAY).pupil == workspace.case(OWN_CASE, TODAY).pupil
        else:
            with pytest.raises(ProfileForbids):
                workspace.case(OWN_SECOND, TODAY)


@pytest.mark.parametrize("profile", ["foraeldre", "pku"])
def test_what_a_reader_of_one_case_is_given_holds_nothing_of_others(folder: Path, profile: str) -> None:
    hidden = ["fremmed", PERSON] + ([SECOND, OWN_SECOND] if profile == "pku" else [])
    with Workspace.open(folder, passphrase=PASSPHRASE, profile=profile) as workspace:
        review = workspace.review("ppv", OWN_CASE, as_of=TODAY)
        for given in (workspace.case(OWN_CASE, TODAY), workspace.plan("EP", TODAY), review, review.to_json()):
            assert canaries_in(repr(given).encode(), hidden) == set()
            assert canaries_in(repr(given).encode(), [OWN_CASE]) == {OWN_CASE}


@pytest.mark.parametrize("profile", ["foraeldre", "pku"])
def test_an_unknown_id_is_answered_without_naming_any_other(folder: Path, profile: str) -> None:
    with Workspace.open(folder, passphrase=PASSPHRASE, profile=profile) as workspace:
        for asking in (lambda: workspace.case("FREMMED-2"), lambda: workspace.plan("FREMMED-P9")):
            with pytest.raises(UnknownName) as unknown:
                asking()
            assert unknown.value.near == ()
            assert not {"FREMMED-1", "FREMMED-P"} & set(str(unknown.value).replace(",", " ").split())


def test_the_parents_have_every_case_about_their_child_that_was_known_on_the_day(parents: Workspace) -> None:
    assert [file.case.case_id for file in parents.course(OWN_CASE, TODAY).others] == [OWN_SECOND]
    assert parents.course(OWN_CASE, day(-500)).others == ()


def test_nobody_else_has_another_case_beside_the_one_that_is_asked_for(folder: Path) -> None:
    with Workspace.open(folder, passphrase=PASSPHRASE) as workspace:
        assert workspace.course(OWN_CASE, TODAY).others == ()


def test_a_review_finds_the_same_in_a_case_by_itself(folder: Path) -> None:
    found = {}
    for profile in ("intern", "pku"):
        with Workspace.open(folder, passphrase=PASSPHRASE, profile=profile) as workspace:
            review = workspace.review("ppv", OWN_CASE, as_of=TODAY)
            found[profile] = [(f.requirement, f.status, [(e.table, e.on) for e in f.evidence]) for f in review.findings]
    assert found["pku"] == found["intern"]


def test_the_pack_is_made_for_the_committee_alone(workspace: Workspace) -> None:
    if "review of a case" in SHOWN[workspace.profile.name]:
        pack = workspace.pack(workspace.review("ppv", OWN_CASE, as_of=TODAY))
        assert (pack is not None) == (workspace.profile.name == "pku")


def test_a_coming_meeting_is_a_preparation_or_counts_by_the_profile(folder: Path) -> None:
    for profile, kind in (("intern", MeetingAnalysis), ("undervisning", MeetingAnalysis), ("ledelse", MeetingCounts)):
        with Workspace.open(folder, passphrase=PASSPHRASE, profile=profile) as workspace:
            assert type(workspace.coming_meeting("samrum", "SK-1", day(7))) is kind


def test_the_door_of_the_house_takes_the_profile_too(folder: Path) -> None:
    with samrum_kit.open(folder, passphrase=PASSPHRASE, profile="ledelse") as workspace:
        assert workspace.profile.name == "ledelse"
    with samrum_kit.open(folder, passphrase=PASSPHRASE, profile="") as workspace:
        assert workspace.profile.name == "intern"
    with pytest.raises(UnknownName, match="Mente du foraeldre"):
        samrum_kit.open(folder, passphrase=PASSPHRASE, profile="foraeldrer")


def test_a_notebook_can_narrow_the_profile_of_its_report_and_not_widen_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "foraeldre")
    with Workspace.open(folder, passphrase=PASSPHRASE) as workspace:
        assert workspace.profile.name == "foraeldre"
    for other in ("intern", "undervisning", "pku"):
        with pytest.raises(ProfileForbids, match="foraeldre"):
            Workspace.open(folder, passphrase=PASSPHRASE, profile=other)
    monkeypatch.setenv(VARIABLE, "intern")
    with Workspace.open(folder, passphrase=PASSPHRASE, profile="ledelse") as workspace:
        assert workspace.profile.name == "ledelse"


def test_teaching_opens_made_up_data_alone(tmp_path: Path) -> None:
    real = workspace_in(tmp_path)
    real.close()
    with pytest.raises(ProfileForbids, match="samrum demo") as refused:
        Workspace.open(real.folder, passphrase=PASSPHRASE, profile="undervisning")
    assert refused.value.exit_code == 2


def test_a_made_up_workspace_into_which_somebody_imports_serves_for_teaching_no_more(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, synthetic=True)
    source = tmp_path / "schools.csv"
    source.write_text("school_id;name;municipality;school_type\nSK-1;Engskolen;Lykkeborg;primary\n", encoding="utf-8")
    with workspace:
        same = workspace.import_files(source)
        assert (same.saved, same.ends_synthetic, workspace.settings.synthetic) == (True, False, True)
        source.write_text(source.read_text(encoding="utf-8").replace("Engskolen", "Skovskolen"), encoding="utf-8")
        tried = workspace.import_files(source, dry_run=True)
        assert (tried.ends_synthetic, read_settings(workspace.folder).synthetic) == (False, True)
        source.write_text(source.read_text(encoding="utf-8") + "SK-9;x;y;slot\n", encoding="utf-8")
        kept_out = workspace.import_files(source)
        assert (kept_out.saved, read_settings(workspace.folder).synthetic) == (False, True)
        taken_in = workspace.import_files(source, accept_valid=True)
        assert (taken_in.saved, taken_in.ends_synthetic) == (True, True)
        assert workspace.import_files(source, accept_valid=True).ends_synthetic is False
    assert not read_settings(workspace.folder).synthetic
    with pytest.raises(SamrumError):
        Workspace.open(workspace.folder, passphrase=PASSPHRASE, profile="undervisning")


def test_nothing_is_saved_where_it_can_not_be_written_down_that_data_are_real(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = workspace_in(tmp_path, synthetic=True)
    source = tmp_path / "schools.csv"
    source.write_text("school_id;name;municipality;school_type\nSK-7;Åskolen;Fjordby;primary\n", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with workspace:
        monkeypatch.setattr("samrum_kit.workspace.workspace.write_settings", full)
        with pytest.raises(SamrumError):
            workspace.import_files(source)
        assert "SK-7" not in workspace.store.ids("schools")


def test_the_command_line_says_when_a_workspace_serves_for_teaching_no_more(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, synthetic=True)
    workspace.close()
    source = tmp_path / "schools.csv"
    source.write_text("school_id;name;municipality;school_type\nSK-7;Åskolen;Fjordby;primary\n", encoding="utf-8")
    first = samrum("import", source, workspace=workspace.folder)
    again = samrum("import", source, workspace=workspace.folder)
    assert first.code == again.code == 0
    assert "undervisning" in first.err
    assert "undervisning" not in again.err


def test_the_counts_of_a_coming_meeting_keep_to_the_threshold_of_the_workspace(folder: Path) -> None:
    settings = folder / "samrum.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n[figures]\nthreshold = 9\n", encoding="utf-8")
    with Workspace.open(folder, passphrase=PASSPHRASE, profile="ledelse") as workspace:
        counts = workspace.coming_meeting("samrum", "SK-1", day(7))
    assert isinstance(counts, MeetingCounts)
    assert counts.heading.threshold == 9
