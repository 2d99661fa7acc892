"""The process drawn: a band for each phase, years from left to right, a mark for each milestone, a line where today is.

A year is as wide as what happened in it needs, so that the crowded ones can be read; every mark stands at its first day, or
beside it where many fall together.
Shapes tell kinds apart, hollow ones are not confirmed: nothing is told by colour alone.
"""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from gcmtrack.formats.pages.svg import n
from gcmtrack.model.records import Milestone
from gcmtrack.model.remade import at_places
from gcmtrack.model.vocabulary import PHASES, MilestoneKind
from gcmtrack.site import markup
from gcmtrack.site.edition import Edition

# The names of the phases stand to the left, in lines of at most so many letters; a letter is at most so wide.
_LETTERS = 22
_LETTER = 8.2
_LEFT = 128.0
_TOP = 26.0
_STEP = 7.0
_PAD = 7.0
_YEAR = 29.0
_EACH = 1.0
# From this height on marks spread to the columns beside theirs.
_HIGH = 9
# A range of more days than these is drawn as a line too.
_LONG = 45


class Axis(NamedTuple):
    """Where each year begins, and how wide it is."""

    years: Mapping[int, tuple[float, float]]
    left: float
    right: float

    def place(self, day: date) -> float:
        """Returns where a day lies; what is before or after all years lies at the edge."""
        if day.year not in self.years:
            return self.left if day.year < min(self.years) else self.right
        begin, width = self.years[day.year]
        through = (day - date(day.year, 1, 1)).days / 366
        return begin + width * through


def axis(milestones: Iterable[Milestone], today: date, left: float = _LEFT) -> Axis:
    """Returns the years from the first milestone to the last; long gaps in which nothing happened are left out."""
    counts = Counter(m.date.first.year for m in milestones)
    counts.setdefault(today.year, 0)
    years: dict[int, tuple[float, float]] = {}
    at = left
    for year in sorted(counts):
        width = _YEAR + _EACH * counts[year]
        years[year] = (at, width)
        at += width
    return Axis(years, left, at)


def process(edition: Edition, prefix: str = "process") -> Markup:
    """Returns the drawing as an SVG element without any style of its own; `prefix` keeps its ids apart on a page."""
    milestones = edition.common.milestones
    places: dict[str, list[int]] = {phase: [] for phase in PHASES}
    for place, milestone in enumerate(milestones):
        places[milestone.phase].append(place)
    names = {phase: textwrap.wrap(edition.wording.label("phase", phase), _LETTERS) for phase in PHASES}
    widest = max(len(line) for lines in names.values() for line in lines)
    along = axis(milestones, edition.plan.today, max(_LEFT, widest * _LETTER))
    parts: list[str] = []
    y = _TOP
    for phase in PHASES:
        if places[phase]:
            marks, height = _lane(at_places(milestones, places[phase]), along)
            parts += _band(names[phase], y, height, along.right)
            parts += (mark.drawn(y + height) for mark in marks)
            y += height
    height = y + 8
    head = _head(edition, prefix, along, height)
    return Markup("\n".join((*head, *_years(along, y), *parts, _today(edition, along, y), "</svg>")))  # noqa: S704 (every text is escaped)


class _Mark(NamedTuple):
    kind: MilestoneKind
    classes: str
    x: float
    level: int
    until: float | None

    def drawn(self, ground: float) -> str:
        y = ground - _PAD - self.level * _STEP
        line = ""
        if self.until is not None:
            line = f'<path class="span" d="M{n(self.x)} {n(y)}H{n(self.until)}"/>'
        return f'{line}<path class="{self.classes}" d="{_shape(self.kind, self.x, y)}"/>'


def _shape(kind: str, x: float, y: float) -> str:
    if kind == "document":
        return f"M{n(x - 2.4)} {n(y - 2.4)}h4.8v4.8h-4.8z"
    if kind == "decision":
        return f"M{n(x)} {n(y - 3.3)}l3.3 3.3l-3.3 3.3l-3.3 -3.3z"
    if kind == "deadline":
        return f"M{n(x)} {n(y - 3)}l3 5.4h-6z"
    return f"M{n(x - 2.7)} {n(y)}a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0 -5.4 0z"


def _lane(milestones: Iterable[Milestone], along: Axis) -> tuple[list[_Mark], float]:
    """Returns the marks of a phase, those of about the same day above each other, and how high its band is."""
    used: Counter[int] = Counter()
    marks = []
    for m in milestones:
        x = along.place(m.date.first) + _STEP / 2
        column = round(x / _STEP)
        if used[column] >= _HIGH:
            column = min((column, column - 1, column + 1), key=used.__getitem__)
        until = None
        if m.date.is_range and (m.date.last - m.date.first).days > _LONG:
            until = along.place(m.date.last)
        classes = m.kind if m.status == "confirmed" else f"{m.kind} unsure"
        marks.append(_Mark(m.kind, classes, column * _STEP, used[column], until))
        used[column] += 1
    return marks, max(30.0, max(used.values()) * _STEP + 2 * _PAD)


def _head(edition: Edition, prefix: str, along: Axis, height: float) -> Iterator[str]:
    words = edition.words
    width = along.right + 14
    years = " ".join(f"{year}:{n(begin)}:{n(span)}" for year, (begin, span) in along.years.items())
    count = edition.wording.count(len(edition.records.milestones), "milestone")
    told = words["process-description"].format(milestones=count)
    yield (
        f'<svg class="process" viewBox="0 0 {n(width)} {n(height)}" width="{n(width)}" height="{n(height)}" role="img"'
        f' aria-labelledby="{prefix}-title {prefix}-desc" data-years="{years}">'
    )
    yield f'<title id="{prefix}-title">{markup.safe(words["process-drawn"])}</title>'
    yield f'<desc id="{prefix}-desc">{markup.safe(told)}</desc>'


def _band(lines: Sequence[str], y: float, height: float, right: float) -> Iterator[str]:
    yield f'<path class="ground" d="M0 {n(y + height)}H{n(right + 8)}"/>'
    for above, line in enumerate(reversed(lines)):
        yield f'<text class="phase" x="0" y="{n(y + height - _PAD - above * 14)}">{markup.safe(line)}</text>'


def _years(along: Axis, bottom: float) -> Iterator[str]:
    before = None
    for year, (begin, _) in along.years.items():
        gap = before is not None and year != before + 1
        yield f'<path class="year{" gap" if gap else ""}" d="M{n(begin)} {n(_TOP - 8)}V{n(bottom)}"/>'
        yield f'<text class="year" x="{n(begin + 2)}" y="{n(_TOP - 12)}">{year}</text>'
        before = year


def _today(edition: Edition, along: Axis, bottom: float) -> str:
    x = along.place(edition.plan.today)
    said = markup.safe(edition.wording.text("timeline.today"))
    return (
        f'<g class="today" data-today transform="translate({n(x)} 0)"><path d="M0 {n(_TOP - 8)}V{n(bottom + 4)}"/>'
        f'<text x="3" y="{n(_TOP + 3)}">{said}</text></g>'
    )
