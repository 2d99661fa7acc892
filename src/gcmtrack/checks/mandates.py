"""What decisions order again and again, and nothing recorded carries out."""

from collections.abc import Iterator

from gcmtrack.checks.context import Checkup, Found, at
from gcmtrack.model.mandates import later, occasion_of, occasions

_AHEAD = 48


def unmet(checkup: Checkup) -> Iterator[Found]:
    """The next occasion of a mandate that falls within four years and that no milestone `fulfils`."""
    for decision in checkup.milestones:
        for position, mandate in enumerate(decision.mandates):
            name = f"{decision.id}/{mandate.id}"
            met = {occasion_of(mandate, m.date) for m in checkup.records.fulfilling.get(name, ())}
            for due in occasions(mandate):
                if due.first > later(checkup.today, _AHEAD):
                    break
                if due.last >= checkup.today and due not in met:
                    said = (
                        f"{mandate.what}, due {due.words()}: no milestone carries it out;"
                        f' where there is one, write fulfils = ["{name}"]'
                    )
                    yield at(decision, "mandates", position, says=said)
                    break
