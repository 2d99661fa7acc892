"""What people type that is no command or no option here, and what they want by it.

A word stands in a table only where it clearly means one thing; for all others the nearest known word is offered, or
where to look. Nothing is better than a comic guess.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gcmtrack.text import command, nearest, one_of, quoted

# Other spellings of a command; these are simply understood.
SPELLINGS: Mapping[str, str] = {
    "add-organization": "add-organisation",
    "add-org": "add-organisation",
    "organization": "organisations",
    "organizations": "organisations",
    "organisation": "organisations",
    "orgs": "organisations",
}

# What other programs call it, and the command that does it here.
_INSTEAD: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(["next", "upcoming", "coming", "agenda", "list", "ls", "ll"], ("events",)),
    **dict.fromkeys(["today", "now", "ongoing"], ("events --ongoing",)),
    **dict.fromkeys(["past", "history", "log"], ("events --past", "timeline")),
    **dict.fromkeys(["deadline", "deadlines"], ("events --kind deadline",)),
    **dict.fromkeys(["meeting", "meetings"], ("events", "timeline")),
    **dict.fromkeys(["milestone", "milestones", "phases"], ("timeline",)),
    **dict.fromkeys(["due", "overdue", "todo"], ("mandates --due 6m", "events")),
    **dict.fromkeys(["stat", "stats", "statistics", "count", "counts"], ("matrix", "topics")),
    **dict.fromkeys(["status", "info", "get", "view", "cat"], ("show ID",)),
    **dict.fromkeys(["gaps", "missing"], ("matrix --gaps",)),
    **dict.fromkeys(["chart", "plot", "graph"], ("matrix --chart",)),
    **dict.fromkeys(["find", "grep", "query", "look"], ("search WORDS",)),
    **dict.fromkeys(["speech", "speeches", "said"], ("statements",)),
    **dict.fromkeys(["draft", "drafts", "resolution", "resolutions", "texts"], ("documents",)),
    **dict.fromkeys(["vote", "votes", "voting", "states", "countries"], ("positions",)),
    **dict.fromkeys(["members", "who"], ("organisations",)),
    **dict.fromkeys(["tags", "subjects", "themes"], ("topics",)),
    **dict.fromkeys(
        ["add", "new", "create", "insert"], ("add-statement", "add-milestone", "add-organisation")
    ),
    "add-event": ("add-milestone --kind event",),
    "add-document": ("add-milestone --kind document",),
    "add-decision": ("add-milestone --kind decision",),
    "add-deadline": ("add-milestone --kind deadline",),
    **dict.fromkeys(["change", "modify", "set", "update"], ("edit ID",)),
    **dict.fromkeys(["move", "mv"], ("rename ID NEW-ID",)),
    **dict.fromkeys(["delete", "rm", "del"], ("remove ID",)),
    **dict.fromkeys(["format", "tidy"], ("fmt",)),
    **dict.fromkeys(["validate", "lint", "verify", "doctor", "test"], ("check",)),
    **dict.fromkeys(["links", "check-links"], ("check --links",)),
    **dict.fromkeys(["publish", "page", "html", "web"], ("export --into page.html",)),
    **dict.fromkeys(
        ["csv", "excel", "xlsx"], ("export --format csv", "export --format xlsx -o records.xlsx")
    ),
    **dict.fromkeys(["ics", "ical", "calendar"], ("export --format ics", "events")),
    "json": ("export --format json",),
    **dict.fromkeys(["markdown", "md"], ("export --format markdown",)),
    **dict.fromkeys(["embed", "iframe", "widget", "website", "build"], ("site OUT",)),
    **dict.fromkeys(["rss", "feed", "atom"], ("export --format atom",)),
    **dict.fromkeys(["sql", "sqlite", "db"], ("export --format sqlite -o records.sqlite",)),
    **dict.fromkeys(["bib", "bibtex"], ("export --format bibtex",)),
    **dict.fromkeys(["citation", "citations", "reference", "references", "footnote"], ("cite ID",)),
    **dict.fromkeys(["browse", "url", "link", "read"], ("open ID",)),
    **dict.fromkeys(["goals", "objective"], ("objectives",)),
    **dict.fromkeys(["start", "setup"], ("init DIR",)),
    "clone": ("init DIR",),
}

# What others call an option, and what it is called here; each is offered only where the command has it.
_OPTIONS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        [
            "--organisation",
            "--organization",
            "--organisations",
            "--organizations",
            "--issuer",
            "--by",
            "--actor",
        ],
        ("--org",),
    ),
    **dict.fromkeys(["--milestone", "--event", "--meeting", "--about", "--answers"], ("--on",)),
    **dict.fromkeys(["--language", "--languages"], ("--lang", "--in")),
    **dict.fromkeys(["--locale", "--lang"], ("--in",)),
    "--in": ("--lang",),
    **dict.fromkeys(["--from", "--after", "--start", "--begin"], ("--since",)),
    **dict.fromkeys(["--to", "--before", "--end", "--til", "--till"], ("--until",)),
    **dict.fromkeys(["--year", "--month", "--between", "--period"], ("--since", "--until")),
    **dict.fromkeys(["--days", "--weeks", "--months", "--in-next", "--ahead"], ("--within",)),
    **dict.fromkeys(["--next", "--future", "--coming"], ("--upcoming",)),
    **dict.fromkeys(["--all", "--history", "--over"], ("--past",)),
    **dict.fromkeys(["--now", "--current"], ("--ongoing", "--today")),
    **dict.fromkeys(["--tag", "--tags", "--subject", "--theme", "--topics"], ("--topic",)),
    **dict.fromkeys(["--state", "--nation", "--place"], ("--country",)),
    **dict.fromkeys(["--goal", "--objectives", "--obj"], ("--objective",)),
    **dict.fromkeys(["--position", "--attitude"], ("--stance",)),
    **dict.fromkeys(["--members", "--network"], ("--members-of",)),
    **dict.fromkeys(["--max", "--count", "--top", "--head", "--number"], ("--limit",)),
    **dict.fromkeys(["--dir", "--folder", "--data", "--path", "--repo"], ("--records",)),
    **dict.fromkeys(["--date", "--asof", "--at-date"], ("--today", "--as-of")),
    **dict.fromkeys(["--out", "--file", "--outfile", "--to-file"], ("--output",)),
    **dict.fromkeys(["--preview", "--diff", "--simulate", "--no-write"], ("--dry-run",)),
    **dict.fromkeys(["--offline", "--no-network"], ()),
}

# Forms that `export` gives to what is listed; what other commands print has those that they name themselves.
_FORMS = ("--csv", "--format", "--ics", "--html", "--markdown", "-f")
_EXPORTED = frozenset({"events", "timeline", "statements", "documents", "organisations"})
# What is done in another way altogether, whatever the command.
_ELSEWHERE: Mapping[str, str] = {
    **dict.fromkeys(_FORMS, "other forms are written by: gcmtrack export --format FORMAT"),
    **dict.fromkeys(["--sort", "--order", "--order-by", "--reverse"], "listings stand in order of time; sort what --json or a pipe gives"),
    **dict.fromkeys(["--color", "--colour", "--no-color", "--no-colour"], "a terminal has colours, unless NO_COLOR is set in the environment; a pipe has none"),
    **dict.fromkeys(["--columns", "--fields"], "choose among the columns of a pipe, or of: gcmtrack export --format csv"),
    **dict.fromkeys(["--speaker"], "search finds speakers: gcmtrack search NAME"),
    **dict.fromkeys(["--quiet", "--silent", "-q"], "results go to standard output, notes to standard error: 2>/dev/null"),
}  # fmt: skip


def unknown_command(name: str, known: Iterable[str]) -> str:
    """Returns the sentence for a word that is no command, with what does it here or the nearest command."""
    known = list(known)
    if instead := _INSTEAD.get(name.lower()):
        ways = one_of([f"gcmtrack {way}" for way in instead])
        return f"unknown command {quoted(name)}; perhaps: {ways}"
    if close := nearest(name, known):
        return f"unknown command {quoted(name)}, did you mean {one_of([repr(word) for word in close])}?"
    return f"unknown command {quoted(name)}; see them with: gcmtrack help"


def unknown_option(name: str, command_name: str, known: Sequence[str], elsewhere: Iterable[str]) -> str:
    """Returns the sentence for an option that a command does not have: what it is called here, the nearest one, or
    which commands have it."""
    said = f"No such option: {name}"
    if called := [option for option in _OPTIONS.get(name, ()) if option in known]:
        return f"{said}; it is {one_of(called)} here"
    if name in _FORMS and command_name not in _EXPORTED:
        own = [option for option in ("--format", "--markdown", "--json") if option in known]
        way = f"it has {one_of(own, joint='and')}" if own else f"see: gcmtrack {command_name} --help"
        return f"{said}; {way}"
    # How it is done here leads further than who else has an option of that name.
    if name in _ELSEWHERE:
        return f"{said}; {_ELSEWHERE[name]}"
    if having := list(elsewhere):
        return f"{said} of {command_name}; {_have_it(having)}"
    return f"{said}{_meant_by(name, known) or f'; see them with: gcmtrack {command_name} --help'}"


def misplaced_option(name: str, having: Sequence[str], typed: Iterable[str], known: Sequence[str]) -> str:
    """Returns the sentence for an option before the command that may not stand there; `typed` is all that was typed,
    `known` are the options that may."""
    if not having:
        return f"No such option: {name}{_meant_by(name, known) or '; see them with: gcmtrack help COMMAND'}"
    meant = next((word for word in typed if word in having), having[0])
    return f"No such option: {name}; it stands behind the command, as in: gcmtrack {meant} {name}"


def _meant_by(name: str, known: Sequence[str]) -> str:
    close = nearest(name.lstrip("-"), [option.lstrip("-") for option in known])
    return f", did you mean {one_of([f'--{option}' for option in close])}?" if close else ""


# More names than these are no help.
_NAMED = 8


def _have_it(commands: Sequence[str]) -> str:
    if len(commands) > _NAMED:
        return "other commands have it"
    return f"{one_of(commands, joint='and')} {'has' if len(commands) == 1 else 'have'} it"


def unexpected(said: str, command_name: str, first: str) -> str:
    """Returns the sentence for a word too many, with the option that a record's title is given by."""
    named = {"add-statement": "--title", "add-milestone": "--title", "add-organisation": "--name"}
    if option := named.get(command_name):
        return f"{said}; write {command(option, first)}"
    return said


def advised() -> list[str]:
    """Returns every command that is advised for another word."""
    return list(dict.fromkeys(way for ways in _INSTEAD.values() for way in ways))


def words() -> list[Any]:
    """Returns the words for which something else is advised or understood."""
    return [*SPELLINGS, *_INSTEAD]
