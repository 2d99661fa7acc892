"""`gcmtrack trail`"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import structs

from gcmtrack.cli import output
from gcmtrack.cli.declared import Option
from gcmtrack.cli.listing import Display, none_match
from gcmtrack.cli.opening import Opening
from gcmtrack.cli.options import with_filters, with_screen
from gcmtrack.cli.view_formats import FormatOption, Forms, OutputOption, chosen, show, wording_for
from gcmtrack.errors import Misuse
from gcmtrack.input import values
from gcmtrack.model.collection import Records
from gcmtrack.model.vocabulary import ORGANISATION_TYPES, STATEMENT_KINDS
from gcmtrack.store.texts import Texts, read_texts
from gcmtrack.text import one_of
from gcmtrack.views.filters import FilterOptions, Filters, read_filters, topics_of
from gcmtrack.views.trail import Answer, Availability, Step, Trail, availability, trails
from gcmtrack.views.word_diff import plain
from gcmtrack.wording import Wording

if TYPE_CHECKING:
    from gcmtrack.formats.pages.document import Piece
    from gcmtrack.terminal.layout import Screen


@with_screen
@partial(with_filters, of="statements")
def trail(
    asked: FilterOptions,
    display: Display,
    opening: Opening,
    texts: Annotated[bool, Option("--texts", help="Which texts are held, and where others are found.")] = False,
    format: FormatOption = None,
    output_file: OutputOption = None,
) -> None:  # fmt: skip
    """What became of a demand, draft by draft: WORDS, --topic or --objective say which.

    What each draft is reported to have changed, what statements asked of it, and, where the records folder has its text
    (texts/MILESTONE.LANGUAGE.md or .txt), whether and where the words stand in it. --on leaves the chain of that
    milestone; the other filters narrow the statements.
    """
    day, form = opening.day, chosen(format, output_file, json=opening.json)
    loaded = opening.loaded
    wording = wording_for(form, opening.language, loaded.settings)
    filters = _filters(asked, loaded.records, day)
    narrowed = structs.replace(filters, on=frozenset())
    held = read_texts(*loaded.folders)
    for fault in (*held.faults, *_strangers(held, loaded.records)):
        output.say(fault)
    if texts:
        listed = availability(loaded.records, held, wording, filters.on)
        title = wording.text("trail.texts")
        forms, nothing = (
            _texts_forms(listed, title, wording),
            None if listed else none_match("texts", loaded.records, wording, filters),
        )
    else:
        if not (filters.words or filters.topic or filters.objective):
            raise Misuse(_what_to_ask(loaded.records))
        found = trails(loaded.records, narrowed, held, wording, filters.on)
        title = wording.say("trail.title", subject=_subject(filters, wording))
        forms, nothing = (
            _forms(found, title, wording),
            None if found else _nothing(loaded.records, filters, wording),
        )
    show(
        "trail",
        forms,
        form,
        output_file,
        today=day,
        wording=wording,
        display=display,
        title=title,
        nothing=nothing,
    )


def _nothing(records: Records, filters: Filters, wording: Wording) -> str:
    if not len(records):
        return none_match("records", records, wording)
    return wording.say("empty.subject", subject=_subject(filters, wording))


def _filters(asked: FilterOptions, records: Records, day: date) -> Filters:
    """Returns the filters; a topic is known too when only a change has it."""
    import msgspec

    from gcmtrack.views.objectives import number_in

    # As for `show`: "objective 13" is no words to look for.
    if (number := number_in(" ".join(asked.words or ()))) is not None:
        asked = msgspec.structs.replace(asked, words=(), objective=(*asked.objective, str(number)))
    without = msgspec.structs.replace(asked, topic=())
    filters = read_filters(without, records, day, kinds=STATEMENT_KINDS, types=ORGANISATION_TYPES)
    known = sorted({*topics_of(records), *_topics_of_changes(records)})
    return structs.replace(
        filters, topic=frozenset(values.word(text, "topic", known) for text in asked.topic)
    )


def _topics_of_changes(records: Records) -> set[str]:
    return {change.topic for m in records.milestones.values() for change in m.changes}


def _strangers(held: Texts, records: Records) -> Iterable[str]:
    for text in held.held:
        if text.milestone not in records.milestones:
            yield f"{text.path}: there is no milestone {text.milestone!r}"


def _what_to_ask(records: Records) -> str:
    topics = sorted(_topics_of_changes(records))
    known = f"; changes are recorded on {one_of(topics, joint='and')}" if topics else ""
    return f"say what became of what: WORDS, --topic or --objective, or --texts{known}"


def _subject(filters: Filters, wording: Wording) -> str:
    return wording.joined(
        [
            " ".join(term.text for term in filters.words),
            *(wording.label("topic", topic) for topic in sorted(filters.topic)),
            *(wording.say("change.objective", number=number) for number in sorted(filters.objective)),
        ]
    )


def _forms(found: Sequence[Trail], title: str, wording: Wording) -> Forms:
    def table(out: "Screen") -> None:
        from gcmtrack.terminal import trail as terminal

        terminal.trails(out, found, wording)

    def rows() -> Iterable[list[str]]:
        return (_row(step, answer, wording) for one in found for step in one.steps for answer in step.answers)

    def lines() -> Iterable[str]:
        from gcmtrack.terminal.lines import line

        return (line(*row) for row in rows())

    def piece() -> "Piece":
        from gcmtrack.formats.pages import trail_page

        return trail_page.trails(found, title, wording)

    head = ["date", "when", "draft", "answer", "place", "text", "by", "source", "draft_id", "id"]
    return Forms(
        lambda _: ({"chain": [_step_shape(step, wording) for step in one.steps]} for one in found),
        table,
        lines,
        lambda: (head, rows()),
        piece,
    )


def _row(step: Step, answer: Answer, wording: Wording) -> list[str]:
    return [
        str(step.milestone.date),
        wording.date(step.milestone.date),
        wording.title(step.milestone),
        wording.label("answer", answer.kind),
        answer.place,
        plain(answer.stretches) if answer.stretches else answer.text,
        answer.by,
        answer.path or " ".join(link.url for link in answer.sources),
        step.milestone.id,
        answer.id,
    ]


def _step_shape(step: Step, wording: Wording) -> dict[str, Any]:
    from gcmtrack.formats.json_document import when

    return {
        "id": step.milestone.id,
        "title": step.milestone.title,
        "date": when(step.milestone.date, wording),
        "answers": [
            {
                **answer._asdict(),
                "sources": [link._asdict() for link in answer.sources],
                "stretches": [stretch._asdict() for stretch in answer.stretches],
            }
            for answer in step.answers
        ],
    }


def _texts_forms(found: Sequence[Sequence[Availability]], title: str, wording: Wording) -> Forms:
    def table(out: "Screen") -> None:
        from gcmtrack.terminal import trail as terminal

        terminal.availability(out, found, wording)

    def rows() -> Iterable[list[str]]:
        for chain in found:
            for one in chain:
                yield [
                    str(one.milestone.date),
                    wording.date(one.milestone.date),
                    wording.title(one.milestone),
                    " ".join(text.path for text in one.held),
                    " ".join(url for url, _ in one.found_at),
                    one.milestone.id,
                ]

    def lines() -> Iterable[str]:
        from gcmtrack.terminal.lines import line

        return (line(*row) for row in rows())

    def piece() -> "Piece":
        from gcmtrack.formats.pages import trail_page

        return trail_page.availability(found, title, wording)

    return Forms(
        lambda _: ({"chain": [_text_shape(one) for one in chain]} for chain in found),
        table,
        lines,
        lambda: (["date", "when", "draft", "held", "found_at", "id"], rows()),
        piece,
    )


def _text_shape(one: Availability) -> dict[str, Any]:
    return {
        "id": one.milestone.id,
        "held": [{"language": text.language, "path": text.path} for text in one.held],
        "found_at": [url for url, _ in one.found_at],
    }
