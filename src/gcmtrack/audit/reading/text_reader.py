"""A page of plain text in blocks: paragraphs between blank lines, list items, short lines that may be headings."""

import re

from gcmtrack.audit.reading.markdown_reader import without_comments
from gcmtrack.audit.reading.page import LONGEST_TITLE, Block, BlockBuilder

_LINE = re.compile(r"[^\r\n]+")
_ITEM = re.compile(r"(?:[ \t\xa0]*(?:[•●▪‣·*–—+-]|\d{1,3}[.)])|[ \t]+o)[ \t\xa0]+")
_UNDERLINE = re.compile(r"[ \t]*(=+|-+|~+|\*+)[ \t]*$")


def read(text: str, begin: int = 0) -> list[Block]:
    """Returns the blocks of a plain text."""
    # Comments are written into plain text too, since ours silence findings.
    text = without_comments(text)
    out = BlockBuilder()
    lines: list[tuple[int, int]] = []
    behind = begin
    for match in _LINE.finditer(text, begin):
        ends = text[behind : match.start()]
        behind = match.end()
        if len(ends) > 1 and ends != "\r\n":
            _paragraph(out, text, lines)
            lines = []
        if not match[0].strip():
            _paragraph(out, text, lines)
            lines = []
            continue
        lines.append(match.span())
    _paragraph(out, text, lines)
    return out.blocks


def _paragraph(out: BlockBuilder, text: str, lines: list[tuple[int, int]]) -> None:
    if len(lines) == 2 and (under := _UNDERLINE.match(text, *lines[1])):
        out.add(text[slice(*lines[0])], lines[0][0])
        out.finish("heading", level=1 if under[1][0] == "=" else 2)
        return
    alone = len(lines) == 1
    open_ = False
    kind = "paragraph"
    for begin, end in lines:
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
