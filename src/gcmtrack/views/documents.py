"""Texts: chains of drafts with the days between versions, and the other documents."""

from collections.abc import Iterable, Sequence

import msgspec

from gcmtrack.model.records import Milestone
from gcmtrack.views.text_links import languages_of, text_links
from gcmtrack.wording import Title, Wording


class DocumentRow(msgspec.Struct, frozen=True):
    """A text. `days` counts from the version before it; None where there is none or a day is not known.

    `address` leads to the text and `report` to a report about it; each is empty where there is none.
    """

    milestone: Milestone
    titled: Title
    when: str
    days: int | None
    address: str
    report: str
    languages: tuple[str, ...]

    @property
    def title(self) -> str:
        return self.titled.whole

    def later(self, wording: Wording) -> str:
        """Returns how long after the version before it this one is: "12 days later"; empty where that is not known."""
        if self.days is None:
            return ""
        if self.days == 0:
            return wording.text("documents.same-day")
        counted = wording.count(abs(self.days), "day")
        if self.days > 0:
            return wording.say("documents.later", days=counted)
        return wording.say("documents.earlier", days=counted)


class Chain(msgspec.Struct, frozen=True):
    """Versions of one text, oldest first."""

    rows: tuple[DocumentRow, ...]


class Documents(msgspec.Struct, frozen=True):
    chains: tuple[Chain, ...]
    others: tuple[DocumentRow, ...]

    @property
    def rows(self) -> tuple[DocumentRow, ...]:
        return (*(row for chain in self.chains for row in chain.rows), *self.others)

    def first(self, number: int) -> "Documents":
        """Returns the first so many rows."""
        chains: list[Chain] = []
        for chain in self.chains:
            if number > 0:
                chains.append(Chain(chain.rows[:number]))
            number -= len(chain.rows)
        return Documents(tuple(chains), self.others[: max(0, number)])


def is_text(milestone: Milestone) -> bool:
    """Tells whether a milestone is a text: a document, or a decision that has a symbol of its own."""
    return milestone.kind == "document" or milestone.symbol is not None


def documents(milestones: Iterable[Milestone], wording: Wording) -> Documents:
    """Returns the chains in order of their first versions, and the texts that stand alone.

    Where a chain forks, each branch repeats nothing: the later branch starts anew.
    """
    texts = {milestone.id: milestone for milestone in milestones if is_text(milestone)}
    after: dict[str, list[Milestone]] = {}
    for text in texts.values():
        if text.supersedes in texts:
            after.setdefault(text.supersedes or "", []).append(text)
    chains: list[Chain] = []
    others: list[DocumentRow] = []
    used: set[str] = set()
    # Starts come first; what is left then is part of a loop and is shown from its earliest text.
    starts = [text for text in texts.values() if text.supersedes not in texts]
    for start in (*starts, *texts.values()):
        if start.id in used:
            continue
        chain = _follow(start, after, used)
        if len(chain) > 1 or start.supersedes in texts:
            chains.append(Chain(tuple(_rows(chain, wording))))
        else:
            others.append(_row(start, None, wording))
    return Documents(tuple(chains), tuple(others))


def _follow(start: Milestone, after: dict[str, list[Milestone]], used: set[str]) -> list[Milestone]:
    chain = [start]
    used.add(start.id)
    while following := [text for text in after.get(chain[-1].id, ()) if text.id not in used]:
        chain.append(following[0])
        used.add(following[0].id)
    return chain


def _rows(chain: Sequence[Milestone], wording: Wording) -> list[DocumentRow]:
    before = [None, *chain[:-1]]
    return [_row(text, earlier, wording) for earlier, text in zip(before, chain, strict=True)]


def _row(text: Milestone, earlier: Milestone | None, wording: Wording) -> DocumentRow:
    days = None
    if earlier is not None and earlier.date.precision == "day" and text.date.precision == "day":
        days = (text.date.first - earlier.date.first).days
    return DocumentRow(
        milestone=text,
        titled=wording.titled(text),
        when=wording.date(text.date),
        days=days,
        address=text_links(text).address,
        report=text_links(text).report,
        languages=tuple(sorted(languages_of(text))),
    )


def address(milestone: Milestone) -> str:
    """Returns the address of the text: the official one of its symbol, else the best link; empty where there is none."""
    return text_links(milestone).address
