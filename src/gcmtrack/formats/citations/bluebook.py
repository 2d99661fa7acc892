"""The Bluebook: resolutions by their number and symbol (rule 21), pages and speeches with author, title, date and address
(rules 17 and 18)."""

from gcmtrack.formats.citations.dates import SHORT_MONTHS, month_first
from gcmtrack.formats.citations.parts import author, made_by, noted, several, shortened, where
from gcmtrack.formats.citations.phrases import Line, bracketed, joined
from gcmtrack.formats.citations.places import Place, Places
from gcmtrack.formats.pages.document import Emphasis
from gcmtrack.model.dates import When
from gcmtrack.model.tables import Source
from gcmtrack.model.un_symbols import Organ
from gcmtrack.views.pieces import address
from gcmtrack.views.works import Work
from gcmtrack.wording import Wording

_ORGANS: dict[Organ, str] = {
    "general-assembly": "G.A.",
    "security-council": "S.C.",
    "economic-and-social-council": "E.S.C.",
    "human-rights-council": "Human Rights Council",
}


def full(work: Work, places: Places, wording: Wording) -> Line:
    at = [_place(place) for place in places]
    date = bracketed(_date(work.date)) if work.date else ()
    if work.symbol:
        named = joined(_named(work, wording), *at, f"U.N. Doc. {work.symbol}")
        return joined(named, date, by=" ")
    named = joined(_named(work, wording), *at, work.at)
    if work.kind in ("event", "decision"):
        return _ending(work, joined(joined(named, where(work)), date, by=" "))
    occasion = f"Remarks at {work.occasion}" if work.occasion else ""
    return _ending(work, joined(joined(named, occasion, where(work)), date, by=" "))


def again(work: Work, places: Places, wording: Wording, number: int, *, right_after: bool) -> Line:
    at = [_place(place) for place in places]
    if right_after:
        return joined("Id.", joined(*at), by=" ")
    first = () if work.resolution else joined(author(work, _several(work.authors)))
    return joined(first or _named(work, wording), f"supra note {number}", *at)


def _named(work: Work, wording: Wording) -> Line:
    if work.resolution:
        return (f"{_ORGANS[work.resolution.organ]} Res. {work.resolution.number}",)
    title = _title(work, wording)
    if work.kind in ("event", "decision", "site"):
        return title
    behalf = f"on behalf of {_several(work.on_behalf_of)}" if work.on_behalf_of else ""
    return joined(made_by(work, _several, behalf), title)


def _several(names: tuple[str, ...]) -> str:
    short = [shortened(name, "U.N.") for name in names]
    return several(short, last=" & ", most=2, others=" et al.")


def _title(work: Work, wording: Wording) -> Line:
    title = work.title.text
    shown = title if work.kind in ("event", "decision", "site") else Emphasis(title)
    return noted(shown, work, wording)


def _ending(work: Work, line: Line) -> Line:
    if not work.url:
        return joined(line, _source(work.source)) if work.source else line
    read = f"(last visited {_date(When.of_day(work.accessed))})" if work.accessed else ""
    kept: Line = ("[", address(work.archived), "]") if work.archived else ()
    return joined(line, joined((address(work.url),), read, kept, by=" "))


def _source(source: Source) -> Line:
    where: Line = (address(source.url),) if source.url else ()
    reported = joined("as reported in", source.publisher or "", by=" ")
    return joined(reported, Emphasis(source.title), source.locator or "", where)


def _date(when: When) -> str:
    return month_first(when, SHORT_MONTHS, "c.")


_UNITS = {
    "article": ("art.", "arts."),
    "annex": ("annex", "annexes"),
    "section": ("§", "§§"),
    "chapter": ("ch.", "chs."),
    "objective": ("objective", "objectives"),
    "paragraph": ("¶", "¶¶"),
}


def _place(place: Place) -> str:
    if not place.unit:
        return place.text
    if place.unit == "page":
        return f"at {place.said(last=', ')}"
    unit = _UNITS[place.unit][place.several]
    return f"{unit} {place.said(last=', ')}" if place.numbers else unit
