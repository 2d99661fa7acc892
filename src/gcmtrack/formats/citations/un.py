"""The United Nations Editorial Manual, "Footnotes and other references" (https://www.un.org/dgacm/en/content/editorial-manual).

In English, Spanish and French (`un_words`). A document is known by its symbol, an exact title stands in
quotation marks and a descriptive one does not.
"""

from gcmtrack.formats.citations.dates import in_words, set_apart
from gcmtrack.formats.citations.parts import author, made_by, noted, several, where
from gcmtrack.formats.citations.phrases import Line, bracketed, capitalised, joined, quoted
from gcmtrack.formats.citations.places import Place, Places
from gcmtrack.formats.citations.un_words import WORDS, Words
from gcmtrack.model.tables import Source
from gcmtrack.views.pieces import address
from gcmtrack.views.works import Work
from gcmtrack.wording import Wording


def full(work: Work, places: Places, wording: Wording) -> Line:
    at = _places(places, wording)
    if work.resolution:
        named = _words(wording).resolution[work.resolution.organ].format(number=work.resolution.number)
        return joined(*capitalised((named,)), *at)
    if work.kind == "site":
        return _ending(work, joined(work.title.text, *at), wording)
    date = set_apart(in_words(work.date, wording)) if work.date else ""
    title = _title(work, wording)
    if work.symbol:
        return joined(joined(title, bracketed(work.symbol), by=" "), *at)
    if work.kind in ("event", "decision"):
        return _ending(work, joined(title, where(work), date, *at), wording)
    who = made_by(work, lambda names: _several(names, wording), _behalf(work, wording))
    return _ending(work, joined(who, title, work.occasion, where(work), date, *at, work.at), wording)


def again(work: Work, places: Places, wording: Wording, number: int, *, right_after: bool) -> Line:
    at = _places(places, wording)
    if right_after:
        return joined(_words(wording).ibid, *at)
    if work.resolution:
        return full(work, places, wording)
    if work.symbol:
        return joined(work.symbol, *at)
    named = joined(author(work, _several(work.authors, wording)), _title(work, wording), *at)
    return joined(named, _words(wording).see_note.format(number=number), by=" ")


def _title(work: Work, wording: Wording) -> Line:
    title = work.title.text
    return noted(_quoted(title, wording) if work.title.exact else title, work, wording)


def _quoted(title: str, wording: Wording) -> str:
    return _words(wording).quoted.format(title=quoted(title)[1:-1])


def _several(names: tuple[str, ...], wording: Wording) -> str:
    return several(names, last=wording.text("joint.and"), most=3, others=_words(wording).others)


def _behalf(work: Work, wording: Wording) -> str:
    names = _several(work.on_behalf_of, wording)
    return _words(wording).on_behalf.format(names=names) if names else ""


def _ending(work: Work, line: Line, wording: Wording) -> Line:
    """The citation with its address, or with where it was reported."""
    if work.url:
        before, after = _around(_words(wording).available)
        read = _words(wording).accessed.format(day=wording.day(work.accessed)) if work.accessed else ""
        reach: Line = (before, address(work.url), after)
        return joined(line, joined(reach, bracketed(read), by=" "), by=". ")
    if work.source is None:
        return line
    before, after = _around(_words(wording).reported)
    return joined(line, (before, *_source(work.source, wording), after))


def _source(source: Source, wording: Wording) -> Line:
    named = joined(source.publisher or "", _quoted(source.title, wording), source.locator or "")
    if not source.url:
        return named
    before, after = _around(_words(wording).available)
    return joined(named, (before, address(source.url), after), by=". ")


def _places(places: Places, wording: Wording) -> tuple[str, ...]:
    return tuple(_place(place, wording) for place in places)


def _place(place: Place, wording: Wording) -> str:
    if not place.unit:
        return place.text
    words = _words(wording)
    one, several_ = words.units[place.unit]
    if not place.numbers:
        return one
    return f"{several_ if place.several else one} {place.said(words.range, wording.text('joint.and'))}"


def _words(wording: Wording) -> Words:
    return WORDS.get(wording.language, WORDS["en"])


def _around(text: str) -> tuple[str, str]:
    """What a text says before and after its one place."""
    before, _, rest = text.partition("{")
    return before, rest.partition("}")[2]
