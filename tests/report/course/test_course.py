"""The course of a case says every field of every record, in the reader's words; nothing that is held is silent."""

import re
from itertools import pairwise

import pytest

from samrum_kit.domain.fields import Record, columns
from samrum_kit.domain.records import Measure
from samrum_kit.domain.single_case import by_itself
from samrum_kit.locale import format_day, speaking
from samrum_kit.locale.html import label
from samrum_kit.report.course import Course
from samrum_kit.report.course.holding import holding
from samrum_kit.report.course.part import deeper, table_word
from tests import builders
from tests.builders import TODAY, day, file_of
from tests.privacy.several import OWN, OWN_CASE, OWN_PUPIL, SECOND, of_case, told
from tests.report.course.example import FACTS, FILE, text_of


def records_of(file):
    """Return every record of a case file."""
    flat = [file.case, file.pupil, *file.concerns, *file.consents, *file.contracts, *file.perspectives, *file.plans,
            *file.goals, *file.signs, *file.measures, *file.evaluations, *file.series, *file.observations, *file.events]
    for meeting in file.meetings:
        flat += [meeting.meeting, *meeting.items, *meeting.actions]
    return flat


def said_of(record: Record):
    """Return what a record says, field by field, as a reader meets it; ids, keys and a plain yes or no are left out."""
    for column in columns(type(record)):
        value = getattr(record, column.name)
        if value in {None, "", ()} or column.key or column.kind in {"id", "reference", "yes_no"}:
            continue
        yield from ((column.name, label(one)) for one in (value if isinstance(value, tuple) else (value,)))


@pytest.mark.parametrize("lang", ["da", "nb"])
@pytest.mark.parametrize("plain", [True, False])
def test_every_field_of_every_record_is_said(plain, lang):
    with speaking(lang):
        course = Course(FILE, plain=plain)
        text = text_of(course.heading, *course.parts)
        shown_otherwise = {("cases", "kind"), ("measures", "target"), ("goals", "target")}
        lost = [(record.table, name, words) for record in records_of(by_itself(FILE)) for name, words in said_of(record)
                if words not in text and (record.table, name) not in shown_otherwise]  # fmt: skip
        assert lost == []
        assert f"{OWN} notes.reason" in text
        assert label(FILE.meetings[0].meeting.held_on) in text


def test_a_field_that_is_added_to_a_record_is_said_by_itself():
    measure = builders.measure(staff_benefiting=1234, carried_out="partly")
    file = file_of(builders.pupil(), builders.plan(), measure)
    names = {column.name for column in columns(Measure)}
    assert {"staff_benefiting", "carried_out"} <= names
    assert "1.234" in text_of(Course(file).plans)


def test_every_record_is_held_under_its_id():
    held = {(one.table, one.id) for kind in holding(by_itself(FILE)) for one in kind.records}
    records = records_of(by_itself(FILE))
    assert held == {(record.table, str(record.key[0])) for record in records}
    text = text_of(Course(FILE).held)
    assert [record.key[0] for record in records if record.key[0] not in text] == []
    assert sum(kind.number for kind in holding(by_itself(FILE))) == len(records)


def test_what_is_left_out_is_counted_and_said():
    others = [builders.case("S-9", kind="class"), *(builders.item(f"X{n}", meeting_id="EM", case_id="S-9",
                                                                   anonymity="consent") for n in range(3))]  # fmt: skip
    file = file_of(*FACTS, *others, case_id=OWN_CASE)
    assert "Oplysninger om andre er udeladt: 3 punkter fra møderne." in text_of(Course(file, plain=True).held)
    assert "Oplysninger om andre er udeladt: 0 punkter fra møderne." in text_of(Course(FILE).held)


def test_in_plain_language_every_kind_that_is_held_has_its_number_its_days_and_its_documents():
    text = text_of(Course(FILE, plain=True).held)
    for kind in holding(by_itself(FILE)):
        assert f"{table_word(kind.table)} {kind.number}" in text
        for record in kind.records:
            assert record.on is None or format_day(record.on) in text
            assert record.document is None or record.document in text


def test_plain_language_explains_words_and_names_no_record_by_its_id():
    file = file_of(builders.pupil(OWN_PUPIL), *of_case(OWN_CASE, OWN_PUPIL, "E"), case_id=OWN_CASE)
    plain, other = Course(file, plain=True), Course(file)
    narrative = text_of(plain.heading, *plain.parts)
    ids = {str(record.key[0]) for record in records_of(file)} - {OWN_CASE}
    assert [name for name in ids if name not in text_of(*other.parts)] == []
    assert [name for name in ids if re.search(rf"(?<!\w){name}(?!\w)", narrative)] == []
    assert "Pædagogisk Psykologisk Rådgivning" in text_of(plain.words)
    assert other.words is None
    assert "jeres barn" in narrative
    assert "jeres barn" not in text_of(other.heading, *other.parts)


