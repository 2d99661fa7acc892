"""The entry of the program: `gcmtrack` and `python -m gcmtrack`."""

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gcmtrack.cli.taken import Taken

# What a shell says of a program that Ctrl-C has ended.
_INTERRUPTED = 130
# Seconds in which a frame is left.
_MOMENT = 0.01


def run() -> None:
    """Runs one command from the arguments of the process, and ends the process. Ctrl-C ends it silently at any moment."""
    try:
        code = _run()
        sys.stderr.flush()
    except KeyboardInterrupt:
        code = _INTERRUPTED
    # `main` has written everything. Taking ten thousand records apart one by one takes longer than letting them go.
    os._exit(code)


def _run() -> int:
    import signal

    # A run ends long before there is anything to collect; looking for it takes a tenth of a short run.
    gc.disable()
    # Who starts the program may have it ignore Ctrl-C (nohup); then it stays so.
    stoppable = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if stoppable:
        # Nothing has been begun while modules load, so there is nothing to undo.
        signal.signal(signal.SIGINT, lambda *_: os._exit(_INTERRUPTED))
    from gcmtrack.cli import late

    late.put_off()
    from gcmtrack.cli import ending, quick, streams

    streams.prepare()
    code = ending.code_of(lambda: quick.answered(sys.argv[1:], _taken_by))
    if code is not None:
        return code
    from gcmtrack.cli import advice, plain_words

    advice.begin(sys.argv[1:])
    run = plain_words.meant(sys.argv[1:], os.environ)
    if run is None:
        from gcmtrack.cli.app import main

        run = main
    if stoppable:
        sys.unraisablehook = _unraisable
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return ending.code_of(run) or 0
    except SystemExit as stop:
        if stop.code is not None and not isinstance(stop.code, int):
            raise
        return stop.code or 0


def _taken_by(name: str) -> "Taken":
    from gcmtrack.cli import app

    return app.taken_by(name)


def _unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    """Lets a Ctrl-C that came where nothing can be raised, as in the middle of an import, come again in a moment."""
    if isinstance(unraisable.exc_value, KeyboardInterrupt):
        import signal
        import threading
        import time

        handled = threading.Event()

        def again() -> None:
            handled.wait()
            time.sleep(_MOMENT)
            # On Windows `os.kill` would end the process at once.
            signal.raise_signal(signal.SIGINT) if os.name == "nt" else os.kill(os.getpid(), signal.SIGINT)

        threading.Thread(target=again, daemon=True).start()
        # Raised before we are out of here it would be lost like the first one.
        handled.set()
    else:
        sys.__unraisablehook__(unraisable)


if __name__ == "__main__":
    run()
