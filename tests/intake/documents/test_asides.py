"""What does not stand in the running text is told of on the sheet, with its place and what to do."""

import io

import pytest
from docx.oxml.ns import qn
from PIL import Image

from samrum_kit.domain.records import Goal, Plan
from samrum_kit.intake.documents import read_document, refusals
from samrum_kit.intake.documents.gathering import Remark
from samrum_kit.intake.documents.remarks import KINDS, name_of, what_to_do
from samrum_kit.locale import speaking
from tests.intake.documents.papers import paper, remarks, values
from tests.intake.documents.word_markup import INLINE, reading_of, run


def told(*pieces):
    """Return the remarks on a paragraph below the heading of the goals, and its goals."""
    reading = reading_of(f"<w:p>{run('Mål')}</w:p><w:p>{''.join(pieces)}</w:p>")
    return [(one.kind, one.text) for one in reading.remarks], [row["text"] for row in values(reading, Goal)]


def test_inserted_text_is_read_and_told_of_and_deleted_text_is_only_told_of():
    found = told(run("Ro "), INLINE["inserted"]("i alle "), INLINE["deleted"]("ingen "), run("timer"))
    assert found == ([("inserted", "i alle "), ("deleted", "ingen ")], ["Ro i alle timer"])


def test_what_was_inserted_and_deleted_again_is_only_told_of():
    found = told(run("Ro"), f"<w:ins>{INLINE['deleted'](' i alle timer')}</w:ins>")
    assert found == ([("deleted", " i alle timer")], ["Ro"])


@pytest.mark.parametrize(("kind", "remark"), [("hidden", "hidden"), ("box", "box"), ("hint", "placeholder")])
def test_hidden_text_text_boxes_and_hints_of_others_are_told_of_once(kind, remark):
    assert told(run("Ro"), INLINE[kind]("ved siden af")) == ([(remark, "ved siden af")], ["Ro"])


@pytest.mark.parametrize("hint", ["Vælg", "Klik eller tryk her for at skrive tekst.", "Velg et element."])
def test_a_hint_that_a_form_brings_along_is_nothing_that_somebody_wrote(hint):
    assert told(run("Ro"), INLINE["hint"](hint)) == ([], ["Ro"])


def test_a_form_field_of_an_older_word_reads_as_what_it_shows():
    choice = "".join(f'<w:listEntry w:val="{word}"/>' for word in ("Forebyggende", "Foregribende"))
    field = f'<w:ffData><w:ddList><w:result w:val="1"/>{choice}</w:ddList></w:ffData>'
    body = f"<w:p>{run('Indsatsniveau: ')}<w:r><w:fldChar>{field}</w:fldChar></w:r></w:p>"
    assert values(reading_of(body), Plan) == [{"level": "targeted"}]


def test_pictures_headers_footers_and_comments_have_their_places(tmp_path):
    def write(document):
        picture = io.BytesIO()
        Image.new("RGB", (2, 2)).save(picture, "PNG")
        document.add_paragraph("Sags-id: S-1")
        run = document.add_paragraph("Mål: Ro").add_run()
        run.add_picture(picture)
        next(run._r.iter(qn("wp:docPr"))).set("descr", "Tegning af klassen")
        document.sections[0].header.paragraphs[0].text = "Lykkeborg Kommune"
        document.sections[0].footer.paragraphs[0].text = "Side 1"
        document.add_comment(run, text="Skal vi vente?", author="A")

    reading = read_document(paper(tmp_path / "plan.docx", write))
    assert sorted((one.place, one.kind, one.text) for one in reading.remarks) == [
        ("afsnit 2", "picture", "Tegning af klassen"), ("kommentar 1", "comment", "Skal vi vente?"),
        ("sidefod 1", "footer", "Side 1"), ("sidehoved 1", "header", "Lykkeborg Kommune"),
    ]


def test_a_national_id_is_told_of_with_its_place_and_never_repeated(tmp_path):
    def write(document):
        document.add_paragraph("Fri tekst om 310210 0000")
        document.add_paragraph("Mål: Ro, jf. 310210-0000")

    reading = read_document(paper(tmp_path / "plan.docx", write))
    assert [(one.place, one.text) for one in reading.remarks if one.kind == "national_id"] == [
        ("ark Mål, række 2, kolonne Mål", ""), ("afsnit 1", "")]


def test_a_file_inside_the_document_is_told_of():
    assert told(run("Ro"), "<w:altChunk/>") == ([("enclosed", "")], ["Ro"])
    assert [(one.kind, one.text) for one in reading_of("<w:altChunk/>").remarks] == [("enclosed", "")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_remark_has_a_name_and_says_what_to_do_in_each_language(kind):
    texts = set()
    for lang in ("da", "nb", "en"):
        with speaking(lang):
            remark = Remark("", kind, "")
            assert what_to_do(remark).endswith(".")
            texts.add((name_of(remark), what_to_do(remark)))
    assert len(texts) == 3


@pytest.mark.parametrize("code", refusals.TEXTS)
def test_every_refusal_says_what_to_do_in_each_language(code):
    texts = set()
    for lang in ("da", "nb", "en"):
        with speaking(lang):
            texts.add(refusals.refusal_text(code))
    assert len(texts) == 3
    assert all(text.endswith(".") for text in texts)


def test_a_table_that_is_not_understood_is_told_of_cell_by_cell(tmp_path):
    def write(document):
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "mandag", "læsebånd"

    reading = read_document(paper(tmp_path / "plan.docx", write))
    assert [(one.place, one.text) for one in reading.remarks] == [
        ("tabel 1, række 1, kolonne 1", "mandag"), ("tabel 1, række 1, kolonne 2", "læsebånd")]
    assert remarks(reading) == [("paragraph", "mandag"), ("paragraph", "læsebånd")]
