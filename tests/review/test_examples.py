"""No requirement is without its examples: one documented, one missing, and one not relevant where the rule has it."""

import csv
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest

from tests.review.examples import Example, Examples, models

GATES = ("ppv", "pku", "mellemform", "revisitation", "samrum_meeting", "dialogue_meeting", "handleplan", "samarbejde",
         "trivselsforum_meeting", "ressursteam_meeting", "ppt_referral")
SWITCHED_OFF = {"trivselsforum.no_open_social_case"}
"""Not relevant by a setting of the model, which has a test of its own."""


def examples_of(gate: str) -> list[Example]:
    """Return the examples that a test module holds."""
    module = import_module(f"tests.review.test_{gate}")
    lists = [value for value in vars(module).values() if isinstance(value, Examples) and value.gate == gate]
    return list(chain.from_iterable(lists))


def requirements() -> dict[str, dict[str, str]]:
    """Return the contract's requirements by id."""
    path = Path(__file__).parents[1] / "contract" / "requirements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


EXAMPLES = [example for gate in GATES for example in examples_of(gate)]


def test_the_examples_are_about_the_requirements_of_the_models_and_no_others() -> None:
    shipped = {(model.id, rule.gate, rule.id) for model in models().values() for rule in model.requirements}
    assert {(example.model, example.gate, example.requirement) for example in EXAMPLES} == shipped
    assert {requirement for _, _, requirement in shipped} == set(requirements())
    assert len(shipped) == 94


@pytest.mark.parametrize("requirement", requirements())
def test_a_requirement_has_an_example_of_each_status_that_it_can_have(requirement: str) -> None:
    rule = requirements()[requirement]["rule"]
    wanted = {"documented", "missing"} | ({"not_relevant"} if "not_relevant" in rule else set())
    found = {str(example.status) for example in EXAMPLES if example.requirement == requirement}
    assert found == wanted - ({"not_relevant"} if requirement in SWITCHED_OFF else set())
