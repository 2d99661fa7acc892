"""What the program says of itself, kept from one run to the next: it stays the same until the program changes."""

import json
import os
import sys
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
    raw = b"" if folder is None else bytes(own_files.held(_file(folder, name), _mark(key)))
    return json.loads(raw) if raw else None


def keep(name: str, value: Any, key: Any = None) -> None:
    """Keeps a value as `name`, in place of the one before, where there is a cache folder that can hold it."""
    if (folder := user_cache.folder()) is None:
        return
    with suppress(OSError):
        own_files.keep(folder, _file(folder, name), _mark(key), json.dumps(value).encode())


def _file(folder: str, name: str) -> str:
    return os.path.join(folder, f"{name}.kept")


def _mark(key: Any) -> bytes:
    return f"{_program()}\0{json.dumps(key)}\0".encode()


@cache
def _program() -> str:
    """What a page or an option depends on: Python and Typer too, and every module and every table."""
    looks = [*own_files.looks_in(PACKAGE, (".py", ".json"), _NO_CODE)]
    # The first file of Typer holds its version.
    for place in sys.path:
        file = os.path.join(place, "typer", "__init__.py")
        if os.path.isfile(file):
            looks.append(own_files.look(file, os.stat(file)))
            break
    return own_files.program((__version__, sys.version), looks)
