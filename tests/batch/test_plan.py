"""A batch is checked before anything runs: who was chosen, what each report is told, what each file is called."""

from datetime import date

import pytest
from nbformat import from_dict
from nbformat.v4 import new_output

from samrum_kit.batch import Choice, Subject, plan_batch, subjects
from samrum_kit.batch.plan import job_key
from samrum_kit.domain.records import Case, Meeting, Plan, School
from samrum_kit.domain.vocabulary import Forum
from samrum_kit.errors import UnknownName, UsageError
from tests.builders import case, meeting, plan, school
from tests.report.notebooks import code, notebook, text, written

MEETING = 'forum: str = "samrum"\nschool: str = "SK-1"\non: str = "2026-03-09"\nlang: str = "da"'


def tables(record):
    """Return a small workspace's records."""
    return {
        School: (school("SK-1"), school("SK-2")),
        Case: (
            case("S-2", school_id="SK-2", first_concern_on=date(2026, 1, 10)),
            case("S-1", school_id="SK-1", first_concern_on=date(2025, 9, 1)),
            case("S-3", school_id="SK-1", first_concern_on=date(2026, 2, 1)),
        ),
        Plan: (
            plan("P-1", case_id="S-1", starts_on=date(2025, 10, 1)),
            plan("P-2", case_id="S-2", starts_on=date(2026, 1, 15)),
        ),
        Meeting: (
            meeting("M-1", forum="samrum", school_id="SK-1", held_on=date(2026, 1, 20), planned_on=date(2026, 1, 19)),
            meeting("M-2", forum="dialogue", case_id="S-1", planned_on=date(2026, 2, 20), held_on=None),
            meeting("M-3", forum="samrum", school_id="SK-2", planned_on=None, held_on=None),
        ),
    }[record]


def ids(kind, **choice):
    """Return the ids that were chosen."""
    return [subject.id for subject in subjects(kind, tables, Choice(**choice))]


@pytest.mark.parametrize(
    ("kind", "choice", "chosen"),
    [
        ("cases", {}, ["S-1", "S-2", "S-3"]),
        ("cases", {"school": "SK-1"}, ["S-1", "S-3"]),
        ("cases", {"from_day": date(2026, 1, 10), "to_day": date(2026, 2, 1)}, ["S-2", "S-3"]),
        ("cases", {"from_day": date(2026, 1, 11), "to_day": date(2026, 1, 31)}, []),
        ("schools", {}, ["SK-1", "SK-2"]),
        ("plans", {"school": "SK-1"}, ["P-1"]),
        ("plans", {"from_day": date(2026, 1, 1)}, ["P-2"]),
        ("meetings", {}, ["M-1", "M-2", "M-3"]),
        ("meetings", {"forum": Forum.SAMRUM}, ["M-1", "M-3"]),
        ("meetings", {"forum": Forum.SAMRUM, "school": "SK-2"}, ["M-3"]),
        ("meetings", {"from_day": date(2026, 1, 20)}, ["M-1", "M-2"]),
        ("meetings", {"to_day": date(2026, 1, 19)}, []),
    ],
)
def test_a_choice_takes_what_it_says_and_nothing_else(kind, choice, chosen):
    assert ids(kind, **choice) == chosen


@pytest.mark.parametrize(
    ("kind", "choice", "refusal"),
    [
        ("pupils", {}, UnknownName),
        ("cases", {"school": "SK-9"}, UnknownName),
        ("cases", {"forum": Forum.SAMRUM}, UsageError),
        ("schools", {"from_day": date(2026, 1, 1)}, UsageError),
    ],
)
def test_a_choice_that_says_nothing_about_the_kind_is_refused(kind, choice, refusal):
    with pytest.raises(refusal):
        ids(kind, **choice)


def test_every_chosen_case_gets_a_job_with_the_parameters_of_all(tmp_path):
    planned = plan_batch(written(tmp_path), subjects("cases", tables, Choice(school="SK-1")), {"as_of": "9.3.2026"})
    assert [(job.name, job.subject, job.parameters) for job in planned.jobs] == [
        ("02_gennemgang-S-1", "S-1", {"as_of": "9.3.2026", "lang": "da", "subject": "S-1"}),
        ("02_gennemgang-S-3", "S-3", {"as_of": "9.3.2026", "lang": "da", "subject": "S-3"}),
    ]


