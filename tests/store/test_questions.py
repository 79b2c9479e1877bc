"""A vault notes down what it is asked, so that one sees later whether any of the answers would be another one now."""

import stat
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from samrum_kit.domain.fields import Record, columns
from samrum_kit.domain.questions import VARIABLE, question, questions_in
from samrum_kit.domain.records import Case, Concern, Identity, Meeting, Plan, Pupil, School
from samrum_kit.errors import ReportFailed, SamrumError, UnknownName, UsageError
from samrum_kit.store import Store
from samrum_kit.store.questions import today_asked
from samrum_kit.store.tables import RECORD_TABLES
from tests import builders
from tests.builders import TODAY, day
from tests.store.conftest import PASSPHRASE, emptied, filled
from tests.strategies import records, worlds

BASE = (
    builders.school(), builders.school("SK-2"), builders.pupil(), builders.pupil("ELEV-0002"), builders.case(),
    builders.case("S-2", pupil_id="ELEV-0002"), builders.plan(), builders.plan("P-2", case_id="S-2"), builders.goal(),
    builders.series(), builders.meeting(), builders.meeting("M-2"),
)  # fmt: skip
"""Two cases of one school, the first with a plan, a goal and a series, and two meetings about neither."""
CASE, OTHER_CASE = question("case", "S-1"), question("case", "S-2")

ABOUT_THE_FIRST = (
    builders.case(title="Andet"), builders.school(name="Andet"), builders.pupil(grade=4), builders.concern(),
    builders.consent(), builders.contract(), builders.perspective(), builders.plan(context="Andet"),
    builders.goal(text="Andet"), builders.sign(), builders.measure(), builders.measure(plan_id=None, case_id="S-1"),
    builders.evaluation(), builders.series(title="Andet"), builders.observation(), builders.event(),
    builders.meeting(case_id="S-1"), builders.item(case_id="S-1"), builders.action(case_id="S-1"),
    builders.note("ppv.signs"), builders.note("plan.goals", subject_table="plans", subject_id="P-1"),
    builders.concern(raised_on=day(500)),
)  # fmt: skip
ABOUT_NEITHER = (
    builders.school("SK-3"), builders.pupil("ELEV-0003"), builders.case("S-3", pupil_id="ELEV-0002"),
    builders.item(), builders.action(), builders.participant("parent"), builders.meeting("M-3"),
    builders.measure(plan_id=None, meeting_id="M-1"),
    Identity(pupil_id="ELEV-0001", given_name="Canaria", family_name="Fuglsang"),
)  # fmt: skip


Asking = Callable[[Store], object]


@pytest.fixture
def noted(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Asking], dict[str, str]]:
    """Return what a vault notes down while something is asked for."""
    with Store.open(folder, PASSPHRASE) as store:
        filled(store, *BASE)

    def ask(asking: Asking) -> dict[str, str]:
        place = tmp_path / "asked"
        place.unlink(missing_ok=True)
        with monkeypatch.context() as making, Store.open(folder, PASSPHRASE) as other:
            making.setenv(VARIABLE, str(place))
            with Store.open(folder, PASSPHRASE) as store, suppress(SamrumError):
                asking(store)
            other.names()
        return questions_in(place.read_bytes()) if place.exists() else {}

    return ask


ASKED: dict[str, Asking] = {
    "case S-1": lambda store: store.case_file("S-1", TODAY),
    "plan P-1": lambda store: store.plan_file("P-1", TODAY),
    "meeting M-1": lambda store: store.meeting_file("M-1", TODAY),
    "school SK-1": lambda store: store.school_file("SK-1", TODAY),
    "identity ELEV-0001": lambda store: store.reveal("ELEV-0001", "til mødet"),
    "pupil ELEV-0001": lambda store: store.cases_of("ELEV-0001"),
    "tables cases": lambda store: store.records(Case),
    "tables pupils schools": lambda store: store.tables(School, Pupil),
    "ids pupils": lambda store: store.ids("pupils"),
    "names *": lambda store: store.names(),
    "names": lambda store: store.names([]),
    "names SK-1 SK-2": lambda store: store.names(["SK-2", "SK-1"]),
}


