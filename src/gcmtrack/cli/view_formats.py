"""The forms of a view besides those of every listing: a table for other programs, a page, a drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, get_args

from gcmtrack.cli import output as out
from gcmtrack.cli.declared import Option
from gcmtrack.cli.listing import Display, Shape, for_people
from gcmtrack.cli.opening import the_wording
from gcmtrack.errors import Misuse
from gcmtrack.text import one_of

if TYPE_CHECKING:
    from gcmtrack.formats.pages.document import Piece
    from gcmtrack.store.atomic import Content
    from gcmtrack.store.settings import Settings
    from gcmtrack.terminal.layout import Screen
    from gcmtrack.wording import Wording

Form = Literal["csv", "html", "markdown", "svg", "json", "atom"]
FORMS: tuple[Form, ...] = get_args(Form)
_SUFFIXES: dict[str, Form] = {
    ".csv": "csv", ".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".svg": "svg",
    ".json": "json", ".atom": "atom", ".xml": "atom",
}  # fmt: skip


def _format_option(forms: tuple[Form, ...]) -> Any:
    option = Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"{one_of(forms)}.",
        autocompletion=lambda incomplete: [(form, "") for form in forms if form.startswith(incomplete)],
    )
    return Annotated[str | None, option]


FormatOption = _format_option(("csv", "html", "markdown", "json"))
DrawnFormatOption = _format_option(("csv", "html", "markdown", "svg", "json"))
FedFormatOption = _format_option(("csv", "html", "markdown", "json", "atom"))
MarkdownOption = Annotated[bool, Option("--markdown", help="Print Markdown, as for a mail.")]
OutputOption = Annotated[Path | None, Option("--output", "-o", metavar="FILE", help="Write to this file.")]


class Forms(NamedTuple):
    """What makes each form of a view. `rows` are the head and the rows of a table; no drawing or feed for None."""

    shapes: Callable[[Shape], Iterable[Mapping[str, Any]]]
    table: Callable[[Screen], None]
    lines: Callable[[], Iterable[str]]
    rows: Callable[[], tuple[Iterable[str], Iterable[Iterable[str]]]]
    piece: Callable[[], Piece]
    drawing: Callable[[], str] | None = None
    feed: Callable[[], bytes] | None = None


def chosen(given: str | None, output: Path | None, *, json: bool, markdown: bool = False) -> Form | None:
    """Returns the form that was asked for, by `--format`, `--json`, `--markdown` or the name of the file; None for no
    special one.

    Raises `Misuse` for an unknown one, and for two that differ.
    """
    from gcmtrack.input import values

    form: Form | None = None if given is None else values.word(given, "format", FORMS)  # type: ignore[assignment]
    for asked, name in ((json, "json"), (markdown, "markdown")):
        if asked and form not in (None, name):
            raise Misuse(f"--{name} and --format {form} are two formats; give one")
    if json and markdown:
        raise Misuse("--json and --markdown are two formats; give one")
    if json or markdown:
        return "json" if json else "markdown"
    if form is None and output is not None:
        form = _SUFFIXES.get(PurePath(output).suffix.lower())
        if form is None:
            raise no_format(FORMS, output)
    return form


def no_format(known: Sequence[str], output: PurePath | None) -> Misuse:
    """Returns what is said where neither an option nor the ending of a file tells the format."""
    told = f"; the ending {output.suffix} tells none" if output is not None and output.suffix else ""
    return Misuse(f"say which format: --format {one_of(known)}{told}")


def wording_for(form: Form | None, given: str | None, settings: Settings) -> Wording:
    """Returns the language of a form; see `the_wording`. What programs read is the same in every language."""
    return the_wording(given, settings, json=form in ("csv", "json"))


def show(
    view: str,
    forms: Forms,
    form: Form | None,
    output: Path | None,
    *,
    today: date,
    wording: Wording,
    display: Display,
    title: str = "",
    nothing: str | None = None,
    **head: Any,
) -> None:
    """Prints or writes a view in one form; what makes the other forms is not called. See `listing`."""
    if form is None:
        for_people(display, table=forms.table, lines=forms.lines, nothing=nothing)
        return
    out.put(output, _written(view, forms, form, today, wording, title, head))


def _written(
    view: str, forms: Forms, form: Form, today: date, wording: Wording, title: str, head: Mapping[str, Any]
) -> Content:
    if form == "json":
        from functools import partial

        from gcmtrack.formats import json_document
        from gcmtrack.formats.chunks import encoded

        shape = partial(json_document.record, wording=wording, today=today)
        return encoded(json_document.texts(view, forms.shapes(shape), today=today, **head))
    if form == "csv":
        from gcmtrack.formats import csv_table

        return csv_table.plain(*forms.rows())
    if form == "atom":
        if forms.feed is None:
            raise Misuse("there is no feed of this; use --format html")
        return forms.feed()
    if form == "svg":
        if forms.drawing is None:
            raise Misuse("there is no drawing of this; use --format html")
        return f"{forms.drawing()}\n".encode()
    from gcmtrack.formats.pages import html, html_page, markdown

    if form == "markdown":
        return f"{markdown.render(forms.piece())}\n".encode()
    drawn = [html_page.drawing(forms.drawing())] if forms.drawing else []
    return html_page.page(title, wording.language, html.render(forms.piece()), *drawn).encode()
