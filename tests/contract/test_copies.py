"""The copies beside this file equal the contract that they were taken from, where that is at hand."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
PAIRS = [
    (copy, SHARED / "reference" / "histories" / copy.name)
    if copy.parent.name == "histories" else (copy, SHARED / "contract" / copy.name)
    for copy in sorted((*HERE.glob("*.csv"), *HERE.glob("histories/*")))
]
FIGURES = (HERE.parent / "measure" / "reference_cases.json", SHARED / "reference" / "statistics.json")
needs_the_contract = pytest.mark.skipif(not SHARED.is_dir(), reason="the contract itself is not beside this clone")


@needs_the_contract
@pytest.mark.parametrize(("copy", "original"), [*PAIRS, FIGURES], ids=[copy.name for copy, _ in [*PAIRS, FIGURES]])
def test_a_copy_equals_its_original(copy: Path, original: Path) -> None:
    assert original.is_file(), f"{copy.name} is no longer part of the contract"
    assert copy.read_bytes() == original.read_bytes(), f"{copy.name} has changed: copy it again"


@needs_the_contract
def test_no_file_of_the_contract_lacks_its_copy() -> None:
    originals = {*SHARED.glob("contract/*.csv"), *SHARED.glob("reference/histories/*")}
    assert {path.name for path in originals} == {copy.name for copy, _ in PAIRS}
