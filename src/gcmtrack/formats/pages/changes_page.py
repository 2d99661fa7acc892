"""What changed as a small tree: sections with a list each, then what is only counted."""

import re

from gcmtrack.formats.pages.document import Bullets, Element, Heading, Inline, Line, Piece, Strong
from gcmtrack.formats.pages.questions import sentences
from gcmtrack.views.change_words import Entry, Report
from gcmtrack.views.pieces import address
from gcmtrack.wording import Wording


def changes(found: Report, nothing: str, wording: Wording) -> Piece:
    """Returns what changed; `nothing` is the sentence when nothing did."""
    elements: list[Element] = [Heading(1, (found.title,))]
    elements += sentences([found.summary] if found.summary else [])
    for section in found.sections:
        elements.append(Heading(2, (section.heading,)))
        elements.append(Bullets(tuple(_line(entry, wording) for entry in section.entries)))
    elements += sentences(found.counted)
    if len(elements) == 1:
        elements += sentences([nothing])
    return Piece(tuple(elements))


def _line(entry: Entry, wording: Wording) -> Line:
    line: list[Inline] = [Strong(entry.when), wording.text("joint.colon"), entry.title]
    line.append(f" ({', '.join(entry.ids)})")
    for number, told in enumerate(entry.told):
        line.append(wording.text("joint.semicolon") if number else " – ")
        line += _followed(told)
    return tuple(line)


_ADDRESS = re.compile(r"(https?://[^\s;,]+(?:[;,]+[^\s;,]+)*)")


def _followed(text: str) -> list[Inline]:
    """Returns a sentence in which addresses can be followed."""
    return [address(part) if number % 2 else part for number, part in enumerate(_ADDRESS.split(text)) if part]
