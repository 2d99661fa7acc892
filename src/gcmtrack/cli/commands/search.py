"""`gcmtrack search`"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from gcmtrack.cli import output
from gcmtrack.cli.listing import present
from gcmtrack.cli.options import JsonOption, RecordsOption, TodayOption, the_day, the_wording, with_filters
from gcmtrack.errors import Misuse
from gcmtrack.input.search_terms import Term, terms
from gcmtrack.model.records import Record
from gcmtrack.text import one_of
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
    records: RecordsOption = None,
    today: TodayOption = None,
    json: JsonOption = False,
) -> None:
    """Records that have all the words somewhere in their text, best first, with the words in context.

    Case, accents and endings do not matter: "mexico" finds "México", "regularisation" and "regularization" each other. Words in
    quotation marks must stand together. Addresses are found too.
    """
    wanted = terms(asked.words)
    if not wanted:
        raise Misuse("say what to search for, as in: gcmtrack search regularization")
    day, wording = the_day(today), the_wording()
    loaded = output.open_records(records)
    # The words rank the records here, so they must not filter first.
    filters = read_filters(msgspec.structs.replace(asked, words=()), loaded.records, day)
    among: tuple[Record, ...] = (
        *matching_milestones(loaded.records, filters),
        *matching_statements(loaded.records, filters),
        *matching_organisations(loaded.records, filters),
    )
    hits = view.search(loaded.records, among, wanted, wording)

    def table(out: "Console") -> None:
        from gcmtrack.terminal import tables

        tables.hits(out, hits, wanted, wording)

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
        hint=lambda: _hint(view.near(loaded.records, among, wanted), wanted),
    )


def _hint(near: view.Near, wanted: Sequence[Term]) -> str:
    """Returns what to try instead: "any of the words: 37; topic: detention"."""
    said = []
    if near.apart:
        said.append(f"the words apart: {near.apart}")
    elif near.any and (len(wanted) > 1 or len(wanted[0].text.split()) > 1):
        said.append(f"any of the words: {near.any}")
    if near.topics:
        said.append(f"{'topic' if len(near.topics) == 1 else 'topics'}: {', '.join(near.topics)}")
    if near.meant:
        said.append(f"did you mean {one_of([repr(word) for word in near.meant])}?")
    return "; ".join(said)
