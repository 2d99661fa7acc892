"""The records as far as they could be known on a day: what had been said and issued by then, and what was announced.

A statement, a document, a decision, an event is known once its date has surely begun. What was still ahead is known where
the records show since when: it says so itself (`announced`), its date was changed, a statement answers it or something that
is a part of it took place, or it had been entered here. What only a decision ordered by then is expected when it is due.
Of dates that were changed later the earlier ones stand, where the day of the change is known. Titles and summaries are
those of today.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

import msgspec

from gcmtrack.model.collection import Records
from gcmtrack.model.dates import Part, When
from gcmtrack.model.mandates import occasion_of
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.model.tables import Mandate, PreviousDate

_Dated = TypeVar("_Dated", Milestone, Statement)


def known_on(records: Records, day: date) -> Records:
    """Returns what could be known on `day`, that day included. Organisations have no date and are all there."""
    statements = {s.id: s for s in records.statements.values() if _begun(s.date) <= day}
    known = {m.id: m for m in records.milestones.values() if _since(m, records) <= day}
    milestones = known | {m.id: m for m in _ordered(records, known)}
    then = Records(
        (_milestone_then(m, day, milestones) for m in milestones.values()),
        (_statement_then(s, day, milestones, statements) for s in statements.values()),
        records.organisations.values(),
    )
    then.broken = records.broken
    then.of_every_day = records
    return then


def _begun(when: When) -> date:
    """Returns the day on which a date has surely begun: the first day, or the last of a month or year."""
    return _surely(when.start)


def _surely(part: Part) -> date:
    return part.first if part.day else part.last


def _since(milestone: Milestone, records: Records) -> date:
    """Returns the first day on which a milestone was known as it is recorded, as far as the records show."""
    found = [_begun(milestone.date)]
    if milestone.announced is not None:
        found.append(_begun(milestone.announced))
    elif any(previous.changed for previous in milestone.previous_dates):
        # Before that the date that was changed was the one that people knew.
        found.append(date.min)
    found += [previous.changed for previous in milestone.previous_dates if previous.changed]
    if milestone.added is not None:
        found.append(milestone.added)
    found += [_begun(statement.date) for statement in records.answers.get(milestone.id, ())]
    found += [_begun(part.date) for part in records.children.get(milestone.id, ())]
    return min(found)


def _ordered(records: Records, known: Mapping[str, Milestone]) -> Iterator[Milestone]:
    """Yields what was only ordered by then: for each occasion of a mandate that nothing known carries out, one milestone
    as far as the rule tells of it."""
    for decision in known.values():
        for mandate in decision.mandates:
            carriers: dict[When, list[Milestone]] = {}
            for milestone in records.fulfilling.get(f"{decision.id}/{mandate.id}", ()):
                carriers.setdefault(occasion_of(mandate, milestone.date), []).append(milestone)
            for due, some in carriers.items():
                if known.keys().isdisjoint(m.id for m in some):
                    ids = {m.id for m in some}
                    whole = next((m for m in some if m.part_of not in ids), some[0])
                    yield _as_ordered(whole, due, decision, mandate)


def _as_ordered(milestone: Milestone, due: When, decision: Milestone, mandate: Mandate) -> Milestone:
    """Returns a milestone of which only the rule is known: what is due and when, not yet on which days and where."""
    if milestone.status == "expected":
        return milestone
    return msgspec.structs.replace(
        milestone,
        title=mandate.what,
        date=due,
        status="expected",
        city=None,
        venue=None,
        country=None,
        region=None,
        symbol=None,
        summary=mandate.note,
        our_translations=(),
        titles=mandate.whats,
        summaries={},
        links=(),
        sources=decision.sources,
        previous_dates=(),
        disputes=(),
    )


def _milestone_then(milestone: Milestone, day: date, known: Mapping[str, Milestone]) -> Milestone:
    changes = _dates_then(milestone, day)
    for key in ("part_of", "supersedes"):
        if getattr(milestone, key) not in (None, *known):
            changes[key] = None
    fulfils = tuple(name for name in milestone.fulfils if name.partition("/")[0] in known)
    if fulfils != milestone.fulfils:
        changes["fulfils"] = fulfils
    return _replaced(milestone, changes)


def _statement_then(
    statement: Statement, day: date, milestones: Mapping[str, Milestone], statements: Mapping[str, Statement]
) -> Statement:
    changes = _dates_then(statement, day)
    if statement.milestone not in (None, *milestones):
        changes["milestone"] = None
    if statement.supersedes not in (None, *statements):
        changes["supersedes"] = None
    return _replaced(statement, changes)


def _replaced(record: _Dated, changes: Mapping[str, Any]) -> _Dated:
    return msgspec.structs.replace(record, **changes) if changes else record


def _dates_then(record: Milestone | Statement, day: date) -> dict[str, Any]:
    """Returns the date and the earlier dates as they were on a day, as far as the days of changes are known."""
    later = [previous for previous in record.previous_dates if previous.changed and previous.changed > day]
    if not later:
        return {}
    standing = min(later, key=lambda previous: previous.changed or date.max)
    # Earlier dates stand in their order; one without a day was given up before those that stand behind it.
    before: list[PreviousDate] = []
    for previous in record.previous_dates:
        if previous is standing:
            break
        if previous not in later:
            before.append(previous)
    return {"date": standing.date, "previous_dates": tuple(before)}
