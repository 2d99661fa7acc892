"""BibLaTeX: a database of references for LaTeX, Zotero, JabRef and pandoc.

Documents are reports with their symbol as number, statements are online, remarks are talks. Dates are EDTF, as BibLaTeX
has them. Names of organisations, and of persons whose family name nobody recorded, stand in braces, and so do titles: no
style takes them apart or changes their capitals.
"""

from collections.abc import Iterable

from gcmtrack.formats.request import Request, Written
from gcmtrack.formats.tex import tex
from gcmtrack.model.records import Statement
from gcmtrack.printable import encoded
from gcmtrack.views.references import form, keywords, note, references
from gcmtrack.views.works import Work

# Languages as babel and polyglossia call them.
_LANGID = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian", "ja": "japanese",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ru": "russian", "sv": "swedish",
    "tr": "turkish",
}  # fmt: skip
Fields = list[tuple[str, str]]


def export(request: Request) -> Written:
    found = references(request.records, request.chosen(), request.wording)
    return Written([write(found.works)], found.told)


def write(works: Iterable[Work]) -> bytes:
    """Returns the database, an entry for each work, in the order of the works."""
    return "\n".join(_entry(work) for work in works).encode()


def _entry(work: Work) -> str:
    type_, fields = _fields(work)
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@{type_}{{{work.key},\n{lines}}}\n"


def _fields(work: Work) -> tuple[str, Fields]:
    """The type of the entry and its fields; only what BibLaTeX's data model has for that type."""
    named: Fields = [("author", _names(work.makers)), ("title", _whole(work.name))]
    dated: Fields = [("date", str(work.date) if work.date else "")]
    reach: Fields = [
        ("url", _address(work.url)),
        ("urldate", work.accessed.isoformat() if work.accessed and work.url else ""),
    ]
    said: Fields = [
        ("note", tex(note(work))),
        ("langid", _language(work)),
        ("keywords", ", ".join(map(tex, keywords(work)))),
        ("abstract", tex(work.record.summary or "")),
    ]
    place: Fields = [("location", tex(work.place))]
    if work.kind in ("resolution", "document") and work.authors:
        report: Fields = [
            ("type", tex(form(work))),
            ("institution", _names(("United Nations",) if work.symbol else work.authors)),
            ("number", tex(work.symbol)),
        ]
        return "report", named + report + dated + reach + said
    if work.kind == "speech":
        talk: Fields = [("eventtitle", _whole(work.occasion)), ("venue", tex(work.place))]
        office = work.speaker is not None and work.authors
        talk.append(("howpublished", tex(", ".join(work.authors)) if office else ""))
        return "unpublished", named + talk + dated + reach + said
    if work.kind == "page" and work.url:
        return "online", named + dated + reach + said
    held_by = () if work.makers or work.kind == "site" else work.authors
    # A report without an author is none to BibLaTeX; its symbol is how it was published.
    how: Fields = [
        ("type", tex(form(work))),
        ("organization", _names(held_by)),
        ("howpublished", tex(work.symbol)),
    ]
    return "misc", named + how + dated + place + reach + said


def _language(work: Work) -> str:
    languages = work.record.languages if isinstance(work.record, Statement) else ()
    return _LANGID.get(languages[0], "") if languages else ""


def _names(names: Iterable[str]) -> str:
    return " and ".join(f"{{{tex(name)}}}" for name in names)


def _whole(text: str) -> str:
    return f"{{{tex(text)}}}" if text else ""


def _address(url: str) -> str:
    return encoded(url).replace("{", "%7B").replace("}", "%7D")
