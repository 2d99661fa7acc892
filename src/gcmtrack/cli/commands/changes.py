"""`gcmtrack changes`"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gcmtrack.cli import completion, output
from gcmtrack.cli.earlier import Earlier
from gcmtrack.cli.earlier import since as since_when
from gcmtrack.cli.listing import Display
from gcmtrack.cli.options import JsonOption, RecordsOption, TodayOption, the_day, with_screen
from gcmtrack.cli.view_formats import (
    FedFormatOption,
    Forms,
    MarkdownOption,
    OutputOption,
    chosen,
    show,
    wording_for,
)
from gcmtrack.errors import NoSuchRecord
from gcmtrack.input import lookup
from gcmtrack.model.records import Organisation
from gcmtrack.views.change_words import Report, both_words, report, title_of
from gcmtrack.views.changes import Change, groups
from gcmtrack.wording import Wording

if TYPE_CHECKING:
    from gcmtrack.formats.pages.document import Piece
    from gcmtrack.terminal.layout import Screen

IdsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID]...", help="Only these records.", autocompletion=completion.all_records),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="WHAT",
        help="A date, a commit of git, a folder, an exported csv or JSON file; default: two weeks ago.",
    ),
]


@with_screen
def changes(
    display: Display,
    ids: IdsArgument = None,
    since: SinceOption = None,
    markdown: MarkdownOption = False,
    format: FedFormatOption = None,
    output_file: OutputOption = None,
    records: RecordsOption = None,
    today: TodayOption = None,
    json: JsonOption = False,
) -> None:
    """What changed in the records: new, removed, renamed, other dates and other facts; other words are counted.

    The records of now are held against those of a day or a commit in git, of another folder, or of a file that was
    exported. Without git, the records themselves tell: `added`, `checked` and dates that were changed.
    """
    day, form = the_day(today), chosen(format, output_file, json=json, markdown=markdown)
    wording = wording_for(form)
    loaded = output.open_records(records)
    found = since_when(since, loaded, day, wording)
    if ids:
        found = _only(found, ids)
    title = wording.say("changes.title-since", since=found.since)
    said = report(found.changes, found.sides, title, wording)
    nothing = wording.say("changes.nothing-since", since=found.since)
    show(
        "changes",
        _forms(found, said, nothing, wording),
        form,
        output_file,
        today=day,
        wording=wording,
        display=display,
        title=title,
        nothing=None if said.summary or said.counted else nothing,
        **_head(found, wording),
    )


def _only(found: Earlier, ids: Iterable[str]) -> Earlier:
    some = []
    for name in ids:
        try:
            some.append(lookup.find_record(found.sides.after, name))
        except NoSuchRecord:
            # It may be gone.
            kinds = (
                found.sides.before.milestones,
                found.sides.before.statements,
                found.sides.before.organisations,
            )
            gone = [kind[name] for kind in kinds if name in kind]
            if not gone:
                raise
            some += gone
    return found._replace(changes=found.changes.only(some))


def _forms(found: Earlier, said: Report, nothing: str, wording: Wording) -> Forms:
    def table(out: "Screen") -> None:
        from gcmtrack.terminal import changes as terminal

        terminal.changes(out, said)

    def rows() -> Iterable[list[str]]:
        return (row for change in found.changes.changes for row in _rows(change, found, wording))

    def lines() -> Iterable[str]:
        from gcmtrack.terminal.lines import line

        return (line(*row) for row in rows())

    def piece() -> "Piece":
        from gcmtrack.formats.pages import changes_page

        return changes_page.changes(said, nothing, wording)

    def feed() -> bytes:
        from gcmtrack.formats import atom
        from gcmtrack.views import change_news

        return atom.write(change_news.feed(found.changes, found.sides, said.title, wording))

    head = ["change", "record", "date", "title", "fact", "was", "now", "id"]
    return Forms(
        lambda _: (_shape(change, wording) for change in found.changes.changes),
        table,
        lines,
        lambda: (head, rows()),
        piece,
        feed=feed,
    )


def _rows(change: Change, found: Earlier, wording: Wording) -> Iterable[list[str]]:
    """Yields a row for each fact that is another, and one for a record of which none is."""
    record = change.record
    before = [
        wording.label("change-kind", change.kind),
        wording.label("record", record.folder.removesuffix("s")),
        "" if isinstance(record, Organisation) else str(record.date),
        title_of(record, found.sides, wording),
    ]
    if change.kind == "renamed" and change.before is not None:
        yield [*before, wording.text("changes.id"), change.before.id, record.id, record.id]
    for fact in change.facts:
        yield [*before, wording.label("fact", fact.key), *both_words(fact, found.sides, wording), record.id]
    if not change.facts and change.kind != "renamed":
        keys = (*change.wording, *change.evidence, *change.upkeep, *change.follows)
        yield [*before, wording.joined([wording.key_in_words(key) for key in keys]), "", "", record.id]


def _shape(change: Change, wording: Wording) -> dict[str, Any]:
    from gcmtrack.formats.json_document import plain, when

    record = change.record
    return {
        "change": change.kind,
        "record": record.folder.removesuffix("s"),
        "id": record.id,
        "was_id": change.before.id if change.kind == "renamed" and change.before else None,
        "title": record.title,
        "date": None if isinstance(record, Organisation) else when(record.date, wording),
        "facts": [
            {"key": fact.key, "was": plain(fact.before, wording), "now": plain(fact.after, wording)}
            for fact in change.facts
        ],
        "wording": list(change.wording),
        "evidence": list(change.evidence),
        "upkeep": list(change.upkeep),
        "follows": list(change.follows),
    }


def _head(found: Earlier, wording: Wording) -> Mapping[str, Any]:
    from gcmtrack.formats.json_document import plain

    alike, _ = groups(found.changes.with_facts)
    return {
        "since": found.since,
        "alike": [
            {
                "key": group.fact.key,
                "was": plain(group.fact.before, wording),
                "now": plain(group.fact.after, wording),
                "record": group.changes[0].record.folder.removesuffix("s"),
                "ids": [change.record.id for change in group.changes],
            }
            for group in alike
        ],
        "not_compared": found.changes.unread,
    }
