"""Whatever somebody wrote arrives in a PDF as that very text, and nothing of it becomes markup."""

import os
import re
import shutil
import subprocess
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from samrum_kit.report.exporter import to_page
from samrum_kit.report.fonts import shown
from samrum_kit.report.pdf import to_pdf
from tests.report.fragments import PAGES
from tests.report.notebooks import notebook, text
from tests.report.notebooks import shown as displayed
from tests.report.pdf_files import opened, pdf_of, structure

HOSTILE = [
    "<script>alert(1)</script>", "<b>fed</b> &amp; &#7;", "**fed** _kursiv_ [x](y) `kode`", "#{panic()}", "$x^2$",
    "@henvisning", "\\", '\\"; panic("x"); "', "#let a = 1", "= Overskrift", "- punkt", "~", "/* x */ // y", "<etiket>",
    '#import "x"', "\\u{41}", "{{ 7 * 7 }}{% raw %}", "{ MERGEFIELD x }", "[U+0041]", "'enkelt' \"dobbelt\" -- ---",
    "https" + "://w3.org", "%PDF-1.7", "endobj", "(x) Tj", "/K[1 0 R]", "]]>", "ffi fl ft", "a\u00adb a\u200bb",
]  # fmt: skip
DRAWN = st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_categories=["Cc", "Cs"], exclude_characters="ŉ")
TEXT = st.text(DRAWN | st.sampled_from("–—…’“”„•→½☐✓€👍❤"), min_size=1, max_size=40) | st.sampled_from(HOSTILE)


def letters(said):
    """Return a text without its blanks, which lines are broken at."""
    return "".join(said.split())


@settings(max_examples=10, deadline=None)
@given(st.lists(TEXT, min_size=100, max_size=100))
def test_any_text_arrives_as_that_very_text(texts):
    paragraphs, cells = texts[:50], texts[50:]
    body = "".join(f"<p>§{escape(each)}§</p>" for each in paragraphs)
    rows = "".join(f'<tr><th scope="row">§{escape(each)}§</th><td>§{escape(each)}§</td></tr>' for each in cells)
    tree = structure(pdf_of(f"{body}<table>{rows}</table>"))
    assert [letters(each.text) for each in tree.all("P")] == [letters(f"§{each}§") for each in paragraphs]
    expected = [letters(f"§{each}§") for each in cells]
    assert [letters(each.text) for each in tree.all("TH")] == expected
    assert [letters(each.text) for each in tree.all("TD")] == expected


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=50, max_size=50))
def test_any_sign_is_drawn_or_stands_as_its_number(texts):
    said = structure(pdf_of("".join(f"<p>§{escape(each)}§</p>" for each in texts))).all("P")
    for written, found in zip(texts, said, strict=True):
        for sign in written:
            unseen = sign.isspace() or unicodedata.category(sign) == "Cf"
            assert unseen or sign in found.text or f"U+{ord(sign):04X}" in found.text


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_a_pdf_says_what_its_page_says_whatever_its_parts_are(made):
    html, said = made
    tree = structure(pdf_of(html))
    assert letters(without_signs(tree)) == letters(f"Gennemgang · S-1 {said}")


def without_signs(element):
    """Return what an element says without the signs and numbers before the items of lists."""
    if element.tag == "Lbl" and re.fullmatch(r"•|[0-9]+\.", element.text):
        return ""
    return "".join(part if isinstance(part, str) else without_signs(part) for part in element.parts)


def test_what_no_font_can_draw_is_told_by_its_number():
    assert shown("Møde 中\ue000\x07") == "Møde [U+4E2D][U+E000][U+0007]"
    (paragraph,) = structure(pdf_of("<p>Møde 中文 og 日本</p>")).all("P")
    assert paragraph.text == "Møde [U+4E2D][U+6587] og [U+65E5][U+672C]"


def test_a_hostile_note_of_a_notebook_arrives_as_that_very_text():
    cells = [text("prosa #{panic()} $x$"), *(displayed({"text/plain": each}) for each in HOSTILE)]
    said = [letters(each.text) for each in structure(to_pdf(to_page(notebook(*cells)))).all("P")]
    assert said == [letters("prosa #{panic()} $x$"), *map(letters, HOSTILE)]


