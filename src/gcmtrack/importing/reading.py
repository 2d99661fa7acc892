"""Reading a file of any kind that can be imported."""

from gcmtrack.importing.column_map import ColumnMap
from gcmtrack.importing.file_kind import kind_of, text_of
from gcmtrack.importing.rows import Rows


def read(raw: bytes, mapped: ColumnMap, name: str) -> Rows:
    """Returns the rows of a table, of our own JSON or of a calendar. Raises `GcmtrackError` for what is none of them."""
    text, encoding = text_of(raw, name)
    kind = kind_of(text)
    if kind == "calendar":
        from gcmtrack.importing import calendar_rows

        return calendar_rows.read(text, name)
    if kind == "json":
        from gcmtrack.importing import json_rows

        return json_rows.read(text, mapped.folder, name)
    from gcmtrack.importing import table_rows

    return table_rows.read(text, encoding, mapped, name)
