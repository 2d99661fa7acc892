"""One writer at a time in a folder.

The lock is one of the system (flock; on Windows a locked byte) on a file in that folder, so it ends with the process,
however that ends. A file in the folder, since only that works everywhere: a folder itself can be locked neither on
Windows nor between the machines of a network folder, and two people or machines share no cache folder. It stands there
only while somebody writes, its name begins with "." and ends in ".tmp", so that no listing takes it for a record and the
.gitignore of `gcmtrack init` covers one that a killed writer left behind.
"""

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gcmtrack.errors import WriteRefused
from gcmtrack.store.listing import LOCK_FILE

# Seconds that one writer waits for another; with its own work a command stays under five.
WAIT = 3.5
_PAUSE = 0.01

if sys.platform == "win32":
    import msvcrt

    # The locked byte lies behind anything that is written: other processes cannot read what is locked.
    _FAR = 0x7FFF0000

    def _take(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_BUSY = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})


class Lock:
    """A folder that is locked. Its lock file can hold a note, which outlives a kill: `left`, first of the last writer."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle = handle
        self.left = self._read()

    def _read(self) -> bytes:
        size = os.fstat(self._handle).st_size
        os.lseek(self._handle, 0, os.SEEK_SET)
        found = b""
        while len(found) < size and (piece := os.read(self._handle, size - len(found))):
            found += piece
        return found

    def note(self, data: bytes) -> None:
        """Makes `data` the note, safe on the disk. Raises `OSError`."""
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._handle, rest) :]
        os.fsync(self._handle)
        self.left = data

    def release(self) -> None:
        """Gives the folder free; a note that is left stays for the next writer."""
        # While it is locked nobody else can mean this file: who opened it meanwhile sees that the name is gone.
        # Windows removes no file that is open; there nobody else has it open when it goes.
        if sys.platform != "win32":
            self._remove()
        os.close(self._handle)
        if sys.platform == "win32":
            self._remove()

    def _remove(self) -> None:
        if not self.left:
            with suppress(OSError):
                os.unlink(self._path)


@contextmanager
def locked(folder: Path, *, wait: float = WAIT, watch: Callable[[], None] = lambda: None) -> Iterator[Lock]:
    """Locks a folder; nobody else writes there until the context ends.

    Raises `WriteRefused` when another process has it for longer than `wait` seconds, and where nothing can be locked.
    While it waits it calls `watch`, which may raise.
    """
    path = Path(os.path.realpath(folder)) / LOCK_FILE
    until = time.monotonic() + wait
    while (lock := _taken(path, folder)) is None:
        watch()
        if time.monotonic() >= until:
            raise WriteRefused(
                f"another gcmtrack is writing in {str(folder)!r}; nothing was written, do it again"
            )
        time.sleep(_PAUSE)
    try:
        yield lock
    finally:
        lock.release()


def _taken(path: Path, folder: Path) -> Lock | None:
    """The lock when it is ours; None when it is another's, or its file was removed meanwhile."""
    try:
        handle, found = _opened(path)
    except FileNotFoundError:
        if folder.is_dir():
            return None
        raise WriteRefused(f"there is no folder {str(folder)!r}; make it first") from None
    except OSError as error:
        from gcmtrack.store.atomic import reason

        raise WriteRefused(f"cannot write in {str(folder)!r}: {reason(error, path)}") from None
    try:
        _take(handle)
        # The last owner takes the file away; a lock on a file without its name holds nobody off.
        if os.path.samestat(os.fstat(handle), os.stat(path, follow_symlinks=False)):
            return Lock(path, handle)
    except FileNotFoundError:
        pass
    except OSError as error:
        if error.errno not in _BUSY:
            os.close(handle)
            if not found:
                os.unlink(path)
            raise WriteRefused(
                f"{str(folder)!r} cannot be locked ({error.strerror}), and two writers could spoil each other's work;"
                " nothing was written, move the records to a disk of this machine"
            ) from None
    os.close(handle)
    return None


def _opened(path: Path) -> tuple[int, bool]:
    """The handle of the lock file, and whether the file was there."""
    flags = (
        os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    )
    try:
        handle = os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:
        handle = os.open(path, flags)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise OSError(errno.EINVAL, f"{path.name!r} is not a plain file; move it away") from None
        return handle, True
    if sys.platform != "win32":
        # Who may write in the folder may lock it, whatever the umask of who came first.
        with suppress(OSError):
            os.fchmod(handle, os.stat(path.parent).st_mode & 0o666)
    return handle, False
