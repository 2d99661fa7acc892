"""`gcmtrack edit`"""

from typing import Annotated

import typer

from gcmtrack.cli import completion, editor, output, prompts
from gcmtrack.cli.options import RecordsOption, TodayOption, the_day
from gcmtrack.cli.paths import as_seen
from gcmtrack.editing import key_changes
from gcmtrack.errors import InvalidRecords, Misuse, WriteRefused
from gcmtrack.input import lookup
from gcmtrack.model.ids import FOLDERS, Folder, is_id, path_of
from gcmtrack.store import save, toml_text
from gcmtrack.store.load import Loaded


def edit(
    id: Annotated[str, typer.Argument(metavar="ID", help="The record.", autocompletion=completion.all_records)],
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Give a key a value, as date=2022-05-17/2022-05-20 or titles.es=...")] = None,
    add: Annotated[list[str] | None, typer.Option("--add", metavar="KEY=VALUE", help="Add to a list, as topics=labour or links=https://...")] = None,
    remove: Annotated[list[str] | None, typer.Option("--remove", metavar="KEY[=VALUE]", help="Take a key out, or a value out of a list.")] = None,
    no_history: Annotated[bool, typer.Option("--no-history", help="The old date was a typo: do not keep it.")] = False,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why the date moved.")] = None,
    source: Annotated[str | None, typer.Option("--source", metavar="URL", help="Who announced the earlier date.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the change, write nothing.")] = False,
    records: RecordsOption = None,
    today: TodayOption = None,
) -> None:  # fmt: skip
    """Change a record, by --set, --add and --remove, or without them in your editor.

    Only the lines that change are touched. A new --set date keeps the old one under previous_dates. What would make the
    record invalid is refused; nothing is lost.
    """
    day = the_day(today)
    loaded = output.open_records(records)
    kind, found = _find(loaded, id)
    save.check_writable(loaded.folder)
    path = loaded.folder / path_of(kind, found)
    old = save.read_bytes(path)
    asked = key_changes.RequestedChanges(
        *(tuple(map(prompts.decodable, given or ())) for given in (set_, add, remove))
    )
    if any(asked):
        history = None if no_history else key_changes.History(note, source)
        new = save.with_edits(
            kind, found, old, key_changes.edits(loaded.records, kind, old, asked, history, day)
        )
        key_changes.verify(loaded, kind, found, new)
    elif note or source or no_history:
        raise Misuse("--note, --source and --no-history go with --set date=...")
    else:
        new = _in_editor(loaded, kind, found, old)
    if new == old:
        output.say("nothing changed")
        return
    if dry_run:
        output.write(key_changes.diff(as_seen(path), old, new))
        return
    try:
        save.replace(loaded.folder, kind, found, old, new)
    except WriteRefused as error:
        if any(asked):
            raise
        raise WriteRefused(f"{error}; your text is kept in {editor.keep(found, new)}") from None
    output.write(f"{as_seen(path)}\n")


def _find(loaded: Loaded, name: str) -> tuple[Folder, str]:
    """The record of that name; one that is left out for its problems can still be edited by its whole id."""
    broken = [
        (kind, id_)
        for kind in FOLDERS
        if (id_ := name.removeprefix(f"{kind}/")) not in loaded.records.all_of(kind)
        and is_id(id_)
        and (loaded.folder / path_of(kind, id_)).is_file()
    ]
    if broken:
        return broken[0]
    record = lookup.find_record(loaded.records, name)
    return record.folder, record.id


def _in_editor(loaded: Loaded, kind: Folder, id_: str, old: bytes) -> bytes:
    def accept(raw: bytes) -> None:
        try:
            save.record_of(kind, id_, toml_text.parse(toml_text.decode(raw)))
        except toml_text.TomlSyntaxError as error:
            raise InvalidRecords(f"line {error.problem.line}: {error.problem.message}") from None
        key_changes.verify(loaded, kind, id_, raw)

    return editor.edit(id_, old, accept)
