"""Wholes and parts, drafts and what came before them."""

from collections.abc import Iterator
from datetime import timedelta

from gcmtrack.checks.context import Checkup, Found, at
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.wording import english

# A hearing on the eve or a debrief in the days after still belongs to a meeting.
_EVE = timedelta(days=7)


def outside_whole(checkup: Checkup) -> Iterator[Found]:
    for part in checkup.milestones:
        whole = checkup.records.milestones.get(part.part_of or "")
        if whole is None:
            continue
        first = whole.date.first - _EVE
        last = whole.date.last if whole.date.open else whole.date.last + _EVE
        if part.date.first < first or part.date.last > last:
            said = f"{english().date(part.date)} lies outside {english().date(whole.date)}, the date of {whole.id!r}"
            yield at(part, "date", says=said)


def loops(checkup: Checkup) -> Iterator[Found]:
    for record in checkup.dated:
        keys = ("part_of", "supersedes") if isinstance(record, Milestone) else ("supersedes",)
        for key in keys:
            if way := _way_back(checkup, record, key):
                yield at(record, key, says=f"{key!r} leads back to the record itself: {' → '.join(way)}")


def _way_back(checkup: Checkup, record: Milestone | Statement, key: str) -> list[str]:
    """The ids on the way from `record` back to itself along `key`; empty when there is no such way."""
    others = checkup.records.all_of(record.folder)
    way = [record.id]
    while (above := getattr(others[way[-1]], key)) in others:
        way.append(above)
        if above == record.id:
            return way
        if above in way[:-1]:
            return []
    return []


def forks(checkup: Checkup) -> Iterator[Found]:
    for before, after in checkup.records.successors.items():
        for later in after[1:]:
            said = f"{before!r} is superseded by {after[0].id!r} already; a chain has one next version"
            yield at(later, "supersedes", says=said)


def draft_order(checkup: Checkup) -> Iterator[Found]:
    for record in checkup.dated:
        before = checkup.records.all_of(record.folder).get(record.supersedes or "")
        if isinstance(before, (Milestone, Statement)) and record.date.last < before.date.first:
            said = f"{english().date(record.date)} is before {english().date(before.date)}, the date of {before.id!r} that it supersedes"
            yield at(record, "date", says=said)


_FINAL = ("outcome-document", "resolution", "adoption")


def undated_final(checkup: Checkup) -> Iterator[Found]:
    for record in checkup.milestones:
        last = record.kind == "document" and record.supersedes and record.id not in checkup.records.successors
        if (
            (last or record.type in _FINAL)
            and record.date.precision != "day"
            and record.status == "confirmed"
        ):
            said = f"a final text has a day; {english().date(record.date)!r} has none, find it in the text itself"
            yield at(record, "date", says=said)


# Texts that nobody can speak to before they exist.
_TEXTS = ("draft", "outcome-document", "declaration", "resolution")


def early_statement(checkup: Checkup) -> Iterator[Found]:
    for statement in checkup.statements:
        milestone = checkup.records.milestones.get(statement.milestone or "")
        if milestone is None or statement.date.last >= milestone.date.first:
            continue
        text = milestone.kind == "document" and milestone.type in _TEXTS
        vote = statement.kind == "explanation-of-vote"
        if text or vote:
            what = "an explanation of vote" if vote else "a statement on a text"
            said = f"{what} cannot be of {english().date(statement.date)}, before {milestone.id!r} ({english().date(milestone.date)})"
            yield at(statement, "date", says=said)
