"""What becomes of a row."""

from dataclasses import dataclass, field
from typing import Any, Literal

from gcmtrack.importing.rows import Row
from gcmtrack.model.ids import RESERVED, is_id
from gcmtrack.model.records import Record

Became = Literal["new", "changed", "same", "kept", "repeated", "refused"]


@dataclass
class Outcome:
    """What becomes of a row. `kept` is a record that says otherwise and was not named, so it stays as it is.

    `why` is the reason, or in what it differs.
    """

    row: Row
    said: dict[str, Any] = field(default_factory=dict)
    became: Became | None = None
    why: str = ""
    notes: list[str] = field(default_factory=list)
    there: Record | None = None
    record: Record | None = None

    def is_now(self, became: Became, why: str = "") -> None:
        self.became, self.why = became, why


def is_name(text: str) -> bool:
    """Whether an id of a list can name a record; a bare number is that of its row."""
    return is_id(text) and not text.isdecimal() and text not in RESERVED
