"""A second reading of the contract's rules, on plain rows: slow, literal, and knowing nothing of the package.

`status("ppv.goals", rows, "S-1", day)` says documented, missing or not_relevant. `rows` are lists of dicts by table, as
a workbook holds them. Where this reading and the engine differ, one of them has misread the contract.
"""

from datetime import date

from tests.review.oracle_meetings import MEETING_RULES

DOCUMENTED, MISSING, NOT_RELEVANT = "documented", "missing", "not_relevant"
PKU_AS_PPV = ("preventive_plan", "targeted_plan", "goals", "signs", "evaluation_date", "evaluated_each_level",
              "community_and_pupil", "child_voice", "parent_perspective", "external_adviser", "responsible_leader")
EXTERNAL = ("practice_adviser", "advisory_team", "psychologist", "family_counselling")


def status(requirement, rows, subject, as_of):
    """Say how a requirement stands for the case, plan or meeting with an id."""
    gate, _, name = requirement.partition(".")
    if gate == "pku" and name in PKU_AS_PPV:
        return status(f"ppv.{name}", rows, subject, as_of)
    if requirement in MEETING_RULES:
        return MEETING_RULES[requirement](rows, subject, as_of)
    if gate in {"mellemform", "handleplan"}:
        return plan_rule(requirement, rows, subject, as_of)
    if gate == "perspective":
        return yes(any(p["perspective"] == name for p in about(rows, "perspectives", subject, "recorded_on", as_of)))
    return CASE_RULES[requirement](rows, subject, as_of)


def yes(truth):
    return DOCUMENTED if truth else MISSING


def about(rows, table, case, dated, as_of):
    return [r for r in rows[table] if r["case_id"] == case and r[dated] is not None and r[dated] <= as_of]


def started_plans(rows, case, as_of, level=None, scope=None):
    return [p for p in about(rows, "plans", case, "starts_on", as_of)
            if level in (None, p["level"]) and scope in (None, p["scope"])]


def of(rows, table, parent, key):
    return [r for r in rows[table] if r[key] == parent[key]]


def evaluations(rows, plan, as_of):
    return [e for e in of(rows, "evaluations", plan, "plan_id") if e["evaluated_on"] <= as_of]


def started_measures(rows, case, as_of):
    """The case has a measure by its case_id or by its plan's case."""
    plans = [p["plan_id"] for p in rows["plans"] if p["case_id"] == case]
    mine = [m for m in rows["measures"] if m["case_id"] == case or m["plan_id"] in plans]
    return [m for m in mine if m["starts_on"] and m["starts_on"] <= as_of]


def every_started_plan(test, scope=None):
    def rule(rows, case, as_of):
        plans = started_plans(rows, case, as_of, scope=scope)
        return yes(plans != [] and all(test(rows, p, as_of) for p in plans))
    return rule


def some_plan(level):
    return lambda rows, case, as_of: yes(started_plans(rows, case, as_of, level))


def signs(rows, case, as_of):
    goals = [g for p in started_plans(rows, case, as_of) for g in of(rows, "goals", p, "plan_id")]
    return yes(goals and all(of(rows, "signs", g, "goal_id") for g in goals))


def evaluated_each_level(rows, case, as_of):
    for level in ("preventive", "targeted"):
        results = [e["result"] for p in started_plans(rows, case, as_of, level) for e in evaluations(rows, p, as_of)]
        if not set(results) & {"met", "partly", "insufficient"}:
            return MISSING
    return DOCUMENTED


def not_overdue(rows, plan, as_of):
    due = plan["evaluation_due_on"]
    return due is None or due >= as_of or evaluations(rows, plan, as_of) != []


def escalation(rows, case, as_of):
    targeted = started_plans(rows, case, as_of, "targeted")
    if not targeted:
        return MISSING
    first = min(p["starts_on"] for p in targeted)
    return yes(any(e["result"] in {"partly", "insufficient"} and e["evaluated_on"] <= first
                   for p in started_plans(rows, case, as_of, "preventive") for e in evaluations(rows, p, as_of)))


def community_and_pupil(rows, case, as_of):
    sides = set()
    for plan in started_plans(rows, case, as_of):
        sides.add(plan["scope"])
        for measure in of(rows, "measures", plan, "plan_id"):
            if measure["starts_on"] and measure["starts_on"] <= as_of:
                sides.add({"context": "community", "individual": "pupil"}[measure["target"]])
    return yes(sides == {"community", "pupil"})


