"""Comments on a page that silence findings:

<!-- gcmtrack: ignore past-as-upcoming -->       on a line: there; alone on a line: in the block that follows
<!-- gcmtrack: ignore --> ... <!-- /gcmtrack: ignore -->      all findings between the two
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from gcmtrack.audit.finding.context import MarkerFault, Stretch
from gcmtrack.audit.reading.page import Page
from gcmtrack.audit.reading.source import Source
from gcmtrack.text import unknown_word

_COMMENT = re.compile(
    r"<!--[ \t\r\n]{0,20}(?P<closing>/?)gcmtrack:[ \t]{1,20}(?P<more>/?)ignore(?P<names>[\w ,\t-]{0,400}?)-->"
)


_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]{0,40}(?:\r\n|\n|\r)")
_BLANK = re.compile(r"\s*")


class _Ignore(NamedTuple):
    begin: int
    end: int
    closing: bool
    names: frozenset[str]


def _comments(text: str) -> Iterator[_Ignore]:
    if "gcmtrack:" not in text:
        return
    for match in _COMMENT.finditer(text):
        names = frozenset(re.findall(r"[\w-]+", match["names"].strip(" -")))
        yield _Ignore(match.start(), match.end(), bool(match["closing"] or match["more"]), names)


def unknown_names(source: Source, known: Sequence[str]) -> list[MarkerFault]:
    """Returns a fault for every comment that silences what is no finding."""
    return [
        MarkerFault(Stretch(comment.begin, comment.end), unknown_word("finding", name, known))
        for comment in _comments(source.text)
        for name in sorted(comment.names)
        if name not in known
    ]


_Stretch = tuple[int, int]


def silenced(page: Page) -> Callable[[str, int], bool]:
    """Returns what tells whether the finding of a name is silenced at an offset."""
    by_name: dict[str, list[_Stretch]] = {}
    for begin, end, names in _stretches(page):
        for name in names or (_ALL,):
            by_name.setdefault(name, []).append((begin, end))
    merged = {name: _merged(stretches) for name, stretches in by_name.items()}

    def is_quiet(name: str, offset: int) -> bool:
        return any(_holds(merged.get(key, ()), offset) for key in (name, _ALL))

    return is_quiet


# A comment without names silences all.
_ALL = ""


def _merged(stretches: Sequence[_Stretch]) -> tuple[_Stretch, ...]:
    merged: list[_Stretch] = []
    for begin, end in sorted(stretches):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)


def _holds(stretches: Sequence[_Stretch], offset: int) -> bool:
    at = bisect_right(stretches, (offset, 1 << 60)) - 1
    return at >= 0 and stretches[at][0] <= offset < stretches[at][1]


def _stretches(page: Page) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Yields what is silenced: from a comment to the one that closes it, or the line or block of a comment."""
    waiting: dict[frozenset[str], list[_Ignore]] = {}
    for comment in _comments(page.source.text):
        if not comment.closing:
            waiting.setdefault(comment.names, []).append(comment)
            continue
        opened = waiting.get(comment.names) or (
            next((w for w in waiting.values() if w), None) if not comment.names else None
        )
        if opened:
            opening = opened.pop()
            yield opening.begin, comment.end, opening.names
    begins = [block.begin for block in page.blocks]
    for comments in waiting.values():
        for comment in comments:
            yield (*_line_or_block(page, comment, begins), comment.names)


def _line_or_block(page: Page, comment: _Ignore, begins: Sequence[int]) -> tuple[int, int]:
    source = page.source
    begin, end = source.line_begin(comment.begin), source.line_end(comment.end)
    at = bisect_left(begins, comment.end)
    alone = _BLANK.fullmatch(source.text, begin, comment.begin) and _BLANK.fullmatch(
        source.text, comment.end, end
    )
    if not alone or at >= len(page.blocks):
        return begin, end
    block = page.blocks[at]
    last = block.offset(max(len(block.text) - 1, 0)) + 1
    if page.kind != "html" and (blank := _BLANK_LINE.search(source.text, last)):
        # A paragraph ends where a line is blank.
        last = blank.start()
    return begin, max(end, source.line_end(last))
