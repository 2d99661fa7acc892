"""The digest on a terminal: one screen, a line an item, each cut to the width."""

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from gcmtrack.printable import inert
from gcmtrack.terminal.layout import GAP, Screen, text, widest
from gcmtrack.views.digest import Digest, Item, Part, PartName

# Of 24 lines one is that of the shell.
LINES = 23
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
    below = (found.folder, *found.hints)
    room = LINES - 1 - len(found.parts) - len(below)
    shown = _shares(found.parts, room)
    airy = room - sum(shown.values()) > len(found.parts)
    _print(out, text(found.title, "bold"))
    when = widest((item.when for part in found.parts for item in part.items[: shown[id(part)]]), most=18)
    for part in found.parts:
        if airy:
            out.print()
        _print(out, _beside(out, text(part.heading, _STYLES.get(part.name, "bold")), part.command))
        for item in part.items[: shown[id(part)]]:
            _print(out, _item(out, item, when))
    if airy:
        out.print()
    for item in below:
        _print(out, _beside(out, text(item.text, "dim"), item.command))


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


def _item(out: Screen, item: Item, when: int) -> Text:
    said = Text.assemble("  ", text(_cut(inert(item.when), when), "cyan"), "  ", text(item.text))
    return _beside(out, said, item.id or item.command)


def _beside(out: Screen, said: Text, command: str) -> Text:
    """Returns a line with the command, or the id that it takes, at its right end; what is said is cut before that."""
    rest = out.width - cell_len(command) - GAP
    if rest < GAP:
        return text(command, "dim")
    said.truncate(rest, overflow="ellipsis", pad=True)
    return Text.assemble(said, " " * GAP, text(command, "dim"))


def _cut(said: str, width: int) -> str:
    return set_cell_size(said, width) if cell_len(said) <= width else f"{set_cell_size(said, width - 1)}…"


def _print(out: Screen, line: Text) -> None:
    line.rstrip()
    out.print(line, soft_wrap=True)