def test_a_meeting_tells_a_notebook_its_forum_school_and_day(tmp_path):
    source = written(tmp_path, name="01_moede", parameters=MEETING)
    jobs = plan_batch(source, subjects("meetings", tables, Choice(forum=Forum.SAMRUM)), {}).jobs
    assert [job.name for job in jobs] == ["01_moede-samrum-SK-1-2026-01-20", "01_moede-samrum-SK-2"]


def test_the_same_report_is_made_once(tmp_path):
    twice = [Subject("M-1", {"school": "SK-1"}), Subject("M-2", {"school": "SK-1"})]
    jobs = plan_batch(written(tmp_path, parameters='school: str = ""'), twice, {}).jobs
    assert [job.subject for job in jobs] == ["M-1"]


def test_ids_that_differ_in_case_alone_never_share_a_file(tmp_path):
    alike = [Subject(name, {"subject": name}) for name in ("s-1", "S-1", "S-2")]
    names = [job.name for job in plan_batch(written(tmp_path), alike, {}).jobs]
    assert len({name.casefold() for name in names}) == 3
    assert names[2] == "02_gennemgang-S-2"


def test_a_key_changes_with_the_notebook_and_with_every_parameter(tmp_path):
    chosen = [Subject("S-1", {"subject": "S-1"})]
    first = plan_batch(written(tmp_path), chosen, {}).jobs[0].key
    assert plan_batch(written(tmp_path), chosen, {"as_of": "2026-03-09"}).jobs[0].key != first
    assert plan_batch(written(tmp_path, code("1")), chosen, {}).jobs[0].key != first
    assert plan_batch(written(tmp_path), chosen, {}).jobs[0].key == first


def test_a_key_changes_with_all_of_a_notebook_that_a_page_is_made_of():
    said = {"metadata": {"samrum": {"titles": {"da": "Gennemgang"}}}}
    plain = [text("En tekst"), code("1")]
    pasted = {**text("En tekst"), "attachments": {"a.png": {"image/png": "iVBORw0KGgo="}}}
    others = [
        notebook(*plain), notebook(code("En tekst"), plain[1]), notebook(from_dict(pasted), plain[1]),
        notebook(plain[0], code("1", "raises-exception")), from_dict({**notebook(*plain), **said}),
    ]  # fmt: skip
    assert len({job_key(one, {}) for one in others}) == len(others)


def test_a_notebook_that_was_run_by_hand_is_the_same_notebook():
    run = notebook(code("1"))
    run.cells[1] |= {"execution_count": 4, "metadata": {"tags": [], "execution": {"iopub.status.busy": "2026-03-09"}}}
    run.cells[1].outputs = [new_output("stream", text="1")]
    assert job_key(run, {}) == job_key(notebook(code("1")), {})


@pytest.mark.parametrize(
    ("chosen", "parameters", "refusal"),
    [
        ([], {}, UsageError),
        ([Subject("SK-1", {"school": "SK-1"})], {}, UsageError),
        ([Subject("S-1", {"subject": "S-1"})], {"subject": "S-2"}, UsageError),
        ([Subject("S-1", {"subject": "S-1"})], {"subjet": "S-2"}, UnknownName),
        ([Subject("S-1", {"subject": "Anna Holm"})], {}, UsageError),
    ],
)
def test_what_the_notebook_cannot_take_is_refused(tmp_path, chosen, parameters, refusal):
    with pytest.raises(refusal) as refused:
        plan_batch(written(tmp_path), chosen, parameters)
    assert refused.value.exit_code == 2


def test_a_subject_can_bring_its_own_language(tmp_path):
    bilingual = [Subject("S-1", {"subject": "S-1", "lang": "nb"}), Subject("S-2", {"subject": "S-2"})]
    jobs = plan_batch(written(tmp_path), bilingual, {}).jobs
    assert [job.parameters["lang"] for job in jobs] == ["nb", "da"]
