"""JSON: one documented, versioned shape for every view and for export (docs/json.md).

Every key of a record is always there, null or empty when nothing is recorded; relations are ids; a date is an object
with its EDTF text, first and last day, precision and words.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from gcmtrack.formats.chunks import encoded
from gcmtrack.formats.request import Request, Written
from gcmtrack.model import un_symbols
from gcmtrack.model.dates import When
from gcmtrack.model.findings import Problem
from gcmtrack.model.records import Milestone, Record, Statement
from gcmtrack.views.events import state_of
from gcmtrack.wording import Wording, english

# Only `audit` needs what audits pages.
if TYPE_CHECKING:
    from gcmtrack.audit.finding.report import Report

VERSION = 1


def export(request: Request) -> Written:
    """Returns the document of what was asked for; state and distance are told when `today` was given."""
    found = request.chosen()
    shapes = (record(chosen, request.wording, request.today) for chosen in found.each())
    return Written(encoded(texts("export", shapes, today=request.today)), found.counted())


def document(
    view: str, records: Iterable[Mapping[str, Any]], *, today: date | None = None, **more: Any
) -> str:
    """Returns the JSON text of a view: a head, then the records in the order of the view."""
    return "".join(texts(view, records, today=today, **more))


def texts(
    view: str, records: Iterable[Mapping[str, Any]], *, today: date | None = None, **more: Any
) -> Iterator[str]:
    """Yields the JSON text of a view piece by piece, each record when it is its turn."""
    head: dict[str, Any] = {"format": "gcmtrack", "version": VERSION, "view": view}
    if today is not None:
        head["today"] = today.isoformat()
    raw = msgspec.json.encode({**head, **more, "records": []})
    yield msgspec.json.format(raw, indent=2).decode().removesuffix(_AFTER_HEAD)
    # Each record is written by itself, since many as plain values take twenty times as much memory as their text.
    before = ""
    for each in records:
        shape = msgspec.json.format(msgspec.json.encode(each), indent=2).decode()
        yield before + "\n    " + shape.replace("\n", "\n    ")
        before = ","
    yield ("\n  " if before else "") + _AFTER_HEAD + "\n"


# How a document ends, of which the records stand before.
_AFTER_HEAD = "]\n}"


def problems(found: Iterable[Problem], below: int = 0) -> str:
    """Returns the JSON text of what `check` found; `below` is how much there is in what the records stand on."""
    shapes = [
        {"path": p.path, "line": p.line or None, "check": p.check, "level": p.level, "message": p.message}
        for p in found
    ]
    head = {"format": "gcmtrack", "version": VERSION, "view": "check"} | ({"below": below} if below else {})
    raw = msgspec.json.encode({**head, "problems": shapes})
    return msgspec.json.format(raw, indent=2).decode() + "\n"


def pages(reports: Iterable["Report"], today: date) -> str:
    """Returns the JSON text of what `audit` found: each page with its dates and its findings."""
    head = {"format": "gcmtrack", "version": VERSION, "view": "audit", "today": today.isoformat()}
    raw = msgspec.json.encode({**head, "pages": [_page(report) for report in reports]})
    return msgspec.json.format(raw, indent=2).decode() + "\n"


def _page(report: "Report") -> dict[str, Any]:
    page = report.audited.page
    return {
        "path": page.path,
        "kind": page.kind,
        "findings": [
            {
                "line": f.line,
                "column": f.column,
                "end_line": f.end_line,
                "end_column": f.end_column,
                "finding": f.name,
                "level": f.level,
                "message": f.message,
                "suggestion": f.suggestion or None,
                "quote": f.quote,
                "records": list(f.records),
                "match": ("certain" if f.sure else "likely") if f.records else None,
            }
            for f in report.findings
        ],
        "dates": _mentions(report),
        "suggestions": [
            {"section": s.section, "first_line": s.first_line, "last_line": s.last_line, "text": s.text}
            for s in report.suggestions
        ],
    }


def _mentions(report: "Report") -> list[dict[str, Any]]:
    page = report.audited.page
    place, line_of = page.source.place, page.source.line
    # Pages say the same dates again and again.
    known: dict[When | None, msgspec.Raw] = {None: msgspec.Raw(b"null")}
    shapes = []
    for mention in report.dates:
        block, date_ = page.blocks[mention.block], mention.when
        if date_ is not None and date_ not in known:
            known[date_] = msgspec.Raw(msgspec.json.encode(when(date_, english())))
        line, column = place(block.offset(mention.begin))
        shapes.append(
            {
                "line": line,
                "column": column,
                "text": block.text[mention.begin : mention.end],
                "date": known[date_],
                "year": mention.how,
                "year_from_line": None if mention.carried_from is None else line_of(mention.carried_from),
            }
        )
    return shapes


def record(value: Record, wording: Wording, today: date | None = None, **more: Any) -> dict[str, Any]:
    """Returns one record as plain values. With `today`, a milestone also says its state and distance."""
    # The id is the first key of every kind.
    shape: dict[str, Any] = {"record": value.folder.removesuffix("s"), **_fields(value, wording)}
    if isinstance(value, Milestone):
        symbol = value.symbol
        shape["official_link"] = un_symbols.official_link(symbol) if symbol else None
        shape["official_links"] = (
            {code: un_symbols.official_link(symbol, code) for code in un_symbols.languages(symbol)}
            if symbol
            else {}
        )
        shape["place"] = wording.place(value) or None
        if today is not None:
            state = state_of(value, today)
            # As it has been since version 1: what is cancelled and not over is in no state.
            shape["state"] = None if value.status == "cancelled" and state != "past" else state
    if isinstance(value, (Milestone, Statement)) and today is not None:
        shape["distance"] = wording.distance(value.date, today)
    return shape | more


def when(value: When, wording: Wording) -> dict[str, Any]:
    """Returns a date as plain values; `end` is null when the end is open. Days are inclusive."""
    return {
        "edtf": str(value),
        "start": value.first.isoformat(),
        "end": None if value.open else value.last.isoformat(),
        "precision": value.precision,
        "qualified": value.is_qualified,
        "words": wording.date(value),
    }


def plain(value: Any, wording: Wording) -> Any:
    """Returns a value of a key of a record as JSON holds it."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, When):
        return when(value, wording)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [item if type(item) in _PLAIN else plain(item, wording) for item in value]
    return _fields(value, wording) if isinstance(value, msgspec.Struct) else value


# Nearly everything in a record is one of these: asking that first takes a fifth off the time of a large document.
_PLAIN = frozenset({type(None), str, int})


def _fields(value: msgspec.Struct, wording: Wording) -> dict[str, Any]:
    return {
        field: held if type(held := getattr(value, field)) in _PLAIN else plain(held, wording)
        for field in value.__struct_fields__
    }
