"""What is asked of the whole record, as small trees: matrix, gaps. Markdown and HTML say the same."""

from collections.abc import Iterable, Sequence

from gcmtrack.formats.pages.document import Bullets, Element, Heading, Paragraph, Piece, Table
from gcmtrack.views.matrix import Gap, Matrix, coverage, title
from gcmtrack.wording import Wording


def matrix(found: Matrix, wording: Wording) -> Piece:
    """Returns the numbers as a table, with totals, and what they cover."""
    everything = wording.text("matrix.all")
    header = (wording.label("facet", found.row_facet), everything, *(c.label for c in found.columns))
    rows = [
        (row.label, str(row.total), *(str(found.number(row, column)) for column in found.columns))
        for row in found.rows
    ]
    totals = (everything, str(found.total), *(str(column.total) for column in found.columns))
    heading = Heading(1, (title(found, wording),))
    return Piece((heading, Table(header, (*rows, totals)), *_lines(coverage(found, wording))))


def gaps(found: Matrix, some: Sequence[Gap], wording: Wording) -> Piece:
    """Returns what is empty as a list of sentences, and what the count covers."""
    heading = Heading(1, (f"{title(found, wording)}: {wording.count(len(some), 'gap')}",))
    sentences = [Bullets(tuple((gap.sentence,) for gap in some))] if some else []
    return Piece((heading, *sentences, *_lines(coverage(found, wording))))


def _lines(said: Iterable[str]) -> list[Element]:
    return [Paragraph(((line,),)) for line in said]
