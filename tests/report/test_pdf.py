"""The PDF of a page: its structure for those who have it read out, its pages, its data, and the same bytes again."""

import base64
import io
from types import SimpleNamespace

import pikepdf
import pytest
from PIL import Image

from samrum_kit.errors import ReportFailed
from samrum_kit.report import pdf as pdf_module
from samrum_kit.report.look import Look
from samrum_kit.report.pdf import first_page_png, page_count, pdf_pages, to_pdf
from tests.report.pdf_files import marked_texts, opened, pdf_of, structure
from tests.report.word_files import whole_page

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">
<rect width="90" height="30" fill="#1f4e6b"/></svg>"""


def png():
    """Return a small PNG picture."""
    content = io.BytesIO()
    Image.new("RGB", (40, 20), "#1f4e6b").save(content, "PNG")
    return content.getvalue()


def address(content, media):
    """Return a picture as a part of a page."""
    return f"data:image/{media};base64,{base64.b64encode(content).decode()}"


REVIEW = f"""
<p>Set den <time>9. marts 2026</time>.</p>
<h2>Barnets egne ord</h2><blockquote><p>Jeg vil gerne være med.</p></blockquote>
<h2>Hvad der er gjort</h2><h3>I fællesskabet</h3>
<ul><li>Makkerlæsning<ul><li>i 3.a</li></ul></li><li>Gruppe</li></ul>
<dl><dt>Skole</dt><dd>Solsikkeskolen</dd></dl>
<table><caption>Minutter i hver del</caption>
<thead><tr><th scope="col">Del</th><th scope="col" class="samrum-number">Minutter</th></tr></thead>
<tbody><tr><th scope="rowgroup" colspan="2">Fast</th></tr>
<tr><th scope="row">System</th><td class="samrum-number">30</td></tr>
<tr><th scope="row">Individ</th><td class="samrum-number">20</td></tr></tbody></table>
<table><caption>Dage</caption><thead><tr><th scope="col">Dag</th><th scope="col">Id</th></tr></thead>
<tbody><tr><td class="samrum-day">9. marts 2026</td><td><code>HA-S-001-P1</code></td></tr></tbody></table>
<figure><img src="{address(SVG, "svg+xml")}" alt="Tidslinje: to planer"><figcaption>Forløbet</figcaption></figure>
<p><img src="{address(png(), "png")}" alt="Et blåt felt"></p>
"""


@pytest.fixture(scope="module")
def made():
    """Return the PDF of a small review."""
    return pdf_of(REVIEW)


def test_headings_are_tagged_by_their_levels_and_the_title_alone_is_the_first(made):
    headings = structure(made).all("H1", "H2", "H3", "H4")
    assert [(each.tag, each.text) for each in headings] == [
        ("H1", "Gennemgang ·\u00a0S-1"), ("H2", "Barnets egne ord"), ("H2", "Hvad der er gjort"),
        ("H3", "I fællesskabet"),
    ]  # fmt: skip
    with opened(made) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        assert [each.title for each in title.children] == ["Barnets egne ord", "Hvad der er gjort"]


def test_a_level_that_a_page_skips_is_none_in_the_outline():
    headings = structure(pdf_of("<h4>a</h4><h3>b</h3><h6>c</h6>")).all("H1", "H2", "H3", "H4", "H5", "H6")
    assert [each.tag for each in headings] == ["H1", "H2", "H3", "H4"]


def test_each_table_is_one_with_its_caption_and_says_what_heads_columns_and_rows(made):
    first, second = structure(made).all("Table")
    assert [each.text for each in first.all("Caption") + second.all("Caption")] == ["Minutter i hver del", "Dage"]
    scopes = [(each.text, each.attributes["/Scope"]) for each in first.all("TH")]
    assert scopes == [
        ("Del", "/Column"), ("Minutter", "/Column"), ("Fast", "/Column"), ("System", "/Row"), ("Individ", "/Row"),
    ]  # fmt: skip
    assert [each.text for each in second.all("TH")] == ["Dag", "Id"]


def test_each_cell_names_what_heads_its_row_and_its_column(made):
    table = structure(made).all("Table")[0]
    heads = {each.id: each.text for each in table.all("TH")}
    named = [[heads[name] for name in each.attributes.get("/Headers", [])] for each in table.all("TD")]
    assert named == [["System", "Fast"], ["Individ", "Fast"]]
    with opened(made) as pdf:
        names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    assert [str(name) for name in names[::2]] == sorted(str(name) for name in names[::2])
    assert {str(name): element.ID for name, element in zip(names[::2], names[1::2], strict=True)}.keys() >= heads.keys()


def test_a_heading_of_several_rows_is_named_in_each_of_them():
    made = pdf_of(
        '<table><tr><th scope="row" rowspan="2">a</th><td>1</td></tr><tr><td><table><tr><td>indre</td></tr></table>'
        '</td></tr><tr><td>3</td></tr><tr><th scope="row">b</th><td colspan="2">4</td></tr></table>'
    )
    outer, inner = structure(made).all("Table")
    heads = {each.id: each.text for each in outer.all("TH")}
    cells = [(each.text, each.attributes.get("/Headers", [])) for each in outer.all("TD") if each.text]
    named = [(text, [heads[name] for name in names]) for text, names in cells]
    assert named == [("1", ["a"]), ("indre", ["a"]), ("indre", []), ("3", []), ("4", ["b"])]
    assert inner.all("TH") == []


def test_every_picture_says_what_it_shows(made):
    assert [each.alt for each in structure(made).all("Figure")] == ["Tidslinje: to planer", "Et blåt felt"]


def test_a_picture_that_nobody_described_has_its_caption_for_it_or_says_so():
    picture = f'<img src="{address(png(), "png")}">'
    made = pdf_of(f"<figure>{picture}<figcaption>Møder</figcaption></figure>{picture}")
    assert [each.alt for each in structure(made).all("Figure")] == ["Møder", "Et billede uden beskrivelse."]


def test_a_picture_that_cant_be_drawn_is_told_in_words():
    broken, whole = (f'<img src="{address(each, "svg+xml")}" alt="Søjler">' for each in (b"<svg", SVG))
    tree = structure(pdf_of(f"<p>før</p>{broken}{whole}"))
    assert [each.text for each in tree.all("P")] == ["før", "Søjler"]
    assert [each.alt for each in tree.all("Figure")] == ["Søjler"]


def test_lists_words_and_quotes_are_what_they_are(made):
    tree = structure(made)
    assert [len(each.inside) for each in tree.all("L")] == [3, 1, 1]
    assert [each.text for each in tree.all("BlockQuote")] == ["Jeg vil gerne være med."]
    assert "SkoleSolsikkeskolen" in [each.text for each in tree.all("LI")]


def test_both_standards_are_claimed_and_the_language_said(made):
    with opened(made) as pdf, pdf.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("2", "A", "1")
        assert about["dc:title"] == "Gennemgang · S-1"
        assert str(pdf.Root.Lang) == "da"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with opened(pdf_of("<p>Møte</p>", lang="nb")) as pdf:
        assert str(pdf.Root.Lang) == "nb"


def test_the_same_page_gives_the_same_bytes_and_they_tell_of_no_time_nor_machine(made):
    assert pdf_of(REVIEW) == made
    with opened(made) as pdf, pdf.open_metadata() as about:
        assert set(pdf.docinfo) == {"/Title"}
        told = {"xmp:CreateDate", "xmp:ModifyDate", "xmp:CreatorTool", "xmpMM:History", "dc:creator"}
        assert not told & set(about)
    assert b"1970" not in made
    assert b"Typst" not in made


def test_the_file_is_whole(made):
    with opened(made) as pdf:
        assert pdf.check_pdf_syntax() == []


def long_table(rows):
    """Return a table of so many rows."""
    body = "".join(f'<tr><th scope="row">{number}</th><td>{"ord " * 30}</td></tr>' for number in range(rows))
    head = '<thead><tr><th scope="col">Nr.</th><th scope="col">Beskrivelse</th></tr></thead>'
    return f"<table><caption>Alt</caption>{head}<tbody>{body}</tbody></table>"


def test_headings_of_a_table_repeat_on_every_page_and_are_read_out_once():
    made = pdf_of(long_table(60))
    with opened(made) as pdf:
        beside = [marked_texts(page)[1] for page in pdf.pages]
    assert len(beside) > 2
    assert all("Nr.Beskrivelse" in each for each in beside[1:])
    (table,) = structure(made).all("Table")
    assert [each.text for each in table.all("THead")] == ["Nr.Beskrivelse"]


def test_every_page_says_which_it_is_of_how_many_in_the_language_of_the_report():
    with opened(pdf_of(long_table(60))) as pdf:
        beside = [marked_texts(page)[1] for page in pdf.pages]
    pages = len(beside)
    assert pages > 2
    assert all(each.endswith(f"Side {number} af {pages}") for number, each in enumerate(beside, start=1))
    assert [each.startswith("Gennemgang · S-1") for each in beside] == [False, *[True] * (pages - 1)]
    with opened(pdf_of("<p>Møte</p>", lang="nb")) as pdf:
        assert marked_texts(pdf.pages[0])[1] == "Side 1 av 1"


def test_a_row_stays_whole_where_it_fits_a_page_and_goes_on_over_the_page_where_it_does_not():
    rows = [*["kort " * 60] * 9, *["længere " * 330] * 9, "uendelig " * 2500, "slut"]
    made = pdf_of(f"<table>{''.join(f'<tr><td>{text}</td><td>x</td></tr>' for text in rows)}</table>")
    cells = [each for each in structure(made).all("TD") if each.text != "x"]
    assert ["".join(text.split()) for text in rows] == ["".join(each.text.split()) for each in cells]
    pages = [len(each.pages) for each in cells]
    assert pages[:18] == [1] * 18
    assert pages[18] > 1


def test_a_short_table_stays_on_one_page_with_its_caption():
    table = f"<table><caption>Aftalt</caption>{'<tr><td>kort</td><td>x</td></tr>' * 6}</table>"
    for lines in range(30, 46):
        made = structure(pdf_of("<p>linje</p>" * lines + table))
        assert [len(each.pages) for each in made.all("Table")] == [1]


def test_a_row_beside_a_cell_that_reaches_over_several_stays_whole():
    rows = "".join(f"<tr>{'<td rowspan=2>alt</td>' if not n else ''}<td>{'ord ' * 160}</td></tr>" for n in range(2))
    for lines in range(20, 44, 3):
        cells = structure(pdf_of("<p>linje</p>" * lines + f"<table>{rows}</table>")).all("TD")
        assert [len(each.pages) for each in cells if "ord" in each.text] == [1, 1]


def test_the_number_of_pages_is_known(made):
    assert page_count(made) == pdf_pages(whole_page(REVIEW)) == 1
    long = whole_page(long_table(60), title="/Type/Pages/Count 77")
    with opened(to_pdf(long)) as pdf:
        assert pdf_pages(long) == len(pdf.pages)


def test_the_look_of_a_municipality_is_that_of_its_pdf():
    look = Look(
        logo=SVG, logo_media="image/svg+xml", logo_alt="Eksempel Kommune", colour="#7a1f3d", footer="Eksempel · PPR"
    )  # fmt: skip
    made = pdf_of("<h2>Mål</h2><p>tekst</p>", look=look)
    first = structure(made).inside[0]
    assert (first.tag, first.alt) == ("Figure", "Eksempel Kommune")
    with opened(made) as pdf:
        (page,) = pdf.pages
        assert marked_texts(page)[1] == "Eksempel · PPRSide 1 af 1"
        colours = {tuple(round(float(part), 2) for part in operands)
                   for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "scn"}  # fmt: skip
    assert (0.48, 0.12, 0.24) in colours


def test_a_font_that_is_not_installed_leaves_the_letters_of_the_workbench():
    with opened(pdf_of("<p>tekst</p>", look=Look(font="Findes Ikke Her"))) as pdf:
        faces = {str(font.BaseFont).partition("+")[2] for font in pdf.pages[0].Resources.Font.values()}
    assert faces == {"SourceSans3-Regular", "SourceSans3-SemiBold"}


def test_a_picture_of_the_first_page_can_be_had():
    with Image.open(io.BytesIO(first_page_png(whole_page(long_table(60)), dots=30))) as picture:
        assert picture.size == (248, 351)


def test_a_page_that_typst_refuses_is_an_error_that_tells_nothing_of_it(monkeypatch):
    broken = SimpleNamespace(blocks=lambda _blocks: 'panic("hemmeligt")', pictures=[])
    monkeypatch.setattr(pdf_module, "Body", lambda *_told: broken)
    with pytest.raises(ReportFailed) as caught:
        pdf_of("<p>hemmeligt</p>")
    assert caught.value.code == "report.pdf"
    assert "hemmeligt" not in str(caught.value)
    assert caught.value.__cause__ is None
