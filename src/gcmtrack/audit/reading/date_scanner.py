"""Finds dates in running text: where they stand and what of them is said; what is not said is not filled in here."""

import re
import sys
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from gcmtrack.audit.reading import date_patterns as look
from gcmtrack.audit.reading.date_patterns import AMBIGUOUS, CAPITAL, SHORT
from gcmtrack.audit.reading.written import Direction, End, Written
from gcmtrack.input.typed_dates import MONTH_WORDS

_WINDOW = 120


def scan(text: str, folded: str, most: int = sys.maxsize) -> list[Written]:
    """Returns the dates of a text in order, the first `most` of them; `folded` is the same text as `flat` gives it."""
    shown = look.readable(text, folded)
    found: list[Written] = []
    if not look.MAY_HOLD_DATE.search(shown):
        return found
    kinds = (_iso(shown), _numeric(shown), _in_words(text, shown), _relative(shown))
    for written in sorted(written for kind in kinds for written in islice(kind, most)):
        if not found or written.begin >= found[-1].end:
            found.append(written)
    return list(islice(_with_years(shown, _spans(shown, found)[:most]), most))


def _spans(shown: str, found: list[Written]) -> list[Written]:
    """Joins "between April 2017 and November 2017" to one."""
    joined: list[Written] = []
    for written in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and look.AND_ALONE.fullmatch(shown, last.end, written.begin)
            and look.BETWEEN.search(shown, max(0, last.begin - 20), last.begin)
            and last.first == last.last
            and bool(last.first.day) == bool(written.last.day)
        ):
            joined[-1] = last._replace(end=written.end, last=written.last, since=False)
        else:
            joined.append(written)
    return joined


def _with_years(shown: str, found: Sequence[Written]) -> Iterator[Written]:
    """Adds years that stand alone, where no date holds them already."""
    if "20" not in shown:
        yield from found
        return
    done = at = 0
    # The ends of all dates, those too that a year takes the place of.
    ends = {written.end for written in found}
    rights = any(word in shown for word in look.COPYRIGHT_WORDS)
    for match in look.BARE_YEAR.finditer(shown):
        begin, end = match.span()
        while at < len(found) and found[at].begin <= begin:
            if found[at].begin >= done:
                yield found[at]
                done = found[at].end
            at += 1
        if begin < done or not _is_told(shown, begin, end, ends):
            continue
        year = _year(match)
        if year is None or (rights and _is_of_rights(shown, begin, end)):
            continue
        yield year
        done = end
    for written in found[at:]:
        if written.begin >= done:
            yield written
            done = written.end


def _year(match: re.Match[str]) -> Written | None:
    """A year, or a range of years; None for one that no page on the process speaks of."""
    first = int(match["y"])
    second = match["y2"]
    last = first if second is None else int(second if len(second) == 4 else match["y"][:2] + second)
    if not 2000 <= first <= last <= 2040:
        return None
    return Written(*match.span(), End(first, 0, 0), End(last, 0, 0), bare=True)


def _is_told(shown: str, begin: int, end: int, ends: Collection[int]) -> bool:
    """Whether four digits are a year, and no part of a number or a name; `ends` are those of dates."""
    if look.DIGITS_BEFORE.match(shown, max(0, begin - 3), begin) and begin - 1 not in ends:
        return False
    before = shown[max(0, begin - 30) : begin]
    return not (look.NAMED_YEAR.search(before) or look.NAMED_YEAR_AFTER.match(shown, end))


def _is_of_rights(shown: str, begin: int, end: int) -> bool:
    return look.COPYRIGHT.search(shown[max(0, begin - 100) : end + 100]) is not None


def _iso(shown: str) -> Iterator[Written]:
    for match in look.ISO.finditer(shown):
        first = End(int(match["y"]), int(match["m"]), int(match["d"]))
        last = End(int(match["y2"]), int(match["m2"]), int(match["d2"])) if match["y2"] else first
        yield Written(match.start(), match.end(), first, last)


