"""A Word document says what the page says, in Word's own structure, and holds nothing else."""

import base64
import io
import os
import shutil
import subprocess
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn

from samrum_kit.report.deliver import FORMATS
from samrum_kit.report.exporter import to_page
from samrum_kit.report.look import OWN_LOOK, Look
from samrum_kit.report.word import to_docx
from samrum_kit.report.word_exporter import SamrumDocx
from tests.report.notebooks import notebook, shown, text
from tests.report.word_files import opened, paragraphs, part, whole_page, word_of, words_of_document, words_of_page

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAAEUlEQVR4nGP4z8AARwgWmA8AbYQF++xVfbMAAAAASUVORK5CYII="
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"><rect width="96" height="48"/></svg>'


def picture(content, media, alt):
    """Return a picture as a page holds it."""
    return f'<img src="data:{media};base64,{base64.b64encode(content).decode()}" alt="{alt}">'


BODY = f"""
<p>Strategisk handleguide · <code class="samrum-id">ppv</code> · <strong>kendt</strong> og <em>åben</em></p>
<h2>Barnets egne ord</h2>
<blockquote><p>Jeg vil gerne være med.\nIgen.</p><p class="samrum-aside">Plan S-1-P1</p></blockquote>
<h3>Fællesskabet</h3>
<ul><li>Først</li><li>Så<ol start="3"><li>tredje</li><li>fjerde<p>og mere</p></li></ol></li><li></li></ul>
<ol><li>et</li></ol>
<table><caption>Tiltag</caption>
<thead><tr><th scope="col">Dag</th><th scope="col">Hvad</th>
<th scope="col" class="samrum-number">Antal</th></tr></thead>
<tbody><tr class="samrum-part"><th scope="rowgroup" colspan="3">Systemarbejde</th></tr>
<tr><th scope="row">Mål<div class="samrum-aside">skal</div></th><td rowspan="2"><ul><li>a</li><li>b</li></ul></td>
<td>1</td></tr>
<tr><th scope="row">Tegn</th><td class="samrum-number">2</td></tr>
<tr><td>kort</td></tr></tbody></table>
<table><tbody><tr><td><table><tbody><tr><td>inden i</td></tr></tbody></table></td></tr></tbody></table>
<dl><dt>Skole</dt><dd>SK-01</dd></dl><dl><dt>Svar</dt><dd><p>ja</p><p>måske</p></dd></dl>
<details><summary>Kilde</summary><p><q>Alle indsatser</q> side 2</p></details>
<pre>  to  blanke
linje</pre>
<figure>{picture(PNG, "image/png", "To søjler: 4 og 2")}<figcaption>Figuren</figcaption></figure>
<figure>{picture(SVG, "image/svg+xml", "En flade")}</figure>
"""


def test_a_document_says_what_the_page_says_in_the_same_order():
    whole = whole_page(BODY)
    assert words_of_document(to_docx(whole)) == words_of_page(whole)


def test_the_structure_is_made_of_words_own_styles():
    made = word_of(BODY)
    styles = [(each.style.name, each.text) for each in opened(made).paragraphs]
    assert ("Heading 1", "Gennemgang ·\u00a0S-1") in styles
    assert [name for name, _ in styles if name.startswith("Heading")] == ["Heading 1", "Heading 2", "Heading 3"]
    assert ("Quote", "Jeg vil gerne være med.\nIgen.") in styles
    assert ("Caption", "Tiltag") in styles
    assert ("Ord og forklaring", "Skole\tSK-01") in styles
    assert ("HTML Preformatted", "  to  blanke\nlinje") in styles
    assert [text for name, text in styles if name == "List Bullet"] == ["Først", "Så", ""]
    assert [text for name, text in styles if name == "List Number"] == ["tredje", "fjerde", "et"]
    assert paragraphs(made, "TableBullet") == ["a", "b"]
    used = {
        each.get(qn("w:val"))
        for tag in ("pStyle", "rStyle", "tblStyle")
        for each in part(made, "word/document.xml").iter(qn(f"w:{tag}"))
    }
    known = {each.get(qn("w:styleId")) for each in part(made, "word/styles.xml").iter(qn("w:style"))}
    assert used <= known


