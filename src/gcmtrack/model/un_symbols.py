"""UN document symbols, such as A/RES/73/195: one spelling, what they mean, where the text is.

Structure after the Dag Hammarskjöld Library's guide to document symbols: the organ or series first, then bodies,
session or year and number, and last the changes to the text (Add., Corr., Rev.).
"""

import re
from typing import Literal, NamedTuple, get_args

from gcmtrack.patterns import late
from gcmtrack.text import quoted

SymbolKind = Literal["resolution", "conference-document", "draft", "assembly-document", "document"]
SYMBOL_KINDS: tuple[SymbolKind, ...] = get_args(SymbolKind)


class Meaning(NamedTuple):
    """What a symbol stands for: a kind of document, the session of the General Assembly or the number of the conference
    to which it belongs, and its own number there; empty where the symbol does not tell."""

    kind: SymbolKind
    body: str = ""
    number: str = ""


_ORGAN = (
    r"(?:A|S|E|T|ST|SG|CMW|CRC|CCPR|CEDAW|CERD|CAT|CRPD|HRI|HRC|DP|ESA|ESCAP|LC|C|ECE|IOM|GA|PAL|AU|DEV|REF)"
)
_PIECE = r"(?:[A-Z0-9][A-Za-z0-9.\-]*(?: ?\([A-Za-z0-9 .\-]+\))?)"
_SYMBOL = late(rf"{_ORGAN}(?:/{_PIECE})+\*?")
_CHANGES = late(r"(?:REV|ADD|CORR|AMEND|CRP|INF|SR|PV|L|NGO|WP|SUMMARY)(?=[./]|$)")
_CHANGE_NAMES = {"REV": "Rev", "ADD": "Add", "CORR": "Corr", "AMEND": "Amend", "SUMMARY": "Summary"}
_NUMBERED = late(r"(Rev|Add|Corr|Amend|CRP|INF|SR|PV|L|WP)(?:\.(.*))?")
# S- and ES- are special and emergency special sessions.
_RESOLUTION = late(r"A/RES/((?:E?S-)?\d{1,3})/(\d+)( ?[A-Z])?")


# Where addresses of the United Nations hold a symbol.
_ADDRESSES = (
    late(
        r"(?:https?://)?(?:www\.)?(?:(?:daccess-ods|documents|undocs|docs)\.un|undocs)\.org/.*?[?&](?:symbol|ds|finalsymbol)=([^&#]+).*",
        re.IGNORECASE,
    ),
    late(r"https?://documents\.un\.org/api/symbol/.*?[?&]s=([^&#]+).*", re.IGNORECASE),
    late(r"https?://(?:www\.)?un\.org/.*?[?&]symbol=([^&#]+).*", re.IGNORECASE),
    late(
        r"(?:https?://)?(?:www\.)?(?:undocs\.org|docs\.un\.org)/(?:(?:en|fr|es|ru|ar|zh)/)?([^?#]+).*",
        re.IGNORECASE,
    ),
)
_LEADING = late(r"^(?:UN )?(?:Doc(?:ument|s|\.)?|symbol)\s*:?\s+", re.IGNORECASE)
_SPOKEN = late(
    r"^(?:(?:UN )?General Assembly |GA |UNGA )?res(?:olution|\.) (?:A/RES/)?(\d+/\d+)$", re.IGNORECASE
)
_YEAR_BEHIND = late(r"^(A/RES/\d+/\d+)\s*\(\d{4}\)$", re.IGNORECASE)
_QUOTES = " \"'“”„«»‘’"
_BRACKETED = late(r"[(\[<]([^()\[\]<>]*)[)\]>]")


def _pasted(text: str) -> str:
    """The symbol in what was pasted for one: an address, quotation marks, words and stops around it."""
    if not text.isascii():
        from unicodedata import normalize

        # Letters and slashes of full width, as in East Asian texts.
        text = normalize("NFKC", text)
    text = " ".join(text.split()).strip(_QUOTES)
    if match := _BRACKETED.fullmatch(text):
        text = match[1]
    for address in _ADDRESSES:
        if match := address.fullmatch(text):
            from urllib.parse import unquote

            text = unquote(match[1])
    text = _LEADING.sub("", text).strip(_QUOTES).rstrip(".,;:").rstrip(_QUOTES + "/")
    for dash in "\u2010\u2011\u2012\u2013\u2212":
        text = text.replace(dash, "-")
    text = text.replace("\u2044", "/").replace("\u2215", "/").replace("_", "/")
    match = _SPOKEN.match(text)
    # The year behind a resolution says when; only those of the Security Council, and old ones, have brackets of their own.
    return f"A/RES/{match[1]}" if match else _YEAR_BEHIND.sub(r"\1", text)


class SymbolError(ValueError):
    """A text is no symbol; the message says what to write instead. `lacks` is what it lacks; `piece` the piece without its
    number: "Rev"."""

    def __init__(self, lacks: Literal["form", "number", "session"], text: str, piece: str = "") -> None:
        said = {
            "form": "is not a UN document symbol; write it like A/RES/73/195 or A/CONF.231/3",
            "number": f"is not a UN document symbol: {piece}. wants a number, as in {piece}.1",
            "session": "is not a resolution; write session and number, as in A/RES/73/195",
        }
        super().__init__(f"{quoted(text)} {said[lacks]}")
        self.lacks = lacks
        self.text = text
        self.piece = piece


