"""Changing the TOML text of a record without touching any line that is not meant.

Every change is a splice of the text at the places that `toml_layout` finds, so comments, order, blank lines, CRLF and a
missing last newline survive by construction. What comes out is read back and compared with what was meant.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from gcmtrack.model.findings import KeyPath
from gcmtrack.model.ids import Folder
from gcmtrack.model.records import RECORD_TYPES
from gcmtrack.store import toml_arrays, toml_layout
from gcmtrack.store.toml_text import TomlSyntaxError, key_text, parse, render_lines, value_text


class CannotEdit(ValueError):
    """The text cannot be changed safely; it must be edited by hand. The message says why."""


class Set(NamedTuple):
    """Gives a key a value; `path` is ("date",) or, in a table, ("titles", "es")."""

    path: tuple[str, ...]
    value: Any


class SetInside(NamedTuple):
    """Gives a key of a table in a list of tables another value: `inner` of the table at `position`."""

    key: str
    position: int
    inner: str
    value: Any


class Remove(NamedTuple):
    """Takes a key out."""

    path: tuple[str, ...]


class Append(NamedTuple):
    """Adds a value at the end of a list, or a table at the end of a list of tables."""

    key: str
    value: Any


class Discard(NamedTuple):
    """Takes the value at `position` out of a list or a list of tables."""

    key: str
    position: int


class Exchange(NamedTuple):
    """Puts another value at `position` of a list of plain values; `path` as in `Set`."""

    path: tuple[str, ...]
    position: int
    value: Any


Edit = Set | Remove | Append | Discard | Exchange


def apply(folder: Folder, text: str, edits: Iterable[Edit | SetInside]) -> str:
    """Returns `text` with the edits made, one after the other; a missing last newline stays missing.

    Raises `CannotEdit` when the result would not read as what was meant; nothing is guessed.
    """
    bare_end = bool(text) and not text.endswith("\n")
    try:
        for edit in edits:
            meant = applied(parse(text), edit)
            text = _spliced(folder, text, edit)
            if bare_end:
                text = text.removesuffix("\n").removesuffix("\r")
            if parse(text) != meant:
                raise CannotEdit("the change would not read back as what was meant; edit the file by hand")
    except TomlSyntaxError as error:
        raise CannotEdit(f"the change would break the file ({error}); edit it by hand") from None
    except RecursionError:
        raise CannotEdit("the file is nested too deeply to be a record; edit it by hand") from None
    return text


def applied(table: Mapping[str, Any], edit: Edit | SetInside) -> dict[str, Any]:
    """Returns the table to which the edit leads; `table` stays as it is.

    Raises `CannotEdit` where the table has something else than the edit is for.
    """
    if isinstance(edit, (Append, Discard)):
        return _with(table, edit.key, _list_after(edit.key, table.get(edit.key, []), edit))
    if isinstance(edit, SetInside):
        return _with(table, edit.key, _tables_after(table.get(edit.key), edit))
    key, *inner = edit.path
    if not inner:
        return _with(table, key, _value_after(table, key, edit))
    within = table.get(key, {})
    if not isinstance(within, Mapping):
        raise CannotEdit(f"{key!r} is not a table; edit the file by hand")
    return _with(table, key, _with(within, inner[0], _value_after(within, inner[0], edit)) or None)


def _tables_after(tables: Any, edit: SetInside) -> list[Any]:
    inside = tables[edit.position] if isinstance(tables, list) and edit.position < len(tables) else None
    if not isinstance(inside, Mapping) or edit.inner not in inside:
        raise CannotEdit(f"{edit.key!r} has no table with {edit.inner!r} there; edit the file by hand")
    return [*tables[: edit.position], {**inside, edit.inner: edit.value}, *tables[edit.position + 1 :]]


def _value_after(table: Mapping[str, Any], key: str, edit: Set | Remove | Exchange) -> Any:
    if isinstance(edit, Exchange):
        return _list_after(key, table.get(key, []), edit)
    return edit.value if isinstance(edit, Set) else None


def _with(table: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:
    """The table with another value for a key; without the key for None, which TOML cannot hold."""
    return {k: v for k, v in {**table, key: value}.items() if v is not None}


def _list_after(key: str, values: Any, edit: Append | Discard | Exchange) -> list[Any] | None:
    if not isinstance(values, list):
        raise CannotEdit(f"{key!r} is not a list; edit the file by hand")
    if isinstance(edit, Append):
        return [*values, edit.value]
    if not 0 <= edit.position < len(values):
        raise CannotEdit(f"{key!r} has no value at position {edit.position}")
    put = [edit.value] if isinstance(edit, Exchange) else []
    return [*values[: edit.position], *put, *values[edit.position + 1 :]] or None


class _Place(NamedTuple):
    """Where something stands in the text, as offsets: its lines, and its value inside them."""

    start: int
    value_start: int
    value_end: int
    end: int


class _Layout(NamedTuple):
    """Where every key and every table of a text stands; a table ends where the next header (with the comments above
    it) begins."""

    keys: dict[KeyPath, _Place]
    tables: dict[KeyPath, tuple[int, int]]
    flat_end: int


def _layout(text: str) -> _Layout:
    keys: dict[KeyPath, _Place] = {}
    headers: list[tuple[int, KeyPath]] = []
    try:
        for part in toml_layout.parts(text):
            if part.kind == "implied":
                what = "dotted keys" if part.dotted else "nested tables"
                raise CannotEdit(f"the file has {what}; edit it by hand")
            if part.kind == "key":
                keys[part.path] = _Place(part.start, *part.value, part.end)
            elif part.kind == "header":
                headers.append((part.start, part.path))
    except toml_layout.NoLayout as error:
        raise CannotEdit(f"the file is beyond careful editing ({error}); edit it by hand") from None
    starts = [start for start, _ in headers] + [len(text)]
    tables = {path: (start, starts[i + 1]) for i, (start, path) in enumerate(headers)}
    return _Layout(keys, tables, starts[0])


def _spliced(folder: Folder, text: str, edit: Edit | SetInside) -> str:
    layout = _layout(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    if isinstance(edit, Set):
        return _set(folder, text, layout, edit, newline)
    if isinstance(edit, SetInside):
        place = layout.keys.get((edit.key, edit.position, edit.inner))
        if place is None:
            raise CannotEdit(f"{edit.key!r} is written on one line; edit the file by hand")
        return text[: place.value_start] + value_text(edit.value) + text[place.value_end :]
    if isinstance(edit, Remove):
        return _removed(text, layout, edit.path)
    path = edit.path if isinstance(edit, Exchange) else (edit.key,)
    if path in layout.keys:
        return _list_changed(text, layout.keys[path], edit, newline)
    if isinstance(edit, Exchange):
        raise CannotEdit(f"{path[0]!r} is not a list of plain values; edit the file by hand")
    if isinstance(edit, Discard):
        return _without_table(text, layout, (edit.key, edit.position))
    if isinstance(edit.value, Mapping):
        return _table_added(
            folder, text, layout, edit.key, f"[[{edit.key}]]\n{render_lines(edit.value)}", newline
        )
    return _set(folder, text, layout, Set((edit.key,), [edit.value]), newline)


def _set(folder: Folder, text: str, layout: _Layout, edit: Set, newline: str) -> str:
    value = value_text(edit.value)
    place = layout.keys.get(edit.path)
    if place is not None:
        # A list over several lines becomes one line; the comments in it stay, above.
        inside = toml_layout.comments_of(text[place.value_start : place.value_end])
        notes = "".join(f"{comment}{newline}" for comment in inside)
        head = text[: place.start] + notes + text[place.start : place.value_start]
        return head + value + text[place.value_end :]
    line = f"{key_text(edit.path[-1])} = {value}{newline}"
    if len(edit.path) == 1:
        return _inserted(text, _flat_position(folder, layout, edit.path[0]), line, newline)
    table = edit.path[:-1]
    if table in layout.tables:
        last = [place.end for path, place in layout.keys.items() if path[:-1] == table]
        position = max(last) if last else _after_header(text, layout.tables[table][0], newline)
        return _inserted(text, position, line, newline)
    if table in layout.keys:
        raise CannotEdit(f"{table[0]!r} is written on one line; edit the file by hand")
    return _table_added(folder, text, layout, table[0], f"[{table[0]}]\n{line}", newline)


def _after_header(text: str, start: int, newline: str) -> int:
    end = text.find("]", start)
    stop = text.find(newline, end)
    return len(text) if stop < 0 else stop + len(newline)


def _flat_position(folder: Folder, layout: _Layout, key: str) -> int:
    """Where a new plain key belongs: after the nearest key before it in the model's order, else before the first."""
    order = RECORD_TYPES[folder].__struct_fields__
    flat = {path[0]: place for path, place in layout.keys.items() if len(path) == 1}
    before = [name for name in order[: order.index(key) if key in order else len(order)] if name in flat]
    if before:
        return flat[before[-1]].end
    return min((place.start for place in flat.values()), default=layout.flat_end)


