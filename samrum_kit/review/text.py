"""A review as plain text for a terminal."""

from collections.abc import Iterator

from samrum_kit.locale import _, format_day
from samrum_kit.locale.html import label
from samrum_kit.review.findings import Finding, Review


def review_text(review: Review) -> str:
    """Return the findings as lines: what is missing first, then what is documented, then what isn't relevant."""
    return "\n".join(_lines(review)) + "\n"


def _lines(review: Review) -> Iterator[str]:
    """Yield the lines."""
    yield f"{review.model} · {review.gate} · {review.subject_id} · {format_day(review.as_of)}"
    groups = (
        (_("Missing"), review.missing),
        (_("Documented"), review.documented),
        (_("Not relevant"), review.not_relevant),
    )
    for heading, findings in groups:
        if findings:
            yield f"\n{heading} ({len(findings)})"
            for finding in findings:
                yield from _finding(finding)


def _finding(finding: Finding) -> Iterator[str]:
    """Yield the lines of one finding."""
    severity = _("must") if finding.severity == "must" else _("should")
    yield f"  {finding.title} [{severity}; {finding.requirement}]"
    if finding.next_step:
        yield f"    → {finding.next_step}"
    if finding.note is not None:
        by, on = label(finding.note.by_role), format_day(finding.note.noted_on)
        yield "    " + _("Noted by {by}, {on}: {reason}").format(by=by, on=on, reason=finding.note.reason)
    if finding.evidence:
        yield "    " + ", ".join(f"{e.id} ({format_day(e.on)})" if e.on else e.id for e in finding.evidence)
    yield f"    »{finding.quote}«"
