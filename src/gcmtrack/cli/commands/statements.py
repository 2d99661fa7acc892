"""`gcmtrack statements`"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

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
from gcmtrack.model.vocabulary import ORGANISATION_TYPES, STATEMENT_KINDS
from gcmtrack.views.filters import FilterOptions, matching_statements, read_filters
from gcmtrack.views.statements import statement_rows

if TYPE_CHECKING:
    from rich.console import Console


@with_filters
def statements(
    asked: FilterOptions,
    as_of: AsOfOption = None,
    records: RecordsOption = None,
    today: TodayOption = None,
    json: JsonOption = False,
) -> None:
    """Who said what about it, in order of time.

    --org finds issuers, cosigners and those in whose name it was made; --country and --type look at the issuers.
    """
    day, wording = the_day(today, as_of), the_wording()
    loaded = output.open_records(records, the_view(as_of))
    filters = read_filters(asked, loaded.records, day, kinds=STATEMENT_KINDS, types=ORGANISATION_TYPES)
    rows = statement_rows(loaded.records, matching_statements(loaded.records, filters), wording)

    def table(out: "Console") -> None:
        from gcmtrack.terminal import tables

        tables.statements(out, rows, wording)

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        return lines.statements(rows)

    present(
        "statements",
        today=day,
        wording=wording,
        json=json,
        shapes=lambda shape: (shape(row.statement) for row in rows),
        table=table,
        lines=lines,
        nothing=None if rows else "statements",
    )
