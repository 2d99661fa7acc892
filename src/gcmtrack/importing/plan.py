"""What an import does: each row a new file, a change of one, or nothing, with the reason."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import msgspec

from gcmtrack import checks
from gcmtrack.checks.duplicates import keys_of
from gcmtrack.editing import candidates, new_record, value_changes
from gcmtrack.editing.candidates import Candidate
from gcmtrack.errors import GcmtrackError, WriteRefused
from gcmtrack.importing import column_map, tables
from gcmtrack.importing.cell_reader import CellReader
from gcmtrack.importing.column_map import ColumnMap
from gcmtrack.importing.dates_in_cells import DateReader
from gcmtrack.importing.rows import Rejected, Row, Rows
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import When
from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import FOLDERS, Folder, is_id, noun, path_of
from gcmtrack.model.limits import ID_LENGTH
from gcmtrack.model.records import Organisation, Record
from gcmtrack.store import save, toml_text
from gcmtrack.store.load import Loaded
from gcmtrack.store.transaction import Change
from gcmtrack.text import bare, one_of
from gcmtrack.wording import english

Became = Literal["new", "changed", "same", "kept", "repeated", "refused"]

# Those that others name are read before them.
_ORDER: tuple[Folder, ...] = ("organisations", "milestones", "statements")


@dataclass
class Outcome:
    """What becomes of a row. `kept` is a record that says otherwise and was not named, so it stays as it is.

    `why` is the reason, or in what it differs.
    """

    row: Row
    said: dict[str, Any] = field(default_factory=dict)
    became: Became | None = None
    why: str = ""
    notes: list[str] = field(default_factory=list)
    there: Record | None = None
    record: Record | None = None

    def is_now(self, became: Became, why: str = "") -> None:
        self.became, self.why = became, why


class ImportPlan:
    """What the rows of a file change in a records folder; given to `ChangeSet.planned`.

    Records that are there are changed only where `update` names them by id, or is None for all. `outcomes` tell of each
    row what became of it when it was planned last. Once `settled`, a plan that comes out otherwise is refused: a person
    has seen it.
    """

    def __init__(self, rows: Rows, mapped: ColumnMap, today: date, update: frozenset[str] | None) -> None:
        self.rows = rows
        self.outcomes: list[Outcome] = []
        self.settled = False
        self._mapped = mapped
        self._today = today
        self._update = update
        self._changes: list[Change] = []
        self._loaded: Loaded | None = None

    def __call__(self, loaded: Loaded) -> list[Change]:
        planning = _Planning(loaded, self.rows, self._mapped, self._today, self._update)
        changes = planning.changes()
        if self.settled and changes != self._changes:
            raise WriteRefused("the records changed in the meantime; nothing was written, do it again")
        self._loaded, self._changes, self.outcomes = loaded, changes, planning.outcomes
        return changes

    def count(self, became: Became) -> int:
        return sum(1 for outcome in self.outcomes if outcome.became == became)

    @property
    def rejected(self) -> list[Rejected]:
        return [
            Rejected(outcome.row, outcome.why) for outcome in self.outcomes if outcome.became == "refused"
        ]

    def warnings(self) -> list[Finding]:
        """Returns what the checks that only warn say of what is written, and did not say before."""
        assert self._loaded is not None
        made = [
            _candidate(each, self._changes, self._loaded)
            for each in self.outcomes
            if each.became in ("new", "changed")
        ]
        # What is written is in canonical form; that check reads the file.
        chosen = [
            check
            for check in checks.CHECKS
            if check.level == "warning" and check.find is not None and check.name != "not-canonical"
        ]
        return candidates.caused(self._loaded, made, self._today, chosen)


def _candidate(outcome: Outcome, changes: Sequence[Change], loaded: Loaded) -> Candidate:
    assert outcome.record is not None
    if outcome.became == "new":
        return Candidate(outcome.record)
    path = loaded.folder / path_of(outcome.record.folder, outcome.record.id)
    return Candidate(outcome.record, next(change.old for change in changes if change.path == path))


class _Planning:
    """One plan on the records as they are."""

    def __init__(
        self, loaded: Loaded, rows: Rows, mapped: ColumnMap, today: date, update: frozenset[str] | None
    ) -> None:
        self.outcomes = [Outcome(row, notes=list(row.notes)) for row in rows.rows]
        self._loaded = loaded
        self._mapped = mapped
        self._today = today
        self._update = update
        self._exact = rows.exact
        self._ids: dict[Folder, frozenset[str]] = {
            folder: frozenset(
                row.id for row in rows.rows if row.folder == folder and row.id and _is_name(row.id)
            )
            for folder in FOLDERS
        }
        self._taken = {id_ for folder in FOLDERS for id_ in loaded.records.all_of(folder)}
        self._taken |= {path.partition("/")[2].removesuffix(".toml") for path in loaded.records.broken}
        self._reader = CellReader(
            loaded.records, self._ids, today, DateReader(today, mapped.numbers), exact=rows.exact
        )

    def changes(self) -> list[Change]:
        for outcome in self.outcomes:
            if outcome.row.wrong is not None:
                outcome.is_now("refused", outcome.row.wrong)
        for folder in _ORDER:
            some = [each for each in self.outcomes if each.row.folder == folder and each.became is None]
            if some:
                _OfKind(folder, self).plan(some)
                self._count_in(each.record for each in some if each.became == "new" and each.record)
        self._check()
        return [change for outcome in self.outcomes for change in self._change(outcome)]

    def _count_in(self, records: Iterable[Record]) -> None:
        """Counts new records among the others, so that rows that are read later can name them."""
        before = self._reader.records
        kinds: dict[Folder, dict[str, Record]] = {folder: dict(before.all_of(folder)) for folder in FOLDERS}
        for record in records:
            kinds[record.folder][record.id] = record
        now = Records(**{folder: some.values() for folder, some in kinds.items()})  # type: ignore[arg-type]
        now.broken = before.broken
        self._reader.forget(now)

    # What one kind needs of the whole.

    @property
    def loaded(self) -> Loaded:
        return self._loaded

    @property
    def today(self) -> date:
        return self._today

    @property
    def exact(self) -> bool:
        """Whether the file is one that we wrote."""
        return self._exact

    def read(self, outcome: Outcome) -> bool:
        """Reads what a row says; refuses it when that cannot be."""
        row = outcome.row
        assert row.folder is not None
        if row.table is not None:
            outcome.said = dict(row.table)
            return True
        outcome.said, wrong, notes = self._reader.read(row.folder, row.cells)
        outcome.notes += [note for note in notes if note not in outcome.notes]
        if wrong:
            outcome.is_now("refused", "; ".join(wrong))
        return not wrong

    def defaults(self, folder: Folder) -> dict[str, Any]:
        """What goes for new records of a kind where their rows do not say it. Raises `Misuse`."""
        cells = {column_map.target(key, folder): text for key, text in self._mapped.defaults.items()}
        said, wrong, _ = self._reader.read(folder, cells)
        if wrong:
            from gcmtrack.errors import Misuse

            raise Misuse("; ".join(wrong))
        return said

    def may_change(self, record: Record) -> bool:
        return self._update is None or record.id in self._update

    def free_id(self, row: Row, folder: Folder, table: Mapping[str, Any]) -> str:
        """An id that no record has and no other row gets."""
        wanted = row.id if row.id and _is_name(row.id) and row.id not in self._taken else None
        base = id_ = wanted or new_record.propose_id(folder, table)
        named = {each for some in self._ids.values() for each in some} - {wanted}
        number = 1
        while id_ in self._taken or id_ in named:
            number += 1
            id_ = f"{base[: ID_LENGTH - 5].rstrip('-')}-{number}"
        self._taken.add(id_)
        return id_

    # The whole.

    def _check(self) -> None:
        """Refuses what fails a check among the others, until nothing does: one that is refused may be named by others."""
        while True:
            made = [each for each in self.outcomes if each.became in ("new", "changed")]
            pairs = [(each, self._candidate(each)) for each in made]
            found = candidates.caused(self._loaded, [candidate for _, candidate in pairs], self._today)
            if not found:
                return
            said: dict[str, list[str]] = {}
            for finding in found:
                said.setdefault(finding.path, []).append(finding.message)
            for outcome, candidate in pairs:
                if why := said.pop(path_of(candidate.record.folder, candidate.record.id), None):
                    outcome.is_now("refused", "; ".join(dict.fromkeys(why)))
            if said:
                # Of a record that is written under another id.
                raise AssertionError(said)

    def _candidate(self, outcome: Outcome) -> Candidate:
        assert outcome.record is not None
        if outcome.there is None:
            return Candidate(outcome.record)
        path = self._loaded.folder / path_of(outcome.there.folder, outcome.there.id)
        return Candidate(outcome.record, save.read_bytes(path))

    def _change(self, outcome: Outcome) -> Iterator[Change]:
        record = outcome.record
        if outcome.became == "new" and record is not None:
            path = self._loaded.folder / path_of(record.folder, record.id)
            yield Change(path, None, save.new_file(self._loaded.folder, record))
        elif outcome.became == "changed" and record is not None and outcome.there is not None:
            yield value_changes.change(self._loaded.folder, outcome.there, record)


def _is_name(text: str) -> bool:
    """Whether an id of a list can name a record; a bare number is that of its row."""
    return is_id(text) and not text.isdecimal() and text not in save.RESERVED


class _OfKind:
    """The rows of one kind: each is a record that is there, one to one, or a new one."""

    def __init__(self, folder: Folder, planning: _Planning) -> None:
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
        if row.id in self._records:
            self._match(outcome, self._records[row.id], by_id=True)
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
