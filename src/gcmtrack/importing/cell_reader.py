"""What the cells of a row mean: from text to the values that a record's file holds."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from gcmtrack.errors import GcmtrackError, Misuse
from gcmtrack.formats.cells import split
from gcmtrack.formats.columns import Column, column_of
from gcmtrack.formats.csv_table import read_value
from gcmtrack.importing.dates_in_cells import PARTS, DateReader
from gcmtrack.input import values
from gcmtrack.input.cleaning import clean
from gcmtrack.model.collection import Records
from gcmtrack.model.ids import Folder
from gcmtrack.model.iso_codes import codes_called
from gcmtrack.model.records import REFERENCES

# Lists whose words may have commas of their own.
_WITH_COMMAS = frozenset({"aliases", "fulfils"})


class CellReader:
    """Reads the cells of rows of all kinds.

    `ids` are those that rows of the file have or get, by kind: a row may name another one. `records` are those that are
    there and those of rows that were read before. With `exact`, texts are as we wrote them.
    """

    def __init__(
        self,
        records: Records,
        ids: Mapping[Folder, frozenset[str]],
        today: date,
        dates: DateReader,
        *,
        exact: bool,
    ) -> None:
        self.records = records
        self._ids = ids
        self._today = today
        self._dates = dates
        self._exact = exact
        self._known: dict[tuple[Folder, str, str], Any] = {}

    def read(self, folder: Folder, cells: Mapping[str, str]) -> tuple[dict[str, Any], list[str], list[str]]:
        """Returns the values of a row's cells by key, all that is wrong with them, and what is to be noted.

        A key whose cell is empty has None.
        """
        table: dict[str, Any] = {}
        wrong: list[str] = []
        notes: list[str] = []
        if folder != "organisations" and any(part in cells for part in PARTS):
            try:
                table["date"], notes = self._dates.read(cells)
            except GcmtrackError as error:
                wrong.append(str(error))
        for target, text in cells.items():
            if target in PARTS:
                continue
            try:
                self._put(table, folder, target, text if self._exact else text.strip())
            except GcmtrackError as error:
                said = str(error)
                wrong.append(said if said.startswith(f"{target}:") else f"{target}: {said}")
        return table, wrong, notes

    def _put(self, table: dict[str, Any], folder: Folder, target: str, text: str) -> None:
        column = column_of(folder, target)
        if target == "place":
            if folder != "milestones":
                return
            table.update({f"place.{key}": value for key, value in place(text).items()})
        elif target == "link":
            table.setdefault("links.url", []).extend(self._addresses(text))
        elif target == "organiser_if_known":
            self._organiser(table, text)
        elif target == "source" or target.startswith("source.") or (target == "sources" and text[:1] != "["):
            self._source(table, target, text)
        elif target == "links" and text[:1] != "[":
            table.setdefault("links.url", []).extend(self._addresses(text))
        elif target.startswith(("titles.", "names.")):
            key, _, language = target.partition(".")
            table[f"{key}.{language}"] = clean(text) or None
        elif column is not None and column.key is not None:
            value = self._value(folder, column, text) if text.strip() else None
            table[".".join(column.key)] = value

    def _value(self, folder: Folder, column: Column, text: str) -> Any:
        assert column.key is not None
        key = column.key[0]
        if column.type in ("table", "tables"):
            try:
                return read_value(column.type, text)
            except (ValueError, TypeError, AttributeError, RecursionError):
                raise Misuse(f"{text[:60]!r} is not the JSON that a column {column.name!r} holds") from None
        if column.type == "words":
            return list(
                dict.fromkeys(self._item(folder, key, item) for item in self._items(folder, key, text))
            )
        if column.type == "numbers":
            return list(
                dict.fromkeys(self._number(folder, key, item) for item in self._items(folder, key, text))
            )
        if column.type == "day":
            return self._day(text)
        return self._item(folder, key, text)

    def _day(self, text: str) -> date:
        edtf, _ = self._dates.read({"date": text})
        return values.day(edtf or text, self.records, self._today)

    def _items(self, folder: Folder, key: str, text: str) -> Iterable[str]:
        """The parts of a list: between semicolons, on lines of their own, or between commas."""
        for part in split(text):
            lines = [part] if self._exact else part.split("\n")
            for line in filter(None, map(str.strip, lines)):
                if key in _WITH_COMMAS or "," not in line:
                    yield line
                else:
                    yield from values.items(folder, key, line, self.records, self._today)

    def _number(self, folder: Folder, key: str, text: str) -> Any:
        # "5 Regular pathways", as our workbook has it.
        numbered = re.match(r"(\d{1,2})(?:[.:)]?\s|$)", text)
        return self._item(folder, key, numbered[1] if numbered else text)

    def _item(self, folder: Folder, key: str, text: str) -> Any:
        found = (folder, key, text)
        if found not in self._known:
            self._known[found] = self._read(folder, key, text)
        return self._known[found]

    def _read(self, folder: Folder, key: str, text: str) -> Any:
        named = REFERENCES[folder].get(key)
        if named is not None and (text in self._ids[named] or text in self.records.all_of(named)):
            return text
        if self._exact and values.reader(folder, key) is values.plain:
            return text
        return values.read(folder, key, text, self.records, self._today)

    def forget(self, records: Records) -> None:
        """Goes on with other records; names that were read may mean others among them."""
        self.records = records
        self._known.clear()

    def _addresses(self, text: str) -> list[str]:
        """The addresses of a cell, parted by spaces, lines or semicolons."""
        found = re.findall(r"https?://\S+?(?=[;,]?(?:\s|$))", text, re.IGNORECASE)
        if text and not found:
            found = [text]
        return [values.address(each, self.records, self._today) for each in dict.fromkeys(found)]

    def _source(self, table: dict[str, Any], target: str, text: str) -> None:
        if not text:
            return
        inner = target.partition(".")[2]
        if inner in ("", "url"):
            addresses = re.findall(r"https?://\S+", text, re.IGNORECASE)
            if inner == "url" or (len(addresses) == 1 and addresses[0] == text):
                table["source.url"] = values.address(text, self.records, self._today)
                return
            inner = "title"
        value: Any = clean(" ".join(text.split()))
        if inner == "accessed":
            value = self._day(text)
        table[f"source.{inner}"] = value

    def _organiser(self, table: dict[str, Any], text: str) -> None:
        """An organiser that is an organisation of the records; calendars mostly name a person."""
        try:
            found = values.organisation(text, self.records, self._today)
        except GcmtrackError:
            return
        table.setdefault("organisers", [found])


def place(text: str) -> dict[str, str]:
    """Returns the parts of a place in words: "Palais des Nations, Geneva, Switzerland"; venue alone where no country is
    named."""
    parts = [part for part in re.split(r"\s*,\s*", clean(text).replace("\n", ", ").strip()) if part]
    codes = codes_called("country", parts[-1]) if parts and len(parts[-1]) > 2 else ()
    if len(codes) != 1:
        return {"venue": ", ".join(parts)} if parts else {}
    if len(parts) == 1:
        return {"country": codes[0]}
    found = {"country": codes[0], "city": parts[-2]}
    return {**found, "venue": ", ".join(parts[:-2])} if parts[:-2] else found
