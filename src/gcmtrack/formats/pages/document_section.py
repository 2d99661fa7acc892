"""The section of texts: chains of versions, and the other documents."""

from gcmtrack.formats.pages.document import Bullets, Heading, Line, Piece
from gcmtrack.formats.pages.links import further, linked
from gcmtrack.formats.pages.notes import Notes
from gcmtrack.formats.pages.scope import Scope
from gcmtrack.model.records import Milestone
from gcmtrack.views.documents import Chain, DocumentRow, documents, is_text
from gcmtrack.views.filters import matching_milestones
from gcmtrack.wording import Wording


def document_section(scope: Scope) -> Piece | None:
    """Returns the texts in their chains, None when there are none."""
    wording, level = scope.wording, scope.style.level
    found = documents(_chosen(scope), wording)
    if not found.rows:
        return None
    notes = Notes(scope)
    elements: list[Heading | Bullets] = []
    for chain in found.chains:
        elements.append(Heading(level, (_chain_title(chain, wording),)))
        elements.append(Bullets(tuple(_document(row, wording, notes) for row in chain.rows)))
    if found.others:
        if found.chains:
            elements.append(Heading(level, (wording.text("documents.others"),)))
        elements.append(Bullets(tuple(_document(row, wording, notes) for row in found.others)))
    return Piece(tuple(elements), notes.all)


def _chosen(scope: Scope) -> list[Milestone]:
    """The texts, at most as many as are wanted: the newest."""
    texts = [m for m in matching_milestones(scope.records, scope.filters) if is_text(m)]
    if scope.style.confirmed:
        texts = [m for m in texts if m.status not in ("tentative", "expected")]
    return texts if scope.style.limit is None else texts[-scope.style.limit :]


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
    return (
        f"{row.when}{colon}",
        linked(row.title, row.address),
        behind,
        *further(m.links, row.address, wording),
        *notes.called(m),
    )
