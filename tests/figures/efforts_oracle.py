"""Efforts, revisitation and steps, as the models define them, row by row; shares nothing with the product."""

from datetime import date

from tests.figures.oracle_numbers import how_many, median_until, number, share

STEPS = (
    ("referral", {"ppv_referral", "ppt_referral"}),
    ("assessment", {"ppv_received", "expert_assessment"}),
    ("decision", {"leader_decision", "individual_decision", "pku_decision", "refusal"}),
)


def _cases(town):
    return {case["case_id"]: case for case in town.rows["cases"] if case["school_id"] in town.schools}


def _plans(town):
    return {plan["plan_id"]: plan for plan in town.rows["plans"]}


def _started(town):
    """The measures of these schools that started in the period: by their meeting's school, else by their case's."""
    at = {meeting["meeting_id"]: meeting["school_id"] for meeting in town.rows["meetings"]}
    of_case = {case["case_id"]: case["school_id"] for case in town.rows["cases"]}
    plans = _plans(town)
    found = []
    for measure in town.rows["measures"]:
        case = measure["case_id"] or (plans[measure["plan_id"]]["case_id"] if measure["plan_id"] else None)
        school = at[measure["meeting_id"]] if measure["meeting_id"] else of_case.get(case)
        if school in town.schools and town.within(measure["starts_on"]):
            found.append(measure)
    return found


def level_mix(town):
    plans = {name: plan for name, plan in _plans(town).items() if town.known(plan["starts_on"])}
    levels = [plans[one["plan_id"]]["level"] if one["plan_id"] in plans else None for one in _started(town)]
    return how_many(("preventive", "targeted", "intensive"), levels, "unknown")


def both_sides(town):
    sides = []
    for plan in _plans(town).values():
        if plan["case_id"] in _cases(town) and town.within(plan["starts_on"]):
            targets = {str(one["target"]) for one in town.rows["measures"]
                       if one["plan_id"] == plan["plan_id"] and town.known(one["starts_on"])}  # fmt: skip
            names = {"context,individual": "both", "context": "community", "individual": "child"}
            sides.append(names.get(",".join(sorted(targets))))
    return how_many(("both", "community", "child"), sides, "unknown")


def carried_out(town):
    told = [one["carried_out"] for one in _started(town)]
    return how_many(("fully", "partly", "no"), [None if how == "unknown" else how for how in told], "unknown")


def tried_before_intrusive(town):
    found = []
    for event in town.rows["events"]:
        if event["kind"] == "pku_referral" and event["case_id"] in _cases(town) and town.within(event["occurred_on"]):
            day = event["occurred_on"]
            evaluated = {one["plan_id"] for one in town.rows["evaluations"] if one["evaluated_on"] < day}
            before = [plan for name, plan in _plans(town).items() if plan["starts_on"] < day and name in evaluated]
            levels = {str(plan["level"]) for plan in before if plan["case_id"] == event["case_id"]}
            earlier = levels - {"intensive"}
            found.append("both" if len(earlier) == 2 else earlier.pop() if earlier else "neither")
    return how_many(("both", "preventive", "targeted", "neither"), found)


def placements(town):
    """The placements that stand, with the day on which their year ends, that which is due first before the others."""
    found = []
    for event in town.rows["events"]:
        stands = event["kind"] == "placement" and town.known(event["occurred_on"]) and not town.known(event["ended_on"])
        if stands and event["case_id"] in _cases(town):
            looked_at = [one["occurred_on"] for one in town.rows["events"]
                         if one["kind"] == "revisitation" and one["case_id"] == event["case_id"]
                         and town.known(one["occurred_on"])]  # fmt: skip
            due = _a_year_after(max([event["occurred_on"], *looked_at]))
            found.append((due, event["event_id"], event["case_id"], event["occurred_on"]))
    return [{"case": case, "placed": placed.isoformat(), "due": due.isoformat(), "overdue": town.as_of > due}
            for due, _event, case, placed in sorted(found)]  # fmt: skip


def _a_year_after(day):
    return date(day.year + 1, 3, 1) if (day.month, day.day) == (2, 29) else date(day.year + 1, day.month, day.day)


def revisitation(town):
    standing = placements(town)
    return {"active": number(len(standing)), "overdue": number(sum(one["overdue"] for one in standing))}


def time_by_step(town):
    on_their_way = {name: case["first_concern_on"] for name, case in _cases(town).items()
                    if town.within(case["first_concern_on"])}  # fmt: skip
    found = {}
    for step, kinds in STEPS:
        ways = {name: _way(town, step, kinds, name, since) for name, since in on_their_way.items()}
        how = [ending for _days, ending in ways.values()]
        found[f"{step}.cases"] = number(len(ways))
        for ending, part in (("reached", "reached"), ("closed", "closed"), (None, "open")):
            found[f"{step}.{part}"] = share(how.count(ending), len(ways))
        waits = [(days, ending is not None) for days, ending in ways.values()]
        found[f"{step}.median"] = {**number(median_until(waits)), "of": len(ways)}
        on_their_way = {name: date.fromordinal(since.toordinal() + ways[name][0])
                        for name, since in on_their_way.items() if ways[name][1] == "reached"}  # fmt: skip
    return found


def _way(town, step, kinds, name, since):
    """How many days a case was on its way to a step, and how the way ended: by whichever came first."""
    case = _cases(town)[name]
    own = [event for event in town.rows["events"] if event["case_id"] == name and event["kind"] in kinds]
    came = [event["occurred_on"] for event in own if since <= event["occurred_on"] <= town.as_of]
    closed = case["closed_on"] if town.known(case["closed_on"]) else None
    referred = closed is not None and case["closed_as"] == "referred"
    if step == "referral" and referred and closed >= since:
        came.append(closed)
    ends = [(day, 0, "reached") for day in came]
    ends += [(closed, 1, "closed")] if closed is not None and not referred else []
    day, _place, how = min(ends, default=(town.as_of, 2, None))
    return (day - since).days, how
