"""The engine and a second, literal reading of the contract say the same of random histories."""

import pytest

from samrum_kit.review.engine import review
from tests.review.examples import models
from tests.review.histories import history
from tests.review.oracle import status

SEEDS = 200
GATES = [(model.id, gate) for model in models().values() for gate in model.gates]
SWITCHED_OFF = {"trivselsforum.no_open_social_case"}
"""Not relevant only by a setting of the model."""


@pytest.mark.parametrize(("model", "gate"), GATES)
def test_engine_and_oracle_agree_on_every_requirement(model: str, gate: str) -> None:
    differing = []
    seen: dict[str, set[str]] = {}
    for seed in range(SEEDS):
        told = history(gate, seed)
        for finding in review(told.opened(), models()[model], gate).findings:
            expected = status(finding.requirement, told.rows, told.subject, told.as_of)
            seen.setdefault(finding.requirement, set()).add(expected)
            if finding.status != expected:
                differing.append((seed, finding.requirement, str(finding.status), expected))
    assert differing == []
    for requirement in models()[model].requirements_at(gate):
        asked = "not_relevant" not in requirement.rule or requirement.id in SWITCHED_OFF
        assert seen[requirement.id] == {"documented", "missing"} | (set() if asked else {"not_relevant"})
