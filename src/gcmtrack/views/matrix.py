"""Statements or milestones counted by two facets, what is empty, and how much of the record the count covers."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from gcmtrack.model.collection import Records, in_time
from gcmtrack.views.facets import FACETS, TIMES, Dated, Facet, domain, facet
from gcmtrack.views.filters import Filters, matching_milestones, matching_statements
from gcmtrack.wording import Wording
from gcmtrack.wording.words import Group

# The shades of a cell, from nothing to the fullest cell.
SHADES = 4


class Value(NamedTuple):
    """A row or a column: the value as an option takes it, how it is read, and in short."""

    key: str
    label: str
    short: str
    total: int


class Coverage(NamedTuple):
    """How many records have a value of a facet at all; None where every record has one."""

    facet: str
    records: int


class Matrix(NamedTuple):
    """A count. A cell counts the records that have both values, a total those that have one, `total` all of them.

    A record with several values of a facet stands in several cells and once in every total. What lies in a range of time
    is counted where it begins; `ranges` is how many reach into another of the years or months that are counted.
    """

    of_statements: bool
    rows: tuple[Value, ...]
    columns: tuple[Value, ...]
    row_facet: str
    column_facet: str | None
    cells: Mapping[tuple[str, str], int]
    total: int
    coverage: tuple[Coverage, ...]
    ranges: int

    def number(self, row: Value, column: Value) -> int:
        return self.cells.get((row.key, column.key), 0)

    def shade(self, number: int) -> int:
        """Returns how full a cell is, from 0 for nothing to `SHADES` for the fullest."""
        most = max(self.cells.values(), default=0)
        return -(-number * SHADES // most) if number else 0


def matrix(
    records: Records,
    filters: Filters,
    wording: Wording,
    row_facet: str,
    column_facet: str | None = None,
    *,
    of_statements: bool = True,
) -> Matrix:
    """Counts what passes the filters. Raises `Misuse` for an unknown facet."""
    names = [row_facet, *([column_facet] if column_facet else [])]
    facets = [facet(name, records, of_statements=of_statements) for name in names]
    chosen: Sequence[Dated] = (
        matching_statements(records, filters) if of_statements else matching_milestones(records, filters)
    )
    found = [[frozenset(f.values(record)) for record in chosen] for f in facets]
    totals = [Counter(value for values in some for value in values) for some in found]
    axes = [
        tuple(_axis(f, total, records, filters, wording)) for f, total in zip(facets, totals, strict=True)
    ]
    pairs = zip(*found, strict=True) if column_facet else ()
    cells = Counter((row, column) for rows, columns in pairs for row in rows for column in columns)
    shown = [{value.key for value in axis} for axis in axes]
    return Matrix(
        of_statements=of_statements,
        rows=axes[0],
        columns=axes[1] if column_facet else (),
        row_facet=facets[0].name,
        column_facet=facets[1].name if column_facet else None,
        cells={cell: n for cell, n in cells.items() if cell[0] in shown[0] and cell[1] in shown[-1]},
        total=len(chosen),
        coverage=tuple(
            Coverage(f.name, covered)
            for f, some in zip(facets, found, strict=True)
            if (covered := sum(1 for values in some if _tells(f.name, values))) < len(chosen)
        ),
        ranges=sum(1 for record in chosen if any(_reaches_on(record, f.name) for f in facets)),
    )


def _tells(name: str, values: Collection[str]) -> bool:
    """Whether a record says something of a facet: of the month, not only of the year."""
    return any("-" in value for value in values) if name == "month" else bool(values)


def _reaches_on(record: Dated, name: str) -> bool:
    """Whether a range begins in one of the years or months that are counted and ends in another, or is open."""
    start, end = record.date.start, record.date.end
    if name not in TIMES or not record.date.is_range:
        return False
    if record.date.open or start.year != end.year:
        return True
    return name == "month" and start.month != end.month


def _axis(
    facet: Facet,
    totals: Mapping[str, int],
    records: Records,
    filters: Filters,
    wording: Wording,
) -> Iterator[Value]:
    keys = domain(facet, totals.keys(), filters)
    values = [Value(key, *_labels(facet, key, records, wording), totals.get(key, 0)) for key in keys]
    if facet.name == "milestone":
        values.sort(key=lambda v: in_time(records.milestones[v.key]))
    elif facet.name in ("org", "topic", "country", "lang") or (
        facet.name == "type" and not facet.of_statements
    ):
        values.sort(key=lambda v: (-v.total, v.label.casefold(), v.key))
    yield from values


_GROUPS: dict[str, Group] = {
    "kind": "kind",
    "phase": "phase",
    "region": "region",
    "stance": "stance",
    "topic": "topic",
}


def _labels(facet: Facet, key: str, records: Records, wording: Wording) -> tuple[str, str]:
    """Returns how a value is read, and in short."""
    name = facet.name
    if name == "objective":
        return f"{key} {wording.objective(int(key))}", key
    if name == "org":
        said = wording.organisations(records, [key])
    elif name == "milestone":
        said = wording.called(records.milestones[key])
    elif name == "country":
        said = wording.country(key)
    elif name == "lang":
        said = wording.language_name(key)
    elif name in TIMES:
        return _time(name, key, wording)
    else:
        said = wording.label(_GROUPS.get(name, "organisation-type" if facet.of_statements else "type"), key)
    return said, said


def _time(name: str, key: str, wording: Wording) -> tuple[str, str]:
    from gcmtrack.model.dates import When

    when = When.parse(key)
    if name == "month" and not when.start.month:
        return wording.say("matrix.only-year", year=key), wording.say("matrix.only-year-short", year=key)
    return wording.date(when), wording.short_date(when, 0)


def title(found: Matrix, wording: Wording) -> str:
    """Returns what is counted by what: "Statements by objective and type"."""
    what = wording.text("matrix.statements" if found.of_statements else "matrix.milestones")
    facets = [
        wording.label("facet", name) for name in (found.row_facet, found.column_facet) if name is not None
    ]
    return wording.say("matrix.title", what=what, facets=wording.all_of(facets))


class Gap(NamedTuple):
    """What nothing is recorded of. `row` or `column` is None where the whole other one is empty."""

    row: Value | None
    column: Value | None
    sentence: str


def gaps(found: Matrix, wording: Wording) -> list[Gap]:
    """Returns what is empty, in words: first rows and columns that are empty as a whole, then single cells."""
    empty: list[tuple[Value | None, Value | None]] = [(row, None) for row in found.rows if not row.total]
    empty += [(None, column) for column in found.columns if not column.total]
    empty += [
        (row, column)
        for row in found.rows
        for column in found.columns
        if row.total and column.total and not found.number(row, column) and _can_be(found, row, column)
    ]
    return [Gap(row, column, _sentence(found, row, column, wording)) for row, column in empty]


def _can_be(found: Matrix, row: Value, column: Value) -> bool:
    """Whether a record can have both values: no month lies in another year."""
    if found.row_facet not in TIMES or found.column_facet not in TIMES:
        return True
    return row.key.startswith(column.key) or column.key.startswith(row.key)


def _sentence(found: Matrix, row: Value | None, column: Value | None, wording: Wording) -> str:
    named = [(found.row_facet, row), (found.column_facet, column)]
    said = sorted((FACETS.index(name), name, value) for name, value in named if name and value)
    what = " ".join(
        _phrase(name, value, wording, of_statements=found.of_statements) for _, name, value in said
    )
    return wording.say("matrix.no-statement" if found.of_statements else "matrix.no-milestone", what=what)


def _phrase(name: str, value: Value, wording: Wording, *, of_statements: bool) -> str:
    """Returns a value as a sentence about what is missing has it: "of a union", "on objective 13"."""
    if name == "type" and of_statements:
        return wording.label("gap-actor", value.key)
    said = value.key if name == "objective" else value.label
    return wording.label("gap", name).format(value=said)


def coverage(found: Matrix, wording: Wording) -> list[str]:
    """Returns the sentences on how much of the record is counted: "136 of 437 statements name objectives"."""
    everything = wording.count(found.total, "statement" if found.of_statements else "milestone")
    group: Group = "coverage-statement" if found.of_statements else "coverage-milestone"
    said = [
        wording.label(group, part.facet).format(n=wording.number(part.records), all=everything)
        for part in found.coverage
    ]
    if found.ranges:
        said.append(wording.count(found.ranges, "counted-range"))
    return said
