"""A page of one's own: a Jinja2 template filled with the records, in a sandbox (docs/formats.md has what it can use).

A template cannot read a file, import a module, run a program or change a record: it sees plain values and the filters below.
"""

import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import PurePath
from typing import Any, overload

from gcmtrack.errors import Misuse
from gcmtrack.formats import json_document
from gcmtrack.formats.citations import notes, places
from gcmtrack.formats.citations.styles import STYLES
from gcmtrack.formats.pages import markdown
from gcmtrack.formats.request import Request, TemplateFile, Written, one_of_known
from gcmtrack.formats.tex import tex
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import When
from gcmtrack.model.records import Record
from gcmtrack.views import addresses, works
from gcmtrack.views.documents import is_text
from gcmtrack.views.events import STATES
from gcmtrack.views.selection import events
from gcmtrack.wording import Wording

# What a template can rely on: a change that breaks templates raises it.
VERSION = 1

_TEMPLATE = (".j2", ".jinja", ".jinja2")
_MARKUP = (".html", ".htm", ".xhtml", ".xml", ".svg")


class _Shapes(Sequence[dict[str, Any]]):
    """Records in the shape of JSON, each made when it is looked at, so that a large record needs little memory."""

    def __init__(self, chosen: Collection[Record], shape: Callable[[Record], dict[str, Any]]) -> None:
        self._chosen = tuple(chosen)
        self._shape = shape

    def __len__(self) -> int:
        return len(self._chosen)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(self._shape, self._chosen)

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> "_Shapes": ...
    def __getitem__(self, index: int | slice) -> "dict[str, Any] | _Shapes":
        if isinstance(index, slice):
            return _Shapes(self._chosen[index], self._shape)
        return self._shape(self._chosen[index])


def export(request: Request) -> Written:
    given = request.options.get("template")
    if given is None:
        raise Misuse(
            "--format template wants a template, as in: gcmtrack export --template page.html.j2 -o page.html"
        )
    assert isinstance(given, TemplateFile)
    found = request.chosen()
    return Written([fill(given, request).encode()], f"{found.counted()}, as of {request.day}")


def fill(template: TemplateFile, request: Request) -> str:
    """Returns the template filled with the records. Raises `Misuse` for what is wrong in it, with its line."""
    from jinja2 import StrictUndefined, TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        autoescape=_is_markup(template.name),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(_filters(request.records, request.wording, request))
    try:
        return environment.from_string(template.text).render(_context(request))
    except TemplateSyntaxError as error:
        raise Misuse(f"{template.name}:{error.lineno}: {error.message}") from None
    except Exception as error:
        # Whatever a template does wrong, from a word that does not exist to a division by zero, is in the template.
        raise Misuse(f"{template.name}:{_line(error)}: {_reason(error)}") from error


def _is_markup(name: str) -> bool:
    """Whether text has to be escaped on the page, by the ending of the template's name without that of a template."""
    path = PurePath(name.lower())
    page = path.with_suffix("") if path.suffix in _TEMPLATE else path
    return page.suffix in _MARKUP


def _line(error: BaseException) -> int:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return frames[-1].lineno or 0 if frames else 0


def _reason(error: Exception) -> str:
    said = str(error) or type(error).__name__
    if "no loader" in said:
        return "a template stands alone; it cannot include, import or extend another file"
    return said


def _context(request: Request) -> dict[str, Any]:
    found = request.chosen()
    shape = partial(_shape, request=request)
    listed: dict[str, Any] = {
        state: _Shapes(events(request.records, request.filters, request.day, [state]).milestones, shape)
        for state in STATES
    }
    return {
        "version": VERSION,
        "today": json_document.when(When.of_day(request.day), request.wording),
        "milestones": _Shapes(found.milestones, shape),
        "statements": _Shapes(found.statements, shape),
        "organisations": _Shapes(found.organisations, shape),
        "documents": _Shapes([m for m in found.milestones if is_text(m)], shape),
        **listed,
    }


def _shape(record: Record, request: Request) -> dict[str, Any]:
    return json_document.record(record, request.wording, request.day)


def _filters(records: Records, wording: Wording, request: Request) -> dict[str, Callable[..., Any]]:
    """What a template can ask of a record, by its shape or by its id."""

    def found(value: Any) -> Record:
        id_ = value["id"] if isinstance(value, dict) else value
        folders = (
            [f"{value['record']}s"]
            if isinstance(value, dict)
            else ["milestones", "statements", "organisations"]
        )
        for folder in folders:
            if id_ in records.all_of(folder):  # type: ignore[arg-type]
                return records.all_of(folder)[id_]  # type: ignore[arg-type]
        raise ValueError(f"no record has the id {id_!r}")

    def cite(value: Any, style: str = "un", at: str = "") -> str:
        chosen = STYLES[one_of_known("style", style, tuple(STYLES))]
        work = works.work(records, found(value), wording)
        line = notes.citations([notes.Reference(work, places.read(at))], chosen, wording)
        return notes.rendered(line, "text", numbered=False).rstrip("\n")

    def names(ids: Iterable[str]) -> list[str]:
        known = records.organisations
        return [wording.title(known[id_]) if id_ in known else id_ for id_ in ids]

    return {
        "cite": cite,
        "names": names,
        "record": lambda id_: _shape(found(id_), request),
        "title_of": lambda value: wording.title(found(value)),
        "address": lambda value, language=None: addresses.of_record(found(value), language),
        "latex": lambda text: tex(str(text)),
        "markdown": lambda text: markdown.escape(str(text)),
    }
