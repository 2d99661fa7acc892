"""The section of texts: chains of versions, and the other documents."""

from gcmtrack.formats.pages.document import Bullets, Heading, Line, Piece
from gcmtrack.formats.pages.links import further, titled
from gcmtrack.formats.pages.notes import Notes
from gcmtrack.formats.pages.scope import Scope
from gcmtrack.views.documents import Chain, DocumentRow, documents
from gcmtrack.views.filters import matching_milestones
from gcmtrack.wording import Wording


def document_section(scope: Scope) -> Piece | None:
    """Returns the texts in their chains, None when there are none."""
    wording = scope.wording
    found = documents(matching_milestones(scope.records, scope.filters), wording)
    if not found.rows:
        return None
    notes = Notes(scope.style.prefix, wording)
    elements: list[Heading | Bullets] = []
    for chain in found.chains:
        elements.append(Heading(3, (_chain_title(chain, wording),)))
        elements.append(Bullets(tuple(_document(row, wording, notes) for row in chain.rows)))
    if found.others:
        if found.chains:
            elements.append(Heading(3, (wording.text("documents.others"),)))
        elements.append(Bullets(tuple(_document(row, wording, notes) for row in found.others)))
    return Piece(tuple(elements), notes.all)


def _chain_title(chain: Chain, wording: Wording) -> str:
    return wording.joined(
        (wording.called(chain.rows[-1].milestone), wording.count(len(chain.rows), "version")), "colon"
    )


def _document(row: DocumentRow, wording: Wording, notes: Notes) -> Line:
    m = row.milestone
    symbol = m.symbol if m.symbol and m.symbol not in row.title else ""
    days = wording.count(row.days, "day") if row.days is not None else ""
    after = wording.say("page.days-after", days=days) if days else ""
    comma, colon = wording.text("joint.comma"), wording.text("joint.colon")
    behind = "".join(f"{comma}{said}" for said in (symbol, after) if said)
    shown = [link for link in m.links if link.url != row.address]
    return (
        f"{row.when}{colon}",
        titled(row.title, row.address),
        behind,
        *further(shown, wording),
        *notes.called(m),
    )
