"""Findings where the page is at odds with the record or with itself: dates and places."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from gcmtrack.audit.finding.context import Audited, Found, short
from gcmtrack.audit.matching.matcher import Match, dispute_of_city
from gcmtrack.audit.matching.names import Name, name_of
from gcmtrack.audit.matching.record_index import agree
from gcmtrack.audit.reading import lexicon
from gcmtrack.audit.reading.places import Place, same_city
from gcmtrack.audit.reading.survey import Survey
from gcmtrack.audit.reading.unit import Spot, Unit
from gcmtrack.audit.said import place as say_place
from gcmtrack.model.dates import DateError, When
from gcmtrack.model.records import Milestone
from gcmtrack.model.tables import Dispute, PreviousDate
from gcmtrack.text import fold


def other_dates(audited: Audited) -> Iterator[Found]:
    """An event or a text has another date on the page than in the record.

    Where the record knows the page's date, as one that was announced before the event was moved or as what another
    source says, the finding says so. A date that is only disputed is a warning.
    """
    for unit, match in audited.matches:
        if match is None or match.agrees or unit.fault or _speaks_to_a_text(unit, match):
            continue
        side = audited.side
        probably = "" if match.sure else "probably "
        said = f"{side.say(match.when)} for what is {probably}{side.named(match.milestone)}"
        told = match.told.told if match.told else None
        if isinstance(told, PreviousDate):
            said += f"; {side.say(told.date)} was announced first and then moved{_note(told.note)}"
        elif isinstance(told, Dispute):
            said += f"; another source says so too, which the record keeps as disputed{_note(told.note)}"
        elif known := _other_dates(audited, match.milestone):
            said += f"; {known}"
        yield Found(
            unit.at,
            said,
            f"write {side.say(match.milestone.date)}",
            (match.milestone.id,),
            sure=match.sure,
            warning=isinstance(told, Dispute),
        )
    yield from _doubted(audited)


_SPEAKING_TO = re.compile(r"(?:on|about|comments? on|sur|a propos du?|sobre|acerca del?)\b")


def _speaks_to_a_text(unit: Unit, match: Match) -> bool:
    """Whether the date is that of words about a text ("On the zero draft (14 February)"), not of the text."""
    return match.milestone.kind == "document" and _SPEAKING_TO.match(fold(unit.title)) is not None


def _doubted(audited: Audited) -> Iterator[Found]:
    """Remarks on a day that the record keeps only as disputed for the meeting."""
    for unit in audited.units:
        spoken = _spoken(audited, unit)
        if spoken is None or unit.when is None:
            continue
        for other in audited.side.index.once_on(unit.when):
            named = audited.side.index.named[other.milestone.id]
            if not any(spoken & variant.types for variant in named.variants):
                continue
            yield Found(
                unit.at,
                f"{audited.side.say(unit.when)} for remarks that belong to {audited.side.named(other.milestone)}, for which the"
                f" record keeps {audited.side.say(unit.when)} as disputed{_note(other.told.note)}",
                "look up the day of the remarks",
                (other.milestone.id,),
                sure=False,
                warning=True,
            )


def _speaking(survey: Survey) -> frozenset[int]:
    """The blocks that tell of remarks."""
    return frozenset(survey.holding(lexicon.SPOKEN_AT, survey.dates.by_block))


def _spoken(audited: Audited, unit: Unit) -> frozenset[str] | None:
    """The types of the meeting at which remarks were made, where a sentence tells of some with their day."""
    if unit.kind != "clause" or not _is_plain(unit) or unit.mention.begin == 0 or audited.is_own(unit.at):
        return None
    if unit.at.block not in audited.survey.keep(_speaking):
        return None
    begin, end = audited.survey.sentence(unit.mention)
    spoken = lexicon.SPOKEN_AT.search(audited.survey.folded[unit.at.block], begin, end)
    if spoken is None:
        return None
    return name_of(audited.page.blocks[unit.at.block].text[spoken.end() : end]).types & _MEETINGS


def _note(note: str | None) -> str:
    return f" ({note.rstrip('.')})" if note else ""


def _other_dates(audited: Audited, milestone: Milestone) -> str:
    """Says the earlier and disputed dates of a milestone."""
    said = [f"moved from {audited.side.say(previous.date)}" for previous in milestone.previous_dates]
    said += [
        f"disputed: {_said_date(audited, dispute.value)}"
        for dispute in milestone.disputes
        if dispute.field == "date" and dispute.value
    ]
    return "; ".join(said)


def _said_date(audited: Audited, value: str) -> str:
    try:
        return audited.side.say(When.parse(value))
    except DateError:
        return value


def other_place(audited: Audited) -> Iterator[Found]:
    """An event that the record has on the same days is in another city or country on the page.

    Where the record keeps the page's city as disputed, the finding says so and is a warning.
    """
    for unit, match in audited.matches:
        if match is None or not match.agrees or match.milestone.kind != "event":
            continue
        place, at = (
            (unit.place, unit.place_at) if unit.kind != "clause" else _place_beside(audited, unit, match)
        )
        if place is None or at is None or place.online or not _stands_beside(audited, unit, at):
            continue
        milestone = match.milestone
        if not _is_elsewhere(audited, unit, place, milestone):
            continue
        named = audited.text(at)
        disputed = dispute_of_city(place.city, milestone) if place.city else None
        if milestone.venue == "online" and disputed is None:
            continue
        said = f"{named} for what is {audited.side.named(milestone)}"
        if disputed:
            said += f"; another source says so too, which the record keeps as disputed{_note(disputed.note)}"
        yield Found(
            at,
            said,
            f"write {say_place(audited.records, milestone)}",
            (milestone.id,),
            sure=match.sure,
            warning=disputed is not None,
        )


def _stands_beside(audited: Audited, unit: Unit, at: Spot) -> bool:
    """Whether the place stands under a label, right beside the date, or at the end of the line or the cell."""
    if at.block != unit.at.block or unit.kind == "block":
        return True
    block, folded = audited.page.blocks[at.block], audited.survey.folded[at.block]
    low, high = min(at.end, unit.at.end), max(at.begin, unit.at.begin)
    if high - low <= 16 and _JOINED.fullmatch(folded, low, high):
        return True
    if unit.kind == "clause":
        return False
    begin = block.text.rfind("\n", 0, at.begin) + 1
    end = block.text.find("\n", at.end)
    ends = _END.fullmatch(folded, at.end, end if end >= 0 else len(folded))
    return bool(ends and _PARTED.fullmatch(folded, max(begin, at.begin - 3), at.begin))


# Before a place at the end of a line: nothing, or what parts it from the title.
_PARTED = re.compile(r".{0,2}[,–(|-]\s{0,2}|\s*")
_END = re.compile(r"[\s).,;]*")
_JOINED = re.compile(r"[\s,()–-]*(?:on|in|from|du|le|les|el|los|los dias|del|au|a|en|de|the)?[\s,()–-]*")


def _said_with(audited: Audited, unit: Unit) -> tuple[int, int]:
    """What of a sentence is said with a date: from the date before it to the one after it, if both are days."""
    begin, end = audited.survey.sentence(unit.mention)
    if unit.kind != "clause":
        return begin, end
    for other in audited.survey.mentions_in(unit.at.block, begin, end):
        if other.is_day and other.end <= unit.mention.begin:
            begin = other.end
        elif other.is_day and other.begin >= unit.mention.end:
            return begin, other.begin
    return begin, end


def _place_beside(audited: Audited, unit: Unit, match: Match) -> tuple[Place | None, Spot | None]:
    """The one city beside the date of a sentence, where it stands right beside the date of an event that is surely meant."""
    if not match.sure:
        return None, None
    begin, end = _said_with(audited, unit)
    places = [
        p for p in audited.side.gazetteer.places(audited.survey.folded[unit.at.block], begin, end) if p.city
    ]
    if len(places) != 1:
        return None, None
    return places[0], Spot(unit.at.block, places[0].begin, places[0].end)


def _is_elsewhere(audited: Audited, unit: Unit, place: Place, milestone: Milestone) -> bool:
    """Whether the place is none that the record has for the milestone, and no other one on the line is."""
    if milestone.city is None and milestone.country is None and milestone.venue != "online":
        return False
    if place.city and any(
        fold(place.city) in fold(title) for title in (milestone.title, *milestone.titles.values())
    ):
        # "Road to Marrakech" was held in New York.
        return False
    begin, end = _said_with(audited, unit)
    for other in audited.side.gazetteer.places(audited.survey.folded[unit.at.block], begin, end):
        if other.city and milestone.city and same_city(other.city, milestone.city):
            return False
    if place.city and milestone.city:
        return not same_city(place.city, milestone.city)
    if place.city and milestone.venue == "online":
        return True
    if unit.kind != "block" or not place.country or not milestone.country:
        return False
    return place.country != milestone.country


def same_page_contradiction(audited: Audited) -> Iterator[Found]:
    """The page contradicts itself: two dates for one event, remarks at a meeting on a day when it did not meet, an end
    before the start, a weekday or a day that does not exist.
    """
    yield from _impossible(audited)
    yield from _two_dates(audited)
    yield from _same_title(audited)
    yield from _remarks_elsewhen(audited)


def _impossible(audited: Audited) -> Iterator[Found]:
    for mention in audited.survey.dates.mentions:
        if mention.fault and mention.how == "given":
            spot = Spot(mention.block, mention.begin, mention.end)
            yield Found(spot, f"{short(audited.text(spot))}: {mention.fault}")
    for unit in audited.units:
        if unit.fault and unit.kind != "clause" and unit.fault.startswith("it ends"):
            yield Found(unit.at, f"{short(unit.title)!r}: {unit.fault}")


def _two_dates(audited: Audited) -> Iterator[Found]:
    for id_, units in audited.shown.items():
        days = [unit for unit in units if _is_plain(unit)]
        own = audited.records.milestones[id_].date
        first: dict[When, Unit] = {}
        for unit in days:
            assert unit.when is not None
            first.setdefault(unit.when, unit)
        right = next((unit for when, unit in first.items() if agree(when, own)), None)
        for unit in days:
            assert unit.when is not None
            if agree(unit.when, own):
                continue
            others = [right] if right else [o for o in first.values() if o.at < unit.at]
            against = next((o for o in others if o.when and _at_odds(unit.when, o.when)), None)
            if against is not None and against.when is not None:
                yield Found(
                    unit.at,
                    f"{audited.side.say(unit.when)} here, {audited.side.say(against.when)} on line {audited.line(against.at)},"
                    f" for the same event: {audited.side.named(audited.records.milestones[id_])}",
                    f"write {audited.side.say(own)} in both places",
                    (id_,),
                )


def _at_odds(a: When, b: When) -> bool:
    return not agree(a, b) and not agree(b, a)


# Two events of one title within so many days are one.
_ONE_EVENT = 45


def _same_title(audited: Audited) -> Iterator[Found]:
    """Two dates for one title that the record does not know, in different parts of the page."""
    seen: dict[Name, Unit] = {}
    for unit, match in audited.matches:
        if (
            match is not None
            or unit.kind == "clause"
            or not _is_plain(unit)
            or unit.when is None
            or unit.may_be_dateline
        ):
            continue
        name = name_of(unit.title)
        if not name.types or len(name.tokens) < 3:
            continue
        first = seen.setdefault(name, unit)
        if first is unit or first.when is None or (first.state == unit.state and first.state is not None):
            continue
        apart = abs((unit.when.first - first.when.first).days)
        if apart <= _ONE_EVENT and _at_odds(unit.when, first.when):
            yield Found(
                unit.at,
                f"{audited.side.say(unit.when)} here, {audited.side.say(first.when)} on line {audited.line(first.at)}, for"
                f" {short(unit.title)!r}",
                "look up which is right",
                sure=False,
            )


def _is_plain(unit: Unit) -> bool:
    return (
        unit.when is not None
        and unit.when.precision == "day"
        and unit.mention.how in ("given", "carried")
        and unit.mention.near
        and unit.mention.other is None
    )


# Meetings at which remarks are made.
_MEETINGS = frozenset(
    ("+regional-review", "+imrf", "+conference", "+summit", "+hearing", "+thematic-session", "+negotiation-round",
     "+stocktaking", "+forum", "+consultation")
)  # fmt: skip


# So many events further up a meeting is no longer meant.
_HOW_FAR = 60


def _remarks_elsewhen(audited: Audited) -> Iterator[Found]:
    """Remarks "to the regional review" on a day that is none of those that the page gives for it."""
    meetings: Sequence[tuple[Unit, Match]] = sorted(
        (
            (unit, match)
            for unit, match in audited.matches
            if match and match.agrees and unit.when and _is_plain(unit) and match.milestone.kind == "event"
        ),
        key=lambda pair: pair[0].at,
    )
    for unit in audited.units:
        types = _spoken(audited, unit)
        if types is None or unit.when is None:
            continue
        before = meetings[: bisect_left(meetings, unit.at, key=lambda pair: pair[0].at)]
        above = next(
            (pair for pair in reversed(before[-_HOW_FAR:]) if types & name_of(pair[0].title).types), None
        )
        if above is None:
            continue
        meeting, match = above
        assert meeting.when is not None
        days = (unit.when.first - meeting.when.last).days, (meeting.when.first - unit.when.last).days
        if max(days) <= 0 or max(days) > 30:
            continue
        yield Found(
            unit.at,
            f"remarks on {audited.side.say(unit.when)} at a meeting that line {audited.line(meeting.at)} dates"
            f" {audited.side.say(meeting.when)}: {audited.side.named(match.milestone)}{_kept_of(audited, unit.when)}",
            "look up the day of the remarks, or name the meeting at which they were made",
            (match.milestone.id, *_ids_of(audited, unit.when)),
        )


def _kept_of(audited: Audited, when: When) -> str:
    """Says what the record keeps of disputes about a day."""
    said = []
    for other in audited.side.index.once_on(when):
        note = _note(other.told.note)
        said.append(f"{audited.side.named(other.milestone)} has {audited.side.say(when)} as disputed{note}")
    for statement in audited.side.index.statements_on.get(str(when), ()):
        dates = [_said_date(audited, d.value) for d in statement.disputes if d.field == "date" and d.value]
        if dates:
            said.append(f"the date of [{statement.id}] is disputed: {', '.join(dates)}")
    return f"; the record: {'; '.join(said)}" if said else ""


def _ids_of(audited: Audited, when: When) -> tuple[str, ...]:
    return tuple(other.milestone.id for other in audited.side.index.once_on(when))
