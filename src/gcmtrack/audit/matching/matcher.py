"""Finding the milestone that a page means: by its date first, then by its name; silent where it would be a guess."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gcmtrack.audit.matching.fitting import (
    LONGEST_MONTH,
    covered,
    is_named,
    is_that_draft,
    is_vague,
    may_be_near,
    ordinals_fit,
    place_fits,
    same_types,
    years_and_ordinals_fit,
    years_fit,
)
from gcmtrack.audit.matching.names import Name, name_of
from gcmtrack.audit.matching.record_index import Named, OtherDate, RecordIndex, agree, gap, hard_types
from gcmtrack.audit.reading import lexicon
from gcmtrack.audit.reading.flat import flat
from gcmtrack.audit.reading.places import Place
from gcmtrack.audit.reading.unit import Unit
from gcmtrack.model.dates import When
from gcmtrack.model.records import Milestone

# The weight of two words that together mean one event: "GFMD, Quito".
_KNOWN_BY = 4.5
# A numbered event that is further off is one of another series.
_FEW_YEARS = 3


_SYMBOL = re.compile(r"(?<![\w/])[A-Z]{1,6}(?:/[A-Za-z0-9.-]{1,30}){1,6}(?![\w/])")
# What a line says that tells of a text being adopted, and of nothing else.
_ADOPTED = frozenset(("+adoption", "+endorsement", "+resolution", "+vote", "+assembly", "+plenary"))


class Match(NamedTuple):
    """The milestone that a unit means. `when` is the date of the unit, its year perhaps from the record.

    `agrees` tells whether the record has that date; `told` is what the record knows of another one.
    """

    milestone: Milestone
    when: When
    agrees: bool
    sure: bool
    told: OtherDate | None = None


class Matcher:
    def __init__(self, index: RecordIndex) -> None:
        self._index = index
        self._known: dict[tuple[object, ...], Match | None] = {}

    def match(self, unit: Unit) -> Match | None:
        """Returns the milestone of a unit, or None when there is none or it cannot be told."""
        key = (
            unit.title, unit.when, unit.place and (unit.place.city, unit.place.country), unit.mention.how, unit.mention.near,
            unit.mention.other, unit.mention.written.first, unit.mentions[-1].written.last, len(unit.mentions), unit.symbol,
            unit.may_be_dateline, unit.kind, unit.sentence, unit.spoken_of, unit.heading,
        )  # fmt: skip
        if key not in self._known:
            self._known[key] = self._match(unit)
        return self._known[key]

    def _match(self, unit: Unit) -> Match | None:
        if unit.when is None and unit.mention.how != "open":
            return None
        if unit.symbol and (found := self._by_symbol(unit, unit.symbol)):
            return found
        name = _with_what_was_spoken_of(name_of(unit.title), unit)
        if name.is_empty:
            return None
        if unit.mention.is_bare_year:
            return self._by_year(name, unit.when) if unit.when else None
        if unit.mention.how in ("carried", "open") and (found := self._by_day_of_year(unit, name)):
            return found
        if unit.when is None:
            return None
        for when in (unit.when, unit.mention.other):
            if when is not None and (found := self._by_date(unit, name, when)):
                told = self._told(name, when) if is_vague(when, found.milestone.date) else None
                return told or found
        if self._is_statement(name, unit.when):
            return None
        return (
            self._by_symbol_in_line(unit, name, unit.when)
            or self._by_name(unit, name, unit.when)
            or self._by_sentence(unit, unit.when)
            or self._by_heading(unit, name, unit.when)
        )

    def _by_heading(self, unit: Unit, name: Name, when: When) -> Match | None:
        """What is only named together with the heading above it: "Africa: 31 August 2021" under "Regional reviews"."""
        if not unit.heading or when.is_qualified or unit.mention.how == "relative" or unit.may_be_dateline:
            return None
        above = name_of(unit.heading)
        if not above.types:
            return None
        found = None
        if when.is_range and not lexicon.BESIDE.search(flat(unit.title)):
            # Nothing else was announced for just these days.
            found = self._told(above._replace(ordinals=name.ordinals), when)
        if found is None and unit.kind == "item" and not name.types and when.precision == "day":
            whole = Name(
                name.tokens | above.tokens,
                above.types,
                name.ordinals | above.ordinals,
                name.years | above.years,
            )
            found = self._identified(whole, when, unit.place)
        return found and found._replace(sure=False)

    def _by_sentence(self, unit: Unit, when: When) -> Match | None:
        """What a whole sentence says where the words before its date say too little: on these days, or a day beside them."""
        if not unit.sentence or when.is_qualified or not self._index.is_anything(when):
            return None
        name = name_of(unit.sentence)
        if name.is_empty or lexicon.BESIDE.search(flat(unit.sentence)):
            return None
        if found := self._by_date(unit, name, when):
            return found._replace(sure=False)
        if unit.mention.how != "given":
            return None
        found = self._told(name, when) or self._identified(name, when, None)
        if found is None:
            return None
        own = found.milestone.date
        return found._replace(sure=False) if own.first <= when.last and when.first <= own.last else None

    def _by_year(self, name: Name, when: When) -> Match | None:
        """The one of a numbered series ("the third review forum") that is in another year."""
        if not name.ordinals or not name.types:
            return None
        found = [
            named.milestone
            for named in self._index.by_types.get(hard_types(name), ())
            if any(v.ordinals == name.ordinals and is_named(self._index, name, v) for v in named.variants)
        ]
        if len(found) != 1 or found[0].kind != "event" or found[0].date.open:
            return None
        (milestone,) = found
        if agree(when, milestone.date) or abs(when.first.year - milestone.date.first.year) > _FEW_YEARS:
            return None
        return Match(milestone, when, agrees=False, sure=True)

    def _is_statement(self, name: Name, when: When) -> bool:
        """Whether the record has a statement of that day and name: it is no milestone with a wrong date."""
        for statement in self._index.statements_on.get(str(when), ()):
            titles = (statement.title, *statement.titles.values())
            if any(self._index.share(name_of(title).tokens, name.tokens) >= 0.6 for title in titles):
                return True
        return False

    def _by_symbol(self, unit: Unit, symbol: str) -> Match | None:
        """The text whose symbol stands right before the date."""
        milestone = self._index.by_symbol.get(symbol.upper())
        if milestone is None or unit.when is None or unit.mention.how != "given":
            return None
        return Match(milestone, unit.when, agrees=self._index.agrees(unit.when, milestone), sure=True)

    def _by_symbol_in_line(self, unit: Unit, name: Name, when: When) -> Match | None:
        """The text whose adoption a line tells with its symbol: "18 December 2018: Assembly endorses the Compact (A/RES/73/195)"."""
        if unit.kind != "item" or not name.types or not name.types <= _ADOPTED or unit.mention.how != "given":
            return None
        symbols = set(_SYMBOL.findall(unit.title))
        milestone = self._index.by_symbol.get(symbols.pop().upper()) if len(symbols) == 1 else None
        if milestone is None or when.precision != "day" or not may_be_near(when, milestone):
            return None
        return Match(milestone, when, agrees=False, sure=False) if not agree(when, milestone.date) else None

    # By date.

    def _by_date(self, unit: Unit, name: Name, when: When) -> Match | None:
        best = self._best(unit, name, when, self._index.on(when))
        if best is None:
            return None
        milestone, score = best
        strict = self._identified(name, unit.when, unit.place) if score < 1.4 else None
        if strict and strict.milestone.id != milestone.id and strict.milestone not in self._kin(milestone):
            own = self._index.named[milestone.id]
            if not any(same_types(name, variant) for variant in own.variants):
                return None
        return Match(milestone, when, agrees=True, sure=score >= 1.0)

    def _kin(self, milestone: Milestone) -> list[Milestone]:
        records = self._index.records
        whole = records.milestones.get(milestone.part_of or "")
        return [*records.children.get(milestone.id, ()), *([whole] if whole else [])]

    def _best(
        self, unit: Unit, name: Name, when: When | None, among: Sequence[Milestone]
    ) -> tuple[Milestone, float] | None:
        best: tuple[Milestone, float] | None = None
        for milestone in among:
            named = self._index.named[milestone.id]
            if not ordinals_fit(name, named) or not years_fit(name, milestone.date):
                continue
            if not is_that_draft(name, named):
                continue
            if is_vague(unit.when, milestone.date) and not any(
                v.types and same_types(name, v) for v in named.variants
            ):
                continue
            in_record = self._index.share(name.tokens, named.all_tokens)
            of_title = max(self._index.share(variant.tokens, name.tokens) for variant in named.variants)
            same_place = place_fits(unit.place, milestone) is True
            score = in_record + of_title + (0.4 if same_place else 0.0)
            likely = in_record >= 0.5 or of_title >= 0.6 or (same_place and score >= 0.6)
            # Of several on the same days: the one of that kind, the one of just these days, the whole.
            score += 0.2 if any(same_types(name, variant) for variant in named.variants) else 0.0
            score += 0.1 if str(milestone.date) == str(unit.when) else 0.0
            # "From April to November" is rather the series than one of its days.
            score -= 0.3 * (1 - covered(when, milestone.date)) if when else 0.0
            if likely and (best is None or score > best[1]):
                best = (milestone, score)
        return best

    def _by_day_of_year(self, unit: Unit, name: Name) -> Match | None:
        """For a date without a year: the year in which the record has something of that name on these days."""
        first, last = (
            unit.mention.written.first,
            unit.mentions[-1].written.last if len(unit.mentions) == 2 else unit.mention.written.last,
        )
        if not first.day:
            return None
        among = self._index.in_month_and_day.get((first.month, first.day, last.month, last.day), ())
        fitting = [best for milestone in among if (best := self._best(unit, name, None, [milestone]))]
        if not fitting:
            return None
        carried = unit.when
        same_year = [pair for pair in fitting if carried and agree(carried, pair[0].date)]
        chosen = same_year or fitting
        years = {milestone.date.first.year for milestone, _ in chosen}
        if len(years) > 1:
            return None
        milestone, score = max(chosen, key=lambda pair: pair[1])
        if not same_year and score < 1.2:
            return None
        return Match(milestone, milestone.date, agrees=True, sure=bool(same_year) and score >= 1.0)

    # By name.

    def _by_name(self, unit: Unit, name: Name, when: When) -> Match | None:
        """What has another date in the record: sure of its name, and not far off."""
        if when.is_qualified or not unit.mention.near or unit.may_be_dateline:
            return None
        if unit.kind == "clause" and lexicon.BESIDE.search(flat(unit.title)):
            return None
        if told := self._told(name, when):
            return told
        if when.precision == "year":
            return None
        return self._identified(name, when, unit.place)

    def _told(self, name: Name, when: When) -> Match | None:
        """The milestone that had just this date before, or has it from another source."""
        for other in self._index.once_on(when):
            named = self._index.named[other.milestone.id]
            if ordinals_fit(name, named) and self._may_be(name, named):
                return Match(other.milestone, when, agrees=False, sure=True, told=other)
        return None

    def _may_be(self, name: Name, named: Named) -> bool:
        """Whether a name fits a milestone whose other date it bears: one of its names, or much of what it is known by."""
        if any(self._is_named(name, variant) for variant in named.variants):
            return True
        types = {token for variant in named.variants for token in variant.types}
        shared = name.tokens & named.all_tokens
        return (
            name.types <= types
            and self._index.share(name.tokens, named.all_tokens) >= 0.6
            and self._index.weight(shared) >= _KNOWN_BY
        )

    def _is_named(self, name: Name, variant: Name) -> bool:
        return is_named(self._index, name, variant)

    def _identified(self, name: Name, when: When | None, place: Place | None) -> Match | None:
        """The one milestone that bears the name, has another date than `when`, and is not far from it in time."""
        if when is None or not (name.types or name.ordinals):
            return None
        found = [
            (gap(when, named.milestone.date), score, named.milestone)
            for named in self._index.of_types_near(hard_types(name), when)
            if may_be_near(when, named.milestone) and (score := self._score(name, named, place))
        ]
        if not found:
            return None
        top = max(score for _, score, _ in found)
        near = sorted((entry for entry in found if entry[1] >= top - 0.15), key=lambda entry: entry[0])
        if len(near) > 1 and near[1][0] - near[0][0] < 120:
            return None
        away, score, milestone = near[0]
        if agree(when, milestone.date) or self._index.agrees(when, milestone):
            return None
        vague = milestone.date.precision != "day" or when.precision != "day"
        if vague and away < LONGEST_MONTH:
            return None
        return Match(milestone, when, agrees=False, sure=score >= 1.8 and away <= 60)

    def _score(self, name: Name, named: Named, place: Place | None) -> float:
        """How well a name is that of a milestone, up to 2; 0 when it is not."""
        if not years_and_ordinals_fit(name, named) or not is_that_draft(name, named):
            return 0.0
        variants = (variant for variant in named.variants if self._is_named(name, variant))
        title = max((self._index.share(variant.tokens, name.tokens) for variant in variants), default=0.0)
        whole = self._index.share(name.tokens, named.all_tokens)
        if title < 0.75 or whole < 0.75:
            return 0.0
        elsewhere = place_fits(place, named.milestone) is False
        return 0.0 if elsewhere and not (name.ordinals and title + whole >= 1.9) else title + whole


def _with_what_was_spoken_of(name: Name, unit: Unit) -> Name:
    """The name of "the second in New York" is that of what the clause before it names."""
    if not unit.spoken_of or not name.ordinals or name.types:
        return name
    types = next((types for clause in reversed(unit.spoken_of) if (types := name_of(clause).types)), None)
    return name._replace(tokens=name.tokens | types, types=types) if types else name
