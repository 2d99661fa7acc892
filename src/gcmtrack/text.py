"""Words as people type and read them: folding case and accents, the nearest one, lists in a sentence, commands."""

from collections.abc import Iterable, Sequence

# What looks alike and has no decomposition in Unicode that says so.
_ALIKE: dict[str, str] = {
    **dict.fromkeys("‘’‚‛‹›ʼʻʹʽˈ′՚＇´", "'"),
    **dict.fromkeys("“”„‟«»″〝〞", '"'),
    **dict.fromkeys("−⁃", "-"),
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ħ": "h",
    "ı": "i",
    "ŋ": "n",
    # Persian keyboards have letters of their own for two that Arabic ones have.
    "ی": "ي",
    "ک": "ك",
    # Tatweel, the combining grapheme joiner, and the selectors of a form: they only say how a letter is drawn.
    **dict.fromkeys(("\u0640", "\u034f", *map(chr, range(0xFE00, 0xFE10))), ""),
}


class _Folding(dict[int, str]):
    """What each character folds to, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        import unicodedata

        folded = _ALIKE.get(chr(code)) or unicodedata.normalize("NFKD", chr(code).casefold())
        kept = (
            "-" if unicodedata.category(c) == "Pd" else _ALIKE.get(c, c)
            for c in folded
            # Accents, and what has no shape: soft hyphens, joiners, marks of direction.
            if not unicodedata.combining(c) and unicodedata.category(c) != "Cf"
        )
        self[code] = "".join(kept).casefold()
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Returns `text` as it is compared: without case, accents and what has no shape, with plain letters, apostrophes,
    quotation marks and hyphens. "México" and "mexico", "cœur" and "coeur", "Łódź" and "lodz" fold to the same.

    A text folds to what its characters fold to, one after the other.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def bare(text: str) -> str:
    """Returns the folded letters and digits of `text` alone: what is the same whatever stands between its words."""
    return "".join(filter(str.isalnum, fold(text)))


_ARTICLES = frozenset(["the", "el", "la", "los", "las", "l", "le", "les"])
_SAINTS = {"st": "saint", "ste": "sainte"}


def name_key(text: str) -> str:
    """Returns a name as names are compared: folded, without articles, points and signs, "Saint" in full.

    "The Gambia", "Gambia (the)" and "gambia" are one, as are "Asia-Pacific" and "asia pacific".
    """
    import re

    folded = re.sub(r"'s\b", "s", fold(text).replace(".", "").replace("&", " and "))
    words = [_SAINTS.get(word, word) for word in re.findall(r"[^\W_]+", folded)]
    return " ".join([word for word in words if word not in _ARTICLES] or words)


def slug(text: str) -> str:
    """Returns `text` as ASCII words in lower case joined by hyphens; empty when nothing of it is ASCII."""
    ascii_only = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(text))
    return "-".join(ascii_only.split())


def nearest(word: str, known: Iterable[str], *, most: int = 3) -> list[str]:
    """Returns the known words that `word` was likely meant to be, best first; none rather than an unlikely one.

    A word that was only begun comes first, then slips of the hand: one wrong, missing, further or exchanged letter in
    four after the same first letter, one more after the same three, or one slip in a word of five letters or more.
    """
    by_fold: dict[str, str] = {}
    for candidate in known:
        by_fold.setdefault(fold(candidate), candidate)
    wanted = fold(word)
    if len(wanted) < 3:
        return []
    most_slips = min(3, max(1, len(wanted) // 4))
    begun = sorted((f for f in by_fold if f.startswith(wanted)), key=len)
    near: list[tuple[int, bool, str]] = []
    for candidate in by_fold:
        elsewhere = candidate[:1] != wanted[0]
        # A slip in the first letter leaves those after the second as they are.
        if elsewhere and not candidate.endswith(wanted[2:]):
            continue
        allowed = int(len(wanted) >= 5) if elsewhere else most_slips
        # A long beginning in common says more than the letters after it.
        allowed += len(wanted) >= 5 and candidate[:3] == wanted[:3]
        if allowed and (slips := _slips(wanted, candidate, allowed)) <= allowed:
            near.append((slips, elsewhere, candidate))
    close = [candidate for *_, candidate in sorted(near, key=lambda found: found[:2])]
    return [by_fold[match] for match in dict.fromkeys((*begun, *close))][:most]


def _slips(one: str, other: str, most: int) -> int:
    """Returns how many letters must be changed, added, left out or exchanged with the next one; `most` + 1 for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, facing in enumerate(other, 1):
            slips = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != facing))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing:
                slips = min(slips, earlier[j - 2] + 1)
            row.append(slips)
        if min(row) > most:
            return most + 1
    return row[-1]


