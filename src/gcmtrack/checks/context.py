"""What a check looks at, and how it says what it found."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from gcmtrack.model.collection import Records
from gcmtrack.model.findings import Finding, Fix
from gcmtrack.model.ids import FOLDERS
from gcmtrack.model.records import Milestone, Organisation, Record, Statement
from gcmtrack.store.load import Loaded


def at(record: Record, *key: str | int, says: str, fix: Fix | None = None) -> Finding:
    """Returns what is wrong at a key of a record; the check that finds it gives it its name and level."""
    return Finding(record.folder, record.id, key, "", says, fix=fix)


class Checkup:
    """The records as they were loaded, and the day on which they are looked at."""

    def __init__(self, loaded: Loaded, today: date, *, stale_after: int) -> None:
        self.loaded = loaded
        self.today = today
        self.stale_after = stale_after

    @cached_property
    def records(self) -> Records:
        """The records; those of what the folder stands on first, so that of two that are one ours is named."""
        records = self.loaded.records
        if self.loaded.base_folder is None:
            return records
        kinds: dict[str, Any] = {}
        ours = self.loaded.own
        for kind in FOLDERS:
            own = ours.all_of(kind)
            below = {id_: record for id_, record in records.all_of(kind).items() if id_ not in own}
            kinds[kind] = {**below, **own}
        ordered = Records.of(**kinds)
        ordered.broken = records.broken
        return ordered

    @property
    def milestones(self) -> Iterator[Milestone]:
        return iter(self.records.milestones.values())

    @property
    def statements(self) -> Iterator[Statement]:
        return iter(self.records.statements.values())

    @property
    def organisations(self) -> Iterator[Organisation]:
        return iter(self.records.organisations.values())

    @property
    def dated(self) -> Iterator[Milestone | Statement]:
        return chain(self.milestones, self.statements)
