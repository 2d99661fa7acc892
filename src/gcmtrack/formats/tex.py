"""Text for TeX: what it would take for a command is escaped, and what it would set as another character is kept apart."""

import re

from gcmtrack.printable import inert

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
}
_ALONE = {"{": r"\{\vphantom{\}}", "}": r"\vphantom{\{}\}"}
# What TeX would set as one other character.
_LIGATURE = re.compile(r"--|''|,,|<<|>>|[?!](?=`)")
_ANY = re.compile(f"[{re.escape(''.join(_SPECIAL))}{{}}]|{_LIGATURE.pattern}")


def tex(text: str) -> str:
    """Returns a text as TeX reads it back, on one line.

    Braces are counted in a database of references, also escaped ones: one without a partner gets a phantom for it, which
    takes no place. By name, as in \\textbraceleft, it would be lost in pandoc.
    """
    shown = inert(" ".join(text.split()))
    if not _ANY.search(shown):
        return shown
    partners = _partners(shown)
    kept = "".join(_character(character, paired=index in partners) for index, character in enumerate(shown))
    return _LIGATURE.sub(_apart, kept)


def _apart(match: re.Match[str]) -> str:
    signs = match[0]
    return f"{signs[0]}{{}}{signs[1:]}"


def _character(character: str, *, paired: bool) -> str:
    if character in "{}":
        return f"\\{character}" if paired else _ALONE[character]
    return _SPECIAL.get(character, character)


def _partners(text: str) -> set[int]:
    """The positions of the braces that open and close."""
    open_: list[int] = []
    found: set[int] = set()
    for index, character in enumerate(text):
        if character == "{":
            open_.append(index)
        elif character == "}" and open_:
            found |= {open_.pop(), index}
    return found
