"""The Chicago Manual of Style, notes: author, “title,” date, address; months are shortened."""

from gcmtrack.formats.citations.dates import SHORT_MONTHS, month_first, set_apart
from gcmtrack.formats.citations.parts import author, made_by, noted, several, shortened, where
from gcmtrack.formats.citations.phrases import Line, bracketed, joined, quoted
from gcmtrack.formats.citations.places import Place, Places
from gcmtrack.formats.pages.document import Emphasis
from gcmtrack.model.dates import When
from gcmtrack.model.tables import Source
from gcmtrack.model.un_symbols import Organ
from gcmtrack.views.pieces import address
from gcmtrack.views.works import Work
from gcmtrack.wording import Wording

_ORGANS: dict[Organ, str] = {
    "general-assembly": "UN General Assembly",
    "security-council": "UN Security Council",
    "economic-and-social-council": "UN Economic and Social Council",
    "human-rights-council": "UN Human Rights Council",
}


def full(work: Work, places: Places, wording: Wording) -> Line:
    at = [_place(place) for place in places]
    date = _date(work.date) if work.date else ""
    if work.resolution:
        title = quoted(work.title.text) if work.title.text else ""
        return _comma(joined(_resolution(work), title), *at, date)
    if work.symbol:
        return _comma(joined(_who(work), _title(work, wording)), work.symbol, *at, date)
    if work.kind in ("event", "decision", "site"):
        return _ending(work, joined(_title(work, wording), where(work), date, *at))
    if work.kind == "document":
        return _ending(work, joined(_who(work), _title(work, wording), date, *at))
    if work.kind == "speech":
        held = bracketed("remarks", work.occasion, where(work), date)
        named = joined(joined(_who(work), _title(work, wording)), held, by=" ")
        return _ending(work, joined(named, *at, work.at))
    return _ending(work, _comma(joined(_who(work), _title(work, wording)), date, *at, work.at))


def again(work: Work, places: Places, wording: Wording, number: int, *, right_after: bool) -> Line:  # noqa: ARG001 (as all styles)
    at = [_place(place) for place in places]
    if work.resolution:
        return joined(_resolution(work), *at)
    return _comma(joined(author(work, _several(work.authors)), _title(work, wording)), *at)


def _resolution(work: Work) -> str:
    assert work.resolution is not None
    return f"{_ORGANS[work.resolution.organ]}, Resolution {work.resolution.number}"


def _who(work: Work) -> Line:
    behalf = f"on behalf of {_several(work.on_behalf_of)}" if work.on_behalf_of else ""
    return made_by(work, _several, behalf)


def _several(names: tuple[str, ...]) -> str:
    return several([shortened(name, "UN") for name in names], last=" and ", most=3, others=" et al.")


def _title(work: Work, wording: Wording) -> Line:
    title = work.title.text
    shown: str | Emphasis = title
    if work.kind == "document":
        shown = Emphasis(title)
    elif work.kind in ("page", "speech"):
        shown = quoted(title)
    return noted(shown, work, wording)


def _comma(first: Line, *others: str | Line) -> Line:
    """The parts with commas between them; the one behind a quotation stands inside its marks."""
    rest = joined(*others)
    if first and rest and isinstance(first[-1], str) and first[-1].endswith("”"):
        return (*first[:-1], f"{first[-1][:-1]},”", " ", *rest)
    return joined(first, rest)


def _ending(work: Work, line: Line) -> Line:
    if not work.url:
        return _comma(line, _source(work.source)) if work.source else line
    read = f"accessed {_date(When.of_day(work.accessed))}" if work.accessed else ""
    return _comma(line, read, (address(work.url),))


def _source(source: Source) -> Line:
    reported = joined("as reported in", source.publisher or "", by=" ")
    where: Line = (address(source.url),) if source.url else ()
    named = (
        joined(reported, quoted(source.title))
        if source.publisher
        else joined(reported, quoted(source.title), by=" ")
    )
    return _comma(named, source.locator or "", where)


def _date(when: When) -> str:
    return set_apart(month_first(when, SHORT_MONTHS, "ca."))


_UNITS = {
    "paragraph": ("para.", "paras."),
    "article": ("art.", "arts."),
    "annex": ("annex", "annexes"),
    "section": ("sec.", "secs."),
    "chapter": ("chap.", "chaps."),
    "objective": ("objective", "objectives"),
}


def _place(place: Place) -> str:
    if not place.unit:
        return place.text
    if place.unit == "page":
        return place.said(last=", ")
    unit = _UNITS[place.unit][place.several]
    return f"{unit} {place.said()}" if place.numbers else unit
