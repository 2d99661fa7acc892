"""Files that are to change together: shown, checked and written as one."""

import difflib
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from gcmtrack.editing import candidates
from gcmtrack.editing.base_copy import text_below
from gcmtrack.editing.candidates import Candidate
from gcmtrack.errors import InvalidRecords
from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.store import save, transaction
from gcmtrack.store.load import Loaded
from gcmtrack.store.record_text import read_text
from gcmtrack.store.transaction import Change, ChangedMeanwhile

# What to write, given the records as they stand; raises `GcmtrackError` when it cannot be done.
Plan = Callable[[Loaded], Iterable[Change]]

_TRIES = 3


class ChangeSet:
    """What some files hold and what they are to hold; all of it is written or nothing.

    Of a records folder it is made with `planned`: when the records have changed until it is written, it is planned
    anew on what they are then. Of other files (pages) it is made from the changes; when one of them has changed
    meanwhile, nothing is written.
    """

    def __init__(self, changes: Iterable[Change]) -> None:
        self.changes = tuple(changes)
        self._loaded: Loaded | None = None
        self._plan: Plan | None = None
        self._today: date | None = None
        self._nothing = "nothing was written"

    @classmethod
    def planned(
        cls,
        loaded: Loaded,
        plan: Plan,
        *,
        checked_on: date | None = None,
        nothing: str = "nothing was written",
    ) -> "ChangeSet":
        """Returns the changes that `plan` makes of the records.

        A plan that finds a file otherwise than it was read (`ChangedMeanwhile`) is made anew.
        With `checked_on` what they cause is refused (`InvalidRecords`) when they are planned anew, as `refuse` does.
        `nothing` begins the sentence when some of several files could not be written.
        """
        for _ in range(_TRIES):
            with suppress(ChangedMeanwhile):
                changes = plan(loaded)
                break
            # Somebody wrote since the records were read.
            loaded = loaded.again()
        else:
            changes = plan(loaded)
        made = cls(changes)
        made._loaded, made._plan, made._today, made._nothing = loaded, plan, checked_on, nothing
        return made

    def __bool__(self) -> bool:
        return any(change.old != change.new for change in self.changes)

    def diff(self, shown: Callable[[Path], str] = str) -> str:
        """Returns the changes as unified diffs, line ends shown as LF; `shown` gives a path as people see it."""
        return "".join(diff(shown(path), old, new) for path, old, new in self.changes)

    def findings(self, today: date) -> list[Finding]:
        """Returns the errors that the changes bring into the records, the checks run once for all of them.

        Raises `InvalidRecords` when a file would hold no record.
        """
        assert self._loaded is not None
        return candidates.caused(self._loaded, self._candidates(), today)

    def refuse(self, today: date) -> None:
        """Raises `InvalidRecords` when the changes bring an error into the records."""
        assert self._loaded is not None
        candidates.refuse(self._loaded, self.findings(today), self._candidates())

    def remarks(self, today: date) -> list[str]:
        """Returns what is likely a mistake in what changes, although it may be right."""
        assert self._loaded is not None
        return candidates.remarks(self._loaded, self._candidates(), today)

    def _candidates(self) -> list[Candidate]:
        assert self._loaded is not None
        made = []
        for path, old, new in self.changes:
            if new is None or old == new:
                continue
            record, findings = read_text(_kind(path), path.stem, new)
            if record is None:
                raise InvalidRecords("; ".join(finding.message for finding in findings))
            standing = text_below(self._loaded, record.folder, record.id) if old is None else old
            made.append(Candidate(record, standing))
        return made

    def apply(self) -> None:
        """Writes every file, or none.

        Waits for other writers, at most a few seconds. What was planned on records that have changed since is planned
        anew, so that nobody's work is lost; afterwards `changes` are those that were written. Raises `WriteRefused`,
        and what planning raises.
        """
        if not self:
            return
        if self._loaded is not None:
            save.check_writable(self._loaded.folder)
        folders = [self._loaded.folder] if self._loaded else [path.parent for path, _, _ in self.changes]
        with transaction.writing(folders) as writer:
            if self._loaded is not None:
                transaction.sweep(self._loaded.folder)
                self._plan_again(writer)
                save.prepare(self._loaded.folder, self.changes)
            writer.write(self.changes, nothing=self._nothing)

    def _plan_again(self, writer: transaction.Writer) -> None:
        """Plans anew when the folder is not as it was."""
        assert self._loaded is not None
        assert self._plan is not None
        if self._loaded.is_current() and writer.is_current(self.changes):
            return
        self._loaded = self._loaded.again()
        self.changes = tuple(self._plan(self._loaded))
        if self._today is not None:
            self.refuse(self._today)


def _kind(path: Path) -> Folder:
    return next(folder for folder in FOLDERS if folder == path.parent.name)


def diff(path: str, old: bytes | None, new: bytes | None) -> str:
    """Returns the change of a file as a unified diff, line ends shown as LF; None stands for no file."""
    names = ("/dev/null" if old is None else f"a/{path}", "/dev/null" if new is None else f"b/{path}")
    lines = difflib.unified_diff(_lines(old), _lines(new), *names, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def _lines(raw: bytes | None) -> list[str]:
    if raw is None:
        return []
    text = raw.decode("utf-8-sig", "replace").removesuffix("\n")
    return [line.removesuffix("\r") for line in text.split("\n")]
