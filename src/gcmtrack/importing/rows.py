"""What was read of a file: its rows, and what is to be said of them."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from gcmtrack.model.ids import Folder


class Row(NamedTuple):
    """One record to bring in.

    `place` says where it stands in the file, `original` is what stands there; `folder` is None where nothing tells the
    kind. What it says is in `cells`, text by target (see `column_names`), or in `table`, values as a record's file holds
    them. `wrong` says why it cannot be read, `notes` what else there is to say.
    """

    place: str
    original: Any
    folder: Folder | None = None
    id: str | None = None
    cells: Mapping[str, str] = MappingProxyType({})
    table: Mapping[str, Any] | None = None
    wrong: str | None = None
    notes: tuple[str, ...] = ()


class Rejected(NamedTuple):
    """A row that was refused, and why."""

    row: Row
    reason: str


class Rows(NamedTuple):
    """The rows of a file, and what was understood of it.

    `said` is for the person. With `exact` texts are taken to the letter, since we wrote them. `rejects` makes the file
    of those that were refused, which can be read again.
    """

    rows: Sequence[Row]
    said: tuple[str, ...]
    exact: bool
    rejects: Callable[[Sequence[Rejected]], bytes]
