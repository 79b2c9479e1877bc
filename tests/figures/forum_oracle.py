"""How a forum keeps to its form, as the models define it, slowly and row by row; shares nothing with the product."""

from datetime import timedelta
from itertools import pairwise

from tests.figures.oracle_numbers import how_many, mean, median_until, number, share

MANAGEMENT_AND_STAFF = {
    "school_management", "principal", "department_head", "special_ed_coordinator", "resource_person", "class_teacher",
    "contact_teacher", "class_team", "learning_centre_adviser", "behaviour_adviser", "wellbeing_officer",
    "milieu_teacher", "social_teacher", "school_counsellor", "intermediate_form_staff",
}  # fmt: skip


class Town:
    """The rows of the schools that are asked about, as they were known on a day."""

    def __init__(self, rows, schools, first, last, as_of, *, is_school_day=None):
        self.rows, self.schools, self.first, self.last, self.as_of = rows, schools, first, last, as_of
        self.is_school_day = is_school_day
        self.kinds = {case["case_id"]: case["kind"] for case in rows["cases"]}

    def known(self, day):
        return day is not None and day <= self.as_of

    def within(self, day):
        return self.known(day) and self.first <= day <= self.last

    def meetings(self, forum):
        return [m for m in self.rows["meetings"] if m["forum"] == forum and m["school_id"] in self.schools]

    def held(self, forum):
        met = [m for m in self.meetings(forum) if self.within(m["held_on"])]
        return sorted(met, key=lambda m: (m["held_on"], m["meeting_id"]))

    def of(self, table, meeting):
        return [row for row in self.rows[table] if row["meeting_id"] == meeting["meeting_id"]]

    def discussed(self, forum):
        return [(m, item) for m in self.held(forum) for item in self.of("agenda_items", m) if item["discussed"] is True]


def forum_meetings(town, forum, _permanent):
    return {"meetings": number(len(town.held(forum))), "items": number(len(town.discussed(forum)))}


def meeting_documents(town, forum, _permanent):
    answers = {"agenda": [], "minutes": [], "actions": []}
    for meeting in town.held(forum):
        answers["agenda"].append(_agenda(town, forum, meeting))
        answers["minutes"].append(_minutes(town, forum, meeting))
        answers["actions"].append(_actions(town, meeting))
    found = {}
    for what, told in answers.items():
        yes, no, unknown = (sum(one is answer for one in told) for answer in (True, False, None))
        found[what] = share(yes, yes + no, unknown)
        found[f"{what}.unknown"] = number(unknown)
    return found


def _ever_written(town, forum, meeting, day):
    """Whether the school has ever written such a day down for the forum."""
    return any(town.known(one[day]) for one in town.meetings(forum) if one["school_id"] == meeting["school_id"])


def _agenda(town, forum, meeting):
    sent = meeting["agenda_sent_on"]
    if town.known(sent):
        return sent <= meeting["held_on"]
    return False if _ever_written(town, forum, meeting, "agenda_sent_on") else None


def _minutes(town, forum, meeting):
    if town.known(meeting["minutes_written_on"]):
        return True
    if (town.as_of - meeting["held_on"]).days < 14:
        return None
    return False if _ever_written(town, forum, meeting, "minutes_written_on") else None


def _actions(town, meeting):
    actions = town.of("actions", meeting)
    if any(action["owner_role"] and action["due_on"] for action in actions):
        return True
    written = actions or [item for item in town.of("agenda_items", meeting) if item["discussed"] is True]
    return False if written else None


def participants(town, forum, permanent):
    kept, stayed, met = [], [], False
    for school in sorted(town.schools):
        meetings = [m for m in town.held(forum) if m["school_id"] == school and m["case_id"] is None]
        met = met or bool(meetings)
        listed = [town.of("participants", m) for m in meetings if town.of("participants", m)]
        there = [{(p["role"], p["person"]) for p in people if p["present"] is True and p["role"] in permanent[school]}
                 for people in listed]  # fmt: skip
        kept += [len(before & after) / len(before) for before, after in pairwise(there) if before]
        if len(there) > 1 and there[0]:
            stayed.append(len(there[0] & there[-1]) / len(there[0]))
    return {"next": mean(kept), "first_to_last": mean(stayed)} if met else {}


def lead_time(town, forum, _permanent):
    asked = [m for m in town.meetings(forum) if town.within(m["requested_on"])]
    waits = []
    for meeting in asked:
        over = town.known(meeting["held_on"])
        end = meeting["held_on"] if over else town.as_of
        days = [meeting["requested_on"] + timedelta(n) for n in range((end - meeting["requested_on"]).days)]
        waits.append((sum(town.is_school_day is None or town.is_school_day(day) for day in days), over))
    if not waits:
        return {}
    decided = [(days, over) for days, over in waits if over or days > 5]
    return {
        "requests": number(len(waits)),
        "open": number(sum(not over for _days, over in waits)),
        "median": {**number(median_until(waits)), "of": len(waits)},
        "ad_hoc": share(sum(over and days <= 5 for days, over in decided), len(decided)),
    }


def consent_before(town, forum, _permanent):
    counts = {"consent": 0, "parents": 0, "neither": 0}
    for meeting, item in town.discussed(forum):
        if town.kinds.get(item["case_id"]) != "individual" or item["anonymity"] == "anonymous":
            continue
        parents = any(p["role"] == "parent" and p["present"] is True for p in town.of("participants", meeting))
        if any(_in_force(town, consent, item["case_id"], meeting["held_on"]) for consent in town.rows["consents"]):
            counts["consent"] += 1
        else:
            counts["parents" if parents else "neither"] += 1
    return {what: share(count, sum(counts.values())) for what, count in counts.items()}


def _in_force(town, consent, case, day):
    withdrawn = consent["withdrawn_on"] if town.known(consent["withdrawn_on"]) else None
    return (
        consent["case_id"] == case and consent["kind"] == "named_discussion" and consent["given_on"] <= day
        and (consent["valid_until"] is None or day <= consent["valid_until"])
        and (withdrawn is None or day < withdrawn) and consent["givers"] >= consent["givers_required"]
    )  # fmt: skip


def general_prevention(town, forum, _permanent):
    by_kind = {"individual": "child", "system": "general", "class": "class", "group": "class"}
    by_part = {"system": "general", "individual": "child"}
    coded = [by_kind.get(town.kinds.get(item["case_id"]), by_part.get(item["part"]))
             for _meeting, item in town.discussed(forum)]  # fmt: skip
    return how_many(("general", "class", "child"), coded, "unknown")


def services_absent(town, forum, permanent):
    missed = {}
    for school in sorted(town.schools):
        lists = [town.of("participants", m) for m in town.held(forum) if m["school_id"] == school]
        if any(lists):
            there = {p["role"] for people in lists for p in people if p["present"] is True}
            for role in permanent[school]:
                if role not in MANAGEMENT_AND_STAFF | {"parent", "pupil"}:
                    missed.setdefault(role, []).append(role not in there)
    return {role: {**number(sum(away)), "of": len(away)} for role, away in missed.items()}
