"""What a value of a record's file may be beyond its type: dates as TOML has them, patterns, codes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Meta

from gcmtrack.model.dates import DateError, When
from gcmtrack.model.findings import Finding, Fix, KeyPath
from gcmtrack.model.iso_codes import COUNTRIES, LANGUAGES

CODES: dict[str, Mapping[str, str]] = {"country": COUNTRIES, "language": LANGUAGES}


def fault(path: KeyPath, check: str, message: str, fix: Fix | None = None) -> Finding:
    """Returns what is wrong at a key, in a record that is yet to be named."""
    return Finding(None, "", path, check, message, fix=fix)


def extra_of(metas: tuple[Meta, ...]) -> dict[str, Any]:
    """Returns what a type says of its values beside what msgspec looks at: the pattern, the noun, the codes."""
    return {key: item for meta in metas for key, item in (meta.extra or {}).items()}


def read_date(value: object) -> When:
    """Reads a date as a record may hold it: a quoted EDTF text, a bare TOML date, a bare year.

    Raises `DateError` with a sentence.
    """
    if isinstance(value, str):
        return When.parse(value)
    if isinstance(value, datetime):
        raise DateError(f'clock times are not kept; write "{value.date()}"')
    if isinstance(value, date):
        return When.of_day(value)
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
        return When.parse(str(value))
    raise DateError('write a date in quotes, such as "2018-07-13", "2018-07" or "2018"')
