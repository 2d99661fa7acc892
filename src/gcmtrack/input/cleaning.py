"""Taking out what nobody typed on purpose and nobody sees: it came along with what was pasted."""

import unicodedata

from gcmtrack.patterns import late

# Soft hyphens, zero-width spaces and joiners, marks of direction, byte order marks, control characters but line ends.
_UNSEEN = late(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
# Joiners spell words in Persian, Hindi and others, and emoji; between letters of Latin scripts they are dirt.
_JOINER = late("(?<![\u0600-\U0010ffff])[\u200c\u200d]")
_SPACES = late("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


def clean(text: str) -> str:
    """Returns `text` without invisible characters, with one plain space for each run of spaces, and letters composed."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    seen = _JOINER.sub("", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", seen))
