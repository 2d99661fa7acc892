"""All records together: each kind in order, and how they are tied to each other, both ways."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Any, Protocol, TypeVar, runtime_checkable

from gcmtrack.model.ids import FOLDERS, Folder, path_of
from gcmtrack.model.records import (
    Milestone,
    Organisation,
    Record,
    Reference,
    Statement,
    organisations_named,
    references,
    text_at,
)
from gcmtrack.model.remade import all_held, at_places, joined

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)
_R = TypeVar("_R", bound=Record)
_Dated = TypeVar("_Dated", Milestone, Statement)


@runtime_checkable
class InPeriods(Protocol[_T_co]):
    """A collection that finds what lies in a period without looking at everything."""

    def overlapping(self, first: date, last: date) -> Iterator[_T_co]: ...


class Records:
    """All records of a folder, each kind in its order of time (organisations by id), with their relations."""

    milestones: Mapping[str, Milestone]
    statements: Mapping[str, Statement]
    organisations: Mapping[str, Organisation]
    # What is there and gives no record, by its path ("milestones/x.toml", or "milestones" for all of them), with what
    # makes the sentence that says why.
    broken: Mapping[str, Callable[[], str]] = MappingProxyType({})
    # Where these are what could be known on some day, those of every day.
    of_every_day: "Records | None" = None

    def __init__(
        self,
        milestones: Iterable[Milestone] = (),
        statements: Iterable[Statement] = (),
        organisations: Iterable[Organisation] = (),
    ) -> None:
        self.milestones = {m.id: m for m in sorted(milestones, key=in_time)}
        self.statements = {s.id: s for s in sorted(statements, key=in_time)}
        self.organisations = {o.id: o for o in sorted(organisations, key=lambda o: o.id)}

    @classmethod
    def of(
        cls,
        milestones: Mapping[str, Milestone],
        statements: Mapping[str, Statement],
        organisations: Mapping[str, Organisation],
    ) -> "Records":
        """Returns the records of mappings that are in order already."""
        records = cls()
        records.milestones = milestones
        records.statements = statements
        records.organisations = organisations
        return records

    def all_of(self, folder: Folder) -> Mapping[str, Record]:
        found: Mapping[str, Record] = getattr(self, folder)
        return found

    def is_broken(self, folder: Folder, id_: str) -> bool:
        """Whether a record of this id may be there that could not be read."""
        return path_of(folder, id_) in self.broken or folder in self.broken

    def missing(self, record: Record) -> Iterator[Reference]:
        """Yields what a record names and is not among the records: a record, or a mandate of one."""
        for reference in references(record):
            found = self.all_of(reference.folder).get(reference.id)
            if found is None:
                yield reference
            elif reference.key[-1] in ("fulfils", "before") and isinstance(found, Milestone):
                _, _, mandate = text_at(record, reference).partition("/")
                if all(mandate != each.id for each in found.mandates):
                    yield reference

    def having(self, record: Record) -> "Records":
        """Returns the records with one more, or with one in place of that of the same kind and id."""
        kinds: dict[str, Any] = {folder: self.all_of(folder) for folder in FOLDERS}
        kinds[record.folder] = {**kinds[record.folder], record.id: record}
        records = Records(**{folder: some.values() for folder, some in kinds.items()})
        here = path_of(record.folder, record.id)
        records.broken = {path: why for path, why in self.broken.items() if path != here}
        return records

    def milestones_in(self, first: date, last: date) -> Iterable[Milestone]:
        """Returns the milestones some day of which may lie in `first` to `last`, both inclusive, in order of time."""
        return _in_period(self.milestones, first, last)

    def statements_in(self, first: date, last: date) -> Iterable[Statement]:
        """Returns the statements some day of which may lie in `first` to `last`, both inclusive, in order of time."""
        return _in_period(self.statements, first, last)

    def __iter__(self) -> Iterator[Record]:
        yield from self.milestones.values()
        yield from self.statements.values()
        yield from self.organisations.values()

    def __len__(self) -> int:
        return len(self.milestones) + len(self.statements) + len(self.organisations)

    @cached_property
    def children(self) -> Mapping[str, Sequence[Milestone]]:
        """Milestones by the milestone of which they are a part, in order of time."""
        return _held_by(self.milestones, lambda m: m.part_of)

    @cached_property
    def answers(self) -> Mapping[str, Sequence[Statement]]:
        """Statements by the milestone that they answer, in order of time."""
        return _held_by(self.statements, lambda s: s.milestone)

    @cached_property
    def successors(self) -> Mapping[str, tuple[Record, ...]]:
        """Milestones and statements by the id of what they supersede."""
        both = chain[Milestone | Statement](self.milestones.values(), self.statements.values())
        return _grouped((record.supersedes, record) for record in both)

    @cached_property
    def members(self) -> Mapping[str, tuple[Organisation, ...]]:
        """Organisations by the organisation of which they are members."""
        return _grouped((of, o) for o in self.organisations.values() for of in o.member_of)

    @cached_property
    def involving(self) -> Mapping[str, Sequence[Milestone | Statement]]:
        """Milestones and statements by each organisation that they name, each once, in order of time."""
        kinds: tuple[Sequence[Milestone | Statement], ...] = (
            all_held(self.milestones),
            all_held(self.statements),
        )
        both = joined(*kinds)
        keys: list[tuple[object, ...]] = []
        places: dict[str, list[int]] = {}
        for place, record in enumerate(both):
            keys.append(in_time(record))
            for id_ in dict.fromkeys(organisations_named(record)):
                places.setdefault(id_, []).append(place)
        for some in places.values():
            some.sort(key=keys.__getitem__)
        return {id_: at_places(both, some) for id_, some in places.items()}

    @cached_property
    def fulfilling(self) -> Mapping[str, tuple[Milestone, ...]]:
        """Milestones by the mandate that they carry out ("a-res-73-195/review-forum"), in order of time."""
        return _grouped((name, m) for m in self.milestones.values() for name in m.fulfils)

    def within(self, milestone_id: str) -> frozenset[str]:
        """Returns the ids of a milestone and of all its parts, however deep."""
        return _with_all_below(milestone_id, self.children)

    def with_members(self, organisation_id: str) -> frozenset[str]:
        """Returns the ids of an organisation, of its members, of their members, and so on."""
        return _with_all_below(organisation_id, self.members)


def _with_all_below(id_: str, below: Mapping[str, Iterable[Record]]) -> frozenset[str]:
    found = {id_}
    waiting = [id_]
    while waiting:
        for record in below.get(waiting.pop(), ()):
            if record.id not in found:
                found.add(record.id)
                waiting.append(record.id)
    return frozenset(found)


def _in_period(records: Mapping[str, _Dated], first: date, last: date) -> Iterable[_Dated]:
    if isinstance(records, InPeriods):
        return records.overlapping(first, last)
    return (record for record in records.values() if record.date.overlaps(first, last))


def in_time(record: Milestone | Statement) -> tuple[object, ...]:
    """The order of every listing: first day, precision, last day, then id."""
    return (*record.date.sort_key, record.id)


def _held_by(records: Mapping[str, _R], key: Callable[[_R], str | None]) -> Mapping[str, Sequence[_R]]:
    """The records by what each names; of many only the places are kept."""
    some = all_held(records)
    places = _grouped((key(record), place) for place, record in enumerate(some))
    return {named: at_places(some, where) for named, where in places.items()}


def _grouped(pairs: Iterable[tuple[str | None, _T]]) -> Mapping[str, tuple[_T, ...]]:
    groups: dict[str, list[_T]] = {}
    for key, value in pairs:
        if key is not None:
            groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
