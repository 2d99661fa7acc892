"""How a help page is laid out: examples, what the command does, its own options, the filters, what all commands share."""

from collections.abc import Container, Iterable
from typing import Any

from gcmtrack.cli import examples
from gcmtrack.cli.filter_options import FILTERS
from gcmtrack.cli.options import SHARED

# A parameter of a command, and what lays out a page, as Typer has them.
Param = Any
Formatter = Any


def write_examples(command: str, formatter: Formatter) -> None:
    """Writes the examples of a command. They are not wrapped: each can be pasted as it stands."""
    found = examples.of(command)
    if not found:
        return
    with formatter.section("Examples"):
        for i, (wanted, line) in enumerate(found):
            formatter.write("\n" if i else "")
            formatter.write(f"  {wanted}\n")
            formatter.write("".join(f"    {part}\n" for part in line.split("\n")))


# A hyphen at which no line is broken, so that an option or a word stays whole; printed as a plain one.
_WHOLE = "\N{NON-BREAKING HYPHEN}"


def whole(text: str) -> str:
    """Returns a text that is wrapped at no hyphen; see `plain`."""
    return text.replace("-", _WHOLE)


def plain(page: str) -> str:
    """Returns a page with plain hyphens."""
    return page.replace(_WHOLE, "-")


def write_options(params: Iterable[Param], ctx: Any, formatter: Formatter) -> None:
    """Writes the arguments and options in blocks: the command's own, then the filters, then what all share."""
    blocks: dict[str, list[tuple[str, str]]] = {
        "Arguments": [],
        "Options": [],
        "Filters": [],
        "Common options": [],
    }
    params = list(params)
    # Those that add a record have options of the same names, which say what it is.
    filters = FILTERS if any(param.name == "within" for param in params) else ()
    for param in params:
        if (record := param.get_help_record(ctx)) is not None:
            name, told = record
            blocks[_block(param, filters)].append((name, whole(told.replace("  [x>=1]", ""))))
    for block, rows in blocks.items():
        if rows:
            with formatter.section(block):
                formatter.write_dl(rows)


def _block(param: Param, filters: Container[str]) -> str:
    if param.param_type_name == "argument":
        return "Arguments"
    if param.name in filters:
        return "Filters"
    return "Common options" if param.name in SHARED else "Options"
