"""Every text of a document is found in the workbook: in a field, among what was not understood, or as a heading."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from samrum_kit.intake.documents import write_reading
from tests.intake.documents.word_markup import INLINE, SPACES, reading_of, run

HEADINGS = [
    "Mål", "2. Mål:", "MÅL FOR ELEVEN", "Tegn", "Tiltag", "Tiltak", "Evaluering", "Sammenhæng", "Barnets stemme",
    "Rettet mod", "Udføres af", "Dato", "Resultat", "Begrundelse", "Plan-id", "Sags-id", "Metode", "Handleplan",
    "Mål\nHvad vil vi?", "Kontaktoplysninger", "Start", "Ansvarlig",
]


class Words:
    """Words that stand once in a document, so that each can be looked for."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def new(self) -> str:
        """Return a word that is not used yet."""
        self.all.append(f"ord{len(self.all):04}q")
        return self.all[-1]


@st.composite
def paragraphs(draw, words):
    """Draw a paragraph: a heading, text, or both in one line."""
    pieces = []
    if draw(st.booleans()):
        heading, *guidance = draw(st.sampled_from(HEADINGS)).split("\n")
        marked = draw(st.booleans())  # what stands in brackets is no part of the heading
        lines = [f"{heading} ({words.new()})" if marked else heading, *guidance]
        pieces.append("".join(run(line) if at == 0 else f"<w:r><w:br/></w:r>{run(line)}"
                              for at, line in enumerate(lines)))
        pieces += [run(": ")] * draw(st.integers(0, 1))
    for kind in draw(st.lists(st.sampled_from(sorted(INLINE)), max_size=3)):
        text = " ".join(words.new() for _ in range(draw(st.integers(1, 2))))
        pieces.append(INLINE[kind](text))
    return f"<w:p>{''.join(pieces)}</w:p>"


@st.composite
def headings(draw, words):
    """Draw a paragraph that is a heading and nothing else."""
    marked = f" ({words.new()})" if draw(st.booleans()) else ""
    return f"<w:p>{run(draw(st.sampled_from(HEADINGS[:-2])).split(chr(10))[0] + marked)}</w:p>"


@st.composite
def cells_of(draw, words, depth):
    """Draw what stands in a cell: a word, a hint and perhaps a table, or some blocks."""
    kind = draw(st.integers(0, 5))
    if kind < 2:
        return f"<w:p>{run(words.new())}</w:p>" if draw(st.booleans()) else ""
    if kind == 2:
        return f"<w:p>{run('Vælg')}</w:p>{draw(tables(words, depth + 1)) if depth < 1 else ''}"
    return draw(blocks(words, depth + 1, most=2))


@st.composite
def tables(draw, words, depth):
    """Draw a table with headings in its first row, in its first column or in neither; cells may be merged."""
    width = draw(st.integers(1, 4))
    kind = draw(st.sampled_from(["beneath", "beside", "free"]))
    rows = []
    for number in range(draw(st.integers(1, 4))):
        cells, at = [], 0
        while at < width:
            span = draw(st.integers(1, min(2, width - at))) if kind == "free" or number else 1
            merged = draw(st.sampled_from(["", "", "", "<w:vMerge/>", '<w:vMerge w:val="restart"/>']))
            headed = (kind == "beneath" and number == 0) or (kind == "beside" and at == 0)
            inside = draw(headings(words)) if headed else draw(cells_of(words, depth))
            cells.append(f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{inside}</w:tc>')
            at += span
        header = "<w:trPr><w:tblHeader/></w:trPr>" * draw(st.booleans())
        rows.append(f"<w:tr>{header}{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


@st.composite
def blocks(draw, words, depth=0, most=5):
    """Draw some paragraphs and tables."""
    found = []
    for _ in range(draw(st.integers(0, most))):
        if depth < 2 and draw(st.integers(0, 3)) == 0:
            found.append(draw(tables(words, depth)))
        else:
            found.append(draw(paragraphs(words)))
    return "".join(found)


@st.composite
def documents(draw):
    """Draw a document, and the words that stand in it."""
    words = Words()
    body = draw(blocks(words))
    beside = {}
    for name, root, item in (("header1", "hdr", ""), ("footer2", "ftr", ""), ("comments", "comments", "comment"),
                             ("footnotes", "footnotes", "footnote"), ("endnotes", "endnotes", "endnote")):
        if draw(st.integers(0, 3)) == 0:
            inside = draw(blocks(words, 2, most=2))
            inside = f"<w:{item}>{inside}</w:{item}>" if item else inside
            beside[f"word/{name}.xml"] = f"<w:{root} {SPACES}>{inside}</w:{root}>"
    return body, beside, words.all


def all_cells(path: Path) -> str:
    """Return everything that stands in a workbook."""
    book = CalamineWorkbook.from_path(str(path))
    return "\n".join(str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()
                     for cell in row)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=documents())
def test_every_word_of_a_document_stands_in_the_workbook(tmp_path, drawn):
    body, beside, words = drawn
    write_reading(tmp_path / "til-gennemsyn.xlsx", reading_of(body, beside.items()), "da")
    written = all_cells(tmp_path / "til-gennemsyn.xlsx")
    assert [word for word in words if word not in written] == []


def test_a_text_that_is_too_long_for_a_cell_goes_on_in_the_next_row(tmp_path):
    text = "".join(f"{number:05}\N{SLIGHTLY SMILING FACE}" for number in range(6_000))
    write_reading(tmp_path / "ud.xlsx", reading_of(f"<w:p>{run('Sammenhæng: ')}{run(text)}</w:p>"), "da")
    assert all_cells(tmp_path / "ud.xlsx").replace("\n", "").count("\N{SLIGHTLY SMILING FACE}") == 6_000
