"""How States voted."""

from collections.abc import Iterator

from gcmtrack.checks.context import Checkup, at
from gcmtrack.model.findings import Finding
from gcmtrack.model.records import references


def voted_twice(checkup: Checkup) -> Iterator[Finding]:
    """A State that a vote names twice.

    The counts of the vote would be wrong.
    """
    for decision in checkup.milestones:
        if decision.vote is None:
            continue
        seen: dict[str, str] = {}
        for key, position, _, id_ in references(decision):
            if key[0] == "vote" and position is not None:
                if id_ in seen:
                    said = f"{id_!r} stands under {seen[id_]!r} already; a State votes once"
                    yield at(decision, *key, position, says=said)
                seen.setdefault(id_, key[1])
