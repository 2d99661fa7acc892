"""Paths as the person sees them."""

from contextlib import suppress
from pathlib import Path

from gcmtrack.printable import writable


def here() -> Path | None:
    """Returns the folder in which the person stands; None when it is there no more."""
    try:
        return Path.cwd()
    except OSError:
        return None


def as_seen(path: Path) -> str:
    """Returns the path from where the person stands; a file that is a link keeps its own name.

    Bytes that are not UTF-8 become U+FFFD, so that every stream takes it.
    """
    seen = path.as_posix()
    if (start := here()) is not None:
        with suppress(ValueError):
            seen = (path.parent.resolve() / path.name).relative_to(start.resolve()).as_posix()
    return writable(seen)
