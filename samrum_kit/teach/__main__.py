"""Write the small municipalities of the repository anew: `python -m samrum_kit.teach data/eksempel`."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from samrum_kit.teach.samples import write_samples


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the samples into the folder that is named, and print where they are."""
    parser = ArgumentParser(prog="python -m samrum_kit.teach", description=__doc__)
    parser.add_argument("folder", type=Path)
    for folder in write_samples(parser.parse_args(arguments).folder):
        sys.stdout.write(f"{folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
