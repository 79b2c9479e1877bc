"""A school with one child's two cases among those of others; what must not be shown says so in every text."""

from pathlib import Path

from samrum_kit.domain.fields import Record, columns
from samrum_kit.domain.records import TABLES, Identity
from samrum_kit.intake import write_template
from samrum_kit.workspace import Workspace
from tests import builders
from tests.builders import day

PASSPHRASE = "kun til prøver"
OWN_CASE, OWN_SECOND, OWN_PUPIL = "EGEN-1", "EGEN-SIDESAG", "ELEV-EGEN"
OTHER_CASE, CLASS_CASE, OTHER_PUPIL = "FREMMED-1", "FREMMED-KLASSE", "ELEV-FREMMED"
PERSON = "kode-Lærkefugl"
OWN, SECOND, OTHER = "Egenord", "Sidesagsord", "Fremmedord"
"""The beginnings of all texts of the child's case, of its other case, and of everything about others."""

MENTIONS = f"Se også {OTHER_CASE}, {CLASS_CASE.lower()}-P1 og elev–fremmed."
"""What is written in every text of the child: ids of others, in several writings."""


def told(record: Record, word: str, mentions: str = "") -> Record:
    """Return a record with a text of its own in every field of free text, also in those that are mostly left blank."""
    fields = [c.name for c in columns(type(record)) if c.kind == "text" and c.name not in {"person", "phase"}]
    key = "/".join(map(str, record.key))
    return record.model_copy(update={name: f"{word} {record.table}.{name} {key} {mentions}".strip() for name in fields})


def of_case(case_id: str, pupil_id: str, prefix: str) -> list[Record]:
    """Return a record or more of every table that hangs on a case."""
    return [
        builders.case(case_id, pupil_id=pupil_id, closed_on=day(-2), closed_as="handled", open_social_case=True),
        builders.concern(f"{prefix}B", case_id=case_id), builders.consent(f"{prefix}C", case_id=case_id),
        builders.consent(f"{prefix}C2", case_id=case_id, givers=1, valid_until=day(300), withdrawn_on=day(-1)),
        builders.contract(f"{prefix}K", case_id=case_id, review_on=day(40)),
        builders.perspective(f"{prefix}PE", case_id=case_id),
        builders.perspective(f"{prefix}PE2", case_id=case_id, perspective="child", by_role="parent"),
        builders.perspective(f"{prefix}PE3", case_id=case_id, perspective="parents", by_role="parent"),
        builders.perspective(f"{prefix}PE4", case_id=case_id, perspective="school", by_role="pupil"),
        builders.plan(f"{prefix}P", case_id=case_id, ends_on=day(30), evaluation_due_on=day(20)),
        builders.plan(f"{prefix}P2", case_id=case_id, scope="pupil", level="targeted", starts_on=day(30)),
        builders.goal(f"{prefix}G", plan_id=f"{prefix}P"),
        builders.goal(f"{prefix}G2", plan_id=f"{prefix}P2", target="individual"),
        builders.sign(f"{prefix}TE", goal_id=f"{prefix}G", observed="partly", observed_on=day(-4)),
        builders.measure(f"{prefix}T", plan_id=f"{prefix}P", staff_benefiting=7, involves_other_children=True,
                         carried_out="fully", ends_on=day(11)),
        builders.measure(f"{prefix}T2", plan_id=None, case_id=case_id, meeting_id=f"{prefix}M", starts_on=None),
        builders.evaluation(f"{prefix}EV", plan_id=f"{prefix}P", decision="adjust"),
        builders.series(f"{prefix}SE", case_id=case_id, goal_id=f"{prefix}G", goal_value=12),
        builders.observation(day(-60), series_id=f"{prefix}SE", value=3.5),
        builders.observation(day(-50), series_id=f"{prefix}SE", value=None, phase="B"),
        builders.event(f"{prefix}H", case_id=case_id, ended_on=day(-1), topic="ppv", by_role="psychologist"),
        builders.meeting(f"{prefix}M", forum="dialogue", case_id=case_id, requested_on=day(-20), planned_on=day(-1),
                         agenda_sent_on=day(-9), minutes_written_on=day(0), chair_role="ppr"),
        builders.participant("parent", meeting_id=f"{prefix}M", person=f"{PERSON}-{prefix}"),
        builders.item(f"{prefix}I", meeting_id=f"{prefix}M", case_id=case_id, anonymity="consent", discussed=True,
                      outcome="advice", minutes_planned=25, prepared_by_role="ppr"),
        builders.item(f"{prefix}I2", meeting_id=f"{prefix}M"),
        builders.action(f"{prefix}A", meeting_id=f"{prefix}M", status="done", done_on=day(0)),
    ]  # fmt: skip


def shared_meeting() -> list[Record]:
    """Return a meeting on which everybody's matters stand, with persons."""
    items = [(OWN_CASE, "X1", OWN), (OTHER_CASE, "X2", OTHER), (CLASS_CASE, "X3", OTHER), (None, "X4", OTHER)]
    return [
        builders.meeting("FÆLLES"),
        builders.participant("class_teacher", meeting_id="FÆLLES", person=PERSON),
        builders.participant("class_teacher", meeting_id="FÆLLES", person=f"{PERSON}-2", present=False),
        *(told(builders.item(name, meeting_id="FÆLLES", case_id=case_id, position=number,
                             anonymity="consent" if case_id else None, carried_from="FREMMED-A"), word)
          for number, (case_id, name, word) in enumerate(items, start=1)),
        *(told(builders.action(f"A{name}", meeting_id="FÆLLES", case_id=case_id), word)
          for case_id, name, word in items),
    ]  # fmt: skip


def facts() -> list[Record]:
    """Return everything that the school holds."""
    own = [told(one, OWN, MENTIONS) for one in of_case(OWN_CASE, OWN_PUPIL, "E")]
    second = [told(one, SECOND) for one in of_case(OWN_SECOND, OWN_PUPIL, "N")]
    others = of_case(OTHER_CASE, OTHER_PUPIL, "FREMMED-")
    others += [builders.case(CLASS_CASE, kind="class"), builders.concern("FREMMED-KB", case_id=CLASS_CASE),
               builders.plan("FREMMED-KP", case_id=CLASS_CASE)]  # fmt: skip
    who = Identity(pupil_id=OWN_PUPIL, given_name="Solsortine", family_name="Vibeholt", national_id="310210-0000")
    return [
        builders.school(), builders.pupil(OWN_PUPIL), told(builders.pupil(OTHER_PUPIL), OTHER), who,
        *own, *second, *(told(one, OTHER) for one in others), *shared_meeting(),
    ]  # fmt: skip


def workspace_in(folder: Path, *, synthetic: bool = False) -> Workspace:
    """Make a workspace that holds all of it, and return it open."""
    rows: dict[type[Record], list[Record]] = {record: [] for record in TABLES.values()}
    for fact in facts():
        rows[type(fact)].append(fact)
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "skole.xlsx"
    write_template(source, "da", rows)
    workspace, _key = Workspace.create(folder / "rum", ["haderslev", "aalborg_samrum"], PASSPHRASE, synthetic=synthetic)
    receipt = workspace.import_files([source], synthetic=synthetic)
    assert receipt.saved, [str(each) for each in receipt.plan.rejected]
    for case_id, reason in ((OWN_CASE, f"{OWN} notes.reason {MENTIONS}"), (OTHER_CASE, f"{OTHER} notes.reason")):
        workspace.note("ppv", case_id, "ppv.external_adviser", reason=reason, by="ppr", on=day(-1))
    return workspace
