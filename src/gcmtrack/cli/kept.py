"""What the program says of itself, kept from one run to the next: it stays the same until the program changes."""

import json
import os
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any

from gcmtrack import PACKAGE, __version__
from gcmtrack.cli import cache as user_cache
from gcmtrack.store import own_files

# The folder of a package may hold these too, and nothing of them is said.
_NO_CODE = frozenset({"records", "__pycache__"})


def kept(name: str, make: Callable[[], Any]) -> Any:
    """Returns what `make` returns, anything that JSON holds; where this very program kept it as `name`, from there."""
    found = read(name)
    if found is None:
        found = make()
        keep(name, found)
    return found


def read(name: str, key: Any = None) -> Any:
    """Returns what this very program kept as `name` for `key`; None when it kept nothing."""
    folder = user_cache.folder()
    raw = b"" if folder is None else bytes(own_files.mapped(_file(folder, name)))
    if not raw:
        return None
    try:
        told = json.loads(raw)
    except ValueError:
        return None
    held = isinstance(told, list) and len(told) == 3 and told[:2] == [_program(), key]
    return told[2] if held else None


def keep(name: str, value: Any, key: Any = None) -> None:
    """Keeps a value as `name`, in place of the one before, where there is a cache folder that can hold it."""
    if (folder := user_cache.folder()) is None:
        return
    with suppress(OSError), own_files.written(folder, _file(folder, name)) as stream:
        stream.write(json.dumps([_program(), key, value]).encode())


def _file(folder: str, name: str) -> str:
    return os.path.join(folder, f"{name}.kept")


@cache
def _program() -> str:
    """What a page or an option depends on: the versions and, for who works on the program, how its modules look."""
    looks: list[tuple[str, int, int]] = []
    with suppress(OSError):
        _look_at(PACKAGE, looks)
    # The first file of Typer holds its version.
    for place in sys.path:
        file = os.path.join(place, "typer", "__init__.py")
        if os.path.isfile(file):
            looks.append(_look(file, os.stat(file)))
            break
    return f"{__version__} {sys.version} {zlib.crc32(repr(sorted(looks)).encode('utf-8', 'replace')):08x}"


def _look_at(place: str, looks: list[tuple[str, int, int]]) -> None:
    with os.scandir(place) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".json")):
                looks.append(_look(entry.path, entry.stat()))
            elif "." not in entry.name and entry.name not in _NO_CODE and entry.is_dir():
                _look_at(entry.path, looks)


def _look(file: str, seen: os.stat_result) -> tuple[str, int, int]:
    return file, seen.st_size, seen.st_mtime_ns
