"""What `edit --set`, `--add` and `--remove` mean for a record: from words to edits of its file."""

import difflib
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

from gcmtrack.errors import GcmtrackError, InvalidRecords, Misuse
from gcmtrack.input import values
from gcmtrack.input.values import code
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import DateError, When
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.iso_codes import LANGUAGES
from gcmtrack.model.records import RECORD_TYPES, Record
from gcmtrack.store import toml_text
from gcmtrack.store.load import Loaded, dangling, read_text
from gcmtrack.store.toml_edit import Append, Discard, Edit, Remove, Set
from gcmtrack.text import one_of, unknown_word


class RequestedChanges(NamedTuple):
    """The changes as they were typed, each `KEY=VALUE` or, to remove a whole key, `KEY`."""

    set: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


class History(NamedTuple):
    """What is kept with an earlier date."""

    note: str | None = None
    source: str | None = None


def edits(
    records: Records,
    folder: Folder,
    old: bytes,
    asked: RequestedChanges,
    history: History | None,
    today: date,
) -> list[Edit]:
    """Returns the edits that make the changes. Raises `Misuse` for a key or value that cannot be meant.

    With `history` a new date of a milestone keeps the old one under `previous_dates`.
    """
    try:
        table = toml_text.parse(toml_text.decode(old))
    except toml_text.TomlSyntaxError as error:
        raise InvalidRecords(
            f"line {error.problem.line}: {error.problem.message}; edit the file itself"
        ) from None
    made: list[Edit] = []
    for change in asked.set:
        path, value = _split(folder, change)
        read = _read(records, folder, path, value, today)
        if path == ("date",):
            made += _moved(folder, table, str(read), history)
        made.append(Set(path, read))
    for change in asked.add:
        path, value = _split(folder, change)
        made.append(_addition(records, folder, path, value, table, today))
    for change in asked.remove:
        made.append(_removal(records, folder, change, table, made, today))
    return made


def _split(folder: Folder, change: str) -> tuple[tuple[str, ...], str]:
    key, equals, value = change.partition("=")
    if not equals or not value.strip():
        raise Misuse(f"{change!r}: write KEY=VALUE, as in city=Geneva")
    path = _path(folder, key)
    if path[0] in ("titles", "names"):
        if len(path) == 1:
            raise Misuse(f"{key!r} is a table; write the language behind a dot, as in {key}.es=...")
        path = (path[0], code(path[1], "language", LANGUAGES))
    return path, value.strip()


def _path(folder: Folder, key: str) -> tuple[str, ...]:
    path = tuple(
        part.strip().replace("-", "_") if i == 0 else part.strip() for i, part in enumerate(key.split("."))
    )
    fields = [name for name in RECORD_TYPES[folder].__struct_fields__ if name != "id"]
    if path[0] == "id":
        raise Misuse("the id is the name of the file; change it with: gcmtrack rename ID NEW-ID")
    if path[0] not in fields:
        said = unknown_word("key", path[0], fields)
        raise Misuse(said if "did you mean" in said else f"{said}; use {one_of(fields)}")
    if len(path) > 2 or (len(path) == 2 and path[0] not in ("titles", "names", "speaker")):
        raise Misuse(f"{key!r} cannot be set from here; use the editor: gcmtrack edit ID")
    return path


def _kind_of(folder: Folder, key: str) -> tuple[bool, Any]:
    """Whether a key holds a list, and the type of what it holds."""
    hint = get_type_hints(RECORD_TYPES[folder])[key]
    if get_origin(hint) is tuple:
        return True, get_args(hint)[0]
    return False, hint


def _read(records: Records, folder: Folder, path: tuple[str, ...], value: str, today: date) -> Any:
    """Reads a value as people type it, by the key where it goes."""
    key = path[0]
    if len(path) == 2:
        return value
    is_list, kind = _kind_of(folder, key)
    if is_list and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        raise Misuse(f"{key!r} holds tables; add one with --add {key}=https://..., or use the editor")
    if is_list:
        pieces = values.items(folder, key, value, records, today)
        return list(dict.fromkeys(_item(records, folder, key, piece, today) for piece in pieces))
    return _item(records, folder, key, value, today)


