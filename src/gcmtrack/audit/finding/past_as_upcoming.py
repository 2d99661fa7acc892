"""Events that are over, shown or announced as if they were to come."""

from collections.abc import Iterator

from gcmtrack.audit.finding.context import Audited, Found
from gcmtrack.audit.finding.phrases import upcoming_markers
from gcmtrack.audit.matching.matcher import Match
from gcmtrack.audit.matching.names import name_of
from gcmtrack.audit.reading import lexicon
from gcmtrack.audit.reading.dated_entries import in_dated_entry
from gcmtrack.audit.reading.dates import Mention
from gcmtrack.audit.reading.unit import Unit


def past_as_upcoming(audited: Audited) -> Iterator[Found]:
    """An event that is over stands among what is upcoming or ongoing, or is announced.

    A visitor would travel to it. Move it to what is past, or let our markers keep the list.
    """
    for unit, match in audited.matches:
        if not _is_listed(audited, unit) and not _announced(audited, unit):
            continue
        if not _is_over(audited, unit, match) or _told_as_past(audited, unit, match):
            continue
        when = match.when if match else unit.when
        assert when is not None
        wording = audited.wording
        over = wording.say(
            "audit.upcoming-over"
            if unit.state == "upcoming"
            else "audit.ongoing-over"
            if unit.state == "ongoing"
            else "audit.announced-over",
            date=audited.side.say(when),
        )
        yield Found(
            unit.at,
            wording.joined([over, audited.side.named(match.milestone) if match else ""], "colon"),
            wording.say("audit.move-to-past", **upcoming_markers(audited.wording)),
            (match.milestone.id,) if match else (),
            sure=match.sure if match else True,
        )


def _is_listed(audited: Audited, unit: Unit) -> bool:
    """Whether the unit stands in a list of what is upcoming or ongoing, or in a part that has only sentences."""
    if unit.kind != "clause":
        return unit.state in ("upcoming", "ongoing")
    heading = audited.survey.parts[unit.at.block].heading
    return unit.state == "upcoming" and heading is not None and heading not in audited.lists


def _announced(audited: Audited, unit: Unit) -> bool:
    """Whether words of announcement stand before the date, on the same line."""
    if unit.state == "past" or unit.mention.how != "given" or unit.kind == "block":
        return False
    folded = audited.survey.folded[unit.at.block]
    near = max(0, unit.at.begin - 90)
    begin = max(folded.rfind("\n", near, unit.at.begin) + 1, near)
    said = lexicon.ANNOUNCED.search(folded, begin, unit.at.begin)
    if (
        said is None
        or unit.when is None
        or lexicon.WILL.search(folded, begin, unit.at.end)
        or _was_news(audited, unit)
    ):
        return False
    return ". " not in folded[said.end() : unit.at.begin]


def _was_news(audited: Audited, unit: Unit) -> bool:
    assert unit.when is not None
    return in_dated_entry(audited.survey, unit.at.block, unit.at.begin, unit.when.last)


# Nobody says more dates of one event.
_MOST = 40


def _is_over(audited: Audited, unit: Unit, match: Match | None) -> bool:
    """Whether all that the unit says of its time is over, and the record does not know better."""
    today = audited.today
    if match is not None and match.milestone.date.last >= today:
        return False
    when = match.when if match else unit.when
    if when is None or when.last >= today:
        return False
    said = unit.mentions if unit.kind == "clause" else audited.survey.dates.of(unit.at.block)[:_MOST]
    if any(m.when is not None and m.when.last >= today and not m.is_bare_year for m in said):
        return False
    if unit.mention.other is not None and unit.mention.other.last >= today:
        return False
    if match is not None and match.agrees:
        return True
    return unit.mention.how == "given" or (
        unit.mention.how == "carried" and _year_of_same_part(audited, unit.mention)
    )


def _year_of_same_part(audited: Audited, mention: Mention) -> bool:
    """Whether the carried year stands in the same part of the page, so that it is surely meant."""
    if mention.carried_from is None or not mention.near:
        return False
    heading = audited.survey.parts[mention.block].heading
    return heading is not None and mention.carried_from >= audited.page.blocks[heading].begin


def _told_as_past(audited: Audited, unit: Unit, match: Match | None) -> bool:
    if unit.kind == "block":
        return False
    folded = audited.survey.folded[unit.at.block]
    begin, end = audited.survey.sentence(unit.mention) if unit.kind == "clause" else (0, len(folded))
    if lexicon.PAST_TENSE.search(folded, begin, end) or unit.mention.written.since:
        return True
    if unit.kind == "clause" and lexicon.WILL.search(folded, begin, end):
        # That is said of its words.
        return True
    return unit.kind == "clause" and match is None and not name_of(unit.title).types
