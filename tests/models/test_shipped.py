"""The five models that come with the package say what their sources say, and nothing that the contract doesn't fix."""

import csv
import os
import re
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from samrum_kit.domain.vocabulary import AgendaPart, EventKind, Forum, Level, Perspective, Role, SchoolType
from samrum_kit.models import shipped_models
from samrum_kit.models.parts import Sourced
from samrum_kit.models.quotes import missing_quotes, one_line, quotations
from samrum_kit.review.registry import signatures

ROOT = Path(__file__).parents[2]
CONTRACT = list(csv.DictReader((ROOT / "tests/contract/requirements.csv").open(encoding="utf-8")))
REGISTER = {
    source["document"]: source for source in tomllib.loads((ROOT / "data/sources.toml").read_text("utf-8"))["sources"]
}


@pytest.fixture(scope="module")
def models():
    return shipped_models(signatures())


@pytest.fixture(scope="module")
def texts():
    folder = Path(os.environ.get("SAMRUM_SOURCES") or ROOT.parent / "shared" / "seeds")
    if not folder.is_dir():
        pytest.skip("the texts of the sources are not ours to ship; SAMRUM_SOURCES names the folder that holds them")
    return {document: (folder / document).read_text(encoding="utf-8") for document in REGISTER}


def test_the_requirements_are_those_of_the_contract_in_its_order(models):
    fixed = ("id", "gate", "scope", "severity", "rule", "source", "quote")
    ours = [{"model": model.id, **{name: getattr(requirement, name) for name in fixed}}
            for model in models.values() for requirement in model.requirements]
    assert ours == CONTRACT


def test_every_requirement_of_a_source_uses_a_check_of_the_catalogue_and_none_is_idle(models):
    used = {requirement.check for model in models.values() for requirement in model.requirements}
    assert used == set(signatures())


def test_parameters_become_values_of_the_words_they_name(models):
    adviser = next(r for r in models["haderslev"].requirements if r.id == "ppv.external_adviser")
    assert adviser.params["level"] is Level.TARGETED
    assert Role.PRACTICE_ADVISER in adviser.params["roles"]


def test_every_quote_stands_in_its_source(models, texts):
    found = {name: missing_quotes(model, texts) for name, model in models.items()}
    assert found == {name: [] for name in models}


def test_the_texts_are_those_that_were_registered(texts):
    assert {document: sha256(text.encode("utf-8")).hexdigest() for document, text in texts.items()} == {
        document: source["sha256"] for document, source in REGISTER.items()}


def test_the_models_name_their_sources_as_the_register_does(models):
    named = {source.document: source.model_dump() for model in models.values() for source in model.sources}
    assert named == {document: {name: text for name, text in source.items() if name != "sha256"}
                     for document, source in REGISTER.items()}


def test_what_is_assumed_is_never_a_requirement_level_or_step(models):
    for model in models.values():
        stated = (*model.requirements, *model.levels, *model.instances, *model.steps, *model.perspectives,
                  *model.system_topics)
        assert not [part.id for part in stated if isinstance(part, Sourced) and part.assumed]
        assert {quotation.document for quotation in quotations(model)} == {s.document for s in model.sources}


@pytest.mark.parametrize("phrase", ["barnet er ", "eleven er ", "barn er ", "problembarn", "svag", "dårlig"])
def test_no_request_says_what_a_child_is(models, phrase):
    requests = [requirement.ask.lower() for model in models.values() for requirement in model.requirements]
    assert not [ask for ask in requests if phrase in ask]


def test_every_request_is_one_courteous_sentence(models):
    courtesy = {"must": r"\bvenligst\b|^Kan dere\b", "should": r"\bgerne\b|\bgjerne\b"}
    for model in models.values():
        for requirement in model.requirements:
            assert re.fullmatch(r"[^.?!]+[.?]", requirement.ask), requirement.id
            assert re.search(courtesy[requirement.severity], requirement.ask), requirement.id


