"""Options that the `add` commands share."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from gcmtrack.cli import completion
from gcmtrack.errors import Misuse
from gcmtrack.model.iso_codes import LANGUAGES
from gcmtrack.model.vocabulary import LINK_FORMATS
from gcmtrack.views.filters import code, known_words

Links = Annotated[
    list[str] | None, typer.Option("--link", metavar="URL", help="Where the text is; may be repeated.")
]
LinkFormatOption = Annotated[
    str | None,
    typer.Option("--link-format", metavar="FORMAT", help="Format of the first link: pdf, video, ..."),
]
LinkAt = Annotated[
    str | None,
    typer.Option("--at", metavar="PLACE", help="Where to look in it: 41:29-47:32, page 3, para. 16."),
]
Objectives = Annotated[
    list[str] | None,
    typer.Option(
        "--objective", metavar="1-23", help="Objective of the Compact.", autocompletion=completion.objectives
    ),
]
Topics = Annotated[
    list[str] | None,
    typer.Option("--topic", metavar="TOPIC", help="Subject.", autocompletion=completion.topics),
]
Summary = Annotated[
    str | None, typer.Option("--summary", metavar="TEXT", help="One or two sentences of your own.")
]
Titles = Annotated[
    list[str] | None, typer.Option("--title-in", metavar="LANG=TEXT", help="The title in another language.")
]
SourceTitle = Annotated[
    str | None, typer.Option("--source-title", metavar="TEXT", help="Title of the page where you saw it.")
]
SourceUrl = Annotated[
    str | None, typer.Option("--source-url", metavar="URL", help="Its address; default: the link.")
]
SourcePublisher = Annotated[
    str | None, typer.Option("--source-publisher", metavar="NAME", help="Who published it.")
]
SourceLocator = Annotated[
    str | None,
    typer.Option("--source-locator", metavar="PLACE", help="Page or place, where it has no address."),
]
GivenId = Annotated[
    str | None, typer.Option("--id", metavar="ID", help="The id; default: made from the rest.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the file, write nothing.")]
Edit = Annotated[bool, typer.Option("--edit", help="Open the file in $EDITOR before it is saved.")]


def sources_and_links(
    table: dict[str, Any], *, titles: list[str] | None, link_format: str | None = None, at: str | None = None
) -> None:
    """Turns the answers about links, source and titles into the tables of the record."""
    urls = table.pop("_links", [])
    source = table.pop("_source", {})
    if urls:
        table["links"] = _links(urls, table.get("languages", ()), link_format, at)
    elif link_format or at:
        raise Misuse("--link-format and --at speak of a link; give --link too")
    if source:
        table["sources"] = [_source(source, urls)]
    if titles:
        table["titles"] = dict(_title_in(given) for given in titles)


def _links(
    urls: list[str], languages: Sequence[str], link_format: str | None, at: str | None
) -> list[dict[str, Any]]:
    # With several languages nobody said which of them a link is in.
    language = {"language": languages[0]} if len(languages) == 1 else {}
    links: list[dict[str, Any]] = [{"url": url, **language} for url in urls]
    if link_format:
        links[0]["format"] = next(iter(known_words("format", [link_format], LINK_FORMATS)))
    if at:
        links[0]["at"] = at
    return links


def _source(source: dict[str, Any], urls: list[str]) -> dict[str, Any]:
    """The source; its address is that of the text when none is given. Raises `Misuse` when there is none at all."""
    if "url" in source or "locator" in source:
        return source
    if not urls:
        raise Misuse("the source needs --source-url, or --source-locator where it has no address")
    return {**source, "url": urls[0]}


def _title_in(given: str) -> tuple[str, str]:
    language, equals, title = given.partition("=")
    if not equals or not title.strip():
        raise Misuse(f"--title-in: write LANG=TEXT, as in es=Declaración, not {given!r}")
    return code(language, "language", LANGUAGES), title.strip()
