"""The form of a new organisation."""

from typing import Any

from gcmtrack.cli import completion
from gcmtrack.cli.add import form
from gcmtrack.cli.add.questions import Answers, Ask, unsourced
from gcmtrack.model.vocabulary import ORGANISATION_TYPES
from gcmtrack.text import one_of


def _derive(answers: dict[str, Any]) -> None:
    """Makes its own site its source when no other is given."""
    if "url" in answers and "sources.locator" not in answers:
        answers.setdefault("sources.url", answers["url"])
    if any(key.startswith("sources.") for key in answers):
        answers.setdefault("sources.title", answers["name"])


def _when_it_is_its_site(answers: Answers) -> str:
    return "enter for none" if unsourced(answers) else "enter when it is its site"


_TITLE, _URL, _PUBLISHER, _LOCATOR, _READ = form.SOURCE

ORGANISATION = form.Form(
    "organisations",
    rows=(
        Ask("name", "name", "TEXT", "Name", "The official name.", required=True),
        Ask("acronym", "acronym", "TEXT", "Acronym", "Its acronym."),
        Ask("alias", "aliases", "TEXT", "Other names", "Another name; may be repeated.", many=True),
        Ask("type", "type", "TYPE", "Type", f"One of {one_of(ORGANISATION_TYPES)}.", required=True, default="civil-society", choices=ORGANISATION_TYPES, complete=completion.organisation_types),
        Ask("country", "country", "COUNTRY", "Country", "Its home: name, or code, as MX.", complete=completion.countries),
        Ask("url", "url", "URL", "Its site", "Its own site; its source too, where no other is given."),
        Ask("member-of", "member_of", "NAME", "Member of (parted by commas)", "A network of which it is a member; may be repeated.", many=True, complete=completion.organisations),
        form.SUMMARY,
        _TITLE._replace(required=False),
        _URL._replace(enter=_when_it_is_its_site),
        _PUBLISHER,
        _LOCATOR._replace(named="--url (or --source-url or --source-locator)"),
        _READ,
    ),
    asks=("name", "acronym", "type", "country", "url", "member-of", "source-title", "source-url"),
    derive=_derive,
)  # fmt: skip
