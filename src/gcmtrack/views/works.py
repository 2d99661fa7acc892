"""What of the records is cited, and what a citation can say of it: the facts that every style and reference format takes.

Nothing is made up: what the record does not have is empty here.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date as Day  # noqa: N812 (works have a date)
from typing import Literal, NamedTuple

from gcmtrack.model import un_symbols
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import When
from gcmtrack.model.records import Milestone, Record, Statement
from gcmtrack.model.tables import Link, Source, Speaker
from gcmtrack.model.un_symbols import Resolution
from gcmtrack.patterns import late
from gcmtrack.text import fold
from gcmtrack.views.offices import office
from gcmtrack.wording import Wording

Kind = Literal["resolution", "document", "page", "speech", "event", "decision", "site"]

_SPOKEN = ("remarks", "explanation-of-vote")
# Decisions that are the resolution whose symbol they bear; an agreement on its text, say, was on another day.
_RESOLVING = ("resolution", "adoption", "vote", "mandate", "establishment")
# Of these the speaker is the author, where one is named.
_BY_SPEAKERS = (*_SPOKEN, "statement")
_TIME_RANGE = late(r"\d+(?::\d\d)+(?:\s*[-–]\s*\d+(?::\d\d)+)?")


class Title(NamedTuple):
    """A title; `exact` when it is the author's own and not our description. `translation` is one into the reader's language."""

    text: str = ""
    exact: bool = True
    translation: str = ""


class Work(NamedTuple):
    """Something that can be cited. Empty texts and None stand for what the record does not hold.

    `authors` are the names of organisations in full; `speaker` is set where a person is the author, with the office that is
    to be told, and `beside` are the organisations that this does not name. `title` is empty for a
    resolution that is known by its number alone. `at` is the time at which a recording begins to matter. `source` says
    where it was reported when it has no address of its own.
    """

    key: str
    kind: Kind
    record: Record
    title: Title
    authors: tuple[str, ...] = ()
    on_behalf_of: tuple[str, ...] = ()
    speaker: Speaker | None = None
    beside: tuple[str, ...] = ()
    date: When | None = None
    symbol: str = ""
    resolution: Resolution | None = None
    url: str = ""
    archived: str = ""
    accessed: Day | None = None
    at: str = ""
    occasion: str = ""
    place: str = ""
    status: str = ""
    source: Source | None = None

    @property
    def makers(self) -> tuple[str, ...]:
        """Who made it, by name: the person who spoke, else the organisations. Nobody makes an event or a decision."""
        if self.kind in ("event", "decision"):
            return ()
        return (self.speaker.name,) if self.speaker else self.authors

    @property
    def name(self) -> str:
        """What it is called: its title, or "Resolution 72/308" where the number is all that there is."""
        return self.title.text or (f"Resolution {self.resolution.number}" if self.resolution else "")


def works(records: Records, chosen: Iterable[Record], wording: Wording) -> Iterator[Work]:
    """Yields what is cited, in the order of `chosen`."""
    return (work(records, record, wording) for record in chosen)


def work(records: Records, record: Record, wording: Wording) -> Work:
    """Returns what a citation says of a record."""
    if isinstance(record, Milestone):
        return _milestone(records, record, wording)
    if isinstance(record, Statement):
        return _statement(records, record, wording)
    url = record.url or (record.links[0].url if record.links else "")
    title = Title(_line(wording.title_alone(record)))
    return Work(key_of(records, record), "site", record, title, url=url, accessed=_accessed(record, url))


def key_of(records: Records, record: Record) -> str:
    """Returns the key by which other programs know a work: its id; with its kind behind a colon, which no id has, where a
    record of a kind that goes before has the same id."""
    before = {"milestones": (), "statements": (records.milestones,)}.get(
        record.folder, (records.milestones, records.statements)
    )
    taken = any(record.id in kind for kind in before)
    return f"{record.id}:{record.folder.removesuffix('s')}" if taken else record.id


def _milestone(records: Records, record: Milestone, wording: Wording) -> Work:
    symbol = record.symbol or ""
    resolution = _resolution(record)
    kind: Kind = "decision" if record.kind == "decision" else "event"
    if resolution:
        kind = "resolution"
    elif record.kind == "document" or (kind == "decision" and symbol and not un_symbols.resolution(symbol)):
        kind = "document"
    authors = _names(records, record.organisers, wording)
    link = record.links[0] if record.links else None
    url = un_symbols.official_link(symbol) if symbol else link.url if link else ""
    return Work(
        key_of(records, record),
        kind,
        record,
        _title_of_milestone(record, wording),
        (wording.label("organ", resolution.organ),) if resolution else authors,
        date=record.date,
        # A step on the way to a resolution is not the resolution; it leads to its text.
        symbol="" if kind == "decision" else symbol,
        resolution=resolution,
        url=url,
        archived=_archived(link, url),
        accessed=_accessed(record, url),
        place=wording.place(record) if record.kind == "event" else "",
        status="" if record.status == "confirmed" else record.status,
        source=None if url else _first_source(record),
    )


def _resolution(record: Milestone) -> Resolution | None:
    if record.symbol and (record.kind == "document" or record.type in _RESOLVING):
        return un_symbols.resolution(record.symbol)
    return None


def _title_of_milestone(record: Milestone, wording: Wording) -> Title:
    if not record.symbol:
        return Title(_line(wording.title_alone(record)), exact=False)
    official = _title_under_symbol(record, wording.language)
    if official:
        return Title(official)
    if _resolution(record):
        # What was decided is told in our words; the resolution is known by its number.
        return Title("", exact=False)
    return Title(_without_symbol(_line(wording.title_alone(record)), record.symbol), exact=False)


def _title_under_symbol(record: Milestone, language: str) -> str:
    """The title that a source of this language gives together with the symbol; empty when none does."""
    assert record.symbol is not None
    languages = (language, None) if language == "en" else (language,)
    named: list[Link | Source] = [*record.links, *record.sources]
    for each in named:
        title = _line(each.title or "")
        if each.language in languages and record.symbol in title:
            rest = _without_symbol(title, record.symbol)
            # "A/70/1 summary of consultations" only describes what it is.
            if rest != title and rest[:1].isupper():
                return rest
    return ""


def _without_symbol(title: str, symbol: str) -> str:
    """The title without a symbol at its beginning, or in brackets or behind a comma at its end."""
    escaped = re.escape(symbol)
    before = re.sub(rf"^(?:UN Doc\.? )?{escaped}(?:\s*[:–—-]\s*|,?\s+)(?=\S)", "", title)
    return re.sub(rf"(?<=\S)(?:\s*\({escaped}\)|,\s*{escaped})$", "", before)


def _statement(records: Records, record: Statement, wording: Wording) -> Work:
    link = _original(record)
    spoken = record.speaker is not None and record.kind in _BY_SPEAKERS
    occasion = records.milestones.get(record.milestone or "")
    held = occasion is not None and record.kind in _SPOKEN and _during(record.date, occasion)
    url = link.url if link else ""
    authors = _names(records, record.organisations, wording)
    speaker, beside = _speaker(records, record, authors) if spoken else (None, ())
    return Work(
        key_of(records, record),
        "speech" if record.kind in _SPOKEN else "page",
        record,
        _title_of_statement(record, wording),
        authors,
        _names(records, record.on_behalf_of, wording),
        speaker,
        beside,
        record.date,
        url=url,
        archived=_archived(link, url),
        accessed=_accessed(record, url),
        at=_time_range(link),
        occasion=_occasion(record, occasion, wording) if occasion and held else "",
        place=wording.place(occasion) if occasion and held else "",
        source=None if url else _first_source(record),
    )


def _speaker(
    records: Records, record: Statement, names: tuple[str, ...]
) -> tuple[Speaker | None, tuple[str, ...]]:
    """Who spoke, with the office as it is told, and the organisations beside it."""
    if record.speaker is None or any(id_ not in records.organisations for id_ in record.organisations):
        return record.speaker, names
    known = [records.organisations[id_] for id_ in record.organisations]
    role, beside = office(record.speaker, known, names)
    return Speaker(name=record.speaker.name, role=role or None), beside


def _during(when: When, milestone: Milestone) -> bool:
    """Whether something of that date was surely said at an event, and not before it or on it."""
    held = milestone.date
    return milestone.kind == "event" and held.first <= when.first and when.last <= held.last


def _title_of_statement(record: Statement, wording: Wording) -> Title:
    translation = record.titles.get(wording.language, "")
    return Title(_line(record.title), translation=_line(translation) if translation != record.title else "")


def _occasion(record: Statement, milestone: Milestone, wording: Wording) -> str:
    """What it was said at; empty when the title says it already."""
    title = _line(wording.title_alone(milestone))
    return "" if fold(title) in fold(record.title) else title


def _original(record: Statement) -> Link | None:
    """The link to the text in its first language, else the first."""
    first = record.languages[0] if record.languages else None
    own = [link for link in record.links if first is not None and link.language == first]
    return next(iter((*own, *record.links)), None)


def _time_range(link: Link | None) -> str:
    at = (link.at or "").strip() if link else ""
    return re.sub(r"\s*[-–]\s*", "–", at) if _TIME_RANGE.fullmatch(at) else ""


def _archived(link: Link | None, url: str) -> str:
    return (link.archived or "") if link and link.url == url else ""


def _accessed(record: Record, url: str) -> Day | None:
    """The last day on which a source at this address was read, where one is recorded."""
    return max((s.accessed for s in record.sources if url and s.url == url and s.accessed), default=None)


def _first_source(record: Record) -> Source | None:
    return next(iter(record.sources), None)


def _names(records: Records, ids: Iterable[str], wording: Wording) -> tuple[str, ...]:
    known = records.organisations
    return tuple(_line(wording.title_alone(known[id_])) if id_ in known else id_ for id_ in ids)


def _line(text: str) -> str:
    return " ".join(text.split())
