"""The brief of a case: what was tried first, then the child's words; two pages at most, and nothing lost in silence."""

import re
import subprocess

import pytest
from lxml import html

from samrum_kit.report import FORMATS
from samrum_kit.report.look import OWN_LOOK
from samrum_kit.report.packet import papers
from samrum_kit.report.packet.papers import BRIEF_PAGES
from samrum_kit.report.pdf import pdf_pages
from tests.builders import (
    action,
    case,
    consent,
    day,
    evaluation,
    item,
    measure,
    meeting,
    observation,
    perspective,
    plan,
    series,
)
from tests.report.packet.meetings import CROWD, by_name, crowded, material_of, monster, page_of, planned


def brief_of(*facts, forum="samrum", **fields):
    """Return the brief of the case S-1."""
    about = item(**{"case_id": "S-1", "anonymity": "consent", "minutes_planned": 30} | fields)
    return page_of(material_of(forum, planned(forum), about, *facts), "sag")


def sections(page):
    """Return the words of each part of a page by its heading."""
    (main,) = html.document_fromstring(page).iter("main")
    found, heading = {}, ""
    for part in main:
        if part.tag in {"h1", "h2"}:
            heading = part.text_content()
            found[heading] = ""
        elif heading:
            found[heading] += f" {part.text_content()}"
    return {heading: re.sub(r"\s+", " ", words).strip() for heading, words in found.items()}


def test_measures_and_what_came_of_them_stand_before_everything_else():
    assert list(sections(brief_of(*by_name())))[1:] == [
        "Tiltag og virkning", "Barnets egne ord", "Forældrenes perspektiv", "Aftaler, frister og krav", "Samtykke",
    ]  # fmt: skip


def test_a_measure_is_told_with_who_since_when_and_whether_it_was_carried_out():
    facts = (*by_name(), plan(),
             measure("T-1", target="individual", text="En fast voksen", starts_on=day(-9)),
             measure("T-2", text="To voksne", starts_on=day(-50), ends_on=day(-20), carried_out="partly"),
             measure("T-3", text="Faste makkere", starts_on=day(-30)))  # fmt: skip
    words = sections(brief_of(*facts))["Tiltag og virkning"]
    told = ["I læringsfællesskabet", "Faste makkere", "To voksne", "18. januar 2026", "17. februar 2026",
            "Delvist", "Omkring den enkelte", "En fast voksen"]  # fmt: skip
    assert "Klasselærer" in words
    assert [words.index(one) for one in told] == sorted(words.index(one) for one in told)


def test_an_evaluation_stands_in_its_own_words_and_a_plan_without_one_says_so():
    facts = (*by_name(), plan(),
             evaluation(result="insufficient", decision="adjust", text="Det hjalp kun om mandagen."),
             plan("P-2", evaluation_due_on=day(5)))  # fmt: skip
    words = sections(brief_of(*facts))["Tiltag og virkning"]
    assert "Ikke tilstrækkeligbesluttet: Justér" in words
    assert "Det hjalp kun om mandagen." in words
    assert "endnu ikke evalueret" in words
    assert "skal evalueres senest den 14. marts 2026" in words


def points(phase, values, week=0, **fields):
    """Return a measurement each week."""
    return [observation(day(-200 + 7 * (week + n)), phase=phase, value=value, **fields)
            for n, value in enumerate(values)]  # fmt: skip


def test_what_was_measured_is_told_in_sentences_with_the_trend_and_the_caveat():
    facts = (*by_name(), series(title="Uro", improvement="decrease"), *points("Før", [10, 9, 8, 7, 6]),
             *points("Indsats", [6, 5, 5, 5, 4, 4], 5), *points("Opfølgning", [4, 4, 3], 11),
             series("SE-2", title="Ro i timen"))  # fmt: skip
    words = sections(brief_of(*facts))["Tiltag og virkning"]
    assert "Uro (SE-1): I »Indsats« (6 målinger) lå tallene typisk på 5, i »Opfølgning« (3 målinger) på 4." in words
    assert "I »Indsats« var tallene allerede på vej ned" in words
    assert "Tallene viser et sammenfald i tid, ikke en årsag." in words
    assert "Ro i timen (SE-2): Der er ikke målt noget endnu." in words
    assert words.index("Uro") < words.index("Ro i timen")
    assert re.search(r"PND|Tau|Mann", words) is None


def test_phases_with_long_names_are_told_by_their_numbers_and_that_is_said():
    long = "Indsats med to lærere i dansk og matematik og en fast plads ved vinduet"
    facts = (*by_name(), series(), *points("Før", [1, 2, 3]), *points(long, [4, 5, 6], 3))
    words = sections(brief_of(*facts))["Tiltag og virkning"]
    assert "i »fase 2« (3 målinger) på 5" in words
    assert long not in words
    assert "fasernes fulde navne og alle målinger står i sagsforløbet for S-1." in words


def test_a_case_in_which_nothing_is_measured_has_no_word_of_it():
    assert "sammenfald" not in brief_of(*by_name())


def test_the_childs_own_words_stand_apart_from_what_others_tell():
    facts = (*by_name(), perspective(text="Jeg vil gerne sidde ved vinduet."),
             perspective("PE-2", by_role="class_teacher", text="Tavlen er svær at se."),
             plan(scope="pupil", child_voice_missing_reason="Samtalen er aftalt."),
             plan("P-2", scope="pupil", child_voice="Jeg kan godt lide gruppearbejde."))  # fmt: skip
    words = sections(brief_of(*facts))["Barnets egne ord"]
    order = ["Jeg kan godt lide gruppearbejde.", "Jeg vil gerne sidde ved vinduet.", "som andre har beskrevet det",
             "Tavlen er svær at se.", "Samtalen er aftalt."]  # fmt: skip
    assert sorted(order, key=words.index)[-3:] == order[-3:]
    assert all(one in words for one in order)


