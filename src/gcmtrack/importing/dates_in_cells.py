"""The date of a row: from EDTF, from one cell, or from a start and an end."""

import re
from collections.abc import Mapping
from datetime import date

from gcmtrack.errors import Misuse
from gcmtrack.importing.column_map import Numbers
from gcmtrack.input import values
from gcmtrack.input.cleaning import clean
from gcmtrack.model.dates import DateError, When

PARTS = ("edtf", "date", "start", "end", "precision", "when")

# A time of day behind a day: what spreadsheets and databases write.
_TIME = re.compile(
    r"(?<=\d)(?:T|\s+(?:at |a las |à )?)\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_IN_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
# Of 1982 to 2064.
_SERIAL = re.compile(r"[3-5]\d{4}(?:\.\d+)?", re.ASCII)
_PRECISION = {"year": 4, "month": 7}


class DateReader:
    """Reads the dates of a table; in numbers as `numbers` says, else only where they can be read one way."""

    def __init__(self, today: date, numbers: Numbers | None) -> None:
        self._today = today
        self._numbers = numbers

    def read(self, cells: Mapping[str, str]) -> tuple[str | None, list[str]]:
        """Returns the date of a row as records write it, None when no cell says it, and what is to be noted.

        Raises `Misuse` for what cannot be meant.
        """
        given = {part: text.strip() for part in PARTS if (text := cells.get(part, "")).strip()}
        if "edtf" in given:
            when = self._when("edtf", given["edtf"])
            return str(when), self._noted(when, given)
        notes: list[str] = []
        if "start" in given or ("date" in given and "end" in given):
            name = "start" if "start" in given else "date"
            return self._joined(name, given, notes), notes
        for name in ("date", "when"):
            if name in given:
                return str(self._when(name, given[name], notes)), notes
        if "end" in given:
            raise Misuse("there is an end and no start")
        return None, notes

    def _joined(self, name: str, given: Mapping[str, str], notes: list[str]) -> str:
        start = self._when(name, given[name], notes)
        if "end" not in given:
            return self._cut(str(start), given)
        end = self._when("end", given["end"], notes)
        if start.is_range:
            if start.last == end.last:
                return str(start)
            raise Misuse(f"{name}: {given[name]!r} has an end already, and the end is {given['end']!r}")
        if end.is_range:
            raise Misuse(f"end: {given['end']!r} is more than an end")
        try:
            return str(When.parse(f"{self._cut(str(start), given)}/{self._cut(str(end), given)}"))
        except DateError as error:
            raise Misuse(f"date: {error}") from None

    @staticmethod
    def _cut(edtf: str, given: Mapping[str, str]) -> str:
        length = _PRECISION.get(given.get("precision", "").lower())
        return edtf[:length] if length and "/" not in edtf else edtf

    def _when(self, name: str, text: str, notes: list[str] | None = None) -> When:
        typed = clean(text)
        cut = _TIME.sub("", typed)
        if cut != typed and notes is not None and "its times are cut to days" not in notes:
            notes.append("its times are cut to days")
        try:
            return values.when(self._ordered(cut.strip()), self._today)
        except Misuse as error:
            raise Misuse(f"{name}: {error}{self._advice(cut.strip())}") from None

    def _advice(self, text: str) -> str:
        """What to do for all such rows at once."""
        match = _IN_NUMBERS.fullmatch(text)
        if match and self._numbers is None and int(match[1]) <= 12 and int(match[3]) <= 12:
            return "; for all rows: numeric_dates in --map says whether the day or the month comes first"
        if _SERIAL.fullmatch(text):
            return "; it may be a day as spreadsheets count it: give the column a date format there, and save it again"
        return ""

    def _ordered(self, text: str) -> str:
        """A date in numbers in the order that a person told."""
        match = _IN_NUMBERS.fullmatch(text)
        if match is None or self._numbers is None:
            return text
        day, month = (match[1], match[3]) if self._numbers == "day-first" else (match[3], match[1])
        return f"{match[4]}-{int(month):02}-{int(day):02}" if int(month) <= 12 else text

    def _noted(self, when: When, given: Mapping[str, str]) -> list[str]:
        """What start and end say otherwise: they repeat the EDTF, and somebody may have changed them alone."""
        for name, meant in (("start", when.first), ("end", None if when.open else when.last)):
            if name not in given or meant is None:
                continue
            try:
                said = self._when(name, given[name])
            except Misuse:
                continue
            if said.is_exact and not said.is_range and said.first != meant:
                return [f"{name} says {given[name]}, and edtf, which goes before it, {given['edtf']}"]
        return []
