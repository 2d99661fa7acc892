"""Statements with their issuers, what they answer and their languages."""

from collections.abc import Iterable
from typing import NamedTuple

from gcmtrack.model.collection import Records
from gcmtrack.model.records import Statement
from gcmtrack.wording import Wording


class StatementRow(NamedTuple):
    """A statement. `issuers` are short names; `answers` is the title of its milestone, empty when it names none."""

    statement: Statement
    when: str
    issuers: str
    title: str
    answers: str
    languages: str


def statement_rows(records: Records, statements: Iterable[Statement], wording: Wording) -> list[StatementRow]:
    """Returns a row for each statement, in the given order."""
    return [statement_row(records, statement, wording) for statement in statements]


def statement_row(records: Records, statement: Statement, wording: Wording) -> StatementRow:
    milestone = records.milestones.get(statement.milestone or "")
    return StatementRow(
        statement=statement,
        when=wording.date(statement.date),
        issuers=issuers(records, statement, wording),
        title=wording.title(statement),
        answers=wording.title(milestone) if milestone else statement.milestone or "",
        languages=", ".join(statement.languages),
    )


def issuers(records: Records, statement: Statement, wording: Wording) -> str:
    """Returns who issued it, and for whom: "NNIRR (for Bloque Latinoamericano)"."""
    said = wording.organisations(records, statement.organisations)
    if statement.on_behalf_of:
        others = wording.organisations(records, statement.on_behalf_of)
        return wording.say("issuers.for", issuers=said, others=others)
    return said
