"""Everything about one record, as labelled lines: what `show` prints, on a terminal and in a pipe."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from gcmtrack.model import un_symbols
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import When
from gcmtrack.model.iso_codes import COUNTRIES, LANGUAGES
from gcmtrack.model.records import Milestone, Organisation, Record, Statement, english_title
from gcmtrack.model.tables import Change, Link, Mandate, PreviousDate, Source, Vote
from gcmtrack.model.vocabulary import REGION_NAMES, label, objective
from gcmtrack.text import counted
from gcmtrack.views import relations
from gcmtrack.views.events import dispute_words, state_of


class Field(NamedTuple):
    """A label and its values, each one line."""

    label: str
    values: tuple[str, ...]


class Sheet(NamedTuple):
    title: str
    subtitle: str
    fields: tuple[Field, ...]


def sheet(records: Records, record: Record, today: date) -> Sheet:
    """Returns all that the records hold about `record`; fields without a value are left out."""
    if isinstance(record, Milestone):
        fields = _milestone_fields(record, records, today)
        subtitle = f"{record.kind}, {label(record.type)} · {record.phase}"
    elif isinstance(record, Statement):
        fields = _statement_fields(record, today)
        subtitle = label(record.kind)
    else:
        fields = _organisation_fields(record)
        subtitle = f"organisation, {label(record.type)}"
    fields += [
        (relation.label, [_named(other) for other in relation.records])
        for relation in relations.relations(records, record)
    ]
    if isinstance(record, Organisation):
        entries = relations.dossier(records, record)
        fields.append(("record", [relations.span(entries)] if entries else []))
        fields.append(("in order of time", [_entry(entry) for entry in entries]))
    fields += _evidence(record)
    kept = tuple(Field(name, tuple(values)) for name, values in fields if values)
    return Sheet(english_title(record), f"{record.id} · {subtitle}", kept)


_Fields = list[tuple[str, list[str]]]


def _milestone_fields(record: Milestone, records: Records, today: date) -> _Fields:
    link = _symbol(record.symbol) if record.symbol else ""
    return [
        ("when", [_when(record, today)]),
        ("status", [record.status] if record.status != "confirmed" else []),
        ("announced", [record.announced.words()] if record.announced else []),
        ("earlier dates", [_previous(previous) for previous in record.previous_dates]),
        ("where", _some(", ".join(dict.fromkeys(p for p in (record.venue, records.place(record)) if p)))),
        ("region", [REGION_NAMES[record.region]] if record.region else []),
        ("symbol", _some(link)),
        *_subjects(record),
        ("fulfils", [_fulfilled(name, records) for name in record.fulfils]),
        ("vote", _vote(record.vote, records) if record.vote else []),
        ("mandates", [_mandate(mandate) for mandate in record.mandates]),
        ("changes", [_change(change) for change in record.changes]),
    ]


def _statement_fields(record: Statement, today: date) -> _Fields:
    speaker = record.speaker
    return [
        ("when", [_when(record, today)]),
        ("earlier dates", [_previous(previous) for previous in record.previous_dates]),
        ("speaker", [", ".join(p for p in (speaker.name, speaker.role) if p)] if speaker else []),
        ("cosigners", [counted(record.cosigner_count, "organisation")] if record.cosigner_count else []),
        (
            "languages",
            [", ".join(LANGUAGES.get(code, code) for code in record.languages)] if record.languages else [],
        ),
        ("stance", [label(record.stance)] if record.stance else []),
        *_subjects(record),
    ]


def _organisation_fields(record: Organisation) -> _Fields:
    return [
        ("acronym", _some(record.acronym)),
        ("also called", list(record.aliases)),
        ("names", _in_languages(record, record.names)),
        ("country", [COUNTRIES.get(record.country, record.country)] if record.country else []),
        ("site", _some(record.url)),
        ("summary", _some(record.summary)),
        ("summaries", _in_languages(record, record.summaries)),
    ]


def _subjects(record: Milestone | Statement) -> _Fields:
    original = [f"{record.title} (original)"] if "en" in record.titles else []
    others = {code: title for code, title in record.titles.items() if code != "en"}
    return [
        ("titles", original + _in_languages(record, others)),
        ("objectives", [f"{n} {objective(n).short}" for n in record.objectives]),
        ("topics", _some(", ".join(label(topic) for topic in record.topics))),
        ("summary", _some(record.summary)),
        ("summaries", _in_languages(record, record.summaries)),
    ]


def _in_languages(record: Record, texts: Mapping[str, str]) -> list[str]:
    ours = record.our_translations
    return [f"{text} ({code}{', our translation' * (code in ours)})" for code, text in texts.items()]


_SIDES = {"yes": "for", "no": "against", "abstained": "abstained", "absent": "did not vote"}


def _vote(vote: Vote, records: Records) -> list[str]:
    """A line a side: how many, and who where that is known."""
    known = records.organisations
    lines = []
    for side, said in _SIDES.items():
        held = getattr(vote, side)
        ids = held if isinstance(held, tuple) else ()
        names = ", ".join(sorted(known[id_].name if id_ in known else id_ for id_ in ids))
        if held is not None:
            lines.append(f"{said}: {vote.count(side)}{f' ({names})' if names else ''}")
    return lines


def _mandate(mandate: Mandate) -> str:
    years, months = divmod(mandate.months, 12)
    number, unit = (mandate.months, "month") if months else (years, "year")
    every = f"every {unit}" if number == 1 else f"every {number} {unit}s"
    place = f", paragraph {mandate.paragraph}" if mandate.paragraph else ""
    note = f" – {mandate.note}" if mandate.note else ""
    return f"{mandate.what} ({every} from {mandate.first.words()}{place}){note} [{mandate.id}]"


def _fulfilled(name: str, records: Records) -> str:
    id_, _, mandate_id = name.partition("/")
    decision = records.milestones.get(id_)
    whats = [m.what for m in decision.mandates if m.id == mandate_id] if decision else []
    return f"{''.join(whats) or 'a mandate'} [{name}]"


def _change(change: Change) -> str:
    objective_ = f"objective {change.objective}, " if change.objective else ""
    about = f"{objective_}{label(change.topic)}"
    return f"{change.effect}: {change.what} ({about}; {change.basis}){''.join(f'  {url}' for url in change.sources)}"


def _symbol(symbol: str) -> str:
    return f"{symbol} ({un_symbols.meaning(symbol)})  {un_symbols.official_link(symbol)}"


def _when(record: Milestone | Statement, today: date) -> str:
    if isinstance(record, Milestone) and state_of(record, today) is None:
        return record.date.words()
    return f"{record.date.words()} ({record.date.distance(today)})"


def _previous(previous: PreviousDate) -> str:
    changed = f" (changed {When.of_day(previous.changed).words()})" if previous.changed else ""
    return f"{previous.date.words()}{changed}{_tail(previous.note, previous.source)}"


def _tail(note: str | None, source: str | None) -> str:
    return "".join((f" – {note}" if note else "", f"  {source}" if source else ""))


def _evidence(record: Record) -> _Fields:
    return [
        ("links", [_link(link) for link in record.links]),
        ("disputed", [_dispute(d.field, d.value, d.note, d.source) for d in record.disputes]),
        ("sources", [_source(source) for source in record.sources]),
        ("entered", [record.added.isoformat()] if record.added else []),
        ("last checked", [record.checked.isoformat()] if record.checked else []),
        ("overrides", _some(record.overrides)),
    ]


def _dispute(field: str, value: str | None, note: str | None, source: str | None) -> str:
    return f"{field}: {dispute_words(value) if value else 'another source differs'}{_tail(note, source)}"


def _link(link: Link) -> str:
    about = [link.title, LANGUAGES.get(link.language or "", link.language), link.format, link.at]
    said = ", ".join(part for part in about if part)
    archived = f"  archived: {link.archived}" if link.archived else ""
    return f"{link.url}{f' ({said})' if said else ''}{archived}"


def _source(source: Source) -> str:
    said = ", ".join(part for part in (source.publisher, source.locator) if part)
    read = f"  read {source.accessed}" if source.accessed else ""
    archived = f"  archived: {source.archived}" if source.archived else ""
    return f"{source.title}{f' ({said})' if said else ''}{f'  {source.url}' if source.url else ''}{read}{archived}"


def _named(record: Record) -> str:
    if isinstance(record, Organisation):
        return f"{record.name} [{record.id}]"
    return f"{record.date.words()}: {english_title(record)} [{record.id}]"


def _entry(entry: relations.Entry) -> str:
    return f"{entry.record.date.words()}: {entry.role}: {english_title(entry.record)} [{entry.record.id}]"


def _some(value: str | None) -> list[str]:
    return [value] if value else []
