"""Random schools: some cases, a year of meetings, agreements, plans, consents and events around one day."""

from datetime import timedelta
from random import Random
from typing import Any

from samrum_kit.domain.fields import Record
from tests.builders import (
    TODAY,
    action,
    case,
    concern,
    consent,
    evaluation,
    event,
    item,
    measure,
    meeting,
    participant,
    perspective,
    plan,
)

CANARY = "<b>Kanariefugl</b>"
"""Stands in every free text."""
OFFSETS = (-420, -366, -340, -200, -90, -40, -21, -20, -10, -3, -1, 0)
KINDS = ("individual", "individual", "individual", "individual", "group", "class", "system")
FORUMS = ("samrum", "samrum", "dialogue", "trivselsforum", "ressursteam", "team")


class RandomSchool:
    """Invents the records of a school from a seed; with `planned`, today's meeting is recorded for the forum."""

    def __init__(self, seed: int, forum: str, *, planned: bool) -> None:
        self.rng = Random(seed)
        self.case_ids = [f"S-{n}" for n in range(self.rng.randint(1, 9))]
        self.records: list[Record] = [record for case_id in self.case_ids for record in self._case(case_id)]
        meetings = [(f"M-{n}", self.rng.choice(FORUMS), {"held_on": self._day()})
                    for n in range(self.rng.randint(0, 6))]
        if planned:
            meetings.append(("M-now", forum, {"held_on": None, "planned_on": TODAY}))
        for meeting_id, of_forum, days in meetings:
            self.records += self._meeting(meeting_id, of_forum, days)

    def _day(self) -> Any:
        return TODAY + timedelta(days=self.rng.choice(OFFSETS))

    def _ahead(self) -> Any:
        return TODAY + timedelta(days=self.rng.choice((-60, -20, -1, 0, 5, 14, 15, 30, 31, 90)))

    def _often(self) -> bool:
        return self.rng.random() < 0.5

    def _case(self, case_id: str) -> list[Record]:
        made: list[Record] = [case(case_id, kind=self.rng.choice(KINDS), title=CANARY, first_concern_on=self._day(),
                                   open_social_case=self.rng.choice((True, False, None)))]
        if self._often():
            made.append(plan(f"P-{case_id}", case_id=case_id, starts_on=self._day(), evaluation_due_on=self._ahead(),
                             context=CANARY, basis=CANARY))
            made.append(measure(f"T-{case_id}", plan_id=f"P-{case_id}", text=CANARY, starts_on=self._day()))
            if self._often():
                made.append(evaluation(f"EV-{case_id}", plan_id=f"P-{case_id}", evaluated_on=self._day(), text=CANARY))
        if self._often():
            made.append(consent(f"C-{case_id}", case_id=case_id, given_on=self._day(), document=CANARY,
                                valid_until=self.rng.choice((None, self._ahead())), givers=self.rng.choice((1, 2))))
        if self._often():
            made.append(concern(f"B-{case_id}", case_id=case_id, raised_on=self._day(), text=CANARY))
            made.append(perspective(f"PE-{case_id}", case_id=case_id, recorded_on=self._day(), text=CANARY))
        if self._often():
            made.append(event(f"H-{case_id}", case_id=case_id, kind=self.rng.choice(("placement", "revisitation")),
                              occurred_on=self._day(), text=CANARY))
        return made

    def _meeting(self, meeting_id: str, forum: str, days: dict[str, Any]) -> list[Record]:
        made: list[Record] = [
            meeting(meeting_id, forum=forum, case_id=self._some_case() if forum == "dialogue" else None, **days),
            participant("ppr", meeting_id=meeting_id, present=self._often())]
        for n in range(self.rng.randint(0, 4)):
            case_id = self.rng.choice((None, self._some_case()))
            part = self.rng.choice(("system", "individual", "wondering"))
            made.append(item(f"I-{meeting_id}-{n}", meeting_id=meeting_id, position=self.rng.randint(1, 3), part=part,
                             case_id=case_id, topic=CANARY, anonymity=self.rng.choice(("anonymous", "consent")),
                             minutes=CANARY, minutes_planned=self.rng.choice((None, 5, 10, 12.5, 40)),
                             discussed=self.rng.choice((True, False, None)),
                             outcome=self.rng.choice((None, "continue"))))
        made += [action(f"A-{meeting_id}-{n}", meeting_id=meeting_id, text=CANARY, result=CANARY,
                        case_id=self.rng.choice((None, self._some_case())), due_on=self._ahead())
                 for n in range(self.rng.randint(0, 3))]
        return made

    def _some_case(self) -> str:
        return self.rng.choice(self.case_ids)
