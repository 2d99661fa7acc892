"""The timeline drawn for the eye: phases as bands, years and milestones on a rail, parts indented, today marked."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from gcmtrack import words
from gcmtrack.dates import MONTHS, When
from gcmtrack.model import Statement, english_title
from gcmtrack.terminal.inert import inert
from gcmtrack.terminal.tables import KIND_STYLES, row_of, text
from gcmtrack.views.timeline import Band, Node

# Filled when confirmed, hollow when it is only expected, tentative, postponed or cancelled.
_MARKS = {"event": "●○", "document": "■□", "decision": "◆◇", "deadline": "▲△"}
_DATE_WIDTH = 16
_LEFT = _DATE_WIDTH + 1


def draw(out: Console, bands: Sequence[Band], today: date, *, with_statements: bool) -> None:
    """Prints the bands, then a legend. Today stands once, after the last band that has begun."""
    current = _band_of_today(bands, today)
    for band in bands:
        out.print(_band_line(band, out.width))
        for line in _band_rows(band, today, out.width, with_statements=with_statements, mark_today=band is current):
            out.print(line)
        out.print()
    out.print(_legend())


def _band_of_today(bands: Sequence[Band], today: date) -> Band | None:
    """The band in which the next milestone stands, else the last one."""
    ahead = [
        (node.milestone.date.first, index)
        for index, band in enumerate(bands)
        for node in band.nodes
        if node.milestone.date.first > today
    ]
    if ahead:
        return bands[min(ahead)[1]]
    return bands[-1] if bands else None


def _band_line(band: Band, width: int) -> Text:
    last = "…" if band.last is None else str(band.last)
    years = str(band.first) if last == str(band.first) else f"{band.first}–{last}"
    name = f"━━ {band.phase.upper()} "
    tail = f" {years} · {words.count(band.milestones, 'milestone')} ━━"
    return Text(name + "━" * max(2, width - len(name) - len(tail)) + tail, style="bold reverse cyan" if False else "bold cyan")


def _band_rows(
    band: Band, today: date, width: int, *, with_statements: bool, mark_today: bool
) -> Iterator[Table | Text]:
    year = 0
    marked = not mark_today
    for node in band.nodes:
        when = node.milestone.date
        if not marked and when.first > today:
            yield _today_line(today, width)
            marked = True
        if when.first.year != year:
            year = when.first.year
            yield Text.assemble((f"{year:>{_DATE_WIDTH}}", "bold"), (" ┬", "dim"))
        for depth, below in node.walk():
            yield _milestone_row(below, depth, year)
            if with_statements:
                for statement in below.statements:
                    yield _statement_row(statement, depth)
    if not marked:
        yield _today_line(today, width)


def _today_line(today: date, width: int) -> Text:
    line = f"{'today':>{_DATE_WIDTH}} ┝━━ {When.of_day(today).words()} "
    return Text(line + "━" * max(2, width - len(line)), style="bold red")


def _grid(rail: int) -> Table:
    table = Table.grid(padding=0, expand=True)
    table.add_column(width=_DATE_WIDTH, justify="right", overflow="fold")
    table.add_column(width=rail, no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    return table


def _milestone_row(node: Node, depth: int, year: int) -> Table:
    m = node.milestone
    filled, hollow = _MARKS[m.kind]
    mark = filled if m.status == "confirmed" else hollow
    said = words.count(len(node.statements), "statement") if node.statements else ""
    body = text(m.title, "bold" if depth == 0 else "")
    details = row_of(
        (node.row.place, "dim"), (node.row.remarks, "yellow"), (said, "green"), (m.id, "dim")
    )
    rail = _rail(depth, mark, KIND_STYLES[m.kind])
    table = _grid(rail.cell_len)
    table.add_row(text(_short(m.date, year), KIND_STYLES[m.kind]), rail, body)
    table.add_row("", _rail(depth, "", ""), details)
    return table


def _statement_row(statement: Statement, depth: int) -> Table:
    table = _grid(2 * depth + 6)
    rail = Text(" │" + " │" * depth + "   “ "[: 4], style="dim")
    title = Text.assemble((inert(english_title(statement)), "italic"), ("  ", ""), (statement.id, "dim"))
    table.add_row(text(_short(statement.date, statement.date.first.year), "dim"), rail, title)
    return table


def _rail(depth: int, mark: str, style: str) -> Text:
    if not mark:
        return Text(" │" + " │" * depth + "  ", style="dim")
    above = " │" * depth
    return Text.assemble((above, "dim"), (f" {mark}", style), ("  ", ""))


def _short(when: When, year: int) -> str:
    """The date in short months, without the year when it is the one of the heading."""
    said = when.words()
    for month in MONTHS:
        said = said.replace(month, month[:3])
    single_year = when.start.year == year and (when.open or when.end.year == year)
    if single_year and when.start.month:
        said = said.replace(f" {year}", "")
    return said


def _legend() -> Text:
    parts = [
        Text.assemble((_MARKS[kind][0], style), (f" {kind}", "dim")) for kind, style in KIND_STYLES.items()
    ]
    parts.append(Text("hollow: not confirmed", style="dim"))
    return Text("   ").join(parts)
