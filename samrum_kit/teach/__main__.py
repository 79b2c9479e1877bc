"""Write the made-up municipalities of the repository anew.

`python -m samrum_kit.teach data/eksempel --calendars data/kalender`
"""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path

from samrum_kit.teach.calendars import write_calendars
from samrum_kit.teach.samples import write_samples


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the samples, and the school calendars if a folder is named for them; print where they are."""
    parser = ArgumentParser("python -m samrum_kit.teach", None, __doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--calendars", type=Path)
    places = parser.parse_args(arguments)
    written = [*write_samples(places.folder), *(write_calendars(places.calendars) if places.calendars else ())]
    sys.stdout.writelines(f"{path}\n" for path in written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
