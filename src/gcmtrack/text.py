"""Words as people type and read them: folding case and accents, the nearest one, lists in a sentence, commands."""

from collections.abc import Iterable, Sequence


def fold(text: str) -> str:
    """Returns `text` without case and accents, for comparing: "México" and "mexico" fold to the same."""
    if text.isascii():
        return text.lower()
    import unicodedata

    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def slug(text: str) -> str:
    """Returns `text` as ASCII words in lower case joined by hyphens; empty when nothing of it is ASCII."""
    ascii_only = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(text))
    return "-".join(ascii_only.split())


def nearest(word: str, known: Iterable[str], *, most: int = 3) -> list[str]:
    """Returns the known words that look most like `word`, best first, none when nothing is near."""
    import difflib

    by_fold: dict[str, str] = {}
    for candidate in known:
        by_fold.setdefault(fold(candidate), candidate)
    wanted = fold(word)
    close = difflib.get_close_matches(wanted, by_fold, n=most, cutoff=0.6)
    # A word that was only begun is likelier meant than one that looks like it.
    begun = sorted((f for f in by_fold if f.startswith(wanted)), key=len) if len(wanted) >= 3 else []
    return [by_fold[match] for match in dict.fromkeys((*begun, *close))][:most]


# So much of a value is repeated in a message; more would hide what the message says.
_QUOTED = 200


def quoted(value: object) -> str:
    """Returns a value as messages repeat it: a text in quotes; a long one is cut and ends in "…"."""
    if isinstance(value, str) and len(value) > _QUOTED:
        value = f"{value[: _QUOTED - 1]}…"
    return repr(value)


def one_of(words: Sequence[str], *, joint: str = "or") -> str:
    """Returns "a, b or c"."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def unknown_word(what: str, value: str, known: Iterable[str], *, most: int = 3) -> str:
    """Returns the sentence for a word that is not known, with the nearest known ones offered."""
    # Two spellings of one word are offered as one: WIMN and wimn.
    known = list({fold(word): word for word in reversed(list(known))}.values())[::-1]
    close = nearest(value, known, most=most)
    if close:
        return f"unknown {what} {quoted(value)}, did you mean {one_of([repr(c) for c in close])}?"
    if 0 < len(known) <= 14:
        return f"unknown {what} {quoted(value)}; use {one_of(sorted(known))}"
    return f"unknown {what} {quoted(value)}"


def command(*words: str) -> str:
    """Returns a command that can be pasted into a shell as it stands, whatever the words hold."""
    import shlex

    return shlex.join(words)


def operand(word: str) -> tuple[str, ...]:
    """Returns what to write for a word of a command that is no option, although it may begin like one."""
    return ("--", word) if word.startswith("-") else (word,)


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """Returns "1 record", "2 records"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
