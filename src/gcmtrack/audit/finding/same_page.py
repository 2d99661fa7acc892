"""Where the page contradicts itself."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from gcmtrack.audit.finding.context import Audited, Found
from gcmtrack.audit.finding.phrases import fault as fault_of
from gcmtrack.audit.finding.phrases import noted, quoted, short
from gcmtrack.audit.finding.remarks import is_plain, spoken_at
from gcmtrack.audit.matching.matcher import Match
from gcmtrack.audit.matching.names import Name, name_of
from gcmtrack.audit.matching.record_index import agree
from gcmtrack.audit.reading.unit import Spot, Unit
from gcmtrack.model.dates import When
from gcmtrack.views.events import disputed_date


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
            fault = fault_of(mention.fault, audited.wording)
            yield Found(
                spot, audited.wording.say("audit.faulty", text=short(audited.text(spot)), fault=fault)
            )
    for unit in audited.units:
        if unit.fault and unit.kind != "clause" and unit.fault.kind == "ends-first":
            said = [quoted(unit.title, audited.wording), fault_of(unit.fault, audited.wording)]
            yield Found(unit.at, audited.wording.joined(said, "colon"))


def _two_dates(audited: Audited) -> Iterator[Found]:
    for id_, units in audited.shown.items():
        days = [unit for unit in units if is_plain(unit)]
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
                said = audited.wording.say(
                    "audit.two-dates",
                    date=audited.side.say(unit.when),
                    other=audited.side.say(against.when),
                    line=audited.line(against.at),
                    event=audited.side.named(audited.records.milestones[id_]),
                )
                write = audited.wording.say("audit.write-in-both", text=audited.side.say(own))
                yield Found(unit.at, said, write, (id_,))


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
            or not is_plain(unit)
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
                audited.wording.say(
                    "audit.two-titles",
                    date=audited.side.say(unit.when),
                    other=audited.side.say(first.when),
                    line=audited.line(first.at),
                    quote=quoted(unit.title, audited.wording),
                ),
                audited.wording.text("audit.look-up"),
                sure=False,
            )


# So many events further up a meeting is no longer meant.
_HOW_FAR = 60


def _remarks_elsewhen(audited: Audited) -> Iterator[Found]:
    """Remarks "to the regional review" on a day that is none of those that the page gives for it."""
    meetings: Sequence[tuple[Unit, Match]] = sorted(
        (
            (unit, match)
            for unit, match in audited.matches
            if match and match.agrees and unit.when and is_plain(unit) and match.milestone.kind == "event"
        ),
        key=lambda pair: pair[0].at,
    )
    for unit in audited.units:
        types = spoken_at(audited, unit)
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
        said = audited.wording.say(
            "audit.remarks-elsewhen",
            date=audited.side.say(unit.when),
            line=audited.line(meeting.at),
            other=audited.side.say(meeting.when),
            event=audited.side.named(match.milestone),
        )
        yield Found(
            unit.at,
            audited.wording.joined([said, _kept_of(audited, unit.when)], "semicolon"),
            audited.wording.text("audit.look-up-or-name"),
            (match.milestone.id, *_ids_of(audited, unit.when)),
        )


def _kept_of(audited: Audited, when: When) -> str:
    """Says what the record keeps of disputes about a day."""
    wording, said = audited.wording, []
    for other in audited.side.index.once_on(when):
        event, date = audited.side.named(other.milestone), audited.side.say(when)
        said.append(
            noted(wording.say("audit.has-disputed", event=event, date=date), other.told.note, wording)
        )
    for statement in audited.side.index.statements_on.get(str(when), ()):
        dates = [disputed_date(d.value, wording) for d in statement.disputes if d.field == "date" and d.value]
        if dates:
            said.append(wording.say("audit.statement-disputed", id=statement.id, dates=wording.joined(dates)))
    return wording.say("audit.record-keeps", kept=wording.joined(said, "semicolon")) if said else ""


def _ids_of(audited: Audited, when: When) -> tuple[str, ...]:
    return tuple(other.milestone.id for other in audited.side.index.once_on(when))
