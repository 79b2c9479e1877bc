"""Plans written in Word: the form to write them in, and the way from a document to a workbook that somebody checks."""

from samrum_kit.intake.documents.form import write_form
from samrum_kit.intake.documents.reading import PlanReading, read_document
from samrum_kit.intake.documents.refusals import refusal_text
from samrum_kit.intake.documents.workbook import write_reading

__all__ = ["PlanReading", "read_document", "refusal_text", "write_form", "write_reading"]
