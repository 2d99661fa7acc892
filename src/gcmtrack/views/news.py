"""Entries of a feed: what is new in the record, or what comes next.

An entry keeps its id for ever: the kind and the id of its record. Its days are those of the record and never that on which
the feed was made.
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from heapq import nlargest
from itertools import islice
from typing import NamedTuple, TypeVar

from msgspec import structs

from gcmtrack.model.collection import Records
from gcmtrack.model.records import Milestone, Record, Statement
from gcmtrack.model.remade import in_sequence
from gcmtrack.views import addresses
from gcmtrack.views.filters import Filters
from gcmtrack.views.statements import issuers
from gcmtrack.wording import Wording

# So many, where nobody says: a reader of feeds asks again and again, and wants what it has not seen.
ENTRIES = 100
# RFC 4151: the name and the year in which it began to be used.
_TAG = "tag:gcmtrack,2026:"
# Of a record that does not say when it was entered.
_NO_DAY = date(2000, 1, 1)


class Entry(NamedTuple):
    """An entry: a permanent id, a title, when it was last and first written, where it leads, a text, subjects.

    `url` is empty when it leads nowhere. `language` is that of what it leads to, empty when that is not known.
    """

    id: str
    title: str
    updated: date
    published: date
    url: str
    text: str
    subjects: tuple[str, ...] = ()


class Feed(NamedTuple):
    """A feed: a permanent id, its title, the language of its words, the entries in order.

    `url` is its own address and `home` that of the page it belongs to; each is empty where nobody knows it.
    """

    id: str
    title: str
    language: str
    entries: tuple[Entry, ...]
    url: str = ""
    home: str = ""

    @property
    def updated(self) -> date:
        """The day of the newest entry."""
        return max((entry.updated for entry in self.entries), default=_NO_DAY)


def new(records: Records, chosen: Iterable[Record], filters: Filters, wording: Wording, most: int) -> Feed:
    """Returns a feed of the records that were entered or looked at last, the newest first, `most` of them."""
    entries = tuple(_entry(records, record, wording) for record in newest(chosen, most))
    return Feed(
        _feed_id("new", filters, wording.language), wording.text("feed.new"), wording.language, entries
    )


_Some = TypeVar("_Some", bound=Record)


def newest(chosen: Iterable[_Some], most: int) -> list[_Some]:
    """Returns the records that were entered or looked at last, the newest first, `most` of them."""
    # Of those of one day, what lies last in time comes first.
    some = in_sequence(chosen)
    return nlargest(most, reversed(some), key=last_written)


def coming(records: Records, chosen: Iterable[Record], filters: Filters, wording: Wording, most: int) -> Feed:
    """Returns a feed of events in the order in which they are given, `most` of them."""
    entries = tuple(_entry(records, record, wording) for record in islice(chosen, most))
    return Feed(
        _feed_id("coming", filters, wording.language),
        wording.text("feed.coming"),
        wording.language,
        entries,
    )


def tag(path: str) -> str:
    """Returns a permanent id for what stands at a path, such as "milestones/imrf-2030"."""
    return f"{_TAG}{path}"


def last_written(record: Record) -> date:
    """Returns the last day on which the record is known to have been worked on."""
    known = (record.added, record.checked, *(source.accessed for source in record.sources))
    return max((day for day in known if day), default=_NO_DAY)


def _entry(records: Records, record: Record, wording: Wording) -> Entry:
    updated = last_written(record)
    return Entry(
        tag(f"{record.folder}/{record.id}"),
        _title(records, record, wording),
        updated,
        record.added or updated,
        addresses.of_record(record),
        _text(record, wording),
        tuple(wording.label("topic", topic) for topic in record.topics)
        if isinstance(record, (Milestone, Statement))
        else (),
    )


def _title(records: Records, record: Record, wording: Wording) -> str:
    title = wording.title(record)
    if isinstance(record, Statement):
        return wording.joined((issuers(records, record, wording), title), "colon")
    if not isinstance(record, Milestone):
        return title
    when = wording.date(record.date)
    status = "" if record.status == "confirmed" else wording.label("status", record.status)
    return wording.joined((when, title), "colon") + (f" [{status}]" if status else "")


def _text(record: Record, wording: Wording) -> str:
    lines = [wording.summary(record)]
    if isinstance(record, Milestone):
        lines.append(wording.place(record))
    if isinstance(record, Statement):
        lines.append(wording.joined((wording.label("kind", record.kind), wording.date(record.date))))
    return "\n".join(line for line in lines if line) or wording.title(record)


def _feed_id(name: str, filters: Filters, language: str) -> str:
    """The id of a feed; one of other records or in another language is another feed."""
    name = name if language == "en" else f"{name}/{language}"
    if not filters.any:
        return tag(name)
    said = ";".join(f"{key}={_sorted(value)}" for key, value in structs.asdict(filters).items() if value)
    return tag(f"{name}/{hashlib.sha256(said.encode()).hexdigest()[:12]}")


def _sorted(value: object) -> str:
    return ",".join(sorted(map(str, value))) if isinstance(value, (frozenset, tuple)) else str(value)
