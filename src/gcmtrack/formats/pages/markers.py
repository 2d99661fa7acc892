"""Markers in a page that someone keeps: the comments between which gcmtrack writes, and nothing else of the page.

    <!-- gcmtrack:statements org=wimn since=2018-07 -->
    <!-- /gcmtrack:statements -->

Works on bytes, so that every byte outside of the markers stays: byte order mark, line ends, whatever stands there.
"""

import re
import shlex
from collections.abc import Sequence
from typing import NamedTuple

from gcmtrack.errors import Misuse
from gcmtrack.text import unknown_word

_MARKER = re.compile(rb"<!--\s*(/?)gcmtrack:([A-Za-z]*)(.*?)-->", re.DOTALL)
_OPENING = re.compile(rb"<!--\s*/?gcmtrack:")
# "<!-- gcmtrack: ignore NAME -->" speaks to `audit`; nothing is filled in there.
_IGNORE = re.compile(rb"\s+/?ignore\b")


class Slot(NamedTuple):
    """A place to fill: the section, what the marker asks for, the bytes between the markers, the line (from 1)."""

    section: str
    asked: tuple[tuple[str, str], ...]
    begin: int
    end: int
    line: int
    indent: bytes


class _Marker(NamedTuple):
    closing: bool
    section: str
    asked: str
    begin: int
    end: int
    line: int


def slots(page: bytes, sections: Sequence[str]) -> list[Slot]:
    """Returns the places to fill, in the order of the page.

    Raises `Misuse` with the line when a marker is unknown, unclosed, without its other half, or stands there twice.
    """
    found: list[Slot] = []
    waiting: _Marker | None = None
    for marker in _markers(page):
        if marker.section not in sections:
            raise Misuse(f"line {marker.line}: {unknown_word('section', marker.section, sections)}")
        if not marker.closing:
            if waiting is not None:
                raise _unclosed(waiting)
            waiting = marker
        elif waiting is None or waiting.section != marker.section:
            raise _unclosed(waiting) if waiting else _unopened(marker)
        else:
            found.append(_slot(page, waiting, marker))
            waiting = None
    if waiting is not None:
        raise _unclosed(waiting)
    _refuse_doubles(found)
    return found


def _markers(page: bytes) -> list[_Marker]:
    markers = []
    begins = set()
    for match in _MARKER.finditer(page):
        begins.add(match.start())
        if not match[2] and _IGNORE.match(match[3]):
            continue
        line = page.count(b"\n", 0, match.start()) + 1
        try:
            asked = match[3].decode("utf-8")
        except UnicodeDecodeError:
            raise Misuse(f"line {line}: the marker is not UTF-8; save the page as UTF-8") from None
        if "<!--" in asked:
            raise Misuse(f"line {line}: the marker does not end; close it with -->")
        markers.append(_Marker(match[1] == b"/", match[2].decode(), asked, *match.span(), line))
    for match in _OPENING.finditer(page):
        if match.start() not in begins:
            line = page.count(b"\n", 0, match.start()) + 1
            raise Misuse(f"line {line}: the marker does not end; close it with -->")
    return markers


def _unclosed(marker: _Marker) -> Misuse:
    return Misuse(
        f"line {marker.line}: the marker gcmtrack:{marker.section} is not closed;"
        f" write <!-- /gcmtrack:{marker.section} --> where its part of the page ends"
    )


def _unopened(marker: _Marker) -> Misuse:
    return Misuse(
        f"line {marker.line}: <!-- /gcmtrack:{marker.section} --> closes nothing;"
        f" write <!-- gcmtrack:{marker.section} --> above it"
    )


def _slot(page: bytes, start: _Marker, close: _Marker) -> Slot:
    if close.asked.strip():
        raise Misuse(f"line {close.line}: filters stand in the opening marker, not in the closing one")
    line_begin = page.rfind(b"\n", 0, start.begin) + 1
    before = page[line_begin : start.begin]
    indent = before if not before.strip() else b""
    return Slot(start.section, _asked(start), start.end, close.begin, start.line, indent)


def _asked(marker: _Marker) -> tuple[tuple[str, str], ...]:
    """Reads `key=value` and bare words; values with spaces stand in quotes."""
    try:
        parts = shlex.split(marker.asked)
    except ValueError:
        raise Misuse(f"line {marker.line}: a quotation mark in the marker is not closed") from None
    pairs = []
    for part in parts:
        key, equals, value = part.partition("=")
        pairs.append((key, value) if equals else ("words", part))
    return tuple(pairs)


def _refuse_doubles(found: Sequence[Slot]) -> None:
    seen: dict[tuple[str, tuple[tuple[str, str], ...]], int] = {}
    for slot in found:
        key = (slot.section, tuple(sorted(slot.asked)))
        if key in seen:
            raise Misuse(
                f"line {slot.line}: the marker gcmtrack:{slot.section} stands on line {seen[key]} already;"
                " take one away, or give them different filters"
            )
        seen[key] = slot.line


def fill(page: bytes, filled: Sequence[tuple[Slot, str]], *, apart: bool, ascii_only: bool = False) -> bytes:
    """Returns the page with a text in each slot, in the page's own line ends and at the indent of the marker.

    `apart` leaves an empty line on both sides, which Markdown needs after a comment. `ascii_only` writes all else as
    character references, for an HTML page that is not in UTF-8.
    """
    line_end = b"\r\n" if page.find(b"\r\n") == page.find(b"\n") - 1 and b"\r\n" in page else b"\n"
    pieces = []
    done = 0
    for slot, text in filled:
        raw = text.encode("ascii", "xmlcharrefreplace") if ascii_only else text.encode("utf-8")
        lines = [slot.indent + line if line else line for line in raw.split(b"\n")]
        gap = [b""] if apart else []
        body = line_end.join([b"", *gap, *lines, *gap, slot.indent])
        pieces += [page[done : slot.begin], body]
        done = slot.end
    return b"".join([*pieces, page[done:]])
