"""Parts that the styles share: who made a work, and what is said of its title."""

from collections.abc import Callable, Sequence

from gcmtrack.formats.citations.phrases import Line, Part, bracketed, joined
from gcmtrack.text import fold
from gcmtrack.views.works import Work
from gcmtrack.wording import Wording


def several(names: Sequence[str], *, last: str, most: int, others: str) -> str:
    """Returns "A, B and C"; the first and `others` when there are more than `most`."""
    if len(names) > most:
        return f"{names[0]}{others}"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}{last}{names[-1]}"


def shortened(name: str, nations: str) -> str:
    """Returns the name of a body of the United Nations with these as `nations` ("UN", "U.N."), any other as it is."""
    if name.endswith(" of the United Nations"):
        return f"{nations} {name.removesuffix(' of the United Nations')}"
    return name.replace("United Nations", nations)


def made_by(work: Work, several_: Callable[[tuple[str, ...]], str], on_behalf_of: str = "") -> Line:
    """Returns who made it: the speaker with office and organisation where there is one, else the organisations."""
    speaker = work.speaker
    if speaker is None:
        return joined(several_(work.authors), on_behalf_of)
    return joined(speaker.name, speaker.role or "", several_(work.beside), on_behalf_of)


def author(work: Work, authors: str) -> str:
    """Returns by whom a work is known: the speaker, else the organisations; "" where the title is all that names it."""
    if not work.makers:
        return ""
    return work.speaker.name if work.speaker else authors


def where(work: Work) -> str:
    """Returns where it was; "" when the title of the occasion ends with the city."""
    city = fold(work.place.partition(",")[0])
    return "" if city and fold(work.occasion or work.title.text).endswith(city) else work.place


def noted(title: Part, work: Work, wording: Wording, form: str = "") -> Line:
    """Returns the title with its translation, its form and, when it is not sure to take place, that, in square brackets."""
    status = wording.label("status", work.status) if work.status else ""
    notes = (bracketed(note, brackets="[]") for note in (work.title.translation, form, status))
    return joined(title, *notes, by=" ")
