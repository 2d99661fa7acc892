"""What differs between the records of two times: which are new, removed, renamed, and which facts of the others changed.

Only what records say is compared. The order of keys and lists, comments and the form of files are no difference.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from gcmtrack.model.collection import Records
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.records import Milestone, Record, Statement
from gcmtrack.views.comparable import (
    EVIDENCE,
    FACTS,
    NO_FACTS,
    PLACE,
    UPKEEP,
    WORDING,
    Known,
    content,
    keys_of,
    translated,
)
from gcmtrack.views.renames import following, renames

Kind = Literal["new", "removed", "renamed", "changed"]
KINDS: tuple[Kind, ...] = ("new", "removed", "renamed", "changed")

# From so many records on, the same change is told once for all of them.
MANY = 3


class Difference(NamedTuple):
    """A fact that was `before` and is `after`: values of a key, `Place` for the place; None or empty for nothing."""

    key: str
    before: Any
    after: Any


class Place(NamedTuple):
    """Where a milestone was held or issued, as its three keys say it."""

    city: str | None
    venue: str | None
    country: str | None


class Change(NamedTuple):
    """What became of a record. Of a new one `before` is None, of a removed one `after`.

    `facts` are in the order of `FACTS`; `wording`, `evidence`, `upkeep` and `follows` name keys: other words, other
    sources, other days of work on it, and ids that are others only since what they name was renamed.
    """

    kind: Kind
    before: Record | None
    after: Record | None
    facts: tuple[Difference, ...] = ()
    wording: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    upkeep: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()

    @property
    def record(self) -> Record:
        """The record as it is now, or as it was last."""
        found = self.after if self.after is not None else self.before
        assert found is not None
        return found


class Group(NamedTuple):
    """The same change made to many records, in their order."""

    fact: Difference
    changes: tuple[Change, ...]


class Changes(NamedTuple):
    """All that differs, in the order of the records. `unread` counts records that could be read on one side at most, of
    which nothing can be said."""

    changes: tuple[Change, ...]
    unread: int = 0

    def of(self, kind: Kind) -> list[Change]:
        return [change for change in self.changes if change.kind == kind]

    @property
    def with_facts(self) -> list[Change]:
        """Records that stayed and of which a fact differs."""
        return [change for change in self.changes if change.facts and change.kind == "changed"]

    def only(self, records: Collection[Record]) -> "Changes":
        """Returns what became of these records, given as they are or as they were."""
        wanted = {(record.folder, record.id) for record in records}
        some = (change for change in self.changes if not wanted.isdisjoint(_paths(change)))
        return self._replace(changes=tuple(some))


def _paths(change: Change) -> Iterator[tuple[Folder, str]]:
    for record in (change.before, change.after):
        if record is not None:
            yield record.folder, record.id


def compare(before: Records, after: Records, known: Known | None = None) -> Changes:
    """Returns what differs. With `known`, only kinds that it has, and of those only these keys, are compared."""
    renamed = renames(before, after, known)
    found = [
        change
        for folder in FOLDERS
        if known is None or folder in known
        for change in _of_kind(folder, before, after, keys_of(folder, known), renamed)
    ]
    return Changes(tuple(change for change in found if change is not None), found.count(None))


def _of_kind(
    folder: Folder,
    before: Records,
    after: Records,
    keys: Sequence[str],
    renamed: Mapping[tuple[Folder, str], str],
) -> Iterator[Change | None]:
    """Yields what became of the records of a kind; None for one that could be read on one side only."""
    then, now = before.all_of(folder), after.all_of(folder)
    old_ids = {new: old for (kind, old), new in renamed.items() if kind == folder}
    for id_, record in now.items():
        earlier = then.get(old_ids.get(id_, id_))
        if earlier is None:
            yield None if before.is_broken(folder, id_) else Change("new", None, record)
        elif id_ in old_ids:
            yield _changed("renamed", earlier, record, keys, renamed)
        elif earlier != record:
            changed = _changed("changed", earlier, record, keys, renamed)
            if any(changed[3:]):
                yield changed
    for id_, record in then.items():
        if id_ not in now and (folder, id_) not in renamed:
            yield None if after.is_broken(folder, id_) else Change("removed", record, None)


def entered(records: Records, since: date, today: date) -> Changes:
    """Returns what the records themselves say of the work on them since a day: entered, with another date, looked at."""
    found = []
    for record in records:
        if record.added is not None and since <= record.added <= today:
            found.append(Change("new", None, record))
            continue
        facts: tuple[Difference, ...] = ()
        if isinstance(record, (Milestone, Statement)):
            moved = [p.date for p in record.previous_dates if p.changed and since <= p.changed <= today]
            facts = (Difference("date", moved[0], record.date),) if moved else ()
        checked = record.checked is not None and since <= record.checked <= today
        if facts or checked:
            upkeep = ("checked",) if checked else ()
            found.append(Change("changed", record, record, facts, upkeep=upkeep))
    return Changes(tuple(found))


def groups(changes: Iterable[Change]) -> tuple[list[Group], list[Change]]:
    """Returns the changes that were made to many alike, and the records with the facts that are left; a record all of whose
    facts are told in groups is not among them."""
    changes = list(changes)
    keys = {id(fact): _content_of(change, fact) for change in changes for fact in change.facts}
    counts = Counter(keys.values())
    many: dict[Any, tuple[Difference, list[Change]]] = {}
    left = []
    for change in changes:
        own = []
        for fact in change.facts:
            if counts[keys[id(fact)]] >= MANY:
                many.setdefault(keys[id(fact)], (fact, []))[1].append(change)
            else:
                own.append(fact)
        if own:
            left.append(change._replace(facts=tuple(own)))
    return [Group(fact, tuple(some)) for fact, some in many.values()], left


def _content_of(change: Change, fact: Difference) -> Any:
    return change.record.folder, fact.key, content(fact.before), content(fact.after)


def items(fact: Difference) -> tuple[tuple[Any, ...], tuple[Any, ...]] | None:
    """Returns what went and what came of a fact that is a list; None for one that is none."""
    both = (fact.before or (), fact.after or ())
    if not all(type(side) is tuple for side in both):
        return None
    gone, came = (Counter(content(item) for item in side) for side in both)
    return _left(both[0], gone - came), _left(both[1], came - gone)


def _left(some: Sequence[Any], counts: Counter[Any]) -> tuple[Any, ...]:
    found = []
    for item in some:
        if counts[content(item)] > 0:
            counts[content(item)] -= 1
            found.append(item)
    return tuple(found)


def _changed(
    kind: Kind, before: Record, after: Record, keys: Sequence[str], renamed: Mapping[tuple[Folder, str], str]
) -> Change:
    differing = [
        key for key in keys if (a := getattr(before, key)) != (b := getattr(after, key)) and content(a) != content(b)
    ]  # fmt: skip
    follows: list[str] = []
    if differing and renamed:
        moved = following(before, renamed)
        follows = [key for key in differing if content(getattr(moved, key)) == content(getattr(after, key))]
    told = [key for key in differing if key not in follows]
    return Change(
        kind,
        before,
        after,
        tuple(_facts(before, after, told)),
        tuple(key for key in told if key in WORDING)
        + tuple(key for key in _TOLD if key in keys and _other_words(before, after, key)),
        tuple(key for key in told if key in EVIDENCE),
        tuple(key for key in told if key in UPKEEP),
        tuple(follows),
    )


# Lists of what is told in more than one language.
_TOLD = ("mandates", "changes")


def _other_words(before: Record, after: Record, key: str) -> bool:
    a, b = getattr(before, key), getattr(after, key)
    return bool(content(a) == content(b) and translated(a) != translated(b))


def _facts(before: Record, after: Record, keys: Collection[str]) -> Iterator[Difference]:
    placed = isinstance(before, Milestone)
    others = (key for key in keys if key not in FACTS and key not in NO_FACTS)
    for key in (*FACTS, *others):
        if key == "place" and placed and not set(PLACE).isdisjoint(keys):
            yield Difference("place", _place(before), _place(after))
        elif key in keys and not (placed and key in PLACE):
            # The earlier date is kept by the one that changed it, and told with it.
            if key == "previous_dates" and "date" in keys:
                continue
            yield Difference(key, getattr(before, key), getattr(after, key))


def _place(record: Record) -> Place:
    assert isinstance(record, Milestone)
    return Place(record.city, record.venue, record.country)
