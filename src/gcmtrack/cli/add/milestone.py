"""`gcmtrack add-milestone`"""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from gcmtrack.cli import completion
from gcmtrack.cli.add import dialogue, questions
from gcmtrack.cli.add.form import (
    DryRun,
    Edit,
    GivenId,
    LinkAt,
    LinkFormatOption,
    Links,
    Objectives,
    SourceLocator,
    SourcePublisher,
    SourceTitle,
    SourceUrl,
    Summary,
    Titles,
    Topics,
    sources_and_links,
)
from gcmtrack.cli.add.questions import AddSession, Question
from gcmtrack.cli.options import RecordsOption, TodayOption
from gcmtrack.model.vocabulary import (
    MILESTONE_KINDS,
    MILESTONE_TYPES,
    PHASES,
    REGIONS,
    STATUSES,
    TYPES_OF_KIND,
)


def _types(_: AddSession, made: Mapping[str, Any]) -> questions.Choices:
    """The types that go with the kind."""
    return [(type_, "") for type_ in TYPES_OF_KIND.get(made.get("kind", ""), MILESTONE_TYPES)]


_QUESTIONS = (
    Question(("title",), "title", "Title", questions.text, required=True),
    Question(("kind",), "kind", "Kind", questions.word_of("kind", MILESTONE_KINDS), required=True, default="event", choices=MILESTONE_KINDS),
    Question(("type",), "type", "Type", questions.word_of("type", MILESTONE_TYPES), required=True, choices=_types),
    Question(("phase",), "phase", "Phase", questions.word_of("phase", PHASES), required=True, default="review", choices=PHASES),
    Question(("date",), "date", "Date (as 12-13 October 2017, July 2018, 2030)", questions.a_date, required=True),
    Question(("status",), "status", "Status", questions.word_of("status", STATUSES), asked=True, default="confirmed", choices=STATUSES),
    Question(("city",), "city", "City", questions.text, asked=True),
    Question(("venue",), "venue", "Venue", questions.text),
    Question(("country",), "country", "Country (code or name)", questions.country, asked=True),
    Question(("region",), "region", "Region", questions.word_of("region", REGIONS)),
    Question(("organisers",), "org", "Organised, issued or decided by (parted by commas)", questions.organisation, many=True, asked=True),
    Question(("part_of",), "part-of", "Part of which milestone", questions.milestone, asked=True),
    Question(("supersedes",), "supersedes", "Text or decision that it replaces", questions.milestone),
    Question(("symbol",), "symbol", "UN document symbol", questions.symbol),
    Question(("objectives",), "objective", "Objectives (1 to 23)", questions.objective, many=True),
    Question(("topics",), "topic", "Topics", questions.topic, many=True),
    Question(("summary",), "summary", "Summary, in your own words", questions.text, asked=True),
    Question(("_links",), "link", "Link", questions.address, many=True, asked=True),
    Question(("_source", "title"), "source-title", "Source: title of the page where you saw it", questions.page_title, required=True),
    Question(("_source", "publisher"), "source-publisher", "Source: publisher", questions.text),
    Question(("_source", "url"), "source-url", "Source: its address (enter when it is the link)", questions.address, asked=True),
    Question(("_source", "locator"), "source-locator", "Source: page or place (it has no address)", questions.text, needed=questions.unsourced, named="--source-url (or --source-locator)"),
)  # fmt: skip


def table(options: Mapping[str, Any], desk: AddSession) -> dict[str, Any]:
    """Returns the table of a new milestone from options (named without their hyphens in front) and answers."""
    made = dialogue.fill(_QUESTIONS, options, desk, {})
    if made.get("status") == "confirmed":
        del made["status"]
    sources_and_links(
        made, titles=options.get("titles"), link_format=options.get("link-format"), at=options.get("at")
    )
    return made


def add_milestone(
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT")] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="event, document, decision or deadline.", autocompletion=completion.milestone_kinds)] = None,
    type: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="The finer type, such as regional-review.", autocompletion=completion.milestone_types)] = None,
    phase: Annotated[str | None, typer.Option("--phase", metavar="PHASE", autocompletion=completion.phases)] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="As people type it: 2017-10-12/2017-10-13, 12-13 October 2017.")] = None,
    status: Annotated[str | None, typer.Option("--status", metavar="STATUS", help="Default: confirmed.", autocompletion=completion.statuses)] = None,
    city: Annotated[str | None, typer.Option("--city", metavar="NAME")] = None,
    venue: Annotated[str | None, typer.Option("--venue", metavar="NAME", help="The building, or: online.")] = None,
    country: Annotated[str | None, typer.Option("--country", metavar="COUNTRY", help="Code or name.", autocompletion=completion.countries)] = None,
    region: Annotated[str | None, typer.Option("--region", metavar="REGION", autocompletion=completion.regions)] = None,
    org: Annotated[list[str] | None, typer.Option("--org", metavar="NAME", help="Who organises, issues, decides or sets it; may be repeated.", autocompletion=completion.organisations)] = None,
    part_of: Annotated[str | None, typer.Option("--part-of", metavar="ID", help="The milestone of which it is a part.", autocompletion=completion.milestones)] = None,
    supersedes: Annotated[str | None, typer.Option("--supersedes", metavar="ID", help="The text or decision that it replaces.", autocompletion=completion.milestones)] = None,
    symbol: Annotated[str | None, typer.Option("--symbol", metavar="SYMBOL", help="UN document symbol, such as A/RES/73/195.")] = None,
    link: Links = None,
    link_format: LinkFormatOption = None,
    at: LinkAt = None,
    objective: Objectives = None,
    topic: Topics = None,
    summary: Summary = None,
    titles: Titles = None,
    source_title: SourceTitle = None,
    source_url: SourceUrl = None,
    source_publisher: SourcePublisher = None,
    source_locator: SourceLocator = None,
    id: GivenId = None,
    dry_run: DryRun = False,
    edit: Edit = False,
    records: RecordsOption = None,
    today: TodayOption = None,
) -> None:  # fmt: skip
    """Add a milestone: an event, a document, a decision or a deadline.

    On a terminal it asks for what is missing; in a script give --title, --kind, --type, --phase, --date, --source-title
    and --source-url. Prints the path of the new file.
    """
    options = {name.replace("_", "-"): value for name, value in locals().items()}
    desk = dialogue.begin(records, today, dry_run=dry_run, edit=edit)
    dialogue.finish(desk, "milestones", table(options, desk), id_=id, dry_run=dry_run, edit=edit)
