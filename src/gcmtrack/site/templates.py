"""The templates of the site: ours, and before them those of a folder that a web editor keeps."""

import os
import traceback
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gcmtrack import PACKAGE, __version__
from gcmtrack.errors import Misuse
from gcmtrack.site import markup
from gcmtrack.site.jinja_private import OneCall
from gcmtrack.store import own_files

_T = TypeVar("_T")


class _Ours(Environment):
    code_generator_class = OneCall
    printed = staticmethod(markup.printed)


class _Theirs(ImmutableSandboxedEnvironment):
    code_generator_class = OneCall
    printed = staticmethod(markup.printed)


OURS = Path(PACKAGE) / "site" / "templates"


def environment(theirs: Path | None, cache: str | None) -> Environment:
    """Returns what fills templates. Those of a person cannot read a file, run a program or change a record."""
    options: dict[str, Any] = {
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "finalize": markup.finalize,
        "auto_reload": False,
        "bytecode_cache": None if cache is None else _Compiled(cache),
    }
    if theirs is None:
        return _Ours(loader=FileSystemLoader(OURS), **options)
    loader = ChoiceLoader([FileSystemLoader(theirs), FileSystemLoader(OURS)])
    return _Theirs(loader=loader, **options)


class _Compiled(BytecodeCache):
    """Compiled templates, kept in the cache folder from one run to the next. What nobody but us could have written is
    read again, since it is run; where nothing can be kept, templates are compiled anew."""

    def __init__(self, cache: str) -> None:
        self._cache = cache
        self._mark = f"one call, {__version__}, Jinja {version('jinja2')}\n".encode()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        # A path need not be text.
        return sha256(os.fsencode(f"{name}|{filename or ''}")).hexdigest()[:32]

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := bytes(own_files.held(self._file(bucket), self._mark)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            own_files.keep(self._cache, self._file(bucket), self._mark, bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> str:
        return os.path.join(self._cache, f"template-{bucket.key}.kept")


def filled(render: Callable[[], _T]) -> _T:
    """Returns what a template gives, or a template. Raises `Misuse` for what is wrong in it, with its file and line."""
    try:
        return render()
    except TemplateSyntaxError as error:
        raise Misuse(f"{error.filename or error.name}:{error.lineno}: {error.message}") from None
    except Exception as error:
        place = _place(error)
        if place is None:
            raise
        raise Misuse(f"{place}: {error or type(error).__name__}") from error


def _place(error: BaseException) -> str | None:
    """Where in a template of a person something went wrong; None where it was in ours, which is a bug."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")
    ]
    if not frames or frames[-1].filename.startswith(str(OURS)):
        return None
    return f"{frames[-1].filename}:{frames[-1].lineno}"