def measures_at(rows, case, as_of, level):
    plans = [p["plan_id"] for p in started_plans(rows, case, as_of, level)]
    return [m for m in started_measures(rows, case, as_of) if m["plan_id"] in plans]


def external_adviser(rows, case, as_of):
    return yes(any(m["actor_role"] in EXTERNAL for m in measures_at(rows, case, as_of, "targeted")))


def several_measures(rows, case, as_of):
    return yes(all(len(measures_at(rows, case, as_of, level)) >= 2 for level in ("preventive", "targeted")))


def events(rows, case, as_of, kind):
    return [e for e in about(rows, "events", case, "occurred_on", as_of) if e["kind"] == kind]


def not_ended(found, as_of):
    return [e for e in found if e["ended_on"] is None or e["ended_on"] > as_of]


def consented(rows, case, as_of, kind):
    return any(c["kind"] == kind and c["givers"] >= c["givers_required"]
               and (c["valid_until"] is None or c["valid_until"] >= as_of)
               and (c["withdrawn_on"] is None or c["withdrawn_on"] > as_of)
               for c in about(rows, "consents", case, "given_on", as_of))


def parents_agree(rows, case, as_of, topic):
    agreements = not_ended(events(rows, case, as_of, "parent_agreement"), as_of)
    return any(e["topic"] == topic for e in agreements) or consented(rows, case, as_of, topic)


def held_days(rows, case, as_of, forum):
    """The days of held meetings of a forum whose case_id or one of whose items names the case."""
    found = []
    for m in rows["meetings"]:
        names = [m["case_id"]] + [i["case_id"] for i in of(rows, "agenda_items", m, "meeting_id")]
        if m["forum"] == forum and m["held_on"] and m["held_on"] <= as_of and case in names:
            found.append(m["held_on"])
    return found


def ppv_parent_agreement(rows, case, as_of):
    met = events(rows, case, as_of, "network_meeting") or held_days(rows, case, as_of, "network")
    return yes(met and parents_agree(rows, case, as_of, "ppv"))


def not_after_first(days, deciding):
    return any(d <= min(deciding) for d in days) if deciding else days != []


def days_of(rows, case, as_of, kind):
    return [e["occurred_on"] for e in events(rows, case, as_of, kind)]


def district_dialogue(rows, case, as_of):
    talks = days_of(rows, case, as_of, "district_dialogue") + held_days(rows, case, as_of, "district_council")
    return yes(not_after_first(talks, days_of(rows, case, as_of, "pku_referral")))


def party_hearing(rows, case, as_of):
    decisions = days_of(rows, case, as_of, "leader_decision")
    return yes(all(not_after_first(days_of(rows, case, as_of, kind), decisions)
                   for kind in ("case_statement", "party_hearing")))


def year_goals(rows, case, _as_of):
    return yes(any(p["level"] == "intensive" and of(rows, "goals", p, "plan_id") and p["ends_on"]
                   and (p["ends_on"] - p["starts_on"]).days <= 366
                   for p in rows["plans"] if p["case_id"] == case))


def anniversary(day):
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 3, 1)
    return date(day.year + 1, day.month, day.day)


def placements(rows, case, as_of):
    return [e["occurred_on"] for e in not_ended(events(rows, case, as_of, "placement"), as_of)]


def yearly(rows, case, as_of):
    active = placements(rows, case, as_of)
    if not active:
        return NOT_RELEVANT
    revisited = any(anniversary(d) >= as_of for d in days_of(rows, case, as_of, "revisitation"))
    return yes(all(revisited or anniversary(d) >= as_of for d in active))


def goals_evaluated(rows, case, as_of):
    if not any(anniversary(d) <= as_of for d in placements(rows, case, as_of)):
        return NOT_RELEVANT
    return yes(any(anniversary(e["evaluated_on"]) >= as_of
                   for p in started_plans(rows, case, as_of, "intensive") for e in evaluations(rows, p, as_of)))


def contract(rows, case, as_of):
    return yes(any({"school", "home"} <= set(c["parties"]) for c in about(rows, "contracts", case, "agreed_on", as_of)))


def contract_renewed(rows, case, as_of):
    known = about(rows, "contracts", case, "agreed_on", as_of)
    if not known:
        return NOT_RELEVANT
    newest = max(c["agreed_on"] for c in known)
    return yes(any(c["review_on"] and c["review_on"] >= as_of for c in known if c["agreed_on"] == newest))


