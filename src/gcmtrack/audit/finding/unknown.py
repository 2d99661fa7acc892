"""Findings about events on the page that the record lacks."""

from collections.abc import Iterator

from gcmtrack.audit.finding.context import Audited, Found
from gcmtrack.audit.finding.phrases import quoted, short
from gcmtrack.audit.matching.names import Name, name_of
from gcmtrack.audit.reading.unit import Unit
from gcmtrack.text import command

# Without one of these an event is none of the process; without one of the others, in its title, it has nothing to do with it.
_OF_THE_PROCESS = frozenset(
    (
        "compact",
        "+imrf",
        "gfmd",
        "idm",
        "+migrants-day",
        "un-network",
        "+progress-declaration",
        "+regional-review",
    )
)
_OF_MIGRATION = frozenset(
    ("migration", "migrant", "refugee", "diaspora", "mobility", "movilidad", "mobilite")
)
_EVENT_TYPES: dict[str, str] = {
    "+regional-review": "regional-review",
    "+imrf": "review-forum",
    "+summit": "summit",
    "+conference": "conference",
    "+hearing": "stakeholder-hearing",
    "+thematic-session": "thematic-session",
    "+negotiation-round": "negotiation-round",
    "+round-table": "round-table",
    "+side-event": "side-event",
    "+workshop": "workshop",
    "+briefing": "briefing",
    "+dialogue": "dialogue",
    "+forum": "forum",
    "+consultation": "consultation",
    "+plenary": "plenary",
    "+launch": "launch",
    "+preparatory": "preparatory-meeting",
    "+panel": "meeting",
    "+session": "meeting",
    "+assembly": "meeting",
    "+week": "meeting",
    "+symposium": "workshop",
    "+town-hall": "consultation",
    "+civil-society-days": "civil-society-forum",
    "+training": "workshop",
}
_NO_EVENTS = frozenset(
    ("+statement", "+report", "+letter", "+draft", "+final-draft", "+zero-draft", "+resolution", "+declaration", "+workplan",
     "+progress-declaration", "+sg-report", "+deadline", "+registration", "+accreditation", "+vote", "+withdrawal", "+appointment",
     "+migrants-day")
)  # fmt: skip
# Something of the record within so many days may be what is meant.
_NEAR = 45


def not_in_record(audited: Audited) -> Iterator[Found]:
    """The page has an event with day and title that the record lacks.

    Only blocks of events and items in lists of events count, and only when they speak of migration or the Compact. The
    suggestion is a line that adds it.
    """
    perhaps: dict[tuple[object, ...], bool] = {}
    for unit, match in audited.matches:
        if match is not None or audited.is_own(unit.at) or not _is_event(audited, unit):
            continue
        name = name_of(unit.title)
        if name.types & _NO_EVENTS or not (name.types or unit.labelled):
            continue
        about = name_of(f"{unit.title} {_described(audited, unit)}").tokens
        if not about & _OF_THE_PROCESS and not (unit.kind == "block" and name.tokens & _OF_MIGRATION):
            continue
        key = (unit.title, unit.when, unit.place and unit.place.city)
        if key not in perhaps:
            perhaps[key] = _perhaps_known(audited, unit, name)
        if perhaps[key]:
            continue
        assert unit.when is not None
        yield Found(
            unit.title_at,
            audited.wording.say(
                "audit.not-in-record",
                quote=quoted(unit.title, audited.wording),
                date=audited.side.say(unit.when),
            ),
            audited.wording.say("audit.add-with", command=add_line(audited, unit, name)),
            sure=False,
        )


def _is_event(audited: Audited, unit: Unit) -> bool:
    if (
        unit.when is None
        or unit.fault
        or unit.when.precision != "day"
        or unit.mention.how != "given"
        or unit.mention.other
    ):
        return False
    if len(unit.title) < 12 or len(unit.title) > 160:
        return False
    if unit.kind == "block":
        # A day under a title, without a label and outside of a list of events, is when it was written.
        return unit.labelled or unit.state in ("upcoming", "past", "ongoing")
    return (
        unit.kind == "item"
        and unit.state in ("upcoming", "past")
        and not audited.page.blocks[unit.at.block].is_heading
    )


def _described(audited: Audited, unit: Unit) -> str:
    below = unit.last_block + 1
    blocks = audited.page.blocks
    return blocks[below].text[:400] if below < len(blocks) and not blocks[below].is_heading else ""


def _perhaps_known(audited: Audited, unit: Unit, name: Name) -> bool:
    """Whether the record has something near in time that may be it."""
    index = audited.side.index
    assert unit.when is not None
    for milestone in index.on(unit.when):
        named = index.named[milestone.id]
        same_place = unit.place and unit.place.city and unit.place.city == milestone.city
        if index.share(name.tokens, named.all_tokens) >= 0.25 or (same_place and unit.when == milestone.date):
            return True
    return any(index.share(name.tokens, named.all_tokens) >= 0.6 for named in index.around(unit.when, _NEAR))


_PHASES = (
    ("2016-12-31", "groundwork"),
    ("2017-11-30", "consultation"),
    ("2018-01-31", "stocktaking"),
    ("2018-07-13", "negotiation"),
    ("2018-12-31", "adoption"),
    ("2019-12-31", "implementation"),
)


def add_line(audited: Audited, unit: Unit, name: Name) -> str:
    """Returns the command that adds the event, quoted for a shell; the type and the phase are proposals."""
    assert unit.when is not None
    type_ = next((_EVENT_TYPES[token] for token in sorted(name.types) if token in _EVENT_TYPES), "meeting")
    phase = next((phase for last, phase in _PHASES if unit.when.first.isoformat() <= last), "review")
    words = [
        "gcmtrack",
        "add-milestone",
        "--title",
        " ".join(unit.title.split()),
        "--kind",
        "event",
        "--type",
        type_,
    ]
    words += ["--phase", phase, "--date", str(unit.when)]
    if unit.place and unit.place.city:
        words += ["--city", unit.place.city]
    if unit.place and unit.place.country:
        words += ["--country", unit.place.country]
    title = next((block.text for block in audited.page.blocks if block.text), audited.page.path)
    words += ["--source-title", short(title, 100)]
    if audited.page.path.startswith(("http://", "https://")):
        words += ["--source-url", audited.page.path]
    else:
        words += ["--source-locator", f"{audited.page.path}, line {audited.line(unit.title_at)}"]
    return command(*words)
