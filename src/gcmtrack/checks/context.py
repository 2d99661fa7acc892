"""What a check looks at, and how it says what it found."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from datetime import date
from functools import cache, cached_property
from itertools import chain
from typing import Any

from gcmtrack.checks.gathered import Gathered
from gcmtrack.model.collection import Records
from gcmtrack.model.findings import Finding, Fix
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.records import Milestone, Organisation, Record, Statement
from gcmtrack.model.remade import GoneThrough, once, portions
from gcmtrack.store.load import Loaded


def at(record: Record, *key: str | int, says: str, fix: Fix | None = None) -> Finding:
    """Returns what is wrong at a key of a record; the check that finds it gives it its name and level."""
    return Finding(record.folder, record.id, key, "", says, fix=fix)


class _OwnLast(GoneThrough[Record]):
    """Every record of a kind, a person's own after the others; none is kept for it."""

    def __init__(self, every: Mapping[str, Record], own: Mapping[str, Record]) -> None:
        self._every = every
        self._own = own

    def __len__(self) -> int:
        return len(self._every)

    def __iter__(self) -> Iterator[str]:
        return chain((id_ for id_ in self._every if id_ not in self._own), self._own)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._every

    def __getitem__(self, id_: str) -> Record:
        return self._every[id_]

    def each(self) -> Iterator[Record]:
        return self.once()

    def once(self) -> Iterator[Record]:
        every = zip(self._every, once(self._every.values()), strict=True)
        return chain((record for id_, record in every if id_ not in self._own), self._own.values())


class Checkup:
    """The records as they were loaded, and the day on which they are looked at.

    A check goes through `each`, or through one kind, and asks `records` for what these name. Making a large record from a
    snapshot takes longer than most checks, so all checks of one portion of it are made before the next; what one of them
    has to know of those before is `noted`, and what it has to know of all is `gathered`.
    """

    def __init__(self, loaded: Loaded, today: date, *, stale_after: int) -> None:
        self.loaded = loaded
        self.today = today
        self.stale_after = stale_after
        self._portion: Mapping[Folder, Iterable[Record]] | None = None
        # For all portions.
        self._gathered = cache(lambda: Gathered(self.records))
        self._noted: dict[Callable[..., Any], dict[Any, Any]] = {}

    @cached_property
    def records(self) -> Records:
        """The records; those of what the folder stands on first, so that of two that are one ours is named."""
        records = self.loaded.records
        if self.loaded.base_folder is None:
            return records
        ours = self.loaded.own
        kinds: dict[str, Any] = {k: _OwnLast(records.all_of(k), ours.all_of(k)) for k in FOLDERS}
        ordered = Records.of(**kinds)
        ordered.broken = records.broken
        return ordered

    @property
    def gathered(self) -> Gathered:
        """What checks have to know of all records before they look at one."""
        return self._gathered()

    def portions(self) -> "Iterator[Checkup]":
        """Yields the same with some of the records to go through, until all were there."""
        for kind in FOLDERS:
            for some in portions(self.records.all_of(kind).values()):
                portion = copy(self)
                vars(portion).update(_portion={kind: some})
                yield portion

    def noted(self, check: Callable[..., Any]) -> dict[Any, Any]:
        """Returns what a check has noted of the records before these."""
        return self._noted.setdefault(check, {})

    def _all_of(self, kind: Folder) -> Iterator[Any]:
        return iter(
            self.records.all_of(kind).values() if self._portion is None else self._portion.get(kind, ())
        )

    @property
    def milestones(self) -> Iterator[Milestone]:
        return self._all_of("milestones")

    @property
    def statements(self) -> Iterator[Statement]:
        return self._all_of("statements")

    @property
    def organisations(self) -> Iterator[Organisation]:
        return self._all_of("organisations")

    @property
    def dated(self) -> Iterator[Milestone | Statement]:
        return chain(self.milestones, self.statements)

    @property
    def each(self) -> Iterator[Record]:
        return chain(self.dated, self.organisations)
