"""Paths as the person sees them."""

from pathlib import Path


def as_seen(path: Path) -> str:
    """Returns the path from where the person stands; a file that is a link keeps its own name."""
    try:
        return (path.parent.resolve() / path.name).relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()
