"""What a psychologist reads: calm fragments, everything escaped, the child's words by themselves."""

import re
from html.parser import HTMLParser

import pytest

from samrum_kit.domain.vocabulary import Role
from samrum_kit.locale import speaking
from samrum_kit.review.engine import review
from samrum_kit.review.show import child_words_html, community_html, timeline_html
from tests.builders import (
    action,
    concern,
    consent,
    contract,
    day,
    evaluation,
    event,
    file_of,
    goal,
    item,
    measure,
    meeting,
    meeting_file_of,
    note,
    participant,
    perspective,
    plan,
    plan_file_of,
    sign,
)
from tests.review.examples import models

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
CASE = file_of(
    plan(context=HOSTILE, child_voice=HOSTILE), goal(text=HOSTILE), sign(text=HOSTILE), measure(text=HOSTILE),
    plan("P-2", level="targeted", scope="pupil", child_voice_missing_reason=HOSTILE), concern(text=HOSTILE),
    measure("T-2", plan_id="P-2", target="individual", text=HOSTILE), evaluation(text=HOSTILE), event(text=HOSTILE),
    perspective(text=HOSTILE), perspective("PE-2", by_role="class_teacher", text=HOSTILE), contract(text=HOSTILE),
    consent(kind="ppv"), meeting(forum="network", case_id="S-1"), note("ppv.several_measures", reason=HOSTILE))
MEETING = meeting_file_of(
    meeting(forum="dialogue", case_id="S-1", held_on=day(-3)), participant("ppr", person="Hemmelig/kode"),
    participant("parent"), participant("class_teacher"), action(), item(case_id="S-1", anonymity="consent"))


def fragments() -> dict[str, str]:
    """Return every fragment of a case and a review of each kind of subject."""
    return {
        "case": review(CASE, models()["haderslev"], "ppv")._repr_html_(),
        "plan": review(plan_file_of(plan(), goal()), models()["samarbejdsguiden"], "handleplan")._repr_html_(),
        "meeting": review(MEETING, models()["aalborg_samrum"], "dialogue_meeting")._repr_html_(),
        "timeline": timeline_html(CASE),
        "child": child_words_html(CASE),
        "community": community_html(CASE),
    }