@pytest.mark.parametrize("asked", ASKED)
def test_what_was_asked_is_noted_down_as_it_would_be_answered_now(asked: str, noted: Any, store: Store) -> None:
    told = noted(ASKED[asked])
    assert list(told) == [asked]
    assert store.seals(told) == told
    assert noted(ASKED[asked]) == told


@pytest.mark.parametrize("asking", [Store.audit_lines, Store.verify_audit])
def test_the_log_is_never_the_same_again(asking: Asking, noted: Any, store: Store) -> None:
    assert list(noted(asking)) == ["log"]
    assert store.seals(["log"]) == {}


def test_what_a_report_has_told_outside_is_no_answer(noted: Any) -> None:
    assert noted(lambda store: store.release(lambda _before: "talt")) == {}


def test_what_a_transaction_looks_at_is_noted_down(noted: Any, store: Store) -> None:
    def saves(store: Store) -> None:
        with store.writing() as transaction:
            transaction.known(Case)
            transaction.known(Identity)

    told = noted(saves)
    assert set(told) == {question("tables", "cases"), question("tables", "identities")}
    assert store.seals(told) == told


def test_what_is_damaged_has_no_seal_and_takes_no_other_with_it(store: Store) -> None:
    filled(store, *BASE, builders.concern())
    with store._database.writing() as connection:
        connection.execute(update(RECORD_TABLES[Concern]).values(raised_by_role="findes-ikke"))
    assert set(store.seals([CASE, OTHER_CASE])) == {OTHER_CASE}


def test_that_nobody_had_written_down_who_somebody_is_can_change(noted: Any, store: Store) -> None:
    told = noted(lambda store: store.reveal("ELEV-0001", "til mødet"))
    filled(store, Identity(pupil_id="ELEV-0001", given_name="Canaria", family_name="Fuglsang"))
    assert store.seals(told) != told


@pytest.mark.parametrize(("asking", "table"), [
    (lambda store: store.case_file("Canaria Fuglsang", TODAY), "cases"),
    (lambda store: store.plan_file("Canaria Fuglsang", TODAY), "plans"),
    (lambda store: store.meeting_file("Canaria Fuglsang", TODAY), "meetings"),
    (lambda store: store.school_file("Canaria Fuglsang", TODAY), "schools"),
    (lambda store: store.reveal("Canaria Fuglsang", "til mødet"), "pupils"),
    (lambda store: store.cases_of("Canaria Fuglsang"), "pupils"),
    (lambda store: store.names(["Canaria Fuglsang"]), "schools"),
    (lambda store: store.add_note(builders.note("ppv.signs", subject_id="S-9")), "cases"),
])  # fmt: skip
def test_what_nothing_is_called_is_noted_down_as_the_ids_that_there_are(
    asking: Asking, table: str, noted: Any, store: Store
) -> None:
    told = noted(asking)
    assert list(told) == [question("ids", table)]
    assert store.seals(told) == told


def test_that_a_report_asks_which_day_it_is_is_noted_down(noted: Any) -> None:
    today = date.today()
    assert noted(lambda _store: today_asked()) in ({"day": today.isoformat()}, {"day": date.today().isoformat()})


def test_the_notes_are_for_their_owner_alone(noted: Any, tmp_path: Path) -> None:
    noted(lambda store: store.names())
    assert stat.S_IMODE((tmp_path / "asked").stat().st_mode) == 0o600


