"""Words are a quote only where they stand in the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.models import shipped_models
from samrum_kit.models.quotes import missing_quotes, one_line, quotations


@pytest.fixture(scope="module")
def guide():
    return shipped_models()["samarbejdsguiden"]


def test_everything_with_a_source_is_a_quotation_requirements_methods_and_values_alike(guide):
    quoted = {quotation.quote for quotation in quotations(guide)}
    assert {requirement.quote for requirement in guide.requirements} <= quoted
    assert {method.quote for method in guide.methods} <= quoted
    assert {statement.text for statement in guide.values} <= quoted
    assert {step.quote for step in guide.steps} <= quoted


def test_one_changed_word_in_the_source_is_found(guide):
    text = "\n\n".join(quotation.quote.replace(" ", "\n  ") for quotation in quotations(guide))
    document = guide.sources[0].document
    assert missing_quotes(guide, {document: text}) == []
    changed = text.replace("kontraktering", "kontrakt")
    missing = missing_quotes(guide, {document: changed})
    assert {one_line(quotation.quote) for quotation in missing} == {
        quotation.quote for quotation in quotations(guide) if "kontraktering" in quotation.quote}


def test_a_document_whose_text_is_not_at_hand_is_not_judged(guide):
    assert missing_quotes(guide, {}) == []


@given(st.lists(st.text(alphabet="abcæøå§.,-", min_size=1), min_size=1), st.sampled_from([" ", "\n", "\t ", "\u00a0"]))
def test_blanks_and_line_breaks_do_not_count(words, blank):
    assert one_line(blank.join(words)) == " ".join(words)
