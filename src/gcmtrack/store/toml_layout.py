"""Where everything of a TOML text stands: one walk over the text, told as parts in the order of the file.

The only module that knows tomlkit, which serves to find places and never to write. What is relied on of it, private
parts among them, stands in `tests/test_toml_layout.py`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from gcmtrack.model.findings import KeyPath


class NoLayout(ValueError):
    """The text has no layout that can be relied on: tomlkit cannot read it, or reads it otherwise than it stands."""


class Part(NamedTuple):
    """A piece of the text, as offsets; the parts of a text follow each other without a gap.

    A "key" reaches from its indent to the end of its line, its value inside it; a "header" is the line of a table. A
    "comment" has a line of its own. "implied" is a table without a header of its own, of a dotted key or above a
    nested table, and has no length. `comment` stands behind a key or a header, on its line.
    """

    kind: Literal["blank", "comment", "key", "header", "implied"]
    path: KeyPath
    start: int
    end: int
    value: tuple[int, int] = (0, 0)
    comment: str = ""
    dotted: bool = False


def parts(text: str) -> Iterator[Part]:
    """Yields the parts of `text`. Raises `NoLayout`, before or between them."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise NoLayout(str(error)) from None
    walk = _Walk(text)
    try:
        yield from walk.container(document, (), "")
    except RecursionError:
        raise NoLayout("nested too deeply") from None
    if walk.offset != len(text):
        raise NoLayout("it is read otherwise than it stands")


class _Walk:
    """Goes through tomlkit's tree and sees to it that each piece stands in the text where it should."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offset = 0

    def passed(self, piece: str) -> int:
        """Steps over a piece and returns where it began."""
        start = self.offset
        if not self.text.startswith(piece, start):
            raise NoLayout("it is read otherwise than it stands")
        self.offset += len(piece)
        return start

    def container(self, container: Any, path: KeyPath, prefix: str) -> Iterator[Part]:
        """Walks what stands between two headers; `prefix` is the part of a dotted key that is known already."""
        from tomlkit.items import AoT, Comment, Table

        for key, item in container.body:
            if key is None:
                start = self.passed(item.as_string())
                kind: Literal["blank", "comment"] = "comment" if isinstance(item, Comment) else "blank"
                yield Part(kind, path, start, self.offset)
                continue
            here: KeyPath = (*path, *(part.key for part in key))
            if isinstance(item, AoT):
                for index, table in enumerate(item.body):
                    yield from self.table(table, (*here, index), brackets=2)
            elif not isinstance(item, Table):
                yield self.key(key, item, here, prefix)
            elif key.is_dotted():
                yield Part("implied", here, self.offset, self.offset, dotted=True)
                yield from self.container(item.value, here, f"{prefix}{key.as_string()}.")
            else:
                yield from self.table(item, here, brackets=2 if item.is_aot_element() else 1)

    def table(self, table: Any, path: KeyPath, *, brackets: int) -> Iterator[Part]:
        if table.is_super_table():
            yield Part("implied", path, self.offset, self.offset)
        else:
            trivia = table.trivia
            name = f"{'[' * brackets}{table.display_name}{']' * brackets}"
            start = self.passed(trivia.indent)
            self.passed(name + trivia.comment_ws + trivia.comment + trivia.trail)
            yield Part("header", path, start, self.offset, comment=trivia.comment)
        yield from self.container(table.value, path, "")

    def key(self, key: Any, item: Any, path: KeyPath, prefix: str) -> Part:
        trivia = item.trivia
        start = self.passed(trivia.indent)
        self.passed(prefix + key.as_string() + key.sep)
        value = self.passed(item.as_string())
        end = self.offset
        self.passed(trivia.comment_ws + trivia.comment + trivia.trail)
        return Part("key", path, start, self.offset, (value, end), trivia.comment, bool(prefix))


def key_lines(text: str) -> dict[KeyPath, int]:
    """Returns the line (from 1) of every key, nested ones as paths such as ("links", 0, "url").

    What cannot be found has no line, as everything in a text that tomlkit cannot read.
    """
    lines: dict[KeyPath, int] = {}
    line, counted = 1, 0
    try:
        for part in parts(text):
            line += text.count("\n", counted, part.start)
            counted = part.start
            if part.kind in ("key", "header", "implied"):
                lines[part.path] = line
                if part.path[-1:] == (0,):
                    lines[part.path[:-1]] = line
    except NoLayout:
        # What was found before holds; who asks for more gets the nearest line that is known.
        pass
    return lines


def line_of(path: KeyPath, lines: Mapping[KeyPath, int]) -> int:
    """Returns the line of `path`, or of the nearest key above it that is known, else 1."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 1


def item_spans(written: str) -> list[tuple[int, int]]:
    """Returns where each value of a list begins and ends in its text, which goes from bracket to bracket."""
    import tomlkit

    spans = []
    offset = 1
    array: Any = tomlkit.parse(f"x = {written}")["x"]
    for group in array._value:
        for piece in group:
            length = len(piece.as_string())
            # Comments on lines of their own come with an empty value.
            if piece is group.value and length:
                spans.append((offset, offset + length))
            offset += length
    return spans


_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|(?P<comment>#[^\r\n]*)",
    re.DOTALL,
)


def comments_of(text: str) -> Iterator[str]:
    """Yields every comment of a TOML text, in order: what no edit and no formatting may lose."""
    for token in _TOKEN.finditer(text):
        if comment := token["comment"]:
            yield comment.strip()
