"""The table of all commands, each imported only when it is called."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from gcmtrack.cli import late


class Entry:
    """Where a command lives and what the list of commands says of it."""

    __slots__ = ("help", "module", "panel")

    def __init__(self, module: str, panel: str, help: str) -> None:
        self.module = module
        self.panel = panel
        self.help = help


COMMANDS: dict[str, Entry] = {
    "digest": Entry(
        "commands.digest", "Look", "What Monday asks, on one screen; the same as gcmtrack alone."
    ),
    "events": Entry("commands.events", "Look", "What is coming, going on and over; deadlines too."),
    "timeline": Entry("commands.timeline", "Look", "The whole process in order, phase by phase."),
    "statements": Entry("commands.statements", "Look", "Who said what about it."),
    "documents": Entry(
        "commands.documents", "Look", "Draft chains, resolutions and reports, with their links."
    ),
    "objectives": Entry("commands.objectives", "Look", "The 23 objectives, and what speaks to each."),
    "organisations": Entry("commands.organisations", "Look", "Who is in the record, and how much each said."),
    "topics": Entry("commands.topics", "Look", "The topics in use, and what speaks to each."),
    "matrix": Entry(
        "commands.matrix", "Understand", "Statements counted by two of their sides, and what is missing."
    ),
    "positions": Entry(
        "commands.positions", "Understand", "Where each State stands over time: votes, stances, reversals."
    ),
    "mandates": Entry(
        "commands.mandates", "Understand", "What resolutions order: what took place, what is due or overdue."
    ),
    "trail": Entry(
        "commands.trail", "Understand", "What became of a demand, draft by draft, and who says so."
    ),
    "show": Entry("commands.show", "Look", "Everything about one record; for an organisation, its dossier."),
    "search": Entry("commands.search", "Look", "Records that have all the words, best first."),
    "changes": Entry("commands.changes", "Look", "What changed in the records since a day or a commit."),
    "open": Entry("commands.open", "Look", "Open the text, the page or the video of a record."),
    "add-statement": Entry("add.commands", "Record", "Add a statement: who said what about which milestone."),
    "add-milestone": Entry("add.commands", "Record", "Add an event, a document, a decision or a deadline."),
    "add-organisation": Entry(
        "add.commands", "Record", "Add a network, a UN body, a State, a union, a city."
    ),
    "edit": Entry("commands.edit", "Record", "Change a record, by options or in your editor."),
    "rename": Entry("commands.rename", "Record", "Give a record another id and mend every reference."),
    "remove": Entry("commands.remove", "Record", "Remove a record that no other one names."),
    "import": Entry("commands.import_", "Record", "Bring a list in: CSV, JSON, a calendar."),
    "fmt": Entry("commands.fmt", "Record", "Bring files into canonical form, keeping comments."),
    "check": Entry("commands.check", "Trust", "Find what is wrong in the records, all of it at once."),
    "audit": Entry(
        "commands.audit", "Trust", "Find what a page says that is stale, missing or contradicted."
    ),
    "init": Entry("commands.init", "Record", "Make a records folder of your own."),
    "export": Entry(
        "commands.export", "Publish", "Pages, tables, calendars, references, feeds for other programs."
    ),
    "site": Entry("commands.site", "Publish", "The whole record as a site of static pages, for any host."),
    "cite": Entry("commands.cite", "Publish", "Citations in five styles, one by one or as footnotes."),
    "schema": Entry("commands.schema", "Publish", "JSON Schema of the records, for editors that check TOML."),
}


def function_name(command: str) -> str:
    """Returns the name of a command's function: the command's own, with underscores; one that Python keeps gets one more."""
    from keyword import iskeyword

    return f"{command}_" if iskeyword(command) else command.replace("-", "_")


def command(name: str) -> Callable[..., Any]:
    """Returns the function of a command."""
    late.bring_msgspec()
    found: Callable[..., Any] = getattr(
        import_module(f"gcmtrack.cli.{COMMANDS[name].module}"), function_name(name)
    )
    return found
