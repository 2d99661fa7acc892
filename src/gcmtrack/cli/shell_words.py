"""Words and texts that no shell acts on: whatever one is told at TAB it evaluates, splits, expands or shows."""

import re

# An option, a word, or an option with its value, of which no shell takes any part for more than itself.
_PLAIN = re.compile(r"(?:--?)?\w[\w.+@/-]*(?:=(?:[\w@/][\w.+@/-]*)?)?")
# Characters of ASCII that no shell looks at; the others have look-alikes of full width.
_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ,.+-/@_")
_LOOK_ALIKES = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F) if chr(code) not in _SAFE}
_LOOK_ALIKES |= {ord("'"): "\u2019", ord('"'): "\u201d"}
_LONGEST = 120


def is_plain(word: str) -> bool:
    """Returns whether a shell takes the word for just this one word, without quotes."""
    return bool(_PLAIN.fullmatch(word)) and word.isprintable()


def harmless(text: str) -> str:
    """Returns the start of `text` on one line, with look-alikes for all that a shell might act on."""
    from gcmtrack.printable import inert

    # Far more than is kept, for names may be megabytes long.
    shown = inert(text[: 9 * _LONGEST]).translate(_LOOK_ALIKES)
    return " ".join("".join(c if c.isprintable() else " " for c in shown).split())[:_LONGEST]
