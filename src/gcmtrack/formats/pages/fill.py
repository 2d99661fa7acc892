"""Filling the markers of a page that someone keeps."""

import codecs
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from gcmtrack.errors import Misuse
from gcmtrack.formats.pages import html, markdown, marker_keys, markers, sections
from gcmtrack.formats.pages.code import without_code
from gcmtrack.formats.pages.markers import Slot
from gcmtrack.formats.pages.scope import Scope
from gcmtrack.formats.pages.sections import SECTIONS, Section
from gcmtrack.input import values
from gcmtrack.model.collection import Records
from gcmtrack.text import one_of
from gcmtrack.views.filters import FilterOptions, read_filters
from gcmtrack.wording import LANGUAGES, Wording, wording_of

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd", ".mdx")
_HTML = (".html", ".htm", ".xhtml")
SUFFIXES = (*_MARKDOWN, *_HTML)


def filled(
    path: Path,
    page: bytes,
    records: Records,
    asked: FilterOptions,
    today: date,
    wording: Wording,
    wanted: tuple[str, ...],
    *,
    on_empty: Callable[[Slot], None] = lambda _: None,
) -> bytes:
    """Returns `page` with its markers filled, those named in `wanted` or all.

    Filters in `asked` hold for every marker; a marker's own stand above them. `on_empty` is told of each section that has
    nothing to show. Raises `Misuse` for a page whose markers are not in order.
    """
    is_html = is_html_page(path)
    in_utf8 = _is_utf8(page)
    if not (is_html or in_utf8):
        raise Misuse("the page is not in UTF-8; save it as UTF-8")
    found = markers.slots(without_code(page, is_html=is_html), SECTIONS, marker_keys.FLAGS)
    missing = [name for name in wanted or SECTIONS[:1] if name not in {slot.section for slot in found}]
    if not found or (wanted and missing):
        raise Misuse(
            f"the page has no marker for {one_of(missing)}; write"
            f" <!-- gcmtrack:{missing[0]} --> and <!-- /gcmtrack:{missing[0]} --> where it belongs"
        )
    write = html.render if is_html else markdown.render
    # Where nothing else shows what is going on, it stands among what is coming: it must not be lost in between.
    alone = "ongoing" not in {slot.section for slot in found}
    texts = []
    for number, slot in enumerate(found, 1):
        if wanted and slot.section not in wanted:
            continue
        scope = _scope(slot, records, asked, today, wording)
        style = scope.style._replace(prefix=f"{slot.section}-{number}", ongoing=alone)
        scope = scope._replace(style=style)
        piece = sections.filled(_section(slot), scope)
        if piece is None:
            on_empty(slot)
        texts.append((slot, write(piece or sections.nothing(_section(slot), scope))))
    return markers.fill(page, texts, apart=not is_html, ascii_only=not in_utf8)


def is_page(path: Path) -> bool:
    """Tells whether a file is a page by its name."""
    return path.suffix.lower() in SUFFIXES


def is_html_page(path: Path) -> bool:
    """Tells HTML from Markdown by the name of a page. Raises `Misuse` when it is neither."""
    if not is_page(path):
        raise Misuse("is it Markdown or HTML? its name should end in .md or .html")
    return path.suffix.lower() in _HTML


_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def _is_utf8(page: bytes) -> bool:
    """Tells whether the page holds UTF-8 and does not declare another encoding. Raises `Misuse` for one in which no marker
    can be seen."""
    if page.startswith(_WIDE) or b"<\x00!\x00-\x00-" in page or b"\x00<\x00!\x00-\x00-" in page:
        raise Misuse("the page is in UTF-16 or UTF-32; save it as UTF-8")
    said = _CHARSET.search(page[:4096])
    if said and said[1].lower() not in (b"utf-8", b"utf8"):
        return False
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _section(slot: Slot) -> Section:
    return slot.section  # type: ignore[return-value]  # `markers.slots` knows no others.


def _scope(slot: Slot, records: Records, asked: FilterOptions, today: date, wording: Wording) -> Scope:
    """Returns what a marker asks for. Raises `Misuse` with its line."""
    try:
        given: dict[str, list[str]] = {}
        for key, value in slot.asked:
            marker_keys.refuse_unknown(key)
            given.setdefault(key, []).append(value)
        wording = _wording(given.pop(marker_keys.LANGUAGE, ()), wording)
        style = marker_keys.read_style(slot.section, given)
        filters = read_filters(msgspec.structs.replace(asked, **_values(given)), records, today)
    except Misuse as error:
        raise Misuse(f"line {slot.line}: {error}") from None
    return Scope(records, filters, today, wording, style)


def _wording(given: Sequence[str], otherwise: Wording) -> Wording:
    """Returns the language of a marker's own, else that of the page."""
    return wording_of(values.word(given[-1], "language", LANGUAGES)) if given else otherwise


def _values(given: dict[str, list[str]]) -> dict[str, Any]:
    single = ("since", "until", "within")
    return {key: values[-1] if key in single else tuple(values) for key, values in given.items()}
