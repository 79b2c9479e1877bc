"""The ressursteam figures as the contract words them, slowly and clause by clause; shares nothing with the product."""

from fractions import Fraction
from statistics import median

HORIZON = 180


def figures(rows, schools, first, last, as_of):
    """rows: {table: [dict]} with dates as date; schools: set of ids."""
    def within(day):
        return day is not None and first <= day <= last and day <= as_of

    team = {m["meeting_id"]: m for m in rows["meetings"]
            if m["forum"] == "ressursteam" and m["school_id"] in schools and m["held_on"] and m["held_on"] <= as_of}
    held = {name for name, m in team.items() if within(m["held_on"])}
    items = [i for i in rows["agenda_items"] if i["meeting_id"] in held and i["discussed"] is True]
    individual_items = sum(i["part"] == "individual" for i in items)
    measures = [m for m in rows["measures"] if m["meeting_id"] in team and within(m["starts_on"])]
    system = [m for m in measures if m["target"] == "context"]
    kinds = {c["case_id"]: c["kind"] for c in rows["cases"]}
    staff = [m["staff_benefiting"] for m in system if m["staff_benefiting"] is not None]
    return {
        "meetings_held": len(held),
        "system_items_discussed": sum(i["part"] == "system" for i in items),
        "system_measures_started": len(system),
        "staff_benefiting": {"measures_with_number": len(staff), "participations": _whole(sum(staff)),
                             "median": _whole(median(staff)) if staff else None},
        "individual_items_discussed": individual_items,
        "individual_items_per_meeting": individual_items / len(held) if held else None,
        "system_measures_from_individual": sum(kinds.get(m["case_id"]) == "individual" for m in system),
        "individual_measures_started": sum(m["target"] == "individual" for m in measures),
        "time_from_concern": _times([c for c in rows["cases"]
                                     if c["school_id"] in schools and within(c["first_concern_on"])], as_of),
    }


def _whole(number):
    return int(number) if number == int(number) else number


def _times(cases, as_of):
    found = []
    for case in cases:
        over = case["closed_on"] is not None and case["closed_on"] <= as_of
        end = case["closed_on"] if over else as_of
        how = ("referred" if case["closed_as"] == "referred" else "closed") if over else "open"
        found.append(((end - case["first_concern_on"]).days, how))
    ended = [d for d, how in found if how != "open"]
    survival = Fraction(1)
    at = {"closed": Fraction(0), "referred": Fraction(0)}
    mid, area, before = None, Fraction(0), 0
    at_horizon, survival_at_horizon = dict(at), survival
    for day in sorted(set(ended)):
        risk = sum(d >= day for d, _ in found)
        if day <= HORIZON:
            area += survival * (day - before)
            before = day
        for how in at:
            at[how] += survival * Fraction(sum(d == day and h == how for d, h in found), risk)
        survival *= 1 - Fraction(sum(d == day and h != "open" for d, h in found), risk)
        if day <= HORIZON:
            at_horizon, survival_at_horizon = dict(at), survival
        if mid is None and survival <= Fraction(1, 2):
            mid = day
    area += survival_at_horizon * (HORIZON - before)
    followed = any(d >= HORIZON for d, _ in found)
    told = bool(found) and (followed or survival_at_horizon == 0)
    return {
        "cases": len(found),
        "closed": sum(h == "closed" for _, h in found), "referred": sum(h == "referred" for _, h in found),
        "open": sum(h == "open" for _, h in found),
        "median_days": mid, "horizon_days": HORIZON,
        "mean_days_within_horizon": float(area) if told else None,
        "share_closed": float(at_horizon["closed"]) if told else None,
        "share_referred": float(at_horizon["referred"]) if told else None,
        "share_open": float(survival_at_horizon) if told else None,
    }
