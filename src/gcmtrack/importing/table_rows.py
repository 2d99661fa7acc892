"""Rows of a table: CSV with commas, semicolons, tabs or bars, its columns called as we or as people call them."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from functools import partial

from gcmtrack.errors import GcmtrackError, Misuse
from gcmtrack.formats import csv_words
from gcmtrack.formats.columns import column_of
from gcmtrack.formats.csv_cells import guarded, unguarded
from gcmtrack.importing import column_map
from gcmtrack.importing.column_map import ColumnMap
from gcmtrack.importing.column_names import REASON, REPEATING, STANDS_FOR, kind_of_table, target_of
from gcmtrack.importing.rows import Rejected, Row, Rows
from gcmtrack.model.ids import FOLDERS, Folder, noun
from gcmtrack.model.limits import FILE_BYTES
from gcmtrack.patterns import late
from gcmtrack.text import counted, fold, name_key, one_of

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
# What Excel reads and writes before a table.
_SEPARATOR = late(r'"?sep=([,;\t|])"?[ \t]*(?=[\r\n])', re.IGNORECASE)
# Of columns that nobody knows so many are named.
_SHOWN = 8


def read(text: str, encoding: str, mapped: ColumnMap, name: str) -> Rows:
    """Returns the rows of a table.

    Raises `Misuse` when nothing tells what the columns hold, `GcmtrackError` when it is no table.
    """
    said_so = _SEPARATOR.match(text)
    if said_so is not None:
        # The line itself stays, as a blank one: rows are told by their lines.
        text = text[said_so.end() :]
    delimiter, headings = _head(text, said_so[1] if said_so else None, mapped, name)
    # What `export --excel` wrote in another language is read as what it wrote in English.
    translated = csv_words.names_of(headings)
    head = translated or headings
    table = _lines(text, delimiter, name)
    next(table)
    has_kinds = mapped.folder is None and any(target_of(each, "milestones") == "record" for each in head)
    folder = None if has_kinds else mapped.folder or kind_of_table(head)
    places = {kind: _Places(head, kind, mapped) for kind in (FOLDERS if folder is None else (folder,))}
    exact = (
        all(
            column_of(folder or "milestones", each) is not None
            for each in ("id", "edtf" if folder != "organisations" else "name")
            if each in head
        )
        and "id" in head
    )
    rows = [
        _row(line, cells, folder, head, places, translated=translated is not None)
        for line, cells in table
        if any(map(str.strip, cells))
    ]
    said = [f"{counted(len(rows), 'row')} of {_what(folder)}, parted by {_DELIMITERS[delimiter]}"]
    if encoding:
        said.append(f"the file is {encoding}, not UTF-8, and was read as that; look at its accents")
    said += _said_of_columns(places, head)
    return Rows(rows, tuple(said), exact, partial(_rejects, headings, delimiter))


def _what(folder: Folder | None) -> str:
    return "all kinds" if folder is None else folder


def _head(text: str, given: str | None, mapped: ColumnMap, name: str) -> tuple[str, list[str]]:
    """The delimiter, where none is given that by which the head has the most columns that are known, and the head."""
    known = {name_key(heading) for heading in mapped.columns.values()}
    best: tuple[tuple[int, int], str, list[str]] | None = None
    for delimiter in _DELIMITERS if given is None else (given,):
        try:
            head = next(_lines(text, delimiter, name))[1]
        except (GcmtrackError, StopIteration):
            continue
        head = [unguarded(cell).strip() for cell in head]
        found = sum(
            name_key(cell) in known or any(target_of(cell, folder) for folder in FOLDERS)
            for cell in head[:500]
        )
        if best is None or (found, len(head)) > best[0]:
            best = ((found, len(head)), delimiter, head)
    if best is None:
        # Says why.
        next(_lines(text, ",", name), None)
        raise Misuse(f"{name} is empty; the first row of a table names its columns")
    if best[0][0] == 0:
        raise Misuse(
            f"no column of {name} is known: the first row must name the columns (title, date, link, ...),"
            " or --map says which is which"
        )
    return best[1], best[2]


def _lines(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the line on which it begins."""
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            what = str(error)
            if "unexpected end" in what:
                what = "a quotation mark that opens there is never closed"
            elif "expected after" in what:
                what = "a quotation mark inside quotation marks is not doubled"
            raise GcmtrackError(f"{name}:{line}: this is no table: {what}; nothing was read") from None
        if any(map(str.strip, cells)):
            yield line, cells
        line = reader.line_num + 1


