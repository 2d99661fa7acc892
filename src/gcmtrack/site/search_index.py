"""What the page of search looks through: the folded texts of every record, how words fold, which forms a word has."""

from collections.abc import Iterator
from typing import Any

from gcmtrack.formats.chunks import gathered
from gcmtrack.input import search_terms, word_forms
from gcmtrack.model.records import Milestone, Record, Statement
from gcmtrack.site import items, markup
from gcmtrack.site.edition import Edition
from gcmtrack.site.plan import Plan
from gcmtrack.text import fold
from gcmtrack.views import search
from gcmtrack.views.statements import issuers
from gcmtrack.views.texts import folded_texts


def texts(plan: Plan) -> Iterator[bytes]:
    """Yields the script with the folded texts, the same in every language: for each record the key and text of each in
    turn, addresses apart."""
    return gathered(_texts(plan))


def _texts(plan: Plan) -> Iterator[bytes]:
    keys: dict[str, int] = {}
    letters: dict[str, str] = {}
    between = b""
    yield b'window.gcmtrackTexts={"records":['
    for record in plan.records:
        said = folded_texts(record, plan.records, addresses=True)
        flat: list[Any] = []
        for key, text, folded in said:
            flat += (keys.setdefault(key, len(keys)), folded)
            if not text.isascii():
                letters.update({c: fold(c) for c in text if not c.isascii()})
        yield between + markup.inert([record.folder[0], record.id, flat])
        between = b","
    told = {
        "keys": list(keys),
        "weights": [search.WEIGHTS.get(key, 1) for key in keys],
        "names": [int(key in search.NAMES) for key in keys],
        "fold": {**dict(_letters()), **letters},
        "separator": search_terms.SEPARATOR,
        "forms": word_forms.rules(),
    }
    yield b"]," + markup.inert(told)[1:] + b";\n"


def _letters() -> Iterator[tuple[str, str]]:
    """How the letters fold that people may type, whether a record has them or not."""
    for code in (*range(0xA0, 0x250), *range(0x2010, 0x2040), *range(0x1E00, 0x1F00), 0xFF07, 0x2032, 0x2212):
        yield chr(code), fold(chr(code))


def titles(edition: Edition) -> Iterator[bytes]:
    """Yields the script with how each record is shown when it is found, in the order of `texts`: title, its language, the
    translation behind it, when, and who or what."""
    return gathered(
        markup.long_script("gcmtrackTitles", (_shown(edition, record) for record in edition.records))
    )


def _shown(edition: Edition, record: Record) -> list[str]:
    wording = edition.wording
    named = items.named(record, wording)
    when = wording.date(record.date) if isinstance(record, (Milestone, Statement)) else ""
    if isinstance(record, Milestone):
        about = (wording.label("kind", record.kind), wording.place(record))
    elif isinstance(record, Statement):
        about = (issuers(edition.records, record, wording), wording.label("kind", record.kind))
    else:
        about = (wording.label("organisation-type", record.type), record.acronym or "")
    return [named.title, _language(named.lang), named.translation, when, " · ".join(filter(None, about))]


def _language(attributes: str) -> str:
    return str(attributes).partition('lang="')[2].partition('"')[0]
