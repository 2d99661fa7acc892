"""Paths as the person sees them."""

from pathlib import Path

from gcmtrack.errors import GcmtrackError


def here() -> Path:
    """Returns the current folder. Raises `GcmtrackError` when it has been deleted."""
    try:
        return Path.cwd()
    except OSError as error:
        raise GcmtrackError(
            f"the current folder cannot be read ({error.strerror}); go to another one"
        ) from None


def as_seen(path: Path) -> str:
    """Returns the path from where the person stands; a file that is a link keeps its own name."""
    try:
        return (path.parent.resolve() / path.name).relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()
