"""Markers in a page that someone keeps: the comments between which gcmtrack writes, and nothing else of the page.

    <!-- gcmtrack:statements org=wimn since=2018-07 -->
    <!-- /gcmtrack:statements -->

Works on bytes, so that every byte outside of the markers stays: byte order mark, line ends, whatever stands there. What is
code on the page (`formats.pages.code`) holds no markers.
"""

import html
import re
import shlex
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from gcmtrack.errors import Misuse
from gcmtrack.text import unknown_word

MARKER = re.compile(rb"<!--\s*(/?)\s*gcmtrack\s*:", re.IGNORECASE)
_SECTION = re.compile(rb"(\s*)([A-Za-z]*)")
# "<!-- gcmtrack: ignore NAME -->" speaks to `audit`; nothing is filled in there.
_IGNORE = re.compile(rb"\s+/?ignore\b")
_LINE_END = re.compile(rb"\r\n|\r|\n")


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


def slots(page: bytes, sections: Sequence[str], flags: Collection[str] = ()) -> list[Slot]:
    """Returns the places to fill, in the order of the page; `flags` are keys that may stand without a value.

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
            found.append(_slot(page, waiting, marker, flags))
            waiting = None
    if waiting is not None:
        raise _unclosed(waiting)
    _refuse_doubles(found)
    return found


def _markers(page: bytes) -> Iterator[_Marker]:
    line, counted = 1, 0
    at = 0
    while (opening := MARKER.search(page, at)) is not None:
        line += len(_LINE_END.findall(page, counted, opening.start()))
        counted = opening.start()
        close = page.find(b"-->", opening.end())
        following = page.find(b"<!--", opening.end(), close)
        if close < 0 or following >= 0:
            raise Misuse(f"line {line}: the marker does not end; close it with -->")
        at = close + 3
        inside = page[opening.end() : close]
        if is_ignore(page, opening):
            continue
        name = _SECTION.match(inside)
        assert name is not None
        try:
            asked = inside[name.end() :].decode("utf-8")
        except UnicodeDecodeError:
            raise Misuse(f"line {line}: the marker is not UTF-8; save the page as UTF-8") from None
        section = name[2].decode().lower()
        yield _Marker(bool(opening[1]), section, asked, opening.start(), at, line)


def is_ignore(page: bytes, opening: re.Match[bytes]) -> bool:
    """Tells whether a marker speaks to `audit`."""
    return _IGNORE.match(page, opening.end()) is not None


def begin_of_line(page: bytes, line: int) -> int:
    """Returns where a line begins, counted from 1 as messages do."""
    ends = islice(_LINE_END.finditer(page), line - 1)
    return max((end.end() for end in ends), default=0)


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


def _slot(page: bytes, start: _Marker, close: _Marker, flags: Collection[str]) -> Slot:
    if close.asked.strip():
        raise Misuse(f"line {close.line}: filters stand in the opening marker, not in the closing one")
    line_begin = max(page.rfind(b"\n", 0, start.begin), page.rfind(b"\r", 0, start.begin)) + 1
    before = page[line_begin : start.begin].removeprefix(b"\xef\xbb\xbf")
    indent = before if not before.strip() else b""
    return Slot(start.section, _asked(start, flags), start.end, close.begin, start.line, indent)


# What text editors and content management systems make of plain quotation marks, where one may begin and end a value.
_CURLY = re.compile(
    r"(?:(?<=[=\s])|^)(?:[“”„«»]([^“”„«»\"]*)[“”«»\"]|\"([^“”\"]*)[“”]|[‘‚]([^‘’']*)[’‘])(?=\s|$)"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,12});")


def _asked(marker: _Marker, flags: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Reads `key=value` and bare words; values with spaces stand in quotes."""
    asked = _ENTITY.sub(lambda match: html.unescape(match[0]), marker.asked)
    asked = _CURLY.sub(lambda match: shlex.quote("".join(filter(None, match.groups()))), asked)
    try:
        parts = shlex.split(re.sub(r"[^\S ]", " ", asked))
    except ValueError:
        raise Misuse(f"line {marker.line}: a quotation mark in the marker is not closed") from None
    pairs = []
    for part in parts:
        key, equals, value = part.partition("=")
        # Keys are those of the options of the command, hyphens and all.
        key = key.lower().replace("-", "_")
        if equals:
            pairs.append((key, value))
        else:
            pairs.append((key, "yes") if key in flags else ("words", part))
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
    first = _LINE_END.search(page)
    line_end = first[0] if first else b"\n"
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
