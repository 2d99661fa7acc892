"""Regular expressions that are compiled when they are first used: compiling all of a module takes longer than loading it."""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from re import Pattern


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        # Asked once for each name: what is found stays here. `re` keeps what it has compiled.
        found = getattr(re.compile(*self._source), name)
        setattr(self, name, found)
        return found


def late(pattern: str, flags: int = 0) -> "Pattern[str]":
    """Returns the regular expression; a fault in it is raised when it is first used."""
    return _Late(pattern, flags)  # type: ignore[return-value]
