"""A case without the name: whatever is known of it reaches the brief of that case and no other paper."""

import pytest

from samrum_kit.report.packet import invitation, papers
from tests.builders import (
    action,
    case,
    concern,
    day,
    evaluation,
    event,
    goal,
    item,
    measure,
    meeting,
    perspective,
    plan,
    pupil,
    sign,
)
from tests.report.packet.meetings import by_name, material_of, page_of, planned

TOKEN = "MÆRKET"


def marked(name):
    """Return a text or an id that must not be found outside the brief."""
    return f"{TOKEN}-{name}"


def hidden_case(kind="individual"):
    """Return a case in which every text and every id is marked."""
    secret, made = marked("sag"), marked("plan")
    return (
        pupil(marked("elev"), class_name=marked("klasse")),
        case(secret, kind=kind, pupil_id=marked("elev") if kind == "individual" else None, class_name=marked("klasse"),
             title=marked("emne"), responsible_leader=marked("leder")),
        concern(marked("bekymring"), case_id=secret, raised_on=day(-3), text=marked("b"), tried_so_far=marked("bt")),
        perspective(marked("perspektiv"), case_id=secret, text=marked("p")),
        plan(made, case_id=secret, context=marked("ramme"), child_voice=marked("stemme"), evaluation_due_on=day(-2)),
        goal(marked("mål"), plan_id=made, text=marked("m")),
        sign(marked("tegn"), goal_id=marked("mål"), text=marked("t")),
        measure(marked("tiltag"), plan_id=made, case_id=secret, text=marked("tekst")),
        evaluation(marked("evaluering"), plan_id=made, text=marked("e")),
        event(marked("hændelse"), case_id=secret, text=marked("h")),
        meeting(marked("møde"), held_on=day(-30), case_id=secret),
        action(marked("aftale"), meeting_id=marked("møde"), case_id=secret, text=marked("a"), result=marked("r")),
        action(marked("gjort"), meeting_id=marked("møde"), case_id=secret, text=marked("g"), status="done",
               done_on=day(-2), result=marked("gr")),
        item(marked("punkt"), case_id=secret, topic=marked("emne"), anonymity="anonymous", prepared_by_role="ppr"),
    )  # fmt: skip


@pytest.mark.parametrize("forum", ["samrum", "trivselsforum", "ressursteam", "team"])
@pytest.mark.parametrize("kind", ["individual", "class", "group"])
def test_nothing_of_a_case_without_the_name_leaves_its_brief(forum, kind):
    facts = [fact.model_copy(update={"forum": forum}) if fact.table == "meetings" else fact
             for fact in hidden_case(kind)]  # fmt: skip
    material = material_of(forum, planned(forum), *facts, *by_name("S-2"),
                           item("I-2", case_id="S-2", position=2, anonymity="consent"))  # fmt: skip
    leaking = {paper.name for paper in papers(material) if TOKEN in paper.page or TOKEN in paper.name}
    assert leaking == {f"sag-{marked('sag')}-2026-03-09"}
    assert TOKEN.encode() not in invitation(material)


def test_a_case_that_lacks_its_consent_is_as_silent_as_an_anonymous_one():
    material = material_of("pku", planned("pku"), *hidden_case())
    leaking = {paper.name for paper in papers(material) if TOKEN in paper.page}
    assert leaking == {f"sag-{marked('sag')}-2026-03-09"}


def test_a_case_that_the_forum_must_not_discuss_is_not_told_by_that_either():
    secret = case(title=marked("emne"), open_social_case=True)
    material = material_of("trivselsforum", planned("trivselsforum"), secret, item(case_id="S-1", anonymity="consent"))
    shared = [paper.page for paper in papers(material) if not paper.name.startswith("sag-")]
    assert not [page for page in shared if TOKEN in page or "S-1" in page or "Familie- og" in page]


def test_a_proposed_item_about_a_pupil_is_as_silent_as_a_recorded_one():
    facts = [fact for fact in hidden_case() if fact.table != "agenda_items"]
    material = material_of("samrum", *facts)
    assert marked("sag") in material.analysis.agenda.case_ids
    leaking = {paper.name for paper in papers(material) if TOKEN in paper.page}
    assert leaking == {f"sag-{marked('sag')}-2026-03-09"}


def test_the_titles_of_papers_hold_ids_and_days_and_never_what_a_case_is_called():
    item_by_name = item(case_id="S-1", anonymity="consent")
    material = material_of("samrum", planned(), *by_name(title=marked("emne")), item_by_name)
    titles = [paper.page.split("<title>")[1].split("</title>")[0] for paper in papers(material)]
    assert not [title for title in titles if TOKEN in title]
    assert "Sagsnotat · S-1 · 9. marts 2026" in titles
    assert "Dagsorden · SamRumsmøde · SK-1 · 9. marts 2026" in titles


@pytest.mark.parametrize("kind", ["class", "system", "individual"])
def test_the_words_about_one_case_do_not_tell_of_another_that_is_not_named(kind):
    said = f"Samme aftale som i {marked('sag')}, {marked('sag').lower()}-P1 og {marked('elev')}s klasse, se S-2."
    own = by_name("S-2") if kind == "individual" else (case("S-2", kind=kind),)
    material = material_of(
        "samrum", planned(), *hidden_case(), *own,
        item("I-2", case_id="S-2", position=2, anonymity="consent", topic=said),
        item("I-3", position=3, part="system", topic=said),
        measure("T-2", plan_id=None, meeting_id="M-1", case_id="S-2", text=said),
        meeting("M-0", held_on=day(-30)),
        action("A-2", meeting_id="M-0", case_id="S-2", text=said, result=said),
        action("A-3", meeting_id="M-0", text=said, status="done", done_on=day(-2), result=said),
    )  # fmt: skip
    leaking = {paper.name for paper in papers(material) if TOKEN.casefold() in paper.page.casefold()}
    assert leaking == {f"sag-{marked('sag')}-2026-03-09", "sag-S-2-2026-03-09"}
    assert "Samme aftale som i [anden sag]" in page_of(material, "aftaler")


def test_an_agreement_that_an_item_without_the_name_follows_up_is_read_in_its_brief_alone():
    facts = [fact for fact in hidden_case() if fact.table != "agenda_items"]
    open_one, done_one = marked("åben"), marked("lukket")
    material = material_of(
        "samrum", planned(), *facts,
        item("I-1", case_id=marked("sag"), anonymity="anonymous", carried_from="A-1"),
        item("I-2", case_id=marked("sag"), anonymity="anonymous", carried_from="A-2", position=2),
        meeting("M-0", held_on=day(-30)),
        action("A-1", meeting_id="M-0", text=open_one, result=open_one),
        action("A-2", meeting_id="M-0", text=done_one, result=done_one, status="done", done_on=day(-2)),
    )  # fmt: skip
    leaking = {paper.name for paper in papers(material) if TOKEN in paper.page}
    assert leaking == {f"sag-{marked('sag')}-2026-03-09"}
    assert open_one in page_of(material, "sag")
    assert page_of(material, "aftaler").count("punkt 1, 2, uden navn") == 4


def test_where_the_words_of_a_withheld_agreement_stand_is_where_they_are_found():
    agreements = page_of(material_of("samrum", planned(), *hidden_case()), "aftaler")
    kept_back, done = agreements.split("Udført siden sidste møde")
    assert "Ordlyden står i sagsnotatet" in kept_back
    assert "Ordlyden står i sagsforløbet" in done
    assert "sagsnotatet" not in done
