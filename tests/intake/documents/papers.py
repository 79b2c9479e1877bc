"""Plans in Word for tests: our own form filled in, and the kinds of documents that schools write themselves."""

import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from samrum_kit.domain.fields import Record
from samrum_kit.intake.documents import PlanReading, read_document, write_form
from samrum_kit.intake.source import FileRefused


def cell_text(cell: Any, text: str) -> None:
    """Write into a cell as a person does: the hint goes, the first paragraph is used, further lines are paragraphs."""
    for control in cell._tc.iter(qn("w:sdt")):
        flag = control.find(qn("w:sdtPr")).find(qn("w:showingPlcHdr"))
        if flag is not None:
            control.find(qn("w:sdtPr")).remove(flag)
        next(control.iter(qn("w:t"))).text = text
        return
    first, *others = text.split("\n")
    cell.paragraphs[0].add_run(first)
    for line in others:
        cell.add_paragraph(line)


FILLED = {
    "da": {
        "basics": ["S-01", "P-01", "Foregribende", "Eleven", "12-01-2026", "30-06-2026", "01-04-2026", "leder-A"],
        "texts": [("Klassen arbejder i grupper.", ""), ("Fraværstal og to observationer.", ""),
                  ("Jeg vil gerne sidde ved vinduet.", ""), ("", "Forældrene er inviteret til den 20. januar.")],
        "goals": [("Eleven deltager i gruppearbejde", "Individ", "Rækker hånden op\nBliver i gruppen"),
                  ("Klassen har faste roller", "Kontekst/fællesskab", "Rollekort ligger på bordet")],
        "measures": [("Rollekort i alle grupper", "Teamet om klassen", "12-01-2026", "", "Kontekst/fællesskab", ""),
                     ("Aftalt pause", "Klasselærer", "19-01-2026", "30-06-2026", "Individ", "makkerpar")],
        "changes": ("Ny dansklærer fra februar.", ""),
        "evaluations": [("01-04-2026", "Delvist nået", "Justér", "Rollerne virker i to fag.")],
    },
    "nb": {
        "basics": ["S-02", "P-02", "Målrettet", "Eleven", "12-01-2026", "30-06-2026", "01-04-2026", "rektor-A"],
        "texts": [("Klassen arbeider i grupper.", ""), ("To observasjoner.", ""),
                  ("Jeg vil gjerne sitte ved vinduet.", ""), ("Hjemme går det bra.", "")],
        "goals": [("Eleven deltar i gruppearbeid", "Individ", "Rekker opp hånden")],
        "measures": [("Rollekort i alle grupper", "Kontaktlærer", "12-01-2026", "", "System/fellesskap", "")],
        "changes": ("", ""),
        "evaluations": [("01-04-2026", "Delvis nådd", "Juster", "")],
    },
}


def filled_form(path: Path, lang: str = "da") -> Path:
    """Write our own form, and fill it in."""
    write_form(path, lang)
    document, wanted = Document(path), FILLED[lang]
    basics, *rest = document.tables
    for at, text in enumerate(wanted["basics"]):
        cell_text(basics.cell(at // 2, 2 * (at % 2) + 1), text)
    for table, (text, reason) in zip([*rest[:4], rest[6]], [*wanted["texts"], wanted["changes"]], strict=True):
        if text:
            cell_text(table.cell(0, 0), text)
        if reason:
            cell_text(table.cell(1, 1), reason)
    for table, name in ((rest[4], "goals"), (rest[5], "measures"), (rest[7], "evaluations")):
        for row, texts in enumerate(wanted[name], 1):
            for column, text in enumerate(texts):
                if text:
                    cell_text(table.cell(row, column), text)
    document.save(path)
    return path


def saved_by_libreoffice(path: Path) -> Path:
    """Return the same document as LibreOffice saves it."""
    folder = path.parent / "libreoffice"
    profile = (path.parent / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / path.name


def paper(path: Path, write: Callable[[Any], None]) -> Path:
    """Write a document."""
    document = Document()
    write(document)
    document.save(path)
    return path


def grid(parent: Any, rows: list[list[str]], *, bold_first: bool = False) -> Any:
    """Add a table of texts; a line feed parts paragraphs."""
    table = parent.add_table(rows=len(rows), cols=max(map(len, rows)))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            for number, line in enumerate(text.split("\n")):
                cell = table.cell(at, column)
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                paragraph.add_run(line).bold = bold_first and at == 0
    return table


def sections(document: Any) -> None:
    """Write a plan with headings over its paragraphs."""
    document.add_heading("Mål- og indsatsplan", 0)
    for heading, *texts in (
        ("1. Sammenhæng", "Klassen er urolig.", "Der er tre nye elever."),
        ("2. Mål", "Ro i overgange", "Makkere hjælper"),
        ("3. Tegn", "Alle er klar"), ("4. Tiltag", "Billedskema", "Udføres af: Klasselærer", "Rollekort"),
        ("5. Kontakt", "Ring til skolen."), ("Barnets stemme", "“Må jeg sidde ved vinduet?”"),
        ("EVALUERING", "Dato: 1. maj 2026", "Resultat: Nået", "Begrundelse: Alle kender skemaet."),
    ):
        document.add_heading(heading, 1)
        for text in texts:
            document.add_paragraph(text)


def values(reading: PlanReading, record: type[Record]) -> list[dict[str, Any]]:
    """Return what each row of a table says."""
    return [{name: value for name, value in row if value is not None} for row in reading.rows[record]]


def remarks(reading: PlanReading) -> list[tuple[str, str]]:
    """Return kind and text of each remark."""
    return [(one.kind, one.text) for one in reading.remarks]


def refused(path: Path) -> str:
    """Return the code with which a document is refused as a whole."""
    try:
        read_document(path)
    except FileRefused as fault:
        return fault.code
    return ""


def with_parts(path: Path, change: Mapping[str, bytes | Callable[[bytes], bytes]]) -> Path:
    """Return a copy of a document in which some parts are changed or added."""
    out = path.with_name(f"aendret-{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in dict.fromkeys([*source.namelist(), *change]):
            new = change.get(name)
            content = source.read(name) if name in source.namelist() else b""
            target.writestr(name, content if new is None else new(content) if callable(new) else new)
    return out
