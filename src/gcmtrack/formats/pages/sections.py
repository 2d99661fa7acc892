"""The sections of a page about the process: what is coming, going on and over, the texts, who said what, how many.

They come as small trees (`views.page`), so that Markdown and HTML say the same.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

import msgspec

from gcmtrack.formats.pages.document import (
    Bullets,
    Heading,
    Hyperlink,
    Inline,
    Line,
    Note,
    Paragraph,
    Piece,
    Ref,
    Strong,
    Table,
)
from gcmtrack.model.collection import Records, in_time
from gcmtrack.model.dates import MONTHS, Part, When
from gcmtrack.model.iso_codes import LANGUAGES
from gcmtrack.model.records import Milestone, Statement, english_title
from gcmtrack.model.tables import Dispute
from gcmtrack.model.tables import Link as Address
from gcmtrack.model.vocabulary import PHASES, label
from gcmtrack.text import counted, one_of
from gcmtrack.views.documents import Chain, DocumentRow, address, documents
from gcmtrack.views.events import EVENT_KINDS, STATES, State, dispute_words, event_rows, remarks
from gcmtrack.views.filters import Filters, matching_milestones, matching_statements, named_organisations
from gcmtrack.views.statements import issuers

Section = Literal["upcoming", "ongoing", "past", "documents", "statements", "counts"]
SECTIONS: tuple[Section, ...] = get_args(Section)
HEADINGS: dict[Section, str] = {
    "upcoming": "Upcoming events",
    "ongoing": "Ongoing events",
    "past": "Past events",
    "documents": "Documents",
    "statements": "Statements",
    "counts": "In numbers",
}

Layout = Literal["blocks", "list"]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
Order = Literal["dmy", "mdy"]
ORDERS: tuple[Order, ...] = get_args(Order)


class PageStyle(NamedTuple):
    """How events are shown: as blocks or as a list, with dates as "12 October 2017" or as "October 12, 2017".

    `prefix` sets the keys of notes apart from those of other pieces on the same page.
    """

    layout: Layout = "blocks"
    order: Order = "dmy"
    prefix: str = ""


def page(
    records: Records, filters: Filters, today: date, sections: Sequence[Section], style: PageStyle
) -> Piece:
    """Returns a whole page: title, what it holds, the sections under their headings."""
    pieces = [Piece((Heading(1, ("Global Compact for Migration",)), _opening(records, filters, today)))]
    for name in sections:
        pieces.append(Piece((Heading(2, (HEADINGS[name],)),)))
        pieces.append(section(name, records, filters, today, style._replace(prefix=name)))
    return Piece(
        tuple(element for piece in pieces for element in piece.elements),
        tuple(note for piece in pieces for note in piece.notes),
    )


def _opening(records: Records, filters: Filters, today: date) -> Paragraph:
    found = (
        counted(len(matching_milestones(records, filters)), "milestone"),
        counted(len(matching_statements(records, filters)), "statement"),
    )
    who = counted(len(named_organisations(records, filters)), "organisation")
    return Paragraph(((f"{one_of(found, joint='and')} of {who}, as of {When.of_day(today).words()}.",),))


def section(name: Section, records: Records, filters: Filters, today: date, style: PageStyle) -> Piece:
    """Returns one section without its heading; an empty one says that there is nothing."""
    if name in STATES:
        return _events(name, records, filters, today, style)
    if name == "documents":
        return _documents(records, filters, style.prefix)
    if name == "statements":
        return _statements(records, filters, style.prefix)
    return _counts(records, filters)


def _none(what: str) -> Piece:
    return Piece((Paragraph(((f"There are no {what}.",),)),))


def _events(state: State, records: Records, filters: Filters, today: date, style: PageStyle) -> Piece:
    if not filters.kind:
        filters = filters._replace(kind=frozenset(EVENT_KINDS))
    rows = event_rows(records, matching_milestones(records, filters), today, [state])
    if not rows:
        return _none(f"{state} events")
    notes = _Notes(style.prefix)
    if style.layout == "list":
        items = [_event_line(row.milestone, records, today, style.order, notes) for row in rows]
        return Piece((Bullets(tuple(items)),), notes.all)
    blocks = [_event_block(row.milestone, records, today, style.order, notes) for row in rows]
    return Piece(tuple(element for block in blocks for element in block), notes.all)


def _event_block(
    milestone: Milestone, records: Records, today: date, order: Order, notes: "_Notes"
) -> list[Heading | Paragraph]:
    on_date, on_place, others = notes.of(milestone)
    lines: list[Line] = [(Strong(f"{name}:"), f" {said}") for name, said in _date_lines(milestone, order)]
    lines[-1] = (*lines[-1], *on_date)
    place = records.place(milestone)
    if place:
        lines.append((Strong("Location:"), f" {place}", *on_place))
    else:
        others = [*on_place, *others]
    if said := _status(milestone, today):
        lines.append((Strong("Note:"), f" {said}"))
    block: list[Heading | Paragraph] = [
        Heading(3, (_titled(milestone), *others)),
        Paragraph(tuple(lines)),
    ]
    if milestone.summary:
        block.append(Paragraph(((milestone.summary,),)))
    return block


def _event_line(milestone: Milestone, records: Records, today: date, order: Order, notes: "_Notes") -> Line:
    said = [when_words(milestone.date, order), records.place(milestone), _status(milestone, today)]
    called = [ref for refs in notes.of(milestone) for ref in refs]
    return (_titled(milestone), f" ({', '.join(part for part in said if part)})", *called)


def _titled(milestone: Milestone) -> Inline:
    url = milestone.links[0].url if milestone.links else address(milestone)
    return Hyperlink(english_title(milestone), url) if url else english_title(milestone)


def _date_lines(milestone: Milestone, order: Order) -> list[tuple[str, str]]:
    when = milestone.date
    if when.open:
        return [("Start date", _part(when.start, order))]
    if when.is_range:
        return [("Start date", _part(when.start, order)), ("End date", _part(when.end, order))]
    return [("Deadline" if milestone.kind == "deadline" else "Date", _part(when.start, order))]


def _status(milestone: Milestone, today: date) -> str:
    """What must be known about the date, without the disputes: those are notes."""
    return remarks(msgspec.structs.replace(milestone, disputes=()), today)


def _part(part: Part, order: Order) -> str:
    if order == "dmy" or not part.day:
        return When(part).words()
    plain = When(Part(part.year, part.month, part.day)).words()
    return When(part).words().replace(plain, f"{MONTHS[part.month - 1]} {part.day}, {part.year}")


def when_words(when: When, order: Order) -> str:
    """Says a date or a range in one go: "8–9 May 2017" or "May 8–9, 2017"."""
    a, b = when.start, when.end
    if order == "dmy" or when.open or not (a.day and b.day):
        return when.words()
    if not when.is_range:
        return _part(a, order)
    if a.qualifier or b.qualifier or a.year != b.year:
        return f"{_part(a, order)} – {_part(b, order)}"
    if a.month != b.month:
        return f"{MONTHS[a.month - 1]} {a.day} – {_part(b, order)}"
    return f"{MONTHS[a.month - 1]} {a.day}–{b.day}, {a.year}"


def _documents(records: Records, filters: Filters, prefix: str) -> Piece:
    found = documents(matching_milestones(records, filters))
    if not found.rows:
        return _none("documents")
    notes = _Notes(prefix)
    elements: list[Heading | Bullets] = []
    for chain in found.chains:
        elements.append(Heading(3, (_chain_title(chain),)))
        elements.append(Bullets(tuple(_document(row, notes) for row in chain.rows)))
    if found.others:
        if found.chains:
            elements.append(Heading(3, ("Other documents",)))
        elements.append(Bullets(tuple(_document(row, notes) for row in found.others)))
    return Piece(tuple(elements), notes.all)


def _chain_title(chain: Chain) -> str:
    newest = english_title(chain.rows[-1].milestone)
    return f"{newest}: {counted(len(chain.rows), 'version')}"


def _document(row: DocumentRow, notes: "_Notes") -> Line:
    m = row.milestone
    title: Inline = Hyperlink(english_title(m), row.address) if row.address else english_title(m)
    after = "" if row.days is None else f", {counted(row.days, 'day')} after the one before"
    shown = [link for link in m.links if link.url != row.address]
    called = [ref for refs in notes.of(m) for ref in refs]
    symbol = f", {m.symbol}" if m.symbol and m.symbol not in english_title(m) else ""
    return (f"{row.when}: ", title, f"{symbol}{after}", *_more(shown), *called)


def _more(links: Iterable[Address]) -> list[Inline]:
    """Further links: " · English · Spanish, video"."""
    pieces: list[Inline] = []
    for link in links:
        pieces += [" · ", Hyperlink(_link_label(link), link.url)]
    return pieces


def _link_label(link: Address) -> str:
    language = LANGUAGES.get(link.language or "", link.language)
    format_ = link.format if link.format not in (None, "html") else None
    said = [part for part in (link.title, language, format_, link.at) if part]
    return ", ".join(said) or "page"


def _statements(records: Records, filters: Filters, prefix: str) -> Piece:
    chosen = matching_statements(records, filters)
    if not chosen:
        return _none("statements")
    notes = _Notes(prefix)
    elements: list[Heading | Bullets] = []
    for heading, group in _by_answered(records, chosen):
        elements.append(Heading(3, (heading,)))
        elements.append(Bullets(tuple(_statement(statement, records, notes) for statement in group)))
    return Piece(tuple(elements), notes.all)


def _by_answered(records: Records, chosen: Iterable[Statement]) -> list[tuple[str, list[Statement]]]:
    groups: dict[str | None, list[Statement]] = {}
    for statement in chosen:
        known = statement.milestone if statement.milestone in records.milestones else None
        groups.setdefault(known, []).append(statement)
    answered = sorted((records.milestones[id_] for id_ in groups if id_), key=in_time)
    named = [(f"{english_title(m)} ({m.date.words()})", groups[m.id]) for m in answered]
    return named + ([("Other statements", groups[None])] if None in groups else [])


def _statement(statement: Statement, records: Records, notes: "_Notes") -> Line:
    main = _main_link(statement)
    title = english_title(statement)
    speaker = statement.speaker
    details = [
        label(statement.kind),
        ", ".join(part for part in (speaker.name, speaker.role) if part) if speaker else "",
        one_of([LANGUAGES.get(code, code) for code in statement.languages], joint="and"),
        counted(statement.cosigner_count, "organisation") + " signed" if statement.cosigner_count else "",
    ]
    called = [ref for refs in notes.of(statement) for ref in refs]
    return (
        f"{statement.date.words()}, {issuers(records, statement)}: ",
        Hyperlink(title, main.url) if main else title,
        f" ({'; '.join(part for part in details if part)})",
        *_more(link for link in statement.links if link is not main),
        *called,
    )


def _main_link(statement: Statement) -> Address | None:
    """The text in its original language where there is one, else the first link."""
    original = statement.languages[:1]
    return next(
        (link for link in statement.links if link.language in original),
        statement.links[0] if statement.links else None,
    )


def _counts(records: Records, filters: Filters) -> Piece:
    milestones = matching_milestones(records, filters)
    statements = matching_statements(records, filters)
    if not milestones and not statements:
        return _none("records")
    answered = [records.milestones.get(statement.milestone or "") for statement in statements]
    of_phase = Counter(milestone.phase for milestone in milestones)
    said_in = Counter(milestone.phase if milestone else None for milestone in answered)
    rows = [(label(p), str(of_phase[p]), str(said_in[p])) for p in PHASES if of_phase[p] or said_in[p]]
    if said_in[None]:
        rows.append(("no phase", "0", str(said_in[None])))
    years = Counter(m.date.first.year for m in milestones)
    said = Counter(s.date.first.year for s in statements)
    by_year = [(str(year), str(years[year]), str(said[year])) for year in sorted({*years, *said})]
    total = ("all", str(len(milestones)), str(len(statements)))
    return Piece(
        (
            Table(("Phase", "Milestones", "Statements"), (*rows, total)),
            Table(("Year", "Milestones", "Statements"), (*by_year, total)),
            Table(("Kind of milestone", "Milestones"), _tally(m.kind for m in milestones)),
            Table(("Kind of statement", "Statements"), _tally(s.kind for s in statements)),
        )
    )


def _tally(kinds: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """How many there are of each kind, most first."""
    return tuple((label(kind), str(number)) for kind, number in Counter(kinds).most_common())


class _Notes:
    """Collects the disputes of what a piece shows."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._notes: list[Note] = []

    @property
    def all(self) -> tuple[Note, ...]:
        return tuple(self._notes)

    def of(self, record: Milestone | Statement) -> tuple[list[Ref], list[Ref], list[Ref]]:
        """Returns where notes on a record are called: at its date, at its place, elsewhere."""
        places: tuple[list[Ref], list[Ref], list[Ref]] = ([], [], [])
        for number, dispute in enumerate(record.disputes, 1):
            key = "-".join(part for part in (self._prefix, record.id, str(number)) if part)
            self._notes.append(Note(key, _dispute(dispute)))
            at = {"date": 0, "city": 1, "country": 1, "venue": 1}.get(dispute.field, 2)
            places[at].append(Ref(key))
        return places


def _dispute(dispute: Dispute) -> Line:
    said = dispute_words(dispute.value) if dispute.value else "another source differs"
    if dispute.field in ("kind", "type", "phase"):
        said = label(said)
    line: list[Inline] = [f"Disputed {label(dispute.field.replace('_', '-'))}: {said}."]
    if dispute.note:
        line.append(f" {dispute.note}")
    if dispute.source:
        line += [" Source: ", _named_source(dispute.source), "."]
    return tuple(line)


def _named_source(source: str) -> Inline:
    """The title as it stands, or a link that shows the site."""
    if not source.startswith(("http://", "https://")):
        return source.rstrip(".")
    site = source.partition("://")[2].partition("/")[0]
    return Hyperlink(site.removeprefix("www."), source)
