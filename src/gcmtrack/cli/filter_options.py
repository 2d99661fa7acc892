"""The filters as options: what each is called and, for what a command lists, what it looks at."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, NamedTuple

from gcmtrack.cli import completion
from gcmtrack.cli.declared import Option
from gcmtrack.model.vocabulary import MILESTONE_KINDS, PHASES, REGIONS, STANCES, STATEMENT_KINDS, STATUSES
from gcmtrack.text import one_of

# What a command lists, and its filters therefore look at.
Listed = Literal["milestones", "statements", "organisations", "records"]


class _Filter(NamedTuple):
    """A filter: its option, and what is said of it where milestones, statements, or both are listed."""

    metavar: str
    milestones: str
    statements: str
    both: str
    complete: Callable[..., Any] | None = None
    many: bool = True


def _same(
    metavar: str, help_: str, complete: Callable[..., Any] | None = None, *, many: bool = True
) -> _Filter:
    return _Filter(metavar, help_, help_, help_, complete, many)


_TYPES = "see them with: gcmtrack help types"
_REGION = one_of(REGIONS)
_PHASE = one_of(PHASES)
_STATUS = one_of(STATUSES)

# The order is the one in which --help shows them. Those that may be repeated hold alternatives.
FILTERS: Mapping[str, _Filter] = {
    "org": _Filter(
        "NAME",
        "Who organised, issued or decided it, or voted on it: id, acronym or name; see: gcmtrack organisations.",
        "Who issued or cosigned it, or on whose behalf: id, acronym or name; see: gcmtrack organisations.",
        "Who issued, cosigned, organised or decided it, on whose behalf, or who voted: id, acronym or name; see: gcmtrack organisations.",
        completion.organisations,
    ),
    "members_of": _same("NAME", "An organisation and its members, as for --org.", completion.organisations),
    "on": _Filter(
        "MILESTONE",
        "This milestone and its parts.",
        "What answers this milestone or one of its parts.",
        "This milestone, its parts, and what answers them.",
        completion.milestones,
    ),
    "phase": _Filter(
        "PHASE", f"Phase: {_PHASE}.", f"Phase of what it answers: {_PHASE}.", f"Phase, for statements of what they answer: {_PHASE}.", completion.phases
    ),
    "kind": _Filter(
        "KIND",
        f"Kind: {one_of(MILESTONE_KINDS)}.",
        f"Kind: {one_of(STATEMENT_KINDS)}.",
        f"Kind: {one_of([*MILESTONE_KINDS, *STATEMENT_KINDS])}.",
        completion.kinds,
    ),
    "type": _Filter(
        "TYPE", f"Type, as review-forum; {_TYPES}.", f"Type of who issued it, as civil-society; {_TYPES}.", f"Type of milestone, or of who issued a statement; {_TYPES}.", completion.types
    ),
    "country": _Filter(
        "COUNTRY", "Where it is held: name or code, as MX.", "Home of who issued it: name or code, as MX.", "Where it is held, or home of who issued it: name or code, as MX.", completion.countries
    ),
    "region": _Filter(
        "REGION", f"Review region: {_REGION}.", f"Review region of what it answers: {_REGION}.", f"Review region, for statements of what they answer: {_REGION}.", completion.regions
    ),
    "objective": _same("1-23", "Objective of the Compact, by number or name; see: gcmtrack objectives.", completion.objectives),
    "topic": _same("TOPIC", "Subject; see: gcmtrack topics.", completion.topics),
    "lang": _same("LANGUAGE", "Language in which it can be read: name or code, as es.", completion.languages),
    "without_lang": _same("LANGUAGE", "Language in which it cannot be read.", completion.languages),
    "status": _Filter(
        "STATUS", f"How sure it is: {_STATUS}.", f"How sure is what it answers: {_STATUS}.", f"How sure it is, or what it answers: {_STATUS}.", completion.statuses
    ),
    "stance": _Filter(
        "STANCE",
        f"A statement on it is: {one_of(STANCES)}.",
        f"Towards the Compact: {one_of(STANCES)}.",
        f"Of a statement towards the Compact, or of one on a milestone: {one_of(STANCES)}.",
        completion.stances,
    ),
    "unanswered_by": _Filter(
        "NAME",
        "What this organisation has not answered.",
        "On what this organisation has not answered.",
        "Milestones that this organisation has not answered, and what others said of them.",
        completion.organisations,
    ),
    "since": _same("DATE", "Not over before this day, month or year.", many=False),
    "until": _same("DATE", "Begun by this day, month or year.", many=False),
    "within": _same("SPAN", "At most so far from today: 30d, 6w, 6m, 1y.", many=False),
}  # fmt: skip

# What is said where organisations are listed, by what they are themselves and by what is counted of them.
_OF_ORGANISATIONS: Mapping[str, str] = {
    "org": "Only this one: id, acronym or name.",
    "type": f"Its type, as civil-society; {_TYPES}.",
    "country": "Its home: name or code, as MX.",
}


def filter_options(listed: Listed) -> dict[str, Any]:
    """Returns the annotation of each filter, with what is true of it where a command lists that."""
    return {name: _annotation(name, listed) for name in FILTERS}


def _annotation(name: str, listed: Listed) -> Any:
    row = FILTERS[name]
    help_ = {
        "milestones": row.milestones,
        "statements": row.statements,
        "organisations": _OF_ORGANISATIONS.get(name, row.both),
        "records": row.both,
    }[listed]
    option = Option(
        f"--{name.replace('_', '-')}", metavar=row.metavar, help=help_, autocompletion=row.complete
    )
    return Annotated[list[str] | None, option] if row.many else Annotated[str | None, option]
