"""The charts of a case: each a picture, and in words everything that the picture shows."""

from samrum_kit.report.charts.chart import Chart
from samrum_kit.report.charts.perspectives import perspectives_chart
from samrum_kit.report.charts.referral import referral_flow_chart
from samrum_kit.report.charts.single_case import single_case_chart
from samrum_kit.report.charts.timeline import timeline_chart
from samrum_kit.report.charts.together import together_chart
from samrum_kit.report.charts.waiting import waiting_chart

__all__ = [
    "Chart", "perspectives_chart", "referral_flow_chart", "single_case_chart", "timeline_chart", "together_chart",
    "waiting_chart",
]  # fmt: skip