def _inserted(text: str, position: int, lines: str, newline: str) -> str:
    before = text[:position]
    if before and not before.endswith("\n"):
        # The last line had no newline: the new last line has none either.
        return before + newline + lines.removesuffix(newline) + text[position:]
    return before + lines + text[position:]


def _table_added(folder: Folder, text: str, layout: _Layout, key: str, block: str, newline: str) -> str:
    """Puts a new table after those of its own key, else where the model's order has it."""
    order = RECORD_TYPES[folder].__struct_fields__
    rank = order.index(key) if key in order else len(order)

    def rank_of(path: KeyPath) -> int:
        return order.index(path[0]) if path[0] in order else len(order)

    later = [start for path, (start, _) in layout.tables.items() if rank_of(path) > rank]
    position = min(later, default=len(text))
    # Comments and blank lines above a header belong to it, so the new block goes above them.
    head, tail = text[:position], text[position:]
    stripped = head.rstrip("\r\n")
    while (match := re.search(r"(?:^|\n)[ \t]*#[^\n]*$", stripped)) and tail:
        stripped = stripped[: match.start()].rstrip("\r\n")
    moved = head[len(stripped) :]
    block = block.replace("\r\n", "\n").replace("\n", newline)
    if not tail and not moved and head:
        return head + newline * 2 + block.removesuffix(newline)
    if not tail:
        return head + (newline if head else "") + block
    return stripped + newline * 2 + block.removesuffix(newline) + (moved or newline) + tail


