"""The papers of a meeting: what each of them promises."""

import re
from datetime import time
from itertools import pairwise

import pytest
from lxml import html

from samrum_kit.domain.vocabulary import ItemOutcome
from samrum_kit.locale import speaking
from samrum_kit.report.packet import papers
from tests.builders import action, case, consent, day, item, measure, meeting, participant, plan
from tests.report.packet.meetings import HOME, by_name, material_of, page_of, planned


def text_of(page):
    """Return the words of a page with single blanks."""
    (main,) = html.document_fromstring(page).iter("main")
    return re.sub(r"\s+", " ", main.text_content())


def rows_of(page, table=0):
    """Return the cells of one of a page's tables, row by row, without its headings."""
    found = html.document_fromstring(page).findall(".//table")[table]
    return [[re.sub(r"\s+", " ", cell.text_content()).strip() for cell in row] for row in found.iterfind("tbody/tr")]


def named_item(**fields):
    return item(**{"case_id": "S-1", "anonymity": "consent", "minutes_planned": 30, "prepared_by_role": "ppr"} | fields)


def test_the_papers_come_in_the_order_in_which_a_meeting_needs_them():
    material = material_of("samrum", planned(), *by_name(), named_item())
    assert [paper.name for paper in papers(material)] == [
        "dagsorden-samrum-SK-1-2026-03-09", "sag-S-1-2026-03-09", "aftaler-samrum-SK-1-2026-03-09",
        "opsamling-samrum-SK-1-2026-03-09", "referat-samrum-SK-1-2026-03-09",
    ]  # fmt: skip


@pytest.mark.parametrize("forum", HOME)
def test_a_meeting_without_a_case_has_its_papers_too(forum):
    facts = (case(closed_on=day(-5), closed_as="handled"),)
    names = [paper.name.partition("-")[0] for paper in papers(material_of(forum, *facts))]
    assert names == ["dagsorden", "aftaler", "opsamling", "referat"]


@pytest.mark.parametrize("forum", HOME)
def test_every_page_is_one_heading_deep_and_its_tables_have_captions_and_scopes(forum):
    facts = (planned(forum), *by_name(), participant("parent"), named_item(),
             meeting("M-0", forum=forum, held_on=day(-9)), action(meeting_id="M-0", case_id="S-1"), plan(),
             measure(case_id="S-1"))  # fmt: skip
    for paper in papers(material_of(forum, *facts)):
        page = html.document_fromstring(paper.page)
        levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
        for table in page.iter("table"):
            assert table.find("caption") is not None
            assert all(heading.get("scope") for heading in table.iter("th"))


def test_the_same_meeting_gives_the_same_pages():
    facts = (planned(), *by_name(), named_item())
    assert list(papers(material_of("samrum", *facts))) == list(papers(material_of("samrum", *facts)))


def test_a_norwegian_meeting_speaks_norwegian():
    with speaking("nb"):
        material = material_of("ressursteam", planned("ressursteam"), *by_name(), named_item())
        pages = list(papers(material))
    assert [paper.kind for paper in pages][:2] == ["Agenda", "Saksnotat S-1"]
    assert 'lang="nb"' in pages[0].page
    assert "Grunnlag for drøfting" in pages[0].page


def test_the_agenda_counts_minutes_and_their_sum():
    facts = (planned(), *by_name(), named_item(), named_item(item_id="I-2", position=2, minutes_planned=15))
    rows = rows_of(page_of(material_of("samrum", *facts), "dagsorden"))
    assert ["1", "S-1 En elevsag", "Med samtykke", "PPR", "30", "30"] in rows
    assert ["2", "S-1 En elevsag", "Med samtykke", "PPR", "15", "45"] in rows


def test_the_agenda_goes_by_the_clock_where_the_start_is_known():
    facts = (planned(), *by_name(), named_item(), named_item(item_id="I-2", position=2, minutes_planned=15))
    page = page_of(material_of("samrum", *facts, at=time(12, 45)), "dagsorden")
    assert [row[-1] for row in rows_of(page)][1:3] == ["12.45–13.15", "13.15–13.30"]
    assert "kl. 12.45" in text_of(page)


def test_the_agenda_names_who_comes_by_role():
    facts = (planned("ressursteam"), case(), participant("speech_therapist"), participant("parent", person="p2"),
             participant("school_nurse", person="p3"))  # fmt: skip
    words = text_of(page_of(material_of("ressursteam", *facts), "dagsorden"))
    assert "Faste deltagere" in words
    assert re.search(r"Inviteret til dette møde\s*Logopæd, Forælder\b(?!,)", words)
    assert "p2" not in words


