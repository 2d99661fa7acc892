"""Statements with their issuers, what they answer and their languages."""

from collections.abc import Iterable

import msgspec

from gcmtrack.model.collection import Records
from gcmtrack.model.records import Statement
from gcmtrack.views.text_links import text_links
from gcmtrack.wording import Title, Wording


class StatementRow(msgspec.Struct, frozen=True):
    """A statement. `issuers` are short names; `answers` is the title of its milestone, empty when it names none.

    `address` leads to the text and `report` to a report about it; each is empty where there is none.
    """

    statement: Statement
    when: str
    issuers: str
    titled: Title
    answers: str
    languages: str
    stance: str
    address: str
    report: str

    @property
    def title(self) -> str:
        return self.titled.whole


def statement_rows(records: Records, statements: Iterable[Statement], wording: Wording) -> list[StatementRow]:
    """Returns a row for each statement, in the given order."""
    return [statement_row(records, statement, wording) for statement in statements]


def statement_row(records: Records, statement: Statement, wording: Wording) -> StatementRow:
    """Returns the row of one statement."""
    milestone = records.milestones.get(statement.milestone or "")
    links = text_links(statement)
    return StatementRow(
        statement=statement,
        when=wording.date(statement.date),
        issuers=issuers(records, statement, wording),
        titled=wording.titled(statement),
        answers=wording.called(milestone) if milestone else statement.milestone or "",
        languages=", ".join(statement.languages),
        stance=wording.label("stance", statement.stance) if statement.stance else "",
        address=links.address,
        report=links.report,
    )


def issuers(records: Records, statement: Statement, wording: Wording) -> str:
    """Returns who issued it, and for whom: "NNIRR (for Bloque Latinoamericano)"."""
    said = wording.organisations(records, statement.organisations)
    if statement.on_behalf_of:
        others = wording.organisations(records, statement.on_behalf_of)
        return wording.say("issuers.for", issuers=said, others=others)
    return said
