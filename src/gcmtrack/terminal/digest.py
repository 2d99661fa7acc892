"""The digest on a terminal: one screen, a line an item, each cut to the width."""

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from gcmtrack.printable import inert
from gcmtrack.terminal.layout import GAP, Screen, text, widest
from gcmtrack.views.digest import Digest, Item, Part, PartName

# Of 24 lines one is that of the shell.
LINES = 23
# On fewer columns a command and what it shows are both too much for a line.
_NARROW = 60
# So much of a line must be left for what is said, or a command that names a long folder has a line of its own.
_SHARE = 6
_INDENT = 4
# How many items of a part come before the next part has its turn.
# The heading on languages says it all.
_TURNS: Mapping[PartName, int] = {"next": 2, "languages": 0}
_STYLES: Mapping[PartName, str] = {
    "ordered": "bold yellow",
    "unseen": "bold yellow",
    "unanswered": "bold magenta",
}


def digest(out: Screen, found: Digest) -> None:
    """Prints the digest within `LINES` lines, as many items of each part as there is room for."""
    narrow = out.width < _NARROW
    parts: Sequence[Part] = found.parts
    below = (found.folder, *found.hints)
    rows = LINES - 1
    if _taken(out, [*parts, *below]) > rows:
        below = (*below, found.whole)
        while parts and _taken(out, [*parts, *below]) > rows:
            parts = parts[:-1]
    room = (rows - _taken(out, [*parts, *below])) // (2 if narrow else 1)
    shown = _shares(parts, room)
    airy = not narrow and room - sum(shown.values()) > len(parts)
    _print(out, text(_title(found.title, out.width), "bold"))
    when = widest((item.when for part in parts for item in part.items[: shown[id(part)]]), most=20)
    for part in parts:
        if airy:
            out.print()
        _heading(out, part)
        for item in part.items[: shown[id(part)]]:
            before = text(f"  {_cut(inert(item.when), when)}  ", "cyan")
            more = item.id or item.command
            whole = before.cell_len + cell_len(inert(item.text)) <= _rest(out, more)
            _beside(out, Text.assemble(before, text(item.text if whole else item.short or item.text)), more)
    if airy:
        out.print()
    for item in below:
        _beside(out, text(item.text, "dim"), item.command, kept=_kept(item))


def _title(said: str, width: int) -> str:
    """The title in a line: where it is too long, its name is cut, and not the day behind it."""
    name, dot, day = said.rpartition(" · ")
    room = width - cell_len(dot + day)
    return said if cell_len(said) <= width or room <= GAP else f"{_cut(inert(name), room)}{dot}{day}"


def _shares(parts: Sequence[Part], room: int) -> dict[int, int]:
    """Returns how many items of each part are shown: one after the other in turns, while there is room."""
    shown = {id(part): 0 for part in parts}
    for part in _turns(parts):
        if room <= 0:
            break
        shown[id(part)] += 1
        room -= 1
    return shown


def _turns(parts: Sequence[Part]) -> Iterator[Part]:
    waiting = {id(part): len(part.items) for part in parts if _TURNS.get(part.name, 1)}
    while any(waiting.values()):
        for part in parts:
            for _ in range(min(waiting.get(id(part), 0), _TURNS.get(part.name, 1))):
                waiting[id(part)] -= 1
                yield part


def _heading(out: Screen, part: Part) -> None:
    style = _STYLES.get(part.name, "bold")
    said, opened, count = part.heading.rpartition(" (")
    room = _rest(out, part.command, _kept(part)) - cell_len(opened + count)
    if cell_len(said) > room > GAP and opened and opened not in said:
        # How many there are is what a heading must not lose.
        said = f"{_cut(inert(said), room)}{opened}{count}"
    else:
        said = _with_whole_numbers(part.heading, _rest(out, part.command, _kept(part)))
    _beside(out, text(said, style), part.command, kept=_kept(part))


def _with_whole_numbers(said: str, room: int) -> str:
    """A heading of several numbers, as `Not in ar (29), fr (28)`, without the last ones where it is too long."""
    more = ", …"
    kept, shown = said, said
    while cell_len(shown) > room and "), " in kept:
        kept = f"{kept.rpartition('), ')[0]})"
        shown = f"{kept}{more}"
    return shown


def _kept(row: Part | Item) -> int:
    """How many columns must be left beside a command: where a number would be cut, it stands below. A heading whose
    number is at its end is cut before that, and the name of a folder, behind a colon, can be told from less."""
    if isinstance(row, Part):
        return 0 if row.heading.endswith(")") else cell_len(inert(row.heading))
    return cell_len(inert(row.text.rpartition(":")[0] or row.text))


def _taken(out: Screen, rows: Sequence[Part | Item]) -> int:
    """How many lines these take, each with its command; a long one is not cut, so that it can be pasted."""
    if out.width < _NARROW:
        return 2 * len(rows)
    below = [_INDENT + cell_len(row.command) for row in rows if _stands_below(out, row.command, _kept(row))]
    return len(rows) + sum(-(-columns // out.width) for columns in below)


def _stands_below(out: Screen, command: str, kept: int = 0) -> bool:
    left = out.width - cell_len(command) - GAP
    return out.width < _NARROW or left < max(out.width // _SHARE, kept)


def _rest(out: Screen, command: str, kept: int = 0) -> int:
    """How many columns are left beside a command; all of them where it stands below."""
    return out.width if _stands_below(out, command, kept) else out.width - cell_len(command) - GAP


def _beside(out: Screen, said: Text, command: str, *, kept: int = 0) -> None:
    """Prints a line with the command, or the id that it takes, at its right end, or below where the screen is narrow; what
    is said is cut to what is left."""
    rest = _rest(out, command, kept)
    if _stands_below(out, command, kept):
        said.truncate(rest, overflow="ellipsis")
        _print(out, said)
        _print(out, Text.assemble(" " * _INDENT, text(command, "dim")))
    else:
        said.truncate(rest, overflow="ellipsis", pad=True)
        _print(out, Text.assemble(said, " " * GAP, text(command, "dim")))


def _cut(said: str, width: int) -> str:
    return set_cell_size(said, width) if cell_len(said) <= width else f"{set_cell_size(said, width - 1)}…"


def _print(out: Screen, line: Text) -> None:
    line.rstrip()
    out.print(line, soft_wrap=True)
