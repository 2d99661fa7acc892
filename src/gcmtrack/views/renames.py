"""Records with another id than before: one that was there and is not, and one of the same content that was not and is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from gcmtrack.model.collection import Records
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.records import Record, references
from gcmtrack.views.comparable import UPKEEP, Known, content, keys_of


def renames(before: Records, after: Records, known: Known | None) -> dict[tuple[Folder, str], str]:
    """Returns the new ids of records that were renamed, by kind and old id. What names another that was renamed too has
    the same content once it follows."""
    renamed: dict[tuple[Folder, str], str] = {}
    while True:
        more = dict(_renamed_once(before, after, known, renamed))
        if not more:
            return renamed
        renamed |= more


def _renamed_once(
    before: Records, after: Records, known: Known | None, renamed: Mapping[tuple[Folder, str], str]
) -> Iterator[tuple[tuple[Folder, str], str]]:
    taken = {(folder, new) for (folder, _), new in renamed.items()}
    for folder in FOLDERS:
        if known is not None and folder not in known:
            continue
        then, now = before.all_of(folder), after.all_of(folder)
        gone = sorted(i for i in then if i not in now and (folder, i) not in renamed and not after.is_broken(folder, i))  # fmt: skip
        came = sorted(i for i in now if i not in then and (folder, i) not in taken and not before.is_broken(folder, i))  # fmt: skip
        if not gone or not came:
            continue
        keys = [key for key in keys_of(folder, known) if key not in UPKEEP]
        waiting: dict[Any, list[str]] = {}
        for id_ in came:
            waiting.setdefault(_said(now[id_], keys), []).append(id_)
        for id_ in gone:
            alike = waiting.get(_said(following(then[id_], renamed), keys))
            if alike:
                yield (folder, id_), alike.pop(0)


def _said(record: Record, keys: Sequence[str]) -> Any:
    return tuple(content(getattr(record, key)) for key in keys)


def following(record: Record, renamed: Mapping[tuple[Folder, str], str]) -> Record:
    """Returns the record with the new ids of those that were renamed in place of their old ones."""
    moved = {r.key: r for r in references(record) if (r.folder, r.id) in renamed}
    if not moved:
        return record

    def new(folder: Folder) -> Callable[[str], str]:
        def of(name: str) -> str:
            id_, slash, rest = name.partition("/")
            return f"{renamed.get((folder, id_), id_)}{slash}{rest}"

        return of

    changes: dict[str, Any] = {}
    for key, reference in moved.items():
        value = changes.get(key[0], getattr(record, key[0]))
        changes[key[0]] = _mapped(value, key[1:], new(reference.folder))
    return msgspec.structs.replace(record, **changes)


def _mapped(value: Any, inside: Sequence[str], new: Callable[[str], str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_mapped(item, inside, new) for item in value)
    if inside:
        return msgspec.structs.replace(
            value, **{inside[0]: _mapped(getattr(value, inside[0]), inside[1:], new)}
        )
    return new(value) if isinstance(value, str) else value
