"""How long the command line takes to say what it can do, against an import of the library that it is made with."""

import subprocess
import sys
from statistics import median
from time import perf_counter

ROUNDS = 9
LIMIT = 3.0


def seconds(*arguments: str) -> float:
    """Return how long one start of Python with these arguments takes, in seconds."""
    begun = perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - begun


def main() -> None:
    """Measure both in turn, so that a slow moment meets both, and print the medians and their ratio."""
    pairs = [(seconds("-c", "import typer"), seconds("-m", "samrum_kit", "--help")) for _ in range(ROUNDS + 1)][1:]
    library, help_text = (median(times) for times in zip(*pairs, strict=True))
    print(f"import typer   {library * 1000:7.0f} ms")
    print(f"samrum --help  {help_text * 1000:7.0f} ms")
    print(f"ratio          {help_text / library:7.2f}   (at most {LIMIT:g})")


if __name__ == "__main__":
    main()
