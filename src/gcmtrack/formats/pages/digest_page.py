"""The digest as a small tree, for a mail: each part under its heading, with the command that shows more."""

from gcmtrack.formats.pages.document import Bullets, Element, Heading, Line, Paragraph, Piece, Strong
from gcmtrack.views.digest import Digest, Item
from gcmtrack.wording import Wording


def digest(found: Digest, wording: Wording) -> Piece:
    """Returns the parts with their items, then the folder."""
    elements: list[Element] = [Heading(1, (found.title,))]
    for part in found.parts:
        elements.append(Heading(2, (part.heading,)))
        if part.items:
            elements.append(Bullets(tuple(_line(item, wording) for item in part.items)))
        elements.append(Paragraph(((part.command,),)))
    elements.append(Paragraph(tuple(_line(item, wording) for item in (found.folder, *found.hints))))
    return Piece(tuple(elements))


def _line(item: Item, wording: Wording) -> Line:
    when: Line = (Strong(item.when), wording.text("joint.colon")) if item.when else ()
    return (*when, item.text, f" ({item.id or item.command})")