def normalise(text: str) -> str:
    """Returns the canonical spelling. Raises `SymbolError` when `text` is no symbol.

    Upper case but for the change words (Rev.1, Add.2, Corr.1), no spaces around slashes, no zeros before numbers. An
    address of undocs.org and its kin, quotation marks, a final stop and "UN Doc." are understood.
    """
    cleaned = re.sub(r"\s*/\s*", "/", _pasted(text))
    symbol = "/".join(_piece(piece) for piece in cleaned.split("/"))
    if not _SYMBOL.fullmatch(symbol):
        raise SymbolError("form", text)
    for piece in symbol.rstrip("*").split("/"):
        match = _NUMBERED.fullmatch(piece)
        if match and not re.fullmatch(r"\d+[A-Za-z]?(?:-\d+)?", match[2] or ""):
            raise SymbolError("number", text, match[1])
    if symbol.startswith("A/RES/") and "(" not in symbol and not _resolution(symbol):
        raise SymbolError("session", text)
    return symbol


def _resolution(symbol: str) -> re.Match[str] | None:
    bare = re.sub(r"/(?:Rev|Add|Corr)\.\d+", "", symbol).rstrip("*")
    return _RESOLUTION.fullmatch(bare)


def _piece(piece: str) -> str:
    # In numbers alone; "INF.01" is no other than INF.1, but codes of bodies may begin with a zero.
    if re.fullmatch(r"0+\d+", piece):
        piece = piece.lstrip("0") or "0"
    upper = re.sub(r"(?<=\.)0+(?=\d+$)", "", piece.upper())
    match = _CHANGES.match(upper)
    if match and match[0] in _CHANGE_NAMES:
        return _CHANGE_NAMES[match[0]] + upper[match.end() :]
    # "EC.2/4(Part II)", "WP.1(Vol.II)": what stands in brackets keeps its case.
    head, bracket, tail = piece.partition("(")
    return upper if not bracket else head.upper() + bracket + tail


# In the order in which the United Nations lists its official languages.
OFFICIAL_LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
# The organs whose documents are issued in all of them; regional commissions and agencies have fewer.
_IN_ALL_LANGUAGES = late(r"(?:A|S|E(?!/(?:ECE|ESCAP|ESCWA|ECA|LC))|CMW|CRC|CCPR|CEDAW|CERD|CAT|CRPD)/")
# Conference room papers, information notes, what came from outside and summary records: as they came, or in two languages.
_IN_SOME_LANGUAGES = late(r"/(?:CRP|INF|NGO|WP|SR)\b")


def languages(symbol: str) -> tuple[str, ...]:
    """Returns the languages in which the United Nations is known to issue a document: all six, or none where the symbol
    does not tell."""
    if _IN_ALL_LANGUAGES.match(symbol) and not _IN_SOME_LANGUAGES.search(symbol):
        return OFFICIAL_LANGUAGES
    return ()


def official_link(symbol: str, language: str | None = None) -> str:
    """Returns the address where the United Nations keeps the text in all its official languages, or in one of them."""
    from urllib.parse import quote

    way = f"{language}/" if language else ""
    return f"https://undocs.org/{way}{quote(symbol, safe='/.*()')}"


def meaning(symbol: str) -> Meaning:
    """Returns what the symbol stands for, as far as it tells."""
    if match := _resolution(symbol):
        return Meaning("resolution", match[1], match[2])
    if match := re.fullmatch(r"A/CONF\.(\d+)/(\d+)", symbol):
        return Meaning("conference-document", match[1], match[2])
    if match := re.fullmatch(r"A/(\d+)/L\.(\d+).*", symbol):
        return Meaning("draft", match[1], match[2])
    if match := re.fullmatch(r"A/(\d+)/(\d+)", symbol):
        return Meaning("assembly-document", match[1], match[2])
    return Meaning("document")


Organ = Literal["general-assembly", "security-council", "economic-and-social-council", "human-rights-council"]


class Resolution(NamedTuple):
    """A resolution: who adopted it, and its number as it is cited ("73/195", "1325 (2000)", "217 A (III)")."""

    organ: Organ
    number: str


_SESSION = r"(?: ?\((?:E?S-)?[IVXLC]+\))"
_RESOLUTIONS: tuple[tuple[str, Organ], ...] = (
    (rf"A/RES/((?:E?S-)?\d{{1,3}}/\d+(?: ?[A-Z])?|\d+(?: ?[A-Z])?{_SESSION})", "general-assembly"),
    (r"S/RES/(\d+ ?\(\d{4}\))", "security-council"),
    (rf"E/RES/(\d{{4}}/\d+(?: ?[A-Z])?|\d+(?: ?[A-Z])?{_SESSION})", "economic-and-social-council"),
    (r"A/HRC/RES/((?:S-)?\d+/\d+)", "human-rights-council"),
)


def resolution(symbol: str) -> Resolution | None:
    """Returns which resolution a symbol stands for; None when it is that of another document, or of a change to one."""
    for pattern, organ in _RESOLUTIONS:
        if match := re.fullmatch(pattern, symbol):
            number = re.sub(r"(?<=\d)(?=[A-Z(])|(?<=[A-Z])(?=\()", " ", match[1])
            return Resolution(organ, number)
    return None
