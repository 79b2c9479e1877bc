"""One report from one notebook: found, run in private, cleaned and published as a file."""

from samrum_kit.report.deliver import FORMATS, Report, ReportFile, report_one
from samrum_kit.report.notebooks import find_notebook, notebooks_folder

__all__ = ["FORMATS", "Report", "ReportFile", "find_notebook", "notebooks_folder", "report_one"]
