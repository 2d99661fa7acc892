"""The timeline as a drawing: phases as bands, years and milestones on a rail, parts indented, today marked."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from rich.text import Text

from gcmtrack.model.dates import When
from gcmtrack.model.records import Statement
from gcmtrack.terminal.layout import ROOM, Screen, lines, row_of, text, titled, wrapped
from gcmtrack.terminal.tables import KIND_STYLES, count_heading, more
from gcmtrack.views.statements import StatementRow
from gcmtrack.views.timeline import Band, Node
from gcmtrack.wording import Title, Wording

# Filled when confirmed, hollow when it is only expected, tentative, postponed or cancelled.
_MARKS = {"event": "●○", "document": "■□", "decision": "◆◇", "deadline": "▲△"}


# Makes the row of a statement: who issued it, in which languages.
RowOf = Callable[[Statement], StatementRow]


def draw(
    out: Screen,
    bands: Sequence[Band],
    count: int,
    today: date,
    wording: Wording,
    said: RowOf | None,
    since: date = date.min,
) -> None:
    """Prints the bands, then a legend; with `said` the statements too, each as it makes them rows.

    What began before `since` stands together above the years, with its whole date.

    Today stands in every band that goes on, else between what is over and ahead.
    """
    count_heading(out, "timeline", count, wording)
    out.print()
    ahead = [band for band in bands if _first_ahead(band, today) is not None]
    begun = [band for band in ahead if band.nodes[0].milestone.date.first <= today]
    going_on = begun or ahead[:1] or bands[-1:]
    for band in bands:
        rail = _Rail(out, wording)
        out.print(_band_line(band, out.width, wording))
        for line in _band_lines(band, rail, today, said, since, mark_today=band in going_on):
            out.print(line, soft_wrap=True)
        out.print()
    more(out, sum(band.milestones for band in bands), count, wording)
    out.print(_legend(wording))


def _first_ahead(band: Band, today: date) -> Node | None:
    """Returns the first milestone of a band that begins after today, also among the parts of the last that has begun."""
    begun = [node for node in band.nodes if node.milestone.date.first <= today]
    parts = [below for node in begun[-1:] for _, below in node.walk()]
    candidates = (*parts, *band.nodes[len(begun) :])
    return next((node for node in candidates if node.milestone.date.first > today), None)


def _band_line(band: Band, width: int, wording: Wording) -> Text:
    last = "/.." if band.last is None else f"/{band.last}"
    years = wording.date(When.parse(f"{band.first}{last}"))
    name = f"━━ {wording.label('phase', band.phase).upper()} "
    tail = f" {years} · {wording.count(band.milestones, 'milestone')} ━━"
    if len(name) + len(tail) > width:
        return Text(f"{name}{'━' * (width - len(name))}\n{tail.strip(' ━')}", style="bold cyan")
    return Text(name + "━" * max(2, width - len(name) - len(tail)) + tail, style="bold cyan")


def _band_lines(
    band: Band, rail: "_Rail", today: date, said: RowOf | None, since: date, *, mark_today: bool
) -> Iterator[Text]:
    year = 0
    first = _first_ahead(band, today) if mark_today else None
    ahead = "" if first is None else first.milestone.id
    for number, node in enumerate(band.nodes):
        when = node.milestone.date
        if node.milestone.id == ahead:
            yield rail.today(today)
        if when.first >= since and when.first.year != year:
            year = when.first.year
            yield rail.year(str(year))
        elif when.first < since and number == 0:
            yield rail.year(rail.wording.text("timeline.earlier"))
        for depth, below in node.walk():
            if depth and below.milestone.id == ahead:
                yield rail.today(today)
            yield from _milestone_lines(below, depth, year, rail)
            if said is not None:
                for statement in below.statements:
                    yield from _statement_lines(said(statement), depth, year, rail)
    if mark_today and first is None:
        yield rail.today(today)


# 16 columns for them, four for the rail, a part indented, and what is read beside it.
_ROOM_FOR_DATES = 16 + 4 + 2 + ROOM


class _Rail:
    """The column of dates and the line beside it; wraps what hangs on it so that the line never breaks.

    On a narrow terminal there is no such column, and a date stands above what it is of.
    """

    def __init__(self, out: Screen, wording: Wording) -> None:
        self._out = out
        self._dates = 20 if out.width >= 100 else 16 if out.width >= _ROOM_FOR_DATES else 0
        self.wording = wording

    def year(self, year: str) -> Text:
        return Text.assemble((f"{year:>{self._dates}}", "bold"), (" ┬", "dim"))

    def titled(self, title: Title, style: str) -> Text:
        return titled(self._out, title, style)

    def when(self, when: When, year: int, style: str) -> Text:
        """Returns a date that breaks only between its two ends."""
        said = self.wording.short_date(when, year)
        return text(said.replace(" ", "\u00a0").replace("\u00a0–\u00a0", "\u00a0– "), style)

    def today(self, today: date) -> Text:
        line = f"{self.wording.text('timeline.today'):>{self._dates}} ┝━━ {self.wording.day(today)} "
        return Text(line + "━" * max(2, self._out.width - len(line)), style="bold red")

    def hang(self, when: Text, mark: Text, depth: int, body: Text) -> Iterator[Text]:
        """Yields `body` wrapped beside the rail, with the mark on its first line and `when` wrapped to the left."""
        above = Text(" │" * depth, style="dim")
        first = Text.assemble(above, " ", mark, "  ")
        below = Text.assemble(above, (" │", "dim"), " " * (first.cell_len - above.cell_len - 2))
        rest = max(ROOM - first.cell_len, self._out.width - self._dates - first.cell_len)
        if when.plain and not self._dates:
            when.plain = when.plain.replace("\u00a0", " ")
            body, when = lines(when, body), Text()
        bodies = list(wrapped(self._out, body, rest))
        dates = list(wrapped(self._out, when, self._dates)) if when.plain else []
        for index in range(max(len(bodies), len(dates))):
            left = dates[index] if index < len(dates) else Text()
            left.rstrip()
            left.plain = left.plain.replace("\u00a0", " ")
            left.align("right", self._dates)
            yield Text.assemble(
                left, first if index == 0 else below, bodies[index] if index < len(bodies) else ""
            )


def _milestone_lines(node: Node, depth: int, year: int, rail: _Rail) -> Iterator[Text]:
    m = node.milestone
    style = KIND_STYLES[m.kind]
    said = rail.wording.count(len(node.statements), "statement") if node.statements else ""
    folded = rail.wording.count(node.folded, "part") if node.folded else ""
    whole = rail.wording.say("timeline.part-of", title=node.whole) if node.whole and depth == 0 else ""
    details = row_of(
        (node.place, "dim"),
        (node.remarks, "yellow"),
        (whole, "dim"),
        (folded, "dim"),
        (said, "green"),
        (m.id, "dim"),
    )
    body = Text("\n").join([rail.titled(node.titled, "bold" if depth == 0 else ""), details])
    mark = Text(_MARKS[m.kind][m.status != "confirmed"], style=style)
    yield from rail.hang(rail.when(m.date, year, style), mark, depth, body)


def _statement_lines(row: StatementRow, depth: int, year: int, rail: _Rail) -> Iterator[Text]:
    languages = f" ({row.languages})" if row.languages else ""
    body = Text.assemble(
        text(f"{row.issuers}{rail.wording.text('joint.colon')}"),
        rail.titled(row.titled, "italic"),
        (languages, "dim"),
        ("  ", ""),
        (row.statement.id, "dim"),
    )
    yield from rail.hang(rail.when(row.statement.date, year, "dim"), Text("│ “", style="dim"), depth, body)


def _legend(wording: Wording) -> Text:
    parts = [
        Text.assemble((_MARKS[kind][0], style), (f" {wording.label('kind', kind)}", "dim"))
        for kind, style in KIND_STYLES.items()
    ]
    parts.append(Text(wording.text("timeline.hollow"), style="dim"))
    return Text("   ").join(parts)
