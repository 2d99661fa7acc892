"""Which record each row of a kind is: one that is there, one of an earlier row, or a new one."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

import msgspec

from gcmtrack.checks.duplicates import keys_of
from gcmtrack.editing import new_record, value_changes
from gcmtrack.errors import GcmtrackError
from gcmtrack.importing import tables
from gcmtrack.importing.outcomes import Outcome
from gcmtrack.importing.rows import Row
from gcmtrack.model.dates import When
from gcmtrack.model.ids import Folder, noun, path_of
from gcmtrack.model.records import Organisation, Record
from gcmtrack.store import save, toml_text
from gcmtrack.store.load import Loaded
from gcmtrack.text import bare, one_of
from gcmtrack.wording import english


class Planning(Protocol):
    """What one kind needs of the plan of all."""

    @property
    def loaded(self) -> Loaded: ...
    @property
    def today(self) -> date: ...
    @property
    def exact(self) -> bool: ...
    def read(self, outcome: Outcome) -> bool: ...
    def defaults(self, folder: Folder) -> dict[str, Any]: ...
    def may_change(self, record: Record) -> bool: ...
    def free_id(self, row: Row, folder: Folder, table: Mapping[str, Any]) -> str: ...


class RowsOfKind:
    """Plans the rows of one kind: each is a record that is there, one to one, or a new one."""

    def __init__(self, folder: Folder, planning: Planning) -> None:
        self._folder = folder
        self._planning = planning
        self._records = planning.loaded.records.all_of(folder)
        self._there: dict[Hashable, Record] = {}
        self._titled: dict[str, list[Record]] = {}
        for record in self._records.values():
            for key in _loosely(record):
                self._there.setdefault(key, record)
            self._titled.setdefault(bare(record.title), []).append(record)
        self._matched: dict[str, Outcome] = {}
        self._made: dict[Hashable, Outcome] = {}
        self._defaults = {**_DEFAULTS.get(folder, {}), **planning.defaults(folder)}

    def plan(self, outcomes: Sequence[Outcome]) -> None:
        read = [outcome for outcome in outcomes if self._planning.read(outcome)]
        # Rows that name a record by its id come first, so that no other row takes it from them.
        named = [outcome for outcome in read if outcome.row.id in self._records]
        for outcome in (*named, *(outcome for outcome in read if outcome.row.id not in self._records)):
            try:
                self._one(outcome)
            except GcmtrackError as error:
                outcome.is_now("refused", str(error))

    def _one(self, outcome: Outcome) -> None:
        row = outcome.row
        if row.id is not None and path_of(self._folder, row.id) in self._planning.loaded.records.broken:
            outcome.is_now("refused", self._planning.loaded.records.broken[path_of(self._folder, row.id)]())
            return
        if row.id is not None and (named := self._records.get(row.id)) is not None:
            self._match(outcome, named, by_id=True)
            return
        table = tables.whole(self._folder, {**self._defaults, **_given(outcome.said)})
        keys = self._keys(tables.whole(self._folder, outcome.said), table)
        if (there := next((self._there[key] for key in keys if key in self._there), None)) is not None:
            self._match(outcome, there, by_id=False)
        elif (made := next((self._made[key] for key in keys if key in self._made), None)) is not None:
            self._repeat(outcome, made)
        else:
            self._make(outcome, table)
            for key in keys:
                self._made.setdefault(key, outcome)

    def _keys(self, *some: dict[str, Any]) -> list[Hashable]:
        keys: dict[Hashable, None] = {}
        for table in some:
            if "title" not in table and "name" not in table:
                continue
            if self._folder != "organisations" and "date" not in table:
                continue
            if (record := new_record.unfinished(self._folder, table)) is not None:
                keys |= dict.fromkeys(sorted(_loosely(record), key=repr))
        return list(keys)

    def _match(self, outcome: Outcome, there: Record, *, by_id: bool) -> None:
        if there.id in self._matched:
            self._repeat(outcome, self._matched[there.id])
            return
        self._matched[there.id] = outcome
        outcome.there = there
        before = toml_text.plain(there)
        table = tables.over(there, outcome.said, by_id=by_id, exact=self._planning.exact)
        if table == before:
            outcome.record = there
            outcome.is_now("same")
            return
        outcome.record = save.record_of(self._folder, there.id, table)
        after = toml_text.plain(outcome.record)
        keys = value_changes.differing(before, after)
        why = "; ".join(value_changes.said(key, before, after) for key in keys)
        if not keys:
            outcome.is_now("same")
        else:
            outcome.is_now("changed" if self._planning.may_change(there) else "kept", why)

    def _repeat(self, outcome: Outcome, other: Outcome) -> None:
        """One thing twice in a file is written once; where the two say otherwise, nobody knows which is right."""
        keys = value_changes.differing(_given(other.said), _given(outcome.said))
        # What a list numbers or words otherwise for each of its own rows.
        keys = [key for key in keys if key.partition(".")[0] not in ("source", "sources", "added", "checked")]
        if keys:
            what = f"the same {noun(self._folder)} as {other.row.place}, which says otherwise: {one_of(keys, joint='and')}"
            outcome.is_now("refused", what)
        else:
            outcome.is_now("repeated", f"the same as {other.row.place}")

    def _make(self, outcome: Outcome, table: dict[str, Any]) -> None:
        missing = [key for key in _REQUIRED[self._folder] if key not in table]
        if missing:
            ways = [f"--set {key}=..." for key in missing if key in _COMMON]
            hint = f"; for all rows: {' '.join(ways)}" if ways else ""
            outcome.is_now("refused", f"it does not say: {one_of(missing, joint='and')}{hint}")
            return
        if "sources" not in table:
            hint = "give a link, or a source with its address or place"
            outcome.is_now("refused", f"it has no source: {hint}")
            return
        id_ = self._planning.free_id(outcome.row, self._folder, table)
        outcome.record = save.record_of(
            self._folder, id_, {**table, "added": table.get("added", self._planning.today)}
        )
        self._other_date(outcome, outcome.record)
        outcome.is_now("new")

    def _other_date(self, outcome: Outcome, record: Record) -> None:
        """Notes what is there under the same title: perhaps it moved."""
        if isinstance(record, Organisation):
            return
        same = [
            other for other in self._titled.get(bare(record.title), ()) if not isinstance(other, Organisation)
        ]
        if same and record.folder == "milestones":
            last = same[-1]
            assert not isinstance(last, Organisation)
            outcome.notes.append(
                f"{last.id} has the same title and another date, {english().date(last.date)}"
            )


def _loosely(record: Record) -> set[Hashable]:
    """The keys by which a record is known again; by its title, whether its date is sure or not."""
    keys = keys_of(record)
    if isinstance(record, Organisation):
        return keys
    surely = msgspec.structs.replace(record, date=When.parse(tables.unqualified(str(record.date))))
    return keys | {key for key in keys_of(surely) if isinstance(key, tuple) and key[0] == "title"}


def _given(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value not in (None, "", [], {})}


_REQUIRED: dict[Folder, tuple[str, ...]] = {
    "milestones": ("title", "kind", "type", "phase", "date"),
    "statements": ("title", "kind", "date", "organisations"),
    "organisations": ("name", "type"),
}
# As with `add-statement`.
_DEFAULTS: dict[Folder, dict[str, str]] = {"statements": {"kind": "statement"}}
# What many rows of a list have in common.
_COMMON = frozenset({"kind", "type", "phase", "organisations"})
