"""Rows as Rich tables that fit the width of a terminal; nothing is cut, long text wraps.

Each record takes a narrow column for the time and a wide one for the rest. All text passes through `inert` and Rich's
`Text`, so that neither escapes nor square brackets in a title do anything.
"""

from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from gcmtrack.input.search_terms import Term
from gcmtrack.model.records import Organisation
from gcmtrack.model.vocabulary import Principle
from gcmtrack.printable import inert
from gcmtrack.terminal.width import columns
from gcmtrack.views.documents import DocumentRow, Documents
from gcmtrack.views.events import STATES, EventRow
from gcmtrack.views.objectives import ObjectiveRow
from gcmtrack.views.pieces import plain
from gcmtrack.views.record_fields import RecordFields
from gcmtrack.views.search import Hit, find_words
from gcmtrack.views.statements import StatementRow
from gcmtrack.wording import Wording

KIND_STYLES = {"event": "cyan", "document": "green", "decision": "magenta", "deadline": "yellow"}
_STATE_STYLES = {"upcoming": "bold green", "ongoing": "bold yellow", "past": "bold"}


def console(stream: TextIO, *, width: int | None = None) -> Console:
    """Returns a console on which text means only itself: no markup, no emoji codes, no highlighting."""
    # With a width alone Rich would still ask COLUMNS; no table needs the height.
    width = width or columns()
    return Console(file=stream, width=width, height=24, markup=False, emoji=False, highlight=False)


def text(value: str, style: str = "") -> Text:
    return Text(inert(value), style=style)


def lines(*parts: Text | None) -> Text:
    """Returns the parts one below the other, empty ones left out."""
    return Text("\n").join(part for part in parts if part is not None and part.plain)


def row_of(*parts: tuple[str, str]) -> Text:
    """Returns the parts on one line, parted by dots, empty ones left out: ("Geneva", "dim"), ..."""
    return Text(" · ", style="dim").join(text(value, style) for value, style in parts if value)


def _two_columns(rows: Sequence[tuple[RenderableType, RenderableType]], out: Console) -> Table:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(width=18 if out.width < 72 else 22 if out.width < 110 else 30, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for left, right in rows:
        table.add_row(left, right)
    return table


def heading(out: Console, title: str, style: str = "bold") -> None:
    out.print(text(title, style))


def events(out: Console, rows: Sequence[EventRow], wording: Wording) -> None:
    for state in STATES:
        some = [row for row in rows if row.state == state]
        if some:
            heading(out, f"{wording.label('heading', state)} ({len(some)})", _STATE_STYLES[state])
            out.print(_two_columns([_event(row, wording) for row in some], out))
            out.print()


def _event(row: EventRow, wording: Wording) -> tuple[Text, Text]:
    m = row.milestone
    struck = "strike" if m.status == "cancelled" else "bold"
    left = lines(text(row.when, KIND_STYLES[m.kind]), text(row.distance, "dim"))
    kind = "" if m.kind == "event" else wording.label("kind", m.kind)
    right = lines(
        text(row.title, struck),
        row_of((kind, KIND_STYLES[m.kind]), (row.place, ""), (row.remarks, "yellow"), (m.id, "dim")),
    )
    return left, right


def statements(out: Console, rows: Sequence[StatementRow], wording: Wording) -> None:
    out.print(_two_columns([_statement(row, wording) for row in rows], out))


def _statement(row: StatementRow, wording: Wording) -> tuple[Text, Text]:
    s = row.statement
    left = lines(text(row.when, "cyan"), text(row.languages, "dim"))
    right = lines(
        text(row.title, "bold"),
        row_of((row.issuers, ""), (wording.label("kind", s.kind), ""), (s.id, "dim")),
        text(wording.say("statements.on", title=row.answers), "italic dim") if row.answers else None,
    )
    return left, right


def documents(out: Console, found: Documents, wording: Wording) -> None:
    for chain in found.chains:
        ends = wording.say("documents.chain", first=chain.rows[0].title, last=chain.rows[-1].title)
        heading(out, ends)
        out.print(_two_columns([_document(row, wording) for row in chain.rows], out))
        out.print()
    if found.others:
        if found.chains:
            heading(out, f"{wording.text('documents.others')} ({len(found.others)})")
        out.print(_two_columns([_document(row, wording) for row in found.others], out))


def _later(days: int, wording: Wording) -> str:
    counted = wording.count(abs(days), "day")
    if days == 0:
        return wording.text("documents.same-day")
    if days > 0:
        return wording.say("documents.later", days=counted)
    return wording.say("documents.earlier", days=counted)


def _document(row: DocumentRow, wording: Wording) -> tuple[Text, Text]:
    m = row.milestone
    after = "" if row.days is None else _later(row.days, wording)
    status = wording.label("status", m.status) if m.status != "confirmed" else ""
    left = lines(text(row.when, "cyan"), text(after, "dim"))
    right = lines(
        text(row.title, "bold"),
        row_of(
            (m.symbol or "", "green"),
            (row.address, ""),
            (status, "yellow"),
            (m.id, "dim"),
        ),
    )
    return left, right


def objectives(out: Console, rows: Iterable[ObjectiveRow], wording: Wording) -> None:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(width=2, justify="right", style="cyan")
    table.add_column(ratio=1, overflow="fold")
    for row in rows:
        o = row.objective
        milestones = wording.count(row.milestones, "milestone")
        statements = wording.count(row.statements, "statement")
        table_ = wording.say("objectives.round-table", number=row.round_table)
        names = row_of((o.short, ""), (o.es, "italic"), (o.fr, "italic"))
        numbers = row_of((table_, "dim"), (milestones, "dim"), (statements, "green"))
        table.add_row(str(o.number), lines(text(o.title, "bold"), names, numbers))
    out.print(table)


def principles(out: Console, some: Iterable[Principle]) -> None:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(width=3, style="cyan")
    table.add_column(ratio=1, overflow="fold")
    for principle in some:
        names = row_of((principle.es, "italic"), (principle.fr, "italic"))
        table.add_row(f"({principle.letter})", lines(text(principle.name, "bold"), names))
    out.print(table)


def record_fields(out: Console, found: RecordFields) -> None:
    heading(out, found.title)
    out.print(text(found.subtitle, "dim"))
    out.print()
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(width=16, style="cyan", overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for field in found.fields:
        table.add_row(text(field.label), lines(*(text(plain(value)) for value in field.values)))
    out.print(table)


def hits(out: Console, found: Iterable[Hit], query: Sequence[Term], wording: Wording) -> None:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(width=14, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for hit in found:
        r = hit.record
        when = "" if isinstance(r, Organisation) else wording.date(r.date)
        title = _marked(wording.title(r), query, "bold")
        context = [
            Text.assemble(
                text(f"{wording.label('text', key)}{wording.text('joint.colon')}", "dim"),
                _marked(piece, query, ""),
            )
            for key, piece in hit.shown
        ]
        table.add_row(
            text(wording.label("record", r.folder.removesuffix("s")), "cyan"),
            lines(title, row_of((when, ""), (r.id, "dim")), *context),
        )
    out.print(table)


def _marked(value: str, query: Sequence[Term], style: str) -> Text:
    shown = text(value, style)
    for begin, end in find_words(shown.plain, query):
        shown.stylize("bold yellow", begin, end)
    return shown
