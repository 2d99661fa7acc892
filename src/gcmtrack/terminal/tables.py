"""Rows of the views on a terminal: a narrow column for the time, a wide one for the rest."""

from collections.abc import Iterable, Mapping, Sequence

from rich.text import Text

from gcmtrack.input.search_terms import Term
from gcmtrack.model.objectives import Principle
from gcmtrack.model.records import Organisation, Statement
from gcmtrack.terminal.layout import (
    WIDE,
    Screen,
    beside,
    heading,
    lines,
    linked,
    row_of,
    text,
    time_width,
    titled,
    widest,
)
from gcmtrack.views.documents import DocumentRow, Documents
from gcmtrack.views.events import STATES, EventRow, State
from gcmtrack.views.objectives import ObjectiveRow
from gcmtrack.views.organisations import OrganisationRow
from gcmtrack.views.pieces import Hyperlink, Line, Reference
from gcmtrack.views.record_fields import RecordFields
from gcmtrack.views.search import Hit, find_words
from gcmtrack.views.statements import StatementRow
from gcmtrack.views.topics import TopicRow
from gcmtrack.wording import Wording

KIND_STYLES = {"event": "cyan", "document": "green", "decision": "magenta", "deadline": "yellow"}
_STATE_STYLES = {"upcoming": "bold green", "ongoing": "bold yellow", "past": "bold"}


def count_heading(out: Screen, key: str, count: int, wording: Wording, style: str = "bold") -> None:
    """Prints what is listed and how many there are of it, also of those that a limit leaves out."""
    title = wording.say("listing.heading", title=wording.label("heading", key), count=wording.number(count))
    heading(out, title, style)


def more(out: Screen, shown: int, count: int, wording: Wording) -> None:
    """Says how many a limit has left out."""
    if shown < count:
        left = wording.say("listing.more", count=wording.number(count - shown), all=count)
        out.print(text(f"… {left}", "dim"))


def events(out: Screen, rows: Sequence[EventRow], counts: Mapping[State, int], wording: Wording) -> None:
    """Prints each state under its heading with its count, then what is there and not shown."""
    dates = widest((_short(row, wording) for row in rows), most=24)
    distances = widest((_distance(row) for row in rows), most=20)
    for state in STATES:
        some = [row for row in rows if row.state == state]
        if not some:
            continue
        count_heading(out, state, counts[state], wording, _STATE_STYLES[state])
        for row in some:
            if out.width < WIDE:
                _event(out, row, wording)
            else:
                _event_on_a_line(out, row, dates, distances, wording)
        more(out, len(some), counts[state], wording)
        out.print()


def _short(row: EventRow, wording: Wording) -> str:
    return wording.short_date(row.milestone.date, 0)


def _distance(row: EventRow) -> str:
    # "from 2020" says it already.
    return "" if row.milestone.date.open else row.distance


def _event_title(out: Screen, row: EventRow) -> Text:
    return titled(out, row.titled, "strike" if row.milestone.status == "cancelled" else "bold", row.address)


def _event_details(row: EventRow, wording: Wording) -> tuple[tuple[str, str], ...]:
    m = row.milestone
    kind = "" if m.kind == "event" else wording.label("kind", m.kind)
    return ((kind, KIND_STYLES[m.kind]), (row.place, ""), (row.remarks, "yellow"), (m.id, "dim"))


def _event(out: Screen, row: EventRow, wording: Wording) -> None:
    left = lines(text(row.when, KIND_STYLES[row.milestone.kind]), text(_distance(row), "dim"))
    right = lines(_event_title(out, row), row_of(*_event_details(row, wording)))
    beside(out, [(time_width(out), left)], right)


def _event_on_a_line(out: Screen, row: EventRow, dates: int, distances: int, wording: Wording) -> None:
    left = [
        (dates, text(_short(row, wording), KIND_STYLES[row.milestone.kind])),
        (distances, text(_distance(row), "dim")),
    ]
    beside(out, left, row_of(_event_title(out, row), *_event_details(row, wording)))


