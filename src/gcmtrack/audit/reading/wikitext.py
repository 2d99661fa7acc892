"""The marks of a wiki's text, which is exported as plain text: what is not read, and what is no word."""

import re
from collections.abc import Iterator

# What a wiki shows elsewhere or not at all: references, templates, pictures, categories.
_HIDDEN = re.compile(
    r"<ref\b[^<>]{0,400}/>|<ref\b[^<>]{0,400}>.{0,3000}?</ref>|\{\{[^{}]{0,3000}\}\}|\[\[(?:file|image|category):[^\[\]]{0,400}\]\]",
    re.IGNORECASE | re.DOTALL,
)
_MARK = re.compile(r"\[\[(?:[^\[\]|\n]{1,200}\|)?|\]\]|'{2,5}|^[ \t]*[|!](?!\|)[ \t]*", re.MULTILINE)
ROW_BREAK = re.compile(r"[ \t]*(?:\|[-+}]|\{\|)")
_CELL = re.compile(r"\|\||!!")


def is_wiki(text: str) -> bool:
    """Tells whether a plain text is that of a wiki."""
    return "[[" in text and "]]" in text


def blanked(text: str) -> str:
    """Returns `text` with spaces for what a wiki hides; lines and offsets stay."""
    return _HIDDEN.sub(lambda match: re.sub(r"[^\r\n]", " ", match[0]), text)


def is_row(line: str) -> bool:
    """Tells whether a line holds cells of a table."""
    return line.lstrip()[:1] in ("|", "!")


def words(text: str, begin: int, end: int) -> Iterator[tuple[str, int]]:
    """Yields what a line says without its marks, each stretch with its place; cells are parted by line ends."""
    at = begin
    while at < end:
        mark = _MARK.search(text, at, end)
        stop = mark.start() if mark else end
        if at < stop:
            yield _CELL.sub(lambda _: "\n ", text[at:stop]), at
        at = mark.end() if mark else end
