"""`gcmtrack import`"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from gcmtrack.cli import completion, given_file, output, prompts
from gcmtrack.cli.declared import Argument, Option
from gcmtrack.cli.opening import the_day
from gcmtrack.cli.options import RecordsOption, TodayOption
from gcmtrack.cli.own_folder import to_write
from gcmtrack.cli.paths import as_seen
from gcmtrack.editing.change_set import ChangeSet
from gcmtrack.errors import Misuse, WriteRefused
from gcmtrack.model.limits import TABLE_BYTES
from gcmtrack.printable import inert
from gcmtrack.store import regular_file, save
from gcmtrack.text import command, counted, one_of, path_word

if TYPE_CHECKING:
    from gcmtrack.importing.column_map import ColumnMap
    from gcmtrack.importing.outcomes import Outcome
    from gcmtrack.importing.plan import ImportPlan
    from gcmtrack.model.collection import Records

# So many rows are named of each kind of remark; all refused ones go to --rejects.
_SHOWN = 20


def import_(
    file: Annotated[Path, Argument(metavar="FILE", help="CSV, JSON of gcmtrack, or iCalendar; - for standard input.")],
    yes: Annotated[bool, Option("--yes", help="Write it; without this, only show what would be written.")] = False,
    as_: Annotated[str | None, Option("--as", metavar="KIND", help="What the rows are: milestone, statement or organisation.")] = None,
    map_: Annotated[Path | None, Option("--map", metavar="FILE", help="TOML that says which column is what (docs/import.md).")] = None,
    set_: Annotated[list[str] | None, Option("--set", metavar="KEY=VALUE", help="What goes for every new record whose row does not say it; may be repeated.")] = None,
    update: Annotated[list[str] | None, Option("--update", metavar="ID", help="Change this record, which says otherwise now; `all` for all of them.", autocompletion=completion.all_records)] = None,
    rejects: Annotated[Path | None, Option("--rejects", metavar="FILE", help="Where refused rows go, with the reason; mend and import it.")] = None,
    records: RecordsOption = None,
    today: TodayOption = None,
) -> None:  # fmt: skip
    """Bring a list in: a table, JSON of gcmtrack, a calendar.

    Shows the files that it would make or change, as a diff; with --yes it writes just these, all or nothing, and prints
    their paths. Records that are there and say otherwise stay as they are, unless --update names them. Exits 1 when a row
    was refused.
    """
    from gcmtrack.importing.plan import ImportPlan
    from gcmtrack.importing.reading import read

    if rejects is not None and os.path.realpath(rejects) == os.path.realpath(file):
        raise Misuse(f"--rejects: {str(rejects)!r} is the list itself; give another file for what is refused")
    day = the_day(today)
    mapped = _mapped(as_, map_, set_ or ())
    loaded = output.open_records(to_write(records))
    if yes:
        save.check_writable(loaded.folder)
    name = "standard input" if str(file) == "-" else as_seen(file)
    rows = read(_content(file), mapped, name)
    plan = ImportPlan(rows, mapped, day, _named(update or (), loaded.records))
    change_set = ChangeSet.planned(loaded, plan, nothing="nothing was imported")
    plan.settled = True
    for said in rows.said:
        output.say(said)
    _tell(plan)
    if rejects is not None and plan.rejected:
        output.put(rejects, rows.rejects(plan.rejected))
    if yes:
        change_set.apply()
        output.write_lines(as_seen(change.path) for change in change_set.changes)
    else:
        diff = change_set.diff(as_seen)
        output.write(
            "".join(f"{inert(line)}\n" for line in diff.splitlines()) if output.on_terminal() else diff
        )
    given = [("--as", as_), ("--map", map_), *(("--set", each) for each in set_ or ())]
    given += [
        *(("--update", each) for each in update or ()),
        ("--rejects", rejects),
        ("--today", today),
    ]
    options = [str(word) for option, value in given if value is not None for word in (option, value)]
    again = command("gcmtrack", "import", path_word(str(file)), *options, "--yes")
    _sum_up(plan, change_set, rejects)
    if change_set and not yes:
        gone = not all(_stays(path) for path in (file, map_) if path is not None)
        output.say(f"nothing was written; {_how(loaded.folder, again, gone=gone)}")
    if plan.rejected:
        raise SystemExit(1)


def _mapped(as_: str | None, map_: Path | None, defaults: Iterable[str]) -> "ColumnMap":
    """What the person says of the file. Raises `Misuse`."""
    from gcmtrack.importing import column_map

    mapped = column_map.ColumnMap()
    if map_ is not None:
        mapped = column_map.read(_content(map_), as_seen(map_))
    if as_ is not None:
        mapped = mapped._replace(folder=column_map.kind(as_))
    given = dict(mapped.defaults)
    for each in defaults:
        key, equals, value = prompts.decodable(each).partition("=")
        if not equals or not value.strip():
            raise Misuse(f"--set {each!r}: write KEY=VALUE, as in phase=review")
        given[key.strip()] = value.strip()
    return mapped._replace(defaults=given)


def _content(file: Path) -> bytes:
    """Returns what a file holds. Raises `Misuse` when it cannot be read or is too large."""
    if str(file) != "-":
        return given_file.content(file, TABLE_BYTES)
    try:
        return regular_file.read_stream(sys.stdin.buffer, TABLE_BYTES)
    except OSError as error:
        raise Misuse(f"cannot read standard input: {error.strerror}") from None


def _named(names: Iterable[str], records: "Records") -> frozenset[str] | None:
    """The ids of the records that may be changed, None for all. Raises `NoSuchRecord`."""
    from gcmtrack.input import lookup

    given = list(names)
    if "all" in given:
        return None
    return frozenset(lookup.find_record(records, name, by_part=False).id for name in given)


def _tell(plan: "ImportPlan") -> None:
    """Says of rows what a person must know: what was refused, left alone, found twice, cut."""
    for became, what in (
        ("refused", ""),
        ("kept", "is recorded otherwise"),
        ("changed", "changes"),
        ("repeated", "is written once"),
    ):
        some = [outcome for outcome in plan.outcomes if outcome.became == became]
        _say_some([f"{outcome.row.place}: {_of(outcome, what)}" for outcome in some])
    notes: dict[str, list[Outcome]] = {}
    for outcome in plan.outcomes:
        if outcome.became != "refused":
            for note in outcome.notes:
                notes.setdefault(note, []).append(outcome)
    _say_some(list(_noted(notes)))
    _say_some([f"note: {finding.path}: {finding.message} [{finding.check}]" for finding in plan.warnings()])


def _of(outcome: "Outcome", what: str) -> str:
    if outcome.there is not None:
        return f"{outcome.there.id} {what}: {outcome.why}"
    return f"{what}: {outcome.why}" if what else f"refused: {outcome.why}"


def _noted(notes: "dict[str, list[Outcome]]") -> Iterator[str]:
    for note, outcomes in notes.items():
        places = [outcome.row.place for outcome in outcomes]
        more = [f"{len(places) - 3} more"] if len(places) > 4 else []
        shown = places if not more else places[:3]
        yield f"{one_of([*shown, *more], joint='and')}: {note}"


def _say_some(lines: Sequence[str]) -> None:
    for line in lines[:_SHOWN]:
        output.say(line)
    if len(lines) > _SHOWN:
        output.say(f"{len(lines) - _SHOWN:,} more like these")


def _how(folder: Path, again: str, *, gone: bool) -> str:
    """How what was shown gets written; `gone` is what cannot be read a second time."""
    try:
        save.check_writable(folder)
    except WriteRefused as error:
        return str(error)
    return "what was sent is read up by now: send it again, with --yes" if gone else f"write it with: {again}"


def _stays(file: Path) -> bool:
    """Whether it can be read a second time: no pipe, as in `-` or `<(curl ...)`, and no name that is another's then."""
    return str(file) != "-" and file.is_file() and not os.path.abspath(file).startswith("/dev/")


