"""What one asks every Monday: what goes on, what comes, what is overdue, what changed, what we have not answered.

Each part and each item names the command that shows more of it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Literal, NamedTuple

from gcmtrack.model.collection import Records
from gcmtrack.model.dates import When
from gcmtrack.model.days import later
from gcmtrack.model.records import Milestone, Organisation, Record
from gcmtrack.text import command
from gcmtrack.views.change_words import Sides, fact_words, summary, title_of
from gcmtrack.views.changes import Change, Changes
from gcmtrack.views.events import STATES, State, in_states, status
from gcmtrack.views.filters import Filters, matching_milestones, matching_statements
from gcmtrack.views.mandate_words import state_words
from gcmtrack.views.mandates import Due, due_within, mandates
from gcmtrack.views.selection import matching_events
from gcmtrack.views.text_links import languages_of
from gcmtrack.wording import Wording

PartName = Literal["going-on", "next", "ordered", "unseen", "changed", "unanswered", "languages"]

# How far away what comes and what we have not answered may be, and what resolutions order.
_NEAR = "6m"
_NEAR_MONTHS = 6
_YEAR_MONTHS = 12
# Items of a part; a screen shows fewer.
MOST = 10


class Item(NamedTuple):
    """A line: when, what, and the command that shows more; `id` where that is `gcmtrack show ID`.

    `short` is what to say where there is no room for how far away it is.
    """

    when: str
    text: str
    command: str
    id: str | None = None
    short: str = ""

    def with_command(self, rewritten: Callable[[str], str]) -> "Item":
        """Returns the item with its command rewritten."""
        return self._replace(command=rewritten(self.command))


class Part(NamedTuple):
    """A part: how many there are in all, the first of them, and the command that lists them all."""

    name: PartName
    heading: str
    total: int
    command: str
    items: tuple[Item, ...]

    def with_commands(self, rewritten: Callable[[str], str]) -> "Part":
        """Returns the part with each command rewritten."""
        items = tuple(item.with_command(rewritten) for item in self.items)
        return self._replace(command=rewritten(self.command), items=items)


class Digest(NamedTuple):
    """The parts that hold something, under a title, over a line about the folder and its command, and hints.

    `whole` leads to all of it, where a screen has no room.
    """

    title: str
    parts: tuple[Part, ...]
    folder: Item
    hints: tuple[Item, ...]
    whole: Item

    def with_commands(self, rewritten: Callable[[str], str]) -> "Digest":
        """Returns the digest with each command rewritten."""
        return Digest(
            self.title,
            tuple(part.with_commands(rewritten) for part in self.parts),
            self.folder.with_command(rewritten),
            tuple(hint.with_command(rewritten) for hint in self.hints),
            self.whole.with_command(rewritten),
        )


class Network(NamedTuple):
    """Whose records these are: the ids of us, and the language in which we read."""

    us: tuple[str, ...] = ()
    language: str | None = None


def digest(
    records: Records, today: date, network: Network, changed: Part | None, wording: Wording
) -> list[Part]:
    """Returns the parts in the order in which they are read; one without items is left out."""
    standing: dict[State, list[Milestone]] = {state: [] for state in STATES}
    for milestone, state in in_states(matching_events(records, Filters(), today), today):
        # Of what is over only that is told which nobody saw.
        if state != "past" or milestone.status in _UNSEEN:
            standing[state].append(milestone)
    parts = [
        _going_on(standing["ongoing"], today, wording),
        _next(standing["upcoming"], today, wording),
        _ordered(
            due_within(mandates(records, Filters(), today), today, later(today, _YEAR_MONTHS)), today, wording
        ),
        _unseen(standing["past"], today, wording),
        *([changed] if changed else []),
    ]
    for id_ in network.us:
        us = records.organisations.get(id_)
        if us is not None:
            alone = len(network.us) == 1
            parts += [
                _unanswered(records, us, today, wording),
                _lacking(records, us, network.language, wording, alone=alone),
            ]
    return [part for part in parts if part.items or part.name == "changed"]


_UNSEEN = ("tentative", "expected", "postponed")


def _going_on(some: Sequence[Milestone], today: date, wording: Wording) -> Part:
    # What is over soonest first; what has no end goes on whoever looks.
    ordered = sorted(some, key=lambda m: m.date.last)
    items = [
        _milestone(m, today, wording, "" if m.date.open else wording.distance(m.date, today)) for m in ordered
    ]
    return _part("going-on", items, command("gcmtrack", "events", "--ongoing"), wording)


def _next(some: Sequence[Milestone], today: date, wording: Wording) -> Part:
    # What is asked of us by a day cannot wait until its turn comes.
    near = later(today, _YEAR_MONTHS)
    ordered = sorted(some, key=lambda m: (m.kind != "deadline" or m.date.last > near, *_by_when(m)))
    items = [_to_come(m, today, wording) for m in ordered]
    return _part("next", items, command("gcmtrack", "events", "--upcoming"), wording)


def _by_when(milestone: Milestone) -> tuple[date, timedelta, When]:
    """The day by which it has begun, or for a deadline is over: what is known as "2026" comes after all days of 2026."""
    when = milestone.date
    known = when.end if milestone.kind == "deadline" and not when.open else when.start
    return known.last, known.last - known.first, when


def _to_come(milestone: Milestone, today: date, wording: Wording) -> Item:
    """A line that says how far away it is, unless its date says as much: a year alone, or since when it goes on; and that
    it is off, or not sure."""
    when = milestone.date
    goes_on = when.open and when.start.first <= today
    away = "" if when.precision == "year" or goes_on else wording.distance(when, today)
    doubtful = milestone.status == "cancelled" or (
        milestone.status in ("postponed", "tentative") and milestone.date.last >= today
    )
    doubt = status(milestone, today, wording) if doubtful else ""
    item = _milestone(milestone, today, wording, wording.joined((away, doubt)))
    return item._replace(short=wording.joined((doubt, wording.title(milestone)), "colon"))


def _ordered(some: Sequence[Due], today: date, wording: Wording) -> Part:
    items = [
        Item(
            wording.short_date(
                occasion.due if occasion.deadline is None else When.of_day(occasion.deadline), today.year
            ),
            wording.joined((state_words(occasion, wording), wording.what(rule.mandate)), "colon"),
            *_shown(rule.decision.id),
        )
        for state in _NOTHING_SET
        for rule, occasion in some
        if occasion.state == state
    ]
    return _part("ordered", items, command("gcmtrack", "mandates", "--due", "12m"), wording)


_NOTHING_SET = ("overdue", "due")


def _unseen(some: Sequence[Milestone], today: date, wording: Wording) -> Part:
    # The heading says what most of them are.
    items = [
        _milestone(m, today, wording, "" if m.status == "tentative" else status(m, today, wording))
        for m in some
    ]
    statuses = [word for word in _UNSEEN if any(m.status == word for m in some)]
    options = [option for word in statuses for option in ("--status", word)]
    return _part("unseen", items, command("gcmtrack", "events", "--past", *options), wording)


def _unanswered(records: Records, us: Organisation, today: date, wording: Wording) -> Part:
    filters = Filters(
        unanswered_by=frozenset({us.id}), first=later(today, -_NEAR_MONTHS), last=later(today, _NEAR_MONTHS)
    )
    found = matching_milestones(records, filters)
    # What lies next to today, on either side, first.
    nearest = sorted(found, key=lambda m: _away(m, today))
    items = [_to_come(m, today, wording) for m in nearest]
    options = ("--unanswered-by", us.id, "--within", _NEAR)
    return _part("unanswered", items, command("gcmtrack", "timeline", *options), wording, _who(us, wording))


def _who(us: Organisation, wording: Wording) -> str:
    return us.acronym or wording.title(us)


def _lacking(
    records: Records, us: Organisation, language: str | None, wording: Wording, *, alone: bool
) -> Part:
    ours = matching_statements(records, Filters(org=frozenset({us.id})))
    read_in = [languages_of(statement) for statement in ours]
    wanted = {code for codes in read_in for code in codes} | ({language} if language else set())
    missing = {code: sum(1 for codes in read_in if code not in codes) for code in wanted}
    items = [
        Item(
            code,
            wording.say(
                "digest.lacking",
                language=wording.language_name(code),
                statements=wording.count(count, "statement"),
            ),
            command("gcmtrack", "statements", "--org", us.id, "--without-lang", code),
        )
        for code, count in sorted(missing.items(), key=lambda pair: (-pair[1], pair[0]))
        if count
    ]
    few = [
        wording.say("digest.not-in", language=item.when, count=wording.number(missing[item.when]))
        for item in items
    ]
    if alone:
        heading = wording.say("digest.languages", languages=wording.joined(few))
    else:
        heading = wording.say("digest.languages-of", who=_who(us, wording), languages=wording.joined(few))
    total = sum(1 for codes in read_in if not wanted <= codes)
    # The command of the part is that of the language that most of them lack.
    return Part("languages", heading, total, items[0].command if items else "", tuple(items[:MOST]))


def _milestone(milestone: Milestone, today: date, wording: Wording, said: str) -> Item:
    title = wording.joined((said, wording.title(milestone)), "colon")
    return Item(wording.short_date(milestone.date, today.year), title, *_shown(milestone.id))


def _away(record: Record, today: date) -> timedelta:
    """Returns how far the first or the last day of a record lies from today; organisations lie furthest away."""
    if isinstance(record, Organisation):
        return timedelta.max
    return min(abs(record.date.first - today), abs(record.date.last - today))


def _shown(id_: str) -> tuple[str, str]:
    return command("gcmtrack", "show", id_), id_


def _part(name: PartName, items: Sequence[Item], listed: str, wording: Wording, who: str = "") -> Part:
    heading = wording.label("digest-part", name).format(count=wording.number(len(items)), who=who)
    return Part(name, heading, len(items), listed, tuple(items[:MOST]))


def changed(found: Changes, sides: Sides, since: str, listed: str, today: date, wording: Wording) -> Part:
    """Returns the part on what changed: other facts first, then what is new, unless most of the records are."""
    said = summary(found, wording)
    told = found
    if 2 * len(found.of("new")) > len(sides.after):
        # Of records that have just come, all at once, none tells more than their number.
        told = found._replace(changes=tuple(change for change in found.changes if change.kind != "new"))
    items = [_changed(change, sides, today, wording) for change in islice(_told(told, today), MOST)]
    return Part(
        "changed", changed_heading(since, said, wording), len(found.changes), listed, tuple(items[:MOST])
    )


def changed_heading(since: str, said: str, wording: Wording) -> str:
    return wording.say("digest.changed", since=since, what=said or wording.text("digest.nothing"))


def _told(found: Changes, today: date) -> Iterator[Change]:
    for some in (found.with_facts, found.of("new"), found.of("renamed"), found.of("removed")):
        yield from sorted(some, key=lambda change: _away(change.record, today))


def _changed(change: Change, sides: Sides, today: date, wording: Wording) -> Item:
    record = change.record
    told = [fact_words(fact, sides, wording) for fact in change.facts[:1]] or [
        wording.label("change-kind", change.kind)
    ]
    title = wording.joined((*told, title_of(record, sides, wording)), "semicolon")
    shown = _shown(record.id) if change.after is not None else (command("gcmtrack", "changes"), None)
    return Item(_when(record, today, wording), title, *shown)


def _when(record: Record, today: date, wording: Wording) -> str:
    return "" if isinstance(record, Organisation) else wording.short_date(record.date, today.year)


def first_steps(wording: Wording) -> Iterable[Item]:
    """Yields what to do in a folder without records."""
    yield Item("", wording.text("digest.start"), command("gcmtrack", "init", "my-records"))
    yield Item("", wording.text("digest.add-first"), command("gcmtrack", "add-milestone"))
    yield Item("", wording.text("digest.add-organisation"), command("gcmtrack", "add-organisation"))
