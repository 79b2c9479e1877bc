"""A case with a record or more of every table, every field filled, and the reading of what is shown of it."""

import re
from html import unescape

from tests import builders
from tests.builders import file_of
from tests.privacy.several import OWN, OWN_CASE, OWN_PUPIL, of_case, told

FACTS = [
    builders.pupil(OWN_PUPIL),
    *(told(one, OWN) for one in of_case(OWN_CASE, OWN_PUPIL, "E")),
    builders.note("ppv.goals", subject_id=OWN_CASE, reason=f"{OWN} notes.reason"),
]
FILE = file_of(*FACTS, case_id=OWN_CASE)


def text_of(*parts):
    """Return what a person reads in parts."""
    html = "\n".join(part._repr_html_() for part in parts if part)
    html = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))
