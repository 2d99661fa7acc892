"""`gcmtrack add-statement`"""

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
from gcmtrack.model.vocabulary import STANCES, STATEMENT_KINDS

_QUESTIONS = (
    Question(("title",), "title", "Title, in the original language", questions.text, required=True),
    Question(("kind",), "kind", "Kind", questions.word_of("kind", STATEMENT_KINDS), asked=True, default="statement", choices=STATEMENT_KINDS),
    Question(("date",), "date", "Date (as 13 July 2018, July 2018, 2018)", questions.a_date, required=True),
    Question(("organisations",), "org", "Issued by (ids, acronyms or names, parted by commas)", questions.organisation, required=True, many=True),
    Question(("cosigners",), "cosigner", "Cosigned by", questions.organisation, many=True),
    Question(("cosigner_count",), "cosigner-count", "How many cosigned", questions.number),
    Question(("on_behalf_of",), "on-behalf-of", "In whose name (enter for nobody else)", questions.organisation, many=True, asked=True),
    Question(("milestone",), "milestone", "Milestone that it answers (enter for none)", questions.milestone, asked=True, choices=questions.milestones_nearby),
    Question(("supersedes",), "supersedes", "Earlier statement that it replaces", questions.statement),
    Question(("languages",), "lang", "Languages, the original first", questions.language, many=True, asked=True, default="en"),
    Question(("stance",), "stance", "Stance, only where the text shows it", questions.word_of("stance", STANCES)),
    Question(("objectives",), "objective", "Objectives (1 to 23)", questions.objective, many=True),
    Question(("topics",), "topic", "Topics", questions.topic, many=True),
    Question(("summary",), "summary", "Summary, in your own words", questions.text, asked=True),
    Question(("speaker", "name"), "speaker", "Speaker (enter when no source names one)", questions.text, asked=True),
    Question(("speaker", "role"), "speaker-role", "Speaker's role", questions.text),
    Question(("_links",), "link", "Link to the text", questions.address, many=True, asked=True),
    Question(("_source", "title"), "source-title", "Source: title of the page where you saw it", questions.page_title, required=True),
    Question(("_source", "publisher"), "source-publisher", "Source: publisher", questions.text),
    Question(("_source", "url"), "source-url", "Source: its address (enter when it is the link)", questions.address, asked=True),
    Question(("_source", "locator"), "source-locator", "Source: page or place (it has no address)", questions.text, needed=questions.unsourced, named="--source-url (or --source-locator)"),
)  # fmt: skip


def table(options: Mapping[str, Any], desk: AddSession) -> dict[str, Any]:
    """Returns the table of a new statement from options (named without their hyphens in front) and answers."""
    made = dialogue.fill(_QUESTIONS, options, desk, dialogue.last_used(desk))
    sources_and_links(
        made, titles=options.get("titles"), link_format=options.get("link-format"), at=options.get("at")
    )
    return made


def add_statement(
    org: Annotated[list[str] | None, typer.Option("--org", metavar="NAME", help="Issuer: id, acronym or name; repeat when joint.", autocompletion=completion.organisations)] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Title, in the original language.")] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="As people type it: 2018-07-13, 13 July 2018, julio de 2018.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Default: statement.", autocompletion=completion.statement_kinds)] = None,
    milestone: Annotated[str | None, typer.Option("--milestone", metavar="ID", help="The milestone that it answers.", autocompletion=completion.milestones)] = None,
    lang: Annotated[list[str] | None, typer.Option("--lang", metavar="LANGUAGE", help="Language; the original first. Default: en.", autocompletion=completion.languages)] = None,
    link: Links = None,
    link_format: LinkFormatOption = None,
    at: LinkAt = None,
    speaker: Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Who spoke, where a source names the person.")] = None,
    speaker_role: Annotated[str | None, typer.Option("--speaker-role", metavar="TEXT")] = None,
    on_behalf_of: Annotated[list[str] | None, typer.Option("--on-behalf-of", metavar="NAME", help="In whose name.", autocompletion=completion.organisations)] = None,
    cosigner: Annotated[list[str] | None, typer.Option("--cosigner", metavar="NAME", autocompletion=completion.organisations)] = None,
    cosigner_count: Annotated[str | None, typer.Option("--cosigner-count", metavar="N")] = None,
    supersedes: Annotated[str | None, typer.Option("--supersedes", metavar="ID", help="The earlier statement that it reverses.", autocompletion=completion.statements)] = None,
    stance: Annotated[str | None, typer.Option("--stance", metavar="WORD", help="Only where the text shows it in words.", autocompletion=completion.stances)] = None,
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
    """Add a statement: who said what about which milestone.

    On a terminal it asks for what is missing; in a script give --org, --title, --date, --source-title and --source-url.
    Prints the path of the new file.
    """
    options = {name.replace("_", "-"): value for name, value in locals().items()}
    desk = dialogue.begin(records, today, dry_run=dry_run, edit=edit)
    dialogue.finish(desk, "statements", table(options, desk), id_=id, dry_run=dry_run, edit=edit)
