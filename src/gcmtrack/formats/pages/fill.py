"""Filling the markers of a page that someone keeps."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from gcmtrack.errors import Misuse
from gcmtrack.formats.pages import html, markdown, markers
from gcmtrack.formats.pages.document import Piece
from gcmtrack.formats.pages.markers import Slot
from gcmtrack.formats.pages.scope import LAYOUTS, ORDERS, PageStyle, Scope
from gcmtrack.formats.pages.sections import SECTIONS, section
from gcmtrack.input import values
from gcmtrack.model.collection import Records
from gcmtrack.text import one_of, unknown_word
from gcmtrack.views.filters import FilterOptions, read_filters
from gcmtrack.wording import LANGUAGES, Wording, wording_of

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd", ".mdx")
_HTML = (".html", ".htm", ".xhtml")


def filled(
    path: Path,
    page: bytes,
    records: Records,
    asked: FilterOptions,
    today: date,
    wording: Wording,
    wanted: tuple[str, ...],
) -> bytes:
    """Returns `page` with its markers filled, those named in `wanted` or all.

    Filters in `asked` hold for every marker; a marker's own stand above them. Raises `Misuse` for a page whose markers
    are not in order.
    """
    is_html = _is_html(path)
    in_utf8 = _is_utf8(page)
    if not (is_html or in_utf8):
        raise Misuse("the page is not in UTF-8; save it as UTF-8")
    found = markers.slots(page, SECTIONS)
    missing = [name for name in wanted or SECTIONS[:1] if name not in {slot.section for slot in found}]
    if not found or (wanted and missing):
        raise Misuse(
            f"the page has no marker for {one_of(missing)}; write"
            f" <!-- gcmtrack:{missing[0]} --> and <!-- /gcmtrack:{missing[0]} --> where it belongs"
        )
    write = html.render if is_html else markdown.render
    filled = [
        (slot, write(_piece(slot, number, records, asked, today, wording)))
        for number, slot in enumerate(found, 1)
        if not wanted or slot.section in wanted
    ]
    return markers.fill(page, filled, apart=not is_html, ascii_only=not in_utf8)


def _is_html(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix in _HTML:
        return True
    if suffix in _MARKDOWN:
        return False
    raise Misuse("is it Markdown or HTML? its name should end in .md or .html")


_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def _is_utf8(page: bytes) -> bool:
    """Tells whether the page holds UTF-8 and does not declare another encoding."""
    said = _CHARSET.search(page[:4096])
    if said and said[1].lower() not in (b"utf-8", b"utf8"):
        return False
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


_OWN = {"layout": LAYOUTS, "dates": ORDERS}


def _piece(
    slot: Slot, number: int, records: Records, asked: FilterOptions, today: date, wording: Wording
) -> Piece:
    try:
        given = _given(slot)
        own = {
            key: values.word(given.pop(key)[-1], key, known) for key, known in _OWN.items() if key in given
        }
        wording = _wording(given.pop("in", ()), wording)
        filters = read_filters(msgspec.structs.replace(asked, **_values(given)), records, today)
    except Misuse as error:
        raise Misuse(f"line {slot.line}: {error}") from None
    style = PageStyle(
        layout=own.get("layout", "blocks"),  # type: ignore[arg-type]
        order=own.get("dates", "dmy"),  # type: ignore[arg-type]
        prefix=f"{slot.section}-{number}",
    )
    return section(slot.section, Scope(records, filters, today, wording, style))  # type: ignore[arg-type]


def _wording(given: Sequence[str], otherwise: Wording) -> Wording:
    """Returns the language of a marker's own, else that of the page."""
    return wording_of(values.word(given[-1], "language", LANGUAGES)) if given else otherwise


def _given(slot: Slot) -> dict[str, list[str]]:
    known = (*FilterOptions.__struct_fields__, *_OWN, "in")
    given: dict[str, list[str]] = {}
    for asked, value in slot.asked:
        key = asked.replace("-", "_")
        if key not in known:
            raise Misuse(unknown_word("filter", key, known))
        given.setdefault(key, []).append(value)
    return given


def _values(given: dict[str, list[str]]) -> dict[str, Any]:
    single = ("since", "until", "within")
    return {key: values[-1] if key in single else tuple(values) for key, values in given.items()}
