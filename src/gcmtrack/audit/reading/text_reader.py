"""A page of plain text in blocks: paragraphs between blank lines, list items, short lines that may be headings."""

import re
from collections.abc import Callable

from gcmtrack.audit.reading import wikitext
from gcmtrack.audit.reading.markdown_reader import without_comments
from gcmtrack.audit.reading.page import BOLD, LONGEST_TITLE, MOST_PIECES, BlockBuilder, BlockKind

_LINE = re.compile(r"[^\r\n]+")
_ITEM = re.compile(r"(?:[ \t\xa0]*(?:[•●▪‣·*–—+-]|\d{1,3}[.)])|[ \t]+o)[ \t\xa0]+")
_UNDERLINE = re.compile(r"[ \t]*(=+|-+|~+|\*+)[ \t]*$")
_RULE = re.compile(r"[ \t]*(?:[=*_#~+-][ \t]?){3,}$")
# "2. TEXTS", "== History ==".
_NUMBER = re.compile(r"[ \t]*(?:\d{1,2}|[IVX]{1,4})[.)][ \t]+")
_WIKI = re.compile(r"[ \t]*(={1,6})[ \t]*([^=\s][^=\r\n]{0,100}?)[ \t]*\1[ \t]*$")
_LONGEST_SHOUT = 60
_Words = Callable[[BlockBuilder, str, list[tuple[int, int]]], None]


def read(out: BlockBuilder, text: str, begin: int = 0) -> None:
    """Reads the blocks of a plain text."""
    # Comments are written into plain text too, since ours silence findings.
    text = without_comments(text)
    words = _words
    if wikitext.is_wiki(text):
        text, words = wikitext.blanked(text), _wiki_words
    lines: list[tuple[int, int]] = []
    behind = begin
    for match in _LINE.finditer(text, begin):
        ends = text[behind : match.start()]
        behind = match.end()
        if len(ends) > 1 and ends != "\r\n":
            _paragraph(out, text, lines, words)
            lines = []
        if not match[0].strip():
            _paragraph(out, text, lines, words)
            lines = []
            continue
        if out.unread is not None or len(lines) > MOST_PIECES:
            break
        lines.append(match.span())
    _paragraph(out, text, lines, words)


def _paragraph(out: BlockBuilder, text: str, lines: list[tuple[int, int]], words: _Words) -> None:
    """Reads the lines between two blank ones: headings, and what stands under them."""
    rest: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        line, below = lines[at], lines[at + 1] if at + 1 < len(lines) else None
        if below and (under := _underline(text, line, below)):
            words(out, text, rest)
            _heading(out, text, *line, level=1 if under == "=" else 2)
            rest, at = [], at + 2
            continue
        if wiki := _WIKI.match(text, *line):
            words(out, text, rest)
            _heading(out, text, *wiki.span(2), level=len(wiki[1]))
            rest = []
        elif not rest and _RULE.match(text, *line):
            pass
        elif not rest and _is_shouted(text, line):
            _heading(out, text, *line, level=BOLD)
        else:
            rest.append(line)
        at += 1
    words(out, text, rest)


def _underline(text: str, line: tuple[int, int], below: tuple[int, int]) -> str | None:
    """The sign with which a line is underlined; None when it is not, or when it is a rule above a table."""
    under = _UNDERLINE.match(text, *below)
    length = line[1] - line[0]
    if under is None or length > LONGEST_TITLE or _RULE.match(text, *line):
        return None
    return under[1][0] if 2 * len(under[1]) >= length and len(under[1]) >= _SHORTEST_RULE else None


def _is_shouted(text: str, line: tuple[int, int]) -> bool:
    """Whether a line is in capital letters as a whole, as headings are where there is nothing else to show them with."""
    said = text[slice(*line)]
    return len(said) <= _LONGEST_SHOUT and said.isupper() and sum(map(str.isalpha, said)) >= _FEWEST_LETTERS


# "--" stands above a signature.
_SHORTEST_RULE = 3
# "UN" alone is no heading.
_FEWEST_LETTERS = 4


def _heading(out: BlockBuilder, text: str, begin: int, end: int, *, level: int) -> None:
    number = _NUMBER.match(text, begin, end)
    begin = number.end() if number else begin
    out.add(text[begin:end].replace("\t", " "), begin)
    out.finish("heading", level=level)


def _words(out: BlockBuilder, text: str, lines: list[tuple[int, int]]) -> None:
    alone = len(lines) == 1
    open_ = False
    kind = "paragraph"
    for begin, end in lines:
        if out.unread is not None:
            break
        item = _ITEM.match(text, begin, end)
        if item or not open_:
            if open_:
                out.finish("item" if kind == "item" else "paragraph")
            kind = "item" if item else "paragraph"
        else:
            out.add("\n", begin - 1)
        at = item.end() if item else begin
        out.add(text[at:end].replace("\t", " "), at)
        open_ = True
    if open_:
        title = alone and kind == "paragraph" and out.length <= LONGEST_TITLE
        out.finish("item" if kind == "item" else "line" if title else "paragraph")


def _wiki_words(out: BlockBuilder, text: str, lines: list[tuple[int, int]]) -> None:
    """Reads lines of a wiki, in which a line goes on to the next and the rows of a table are marked."""
    kind: BlockKind = "paragraph"
    for begin, end in lines:
        item = _WIKI_ITEM.match(text, begin, end)
        row = wikitext.is_row(text[begin:end])
        between = wikitext.ROW_BREAK.match(text, begin, end)
        if item or between or row != (kind == "row"):
            out.finish(kind)
            kind = "item" if item else "row" if row else "paragraph"
        if between:
            continue
        if not out.is_blank:
            out.add("\n", begin - 1)
        for said, at in wikitext.words(text, item.end() if item else begin, end):
            out.add(said.replace("\t", " "), at)
    out.finish(kind)


_WIKI_ITEM = re.compile(r"[ \t]*[*#:;]{1,5}[ \t]*")
