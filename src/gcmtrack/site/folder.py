"""The folder of a site, with a list of what was made there: a build removes only what an earlier one made.

A folder that holds anything else and has no such list is somebody's, and refused.
"""

import errno
import filecmp
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from gcmtrack.errors import WriteRefused
from gcmtrack.formats.chunks import Chunks, gathered
from gcmtrack.model.limits import TABLE_BYTES
from gcmtrack.model.remade import portions
from gcmtrack.site.names import Names, in_order
from gcmtrack.store import atomic, regular_file

MANIFEST = "gcmtrack-site.json"
_MADE_BY = "gcmtrack site"


class Manifest(msgspec.Struct, frozen=True):
    """The list: the files of the site, by their paths within the folder; `unfinished` while a build is at work."""

    made_by: str
    files: tuple[str, ...]
    unfinished: bool = False


class _Before(NamedTuple):
    """What an earlier build made; whether it was ended."""

    files: Names
    unfinished: bool


class SiteFolder:
    """The files of one build. Raises `WriteRefused` for whatever cannot be written or is somebody else's."""

    def __init__(self, root: Path, before: _Before | None) -> None:
        self.root = root
        self.written = 0
        self._place = str(root)
        self._before = before.files if before else Names()
        # What a build that was ended left behind is nobody else's.
        self._interrupted = before is not None and before.unfinished
        self.names = Names()
        self._folders: set[str] = {""}

    def put(self, name: str, data: bytes | Chunks) -> None:
        """Makes `data` the content of a file, by its path within the folder; a file that holds it already stays as it is."""
        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            self._make(folder)
        path = f"{self._place}/{name}"
        try:
            if name in self._before or self._interrupted:
                self._replace(path, data)
            else:
                self._create(path, data)
        except FileExistsError:
            raise WriteRefused(
                f"{path!r} is there already and is none of the site's; move it somewhere else"
            ) from None
        except OSError as error:
            raise WriteRefused(f"cannot write {path!r}: {atomic.reason(error, Path(path))}") from None
        self.names.add(name)

    def _create(self, path: str, data: bytes | Chunks) -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            for chunk in (data,) if isinstance(data, bytes) else data:
                left = memoryview(chunk)
                while left:
                    left = left[os.write(handle, left) :]
        finally:
            os.close(handle)
        self.written += 1

    def _replace(self, path: str, data: bytes | Chunks) -> None:
        """Puts a whole new file in place of one that holds something else, since somebody may be reading it."""
        if not os.path.lexists(path):
            self._create(path, data)
            return
        if isinstance(data, bytes) and _holds(path, data):
            return
        beside = f"{path}.new"
        with open(beside, "wb") as stream:
            stream.writelines((data,) if isinstance(data, bytes) else data)
        # What comes in chunks is too large to be held for a look at the old file first.
        if (
            not isinstance(data, bytes)
            and not os.path.islink(path)
            and filecmp.cmp(beside, path, shallow=False)
        ):
            os.unlink(beside)
            return
        atomic.move(Path(beside), Path(path))
        self.written += 1

    def _make(self, folder: str) -> None:
        above = folder.rpartition("/")[0]
        if above not in self._folders:
            self._make(above)
        path = f"{self._place}/{folder}"
        try:
            os.mkdir(path)
        except FileExistsError:
            # A link would lead out of the site.
            if os.path.islink(path) or not os.path.isdir(path):
                raise WriteRefused(
                    f"{path!r} is there already and is no folder; move it somewhere else"
                ) from None
        except OSError as error:
            raise WriteRefused(f"cannot make {path!r}: {atomic.reason(error, Path(path))}") from None
        self._folders.add(folder)

    def remove_others(self) -> int:
        """Takes away what earlier builds made and this one did not, and folders that are empty then; returns how many files."""
        removed = 0
        emptied: set[str] = set()
        for name in self._before.without(self.names):
            emptied.update(_above(name))
            path = f"{self._place}/{name}"
            try:
                atomic.unlink(Path(path))
                removed += 1
            except FileNotFoundError:
                continue
            except OSError as error:
                raise WriteRefused(f"cannot remove {path!r}: {atomic.reason(error, Path(path))}") from None
        for folder in sorted(emptied, reverse=True):
            try:
                os.rmdir(f"{self._place}/{folder}")
            except OSError:
                # Something of somebody's is in it, or it is gone.
                continue
        return removed

    def note(self, *, unfinished: bool) -> None:
        """Writes the list."""
        files = in_order(self.names, *((self._before,) if unfinished else ()))
        path = f"{self._place}/{MANIFEST}"
        written = self.written
        try:
            self._replace(path, gathered(_list(files, unfinished=unfinished)))
        except OSError as error:
            raise WriteRefused(f"cannot write {path!r}: {atomic.reason(error, Path(path))}") from None
        # The list is no part of the site.
        self.written = written


def _holds(path: str, data: bytes) -> bool:
    if os.path.islink(path):
        return False
    with open(path, "rb") as stream:
        return stream.read() == data


def _list(files: Iterator[str], *, unfinished: bool) -> Iterator[bytes]:
    """The list as JSON, a line for each file: however many there are, it is never whole in memory."""
    encode = msgspec.json.Encoder().encode
    yield b'{\n "made_by": %s,\n "files": [' % encode(_MADE_BY)
    before, after = b"\n  ", b""
    for some in portions(files, _TOGETHER):
        yield before + b",\n  ".join(map(encode, some))
        before, after = b",\n  ", b"\n "
    yield after + b'],\n "unfinished": %s\n}\n' % encode(unfinished)


# So many names are made to text in one go.
_TOGETHER = 500


def _above(name: str) -> Iterator[str]:
    while name := name.rpartition("/")[0]:
        yield name


@contextmanager
def site_folder(root: Path) -> Iterator[SiteFolder]:
    """Gives the folder to write a site into, made when it is not there; at the end what the site no longer has is removed.

    Raises `WriteRefused` for a folder that is not ours. Where the block fails, nothing is removed and the list says so.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        before = _read(root)
        foreign = before is None and any(root.iterdir())
    except OSError as error:
        raise WriteRefused(f"cannot make the folder {str(root)!r}: {atomic.reason(error, root)}") from None
    if foreign:
        raise WriteRefused(
            f"{str(root)!r} holds what gcmtrack did not make; give the site a new folder, or an empty one"
        )
    folder = SiteFolder(root, before)
    folder.note(unfinished=True)
    try:
        yield folder
    except BaseException:
        folder.note(unfinished=True)
        raise
    folder.remove_others()
    folder.note(unfinished=False)


def _read(root: Path) -> _Before | None:
    """Returns the list of an earlier build; None where there is none that we wrote."""
    try:
        raw = regular_file.read_bytes(str(root / MANIFEST), most=TABLE_BYTES)
        found = msgspec.json.decode(raw, type=Manifest)
    except (FileNotFoundError, msgspec.DecodeError, RecursionError):
        return None
    except OSError as error:
        # A pipe, a device, what is larger than any list of files: we wrote none of these.
        if error.errno in (errno.EINVAL, errno.EFBIG):
            return None
        raise
    if found.made_by != _MADE_BY or any(_leads_out(name) for name in found.files):
        return None
    return _Before(Names(found.files), found.unfinished)


def _leads_out(name: str) -> bool:
    """Whether a name in a list is none of ours: it would lead out of the folder."""
    return not name or "\\" in name or ":" in name or any(part in ("", ".", "..") for part in name.split("/"))
