"""What `edit --set`, `--add` and `--remove` mean for a record: from words to edits of its file."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

from gcmtrack.editing import base_copy
from gcmtrack.errors import GcmtrackError, InvalidRecords, Misuse, WriteRefused
from gcmtrack.input import values
from gcmtrack.input.cleaning import clean
from gcmtrack.input.values import code
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import DateError, When
from gcmtrack.model.ids import Folder
from gcmtrack.model.records import LANGUAGE_TABLES, RECORD_TYPES
from gcmtrack.store import save, toml_text
from gcmtrack.store.load import Loaded
from gcmtrack.store.toml_edit import Append, CannotEdit, Discard, Edit, Remove, Set, applied
from gcmtrack.store.transaction import Change
from gcmtrack.text import unknown_word


class RequestedChanges(NamedTuple):
    """The changes as they were typed, each `KEY=VALUE` or, to remove a whole key, `KEY`."""

    set: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


class History(NamedTuple):
    """What is kept with an earlier date."""

    note: str | None = None
    source: str | None = None


def changes(
    kind: Folder,
    id_: str,
    asked: RequestedChanges,
    history: History | None,
    today: date,
    loaded: Loaded,
) -> list[Change]:
    """Returns the change of a record's file, as it now is; none when a copy of a record of the base would say the same. A file that cannot be edited as it is laid out is brought
    into canonical form with it.

    Raises `Misuse` for a key or value that cannot be meant, `InvalidRecords` when the result is no record, and
    `WriteRefused`.
    """
    start = base_copy.start_of(loaded, kind, id_)

    def edited(raw: bytes) -> bytes:
        return save.edited_bytes(kind, id_, raw, plan(loaded.records, kind, raw, asked, history, today))

    try:
        return base_copy.changed(loaded, kind, id_, start, edited(start.text))
    except save.BeyondEditing:
        tidy = save.tidied(kind, id_, start.text)
        if tidy is None or tidy == start.text:
            raise
        return base_copy.changed(loaded, kind, id_, start, edited(tidy))


def plan(
    records: Records,
    folder: Folder,
    old: bytes,
    asked: RequestedChanges,
    history: History | None,
    today: date,
) -> list[Edit]:
    """Returns the edits that make the changes, each planned on what those before it leave.

    With `history` a new date of a milestone keeps the old one under `previous_dates`. Raises `Misuse` for a key or
    value that cannot be meant, `InvalidRecords` when the file is not TOML.
    """
    table = _table(old)
    made: list[Edit] = []

    def make(edits: Iterable[Edit]) -> None:
        nonlocal table
        for edit in edits:
            try:
                table = applied(table, edit)
            except CannotEdit as error:
                raise WriteRefused(str(error)) from None
            made.append(edit)

    given: dict[tuple[str, ...], tuple[Any, str]] = {}
    for change in asked.set:
        path, value = _split(folder, change)
        read = _read(records, folder, path, value, today)
        if not _is_new(given, path, read, value):
            continue
        if path == ("date",):
            make(_moved(folder, table.get("date"), str(read), history))
        make(_setting(folder, path, read, table))
    for change in asked.add:
        path, value = _split(folder, change)
        edit = _addition(records, folder, path, value, table, today)
        if not isinstance(edit, Set) or _is_new(given, path, edit.value, value):
            make([edit])
    for change in asked.remove:
        make([_removal(records, folder, change, table, today)])
    return made


def _table(text: bytes) -> dict[str, Any]:
    try:
        return toml_text.parse(toml_text.decode(text))
    except toml_text.TomlSyntaxError as error:
        raise InvalidRecords(
            f"line {error.problem.line}: {error.problem.message}; edit the file itself"
        ) from None


def _is_new(
    given: dict[tuple[str, ...], tuple[Any, str]], path: tuple[str, ...], read: Any, typed: str
) -> bool:
    """Notes a value that a key is given; returns whether it is the first. Raises `Misuse` for two that differ."""
    if path not in given:
        given[path] = read, typed
        return True
    before, earlier = given[path]
    if before != read:
        key = ".".join(path)
        way = f"set all at once, as in {key}={earlier},{typed}" if isinstance(read, list) else "give it one"
        raise Misuse(f"{key!r} is given two values, {earlier!r} and {typed!r}; {way}")
    return False


def _setting(folder: Folder, path: tuple[str, ...], value: Any, table: dict[str, Any]) -> list[Edit]:
    """Gives a key a value; one that goes without saying is left out, as in canonical form."""
    _check_table(path, table)
    key = path[0]
    if isinstance(value, list):
        value = list(dict.fromkeys(value))
    defaults = {field.name: field.default for field in msgspec.structs.fields(RECORD_TYPES[folder])}
    if len(path) == 1 and value == defaults[key]:
        return [Remove(path)] if key in table else []
    return [Set(path, value)]


def _check_table(path: tuple[str, ...], table: dict[str, Any]) -> None:
    key = path[0]
    if len(path) == 2 and not isinstance(table.get(key, {}), dict):
        raise Misuse(
            f"{'.'.join(path)!r} cannot be set, since {key!r} is one value and no table;"
            f" give only {key}.NAME=VALUE, or take the value out first with --remove {key}"
        )


def _split(folder: Folder, change: str) -> tuple[tuple[str, ...], str]:
    key, equals, value = change.partition("=")
    if equals and key.strip() and not value.strip():
        raise Misuse(f"{change!r} gives no value; what is to go is named with --remove {key.strip()}")
    if not equals or not value.strip():
        raise Misuse(f"{change!r}: write KEY=VALUE, as in city=Geneva")
    path = _path(folder, key)
    if path[0] in ("titles", "names"):
        if len(path) == 1:
            raise Misuse(f"{key!r} is a table; write the language behind a dot, as in {key}.es=...")
        path = (path[0], code(path[1], "language"))
    return path, value.strip()


def _path(folder: Folder, key: str) -> tuple[str, ...]:
    path = tuple(
        part.strip().replace("-", "_") if i == 0 else part.strip() for i, part in enumerate(key.split("."))
    )
    fields = [name for name in RECORD_TYPES[folder].__struct_fields__ if name != "id"]
    if path[0] == "id":
        raise Misuse("the id is the name of the file; change it with: gcmtrack rename ID NEW-ID")
    if path[0] not in fields:
        raise Misuse(unknown_word("key", path[0], fields))
    if len(path) > 2 or (len(path) == 2 and path[0] not in _INNER):
        raise Misuse(f"{key!r} cannot be set from here; {_BY_EDITOR}")
    return path


_BY_EDITOR = "use the editor: gcmtrack edit ID"

# Keys whose inner keys can be set by themselves, as titles.es.
_INNER = LANGUAGE_TABLES | {"speaker", "vote"}


def _side(records: Records, value: str, today: date) -> int | list[str]:
    """How many voted so, or the ids of who did."""
    if value.isdecimal():
        return int(value)
    return [values.organisation(name, records, today) for name in value.split(",") if name.strip()]


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
        if key in LANGUAGE_TABLES:
            code(path[1], "language")
        return _side(records, value, today) if key == "vote" else clean(value)
    is_list, kind = _kind_of(folder, key)
    if is_list and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        way = f"add one with --add {key}=https://..., or use the editor" if key in _ADDRESSED else _BY_EDITOR
        raise Misuse(f"{key!r} holds tables; {way}")
    if is_list:
        pieces = values.items(folder, key, value, records, today)
        return list(dict.fromkeys(_item(records, folder, key, piece, today) for piece in pieces))
    return _item(records, folder, key, value, today)


def _item(records: Records, folder: Folder, key: str, value: str, today: date) -> Any:
    try:
        return values.read(folder, key, value, records, today)
    except values.UnreadableDate as error:
        raise Misuse(f"{key}: {error}") from None


def _moved(folder: Folder, old: Any, new: str, history: History | None) -> Iterator[Edit]:
    """Keeps the date that a milestone had before, unless the new one only says it more exactly."""
    if history is None or folder != "milestones" or old is None or str(old) == new:
        return
    try:
        before = When.parse(str(old))
    except DateError:
        return
    if not _made_exact(before, When.parse(new)):
        kept = {"date": str(before), "note": history.note, "source": history.source}
        yield Append("previous_dates", {key: value for key, value in kept.items() if value})


def _made_exact(before: When, now: When) -> bool:
    """Whether a date that left days open ("2030", "2030-05~", "2018/..") now says which: nothing has moved then."""
    return before == now or (not before.is_exact and before.first <= now.first and now.last <= before.last)


_ADDRESSED = ("links", "sources")


def _addition(
    records: Records, folder: Folder, path: tuple[str, ...], value: str, table: dict[str, Any], today: date
) -> Edit:
    key = path[0]
    if key == "vote":
        raise Misuse(f"give {key!r} whole sides, as in --set vote.no=czechia,hungary or --set vote.yes=152")
    if len(path) == 2:
        _check_table(path, table)
        return Set(path, _read(records, folder, path, value, today))
    is_list, _ = _kind_of(folder, key)
    if not is_list:
        raise Misuse(f"{key!r} is not a list; give it a value with --set {key}=...")
    item = _item(records, folder, key, value, today)
    if key in _ADDRESSED:
        item = {"url": item} if key == "links" else {"title": item, "url": item}
    present = table.get(key, [])
    if not isinstance(present, list):
        raise Misuse(f"{key!r} is not a list in the file; take it out first with --remove {key}")
    if item in present:
        raise Misuse(f"{value if key in _ADDRESSED else item!r} is in {key!r} already")
    return Append(key, item)


def _removal(records: Records, folder: Folder, change: str, table: dict[str, Any], today: date) -> Edit:
    key, equals, value = change.partition("=")
    if not equals and key in table:
        # A key that no record has can be taken out too.
        return Remove((key,))
    path = _path(folder, key)
    if not equals:
        inner: Any = table
        for part in path:
            if not isinstance(inner, dict) or part not in inner:
                raise Misuse(f"{key!r} is not in the record")
            inner = inner[part]
        return Remove(path)
    key = path[0]
    present = table.get(key, [] if _kind_of(folder, key)[0] else None)
    if not isinstance(present, list):
        raise Misuse(f"{key!r} is not a list; take it out with --remove {key}")
    if key in _ADDRESSED:
        wanted = [
            i for i, item in enumerate(present) if isinstance(item, dict) and item.get("url") == value.strip()
        ]
    else:
        try:
            item = _item(records, folder, key, value.strip(), today)
        except GcmtrackError:
            item = value.strip()
        wanted = [i for i, have in enumerate(present) if have in (item, value.strip())]
    if not wanted:
        raise Misuse(f"{value!r} is not in {key!r}")
    return Discard(key, wanted[0])
