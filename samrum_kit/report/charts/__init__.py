"""The charts of a case and of a service: each a picture, and in words everything that the picture shows."""

from samrum_kit.report.charts.chart import Chart
from samrum_kit.report.charts.funnel import funnel_chart
from samrum_kit.report.charts.perspectives import perspectives_chart
from samrum_kit.report.charts.referral import referral_flow_chart
from samrum_kit.report.charts.run_chart import run_chart_chart
from samrum_kit.report.charts.shares import shares_chart
from samrum_kit.report.charts.single_case import single_case_chart
from samrum_kit.report.charts.time_to_event import time_to_event_chart
from samrum_kit.report.charts.timeline import timeline_chart
from samrum_kit.report.charts.together import together_chart
from samrum_kit.report.charts.waiting import waiting_chart

__all__ = [
    "Chart", "funnel_chart", "perspectives_chart", "referral_flow_chart", "run_chart_chart", "shares_chart",
    "single_case_chart", "time_to_event_chart", "timeline_chart", "together_chart", "waiting_chart",
]  # fmt: skip
