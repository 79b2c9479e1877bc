"""Every reference case comes out as expected, within the tolerance that stands with it."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.measure import reference_process, reference_service, reference_single_case, reference_suppression

COPY = Path(__file__).with_name("reference_cases.json")
CASES = json.loads(Path(os.environ.get("SAMRUM_REFERENCE_CASES", COPY)).read_text(encoding="utf-8"))["cases"]
METHODS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    **reference_single_case.METHODS,
    **reference_process.METHODS,
    **reference_service.METHODS,
    **reference_suppression.METHODS,
}
PROMISES = reference_suppression.PROMISES
"""Methods whose expected value is a list of promises: any answer is right that keeps them."""


def differences(found: Any, expected: Any, tolerance: float, place: str = "") -> list[str]:
    """Say where a result isn't what was expected; None stands for a number that is undefined."""
    if isinstance(expected, Mapping):
        missing = [f"{place}.{name} is not there" for name in expected if name not in found]
        both = [name for name in expected if name in found]
        return missing + [
            line for name in both for line in differences(found[name], expected[name], tolerance, f"{place}.{name}")
        ]
    if isinstance(expected, list):
        if len(found) != len(expected):
            return [f"{place} has {len(found)} entries, expected {len(expected)}"]
        return [
            line
            for position, (one, other) in enumerate(zip(found, expected, strict=True))
            for line in differences(one, other, tolerance, f"{place}[{position}]")
        ]
    if isinstance(expected, bool | str) or expected is None or found is None or isinstance(found, bool):
        same = found is expected if isinstance(expected, bool) or expected is None else found == expected
    else:
        same = abs(found - expected) <= tolerance + 1e-9 * abs(expected)
    return [] if same else [f"{place}: {found!r}, expected {expected!r}"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_reference_case_comes_out_as_expected(case: Mapping[str, Any]) -> None:
    if case["method"] in PROMISES:
        assert PROMISES[case["method"]](case["input"], case["expected"]) == []
        return
    found = METHODS[case["method"]](case["input"])
    assert differences(found, case["expected"], case["tolerance"]) == []
