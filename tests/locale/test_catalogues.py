"""Every text that a user can meet has its Danish and its Norwegian, and the compiled catalogues are current."""

import ast
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
LANGUAGES = ["da", "nb"]
PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")

Text = str | tuple[str, ...]


@cache
def texts_in_the_code() -> set[Text]:
    """Return every text of the package; one with a plural is a pair."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in settings["mappings"]]
    options = {mapping["pattern"]: {"trimmed": "true"} for mapping in settings["mappings"] if mapping.get("trimmed")}
    found = extract_from_dir(ROOT / "samrum_kit", method_map=methods, options_map=options)
    return {message for _, _, message, _, _ in found}


@cache
def catalogue(lang: str) -> Catalog:
    """Return a language's texts as the translators write them."""
    with path_of(lang, "po").open("rb") as file:
        return read_po(file, locale=lang)


def path_of(lang: str, kind: str) -> Path:
    """Return where the catalogue of a language lies."""
    return ROOT / "samrum_kit" / "locale" / lang / "LC_MESSAGES" / f"samrum_kit.{kind}"


def entries(texts: Catalog) -> dict[Text, Text]:
    """Return the texts of a catalogue without its header."""
    return {as_text(message.id): as_text(message.string) for message in texts if message.id}


def as_text(text: str | Sequence[str]) -> Text:
    """Return a text as one form or as a tuple of its forms; the reader of compiled catalogues gives lists."""
    return text if isinstance(text, str) else tuple(text)


def forms(text: Text) -> list[str]:
    """Return the one or several forms of a text."""
    return [text] if isinstance(text, str) else list(text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_of_the_code_is_translated(lang: str) -> None:
    known = entries(catalogue(lang))
    assert sorted(str(text) for text in texts_in_the_code() if not all(forms(known.get(text, "")))) == []


def test_no_text_stands_where_the_extraction_does_not_look() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "samrum_kit").rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    said = {call.args[0].value for call in calls
            if getattr(call.func, "id", "") == "_" and isinstance(call.args[0], ast.Constant)}  # fmt: skip
    assert len(said) > 500
    assert said - texts_in_the_code() == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_kept_that_the_code_no_longer_says(lang: str) -> None:
    assert sorted(map(str, entries(catalogue(lang)).keys() - texts_in_the_code())) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_text(lang: str) -> None:
    for text, translation in entries(catalogue(lang)).items():
        if any(forms(translation)):
            assert placeholders(translation) == placeholders(text), text


def placeholders(text: Text) -> set[str]:
    """Return the names between braces in all forms of a text."""
    return {place for form in forms(text) for place in PLACEHOLDER.findall(form)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(lang: str) -> None:
    with path_of(lang, "mo").open("rb") as file:
        compiled = read_mo(file)
    written = {text: translation for text, translation in entries(catalogue(lang)).items() if any(forms(translation))}
    assert entries(compiled) == written
