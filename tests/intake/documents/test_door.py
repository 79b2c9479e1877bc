"""A hostile document is refused before or in the limited child process, and nothing of it reaches outside."""

import re
import socket
import threading
import time
from pathlib import Path

import pytest

from samrum_kit.domain.records import Goal
from samrum_kit.intake import archive, child, guard, markup, sources
from samrum_kit.intake.documents import door, read_document, refusals
from tests.intake.documents.papers import paper, refused, values, with_parts

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def plan(tmp_path):
    """Return an honest document."""
    return paper(tmp_path / "plan.docx", lambda document: document.add_paragraph("Mål: Ro i timerne"))


def body(text):
    """Return a main part with this markup in its body."""
    return f'<w:document xmlns:w="{MAIN}"><w:body>{text}</w:body></w:document>'.encode()


def test_an_honest_document_is_read(plan):
    assert values(read_document(plan), Goal) == [{"text": "Ro i timerne"}]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("plan.docm", b"PK\x03\x04", "file.macros"), ("plan.doc", b"\xd0\xcf\x11\xe0", "file.old_word"),
        ("plan.odt", b"PK\x03\x04", "file.type"), ("plan.docx", b"Kaere alle", "file.type"),
        ("plan.docx", b"", "file.type"),
        ("plan.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file.old_excel"),
        ("plan.docx", b"PK\x03\x04" + b"\0" * 100, "file.damaged"),
    ],
)
def test_another_kind_of_file_is_refused_by_its_kind(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    assert refused(tmp_path / name) == code


def test_a_document_that_is_not_there_is_refused(tmp_path):
    assert refused(tmp_path / "plan.docx") == "file.not_found"


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/comments.xml", "word/_rels/x.rels"])
def test_a_doctype_is_refused_in_every_part(plan, part):
    doctype = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert refused(with_parts(plan, {part: doctype + body("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>")})) == "file.doctype"


def test_macros_are_refused_by_their_part_and_by_the_kind_of_the_file(plan):
    kinds = {"[Content_Types].xml": lambda old: old.replace(b"document.main+xml", b"document.macroEnabled.main+xml")}
    assert refused(with_parts(plan, {"word/vbaProject.bin": b"x"})) == "file.macros"
    assert refused(with_parts(plan, kinds)) == "file.macros"


def test_embedded_objects_are_refused(plan):
    assert refused(with_parts(plan, {"word/embeddings/oleObject1.bin": b"x"})) == "file.embedded"


def test_a_workbook_with_the_ending_of_a_document_is_refused(tmp_path):
    from tests.intake.workbooks import BASE, write

    write(tmp_path / "skole.xlsx", BASE).rename(tmp_path / "skole.docx")
    assert refused(tmp_path / "skole.docx") == "file.type"


def test_a_part_that_unpacks_to_too_much_is_refused_unread(plan):
    bomb = body("<w:p/>" * 20_000_000)
    assert refused(with_parts(plan, {"word/document.xml": bomb})) in {"file.archive", "file.too_large"}


def test_elements_too_deep_inside_each_other_are_refused(plan):
    assert refused(with_parts(plan, {"word/document.xml": body("<w:p>" * 300 + "</w:p>" * 300)})) == "file.deep"


def test_the_deepest_tables_that_are_let_through_are_read_to_the_ground(plan):
    depth = (door.DEEPEST - 6) // 3
    text = "<w:p><w:r><w:t>Mål: dybt</w:t></w:r></w:p>"
    deep = body("<w:tbl><w:tr><w:tc>" * depth + text + "</w:tc></w:tr></w:tbl>" * depth)
    reading = read_document(with_parts(plan, {"word/document.xml": deep}))
    assert values(reading, Goal) == [{"text": "dybt"}]


def test_far_too_many_cells_are_refused(plan):
    cells = "".join(f'<w:tc><w:p w:id="{number * 7919}"/></w:tc>' for number in range(60_000))
    table = body(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    assert refused(with_parts(plan, {"word/document.xml": table})) == "file.cells"


@pytest.mark.parametrize(
    "content",
    [b"", b"<w:p>", body("")[:-4], b"<x/>", body("").decode().encode("utf-16"),
     body('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="mange"/></w:tcPr></w:tc></w:tr></w:tbl>'),
     body('<w:p><w:r><w:sym w:char="110000"/></w:r></w:p>')],
)
def test_a_main_part_that_is_no_document_is_refused_in_one_code(plan, content):
    assert refused(with_parts(plan, {"word/document.xml": content})) in {"file.damaged", "file.unreadable"}


def test_a_document_without_a_main_part_is_refused(plan):
    assert refused(with_parts(plan, {"_rels/.rels": b"<Relationships/>"})) == "file.unreadable"


def test_a_template_or_picture_from_elsewhere_makes_no_request(plan):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        target = f"http://127.0.0.1:{server.getsockname()[1]}/skabelon.dotm"
        calls = []
        thread = threading.Thread(target=lambda: calls.append(_called(server)))
        thread.start()
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        relations = "".join(f'<Relationship Id="r{at}" Type="{kind}/{name}" Target="{target}" TargetMode="External"/>'
                            for at, name in enumerate(("attachedTemplate", "image", "subDocument", "frame")))
        rels = f"<Relationships>{relations}</Relationships>".encode()
        changed = with_parts(plan, {"word/_rels/settings.xml.rels": rels, "word/_rels/header1.xml.rels": rels})
        assert values(read_document(changed), Goal) == [{"text": "Ro i timerne"}]
        thread.join()
    assert calls == [False]


def _called(server):
    """Tell whether somebody calls before the time is out."""
    try:
        server.accept()[0].close()
    except TimeoutError:
        return False
    return True


def test_an_answer_that_is_not_whole_is_no_document():
    for lines in ([], [b'{"body": [], "beside": []}'], [b'{"body": []}', b"1"], [b"[]", b"1"], [b"1", b"1"]):
        with pytest.raises((ValueError, TypeError, KeyError)):
            door._content(lines)


def test_every_code_with_which_a_document_can_be_refused_has_a_sentence():
    modules = (archive, child, door, guard, markup, sources)
    codes = {code for module in modules for code in
             re.findall(r'"(file\.[a-z_]+)"', Path(module.__file__).read_text(encoding="utf-8"))}
    only_workbooks = {"file.long_text", "file.empty", "file.document"}
    assert codes - only_workbooks <= refusals.TEXTS.keys()


def test_far_too_many_paragraphs_are_refused_at_once(plan):
    paragraphs = "".join(f"<w:p><w:r><w:t>a:b:c:{at * 7919}</w:t></w:r></w:p>" for at in range(door.MOST_ELEMENTS // 3))
    begun = time.monotonic()
    assert refused(with_parts(plan, {"word/document.xml": body(paragraphs)})) == "file.cells"
    assert time.monotonic() - begun < 5
