"""`gcmtrack search`"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from gcmtrack.cli import output
from gcmtrack.cli.listing import present
from gcmtrack.cli.options import (
    AsOfOption,
    JsonOption,
    RecordsOption,
    TodayOption,
    the_day,
    the_view,
    the_wording,
    with_filters,
)
from gcmtrack.errors import Misuse
from gcmtrack.model.records import Record
from gcmtrack.views import search as view
from gcmtrack.views.filters import (
    FilterOptions,
    matching_milestones,
    matching_organisations,
    matching_statements,
    read_filters,
)

if TYPE_CHECKING:
    from rich.console import Console


@with_filters
def search(
    asked: FilterOptions,
    as_of: AsOfOption = None,
    records: RecordsOption = None,
    today: TodayOption = None,
    json: JsonOption = False,
) -> None:
    """Records that have all the words somewhere in their text, best first, with the words in context.

    Case and accents do not matter: "mexico" finds "México".
    """
    if not asked.words:
        raise Misuse("say what to search for, as in: gcmtrack search regularization")
    day, wording = the_day(today, as_of), the_wording()
    loaded = output.open_records(records, the_view(as_of))
    # The words rank the records here, so they must not filter first.
    filters = read_filters(msgspec.structs.replace(asked, words=()), loaded.records, day)
    among: tuple[Record, ...] = (
        *matching_milestones(loaded.records, filters),
        *matching_statements(loaded.records, filters),
        *matching_organisations(loaded.records, filters),
    )
    hits = view.search(loaded.records, among, asked.words, wording)

    def table(out: "Console") -> None:
        from gcmtrack.terminal import tables

        tables.hits(out, hits, view.query_words(asked.words), wording)

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        return lines.hits(hits, wording)

    present(
        "search",
        today=day,
        wording=wording,
        json=json,
        shapes=lambda shape: (
            shape(
                hit.record,
                score=hit.score,
                matches=[{"key": key, "text": text} for key, text in hit.shown],
            )
            for hit in hits
        ),
        table=table,
        lines=lines,
        nothing=None if hits else "records",
    )
