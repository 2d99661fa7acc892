"""What our own markers on a page ask for."""

from datetime import date
from typing import Any

import msgspec

from gcmtrack.audit.reading.page import OwnPart
from gcmtrack.errors import Misuse
from gcmtrack.model.collection import Records
from gcmtrack.views.filters import FilterOptions, Filters, read_filters

_SINGLE = ("since", "until", "within")


def filters_of(part: OwnPart, asked: FilterOptions, records: Records, today: date) -> Filters | None:
    """Returns the filters of a marker, those of the command under them; None when the marker asks for what is unknown."""
    given: dict[str, list[str]] = {}
    for key, value in part.asked:
        if key in FilterOptions.__struct_fields__:
            given.setdefault(key, []).append(value)
    values: dict[str, Any] = {
        key: values[-1] if key in _SINGLE else tuple(values) for key, values in given.items()
    }
    try:
        return read_filters(msgspec.structs.replace(asked, **values), records, today)
    except Misuse:
        return None


def is_limited(part: OwnPart) -> bool:
    """Whether a marker wants only so many records, so that others are left out on purpose."""
    return any(key == "limit" for key, _ in part.asked)


def is_confirmed(part: OwnPart) -> bool:
    """Whether a marker leaves out what is only expected or tentative."""
    said = [value.strip().lower() for key, value in part.asked if key == "confirmed"]
    return bool(said) and said[-1] in ("yes", "on")
