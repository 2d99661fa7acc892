"""`gcmtrack digest`, which is `gcmtrack` alone."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from gcmtrack.cli import advice, output
from gcmtrack.cli.declared import Option
from gcmtrack.cli.earlier import DAYS, Earlier, Tally, lately
from gcmtrack.cli.earlier import since as since_when
from gcmtrack.cli.listing import Display
from gcmtrack.cli.opening import the_day, the_view
from gcmtrack.cli.options import (
    AsOfOption,
    JsonOption,
    LanguageOption,
    RecordsOption,
    TodayOption,
    with_screen,
)
from gcmtrack.cli.view_formats import MarkdownOption, chosen, wording_for
from gcmtrack.errors import Misuse
from gcmtrack.model.days import moved
from gcmtrack.text import command
from gcmtrack.views.digest import Digest, Item, Network, Part, changed, changed_heading, first_steps
from gcmtrack.views.digest import digest as parts_of

if TYPE_CHECKING:
    from gcmtrack.store.load import Loaded
    from gcmtrack.terminal.layout import Screen
    from gcmtrack.wording import Wording

SinceOption = Annotated[
    str | None,
    Option(
        "--since", metavar="WHAT", help="What changed since then, as for changes; default: two weeks ago."
    ),
]


@with_screen
def digest(
    display: Display,
    since: SinceOption = None,
    markdown: MarkdownOption = False,
    as_of: AsOfOption = None,
    records: RecordsOption = None,
    today: TodayOption = None,
    language: LanguageOption = None,
    json: JsonOption = False,
) -> None:
    """What goes on, what comes next and by when, what is overdue, what changed, and what we have not answered.

    One screen; each line ends in the command that shows more, or in the id of a record for gcmtrack show. Whose records
    these are is what `us` says in gcmtrack.toml.
    """
    day, form = the_day(today, as_of), chosen(None, None, json=json, markdown=markdown)
    seen = the_view(as_of)
    if since is not None and seen is not None:
        raise Misuse(
            "--as-of goes without --since: it tells what could be known, not what was changed in the files"
        )
    loaded = output.open_records(records)
    wording = wording_for(form, language, loaded.settings)
    found = _digest(loaded, since, seen, day, wording)
    if form == "markdown":
        from gcmtrack.formats.pages import digest_page
        from gcmtrack.formats.pages import markdown as page

        # A mail is read elsewhere, where the folder of this run is none.
        output.put(None, f"{page.render(digest_page.digest(found, wording))}\n".encode())
        return
    found = found.with_commands(advice.pasteable)
    if form == "json":
        output.write(_json(found, loaded, day))
    elif output.on_terminal():
        from gcmtrack.cli.listing import draw

        draw(lambda out: _draw(out, found), display)
    else:
        output.write_lines(_lines(found))


def _draw(out: "Screen", found: Digest) -> None:
    from gcmtrack.terminal import digest as terminal

    terminal.digest(out, found)


def _digest(loaded: "Loaded", since: str | None, seen: date | None, day: date, wording: "Wording") -> Digest:
    settings, records = loaded.settings, loaded.records
    if seen is not None:
        from gcmtrack.views.as_of import known_on

        records = known_on(records, seen)
    name = settings.title or wording.text("digest.name")
    title = wording.say("digest.title", name=name, day=wording.day(day))
    parts: list[Part] = []
    if len(records):
        network = Network(settings.us, settings.language)
        # When a record was entered says nothing of when it could be known.
        changed_ = _changed(loaded, since, day, wording) if seen is None else None
        parts = parts_of(records, day, network, changed_, wording)
    whole = Item("", wording.text("digest.whole"), command("gcmtrack", "digest", "--markdown"))
    return Digest(title, tuple(parts), _folder(loaded, day, wording), tuple(_hints(loaded, wording)), whole)


def _changed(loaded: "Loaded", since: str | None, day: date, wording: "Wording") -> Part:
    listed = command("gcmtrack", "changes", *(() if since is None else ("--since", since)))
    found: Earlier | Tally
    if since is None:
        first = moved(day, -DAYS)
        found = lately(first, loaded, day)
        said = wording.say("changes.since-day", day=wording.day(first))
    else:
        found = since_when(since, loaded, day, wording)
        said = found.since
    if isinstance(found, Earlier):
        return changed(found.changes, found.sides, said, listed, day, wording)
    counts = [
        wording.count(found.new, "changes-new") if found.new else "",
        wording.count(found.removed, "changes-removed") if found.removed else "",
        wording.say("digest.rewritten", count=wording.number(found.rewritten)),
    ]
    return Part("changed", changed_heading(said, wording.joined(counts), wording), sum(found), listed, ())


def _folder(loaded: "Loaded", day: date, wording: "Wording") -> Item:
    number = _problems(loaded, day)
    said = wording.say(
        "digest.folder",
        folder=_name(loaded, wording),
        records=wording.count(len(loaded.records), "record"),
        problems=wording.count(number, "problem") if number else wording.text("digest.no-problems"),
    )
    return Item("", said, command("gcmtrack", "check"))


def _name(loaded: "Loaded", wording: "Wording") -> str:
    from gcmtrack.cli.paths import as_seen

    if _is_shipped(loaded.folder):
        return wording.text("digest.shipped")
    own, base = as_seen(loaded.folder), loaded.base_folder
    if base is None:
        return own
    if _is_shipped(base):
        return wording.say("digest.on-shipped", folder=own)
    return wording.say("digest.on", folder=own, base=as_seen(base))


def _is_shipped(folder: Path) -> bool:
    import os

    from gcmtrack.store.folder import shipped_folder

    return os.path.realpath(folder) == os.path.realpath(shipped_folder())


def _problems(loaded: "Loaded", day: date) -> int:
    """Counts what `check` finds, but for files that are not in canonical form: every one would have to be read again.

    Of the shipped records only what cannot be read: they were checked before they were shipped, and not ours to mend.
    """
    if _is_shipped(loaded.folder):
        return len(loaded.findings)
    from gcmtrack.checks import registry

    quick = [check for check in registry.CHECKS if check.name != "not-canonical"]
    found = registry.find(loaded, day, quick)
    return sum(1 for finding in found if finding.folder is None or loaded.is_own(finding.folder, finding.id))


def _hints(loaded: "Loaded", wording: "Wording") -> Iterable[Item]:
    if not len(loaded.records):
        # Where something stands in their way, `check` is what comes first.
        if not (loaded.findings or loaded.base_findings):
            yield from first_steps(wording)
        return
    yield Item("", wording.text("digest.show"), command("gcmtrack", "show", "ID"))
    if _is_shipped(loaded.folder):
        yield Item("", wording.text("digest.own"), command("gcmtrack", "init", "my-records"))


def _lines(found: Digest) -> Iterable[str]:
    """Yields a line a part and a line an item: part, when, what, the command that shows more."""
    from gcmtrack.terminal.lines import line

    for part in found.parts:
        yield line(part.name, "", part.heading, part.command)
        for item in part.items:
            yield line(part.name, item.when, item.text, item.command)
    for item in (found.folder, *found.hints):
        yield line("folder", "", item.text, item.command)


def _json(found: Digest, loaded: "Loaded", day: date) -> str:
    from gcmtrack.formats import json_document

    shapes: list[dict[str, Any]] = [
        {
            "part": part.name,
            "heading": part.heading,
            "total": part.total,
            "command": part.command,
            "items": [
                {"when": item.when, "text": item.text, "command": item.command, "id": item.id}
                for item in part.items
            ],
        }
        for part in found.parts
    ]
    head = {
        "title": found.title,
        "folder": str(loaded.folder),
        "record_count": len(loaded.records),
        "problems": _problems(loaded, day),
    }
    return json_document.document("digest", shapes, today=day, **head)
