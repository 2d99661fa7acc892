"""What a folder holds beyond the records it stands on, as a patch that `git apply` takes where those are kept."""

import difflib
import hashlib
from collections.abc import Iterable, Iterator

from gcmtrack.errors import GcmtrackError
from gcmtrack.model.ids import path_of
from gcmtrack.model.records import Record
from gcmtrack.store import save, toml_edit
from gcmtrack.store.load import Loaded

# Where the project keeps its records.
_PLACE = "records"
_MODE = "100644"
# What some editors put before a text in UTF-8.
_MARK = b"\xef\xbb\xbf"


def patch(loaded: Loaded, base: Loaded, records: Iterable[Record]) -> bytes:
    """Returns the changes of these records of the folder, one file after the other by path, lines ending in LF.

    Raises `GcmtrackError` for a file that cannot be read, or that cannot be said without its key `overrides`.
    """
    by_path = sorted(records, key=lambda record: path_of(record.folder, record.id))
    return "".join(_file(loaded, base, record) for record in by_path).encode()


def _file(loaded: Loaded, base: Loaded, record: Record) -> str:
    path = f"{_PLACE}/{path_of(record.folder, record.id)}"
    new = _lf(save.read_bytes(loaded.path(record.folder, record.id)))
    if record.overrides is not None:
        # It is of this folder alone.
        new = save.edited_bytes(record.folder, record.id, new, [toml_edit.Remove(("overrides",))])
    try:
        old = _lf(base.source.text(record.folder, record.id))
    except FileNotFoundError:
        old = None
    except OSError as error:
        raise GcmtrackError(f"{path_of(record.folder, record.id)} cannot be read: {error.strerror}") from None
    if old is None or not old.startswith(_MARK):
        new = new.removeprefix(_MARK)
    if old == new:
        return ""
    return "".join(f"{line}\n" for line in _lines(path, old, new))


def _lines(path: str, old: bytes | None, new: bytes) -> Iterator[str]:
    yield f"diff --git a/{path} b/{path}"
    if old is None:
        yield f"new file mode {_MODE}"
    # By these names git finds the whole of the old text, and can merge where the project has moved on.
    yield f"index {'0' * 40 if old is None else _object(old)}..{_object(new)}{'' if old is None else f' {_MODE}'}"
    names = ("/dev/null" if old is None else f"a/{path}", f"b/{path}")
    lines = difflib.unified_diff(_split(old or b""), _split(new), *names, lineterm="")
    for number, line in enumerate(lines):
        text, ended, _ = line.partition("\n")
        yield text
        # Heads have no line end of their own.
        if not ended and number > 1 and not text.startswith("@@"):
            yield "\\ No newline at end of file"


def _split(raw: bytes) -> list[str]:
    """Returns the lines with their ends; only LF ends a line."""
    *lines, last = raw.decode().split("\n")
    return [f"{line}\n" for line in lines] + ([last] if last else [])


def _lf(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n")


def _object(raw: bytes) -> str:
    """Returns the name under which git keeps a text."""
    return hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
