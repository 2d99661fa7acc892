"""Who said what about it."""

from collections.abc import Iterable
from typing import NamedTuple

from gcmtrack.model.collection import Records
from gcmtrack.model.records import Statement, english_title


class StatementRow(NamedTuple):
    """A statement. `issuers` are short names; `answers` is the title of its milestone, empty when it names none."""

    statement: Statement
    when: str
    issuers: str
    title: str
    answers: str
    languages: str


def statement_rows(records: Records, statements: Iterable[Statement]) -> list[StatementRow]:
    return [statement_row(records, statement) for statement in statements]


def statement_row(records: Records, statement: Statement) -> StatementRow:
    milestone = records.milestones.get(statement.milestone or "")
    return StatementRow(
        statement=statement,
        when=statement.date.words(),
        issuers=issuers(records, statement),
        title=english_title(statement),
        answers=milestone.title if milestone else statement.milestone or "",
        languages=", ".join(statement.languages),
    )


def issuers(records: Records, statement: Statement) -> str:
    """Says who issued it, and for whom: "NNIRR (for Bloque Latinoamericano)"."""
    said = records.organisation_names(statement.organisations)
    if statement.on_behalf_of:
        said += f" (for {records.organisation_names(statement.on_behalf_of)})"
    return said
