"""The smallest count that a workspace lets out: `threshold` under `[figures]` in its settings."""

import tomllib
from pathlib import Path

from samrum_kit.errors import UsageError
from samrum_kit.figures.suppression import HIGHEST_THRESHOLD, LOWEST_THRESHOLD, THRESHOLD
from samrum_kit.locale import _
from samrum_kit.workspace.settings import FIGURES_TABLE, SETTINGS_FILE


def threshold_in(folder: Path) -> int:
    """Return the threshold of a workspace; UsageError for one that isn't a whole number from 3 to 20."""
    table = tomllib.loads((folder / SETTINGS_FILE).read_text(encoding="utf-8")).get(FIGURES_TABLE, {})
    told = table.get("threshold", THRESHOLD) if isinstance(table, dict) else None
    if type(told) is not int or not LOWEST_THRESHOLD <= told <= HIGHEST_THRESHOLD or set(table) - {"threshold"}:
        raise UsageError(
            _("What stands under [figures] is not a threshold from {lowest} to {highest}.").format(
                lowest=LOWEST_THRESHOLD, highest=HIGHEST_THRESHOLD
            ),
            place=SETTINGS_FILE,
            remedy=_("Write it as “threshold = 5”, or leave it out."),
            code="settings.threshold",
        )
    return told
