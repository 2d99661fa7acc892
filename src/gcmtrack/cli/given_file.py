"""What a file holds that a person named for a command to read."""

from pathlib import Path

from gcmtrack.errors import Misuse
from gcmtrack.model.limits import PAGE_BYTES
from gcmtrack.store import regular_file


def content(path: Path, most: int = PAGE_BYTES) -> bytes:
    """Returns the bytes of a file, at most so many. Raises `Misuse` when it cannot be read or holds more."""
    try:
        return regular_file.read_given(str(path), most)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Misuse(f"cannot read {str(path)!r}: {reason}") from None
