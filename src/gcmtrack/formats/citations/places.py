"""The place in a text that a citation points to: "annex, para 13" as each style writes it."""

import re
from typing import NamedTuple

# How people write the units, and the word by which a style knows each.
_UNITS = {
    "paragraph": ("paragraph", "paragraphs", "para", "paras", "par", "pars", "¶", "¶¶", "párrafo", "párrafos", "párr", "párrs", "paragraphe", "paragraphes"),
    "page": ("page", "pages", "p", "pp", "página", "páginas", "pág", "págs"),
    "article": ("article", "articles", "art", "arts", "artículo", "artículos"),
    "annex": ("annex", "annexes", "anexo", "anexos", "annexe"),
    "section": ("section", "sections", "sect", "sec", "sección", "secc"),
    "chapter": ("chapter", "chapters", "chap", "ch", "capítulo", "cap", "chapitre"),
    "objective": ("objective", "objectives", "objetivo", "objetivos", "objectif", "objectifs"),
}  # fmt: skip
_UNIT_OF = {spelling: unit for unit, spellings in _UNITS.items() for spelling in spellings}
_WRITTEN = re.compile(r"(¶+|[^\W\d_]+)\.?\s*(.*)")
_NUMBERS = re.compile(r"[0-9]+[a-z]?(?:\s*\([a-z0-9]+\))*|[IVXLC]+|[A-Z]")
_SPLIT = re.compile(r"(?:\s*([,&–-])\s*|\s+(and|y|et|to|a|à)\s+)")
_RANGE = ("-", "–", "to", "a", "à")


class Place(NamedTuple):
    """A unit with its numbers: "13", "13–15", "13 and 15" as pairs of what joins a number to the one before ("–", "," or
    "&"; "" for the first) and the number. What no unit is known for stands in `text`."""

    unit: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    text: str = ""

    @property
    def several(self) -> bool:
        return len(self.numbers) > 1

    def said(self, range_: str = "–", last: str = " and ") -> str:
        """Returns the numbers in words: "13–15", "13, 15 and 17"."""
        said = ""
        for index, (joint, number) in enumerate(self.numbers):
            if joint == "–":
                said += range_
            elif joint:
                said += last if index == len(self.numbers) - 1 else ", "
            said += number
        return said


Places = tuple[Place, ...]


def read(text: str) -> Places:
    """Returns what a person wrote as a place: units with their numbers, and as it is what is none; () for nothing.

    A number alone is that of a paragraph, by which the texts of the United Nations are cited.
    """
    parts = (_bare(part) for part in re.split(r"[,;]\s*(?=[^\W\d_]{2,}|¶)", text))
    return tuple(_read(part) for part in parts if any(map(str.isalnum, part)))


def _bare(part: str) -> str:
    """The part on one line, without brackets around it and marks at its ends: a citation sets its own."""
    part = " ".join(part.split()).strip(" ,;:")
    return part[1:-1] if re.fullmatch(r"\([^()]*\)", part) else part


def _read(part: str) -> Place:
    place = _place(part)
    shorter = _place(part.rstrip(" .")) if place.text else place
    return place if shorter.text else shorter


def _place(part: str) -> Place:
    if part[:1].isdigit() and (numbers := _numbers(part)):
        return Place("paragraph", numbers)
    match = _WRITTEN.fullmatch(part)
    unit = _UNIT_OF.get(match[1].casefold()) if match else None
    if match is None or unit is None:
        return Place(text=part)
    if not match[2]:
        return Place(unit) if unit == "annex" else Place(text=part)
    numbers = _numbers(match[2])
    return Place(unit, numbers) if numbers else Place(text=part)


def _numbers(text: str) -> tuple[tuple[str, str], ...]:
    """The numbers of "13", "13-15" or "13, 15 and 17"; () when it is anything else."""
    first, *others = _SPLIT.split(text)
    numbers = [("", first)]
    for sign, word, number in zip(others[::3], others[1::3], others[2::3], strict=True):
        numbers.append(("–" if (sign or word) in _RANGE else "&", number))
    known = all(_NUMBERS.fullmatch(number) for _, number in numbers)
    return tuple(numbers) if known else ()
