"""CSL-JSON: references for citeproc, pandoc, Zotero and everything else that speaks the Citation Style Language."""

from collections.abc import Iterable
from typing import Any

import msgspec

from gcmtrack.formats.request import Request, Written
from gcmtrack.model.dates import Part, When
from gcmtrack.model.records import Statement
from gcmtrack.printable import visible
from gcmtrack.views.references import form, keywords, note, publisher, references
from gcmtrack.views.works import Kind, Work
from gcmtrack.wording import Wording

_TYPES: dict[Kind, str] = {
    "resolution": "report",
    "document": "report",
    "page": "webpage",
    "speech": "speech",
    # The schema has no type for an event.
    "event": "document",
    "decision": "document",
    "site": "webpage",
}


def export(request: Request) -> Written:
    found = references(request.records, request.chosen(), request.wording)
    return Written([write(found.works, request.wording)], found.told)


def write(works: Iterable[Work], wording: Wording) -> bytes:
    """Returns the references, one for each work, in the order of the works."""
    raw = msgspec.json.encode([_item(work, wording) for work in works])
    return msgspec.json.format(raw, indent=2) + b"\n"


def _item(work: Work, wording: Wording) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": work.key,
        "type": _TYPES[work.kind],
        "title": _text(work.name),
        # Nobody recorded which part is the family name, so no name is taken apart.
        "author": [{"literal": _text(name)} for name in work.makers],
        "issued": _date(work.date, wording) if work.date else None,
        "number": work.symbol,
        "genre": form(work),
        "publisher": _text(publisher(work)),
        "event": _text(work.occasion),
        "event-place": _text(work.place),
        "URL": work.url,
        "accessed": _date(When.of_day(work.accessed), wording) if work.accessed and work.url else None,
        "archive_location": work.archived,
        "language": _language(work),
        "keyword": ", ".join(keywords(work)),
        "abstract": _text(work.record.summary or ""),
        "note": _text(note(work)),
    }
    return {name: value for name, value in item.items() if value}


def _language(work: Work) -> str:
    languages = work.record.languages if isinstance(work.record, Statement) else ()
    return languages[0] if languages else ""


def _date(when: When, wording: Wording) -> dict[str, Any]:
    ends = [when.start] if when.open or not when.is_range else [when.start, when.end]
    date: dict[str, Any] = {"date-parts": [_parts(part) for part in ends]}
    if when.is_qualified:
        date["circa"] = True
    if when.open:
        # Two dates are a range that ends; what has no end is said in words.
        date["literal"] = wording.date(when)
    return date


def _parts(part: Part) -> list[int]:
    return [number for number in (part.year, part.month, part.day) if number]


def _text(text: str) -> str:
    return visible(" ".join(text.split()))
