"""Words about the future that are said of what is over."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Literal

from gcmtrack.audit.finding.context import Audited, Found
from gcmtrack.audit.finding.phrases import quoted
from gcmtrack.audit.matching.matcher import Match
from gcmtrack.audit.reading import lexicon
from gcmtrack.audit.reading.dated_entries import in_dated_entry
from gcmtrack.audit.reading.dates import Mention
from gcmtrack.audit.reading.survey import Survey
from gcmtrack.audit.reading.unit import Spot


def resolved_words(audited: Audited) -> Iterator[Found]:
    """Words about the future ("will be held", "we look forward to") are said of a date that is over.

    The page reads as if nobody had looked after it since. Say what came of it.
    """
    # What is read off the text alone is the same for every block of that text.
    verbs = {kind: audited.survey.once_a_date(partial(_verb_of, audited, kind=kind)) for kind in _KINDS}
    by_place = {(unit.at.block, unit.mention.begin): (unit, match) for unit, match in audited.matches}
    seen: set[tuple[int, int]] = set()
    foretelling = audited.survey.keep(_foretelling)
    for mention in audited.survey.dates.mentions:
        if mention.block not in foretelling:
            continue
        if mention.when is None or mention.when.last >= audited.today or audited.survey.is_history(mention):
            continue
        unit, match = by_place.get((mention.block, mention.begin), (None, None))
        if not _is_meant(audited, mention, match) or (unit is not None and unit.kind == "block"):
            continue
        verb = verbs[_kind(match)](mention)
        if verb is None or (mention.block, verb[0]) in seen or _in_title(audited, mention.block, verb):
            continue
        when = match.when if match else mention.when
        if in_dated_entry(audited.survey, mention.block, verb[0], when.last):
            continue
        seen.add((mention.block, verb[0]))
        spot = Spot(mention.block, min(verb[0], mention.begin), max(verb[1], mention.end))
        wording = audited.wording
        said = wording.say(
            "audit.words-over", quote=quoted(audited.text(spot), wording), date=audited.side.say(when)
        )
        see = f"gcmtrack show {match.milestone.id}" if match else ""
        yield Found(
            spot,
            wording.joined([said, audited.side.named(match.milestone) if match else ""], "colon"),
            wording.say("audit.what-came-see", command=see) if see else wording.text("audit.what-came"),
            (match.milestone.id,) if match else (),
            sure=match.sure if match else True,
        )


# What the record has on a date: nothing, something, an event.
_Kind = Literal["", "named", "event"]
_KINDS: tuple[_Kind, ...] = ("", "named", "event")


def _kind(match: Match | None) -> _Kind:
    if match is None:
        return ""
    return "event" if match.milestone.kind == "event" else "named"


def _in_title(audited: Audited, block: int, verb: tuple[int, int]) -> bool:
    """Whether the words are those of a title in the record, which stands as its author wrote it."""
    text = audited.page.blocks[block].text
    for title in audited.side.titles_with(text[slice(*verb)]):
        at = text.find(title, max(0, verb[1] - len(title)))
        if 0 <= at <= verb[0] and verb[1] <= at + len(title):
            return True
    return False


def _foretelling(survey: Survey) -> frozenset[int]:
    """The blocks that speak of the future."""
    return frozenset(survey.holding(lexicon.WILL, survey.dates.by_block))


def _is_meant(audited: Audited, mention: Mention, match: Match | None) -> bool:
    if match is not None and match.milestone.date.last >= audited.today:
        return False
    if mention.how == "given" or (mention.how == "relative" and audited.survey.dates.is_stamped):
        return mention.other is None or mention.other.last < audited.today
    if match is not None and match.agrees:
        return True
    return mention.how == "carried" and _year_of_same_block(audited, mention)


def _year_of_same_block(audited: Audited, mention: Mention) -> bool:
    block = audited.page.blocks[mention.block]
    return mention.carried_from is not None and block.begin <= mention.carried_from <= block.offset(
        len(block.text)
    )


_OPENING = re.compile(
    r"[\s(\"“]*(?:and |then |but |y |et |puis |later |finally )?(?:on|in|from|by|the|el|del|los|le|les|du|en|au|in the|on the)?[\s,]*(?:the |el |le )?$"
)
_NOUN_OF = re.compile(r"\b(?:of|du|de|d'|del)\s+(?:the\s+|los\s+|les\s+)?$")
_SPAN_OF = re.compile(
    r"\b(?:week|days?|half|beginning|end|start|middle|part|months?|semana|dias?|mes|finales|mediados|principios|semaine|jours?|mois|debut|fin|course)\s+(?:of|de|du|d')\s+(?:the\s+)?$"
)
_IN_YEAR = re.compile(r"\b(?:in|en|for|para|pour|during)\s+$")


_OF_OR_ON = re.compile(r"\b(?:of|on|du|des|le|del?|el)\s(?:the\s)?$")
_BEHIND_BRACKET = re.compile(r"\)\s{1,3}")


def _verb_of(audited: Audited, mention: Mention, *, kind: _Kind) -> tuple[int, int] | None:
    """Where words about the future stand whose date this is."""
    folded = audited.survey.folded[mention.block]
    begin, end = audited.survey.sentence(mention)
    before = folded[max(begin, mention.begin - 40) : mention.begin]
    if mention.is_bare_year and not _IN_YEAR.search(before):
        return None
    if mention.written.since or (
        not mention.is_day and _NOUN_OF.search(before) and not _SPAN_OF.search(before)
    ):
        return None
    of = mention.is_day and before.endswith(" of ") and not _SPAN_OF.search(before)
    if of and kind != "event":
        return None
    found: tuple[int, int] | None = None
    for verb in lexicon.WILL.finditer(folded, begin, end):
        low, high = min(verb.end(), mention.end), max(verb.start(), mention.begin)
        if verb.start() < mention.begin:
            low, high = verb.end(), mention.begin
        between = audited.survey.mentions_in(mention.block, low, high)
        if any(other is not mention for other in between) or high - low > 160:
            continue
        of_subject = _is_of_subject(folded, begin, mention, verb.start(), kind)
        if of and not of_subject:
            continue
        if (
            verb.start() > mention.begin
            and not of_subject
            and not (
                _OPENING.fullmatch(folded, begin, mention.begin)
                and folded[mention.end : mention.end + 1] not in (":", ")")
            )
        ):
            continue
        over = lexicon.OVER.search(folded, low, high) or lexicon.TOLD.search(folded, begin, verb.start())
        if not over and not _quoted(audited.page.blocks[mention.block].text, verb.start()):
            found = verb.span()
    return found


def _is_of_subject(folded: str, begin: int, mention: Mention, verb: int, kind: _Kind) -> bool:
    """Whether a date before words about the future is that of what they are said of: "The third round (3-6 April) will", "The
    debate of 27 February will"."""
    if not kind or verb < mention.end:
        return False
    if _BEHIND_BRACKET.fullmatch(folded, mention.end, verb):
        return True
    if kind != "event" or folded[mention.end : verb] != " ":
        return False
    told = lexicon.OVER.search(folded, begin, mention.begin)
    return told is None and _OF_OR_ON.search(folded, begin, mention.begin) is not None


def _quoted(text: str, at: int) -> bool:
    """Whether a place stands between quotation marks: someone else's words."""
    before = text[max(0, at - 1500) : at]
    for opening, closing in (("“", "”"), ("«", "»")):
        if before.rfind(opening) > before.rfind(closing):
            return True
    return before.count('"') % 2 == 1