# So much of a value is repeated in a message; more would hide what the message says.
_QUOTED = 200


def quoted(value: object) -> str:
    """Returns a value as messages repeat it: a text in quotes; a long one is cut and ends in "…"."""
    return repr(shortened(value) if isinstance(value, str) else value)


def shortened(text: str) -> str:
    """Returns a text as messages repeat it: a long one is cut and ends in "…"."""
    return f"{text[: _QUOTED - 1]}…" if len(text) > _QUOTED else text


def one_of(words: Sequence[str], *, joint: str = "or") -> str:
    """Returns "a, b or c"."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


# What lists all that is known of a kind.
LISTED_WITH: dict[str, str] = {
    "check": "gcmtrack check --explain all",
    "country": "gcmtrack help countries",
    "finding": "gcmtrack audit --explain all",
    "key": "gcmtrack help keys",
    "language": "gcmtrack help languages",
    "mandate": "gcmtrack mandates",
    "milestone": "gcmtrack timeline",
    "organisation": "gcmtrack organisations",
    "record": "gcmtrack search WORDS",
    "statement": "gcmtrack statements",
    "topic": "gcmtrack topics",
    "type": "gcmtrack help types",
}
# So many words are listed in a sentence where no command lists them, and so many where one does.
_MOST_LISTED, _FEW = 40, 14


def unknown_word(what: str, value: str, known: Iterable[str], *, most: int = 3) -> str:
    """Returns the sentence for a word that is not known, with the nearest known ones offered, else with all that is
    known, or how to see it."""
    # Two spellings of one word are offered as one: WIMN and wimn.
    known = list({fold(word): word for word in reversed(list(known))}.values())[::-1]
    said = f"unknown {what} {quoted(value)}"
    close = nearest(value, known, most=most)
    if close:
        return f"{said}, did you mean {one_of([repr(c) for c in close])}?"
    if 0 < len(known) <= (_FEW if what in LISTED_WITH else _MOST_LISTED):
        return f"{said}; use {one_of([repr(word) if ' ' in word else word for word in sorted(known)])}"
    return f"{said}; see them with: {LISTED_WITH[what]}" if what in LISTED_WITH else said


def command(*words: str) -> str:
    """Returns a command that can be pasted into a shell as it stands, whatever the words hold."""
    return " ".join(map(_shell_word, words))


def _shell_word(word: str) -> str:
    import shlex

    if word.isprintable():
        return shlex.quote(word)
    # What a message cannot show, and no terminal takes when it is pasted, stands there by its bytes.
    plain = (c if c.isprintable() and c not in "\\'" else _bytes(c) for c in word)
    return f"$'{''.join(plain)}'"


def _bytes(character: str) -> str:
    # A byte of a name that is no UTF-8 came in as a surrogate of its own.
    how = "surrogateescape" if "\udc80" <= character <= "\udcff" else "surrogatepass"
    return "".join(f"\\x{byte:02x}" for byte in character.encode("utf-8", how))


def path_word(path: str) -> str:
    """Returns a path as a word of a command, where it is no option although its name may begin like one."""
    return f"./{path}" if path.startswith("-") and path != "-" else path


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """Returns "1 record", "2 records"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