def test_a_hostile_title_footer_and_caption_are_texts_too():
    hostile = '\\"; #{panic()} <x> $ @ \u0007 中'
    body = f"<h2>{escape(hostile)}</h2><table><caption>{escape(hostile)}</caption><tr><td>1</td></tr></table>"
    made = pdf_of(body, title=hostile)
    tree = structure(made)
    expected = hostile.replace("\u0007", "[U+0007]").replace("中", "[U+4E2D]")
    assert [each.text for each in tree.all("H1", "H2", "Caption")] == [expected] * 3
    with opened(made) as pdf:
        assert str(pdf.docinfo.Title) == expected


@pytest.mark.parametrize(
    "word",
    [
        "Æbleskovskolens", "fjord ffi fl", "e\u0301 o\u0308", "👩🏽\u200d🏫", "👍🏽", "❤\ufe0f", "\U0001f1e9\U0001f1f0",
        "1\ufe0f\u20e3", "½ € → ☐ ✓ … – —", "Łódź Žižek Šđ ő", "Ελληνικά", "кириллица", "Nguyễn", "a\u00a0b",
    ],
)  # fmt: skip
def test_letters_of_many_languages_and_emoji_survive(word):
    (paragraph,) = structure(pdf_of(f"<p>{word}</p>")).all("P")
    assert unicodedata.normalize("NFC", paragraph.text) == unicodedata.normalize("NFC", word)


def test_a_word_too_long_for_its_column_is_parted_as_the_language_parts_it():
    words = ["Netværksmøder", "Igangværende", "Forebyggende", "Foregribende"]
    made = pdf_of(f"<table><tr>{''.join(f'<td>{word}</td>' for word in words * 3)}</tr></table>")
    said = [each.text for each in structure(made).all("TD")]
    assert said[0] == "Net\u00adværks\u00admøder"
    assert [each.replace("\u00ad", "") for each in said] == words * 3
    assert all("\u00ad" in each for each in said)


POPPLER = pytest.mark.skipif(
    shutil.which("pdftotext") is None and not os.environ.get("CI"), reason="poppler is not installed."
)


@POPPLER
@pytest.mark.parametrize(
    "words", ["שלום עולם, זה טקסט בעברית.", "مرحبا بالعالم، هذا نص عربي.", "سلام دنیا گچپژ", "اردو ٹڈڑ"]
)
def test_text_from_right_to_left_survives_and_stands_at_the_right(words, tmp_path):
    mixed = f"Dansk med {words.split()[0]} i"
    ends = []
    for written in (words, mixed):
        made = pdf_of(f"<p>{written}</p>")
        (paragraph,) = structure(made).all("P")
        assert sorted(letters(paragraph.text)) == sorted(letters(written))
        ends.append(max(right for _page, line, _left, right in words_on_paper(made, tmp_path) if line < FOOT))
    assert RIGHT_EDGE - ends[0] < 5 < RIGHT_EDGE - ends[1]


@POPPLER
@pytest.mark.parametrize("letter", ["å", "W", "m", "-", "/", "\u2014", "ש", "م", "👍", "中", "æøå1.", "\u00a0"])
def test_a_long_word_stays_on_the_page_and_in_its_cell(letter, tmp_path):
    word = letter * 200
    cells = f"<td>{word}</td><td>kort</td><td><code>{word}</code></td><td>kort</td>"
    made = pdf_of(f"<p>{word}</p><table><tr>{cells}</tr></table>")
    tree = structure(made)
    signs = [letters(each.text.replace("\u200b", "")) for each in (*tree.all("P"), *tree.all("TD"))]
    expected = [letters(shown(each)) for each in (word, word, "kort", word, "kort")]
    assert [sorted(each) for each in signs] == [sorted(each) for each in expected]
    boxes = words_on_paper(made, tmp_path)
    assert max(right for _page, _line, _left, right in boxes) <= RIGHT_EDGE
    for (page, line, _left, right), (next_page, next_line, left, _right) in pairwise(sorted(boxes)):
        assert (page, line) != (next_page, next_line) or right <= left + 1


RIGHT_EDGE = (210 - 18) / 25.4 * 72 + 3
FOOT = (297 - 22) / 25.4 * 72
"""Where the text of a page ends at the right and at the foot, in points."""


def words_on_paper(made, folder):
    """Return where words stand: on which page and line, from where to where, in points."""
    path = folder / "rapport.pdf"
    path.write_bytes(made)
    told = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True).stdout.decode()
    boxes = []
    for page, text_of_page in enumerate(told.split("<page ")):
        for left, _top, right, bottom in re.findall(
            r'<word xMin="([\d.]+)" yMin="([\d.-]+)" xMax="([\d.]+)" yMax="([\d.]+)"', text_of_page
        ):
            boxes.append((page, round(float(bottom)), float(left), float(right)))
    return boxes
