"""The standard streams, made fit for use whatever the program was started with: `>&-`, `<&-`, a full device, any locale."""

import io
import os
import sys
from typing import Any


class _Messages(io.FileIO):
    """Standard error. A message that cannot be written is lost, and nothing else fails for it."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data) or len(data)
        except OSError:
            return len(data)


def prepare() -> None:
    """Opens what is closed to nowhere, writes UTF-8, and lets no message fail the command."""
    _occupy()
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 (it stays open)
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if os.name == "posix":
        raw = _Messages(2, "w", closefd=False)
        sys.stderr = io.TextIOWrapper(
            io.BufferedWriter(raw), "utf-8", "backslashreplace", line_buffering=True
        )
    # Pipes and files get UTF-8 whatever the locale says, so that no name is lost on Windows; the name of a file that is
    # no text comes out as the bytes that it is.
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            # A file is the same file on every system; only a terminal gets the line ends of its own.
            stream.reconfigure(encoding="utf-8", errors=errors, newline=None if stream.isatty() else "\n")


def _occupy() -> None:
    """Takes the numbers of closed streams, or the next file that is opened would get what is said."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number is given out first.
            os.open(os.devnull, os.O_RDWR)
