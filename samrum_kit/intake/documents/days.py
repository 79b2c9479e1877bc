"""Days as people write them in running text."""

import re
from datetime import date
from functools import cache

from samrum_kit.domain.days import read_day

_LEAD = re.compile(r"^(?:den|d\.)\s*", re.IGNORECASE)
_MONTH = re.compile(r"^(\d{1,2})\.?\s*([^\W\d]+)\.?\s+(\d{4})\.?$")
_SLASH = re.compile(r"^(\d{1,2})\s*[/.]\s*(\d{1,2})\s*[-–., ]\s*(\d{4})\.?$")


def written_day(text: str) -> date | None:
    """Read a day such as `9. marts 2026`, `d. 9/3-2026` or `9.3.2026`; without a full year it is none."""
    text = _LEAD.sub("", text.strip())
    if match := _MONTH.match(text):
        month = _months().get(match[2].casefold())
        return None if month is None else read_day(f"{match[1]}.{month}.{match[3]}")
    if match := _SLASH.match(text):
        return read_day(f"{match[1]}.{match[2]}.{match[3]}")
    return read_day(text)


@cache
def _months() -> dict[str, int]:
    """Return the months by their Danish and Norwegian names."""
    from babel.dates import get_month_names

    return {name.casefold().rstrip("."): number for lang in ("da", "nb") for width in ("wide", "abbreviated")
            for number, name in get_month_names(width, locale=lang).items()}
