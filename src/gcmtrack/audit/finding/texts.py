"""Findings about documents: versions without a date, drafts that were replaced, symbols that cannot be."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gcmtrack.audit.finding.context import Audited, Found
from gcmtrack.audit.finding.phrases import quoted, short
from gcmtrack.audit.matching.names import name_of
from gcmtrack.audit.reading import lexicon
from gcmtrack.audit.reading.survey import Survey, sentence
from gcmtrack.audit.reading.unit import Spot
from gcmtrack.model import un_symbols
from gcmtrack.model.records import Milestone
from gcmtrack.text import shortened

_LONGEST = 160


class _Shown(NamedTuple):
    """A version of a text that a line of the page names. `latest` where a sentence calls it so."""

    at: Spot
    milestone: Milestone
    dated: bool
    latest: bool = False


def _shown(audited: Audited) -> list[_Shown]:
    """The lines of the page that are the name of a version, in order."""
    found = []
    versions = audited.side.versions
    for number in audited.survey.keep(_of_drafts):
        block = audited.page.blocks[number]
        if len(block.text) > _LONGEST or block.kind == "note":
            continue
        milestone = versions.named(block.text)
        if milestone is not None:
            found.append(_Shown(audited.whole(number), milestone, _is_dated(audited, number)))
    return found


def _called_in_sentences(audited: Audited) -> Iterator[_Shown]:
    """Versions that a sentence calls the latest: "the current text is Draft Rev 1"."""
    for number in audited.survey.keep(_of_drafts):
        block, folded = audited.page.blocks[number], audited.survey.folded[number]
        if len(block.text) < 20:
            continue
        for match in lexicon.LATEST.finditer(folded):
            begin, end = sentence(folded, audited.survey.stops(number), match.start(), match.end(), 160)
            if lexicon.PAST_TENSE.search(folded, begin, end) or "?" in folded[begin:end]:
                continue
            name = name_of(block.text[begin:end])
            named = audited.side.versions.told_apart(name)
            if len(named) == 1:
                yield _Shown(Spot(number, begin, end), named[0], dated=True, latest=True)
                break


_DRAFT = re.compile(r"draft|borrador|projet|proyecto|version| rev")


def _of_drafts(survey: Survey) -> tuple[int, ...]:
    """The blocks that speak of a draft."""
    return tuple(survey.holding(_DRAFT, range(len(survey.folded))))


def _is_dated(audited: Audited, number: int) -> bool:
    """Whether a line, or what stands right beside it, tells the date or the symbol of the text."""
    survey, blocks = audited.survey, audited.page.blocks
    if survey.dates.of(number) or _SYMBOL.search(blocks[number].text):
        return True
    above, below = number - 1, number + 1
    if above >= 0 and (
        survey.is_day_alone(above) or (survey.dates.of(above) and blocks[above].text.rstrip().endswith(":"))
    ):
        return True
    if below < len(blocks) and survey.is_day_alone(below):
        return True
    if blocks[number].is_heading and below < len(blocks):
        return bool(survey.dates.of(below))
    heading = survey.parts[number].heading
    return heading is not None and heading != number and any(m.is_day for m in survey.dates.of(heading))


def undated_document(audited: Audited) -> Iterator[Found]:
    """A draft stands on the page without a date, though there were several.

    Nobody can tell which of them it is. Only lines that are the name of a draft count, not sentences about it.
    """
    all_shown = _shown(audited)
    dated = {shown.milestone.id for shown in all_shown if shown.dated}
    dated.update(match.milestone.id for _, match in audited.matches if match and match.agrees)
    for shown in all_shown:
        milestone = shown.milestone
        if shown.dated or milestone.id in dated or audited.is_own(shown.at):
            continue
        wording, text = audited.wording, audited.text(shown.at)
        when = audited.side.say(milestone.date)
        known = audited.side.titled(milestone)
        yield Found(
            shown.at,
            wording.say("audit.undated", quote=quoted(text, wording), date=when, milestone=known),
            wording.say("audit.write-dated", text=short(text), date=when),
            (milestone.id,),
        )


_FINAL = re.compile(
    r"\b(?:adopted text|final text|text as adopted|final outcome|outcome document|final version|as adopted|resolution 73/195|texto (?:final|aprobado|adoptado)|documento final|"
    r"texte (?:final|adopte)|document final)\b"
)


def superseded_text(audited: Audited) -> Iterator[Found]:
    """A draft is the newest version on the page, or is called the latest, and a later text has long replaced it.

    Readers would work with words that were changed.
    """
    shown = _shown(audited)
    ids = {one.milestone.id for one in shown}
    final = bool(_FINAL.search(audited.survey.text))
    lines = {one.at.block for one in shown}
    for one in (*shown, *(one for one in _called_in_sentences(audited) if one.at.block not in lines)):
        later = audited.side.versions.later(one.milestone, audited.today)
        if not later or audited.is_own(one.at):
            continue
        called = _called_latest(audited, one)
        if not called:
            if final or any(_is_on_page(audited, ids, m) for m in later):
                continue
            others = ids & audited.side.versions.chain(one.milestone) - {one.milestone.id}
            if one.dated and (others or not _among_documents(audited, one)):
                continue
        newest, wording = later[-1], audited.wording
        symbol = newest.symbol if newest.symbol and newest.symbol not in newest.title else ""
        yield Found(
            one.at,
            wording.say(
                "audit.called-latest" if called else "audit.newest-on-page",
                quote=quoted(audited.text(one.at), wording),
                milestone=wording.joined([audited.side.named(newest), symbol]),
            ),
            wording.say("audit.link-text", text=newest.symbol or wording.called(newest)),
            (one.milestone.id, newest.id),
        )


def _is_on_page(audited: Audited, ids: set[str], milestone: Milestone) -> bool:
    if milestone.id in ids or milestone.id in audited.shown:
        return True
    return milestone.symbol is not None and milestone.symbol.lower() in audited.survey.text


def _called_latest(audited: Audited, one: _Shown) -> bool:
    if one.latest or lexicon.LATEST.search(audited.survey.folded[one.at.block]):
        return True
    heading = audited.survey.parts[one.at.block].heading
    near = heading is not None and one.at.block - heading <= 2
    return bool(near and heading is not None and lexicon.LATEST.search(audited.survey.folded[heading]))


def _among_documents(audited: Audited, one: _Shown) -> bool:
    heading = audited.survey.parts[one.at.block].heading
    return heading is not None and bool(lexicon.DOCUMENTS_HEADING.fullmatch(audited.survey.folded[heading]))


# What begins like a symbol of the Assembly, the Councils or a commission.
_SYMBOL = re.compile(
    r"(?<![\w/.:-])(?:A/(?:RES|CONF|AC|HRC|INF)\b[\w./()-]*|A/\d{2,3}/[\w./()-]*|A/RES[\w./()-]+|A/CONF[\w./()-]+|E/(?:RES|CN|ESCAP|ECA|ECE|LC)[\w./()-]*|ESCAP/[\w./()-]+)",
    re.IGNORECASE,
)
_SESSION = re.compile(r"A/(?:RES/)?(\d{2,3})/")
# The first session was that of 1946.
_BEFORE_FIRST_SESSION = 1945
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def bad_symbol(audited: Audited) -> Iterator[Found]:
    """A UN document symbol that cannot be one, or that is a slip away from the one in the record.

    The symbol is how the world finds the text.
    """
    known = {m.symbol: m for m in audited.records.milestones.values() if m.symbol}
    by_letters = {_letters(symbol): symbol for symbol in known}
    for number, block in enumerate(audited.page.blocks):
        if "/" not in block.text:
            continue
        text = _ADDRESS.sub(lambda address: " " * len(address[0]), block.text)
        for match in _SYMBOL.finditer(text):
            written = match[0].rstrip(".,;:)(-/") + (
                ")" if "(" in match[0] and match[0].rstrip(".,;:").endswith(")") else ""
            )
            if written in known:
                continue
            spot = Spot(number, match.start(), match.start() + len(written))
            if fault := _fault(audited, spot, written, known, by_letters):
                yield fault


def _letters(symbol: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", symbol.upper())


def _fault(
    audited: Audited, spot: Spot, written: str, known: dict[str, Milestone], by_letters: dict[str, str]
) -> Found | None:
    symbol = _normalised(written)
    if isinstance(symbol, un_symbols.SymbolError):
        right = by_letters.get(_letters(written)) or _nearest(written, tuple(known))
        return _no_symbol(audited, spot, symbol, known[right] if right else None)
    if symbol in known:
        return None
    wording = audited.wording
    if stop := _WITHOUT_STOP.search(symbol):
        right = f"{symbol[: stop.start(1)]}{stop[1]}.{stop[2]}{symbol[stop.end() :]}"
        lacks = wording.say("audit.no-stop", symbol=written, right=f"{stop[1]}.{stop[2]}")
        return Found(spot, lacks, wording.say("audit.write", text=right), _ids(known.get(right)))
    session = _SESSION.match(symbol)
    if session and int(session[1]) > audited.today.year - _BEFORE_FIRST_SESSION:
        return Found(spot, wording.say("audit.no-session", symbol=written, session=session[1]))
    right = by_letters.get(_letters(symbol)) or _slip(audited, spot, symbol, known)
    if right is None:
        return None
    return Found(
        spot,
        wording.say(
            "audit.slip-away", symbol=written, right=right, milestone=audited.side.titled(known[right])
        ),
        wording.say("audit.write", text=right),
        (known[right].id,),
    )


@lru_cache(maxsize=4096)
def _normalised(written: str) -> str | un_symbols.SymbolError:
    """A symbol as it is written right, or what is wrong with it."""
    try:
        return un_symbols.normalise(written)
    except un_symbols.SymbolError as error:
        return error


def _no_symbol(audited: Audited, spot: Spot, error: un_symbols.SymbolError, right: Milestone | None) -> Found:
    wording = audited.wording
    quote = wording.quoted(shortened(error.text))
    if error.lacks == "number":
        said = wording.say("audit.symbol-number", quote=quote, piece=error.piece)
    else:
        said = wording.say(
            "audit.symbol-session" if error.lacks == "session" else "audit.symbol-form", quote=quote
        )
    if right is None:
        return Found(spot, said)
    asked = wording.say("audit.is-it", symbol=right.symbol, milestone=audited.side.titled(right))
    write = wording.say("audit.write", text=right.symbol)
    return Found(spot, wording.joined([said, asked], "semicolon"), write, (right.id,))


# "L1", which is written L.1.
_WITHOUT_STOP = re.compile(r"/(Rev|Add|Corr|REV|ADD|CORR|CRP|INF|PV|SR|WP|L)(\d+)(?=/|$)")


def _ids(milestone: Milestone | None) -> tuple[str, ...]:
    return (milestone.id,) if milestone else ()


@lru_cache(maxsize=512)
def _nearest(written: str, known: tuple[str, ...]) -> str | None:
    import difflib

    near = difflib.get_close_matches(written.upper(), known, 1, 0.8)
    return near[0] if near else None


# What texts speak of, and what so few speak of that its being part of the summary is enough.
_OWN_SUBJECTS = frozenset(("+progress-declaration", "+imrf", "+modalities", "ny-declaration"))
_SUBJECTS = _OWN_SUBJECTS | {"compact", "refugee"}


def _slip(audited: Audited, spot: Spot, symbol: str, known: dict[str, Milestone]) -> str | None:
    """The recorded symbol that is one character away, where the line speaks of its text."""
    block = audited.page.blocks[spot.block]
    around = block.text[max(0, spot.begin - 150) : spot.begin] + " " + block.text[spot.end : spot.end + 60]
    name = name_of(around)
    for other, milestone in known.items():
        if not _one_apart(symbol, other):
            continue
        named = audited.side.index.named[milestone.id]
        own = frozenset(token for variant in named.variants for token in variant.tokens)
        if name.tokens & _SUBJECTS & own or name.tokens & _OWN_SUBJECTS & named.all_tokens:
            return other
    return None


def _one_apart(a: str, b: str) -> bool:
    """Whether one character more, less or other, or two that changed places, make `b` of `a`."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    begin = 0
    while begin < min(len(a), len(b)) and a[begin] == b[begin]:
        begin += 1
    end = 0
    while end < min(len(a), len(b)) - begin and a[-1 - end] == b[-1 - end]:
        end += 1
    one, other = a[begin : len(a) - end], b[begin : len(b) - end]
    return max(len(one), len(other)) <= 1 or (len(one) == len(other) == 2 and one == other[::-1])