def test_every_line_of_haderslevs_tables_is_in_its_method_bank(models, texts):
    text = texts["002_f86a23e42f109cb9.txt"]
    tables = text[text.index("Nedenstående oversigt henviser"):text.index("Efter arbejdet med målrettede")]
    lines = {one_line(line.split("·", 1)[1]) for line in tables.splitlines() if "·" in line}
    named = {one_line(method.quote) for method in models["haderslev"].methods}
    about_agreement = {line for line in lines if line.startswith(("Efter aftale", "Distriktsrådet giver"))}
    about_notification = {line for line in lines if "Netværksmøde med team" in line or "den individuelle" in line}
    assert len(lines) > 40
    assert lines - named == about_agreement | about_notification


def test_ids_of_methods_are_stable_and_unique(models):
    for model in models.values():
        ids = [method.id for method in model.methods]
        assert len(ids) == len(set(ids))
    haderslev = {method.id: method for method in models["haderslev"].methods}
    assert haderslev["co_teaching"].level is Level.TARGETED
    assert Role.CLASS_TEAM in haderslev["co_teaching"].actors


def test_haderslevs_referral_is_bound_only_where_the_source_binds_it(models):
    steps = {step.id: step for step in models["haderslev"].flows[0].steps}

    def before(name):
        return {name, *(earlier for after in steps[name].after for earlier in before(after))}

    assert {"ppv_referral", "ppv_received", "party_hearing"} <= before("leader_decision")
    assert {"district_dialogue", "pku_referral", "pku_meeting"} <= before("pku_decision")
    assert "leader_decision" not in before("district_dialogue")
    assert "district_dialogue" not in before("leader_decision")
    assert set(steps["pku_returned"].loops_to) == {"leader_decision", "district_dialogue"}
    documented = {kind for step in steps.values() for kind in step.events}
    assert {EventKind.PKU_RETURNED, EventKind.REFUSAL, EventKind.INDIVIDUALLY_INTEGRATED} <= documented


def test_a_ressursteam_at_a_combined_school_has_the_members_of_both(models):
    team = models["baerum_ressursteam"].forum(Forum.RESSURSTEAM)
    primary, secondary, combined = (
        team.fixed_roles(kind) for kind in (SchoolType.PRIMARY, SchoolType.LOWER_SECONDARY, SchoolType.COMBINED))
    assert Role.MILIEU_TEACHER in primary
    assert Role.MILIEU_TEACHER not in secondary
    assert set(combined) == {*primary, *secondary}
    assert len(combined) == len(set(combined))
    assert team.fixed_roles(SchoolType.SPECIAL) == ()
    assert Role.YOUTH_SERVICE in team.invited_roles(SchoolType.COMBINED)
    assert Role.YOUTH_SERVICE not in team.invited_roles(SchoolType.PRIMARY)


def test_the_members_of_a_ressursteam_are_those_the_requirement_reviews(models):
    model = models["baerum_ressursteam"]
    reviewed = next(r for r in model.requirements if r.id == "ressursteam.members").params
    team = model.forum(Forum.RESSURSTEAM)
    assert set(reviewed["primary"]) == set(team.fixed_roles(SchoolType.PRIMARY))
    assert set(reviewed["lower_secondary"]) == set(team.fixed_roles(SchoolType.LOWER_SECONDARY))


def test_baerum_has_seven_key_figures_seventeen_topics_and_an_hour_for_each_part(models):
    model = models["baerum_ressursteam"]
    agenda = model.forum(Forum.RESSURSTEAM).agenda
    assert (len(model.key_figures), len(model.system_topics)) == (7, 17)
    assert [(slot.part, slot.minutes) for slot in agenda.parts] == [
        (AgendaPart.SYSTEM, 60), (AgendaPart.INDIVIDUAL, 60)]
    assert agenda.minutes == model.forum(Forum.RESSURSTEAM).frequency.minutes == 120


def test_samarbejdsguiden_has_the_ten_perspectives(models):
    assert [p.id for p in models["samarbejdsguiden"].perspectives] == list(Perspective)


def test_aalborgs_three_levels_are_places_of_work_and_not_intensities(models):
    model = models["aalborg_samrum"]
    assert model.levels == ()
    assert [place.id for place in model.instances] == ["own_resources", "samrum", "dialogue"]


def test_the_agenda_of_each_forum_fills_its_meeting(models):
    for model in models.values():
        for forum in model.forums:
            assert forum.agenda.minutes == forum.frequency.minutes, (model.id, forum.id)