def test_codes_are_replaced_by_words():
    file = file_of(builders.pupil(), builders.plan(), builders.measure(method_id="co_teaching"))
    assert "Metode: Co-teaching" in text_of(Course(file, {"co_teaching": "Co-teaching"}).plans)
    assert "Metode: co_teaching" in text_of(Course(file).plans)


def test_the_community_comes_before_the_child_and_the_childs_words_before_the_adults():
    course = Course(FILE, plain=True)
    text = text_of(*course.parts)
    order = ["Barnets egne ord", "Hvad det handler om", "Hvordan de voksne beskriver det", "I læringsfællesskabet",
             "Omkring eleven"]  # fmt: skip
    assert sorted(order, key=text.index) == order


def test_another_case_about_the_child_is_told_whole_and_one_level_down():
    second = file_of(builders.pupil(OWN_PUPIL), *(told(one, SECOND) for one in of_case("N-1", OWN_PUPIL, "N")),
                     case_id="N-1")  # fmt: skip
    course = Course(FILE, plain=True, others=(second,))
    html = course.other_cases._repr_html_()
    assert re.findall(r"<h2>(.*?)</h2>", html) == ["En anden sag om det samme barn: N-1"]
    alone = Course(second, plain=True)
    assert text_of(*alone.parts) in text_of(course.other_cases)
    assert Course(FILE).other_cases is None


def test_headings_never_jump():
    for course in (Course(FILE), Course(FILE, plain=True, others=(FILE,))):
        html = "".join(part._repr_html_() for part in (course.heading, *course.parts, course.other_cases) if part)
        levels = [1, *(int(level) for level in re.findall(r"<h([1-6])", html))]
        assert all(below - above <= 1 for above, below in pairwise(levels))
    assert deeper("<h2>a</h2><h5 id=x>b</h5>") == "<h3>a</h3><h6 id=x>b</h6>"


def test_tables_have_captions_and_headings_with_a_scope():
    course = Course(FILE)
    html = "".join(part._repr_html_() for part in course.parts)
    assert html.count("<table") == html.count("<caption>") > 8
    assert re.findall(r"<th(?! scope=)[^e]", html) == []


def test_a_case_with_nothing_but_itself_says_that_nothing_is_on_file():
    text = text_of(*Course(file_of(builders.pupil())).parts)
    assert text.count("Der er ikke registreret noget.") >= 5


def test_an_agreement_of_a_meeting_that_is_not_held_yet_is_not_called_agreed():
    facts = (builders.pupil(), builders.meeting(held_on=None, planned_on=day(4), case_id="S-1", forum="dialogue"),
             builders.action())  # fmt: skip
    text = text_of(Course(file_of(*facts)).meetings)
    assert "før mødet er holdt" in text
    assert "Hvad der er aftalt om denne sag" not in text


def test_measurements_are_told_in_numbers_and_phase_by_phase():
    text = text_of(Course(FILE).measurements)
    assert re.search(r"A 1 0 \S+ \S+ \d+ : 3,5", text)
    assert re.search(r"B 0 1 \S+ \S+ \d+ : mangler", text)


def test_what_is_not_known_on_the_day_is_not_told():
    early = file_of(*FACTS, case_id=OWN_CASE, as_of=TODAY.replace(year=2025))
    text = text_of(*Course(early).parts)
    assert f"{OWN} concerns.text" not in text
    assert f"{OWN} minutes" not in text


def test_hostile_text_is_shown_as_the_text_it_is():
    hostile = "<script>alert(1)</script>{{ 7 * 7 }}"
    facts = [told(one, hostile) for one in of_case(OWN_CASE, OWN_PUPIL, "E")]
    course = Course(file_of(builders.pupil(OWN_PUPIL), *facts, case_id=OWN_CASE))
    html = "".join(part._repr_html_() for part in course.parts)
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}" in html


def test_what_a_meeting_about_others_agreed_on_the_case_is_told_without_the_rest_of_that_meeting():
    elsewhere = [
        builders.case(), builders.case("S-2", kind="class"), builders.meeting("M-9", case_id="S-2"),
        builders.participant("class_teacher", meeting_id="M-9", person="kode-1"),
        builders.item("I-9", meeting_id="M-9", case_id="S-2", topic="Klassens sag"),
        builders.action("A-8", meeting_id="M-9", case_id="S-2", text="Klassens aftale"),
        builders.action("A-9", meeting_id="M-9", case_id="S-1", text="Ringe til hjemmet om fredagen"),
    ]  # fmt: skip
    course = Course(file_of(*elsewhere))
    for part in (course.meetings, course.agreements):
        assert "Ringe til hjemmet om fredagen" in text_of(part)
        assert "Klassens" not in text_of(part)
    assert {one.table: [held.id for held in one.records] for one in holding(course.file)} == {
        "cases": ["S-1"], "meetings": ["M-9"], "actions": ["A-9"],
    }  # fmt: skip
    assert all("kode-1" not in repr(record) and "S-2" not in repr(record) for record in course.file.agreed_elsewhere)
