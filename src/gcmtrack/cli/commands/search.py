"""`gcmtrack search`"""

import msgspec

from gcmtrack.cli import output
from gcmtrack.cli.options import JsonOption, RecordsOption, TodayOption, the_day, with_filters
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


@with_filters
def search(
    asked: FilterOptions,
    records: RecordsOption = None,
    today: TodayOption = None,
    json: JsonOption = False,
) -> None:
    """Records that have all the words somewhere in their text, best first, with the words in context.

    Case and accents do not matter: "mexico" finds "México".
    """
    if not asked.words:
        raise Misuse("say what to search for, as in: gcmtrack search regularization")
    day = the_day(today)
    loaded = output.open_records(records)
    # The words rank the records here, so they must not filter first.
    filters = read_filters(msgspec.structs.replace(asked, words=()), loaded.records, day)
    among: tuple[Record, ...] = (
        *matching_milestones(loaded.records, filters),
        *matching_statements(loaded.records, filters),
        *matching_organisations(loaded.records, filters),
    )
    hits = view.search(loaded.records, among, asked.words)
    if json:
        from gcmtrack.formats import json_document

        shapes = (
            json_document.record(
                hit.record,
                loaded.records,
                day,
                score=hit.score,
                matches=[{"key": key, "text": text} for key, text in hit.shown],
            )
            for hit in hits
        )
        output.write(json_document.document("search", shapes, today=day))
    elif not hits:
        output.none_match("records")
    elif output.on_terminal():
        from gcmtrack.terminal import tables

        tables.hits(tables.console(output.stdout()), hits, view.query_words(asked.words))
    else:
        from gcmtrack.terminal import lines

        output.write_lines(lines.hits(hits))
