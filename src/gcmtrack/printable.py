"""Text of records made harmless where it is shown: on a terminal, on a page, in an address.

Control characters become pictures (U+2400...), so that everything that was there can still be seen.
"""

from functools import cache

from gcmtrack.patterns import late

DIRECTION = late("[\u202a-\u202e\u2066-\u2069]")


# Hardly any text needs the tables, so they are made when one does.
@cache
def _pictures() -> dict[int, str]:
    pictures = {code: chr(0x2400 + code) for code in range(0x20)}
    pictures |= {0x7F: "\u2421", 0x85: " "} | {code: "\ufffd" for code in range(0x80, 0xA0) if code != 0x85}
    return pictures | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


@cache
def _on_one_line() -> dict[int, str | None]:
    return {
        **_pictures(),
        **dict.fromkeys(map(ord, "\t\n\r\v\f\u2028\u2029"), " "),
        **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), None),
    }


@cache
def _on_a_page() -> dict[int, str]:
    """Tabs and line ends are text there."""
    return {code: picture for code, picture in _pictures().items() if chr(code) not in "\t\n\r"}


# What opens another direction of writing, with what closes it.
_OPENERS = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")


def inert(text: str) -> str:
    """Replaces control characters and line breaks and takes out bidi marks, so that `text` prints on one line."""
    # Nothing of the table is printable to Python, so nearly all text is done with here.
    return text if text.isprintable() else text.translate(_on_one_line())


def writable(text: str) -> str:
    """Replaces lone surrogates, which names of files that are not UTF-8 have, so that every stream takes `text`."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def visible(text: str) -> str:
    """Replaces control characters but tabs and line ends, and ends changes of direction where the text ends."""
    if text.isprintable():
        return text
    shown = text.translate(_on_a_page())
    return _closed(shown) if DIRECTION.search(shown) else shown


def _closed(text: str) -> str:
    open_: list[str] = []
    kept: list[str] = []
    for character in text:
        if character in _OPENERS:
            open_.append(_OPENERS[character])
        elif character == "\u202c":
            if not open_ or open_[-1] != character:
                continue
            open_.pop()
        elif character == "\u2069":
            if character not in open_:
                continue
            while open_.pop() != character:
                pass
        kept.append(character)
    return "".join(kept) + "".join(reversed(open_))


def encoded(url: str) -> str:
    """Percent-encodes every character of a web address that could end a link, a cell or an attribute."""
    from urllib.parse import quote

    return quote(url, safe="%/:?#[]@!$&'*+,;=~", errors="replace")
