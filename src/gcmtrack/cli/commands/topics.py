"""`gcmtrack topics`"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from gcmtrack.cli.listing import Display, none_match, present
from gcmtrack.cli.opening import Opening
from gcmtrack.cli.options import with_display, with_filters
from gcmtrack.views.filters import (
    FilterOptions,
    Filters,
    matching_milestones,
    matching_statements,
)
from gcmtrack.views.topics import TopicRow, topic_rows

if TYPE_CHECKING:
    from gcmtrack.terminal.layout import Screen


@with_display
@with_filters
def topics(asked: FilterOptions, display: Display, opening: Opening) -> None:
    """The topics in use, with how many milestones and statements have each.

    The filters narrow what is counted; topics of which nothing is are left out.
    """
    loaded, wording = opening.loaded, opening.wording

    def counted(some: Filters) -> Sequence[TopicRow]:
        milestones = matching_milestones(loaded.records, some)
        statements = matching_statements(loaded.records, some)
        rows = topic_rows(milestones, statements, wording)
        return [row for row in rows if not some.topic or row.topic in some.topic]

    filters = opening.filters(asked)
    found = counted(filters)
    rows = display.first(found)

    def table(out: "Screen") -> None:
        from gcmtrack.terminal import tables

        tables.topics(out, rows, len(found), wording)

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        return lines.topics(rows)

    present(
        "topics",
        opening,
        display,
        shapes=lambda _: (row._asdict() for row in rows),
        table=table,
        lines=lines,
        nothing=None
        if rows
        else none_match("topics", loaded.records, wording, filters, lambda some: len(counted(some))),
        **display.head(len(found)),
    )
