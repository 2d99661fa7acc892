"""A text of the United Nations as paragraphs, each with its number and the part in which it stands."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from gcmtrack.patterns import late

_HEADING = late(r"#{1,6}\s+(.*)")
_OBJECTIVE = late(r"(?:objective|objetivo|objectif)\s+(\d{1,2})\b(?!\s*\()", re.IGNORECASE)
_NUMBER = late(r"(\d{1,3})\\?[.)]\s+(?=\S)")
_LETTER = late(r"\(?([a-z]{1,5})\\?[.)]\s+(?=\S)")
_BULLET = late(r"[-*•–]\s+(?=\S)")
_MARKUP = late(r"\*\*|__|\\(?=[^\w\s])")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


class Paragraph(NamedTuple):
    """A paragraph on one line. `label` is its number, "23 (i)", empty for one that has none; `line` counts from 1.

    `part` is the heading above it, and `objective` the objective of the Compact that this part is on.
    """

    label: str
    part: str
    objective: int | None
    line: int
    text: str


def paragraphs(text: str) -> list[Paragraph]:
    """Returns the paragraphs of a text in order. A blank line, a heading, a number, a letter or a bullet begins one."""
    labels = _Labels()
    part, objective = "", None
    found: list[Paragraph] = []
    for line, lines in _blocks(text):
        first = lines[0]
        heading = _heading(lines)
        if heading is not None:
            match = _OBJECTIVE.match(heading)
            part, objective = heading, int(match[1]) if match else None
            found.append(Paragraph("", part, objective, line, heading))
            continue
        label, length = labels.read(first)
        whole = " ".join((first[length:], *lines[1:]))
        found.append(Paragraph(label, part, objective, line, _plain(whole)))
    return [paragraph for paragraph in found if paragraph.text]


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yields the lines that belong together, stripped, with the number of the first."""
    block: list[str] = []
    begin = 0
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip().removeprefix("> ")
        if block and (not line or _begins(line) or _HEADING.match(block[0])):
            yield begin, block
            block = []
        if line:
            if not block:
                begin = number
            block.append(line)
    if block:
        yield begin, block


def _begins(line: str) -> bool:
    return any(pattern.match(line) for pattern in (_HEADING, _NUMBER, _LETTER, _BULLET)) or bool(
        _OBJECTIVE.match(_plain(line))
    )


def _heading(lines: list[str]) -> str | None:
    """Returns the heading that a block is: marked as one, one of an objective, or all in capitals."""
    whole = _plain(" ".join(lines))
    if match := _HEADING.match(lines[0]):
        return _plain(match[1].rstrip("# "))
    if _OBJECTIVE.match(whole) and len(whole) < 250 and not whole.endswith(";"):
        return whole
    if whole.isupper() and len(whole.split()) <= 12 and not whole.endswith((".", ";", ",")):
        return whole
    return None


def _plain(text: str) -> str:
    return " ".join(_MARKUP.sub("", text).split())


class _Labels:
    """The number that each paragraph has, from the marks at their beginnings: 23, then (a), then (i)."""

    def __init__(self) -> None:
        self._number = ""
        self._letter = ""
        self._roman = ""

    def read(self, line: str) -> tuple[str, int]:
        """Returns the label of the paragraph that begins with `line`, and how long its mark is."""
        line = line.replace("**", "  ")
        indent = len(line) - len(line.lstrip())
        bare = line[indent:]
        if match := _NUMBER.match(bare):
            self._number, self._letter, self._roman = match[1], "", ""
            return self._number, indent + match.end()
        if match := _LETTER.match(bare):
            self._note(match[1])
            parts = [self._number, *(f"({mark})" for mark in (self._letter, self._roman) if mark)]
            return " ".join(part for part in parts if part), indent + match.end()
        if match := _BULLET.match(bare):
            return "", indent + match.end()
        return "", 0

    def _note(self, mark: str) -> None:
        """A mark goes on with the letters, or with the small numerals under one; "i" after "h" is a letter."""
        if self._roman and mark == _next_roman(self._roman):
            self._roman = mark
        elif mark in (_next_letter(self._letter), _next_roman(self._letter)):
            self._letter, self._roman = mark, ""
        elif self._letter and not self._roman and mark == "i":
            self._roman = mark
        else:
            self._letter, self._roman = mark, ""


def _next_letter(letter: str) -> str:
    if not letter:
        return "a"
    return chr(ord(letter) + 1) if len(letter) == 1 else ""


def _next_roman(roman: str) -> str:
    return _ROMAN[_ROMAN.index(roman) + 1] if roman in _ROMAN[:-1] else ""
