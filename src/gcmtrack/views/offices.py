"""What stands behind the name of somebody who spoke: the office and the organisations, none of them twice."""

import re
from collections.abc import Sequence

from gcmtrack.model.records import Organisation
from gcmtrack.model.tables import Speaker
from gcmtrack.text import fold, name_key

_SMALL = frozenset(("of", "for", "on", "and", "to"))


def office(
    speaker: Speaker, organisations: Sequence[Organisation], names: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """Returns the role, "" for none, and those of the `names` of the organisations that are to be said beside it.

    An organisation is left out when it is that person or when the role names it in full; where an office is itself the
    organisation ("President of the General Assembly"), the fuller of both is told.
    """
    # "Pope" is told with the name of Pope Francis.
    role = "" if _holds(speaker.name, speaker.role or "") else speaker.role or ""
    beside: list[str] = []
    for organisation, name in zip(organisations, names, strict=True):
        if _holds(organisation.name, speaker.name):
            continue
        role, said = _one(role, organisation, name)
        beside += [said] if said else []
    return role, tuple(beside)


def _one(role: str, organisation: Organisation, name: str) -> tuple[str, str]:
    before, comma, last = role.rpartition(", ")
    own = (organisation.name, *organisation.names.values())
    called = {name_key(each) for each in (organisation.acronym or "", *own, *organisation.aliases)}
    if comma and name_key(last) in called:
        return before, name
    if role and any(_head(role) == _head(each) for each in own):
        return ("", name) if _words(role) <= _words(organisation.name) else (role, "")
    # An alias of one word may be any word ("the Network").
    full = (*own, *(alias for alias in organisation.aliases if " " in name_key(alias)))
    return (role, "") if any(_holds(role, each) for each in full) else (role, name)


def _holds(text: str, words: str) -> bool:
    wanted = name_key(words)
    return bool(wanted) and f" {wanted} " in f" {name_key(text)} "


def _head(text: str) -> str:
    """What is before "of the 72nd General Assembly", "for Refugees": the office alone."""
    return name_key(re.split(r"[,;(]|\s(?:of|for|on|to)\s", fold(text))[0])


def _words(text: str) -> set[str]:
    return set(name_key(text).split()) - _SMALL
