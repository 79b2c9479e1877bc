"""From the files that schools send to records: guard, read, check, say what is wrong, and write the template."""

from samrum_kit.intake.importer import ImportPlan, plan_import
from samrum_kit.intake.rejects import write_rejected
from samrum_kit.intake.source import Rejection, SourceFile
from samrum_kit.intake.sources import read_sources
from samrum_kit.intake.template import write_template

__all__ = [
    "ImportPlan",
    "Rejection",
    "SourceFile",
    "plan_import",
    "read_sources",
    "write_rejected",
    "write_template",
]
