"""A model file is either read whole or answered with everything that is wrong with it, line by line."""

import re
from importlib.resources import files

import pytest

from samrum_kit.domain.vocabulary import Forum, Level, Role
from samrum_kit.errors import ModelFileInvalid, UnknownName
from samrum_kit.locale import speaking
from samrum_kit.models import CheckSignature, FaultyModel, known_models, load_model
from samrum_kit.models.loader import SHIPPED

CHECKS = {
    "plan_at_level": CheckSignature("plan_at_level", "case", {"level": Level}),
    "roles_present": CheckSignature("roles_present", "meeting", {"groups": tuple[tuple[Role, ...], ...]}),
}
SMALL = """\
id = "nordby"
name = "Nordbymodellen"
municipality = "Nordby"
lang = "da"
version = "1"
description = "En lille model."

[[sources]]
document = "nordby.txt"
title = "Vejledning"
publisher = "Nordby"
dated = "2026"

[terms]
plan = "Plan"
goal = "Mål"
sign = "Tegn"
measure = "Tiltag"
evaluation = "Evaluering"
concern = "Bekymring"
agenda = "Dagsorden"
minutes = "Referat"
action = "Aftale"
ppr = "PPR"
assessment = "PPV"
referral = "Indstilling"
school_leader = "Skoleleder"

[gate_titles]
start = "Opstart"

[[forums]]
id = "team"
name = "Teammøde"
purpose = "Samarbejde"
source = "nordby.txt"
quote = "teamet mødes"
frequency = { text = "Ugentligt", every = 1, unit = "week", minutes = 30, assumed = true }
agenda = { assumed = true, parts = [{ part = "system", title = "Klassen", minutes = 30 }] }
meeting_gate = "team_meeting"
case_gates = ["start"]

[[flows]]
id = "referral"
name = "Forløb"

[[flows.steps]]
id = "one"
label = "Først"
source = "nordby.txt"
quote = "teamet mødes"

[[flows.steps]]
id = "two"
label = "Så"
after = ["one"]
source = "nordby.txt"
quote = "teamet mødes"

[[requirements]]
id = "start.plan"
gate = "start"
scope = "case"
severity = "must"
title = "Plan"
ask = "Send venligst planen."
rule = "There is a preventive plan."
check = "plan_at_level"
with = { level = "preventive" }
source = "nordby.txt"
quote = "der er altid en plan"

[[requirements]]
id = "team.members"
gate = "team_meeting"
scope = "meeting"
severity = "should"
title = "Teamet"
ask = "Skriv gerne, hvem der er med."
rule = "The team is present."
check = "roles_present"
with = { groups = [["class_team"]] }
source = "nordby.txt"
quote = "teamet mødes"
"""


def faults_of(text, checks=CHECKS, **texts):
    with pytest.raises(FaultyModel) as caught:
        load_model(text, "nordby.toml", checks, **texts)
    return [(fault.line, fault.code) for fault in caught.value.faults]


def line(text, part, nth=0):
    return [number for number, line in enumerate(text.splitlines(), 1) if part in line][nth]


def test_a_sound_model_is_read():
    model = load_model(SMALL, "nordby.toml", CHECKS)
    assert model.gates == {"start": "case", "team_meeting": "meeting"}
    assert model.requirements_at("start")[0].params == {"level": Level.PREVENTIVE}
    assert model.requirements_at("team_meeting")[0].params == {"groups": ((Role.CLASS_TEAM,),)}
    assert model.forum(Forum.TEAM).agenda.minutes == 30
    assert model.forum(Forum.PKU) is None
    assert model.role_label(Role.PPR) == "PPR"


def test_the_parts_of_a_model_do_not_change():
    model = load_model(SMALL, "nordby.toml")
    with pytest.raises(ValueError, match="frozen"):
        model.requirements[0].severity = "should"


def test_a_gate_that_is_not_there_is_answered_with_those_that_are():
    model = load_model(SMALL, "nordby.toml")
    with pytest.raises(UnknownName, match="start"):
        model.requirements_at("strat")


