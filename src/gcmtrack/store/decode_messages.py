"""What is said of a table that is no record; `decode` finds the fault, here is the sentence."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from gcmtrack.model.ids import id_like
from gcmtrack.model.iso_codes import unknown_code
from gcmtrack.model.limits import COSIGNERS, ID_LENGTH
from gcmtrack.text import quoted, slug, unknown_word

# Other names under which people look for a key.
_KEY_ALIASES = {
    "organizers": "organisers", "organiser": "organisers", "organizer": "organisers", "organisation": "organisations",
    "organization": "organisations", "organizations": "organisations", "lang": "languages", "parent": "part_of",
    "place": "city", "location": "city", "source": "sources", "link": "links", "url": "links", "start": "date",
    "end": "date", "when": "date", "signatories": "cosigners", "signers": "cosigners", "about": "milestone",
    "objective": "objectives", "topic": "topics", "tags": "topics", "description": "summary", "name": "title",
    "document_symbol": "symbol", "members_of": "member_of", "members": "member_of", "also_known_as": "aliases",
    "title": "name", "titles": "names", "fulfills": "fulfils", "fulfil": "fulfils", "votes": "vote", "mandate": "mandates",
    "for": "yes", "in_favour": "yes", "against": "no", "abstentions": "abstained", "not_voting": "absent",
    "base": "extends", "extend": "extends",
}  # fmt: skip


def unknown_key(key: str, fields: Mapping[str, Any]) -> str:
    """Says that a key is unknown, and the one that was perhaps meant."""
    alias = _KEY_ALIASES.get(key)
    if alias in fields:
        return f"unknown key {quoted(key)}, did you mean {alias!r}?"
    return unknown_word("key", key, fields)


def toml_type(value: Any) -> str:
    """Says what a value read from TOML is: "a list"."""
    names: tuple[tuple[Any, str], ...] = (
        (bool, "true or false"), (str, "text"), (int, "a number"), (float, "a decimal number"),
        (datetime, "a date with a clock time"), (date, "a date"), (time, "a clock time"), (list, "a list"),
    )  # fmt: skip
    return next((said for kind, said in names if isinstance(value, kind)), "a table")


def _id_sentence(_: str, value: Any) -> tuple[str, str]:
    if len(value) > ID_LENGTH:
        return (
            "bad-id",
            f"{quoted(value)} is too long for an id: at most {ID_LENGTH} letters, digits and hyphens",
        )
    good = id_like(value)
    return "bad-id", f"{quoted(value)} is not an id: small letters, digits and single hyphens" + (
        f"; did you mean {good!r}?" if good else ""
    )


def _topic_sentence(_: str, value: Any) -> tuple[str, str]:
    good = slug(str(value))
    return "bad-topic", f"{quoted(value)} is not a topic: small letters, digits and single hyphens" + (
        f"; did you mean {quoted(good)}?" if good else ""
    )


def _address_sentence(name: str, value: Any) -> tuple[str, str]:
    if _CONTROL.search(value):
        return "bad-link", f"{name} holds a control character, copy the address anew: {quoted(value)}"
    if value.startswith(("http://", "https://")) and not any(map(str.isspace, value)):
        return "bad-link", f"the server or the port in {name} cannot be one: {quoted(value)}"
    return "bad-link", f"{name} must be a web address (http or https), not {quoted(value)}"


# Control characters but for white space, which people see.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


# What to say when a value is of the right type and still not what the key holds, by the noun in the model.
SENTENCES: dict[str, Callable[[str, Any], tuple[str, str]]] = {
    "id": _id_sentence,
    "topic": _topic_sentence,
    "text": lambda name, _: ("empty-text", f"{name} is empty; leave the key out"),
    "address": _address_sentence,
    "language": lambda _, value: ("unknown-word", unknown_code(value, "language")),
    "country": lambda _, value: ("unknown-word", unknown_code(value, "country")),
    "objective": lambda _, value: ("unknown-word", f"there is no objective {value}; the Compact has 1 to 23"),
    "symbol": lambda _, value: (
        "bad-symbol",
        f"{quoted(value)} is not a UN document symbol; write it like A/RES/73/195",
    ),
    "number": lambda name, value: (
        "wrong-type",
        f"{name} must be 1 or more" if value < 1 else f"{name} must be at most {COSIGNERS:,}",
    ),
    "count": lambda name, _: ("wrong-type", f"{name} must be 0 or more"),
    "span": lambda name, value: (
        "wrong-type",
        f"{name} must be a span of years or months, such as 4y or 12m, not {quoted(value)}",
    ),
    "lead": lambda name, value: (
        "wrong-type",
        f"{name} must be a span of days, weeks or months, such as 30d, 12w or 3m, not {value!r}",
    ),
    "mandate": lambda _, value: (
        "bad-id",
        f"{quoted(value)} names no mandate: write the ids of decision and mandate, as a-res-73-195/review-forum",
    ),
    "digest": lambda name, value: (
        "wrong-type",
        f"{name} must be the digest of a file, 8 to 128 hexadecimal digits, not {quoted(value)}",
    ),
}
