"""What changed between two wordings, word by word, and which paragraph of another version a paragraph came from."""

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from gcmtrack.text import fold
from gcmtrack.views.paragraphs import Paragraph

# So much of two wordings must be the same words for one to come from the other; measured on versions of one text.
_LIKE = 0.5


class Stretch(NamedTuple):
    """Words that both have, or only the earlier ("removed") or only the later one ("added")."""

    kind: Literal["same", "removed", "added"]
    text: str


def word_diff(before: str, after: str) -> list[Stretch]:
    """Returns the words of both in order; what was removed stands before what came in its place."""
    old, new = before.split(), after.split()
    found: list[Stretch] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Stretch("same", " ".join(old[a:b])))
            continue
        if b > a:
            found.append(Stretch("removed", " ".join(old[a:b])))
        if d > c:
            found.append(Stretch("added", " ".join(new[c:d])))
    return found


def plain(stretches: Sequence[Stretch]) -> str:
    """Returns the difference in one text, as git marks words: "to [-end-] {+reduce+} detention"."""
    marks = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
    return " ".join(f"{marks[s.kind][0]}{s.text}{marks[s.kind][1]}" for s in stretches)


def pair(before: Sequence[Paragraph], after: Sequence[Paragraph], wanted: Iterable[int]) -> dict[int, int]:
    """Returns for positions in `after` those in `before` that they came from, the likest first, each used once."""
    exact: dict[str, list[int]] = {}
    for other, paragraph in enumerate(before):
        exact.setdefault(paragraph.text, []).append(other)
    found: dict[int, int] = {}
    left = []
    for position in wanted:
        same = exact.get(after[position].text)
        if same:
            found[position] = same.pop(0)
        else:
            left.append(position)
    taken = set(found.values())
    old = [(other, _words(paragraph)) for other, paragraph in enumerate(before) if other not in taken]
    likeness = []
    for position in left:
        new = _words(after[position])
        for other, words in old:
            shared = _likeness(words, new)
            if shared >= _LIKE:
                moved = before[other].label != after[position].label
                likeness.append((-shared, moved, abs(other - position), position, other))
    for _, _, _, position, other in sorted(likeness):
        if position not in found and other not in taken:
            found[position] = other
            taken.add(other)
    return found


def _words(paragraph: Paragraph) -> Counter[str]:
    return Counter(fold(paragraph.text).split())


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Returns how many of the words of both are shared, from 0 to 1 (Dice)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
