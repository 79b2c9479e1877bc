"""`samrum models`: list, show, check, diff, and a municipality's own model without a change of code."""

import json
from pathlib import Path

import pytest

from tests.cli.command_line import samrum

HISTORY = Path(__file__).parents[1] / "contract" / "histories" / "ppv_klar.xlsx"

OWN_MODEL = """\
id = "fjordby"
name = "Fjordbys samarbejdsmodel"
municipality = "Fjordby Kommune"
based_on = "haderslev"
version = "1"
description = "Haderslevs model med vores egne ord."

[terms]
plan = "Trivselsplan"

[roles]
ppr = "Pædagogisk Rådgivning"

[[sources]]
document = "fjordby.txt"
title = "Sådan samarbejder vi"
publisher = "Fjordby Kommune"
dated = "2026"

[[requirements]]
id = "ppv.data_basis"
severity = "must"

[[requirements]]
id = "ppv.concern"
gate = "ppv"
scope = "case"
severity = "should"
title = "Bekymringen er skrevet ned"
ask = "Send den første beskrivelse af bekymringen."
rule = "A concern of the case is dated on or before as_of."
check = "concern_raised"
source = "fjordby.txt"
quote = "Bekymringen skrives ned samme dag."
"""


def test_the_five_models_are_listed() -> None:
    """Without a workspace and without a key."""
    done = samrum("models")

    assert done.code == 0
    for name in ("haderslev", "aalborg_samrum", "samarbejdsguiden", "trivselsforum_ssp", "baerum_ressursteam"):
        assert name in done.out


@pytest.mark.parametrize("words", [["haderslev"], ["show", "haderslev"]])
def test_a_model_is_shown_with_the_quote_of_every_requirement(words: list[str]) -> None:
    """`models haderslev` and `models show haderslev` are the same."""
    done = samrum("models", *words)

    assert done.code == 0
    assert done.out.count("»") == 44
    assert "\nppv (sag): Indstilling til PPV\n" in done.out
    assert "ppv.preventive_plan [skal] " in done.out


def test_a_source_text_in_the_windows_code_page_is_read(tmp_path: Path) -> None:
    """An office saves its texts that way; the model's own faults are told all the same."""
    (tmp_path / "kilde.txt").write_bytes("tegn på læring".encode("cp1252"))
    (tmp_path / "x.toml").write_text('id = "x"\n', encoding="utf-8")

    assert samrum("models", "check", tmp_path / "x.toml").code == 2


def test_a_faulty_model_file_is_told_with_every_fault_and_its_line(tmp_path: Path) -> None:
    """All of them at once."""
    file = tmp_path / "fjordby.toml"
    file.write_text(
        OWN_MODEL.replace("concern_raised", "concern_rased").replace('plan = "T', 'plann = "T'), encoding="utf-8"
    )

    done = samrum("models", "check", file)

    assert done.code == 2
    assert "Traceback" not in done.err
    for fault in ("plann", "concern_rased"):
        line = 1 + next(n for n, text in enumerate(file.read_text(encoding="utf-8").splitlines()) if fault in text)
        assert str(line) in done.err


def test_a_municipalitys_own_model_needs_no_change_of_code(tmp_path: Path) -> None:
    """A file in the workspace changes words and severities and adds a requirement with an existing check."""
    folder = tmp_path / "rum"
    assert samrum("init", folder, "--model", "haderslev").code == 0
    assert samrum("import", HISTORY, workspace=folder).code == 0
    (folder / "models" / "fjordby.toml").write_text(OWN_MODEL, encoding="utf-8")

    assert samrum("models", "check", folder / "models" / "fjordby.toml").code == 0
    listed = samrum("models", workspace=folder)
    differing = samrum("models", "diff", "haderslev", "fjordby", workspace=folder)
    reviewed = samrum(
        "review",
        "--model",
        "fjordby",
        "--gate",
        "ppv",
        "--case",
        "S-01",
        "--as-of",
        "2026-03-16",
        "--format",
        "json",
        workspace=folder,
    )

    assert "Fjordby Kommune" in listed.out
    assert "ppv.data_basis" in differing.out
    assert "ppv.concern" in differing.out
    findings = {finding["id"]: finding for finding in json.loads(reviewed.out)["findings"]}
    assert findings["ppv.data_basis"]["severity"] == "must"
    assert findings["ppv.concern"]["status"] == "documented"
    assert findings["ppv.concern"]["source"]["quote"] == "Bekymringen skrives ned samme dag."
