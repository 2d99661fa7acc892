"""Rows as lines for a pipe: one record a line, fields parted by tabs, nothing cut, no colour.

Columns of each view are documented in docs/commands.md and only grow at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from gcmtrack.model.records import Organisation, Statement
from gcmtrack.printable import inert

# A command imports its own view and no other; only the type checker needs them all.
if TYPE_CHECKING:
    from gcmtrack.model.vocabulary import Principle
    from gcmtrack.views.documents import Documents
    from gcmtrack.views.events import EventRow
    from gcmtrack.views.objectives import ObjectiveRow
    from gcmtrack.views.record_fields import RecordFields
    from gcmtrack.views.search import Hit
    from gcmtrack.views.statements import StatementRow
    from gcmtrack.views.timeline import Band
    from gcmtrack.wording import Wording


def line(*fields: str) -> str:
    if "".join(fields).isprintable():
        return "\t".join(fields)
    return "\t".join(inert(field) for field in fields)


def events(rows: Iterable[EventRow]) -> Iterator[str]:
    for row in rows:
        m = row.milestone
        yield line(str(m.date), row.when, row.distance, row.title, row.place, row.remarks, m.id)


def statements(rows: Iterable[StatementRow]) -> Iterator[str]:
    for row in rows:
        s = row.statement
        yield line(str(s.date), row.when, row.issuers, row.title, row.answers, row.languages, s.kind, s.id)


def documents(found: Documents, wording: Wording) -> Iterator[str]:
    chained = [
        (wording.say("documents.chain-number", number=number), row)
        for number, chain in enumerate(found.chains, 1)
        for row in chain.rows
    ]
    for name, row in (*chained, *(("", row) for row in found.others)):
        m = row.milestone
        days = "" if row.days is None else wording.say("documents.days", days=f"{row.days:+d}")
        yield line(str(m.date), row.when, name, days, row.title, m.symbol or "", row.address, m.id)


def timeline(bands: Iterable[Band], wording: Wording, *, with_statements: bool) -> Iterator[str]:
    for band in bands:
        for depth, node in band.walk():
            m = node.milestone
            said = str(len(node.statements)) if node.statements else ""
            indent = "  " * depth
            yield line(
                m.phase,
                str(m.date),
                node.when,
                indent + node.title,
                node.place,
                node.remarks,
                said,
                m.id,
            )
            if with_statements:
                for statement in node.statements:
                    yield _statement_line(m.phase, statement, depth + 1, wording)


def _statement_line(phase: str, statement: Statement, depth: int, wording: Wording) -> str:
    title = "  " * depth + wording.title(statement)
    when = wording.date(statement.date)
    return line(phase, str(statement.date), when, title, "", statement.kind, "", statement.id)


def objectives(rows: Iterable[ObjectiveRow]) -> Iterator[str]:
    for row in rows:
        o = row.objective
        counts = (str(row.round_table), str(row.milestones), str(row.statements))
        yield line(str(o.number), o.short, o.title, o.es, o.fr, *counts)


def principles(some: Iterable[Principle]) -> Iterator[str]:
    for principle in some:
        yield line(*principle)


def record_fields(found: RecordFields, wording: Wording) -> Iterator[str]:
    from gcmtrack.views.pieces import plain

    yield line(wording.label("field", "title"), found.title)
    yield line(wording.label("field", "record"), found.subtitle)
    for field in found.fields:
        for value in field.values:
            yield line(field.label, plain(value))


def hits(found: Iterable[Hit], wording: Wording) -> Iterator[str]:
    for hit in found:
        r = hit.record
        when = "" if isinstance(r, Organisation) else wording.date(r.date)
        colon = wording.text("joint.colon")
        context = [f"{wording.label('text', key)}{colon}{text}" for key, text in hit.shown]
        yield line(r.folder, when, wording.title(r), wording.joined(context, "semicolon"), r.id)
