"""Lines of text with what leads somewhere: addresses, and records of ours.

Text and addresses are whatever the records hold; whoever prints them makes them harmless.
"""

from typing import NamedTuple

from gcmtrack.model.ids import Folder


class Hyperlink(NamedTuple):
    """An address of the web, under a text; http or https."""

    text: str
    url: str


class Reference(NamedTuple):
    """A record, under its title."""

    folder: Folder
    id: str
    text: str


Inline = str | Hyperlink | Reference
Line = tuple[Inline, ...]


def plain(line: Line) -> str:
    """Returns a line where nothing can be followed: the texts of links, and references with their ids."""
    return "".join(_plain(inline) for inline in line)


def _plain(inline: Inline) -> str:
    if isinstance(inline, Reference):
        return f"{inline.text} [{inline.id}]"
    return inline.text if isinstance(inline, Hyperlink) else inline


def address(url: str) -> Hyperlink:
    """Returns a link that shows its address."""
    return Hyperlink(url, url)


def address_or_text(value: str) -> Inline:
    """Returns a link for a web address, the text for anything else."""
    return address(value) if value.startswith(("http://", "https://")) else value
