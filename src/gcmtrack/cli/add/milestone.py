"""The form of a new milestone."""

from typing import Any

from gcmtrack.cli import completion
from gcmtrack.cli.add import form
from gcmtrack.cli.add.questions import AddSession, Answers, Ask, Choices, labelled
from gcmtrack.model.vocabulary import (
    MILESTONE_KINDS,
    MILESTONE_TYPES,
    PHASES,
    REGIONS,
    STATUSES,
    TYPES_OF_KIND,
)
from gcmtrack.text import one_of


def _types(session: AddSession, answers: Answers) -> Choices:
    """Returns the types that go with the kind."""
    return labelled("type", TYPES_OF_KIND.get(answers.get("kind", ""), MILESTONE_TYPES), session.wording)


def _derive(answers: dict[str, Any]) -> None:
    if answers.get("status") == "confirmed":
        del answers["status"]


MILESTONE = form.Form(
    "milestones",
    rows=(
        Ask("title", "title", "TEXT", "Title", "Title, in the original language.", required=True),
        Ask("kind", "kind", "KIND", "Kind", "event, document, decision or deadline.", required=True, default="event", choices=MILESTONE_KINDS, complete=completion.milestone_kinds),
        Ask("type", "type", "TYPE", "Type", "The finer type, such as regional-review; see: gcmtrack help types.", required=True, choices=_types, complete=completion.milestone_types),
        Ask("phase", "phase", "PHASE", "Phase", f"One of {one_of(PHASES)}.", required=True, default="review", choices=PHASES, complete=completion.phases),
        Ask("date", "date", "DATE", "Date (as 12-13 October 2017, July 2018, 2030)", "As people type it: 2017-10-12/2017-10-13, 12-13 October 2017.", required=True),
        Ask("status", "status", "STATUS", "Status", f"One of {one_of(STATUSES)}; default: confirmed.", default="confirmed", choices=STATUSES, complete=completion.statuses),
        Ask("city", "city", "NAME", "City", "City, where it is held."),
        Ask("venue", "venue", "NAME", "Venue (or: online)", "The building, or: online."),
        Ask("country", "country", "COUNTRY", "Country (code or name)", "Its name, or code, as MX.", complete=completion.countries),
        Ask("region", "region", "REGION", "Region", f"Review region: {one_of(REGIONS)}.", complete=completion.regions),
        Ask("org", "organisers", "NAME", "Organised, issued or decided by (parted by commas)", "Who organises, issues, decides or sets it; may be repeated.", many=True, complete=completion.organisations),
        Ask("part-of", "part_of", "ID", "Part of which milestone", "The milestone of which it is a part.", complete=completion.milestones),
        Ask("supersedes", "supersedes", "ID", "Text or decision that it replaces", "The text or decision that it replaces.", complete=completion.milestones),
        Ask("symbol", "symbol", "SYMBOL", "UN document symbol", "UN document symbol, such as A/RES/73/195."),
        *form.LINKS,
        *form.SUBJECTS,
        form.SUMMARY,
        form.TITLES,
        *form.SOURCE,
    ),
    asks=(
        "title", "kind", "type", "phase", "date", "status", "city", "venue", "country", "org", "part-of", "objective",
        "topic", "summary", "link", "source-title", "source-url",
    ),
    derive=_derive,
    of_page={**form.OF_PAGE, "venue": ("venue",), "city": ("city",), "country": ("country",)},
)  # fmt: skip
