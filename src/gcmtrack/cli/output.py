"""What every command does first and last: open the records, say what was left out, print lines or JSON."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from gcmtrack.cli import advice, cache
from gcmtrack.cli.paths import here

# A completion prints from here too and loads no records.
if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from gcmtrack.store.atomic import Content
    from gcmtrack.store.load import Loaded


def on_terminal() -> bool:
    """Returns whether standard output is a terminal."""
    return sys.stdout.isatty()


def stdout() -> TextIO:
    return sys.stdout


def say(message: str) -> None:
    """Prints a message on standard error, on one line, behind what has been written to standard output."""
    from gcmtrack.printable import inert

    # Where both go to one file or pipe, a sentence about a list stands below it; and of a list that cannot be written
    # only that is said.
    sys.stdout.flush()
    print(f"gcmtrack: {inert(advice.pasteable(message))}", file=sys.stderr)


def write(text: str) -> None:
    """Writes to standard output."""
    sys.stdout.write(text)


def write_lines(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


# Names of standard output; what it is redirected to must not be replaced by a new file.
_STDOUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")


def _is_device(file: Path) -> bool:
    """Tells whether a path is there and neither a file nor a folder: /dev/null, a named pipe, /dev/fd/3."""
    try:
        mode = file.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def put(file: Path | None, data: Content) -> None:
    """Writes the product to a file, or to standard output byte by byte; on a terminal no byte may act on it.

    A file is replaced when all of it is there; what reads standard output gets each piece when it is made. Raises
    `Misuse` for the file of a record or of settings, in whose place it is never meant.
    """
    pieces = (data,) if isinstance(data, bytes) else data
    if file is not None and str(file) not in _STDOUT and _is_device(file):
        _pour(file, pieces)
    elif file is not None and str(file) not in _STDOUT:
        from gcmtrack.store import atomic

        _refuse_record(file)
        atomic.replace(file, pieces)
    elif on_terminal():
        from gcmtrack.printable import inert

        write_lines(inert(line) for line in _lines(pieces))
    else:
        sys.stdout.flush()
        _widen(sys.stdout)
        sys.stdout.buffer.writelines(pieces)


# What fits into a pipe while its reader does something else; Linux gives everybody so much.
_ROOM = 1 << 20


def _widen(stream: TextIO) -> None:
    """Gives a pipe room for more than the usual sixteen pages, so that the next piece is made while this one is read."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(stream.fileno(), fcntl.F_SETPIPE_SZ, _ROOM)


def _refuse_record(file: Path) -> None:
    from gcmtrack.errors import Misuse
    from gcmtrack.model.ids import FOLDERS
    from gcmtrack.store.listing import SETTINGS_FILE

    folder, name = os.path.split(os.path.realpath(file))
    if name == SETTINGS_FILE or (name.endswith(".toml") and os.path.basename(folder) in FOLDERS):
        raise Misuse(f"{str(file)!r} is a place for records, not for what is made of them; give another file")


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """The text line by line, however it was cut into pieces; what stands after the last line end is none."""
    left = b""
    for piece in pieces:
        *lines, left = (left + piece).split(b"\n")
        yield from (line.decode() for line in lines)


def _pour(file: Path, pieces: Iterable[bytes]) -> None:
    """Writes into what is no file. Raises `WriteRefused`."""
    from gcmtrack.errors import WriteRefused

    try:
        with file.open("wb", buffering=0) as device:
            for piece in pieces:
                device.write(piece)
    except OSError as error:
        raise WriteRefused(f"cannot write {str(file)!r}: {error.strerror}") from None


def records_folder(given: Path | None) -> Path:
    """Returns the folder of records to use; see `store.folder.find_folder`. Raises `NoRecordsFolder`."""
    from gcmtrack.store.folder import find_folder

    return find_folder(given, here())


def open_records(given: Path | None, as_of: date | None = None) -> Loaded:
    """Returns the loaded records, with `as_of` as far as they could be known on that day.

    Prints one line on standard error when some are wrong.
    """
    from gcmtrack.store.load import load

    loaded = load(records_folder(given), cache.folder())
    if loaded.findings:
        from gcmtrack.text import counted

        # Half of the records are missing; that goes before whatever else there is.
        if (fault := loaded.base_fault) is not None:
            say(f"{fault.path}: {fault.message}")
        found = counted(len(loaded.findings), "problem")
        left = f", {counted(loaded.left_out, 'record')} left out" if loaded.left_out else ""
        say(f"{found} in the records{left}; see them with: gcmtrack check")
    if loaded.base_left_out:
        from gcmtrack.text import counted

        say(f"{counted(loaded.base_left_out, 'record')} of {loaded.base_name} left out, for problems there")
    if as_of is not None:
        from gcmtrack.views.as_of import known_on

        loaded.records = known_on(loaded.records, as_of)
    return loaded
