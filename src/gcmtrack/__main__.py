"""The entry of the program: `gcmtrack` and `python -m gcmtrack`."""

import gc


def run() -> None:
    """Runs one command from the arguments of the process. Raises `SystemExit`."""
    # A run ends long before there is anything to collect; looking for it takes a tenth of a short run.
    gc.disable()
    from gcmtrack.cli.app import main

    main()


if __name__ == "__main__":
    run()
