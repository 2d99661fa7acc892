"""The form of a new record: one row a key, from which the options, --help, the prompts and the file are made."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from gcmtrack.cli import completion
from gcmtrack.cli.add.questions import AddSession, Answers, Ask, all_objectives, topics_in_use, unsourced
from gcmtrack.cli.declared import Option, Parameter, taking
from gcmtrack.cli.options import LanguageOption, RecordsOption, TodayOption
from gcmtrack.errors import Misuse
from gcmtrack.model.ids import Folder
from gcmtrack.model.vocabulary import LINK_FORMATS
from gcmtrack.text import one_of


def _nothing_follows(_: dict[str, Any]) -> None:
    pass


def _no_defaults(_: AddSession) -> Mapping[str, str]:
    return {}


class Form(NamedTuple):
    """What can be given for a new record of a kind.

    `rows` stand in the order of --help. `asks` are the options that a person is asked for on a terminal, in that order;
    the first is what the record is called. `derive` fills in what follows from the answers, and takes out what need not
    be written. `defaults` are offered at the prompts, by option. `of_page` says for an option what of a web page is offered,
    in the words of `input.page_metadata`, the surest first; without it no page is read.
    """

    folder: Folder
    rows: tuple[Ask, ...]
    asks: tuple[str, ...]
    derive: Callable[[dict[str, Any]], None] = _nothing_follows
    defaults: Callable[[AddSession], Mapping[str, str]] = _no_defaults
    of_page: Mapping[str, tuple[str, ...]] = {}

    @property
    def in_order(self) -> list[Ask]:
        """The rows in the order in which they are asked for; what is not asked comes last."""
        by_option = {row.option: row for row in self.rows}
        asked = [by_option[option] for option in self.asks]
        return [*asked, *(row for row in self.rows if row not in asked)]


def when_it_is_the_link(answers: Answers) -> str:
    return "enter for none" if unsourced(answers) else "enter when it is the link"


LINKS = (
    Ask("link", "links.url", "URL", "Link", "Where the text is; may be repeated.", many=True),
    Ask("link-format", "links.format", "FORMAT", help=f"Format of the first link: {one_of(LINK_FORMATS)}."),
    Ask("at", "links.at", "PLACE", help="Where to look in it: 41:29-47:32, page 3, para. 16."),
)
SUBJECTS = (
    Ask("objective", "objectives", "1-23", "Objectives, 1 to 23 (? lists them)", "Objective of the Compact; see: gcmtrack objectives.", many=True, listed=all_objectives, complete=completion.objectives),
    Ask("topic", "topics", "TOPIC", "Topics (? lists those in use)", "Subject; see those in use with: gcmtrack topics.", many=True, listed=topics_in_use, complete=completion.topics),
)  # fmt: skip
SUMMARY = Ask("summary", "summary", "TEXT", "Summary, in your own words", "One or two sentences of your own.")
TITLES = Ask("title-in", "titles", "LANG=TEXT", help="The title in another language.", many=True)
SOURCE = (
    Ask("source-title", "sources.title", "TEXT", "Source: title of the page where you saw it", "Title of the page where you saw it.", required=True),
    Ask("source-url", "sources.url", "URL", "Source: its address", "Its address; default: the link.", enter=when_it_is_the_link),
    Ask("source-publisher", "sources.publisher", "NAME", "Source: publisher", "Who published it."),
    Ask("source-locator", "sources.locator", "PLACE", "Source: page or place (it has no address)", "Page or place, where it has no address.", needed=unsourced, named="--source-url (or --source-locator)"),
    Ask("source-accessed", "sources.accessed", "DATE", "Source: day on which you read it", "The day on which you read it."),
)  # fmt: skip


# What a page is offered for in every form that reads one.
OF_PAGE: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "date": ("date",),
    "org": ("author", "publisher"),
    "link": ("address",),
    "source-title": ("title",),
    "source-url": ("address",),
    "source-publisher": ("publisher",),
    "source-accessed": ("saved",),
}


class Given(NamedTuple):
    """The options of an `add` command as they were typed; `options` are those of the form, by name."""

    options: Mapping[str, Any]
    id: str | None
    dry_run: bool
    edit: bool
    draft: Path | None
    records: Path | None
    today: str | None
    page: str | None = None
    language: str | None = None


_SHARED: dict[str, tuple[Any, Any]] = {
    "id": (
        Annotated[str | None, Option("--id", metavar="ID", help="The id; default: made from the rest.")],
        None,
    ),
    "dry_run": (Annotated[bool, Option("--dry-run", help="Show the file, write nothing.")], False),
    "edit": (
        Annotated[bool, Option("--edit", help="Open the file in $EDITOR before it is saved.")],
        False,
    ),
    "draft": (
        Annotated[
            Path | None,
            Option("--draft", metavar="FILE", help="Go on with answers that were kept in a file."),
        ],
        None,
    ),
    "records": (RecordsOption, None),
    "today": (TodayOption, None),
    "language": (LanguageOption, None),
}


_FROM = Option(
    "--from",
    metavar="PAGE",
    help="A web page, address or saved file: link and source, and what it says of itself is offered.",
)


def with_form(form: Form) -> Callable[[Callable[[Given], None]], Callable[..., None]]:
    """Gives a command the options of a form and those that all `add` commands share; it takes them as `given`."""
    names = {row.option.replace("-", "_"): row for row in form.rows}
    options = {name: (_annotation(row), None) for name, row in names.items()}
    page = {"page": (Annotated[str | None, _FROM, Path], None)} if form.of_page else {}
    declared = {**options, **page, **_SHARED}
    takes = [Parameter(name, annotation, default) for name, (annotation, default) in declared.items()]

    def decorate(command: Callable[[Given], None]) -> Callable[..., None]:
        @wraps(command)
        def run(**given: Any) -> None:
            typed = {row.option: given.pop(name) for name, row in names.items()}
            command(Given(typed, **given))

        return taking(run, takes)

    return decorate


def _annotation(row: Ask) -> Any:
    names = [f"--{name}" for name in (row.option, row.also) if name]
    option = Option(*names, metavar=row.metavar, help=row.help, autocompletion=row.complete)
    return Annotated[list[str] | None, option] if row.many else Annotated[str | None, option]


def table(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the table of the record's file. Raises `Misuse` when the answers do not go together."""
    whole = dict(answers)
    form.derive(whole)
    made = {key: value for key, value in whole.items() if "." not in key}
    if speaker := _inner(whole, "speaker"):
        made["speaker"] = speaker
    urls = whole.get("links.url", [])
    if links := _links(urls, whole):
        made["links"] = links
    if source := _inner(whole, "sources"):
        made["sources"] = [_sourced(source, urls)]
    if "titles" in made:
        made["titles"] = dict(made["titles"])
    return made


def _inner(answers: Answers, name: str) -> dict[str, Any]:
    """The answers for the keys of a table inside the record."""
    return {key.removeprefix(f"{name}."): v for key, v in answers.items() if key.startswith(f"{name}.")}


def _links(urls: Sequence[str], answers: Answers) -> list[dict[str, Any]]:
    first = {key: value for key, value in _inner(answers, "links").items() if key != "url"}
    if first and not urls:
        raise Misuse("--link-format and --at speak of a link; give --link too")
    # With several languages nobody said which of them a link is in.
    languages = answers.get("languages", ())
    language = {"language": languages[0]} if len(languages) == 1 else {}
    return [{"url": url, **language, **(first if i == 0 else {})} for i, url in enumerate(urls)]


def _sourced(source: dict[str, Any], urls: Sequence[str]) -> dict[str, Any]:
    """The source; its address is that of the text when none is given. Raises `Misuse` when there is none at all."""
    if "url" in source or "locator" in source:
        return source
    if not urls:
        raise Misuse("the source needs --source-url, or --source-locator where it has no address")
    return {**source, "url": urls[0]}
