"""Writing several files as one: all of them or none, through faults, Ctrl-C, kills and other writers.

All new content stands beside its targets, safe on the disk, before the first of it moves into place; what moved is moved
back when something fails. A note in the lock file says what several files held before, so that whoever comes next takes
back what a killed writer began.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from gcmtrack.errors import NameTaken, WriteRefused
from gcmtrack.model.ids import FOLDERS
from gcmtrack.store import atomic, listing
from gcmtrack.store.interrupts import HeldSignals
from gcmtrack.store.listing import LOCK_FILE
from gcmtrack.store.lock import Lock, locked

# More files than these are made safe on the disk together.
_MANY = 16


class Change(NamedTuple):
    """A file, what it held when the change was planned (None: it was not there), and what it is to hold (None: it goes)."""

    path: Path
    old: bytes | None
    new: bytes | None


class ChangedMeanwhile(WriteRefused):
    """A file no longer holds what it held when it was read; `gone` when it is no more there."""

    def __init__(self, path: Path, *, gone: bool = False) -> None:
        what = f"cannot read {str(path)!r}: {os.strerror(errno.ENOENT)}"
        changed = f"{str(path)!r} changed in the meantime; nothing was written, do it again"
        super().__init__(what if gone else changed)


def content(path: Path) -> bytes | None:
    """Returns what a file holds, None when there is none. Raises `WriteRefused` when it cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            # Reading a pipe would wait for ever.
            raise WriteRefused(f"cannot read {str(path)!r}: this is not a plain file")
        return path.read_bytes()
    except FileNotFoundError:
        # A link that leads nowhere has no content, and is no free name either: creating there is refused.
        return None
    except OSError as error:
        raise WriteRefused(f"cannot read {str(path)!r}: {error.strerror}") from None


class Writer:
    """Folders that are locked, and the right to write in them."""

    def __init__(self, locks: dict[Path, Lock], watch: Callable[[], None]) -> None:
        self._locks = locks
        self._watch = watch

    def take_back_what_others_began(self) -> None:
        """Takes back what a writer had begun that was killed."""
        for folder, lock in self._locks.items():
            if lock.left:
                _take_back(_noted(folder, lock.left))
        self._note([])

    def is_current(self, changes: Iterable[Change]) -> bool:
        """Whether every file still holds what it held when the changes were planned."""
        return all(content(change.path) == change.old for change in changes)

    def write(self, changes: Sequence[Change], *, nothing: str = "nothing was written") -> None:
        """Writes all the changes, or none and raises `WriteRefused`; of several files that begins with `nothing`."""
        # New files come first and those that go come last, so that a reference never leads nowhere.
        order = sorted(
            (c for c in changes if c.old != c.new), key=lambda c: (c.new is None, c.old is not None)
        )
        for change in order:
            _see_that_it_stands(change)
        try:
            with ExitStack() as stack:
                unsynced: atomic.Unsynced | None = [] if len(order) > _MANY else None
                puts = [stack.enter_context(_staged(change, unsynced)) for change in order]
                if unsynced:
                    atomic.sync(unsynced)
                self._put_all(order, puts)
        except (ChangedMeanwhile, NameTaken):
            raise
        except WriteRefused as error:
            raise WriteRefused(f"{nothing}: {error}" if len(order) > 1 else str(error)) from None

    def _put_all(self, order: Sequence[Change], puts: Sequence[Callable[[], None]]) -> None:
        done: list[Change] = []
        self._watch()
        try:
            self._note(order)
            for change, put in zip(order, puts, strict=True):
                self._watch()
                _see_that_it_stands(change)
                put()
                done.append(change)
        except BaseException:
            _take_back(done)
            self._note([])
            raise
        for folder in {Path(os.path.realpath(change.path)).parent for change in order}:
            atomic.sync_folder(folder)
        self._note([])

    def _note(self, changes: Sequence[Change]) -> None:
        """Notes what is about to change where a kill between two files would leave half of it."""
        for folder, lock in self._locks.items():
            inside = [
                (_way(Path(os.path.realpath(path.parent)) / path.name, folder), old, new)
                for path, old, new in changes
                if len(changes) > 1 and _is_inside(path, folder)
            ]
            if not inside and not lock.left:
                continue
            try:
                lock.note(msgspec.msgpack.encode(inside) if inside else b"")
            except OSError as error:
                why = atomic.reason(error, folder / LOCK_FILE)
                raise WriteRefused(f"cannot write in {str(folder)!r}: {why}") from None
            if inside:
                # A power cut must not keep the change and lose the note.
                atomic.sync_folder(folder)


