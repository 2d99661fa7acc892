"""The pages of lists: events by where they stand, the process phase by phase, statements, texts, objectives, who is in it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from gcmtrack.model.objectives import OBJECTIVES
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.model.vocabulary import ORGANISATION_TYPES, PHASES, STANCES, STATEMENT_KINDS
from gcmtrack.site import markup
from gcmtrack.site.edition import Edition
from gcmtrack.site.items import Item
from gcmtrack.views.documents import Chain, DocumentRow, documents
from gcmtrack.views.events import EVENT_KINDS, STATES, in_states, is_event
from gcmtrack.views.filters import Filters
from gcmtrack.views.objective_fields import objective_fields, records_of
from gcmtrack.views.objectives import objective_rows, round_table
from gcmtrack.views.organisations import organisation_rows
from gcmtrack.views.timeline import timeline


class Group(NamedTuple):
    """Items under a heading."""

    key: str
    heading: str
    items: Sequence[Item]


def pages(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yields the path and the page of each list."""
    yield _page(edition, "events", _events(edition))
    yield _page(edition, "statements", _statements(edition))
    yield _page(edition, "documents", _documents(edition))
    yield _page(edition, "objectives", _objectives(edition))
    yield _page(edition, "organisations", _organisations(edition))
    yield from _each_objective(edition)


def _page(edition: Edition, name: str, values: dict[str, Any]) -> tuple[str, bytes]:
    described = {"title": edition.words[name], "description": edition.words[f"{name}-about"]}
    return f"{name}.html", edition.page(f"{name}.html", f"{name}.html", name, **described, **values)


def ever_events(edition: Edition) -> list[Milestone]:
    """Returns the milestones that are events on some day, in order of time."""
    return [
        m for m in edition.records.milestones.values() if m.kind in EVENT_KINDS or m.status != "confirmed"
    ]


def by_state(edition: Edition) -> list[Group]:
    """Returns the events of the day of the build by where they stand; those that are events on other days stand among
    what is past, where a page leaves them out."""
    today = edition.plan.today
    found = in_states(ever_events(edition), today)
    items = edition.items
    return [
        Group(
            state,
            edition.words[state],
            [_listed(items.of(m).from_top(), m, today) for m, other in found if other == state],
        )
        for state in STATES
    ]


def every_event(edition: Edition) -> bytes:
    """Returns the script with all that is an event on some day, as it stands in a list, for the pages that hold only what
    comes next and that somebody reads on another day."""
    items = edition.items.all_of(ever_events(edition))
    return markup.script("gcmtrackEvents", [f"<li{item.attributes}>{item.body}</li>" for item in items])


def _listed(item: Item, milestone: Milestone, today: date) -> Item:
    return item if is_event(milestone, today) else item.hidden()


def counted(edition: Edition) -> dict[str, int]:
    """Returns how many events stand where, on the day of the build."""
    today = edition.plan.today
    events = [m for m in edition.records.milestones.values() if is_event(m, today)]
    found = [state for _, state in in_states(events, today)]
    return {state: found.count(state) for state in STATES}


def _events(edition: Edition) -> dict[str, Any]:
    return {"groups": by_state(edition), "counts": counted(edition)}


def _statements(edition: Edition) -> dict[str, Any]:
    statements = list(edition.records.statements.values())
    statements.reverse()
    return {
        "years": _years(edition, statements),
        "filters": list(_filters(edition, statements)),
        "total": edition.wording.count(len(statements), "statement"),
    }


def _years(edition: Edition, records: Iterable[Milestone | Statement]) -> list[Group]:
    return [
        Group(str(year), str(year), edition.items.from_top(some))
        for year, some in groupby(records, key=lambda record: record.date.first.year)
    ]


class Choice(NamedTuple):
    """What a list can be narrowed by: values with how each is read."""

    name: str
    label: str
    values: Sequence[tuple[str, str]]


def _filters(edition: Edition, statements: Sequence[Statement]) -> Iterator[Choice]:
    wording = edition.wording
    said = [item.attributes for item in edition.items.all_of(statements)]
    words: dict[str, list[tuple[str, str]]] = {
        "kind": [(key, wording.label("kind", key)) for key in STATEMENT_KINDS],
        "type": [(key, wording.label("organisation-type", key)) for key in ORGANISATION_TYPES],
        "phase": [(key, wording.label("phase", key)) for key in PHASES],
        "objective": [(str(o.number), f"{o.number} {wording.objective(o.number)}") for o in OBJECTIVES],
        "lang": [(code, wording.language_name(code)) for code in _languages(statements)],
        "stance": [(key, wording.label("stance", key)) for key in STANCES],
        "year": [(str(y), str(y)) for y in sorted({s.date.first.year for s in statements}, reverse=True)],
    }
    used = {name: _used(name, said) for name in words}
    for name, values in words.items():
        some = [value for value in values if value[0] in used[name]]
        if len(some) > 1:
            label = wording.label("facet", name)
            yield Choice(name, label, some)


def _used(name: str, attributes: Iterable[str]) -> set[str]:
    start = f' data-{name}="'
    return {word for said in attributes for word in said.partition(start)[2].partition('"')[0].split()}


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
            Version(edition.items.of(r.milestone).from_top(), r, _later(edition, r.days)) for r in chain.rows
        ],
    }


def _later(edition: Edition, days: int | None) -> str:
    wording = edition.wording
    if days is None:
        return ""
    if days == 0:
        return wording.text("documents.same-day")
    key = "documents.later" if days > 0 else "documents.earlier"
    said = wording.count(abs(days), "day")
    return (
        wording.say("documents.later", days=said)
        if key == "documents.later"
        else wording.say("documents.earlier", days=said)
    )


def _objectives(edition: Edition) -> dict[str, Any]:
    records = edition.records
    rows = objective_rows(records.milestones.values(), records.statements.values())
    most = max((row.statements + row.milestones for row in rows), default=0)
    return {"rows": rows, "most": most, "named": edition.wording.objective}


def _each_objective(edition: Edition) -> Iterator[tuple[str, bytes]]:
    records, wording = edition.records, edition.wording
    milestones, statements = list(records.milestones.values()), list(records.statements.values())
    for objective in OBJECTIVES:
        number = objective.number
        chosen = records_of(number, milestones, statements)
        facts = objective_fields(number, records, [], wording)
        path = f"objectives/{number}.html"
        yield (
            path,
            edition.page(
                "objective.html",
                path,
                "objectives",
                number=number,
                title=wording.objective(number),
                whole=wording.find(f"objective-title.{number}") or objective.title,
                translated=wording.find(f"objective-title.{number}") is not None,
                description=facts.title,
                table=wording.say("objectives.round-table", number=round_table(number)),
                statements=edition.items.all_of(r for r in reversed(chosen) if isinstance(r, Statement)),
                milestones=edition.items.all_of(r for r in reversed(chosen) if isinstance(r, Milestone)),
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
    bands = timeline(list(edition.records.milestones.values()), [], edition.plan.today, wording)
    return [
        {
            "key": band.phase,
            "heading": wording.label("phase", band.phase),
            "count": wording.count(band.milestones, "milestone"),
            "span": str(band.first) if band.first == band.last else f"{band.first}–{band.last or ''}",
            "nodes": [
                (min(depth, 3), edition.items.of(node.milestone).from_top()) for depth, node in band.walk()
            ],
        }
        for band in bands
    ]
