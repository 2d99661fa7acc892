"""The section of numbers: how much there is of each phase, year and kind."""

from collections import Counter

from gcmtrack.formats.pages.document import Piece, Table
from gcmtrack.formats.pages.scope import Scope
from gcmtrack.model.vocabulary import PHASES
from gcmtrack.views.filters import matching_milestones, matching_statements
from gcmtrack.wording import Wording


def count_section(scope: Scope) -> Piece | None:
    """Returns the tables, None when there is nothing to count."""
    wording = scope.wording
    milestones = matching_milestones(scope.records, scope.filters)
    statements = matching_statements(scope.records, scope.filters)
    if not milestones and not statements:
        return None
    answered = [scope.records.milestones.get(statement.milestone or "") for statement in statements]
    of_phase, years, kinds = Counter[str](), Counter[int](), Counter[str]()
    for milestone in milestones:
        of_phase[milestone.phase] += 1
        years[milestone.date.first.year] += 1
        kinds[milestone.kind] += 1
    said_in = Counter(each.phase if each else None for each in answered)
    rows = [
        (wording.label("phase", phase), str(of_phase[phase]), str(said_in[phase]))
        for phase in PHASES
        if of_phase[phase] or said_in[phase]
    ]
    if said_in[None]:
        rows.append((wording.text("table.no-phase"), "0", str(said_in[None])))
    said = Counter(s.date.first.year for s in statements)
    by_year = [(str(year), str(years[year]), str(said[year])) for year in sorted({*years, *said})]
    total = (wording.text("table.all"), str(len(milestones)), str(len(statements)))
    both = (wording.text("table.milestones"), wording.text("table.statements"))
    of_milestones = (wording.text("table.kind-of-milestone"), both[0])
    of_statements = (wording.text("table.kind-of-statement"), both[1])
    return Piece(
        (
            Table((wording.text("table.phase"), *both), (*rows, total)),
            Table((wording.text("table.year"), *both), (*by_year, total)),
            Table(of_milestones, _tally(kinds, wording)),
            Table(of_statements, _tally(Counter(s.kind for s in statements), wording)),
        )
    )


def _tally(kinds: Counter[str], wording: Wording) -> tuple[tuple[str, ...], ...]:
    """Returns how many there are of each kind, most first."""
    return tuple((wording.label("kind", kind), str(number)) for kind, number in kinds.most_common())