def statements(out: Screen, rows: Sequence[StatementRow], count: int, wording: Wording) -> None:
    count_heading(out, "statements", count, wording)
    for row in rows:
        _statement(out, row, wording)
    more(out, len(rows), count, wording)


def _statement(out: Screen, row: StatementRow, wording: Wording) -> None:
    s = row.statement
    left = lines(text(row.when, "cyan"), text(row.languages, "dim"))
    kind = wording.label("kind", s.kind)
    right = lines(
        titled(out, row.titled, "bold", row.address),
        row_of((row.issuers, ""), (kind, ""), (row.stance, "yellow"), (s.id, "dim")),
        text(wording.say("statements.on", title=row.answers), "italic dim") if row.answers else None,
        _where(out, row.address, row.report, wording),
    )
    beside(out, [(time_width(out), left)], right)


def _where(out: Screen, address: str, report: str, wording: Wording) -> Text:
    """The address of a text on a line of its own, or what there is in its place."""
    if address:
        return linked(out, address, address, "blue")
    if report:
        return lines(text(wording.text("text-link.report"), "yellow"), linked(out, report, report, "dim"))
    return text(wording.text("text-link.none"), "dim")


def documents(out: Screen, found: Documents, count: int, wording: Wording) -> None:
    count_heading(out, "documents", count, wording)
    for chain in found.chains:
        versions = wording.count(len(chain.rows), "version")
        first, last = (wording.called(row.milestone) for row in (chain.rows[0], chain.rows[-1]))
        out.print()
        heading(out, wording.say("documents.counted-chain", first=first, last=last, versions=versions))
        for row in chain.rows:
            _document(out, row, wording)
    if found.others:
        if found.chains:
            out.print()
            heading(out, f"{wording.text('documents.others')} ({wording.number(len(found.others))})")
        for row in found.others:
            _document(out, row, wording)
    more(out, len(found.rows), count, wording)


def _document(out: Screen, row: DocumentRow, wording: Wording) -> None:
    m = row.milestone
    after = row.later(wording)
    status = wording.label("status", m.status) if m.status != "confirmed" else ""
    left = lines(text(row.when, "cyan"), text(after, "dim"))
    # Nobody looks for a text that is not out yet.
    missing = m.status != "confirmed" and not row.address and not row.report
    right = lines(
        titled(out, row.titled, "bold", row.address),
        row_of(
            (m.symbol or "", "green"), (", ".join(row.languages), "dim"), (status, "yellow"), (m.id, "dim")
        ),
        None if missing else _where(out, row.address, row.report, wording),
    )
    beside(out, [(time_width(out), left)], right)


def objectives(out: Screen, rows: Sequence[ObjectiveRow], count: int, wording: Wording) -> None:
    count_heading(out, "objectives", count, wording)
    for row in rows:
        o = row.objective
        table = wording.say("objectives.round-table", number=row.round_table)
        title, names = o.title, [(o.short, ""), (o.es, "italic"), (o.fr, "italic")]
        if wording.language != "en":
            title, names = wording.objective(o.number), [(wording.objective_title(o.number), "dim")]
        counts = _counts(row.milestones, row.statements, wording)
        right = lines(text(title, "bold"), row_of(*names), row_of((table, "dim"), *counts))
        beside(out, [(2, Text(f"{o.number:>2}", style="cyan"))], right)
    more(out, len(rows), count, wording)


def _counts(milestones: int, statements: int, wording: Wording) -> list[tuple[str, str]]:
    return [
        (wording.count(milestones, "milestone"), "dim"),
        (wording.count(statements, "statement"), "green" if statements else "dim"),
    ]


def principles(out: Screen, some: Sequence[Principle], wording: Wording) -> None:
    count_heading(out, "principles", len(some), wording)
    for principle in some:
        others = {"en": principle.name, "es": principle.es, "fr": principle.fr}
        name = others.pop(wording.language)
        names = row_of(*((wording.untranslated(other, code), "italic") for code, other in others.items()))
        beside(
            out,
            [(3, Text(f"({principle.letter})", style="cyan"))],
            lines(text(name, "bold"), names),
        )


