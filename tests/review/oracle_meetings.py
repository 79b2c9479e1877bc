"""The second reading of the rules on meetings (see oracle.py)."""

DOCUMENTED, MISSING, NOT_RELEVANT = "documented", "missing", "not_relevant"
MANAGEMENT = {"school_management", "principal", "department_head"}
STAFF = MANAGEMENT | {"special_ed_coordinator", "resource_person", "class_teacher", "contact_teacher", "class_team",
                      "learning_centre_adviser", "behaviour_adviser", "wellbeing_officer", "milieu_teacher",
                      "social_teacher", "school_counsellor", "intermediate_form_staff"}
TEAM = {"principal", "department_head", "special_ed_coordinator", "ppr", "school_nurse", "contact_teacher"}
FIXED = {"primary": TEAM | {"milieu_teacher"}, "lower_secondary": TEAM | {"social_teacher", "school_counsellor"}}
FIXED["combined"] = FIXED["primary"] | FIXED["lower_secondary"]


class Told:
    """A meeting as a report would tell it on a day."""

    def __init__(self, rows, meeting_id, as_of):
        self.rows, self.as_of = rows, as_of
        self.row = next(m for m in rows["meetings"] if m["meeting_id"] == meeting_id)
        self.held = is_held(self.row, as_of)
        self.day = self.row["held_on"] if self.held else self.row["planned_on"]
        self.items = [i for i in rows["agenda_items"] if i["meeting_id"] == meeting_id]
        self.actions = [a for a in rows["actions"] if a["meeting_id"] == meeting_id]
        listed = [p for p in rows["participants"] if p["meeting_id"] == meeting_id]
        self.roles = {p["role"] for p in listed if p["present"] or not self.held}
        sent, written = self.row["agenda_sent_on"], self.row["minutes_written_on"]
        self.agenda_sent = sent if sent and sent <= as_of else None
        self.minutes_written = bool(written and written <= as_of)

    def case(self, case_id):
        return next(c for c in self.rows["cases"] if c["case_id"] == case_id)

    def items_of_kinds(self, *kinds):
        return [i for i in self.items if i["case_id"] and self.case(i["case_id"])["kind"] in kinds]

    def part(self, part):
        return [i for i in self.items if i["part"] == part]

    def consent(self, case_id, kind):
        """A consent in force on the meeting's day, by what is known today."""
        for c in self.rows["consents"]:
            known = c["case_id"] == case_id and c["kind"] == kind and c["given_on"] <= self.as_of
            if not known or self.day is None:
                continue
            withdrawn = c["withdrawn_on"] if c["withdrawn_on"] and c["withdrawn_on"] <= self.as_of else None
            if (c["given_on"] <= self.day and (not c["valid_until"] or c["valid_until"] >= self.day)
                    and (not withdrawn or withdrawn > self.day) and c["givers"] >= c["givers_required"]):
                return True
        return False

    def others(self, forum):
        return [m for m in self.rows["meetings"] if m["forum"] == forum and m["school_id"] == self.row["school_id"]
                and m["meeting_id"] != self.row["meeting_id"]]

    def earlier(self, forum):
        return [m for m in self.others(forum)
                if is_held(m, self.as_of) and (self.day is None or m["held_on"] < self.day)]


def is_held(meeting, as_of):
    return meeting["held_on"] is not None and meeting["held_on"] <= as_of


def yes(truth):
    return DOCUMENTED if truth else MISSING


def rule(function):
    return lambda rows, meeting_id, as_of: function(Told(rows, meeting_id, as_of))


def if_any(things, test):
    return yes(all(test(thing) for thing in things)) if things else NOT_RELEVANT


def named_needs_basis(told):
    def holds(item):
        return {"anonymous": True, "statutory": True, None: False,
                "consent": told.consent(item["case_id"], "named_discussion"),
                "parents_present": "parent" in told.roles}[item["anonymity"]]
    return if_any(told.items_of_kinds("individual"), holds)


def parents_or_consent(told):
    named = [i for i in told.items_of_kinds("individual") if i["anonymity"] != "anonymous"]
    return if_any(named, lambda i: "parent" in told.roles or told.consent(i["case_id"], "named_discussion"))


def own_resources_first(told):
    def tried(item):
        plans = [p["plan_id"] for p in told.rows["plans"] if p["case_id"] == item["case_id"]]
        return told.day is not None and any(
            m["actor_role"] in STAFF and m["starts_on"] and m["starts_on"] <= told.as_of and m["starts_on"] < told.day
            for m in told.rows["measures"] if m["case_id"] == item["case_id"] or m["plan_id"] in plans)
    return if_any(told.items_of_kinds("individual", "group", "class"), tried)