def test_the_agenda_says_what_to_bring_in_numbers_alone():
    facts = (case(), meeting("M-0", held_on=day(-20)), action("A-1", meeting_id="M-0", case_id="S-1"),
             action("A-2", meeting_id="M-0", case_id="S-1"), plan(evaluation_due_on=day(-3)),
             consent(valid_until=day(3)))  # fmt: skip
    words = text_of(page_of(material_of("samrum", planned(), *facts), "dagsorden"))
    assert "Hvordan det er gået med de 2 åbne aftaler." in words
    assert "Evaluering af den plan, hvor fristen er overskredet eller ligger inden for 14 dage." in words
    assert "Et nyt samtykke i stedet for det, der er ophørt eller snart udløber" in words


def test_the_agreements_stand_by_owner_and_say_how_late_they_are():
    facts = (planned(), *by_name(), named_item(), meeting("M-0", held_on=day(-20)),
             action("A-1", meeting_id="M-0", case_id="S-1", text="Ringe hjem", due_on=day(-1)),
             action("A-2", meeting_id="M-0", text="Bestille lokale", owner_role="ppr", due_on=day(3), result="Næsten"),
             action("A-3", meeting_id="M-0", text="Uden ejer", owner_role=None, due_on=None))  # fmt: skip
    page = page_of(material_of("samrum", *facts), "aftaler")
    headings = [heading.text_content() for heading in html.document_fromstring(page).iter("h2")]
    assert headings == ["Klasselærer", "PPR", "Uden ansvarlig"]
    assert rows_of(page, 0)[0][:3] == ["Ringe hjem", "S-1", "8. marts 20261 dag over fristen"]
    assert rows_of(page, 1)[0][-1] == "Næsten"
    assert rows_of(page, 2)[0][2] == "–"


def test_what_was_done_since_the_last_meeting_is_told_with_how_it_went():
    facts = (planned(), *by_name(), named_item(), meeting("M-0", held_on=day(-20)), meeting("M-9", held_on=day(-60)),
             action("A-1", meeting_id="M-0", case_id="S-1", text="Ringe hjem", status="done", done_on=day(-5),
                    result="Aftalt en tid"),
             action("A-9", meeting_id="M-9", text="Gammelt", status="done", done_on=day(-40)))  # fmt: skip
    page = page_of(material_of("samrum", *facts), "aftaler")
    assert rows_of(page, 0) == [["Ringe hjem", "S-1", "Klasselærer", "4. marts 2026", "Aftalt en tid"]]
    assert "Gammelt" not in page


def test_the_recap_has_a_row_for_every_measure_with_the_community_first():
    facts = (planned(), *by_name("S-1"), case("S-2", kind="class"), named_item(),
             item("I-2", position=2, case_id="S-2", part="system", minutes_planned=10),
             plan(evaluation_due_on=day(7)),
             measure("T-1", target="individual", text="En fast voksen", starts_on=day(-9), actor_role="ppr"),
             measure("T-2", target="context", text="To voksne", starts_on=None),
             measure("T-3", plan_id=None, meeting_id="M-1", case_id="S-2", text="Faste makkere"))  # fmt: skip
    assert rows_of(page_of(material_of("samrum", *facts), "opsamling")) == [
        ["Klasse: S-2"],
        ["Faste makkere", "Kontekst/fællesskab", "Klasselærer", "18. januar 2026", "–"],
        ["Elev: S-1"],
        ["To voksne", "Kontekst/fællesskab", "Klasselærer", "ikke begyndt", "16. marts 2026"],
        ["En fast voksen", "Individ", "PPR", "28. februar 2026", "16. marts 2026"],
    ]


def test_the_recap_of_a_case_without_the_name_keeps_its_words_back():
    facts = (planned(), case(), named_item(anonymity="anonymous"), plan(), measure(text="To voksne"))
    rows = rows_of(page_of(material_of("samrum", *facts), "opsamling"))
    assert rows[:2] == [
        ["Elev: punkt 1, uden navn"],
        ["se sagsnotatet", "Kontekst/fællesskab", "Klasselærer", "18. januar 2026", "–"],
    ]


def test_the_minutes_form_has_room_and_ticks_for_every_item():
    facts = (planned(), *by_name(), named_item(), item("I-2", position=2, part="system", topic="Fravær"))
    material = material_of("samrum", *facts)
    words = text_of(page_of(material, "referat"))
    items = material.sharing.items
    assert words.count("Drøftet") == len(items)
    for outcome in ItemOutcome:
        assert words.count(f"☐ {outcome.label('da')}") == len(items)
    assert "1. S-1: En elevsag" in words
    assert "2. Fravær" in words
    assert "☐ PPR" in words
