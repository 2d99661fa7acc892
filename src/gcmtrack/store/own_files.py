"""Files that the program keeps for itself from one run to the next, in the user's cache folder: only what we wrote
ourselves, and nobody else could have written, is read again."""

import mmap
import os
import time
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from gcmtrack.store.regular_file import open_regular

_SUFFIXES = (".snapshot", ".kept", ".tmp")
_OLD = 60 * 24 * 3600
_SUM = 4
# How a file looks: its path, its size, when it was changed.
_Look = tuple[str, int, int]


def program(versions: Iterable[str], looks: Collection[_Look]) -> str:
    """Returns what tells this program from every other: versions, and for who works on it, how its files look."""
    return f"{' '.join(versions)} {zlib.crc32(repr(sorted(looks)).encode('utf-8', 'replace')):08x}"


def looks_in(
    place: str, endings: tuple[str, ...] = (".py",), skipped: Collection[str] | None = None
) -> Iterator[_Look]:
    """Yields how the files of a folder with one of the endings look; of what cannot be looked into, nothing.

    With `skipped`, of the folders in it too, however deep, but for those of these names.
    """
    with suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            if entry.name.endswith(endings):
                yield look(entry.path, entry.stat())
            elif (
                skipped is not None and "." not in entry.name and entry.name not in skipped and entry.is_dir()
            ):
                yield from looks_in(entry.path, endings, skipped)


def look(file: str, seen: os.stat_result) -> _Look:
    return file, seen.st_size, seen.st_mtime_ns


def held(file: str, mark: bytes) -> memoryview:
    """Returns what `keep` kept in a file with this mark; nothing of one that has another, is damaged or not ours."""
    raw = mapped(file)
    begin = _SUM + len(mark)
    if raw[_SUM:begin] != mark or int.from_bytes(raw[:_SUM], "big") != zlib.crc32(raw[_SUM:]):
        return memoryview(b"")
    return raw[begin:]


def keep(cache: str, file: str, mark: bytes, content: bytes) -> None:
    """Keeps content in a file of the folder `cache`; `mark` says all that it depends on, and no other begins with it.

    Raises `OSError` where that cannot be.
    """
    whole = mark + content
    with written(cache, file) as stream:
        stream.write(zlib.crc32(whole).to_bytes(_SUM, "big"))
        stream.write(whole)


def mapped(file: str) -> memoryview:
    """Returns the bytes of a file that only its owner may write, and we are that; nothing of any other."""
    try:
        opened, seen = open_regular(file)
    except OSError:
        return memoryview(b"")
    try:
        if not _is_ours(seen, alone=True):
            return memoryview(b"")
        if os.name == "nt":
            # What is mapped could not be replaced there by what is kept after it.
            return memoryview(os.read(opened, seen.st_size))
        return memoryview(mmap.mmap(opened, 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):
        return memoryview(b"")
    finally:
        os.close(opened)


def let_go(body: memoryview) -> None:
    """Has the system take back what was read of a mapped file; it is there again for whoever reads it again."""
    whole = body.obj
    if isinstance(whole, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        whole.madvise(mmap.MADV_DONTNEED)


def _is_ours(seen: os.stat_result, *, alone: bool = False) -> bool:
    """Whether something belongs to us, and with `alone`, whether nobody else may write it; Windows does not tell."""
    return not hasattr(os, "geteuid") or (
        seen.st_uid == os.geteuid() and not (alone and seen.st_mode & 0o022)
    )


def make_private(cache: str) -> None:
    """Makes the cache folder, or sees to it that it is ours and nobody else's. Raises `OSError` where it is not."""
    os.makedirs(cache, mode=0o700, exist_ok=True)
    # Where everybody may write, somebody else may have taken its name.
    if not (_is_ours(os.lstat(cache)) and _is_ours(os.stat(cache))):
        raise PermissionError(cache)
    os.chmod(cache, 0o700)


@contextmanager
def written(cache: str, file: str) -> Iterator[BinaryIO]:
    """Replaces a file of the folder `cache`, which is made, by what the `with` writes; only its owner can read it.

    Raises `OSError` where that cannot be.
    """
    make_private(cache)
    _forget_old(cache)
    temporary = f"{file}.{os.urandom(6).hex()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        # Unlike records, what is kept need not survive a power cut, so nothing waits for the disk here.
        with os.fdopen(os.open(temporary, flags, 0o600), "wb") as stream:
            yield stream
        os.replace(temporary, file)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _forget_old(cache: str) -> None:
    """Takes away what nobody renewed for two months; the folders of which it speaks may be long gone."""
    with suppress(OSError), os.scandir(cache) as entries:
        for entry in entries:
            if entry.name.endswith(_SUFFIXES) and time.time() - entry.stat().st_mtime > _OLD:
                os.unlink(entry.path)
