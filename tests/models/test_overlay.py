"""A municipality's own model says only what differs from its base, and needs no code."""

import pytest

from samrum_kit.domain.vocabulary import Forum, Role, SchoolType
from samrum_kit.models import FaultyModel, differences, known_models, load_model
from samrum_kit.review.registry import signatures

OWN = """\
id = "nordby"
based_on = "baerum_ressursteam"
name = "Nordbymodellen"
municipality = "Nordby"
version = "2026"
description = "Ressurcemøder i Nordby."
lang = "da"
valid_from = 2026-08-01

[[sources]]
document = "nordby.txt"
title = "Vejledning"
publisher = "Nordby"
dated = "2026"

[terms]
plan = "Læringsplan"

[roles]
ppr = "PPL-psykolog"

[gate_titles]
ppt_referral = "Henvisning til PPL"

[settings]
open_social_case_rule = false

[[forums]]
id = "ressursteam"
chair = { roles = ["department_head"], severity = "must", source = "nordby.txt", quote = "afdelingslederen leder" }
fixed = [{ roles = ["principal", "ppr", "parent"], assumed = true }]

[[requirements]]
id = "ressursteam.system_first"
severity = "must"

[[requirements]]
id = "ressursteam.chair"
with = { roles = ["department_head"] }
rule = "chair_role is department_head."
source = "nordby.txt"
quote = "afdelingslederen leder"

[[requirements]]
id = "ppt.parents"
gate = "ppt_referral"
scope = "case"
severity = "should"
title = "Forældrenes perspektiv"
ask = "Beskriv gerne forældrenes perspektiv."
rule = "The case has a perspective entry with perspective=parents recorded on or before as_of."
check = "perspective_described"
with = { perspective = "parents" }
source = "nordby.txt"
quote = "forældrene høres altid"
"""


def faults_of(text):
    with pytest.raises(FaultyModel) as caught:
        load_model(text, "nordby.toml", signatures())
    return [(fault.line, fault.code) for fault in caught.value.faults]


@pytest.fixture(scope="module")
def own():
    return load_model(OWN, "nordby.toml", signatures())


@pytest.fixture(scope="module")
def base():
    return known_models(None, signatures())["baerum_ressursteam"]


def test_a_sixth_model_in_a_folder_loads_without_a_change_of_code(tmp_path, own):
    (tmp_path / "nordby.toml").write_text(OWN, encoding="utf-8")
    assert known_models(tmp_path, signatures()).named("nordby") == own


def test_it_has_its_own_words_and_keeps_the_others(own, base):
    assert (own.terms.plan, own.terms.ppr) == ("Læringsplan", base.terms.ppr)
    assert own.role_label(Role.PPR) == "PPL-psykolog"
    assert own.role_label(Role.PRINCIPAL) == "Skoleleder"
    assert own.gate_title("ppt_referral") == "Henvisning til PPL"
    assert own.gate_title("ressursteam_meeting") == base.gate_title("ressursteam_meeting")
    assert not own.settings.open_social_case_rule


def test_it_changes_who_leads_and_who_belongs(own):
    team = own.forum(Forum.RESSURSTEAM)
    assert team.chair.roles == (Role.DEPARTMENT_HEAD,)
    assert team.fixed_roles(SchoolType.PRIMARY) == (Role.PRINCIPAL, Role.PPR, Role.PARENT)
    assert team.agenda.minutes == 120


def test_it_changes_severities_and_adds_a_requirement_with_an_existing_check(own, base):
    assert [r.id for r in own.requirements] == [*(r.id for r in base.requirements), "ppt.parents"]
    severities = {r.id: r.severity for r in own.requirements}
    assert severities["ressursteam.system_first"] == "must"
    assert severities["ressursteam.hour_each"] == "should"
    assert own.requirements_at("ppt_referral")[-1].params["perspective"] == "parents"


def test_what_is_required_differs_only_where_the_own_file_says_so(own, base):
    changed = {difference.what for difference in differences(base, own) if difference.area == "requirements"}
    assert changed == {"ressursteam.system_first", "ressursteam.chair.roles", "ppt.parents", "ppt.parents.perspective"}


def test_the_base_stays_as_it_was(own, base):
    assert own.valid_from.year == 2026
    assert known_models(None, signatures())["baerum_ressursteam"] == base
    assert base.role_label(Role.PPR) == "PP-rådgiver"


def test_since_when_it_holds_is_not_taken_from_the_base():
    text = OWN.split("[[sources]]", maxsplit=1)[0].replace("valid_from = 2026-08-01\n", "")
    model = load_model(text.replace("baerum_ressursteam", "aalborg_samrum"), "nordby.toml", signatures())
    assert model.valid_from is None
    assert known_models(None)["aalborg_samrum"].valid_from is not None


@pytest.mark.parametrize("value", ["3", '"x"', "[]", "[3]", "{}", "[{}]", "true", "2026-08-01", "{ id = [], with = 3}"])
def test_whatever_a_value_becomes_the_answer_is_a_model_or_its_faults(value):
    for line in OWN.splitlines():
        if " = " not in line:
            continue
        try:
            load_model(OWN.replace(line, f"{line.split(' = ')[0]} = {value}", 1), "nordby.toml", signatures())
        except FaultyModel as error:
            assert error.faults  # noqa: PT017


@pytest.mark.parametrize(("was", "becomes", "code", "on"), [
    ('based_on = "baerum_ressursteam"', 'based_on = "berum"', "model.unknown_base", "berum"),
    ('name = "Nordbymodellen"\n', "", "model.key_missing", 'id = "nordby"'),
    ("[terms]", "[[levels]]\nid = 'preventive'\n[terms]", "model.not_overridable", "[[levels]]"),
    ('plan = "Læringsplan"', 'plen = "Læringsplan"', "model.unknown_key", "plen"),
    ('ppr = "PPL-psykolog"', 'pqr = "PPL-psykolog"', "model.unknown_word", "pqr"),
    ('id = "ressursteam"', 'id = "samrum"', "model.not_overridable", 'id = "samrum"'),
    ('id = "ressursteam"', 'id = "ressursteam"\npurpose = "noget andet"', "model.not_overridable", "purpose"),
    ('severity = "must"\n\n', 'severity = "might"\n\n', "model.unknown_word", "might"),
    ('severity = "must"\n\n', 'severity = "must"\ngate = "x"\n\n', "model.not_overridable", 'gate = "x"'),
    ('rule = "chair_role is department_head."\nsource = "nordby.txt"\nquote = "afdelingslederen leder"\n', "",
     "model.source_missing", "[[requirements]]"),
    ('with = { roles = ["department_head"] }', 'with = { roles = ["boss"] }', "model.unknown_word", "boss"),
    ('quote = "forældrene høres altid"\n', "", "model.source_missing", "[[requirements]]"),
    ('check = "perspective_described"', 'check = "perspective_asked"', "model.unknown_check", "perspective_asked"),
    ("fixed = [{ roles", 'fixed = [{ source = "x.txt", roles', "model.unknown_source", "x.txt"),
])
def test_each_fault_is_named_on_its_line_in_the_own_file(was, becomes, code, on):
    assert was in OWN
    text = OWN.replace(was, becomes, 1)
    places = [number for number, written in enumerate(text.splitlines(), 1) if on in written]
    assert [number for number, found in faults_of(text) if found == code and number in places]
