"""Wholes and parts, drafts and what came before them."""

from collections.abc import Iterator
from datetime import date

from gcmtrack.checks.context import Checkup, at
from gcmtrack.model.days import moved
from gcmtrack.model.findings import Finding
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.wording import english

# A hearing on the eve or a debrief in the days after still belongs to a meeting.
_EVE = 7


def outside_whole(checkup: Checkup) -> Iterator[Finding]:
    """A part that lies more than a week outside the dates of its whole.

    One of the two dates is wrong, or it is no part of it. The week leaves room for a hearing on the eve.
    """
    for part in checkup.milestones:
        whole = checkup.records.milestones.get(part.part_of or "")
        if whole is None:
            continue
        # Of a coarse start or end the day is taken that suits best: 2030 may be 6 May 2030.
        starts, ends = part.date.start.last, date.max if part.date.open else part.date.end.first
        if starts < moved(whole.date.first, -_EVE) or ends > moved(whole.date.last, _EVE):
            said = f"{english().date(part.date)} lies outside {english().date(whole.date)}, the date of {whole.id!r}"
            yield at(part, "date", says=said)


def forked_chain(checkup: Checkup) -> Iterator[Finding]:
    """Two records that supersede the same one.

    A draft has one next version; the second link is usually meant for the later draft.
    """
    for before, ((_, first), *others) in checkup.gathered.successors.items():
        for folder, later in others:
            said = f"{before!r} is superseded by {first!r} already; a chain has one next version"
            yield at(checkup.records.all_of(folder)[later], "supersedes", says=said)


def draft_order(checkup: Checkup) -> Iterator[Finding]:
    """A text dated before the one that it supersedes.

    One of the two dates is wrong.
    """
    for record in checkup.dated:
        before = checkup.records.all_of(record.folder).get(record.supersedes or "")
        if isinstance(before, (Milestone, Statement)) and record.date.last < before.date.first:
            said = f"{english().date(record.date)} is before {english().date(before.date)}, the date of {before.id!r} that it supersedes"
            yield at(record, "date", says=said)


_FINAL = ("outcome-document", "resolution", "adoption")


def undated_final(checkup: Checkup) -> Iterator[Finding]:
    """A final text (resolution, outcome, last of a chain) without a day.

    Final texts bear their day; citations need it.
    """
    for record in checkup.milestones:
        last = (
            record.kind == "document" and record.supersedes and record.id not in checkup.gathered.successors
        )
        if (
            (last or record.type in _FINAL)
            and record.date.precision != "day"
            and record.status == "confirmed"
        ):
            said = f"a final text has a day; {english().date(record.date)!r} has none, find it in the text itself"
            yield at(record, "date", says=said)


# Texts that nobody can speak to before they exist.
_TEXTS = ("draft", "outcome-document", "declaration", "resolution")


def early_statement(checkup: Checkup) -> Iterator[Finding]:
    """A statement on a text, or an explanation of vote, dated before the text or the vote.

    Nobody can comment on what does not exist yet: the date or the milestone is wrong.
    """
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
