"""Taking out what nobody typed on purpose and nobody sees: it came along with what was pasted."""

import re
import unicodedata

# Soft hyphens, zero-width spaces and joiners, marks of direction, byte order marks, control characters but line ends.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
# Joiners spell words in Persian, Hindi and others, and emoji; between letters of Latin scripts they are dirt.
_JOINER = re.compile("(?<![\u0600-\U0010ffff])[\u200c\u200d]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


def clean(text: str) -> str:
    """Returns `text` without invisible characters, with one plain space for each run of spaces, and letters composed."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    seen = _JOINER.sub("", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", seen))