def discussed(rows, case, as_of):
    held = [m["meeting_id"] for m in rows["meetings"]
            if m["forum"] == "ressursteam" and m["held_on"] and m["held_on"] <= as_of]
    return yes(any(i["meeting_id"] in held and i["case_id"] == case and i["discussed"] for i in rows["agenda_items"]))


def measures_tested(rows, case, as_of):
    evaluated = [p["plan_id"] for p in started_plans(rows, case, as_of) if evaluations(rows, p, as_of)]
    return yes(any(m["plan_id"] in evaluated for m in started_measures(rows, case, as_of)))


def filled(*names):
    return lambda _rows, plan, _as_of: any(plan[name] for name in names)


def happened(kind):
    return lambda rows, case, as_of: yes(events(rows, case, as_of, kind))


CASE_RULES = {
    "ppv.preventive_plan": some_plan("preventive"),
    "ppv.targeted_plan": some_plan("targeted"),
    "ppv.goals": every_started_plan(lambda rows, p, _: of(rows, "goals", p, "plan_id")),
    "ppv.signs": signs,
    "ppv.evaluation_date": every_started_plan(filled("evaluation_due_on")),
    "ppv.evaluated_each_level": evaluated_each_level,
    "ppv.no_overdue_evaluation": every_started_plan(not_overdue),
    "ppv.escalation_after_evaluation": escalation,
    "ppv.community_and_pupil": community_and_pupil,
    "ppv.child_voice": every_started_plan(filled("child_voice", "child_voice_missing_reason"), "pupil"),
    "ppv.parent_perspective": every_started_plan(
        filled("parent_perspective", "parent_perspective_missing_reason"), "pupil"),
    "ppv.external_adviser": external_adviser,
    "ppv.several_measures": several_measures,
    "ppv.data_basis": every_started_plan(filled("basis")),
    "ppv.parent_agreement": ppv_parent_agreement,
    "ppv.responsible_leader": every_started_plan(filled("responsible_leader")),
    "pku.ppv_received": happened("ppv_received"),
    "pku.school_referral": happened("school_referral"),
    "pku.parent_agreement": lambda rows, case, as_of: yes(parents_agree(rows, case, as_of, "pku")),
    "pku.psychologist_agreement":
        lambda rows, case, as_of: yes(not_ended(events(rows, case, as_of, "psychologist_agreement"), as_of)),
    "pku.district_dialogue": district_dialogue,
    "pku.party_hearing": party_hearing,
    "pku.year_goals": year_goals,
    "revisitation.yearly": yearly,
    "revisitation.goals_evaluated": goals_evaluated,
    "samarbejde.contract": contract,
    "samarbejde.contract_renewed": contract_renewed,
    "samarbejde.plan": lambda rows, case, as_of: yes(started_plans(rows, case, as_of)),
    "ppt.report_form": lambda rows, case, as_of: yes(about(rows, "concerns", case, "raised_on", as_of)),
    "ppt.discussed": discussed,
    "ppt.measures_tested": measures_tested,
    "ppt.system_measure":
        lambda rows, case, as_of: yes(any(m["target"] == "context" for m in started_measures(rows, case, as_of))),
}


def plan_rule(requirement, rows, plan_id, as_of):
    """A plan as it stands: goals and measures count as written; only evaluations are cut by the day."""
    plan = next(p for p in rows["plans"] if p["plan_id"] == plan_id)
    goals, measures = of(rows, "goals", plan, "plan_id"), of(rows, "measures", plan, "plan_id")
    actors = {m["actor_role"] for m in measures}
    decided = [e["decision"] for e in evaluations(rows, plan, as_of)]
    both = {r["target"] for r in goals + measures} == {"context", "individual"}
    if requirement == "handleplan.adjustment" and not decided:
        return NOT_RELEVANT
    return yes({
        "mellemform.described": all(plan[f"form_{part}"] for part in ("purpose", "content", "method", "pedagogy")),
        "mellemform.community_and_progress": both,
        "mellemform.goal_follow_up": goals and plan["evaluation_due_on"],
        "mellemform.parents": plan["parent_perspective"],
        "mellemform.child_voice": plan["child_voice"],
        "mellemform.belongs_to_community": plan["home_community"],
        "mellemform.limited_period": plan["ends_on"] and plan["ends_on"] > plan["starts_on"],
        "mellemform.teams_cooperate": "intermediate_form_staff" in actors and actors & {"class_team", "class_teacher"},
        "handleplan.goals": goals,
        "handleplan.measures": measures,
        "handleplan.evaluation": plan["evaluation_due_on"],
        "handleplan.adjustment": all(decided),
        "handleplan.dual_focus": both,
    }[requirement])
