"""The canonical form of a record's file: keys in the model's order, dates quoted, sets sorted; comments stay."""

import re
from collections.abc import Iterator
from typing import Any

from gcmtrack.model.findings import KeyPath
from gcmtrack.model.ids import Folder
from gcmtrack.model.records import Record
from gcmtrack.store.toml_edit import CannotEdit
from gcmtrack.store.toml_text import parse, plain, render_table


class _Comments:
    """The comments of a text by the key on which they hang: on lines of their own above it, or behind it.

    What stands above the first key speaks of the whole file.
    """

    def __init__(self) -> None:
        self.head: list[str] = []
        self.above: dict[KeyPath, list[str]] = {}
        self.behind: dict[KeyPath, str] = {}
        self.tail: list[str] = []


def canonical(folder: Folder, text: str, record: Record) -> str:
    """Returns the canonical text of `record`, which `text` holds, with the comments of `text`; lines end in LF.

    Raises `CannotEdit` where a comment would be lost.
    """
    bare = render_table(folder, plain(record))
    if "#" not in text:
        return bare
    found = list(comments_of(text))
    if not found:
        return bare
    woven = _woven(bare, _hanging(text))
    if sorted(comments_of(woven)) != sorted(found) or parse(woven) != parse(bare):
        raise CannotEdit("its comments cannot be kept in the canonical form; order the keys by hand")
    return woven


def _hanging(text: str) -> _Comments:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    comments = _Comments()
    try:
        comments.tail = _collect(tomlkit.parse(text), (), comments, [])
    except (TOMLKitError, ValueError, RecursionError):
        raise CannotEdit("its comments cannot be found; order the keys by hand") from None
    first = next(iter((*comments.above, *comments.behind)), None)
    if first in comments.above and text.lstrip("\ufeff \t\r\n").startswith("#"):
        comments.head = comments.above.pop(first)
    return comments


def _collect(container: Any, path: KeyPath, comments: _Comments, waiting: list[str]) -> list[str]:
    """Hangs the comments of a container on its keys; returns those that wait for what comes next."""
    from tomlkit.items import AoT, Comment, Table

    for key, item in container.body:
        if isinstance(item, Comment):
            waiting.append(item.as_string().strip())
        elif key is None:
            continue
        elif isinstance(item, AoT):
            for index, table in enumerate(item.body):
                waiting = _hang(table, (*path, key.key, index), comments, waiting)
                waiting = _collect(table.value, (*path, key.key, index), comments, waiting)
        elif isinstance(item, Table):
            waiting = _hang(item, (*path, key.key), comments, waiting)
            waiting = _collect(item.value, (*path, key.key), comments, waiting)
        else:
            inside = list(comments_of(item.as_string()))
            waiting = _hang(item, (*path, key.key), comments, waiting + inside)
    return waiting


def _hang(item: Any, path: KeyPath, comments: _Comments, waiting: list[str]) -> list[str]:
    if waiting:
        comments.above[path] = waiting
    if item.trivia.comment:
        comments.behind[path] = item.trivia.comment
    return []


def _path(*keys: str | int) -> KeyPath:
    return keys


def _woven(bare: str, comments: _Comments) -> str:
    """Puts the comments into the canonical text; those of keys that are gone go to the top."""
    lines: list[str] = []
    path: KeyPath = ()
    counts: dict[str, int] = {}
    placed: set[KeyPath] = set()
    # Values may hold other line separators; only LF ends a line of TOML here.
    for line in bare.removesuffix("\n").split("\n"):
        if line.startswith("[["):
            name = line.strip("[]").strip('"')
            counts[name] = counts.get(name, -1) + 1
            here = path = _path(name, counts[name])
        elif line.startswith("["):
            here = path = _path(line.strip("[]").strip('"'))
        elif line:
            here = (*path, line.split(" = ", 1)[0].strip('"'))
        else:
            lines.append(line)
            continue
        placed.add(here)
        lines += comments.above.get(here, ())
        lines.append(f"{line}  {comments.behind[here]}" if here in comments.behind else line)
    lines += comments.tail
    orphans = [c for p, above in comments.above.items() if p not in placed for c in above]
    orphans += [c for p, c in comments.behind.items() if p not in placed]
    return "".join(f"{line}\n" for line in (*comments.head, *orphans, *lines))


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
