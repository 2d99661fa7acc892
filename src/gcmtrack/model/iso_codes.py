"""Codes of countries (ISO 3166-1 alpha-2) and languages (ISO 639), and the names by which people know them.

The tables are made by `scripts/names.py` from Unicode CLDR, with the United Nations' names for countries.
"""

import os
import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from gcmtrack.model.iso_tables import COUNTRIES, LANGUAGES
from gcmtrack.patterns import late
from gcmtrack.text import LISTED_WITH, name_key, nearest, one_of, quoted

__all__ = [
    "COUNTRIES",
    "LANGUAGES",
    "Noun",
    "codes_called",
    "codes_said",
    "names",
    "unknown_code",
]

Noun = Literal["country", "language"]

# The languages whose tables stand in files of their own.
_OTHERS = ("es", "fr")
_CODES: dict[str, dict[str, str]] = {"country": COUNTRIES, "language": LANGUAGES}


def names(noun: Noun, language: str) -> Mapping[str, str]:
    """Returns the name of each code in a language, in English where there is no table of that language."""
    return _table(language)[noun] if language in _OTHERS else _CODES[noun]


def codes_called(noun: str, text: str) -> tuple[str, ...]:
    """Returns the codes that `text` can mean: a code of two or three letters, or a name in English, Spanish, French or a
    language spoken there; a language with a country behind it, such as "pt-BR", is that language, and so is what is
    said of it: "in English", "lengua inglesa".

    None when nothing goes by that name, several when more than one does ("Korea").
    """
    codes = _CODES[noun]
    code = text.strip().lower() if noun == "language" else text.strip().upper()
    if code in codes:
        return (code,)
    key = name_key(text)
    if found := _table("typed")[noun].get(key):
        return tuple(found.split())
    if noun == "country" and (formal := _FORMAL.fullmatch(key)):
        return tuple(_table("typed")[noun].get(formal[1], "").split())
    return _language_said(text, code) if noun == "language" else ()


def _language_said(text: str, code: str) -> tuple[str, ...]:
    if spoken_in := re.fullmatch(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})+", code, re.ASCII):
        return codes_called("language", spoken_in[1])
    alone = _SAID_OF_LANGUAGE.fullmatch(name_key(re.sub(r"\(.*\)\s*$", "", text)))
    return tuple(_table("typed")["language"].get(alone[1], "").split()) if alone else ()


# What stands beside the name of a language.
_SAID_OF_LANGUAGE = late(
    r"(?:(?:texto?|texte|version) )?(?:(?:in|en|em|auf) )?(?:(?:language|lengua|langue|idioma|lingua) )?(.+?)"
    r"(?: (?:language|text|version))?"
)


# What stands before the short name in the formal one: Kingdom of Morocco, República de Colombia, République du Mali.
_FORMAL = late(
    r"(?:(?:arab|bolivarian|cooperative|co operative|democratic|federal|federative|hashemite|independent|islamic|oriental"
    r"|peoples|plurinational|socialist|united|sovereign|federated) )*"
    r"(?:kingdom|republic|states?|commonwealth|federation|union|principality|sultanate|grand duchy|emirate"
    r"|reino|republica|estado|mancomunidad|principado|gran ducado|sultania|emirato"
    r"|royaume|republique|etat|principaute|grand duche|sultanat|emirat)"
    r"(?: (?:arabe|bolivarian[ao]|bolivarienne|cooperativa|cooperative|democratica|democratique|federativa|federal|federale"
    r"|federative|hachemita|hachemite|islamica|islamique|oriental|orientale|plurinacional|plurinational|popular|populaire"
    r"|socialista|socialiste|unida|unie))*"
    r" (?:of|de|del|du|des|d) (.+)"
)


@cache
def _table(name: str) -> dict[str, dict[str, str]]:
    import msgspec

    with open(os.path.join(os.path.dirname(__file__), "iso_names", f"{name}.json"), "rb") as file:
        return msgspec.json.decode(file.read(), type=dict[str, dict[str, str]])


# Codes that people write by mistake, and those that they mean.
_MISTAKEN = {"EL": "GR", "sp": "es", "cn": "zh", "jp": "ja", "gr": "el", "cz": "cs", "ua": "uk"}


def unknown_code(value: str, noun: str) -> str:
    """Returns the sentence for a code that is none, with the code of what was perhaps meant."""
    codes = _CODES[noun]
    meant = codes_called(noun, value)
    if not meant and value in _MISTAKEN and _MISTAKEN[value] in codes:
        meant = (_MISTAKEN[value],)
    if not meant and len(value) > 3:
        typed = _table("typed")[noun]
        formal = _FORMAL.fullmatch(name_key(value))
        meant = tuple(
            code
            for name in nearest(formal[1] if formal else name_key(value), typed, most=1)
            for code in typed[name].split()
        )
    if meant:
        return f"unknown {noun} {quoted(value)}, did you mean {codes_said(noun, meant)}?"
    code_list = "an ISO 639 code such as 'es'" if noun == "language" else "an ISO 3166 code such as 'MX'"
    return f"unknown {noun} {quoted(value)}; write {code_list}, or see them with: {LISTED_WITH[noun]}"


def codes_said(noun: str, codes: tuple[str, ...]) -> str:
    """Returns codes with their names: "'KP' (Democratic People’s Republic of Korea) or 'KR' (Republic of Korea)"."""
    return one_of([f"{code!r} ({_CODES[noun][code]})" for code in codes])
