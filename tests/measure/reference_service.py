"""How reference cases are put to the counts of a service, method by method."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from samrum_kit.domain.vocabulary import Level
from samrum_kit.measure.counts import mix
from samrum_kit.measure.durations import duration, mean_of_ended
from samrum_kit.measure.meetings import continuity, lead_time, presence
from samrum_kit.measure.team_work import SystemMeasure, team_work
from samrum_kit.measure.yearly import yearly_review
from tests.measure.reference_single_case import plain

Given = Mapping[str, Any]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def of_durations(given: Given) -> dict[str, Any]:
    as_of = date.fromisoformat(given["as_of"])
    found = {case["id"]: duration(date.fromisoformat(case["first"]), day(case["closed"] or case["referred"]), as_of)
             for case in given["cases"]}  # fmt: skip
    how = {case["id"]: "referred" if case["referred"] else "closed" for case in given["cases"]}
    return {
        "duration_days": {name: one.days for name, one in found.items()},
        "event": {name: how[name] if one.ended else "open" for name, one in found.items()},
        "n_open": sum(not one.ended for one in found.values()),
        "mean_of_finished_only": plain(mean_of_ended(list(found.values()))),
    }


def of_meetings(given: Given) -> dict[str, Any]:
    meetings = given["meetings"]
    measures = [SystemMeasure(one["staff"], one["from_individual"]) for m in meetings for one in m["system_measures"]]
    items = [(meeting["system_cases"], meeting["individual_cases"]) for meeting in meetings]
    found = team_work(items, measures, sum(meeting["individual_measures"] for meeting in meetings))
    return {
        "n_meetings": found.meetings, "system_cases": found.system_items, "individual_cases": found.individual_items,
        "individual_cases_per_meeting": plain(found.individual_items_per_meeting),
        "system_measures": found.system_measures,
        "system_measures_from_individual": found.system_measures_from_individual,
        "individual_measures": found.individual_measures,
        "staff_per_system_measure_mean": plain(found.staff.mean),
        "staff_missing": found.staff.measures_without_number,
        "share_system_measures": plain(found.share_of_system_measures),
    }  # fmt: skip


def of_presence(given: Given) -> dict[str, Any]:
    found = presence([{"ja": True, "nej": False, "ukendt": None}[value] for value in given["values"]])
    return {
        "n": found.n, "yes": found.yes, "no": found.no, "unknown": found.unknown,
        "share_known": plain(found.of_known), "share_lower": plain(found.at_least),
        "share_upper": plain(found.at_most),
    }  # fmt: skip


def of_continuity(given: Given) -> dict[str, Any]:
    found = continuity([frozenset(meeting) for meeting in given["meetings"]])
    return {
        "retention": [plain(share) for share in found.kept], "mean_retention": plain(found.mean_kept),
        "retention_first_to_last": plain(found.first_to_last), "jaccard": [plain(share) for share in found.alike],
    }  # fmt: skip


def of_lead_time(given: Given) -> dict[str, Any]:
    requests = [(date.fromisoformat(one["asked"]), day(one["held"])) for one in given["requests"]]
    found = lead_time(requests, date.fromisoformat(given["as_of"]))
    return {
        "days": [one.days for one in found.durations], "event": [int(one.ended) for one in found.durations],
        "n_ad_hoc_within_5": found.ad_hoc,
    }  # fmt: skip


def of_levels(given: Given) -> dict[str, Any]:
    levels = {level.label("da").lower(): level for level in Level}
    found = mix([levels.get(name) for name in given["measures"]], list(Level))
    return {"n": found.known, "share": {name: plain(found.share(level)) for name, level in levels.items()}}


def of_reviews(given: Given) -> dict[str, Any]:
    as_of = date.fromisoformat(given["as_of"])
    active = [one for one in given["placements"] if one["ended"] is None or date.fromisoformat(one["ended"]) > as_of]
    found = {one["id"]: yearly_review(date.fromisoformat(one["placed"]), day(one["last_review"]), as_of)
             for one in active}  # fmt: skip
    return {
        "due": {name: one.due.isoformat() for name, one in found.items()},
        "status": {name: "overskredet" if one.overdue else "i_tide" for name, one in found.items()},
        "n_active": len(found), "n_overdue": sum(one.overdue for one in found.values()),
    }  # fmt: skip


METHODS: Mapping[str, Callable[[Given], Any]] = {
    "case_durations": of_durations,
    "meeting_key_figures": of_meetings,
    "document_presence": of_presence,
    "participant_continuity": of_continuity,
    "lead_time": of_lead_time,
    "level_mix": of_levels,
    "annual_review": of_reviews,
}