def organisations(out: Screen, rows: Sequence[OrganisationRow], count: int, wording: Wording) -> None:
    count_heading(out, "organisations", count, wording)
    acronyms = widest((wording.acronym(row.organisation) for row in rows), most=14)
    for row in rows:
        o = row.organisation
        details = row_of(
            (row.type, ""),
            (row.country, ""),
            *_counts(row.milestones, row.statements, wording),
            (o.id, "dim"),
        )
        right = lines(linked(out, row.name, o.url or "", "bold"), details)
        beside(out, [(acronyms, text(wording.acronym(o), "cyan"))] if acronyms else [], right)
    more(out, len(rows), count, wording)


def topics(out: Screen, rows: Sequence[TopicRow], count: int, wording: Wording) -> None:
    count_heading(out, "topics", count, wording)
    names = widest((_topic(row, wording) for row in rows), most=max(20, out.width - 40))
    for row in rows:
        beside(
            out,
            [(names, text(_topic(row, wording), "cyan"))],
            row_of(*_counts(row.milestones, row.statements, wording)),
        )
    more(out, len(rows), count, wording)


def _topic(row: TopicRow, wording: Wording) -> str:
    # In English a topic is read as it is kept.
    return row.topic if wording.language == "en" else row.label


def record_fields(out: Screen, found: RecordFields) -> None:
    out.print(titled(out, found.titled, "bold"))
    out.print(text(found.subtitle, "dim"))
    out.print()
    for field in found.fields:
        values = lines(*(_followed(out, value) for value in field.values))
        listed = [value for value in field.values if any(isinstance(piece, Reference) for piece in value)]
        label = f"{field.label} ({len(listed)})" if len(listed) > 1 else field.label
        beside(out, [(16, text(label, "cyan"))], values)


def _followed(out: Screen, line: Line) -> Text:
    """A line where addresses can be followed, and records of ours stand with their ids."""
    return Text().join(_piece(out, piece) for piece in line)


def _piece(out: Screen, piece: str | Hyperlink | Reference) -> Text:
    if isinstance(piece, Hyperlink):
        return linked(out, piece.text, piece.url)
    if isinstance(piece, Reference):
        return Text.assemble(text(piece.text), " ", text(f"[{piece.id}]", "dim"))
    return text(piece)


def hits(
    out: Screen,
    found: Sequence[Hit],
    count: int,
    query: Sequence[Term],
    issued_by: Mapping[str, str],
    wording: Wording,
) -> None:
    """Prints what was found, best first, with the words marked; `issued_by` says who made each statement."""
    count_heading(out, "found", count, wording)
    for hit in found:
        r = hit.record
        when = "" if isinstance(r, Organisation) else wording.date(r.date)
        who = issued_by.get(r.id, "") if isinstance(r, Statement) else ""
        title = wording.titled(r)
        shown = _marked(title.original, query, "bold")
        if title.translation:
            shown = Text.assemble(shown, " ", _marked(title.translation, query, "dim"))
        context = [
            Text.assemble(
                text(f"{wording.label('text', key)}{wording.text('joint.colon')}", "dim"),
                _marked(piece, query, ""),
            )
            for key, piece in hit.shown
        ]
        kind = text(wording.label("record", r.folder.removesuffix("s")), "cyan")
        beside(out, [(14, kind)], lines(shown, row_of((when, ""), (who, ""), (r.id, "dim")), *context))
    more(out, len(found), count, wording)


def _marked(value: str, query: Sequence[Term], style: str) -> Text:
    shown = text(value, style)
    for begin, end in find_words(shown.plain, query):
        shown.stylize("bold yellow", begin, end)
    return shown


def hidden(out: Screen, said: Iterable[str]) -> None:
    """Prints what is there and not listed, a line each."""
    for line in said:
        out.print(text(line, "dim"))
