"""Random histories: plain rows of everything a workbook can hold, crowded around the days where rules turn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from samrum_kit.domain.fields import Record, columns
from samrum_kit.domain.records import TABLES
from samrum_kit.review.engine import Subject
from tests.builders import Heap

Row = dict[str, Any]
Rows = dict[str, list[Row]]

DAYS = (date(2026, 3, 9), date(2024, 2, 29), date(2024, 3, 1), date(2025, 2, 28), date(2025, 3, 1))
OFFSETS = (-1000, -400, -367, -366, -365, -364, -40, -20, -10, -5, -3, -2, -1, 0, 1, 2, 3, 10, 40)
EVENTS = ("network_meeting", "parent_agreement", "psychologist_agreement", "ppv_received", "school_referral",
          "case_statement", "party_hearing", "leader_decision", "district_dialogue", "pku_referral", "placement",
          "placement", "revisitation")
ROLES = ("school_management", "principal", "department_head", "special_ed_coordinator", "resource_person", "ppr",
         "school_nurse", "milieu_teacher", "social_teacher", "school_counsellor", "contact_teacher", "class_teacher",
         "class_team", "intermediate_form_staff", "psychologist", "practice_adviser", "parent", "pupil", "ssp")
FORUMS = {"samrum_meeting": "samrum", "dialogue_meeting": "dialogue", "trivselsforum_meeting": "trivselsforum",
          "ressursteam_meeting": "ressursteam"}
OTHER_FORUMS = ("samrum", "samrum", "dialogue", "dialogue", "ressursteam", "ressursteam", "network", "district_council",
                "trivselsforum")
PLAN_GATES = frozenset({"mellemform", "handleplan"})


@dataclass(frozen=True)
class History:
    """Rows, the id of what is reviewed, and the day."""

    rows: Rows
    gate: str
    subject: str
    as_of: date

    def records(self) -> list[Record]:
        return [TABLES[table](**row) for table, rows in self.rows.items() for row in rows]

    def opened(self, records: Iterable[Record] | None = None, as_of: date | None = None) -> Subject:
        """Return the file of the subject, from these records or from all."""
        heap, day = Heap(self.records() if records is None else records), as_of or self.as_of
        if self.gate in FORUMS:
            return heap.meeting_file(self.subject, day)
        if self.gate in PLAN_GATES:
            return heap.plan_file(self.subject, day)
        return heap.case_file(self.subject, day)


class Teller:
    """Invents a history from a seed."""

    def __init__(self, gate: str, seed: int) -> None:
        self.rng = Random(f"{gate}-{seed}")
        self.gate, self.as_of = gate, self.rng.choice(DAYS)
        self.rows: Rows = {table: [] for table in TABLES}

    def add(self, table: str, **values: Any) -> Row:
        row = {column.name: values.pop(column.name, None) for column in columns(TABLES[table])}
        assert not values, values
        self.rows[table].append(row)
        return row

    def new_id(self, table: str) -> str:
        return f"{table[0].upper()}{table[1]}-{len(self.rows[table]) + 1}"

    def day(self) -> date:
        return self.as_of + timedelta(days=self.rng.choice(OFFSETS))

    def maybe(self, value: Any, chance: float = 0.7) -> Any:
        """Return the value, or nothing; a function is asked for its value only then."""
        if self.rng.random() > chance:
            return None
        return value() if isinstance(value, Callable) else value

    def some(self, most: int) -> range:
        return range(self.rng.randint(0, most))

    def tell(self) -> History:
        for school_id in ("SK-1", "SK-2"):
            kind = self.rng.choice(("primary", "lower_secondary", "combined", "special"))
            self.add("schools", school_id=school_id, name="Engskolen", municipality="Lykkeborg", school_type=kind)
        self.add("pupils", pupil_id="E-1", school_id="SK-1")
        for case_id in ("S-1", "S-2", "S-3"):
            kind = self.rng.choice(("individual", "individual", "group", "class", "system"))
            self.add("cases", case_id=case_id, kind=kind, school_id="SK-1", title="Ro i timerne",
                     pupil_id="E-1" if kind == "individual" else None, first_concern_on=self.day(),
                     open_social_case=self.maybe(True, 0.2))
            self.papers(case_id)
            for _ in self.some(4):
                self.plan(case_id)
        self.plan("S-1")
        self.meeting("M-1", FORUMS.get(self.gate, "samrum"), "SK-1")
        for number in self.some(6):
            school_id = self.rng.choice(("SK-1", "SK-1", "SK-1", "SK-2"))
            self.meeting(f"M-{number + 2}", self.rng.choice(OTHER_FORUMS), school_id)
        self.carry()
        return History(self.rows, self.gate, self.subject(), self.as_of)

    def subject(self) -> str:
        """Return the id of what the gate is about."""
        if self.gate in FORUMS:
            return "M-1"
        if self.gate in PLAN_GATES:
            return next(row["plan_id"] for row in self.rows["plans"] if row["case_id"] == "S-1")
        return "S-1"

    def papers(self, case_id: str) -> None:
        """Add concerns, consents, contracts, perspectives and events of a case."""
        pick = self.rng.choice
        for _ in self.some(2):
            self.add("concerns", concern_id=self.new_id("concerns"), case_id=case_id, raised_on=self.day(),
                     raised_by_role="class_teacher", text="Uro")
        for _ in self.some(5):
            self.add("consents", consent_id=self.new_id("consents"), case_id=case_id, given_on=self.day(),
                     kind=pick(("named_discussion", "ppr_referral", "ppv", "pku", "sharing")), form="written",
                     valid_until=self.maybe(self.day, 0.3), withdrawn_on=self.maybe(self.day, 0.3),
                     givers_required=pick((1, 2)), givers=pick((1, 2)))
        for _ in self.some(3):
            self.add("contracts", contract_id=self.new_id("contracts"), case_id=case_id, agreed_on=self.day(),
                     review_on=self.maybe(self.day),
                     parties=pick((("school", "home"), ("school",), ("ppr", "home", "school"))),
                     text="Vi ringes ved")
        for _ in self.some(9):
            self.add("perspectives", perspective_id=self.new_id("perspectives"), case_id=case_id, by_role="parent",
                     perspective=pick(list(TABLES["perspectives"].model_fields["perspective"].annotation)).value,
                     recorded_on=self.day(), text="Det går bedre")
        for _ in self.some(9):
            self.add("events", event_id=self.new_id("events"), case_id=case_id, kind=pick(EVENTS),
                     occurred_on=self.day(), ended_on=self.maybe(self.day, 0.2),
                     topic=self.maybe(lambda: pick(("ppv", "pku"))))

    def plan(self, case_id: str) -> None:
        """Add a plan with its goals, signs, measures and evaluations."""
        pick, start = self.rng.choice, self.day()
        texts = {name: self.maybe("Ja", 0.8) for name in (
            "basis", "responsible_leader", "child_voice", "parent_perspective", "form_purpose", "form_content",
            "form_method", "form_pedagogy", "home_community")}
        reasons = {f"{name}_missing_reason": self.maybe("Nej", 0.3) for name in ("child_voice", "parent_perspective")}
        plan_id = self.new_id("plans")
        self.add("plans", plan_id=plan_id, case_id=case_id, level=pick(("preventive", "targeted", "intensive")),
                 scope=pick(("community", "pupil")), starts_on=start, evaluation_due_on=self.maybe(self.day),
                 ends_on=self.maybe(lambda: start + timedelta(days=pick((0, 1, 200, 365, 366, 367)))), **texts,
                 **reasons)
        for _ in self.some(2):
            goal_id = self.new_id("goals")
            self.add("goals", goal_id=goal_id, plan_id=plan_id, text="Ro", target=pick(("context", "individual")))
            for _sign in range(self.rng.choice((0, 1, 1, 2))):
                self.add("signs", sign_id=self.new_id("signs"), goal_id=goal_id, text="Bøgerne er fremme")
        for _ in self.some(4):
            self.measure(plan_id=plan_id, case_id=self.maybe(case_id, 0.5))
        for _ in self.some(2):
            self.add("evaluations", evaluation_id=self.new_id("evaluations"), plan_id=plan_id, evaluated_on=self.day(),
                     result=pick(("met", "partly", "insufficient", "unclear")), decision=self.maybe("adjust", 0.8))

    def measure(self, **where: Any) -> None:
        self.add("measures", measure_id=self.new_id("measures"), text="To voksne", actor_role=self.rng.choice(ROLES),
                 target=self.rng.choice(("context", "individual")), starts_on=self.maybe(self.day, 0.8), **where)

    def meeting(self, meeting_id: str, forum: str, school_id: str) -> None:
        """Add a meeting with its list, agenda and actions."""
        pick, case_ids = self.rng.choice, ("S-1", "S-2", "S-3")
        case_id = pick(case_ids) if forum == "dialogue" else self.maybe(lambda: pick(case_ids), 0.3)
        held = self.maybe(self.day)
        self.add("meetings", meeting_id=meeting_id, forum=forum, school_id=school_id, case_id=case_id,
                 planned_on=self.maybe(self.day), held_on=held, agenda_sent_on=self.maybe(self.day),
                 minutes_written_on=self.maybe(self.day), chair_role=self.maybe(lambda: pick(ROLES[:7]), 0.9))
        crowd = pick((0.3, 0.6, 0.95))
        for role in ROLES:
            if self.rng.random() < crowd:
                self.add("participants", meeting_id=meeting_id, role=role, person="p", present=self.rng.random() < 0.95)
        for _ in self.some(6):
            about = self.maybe(lambda: pick(case_ids))
            self.add("agenda_items", item_id=self.new_id("agenda_items"), meeting_id=meeting_id, case_id=about,
                     topic="Ro", position=self.rng.randint(1, 6), part=pick(("system", "individual", "wondering")),
                     anonymity=self.maybe(lambda: pick(("anonymous", "consent", "parents_present", "statutory")), 0.9),
                     minutes_planned=self.maybe(lambda: pick((10, 25, 50, 60, 70))), discussed=self.maybe(True))
        for _ in self.some(2):
            status = pick(("open", "open", "done", "done", "cancelled"))
            self.add("actions", action_id=self.new_id("actions"), meeting_id=meeting_id, text="Ringe", status=status,
                     case_id=self.maybe(lambda: pick(case_ids), 0.6), owner_role=self.maybe("ppr", 0.9),
                     due_on=self.maybe(self.day, 0.9), done_on=self.day() if status == "done" else None)
        for _ in self.some(1):
            self.measure(meeting_id=meeting_id, case_id=self.maybe(lambda: pick(case_ids)))

    def carry(self) -> None:
        """Let some agenda items take up an action of some meeting."""
        for item in self.rows["agenda_items"]:
            if self.rows["actions"] and self.rng.random() < 0.3:
                item["carried_from"] = self.rng.choice(self.rows["actions"])["action_id"]


def history(gate: str, seed: int) -> History:
    """Return the history of a seed; the same seed tells the same."""
    return Teller(gate, seed).tell()
