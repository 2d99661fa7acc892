"""Printing a listing: as JSON, as a table on a terminal, as lines in a pipe, or as a message that it is empty."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from gcmtrack.cli import output

if TYPE_CHECKING:
    from gcmtrack.cli.opening import Opening
    from gcmtrack.model.collection import Records
    from gcmtrack.terminal.layout import Screen
    from gcmtrack.views.filters import Filters
    from gcmtrack.views.hints import Hint
    from gcmtrack.wording import Wording

_T = TypeVar("_T")
# Makes the JSON of a record; further keys are given by name.
Shape = Callable[..., dict[str, Any]]


class Display(NamedTuple):
    """How a listing is to be shown: at most `limit` records, with a pager, with links behind words (None: as may be)."""

    limit: int | None = None
    pager: bool = True
    hyperlinks: bool | None = None

    def first(self, rows: Sequence[_T]) -> Sequence[_T]:
        """Returns the rows that the limit lets through."""
        return rows if self.limit is None else rows[: self.limit]

    def head(self, count: int) -> dict[str, int]:
        """Returns what the JSON of a listing says beside its records: how many there are where a limit was given."""
        return {} if self.limit is None else {"total": count}


def present(
    view: str,
    opening: Opening,
    display: Display,
    *,
    shapes: Callable[[Shape], Iterable[Mapping[str, Any]]],
    table: Callable[[Screen], None],
    lines: Callable[[], Iterable[str]],
    nothing: str | None = None,
    **head: Any,
) -> None:
    """Prints a listing in the one form that is wanted; what makes the other forms is not called.

    `shapes` gets what makes the JSON of a record and returns the records of the document; `head` are further keys of
    it, left out when None. `nothing` is the sentence for a listing that is empty, and None when it is not.
    """
    if not opening.json:
        for_people(display, table=table, lines=lines, nothing=nothing)
        return
    from gcmtrack.formats import json_document

    shape = partial(json_document.record, wording=opening.wording, today=opening.day)
    said = {key: value for key, value in head.items() if value is not None}
    for text in json_document.texts(view, shapes(shape), today=opening.day, **said):
        output.write(text)


def for_people(
    display: Display,
    *,
    table: Callable[[Screen], None],
    lines: Callable[[], Iterable[str]],
    nothing: str | None = None,
) -> None:
    """Prints a listing as a table on a terminal, as lines in a pipe, or says with `nothing` that it is empty."""
    if nothing is not None:
        output.say(nothing)
    elif output.on_terminal():
        draw(table, display)
    else:
        output.write_lines(lines())


def draw(table: Callable[[Screen], None], display: Display) -> None:
    """Draws on the terminal; through a pager when it is longer than the terminal."""
    from gcmtrack.cli import pager
    from gcmtrack.terminal.layout import Screen

    environment = os.environ
    hyperlinks = pager.hyperlinks(environment) if display.hyperlinks is None else display.hyperlinks
    command = pager.command(environment) if display.pager else ""
    if not command:
        table(Screen(output.stdout(), hyperlinks=hyperlinks))
        return
    from io import StringIO

    drawn = StringIO()
    table(Screen(drawn, hyperlinks=hyperlinks, paged=True))
    text = drawn.getvalue()
    if pager.fits(text) or not pager.show(text, command, environment):
        output.write(text)


def none_match(
    what: str,
    records: Records,
    wording: Wording,
    filters: Filters | None = None,
    count: Callable[[Filters], int] | None = None,
    *,
    states: str = "",
) -> str:
    """Returns the sentence for an empty listing: that there are no records at all, or that none match, and which filter
    keeps out what there is. `count` tells how much some filters let through; `states` are those of events."""
    if not len(records):
        # What cannot be read may be records; how many problems there are is said above.
        return wording.text("empty.unreadable" if records.broken else "empty.no-records")
    said = wording.label("no-match" if filters is None or filters.any else "there-are-no", what)
    said = said.format(states=states)
    if filters is None or count is None:
        return said
    from gcmtrack.views.hints import hints

    found = wording.joined([_without(hint, wording) for hint in hints(filters, count)[:3]])
    return wording.joined([said, found], "semicolon")


def _without(hint: Hint, wording: Wording) -> str:
    what = wording.text("empty.words") if hint.without == "words" else hint.without
    what = wording.text("empty.period") if hint.without == "period" else what
    return wording.say("empty.without", n=wording.number(hint.found), what=what)
