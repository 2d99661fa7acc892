"""The one place where errors end, whether Typer was needed or not."""

import os
import sys
from collections.abc import Callable
from typing import TypeVar

from gcmtrack.errors import GcmtrackError

_T = TypeVar("_T")


def code_of(run: Callable[[], _T]) -> _T | int:
    """Returns what `run` returns when its output is written; what ends it is told, and becomes an exit code."""
    try:
        try:
            return run()
        finally:
            sys.stdout.flush()
    except GcmtrackError as error:
        from gcmtrack.cli import advice
        from gcmtrack.printable import inert

        first, *more = (inert(advice.pasteable(line)) for line in error.lines)
        print(f"gcmtrack: {first}", *more, sep="\n", file=sys.stderr)
        return error.exit_code
    except OSError as error:
        # Writing to a stream names no file; any other fault of the system is a bug and keeps its traceback.
        if error.filename is not None:
            raise
        _drop_output()
        if isinstance(error, FileNotFoundError):
            # A stream is never missing, but the folder that a path is read from is asked for without a name.
            said = "the folder you are in is gone; go to another, or give whole paths"
            print(f"gcmtrack: {said}", file=sys.stderr)
        elif not isinstance(error, BrokenPipeError):
            print(f"gcmtrack: cannot write the output: {error.strerror}", file=sys.stderr)
        return 1


def _drop_output() -> None:
    """What could not be written must not be tried again at exit; a reader that left (`| head`) has seen enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
