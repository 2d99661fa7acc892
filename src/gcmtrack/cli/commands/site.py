"""`gcmtrack site`"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from gcmtrack.cli import browser, cache, given_file, output
from gcmtrack.cli.declared import Argument, Option
from gcmtrack.cli.opening import language_of, the_day
from gcmtrack.cli.options import RecordsOption, TodayOption
from gcmtrack.errors import InvalidRecords, Misuse
from gcmtrack.text import counted

if TYPE_CHECKING:
    from gcmtrack.site.build import Built
    from gcmtrack.site.plan import Plan
    from gcmtrack.wording import Wording


def site(
    out: Annotated[Path, Argument(metavar="OUT", help="The folder to make it in: new, empty, or made by gcmtrack.")],
    languages: Annotated[list[str] | None, Option("--in", metavar="LANGUAGE", help="Language of the pages, may be repeated: en, es, fr [all].")] = None,
    base_url: Annotated[str | None, Option("--base-url", metavar="URL", help="Where it will be read, as https://example.org/gcm/.")] = None,
    css: Annotated[Path | None, Option("--css", metavar="FILE", help="A style sheet of your own, read after ours.")] = None,
    templates: Annotated[Path | None, Option("--templates", metavar="DIR", help="Templates of your own, in place of ours of the same names.")] = None,
    open_: Annotated[bool, Option("--open", help="Open it in the browser.")] = False,
    skip_invalid: Annotated[bool, Option("--skip-invalid", help="Leave out records with problems instead of refusing.")] = False,
    records: RecordsOption = None,
    today: TodayOption = None,
) -> None:  # fmt: skip
    """The whole record as a site: static pages, feeds, calendars and downloads, for any host or a folder on a stick.

    A folder is made anew in place: only what changed is written, and only what an earlier run made is removed.
    The same records, options and day give the same bytes (docs/publish.md).
    """
    from gcmtrack.site.plan import Plan

    if templates is not None and not os.path.isdir(templates):
        raise Misuse(f"--templates: there is no folder {str(templates)!r}")
    day = the_day(today)
    loaded = output.open_records(records)
    if loaded.findings and not skip_invalid:
        raise InvalidRecords(
            "no site is made while the records have problems; mend them, or leave them out with --skip-invalid"
        )
    loaded.forget_looks()
    settings = loaded.settings
    plan = Plan(
        loaded.records,
        _wordings(languages, settings.language),
        day,
        title=settings.title or "",
        us=settings.us,
        base_url=_address(base_url),
        css=None if css is None else given_file.content(css),
        templates=templates,
        cache=cache.folder(),
    )
    built = _built(plan, out)
    output.say(f"{counted(built.files, 'file')} in {out}, {built.written:,} written")
    if open_:
        browser.show((out / "index.html").resolve().as_uri())


def _built(plan: "Plan", out: Path) -> "Built":
    """Builds the site, with a bar for a person who waits."""
    from gcmtrack.site import build

    if not sys.stderr.isatty():
        return build.build(plan, out)
    from gcmtrack.terminal import progress

    with progress.bar("Making the site", build.pages(plan)) as advance:
        return build.build(plan, out, advance)


def _wordings(given: list[str] | None, first: str | None) -> "tuple[Wording, ...]":
    """The languages that were asked for, each once; all of them when none was, the one of the records first.

    Raises `Misuse`.
    """
    from gcmtrack.wording import LANGUAGES, wording_of

    every = (*([first] if first else []), *LANGUAGES)
    codes = [language_of(each, "--in") for each in given or every]
    return tuple(wording_of(code) for code in dict.fromkeys(codes))


def _address(given: str | None) -> str:
    """Where the site will be read, with a slash at its end. Raises `Misuse`."""
    if given is None:
        return ""
    from urllib.parse import urlsplit

    from gcmtrack.printable import encoded

    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise Misuse(f"--base-url: {given!r} is no address of a site; write one, as https://example.org/gcm/")
    return encoded(given.rstrip("/")) + "/"
