"""Entries that bear their own day, such as news: what they say of the future was true on that day."""

import re
from collections.abc import Mapping
from datetime import date

from gcmtrack.audit.reading.survey import Survey

_POSTED = re.compile(
    r"\b(?:posted|published|publicado|publiee?|by [\w .-]{2,40}|por [\w .-]{2,40}|par [\w .-]{2,40})(?: on| el| le)?\s*[:,|–-]?\s*(?:on |el |le )?$"
)
# What stands further from the beginning of its line is no line of a chronicle.
_LONGEST_LINE = 1200
_BEGINS = re.compile(r"[\s(\[]*")
_AFTER_DAY = re.compile(r"[\s)\]]*[:–—|.-]|,? [^.]{0,60}:")


def in_dated_entry(survey: Survey, block: int, at: int, when: date) -> bool:
    """Whether a place of the page belongs to an entry whose own day lies before `when`."""
    return _begins_with_day(survey, block, at, when) or survey.keep(_days).get(block, date.max) < when


def _begins_with_day(survey: Survey, block: int, at: int, when: date) -> bool:
    """A line of a chronicle: "18 July 2018: Hungary announces that it will leave"."""
    folded = survey.folded[block]
    line = folded.rfind("\n", max(0, at - _LONGEST_LINE), at) + 1
    if not line and at > _LONGEST_LINE:
        return False
    for mention in survey.mentions_in(block, line, at)[:1]:
        if mention.is_day and mention.when and _BEGINS.fullmatch(folded, line, mention.begin):
            return mention.when.first <= when and bool(
                _AFTER_DAY.match(folded, mention.end, mention.end + 70)
            )
    return False


def _days(survey: Survey) -> Mapping[int, date]:
    """The earliest day of the entries in which a block stands, for blocks in entries.

    An entry goes from its dateline to the next heading that is no lower than its own.
    """
    found: dict[int, date] = {}
    open_: dict[int, date] = {}
    for number, block in enumerate(survey.page.blocks):
        if block.is_heading:
            open_ = {level: day for level, day in open_.items() if level < block.level}
        if open_:
            found[number] = min(open_.values())
        line = _dateline(survey, number)
        if line is not None:
            level, day = line
            open_[level] = min(day, open_.get(level, day))
    return found


def _dateline(survey: Survey, number: int) -> tuple[int, date] | None:
    """The level of the title to which a dateline belongs, and its day."""
    mentions = survey.dates.of(number)
    if len(mentions) != 1:
        return None
    mention = mentions[0]
    if not mention.is_day or mention.how != "given" or mention.when is None or mention.when.is_range:
        return None
    posted = _POSTED.search(survey.folded[number], max(0, mention.begin - 60), mention.begin)
    if not posted and not (survey.is_day_alone(number) and survey.parts[number].state in (None, "other")):
        return None
    level = _level(survey, number)
    return None if level is None else (level, mention.when.first)


def _level(survey: Survey, number: int) -> int | None:
    """The level of the title that a dateline belongs to, above it or below; None when there is none near."""
    blocks = survey.page.blocks
    for above in range(number - 1, max(-1, number - 4), -1):
        if blocks[above].is_heading:
            return blocks[above].level
        if blocks[above].kind == "line" and above <= 3:
            return 1
    below = number + 1
    if below < len(blocks) and (blocks[below].is_heading or blocks[below].kind == "line") and number <= 3:
        # The entry begins above its title; the title must not end it.
        return blocks[below].level - 1
    return None
