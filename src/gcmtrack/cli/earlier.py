"""The records of another time, from whatever `--since` names: a day, a commit of git, a folder, an exported file."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gcmtrack.cli import output
from gcmtrack.errors import GcmtrackError, Misuse
from gcmtrack.input import values
from gcmtrack.input.relative_dates import window
from gcmtrack.model.collection import Records
from gcmtrack.model.days import moved
from gcmtrack.model.limits import TABLE_BYTES
from gcmtrack.store import regular_file
from gcmtrack.store.history import Commit, History, NoHistory
from gcmtrack.store.listing import SHIPPED
from gcmtrack.store.load import Loaded
from gcmtrack.views.change_words import Sides
from gcmtrack.views.changes import Changes, compare, entered

if TYPE_CHECKING:
    from gcmtrack.wording import Wording

DAYS = 14
_EXPORTED = (".csv", ".json")


class Earlier(NamedTuple):
    """What changed, with the records of both times, and since when in words."""

    changes: Changes
    sides: Sides
    since: str


def since(given: str | None, loaded: Loaded, day: date, wording: Wording) -> Earlier:
    """Returns what changed since `given`, by default since two weeks ago.

    Raises `Misuse` for what names no other time, and `GcmtrackError` where git cannot tell.
    """
    if given is None:
        return _since_day(moved(day, -DAYS), loaded, day, wording)
    if _is_path(given):
        return _since_path(Path(given), loaded)
    first = _day(given, day)
    if first is not None:
        if first > day:
            raise Misuse(f"--since: {_in_english(first)} is still to come")
        return _since_day(first, loaded, day, wording)
    if os.path.lexists(given):
        return _since_path(Path(given), loaded)
    return _since_revision(given, loaded, day, wording)


def _is_path(given: str) -> bool:
    """Whether a text is meant as a path even where it could be a date or a commit: "./2025", "old.csv"."""
    separated = any(separator in given for separator in (os.sep, os.altsep) if separator)
    return (separated or given.lower().endswith(_EXPORTED)) and os.path.lexists(given)


def _day(given: str, day: date) -> date | None:
    """Returns the first day of a date, or the day so long ago ("14d"); None for what is no date."""
    try:
        return values.when(given, day).first
    except values.UnreadableDate:
        pass
    try:
        return window(given, day)[0]
    except Misuse:
        return None


def _since_day(first: date, loaded: Loaded, day: date, wording: Wording) -> Earlier:
    said = wording.say("changes.since-day", day=wording.day(first))
    try:
        history = History(loaded.folder)
        commit = history.before(first)
        if commit is None:
            commit = history.first
            said = wording.say("changes.since-day", day=wording.day(history.first.day))
            begun = _in_english(history.first.day)
            if history.shallow:
                raise GcmtrackError(
                    f"this is a shallow clone: what happened before {begun} is not here;"
                    " get it with: git fetch --unshallow"
                )
            output.say(f"the history of this folder begins on {begun}: what changed since its first commit")
        return _compared(history.then(commit, loaded).records(), first, loaded, day, said)
    except NoHistory as error:
        output.say(f"{error}: this is what `added`, `checked` and changed dates in the records tell")
        found = entered(loaded.records, first, day)
        return Earlier(found, Sides(loaded.records, loaded.records), said)


def _in_english(day: date) -> str:
    """A day as errors and notes say it, which stay English."""
    from gcmtrack.wording import english

    return english().day(day)


# Of more files the digest does not look what differs in them: it is to be there at once.
_FEW = 60


class Tally(NamedTuple):
    """How many records are new, gone, and written otherwise in any way, where nobody looked how."""

    new: int
    removed: int
    rewritten: int


def lately(first: date, loaded: Loaded, day: date) -> Earlier | Tally:
    """Returns what changed since a day, without a word where git cannot tell: then it is what the records tell."""
    try:
        history = History(loaded.folder)
        commit = history.before(first)
        if commit is not None:
            then = history.then(commit, loaded)
            tally = Tally(*then.count())
            if tally.rewritten > _FEW:
                return tally
            return _compared(then.records(), first, loaded, day, "")
    except NoHistory:
        pass
    return Earlier(entered(loaded.records, first, day), Sides(loaded.records, loaded.records), "")


def _compared(before: Records, first: date, loaded: Loaded, day: date, said: str) -> Earlier:
    """Returns what differs from the records of then. What was entered since in the base, git here does not know of."""
    found = compare(before, loaded.records)
    if loaded.base_folder is not None:
        theirs = entered(loaded.records, first, day).changes
        base = (c for c in theirs if not loaded.is_own(c.record.folder, c.record.id))
        found = found._replace(changes=(*found.changes, *base))
    return Earlier(found, Sides(before, loaded.records), said)


def against_base(loaded: Loaded, wording: Wording) -> Earlier:
    """Returns what the folder says beyond what it stands on, or otherwise. Raises `Misuse` where it stands on nothing."""
    if loaded.base is None:
        if loaded.base_fault is not None:
            raise GcmtrackError(f"--against base: {loaded.base_fault.message}")
        raise Misuse(
            "--against base: these records stand on no others; gcmtrack.toml says on which, under `extends`"
        )
    before = loaded.base.records
    # Where those that come with gcmtrack are installed concerns nobody who reads a page or a feed of this.
    shipped = loaded.settings.extends == SHIPPED
    said = wording.text("changes.shipped") if shipped else str(loaded.base_folder)
    return Earlier(compare(before, loaded.records), Sides(before, loaded.records), said)


def _since_commit(history: History, commit: Commit, loaded: Loaded, said: str) -> Earlier:
    before = history.then(commit, loaded).records()
    return Earlier(compare(before, loaded.records), Sides(before, loaded.records), said)


def _since_revision(given: str, loaded: Loaded, day: date, wording: Wording) -> Earlier:
    refused = _refused_date(given, day)
    wrong = refused or (
        f"--since: {given!r} is no date, no commit that git knows, no folder and no file;"
        " write 2018-07-13, HEAD~3 or a path"
    )
    try:
        history = History(loaded.folder)
        commit = history.commit(given)
        if commit is None:
            if history.shallow and not refused:
                wrong += "; this is a shallow clone: what is not here comes with: git fetch --unshallow"
            raise Misuse(wrong)
        return _since_commit(history, commit, loaded, f"{given} ({wording.day(commit.day)})")
    except NoHistory as error:
        raise Misuse(refused or f"{wrong}; {error}") from None


def _refused_date(given: str, day: date) -> str | None:
    """Returns why a text is no date that can only have been meant as one: a year, what can be read two ways."""
    try:
        values.when(given, day)
    except values.UnreadableDate as error:
        if any(c.isdecimal() for c in given[:2]) or "two ways" in str(error):
            return f"--since: {error}"
    return None


def _since_path(path: Path, loaded: Loaded) -> Earlier:
    shown = str(path)
    if os.path.isdir(path):
        from gcmtrack.store.load import load

        before = load(output.records_folder(path)).records
        return Earlier(compare(before, loaded.records), Sides(before, loaded.records), shown)
    from gcmtrack.importing.exported import NotExported, read

    if path.suffix.lower() not in _EXPORTED:
        raise Misuse(f"--since: {shown!r} is neither a folder of records nor an exported csv or JSON file")
    try:
        found = read(regular_file.read_given(str(path), TABLE_BYTES), path.name)
    except OSError as error:
        raise GcmtrackError(f"--since: {shown!r} cannot be read: {error.strerror}") from None
    except NotExported as error:
        raise GcmtrackError(f"--since: {shown!r} cannot be compared: {error}") from None
    changes = compare(found.records, loaded.records, found.known)
    return Earlier(changes, Sides(_with_names(found.records, loaded.records), loaded.records), shown)


def _with_names(before: Records, after: Records) -> Records:
    """Returns the records of a file, with those of now for kinds that it does not hold: names are looked up in them."""
    return Records.of(
        before.milestones or after.milestones,
        before.statements or after.statements,
        before.organisations or after.organisations,
    )