def _item(records: Records, folder: Folder, key: str, value: str, today: date) -> Any:
    try:
        return values.read(folder, key, value, records, today)
    except values.UnreadableDate as error:
        raise Misuse(f"{key}: {error}") from None


def _moved(folder: Folder, table: dict[str, Any], new: str, history: History | None) -> Iterator[Edit]:
    """Keeps the date that a milestone had before."""
    old = table.get("date")
    if history is None or folder != "milestones" or old is None or str(old) == new:
        return
    try:
        before = str(When.parse(str(old)))
    except DateError:
        return
    if before != new:
        kept = {"date": before, "note": history.note, "source": history.source}
        yield Append("previous_dates", {key: value for key, value in kept.items() if value})


_ADDRESSED = ("links", "sources")


def _addition(
    records: Records, folder: Folder, path: tuple[str, ...], value: str, table: dict[str, Any], today: date
) -> Edit:
    key = path[0]
    if len(path) == 2:
        return Set(path, _read(records, folder, path, value, today))
    if key in _ADDRESSED:
        url = _item(records, folder, key, value, today)
        return Append(key, {"url": url} if key == "links" else {"title": url, "url": url})
    is_list, _ = _kind_of(folder, key)
    if not is_list:
        raise Misuse(f"{key!r} is not a list; give it a value with --set {key}=...")
    item = _item(records, folder, key, value, today)
    if item in table.get(key, ()):
        raise Misuse(f"{item!r} is in {key!r} already")
    return Append(key, item)


def _removal(
    records: Records, folder: Folder, change: str, table: dict[str, Any], before: list[Edit], today: date
) -> Edit:
    key, equals, value = change.partition("=")
    if not equals and key in table:
        # A key that no record has can be taken out too.
        return Remove((key,))
    path = _path(folder, key)
    if not equals:
        inner = table
        for part in path:
            if not isinstance(inner, dict) or part not in inner:
                raise Misuse(f"{key!r} is not in the record")
            inner = inner[part]
        return Remove(path)
    present = table.get(path[0])
    if not isinstance(present, list):
        raise Misuse(f"{path[0]!r} is not a list; take it out with --remove {path[0]}")
    if path[0] in _ADDRESSED:
        wanted = [i for i, item in enumerate(present) if item.get("url") == value.strip()]
    else:
        try:
            item = _item(records, folder, path[0], value.strip(), today)
        except GcmtrackError:
            item = value.strip()
        wanted = [i for i, have in enumerate(present) if have in (item, value.strip())]
    if not wanted:
        raise Misuse(f"{value!r} is not in {path[0]!r}")
    gone = sum(
        1
        for edit in before
        if isinstance(edit, Discard) and edit.key == path[0] and edit.position < wanted[0]
    )
    return Discard(path[0], wanted[0] - gone)


def verify(loaded: Loaded, folder: Folder, id_: str, new: bytes) -> None:
    """Raises `InvalidRecords` when the new bytes are no record or name one that is not there."""
    read = read_text(folder, id_, new)
    if isinstance(read, list):
        raise InvalidRecords("; ".join(finding.message for finding in read))
    wrong = [
        finding.message
        for finding in dangling(_with_instead(loaded.records, read))
        if finding.path.endswith(f"/{id_}.toml")
    ]
    if wrong:
        raise InvalidRecords("; ".join(wrong))


def _with_instead(records: Records, record: Record) -> Records:
    """The records with one put in place of that of the same id."""
    kinds: dict[str, list[Any]] = {
        folder: [r for r in records.all_of(folder).values() if (folder, r.id) != (record.folder, record.id)]
        for folder in FOLDERS
    }
    kinds[record.folder].append(record)
    return Records(**kinds)


def diff(path: str, old: bytes, new: bytes) -> str:
    """Returns the change as a unified diff, line ends shown as LF."""
    before, after = (
        [
            line.removesuffix("\r")
            for line in raw.decode("utf-8-sig", "replace").removesuffix("\n").split("\n")
        ]
        for raw in (old, new)
    )
    lines = difflib.unified_diff(before, after, f"a/{path}", f"b/{path}", lineterm="")
    return "".join(f"{line}\n" for line in lines)
