"""What decisions order again and again, and nothing recorded carries out."""

from collections.abc import Iterator

from gcmtrack.checks.context import Checkup, at
from gcmtrack.model.days import later
from gcmtrack.model.findings import Finding
from gcmtrack.model.mandates import occasion_of, occasions
from gcmtrack.wording import english

_AHEAD = 48


def unmet_mandate(checkup: Checkup) -> Iterator[Finding]:
    """An occasion of a mandate within the next four years that no milestone `fulfils`.

    What a decision orders every few years is coming, announced or not; a calendar without it has a hole.
    """
    for decision in checkup.milestones:
        for position, mandate in enumerate(decision.mandates):
            name = f"{decision.id}/{mandate.id}"
            met = {occasion_of(mandate, m.date) for m in checkup.records.fulfilling.get(name, ())}
            # Only the next one: those after it are found when it is there.
            for due in occasions(mandate):
                if due.first > later(checkup.today, _AHEAD):
                    break
                if due.last >= checkup.today and due not in met:
                    said = (
                        f"{mandate.what}, due {english().date(due)}: no milestone carries it out;"
                        f' where there is one, write fulfils = ["{name}"]'
                    )
                    yield at(decision, "mandates", position, says=said)
                    break
