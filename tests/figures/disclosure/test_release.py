"""What leaves the team holds no small number, whatever was told before; and what was told is kept in the vault."""

import csv
import io
import json
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from samrum_kit.domain.records import Case, School
from samrum_kit.domain.vocabulary import CaseKind, CaseOutcome
from samrum_kit.errors import DisclosureRefused, ProfileForbids, UsageError
from samrum_kit.figures.disclosure.audit import leaks
from samrum_kit.figures.disclosure.ledger import read_release
from samrum_kit.figures.written import as_csv, as_text
from samrum_kit.store.tables import RELEASES
from samrum_kit.workspace import Workspace
from tests import builders
from tests.cli.command_line import PASSPHRASE, samrum

MODEL = "baerum_ressursteam"
YEAR = {"from_day": "2025-08-01", "to_day": "2026-07-31", "as_of": "2026-07-31"}
TIMES = ("cases", "closed", "referred", "open")


def made(folder: Path, records: list) -> Workspace:
    workspace, _recovery_key = Workspace.create(folder, [MODEL], PASSPHRASE)
    with workspace.store.writing() as transaction:
        transaction.save(records)
    return workspace


def some_cases(seed: int, number: int, schools: int = 4) -> list:
    """Make up schools and cases."""
    dice = random.Random(seed)
    places = [builders.school(f"SK-{n}", district="Nord" if n % 2 else "Syd") for n in range(schools)]
    return [*places, *(_case(f"S-{n}", dice, places) for n in range(number))]


def _case(case_id: str, dice: random.Random, places: list[School]) -> Case:
    first = date(2025, 8, 4) + timedelta(days=dice.randint(0, 300))
    closed = first + timedelta(days=dice.randint(3, 250)) if dice.random() < 0.6 else None
    closed = closed if closed and closed <= date(2026, 7, 31) else None
    return builders.case(case_id, kind=CaseKind.CLASS, pupil_id=None, school_id=dice.choice(places).school_id,
                         first_concern_on=first, closed_on=closed,
                         closed_as=closed and dice.choice([CaseOutcome.HANDLED, CaseOutcome.REFERRED]))  # fmt: skip


@pytest.fixture
def town(tmp_path: Path):
    with made(tmp_path / "rum", some_cases(1, 120)) as workspace:
        yield workspace


def kept(workspace: Workspace) -> list[str]:
    """Return what the vault keeps of what was told."""
    with workspace.store._database.reading() as connection:
        return list(connection.scalars(RELEASES.select().with_only_columns(RELEASES.c.content)))


def numbers_told(content: dict) -> dict[str, float]:
    """Return the counts of cases that are told."""
    return {name: content["time_from_concern"][name] for name in TIMES
            if content["time_from_concern"][name] is not None}  # fmt: skip


def test_no_count_below_five_is_told(town: Workspace) -> None:
    content = town.figures(MODEL, **YEAR, release=True).to_json()
    assert content["released"] is True
    assert all(number >= 5 for number in numbers_told(content).values())


