"""`gcmtrack cite`"""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from gcmtrack.cli import completion, output
from gcmtrack.cli.declared import Argument, Option
from gcmtrack.cli.listing import none_match
from gcmtrack.cli.opening import the_day, the_view, the_wording
from gcmtrack.cli.options import AsOfOption, RecordsOption, TodayOption, with_filters
from gcmtrack.errors import Misuse
from gcmtrack.text import one_of
from gcmtrack.views.filters import FilterOptions

if TYPE_CHECKING:
    from gcmtrack.formats.citations.notes import Reference
    from gcmtrack.formats.citations.styles import StyleName
    from gcmtrack.model.collection import Records
    from gcmtrack.store.settings import Settings
    from gcmtrack.wording import Wording

_IDS = Annotated[
    list[str] | None,
    Argument(
        metavar="[IDS]...",
        help="What to cite, in this order; a place in it behind @, as a-res-73-195@'para 13'.",
        autocompletion=completion.all_records,
    ),
]


@with_filters
def cite(
    asked: FilterOptions,
    ids: _IDS = None,
    style: Annotated[str, Option("--style", "-s", metavar="STYLE", help="un, oscola, bluebook, chicago or apa.", autocompletion=completion.styles)] = "un",
    numbered: Annotated[bool, Option("--numbered", help="As numbered notes; what is cited again is short.")] = False,
    format: Annotated[str, Option("--format", "-f", metavar="FORMAT", help="text, markdown or html.")] = "text",
    at: Annotated[str | None, Option("--at", metavar="PLACE", help="The place in the one text that is cited, as 'annex, para 13'.")] = None,
    accessed: Annotated[str | None, Option("--accessed", metavar="DATE", help="The day on which you read the addresses; else only a day that is recorded.")] = None,
    records: RecordsOption = None,
    today: TodayOption = None,
    as_of: AsOfOption = None,
    language: Annotated[str | None, Option("--in", metavar="LANGUAGE", help="en; with --style un also es and fr.", autocompletion=completion.printed_languages)] = None,
) -> None:  # fmt: skip
    """Citations of documents, decisions, statements, remarks and events, ready to be pasted (docs/cite.md).

    Give ids, or filters for all that they find, in order of time.
    """
    from gcmtrack.formats.citations import notes, places
    from gcmtrack.formats.citations.styles import STYLES

    name = _known("style", style, tuple(STYLES))
    form = _form(format)
    day, loaded = the_day(today, as_of), output.open_records(records, the_view(as_of))
    wording = _wording(language, loaded.settings, name)
    references = _references(loaded.records, ids or [], asked, day, wording)
    if at is not None:
        if len(references) != 1:
            raise Misuse(
                "--at is a place in one text; with several write it behind each, as a-res-73-195@'para 13'"
            )
        references = [references[0]._replace(places=places.read(at))]
    read = None if accessed is None else _day(accessed, day)
    write = notes.notes if numbered else notes.citations
    lines = write(references, STYLES[name], wording, read)
    if not lines:
        output.say(none_match("records", loaded.records, wording))
    for line in () if numbered else notes.in_the_text(references, STYLES[name], wording):
        output.say(f"the place stands in the text: {line}")
    output.write(notes.rendered(lines, form, numbered=numbered))


def _wording(given: str | None, settings: "Settings", style: "StyleName") -> "Wording":
    """The language of the citations: what is asked for once and for all holds for the styles that are written in it.

    Raises `Misuse` for a style that is not written in the language given.
    """
    from gcmtrack.formats.citations.styles import STYLES
    from gcmtrack.wording import english

    wording = the_wording(given, settings)
    if wording.language in STYLES[style].languages:
        return wording
    if not given:
        return english()
    having = one_of([each for each, one in STYLES.items() if wording.language in one.languages])
    raise Misuse(
        f"--in {wording.language} goes with --style {having};"
        f" --style {style} is written in {one_of(STYLES[style].languages, joint='and')}"
    )


def _references(
    records: "Records", ids: list[str], asked: FilterOptions, day: date, wording: "Wording"
) -> "list[Reference]":
    """What was asked for by id, or else what passes the filters. Raises `Misuse` for both and for neither."""
    from gcmtrack.formats.citations import places
    from gcmtrack.formats.citations.notes import Reference
    from gcmtrack.input import lookup
    from gcmtrack.views import works
    from gcmtrack.views.filters import read_filters
    from gcmtrack.views.selection import dated

    filtered = asked != FilterOptions()
    if filtered == bool(ids):
        reason = "ids or filters, not both" if ids else "say what to cite: an id, or filters for several"
        raise Misuse(
            f"{reason}, as in: gcmtrack cite a-res-73-195, or gcmtrack cite --on imrf-2022 --numbered"
        )
    if filtered:
        chosen = dated(records, read_filters(asked, records, day))
        return [Reference(work) for work in works.works(records, chosen, wording)]
    references = []
    for given in ids:
        id_, _, place = given.partition("@")
        record = lookup.find_record(records, id_)
        references.append(Reference(works.work(records, record, wording), places.read(place)))
    return references


def _day(text: str, today: date) -> date:
    """The day that was typed. Raises `Misuse` when it is none."""
    from gcmtrack.input import values

    try:
        when = values.when(text, today)
    except values.UnreadableDate as error:
        raise Misuse(f"--accessed: {error}") from None
    if not when.is_exact or when.is_range:
        raise Misuse(f"--accessed wants a day, such as 2026-11-22, not {text!r}")
    return when.first


def _form(given: str) -> Any:
    from gcmtrack.formats.citations.notes import FORMS
    from gcmtrack.formats.registry import FORMATS

    # What reference managers read is a file of entries, not a sentence.
    if given in FORMATS and given not in FORMS:
        raise Misuse(
            f"citations are text, markdown or html; {given} is written by: gcmtrack export --format {given}"
        )
    return _known("format", given, FORMS)


def _known(noun: str, given: str, known: tuple[Any, ...]) -> Any:
    from gcmtrack.input import values

    return values.word(given, noun, known)