def _removed(text: str, layout: _Layout, path: tuple[str, ...]) -> str:
    place = layout.keys.get(path)
    if place is not None:
        siblings = [other for other in layout.keys if other[:-1] == path[:-1]]
        if len(path) > 1 and len(siblings) == 1:
            return _without_table(text, layout, path[:-1])
        return text[: place.start] + text[place.end :]
    # From the last one backwards, so that what was measured before still holds.
    for table in sorted((t for t in layout.tables if t[: len(path)] == path), reverse=True):
        text = _without_table(text, layout, table)
    return text


def _without_table(text: str, layout: _Layout, table: KeyPath) -> str:
    """Takes out a header and its keys with the blank lines that part them from the next; comments that follow may speak
    of what comes next and stay."""
    start, end = layout.tables[table]
    ends = [place.end for path, place in layout.keys.items() if path[:-1] == table]
    after = max(ends) if ends else _after_header(text, start, "\n")
    rest = text[after:end]
    left = (rest if rest.strip() else "") + text[end:]
    head = text[:start]
    if not left and head.endswith("\n"):
        bare = head.rstrip("\r\n")
        return head[: len(bare) + (2 if head.startswith("\r\n", len(bare)) else 1)] if bare else ""
    return head + left


def _list_changed(text: str, place: _Place, edit: Append | Discard | Exchange, newline: str) -> str:
    """Changes a list that stands as `key = [...]`; one that is spread over lines keeps its lines and comments."""
    written = text[place.value_start : place.value_end]
    values = parse(f"x = {written}")["x"]
    if not isinstance(values, list):
        raise CannotEdit("what it holds is no list; edit the file by hand")
    if isinstance(edit, Discard) and len(values) == 1:
        # The key goes with its last value; notes that stand in the list on lines of their own speak of neither.
        notes = "".join(f"{note}{newline}" for note in toml_arrays.own_notes(written))
        return text[: place.start] + notes + text[place.end :]
    if "\n" not in written:
        if isinstance(edit, Append):
            values.append(edit.value)
        elif isinstance(edit, Exchange):
            values[edit.position] = edit.value
        else:
            del values[edit.position]
        return text[: place.value_start] + value_text(values) + text[place.value_end :]
    if isinstance(edit, Append):
        changed = toml_arrays.extended(written, value_text(edit.value), newline)
    elif isinstance(edit, Exchange):
        changed = toml_arrays.exchanged(written, edit.position, value_text(edit.value))
    else:
        changed = toml_arrays.without(written, edit.position)
    return text[: place.value_start] + changed + text[place.value_end :]
