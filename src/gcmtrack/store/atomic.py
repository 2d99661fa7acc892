"""Writing files so that a name never holds half a file: the bytes stand beside the target first, then move into place.

Temporary names start with "." and end with ".tmp", so that no listing of records takes one for a record.
"""

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gcmtrack.errors import NameTaken, WriteRefused

# The names of what a killed writer may leave behind; nobody else's files have such.
TEMPORARY = re.compile(r"\..+\.[0-9a-f]{12}\.tmp", re.DOTALL)


# What a file is to hold, whole or in pieces that are made while they are written.
Content = bytes | Iterable[bytes]


def replace(path: Path, data: Content) -> None:
    """Makes `data` the whole content of `path`, which may exist; its permissions stay as they are.

    A symbolic link is followed: what it leads to is replaced, the link stays. Raises `WriteRefused`, and then the
    file is as it was.
    """
    with replacement(path, data) as put:
        put()
    sync_folder(Path(os.path.realpath(path)).parent)


def create(path: Path, data: bytes) -> None:
    """Makes the new file `path` with the content `data`. Raises `NameTaken` when the name is taken.

    Of two writers of one name, one succeeds and the other is refused.
    """
    with creation(path, data) as put:
        put()
    sync_folder(path.parent)


@contextmanager
def replacement(
    path: Path, data: Content, unsynced: "Unsynced | None" = None
) -> Iterator[Callable[[], None]]:
    """Writes `data` beside `path`, safe on the disk; what it gives moves it into place, once.

    Both raise `WriteRefused`. What has not moved when the context ends is taken away. With `unsynced` it is noted there
    and safe once `sync` was called with that, which for many files takes a tenth of the time.
    """
    target = Path(os.path.realpath(path))
    with _beside(path, target, data, unsynced, replacing=True) as temporary:

        def put() -> None:
            with _reported(path):
                move(temporary, target)

        yield put


@contextmanager
def creation(path: Path, data: Content, unsynced: "Unsynced | None" = None) -> Iterator[Callable[[], None]]:
    """As `replacement`, for a file that must not be there: what it gives raises `NameTaken` when it is."""
    with _beside(path, path, data, unsynced, replacing=False) as temporary:

        def put() -> None:
            with _reported(path):
                _link(temporary, path)

        yield put


# Files that are written and not yet safe: each with the one that it stands beside.
Unsynced = list[tuple[Path, Path]]
_AT_ONCE = 16


def sync(unsynced: Unsynced) -> None:
    """Makes files safe on the disk that were written; the system does many at once together. Raises `WriteRefused`."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(_sync, unsynced):
            pass


def _sync(written: tuple[Path, Path]) -> None:
    temporary, path = written
    # Windows wants the right to write for it.
    with _reported(path):
        handle = os.open(temporary, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(path: Path) -> None:
    """Takes a file away. Raises `WriteRefused`."""
    with _reported(path):
        unlink(path)


def unlink(path: Path) -> None:
    """Takes a file away. Raises `OSError`."""
    _patiently(lambda: os.unlink(path))


def move(source: Path, target: Path) -> None:
    """Gives a finished file the name of another, in place of that. Raises `OSError`."""
    _patiently(lambda: os.replace(source, target))


# Windows moves and removes no file that another program has open: a virus scanner, the search, an editor. Most have it
# so only for a moment. The numbers say that access is denied, that a file is shared, that a part of it is locked.
_HELD = frozenset({5, 32, 33})
_PATIENCE = 1.0


def _is_held(error: OSError) -> bool:
    return getattr(error, "winerror", None) in _HELD


def _patiently(act: Callable[[], None]) -> None:
    """Does what a program that has the file open for a moment stands in the way of."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return act()
        except OSError as error:
            if not _is_held(error) or time.monotonic() >= until:
                raise
        time.sleep(0.02)


def _mode(target: Path) -> int | None:
    try:
        found = os.stat(target)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "this is not a plain file")
    if not os.access(target, os.W_OK):
        # Moving a new file over a read-only one would succeed, against the will of whoever locked it.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return stat.S_IMODE(found.st_mode)


@contextmanager
def _beside(
    path: Path, target: Path, data: Content, unsynced: Unsynced | None, *, replacing: bool
) -> Iterator[Path]:
    """Writes `data` to a temporary file in the folder of `target`, safe on the disk if it is not to be so later, and takes
    the name away after."""
    temporary = target.with_name(f".{target.name[:100]}.{os.urandom(6).hex()}.tmp")
    try:
        with _reported(path):
            mode = _mode(target) if replacing else None
            handle = os.open(
                temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666
            )
            with os.fdopen(handle, "wb") as stream:
                if mode is not None:
                    os.chmod(temporary, mode)
                stream.writelines((data,) if isinstance(data, bytes) else data)
                stream.flush()
                if unsynced is None:
                    os.fsync(stream.fileno())
                else:
                    unsynced.append((temporary, path))
        yield temporary
    finally:
        # Once it has moved, the temporary name is gone already.
        with contextlib.suppress(OSError):
            os.unlink(temporary)


# What makes trying another way pointless.
_FINAL = frozenset({errno.EEXIST, errno.ENOSPC, errno.EDQUOT, errno.EROFS})


def _link(temporary: Path, path: Path) -> None:
    """Gives the finished file its name, unless the name is taken. Where the system makes no link it gets it renamed."""
    try:
        os.link(temporary, path)
    except (OSError, AttributeError) as error:
        # File systems and systems without links say so in many ways: EPERM, EACCES, ENOTSUP, EINVAL, ENOSYS, EMLINK;
        # some builds of Python have no such function.
        if isinstance(error, OSError) and error.errno in _FINAL:
            raise
        # The empty file reserves the name; the move then fills it at once.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        try:
            move(temporary, path)
        except BaseException:
            os.unlink(path)
            raise


def sync_folder(folder: Path) -> None:
    """Makes a new name last through a power cut, where folders can be synced; the file itself is safe already."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise NameTaken(f"{str(path)!r} exists already; nothing was written") from None
    except OSError as error:
        raise WriteRefused(f"cannot write {str(path)!r}: {reason(error, path)}") from None


def make_folder(folder: Path, *, parents: bool = False) -> None:
    """Makes a folder that may be there, with `parents` those above it too. Raises `WriteRefused`."""
    try:
        folder.mkdir(parents=parents, exist_ok=True)
    except OSError as error:
        raise WriteRefused(f"cannot make the folder {str(folder)!r}: {reason(error, folder)}") from None


def reason(error: OSError, path: Path) -> str:
    """Says why `path` could not be written, and what to do."""
    folder = str(path.parent)
    if error.errno == errno.ENOENT:
        return f"there is no folder {folder!r}; make it first"
    if error.errno == errno.ENOTDIR:
        return f"{folder!r} is not a folder"
    if _is_held(error):
        return "another program has it open, or permission is denied; close it there and do it again"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "permission denied; choose another place or make it writable"
    if error.errno == errno.EROFS:
        return "the file system is read-only; choose another place"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full; make room and try again"
    return error.strerror or str(error)
