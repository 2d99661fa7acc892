"""Rows as lines for a pipe: one record a line, fields parted by tabs, nothing cut, no colour.

Columns of each view are documented in docs/commands.md. The last one is the id; a new one comes right before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from gcmtrack.model.records import Organisation, Statement
from gcmtrack.printable import inert

# A command imports its own view and no other; only the type checker needs them all.
if TYPE_CHECKING:
    from gcmtrack.model.objectives import Principle
    from gcmtrack.views.documents import Documents
    from gcmtrack.views.events import EventRow
    from gcmtrack.views.objectives import ObjectiveRow
    from gcmtrack.views.organisations import OrganisationRow
    from gcmtrack.views.record_fields import RecordFields
    from gcmtrack.views.search import Hit
    from gcmtrack.views.statements import StatementRow
    from gcmtrack.views.timeline import Band
    from gcmtrack.views.topics import TopicRow
    from gcmtrack.wording import Wording
    from gcmtrack.wording.words import Group


def line(*fields: str) -> str:
    if "".join(fields).isprintable():
        return "\t".join(fields)
    return "\t".join(inert(field) for field in fields)


def _word(group: Group, word: str, wording: Wording) -> str:
    """A word of the vocabulary: as files keep it, which is what scripts look for, unless another language is asked for."""
    return word if wording.language == "en" or not word else wording.label(group, word)


def events(rows: Iterable[EventRow], wording: Wording) -> Iterator[str]:
    for row in rows:
        m = row.milestone
        state, kind = _word("state", row.state, wording), _word("kind", m.kind, wording)
        yield line(str(m.date), row.when, row.distance, row.title, row.place, row.remarks, state, kind, m.id)


def statements(rows: Iterable[StatementRow], wording: Wording) -> Iterator[str]:
    for row in rows:
        s = row.statement
        stance = _word("stance", s.stance or "", wording)
        said = (row.issuers, row.title, row.answers, row.languages, _word("kind", s.kind, wording))
        yield line(str(s.date), row.when, *said, stance, row.address, row.report, s.id)


def documents(found: Documents) -> Iterator[str]:
    chained = [(str(number), row) for number, chain in enumerate(found.chains, 1) for row in chain.rows]
    for chain, row in (*chained, *(("", row) for row in found.others)):
        m = row.milestone
        days = "" if row.days is None else str(row.days)
        where = (row.address, ", ".join(row.languages), row.report)
        yield line(str(m.date), row.when, chain, days, row.title, m.symbol or "", *where, m.id)


def timeline(
    bands: Iterable[Band], said: Callable[[Statement], StatementRow] | None, wording: Wording
) -> Iterator[str]:
    """Yields a line a milestone; with `said` one for each statement too, after what it answers."""
    for band in bands:
        for depth, node in band.walk():
            m = node.milestone
            count = str(len(node.statements)) if node.statements else ""
            indent = "  " * depth
            phase = _word("phase", m.phase, wording)
            yield line(
                phase,
                str(m.date),
                node.when,
                indent + node.title,
                node.place,
                node.remarks,
                count,
                "",
                "",
                m.id,
            )
            if said is not None:
                for statement in node.statements:
                    yield _statement_line(phase, said(statement), depth + 1, wording)


def _statement_line(phase: str, row: StatementRow, depth: int, wording: Wording) -> str:
    s = row.statement
    title = "  " * depth + row.title
    return line(
        phase,
        str(s.date),
        row.when,
        title,
        "",
        _word("kind", s.kind, wording),
        "",
        row.issuers,
        row.languages,
        s.id,
    )


def objectives(rows: Iterable[ObjectiveRow], wording: Wording) -> Iterator[str]:
    """Yields a line an objective, with its names in all languages."""
    for row in rows:
        o = row.objective
        counts = (str(row.round_table), str(row.milestones), str(row.statements))
        names = (
            wording.untranslated(o.title),
            wording.untranslated(o.es, "es"),
            wording.untranslated(o.fr, "fr"),
        )
        yield line(str(o.number), wording.objective(o.number), *names, *counts)


def principles(some: Iterable[Principle], wording: Wording) -> Iterator[str]:
    for letter, *names in some:
        said = [
            wording.untranslated(name, code) for name, code in zip(names, ("en", "es", "fr"), strict=True)
        ]
        yield line(letter, *said)


def organisations(rows: Iterable[OrganisationRow], wording: Wording) -> Iterator[str]:
    for row in rows:
        o = row.organisation
        counts = (str(row.milestones), str(row.statements))
        type_ = _word("organisation-type", o.type, wording)
        yield line(row.name, wording.acronym(o), type_, o.country or "", *counts, o.id)


def topics(rows: Iterable[TopicRow]) -> Iterator[str]:
    for row in rows:
        yield line(row.label, str(row.milestones), str(row.statements), row.topic)


def record_fields(found: RecordFields, wording: Wording) -> Iterator[str]:
    from gcmtrack.views.pieces import plain

    yield line(wording.label("field", "title"), found.title)
    yield line(wording.label("field", "record"), found.subtitle)
    for field in found.fields:
        for value in field.values:
            yield line(field.label, plain(value))


def hits(found: Iterable[Hit], issued_by: Mapping[str, str], wording: Wording) -> Iterator[str]:
    """Yields a line a hit; `issued_by` says who made each statement."""
    for hit in found:
        r = hit.record
        date = "" if isinstance(r, Organisation) else str(r.date)
        when = "" if isinstance(r, Organisation) else wording.date(r.date)
        who = issued_by.get(r.id, "") if isinstance(r, Statement) else ""
        colon = wording.text("joint.colon")
        context = [f"{wording.label('text', key)}{colon}{text}" for key, text in hit.shown]
        said = wording.joined(context, "semicolon")
        folder = r.folder if wording.language == "en" else wording.label("record", r.folder.removesuffix("s"))
        yield line(folder, when, wording.title(r), said, date, who, r.id)
