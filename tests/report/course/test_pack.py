"""The pack for the committee: both sides of the work, both voices, what is enclosed and what is missing."""

import re

from samrum_kit.models import shipped_models
from samrum_kit.report.course import Pack
from samrum_kit.review.engine import review
from samrum_kit.review.registry import signatures
from tests import builders
from tests.builders import day, file_of
from tests.privacy.several import OWN_CASE
from tests.report.course.example import FACTS as EXAMPLE
from tests.report.course.example import text_of

FACTS = (
    builders.pupil(),
    builders.plan(parent_perspective="Vi leger hjemme."), builders.goal(), builders.sign(), builders.evaluation(),
    builders.measure(),
    builders.plan("P-2", scope="pupil", level="targeted", starts_on=day(-20),
                  parent_perspective_missing_reason="De var på rejse."),
    builders.goal("G-2", plan_id="P-2", target="individual", text="Finder en at lege med"),
    builders.measure("T-9", plan_id=None, case_id="S-1", meeting_id="M-1", target="individual"),
    builders.consent(document="Samtykke 12/b"),
    builders.perspective("PE-9", perspective="parents", by_role="parent", text="Vi er trygge."),
)  # fmt: skip


def pack_of(file):
    """Return the pack of a case, reviewed at the committee's gate."""
    return Pack(file, review(file, shipped_models(signatures())["haderslev"], "pku"))


def test_goals_measures_and_evaluations_stand_side_by_side_the_community_first():
    html = pack_of(file_of(*FACTS)).goals._repr_html_()
    assert re.findall(r"<h3>(.*?)</h3>", html) == [
        "I læringsfællesskabet", "Omkring eleven", "Tiltag ved siden af planerne",
    ]  # fmt: skip
    community, pupil = (re.findall(r"<tr><th scope=\"row\">.*?</tr>", part, re.DOTALL)
                        for part in html.split("<h3>")[1:3])  # fmt: skip
    assert [row.count("<td") for row in (*community, *pupil)] == [3, 3]
    assert "Klassen kommer roligt i gang." in community[0]
    assert "Delvist nået" in community[0]
    assert "Finder en at lege med" in pupil[0]


def test_an_empty_cell_says_what_is_lacking():
    text = text_of(pack_of(file_of(*FACTS)).goals)
    assert "Der er ikke beskrevet et tiltag." in text
    assert "Ikke evalueret." in text


def test_the_parents_are_heard_and_a_lack_of_it_has_its_reason():
    text = text_of(pack_of(file_of(*FACTS)).parents)
    assert [said for said in ("Vi er trygge.", "Vi leger hjemme.", "De var på rejse.") if said not in text] == []
    assert "ikke skrevet ned" in text_of(pack_of(file_of(builders.pupil())).parents)


def test_the_manifest_names_each_record_with_day_and_document_and_each_lack_with_its_source():
    file = file_of(*FACTS)
    pack = pack_of(file)
    text = text_of(pack.manifest)
    for told in ("P-1", "P-2", "PE-9", "T-9", "C-1", "Samtykke 12/b", "7. februar 2026"):
        assert told in text
    missing = pack.review.missing
    assert len(missing) > 5
    for finding in missing:
        assert finding.title in text
        assert " ".join(finding.quote.split()) in text
        assert finding.document_title in text


def test_a_pack_holds_nothing_of_another_case():
    others = [
        builders.case("S-9", kind="class"),
        builders.item("X1", meeting_id="EM", case_id="S-9", anonymity="consent", topic="ANDET"),
        builders.action("X2", meeting_id="EM", case_id="S-9", text="ANDET"),
    ]
    file = file_of(*EXAMPLE, *others, case_id=OWN_CASE)
    pack = pack_of(file)
    text = text_of(pack.parents, pack.goals, pack.manifest)
    assert "ANDET" not in text
    assert "2 punkter fra møderne handler om andet og er udeladt." in text

