"""The tree of a page: everything that the page says stands in it, in the same order."""

import pytest

from samrum_kit.report.document import Heading, Listing, Paragraph, Picture, Quote, Table, Terms, text_of
from samrum_kit.report.structure import read_page
from tests.report.word_files import whole_page

DOT = '<img src="data:image/png;base64,AAAA" alt="en prik">'


def said(blocks):
    """Return what blocks say, each text by itself."""
    texts = []
    for block in blocks:
        match block:
            case Paragraph(runs) | Heading(_, runs):
                texts.append(text_of(runs))
            case Listing(items):
                texts += [each for item in items for each in said(item)]
            case Quote(inner):
                texts += said(inner)
            case Terms(terms):
                texts += [each for term in terms for each in (text_of(term.runs), *said(term.blocks))]
            case Table(caption, head, body):
                texts += [text_of(caption)] if caption else []
                texts += [each for row in (*head, *body) for cell in row.cells for each in said(cell.blocks)]
            case Picture(alt=alt, caption=caption):
                texts += [alt, text_of(caption)]
    return texts


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<h2>Mål<div>i planen</div></h2>", ["Mål i planen"]),
        ("<details><summary>Kilde</summary>løs <b>tekst</b><p>afsnit</p>hale</details>",
         ["Kilde: løs tekst", "afsnit", "hale"]),
        ("<details><summary>Kilde</summary><ul><li>a</li></ul></details>", ["Kilde:", "a"]),
        ("<figure><p>tal</p><table><tr><td>1</td></tr></table><figcaption>Figur</figcaption></figure>",
         ["tal", "1", "Figur"]),
        (f"<figure>{DOT}<figcaption>Figur</figcaption></figure>", ["en prik", "Figur"]),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", ["a", "b", "c"]),
        ("<dl><div><dt>a</dt><dd>b<dl><dt>c</dt><dd>d</dd></dl></dd></div><dt>e</dt></dl>", ["a", "b", "c", "d", "e"]),
        ("<table><caption>Om<p>tal</p></caption><tr><td>1</td></tr></table>", ["Om tal", "1"]),
        ("<blockquote>løs</blockquote>løs<p>afsnit</p>hale", ["løs", "løs", "afsnit", "hale"]),
    ],
)  # fmt: skip
def test_nothing_that_a_page_says_is_lost_wherever_it_stands(body, texts):
    assert said(read_page(whole_page(body)).blocks)[1:] == texts


@pytest.mark.parametrize(
    ("lang", "words"), [("da", "før »ord« efter"), ("nb", "før «ord» efter"), ("en", "før “ord” efter")]
)
def test_a_quote_in_a_line_has_the_marks_that_the_page_draws_around_it(lang, words):
    page = whole_page("<p>før <q>ord</q> efter</p>", lang=lang)
    assert said(read_page(page).blocks)[1:] == [words]
    assert f'quotes: "{words[4]}" "{words[8]}"' in page