def _numeric(shown: str) -> Iterator[Written]:
    for match in look.NUMERIC.finditer(shown):
        a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
        day_first, month_first = End(year, b, a), End(year, a, b)
        if b > 12 or (a <= 12 and b > 12):
            day_first, month_first = month_first, day_first
        both = a <= 12 and b <= 12 and a != b
        if max(day_first.month, 1) <= 12:
            yield Written(
                match.start(), match.end(), day_first, day_first, other=month_first if both else None
            )


_DIGIT = re.compile(r"\d")


def _in_words(text: str, shown: str) -> Iterator[Written]:
    done = 0
    for match in look.MONTH_ALONE.finditer(shown):
        if match.start() < done:
            continue
        lower = text[match.start()].islower()
        wants = match[0] in SHORT or (match[0] in CAPITAL and lower)
        if wants and not _DIGIT.search(shown, max(done, match.start() - 12), match.end() + 12):
            # "may", the verb.
            continue
        written = _read(text, shown, match[0], match.start(), match.end(), done)
        if written is not None:
            done = written.end
            yield written


# So far before the name of a month and behind it is looked; the words before a day a little further.
_BEFORE, _AROUND = 70, 30


def _read(text: str, shown: str, word: str, begin: int, end: int, done: int) -> Written | None:
    """Reads what stands on both sides of the name of a month, where it stands in a text."""
    left = max(done, begin - _BEFORE)
    first = max(0, left - _AROUND)
    around = shown[first : end + _WINDOW + _AROUND]
    found = _around(around, text[begin].isupper(), word, begin - first, left - first)
    return found and found._replace(begin=found.begin + first, end=found.end + first)


# Pages say the same date in the same words again and again.
@lru_cache(maxsize=4096)
def _around(shown: str, capital: bool, word: str, begin: int, left: int) -> Written | None:
    """Reads what stands on both sides of the name of a month; nothing before `left` belongs to the date."""
    month, end = MONTH_WORDS[word], begin + len(word)
    before = look.BEFORE.search(shown, left, begin)
    if before and look.NUMBERED.search(shown, left, before.start("d1")):
        before = None
    after = look.AFTER.match(shown, end, end + _WINDOW)
    if before and after and (after["y0"] or after["y"]) and not before["d2"] and begin - before.end() < 2:
        # "Rev 3, March 26, 2018" and "2 March 26, 2018": the day beside the year is the day.
        before = None
    if before:
        written = _day_first(shown, month, before, end)
    elif after:
        named = look.WEEKDAY_BEFORE.search(shown, left, begin)
        written = _month_first(month, named.start() if named else begin, after)
        if written and named:
            written = written._replace(weekday=look.LONG_WEEKDAYS.get(named["w"], -1))
    else:
        written = _month_only(shown, month, word, begin, end, capital=capital)
    if written is None or not _is_month(written, word, capital=capital):
        return None
    return _with_words_around(shown, written, left)


def _is_month(written: Written, word: str, *, capital: bool) -> bool:
    """Whether a word that has other meanings is a month here."""
    day, year = bool(written.first.day or written.last.day), written.has_year
    if word in AMBIGUOUS and word not in CAPITAL and len(word) <= 3:
        return (day and year) or word == "mai"
    if word in CAPITAL and not capital:
        return day and year
    return word not in SHORT or day or year


def _number(text: str | None) -> int:
    if not text:
        return 0
    digits = text[:2] if text[:2].isdigit() else text[:1]
    return int(digits) if digits.isdigit() else 1


