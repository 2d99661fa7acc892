"""A new record in the making: its id, the record that it may repeat, and what the checks say of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from gcmtrack.checks.duplicates import same_act_as
from gcmtrack.editing.candidates import Candidate, check_candidate, twin_among
from gcmtrack.errors import InvalidRecords, NameTaken
from gcmtrack.model.ids import FOLDERS, RESERVED, Folder, path_of
from gcmtrack.model.limits import ID_LENGTH
from gcmtrack.model.records import Record, Statement
from gcmtrack.model.vocabulary import TYPES_OF_KIND
from gcmtrack.store import save
from gcmtrack.store.load import Loaded
from gcmtrack.store.transaction import Change
from gcmtrack.text import command, slug

_ID_WORDS = 6
_ID_LETTERS = 60
# Words that tell nothing in an id.
_EMPTY = frozenset({
    "a", "an", "the", "of", "on", "in", "at", "to", "for", "and", "or", "by", "with", "from",
    "l", "le", "la", "les", "d", "de", "du", "des", "et", "un", "une", "el", "los", "las", "del", "y", "una",
})  # fmt: skip


def propose_id(folder: Folder, table: Mapping[str, Any]) -> str:
    """Returns an id that a person would give: issuer, date and title of a statement; title of a milestone (with its
    year); acronym or name of an organisation."""
    id_ = _cut(_proposed(folder, table))
    return f"{id_}-{folder.removesuffix('s')}".lstrip("-") if not id_ or id_ in RESERVED else id_


def _proposed(folder: Folder, table: Mapping[str, Any]) -> str:
    if folder == "organisations":
        return slug(table.get("acronym") or "") or slug(table["name"])
    title = "-".join([word for word in slug(table["title"]).split("-") if word not in _EMPTY][:_ID_WORDS])
    start = str(table["date"]).split("/")[0].rstrip("~?%")
    if folder == "statements":
        return f"{table['organisations'][0]}-{start}-{title}"
    year = start[:4]
    return title if year in title else f"{title}-{year}"


def _cut(text: str) -> str:
    """Cuts at a hyphen, so that no word is broken."""
    if len(text) > _ID_LETTERS:
        text = text[: _ID_LETTERS + 1].rpartition("-")[0] or text[:_ID_LETTERS]
    return text.strip("-")


def new_record(
    loaded: Loaded, folder: Folder, table: Mapping[str, Any], today: date, *, id_: str | None
) -> Record:
    """Returns the record of a table, entered today.

    Raises `InvalidRecords` when the table is no record, repeats one that is there, or fails a check.
    """
    id_ = id_ or propose_id(folder, table)
    save.check_id(id_)
    record = save.record_of(folder, id_, {**table, "added": today})
    check_candidate(loaded, Candidate(record), today)
    return record


# What stands for answers that are still missing; no other record has them.
_MISSING: dict[Folder, dict[str, Any]] = {
    "milestones": {"title": "?", "kind": "event", "phase": "review", "date": "9999"},
    "statements": {"title": "?", "kind": "statement", "date": "9999"},
    "organisations": {"name": "?", "type": "civil-society"},
}


def twin_so_far(loaded: Loaded, folder: Folder, table: Mapping[str, Any]) -> Record | None:
    """Returns the record that the unfinished table of another repeats already."""
    record = unfinished(folder, table)
    return None if record is None else twin_among(loaded.records, record, new=True)


def act_so_far(loaded: Loaded, table: Mapping[str, Any]) -> Statement | None:
    """Returns the statement of the same issuers, day and milestone as the unfinished table of another."""
    record = unfinished("statements", table)
    others = loaded.records.statements.values()
    return same_act_as(record, others) if isinstance(record, Statement) else None


def unfinished(folder: Folder, table: Mapping[str, Any]) -> Record | None:
    """Returns the record of a table of which some may be missing yet; None when what is there is none."""
    whole = {**_MISSING[folder], **table}
    if folder == "milestones":
        whole.setdefault("type", TYPES_OF_KIND[whole["kind"]][0])
    try:
        return save.record_of(folder, "unfinished", whole)
    except InvalidRecords:
        return None


def changes(
    records: Sequence[Record], loaded: Loaded, *, numbered: bool, text: bytes | None = None
) -> list[Change]:
    """Returns the new files of the records, which go in together; with `numbered` a taken id of the last gets a number
    behind it, and its comments come from the `text` that a person wrote.

    Raises `NameTaken` for an id that is taken, by a record of any kind, and `WriteRefused`.
    """
    made: list[Change] = []
    for record in records:
        number = 1
        last = record is records[-1]
        while True:
            id_ = record.id if number == 1 else f"{record.id[: ID_LENGTH - 5].rstrip('-')}-{number}"
            try:
                named = msgspec.structs.replace(record, id=id_)
                made.append(_new_file(loaded, named, made, text if last else None))
            except NameTaken:
                if not (numbered and last):
                    raise
                number += 1
            else:
                break
    return made


def _new_file(loaded: Loaded, record: Record, others: Sequence[Change], text: bytes | None) -> Change:
    save.check_id(record.id)
    paths = [loaded.folder / path_of(kind, record.id) for kind in FOLDERS]
    if any(path.exists() for path in paths) or any(change.path in paths for change in others):
        raise NameTaken(f"{record.id!r} exists already; nothing was written")
    if any(
        path_of(kind, record.id) in loaded.records.broken or record.id in loaded.records.all_of(kind)
        for kind in FOLDERS
        if not loaded.is_own(kind, record.id)
    ):
        raise NameTaken(
            f"{record.id!r} exists already, in {loaded.base_name}; change it with:"
            f" {command('gcmtrack', 'edit', record.id)}"
        )
    new = save.new_file(loaded.folder, record, text)
    return Change(loaded.folder / path_of(record.folder, record.id), None, new)
