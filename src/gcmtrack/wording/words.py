"""The words of one language, as its file has them.

The file is a JSON object of groups of texts. `{name}` in a text is a place to fill. A text that depends on a number is
there once for each plural form, as KEY_one and KEY_other.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from gcmtrack.model.ids import Folder

# Groups with a text for each word of a list; `tests/test_wording.py` has the lists.
Group = Literal[
    "answer",
    "column",
    "organ",
    "origin",
    "records",
    "basis",
    "acronym",
    "change-kind",
    "change-section",
    "digest-part",
    "city",
    "coverage-milestone",
    "coverage-statement",
    "csv-column",
    "effect",
    "facet",
    "fact",
    "field",
    "format",
    "gap",
    "gap-actor",
    "heading",
    "kind",
    "month-short",
    "no-match",
    "link-role",
    "none",
    "occasion",
    "organisation-type",
    "page-status",
    "page-unseen",
    "phase",
    "precision",
    "record",
    "region",
    "relation",
    "role",
    "section",
    "stance",
    "state",
    "status",
    "symbol",
    "text",
    "there-are-no",
    "topic",
    "type",
    "unseen",
    "venue",
    "vote",
    "weekday",
]

_OF_KEYS: Mapping[str, Group] = {
    "kind": "kind",
    "type": "type",
    "phase": "phase",
    "status": "status",
    "region": "region",
    "stance": "stance",
    "topics": "topic",
}


def group_of(key: str, folder: Folder | None = None) -> Group | None:
    """Returns the group that has the words of a key of a record; None for a key that holds no words of a list."""
    return "organisation-type" if (folder, key) == ("organisations", "type") else _OF_KEYS.get(key)


Plural = Literal["one", "other"]

# The plural form of a number, for languages in which "one" is not just the form of 1.
_PLURALS: dict[str, Callable[[int], Plural]] = {"fr": lambda number: "one" if number in (0, 1) else "other"}


def plural(language: str, number: int) -> Plural:
    """Returns the form that a number takes in a language (Unicode CLDR, cardinal numbers)."""
    if language in _PLURALS:
        return _PLURALS[language](number)
    return "one" if number == 1 else "other"


def read_words(language: str) -> dict[str, dict[str, str]]:
    """Returns what the file of a language holds: group, key, text."""
    import msgspec

    # JSON, since msgspec is there already and reads it in a tenth of a millisecond; a reader of TOML takes three.
    with open(os.path.join(os.path.dirname(__file__), f"{language}.json"), "rb") as file:
        return msgspec.json.decode(file.read(), type=dict[str, dict[str, str]])


# What a group says that a file lacks.
_NONE: Mapping[str, str] = {}


class Words:
    """The texts of a language by group and key. What is missing is taken from the words that `otherwise` returns.

    Keeps each text that was asked for, since views of a large record ask for few of them some hundred thousand times.
    """

    def __init__(
        self,
        language: str,
        groups: Mapping[str, Mapping[str, str]],
        otherwise: Callable[[], "Words"] | None = None,
    ) -> None:
        self.language = language
        self._groups = groups
        self._otherwise = otherwise
        self._known: dict[str, str | None] = {}

    def text(self, key: str) -> str:
        """Returns a text as the file has it, `GROUP.KEY`. Raises `KeyError` when no file has it."""
        text = self.find(key)
        if text is None:
            raise KeyError(key)
        return text

    def find(self, key: str) -> str | None:
        """Returns a text as the file has it, None when no file has it."""
        try:
            return self._known[key]
        except KeyError:
            text = self._own(key)
            if text is None and self._otherwise is not None:
                text = self._otherwise().find(key)
            self._known[key] = text
            return text

    def _own(self, key: str) -> str | None:
        """The text that this language's own file has, `GROUP.KEY`."""
        group, _, within = key.partition(".")
        return self._groups.get(group, _NONE).get(within)

    def in_form(self, key: str, form: str) -> str:
        """Returns a text in the form that what stands in it wants, KEY_FORM, where the file has one; else as it is.

        Spanish and French say "el" and "le" before a day, and nothing before a month.
        """
        text = self._own(f"{key}_{form}") or self._own(key)
        if text is not None:
            return text
        if self._otherwise is None:
            raise KeyError(key)
        return self._otherwise().in_form(key, form)

    def say(self, key: str, /, **values: object) -> str:
        """Returns a text with its places filled."""
        return self.text(key).format(**values)

    def around(self, key: str, place: str) -> tuple[str, str]:
        """Returns what a text says before and after its one place, for what is no text itself, such as a link."""
        before, _, after = self.text(key).partition(f"{{{place}}}")
        return before, after

    def count(self, number: int, key: str) -> str:
        """Returns a number with what is counted: "1 record", "2,000 records"."""
        return self.counting(number, key).format(n=self.number(number))

    def counting(self, number: int, key: str) -> str:
        """Returns the text for so many of what is counted, with `{n}` to fill. Raises `KeyError` when no file has it."""
        text = self._own(f"count.{key}_{plural(self.language, number)}")
        if text is not None:
            return text
        if self._otherwise is None:
            raise KeyError(f"count.{key}")
        return self._otherwise().counting(number, key)

    def prompt(self, english: str, /, **values: object) -> str:
        """Returns what a person is asked, with its places filled. Questions stand in English where they are asked, beside
        the option that they belong to; the files of other languages have them by that."""
        return (self._own(f"prompt.{english}") or english).format(**values)

    def key_in_words(self, name: str) -> str:
        """Returns how a key of a record, or what was written for one, is read in a sentence: "part of"."""
        return self.key(name).replace("_", " ").replace("-", " ")

    def number(self, number: int) -> str:
        """Returns a number with its thousands set apart, where the language does that with so small a one."""
        if abs(number) < int(self.text("number.grouped-from")):
            return str(number)
        return f"{number:,}".replace(",", self.text("number.thousands"))

    def label(self, group: Group, word: str) -> str:
        """Returns how a word is read: "thematic-session" is "thematic session".

        A word that no file has, such as most topics, is read without its hyphens.
        """
        text = self.find(f"{group}.{word}")
        return word.replace("-", " ") if text is None else text

    def key(self, name: str) -> str:
        """Returns how a key of a record is read; what is no key stands as it is."""
        text = self.find(f"key.{name}")
        return name if text is None else text

    def of_group(self, group: Group) -> dict[str, str]:
        """Returns the words of a group that this language's own file has, with how each is read."""
        return dict(self._groups.get(group, _NONE))

    def whole_group(self, group: str) -> dict[str, str]:
        """Returns every text of a group by its key, those that this language's own file lacks as well: for templates and
        scripts, which fill the places themselves."""
        otherwise = {} if self._otherwise is None else self._otherwise().whole_group(group)
        return {**otherwise, **self._groups.get(group, _NONE)}

    def labels(self, group: Group, words: Iterable[str]) -> dict[str, str]:
        """Returns the words of a list with how each is read."""
        return {word: self.label(group, word) for word in words}

    def all_of(self, items: Sequence[str]) -> str:
        """Returns "a, b and c"; in Spanish "España e Italia"."""
        return self._joined(items, "joint.and-before-i" if _begins_with_i(items) else "joint.and")

    def one_of(self, items: Sequence[str]) -> str:
        """Returns "a, b or c"; in Spanish "una u otra"."""
        return self._joined(items, "joint.or-before-o" if _begins_with_o(items) else "joint.or")

    def quoted(self, text: str) -> str:
        """Returns what somebody wrote between the quotation marks of the language."""
        return self.say("joint.quoted", text=text)

    def joined(self, items: Sequence[str], joint: Literal["comma", "semicolon", "colon"] = "comma") -> str:
        """Returns the items that are not empty, parted by a sign: "a, b, c"."""
        return self.text(f"joint.{joint}").join(item for item in items if item)

    def _joined(self, items: Sequence[str], last: str) -> str:
        if len(items) <= 1:
            return "".join(items)
        return f"{self.text('joint.comma').join(items[:-1])}{self.text(last)}{items[-1]}"


def _begins_with_i(items: Sequence[str]) -> bool:
    """Whether the last of them begins with the sound of "i": "Italia", "historia", not "hielo"."""
    return bool(items and re.match(r"h?[ií](?![aeou])", items[-1], re.IGNORECASE))


def _begins_with_o(items: Sequence[str]) -> bool:
    return bool(items and re.match(r"h?[oó]|8|11\b", items[-1], re.IGNORECASE))