@contextmanager
def writing(folders: Iterable[Path]) -> Iterator[Writer]:
    """Locks the folders, finishes what a killed writer left there, and holds signals until the context ends.

    Raises `WriteRefused` when a folder cannot be locked within a few seconds.
    """
    places = sorted({Path(os.path.realpath(folder)) for folder in folders})
    with HeldSignals() as held, ExitStack() as stack:
        locks = {place: stack.enter_context(locked(place, watch=held.watch)) for place in places}
        writer = Writer(locks, held.watch)
        writer.take_back_what_others_began()
        yield writer


def sweep(folder: Path) -> None:
    """Takes away the temporary files that killed writers left beside the records.

    To be called by whoever has locked `folder`: nobody else writes there now.
    """
    for kind in FOLDERS:
        with suppress(OSError):
            if not listing.leads_out(str(folder), kind):
                for entry in os.scandir(folder / kind):
                    if entry.name[0] == "." and atomic.TEMPORARY.fullmatch(entry.name):
                        os.unlink(entry.path)


# A reader waits so long for who writes several files just now.
_READERS_WAIT = 1.0


def recover(folder: str) -> None:
    """Takes back what a killed writer left half done in `folder`, and takes its lock and temporary files away; lets one
    that is alive come to its end first, where several files change.

    Meant for readers: a folder that cannot be written stays as it is.
    """
    with suppress(OSError):
        # Of one file, or of several of which none has changed yet, there is nothing to take back and nothing to wait for.
        wait = _READERS_WAIT if os.lstat(os.path.join(folder, LOCK_FILE)).st_size else 0.0
        with (
            suppress(WriteRefused),
            HeldSignals() as held,
            locked(Path(folder), wait=wait, watch=held.watch) as lock,
        ):
            if lock.left:
                _take_back(_noted(Path(folder), lock.left))
                lock.note(b"")
            sweep(Path(folder))


def _see_that_it_stands(change: Change) -> None:
    now = content(change.path)
    if change.old is None and now is not None:
        raise NameTaken(f"{str(change.path)!r} exists already; nothing was written")
    if now != change.old:
        raise ChangedMeanwhile(change.path)


@contextmanager
def _staged(change: Change, unsynced: atomic.Unsynced | None) -> Iterator[Callable[[], None]]:
    path, old, new = change
    if new is None:
        yield lambda: atomic.remove(path)
        return
    make = atomic.creation if old is None else atomic.replacement
    with make(path, new, unsynced) as put:
        yield put


def _take_back(changes: Sequence[Change]) -> None:
    """Gives the files back what they held, the last one first; what somebody changed since then stays."""
    for path, old, new in reversed(changes):
        if old == new or content(path) != new:
            continue
        if old is None:
            atomic.remove(path)
        elif new is None:
            atomic.create(path, old)
        else:
            atomic.replace(path, old)


def _noted(folder: Path, note: bytes) -> list[Change]:
    """The changes of a note; none when it was cut short, since then nothing had begun."""
    try:
        changes = msgspec.msgpack.decode(note, type=list[tuple[str, bytes | None, bytes | None]])
    except msgspec.DecodeError:
        return []
    # A note may come with a folder from elsewhere; it reaches nothing outside of it.
    return [
        Change(folder / path, old, new) for path, old, new in changes if _is_inside(folder / path, folder)
    ]


def _way(path: Path, folder: Path) -> str:
    """A path as seen from a folder; with slashes, since on a network folder a machine of another kind may come next."""
    return Path(os.path.relpath(path, folder)).as_posix()


def _is_inside(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(folder)