def _day_first(shown: str, month: int, before: re.Match[str], end: int) -> Written | None:
    day, to = _number(before["d1"]), _number(before["d2"])
    listed = [int(number) for number in re.findall(r"\d+", before["list"])]
    after = look.AFTER_BEFORE.match(shown, end, end + _WINDOW)
    assert after is not None
    year = int(after["y0"] or after["y1"] or 0)
    first = End(year, month, day)
    last = End(year, month, to or (listed[-1] if listed else day))
    stop = after.end()
    if after["d2"]:
        last = End(int(after["y"] or 0), MONTH_WORDS[after["m2"]], _number(after["d2"]))
        first = first._replace(year=year)
    if not 1 <= day <= 31 or (last.month == month and last.year == year and last.day < day):
        return None
    begin = before.start("w1") if before["w1"] else before.start("d1")
    weekday = look.LONG_WEEKDAYS.get(before["w1"] or "", -1)
    return Written(begin, _trimmed(shown, begin, stop), first, last, weekday=weekday)


def _month_first(month: int, begin: int, after: re.Match[str]) -> Written | None:
    day, to = _number(after["d1"]), _number(after["d2"])
    year = int(after["y"] or 0)
    own = int(after["y0"] or 0)
    other = MONTH_WORDS[after["m2"]] if after["m2"] else month
    if not to and year and not own:
        own = year
    first = End(own or (year if not to else 0), month, day)
    last = End(year or own, other, to) if to else first
    if not 1 <= day <= 31 or (to and other == month and (last.day < day)):
        return None
    return Written(begin, after.end(), first, last)


def _month_only(shown: str, month: int, word: str, begin: int, end: int, *, capital: bool) -> Written | None:
    after = look.AFTER_MONTH.match(shown, end, end + _WINDOW)
    if after:
        year = int(after["y"])
        last = MONTH_WORDS[after["m2"]] if after["m2"] else month
        if last < month:
            return None
        first, final = End(year, month, 0), End(year, last, 0)
        if after["m3"] and int(after["y3"]) * 12 + MONTH_WORDS[after["m3"]] > year * 12 + month:
            return Written(begin, after.end(), first, End(int(after["y3"]), MONTH_WORDS[after["m3"]], 0))
        return Written(begin, after.end("y"), first, final)
    said = look.MONTH_PREPOSITION.search(shown, max(0, begin - 30), begin)
    related = _direction(shown, begin, end)
    noun = capital and look.MONTH_NOUN.match(shown, end, end + 40)
    if word in SHORT or not (said or related[0] or noun) or (word in CAPITAL and not capital):
        return None
    return Written(begin, end, End(0, month, 0), End(0, month, 0))


def _with_words_around(shown: str, written: Written, left: int) -> Written:
    """Takes in "late", "since", "next" and their like on both sides."""
    begin = written.begin
    about = not written.first.day and bool(look.ABOUT.search(shown, left, begin))
    since = bool(look.SINCE.search(shown, left, begin)) and written.first == written.last
    written = written._replace(about=about, since=since)
    if written.has_year:
        return written
    direction, begin, end = _direction(shown, begin, written.end)
    return written._replace(direction=direction, begin=begin, end=end)


def _direction(shown: str, begin: int, end: int) -> tuple[Direction, int, int]:
    for pattern, direction in look.RELATIVE_BEFORE:
        if match := pattern.search(shown, max(0, begin - 25), begin):
            return direction, match.start(), end  # type: ignore[return-value]
    for pattern, direction in look.RELATIVE_AFTER:
        if match := pattern.match(shown, end, end + 40):
            return direction, begin, match.end()  # type: ignore[return-value]
    return "", begin, end


# One of these is in every relative word.
_UNITS = ("month", "year", "mes", "mois", "ano", "annee", "an prochain", "an dernier")


def _relative(shown: str) -> Iterator[Written]:
    if not any(unit in shown for unit in _UNITS):
        return
    for match in look.RELATIVE_ALONE.finditer(shown):
        assert match.lastgroup is not None
        direction, _, unit = match.lastgroup.partition("_")
        nothing = End(0, 0, 0)
        yield Written(match.start(), match.end(), nothing, nothing, direction=direction, unit=unit)  # type: ignore[arg-type]


def _trimmed(shown: str, begin: int, end: int) -> int:
    while end > begin and shown[end - 1] in " .,":
        end -= 1
    return end
