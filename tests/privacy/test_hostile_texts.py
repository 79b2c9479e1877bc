"""What somebody wrote stays a text: in a report, on the terminal, and in the rows that a school gets back."""

import json
import os
import re
import unicodedata
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from openpyxl import load_workbook

from samrum_kit.batch import Outcome, Subject, plan_batch
from samrum_kit.batch.backends import Rendered
from samrum_kit.batch.index import write_index
from samrum_kit.batch.manifest import Status
from samrum_kit.cli.terminal import harmless, print_json
from tests.privacy.canaries import Scratch, workbook
from tests.report.notebooks import HOSTILE, written

STEERING = "\x1b[31mrød\x1b]0;titel\x07\x9b31m\x90q\x9c\u202eomvendt\u2066\u2028\x85\x00\x08\x7f\rhen"
MARKDOWN = "![](http://127.0.0.1:9/a.png) [klik](javascript:alert(1)) $\\href{javascript:alert(1)}{x}$ `kode` # stor"
TEMPLATES = "{{ cycler.__init__.__globals__.os.getpid() }} {% for x in y %} ${7*7} #{7*7} <%= 7*7 %> {0.__class__}"
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", '=HYPERLINK("http://127.0.0.1:9")', "{=1+1}", "|cmd"]
TEXT = " ".join([*HOSTILE, STEERING.replace("\0", ""), MARKDOWN, TEMPLATES])

LIVE = {"script", "iframe", "object", "embed", "form", "input", "button", "base", "svg", "math", "video", "audio"}


class Page(HTMLParser):
    """Collects what could act on a page."""

    def __init__(self, page):
        super().__init__()
        self.live, self.text, self.titles = [], [], []
        self._within = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self._within = tag
        addresses = [value or "" for name, value in attrs if name in {"href", "src", "action", "data", "srcset"}]
        acts = tag in LIVE or (tag == "link") or any(name.startswith("on") or name == "style" for name, _ in attrs)
        leads_out = any(not address.startswith(("#", "data:image/")) for address in addresses)
        refreshes = tag == "meta" and ("http-equiv", "refresh") in attrs
        if acts or leads_out or refreshes:
            self.live.append((tag, attrs))

    def handle_data(self, data):
        (self.titles if self._within in {"title", "style"} else self.text).append(data)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    """Take in a school whose every text is hostile."""
    scratch = Scratch(tmp_path_factory.mktemp("fjendtligt"))
    assert scratch.samrum("init", scratch.workspace, "--model", "haderslev", "--model", "aalborg_samrum").code == 0
    said = scratch.samrum("import", workbook(scratch.school, TEXT))
    assert said.code == 0, said
    note = ("--requirement", "ppv.child_voice", "--by", "psychologist", "--on", "2026-03-09")
    reason = STEERING.replace("\0", "")
    assert scratch.samrum("note", "--gate", "ppv", "--case", "S-1", *note, "--reason", reason).code == 0
    return scratch


@pytest.mark.parametrize(
    "arguments",
    [
        ("02_gennemgang", "-p", "gate", "ppv", "-p", "subject", "S-1", "-p", "as_of", "2026-03-09"),
        ("01_moede", "-p", "forum", "samrum", "-p", "school", "SK-1", "-p", "on", "2026-03-23"),
    ],
)
def test_nothing_in_a_report_acts_or_leads_out(scratch, arguments):
    said = scratch.samrum("report", *arguments)
    assert said.code == 0, said
    content = next(scratch.workspace.rglob(f"{arguments[0]}-*.html")).read_text(encoding="utf-8")
    page = Page(content)
    text = "".join(page.text)
    assert page.live == []
    assert "<script>alert(1)</script>" in text
    assert "{{ cycler" in text
    assert "javascript:alert(1)" in text
    assert steering_in(content) & set(map(chr, range(32))) == set()


@pytest.mark.skipif(os.name != "posix", reason="such a file can not be there")
@pytest.mark.parametrize("name", ["javascript:alert(1)", 'a#b?c%41 "><script>', "æ ø"])
def test_a_link_of_an_index_leads_to_the_report_beside_it_whatever_the_notebook_is_called(tmp_path, name):
    plan = plan_batch(written(tmp_path, name=name), [Subject("S-1", {"subject": "S-1"})], {})
    write_index(plan, [Outcome(plan.jobs[0], Rendered(Status.OK, files={"html": ""}))], tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    (address,) = re.findall(r'href="([^"#][^"]*)"', page)
    assert address.startswith("./")
    assert unquote(urlsplit(address).path) == f"./{plan.jobs[0].name}.html"
    assert "<script" not in page


REVIEW = ("review", "--gate", "ppv", "--case", "S-1", "--as-of", "2026-03-09")
PREPARE = ("prepare", "--forum", "samrum", "--school", "SK-1", "--on", "2026-03-23")


@pytest.mark.parametrize("arguments", [REVIEW, PREPARE, (*REVIEW, "--format", "json")])
def test_no_text_steers_the_terminal(scratch, arguments):
    said = scratch.samrum(*arguments)
    assert said.code == 0
    assert "omvendt" in said.out
    assert steering_in(said.out + said.err) == set()


def test_json_steers_nothing_and_loses_nothing(capsys):
    print_json({STEERING: [STEERING]})
    printed = capsys.readouterr().out
    assert steering_in(printed) == set()
    assert json.loads(printed) == {STEERING: [STEERING]}


def steering_in(text):
    """Return the signs that a terminal could act on."""
    return {sign for sign in text if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} and sign not in "\n\t"} | set(
        re.findall(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)
    )


def test_every_steering_sign_is_replaced_and_no_other():
    every = "".join(map(chr, range(0x11000)))
    assert steering_in(harmless(every)) == set()
    assert [a for a, b in zip(every, harmless(every), strict=True) if a != b] == sorted(steering_in(every))


def test_rejected_rows_hold_no_formula_and_steer_nothing(scratch):
    folder = scratch.school / "f\x1b[31mejl\u202e"
    folder.mkdir()
    lines = [f'"{text}";S-1;"{text}";"{text}";"{text}"'.replace('("', '(""').replace('")', '"")') for text in FORMULAS]
    header = f"Hændelses-id;Sags-id;Hændelse;Dato;Note;={STEERING[:4]}"
    (folder / "events.csv").write_text("\n".join([header, *lines]), encoding="utf-8")
    said = scratch.samrum("import", folder)
    assert said.code == 1
    assert steering_in(said.out + said.err) == set()
    book = load_workbook(next(scratch.school.glob("*.afvist.xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {text.strip() for text in FORMULAS} <= {str(cell.value).strip() for cell in cells}
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.hyperlink for cell in cells} == {None}


def test_a_text_of_a_million_signs_is_refused_and_nothing_of_it_said(scratch):
    folder = scratch.school / "langt"
    folder.mkdir()
    event = f"H-9;S-1;Netværksmøde holdt;2026-02-01;{'Kanarina ' * 120_000}"
    (folder / "events.csv").write_text(f"Hændelses-id;Sags-id;Hændelse;Dato;Note\n{event}", encoding="utf-8")
    said = scratch.samrum("import", folder)
    assert said.code == 1
    assert "Kanarina" not in said.out + said.err
    assert len(said.err) < 500