@pytest.mark.parametrize(("was", "becomes", "code", "on"), [
    ('version = "1"', 'versoin = "1"', "model.unknown_key", "versoin"),
    ('version = "1"\n', "", "model.key_missing", 'id = "nordby"'),
    ('version = "1"', "version = 1", "model.value", "version = 1"),
    ('lang = "da"', 'lang = "sv"', "model.unknown_word", 'lang = "sv"'),
    ('severity = "must"', 'severity = "maybe"', "model.unknown_word", "maybe"),
    ('id = "team"', 'id = "temmøde"', "model.unknown_word", "temmøde"),
    ('quote = "der er altid en plan"\n', "", "model.source_missing", "[[requirements]]"),
    ('"Samarbejde"\nsource = "nordby.txt"\n', '"Samarbejde"\n', "model.source_missing", "[[forums]]"),
    ("minutes = 30, assumed = true", "minutes = 30", "model.source_missing", "frequency ="),
    ('text = "Ugentligt",', 'text = "Ugentligt", quote = "teamet mødes",', "model.assumed_quoted", "frequency ="),
    ('after = ["one"]\nsource = "nordby.txt"', 'after = ["one"]\nsource = "andet.txt"', "model.unknown_source",
     "andet.txt"),
    ('id = "team.members"', 'id = "start.plan"', "model.duplicate", 'id = "start.plan"'),
    ('id = "two"', 'id = "one"', "model.duplicate", 'id = "one"'),
    ('check = "plan_at_level"', 'check = "plan_at_levle"', "model.unknown_check", "plan_at_levle"),
    ('with = { level = "preventive" }', "", "model.parameter_missing", "[[requirements]]"),
    ('with = { level = "preventive" }', 'with = { level = "preventive", levels = 2 }', "model.unknown_parameter",
     "levels = 2"),
    ('level = "preventive"', 'level = "forebyggende"', "model.unknown_word", "forebyggende"),
    ('"class_team"', '"class_teem"', "model.unknown_word", "class_teem"),
    ('scope = "meeting"', 'scope = "case"', "model.check_scope", 'check = "roles_present"'),
    ('gate = "team_meeting"\nscope', 'gate = "start"\nscope', "model.mixed_gate", 'scope = "meeting"'),
    ('case_gates = ["start"]', 'case_gates = ["strat"]', "model.unknown_gate", "strat"),
    ('start = "Opstart"', 'strat = "Opstart"', "model.unknown_gate", "strat"),
    ('meeting_gate = "team_meeting"', 'meeting_gate = "start"', "model.unknown_gate", 'meeting_gate = "start"'),
    ('after = ["one"]', 'after = ["zero"]', "model.unknown_step", "zero"),
    ('after = ["one"]', 'after = ["one", "two"]', "model.step_cycle", "two"),
    ("minutes = 30 }]", "minutes = 0 }]", "model.value", "agenda ="),
    ('id = "nordby"', 'id = "Nordby"', "model.value", "Nordby"),
])
def test_each_fault_is_named_on_its_line(was, becomes, code, on):
    assert was in SMALL
    text = SMALL.replace(was, becomes, 1)
    places = [number for number, written in enumerate(text.splitlines(), 1) if on in written]
    assert [number for number, found in faults_of(text) if found == code and number in places]


@pytest.mark.parametrize("value", ["3", '"x"', "[]", "[3]", "{}", "[{}]", "true", "2026-08-01", "{ id = [], with = 3}"])
def test_whatever_a_value_becomes_the_answer_is_a_model_or_its_faults(value):
    for line in SMALL.splitlines():
        if " = " not in line:
            continue
        try:
            load_model(SMALL.replace(line, f"{line.split(' = ')[0]} = {value}", 1), "nordby.toml", CHECKS)
        except FaultyModel as error:
            assert error.faults  # noqa: PT017


def test_all_faults_of_a_file_come_at_once():
    text = (SMALL.replace('lang = "da"', 'lang = "sv"').replace('level = "preventive"', "level = 3")
            .replace('id = "two"', 'id = "one"').replace('quote = "der er altid en plan"\n', "")
            .replace('check = "roles_present"', 'check = "roles"'))
    assert {code for _line, code in faults_of(text)} == {
        "model.unknown_word", "model.duplicate", "model.source_missing", "model.unknown_check"}
    assert [found for found, _code in faults_of(text)] == sorted(found for found, _code in faults_of(text))


