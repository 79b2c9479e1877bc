"""Whatever somebody wrote arrives in Word as that very text, and nothing of it becomes markup or a field."""

from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from samrum_kit.report.exporter import to_page
from samrum_kit.report.word import to_docx
from tests.report.notebooks import notebook, shown, text
from tests.report.word_files import opened, part, word_of, words_of_document, words_of_page

HOSTILE = [
    "{ MERGEFIELD x }", "{{ jinja }}{% raw %}", "=SUM(A1)", "<w:p>", "</w:t></w:r>",
    'DDEAUTO c:\\\\windows "x"', "\x13PAGE\x14", "&amp; &#7; &lt;", "]]>", "<!-- x -->", "INCLUDEPICTURE \\d", "\\ul",
    "#let x = 1", "[U+0007]",
]  # fmt: skip


def shown_as(text):
    """Return a text with the characters that no document can hold as their numbers."""
    return "".join(f"[U+{ord(sign):04X}]" if not_held(sign) else sign for sign in text)


def not_held(sign):
    """Tell whether XML can't hold a character."""
    number = ord(sign)
    return (number < 32 and sign not in "\t\n\r") or 0xD800 <= number <= 0xDFFF or number in {0xFFFE, 0xFFFF}


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(st.characters(), min_size=1) | st.sampled_from(HOSTILE), min_size=100, max_size=100))
def test_any_text_arrives_as_that_very_text(texts):
    body = "".join(f"<p>§{escape(text)}§</p>" for text in texts)
    made = word_of(body)
    expected = [f"§{shown_as(text)}§".split() for text in texts]
    assert [each.text.split() for each in opened(made).paragraphs[1:]] == expected
    assert fields(made) == []


def fields(made):
    """Return the fields of a document's text, of either kind."""
    tags = [qn("w:fldSimple"), qn("w:fldChar"), qn("w:instrText"), qn("w:hyperlink")]
    return list(part(made, "word/document.xml").iter(*tags))


def test_a_hostile_note_of_a_notebook_arrives_as_that_very_text():
    cells = [
        text("\x07\x00 prosa"),
        shown({"text/plain": "\x0c rå \x1b[31m"}),
        *(shown({"text/plain": each}) for each in HOSTILE),
    ]
    whole = to_page(notebook(*cells))
    made = to_docx(whole)
    assert words_of_document(made) == words_of_page(whole)
    said = " ".join(words_of_document(made))
    assert "[U+0007][U+0000] prosa" in said
    assert "[U+000C] rå [U+001B][31m" in said
    assert [each for each in HOSTILE if shown_as(each) not in said] == []
    assert fields(made) == []


def test_letters_long_words_and_emoji_survive():
    words = ["Æbleskovskolens", "å" * 200, "👩🏽‍🏫", "½", "e\u0301", "a\u00adb", "\U0001f1e9\U0001f1f0"]
    assert words_of_document(word_of("".join(f"<p>{each}</p>" for each in words)))[3:] == words


def test_text_from_right_to_left_is_marked_so_and_other_text_is_not():
    made = word_of("<p>مرحبا، كيف الحال 123 هنا</p><p>På dansk: שלום עולם, tak</p><p>kun dansk</p>")
    first, second, third = opened(made).paragraphs[1:]
    assert [each._p.pPr.find(qn("w:bidi")) is not None for each in (first, second, third)] == [True, False, False]
    leftward = [run.text for each in (first, second, third) for run in each.runs if run.font.rtl]
    assert leftward == ["مرحبا، كيف الحال 123 هنا", "שלום עולם"]
    assert second.text == "På dansk: שלום עולם, tak"
