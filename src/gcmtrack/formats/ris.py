"""RIS: references for EndNote, Zotero, Mendeley and whatever else has read them since 1990.

A tag and a value a line, CRLF, the type first; an author a line. A date says year, month and day as far as they are known;
a range or an uncertain date stands in words in a note besides, since RIS has no place for it.
"""

from collections.abc import Iterable, Iterator

from gcmtrack.formats.request import Request, Written
from gcmtrack.model.dates import When
from gcmtrack.model.records import Statement
from gcmtrack.printable import encoded, inert
from gcmtrack.views.references import form, keywords, note, publisher, references
from gcmtrack.views.works import Kind, Work
from gcmtrack.wording import Wording

# As Zotero and EndNote call them: a report, a page on the web, a talk, something else.
_TYPES: dict[Kind, str] = {
    "resolution": "RPRT",
    "document": "RPRT",
    "page": "ELEC",
    "speech": "SLIDE",
    "event": "GEN",
    "decision": "GEN",
    "site": "ELEC",
}


def export(request: Request) -> Written:
    found = references(request.records, request.chosen(), request.wording)
    return Written([write(found.works, request.wording)], found.told)


def write(works: Iterable[Work], wording: Wording) -> bytes:
    """Returns the references, one for each work, in the order of the works."""
    return "".join(_reference(work, wording) for work in works).encode()


def _reference(work: Work, wording: Wording) -> str:
    lines = [f"{tag}  - {value}\r\n" for tag, value in _lines(work, wording) if value]
    return f"TY  - {_TYPES[work.kind]}\r\n{''.join(lines)}ER  - \r\n\r\n"


def _lines(work: Work, wording: Wording) -> Iterator[tuple[str, str]]:
    yield "ID", work.key
    yield "TI", _text(work.name)
    for name in work.makers:
        yield "AU", _text(name)
    if work.date:
        yield "PY", f"{work.date.start.year:04}"
        yield "DA", _date(work.date)
    if work.kind == "speech":
        yield "T2", _text(work.occasion)
    yield "CY", _text(work.place)
    yield "PB", _text(publisher(work))
    yield "M3", _text(form(work))
    yield "SN", _text(work.symbol)
    yield (
        "LA",
        work.record.languages[0] if isinstance(work.record, Statement) and work.record.languages else "",
    )
    yield "AB", _text(work.record.summary or "")
    for keyword in keywords(work):
        yield "KW", _text(keyword)
    yield "UR", encoded(work.url)
    if work.accessed and work.url:
        yield "Y2", f"{work.accessed:%Y/%m/%d}/"
    if work.date and (work.date.is_range or work.date.is_qualified):
        yield "N1", f"Date: {wording.date(work.date)}"
    yield "N1", _text(note(work))


def _date(when: When) -> str:
    """The first day, month or year, with an empty place for what is not known: "2018/07//"."""
    start = when.start
    month = f"{start.month:02}" if start.month else ""
    day = f"{start.day:02}" if start.day else ""
    return f"{start.year:04}/{month}/{day}/"


def _text(text: str) -> str:
    return inert(" ".join(text.split()))
