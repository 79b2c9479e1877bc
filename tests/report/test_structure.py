"""The tree of a page: everything that the page says stands in it, in the same order."""

import pytest
from hypothesis import given, settings

from samrum_kit.report.document import Heading, Listing, Paragraph, Picture, Quote, Table, Terms, text_of
from samrum_kit.report.structure import read_page
from tests.report.fragments import PAGES
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
        ("<h2> </h2><figure><figcaption>Mål<table><tr><td>a<ul><li>b</li></ul></td></tr></table></figcaption></figure>",
         ["Mål a b"]),
        ("<dl><dd>først</dd><dt>ord</dt><dd>så</dd></dl>", ["", "først", "ord", "så"]),
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


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_the_text_of_the_tree_is_the_text_of_the_page(made):
    html, text = made
    found = "".join(said(read_page(whole_page(html)).blocks)[1:])
    assert "".join(found.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<p>to  blanke\n og <b> fed</b> slut </p>", ["to blanke og fed slut"]),
        ("<p>linje<br> to<br/>tre</p>", ["linje\nto\ntre"]),
        ("<td class='samrum-text'>a</td><p class='samrum-text'>en  linje\n  to</p>", ["a", "en linje\nto"]),
        ("<pre>\n  a   b\n\n    c\n</pre>", ["  a   b\n\n    c"]),
        ("<p>a&nbsp; b</p>", ["a\u00a0 b"]),
    ],
)  # fmt: skip
def test_blanks_and_lines_are_read_as_a_browser_shows_them(body, texts):
    assert said(read_page(whole_page(body)).blocks)[1:] == texts


def test_cells_keep_their_spans_and_what_they_head():
    page = whole_page(
        "<table><thead><tr><th scope='col' rowspan='2'>a</th><th scope='col' colspan='2'>b</th></tr><tr><th>c</th>"
        "<th>d</th></tr></thead><tbody><tr><th scope='row'>e</th><td class='samrum-number'>1</td><td>2</td></tr>"
        "</tbody></table>"
    )
    table = read_page(page).blocks[1]
    assert table.columns == 3
    assert [(cell.heads, cell.rows, cell.columns) for row in table.head for cell in row.cells] == [
        ("col", 2, 1), ("col", 1, 2), ("col", 1, 1), ("col", 1, 1),
    ]  # fmt: skip
    assert [(cell.heads, cell.number, cell.unbroken) for cell in table.body[0].cells] == [
        ("row", False, False), (None, True, True), (None, False, False),
    ]  # fmt: skip


def test_a_cell_over_more_columns_than_there_are_makes_no_further_ones():
    page = whole_page("<table><tr><td colspan='900'>alt</td></tr><tr><td>a</td><td colspan='3'>b</td></tr></table>")
    table = read_page(page).blocks[1]
    assert table.columns == 2
    assert [[cell.columns for cell in row.cells] for row in table.body] == [[2], [1, 1]]


def test_a_first_row_of_headings_heads_its_columns_also_where_the_page_does_not_set_it_apart():
    page = whole_page("<table><tr><th>a</th><th>b</th></tr><tr><th scope='row'>c</th><td>1</td></tr></table>")
    table = read_page(page).blocks[1]
    assert (len(table.head), len(table.body)) == (1, 1)


@pytest.mark.parametrize("address", ["data:image/png;base64,@@@", "data:image/png;base64,", ""])
def test_a_picture_that_isnt_whole_is_told_in_words(address):
    page = whole_page(f'<figure><img src="{address}" alt="Møder i to forløb"><figcaption>Figur</figcaption></figure>')
    assert said(read_page(page).blocks)[1:] == ["Møder i to forløb", "Figur"]
