"""What makes the file of a record hold other values: edits that touch only the lines of what differs."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gcmtrack.model.ids import path_of
from gcmtrack.model.records import Record
from gcmtrack.store import save, toml_text
from gcmtrack.store.toml_edit import Append, Discard, Edit, Remove, Set
from gcmtrack.store.transaction import Change


def change(folder: Path, before: Record, after: Record) -> Change:
    """Returns the change of a record's file from what it says to `after`. One that cannot be edited as it is laid out is
    brought into canonical form with it.

    Raises `InvalidRecords` when the result is no record, and `WriteRefused`.
    """
    kind, id_ = before.folder, before.id
    path = folder / path_of(kind, id_)
    old = save.read_bytes(path)
    edits = list(edits_between(toml_text.plain(before), toml_text.plain(after)))
    try:
        return Change(path, old, save.edited_bytes(kind, id_, old, edits))
    except save.BeyondEditing:
        tidy = save.tidied(kind, id_, old)
        if tidy is None or tidy == old:
            raise
        return Change(path, old, save.edited_bytes(kind, id_, tidy, edits))


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Returns the keys in which two tables of records differ."""
    return [key for key in {**before, **after} if before.get(key) != after.get(key)]


def edits_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Edit]:
    """Yields the edits that lead from one table of a record to another."""
    for key in differing(before, after):
        old, new = before.get(key), after.get(key)
        if _are_tables(old) or _are_tables(new):
            yield from _of_tables(key, old or [], new or [])
        elif isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from (Remove((key, inner)) for inner in old if inner not in new)
            yield from (Set((key, inner), value) for inner, value in new.items() if old.get(inner) != value)
        elif isinstance(new, Mapping):
            yield from (Set((key, inner), value) for inner, value in new.items())
        else:
            yield Remove((key,)) if new is None else Set((key,), new)


def _are_tables(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and bool(value) and isinstance(value[0], Mapping)


def _of_tables(key: str, old: list[Any], new: list[Any]) -> Iterator[Edit]:
    """What both have at the beginning stays; what follows goes, from the end on, and is put there anew."""
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    yield from (Discard(key, position) for position in reversed(range(same, len(old))))
    yield from (Append(key, value) for value in new[same:])


def said(key: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Returns what a key says and said, in short."""
    old, new = (_short(table.get(key)) for table in (before, after))
    return f"{key}: {old} -> {new}"


def _short(value: Any) -> str:
    if value is None:
        return "nothing"
    if _are_tables(value):
        return f"{len(value)} of them"
    text = str(value) if not isinstance(value, (list, tuple)) else ", ".join(map(str, value))
    return text if len(text) <= 60 else f"{text[:59]}…"
