"""A new record in the making: its id, the record that it may repeat, and what the checks say of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from gcmtrack import checks
from gcmtrack.checks.duplicates import twin_of
from gcmtrack.errors import InvalidRecords
from gcmtrack.model.collection import Records
from gcmtrack.model.ids import Folder, path_of
from gcmtrack.model.records import Milestone, Organisation, Record, Statement
from gcmtrack.store import save
from gcmtrack.store.load import Loaded
from gcmtrack.text import slug
from gcmtrack.wording import english

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
    return f"{id_}-{folder.removesuffix('s')}".lstrip("-") if not id_ or id_ in save.RESERVED else id_


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
    verify(loaded, record, today)
    return record


def verify(loaded: Loaded, record: Record, today: date) -> None:
    """Raises `InvalidRecords` when `record`, put among the others, repeats one or fails a check."""
    records = loaded.records
    if isinstance(record, Statement) and (twin := twin_of(record, records.statements.values())):
        raise InvalidRecords(
            f"the same statement is there already: {twin.id} ({english().date(twin.date)}: {twin.title});"
            f" change it with: gcmtrack edit {twin.id}"
        )
    probe = msgspec.structs.replace(record, id=free_id(records, record.id))
    among = Loaded(loaded.folder, with_record(records, probe), [], 0)
    path = path_of(probe.folder, probe.id)
    wrong = [
        finding.message
        for finding in checks.find(among, today, [c for c in checks.CHECKS if c.level == "error"])
        if finding.path == path
    ]
    if wrong:
        raise InvalidRecords("; ".join(wrong))


def free_id(records: Records, id_: str) -> str:
    """Returns `id_`, or what begins with it and no record has."""
    while any(id_ in records.all_of(folder) for folder in ("milestones", "statements", "organisations")):
        id_ += "-x"
    return id_


def with_record(records: Records, record: Record) -> Records:
    """Returns the records with one more."""
    return Records(
        milestones=[*records.milestones.values(), *([record] if isinstance(record, Milestone) else [])],
        statements=[*records.statements.values(), *([record] if isinstance(record, Statement) else [])],
        organisations=[
            *records.organisations.values(),
            *([record] if isinstance(record, Organisation) else []),
        ],
    )
