"""Why a listing is empty: which filter, left out alone, would let something through."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec import structs

from gcmtrack.views.filters import Filters


class Hint(NamedTuple):
    """How much is found without an option, as it is typed ("--org"), or without the "words" or the "period"."""

    without: str
    found: int


# Two fields of the filters come from three options: a period.
_PERIOD = ("first", "last")


def hints(filters: Filters, count: Callable[[Filters], int]) -> list[Hint]:
    """Returns what would be found without each filter alone, most telling first: the fewest; nothing where none helps."""
    none = Filters()
    found = []
    for name in Filters.__struct_fields__:
        if name in _PERIOD or getattr(filters, name) == getattr(none, name):
            continue
        said = "words" if name == "words" else f"--{name.replace('_', '-')}"
        found.append(Hint(said, count(structs.replace(filters, **{name: getattr(none, name)}))))
    if filters.first or filters.last:
        found.append(Hint("period", count(structs.replace(filters, first=None, last=None))))
    return sorted((hint for hint in found if hint.found), key=lambda hint: hint.found)
