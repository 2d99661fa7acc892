"""The form of a new statement."""

import os
from contextlib import suppress

from gcmtrack.cli import completion
from gcmtrack.cli.add import form
from gcmtrack.cli.add.questions import AddSession, Ask, milestones_nearby
from gcmtrack.model.ids import path_of
from gcmtrack.model.records import Statement
from gcmtrack.model.vocabulary import STANCES, STATEMENT_KINDS
from gcmtrack.store.folder import shipped_folder
from gcmtrack.text import one_of


def _entered_today(session: AddSession) -> dict[str, str]:
    """Returns the organisation and the date of the statement that was entered last, if that was today: who enters one
    after the other mostly goes on with the same. What others entered is nobody's answer."""
    newest: tuple[float, str] | None = None
    for statement in session.records.statements.values():
        if statement.added == session.today and not _came_with_the_program(statement):
            with suppress(OSError):
                touched = os.stat(session.loaded.folder / path_of("statements", statement.id)).st_mtime
                newest = max(newest or (0.0, ""), (touched, statement.id))
    if newest is None:
        return {}
    last = session.records.statements[newest[1]]
    found = {"date": str(last.date), "org": ", ".join(last.organisations), "lang": ", ".join(last.languages)}
    return {option: default for option, default in found.items() if default}


def _came_with_the_program(statement: Statement) -> bool:
    return (shipped_folder() / path_of("statements", statement.id)).is_file()


_LINK, *_OF_LINK = form.LINKS

STATEMENT = form.Form(
    "statements",
    rows=(
        Ask("org", "organisations", "NAME", "Issued by (ids, acronyms or names, parted by commas)", "Issuer: id, acronym or name; repeat when joint.", required=True, many=True, complete=completion.organisations),
        Ask("title", "title", "TEXT", "Title, in the original language", "Title, in the original language.", required=True),
        Ask("date", "date", "DATE", "Date (as 13 July 2018, July 2018, 2018)", "As people type it: 2018-07-13, 13 July 2018, julio de 2018.", required=True),
        Ask("kind", "kind", "KIND", "Kind", f"One of {one_of(STATEMENT_KINDS)}; default: statement.", default="statement", choices=STATEMENT_KINDS, complete=completion.statement_kinds),
        Ask("milestone", "milestone", "ID", "Milestone that it answers", "The milestone that it answers.", choices=milestones_nearby, complete=completion.milestones, also="on"),
        Ask("lang", "languages", "LANGUAGE", "Languages, the original first", "Name or code, as es; repeat, the original first.", many=True, complete=completion.languages),
        _LINK._replace(question="Link to the text"),
        *_OF_LINK,
        Ask("speaker", "speaker.name", "NAME", "Speaker, where a source names one", "Who spoke, where a source names the person."),
        Ask("speaker-role", "speaker.role", "TEXT", "Speaker's role", "As what the person spoke."),
        Ask("on-behalf-of", "on_behalf_of", "NAME", "In whose name, if not their own", "In whose name.", many=True, complete=completion.organisations),
        Ask("cosigner", "cosigners", "NAME", "Cosigned by (parted by commas)", "Who signed it too; may be repeated.", many=True, complete=completion.organisations),
        Ask("cosigner-count", "cosigner_count", "N", "How many cosigned", "How many signed it, where they are too many to name."),
        Ask("supersedes", "supersedes", "ID", "Earlier statement that it replaces", "The earlier statement that it reverses.", complete=completion.statements),
        Ask("stance", "stance", "WORD", "Stance, only where the text shows it", f"Only where the text shows it in words: {one_of(STANCES)}.", choices=STANCES, complete=completion.stances),
        *form.SUBJECTS,
        form.SUMMARY,
        form.TITLES,
        *form.SOURCE,
    ),
    asks=(
        "title", "kind", "date", "org", "on-behalf-of", "cosigner", "milestone", "lang", "stance", "objective", "topic",
        "summary", "speaker", "link", "source-title", "source-url",
    ),
    defaults=_entered_today,
    of_page={**form.OF_PAGE, "lang": ("language",)},
)  # fmt: skip
