"""Duplicate checks: records with equal id, symbol, title and date, or link."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from gcmtrack.checks.context import Checkup, at
from gcmtrack.model.addresses import normal_form
from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.records import Milestone, Organisation, Record, Statement
from gcmtrack.text import bare, name_key

_R = TypeVar("_R", bound=Record)


def _pairs(
    passing: Iterable[_R],
    records: Mapping[str, _R],
    keys: Callable[[_R], Iterable[Hashable]],
    seen: dict[int, str],
) -> Iterator[tuple[_R, str]]:
    """Yields each of the passing records that shares a key with an earlier one, together with the id of that one, once.

    `seen` are the ids by the keys of those that passed before.
    """
    # The keys of a large record would take more memory than all the rest, so they are told apart by their hashes; what has
    # the same is looked at again.
    for record in passing:
        own = tuple(keys(record))
        hashes = tuple(map(hash, own))
        alike = [(key, seen[number]) for key, number in zip(own, hashes, strict=True) if number in seen]
        earlier = next((other for key, other in alike if key in tuple(keys(records[other]))), None)
        for number in hashes:
            seen.setdefault(number, record.id)
        if earlier is not None:
            yield record, earlier


def _titles(title: str, others: Iterable[str]) -> set[str]:
    return {letters for text in (title, *others) if (letters := bare(text))}


def same_id(checkup: Checkup) -> Iterator[Finding]:
    """An id that two kinds of record use.

    `show ID` must mean one thing.
    """
    for folder in FOLDERS[1:]:
        some = checkup.records.all_of(folder)
        for id_ in some:
            for other in FOLDERS[: FOLDERS.index(folder)]:
                if id_ in checkup.records.all_of(other):
                    said = f"the id is used in {other} too; rename one with: gcmtrack rename {folder}/{id_} NEW-ID"
                    yield at(some[id_], says=said)


def same_symbol(checkup: Checkup) -> Iterator[Finding]:
    """Two milestones with the same UN symbol.

    All language versions of a document share one symbol, so it is one record.
    """
    milestones, seen = checkup.records.milestones, checkup.noted(same_symbol)
    for record, earlier in _pairs(checkup.milestones, milestones, _symbols, seen):
        said = f"{record.symbol} is {earlier!r} already; one document is one record, whatever its languages"
        yield at(record, "symbol", says=said)


def _symbols(m: Milestone) -> Iterable[Hashable]:
    return (m.symbol,) if m.symbol else ()


def same_event(checkup: Checkup) -> Iterator[Finding]:
    """Two milestones with the same date and the same title, or events with the same page, place and type.

    A thing counted twice makes every count wrong.
    """
    milestones, seen = checkup.records.milestones, checkup.noted(same_event)
    for record, earlier in _pairs(checkup.milestones, milestones, _milestone_keys, seen):
        yield at(record, "title", says=f"this looks like {earlier!r}: same date and same title or link")


def _milestone_keys(m: Milestone) -> Iterator[Hashable]:
    for title in _titles(m.title, m.titles.values()):
        yield "title", title, str(m.date)
    # Parts of one whole often share its page.
    if m.links and m.kind == "event" and m.part_of is None:
        yield "link", normal_form(m.links[0].url), str(m.date), m.type, m.city


def same_statement(checkup: Checkup) -> Iterator[Finding]:
    """Two statements of the same issuers and date with the same title, or with the same link and speaker.

    Two people entered the same text.
    """
    statements, seen = checkup.records.statements, checkup.noted(same_statement)
    for record, earlier in _pairs(checkup.statements, statements, _statement_keys, seen):
        yield at(
            record, "title", says=f"this looks like {earlier!r}: same issuer and date, same title or link"
        )


def _statement_keys(s: Statement) -> Iterator[Hashable]:
    issuers = frozenset(s.organisations)
    for title in _titles(s.title, s.titles.values()):
        yield "title", issuers, str(s.date), title
    # Undated texts often share a page that lists them, and two speakers one page of a meeting.
    if s.links and s.date.precision == "day":
        speaker = s.speaker.name if s.speaker else None
        yield "link", issuers, str(s.date), normal_form(s.links[0].url), s.links[0].at, speaker


def same_act(checkup: Checkup) -> Iterator[Finding]:
    """Two statements of the same issuers on the same day and milestone, other than remarks of a person.

    Often one text under two titles; a person may well speak twice a day.
    """
    acts: dict[Hashable, list[Statement]] = checkup.noted(same_act)
    for statement in checkup.statements:
        key = _act(statement)
        if key is None:
            continue
        for earlier in acts.setdefault(key, []):
            if not _two_speeches(statement, earlier):
                said = f"{earlier.id!r} is of the same issuer, day and milestone: is this the same text?"
                yield at(statement, "milestone", says=said)
                break
        acts[key].append(statement)


def _act(s: Statement) -> Hashable | None:
    known = s.organisations and s.milestone and s.date.is_exact
    return (frozenset(s.organisations), str(s.date), s.milestone) if known else None


def _two_speeches(one: Statement, other: Statement) -> bool:
    if one.kind == other.kind == "remarks":
        return True
    return bool(one.speaker and other.speaker and bare(one.speaker.name) != bare(other.speaker.name))


def same_organisation(checkup: Checkup) -> Iterator[Finding]:
    """Two organisations with the same name.

    Their statements would be split between two dossiers.
    """
    organisations, seen = checkup.records.organisations, checkup.noted(same_organisation)
    for record, earlier in _pairs(checkup.organisations, organisations, _organisation_keys, seen):
        yield at(record, "name", says=f"{earlier!r} has the same name; one body is one record")


def _organisation_keys(o: Organisation) -> Iterator[Hashable]:
    names = (o.name, *o.names.values())
    # With an article or without one, a body is the same.
    yield from _titles(o.name, o.names.values()) | {bare(name_key(name)) for name in names if bare(name)}


_KEYS: dict[Folder, Callable[[Any], Iterable[Hashable]]] = {
    "milestones": _milestone_keys,
    "statements": _statement_keys,
    "organisations": _organisation_keys,
}


def keys_of(record: Record) -> set[Hashable]:
    """Returns the keys of which the same record has one too, under whatever id: title and date, link, symbol."""
    keys = set(_KEYS[record.folder](record))
    return keys | {("symbol", record.symbol)} if isinstance(record, Milestone) and record.symbol else keys


def twin_of(record: _R, others: Iterable[_R]) -> _R | None:
    """Returns the record among `others`, all of one kind, that is the same as `record` by its title and date, or link."""
    keys = set(_KEYS[record.folder](record))
    return next((other for other in others if not keys.isdisjoint(_KEYS[other.folder](other))), None)


def same_act_as(statement: Statement, others: Iterable[Statement]) -> Statement | None:
    """Returns the statement among `others` that is of the same issuers, day and milestone; see `same_act`."""
    act = _act(statement)
    if act is None:
        return None
    return next((o for o in others if _act(o) == act and not _two_speeches(statement, o)), None)
