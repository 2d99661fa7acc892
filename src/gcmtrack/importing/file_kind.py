"""What kind of file it is, and its text."""

import codecs
import re
from typing import Literal

from gcmtrack.errors import GcmtrackError, Misuse

Kind = Literal["table", "json", "calendar"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", ""),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# What begins so is no text.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def text_of(raw: bytes, name: str) -> tuple[str, str]:
    """Returns the text of a file, and its encoding where that is not UTF-8. Raises `GcmtrackError` for what is no text."""
    if raw.startswith(_WORKBOOKS):
        raise Misuse(
            f"{name} is a workbook; save the sheet as CSV (UTF-8) in your spreadsheet program and import that"
        )
    for mark, encoding, said in _MARKS:
        if raw.startswith(mark):
            return _decoded(raw, encoding, name).removeprefix("\ufeff"), said
    if (unmarked := _utf_16_unmarked(raw)) is not None:
        return _decoded(raw, unmarked, name), "UTF-16"
    try:
        return raw.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _decoded(raw, "cp1252", name), "Windows-1252"


def _decoded(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise GcmtrackError(
            f"{name} is neither UTF-8 nor Windows-1252 text; save it as CSV (UTF-8) and import that"
        ) from None


def _utf_16_unmarked(raw: bytes) -> str | None:
    """The encoding of text in which every other byte is null, as Latin letters are in UTF-16."""
    head = raw[:2000]
    half = len(head) // 2
    if half < 8:
        return None
    for encoding, nulls in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if nulls.count(0) > half * 0.8:
            return encoding
    return None


def kind_of(text: str) -> Kind:
    """Returns the kind of a file from its beginning, since names of files say little."""
    head = text[:2000].lstrip()
    if re.match(r"BEGIN:[A-Z-]+\s", head, re.IGNORECASE):
        return "calendar"
    return "json" if head[:1] in ("{", "[") else "table"
