"""Lists of upcoming events that say too little, or that there is nothing."""

import re
from collections.abc import Iterator, Sequence

from gcmtrack.audit.finding.context import Audited, Found
from gcmtrack.audit.finding.own_parts import filters_of, is_confirmed, is_limited
from gcmtrack.audit.finding.phrases import quoted, upcoming_markers
from gcmtrack.audit.matching.names import name_of
from gcmtrack.audit.matching.record_index import hard_types
from gcmtrack.audit.reading import lexicon
from gcmtrack.audit.reading.flat import flat
from gcmtrack.audit.reading.survey import Survey
from gcmtrack.audit.reading.unit import Spot, Unit
from gcmtrack.input.relative_dates import window
from gcmtrack.model.records import Milestone
from gcmtrack.model.vocabulary import Region
from gcmtrack.text import command, path_word
from gcmtrack.views.filters import Filters
from gcmtrack.wording import english

# What a page on the process cannot leave out; the rest is for who asks for it by filters.
_CORE = ("review-forum", "stocktaking-meeting", "negotiation-round")
_ASSEMBLY = "un-general-assembly"
# How a page names the region whose review concerns it.
_REGIONS: dict[Region, tuple[str, ...]] = {
    "africa": ("africa", "afrique"),
    "arab-region": ("arab",),
    "asia-pacific": ("asia", "asie"),
    "europe-north-america": ("europe", "north america", "america del norte", "amerique du nord"),
    "latin-america-caribbean": ("latin america", "caribbean", "america latina", "amerique latine"),
}


_LISTED = ("event", "evenement", "meeting", "activit", "actividad", "date", "fecha", "reunion", "rendez", "rencontre", "cita", "encuentro", "manifestation", "acto", "gathering")  # fmt: skip


def none_upcoming(audited: Audited) -> tuple[Spot, ...]:
    """Returns where the page says that nothing is coming."""
    return audited.survey.keep(_none_upcoming)


# Without one of these nothing is denied.
_DENIES = ("no ", "aucun", "pas d", "sin ", "ningun", "none", "nothing")


def _none_upcoming(survey: Survey) -> tuple[Spot, ...]:
    return tuple(_denials(survey))


def _denials(survey: Survey) -> Iterator[Spot]:
    def denied(number: int) -> tuple[re.Match[str] | None, bool]:
        folded = survey.folded[number]
        if len(folded) > 2000 or not any(word in folded for word in _DENIES):
            return None, False
        match = lexicon.NONE_UPCOMING.search(folded)
        return match, match is None and lexicon.NONE_AT_ALL.fullmatch(folded) is not None

    denied_in = survey.once_a_text(denied)
    for number, folded in enumerate(survey.folded):
        match, is_all = denied_in(number)
        if match:
            if lexicon.CONDITIONAL.search(folded, max(0, match.start() - 60), match.start()):
                continue
            if any(word in match[0] for word in _LISTED):
                begin, end = _sentence(folded, match.start(), match.end())
                yield Spot(number, begin, end)
        elif is_all and survey.parts[number].state == "upcoming":
            yield Spot(number, 0, len(folded))


_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")


def _sentence(folded: str, begin: int, end: int) -> tuple[int, int]:
    start = max(folded.rfind(stop, 0, begin) for stop in (". ", "! ", "? ", "\n"))
    start = start + 1 if start >= 0 else 0
    while folded[start].isspace():
        start += 1
    stop = _SENTENCE_END.search(folded, end)
    return start, (stop.end() if stop and stop[0] != "\n" else stop.start() if stop else len(folded))


def says_none_upcoming(audited: Audited) -> Iterator[Found]:
    """The page says that there are no upcoming events, and the record has some.

    Readers believe it and miss what they could still take part in.
    """
    _, year = window("12m", audited.today)
    known: dict[Filters, tuple[list[Milestone], Milestone, Unit | None]] = {}
    for spot in none_upcoming(audited):
        filters = _filters_at(audited, spot)
        ahead = audited.side.upcoming(filters) if filters is not None else []
        if not ahead or filters is None:
            continue
        if filters not in known:
            soon = [milestone for milestone in ahead if milestone.date.first <= year]
            known[filters] = (soon, *_foremost(audited, soon or ahead))
        soon, first, awaited = known[filters]
        said = [_denied(audited, spot, first, len(soon) - 1)]
        if awaited is not None:
            said.append(_awaited(audited, awaited))
        if newest := audited.newest:
            assert newest.when is not None
            latest = audited.side.say(newest.when)
            said.append(audited.wording.say("audit.latest-event", date=latest, line=audited.line(newest.at)))
        expected = all(milestone.status == "expected" for milestone in ahead)
        yield Found(
            spot,
            audited.wording.joined(said, "semicolon"),
            audited.wording.say(
                "audit.put-in-place", **upcoming_markers(audited.wording), command=_filling(audited.page.path)
            ),
            (first.id,),
            warning=expected,
        )


def _denied(audited: Audited, spot: Spot, first: Milestone, more: int) -> str:
    """Says what the page denies: the event to name first, and how many more there are within twelve months."""
    wording = audited.wording
    quote, event = quoted(audited.text(spot), wording), audited.side.named(first)
    if more <= 0:
        return wording.say("audit.none-but", quote=quote, event=event)
    events = wording.count(more, "more-event")
    return wording.say("audit.none-but-more", quote=quote, event=event, more=events)


def _awaited(audited: Audited, unit: Unit) -> str:
    """Says where the page itself speaks of the event."""
    wording, mention = audited.wording, unit.mention
    assert unit.when is not None
    words = quoted(audited.survey.text_of(mention), wording)
    if mention.how != "given":
        words += f" ({audited.side.say(unit.when)})"
    return wording.say("audit.awaited", line=audited.line(unit.at), quote=words)


