"""The pages of lists: events by where they stand, the process phase by phase, statements, texts, objectives, who is in it."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from gcmtrack.formats.chunks import Chunks, gathered
from gcmtrack.model.objectives import OBJECTIVES
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.model.remade import at_places, each, made, runs
from gcmtrack.model.vocabulary import ORGANISATION_TYPES, PHASES, STANCES, STATEMENT_KINDS
from gcmtrack.site import markup
from gcmtrack.site.edition import Edition
from gcmtrack.site.items import Item
from gcmtrack.views.documents import Chain, DocumentRow, documents
from gcmtrack.views.events import STATES, State, is_event
from gcmtrack.views.filters import Filters
from gcmtrack.views.objective_fields import objective_fields
from gcmtrack.views.objectives import objective_rows, round_table
from gcmtrack.views.organisations import organisation_rows
from gcmtrack.views.timeline import Band, timeline


class Group(NamedTuple):
    """Items under a heading."""

    key: str
    heading: str
    items: Sequence[Item]


def pages(edition: Edition) -> Iterator[tuple[str, bytes | Chunks]]:
    """Yields the path and the page of each list."""
    yield edition.named_page("events", **_events(edition))
    yield edition.named_page("statements", **_statements(edition))
    yield edition.named_page("documents", **_documents(edition))
    yield edition.named_page("objectives", **_objectives(edition))
    yield edition.named_page("organisations", **_organisations(edition))
    yield from _each_objective(edition)


def by_state(edition: Edition) -> list[Group]:
    """Returns the events of the day of the build by where they stand; those that are events on other days stand among
    what is past, where a page leaves them out."""
    today = edition.plan.today

    def listed(standing: tuple[Milestone, State]) -> Item:
        milestone, _ = standing
        item = edition.items.of(milestone).from_top()
        return item if is_event(milestone, today) else item.hidden()

    return [
        Group(state, edition.words[state], each(edition.common.standing(state), listed)) for state in STATES
    ]


def every_event(edition: Edition) -> Iterator[bytes]:
    """Yields the script with all that is an event on some day, as it stands in a list, for the pages that hold only what
    comes next and that somebody reads on another day."""
    items = edition.items.all_of(edition.common.ever_events)
    return gathered(
        markup.long_script("gcmtrackEvents", (f"<li{item.attributes}>{item.body}</li>" for item in items))
    )


def _events(edition: Edition) -> dict[str, Any]:
    return {"groups": by_state(edition), "counts": edition.common.counted}


def _statements(edition: Edition) -> dict[str, Any]:
    statements = edition.common.statements[::-1]
    return {
        "years": _years(edition, statements),
        "filters": list(_filters(edition, statements)),
        "total": edition.wording.count(len(statements), "statement"),
    }


def _years(edition: Edition, statements: Sequence[Statement]) -> list[Group]:
    return [
        Group(str(year), str(year), edition.items.from_top(some))
        for year, some in runs(statements, lambda statement: statement.date.first.year)
    ]


class Choice(NamedTuple):
    """What a list can be narrowed by: values with how each is read."""

    name: str
    label: str
    values: Sequence[tuple[str, str]]


def _filters(edition: Edition, statements: Sequence[Statement]) -> Iterator[Choice]:
    wording = edition.wording
    words: dict[str, list[tuple[str, str]]] = {
        "kind": [(key, wording.label("kind", key)) for key in STATEMENT_KINDS],
        "type": [(key, wording.label("organisation-type", key)) for key in ORGANISATION_TYPES],
        "phase": [(key, wording.label("phase", key)) for key in PHASES],
        "objective": [(str(o.number), f"{o.number} {wording.objective(o.number)}") for o in OBJECTIVES],
        "lang": [(code, wording.language_name(code)) for code in _languages(statements)],
        "stance": [(key, wording.label("stance", key)) for key in STANCES],
        "year": [(str(y), str(y)) for y in sorted({s.date.first.year for s in statements}, reverse=True)],
    }
    used: dict[str, set[str]] = {name: set() for name in words}
    for item in edition.items.all_of(statements):
        for name, found in used.items():
            found.update(_told(name, item.attributes))
    for name, values in words.items():
        some = [value for value in values if value[0] in used[name]]
        if len(some) > 1:
            label = wording.label("facet", name)
            yield Choice(name, label, some)


def _told(name: str, attributes: str) -> list[str]:
    return attributes.partition(f' data-{name}="')[2].partition('"')[0].split()


def _languages(statements: Iterable[Statement]) -> list[str]:
    return sorted(
        {
            code
            for s in statements
            for code in (*s.languages, *(link.language for link in s.links if link.language))
        }
    )


class Version(NamedTuple):
    """A text in a chain of drafts."""

    item: Item
    row: DocumentRow
    later: str


def _documents(edition: Edition) -> dict[str, Any]:
    wording = edition.wording
    found = documents(edition.records.milestones.values(), wording)
    return {
        "chains": [_chain(edition, chain) for chain in found.chains],
        "others": [
            Version(edition.items.of(row.milestone).from_top(), row, "") for row in reversed(found.others)
        ],
    }


def _chain(edition: Edition, chain: Chain) -> dict[str, Any]:
    wording = edition.wording
    first, last = chain.rows[0], chain.rows[-1]
    return {
        "title": wording.say("documents.chain", first=first.title, last=last.title),
        "versions": [
            Version(edition.items.of(r.milestone).from_top(), r, r.later(wording)) for r in chain.rows
        ],
    }


def _objectives(edition: Edition) -> dict[str, Any]:
    records = edition.records
    rows = objective_rows(records.milestones.values(), records.statements.values())
    most = max((row.statements + row.milestones for row in rows), default=0)
    return {"rows": rows, "most": most, "named": edition.wording.objective}


def _each_objective(edition: Edition) -> Iterator[tuple[str, bytes | Chunks]]:
    records, wording, common = edition.records, edition.wording, edition.common
    for objective in OBJECTIVES:
        number = objective.number
        facts = objective_fields(number, records, [], wording)
        official = wording.official_title(number)
        path = f"objectives/{number}.html"
        yield (
            path,
            edition.page(
                "objective.html",
                path,
                "objectives",
                number=number,
                title=wording.objective(number),
                whole=official or objective.title,
                translated=official is not None,
                description=facts.title,
                table=wording.say("objectives.round-table", number=round_table(number)),
                statements=edition.items.all_of(common.statements_on(number)),
                milestones=edition.items.all_of(common.milestones_on(number)),
            ),
        )


def _organisations(edition: Edition) -> dict[str, Any]:
    rows = organisation_rows(edition.records, Filters(), edition.wording)
    rows.sort(key=lambda row: (row.name.casefold(), row.organisation.id))
    groups = []
    for type_ in ORGANISATION_TYPES:
        some = [row for row in rows if row.organisation.type == type_]
        if some:
            groups.append(
                {"key": type_, "heading": edition.wording.label("organisation-type", type_), "rows": some}
            )
    return {"groups": groups, "us": edition.plan.us}


def phases(edition: Edition) -> list[dict[str, Any]]:
    """Returns the phases with their milestones in order, parts below their wholes."""
    wording = edition.wording
    milestones = edition.common.milestones
    bands = timeline(milestones, [], edition.plan.today, wording)
    return [
        {
            "key": band.phase,
            "heading": wording.label("phase", band.phase),
            "count": wording.count(band.milestones, "milestone"),
            "span": str(band.first) if band.first == band.last else f"{band.first}–{band.last or ''}",
            "nodes": _nodes(edition, band),
        }
        for band in bands
    ]


def _nodes(edition: Edition, band: Band) -> Sequence[tuple[int, Item]]:
    """The milestones of a phase, each with how deep it stands."""
    depths, places = array("B"), array("I")
    for depth, node in band.walk():
        depths.append(min(depth, 3))
        places.append(edition.items.place(node.milestone))
    items = edition.items.from_top(at_places(edition.common.milestones, places))
    return made(range(len(items)), lambda at: (depths[at], items[at]), items)
