"""What other sources say instead, as notes of a page."""

from gcmtrack.formats.pages.document import Inline, Line, Note, Ref
from gcmtrack.formats.pages.links import site
from gcmtrack.formats.pages.scope import Scope
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.model.tables import Dispute
from gcmtrack.views.events import disputed_value
from gcmtrack.views.pieces import Hyperlink
from gcmtrack.wording import Wording


class Notes:
    """Collects the disputes of what a piece shows; none where the style wants no notes."""

    def __init__(self, scope: Scope) -> None:
        self._style = scope.style
        self._wording = scope.wording
        self._notes: list[Note] = []

    @property
    def all(self) -> tuple[Note, ...]:
        return tuple(self._notes)

    def of(self, record: Milestone | Statement) -> tuple[list[Ref], list[Ref], list[Ref]]:
        """Returns where notes on a record are called: at its date, at its place, elsewhere."""
        places: tuple[list[Ref], list[Ref], list[Ref]] = ([], [], [])
        for number, dispute in enumerate(record.disputes if self._style.notes else (), 1):
            key = "-".join(part for part in (self._style.prefix, record.id, str(number)) if part)
            self._notes.append(Note(key, _dispute(dispute, self._wording)))
            at = {"date": 0, "city": 1, "country": 1, "venue": 1}.get(dispute.field, 2)
            places[at].append(Ref(key))
        return places

    def called(self, record: Milestone | Statement) -> list[Ref]:
        """Returns where all notes on a record are called, when they are called at one place."""
        return [ref for refs in self.of(record) for ref in refs]


def _dispute(dispute: Dispute, wording: Wording) -> Line:
    key = wording.key_in_words(dispute.field)
    line: list[Inline] = [wording.say("dispute.note", key=key, value=disputed_value(dispute, wording))]
    if dispute.note:
        line.append(f" {wording.untranslated(dispute.note)}")
    if dispute.source:
        before, after = wording.around("dispute.source", "source")
        line += [f" {before}", _named_source(dispute.source), after]
    return tuple(line)


def _named_source(source: str) -> Inline:
    """Returns the title as it stands, or a link that shows the site."""
    if not source.startswith(("http://", "https://")):
        return source.rstrip(".")
    return Hyperlink(site(source), source)
