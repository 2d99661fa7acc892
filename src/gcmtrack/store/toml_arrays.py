"""Changing one item of a list that is written over several lines, its other lines and comments left as they are.

Works on the text of the list, from bracket to bracket. The caller reads the result back and compares: here nothing is
refused.
"""

import re

from gcmtrack.store.toml_layout import comments_of, item_spans


def exchanged(written: str, position: int, value: str) -> str:
    """Returns the list with another value at `position`."""
    start, end = item_spans(written)[position]
    return written[:start] + value + written[end:]


_REST_OF_LINE = re.compile(r"[ \t]*,?[ \t]*(?:#[^\n]*)?\r?\n")


def _own_line(written: str, start: int, end: int) -> tuple[int, int] | None:
    """The line of a value that shares it with no other, as offsets."""
    line = written.rfind("\n", 0, start) + 1
    rest = _REST_OF_LINE.match(written, end)
    return (line, rest.end()) if line and rest and not written[line:start].strip() else None


def extended(written: str, value: str, newline: str) -> str:
    """Returns the list with one more item at its end, on a line of its own where the last one has that."""
    spans = item_spans(written)
    if not spans:
        return f"{written[:-1]}    {value},{newline}]"
    start, end = spans[-1]
    line = _own_line(written, start, end)
    if line is None:
        return f"{written[:end]}, {value}{written[end:]}"
    rest = written[end : line[1]]
    comma = "," if rest.lstrip(" \t").startswith(",") else ""
    added = f"{written[line[0] : start]}{value}{comma}{newline}"
    return f"{written[:end]}{'' if comma else ','}{rest}{added}{written[line[1] :]}"


def without(written: str, position: int) -> str:
    """Returns the list without the item at `position`; an item on a line of its own takes the line with it."""
    spans = item_spans(written)
    start, end = spans[position]
    if line := _own_line(written, start, end):
        return written[: line[0]] + written[line[1] :]
    if comma := re.compile(r"[ \t]*,[ \t]*").match(written, end):
        return written[:start] + written[comma.end() :]
    return written[: spans[position - 1][1] if position else start] + written[end:]


def own_notes(written: str) -> list[str]:
    """Returns the comments of a list of one value that do not stand behind that value."""
    ((start, end),) = item_spans(written)
    return [*comments_of(written[:start]), *comments_of(written[end:].partition("\n")[2])]
