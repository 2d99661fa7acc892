"""The section of who said what, under what it answers."""

from collections.abc import Iterable

from gcmtrack.formats.pages.document import Bullets, Heading, Line, Piece
from gcmtrack.formats.pages.links import further, linked
from gcmtrack.formats.pages.notes import Notes
from gcmtrack.formats.pages.scope import Scope
from gcmtrack.model.collection import in_time
from gcmtrack.model.records import Statement
from gcmtrack.views.filters import matching_statements
from gcmtrack.views.statements import issuers
from gcmtrack.views.text_links import text_link


def statement_section(scope: Scope) -> Piece | None:
    """Returns the statements under what they answer, in order of time, the newest where they are limited; None when there
    are none."""
    chosen = matching_statements(scope.records, scope.filters)
    if not chosen:
        return None
    if scope.style.limit is not None:
        chosen = chosen[-scope.style.limit :]
    notes = Notes(scope)
    elements: list[Heading | Bullets] = []
    for heading, group in _by_answered(scope, chosen):
        elements.append(Heading(scope.style.level, (heading,)))
        elements.append(Bullets(tuple(_statement(statement, scope, notes) for statement in group)))
    return Piece(tuple(elements), notes.all)


def _by_answered(scope: Scope, chosen: Iterable[Statement]) -> list[tuple[str, list[Statement]]]:
    records, wording = scope.records, scope.wording
    groups: dict[str | None, list[Statement]] = {}
    for statement in chosen:
        known = statement.milestone if statement.milestone in records.milestones else None
        groups.setdefault(known, []).append(statement)
    answered = sorted((records.milestones[id_] for id_ in groups if id_), key=in_time)
    named = [(f"{wording.called(m)} ({wording.date(m.date)})", groups[m.id]) for m in answered]
    return named + ([(wording.text("page.other-statements"), groups[None])] if None in groups else [])


def _statement(statement: Statement, scope: Scope, notes: Notes) -> Line:
    wording = scope.wording
    main = text_link(statement)
    speaker = statement.speaker
    details = [
        wording.label("kind", statement.kind),
        wording.joined((speaker.name, wording.untranslated(speaker.role or ""))) if speaker else "",
        wording.all_of([wording.language_name(code) for code in statement.languages]),
        wording.count(statement.cosigner_count, "signed") if statement.cosigner_count else "",
    ]
    said = (wording.date(statement.date), issuers(scope.records, statement, wording))
    return (
        f"{wording.text('joint.comma').join(said)}{wording.text('joint.colon')}",
        linked(wording.title(statement), main.url if main else ""),
        f" ({wording.joined(details, 'semicolon')})",
        *further(statement.links, main.url if main else "", wording),
        *notes.called(statement),
    )
