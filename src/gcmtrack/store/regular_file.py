"""Reading files that may be anything: only plain ones, and only so much of them."""

import errno
import os
import stat
from typing import BinaryIO

from gcmtrack.model.limits import FILE_BYTES

# A pipe that nobody writes to would be waited for. Windows has neither kind, but tells text from bytes.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def open_regular(file: str, *, follow: bool = True) -> tuple[int, os.stat_result]:
    """Returns a descriptor for reading a plain file, and how it looks. Raises `OSError` for everything else, and
    without `follow` for a link too, with the number ELOOP."""
    if not follow and not _NO_LINK and os.path.islink(file):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    opened = os.open(file, _FLAGS if follow else _FLAGS | _NO_LINK)
    try:
        seen = os.fstat(opened)
        if not stat.S_ISREG(seen.st_mode):
            raise OSError(errno.EINVAL, "this is not a file")
    except BaseException:
        os.close(opened)
        raise
    return opened, seen


def read_bytes(file: str, *, follow: bool = True, most: int = FILE_BYTES) -> bytes:
    """Returns what a plain file holds. Raises `OSError`, whose `strerror` is the sentence, when it is none, cannot be
    read, or has more than `most` bytes: as a rule what a record may have."""
    opened, seen = open_regular(file, follow=follow)
    try:
        if seen.st_size <= most:
            raw = os.read(opened, seen.st_size + 1)
            if len(raw) == seen.st_size:
                return raw
            # What grows now, or tells no size, is read on up to the limit.
            while len(raw) <= most:
                if not (more := os.read(opened, 1 << 16)):
                    return raw
                raw += more
    finally:
        os.close(opened)
    raise _too_large(most)


def read_given(file: str, most: int) -> bytes:
    """Returns what is read from a file that a person named, which may be a pipe, as in `<(curl ...)`; at most so much.
    Raises `OSError`, whose `strerror` is the sentence, when it cannot be read or holds more."""
    with open(file, "rb") as stream:
        return read_stream(stream, most)


def read_stream(stream: BinaryIO, most: int) -> bytes:
    """Returns what comes, at most so much. Raises `OSError`, whose `strerror` is the sentence, when there is more."""
    raw = stream.read(most + 1)
    if len(raw) > most:
        raise _too_large(most)
    return raw


def _too_large(most: int) -> OSError:
    return OSError(errno.EFBIG, TOO_LARGE if most == FILE_BYTES else f"it has more than {most >> 20} MiB")


TOO_LARGE = f"the file has more than {FILE_BYTES >> 20} MiB; a record has a few KB"
