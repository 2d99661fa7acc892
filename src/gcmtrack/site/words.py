"""The few words that scripts of a page say, in one language."""

from gcmtrack.site import markup
from gcmtrack.site.edition import Edition

_COUNTS = ("away-days", "away-months", "away-years")
_SITE = ("as-of", "found-none", "found-one", "found-other")


def script(edition: Edition) -> bytes:
    """Returns the script that holds them, for `site.js` and `search.js`."""
    wording = edition.wording
    told = {
        "language": wording.language,
        "distance": wording.whole_group("distance"),
        "date": wording.whole_group("date"),
        "month": wording.whole_group("month"),
        "count": {
            f"{key}_{form}": wording.counting(number, key)
            for key in _COUNTS
            for form, number in (("one", 1), ("other", 2))
        },
        "site": {key: edition.words[key] for key in _SITE},
    }
    return markup.script("gcmtrackWords", told)
