"""One report from one notebook: found, run in private, cleaned and published as a file."""

from samrum_kit.report.deliver import FORMATS, Report, report_one
from samrum_kit.report.notebooks import find_notebook, notebooks_folder

__all__ = ["FORMATS", "Report", "find_notebook", "notebooks_folder", "report_one"]
