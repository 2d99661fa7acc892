"""The canonical form of a record's file: keys in the model's order, dates quoted, sets sorted; comments stay."""

import re

from gcmtrack.model.findings import KeyPath
from gcmtrack.model.ids import Folder
from gcmtrack.model.records import Record
from gcmtrack.patterns import late
from gcmtrack.store import toml_layout
from gcmtrack.store.toml_edit import CannotEdit
from gcmtrack.store.toml_layout import comments_of
from gcmtrack.store.toml_text import decode, parse, plain, render_table


class _Comments:
    """The comments of a text by the key on which they hang: on lines of their own above it, or behind it.

    What stands above the first key speaks of the whole file.
    """

    def __init__(self) -> None:
        self.head: list[str] = []
        self.above: dict[KeyPath, list[str]] = {}
        self.behind: dict[KeyPath, str] = {}
        self.tail: list[str] = []


def canonical_bytes(record: Record, raw: bytes) -> bytes:
    """Returns the canonical file of `record`, which `raw` holds. Raises `CannotEdit` where a comment would be lost.

    Lines end in LF, or in CRLF where all of them do: git checks files out so on Windows. A list with a line for each of
    its values stays so: editors that format TOML on saving break long ones.
    """
    text = canonical(record.folder, decode(raw), record)
    windows = 0 < raw.count(b"\n") == raw.count(b"\r\n")
    if _on_one_line((raw.replace(b"\r\n", b"\n") if windows else raw).decode()) == text:
        return raw
    return (text.replace("\n", "\r\n") if windows else text).encode()


_VALUE = r'(?:[0-9]+|"(?:[^"\\\n]|\\.)*")'
_LIST_BY_LINES = late(rf"^([A-Za-z0-9_-]+ = )\[\n((?: +{_VALUE},\n)* +{_VALUE},?\n)\]", re.MULTILINE)


def _on_one_line(text: str) -> str:
    """The text with each list that has a line for each of its values on one line."""
    return _LIST_BY_LINES.sub(lambda match: f"{match[1]}[{', '.join(re.findall(_VALUE, match[2]))}]", text)


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
    comments = _Comments()
    waiting: list[str] = []
    try:
        for part in toml_layout.parts(text):
            if part.kind == "comment":
                waiting.append(text[part.start : part.end].strip())
            elif part.kind != "blank":
                waiting += comments_of(text[slice(*part.value)])
                if waiting:
                    comments.above.setdefault(part.path, []).extend(waiting)
                if part.comment:
                    comments.behind[part.path] = part.comment
                waiting = []
    except toml_layout.NoLayout:
        raise CannotEdit("its comments cannot be found; order the keys by hand") from None
    comments.tail = waiting
    first = next(iter((*comments.above, *comments.behind)), None)
    if first in comments.above and text.lstrip("\ufeff \t\r\n").startswith("#"):
        comments.head = comments.above.pop(first)
    return comments


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
