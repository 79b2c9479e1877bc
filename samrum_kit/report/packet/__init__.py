"""The papers of a meeting: made from values, without a notebook and without a kernel."""

from samrum_kit.report.packet.invitation import invitation
from samrum_kit.report.packet.material import Material
from samrum_kit.report.packet.papers import Paper, index_page, papers

__all__ = ["Material", "Paper", "index_page", "invitation", "papers"]
