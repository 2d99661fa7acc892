"""`gcmtrack positions`"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import structs

from gcmtrack.cli import completion
from gcmtrack.cli.declared import Argument
from gcmtrack.cli.listing import Display, Shape, none_match
from gcmtrack.cli.opening import Opening
from gcmtrack.cli.options import with_filters, with_screen
from gcmtrack.cli.view_formats import FormatOption, Forms, OutputOption, chosen, show, wording_for
from gcmtrack.errors import NoSuchRecord
from gcmtrack.input import lookup
from gcmtrack.model.collection import Records
from gcmtrack.model.records import Milestone, Organisation, Statement
from gcmtrack.model.vocabulary import ORGANISATION_TYPES
from gcmtrack.views.filters import FilterOptions, Filters
from gcmtrack.views.positions import (
    Story,
    Turn,
    answered,
    change_words,
    replaced_words,
    silence,
    source_of,
    stories,
    story,
    told,
    votes,
)
from gcmtrack.wording import Wording

if TYPE_CHECKING:
    from gcmtrack.formats.pages.document import Piece
    from gcmtrack.terminal.layout import Screen


@with_screen
@with_filters
def positions(
    asked: FilterOptions,
    display: Display,
    opening: Opening,
    name: Annotated[str | None, Argument(metavar="[STATE|ORG]", help="Whose story: id, acronym or name. Without it, a line for every State.", autocompletion=completion.organisations)] = None,
    format: FormatOption = None,
    output_file: OutputOption = None,
) -> None:  # fmt: skip
    """Where each stands over time: votes by name, decisions, stances, what was reversed, and since when there is nothing.

    Without a name it lists the States, or with --type, --org or --country those. Only what a source shows in words.
    """
    day, form = opening.day, chosen(format, output_file, json=opening.json)
    loaded = opening.loaded
    wording = wording_for(form, opening.language, loaded.settings)
    name, asked = _name(loaded.records, name, asked)
    filters = opening.filters(asked, types=ORGANISATION_TYPES)
    if name is not None:
        found = [story(loaded.records, lookup.find_organisation(loaded.records, name), filters)]
        forms = _story_forms(found[0], loaded.records, day, wording)
        title = wording.say("positions.title-one", name=wording.called(found[0].organisation))
        cast: list[Milestone] = []
    else:
        of = _organisations(loaded.records, filters)
        narrowed = structs.replace(filters, org=frozenset(), type=frozenset(), country=frozenset())
        found, cast = stories(loaded.records, of, narrowed, wording), votes(loaded.records, narrowed)
        title = wording.text(
            "positions.title-all"
            if filters.org or set(filters.type) - {"state"}
            else "positions.title-states"
        )
        forms = _all_forms(found, cast, loaded.records, day, title, wording)
    show(
        "positions",
        forms,
        form,
        output_file,
        today=day,
        wording=wording,
        display=display,
        title=title,
        nothing=None
        if any(one.turns for one in found)
        else _nothing(loaded.records, filters, found, wording, named=name is not None),
        votes=[vote.id for vote in cast],
    )


def _nothing(
    records: Records, filters: Filters, found: Sequence[Story], wording: Wording, *, named: bool
) -> str:
    if not named:
        return none_match("positions", records, wording, filters)
    return wording.say(
        "empty.position-passing" if filters.any else "empty.position",
        name=wording.title_alone(found[0].organisation),
    )


def _name(records: Records, name: str | None, asked: FilterOptions) -> tuple[str | None, FilterOptions]:
    """Returns the name, with the words that belong to it where it was typed without quotation marks."""
    if name is None or not asked.words:
        return name, asked
    import msgspec

    whole = " ".join((name, *asked.words))
    try:
        lookup.find_organisation(records, whole)
    except NoSuchRecord:
        return name, asked
    return whole, msgspec.structs.replace(asked, words=())


def _organisations(records: Records, filters: Filters) -> list[Organisation]:
    types = filters.type or (frozenset() if filters.org else frozenset({"state"}))
    return [
        organisation
        for organisation in records.organisations.values()
        if (not filters.org or organisation.id in filters.org)
        and (not types or organisation.type in types)
        and (not filters.country or organisation.country in filters.country)
    ]


def _story_forms(found: Story, records: Records, day: date, wording: Wording) -> Forms:
    def table(out: "Screen") -> None:
        from gcmtrack.terminal import positions as terminal

        terminal.story(out, found, records, day, wording)

    def rows() -> Iterable[list[str]]:
        for turn in found.turns:
            record = turn.record
            milestone = answered(turn, records)
            yield [
                str(record.date),
                wording.date(record.date),
                told(turn, records, wording),
                wording.title(record),
                wording.called(milestone) if milestone else "",
                replaced_words(turn, wording),
                source_of(record),
                record.id,
            ]

    def lines() -> Iterable[str]:
        from gcmtrack.terminal.lines import line

        return (line(*row) for row in rows())

    def piece() -> "Piece":
        from gcmtrack.formats.pages import questions

        return questions.story(found, records, day, wording)

    head = ["date", "when", "what", "title", "answers", "replaces", "source", "id"]
    return Forms(lambda shape: [_shape(found, shape, wording)], table, lines, lambda: (head, rows()), piece)


def _all_forms(
    found: Sequence[Story],
    cast: Sequence[Milestone],
    records: Records,
    day: date,
    title: str,
    wording: Wording,
) -> Forms:
    def table(out: "Screen") -> None:
        from gcmtrack.terminal import positions as terminal

        terminal.stories(out, found, cast, records, day, wording)

    def standing(one: Story) -> tuple[list[str], list[str]]:
        last = one.last_stance
        return (
            [wording.label("vote", side) if (side := one.side(vote)) else "" for vote in cast],
            [
                wording.label("stance", last.stance) if last and last.stance else "",
                wording.date(last.record.date) if last else "",
                wording.joined([change_words(turn, wording) for turn in one.changes], "semicolon"),
                silence(one, day, wording),
                one.organisation.id,
            ],
        )

    def lines() -> Iterable[str]:
        from gcmtrack.terminal.lines import line

        for one in found:
            sides, rest = standing(one)
            said = [
                f"{vote.date}{wording.text('joint.colon')}{side}"
                for vote, side in zip(cast, sides, strict=True)
                if side
            ]
            yield line(wording.called(one.organisation), wording.joined(said, "semicolon"), *rest)

    def rows() -> Iterable[list[str]]:
        for one in found:
            sides, rest = standing(one)
            yield [wording.called(one.organisation), *sides, *rest]

    def piece() -> "Piece":
        from gcmtrack.formats.pages import questions

        return questions.stories(found, cast, records, day, title, wording)

    head = ["name", *(vote.id for vote in cast), "stance", "stance_date", "changes", "silent_since", "id"]
    return Forms(
        lambda shape: (_shape(one, shape, wording) for one in found),
        table,
        lines,
        lambda: (head, rows()),
        piece,
    )


def _shape(found: Story, shape: Shape, wording: Wording) -> dict[str, Any]:
    from gcmtrack.formats.json_document import when

    since, last = found.silent_since, found.last_stance
    return shape(
        found.organisation,
        stance=last.stance if last else None,
        silent_since=when(since, wording) if since else None,
        turns=[_turn_shape(turn, wording) for turn in found.turns],
    )


def _turn_shape(turn: Turn, wording: Wording) -> dict[str, Any]:
    from gcmtrack.formats.json_document import when

    return {
        "date": when(turn.record.date, wording),
        "part": turn.part,
        "side": turn.side,
        "stance": turn.stance,
        "by": turn.by.id if turn.by else None,
        "replaces": turn.replaces.id if turn.replaces else None,
        "reverses": turn.reverses,
        "milestone": turn.record.milestone if isinstance(turn.record, Statement) else None,
        "record": turn.record.folder.removesuffix("s"),
        "id": turn.record.id,
    }