def test_every_list_with_numbers_begins_where_the_page_says():
    made = word_of(BODY)
    lists = {
        num.get(qn("w:numId")): num.find(f".//{qn('w:startOverride')}").get(qn("w:val"))
        for num in part(made, "word/numbering.xml").iter(qn("w:num"))
        if num.find(qn("w:lvlOverride")) is not None
    }
    items = {
        each.text: (each.paragraph_format.element.pPr.numPr.numId.val, each.paragraph_format.element.pPr.numPr.ilvl.val)
        for each in opened(made).paragraphs
        if each.style.name == "List Number"
    }
    assert items["tredje"] == items["fjerde"] != items["et"]
    assert [(lists[str(number)], level) for number, level in (items["tredje"], items["et"])] == [("3", 1), ("1", 0)]


def test_a_table_has_widths_headings_that_repeat_and_rows_that_stay_whole():
    table = opened(word_of(BODY)).element.body.find(qn("w:tbl"))
    rows = table.findall(qn("w:tr"))
    assert [row.find(f"./{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * 4
    assert all(row.find(f"./{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    columns = [int(each.get(qn("w:w"))) for each in table.iter(qn("w:gridCol"))]
    assert sum(columns) == 9638
    for row in rows:
        widths, at = [], 0
        for cell in row.findall(qn("w:tc")):
            span = cell.find(f"./{qn('w:tcPr')}/{qn('w:gridSpan')}")
            reach = int(span.get(qn("w:val"))) if span is not None else 1
            widths.append(
                int(cell.find(f"./{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))) == sum(columns[at : at + reach])
            )
            at += reach
        assert at == len(columns)
        assert all(widths)
    look = table.find(f"./{qn('w:tblPr')}/{qn('w:tblLook')}")
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    merged = [each.get(qn("w:val")) for each in table.iter(qn("w:vMerge"))]
    assert merged == ["restart", "continue"]


def test_a_row_that_is_higher_than_a_page_may_go_on_over_it():
    row = "<table><tbody><tr><td>{}</td><td>kort</td></tr></tbody></table>"
    body = row.format("kort") + row.format("en lang beskrivelse " * 400)
    tables = opened(word_of(body)).element.body.findall(qn("w:tbl"))
    assert [len(list(table.iter(qn("w:cantSplit")))) for table in tables] == [1, 0]


def test_a_caption_stays_with_its_table_and_a_heading_with_what_follows():
    made = word_of(BODY)
    (caption,) = [each for each in opened(made).paragraphs if each.text == "Tiltag"]
    assert caption.paragraph_format.keep_with_next
    styles = opened(made).styles
    assert all(styles[f"Heading {level}"].paragraph_format.keep_with_next for level in range(1, 7))


def test_a_short_paragraph_below_a_heading_stays_with_what_follows_and_a_long_one_need_not():
    made = opened(word_of(f"<h2>A</h2><p>kort</p><h3>B</h3><p>{'lang ' * 90}</p><p>slut</p>")).paragraphs
    kept = [each.text for each in made if each.paragraph_format.keep_with_next]
    assert kept == ["kort"]
    opening = opened(word_of("<h2>A</h2><p>et</p><p>to</p><h3>B</h3><p>x</p><p>y</p><p>z</p><h3>C</h3>")).paragraphs
    assert [each.text for each in opening if each.paragraph_format.keep_with_next] == ["et", "to", "x"]


@pytest.mark.parametrize(
    ("rows", "words", "kept"),
    [(5, "kort", [0, 1, 2, 3, 4]), (40, "kort", [0, 1, 39]), (3, "lang " * 250, [0])],
    ids=["a short table", "a long table", "high rows"],
)
def test_low_rows_are_not_left_alone_and_high_ones_leave_no_page_half_empty(rows, words, kept):
    body = f"<thead><tr><th scope='col'>Ord</th></tr></thead>{f'<tr><td>{words}</td></tr>' * rows}"
    table = opened(word_of(f"<table>{body}</table>")).element.body.find(qn("w:tbl"))
    made = [row.find(f".//{qn('w:keepNext')}") is not None for row in table.findall(qn("w:tr"))]
    assert [number for number, stays in enumerate(made) if stays] == kept


def test_no_table_is_last_in_a_cell_or_beside_another_table():
    made = word_of(BODY + "<table><tr><td>1</td></tr></table><table><tr><td>2</td></tr></table>")
    body = opened(made).element.body
    followers = [table.getnext().tag for table in body.iter(qn("w:tbl"))]
    assert followers == [qn("w:p")] * 5


def test_a_picture_is_shown_within_the_page_and_says_what_it_shows():
    wide = SVG.replace(b'width="96"', b'width="960"', 1)
    made = word_of(BODY + f"<figure>{picture(wide, 'image/svg+xml', 'bred')}</figure>")
    shapes = opened(made).inline_shapes
    described = [shape._inline.docPr.get("descr") for shape in shapes]
    assert described == ["To søjler: 4 og 2", "En flade", "bred"]
    assert [round(shape.width.mm, 1) for shape in shapes][1:] == [25.4, 170.0]
    assert paragraphs(made, "Caption")[-1] == "Figuren"


@pytest.mark.parametrize(
    "content",
    [
        b"<svg",
        SVG.replace(b"<rect", b'<image href="http://127.0.0.1:9/x.png"/><rect'),
        SVG.replace(b"<rect", b"<script/><rect"),
    ],
)
def test_a_picture_that_cant_be_drawn_or_would_load_something_is_told_in_words(content):
    made = word_of(f"<p>før</p>{picture(content, 'image/svg+xml', 'Tre tiltag over fem uger')}")
    assert words_of_document(made)[-5:] == ["Tre", "tiltag", "over", "fem", "uger"]
    assert len(opened(made).inline_shapes) == 0


@pytest.mark.parametrize(
    ("lang", "tag", "word"),
    [("da", "da-DK", "Side 1 af 1"), ("nb", "nb-NO", "Side 1 av 1"), ("en", "en-GB", "Page 1 of 1")],
)
def test_a_document_speaks_its_language_on_every_page(lang, tag, word):
    made = word_of("<p>x</p>", lang=lang)
    assert {each.get(qn("w:val")) for each in part(made, "word/styles.xml").iter(qn("w:lang"))} == {tag}
    assert opened(made).core_properties.language == tag
    section = opened(made).sections[0]
    for footer in (section.first_page_footer, section.footer):
        assert "".join(each.text or "" for each in footer._element.iter(qn("w:t"))) == word
        assert [each.get(qn("w:instr")) for each in footer._element.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_a_document_says_nothing_about_who_made_it_and_when():
    made = word_of(BODY)
    about = opened(made).core_properties
    assert about.title == "Gennemgang · S-1"
    kept = [each.tag.rpartition("}")[2] for each in part(made, "docProps/core.xml")]
    assert kept == ["title", "language"]
    with ZipFile(io.BytesIO(made)) as file:
        assert {name.split("/")[0] for name in file.namelist()} == {"[Content_Types].xml", "_rels", "docProps", "word"}
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_page_gives_the_same_bytes():
    assert word_of(BODY) == word_of(BODY)


def test_a_municipalitys_look_is_on_the_document():
    look = Look(
        logo=SVG,
        logo_media="image/svg+xml",
        logo_alt="Fjordby Kommune",
        colour="#004400",
        second_colour="#443300",
        font="Verdana",
        footer="Fjordby Kommune, PPR",
    )
    made = word_of("<h2>Mål</h2>", look=look)
    section = opened(made).sections[0]
    (logo,) = section.first_page_header._element.iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    )
    assert logo.get("descr") == "Fjordby Kommune"
    assert section.footer.paragraphs[0].text.startswith("Fjordby Kommune, PPR\t")
    assert section.header.paragraphs[0].text == "Gennemgang · S-1"
    styles = opened(made).styles
    assert str(styles["Heading 2"].font.color.rgb) == "004400"
    assert str(styles["Caption"].font.color.rgb) == "443300"
    assert {each.get(qn("w:ascii")) for each in part(made, "word/styles.xml").iter(qn("w:rFonts"))} == {
        "Verdana",
        "Consolas",
    }


@pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("CI"), reason="LibreOffice is not installed."
)
def test_a_document_opens_and_prints_elsewhere_too(tmp_path):
    (tmp_path / "rapport.docx").write_bytes(word_of(BODY))
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path / 'office'}", "--headless", "--convert-to", "pdf",
         "--outdir", tmp_path, tmp_path / "rapport.docx"],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert (tmp_path / "rapport.pdf").exists(), done.stderr
    printed = subprocess.run(["pdftotext", tmp_path / "rapport.pdf", "-"], capture_output=True, text=True, check=True)
    for seen in ("Gennemgang", "Systemarbejde", "inden i", "3.", "Side 1 af 1"):
        assert seen in printed.stdout


def test_a_notebook_is_exported_as_a_document_and_a_page_is_delivered_as_the_same():
    made = notebook(text("# Mål"), shown({"text/html": BODY}))
    exporter = SamrumDocx()
    exporter.look = OWN_LOOK
    content, resources = exporter.from_notebook_node(made)
    assert resources["output_extension"] == ".docx"
    assert content == FORMATS["docx"](to_page(made), OWN_LOOK)