class _Places:
    """Where in a row of one kind each target stands."""

    def __init__(self, head: Sequence[str], folder: Folder, mapped: ColumnMap) -> None:
        self.found: dict[str, list[int]] = {}
        self.unknown: list[str] = []
        by_map: dict[int, str] = {}
        for key, heading in mapped.columns.items():
            by_map[_position(head, heading)] = column_map.target(key, folder)
        for position, heading in enumerate(head):
            if position not in by_map and heading == REASON:
                continue
            target = by_map.get(position) or target_of(heading, folder)
            if target is None or (position not in by_map and target in by_map.values()):
                self.unknown += [heading] if heading else []
            else:
                self.found.setdefault(target, []).append(position)
        for target, positions in self.found.items():
            if len(positions) > 1 and target not in ("link", "source"):
                names = one_of([repr(head[position]) for position in positions], joint="and")
                raise Misuse(
                    f"the columns {names} would both be {target!r}; say which with --map, or rename one"
                )
        self.repeating = [
            target
            for target, others in REPEATING.items()
            if target in self.found and any(other in self.found for other in others)
        ]
        self.read = {
            STANDS_FOR.get(target, target): positions
            for target, positions in self.found.items()
            if target not in self.repeating or target in ("date", "start", "end", "place")
        }


def _position(head: Sequence[str], heading: str) -> int:
    for same in (lambda cell: cell == heading, lambda cell: fold(cell.strip()) == fold(heading.strip())):
        if (found := next((position for position, cell in enumerate(head) if same(cell)), None)) is not None:
            return found
    raise Misuse(f"--map speaks of a column {heading!r}, and there is none; there are {_some(head)}")


def _some(names: Sequence[str]) -> str:
    shown = [repr(name if len(name) <= 40 else f"{name[:40]}…") for name in names[:_SHOWN]]
    return one_of([*shown, *([f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else [])], joint="and")


def _said_of_columns(places: dict[Folder, _Places], head: Sequence[str]) -> Iterator[str]:
    unknown = [each for each in head if each and all(each in some.unknown for some in places.values())]
    if unknown:
        verb = "is" if len(unknown) == 1 else "are"
        yield f"{counted(len(unknown), 'column')} {verb} not known and left out: {_some(unknown)}"


def _row(
    line: int,
    cells: list[str],
    of_all: Folder | None,
    head: Sequence[str],
    places: dict[Folder, _Places],
    *,
    translated: bool,
) -> Row:
    place = f"line {line}"
    plain = tuple(unguarded(cell) for cell in cells)
    wrong = None
    if len(cells) > len(head) and any(map(str.strip, cells[len(head) :])):
        wrong = f"it has {len(cells)} cells and the head {len(head)}; a cell with a comma or line end needs quotation marks"
    if any(len(cell) > FILE_BYTES for cell in cells):
        # Not looked at any further: that alone would take long.
        return Row(
            place, plain, wrong=f"a cell has more than {FILE_BYTES:,} characters, which no record can hold"
        )
    folder = of_all
    if folder is None:
        at = next(i for i, heading in enumerate(head) if target_of(heading, "milestones") == "record")
        try:
            said_kind = plain[at] if at < len(plain) else ""
            folder = column_map.kind(csv_words.meant("record", said_kind, None) if translated else said_kind)
        except Misuse:
            known = one_of([noun(each) for each in FOLDERS])
            wrong = wrong or f"the column {head[at]!r} must say what the row is: {known}"
            return Row(place, plain, wrong=wrong)
    found: dict[str, str] = {}
    for target, positions in places[folder].read.items():
        said = [
            plain[position] for position in positions if position < len(plain) and plain[position].strip()
        ]
        text = "\n".join(dict.fromkeys(said))
        found[target] = csv_words.meant(target, text, folder) if translated else text
    return Row(place, plain, folder, found.pop("id", "").strip() or None, found, wrong=wrong)


def _rejects(head: Sequence[str], delimiter: str, rejected: Sequence[Rejected]) -> bytes:
    """The rows as they were, with the reason in a column before them, which is left out when they are read again."""
    had = head[0] == REASON
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([REASON, *(guarded(cell) for cell in head[had:])])
    writer.writerows(
        [guarded(reason), *(guarded(cell) for cell in row.original[had:])] for row, reason in rejected
    )
    # With the mark, so that a spreadsheet program reads accents right.
    return text.getvalue().encode("utf-8-sig")
