"""Remarks that a sentence of the page tells of: at what kind of meeting, on which day."""

from gcmtrack.audit.finding.context import Audited
from gcmtrack.audit.matching.names import name_of
from gcmtrack.audit.reading import lexicon
from gcmtrack.audit.reading.survey import Survey
from gcmtrack.audit.reading.unit import Unit

# Meetings at which remarks are made.
_MEETINGS = frozenset(
    ("+regional-review", "+imrf", "+conference", "+summit", "+hearing", "+thematic-session", "+negotiation-round",
     "+stocktaking", "+forum", "+consultation")
)  # fmt: skip


def _speaking(survey: Survey) -> frozenset[int]:
    """The blocks that tell of remarks."""
    return frozenset(survey.holding(lexicon.SPOKEN_AT, survey.dates.by_block))


def spoken_at(audited: Audited, unit: Unit) -> frozenset[str] | None:
    """The types of the meeting at which remarks were made, where a sentence tells of some with their day."""
    if unit.kind != "clause" or not is_plain(unit) or unit.mention.begin == 0 or audited.is_own(unit.at):
        return None
    if unit.at.block not in audited.survey.keep(_speaking):
        return None
    begin, end = audited.survey.sentence(unit.mention)
    spoken = lexicon.SPOKEN_AT.search(audited.survey.folded[unit.at.block], begin, end)
    if spoken is None:
        return None
    return name_of(audited.page.blocks[unit.at.block].text[spoken.end() : end]).types & _MEETINGS


def is_plain(unit: Unit) -> bool:
    """Whether a unit says one day or days of its own, that are surely meant."""
    return (
        unit.when is not None
        and unit.when.precision == "day"
        and unit.mention.how in ("given", "carried")
        and unit.mention.near
        and unit.mention.other is None
    )
