"""Lets `python -m gcmtrack` do what `gcmtrack` does."""

from gcmtrack.cli.app import main

if __name__ == "__main__":
    main()
