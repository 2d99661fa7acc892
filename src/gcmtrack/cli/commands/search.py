"""`gcmtrack search`"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from gcmtrack.cli.listing import Display, none_match, present
from gcmtrack.cli.opening import Opening
from gcmtrack.cli.options import with_display, with_filters
from gcmtrack.errors import Misuse
from gcmtrack.input.search_terms import Term, terms
from gcmtrack.model.collection import Records
from gcmtrack.model.records import Record, Statement
from gcmtrack.model.remade import joined
from gcmtrack.views import search as view
from gcmtrack.views.filters import (
    FilterOptions,
    matching_milestones,
    matching_organisations,
    matching_statements,
)
from gcmtrack.views.statements import issuers

if TYPE_CHECKING:
    from gcmtrack.terminal.layout import Screen
    from gcmtrack.wording import Wording


@with_display
@with_filters
def search(asked: FilterOptions, display: Display, opening: Opening) -> None:
    """Records that have all the words somewhere in their text, best first, with the words in context.

    Case, accents and endings do not matter: "mexico" finds "México", "regularisation" and "regularization" each other. Words in
    quotation marks must stand together. Addresses are found too.
    """
    wanted = terms(asked.words)
    if not wanted:
        raise Misuse("say what to search for, as in: gcmtrack search regularization")
    loaded, wording = opening.loaded, opening.wording
    # The words rank the records here, so they must not filter first.
    filters = opening.filters(msgspec.structs.replace(asked, words=()))
    kinds: tuple[Sequence[Record], ...] = (
        matching_milestones(loaded.records, filters),
        matching_statements(loaded.records, filters),
        matching_organisations(loaded.records, filters),
    )
    among = joined(*kinds)
    found = view.search(loaded.records, among, wanted, wording)
    hits = display.first(found)
    issued_by = {
        hit.record.id: issuers(loaded.records, hit.record, wording)
        for hit in hits
        if isinstance(hit.record, Statement)
    }

    def table(out: "Screen") -> None:
        from gcmtrack.terminal import tables

        tables.hits(out, hits, len(found), wanted, issued_by, wording)

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        return lines.hits(hits, issued_by, wording)

    present(
        "search",
        opening,
        display,
        shapes=lambda shape: (
            shape(
                hit.record,
                score=hit.score,
                matches=[{"key": key, "text": text} for key, text in hit.shown],
            )
            for hit in hits
        ),
        table=table,
        lines=lines,
        nothing=None if hits or opening.json else _nothing(loaded.records, among, wanted, wording),
        **display.head(len(found)),
    )


def _nothing(records: Records, among: Sequence[Record], wanted: Sequence[Term], wording: "Wording") -> str:
    """Returns that nothing matches, with what to try instead: "any of the words: 37; topic: detention"."""
    near = view.near(records, among, wanted)
    said = [none_match("records", records, wording)]
    if near.apart:
        said.append(wording.say("empty.apart", n=wording.number(near.apart)))
    elif near.any and (len(wanted) > 1 or len(wanted[0].text.split()) > 1):
        said.append(wording.say("empty.any", n=wording.number(near.any)))
    if near.topics:
        # In English an id says it too, and can be typed as it stands.
        named = near.topics if wording.language == "en" else [wording.label("topic", t) for t in near.topics]
        topics = wording.joined(named)
        said.append(wording.say("empty.topic" if len(near.topics) == 1 else "empty.topics", topics=topics))
    if near.meant:
        meant = wording.one_of([wording.quoted(word) for word in near.meant])
        said.append(wording.say("empty.meant", words=meant))
    return wording.joined(said, "semicolon")