def test_a_notebook_that_empties_its_environment_is_noted_down_all_the_same(
    noted: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def empties(store: Store) -> None:
        monkeypatch.delenv(VARIABLE)
        store.case_file("S-1", TODAY)

    assert list(noted(empties)) == [CASE]


def test_where_no_report_is_made_nothing_is_noted_down(store: Store, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    store.names()
    assert set(tmp_path.iterdir()) == before


def test_what_cannot_be_noted_down_is_not_handed_out(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "findes-ikke" / "asked"))
    with Store.open(folder, PASSPHRASE) as store, pytest.raises(SamrumError) as refused:
        store.names()
    assert not isinstance(refused.value, (UnknownName, UsageError, ReportFailed))


def test_whatever_is_about_a_case_changes_the_seal_of_its_file_alone(store: Store) -> None:
    after = filled(store, *BASE).seals([CASE, OTHER_CASE])
    for fact in ABOUT_THE_FIRST:
        before, after = after, filled(store, fact).seals([CASE, OTHER_CASE])
        assert after[CASE] != before[CASE], fact
        assert (after[OTHER_CASE] != before[OTHER_CASE]) is isinstance(fact, School), fact


def test_what_is_about_no_case_changes_the_seal_of_none(store: Store) -> None:
    before = filled(store, *BASE).seals([CASE, OTHER_CASE])
    for fact in ABOUT_NEITHER:
        assert filled(store, fact).seals([CASE, OTHER_CASE]) == before, fact


def test_a_name_changes_the_names_of_its_school_and_of_all(store: Store) -> None:
    asked = [question("names", "SK-1"), question("names", "SK-2"), question("names", "*")]
    before = filled(store, *BASE).seals(asked)
    after = filled(store, Identity(pupil_id="ELEV-0001", given_name="Canaria", family_name="Fuglsang")).seals(asked)
    assert [one for one in asked if before[one] != after[one]] == [asked[0], asked[2]]


def test_the_seals_of_another_vault_tell_nothing(store: Store, shared: Store) -> None:
    assert filled(store, *BASE).seals([CASE])[CASE] != filled(emptied(shared), *BASE).seals([CASE])[CASE]


@pytest.mark.parametrize("asked", ["", "log", "tables findes-ikke", "ids", "case", "pupil"])
def test_what_is_no_question_has_no_seal_and_does_no_harm(store: Store, asked: str) -> None:
    assert set(store.seals([asked, CASE])) == {CASE}


def test_a_mark_stands_in_its_own_workspace_alone(store: Store, shared: Store) -> None:
    mark = filled(store, *BASE).mark()
    store.names()
    assert store.holds(mark)
    assert store.audit_lines()[-1].action == "reports.sent"
    assert not shared.holds(mark)
    assert not store.holds("")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(world=worlds(), drawn=st.data())
def test_no_answer_changes_whose_seal_stays(shared: Store, world: list[Any], drawn: st.DataObject) -> None:
    before, seals_before = answers(filled(emptied(shared), *world))
    after, seals_after = answers(filled(shared, changed(drawn, world)))
    for asked, answer in after.items():
        if answer != before.get(asked):
            assert seals_after[asked] != seals_before.get(asked)


def changed(drawn: st.DataObject, world: list[Any]) -> Record:
    """Return one of the records with other values, but for its key."""
    one = drawn.draw(st.sampled_from([fact for fact in world if isinstance(fact, Record)]))
    kept = {
        column.name: st.just(getattr(one, column.name))
        for column in columns(type(one)) if column.key or column.kind == "reference"
    }  # fmt: skip
    return drawn.draw(records(one.table, **kept))


def answers(store: Store) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what a vault answers on several days, by question, and the seals of it."""
    days = [date(1995, 1, 1) + timedelta(days=at * 2000) for at in range(8)]
    found: dict[str, Any] = {question("tables", "cases"): store.records(Case)}
    files = {Case: store.case_file, Plan: store.plan_file, Meeting: store.meeting_file, School: store.school_file}
    for (kind, ask), what in zip(files.items(), ("case", "plan", "meeting", "school"), strict=True):
        for one in store.records(kind):
            found[question(what, *one.key)] = [ask(one.key[0], on) for on in days]
    for pupil in store.records(Pupil):
        found[question("pupil", *pupil.key)] = store.cases_of(*pupil.key)
    for table in ("cases", "pupils"):
        found[question("ids", table)] = store.ids(table)
    return found, store.seals(found)
