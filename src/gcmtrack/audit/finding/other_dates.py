"""Events and texts that have another date on the page than in the record."""

import re
from collections.abc import Iterator

from gcmtrack.audit.finding.context import Audited, Found
from gcmtrack.audit.finding.phrases import dates_beside, noted
from gcmtrack.audit.finding.remarks import spoken_at
from gcmtrack.audit.matching.matcher import Match
from gcmtrack.audit.reading.unit import Unit
from gcmtrack.model.records import Milestone
from gcmtrack.model.tables import Dispute, PreviousDate
from gcmtrack.text import fold
from gcmtrack.wording import Wording


def other_dates(audited: Audited) -> Iterator[Found]:
    """An event or a text has another date on the page than in the record.

    Where the record knows the page's date, as one that was announced before the event was moved or as what another
    source says, the finding says so. A date that is only disputed is a warning.
    """
    for unit, match in audited.matches:
        if match is None or match.agrees or unit.fault or _speaks_to_a_text(unit, match):
            continue
        side, wording = audited.side, audited.wording
        said = wording.say(
            "audit.for-what-is" if match.sure else "audit.for-what-is-probably",
            said=side.say(match.when),
            event=side.named(match.milestone),
        )
        told = match.told.told if match.told else None
        yield Found(
            unit.at,
            wording.joined([said, _kept(match.milestone, told, wording)], "semicolon"),
            wording.say("audit.write", text=side.say(match.milestone.date)),
            (match.milestone.id,),
            sure=match.sure,
            warning=isinstance(told, Dispute),
        )
    yield from _doubted(audited)


def _kept(milestone: Milestone, told: PreviousDate | Dispute | None, wording: Wording) -> str:
    """Says what the record knows of the page's date, else of other dates of the milestone."""
    if isinstance(told, PreviousDate):
        return noted(wording.say("audit.first-announced", date=wording.date(told.date)), told.note, wording)
    if isinstance(told, Dispute):
        return noted(wording.text("audit.also-disputed"), told.note, wording)
    return dates_beside(milestone, wording)


_SPEAKING_TO = re.compile(r"(?:on|about|comments? on|sur|a propos du?|sobre|acerca del?)\b")


def _speaks_to_a_text(unit: Unit, match: Match) -> bool:
    """Whether the date is that of words about a text ("On the zero draft (14 February)"), not of the text."""
    return match.milestone.kind == "document" and _SPEAKING_TO.match(fold(unit.title)) is not None


def _doubted(audited: Audited) -> Iterator[Found]:
    """Remarks on a day that the record keeps only as disputed for the meeting."""
    for unit in audited.units:
        spoken = spoken_at(audited, unit)
        if spoken is None or unit.when is None:
            continue
        for other in audited.side.index.once_on(unit.when):
            named = audited.side.index.named[other.milestone.id]
            if not any(spoken & variant.types for variant in named.variants):
                continue
            said = audited.wording.say(
                "audit.remarks-disputed",
                date=audited.side.say(unit.when),
                event=audited.side.named(other.milestone),
            )
            yield Found(
                unit.at,
                noted(said, other.told.note, audited.wording),
                audited.wording.text("audit.look-up-remarks"),
                (other.milestone.id,),
                sure=False,
                warning=True,
            )
