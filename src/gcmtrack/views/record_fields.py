"""The facts about one record, as labelled lines of text, links and references: what `show` prints."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from gcmtrack.model import un_symbols
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import When
from gcmtrack.model.objectives import OBJECTIVES
from gcmtrack.model.records import Milestone, Organisation, Record, Statement
from gcmtrack.model.tables import Change, Dispute, Link, Mandate, PreviousDate, Source
from gcmtrack.views import relations
from gcmtrack.views.events import disputed_value, status
from gcmtrack.views.mandate_words import rule_words
from gcmtrack.views.pieces import Hyperlink, Inline, Line, address, address_or_text
from gcmtrack.views.related_lines import dossier_line, named
from gcmtrack.views.votes import vote_lines
from gcmtrack.wording import Title, Wording


class Field(msgspec.Struct, frozen=True):
    """A label with its values, a line each. `name` is the same in every language, `label` is in one."""

    name: str
    label: str
    values: tuple[Line, ...]


class RecordFields(msgspec.Struct, frozen=True):
    """The title of a record, its id with its kind, and its fields in the order in which they are shown."""

    titled: Title
    subtitle: str
    fields: tuple[Field, ...]

    @property
    def title(self) -> str:
        return self.titled.whole


def record_fields(
    records: Records, record: Record, today: date, wording: Wording, *, origin: str | None = None
) -> RecordFields:
    """Returns what `record` holds and how others are tied to it; fields without a value are left out.

    With `origin`, one of "own", "base" and "override", it says whose the record is.
    """
    fields = (
        *own_fields(records, record, today, wording),
        *_relations(records, record, wording),
        *_labelled(_dossier(records, record, wording) if isinstance(record, Organisation) else [], wording),
        *evidence(record, wording),
        *_labelled([("whose", _text(wording.label("origin", origin) if origin else ""))], wording),
    )
    return RecordFields(wording.titled(record), f"{record.id} · {subtitle(record, wording)}", fields)


def own_fields(records: Records, record: Record, today: date, wording: Wording) -> list[Field]:
    """Returns what `record` holds itself, but for its evidence."""
    return _labelled(_own_fields(records, record, today, wording), wording)


def evidence(record: Record, wording: Wording) -> list[Field]:
    """Returns why we believe it and what others say: disputes, sources, when it was entered; and texts in other languages."""
    return _labelled(_evidence(record, wording), wording)


def _labelled(fields: "_Fields", wording: Wording) -> list[Field]:
    return [Field(name, wording.label("field", name), tuple(lines)) for name, lines in fields if lines]


def _relations(records: Records, record: Record, wording: Wording) -> list[Field]:
    return [
        Field(
            relation.name,
            wording.label("relation", relation.name),
            tuple(named(other, records, wording) for other in relation.records),
        )
        for relation in relations.relations(records, record)
    ]


def subtitle(record: Record, wording: Wording) -> str:
    """Returns what a record is: "event, review forum · review"."""
    if isinstance(record, Statement):
        return wording.label("kind", record.kind)
    if isinstance(record, Organisation):
        what = (wording.label("record", "organisation"), wording.label("organisation-type", record.type))
        return wording.joined(what)
    what = (wording.label("kind", record.kind), wording.label("type", record.type))
    return f"{wording.joined(what)} · {wording.label('phase', record.phase)}"


_Fields = list[tuple[str, list[Line]]]


def _own_fields(records: Records, record: Record, today: date, wording: Wording) -> _Fields:
    if isinstance(record, Milestone):
        return _milestone_fields(record, records, today, wording)
    if isinstance(record, Statement):
        return _statement_fields(record, wording, today)
    return _organisation_fields(record, wording)


def _milestone_fields(record: Milestone, records: Records, today: date, wording: Wording) -> _Fields:
    where = wording.joined(list(dict.fromkeys((wording.venue(record.venue or ""), wording.place(record)))))
    return [
        ("when", _text(_when(record, today, wording))),
        ("status", _text(status(record, today, wording))),
        ("announced", _text(wording.date(record.announced) if record.announced else "")),
        ("earlier dates", _earlier(record, wording)),
        ("where", _text(where)),
        ("region", _text(wording.label("region", record.region) if record.region else "")),
        ("symbol", _symbol(record.symbol, wording)),
        ("official languages", _in_official_languages(record.symbol)),
        ("links", [link_line(link, wording) for link in record.links]),
        *_subjects(record, wording),
        ("fulfils", [_fulfilled(name, records, wording) for name in record.fulfils]),
        ("vote", [(line,) for line in vote_lines(record.vote, records, wording)] if record.vote else []),
        ("mandates", [(_mandate(mandate, wording),) for mandate in record.mandates]),
        ("changes", [_change(change, wording) for change in record.changes]),
    ]


def _statement_fields(record: Statement, wording: Wording, today: date) -> _Fields:
    speaker = record.speaker
    languages = wording.joined([wording.language_name(code) for code in record.languages])
    cosigners = wording.count(record.cosigner_count, "organisation") if record.cosigner_count else ""
    return [
        ("when", _text(_when(record, today, wording))),
        ("earlier dates", _earlier(record, wording)),
        (
            "speaker",
            _text(
                wording.joined((speaker.name, wording.untranslated(speaker.role or ""))) if speaker else ""
            ),
        ),
        ("cosigners", _text(cosigners)),
        ("languages", _text(languages)),
        ("links", [link_line(link, wording) for link in record.links]),
        ("stance", _text(wording.label("stance", record.stance) if record.stance else "")),
        *_subjects(record, wording),
    ]


def _organisation_fields(record: Organisation, wording: Wording) -> _Fields:
    return [
        ("acronym", _text(wording.acronym(record))),
        ("also called", [(alias,) for alias in record.aliases]),
        ("names", _in_languages(record, record.names, wording)),
        ("country", _text(wording.country(record.country) if record.country else "")),
        ("site", [(address(record.url),)] if record.url else []),
        ("summary", _text(wording.summary(record))),
    ]


def _subjects(record: Milestone | Statement, wording: Wording) -> _Fields:
    topics = wording.joined([wording.label("topic", topic) for topic in record.topics])
    return [
        ("objectives", _objectives(record.objectives, wording)),
        ("topics", _text(topics)),
        ("summary", _text(wording.summary(record))),
    ]


def _translations(record: Record, wording: Wording) -> _Fields:
    """The title and the summary in the languages that the reader is not shown already."""
    if isinstance(record, Organisation):
        return [("summaries", _other_summaries(record, wording))]
    shown = wording.titled(record)
    others = {
        code: title
        for code, title in record.titles.items()
        if title != shown.original and title not in shown.translation
    }
    return [
        ("titles", _in_languages(record, others, wording)),
        ("summaries", _other_summaries(record, wording)),
    ]


def _other_summaries(record: Record, wording: Wording) -> list[Line]:
    if wording.language == "en" or wording.language not in record.summaries:
        return _in_languages(record, record.summaries, wording)
    others = {"en": record.summary or "", **record.summaries}
    return _in_languages(
        record, {code: text for code, text in others.items() if text and code != wording.language}, wording
    )


def _in_languages(record: Record, texts: Mapping[str, str], wording: Wording) -> list[Line]:
    ours = record.our_translations
    return [
        (
            wording.say("evidence.ours", text=text, language=code)
            if code in ours
            else wording.say("evidence.translated", text=text, language=code),
        )
        for code, text in texts.items()
    ]


def _objectives(numbers: Sequence[int], wording: Wording) -> list[Line]:
    if len(numbers) == len(OBJECTIVES):
        return [(wording.say("objectives.all", count=len(numbers)),)]
    return [(f"{number} {wording.objective(number)}",) for number in numbers]


def _mandate(mandate: Mandate, wording: Wording) -> str:
    what = wording.what(mandate)
    said = wording.say("mandate.titled", what=what, rule=rule_words(mandate, wording))
    note = wording.untranslated(mandate.note or "")
    return f"{said}{f' – {note}' if note else ''} [{mandate.id}]"


def _fulfilled(name: str, records: Records, wording: Wording) -> Line:
    id_, _, mandate_id = name.partition("/")
    decision = records.milestones.get(id_)
    known = [m for m in decision.mandates if m.id == mandate_id] if decision else []
    return (f"{wording.what(known[0]) if known else wording.text('mandate.unknown')} [{name}]",)


def _change(change: Change, wording: Wording) -> Line:
    objective = wording.say("change.objective", number=change.objective) if change.objective else ""
    about = wording.joined((objective, wording.label("topic", change.topic)))
    effect, basis = wording.label("effect", change.effect), wording.label("basis", change.basis)
    said = wording.say("change.line", effect=effect, what=wording.what(change), about=about, basis=basis)
    return (said, *(piece for url in change.sources for piece in ("  ", address(url))))


def _symbol(symbol: str | None, wording: Wording) -> list[Line]:
    if symbol is None:
        return []
    return [(f"{symbol} ({wording.symbol(symbol)})  ", address(un_symbols.official_link(symbol)))]


def _in_official_languages(symbol: str | None) -> list[Line]:
    """The six addresses on one line, each short and leading to the whole one."""
    pieces: list[Inline] = []
    for code in un_symbols.languages(symbol) if symbol else ():
        url = un_symbols.official_link(symbol or "", code)
        pieces += [" · "] if pieces else []
        pieces.append(Hyperlink(url.removeprefix("https://"), url))
    return [tuple(pieces)] if pieces else []


def _when(record: Milestone | Statement, today: date, wording: Wording) -> str:
    said = wording.date(record.date)
    if isinstance(record, Milestone) and record.status == "cancelled":
        return said
    return f"{said} ({wording.distance(record.date, today)})"


def _earlier(record: Milestone | Statement, wording: Wording) -> list[Line]:
    return [_previous(previous, wording) for previous in record.previous_dates]


def _previous(previous: PreviousDate, wording: Wording) -> Line:
    said = wording.date(previous.date)
    if previous.changed:
        said = wording.say("evidence.changed", date=said, day=wording.date(When.of_day(previous.changed)))
    return (said, *_tail(wording.untranslated(previous.note or ""), previous.source))


def _tail(note: str | None, source: str | None) -> Iterable[Inline]:
    if note:
        yield f" – {note}"
    if source:
        yield from ("  ", address_or_text(source))


def _dossier(records: Records, record: Organisation, wording: Wording) -> _Fields:
    entries = relations.dossier(records, record)
    return [
        ("dossier", _text(relations.span(entries, wording))),
        ("in order of time", [dossier_line(entry, records, wording) for entry in entries]),
    ]


def _evidence(record: Record, wording: Wording) -> _Fields:
    return [
        (
            "links",
            [link_line(link, wording) for link in record.links] if isinstance(record, Organisation) else [],
        ),
        *_translations(record, wording),
        ("disputed", [_dispute(dispute, wording) for dispute in record.disputes]),
        ("sources", [_source(source, wording) for source in record.sources]),
        ("entered", _text(record.added.isoformat() if record.added else "")),
        ("last checked", _text(record.checked.isoformat() if record.checked else "")),
    ]


def _dispute(dispute: Dispute, wording: Wording) -> Line:
    said = wording.text("joint.colon").join((wording.key(dispute.field), disputed_value(dispute, wording)))
    return (said, *_tail(wording.untranslated(dispute.note or ""), dispute.source))


def link_line(link: Link, wording: Wording) -> Line:
    """Returns the address of a link and what is known of what is found there."""
    language = wording.language_name(link.language) if link.language else ""
    format_ = wording.label("format", link.format) if link.format else ""
    role = wording.label("link-role", link.role) if link.role else ""
    title = wording.link_title(link.title) or role
    about = wording.joined((title, language, format_, wording.place_in(link.at)))
    return (address(link.url), f" ({about})" if about else "", *_archived(link.archived, wording))


def _source(source: Source, wording: Wording) -> Line:
    about = wording.joined((source.publisher or "", wording.place_in(source.locator)))
    title = wording.untranslated(source.title, source.language)
    said: list[Inline] = [f"{title} ({about})" if about else title]
    if source.url:
        said += ["  ", address(source.url)]
    if source.accessed:
        said.append(f"  {wording.say('evidence.read', day=source.accessed)}")
    return (*said, *_archived(source.archived, wording))


def _archived(url: str | None, wording: Wording) -> Iterable[Inline]:
    if url:
        before, after = wording.around("evidence.archived", "url")
        yield from (f"  {before}", address(url), after)


def _text(value: str | None) -> list[Line]:
    return [(value,)] if value else []
