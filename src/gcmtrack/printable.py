"""Text that cannot act on a terminal: no escape sequences, no line breaks, no reordering of what stands beside it."""

# Controls become visible pictures (U+2400...), line breaks and tabs become spaces, and marks that reorder text vanish.
_TABLE: dict[int, str | None] = {code: chr(0x2400 + code) for code in range(0x20)}
_TABLE |= {ord(c): " " for c in "\t\n\r\v\f\x85\u2028\u2029"}
_TABLE |= {0x7F: "\u2421"} | {code: "\ufffd" for code in range(0x80, 0xA0) if code != 0x85}
_TABLE |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), None)
_TABLE |= dict.fromkeys(range(55296, 57344), "�")


def inert(text: str) -> str:
    """Returns `text` on one line and harmless; everything that can be seen stays."""
    # Nothing of the table is printable to Python, so nearly all text is done with here.
    return text if text.isprintable() else text.translate(_TABLE)
