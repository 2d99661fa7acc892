"""What changed, in words: a report of sections, the same for a terminal, a page and a feed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

from gcmtrack.model.collection import Records
from gcmtrack.model.records import REFERENCES, Organisation, Record, Statement
from gcmtrack.views.changes import Change, Changes, Difference, Group, Place, groups, items
from gcmtrack.views.pieces import plain
from gcmtrack.views.record_fields import link_line
from gcmtrack.views.statements import issuers
from gcmtrack.views.votes import vote_lines
from gcmtrack.wording import Wording
from gcmtrack.wording.words import group_of

SectionName = Literal["new", "removed", "renamed", "alike", "facts"]


class Entry(NamedTuple):
    """A record of a section, or several with the same change: when, title, ids, and what is told of it."""

    when: str
    title: str
    ids: tuple[str, ...]
    told: tuple[str, ...] = ()


class Section(NamedTuple):
    name: SectionName
    heading: str
    entries: tuple[Entry, ...]


class Report(NamedTuple):
    """A title, the counts in a line, sections with facts, and sentences that only count."""

    title: str
    summary: str
    sections: tuple[Section, ...]
    counted: tuple[str, ...]


class Sides(NamedTuple):
    """The records of both times, in which the names of what is changed are found."""

    before: Records
    after: Records


def report(found: Changes, sides: Sides, title: str, wording: Wording) -> Report:
    """Returns what changed, facts first; other words are only counted."""
    alike, single = groups(found.with_facts)
    sections = [
        _section("new", [_entry(change, sides, wording) for change in found.of("new")], wording),
        _section("removed", [_entry(change, sides, wording) for change in found.of("removed")], wording),
        _section("renamed", [_entry(change, sides, wording) for change in found.of("renamed")], wording),
        _section("alike", [_group(group, sides, wording) for group in alike], wording),
        _section("facts", [_entry(change, sides, wording) for change in single], wording),
    ]
    return Report(
        title,
        summary(found, wording),
        tuple(s for s in sections if s.entries),
        tuple(_counted(found, wording)),
    )


def summary(found: Changes, wording: Wording) -> str:
    """Returns how many records are new, removed, renamed, have other facts, or other words: "2 new, 1 removed"."""
    counts = {
        "changes-new": len(found.of("new")),
        "changes-removed": len(found.of("removed")),
        "changes-renamed": len(found.of("renamed")),
        "changes-facts": len(found.with_facts),
        "changes-wording": sum(1 for change in found.changes if change.wording),
    }
    return wording.joined([wording.count(number, key) for key, number in counts.items() if number])


def _counted(found: Changes, wording: Wording) -> Iterable[str]:
    for key, of in _QUIET.items():
        changes = [change for change in found.changes if of(change)]
        keys = Counter(name for change in changes for name in of(change))
        if not changes:
            continue
        said = wording.count(len(changes), key)
        if key != "changes-wording":
            yield said
            continue
        named = [
            wording.say("changes.key-count", key=wording.key_in_words(name), count=wording.number(count))
            for name, count in keys.most_common()
        ]
        yield wording.say("changes.wording", count=said, keys=wording.joined(named))
    if found.unread:
        yield wording.count(found.unread, "changes-unread")


def _upkeep(change: Change) -> tuple[str, ...]:
    """The keys that tell of work on a record. That it stands in place of one of the base now is none: it was copied."""
    first = change.before is None or change.before.overrides is None
    return tuple(key for key in change.upkeep if key != "overrides" or not first)


_QUIET: dict[str, Callable[[Change], tuple[str, ...]]] = {
    "changes-wording": lambda change: change.wording,
    "changes-evidence": lambda change: change.evidence,
    "changes-upkeep": _upkeep,
    "changes-follows": lambda change: change.follows,
}


def _section(name: SectionName, entries: Sequence[Entry], wording: Wording) -> Section:
    what = wording.label("change-section", name)
    heading = wording.say("changes.heading", what=what, count=wording.number(len(entries)))
    return Section(name, heading, tuple(entries))


def _entry(change: Change, sides: Sides, wording: Wording) -> Entry:
    record = change.record
    told = [fact_words(fact, sides, wording) for fact in change.facts]
    if change.kind == "renamed" and change.before is not None:
        told.insert(0, wording.say("changes.renamed", old=change.before.id, new=record.id))
    return Entry(when_of(record, wording), title_of(record, sides, wording), (record.id,), tuple(told))


def _group(group: Group, sides: Sides, wording: Wording) -> Entry:
    what = wording.count(len(group.changes), group.changes[0].record.folder.removesuffix("s"))
    ids = tuple(change.record.id for change in group.changes)
    return Entry(what, fact_words(group.fact, sides, wording), ids)


def when_of(record: Record, wording: Wording) -> str:
    """Returns the date of a record in words; of an organisation, that it is one."""
    if isinstance(record, Organisation):
        return wording.label("record", "organisation")
    return wording.date(record.date)


def title_of(record: Record, sides: Sides, wording: Wording) -> str:
    """Returns the title of a record; of a statement, who made it and its title."""
    title = wording.title(record)
    if not isinstance(record, Statement):
        return title
    records = sides.after if record.id in sides.after.statements else sides.before
    return wording.joined((issuers(records, record, wording), title), "colon")


def fact_words(fact: Difference, sides: Sides, wording: Wording) -> str:
    """Returns what became of a fact: "date: was 10–13 May 2022, now 17–20 May 2022"."""
    label = wording.label("fact", fact.key)
    was, now = both_words(fact, sides, wording)
    lists = items(fact)
    if lists is None:
        return wording.say(
            "changes.was-now" if was and now else "changes.now" if now else "changes.was",
            fact=label,
            was=was,
            now=now,
        )
    if fact.key == "links" and {link.url for link in lists[0]} == {link.url for link in lists[1]}:
        return wording.say("changes.described", fact=label, links=now)
    return wording.say(
        "changes.came-gone" if was and now else "changes.came" if now else "changes.gone",
        fact=label,
        came=now,
        gone=was,
    )


def both_words(fact: Difference, sides: Sides, wording: Wording) -> tuple[str, str]:
    """Returns what a fact was and is in words; of a list what went and what came."""
    lists = items(fact)
    if lists is None:
        return (
            _value_words(fact.key, fact.before, sides.before, wording),
            _value_words(fact.key, fact.after, sides.after, wording),
        )
    gone, came = lists
    return (
        wording.joined([_value_words(fact.key, item, sides.before, wording) for item in gone]),
        wording.joined([_value_words(fact.key, item, sides.after, wording) for item in came]),
    )


_Say = Callable[[Any, Records, Wording], str]

_SAY: dict[str, _Say] = {
    "date": lambda value, _, wording: wording.date(value),
    "announced": lambda value, _, wording: wording.date(value),
    "previous_dates": lambda value, _, wording: wording.date(value.date),
    "place": lambda value, _, wording: _place_words(value, wording),
    "type": lambda value, _, wording: _type_words(value, wording),
    "links": lambda value, _, wording: plain(link_line(value, wording)),
    "vote": lambda value, records, wording: wording.joined(vote_lines(value, records, wording), "semicolon"),
    "speaker": lambda value, _, wording: wording.joined((value.name, wording.untranslated(value.role or ""))),
    "objectives": lambda value, _, __: str(value),
    "languages": lambda value, _, wording: wording.language_name(value),
    "country": lambda value, _, wording: wording.country(value),
    "mandates": lambda value, _, wording: f"{wording.what(value)} [{value.id}]",
    "changes": lambda value, _, wording: wording.what(value),
}


def _value_words(key: str, value: Any, records: Records, wording: Wording) -> str:
    if value is None:
        return ""
    if key in _SAY:
        return _SAY[key](value, records, wording)
    if (group := group_of(key)) is not None:
        return wording.label(group, value)
    known = [records.all_of(keys[key]) for keys in REFERENCES.values() if key in keys]
    named = next((some[value] for some in known if value in some), None)
    return str(value) if named is None else f"{wording.title_alone(named)} [{value}]"


def _place_words(place: Place, wording: Wording) -> str:
    return wording.joined(list(dict.fromkeys((wording.venue(place.venue or ""), wording.place(place)))))


def _type_words(value: str, wording: Wording) -> str:
    found = wording.find(f"type.{value}")
    return wording.label("organisation-type", value) if found is None else found