def _sum_up(plan: "ImportPlan", change_set: ChangeSet, rejects: Path | None) -> None:
    same, kept, repeated = plan.count("same"), plan.count("kept"), plan.count("repeated")
    parts = [
        f"{plan.count('new'):,} new" if plan.count("new") else "",
        f"{plan.count('changed'):,} changed" if plan.count("changed") else "",
        f"{same:,} as recorded" if same else "",
        f"{kept:,} recorded otherwise and left alone" if kept else "",
        f"{repeated:,} found twice" if repeated else "",
        f"{len(plan.rejected):,} refused" if plan.rejected else "",
    ]
    counts = ", ".join(filter(None, parts))
    output.say(f"{counted(len(change_set.changes), 'change')}" + (f": {counts}" if counts else ""))
    if kept:
        ids = [outcome.there.id for outcome in plan.outcomes if outcome.became == "kept" and outcome.there]
        ways = " ".join(f"--update {id_}" for id_ in ids[:3])
        output.say(
            f"to change what is recorded otherwise, name it: {ways}{' ...' if kept > 3 else ''}, or --update all"
        )
    if plan.rejected and rejects is None:
        output.say("to get the refused rows as a file that can be mended and imported: --rejects FILE")
    elif plan.rejected:
        output.say(
            f"the refused rows are in {as_seen(rejects)}, with the reason in the first column"
            if rejects
            else ""
        )
