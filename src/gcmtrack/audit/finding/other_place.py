"""Events that are in another place on the page than in the record."""

import re
from collections.abc import Iterator

from gcmtrack.audit.finding.context import Audited, Found
from gcmtrack.audit.finding.phrases import noted
from gcmtrack.audit.matching.fitting import dispute_of_city
from gcmtrack.audit.matching.matcher import Match
from gcmtrack.audit.reading.places import Place, same_city
from gcmtrack.audit.reading.unit import Spot, Unit
from gcmtrack.model.records import Milestone
from gcmtrack.text import fold


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
        wording = audited.wording
        said = wording.say("audit.place-for-what-is", text=named, event=audited.side.named(milestone))
        kept = noted(wording.text("audit.also-disputed"), disputed.note, wording) if disputed else ""
        yield Found(
            at,
            wording.joined([said, kept], "semicolon"),
            wording.say("audit.write", text=wording.place(milestone)),
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
