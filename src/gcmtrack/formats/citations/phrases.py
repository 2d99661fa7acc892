"""Putting a citation together from parts of which any may be missing: no empty brackets, no mark of punctuation twice."""

import re
from collections.abc import Iterable

from gcmtrack.formats.pages.document import Emphasis, Inline
from gcmtrack.formats.pages.document import Line as Line  # noqa: PLC0414 (the styles take it from here)
from gcmtrack.printable import inert
from gcmtrack.views.pieces import Hyperlink

Part = str | Emphasis | Hyperlink | Line

_MARKS = ".?!…"
_QUOTES = "”’»\"'"


def joined(*parts: Part, by: str = ", ") -> Line:
    """Returns the parts that are not empty, with `by` between them; a mark that stands there already is not repeated."""
    line: list[Inline] = []
    for part in parts:
        inlines = _inlines(part)
        if not inlines:
            continue
        if line:
            line.append(_unrepeated(line, by))
        line += inlines
    return tuple(inline for inline in line if inline != "")


def bracketed(*parts: Part, by: str = ", ", brackets: str = "()") -> Line:
    """Returns the parts in brackets, nothing when there is none."""
    inner = joined(*parts, by=by)
    return (brackets[0], *inner, brackets[1]) if inner else ()


def closed(line: Line) -> Line:
    """Returns the citation with a full stop at its end, unless a mark ends it already."""
    return (*line, _unrepeated(list(line), ".")) if line else ()


def closed_inside(line: Line) -> Line:
    """Returns the citation with a full stop at its end, inside of quotation marks that end it."""
    if line and isinstance(line[-1], str) and line[-1].endswith("”"):
        return (*line[:-1], f"{line[-1][:-1]}{_unrepeated([line[-1][:-1]], '.')}”")
    return closed(line)


def capitalised(line: Line) -> Line:
    """Returns the citation with a capital at its beginning."""
    if not line or not isinstance(line[0], str):
        return line
    return (line[0][:1].upper() + line[0][1:], *line[1:])


def plain(line: Iterable[Inline]) -> str:
    """Returns the citation as text on one line."""
    return inert("".join(inline if isinstance(inline, str) else _text(inline) for inline in line))


def quoted(title: str, marks: str = "“”") -> str:
    """Returns a title in quotation marks; marks of the same kind inside it become those of the other kind."""
    inner = re.sub(r'"([^"]*)"', r"“\1”", title)
    inner = inner.translate(str.maketrans("“”", "‘’")) if marks == "“”" else _doubled(inner, marks)
    return f"{marks[0]}{inner}{marks[1]}"


def _doubled(title: str, marks: str) -> str:
    # A single closing mark is an apostrophe as well, so only pairs are changed.
    return re.sub(r"‘([^‘’]*)’(?!\w)", r"“\1”", title) if marks == "‘’" else title


def _inlines(part: Part) -> Line:
    if isinstance(part, tuple) and not isinstance(part, (Emphasis, Hyperlink)):
        return part
    return (part,) if _text(part) else ()


def _text(inline: Inline) -> str:
    if isinstance(inline, str):
        return inline
    return inline.text if isinstance(inline, (Emphasis, Hyperlink)) else ""


def _unrepeated(line: list[Inline], by: str) -> str:
    """What is set behind a line: `by`, without its mark where the line ends with that mark or with one that is stronger."""
    end = plain(line)[-2:]
    last = end[-1:] if end[-1:] not in _QUOTES else end[:1]
    if by[:1] == "." and last in _MARKS and (last != "." or end[-1:] == "."):
        return by[1:]
    return by[1:] if by[:1] == "," and end[-1:] == "," else by
