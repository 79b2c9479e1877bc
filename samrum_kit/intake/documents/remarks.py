"""What each kind of remark is called, and what somebody is to do about it."""

from collections.abc import Callable

from samrum_kit.intake.documents.gathering import Remark
from samrum_kit.locale import _

Sentence = Callable[[], str]


def name_of(remark: Remark) -> str:
    """Return what a remark is about."""
    return KINDS[remark.kind][0]()


def what_to_do(remark: Remark) -> str:
    """Return what is wrong, where a column has refused the text, and what to do."""
    return " ".join(part for part in (remark.why, KINDS[remark.kind][1]()) if part)


def _place_it() -> str:
    return _("Copy it to the sheet and column where it belongs, or leave it.")


KINDS: dict[str, tuple[Sentence, Sentence]] = {
    "paragraph": (lambda: _("Text without a known heading"), _place_it),
    "heading": (lambda: _("Heading that is not known"), lambda: _(
        "See whether the texts below it belong somewhere, and copy them there.")),
    "ambiguous": (lambda: _("Heading that can mean several columns"), lambda: _(
        "It fits the plan and a part of it alike. Write the value where it belongs.")),
    "value": (lambda: _("Value that can't be read"), lambda: _("Write the right value in the sheet.")),
    "evaluation_day": (lambda: _("A day alone under the evaluation"), lambda: _(
        "It is not said whether the plan was evaluated on that day or is to be. Write it where it belongs.")),
    "twice": (lambda: _("A second value for the same"), lambda: _("Keep the one that is right.")),
    "several": (lambda: _("A value that fits several rows"), lambda: _("Write it in the rows that it belongs to.")),
    "long": (lambda: _("Text that is longer than a cell can hold"), lambda: _(
        "Shorten it, or leave it in the document.")),
    "inserted": (lambda: _("Inserted text that is not accepted yet"), lambda: _(
        "It was read together with the rest. Take it out where it should not stand.")),
    "deleted": (lambda: _("Deleted text that is not accepted yet"), lambda: _(
        "It was left out. Put it back where it should stand after all.")),
    "hidden": (lambda: _("Hidden text"), _place_it),
    "placeholder": (lambda: _("Text that stands in an empty field of the form"), _place_it),
    "box": (lambda: _("Text box"), _place_it),
    "picture": (lambda: _("Picture, with its alternative text"), lambda: _(
        "A picture can't be read. Write in words what should be kept of it.")),
    "enclosed": (lambda: _("Another file inside the document"), lambda: _(
        "It was not read. Open the document in Word, save it anew and read it again.")),
    "header": (lambda: _("Header"), _place_it),
    "footer": (lambda: _("Footer"), _place_it),
    "footnote": (lambda: _("Footnote or endnote"), _place_it),
    "comment": (lambda: _("Comment"), _place_it),
    "part": (lambda: _("Text in another part of the file"), _place_it),
    "national_id": (lambda: _("Something like a CPR or birth number"), lambda: _(
        "Remove the number from the text, in the document too; the import refuses the row. A journal number is written"
        " with a slash or letters.")),
}
"""The name of each kind, and what to do."""
