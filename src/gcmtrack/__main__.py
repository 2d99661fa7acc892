"""The entry of the program: `gcmtrack` and `python -m gcmtrack`."""

import gc
import os
import sys


def run() -> None:
    """Runs one command from the arguments of the process, and ends the process."""
    # A run ends long before there is anything to collect; looking for it takes a tenth of a short run.
    gc.disable()
    from gcmtrack.cli.app import main

    try:
        main()
    except SystemExit as stop:
        if stop.code is not None and not isinstance(stop.code, int):
            raise
        code = stop.code or 0
    else:
        code = 0
    sys.stderr.flush()
    # `main` has written everything. Taking ten thousand records apart one by one takes longer than letting them go.
    os._exit(code)


if __name__ == "__main__":
    run()
