"""OSCOLA, the Oxford University Standard for the Citation of Legal Authorities: its 4th edition, with the section on
international law of 2006 for documents of the United Nations.

Authors, ‘title’ (date), number; hardly any punctuation; an address stands in angle brackets.
"""

from gcmtrack.formats.citations.dates import in_words
from gcmtrack.formats.citations.parts import author, made_by, noted, several, where
from gcmtrack.formats.citations.phrases import Line, bracketed, joined, quoted
from gcmtrack.formats.citations.places import Place, Places
from gcmtrack.model.tables import Source
from gcmtrack.model.un_symbols import Organ
from gcmtrack.views.pieces import address
from gcmtrack.views.works import Work
from gcmtrack.wording import Wording, english

_ORGANS: dict[Organ, str] = {
    "general-assembly": "UNGA",
    "security-council": "UNSC",
    "economic-and-social-council": "ECOSOC",
    "human-rights-council": "UNHRC",
}


def full(work: Work, places: Places, wording: Wording) -> Line:
    at = [_place(place) for place in places]
    date = bracketed(in_words(work.date, wording)) if work.date else ()
    if work.symbol:
        number = "" if _is_old(work) else f"UN Doc {work.symbol}"
        return joined(joined(_named(work, wording), date, number, by=" "), *at)
    if work.kind in ("event", "decision"):
        held = bracketed(where(work), in_words(work.date, wording) if work.date else "")
        return _ending(work, joined(_title(work, wording), held, *at, by=" "))
    if work.kind == "speech":
        date = bracketed(work.occasion, where(work), in_words(work.date, wording) if work.date else "")
    return _ending(work, joined(_named(work, wording), date, *at, work.at, by=" "))


def again(work: Work, places: Places, wording: Wording, number: int, *, right_after: bool) -> Line:
    at = [_place(place) for place in places]
    if right_after:
        return joined("ibid", *at, by=" ")
    first = () if work.resolution else joined(author(work, _several(work.authors)))
    return joined(first or _named(work, wording), f"(n {number})", *at, by=" ")


def _named(work: Work, wording: Wording) -> Line:
    if work.resolution:
        return (f"{_ORGANS[work.resolution.organ]} Res {work.resolution.number}",)
    if work.kind in ("event", "decision", "site"):
        return _title(work, wording)
    behalf = f"on behalf of {_several(work.on_behalf_of)}" if work.on_behalf_of else ""
    return joined(made_by(work, _several, behalf), _title(work, wording))


def _is_old(work: Work) -> bool:
    """Whether it is a resolution of before the 31st session, whose number holds the session and which needs no symbol."""
    return work.resolution is not None and "(" in work.resolution.number


def _several(names: tuple[str, ...]) -> str:
    short = ["UNGA" if name == "United Nations General Assembly" else name for name in names]
    return several(short, last=" and ", most=3, others=" and others")


def _title(work: Work, wording: Wording) -> Line:
    title = work.title.text
    shown = title if work.kind in ("event", "decision", "site") or not title else quoted(title, "‘’")
    return noted(shown, work, wording)


def _ending(work: Work, line: Line) -> Line:
    if not work.url:
        return joined(line, _source(work.source)) if work.source else line
    read = f"accessed {english().day(work.accessed)}" if work.accessed else ""
    return joined(line, ("<", address(work.url), ">"), read, by=" ")


def _source(source: Source) -> Line:
    named = joined(source.publisher or "", quoted(source.title, "‘’"), source.locator or "")
    where: Line = ("<", address(source.url), ">") if source.url else ()
    return joined("as reported in", named, where, by=" ")


_UNITS = {
    "paragraph": ("para", "paras"),
    "article": ("art", "arts"),
    "annex": ("annex", "annexes"),
    "section": ("s", "ss"),
    "chapter": ("ch", "chs"),
    "objective": ("objective", "objectives"),
}


def _place(place: Place) -> str:
    if not place.unit:
        return place.text
    if place.unit == "page":
        return place.said()
    unit = _UNITS[place.unit][place.several]
    return f"{unit} {place.said()}" if place.numbers else unit
