"""Makes the tables of countries and languages in src/gcmtrack/model from Unicode CLDR: `python scripts/names.py`.

Needs babel, which brings CLDR, and un_names.py beside it, which has what CLDR does not. To be run again when babel has
a newer CLDR or a country another name; read the diff.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from gcmtrack.model.iso_codes import Noun
from gcmtrack.text import name_key
from un_names import ALSO, LANGUAGES_ALSO, SHARED, SHORTER, UN_NAMES

MODEL = Path(__file__).parent.parent / "src" / "gcmtrack" / "model"
SHOWN_IN = ("en", "es", "fr")

# No country: groups of countries, parts of other countries, and what is made up for tests.
_NO_COUNTRY = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
# Languages with three letters that records may name; "sh" is Serbian, Croatian or Bosnian today.
_LONGER = {"arn", "ceb", "ckb", "fil", "haw", "quc"}
_NO_LANGUAGE = {"sh"}

# Where CLDR's English name is one for maps.
_ENGLISH = {
    "HM": "Heard & McDonald Islands",
    "SH": "St. Helena",
    "TF": "French Southern Territories",
}


def countries() -> list[str]:
    return sorted(
        {c for c in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", c)} - _NO_COUNTRY
    )


def languages() -> list[str]:
    two = {c for c in map(str, Locale("en").languages) if re.fullmatch("[a-z]{2}", c)}
    return sorted((two | _LONGER) - _NO_LANGUAGE)


def shown(noun: Noun, language: str) -> dict[str, str]:
    """Returns what is shown for each code: the name of the United Nations without what it has in brackets, else CLDR's."""
    if noun == "language":
        known = Locale(language).languages
        return {code: known.get(code) or Locale("en").languages[code] for code in languages()}
    at = SHOWN_IN.index(language)
    made = {}
    for code in countries():
        name = SHORTER.get(code, ("", "", ""))[at] or UN_NAMES.get(code, ("", "", ""))[at]
        name = name or (language == "en" and _ENGLISH.get(code)) or Locale(language).territories[code]
        made[code] = re.sub(r" \(.*\)$", "", name) if code in UN_NAMES else name
    return made


def country_names() -> Iterator[tuple[str, Iterable[str]]]:
    """Yields each code with names, those first that win over the same name of another country."""
    for language in SHOWN_IN:
        for code, name in shown("country", language).items():
            yield code, (name, Locale(language).territories[code])
    for code, names in UN_NAMES.items():
        yield code, (way for name in names if name for way in turned(name))
    for code, text in ALSO.items():
        yield code, text.split("; ")
    for code, meant in get_global("territory_aliases").items():
        if re.fullmatch("[A-Z]{3}", code) and len(meant) == 1:
            yield meant[0], (code,)
    for code in countries():
        for language in get_official_languages(code, regional=True, de_facto=True):
            if known := locale(language):
                yield code, filter(None, (known.territories.get(code),))


def turned(name: str) -> Iterator[str]:
    """Yields a name and its parts in the other order: "Plurinational State of Bolivia", "Korea, Republic of"."""
    yield name
    if match := re.fullmatch(r"(.+) \((.+)\)", name):
        yield f"{match[2]} {match[1]}"
    if match := re.fullmatch(
        r"(.*Republic of(?: the)?|Rep[úu]blica.* de(?:l| la)?|République.* d[eu]) (.+)", name
    ):
        yield f"{match[2]}, {match[1]}"


def language_names() -> Iterator[tuple[str, Iterable[str]]]:
    for language in SHOWN_IN:
        for code, name in shown("language", language).items():
            # "Odia" and "Kurdish (Kurmanji)" are known without what stands in brackets too.
            yield code, (name, re.sub(r" \(.*\)$", "", name))
    for code in languages():
        if known := locale(code):
            own = known.languages.get(code, "")
            yield code, filter(None, (own, re.sub(r" \(.*\)$", "", own)))
    for code, text in LANGUAGES_ALSO.items():
        yield code, text.split("; ")
    yield from feminine_names()
    for language in SHOWN_IN:
        # "Brazilian Portuguese" is Portuguese here.
        for code, name in Locale(language).languages.items():
            yield code.partition("_")[0], (name,) if "_" in code else ()
    for code, meant in get_global("language_aliases").items():
        if re.fullmatch("[a-z]{3}", code):
            yield meant, (code,)


def feminine_names() -> Iterator[tuple[str, Iterable[str]]]:
    english = {name.lower() for name in shown("language", "en").values()}
    for language in SHOWN_IN[1:]:
        for code, name in shown("language", language).items():
            # What is called alike in English is mostly no adjective: "igbo", "esperanto".
            yield code, feminine(name, language) if language == "fr" or name not in english else ()
    for code, text in LANGUAGES_ALSO.items():
        # An English or own name has a capital.
        for name in filter(str.islower, text.split("; ")):
            yield code, list(feminine(name, "es")) or feminine(name, "fr")


# How an adjective ends, and how it does beside "lengua", "versión" or "langue"; the first that fits.
_FEMININE: dict[str, tuple[tuple[str, str], ...]] = {
    "es": (
        (r"és$", "esa"),
        (r"án$", "ana"),
        (r"ón$", "ona"),
        (r"ín$", "ina"),
        (r"o$", "a"),
        (r"(?<=o)l$", "la"),
    ),
    "fr": ((r"en$", "enne"), (r"on$", "onne"), (r"rec$", "recque"), (r"rc$", "rque"), (r"(?<=[sdnl])$", "e")),
}


def feminine(name: str, language: str) -> Iterator[str]:
    """Yields the form of the name of a language that goes with a feminine word: "holandesa", "italienne"."""
    for end, instead in _FEMININE[language] if name.isalpha() else ():
        if re.search(end, name):
            yield re.sub(end, instead, name)
            return


def locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return None


def typed(noun: Noun) -> dict[str, str]:
    """Returns what people may type, as it is compared, with the code that it means, or the codes."""
    codes = set(countries() if noun == "country" else languages())
    made: dict[str, str] = {}
    if noun == "country":
        made = {name_key(name): " ".join(meant) for name, meant in SHARED.items()}
    for code, names in country_names() if noun == "country" else language_names():
        if code in codes:
            for key in map(name_key, names):
                if key:
                    made.setdefault(key, code)
    return dict(sorted(made.items()))


def write(name: str, tables: dict[str, dict[str, str]]) -> None:
    text = json.dumps(tables, ensure_ascii=False, indent=0, separators=(",", ":"))
    (MODEL / "iso_names" / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def python() -> str:
    parts = [
        '"""Names of countries and languages in English; made by scripts/names.py from Unicode CLDR."""\n'
    ]
    for name, noun in zip(("COUNTRIES", "LANGUAGES"), NOUNS, strict=True):
        rows = "".join(f'    "{code}": "{text}",\n' for code, text in shown(noun, "en").items())
        parts.append(f"{name}: dict[str, str] = {{\n{rows}}}\n")
    return "\n".join(parts)


NOUNS: tuple[Noun, ...] = ("country", "language")


def main() -> None:
    (MODEL / "iso_names").mkdir(exist_ok=True)
    (MODEL / "iso_tables.py").write_text(python(), encoding="utf-8")
    for language in SHOWN_IN[1:]:
        write(language, {noun: shown(noun, language) for noun in NOUNS})
    write("typed", {noun: typed(noun) for noun in NOUNS})


if __name__ == "__main__":
    main()
