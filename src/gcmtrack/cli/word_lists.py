"""The fixed words that filters and records take, listed by `gcmtrack help types` and the like."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from gcmtrack.model import vocabulary

if TYPE_CHECKING:
    from gcmtrack.wording import Wording

# A heading, empty where there is but one list, and the words with how each is read.
Lists = list[tuple[str, Mapping[str, str]]]


def _kinds(wording: "Wording") -> Lists:
    return [
        ("of milestones", wording.labels("kind", vocabulary.MILESTONE_KINDS)),
        ("of statements", wording.labels("kind", vocabulary.STATEMENT_KINDS)),
    ]


def _types(wording: "Wording") -> Lists:
    milestones: Lists = [
        (f"of a {kind}" if kind != "event" else "of an event", wording.labels("type", sorted(types)))
        for kind, types in vocabulary.TYPES_OF_KIND.items()
    ]
    organisations = wording.labels("organisation-type", sorted(vocabulary.ORGANISATION_TYPES))
    return [*milestones, ("of an organisation", organisations)]


def _countries(wording: "Wording") -> Lists:
    from gcmtrack.model.iso_codes import COUNTRIES

    return [("", {code: wording.country(code) for code in COUNTRIES})]


def _languages(wording: "Wording") -> Lists:
    from gcmtrack.model.iso_codes import LANGUAGES

    return [("", {code: wording.language_name(code) for code in LANGUAGES})]


def _keys(_: "Wording") -> Lists:
    from typing import get_type_hints

    from gcmtrack.model.key_types import description
    from gcmtrack.model.records import RECORD_TYPES

    return [
        (
            f"of {folder}",
            {
                name: description(hint)
                for name, hint in get_type_hints(type_, include_extras=True).items()
                if name in type_.__struct_fields__ and name != "id"
            },
        )
        for folder, type_ in RECORD_TYPES.items()
    ]


def _limits(_: "Wording") -> Lists:
    from gcmtrack.model.limits import TOLD

    return [("", {what.replace("`", ""): f"{most}: {why}" for what, most, why in TOLD})]


WORD_LISTS: Mapping[str, Callable[["Wording"], Lists]] = {
    "kinds": _kinds,
    "types": _types,
    "phases": lambda wording: [("", wording.labels("phase", vocabulary.PHASES))],
    "statuses": lambda wording: [("", wording.labels("status", vocabulary.STATUSES))],
    "regions": lambda wording: [("", wording.labels("region", vocabulary.REGIONS))],
    "stances": lambda wording: [("", wording.labels("stance", vocabulary.STANCES))],
    "countries": _countries,
    "languages": _languages,
    "keys": _keys,
    "limits": _limits,
}


def lines(name: str, wording: "Wording") -> Iterable[str]:
    """Returns the lines of a list: each word with how it is read, where that is more than the word."""
    found = WORD_LISTS[name](wording)
    width = max(len(word) for _, words in found for word in words)
    for i, (heading, words) in enumerate(found):
        if heading:
            yield f"{'' if i == 0 else chr(10)}{heading}:"
        for word, label in words.items():
            told = "" if label == word.replace("-", " ") else label
            yield f"  {word:{width}}  {told}".rstrip()