class Reader(HTMLParser):
    """Reads a fragment as a screen reader would: tables, headings, text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += "" if "style" in self.open else data


every_fragment = pytest.mark.parametrize("name", fragments())


@every_fragment
def test_what_somebody_wrote_can_never_act(name: str) -> None:
    read = Reader(fragments()[name])
    assert read.open == []
    assert {tag for tag, _ in read.tags}.isdisjoint({"script", "img"})
    assert name in {"plan", "meeting"} or HOSTILE in read.text


@every_fragment
def test_every_table_has_a_caption_and_says_what_its_headers_head(name: str) -> None:
    tags = Reader(fragments()[name]).tags
    assert [tag for tag, _ in tags].count("table") == [tag for tag, _ in tags].count("caption")
    assert all(attributes.get("scope") in {"col", "row"} for tag, attributes in tags if tag == "th")
    headings = [tag for tag, _ in tags if tag[0] == "h" and tag[1:].isdigit()]
    assert headings[0] == "h2"
    assert set(headings) <= {"h2", "h3"}


@every_fragment
def test_there_is_no_percentage_and_no_link_out(name: str) -> None:
    read = Reader(fragments()[name])
    assert "%" not in read.text
    assert not any({"href", "src", "style"} & attributes.keys() for _, attributes in read.tags)


def test_a_review_says_what_where_when_and_counts_in_words() -> None:
    text = " ".join(Reader(fragments()["case"]).text.split())
    assert text.startswith("Gennemgang af sag S-1 Strategisk handleguide · Indstilling til PPV · "
                           "som det var kendt den 9. marts 2026 "
                           "7 dokumenteret, 8 mangler, 1 ikke relevant. Mangler – og hvad skolen kan spørges om")
    assert text.index("Mangler –") < text.index("Dokumenteret Det") < text.index("Ikke relevant Det")


def test_every_finding_shows_its_severity_its_records_and_its_source() -> None:
    found = review(CASE, models()["haderslev"], "ppv")
    text = " ".join(Reader(found._repr_html_()).text.split())
    for finding in found.findings:
        word = "skal" if finding.severity == "must" else "bør"
        source = f"Kilde »{finding.quote}« {finding.document_title}"
        assert f"{finding.title} {word} · {finding.requirement} {source}" in text
        assert finding.next_step is None or finding.next_step in text
    assert "plan: P-1 (8. januar 2026), P-2 (8. januar 2026)" in text


def test_a_note_shows_reason_role_and_day_beside_what_was_found() -> None:
    text = " ".join(Reader(fragments()["case"]).text.split())
    assert f"{HOSTILE} Noteret af Rådgivende psykolog, 8. marts 2026 Uden noten ville kravet stå som manglende." in text


def test_a_participant_is_named_by_role_and_never_by_the_code_of_a_person() -> None:
    html = fragments()["meeting"]
    assert "deltager: Klasselærer (M-1), Forælder (M-1), PPR (M-1)" in " ".join(Reader(html).text.split())
    assert "Hemmelig" not in html


def test_a_meeting_is_followed_up_and_no_school_is_asked() -> None:
    assert "Mangler – og hvad der kan følges op på" in fragments()["meeting"]
    assert "hvad skolen kan spørges om" in fragments()["plan"]


def test_the_fragments_speak_norwegian_too() -> None:
    with speaking("nb"):
        assert "Gjennomgang av sak S-1" in fragments()["case"]
        assert "Hva som har skjedd i saken" in fragments()["timeline"]


def test_the_childs_own_words_stand_before_and_apart_from_what_others_tell() -> None:
    file = file_of(perspective(text="Jeg vil gerne"),
                   perspective("PE-2", by_role="class_teacher", text="Det er beskrevet"),
                   perspective("PE-3", perspective="parents", by_role="parent", text="Vi oplever"),
                   plan(child_voice="Jeg kan lide ro"),
                   plan("P-2", scope="pupil", child_voice_missing_reason="Var syg"),
                   plan("P-3", scope="pupil"), plan("P-4", scope="pupil", starts_on=day(1), child_voice="Siden"))
    text = Reader(child_words_html(file)).text
    order = ["Barnets egne ord", "Jeg vil gerne", "Jeg kan lide ro", "Hvor barnets stemme mangler", "Var syg",
             "der er ikke skrevet nogen begrundelse", "som andre har beskrevet det", "Det er beskrevet",
             Role.CLASS_TEACHER.label_da]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert not re.search("Vi oplever|Siden", text)


def test_only_plans_where_the_childs_voice_belongs_are_named_as_silent() -> None:
    file = file_of(plan("P-1", scope="pupil", child_voice="Ja"), plan("P-2"), plan("P-3", scope="pupil"),
                   plan("P-4", child_voice_missing_reason="Klassen spørges i april"))
    text = " ".join(Reader(child_words_html(file)).text.split())
    silent = text[text.index("Hvor barnets stemme mangler"):]
    assert ["P-1" in silent, "P-2" in silent, "P-3" in silent, "P-4" in silent] == [False, False, True, True]
    assert "Plan P-4 (8. januar 2026, Forebyggende): Klassen spørges i april" in silent


def test_without_words_of_the_child_the_fragment_says_so() -> None:
    assert "Barnets egne ord er ikke skrevet ned pr. 9. marts 2026." in child_words_html(file_of(plan()))


def test_the_community_comes_before_the_pupil() -> None:
    file = file_of(plan(), measure(text="Til alle"), measure("T-2", target="individual", text="Til én"),
                   plan("P-2", scope="pupil"), measure("T-3", text="Senere", starts_on=day(1)))
    text = Reader(community_html(file)).text
    order = ["I læringsfællesskabet", "P-1", "Til alle", "Omkring eleven", "P-2", "Til én", "T-2"]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert "Senere" not in text


def test_the_timeline_goes_level_by_level_and_tells_of_a_level_without_plans() -> None:
    text = Reader(timeline_html(CASE)).text
    order = ["Forebyggende", "P-1", "Foregribende", "P-2", "Indgribende", "Ingen plan", "Uden for planerne", "B-1"]
    assert "P-1" not in text[text.index("Uden for planerne"):]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