def dialogue_follow_up(told):
    waiting = []
    for dialogue in told.earlier("dialogue"):
        agreed = [a for a in told.rows["actions"] if a["meeting_id"] == dialogue["meeting_id"]]
        between = [s for s in told.earlier("samrum") if s["held_on"] > dialogue["held_on"]]
        if agreed and not between:
            waiting.append(dialogue)
    cases = {i["case_id"] for i in told.items}
    return if_any(waiting, lambda d: told.day is not None and d["case_id"] in cases)


def parent_acceptance(told):
    return yes(told.consent(told.row["case_id"], "ppr_referral")) if "ppr" in told.roles else NOT_RELEVANT


def coordinated_later(told):
    if not told.actions:
        return NOT_RELEVANT
    for m in told.others("samrum"):
        when = m["held_on"] if is_held(m, told.as_of) else m["planned_on"]
        about = any(i["meeting_id"] == m["meeting_id"] and i["case_id"] == told.row["case_id"]
                    for i in told.rows["agenda_items"])
        if about and when and told.day and when > told.day:
            return DOCUMENTED
    return MISSING


def pupil_heard(told):
    voices = [p for p in told.rows["plans"]
              if p["case_id"] == told.row["case_id"] and p["starts_on"] <= told.as_of and p["child_voice"]]
    return yes("pupil" in told.roles or voices)


def action_plan(told):
    return yes(told.actions and all(a["owner_role"] and a["due_on"] for a in told.actions))


def hour_each(told):
    return yes(all(50 <= sum(i["minutes_planned"] or 0 for i in told.part(part)) <= 70
                   for part in ("system", "individual")))


def system_first(told):
    return yes(not any(i["position"] < s["position"] for i in told.part("individual") for s in told.part("system")))


def team_members(told):
    kind = next(s for s in told.rows["schools"] if s["school_id"] == told.row["school_id"])["school_type"]
    return yes(FIXED[kind] <= told.roles) if kind in FIXED else NOT_RELEVANT


def carry_over(told):
    def was_open(action):
        if action["status"] == "done" and action["done_on"] > told.as_of:
            return True
        if action["status"] == "done":
            return told.day is not None and action["done_on"] > told.day
        return action["status"] == "open"

    held = [m["meeting_id"] for m in told.earlier("ressursteam")]
    waiting = [a for a in told.rows["actions"] if a["meeting_id"] in held and was_open(a)]
    return if_any(waiting, lambda a: told.day is not None and any(
        i["carried_from"] == a["action_id"] or (a["case_id"] and i["case_id"] == a["case_id"]) for i in told.items))


def social(told):
    return yes(not any(told.case(i["case_id"])["open_social_case"] for i in told.items_of_kinds("individual")))


MEETING_RULES = {name: rule(function) for name, function in {
    "samrum.members": lambda told: yes(told.roles & MANAGEMENT and {"ppr", "resource_person"} <= told.roles),
    "samrum.chair": lambda told: yes(told.row["chair_role"] in MANAGEMENT),
    "samrum.named_needs_basis": named_needs_basis,
    "samrum.own_resources_first": own_resources_first,
    "samrum.dialogue_follow_up": dialogue_follow_up,
    "dialogue.parent_acceptance": parent_acceptance,
    "dialogue.parties": lambda told: yes({"parent", "ppr"} <= told.roles and told.roles & STAFF),
    "dialogue.chair": lambda told: yes(told.row["chair_role"] == "ppr"),
    "dialogue.agreed_actions": lambda told: yes(told.actions),
    "dialogue.coordinated_later": coordinated_later,
    "dialogue.pupil_heard": pupil_heard,
    "trivselsforum.agenda": lambda told: yes(told.agenda_sent and told.day and told.agenda_sent <= told.day),
    "trivselsforum.minutes": lambda told: yes(told.minutes_written),
    "trivselsforum.action_plan": action_plan,
    "trivselsforum.parents_or_consent": parents_or_consent,
    "trivselsforum.no_open_social_case": social,
    "trivselsforum.general_prevention": lambda told: yes(told.part("system")),
    "trivselsforum.ssp_present": lambda told: yes("ssp" in told.roles),
    "ressursteam.agenda_in_advance": lambda told: yes(told.agenda_sent and told.day and told.agenda_sent < told.day),
    "ressursteam.minutes": lambda told: yes(told.minutes_written),
    "ressursteam.action_log": action_plan,
    "ressursteam.system_and_individual": lambda told: yes(told.part("system") and told.part("individual")),
    "ressursteam.hour_each": hour_each,
    "ressursteam.system_first": system_first,
    "ressursteam.members": team_members,
    "ressursteam.chair": lambda told: yes(told.row["chair_role"] in MANAGEMENT),
    "ressursteam.carry_over": carry_over,
    "ressursteam.anonymous_wondering":
        lambda told: if_any(told.part("wondering"), lambda i: i["anonymity"] == "anonymous"),
}.items()}
