"""Whatever is on file about a case, every chart of it comes about, says something, and is one that Altair accepts."""

import json
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samrum_kit.domain.records import Case
from samrum_kit.report.charts import perspectives_chart, timeline_chart, together_chart
from samrum_kit.report.charts.drawing import svg
from tests.builders import Heap, plan
from tests.report.charts.cases import rich
from tests.report.charts.test_chart import charts_of
from tests.strategies import worlds

DAYS = st.dates(date(1990, 1, 1), date(2036, 12, 31))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds(), DAYS)
def test_no_case_is_without_its_charts(facts, as_of):
    for case in [fact for fact in facts if isinstance(fact, Case)]:
        for chart in charts_of(Heap(facts).case_file(case.case_id, as_of)):
            assert chart.alt.strip()
            assert len(chart.alt) <= 2500
            json.dumps(dict(chart.spec), allow_nan=False)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds(), DAYS)
def test_every_chart_of_every_case_can_be_drawn_and_read_by_altair(facts, as_of):
    case = next(fact for fact in facts if isinstance(fact, Case))
    for chart in charts_of(Heap(facts).case_file(case.case_id, as_of)):
        if chart.spec:
            chart.altair()
            assert svg(chart.spec, "da").startswith("<svg")


def test_without_ids_a_chart_names_no_record_by_its_id():
    file = rich(plan("P-4", starts_on=date(2026, 1, 5), child_voice_missing_reason="Er ikke spurgt."))
    held = (*file.plans, *file.measures, *file.contracts, *(a for meeting in file.meetings for a in meeting.actions))
    for make in (perspectives_chart, timeline_chart, together_chart):
        with_ids, without = (chart.alt + json.dumps(dict(chart.spec)) for chart in (make(file), make(file, ids=False)))
        assert any(str(record.key[0]) in with_ids for record in held)
        assert [record.key[0] for record in held if str(record.key[0]) in without] == []
