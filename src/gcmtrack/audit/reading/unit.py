"""What a page says of one event or text, as one thing, and how its parts are cut out of a line."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from gcmtrack.audit.reading import lexicon
from gcmtrack.audit.reading.dates import Mention
from gcmtrack.audit.reading.faults import Fault, ends_first
from gcmtrack.audit.reading.places import Place
from gcmtrack.model.dates import DateError, When

# A block has labels or a line for the date; an item says all in one line; a clause is a part of a sentence.
UnitKind = Literal["block", "item", "clause"]


class Spot(NamedTuple):
    """A stretch of a block."""

    block: int
    begin: int
    end: int


class Unit(NamedTuple):
    """An event, or a text, as the page has it. `at` is where its date stands; `state` what the part of the page announces."""

    kind: UnitKind
    title: str
    title_at: Spot
    when: When | None
    mentions: tuple[Mention, ...]
    at: Spot
    state: str | None
    place: Place | None = None
    place_at: Spot | None = None
    first_block: int = 0
    last_block: int = 0
    fault: Fault | None = None
    labelled: bool = False
    symbol: str | None = None
    # Of a clause: the sentence, where all its dates are one time; the clauses before it, for "the second in Vienna".
    sentence: str = ""
    spoken_of: tuple[str, ...] = ()
    # The next heading above it.
    heading: str = ""

    @property
    def may_be_dateline(self) -> bool:
        """Whether the date may be that of the writing: one day under a title, without label and place, outside of lists of
        events, or beside a title in a list of news."""
        if self.when is None or self.when.is_range or self.state not in (None, "other"):
            return False
        if self.kind == "item":
            return lexicon.is_news(self.heading)
        return self.kind == "block" and not self.labelled and self.place is None

    @property
    def mention(self) -> Mention:
        return self.mentions[0]


_BETWEEN = re.compile(
    r"(?:[\s@|,.]|\d{1,2}[:.h]\d{2}|\d{1,2}\s?(?=[ap]\.?m)|[ap]\.?m\.?|[-–—]|\b(?:to|a|au|al|until|at|de|utc|gmt|ce?s?t)\b){1,40}$"
)


def one_range(folded: str, dates: Sequence[Mention]) -> bool:
    """Whether two dates are both ends of one range: nothing but times, dashes and "to" stands between."""
    first, second = dates[0], dates[-1]
    between = folded[first.end : second.begin]
    if _BOTH.fullmatch(between):
        return _follow(first, second)
    if first.written.first != first.written.last or len(between) > 60:
        return False
    return bool(re.search(r"[-–—]|\b(?:to|a|au|al|until)\b", between)) and bool(_BETWEEN.match(between))


# "31 August and 1 September"
_BOTH = re.compile(r"\s(?:and|y|et|&)\s(?:(?:the|el|le)\s)?")
_FEW_DAYS = 3


def _follow(first: Mention, second: Mention) -> bool:
    """Whether two days follow one another so closely that they are those of one event."""
    if first.when is None or second.when is None or not first.is_day or not second.is_day:
        return False
    if first.when.is_range or second.when.is_range:
        return False
    return 0 < (second.when.first - first.when.first).days <= _FEW_DAYS


def joined(first: Mention, last: Mention) -> tuple[When | None, Fault | None]:
    if first.when is None or last.when is None:
        return first.when, None
    if first is last:
        return first.when, None
    try:
        return When(first.when.start, last.when.end), None
    except DateError:
        return None, ends_first(first.when, last.when)


_TRIM = ' \xa0\t\n.,;:()[]|–—-•*"“”'


def title_around(text: str, begin: int, end: int, places: Sequence[Place]) -> tuple[int, int]:
    """Returns the longer of what stands before a date and after it, without what joins them; places do not count."""
    before = _stripped(text, 0, begin)
    after = _stripped(text, end, len(text))
    bare = list(text)
    for place in places:
        bare[place.begin : place.end] = " " * (place.end - place.begin)
    shown = "".join(bare)
    if _letters(shown, *before) >= 12 or _letters(shown, *before) >= _letters(shown, *after):
        return before
    return after


def _letters(text: str, begin: int, end: int) -> int:
    return sum(map(str.isalpha, text[begin:end]))


def _stripped(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and text[begin] in _TRIM:
        begin += 1
    while end > begin and text[end - 1] in _TRIM:
        end -= 1
    return begin, end


def clause_of(text: str, begin: int, end: int) -> tuple[int, int] | None:
    begin, end = _stripped(text, begin, end)
    return (begin, end) if _letters(text, begin, end) >= 8 else None
