"""`python -m samrum_kit` is `samrum`."""

from samrum_kit.cli import main

if __name__ == "__main__":
    main()
