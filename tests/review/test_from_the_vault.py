"""What the vault gives to be reviewed is what was put into it, whatever else lies there."""

from pathlib import Path

from samrum_kit.review.engine import review
from samrum_kit.store import Cost, Store, create_vault
from tests.builders import Heap
from tests.review.examples import models
from tests.review.histories import FORUMS, PLAN_GATES, history
from tests.review.test_properties import renamed

GATES = [(model.id, gate) for model in models().values() for gate in model.gates]
SEEDS = 3


def test_a_history_in_the_vault_is_reviewed_like_the_heap_it_came_from(tmp_path: Path) -> None:
    create_vault(tmp_path / "rum", "fire små ord på række", cost=Cost(rounds=1, memory_kib=8, lanes=1))
    told = {f"{gate}-{seed}-": history(gate, seed) for _, gate in GATES for seed in range(SEEDS)}
    with Store.open(tmp_path / "rum", "fire små ord på række") as store:
        with store.writing() as transaction:
            transaction.save(renamed(record, prefix) for prefix, each in told.items() for record in each.records())
        for prefix, each in told.items():
            subject, day = f"{prefix}{each.subject}", each.as_of
            heap = Heap([renamed(record, prefix) for record in each.records()])
            kind = "meeting" if each.gate in FORUMS else "plan" if each.gate in PLAN_GATES else "case"
            model = models()[next(model for model, gate in GATES if gate == each.gate)]
            files = [getattr(source, f"{kind}_file")(subject, day) for source in (store, heap)]
            ours, theirs = (review(file, model, each.gate) for file in files)
            for found, expected in zip(ours.findings, theirs.findings, strict=True):
                assert (found.status, set(found.evidence)) == (expected.status, set(expected.evidence))