@pytest.mark.parametrize(("was", "becomes"), [
    ('version = "1"', 'version = "1'),
    ('version = "1"', "version"),
    ("[terms]", "[terms"),
    ('version = "1"', 'version = "1"\nversion = "2"'),
])
def test_what_is_not_toml_is_named_by_its_line(was, becomes):
    text = SMALL.replace(was, becomes, 1)
    (found,) = faults_of(text)
    assert found[1] == "model.syntax"
    assert abs(found[0] - line(text, becomes.split("\n")[-1])) <= 1


def test_a_quote_that_its_source_does_not_hold_is_a_fault_on_its_line():
    said = {"nordby.txt": "Vi skriver: der er\n altid  en plan."}
    found = faults_of(SMALL, texts=said)
    assert found == [(number, "model.quote_not_found") for number, written in enumerate(SMALL.splitlines(), 1)
                     if "teamet mødes" in written]
    assert load_model(SMALL, "nordby.toml", CHECKS, {"nordby.txt": said["nordby.txt"] + " Og teamet mødes."})


def test_the_error_speaks_the_users_language_and_repeats_no_value():
    with speaking("da"), pytest.raises(ModelFileInvalid) as caught:
        load_model(SMALL.replace('lang = "da"', 'lang = "Hemmelig Hansen"'), "nordby.toml", CHECKS)
    assert caught.value.exit_code == 2
    assert "nordby.toml" in str(caught.value)
    assert re.search(r"Linje 4:", str(caught.value))
    assert "Hansen" not in str(caught.value)


def test_known_models_are_read_only_when_asked_for(tmp_path):
    (tmp_path / "broken.toml").write_text("id = ", encoding="utf-8")
    models = known_models(tmp_path, CHECKS | {})
    assert list(models) == [*SHIPPED, "broken"]
    assert len(models) == 6
    assert known_models(None).named("haderslev").id == "haderslev"
    with pytest.raises(FaultyModel):
        models.named("broken")
    with pytest.raises(UnknownName, match="haderslev"):
        models.named("hadersleev")
    assert "hadersleev" not in models


def test_an_own_model_is_known_by_the_name_of_its_file(tmp_path):
    (tmp_path / "sydby.toml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(FaultyModel) as caught:
        known_models(tmp_path, CHECKS).named("sydby")
    assert caught.value.faults[0].code == "model.file_name"


def test_an_own_model_can_not_take_the_name_of_a_shipped_one(tmp_path):
    (tmp_path / "haderslev.toml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(FaultyModel) as caught:
        known_models(tmp_path, CHECKS)
    assert caught.value.faults[0].code == "model.name_taken"


def test_the_text_of_a_source_beside_an_own_model_must_hold_its_quotes(tmp_path):
    (tmp_path / "nordby.toml").write_text(SMALL, encoding="utf-8")
    assert known_models(tmp_path, CHECKS)["nordby"].name == "Nordbymodellen"
    (tmp_path / "nordby.txt").write_text("noget helt andet", encoding="utf-8")
    with pytest.raises(FaultyModel) as caught:
        known_models(tmp_path, CHECKS).named("nordby")
    assert {fault.code for fault in caught.value.faults} == {"model.quote_not_found"}


def test_a_file_in_another_encoding_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "nordby.toml").write_bytes(SMALL.encode("latin-1"))
    with pytest.raises(FaultyModel) as caught:
        known_models(tmp_path, CHECKS).named("nordby")
    assert caught.value.faults[0].code == "model.encoding"


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path):
    (tmp_path / "nordby.toml").write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert known_models(tmp_path, CHECKS)["nordby"] == load_model(SMALL, "nordby.toml", CHECKS)


def test_the_shipped_texts_are_package_data():
    assert all((files("samrum_kit.models") / f"{name}.toml").is_file() for name in SHIPPED)
