"""APA, 7th edition: entries of a list of references, and what stands in the text for them."""

from gcmtrack.formats.citations.dates import LONG_MONTHS, month_first, year_first
from gcmtrack.formats.citations.parts import noted, several, where
from gcmtrack.formats.citations.phrases import Line, bracketed, closed, joined
from gcmtrack.formats.citations.places import Place, Places
from gcmtrack.formats.pages.document import Emphasis
from gcmtrack.model.dates import When
from gcmtrack.model.records import Statement
from gcmtrack.model.tables import Source
from gcmtrack.views.pieces import address
from gcmtrack.views.works import Work
from gcmtrack.wording import Wording

# What a list of references says of works that are no plain page.
_FORMS = {
    "remarks": "Speech",
    "explanation-of-vote": "Speech",
    "press-release": "Press release",
    "open-letter": "Open letter",
    "position-paper": "Position paper",
    "brief": "Policy brief",
}


def full(work: Work, _: Places, wording: Wording) -> Line:
    """Returns the entry of the list; a place is none of it and stands in the text."""
    date = bracketed(year_first(work.date, "ca.") if work.date else "n.d.")
    title = _title(work, wording)
    who = _who(work)
    if not who or work.kind in ("event", "decision"):
        begun = joined(title, date, by=". ")
    elif work.kind == "site":
        begun = joined(who, date, by=". ")
    else:
        begun = joined(joined(who, date, by=". "), title, by=". ")
    held = joined(work.occasion, where(work)) if work.kind in ("speech", "event", "decision") else ()
    whole = joined(begun, held, by=". ")
    if work.url or (work.source and work.source.url):
        return joined(whole, _address(work) if work.url else _reported(work.source), by=". ")
    return closed(joined(whole, _reported(work.source), by=". "))


def again(work: Work, places: Places, wording: Wording, number: int, *, right_after: bool) -> Line:  # noqa: ARG001 (as all styles)
    """Returns what stands in the text: "(Women in Migration Network, 2018, para. 3)"."""
    year = "n.d." if work.date is None else _years(work.date)
    who = several(_parties(work), last=" & ", most=2, others=" et al.")
    first: str | Line = who
    if not who or work.kind in ("event", "decision"):
        first = (Emphasis(work.title.text),)
    return bracketed(first, year, *(_place(place) for place in places))


def _years(when: When) -> str:
    first, last = str(when.start.year), str(when.end.year)
    return first if first == last else f"{first}–{last}"


def _parties(work: Work) -> tuple[str, ...]:
    if work.kind == "site":
        return (work.title.text,)
    return work.makers


def _who(work: Work) -> str:
    names = _parties(work)
    return several(names, last=", & " if len(names) > 2 else " & ", most=20, others=" et al.")


def _title(work: Work, wording: Wording) -> Line:
    if work.kind == "site":
        return ()
    form = _FORMS.get(work.record.kind, "") if isinstance(work.record, Statement) else ""
    return noted(joined(Emphasis(work.name), bracketed(work.symbol), by=" "), work, wording, form)


def _address(work: Work) -> Line:
    if work.accessed:
        return ("Retrieved ", _read(work), ", from ", address(work.url))
    return (address(work.url),)


def _reported(source: Source | None) -> Line:
    """Where it was reported, for what has no address of its own."""
    if source is None:
        return ()
    reported = joined("As reported in", source.publisher or "", by=" ")
    named = joined(reported, (Emphasis(source.title),), by=", " if source.publisher else " ")
    return joined(joined(named, source.locator or ""), (address(source.url),) if source.url else (), by=". ")


def _read(work: Work) -> str:
    assert work.accessed is not None
    return month_first(When.of_day(work.accessed), LONG_MONTHS, "")


_UNITS = {
    "paragraph": ("para.", "paras."),
    "page": ("p.", "pp."),
    "article": ("Art.", "Arts."),
    "annex": ("Annex", "Annexes"),
    "section": ("Section", "Sections"),
    "chapter": ("Chapter", "Chapters"),
    "objective": ("Objective", "Objectives"),
}


def _place(place: Place) -> str:
    if not place.unit:
        return place.text
    unit = _UNITS[place.unit][place.several]
    return f"{unit} {place.said(last=', ')}" if place.numbers else unit
