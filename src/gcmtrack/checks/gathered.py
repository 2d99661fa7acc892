"""What checks have to know of all records before they look at one, gathered in one pass through them."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from gcmtrack.model.collection import Records
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.records import Milestone, Organisation, Record, organisations_named
from gcmtrack.model.remade import once


class Gathered:
    """What records name, and their days. None of them is kept."""

    def __init__(self, records: Records) -> None:
        # The ids that stand under a key, by the id of the record; only of those that have some there.
        self.named: dict[tuple[Folder, str], dict[str, tuple[str, ...]]] = {
            ("milestones", "part_of"): {},
            ("milestones", "supersedes"): {},
            ("statements", "supersedes"): {},
            ("organisations", "member_of"): {},
        }
        self.organisations: set[str] = set()
        # When a record was entered or looked at last, and the days on which all is over that is dated.
        self.touched: date | None = None
        self.over: set[date] = set()
        # The parts of one type of a whole, with the languages of their titles.
        self.parts: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = {}
        for folder in FOLDERS:
            for record in once(records.all_of(folder).values()):
                self._take(record)

    def _take(self, record: Record) -> None:
        self.organisations.update(organisations_named(record))
        for day in (record.added, record.checked):
            if day is not None and (self.touched is None or day > self.touched):
                self.touched = day
        if isinstance(record, Organisation):
            if record.member_of:
                self.named["organisations", "member_of"][record.id] = record.member_of
            return
        self.over.add(record.date.last)
        if record.supersedes:
            self.named[record.folder, "supersedes"][record.id] = (record.supersedes,)
        if isinstance(record, Milestone) and record.part_of:
            self.named["milestones", "part_of"][record.id] = (record.part_of,)
            languages = frozenset(record.titles)
            self.parts.setdefault((record.part_of, record.type), []).append((record.id, languages))

    @cached_property
    def successors(self) -> Mapping[str, list[tuple[Folder, str]]]:
        """The milestones and statements that supersede an id, in order of time."""
        found: dict[str, list[tuple[Folder, str]]] = {}
        for folder in ("milestones", "statements"):
            for id_, before in self.named[folder, "supersedes"].items():
                found.setdefault(before[0], []).append((folder, id_))
        return found
