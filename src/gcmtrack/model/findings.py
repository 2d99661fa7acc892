"""What is wrong in the records, as values: any number at once, each led back to its file and line."""

from typing import Literal

import msgspec

from gcmtrack.model.ids import Folder, path_of

Level = Literal["error", "warning"]

# Where a value stands in a record's table: ("links", 0, "url").
KeyPath = tuple[str | int, ...]


class Fix(msgspec.Struct, frozen=True):
    """What mends a finding for certain: `value` written at its key, or, without one, the file in canonical form.

    `told` is what is said when it is done, after the path of the file.
    """

    told: str
    value: str | None = None


class Finding(msgspec.Struct, frozen=True):
    """Something wrong at a key of a record; `store.load.locate` finds its line and makes it a `Problem`.

    What is wrong with no record has no `folder`, and its `id` is a path relative to the records folder ("" is that
    folder itself). The check that found it is its name; `line` is 0 unless it is known already.
    """

    folder: Folder | None
    id: str
    key: KeyPath
    check: str
    message: str
    level: Level = "error"
    line: int = 0
    fix: Fix | None = None

    @property
    def path(self) -> str:
        """The path of the file, relative to the records folder, with forward slashes."""
        return self.id if self.folder is None else path_of(self.folder, self.id)


class Problem(msgspec.Struct, frozen=True, order=True):
    """A finding as it is printed. Tuples of problems sort by path, line, check and message.

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
