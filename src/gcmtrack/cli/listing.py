"""Printing a listing: as JSON, as a table on a terminal, as lines in a pipe, or as a message that it is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from gcmtrack.cli import output

if TYPE_CHECKING:
    from rich.console import Console

    from gcmtrack.wording import Wording

# Makes the JSON of a record; further keys are given by name.
Shape = Callable[..., dict[str, Any]]


def present(
    view: str,
    *,
    today: date,
    wording: Wording,
    json: bool,
    shapes: Callable[[Shape], Iterable[Mapping[str, Any]]],
    table: Callable[[Console], None],
    lines: Callable[[], Iterable[str]],
    nothing: str | None = None,
    hint: Callable[[], str] = str,
    **head: Any,
) -> None:
    """Prints a listing in the one form that is wanted; what makes the other forms is not called.

    `shapes` gets what makes the JSON of a record and returns the records of the document; `head` are further keys of
    it. `nothing` is what there is none of when the listing is empty, such as "events", and None when there is some; `hint` tells
    what to try then.
    """
    if json:
        from gcmtrack.formats import json_document

        shape = partial(json_document.record, wording=wording, today=today)
        output.write(json_document.document(view, shapes(shape), today=today, **head))
    elif nothing is not None:
        output.none_match(nothing, hint())
    elif output.on_terminal():
        from gcmtrack.terminal import tables

        table(tables.console(output.stdout()))
    else:
        output.write_lines(lines())
