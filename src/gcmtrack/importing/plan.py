"""What an import does: each row a new file, a change of one, or nothing, with the reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from gcmtrack import checks
from gcmtrack.editing import candidates, new_record, value_changes
from gcmtrack.editing.candidates import Candidate
from gcmtrack.errors import Misuse, WriteRefused
from gcmtrack.importing import column_map
from gcmtrack.importing.cell_reader import CellReader
from gcmtrack.importing.column_map import ColumnMap
from gcmtrack.importing.dates_in_cells import DateReader
from gcmtrack.importing.outcomes import Became, Outcome, is_name
from gcmtrack.importing.rows import Rejected, Row, Rows
from gcmtrack.importing.rows_of_kind import RowsOfKind
from gcmtrack.model.collection import Records
from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import FOLDERS, Folder, path_of
from gcmtrack.model.limits import ID_LENGTH
from gcmtrack.model.records import Record
from gcmtrack.store import save
from gcmtrack.store.load import Loaded
from gcmtrack.store.transaction import Change

# Those that others name are read before them.
_ORDER: tuple[Folder, ...] = ("organisations", "milestones", "statements")


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
                row.id for row in rows.rows if row.folder == folder and row.id and is_name(row.id)
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
                RowsOfKind(folder, self).plan(some)
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
            raise Misuse("; ".join(wrong))
        return said

    def may_change(self, record: Record) -> bool:
        return self._update is None or record.id in self._update

    def free_id(self, row: Row, folder: Folder, table: Mapping[str, Any]) -> str:
        """An id that no record has and no other row gets."""
        wanted = row.id if row.id and is_name(row.id) and row.id not in self._taken else None
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