@pytest.mark.parametrize("seed", range(6))
def test_what_was_told_in_many_reports_gives_nothing_away_together(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    with made(tmp_path / "rum", some_cases(seed, 90)) as workspace:
        for _turn in range(6):
            last = date(2026, 1, 31) + timedelta(days=dice.choice([0, 7, 30, 90, 181]))
            where = dice.choice([{}, {"school": "SK-1"}, {"district": "Nord"}, {"school": "SK-2"}])
            try:
                workspace.figures(MODEL, from_day="2025-08-01", to_day=last, as_of=last, release=True, **where)
            except DisclosureRefused:
                continue
        told = [one for text in kept(workspace) for one in read_release(text).tables]
    assert told
    assert leaks(told) == []


def test_one_more_case_can_not_be_seen_in_the_next_report(town: Workspace) -> None:
    before = numbers_told(town.figures(MODEL, **YEAR, release=True).to_json())
    with town.store.writing() as transaction:
        transaction.save([builders.case("S-999", kind=CaseKind.CLASS, pupil_id=None, school_id="SK-1",
                                        first_concern_on=date(2026, 3, 2))])  # fmt: skip
    after = numbers_told(town.figures(MODEL, **YEAR, release=True).to_json())
    assert before["cases"] == 120
    assert {name: number for name, number in after.items() if before.get(name) not in {None, number}} == {}


def test_the_same_report_again_tells_the_same_and_is_kept_once(town: Workspace) -> None:
    first, again = (town.figures(MODEL, **YEAR, release=True).to_json() for _ in range(2))
    assert first == again
    assert len(kept(town)) == 1


def test_what_is_held_back_is_in_no_form_of_the_figures(town: Workspace) -> None:
    safe = town.figures(MODEL, school="SK-1", **YEAR, release=True)
    hidden = safe.to_json()["held_back"]
    assert hidden
    rows = {row.id: row for row in safe.table.rows}
    for name in hidden:
        assert rows[name].cell.people is None
        assert rows[name].cell.of is None
    assert "skjult" in as_text(safe)
    written = {row["id"]: row["value"] for row in csv.DictReader(io.StringIO(as_csv(safe)))}
    assert {written[name] for name in hidden} == {""}


def test_times_are_told_in_whole_weeks_and_shares_in_whole_per_cent(town: Workspace) -> None:
    time = town.figures(MODEL, **YEAR, release=True).to_json()["time_from_concern"]
    assert time["mean_days_within_horizon"] % 7 == 0
    assert time["median_days"] is None or time["median_days"] % 7 == 0
    assert all(time[name] is None or round(100 * time[name], 9) % 1 == 0 for name in time if name.startswith("share"))


def test_that_half_of_a_few_are_still_open_is_held_back_like_any_time_of_a_few(tmp_path: Path) -> None:
    day = date(2025, 9, 1)
    classes = [builders.case(f"S-{n}", kind=CaseKind.CLASS, pupil_id=None, first_concern_on=day) for n in range(8)]
    with made(tmp_path / "rum", [builders.school(), *classes]) as workspace:
        found = workspace.figures(MODEL, **YEAR, release=True)
    assert found.table.row("time_from_concern.cases").cell.value == 8
    assert found.table.row("time_from_concern.median").cell.held_back


def test_too_few_cases_are_refused_in_one_sentence_without_a_number(tmp_path: Path) -> None:
    with made(tmp_path / "rum", some_cases(2, 3)) as workspace, pytest.raises(DisclosureRefused) as refused:
        workspace.figures(MODEL, **YEAR, release=True)
    assert (refused.value.code, refused.value.exit_code) == ("figures.too_few", 2)
    assert not any(sign.isdigit() for sign in str(refused.value))


def test_a_refusal_keeps_nothing(tmp_path: Path) -> None:
    with made(tmp_path / "rum", some_cases(2, 3)) as workspace:
        with pytest.raises(DisclosureRefused):
            workspace.figures(MODEL, **YEAR, release=True)
        assert kept(workspace) == []


def test_the_management_is_shown_released_figures_alone(town: Workspace) -> None:
    with Workspace.open(town.folder, passphrase=PASSPHRASE, profile="ledelse") as workspace:
        assert workspace.figures(MODEL, **YEAR).to_json()["released"] is True
    with Workspace.open(town.folder, passphrase=PASSPHRASE, profile="foraeldre") as workspace:
        with pytest.raises(ProfileForbids):
            workspace.figures(MODEL, **YEAR)
        with pytest.raises(ProfileForbids):
            workspace.figures(MODEL, **YEAR, release=True)


def test_two_reports_at_once_know_of_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "rum"
    made(folder, some_cases(3, 60)).close()

    def tell(last: str) -> None:
        with Workspace.open(folder, passphrase=PASSPHRASE) as workspace:
            workspace.figures(MODEL, from_day="2025-08-01", to_day=last, as_of=last, release=True)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(tell, ["2026-05-01", "2026-05-02", "2026-05-08", "2026-06-01"]))
    with Workspace.open(folder, passphrase=PASSPHRASE) as workspace:
        assert leaks([one for text in kept(workspace) for one in read_release(text).tables]) == []


@pytest.mark.parametrize("written", ["2", "21", '"x"', "5.5", "true", "5\nother = 1"])
def test_a_threshold_that_is_none_is_refused(town: Workspace, written: str) -> None:
    settings = town.folder / "samrum.toml"
    plain = settings.read_text(encoding="utf-8")
    settings.write_text(f"{plain}\n[figures]\nthreshold = {written}\n", encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        town.figures(MODEL, **YEAR, release=True)
    assert (refused.value.code, refused.value.place) == ("settings.threshold", "samrum.toml")


def test_a_higher_threshold_holds_and_a_lower_one_later_does_not_loosen_it(town: Workspace) -> None:
    settings = town.folder / "samrum.toml"
    plain = settings.read_text(encoding="utf-8")
    for written, least in (("20", 20), ("3", 20)):
        settings.write_text(f"{plain}\n[figures]\nthreshold = {written}\n", encoding="utf-8")
        content = town.figures(MODEL, school="SK-1", **YEAR, release=True).to_json()
        assert all(number >= least for number in numbers_told(content).values())


def test_a_workspace_with_a_threshold_opens_and_keeps_it(town: Workspace) -> None:
    settings = town.folder / "samrum.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n[figures]\nthreshold = 7\n", encoding="utf-8")
    with Workspace.open(town.folder, passphrase=PASSPHRASE) as workspace:
        workspace._expect_real_data()
    assert "threshold = 7" in settings.read_text(encoding="utf-8")


def test_the_command_tells_released_figures_and_the_audit_log_says_so(town: Workspace) -> None:
    done = samrum("figures", "--model", MODEL, "--all", "--from", "2025-08-01", "--to", "2026-07-31", "--release",
                  "--format", "json", workspace=town.folder)  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["released"] is True
    assert town.store.audit_lines()[-1].action == "figures.released"
