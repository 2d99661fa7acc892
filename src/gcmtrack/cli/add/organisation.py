"""`gcmtrack add-organisation`"""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from gcmtrack.cli import completion
from gcmtrack.cli.add import dialogue, questions
from gcmtrack.cli.add.form import (
    DryRun,
    Edit,
    GivenId,
    SourceLocator,
    SourcePublisher,
    SourceTitle,
    SourceUrl,
    Summary,
    sources_and_links,
)
from gcmtrack.cli.add.questions import AddSession, Question
from gcmtrack.cli.options import RecordsOption, TodayOption
from gcmtrack.model.vocabulary import ORGANISATION_TYPES

_QUESTIONS = (
    Question(("name",), "name", "Name", questions.text, required=True),
    Question(("acronym",), "acronym", "Acronym", questions.text, asked=True),
    Question(("aliases",), "alias", "Other names", questions.text, many=True),
    Question(("type",), "type", "Type", questions.word_of("type", ORGANISATION_TYPES), required=True, default="civil-society", choices=ORGANISATION_TYPES),
    Question(("country",), "country", "Country (enter for none)", questions.country, asked=True),
    Question(("url",), "url", "Its site", questions.address, asked=True),
    Question(("member_of",), "member-of", "Member of (parted by commas)", questions.organisation, many=True, asked=True),
    Question(("summary",), "summary", "Summary, in your own words", questions.text),
    Question(("_source", "title"), "source-title", "Source: title of the page where you saw it", questions.page_title, asked=True),
    Question(("_source", "publisher"), "source-publisher", "Source: publisher", questions.text),
    Question(("_source", "url"), "source-url", "Source: its address (enter when it is its site)", questions.address, asked=True),
    Question(("_source", "locator"), "source-locator", "Source: page or place (it has no address)", questions.text, needed=questions.unsourced, named="--source-url (or --source-locator)"),
)  # fmt: skip


def table(options: Mapping[str, Any], desk: AddSession) -> dict[str, Any]:
    """Returns the table of a new organisation from options (named without their hyphens in front) and answers."""
    made = dialogue.fill(_QUESTIONS, options, desk, {})
    source = made.setdefault("_source", {})
    if "url" in made and "locator" not in source:
        source.setdefault("url", made["url"])
    if source:
        source.setdefault("title", made["name"])
    sources_and_links(made, titles=None)
    return made


def add_organisation(
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="The official name.")] = None,
    acronym: Annotated[str | None, typer.Option("--acronym", metavar="TEXT")] = None,
    alias: Annotated[list[str] | None, typer.Option("--alias", metavar="TEXT", help="Another name; may be repeated.")] = None,
    type: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Such as civil-society, state, un-body.", autocompletion=completion.organisation_types)] = None,
    country: Annotated[str | None, typer.Option("--country", metavar="COUNTRY", help="Code or name.", autocompletion=completion.countries)] = None,
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="Its own site.")] = None,
    member_of: Annotated[list[str] | None, typer.Option("--member-of", metavar="NAME", autocompletion=completion.organisations)] = None,
    summary: Summary = None,
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
    """Add an organisation: a network, a UN body, a State, a union, a city.

    On a terminal it asks for what is missing; in a script give --name, --type and --url (or a source). Its own site is
    its source when no other is given. Prints the path of the new file.
    """
    options = {name.replace("_", "-"): value for name, value in locals().items()}
    desk = dialogue.begin(records, today, dry_run=dry_run, edit=edit)
    dialogue.finish(desk, "organisations", table(options, desk), id_=id, dry_run=dry_run, edit=edit)
