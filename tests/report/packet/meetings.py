"""Meetings to make papers of: a few records in, the pages by their kind out."""

from datetime import time
from functools import cache
from typing import Any

from samrum_kit.domain.vocabulary import Forum
from samrum_kit.models import CollaborationModel, shipped_models
from samrum_kit.report.packet import Material, papers
from samrum_kit.review.preparation import prepare
from samrum_kit.review.registry import signatures
from tests.builders import (
    TODAY,
    Fact,
    action,
    case,
    concern,
    consent,
    day,
    evaluation,
    item,
    measure,
    meeting,
    observation,
    perspective,
    plan,
    pupil,
    school_file_of,
    series,
)

HOME = {
    Forum.SAMRUM: "aalborg_samrum",
    Forum.DIALOGUE: "aalborg_samrum",
    Forum.TRIVSELSFORUM: "trivselsforum_ssp",
    Forum.RESSURSTEAM: "baerum_ressursteam",
    Forum.TEAM: "haderslev",
    Forum.PKU: "haderslev",
    Forum.NETWORK: "samarbejdsguiden",
}
"""The model that describes each forum."""

CROWD = 15
"""The cases of a crowded meeting."""


@cache
def models() -> dict[str, CollaborationModel]:
    """Return the models that come with the package."""
    return shipped_models(signatures())


def planned(forum: str = "samrum", **fields: Any) -> Fact:
    """Return a meeting that is planned for today."""
    return meeting(**{"forum": forum, "held_on": None, "planned_on": TODAY} | fields)


def material_of(forum: str, *facts: Fact, at: time | None = None) -> Material:
    """Return what the papers of today's meeting of a forum are made from."""
    model = models()[HOME[Forum(forum)]]
    school = school_file_of(*facts)
    return Material(prepare(school, model, Forum(forum), TODAY), school, model, at)


def pages_of(material: Material) -> dict[str, str]:
    """Return the page of every paper by the name of its file."""
    return {paper.name: paper.page for paper in papers(material)}


def page_of(material: Material, kind: str) -> str:
    """Return the one page whose file's name begins with a word."""
    (found,) = [page for name, page in pages_of(material).items() if name.startswith(f"{kind}-")]
    return found


def by_name(case_id: str = "S-1", **fields: Any) -> tuple[Fact, ...]:
    """Return a pupil's case that may be discussed by name."""
    number = case_id.rpartition("-")[2]
    pupil_id = f"ELEV-{number:0>4}"
    return (
        pupil(pupil_id),
        case(case_id, pupil_id=pupil_id, **fields),
        consent(f"C-{case_id}", case_id=case_id, valid_until=day(200)),
    )


def monster(case_id: str = "S-1", *, measures: int = 60, characters: int = 5000) -> tuple[Fact, ...]:
    """Return everything about a case in which every text is long and every list too."""
    sentence = "Det er beskrevet, at der er ro i timerne, når dagen er kendt, og at pauserne fylder mere. "
    text = (sentence * 200)[:characters]
    plans = [
        plan(f"P-{case_id}-{number}", case_id=case_id, scope="pupil", level="targeted",
             starts_on=day(-600 + number * 20), evaluation_due_on=day(-1), child_voice=text, parent_perspective=text)
        for number in range(12)
    ]  # fmt: skip
    tried = [
        measure(f"T-{case_id}-{number}", plan_id=plans[number % 12].plan_id, case_id=case_id, text=text,
                target="context" if number % 2 else "individual", starts_on=day(-500 + number), ends_on=day(-1))
        for number in range(measures)
    ]  # fmt: skip
    found = [evaluation(f"EV-{one.plan_id}", plan_id=one.plan_id, evaluated_on=day(-5), text=text, decision="continue")
             for one in plans]  # fmt: skip
    voices = [("pupil", "child"), ("parent", "parents"), ("class_teacher", "child"), ("ppr", "parents")] * 5
    told = [perspective(f"PE-{case_id}-{number}", case_id=case_id, by_role=role, perspective=about, text=text)
            for number, (role, about) in enumerate(voices)]  # fmt: skip
    owed = [action(f"A-{case_id}-{number}", meeting_id="M-0", case_id=case_id, text=text, due_on=day(-number))
            for number in range(20)]  # fmt: skip
    raised = [concern(f"B-{case_id}", case_id=case_id, text=text)]
    consents = [consent(f"C-{case_id}-{number}", case_id=case_id, kind=kind, given_on=day(-40 - number))
                for number, kind in enumerate(["ppv", "pku", "viso", "sharing", "ppr_referral"] * 3)]  # fmt: skip
    counted = [series(f"MS-{case_id}-{number}", case_id=case_id, title=text[:600]) for number in range(6)]
    points = [observation(day(-300 + number * 7), series_id=one.series_id, phase=f"{number // 10} {text[:200]}",
                          value=number % 7) for one in counted for number in range(40)]  # fmt: skip
    return (*plans, *tried, *found, *told, *owed, *raised, *consents, *counted, *points)


def crowded() -> tuple[Fact, ...]:
    """Return a meeting with fifteen pupils' cases on its agenda, each as long as a case can be."""
    facts: list[Fact] = [planned(), meeting("M-0", held_on=day(-30))]
    for number in range(1, CROWD + 1):
        case_id = f"S-{number}"
        facts += by_name(case_id)
        facts += monster(case_id, measures=20, characters=900)
        facts.append(item(f"I-{number}", position=number, case_id=case_id, anonymity="consent", minutes_planned=6))
    return tuple(facts)