def _filters_at(audited: Audited, spot: Spot) -> Filters | None:
    part = audited.page.own_part(audited.offset(spot))
    if part is None:
        return audited.side.filters
    return filters_of(part, audited.side.asked, audited.records, audited.today)


def _foremost(audited: Audited, ahead: Sequence[Milestone]) -> tuple[Milestone, Unit | None]:
    """The event to name first: one that the page itself speaks of, else a great one, else the next."""
    by_id = {milestone.id: milestone for milestone in ahead}
    for unit, match in audited.awaited:
        for id_ in (match.milestone.id, match.milestone.part_of):
            if id_ in by_id:
                return by_id[id_], unit
    whole = [m for m in ahead if m.part_of not in by_id] or list(ahead)
    return min(whole, key=lambda m: (not _is_core(m), m.date.precision != "day", m.date.open, m.date)), None


def missing_upcoming(audited: Audited) -> Iterator[Found]:
    """The list of upcoming events lacks one that the record has within the next twelve months.

    Without filters only what the page cannot leave out counts: review forums, negotiations, conferences of the General
    Assembly, the review of a region and the summit of the Global Forum where it speaks of them. With filters, or between
    our own markers, all that they let through.
    """
    if none_upcoming(audited):
        return
    listed: dict[int | None, list[Unit]] = {}
    for unit in audited.units:
        part = audited.survey.parts[unit.at.block]
        if part.state == "upcoming":
            listed.setdefault(part.heading, []).append(unit)
    for heading, units in listed.items():
        if heading is not None and lexicon.NARROW_HEADING.search(audited.survey.folded[heading]):
            continue
        missing = _missing(audited, units[0].at)
        if not missing:
            continue
        yield Found(
            audited.whole(units[0].title_at.block if heading is None else heading),
            _lacking(audited, missing),
            audited.wording.say("audit.add-or-keep", **upcoming_markers(audited.wording)),
            tuple(milestone.id for milestone in missing),
        )
        return


# So many are named, the others counted.
_NAMED = 3


def _lacking(audited: Audited, missing: Sequence[Milestone]) -> str:
    wording = audited.wording
    events = wording.joined([audited.side.named(milestone) for milestone in missing[:_NAMED]], "semicolon")
    if len(missing) <= _NAMED:
        return wording.say("audit.list-lacks", events=events)
    more = wording.count(len(missing) - _NAMED, "more-event")
    return wording.say("audit.list-lacks-more", events=events, more=more)


def _is_core(milestone: Milestone) -> bool:
    return milestone.type in _CORE or (milestone.type == "conference" and _ASSEMBLY in milestone.organisers)


def _spoken_of(survey: Survey) -> frozenset[str]:
    """The regions, and the Global Forum as "gfmd", that a page names."""
    named = {region for region, words in _REGIONS.items() if any(word in survey.text for word in words)}
    forum = any(word in survey.text for word in ("gfmd", "global forum on migration", "fmmd"))
    return frozenset((*named, *(("gfmd",) if forum else ())))


def _concerns(spoken: frozenset[str], milestone: Milestone) -> bool:
    """Whether a page speaks of the Global Forum or of the region whose meeting it is."""
    if milestone.type == "summit":
        return "gfmd" in spoken
    return milestone.type == "regional-review" and milestone.region in spoken


def _is_spoken_of(audited: Audited, spot: Spot, milestone: Milestone) -> bool:
    """Whether a sentence in the same part of the page names the event, perhaps with no more than its year."""
    index, parts = audited.side.index, audited.survey.parts
    variants = index.named[milestone.id].variants
    for number in range(spot.block, min(spot.block + _LONGEST_LIST, len(parts))):
        if parts[number] != parts[spot.block]:
            break
        for sentence in audited.page.blocks[number].text[:400].split(". "):
            name = name_of(sentence)
            if any(
                hard_types(variant) == hard_types(name) and index.share(variant.tokens, name.tokens) >= 0.9
                for variant in variants
            ):
                return True
    return False


# Nobody lists more by hand.
_LONGEST_LIST = 60


def _missing(audited: Audited, spot: Spot) -> list[Milestone]:
    filters = _filters_at(audited, spot)
    if filters is None:
        return []
    part = audited.page.own_part(audited.offset(spot))
    if part is not None and is_limited(part):
        return []
    _, year = window("12m", audited.today)
    ahead = [m for m in audited.side.upcoming(filters) if m.date.first <= year]
    if part is not None and is_confirmed(part):
        ahead = [m for m in ahead if m.status not in ("tentative", "expected")]
    if not filters.any and not audited.is_own(spot):
        spoken = audited.survey.keep(_spoken_of)
        ahead = [m for m in ahead if _is_core(m) or _concerns(spoken, m)]
    ids = {milestone.id for milestone in ahead}
    shown = set(audited.shown)
    missing = []
    for milestone in ahead:
        kin = {
            milestone.id,
            milestone.part_of,
            *(part.id for part in audited.records.children.get(milestone.id, ())),
        }
        if (
            kin & shown
            or audited.survey.says(flat(english().title(milestone)))
            or _is_spoken_of(audited, spot, milestone)
        ):
            continue
        if milestone.part_of not in ids and milestone.date.precision != "year":
            missing.append(milestone)
    return missing


def _filling(page: str) -> str:
    """The command that fills the markers of a page; of what is no file here, only its reader knows the file."""
    file = page != "stdin" and not page.startswith(("http://", "https://"))
    return command("gcmtrack", "export", "--into", path_word(page) if file else "PAGE")
