"""Runs of the program in forked children of the tests, which start at once since everything is imported already."""

import os
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn


def in_child(work: Callable[[], None], out: int, err: int | None = None) -> int:
    """Runs `work` in a child with its streams at `out` and `err` (else nowhere); returns the id of the child."""
    child = os.fork()
    if child == 0:
        _run(work, out, err)
    return child


def _run(work: Callable[[], None], out: int, err: int | None) -> NoReturn:
    try:
        os.dup2(out, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY) if err is None else err, 2)
        sys.stdout = os.fdopen(1, "w", closefd=False)
        sys.stderr = os.fdopen(2, "w", closefd=False)
        work()
        sys.stdout.flush()
    except SystemExit as ended:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended.code if isinstance(ended.code, int) else 0)
    except BaseException:  # noqa: BLE001 (a child never returns into the tests)
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(70)
    os._exit(0)


def program(*args: object) -> Callable[[], None]:
    """Returns what runs the program with these arguments."""

    def work() -> None:
        from gcmtrack.cli.app import main

        main([str(arg) for arg in args])

    return work