def test_the_parents_perspective_is_told_or_said_to_be_missing():
    assert "ikke skrevet ned" in sections(brief_of(*by_name()))["Forældrenes perspektiv"]
    told = sections(brief_of(*by_name(), plan(parent_perspective="Vi ser det samme hjemme.")))
    assert "Vi ser det samme hjemme." in told["Forældrenes perspektiv"]


def test_open_agreements_and_days_of_the_case_are_listed_and_those_of_others_are_not():
    facts = (*by_name(), *by_name("S-2"), meeting("M-0", held_on=day(-20)), plan(evaluation_due_on=day(-2)),
             action("A-1", meeting_id="M-0", case_id="S-1", text="Ringe hjem", due_on=day(-4)),
             action("A-2", meeting_id="M-0", case_id="S-2", text="Noget andet"))  # fmt: skip
    found = {paper.name: sections(paper.page) for paper in papers(material_of(
        "samrum", planned(), item(case_id="S-1", anonymity="consent", minutes_planned=30), *facts))}  # fmt: skip
    brief = found["sag-S-1-2026-03-09"]
    assert "Ringe hjem" in brief["Aftaler, frister og krav"]
    assert "4 dage over fristen" in brief["Aftaler, frister og krav"]
    assert "Plan P-1 skulle" in brief["Aftaler, frister og krav"]
    assert "Noget andet" not in str(brief)


def test_what_is_missing_is_said_with_its_source():
    page = brief_of(case(), forum="pku", anonymity="consent")
    words = sections(page)["Aftaler, frister og krav"]
    assert "Krav i gennemgangen »Henvisning til PKU« efter »" in words
    assert "(skal)" in words
    assert "ingen krav" in sections(brief_of(*by_name()))["Aftaler, frister og krav"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"valid_until": day(9)}, "Samtykket (Navngiven drøftelse) gælder til og med den 18. marts 2026."),
        ({"withdrawn_on": day(-3)}, "Samtykket (Navngiven drøftelse) blev trukket tilbage den 6. marts 2026."),
        ({"givers": 1}, "Samtykket (Navngiven drøftelse) er givet af 1 ud af 2, der skal give det."),
    ],
)
def test_a_consent_is_told_with_whether_it_is_in_force(fields, sentence):
    assert sentence in sections(brief_of(case(), consent(**fields)))["Samtykke"]


def test_the_brief_of_a_case_without_the_name_says_that_it_is_not_handed_out():
    assert "deles ikke ud" in brief_of(case(), anonymity="anonymous")
    assert "deles ikke ud" not in brief_of(*by_name())


def test_a_brief_that_has_room_leaves_nothing_out():
    page = brief_of(*by_name(), plan(), *[measure(f"T-{number}", text=f"Tiltag {number}") for number in range(9)])
    assert all(f"Tiltag {number}" in page for number in range(9))
    assert "forkortet" not in page
    assert "… og" not in page


@pytest.fixture(scope="module")
def monstrous():
    """Return the brief of a case with sixty measures, and texts of five thousand characters each."""
    return brief_of(*by_name(title="Meget lang " * 300), *monster(), meeting("M-0", held_on=day(-30)), forum="pku")


def test_the_brief_of_a_monstrous_case_says_what_it_leaves_out(monstrous):
    words = sections(monstrous)
    tried = words["Tiltag og virkning"]
    days = r"fra \d+\. \w+ 202\d til \d+\. \w+ 202\d"
    assert re.search(rf"… og \d+ tidligere tiltag {days}; se sagsforløbet for S-1\.", tried)
    assert re.search(r"\[forkortet: [\d.]+ tegn mere\]", tried)
    assert "resten står i sagsforløbet for S-1." in monstrous
    assert "tidligere udtalelse" in words["Barnets egne ord"]
    assert re.search(r"… og \d+ aftaler mere", words["Aftaler, frister og krav"])


def test_the_brief_of_a_monstrous_case_fits_two_pages(monstrous, tmp_path):
    assert pdf_pages(monstrous, OWN_LOOK) <= BRIEF_PAGES
    assert pages_in_word(monstrous, tmp_path) <= BRIEF_PAGES


def test_fifteen_long_cases_on_one_agenda_have_briefs_of_two_pages(tmp_path):
    material = material_of("samrum", *crowded())
    briefs = [paper.page for paper in papers(material) if paper.name.startswith("sag-")]
    assert len(briefs) == CROWD
    assert max(pdf_pages(brief, OWN_LOOK) for brief in briefs) <= BRIEF_PAGES
    assert max(pages_in_word(brief, tmp_path) for brief in briefs[:2]) <= BRIEF_PAGES


def pages_in_word(page, folder):
    """Return how many pages a Word document has when LibreOffice sets it."""
    document = folder / "notat.docx"
    document.write_bytes(FORMATS["docx"](page, OWN_LOOK))
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, document],
                   check=True, capture_output=True)  # fmt: skip
    told = subprocess.run(["pdfinfo", folder / "notat.pdf"], check=True, capture_output=True, text=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", told)[1])
