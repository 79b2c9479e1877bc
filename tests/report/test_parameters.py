"""A notebook takes what it declares, and nothing but ids, days and words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.report.parameters import parameters_of, values_for
from tests.report.notebooks import code, notebook, text

DECLARED = parameters_of(notebook())


def test_every_line_of_the_cell_is_a_parameter():
    assert [(found.name, found.kind, found.default) for found in DECLARED.values()] == [
        ("subject", "str", "S-1"),
        ("as_of", "str", None),
        ("lang", "str", "da"),
        ("rounds", "int", 1),
        ("long", "bool", False),
    ]


def test_values_are_read_as_the_types_that_the_cell_declares():
    given_texts = {"subject": " S-7 ", "as_of": "9.3.2026", "rounds": "3", "long": "Ja"}
    assert values_for(DECLARED, given_texts) == {"subject": "S-7", "as_of": "2026-03-09", "rounds": 3, "long": True}


def test_what_is_left_blank_keeps_its_default():
    assert values_for(DECLARED, {"subject": "S-7", "as_of": "  "}) == {"subject": "S-7"}


def test_an_unknown_parameter_is_refused_with_the_one_that_was_meant():
    with pytest.raises(UnknownName, match="Mente du subject") as refused:
        values_for(DECLARED, {"subjet": "S-1"})
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("texts", [{"as_of": "i morgen"}, {"rounds": "tre"}, {"long": "måske"}, {"lang": "sv"}])
def test_a_value_of_the_wrong_kind_is_refused_without_being_repeated(texts):
    with pytest.raises(UsageError) as refused:
        values_for(DECLARED, texts)
    assert not any(text in str(refused.value).split() for text in texts.values())


@pytest.mark.parametrize(
    "value",
    ["Mikkel Holm", "310210-0000", "3102100000", "../S-1", "S-1; import os", "S-1\nimport os", "{S-1}", "S" * 65],
)
def test_nothing_but_an_id_a_day_or_a_word_gets_through(value):
    with pytest.raises(UsageError) as refused:
        values_for(DECLARED, {"subject": value})
    assert value not in str(refused.value)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_whatever_gets_through_can_name_a_file(value):
    try:
        kept = values_for(DECLARED, {"subject": value}).get("subject", "")
    except UsageError:
        return
    assert not set(kept) & set('/\\:*?"<>|{} \n\0')
    assert not kept.startswith((".", "-"))


def test_a_report_for_somebody_whom_nobody_knows_is_refused():
    declared = parameters_of(notebook(parameters='profile: str = "intern"'))
    assert values_for(declared, {"profile": "foraeldre"}) == {"profile": "foraeldre"}
    with pytest.raises(UnknownName):
        values_for(declared, {"profile": "naboen"})


@pytest.mark.parametrize("cell", ["subject = 'S-1'", "subject: str = open('x').read()", "for", "import os"])
def test_a_cell_that_does_more_than_declare_is_refused(cell):
    with pytest.raises(UsageError) as refused:
        parameters_of(notebook(parameters=cell))
    assert refused.value.code == "usage.parameters_cell"


def test_a_notebook_without_a_cell_of_parameters_is_refused():
    bare = notebook()
    bare.cells = [code("1 + 1")]
    with pytest.raises(UsageError):
        parameters_of(bare)


def test_a_text_that_looks_like_parameters_is_none():
    made = notebook()
    made.cells = [text("case: str = ''", "parameters"), code("1")]
    with pytest.raises(UsageError) as refused:
        parameters_of(made)
    assert refused.value.code == "usage.parameters_cell"
