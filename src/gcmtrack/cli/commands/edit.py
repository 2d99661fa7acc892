"""`gcmtrack edit`"""

from datetime import date
from functools import partial
from typing import Annotated

from gcmtrack.cli import completion, editor, output, prompts
from gcmtrack.cli.declared import Argument, Option
from gcmtrack.cli.opening import the_day, the_wording
from gcmtrack.cli.options import LanguageOption, RecordsOption, TodayOption
from gcmtrack.cli.own_folder import to_write
from gcmtrack.cli.paths import as_seen
from gcmtrack.cli.records import find
from gcmtrack.editing import key_changes
from gcmtrack.editing.base_copy import changed, start_of, text_below
from gcmtrack.editing.candidates import Candidate, check_candidate
from gcmtrack.editing.change_set import ChangeSet
from gcmtrack.editing.reminders import reminders
from gcmtrack.errors import GcmtrackError, InvalidRecords, Misuse, WriteRefused
from gcmtrack.model.ids import Folder, path_of
from gcmtrack.printable import inert
from gcmtrack.store import save, toml_text
from gcmtrack.store.load import Loaded
from gcmtrack.store.record_text import read_text
from gcmtrack.store.transaction import Change, ChangedMeanwhile
from gcmtrack.text import command
from gcmtrack.wording import Wording


def edit(
    words: Annotated[list[str], Argument(metavar="ID", help="The record.", autocompletion=completion.all_records)],
    set_: Annotated[list[str] | None, Option("--set", metavar="KEY=VALUE", help="Give a key a value, as date=2022-05-17/2022-05-20 or titles.es=...")] = None,
    add: Annotated[list[str] | None, Option("--add", metavar="KEY=VALUE", help="Add to a list, as topics=labour or links=https://...")] = None,
    remove: Annotated[list[str] | None, Option("--remove", metavar="KEY[=VALUE]", help="Take a key out, or a value out of a list.")] = None,
    no_history: Annotated[bool, Option("--no-history", help="The old date was a typo: do not keep it.")] = False,
    note: Annotated[str | None, Option("--note", metavar="TEXT", help="Why the date moved.")] = None,
    source: Annotated[str | None, Option("--source", metavar="URL", help="Who announced the earlier date.")] = None,
    dry_run: Annotated[bool, Option("--dry-run", help="Show the change, write nothing.")] = False,
    records: RecordsOption = None,
    today: TodayOption = None,
    language: LanguageOption = None,
) -> None:  # fmt: skip
    """Change a record, by --set, --add and --remove, or without them in your editor.

    Only the lines that change are touched. A new --set date keeps the old one under previous_dates, unless it only says
    it more exactly. What would make the record invalid is refused; nothing is lost. A record of the base is copied into
    your folder first.
    """
    day = the_day(today)
    id_ = _name(words)
    loaded = output.open_records(to_write(records, language))
    kind, found = find(loaded, id_)
    save.check_writable(loaded.folder)
    asked = key_changes.RequestedChanges(
        *(tuple(map(prompts.decodable, given or ())) for given in (set_, add, remove))
    )
    if any(asked):
        told = key_changes.History(note and prompts.decodable(note), source and prompts.decodable(source))
        history = None if no_history else told
        plan = partial(key_changes.changes, kind, found, asked, history, day)
        change_set = ChangeSet.planned(loaded, plan, checked_on=day)
        change_set.refuse(day)
    elif note or source or no_history:
        raise Misuse("--note, --source and --no-history go with --set date=...")
    else:
        change_set = _in_editor(loaded, kind, found, day, the_wording(language, loaded.settings))
    if not change_set:
        output.say("nothing changed")
        return
    (change,) = change_set.changes
    assert change.new is not None
    below = text_below(loaded, kind, found)
    notes = [f"note: {remark}" for remark in change_set.remarks(day)]
    notes += [f"note: {reminder}" for reminder in _reminders(kind, found, below or change.old, change.new)]
    if below is not None:
        said = "would be copied" if dry_run else "is copied"
        where = (
            f"{found!r} comes from {loaded.base_name}; it {said} to {as_seen(change.path)} and changed there"
        )
        notes.append(where)
    if dry_run:
        diff = change_set.diff(as_seen)
        output.write(
            "".join(f"{inert(line)}\n" for line in diff.splitlines()) if output.on_terminal() else diff
        )
        _tell(notes)
        return
    try:
        change_set.apply()
    except (InvalidRecords, WriteRefused) as error:
        if any(asked):
            raise
        raise _kept(error, found, change.new) from None
    # Only now: of what could not be written there is nothing to note.
    _tell(notes)
    output.write(f"{as_seen(change.path)}\n")


def _tell(notes: list[str]) -> None:
    for note in notes:
        output.say(note)


def _name(words: list[str]) -> str:
    """The name that several words make. Raises `Misuse` with the right command where one of them is a change."""
    changes = [word for word in words if "=" in word]
    name = " ".join(word for word in words if word not in changes)
    if changes:
        options = [part for change in changes for part in ("--set", change)]
        raise Misuse(f"write a change behind --set: {command('gcmtrack', 'edit', name or 'ID', *options)}")
    return name


def _reminders(kind: Folder, id_: str, old: bytes | None, new: bytes) -> list[str]:
    """What to look at after the change; nothing where the file held no record."""
    before, after = read_text(kind, id_, old or b"")[0], read_text(kind, id_, new)[0]
    return list(reminders(before, after)) if before is not None and after is not None else []


def _in_editor(loaded: Loaded, kind: Folder, id_: str, today: date, wording: Wording) -> ChangeSet:
    path = loaded.folder / path_of(kind, id_)
    start = start_of(loaded, kind, id_)
    old = start.text

    def accept(raw: bytes) -> None:
        try:
            record = save.record_of(kind, id_, toml_text.parse(toml_text.decode(raw)))
        except toml_text.TomlSyntaxError as error:
            raise InvalidRecords(f"line {error.problem.line}: {error.problem.message}") from None
        check_candidate(loaded, Candidate(record, old), today)

    new = editor.edit(id_, old, accept, wording)

    def plan(now: Loaded) -> list[Change]:
        # What a person wrote over another text cannot be made anew on this one.
        if start_of(now, kind, id_) != start:
            raise ChangedMeanwhile(path)
        return changed(now, kind, id_, start, new)

    try:
        return ChangeSet.planned(loaded, plan, checked_on=today)
    except WriteRefused as error:
        raise _kept(error, id_, new) from None


def _kept(error: InvalidRecords | WriteRefused, id_: str, text: bytes) -> GcmtrackError:
    """The error, with the place where what a person wrote is kept."""
    kind = InvalidRecords if isinstance(error, InvalidRecords) else WriteRefused
    return kind(f"{error}; your text is kept in {editor.keep(id_, text)}")
