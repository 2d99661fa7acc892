"""The templates of the site: ours, and before them those of a folder that a web editor keeps."""

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gcmtrack import PACKAGE
from gcmtrack.errors import Misuse
from gcmtrack.site import markup
from gcmtrack.site.jinja_private import OneCall

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
        "bytecode_cache": _bytecode(cache),
    }
    if theirs is None:
        return _Ours(loader=FileSystemLoader(OURS), **options)
    loader = ChoiceLoader([FileSystemLoader(theirs), FileSystemLoader(OURS)])
    return _Theirs(loader=loader, **options)


def _bytecode(cache: str | None) -> BytecodeCache | None:
    """Where compiled templates are kept; as long as nothing is kept they are compiled anew."""
    if cache is None:
        return None
    folder = Path(cache) / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    # The name tells them from what another version of ours compiled in another way.
    return FileSystemBytecodeCache(str(folder), "one_call_%s.cache")


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
