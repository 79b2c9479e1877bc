"""What differs between two models is listed, and nothing else."""

import pytest

from samrum_kit.locale import speaking
from samrum_kit.models import differences, shipped_models


@pytest.fixture(scope="module")
def models():
    return shipped_models()


def test_a_model_does_not_differ_from_itself(models):
    assert [differences(model, model) for model in models.values()] == [()] * len(models)


def test_what_one_model_alone_has_stands_on_its_side(models):
    found = {(d.area, d.what): d for d in differences(models["haderslev"], models["aalborg_samrum"])}
    assert found["requirements", "ppv.goals"].second is None
    assert found["requirements", "dialogue.chair"].first is None
    assert found["levels", "preventive"].first == "Forebyggende"
    assert found["forums", "samrum.chair"].second == "school_management, principal, department_head (must)"
    assert (found["terms", "plan"].first, found["terms", "plan"].second) == ("Mål- og indsatsplan", "Handleplan")


def test_the_other_way_round_the_sides_change_places(models):
    one, other = models["haderslev"], models["baerum_ressursteam"]
    assert {(d.area, d.what, d.first, d.second) for d in differences(one, other)} == {
        (d.area, d.what, d.second, d.first) for d in differences(other, one)}


def test_a_changed_severity_reads_as_a_sentence(models):
    model = models["haderslev"]
    changed = model.model_copy(update={"requirements": tuple(
        r.model_copy(update={"severity": "should"}) if r.id == "ppv.goals" else r for r in model.requirements)})
    (found,) = differences(model, changed)
    assert str(found) == "ppv.goals: must → should"
    (removed,) = differences(model, model.model_copy(update={"requirements": model.requirements[:-1]}))
    with speaking("da"):
        assert str(removed) == "revisitation.goals_evaluated: kun i den første (must)"
