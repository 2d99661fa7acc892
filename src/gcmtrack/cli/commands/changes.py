"""`gcmtrack changes`"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from gcmtrack.cli import completion, output
from gcmtrack.cli.declared import Argument, Option
from gcmtrack.cli.earlier import Earlier, against_base
from gcmtrack.cli.earlier import since as since_when
from gcmtrack.cli.listing import Display
from gcmtrack.cli.opening import the_day
from gcmtrack.cli.options import JsonOption, LanguageOption, RecordsOption, TodayOption, with_screen
from gcmtrack.cli.view_formats import (
    FedFormatOption,
    Forms,
    MarkdownOption,
    OutputOption,
    chosen,
    show,
    wording_for,
)
from gcmtrack.errors import Misuse, NoSuchRecord
from gcmtrack.input import lookup
from gcmtrack.model.records import Organisation
from gcmtrack.store.load import Loaded
from gcmtrack.views.change_words import Report, both_words, report, title_of
from gcmtrack.views.changes import Change, Place, groups
from gcmtrack.wording import Wording

if TYPE_CHECKING:
    from gcmtrack.formats.pages.document import Piece
    from gcmtrack.terminal.layout import Screen

IdsArgument = Annotated[
    list[str] | None,
    Argument(metavar="[IDS]...", help="Only these records.", autocompletion=completion.all_records),
]
SinceOption = Annotated[
    str | None,
    Option(
        "--since",
        metavar="WHAT",
        help="A date, a commit of git, a folder, an exported csv or JSON file; default: two weeks ago.",
    ),
    Path,
]
AgainstOption = Annotated[
    str | None,
    Option(
        "--against",
        metavar="base",
        help="What the folder says otherwise than the records on which it stands.",
        autocompletion=lambda incomplete: [("base", "")] if "base".startswith(incomplete) else [],
    ),
]
PatchOption = Annotated[
    bool, Option("--patch", help="With --against base: a patch to send to who keeps the base.")
]


@with_screen
def changes(
    display: Display,
    ids: IdsArgument = None,
    since: SinceOption = None,
    against: AgainstOption = None,
    patch: PatchOption = False,
    markdown: MarkdownOption = False,
    format: FedFormatOption = None,
    output_file: OutputOption = None,
    records: RecordsOption = None,
    today: TodayOption = None,
    language: LanguageOption = None,
    json: JsonOption = False,
) -> None:
    """What changed in the records: new, removed, renamed, other dates and other facts; other words are counted.

    The records of now are held against those of a day or a commit in git, of another folder, or of a file that was
    exported. Without git, the records themselves tell: `added`, `checked` and dates that were changed.
    """
    _check(since, against, patch=patch, formed=bool(format or json or markdown))
    day = the_day(today)
    form = None if patch else chosen(format, output_file, json=json, markdown=markdown)
    loaded = output.open_records(records)
    wording = wording_for(form, language, loaded.settings)
    found = since_when(since, loaded, day, wording) if against is None else against_base(loaded, wording)
    if ids:
        found = _only(found, ids)
    base = against is not None
    title = wording.say("changes.title-base" if base else "changes.title-since", since=found.since)
    nothing = wording.say("changes.nothing-base" if base else "changes.nothing-since", since=found.since)
    if patch:
        _write_patch(found, loaded, output_file, nothing)
        return
    said = report(found.changes, found.sides, title, wording)
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


def _check(since: str | None, against: str | None, *, patch: bool, formed: bool) -> None:
    """Raises `Misuse` for options that contradict each other."""
    if against not in (None, "base"):
        raise Misuse(f"--against: {against!r} is not base; what differs from a folder: --since {against}")
    if against and since is not None:
        raise Misuse("--since and --against base ask for two things; give one")
    if patch and against is None:
        raise Misuse("--patch tells what the base lacks; give --against base too")
    if patch and formed:
        raise Misuse("--patch is a format of its own; give no other")


def _write_patch(found: Earlier, loaded: Loaded, output_file: Path | None, nothing: str) -> None:
    from gcmtrack.editing.patch import patch

    assert loaded.base is not None
    # What only the folder itself needs is no change of the base.
    told = [change for change in found.changes.changes if change.after and not _is_mark(change)]
    written = patch(loaded, loaded.base, [change.record for change in told])
    if not written:
        output.say(nothing)
        return
    output.put(output_file, written)


def _is_mark(change: Change) -> bool:
    rest = (*change.facts, *change.wording, *change.evidence, *change.follows)
    return change.kind == "changed" and not rest and change.upkeep == ("overrides",)


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
    from gcmtrack.formats.json_document import when

    record = change.record
    return {
        "change": change.kind,
        "record": record.folder.removesuffix("s"),
        "id": record.id,
        "was_id": change.before.id if change.kind == "renamed" and change.before else None,
        "title": record.title,
        "date": None if isinstance(record, Organisation) else when(record.date, wording),
        "facts": [
            {"key": fact.key, "was": _plain(fact.before, wording), "now": _plain(fact.after, wording)}
            for fact in change.facts
        ],
        "wording": list(change.wording),
        "evidence": list(change.evidence),
        "upkeep": list(change.upkeep),
        "follows": list(change.follows),
    }


def _head(found: Earlier, wording: Wording) -> Mapping[str, Any]:
    alike, _ = groups(found.changes.with_facts)
    return {
        "since": found.since,
        "alike": [
            {
                "key": group.fact.key,
                "was": _plain(group.fact.before, wording),
                "now": _plain(group.fact.after, wording),
                "record": group.changes[0].record.folder.removesuffix("s"),
                "ids": [change.record.id for change in group.changes],
            }
            for group in alike
        ],
        "not_compared": found.changes.unread,
    }


def _plain(value: Any, wording: Wording) -> Any:
    from gcmtrack.formats.json_document import plain

    return value._asdict() if isinstance(value, Place) else plain(value, wording)
