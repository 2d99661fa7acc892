"""Whether a name, a date and a place of a page can be those of a milestone."""

from gcmtrack.audit.matching.names import TELLING, Name
from gcmtrack.audit.matching.record_index import Named, RecordIndex, gap, hard_types
from gcmtrack.audit.reading.places import Place, same_city
from gcmtrack.model.dates import When
from gcmtrack.model.records import Milestone
from gcmtrack.model.tables import Dispute

# A date further off than this is another occasion, not a wrong date.
FAR = 200
# Each year has its own.
_YEARLY = "observance"
# The weight of a name that is more than "the Compact".
_SAYS_ENOUGH = 1.7
# What is known by its month is only wrong when it is further off.
LONGEST_MONTH = 45


def is_that_draft(name: Name, named: Named) -> bool:
    """Tells whether a name that tells a draft from others ("Zero Draft Plus") is that of a milestone."""
    telling = name.tokens & TELLING
    if not telling or named.milestone.type != "draft":
        return True
    return any(variant.tokens & TELLING == telling for variant in named.variants)


def may_be_near(when: When, milestone: Milestone) -> bool:
    """Tells whether a date can be a wrong one for a milestone, and not that of another occasion."""
    if milestone.type == _YEARLY or milestone.date.open:
        return False
    away = gap(when, milestone.date)
    return away <= FAR or (360 < away < 370 and _other_year(when, milestone.date))


def is_named(index: RecordIndex, name: Name, variant: Name) -> bool:
    """Tells whether a name holds the variant, and no type that the variant lacks."""
    return (
        same_types(name, variant)
        and index.share(variant.tokens, name.tokens) >= 0.75
        and index.weight(variant.tokens) >= _SAYS_ENOUGH
    )


def years_and_ordinals_fit(name: Name, named: Named) -> bool:
    """Tells whether a name has no other year and no other number than a milestone."""
    return ordinals_fit(name, named) and years_fit(name, named.milestone.date)


def covered(when: When, own: When) -> float:
    """Returns how much of a long stretch of time a milestone takes up; 1 for a short one."""
    days = (when.last - when.first).days
    if when.open or own.open or days < LONGEST_MONTH:
        return 1.0
    both = (min(when.last, own.last) - max(when.first, own.first)).days
    return max(0.0, both / days)


def is_vague(when: When | None, own: When) -> bool:
    """Tells whether a day agrees only because the record is unsure of its own."""
    return when is not None and when.precision == "day" and (own.is_qualified or own.precision != "day")


def ordinals_fit(name: Name, named: Named) -> bool:
    """Tells whether a name has no other number ("second") than a milestone."""
    if not name.ordinals:
        return True
    own = {ordinal for variant in named.variants for ordinal in variant.ordinals}
    return not own or bool(own & name.ordinals)


def years_fit(name: Name, own: When) -> bool:
    """Tells whether a name has no other year than a date."""
    return not name.years or own.open or any(own.first.year <= year <= own.last.year for year in name.years)


def same_types(name: Name, variant: Name) -> bool:
    """Tells whether two names are of the same types, those left out that make no difference."""
    return hard_types(name) == hard_types(variant) and bool((name.types & variant.types) or not variant.types)


def _other_year(when: When, own: When) -> bool:
    """Whether two dates are the same days of different years: a slip of the pen."""
    return (
        when.precision == own.precision == "day"
        and (when.start.month, when.start.day) == (own.start.month, own.start.day)
        and abs(when.first.year - own.first.year) == 1
    )


def place_fits(place: Place | None, milestone: Milestone) -> bool | None:
    """Tells whether a place is the milestone's; None when one of the two is not known well enough."""
    if place is None or place.online or milestone.venue == "online":
        return None
    if place.city and milestone.city:
        return same_city(place.city, milestone.city) or dispute_of_city(place.city, milestone) is not None
    if place.country and milestone.country:
        return place.country == milestone.country or None
    return None


def dispute_of_city(city: str, milestone: Milestone) -> Dispute | None:
    """Returns the dispute in which another source names this city."""
    return next(
        (
            d
            for d in milestone.disputes
            if d.field == "city" and d.value and same_city(d.value.partition(",")[0], city)
        ),
        None,
    )
