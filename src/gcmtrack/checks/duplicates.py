"""Duplicate checks: records with equal id, symbol, title and date, or link."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from gcmtrack.checks.context import Checkup, at
from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import FOLDERS
from gcmtrack.model.records import Milestone, Record, Statement
from gcmtrack.text import fold

_R = TypeVar("_R", bound=Record)


def _pairs(records: Iterable[_R], *keys: Callable[[_R], Hashable | None]) -> Iterator[tuple[_R, _R]]:
    """Yields each record that shares a key with an earlier one, together with that one, once."""
    seen: dict[Hashable, _R] = {}
    for record in records:
        earlier = None
        for number, key in enumerate(keys):
            value = key(record)
            if value is not None:
                earlier = earlier or seen.get((number, value))
                seen.setdefault((number, value), record)
        if earlier is not None and earlier is not record:
            yield record, earlier


def same_id(checkup: Checkup) -> Iterator[Finding]:
    """An id that two kinds of record use.

    `show ID` must mean one thing.
    """
    for folder in FOLDERS[1:]:
        for record in checkup.records.all_of(folder).values():
            for other in FOLDERS[: FOLDERS.index(folder)]:
                if record.id in checkup.records.all_of(other):
                    said = f"the id is used in {other} too; rename one with: gcmtrack rename {folder}/{record.id} NEW-ID"
                    yield at(record, says=said)


def same_symbol(checkup: Checkup) -> Iterator[Finding]:
    """Two milestones with the same UN symbol.

    All language versions of a document share one symbol, so it is one record.
    """
    for record, earlier in _pairs(checkup.milestones, lambda m: m.symbol):
        said = (
            f"{record.symbol} is {earlier.id!r} already; one document is one record, whatever its languages"
        )
        yield at(record, "symbol", says=said)


def same_event(checkup: Checkup) -> Iterator[Finding]:
    """Two milestones with the same date and the same title, or events with the same page, place and type.

    A thing counted twice makes every count wrong.
    """
    for record, earlier in _pairs(checkup.milestones, _title_and_date, _link_and_date):
        yield at(record, "title", says=f"this looks like {earlier.id!r}: same date and same title or link")


def _title_and_date(m: Milestone) -> Hashable:
    return (fold(m.title), str(m.date))


def _link_and_date(m: Milestone) -> Hashable | None:
    # Parts of one whole often share its page.
    alone = m.links and m.kind == "event" and m.part_of is None
    return (m.links[0].url, str(m.date), m.type, m.city) if alone else None


def same_statement(checkup: Checkup) -> Iterator[Finding]:
    """Two statements of the same issuers and date with the same title, or with the same link and speaker.

    Two people entered the same text.
    """
    for record, earlier in _pairs(checkup.statements, *STATEMENT_KEYS):
        yield at(
            record, "title", says=f"this looks like {earlier.id!r}: same issuer and date, same title or link"
        )


def _statement_title(s: Statement) -> Hashable:
    return (s.organisations, str(s.date), fold(s.titles.get("en", s.title)))


def _statement_original_title(s: Statement) -> Hashable:
    return (s.organisations, str(s.date), fold(s.title))


def _statement_link(s: Statement) -> Hashable | None:
    # Undated texts often share a page that lists them, and two speakers one page of a meeting.
    if not s.links or s.date.precision != "day":
        return None
    return (
        s.organisations,
        str(s.date),
        s.links[0].url,
        s.links[0].at,
        s.speaker.name if s.speaker else None,
    )


STATEMENT_KEYS: tuple[Callable[[Statement], Hashable | None], ...] = (
    _statement_title,
    _statement_original_title,
    _statement_link,
)


def twin_of(statement: Statement, others: Iterable[Statement]) -> Statement | None:
    """Returns the statement among `others` that is the same: same issuers and date, and same title or first link."""
    keys = [(number, key(statement)) for number, key in enumerate(STATEMENT_KEYS)]
    for other in others:
        if any(value is not None and STATEMENT_KEYS[number](other) == value for number, value in keys):
            return other
    return None


def same_organisation(checkup: Checkup) -> Iterator[Finding]:
    """Two organisations with the same name.

    Their statements would be split between two dossiers.
    """
    for record, earlier in _pairs(checkup.organisations, lambda o: fold(o.name)):
        yield at(record, "name", says=f"{earlier.id!r} has the same name; one body is one record")
