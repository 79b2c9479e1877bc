"""Every code has a sentence in Danish and in Norwegian that says what to do."""

import re
from pathlib import Path

import pytest

import samrum_kit
from samrum_kit.intake.messages import TEXTS, message
from samrum_kit.locale import speaking

PACKAGE = Path(samrum_kit.__file__).parent
CODE = re.compile(
    r'"((?:file|sheet|column|value|cell|formula|text|id|national_id|number|date|yes_no|word|key|reference|'
    r'case|measure|plan|meeting|item|action)\.[a-z_]+)"'
)


def codes_in_the_code():
    """Return every code that the intake or a rule of a row can give."""
    paths = [*(PACKAGE / "intake").glob("*.py"), PACKAGE / "domain" / "rules.py"]
    return {
        code for path in paths if path.name != "messages.py" for code in CODE.findall(path.read_text(encoding="utf-8"))
    }


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    assert codes_in_the_code() == TEXTS.keys()


@pytest.mark.parametrize("code", TEXTS)
@pytest.mark.parametrize("hint", ["", "Mente du Start?"])
def test_a_sentence_is_translated_and_whole(code, hint):
    texts = set()
    for lang in ("da", "nb", "en"):
        with speaking(lang):
            text = message(code, hint)
        assert text[-1] in ".?"
        assert "{" not in text
        texts.add(text)
    assert len(texts) >= 2


def test_the_language_is_the_one_that_is_spoken_when_a_row_is_rejected():
    with speaking("nb"):
        assert message("value.missing") == "Dette må fylles ut."
    with speaking("da"):
        assert message("value.missing") == "Dette skal udfyldes."
