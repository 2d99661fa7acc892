"""Text folded for comparing, character for character, so that what is found has its place in the original."""

import unicodedata

_QUOTES = {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "‐": "-", "‑": "-", "−": "-"}


class _Table(dict[int, str]):
    """Each character that was met, with what it becomes."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


def _folded(c: str) -> str:
    if c in _QUOTES:
        return _QUOTES[c]
    if c.isspace():
        return c if c in "\r\n" else " "
    if not c.isalpha():
        return c
    base = unicodedata.normalize("NFKD", c)[:1] if len(c.casefold()) == 1 else c
    lower = base.casefold()
    return lower if len(lower) == 1 else c


_TABLE = _Table()


def flat(text: str) -> str:
    """Returns `text` in lower case without accents, of the same length: "Août" gives "aout"."""
    return text.lower() if text.isascii() else text.translate(_TABLE)
