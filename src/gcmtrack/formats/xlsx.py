"""Excel (Office Open XML): a workbook with a sheet of each kind and one about it; names and words, real days, live links.

Nothing is a formula: what a record holds is written as text, whatever it begins with.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from gcmtrack.formats.request import Request, Written
from gcmtrack.model.collection import Records
from gcmtrack.printable import encoded, visible
from gcmtrack.views.pieces import Hyperlink
from gcmtrack.views.selection import Whole
from gcmtrack.views.sheets import Cell, Sheet, sheets
from gcmtrack.wording import Wording

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Excel takes no more in a cell, in an address, or of addresses on a sheet.
_MOST_TEXT = 32_767
_MOST_ADDRESS = 2_079
_MOST_ADDRESSES = 65_530
# Excel counts days from here.
_FIRST_DAY = date(1900, 1, 1)
# A workbook has a time of creation; without a day of entry it is this one.
_NO_DAY = date(2000, 1, 1)
_NOT_XML = re.compile("[\ufffe\uffff]")


def export(request: Request) -> Written:
    found = request.chosen()
    return Written([write(found, request.records, request.wording)], found.counted())


def write(found: Whole, records: Records, wording: Wording) -> bytes:
    """Returns the workbook of the records that were found."""
    from xlsxwriter import Workbook

    raw = BytesIO()
    # Row by row, so that a large record needs little memory.
    with Workbook(
        raw, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties(
            {
                "title": wording.text("page.title"),
                "comments": wording.text("workbook.licence"),
                "created": datetime.combine(_newest(found), time(), UTC).replace(tzinfo=None),
            }
        )
        formats = _Formats(book)
        for sheet in sheets(found, records, wording):
            _Table(book.add_worksheet(sheet.title), formats).write(sheet, len(found.of(sheet.folder)))
        _about(book.add_worksheet(wording.text("workbook.about")), formats, found, wording)
    return raw.getvalue()


def _newest(found: Whole) -> date:
    return max((record.added for record in found.records if record.added), default=_NO_DAY)


class _Formats:
    def __init__(self, book: "Workbook") -> None:
        plain = {"valign": "top"}
        self.head = book.add_format({"bold": True, "valign": "top", "text_wrap": True, "bottom": 1})
        self.title = book.add_format({"bold": True, "font_size": 14})
        # As text, so that Excel makes no number or date of what is typed over it either.
        self.line = book.add_format({**plain, "num_format": "@"})
        self.text = book.add_format({**plain, "num_format": "@", "text_wrap": True})
        self.day = book.add_format({**plain, "num_format": "yyyy-mm-dd", "align": "left"})
        self.number = book.add_format({**plain, "num_format": "0"})
        self.link = book.add_format({**plain, "font_color": "#0563C1", "underline": 1})

    def of(self, kind: str) -> Any:
        return getattr(self, kind)


class _Table:
    """A sheet while it is written."""

    def __init__(self, page: "Worksheet", formats: _Formats) -> None:
        self.page = page
        self.formats = formats
        self.addresses = 0

    def write(self, sheet: Sheet, count: int) -> None:
        for number, column in enumerate(sheet.columns):
            self.page.set_column(number, number, column.width)
        self.page.freeze_panes(1, 1)
        self.page.autofilter(0, 0, count, len(sheet.columns) - 1)
        self.page.repeat_rows(0)
        self.page.set_landscape()
        for number, column in enumerate(sheet.columns):
            self.page.write_string(0, number, column.heading, self.formats.head)
        for row, cells in enumerate(sheet.rows, 1):
            for number, (column, cell) in enumerate(zip(sheet.columns, cells, strict=True)):
                if cell is not None:
                    self._put(row, number, column.kind, cell)

    def _put(self, row: int, column: int, kind: str, cell: Cell) -> None:
        if isinstance(cell, Hyperlink):
            self._link(row, column, cell)
        elif isinstance(cell, date):
            self._day(row, column, cell)
        elif isinstance(cell, int):
            self.page.write_number(row, column, cell, self.formats.number)
        else:
            assert isinstance(cell, str)
            style = self.formats.of(kind if kind in ("line", "text") else "text")
            self.page.write_string(row, column, _text(cell), style)

    def _day(self, row: int, column: int, day: date) -> None:
        if day < _FIRST_DAY:
            self.page.write_string(row, column, day.isoformat(), self.formats.line)
        else:
            self.page.write_datetime(row, column, datetime.combine(day, time()), self.formats.day)

    def _link(self, row: int, column: int, link: Hyperlink) -> None:
        url = encoded(link.url)
        self.addresses += 1
        if len(url) > _MOST_ADDRESS or self.addresses > _MOST_ADDRESSES:
            shown = link.text if link.text == link.url else f"{link.text}, {link.url}"
            self.page.write_string(row, column, _text(shown), self.formats.text)
        else:
            self.page.write_url(row, column, url, self.formats.link, _text(link.text))


def _text(text: str) -> str:
    """A text that a cell can hold: no control characters, and cut with a sign where it is longer than Excel takes."""
    shown = _NOT_XML.sub("\ufffd", visible(text.replace("\r\n", "\n").replace("\r", "\n")))
    return shown if len(shown) <= _MOST_TEXT else f"{shown[: _MOST_TEXT - 1]}…"


def _about(page: "Worksheet", formats: _Formats, found: Whole, wording: Wording) -> None:
    page.set_column(0, 0, 90)
    page.write_string(0, 0, wording.text("page.title"), formats.title)
    for row, line in enumerate(_about_lines(found, wording), 2):
        page.write_string(row, 0, line, formats.text)


def _about_lines(found: Whole, wording: Wording) -> Iterator[str]:
    yield wording.say(
        "workbook.holds",
        milestones=wording.count(len(found.milestones), "milestone"),
        statements=wording.count(len(found.statements), "statement"),
        organisations=wording.count(len(found.organisations), "organisation"),
    )
    if any(record.added for record in found.records):
        yield wording.say("workbook.newest", day=wording.day(_newest(found)))
    yield wording.text("workbook.dates")
    yield wording.text("workbook.titles")
    yield wording.text("workbook.evidence")
    yield wording.text("workbook.licence")
    yield wording.text("workbook.made")
