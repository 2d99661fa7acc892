"""What is wrong in the records, as values: any number at once, each led back to its file and line."""

from typing import Literal, NamedTuple

Level = Literal["error", "warning"]

# Where a value stands in a record's table: ("links", 0, "url").
KeyPath = tuple[str | int, ...]


class Finding(NamedTuple):
    """Something wrong at a key of a file; `store.locate` finds its line and makes it a `Problem`.

    `path` is relative to the records folder, with forward slashes; `line` is 0 unless it is known already.
    """

    path: str
    key: KeyPath
    check: str
    message: str
    level: Level = "error"
    line: int = 0


class Problem(NamedTuple):
    """One finding. Tuples of problems sort by path, line, check and message.

    `path` is relative to the records folder, with forward slashes. `line` counts from 1; 0 stands for the whole file.
    """

    path: str
    line: int
    check: str
    message: str
    level: Level = "error"

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        kind = "warning: " if self.level == "warning" else ""
        return f"{place}: {kind}{self.message} [{self.check}]"
