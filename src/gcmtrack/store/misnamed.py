"""Files of a records folder whose names are no ids: what is said of each, and what to do about it."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence

from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import RESERVED, Folder, id_like, is_id, noun
from gcmtrack.printable import writable

# What programs that keep folders alike put into the name of a second version: Syncthing, Nextcloud, Dropbox.
_SYNCED = re.compile(
    r"[\W_]*(?:\([^()]*?)?(?:sync-conflict-|conflicted copy|conflict-\d|copie en conflit|copia en conflicto).*",
    re.IGNORECASE,
)
# What else makes a name of the name of a file that is there: file managers, downloads.
_COPIED = re.compile(
    r"^(?:copy of|copie de|copia de) |[\W_]+(?:\(?\d+\)?|copy|copie|copia|kopie)[\W\d]*$", re.IGNORECASE
)


# The names of files by the id that each should have.
Wanted = Mapping[str, Sequence[str]]


def wanted(names: Iterable[str]) -> Wanted:
    """Returns the names of all that stands in a folder, by the id that each has or should have."""
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        id_ = name.removesuffix(".toml")
        found.setdefault(id_ if is_id(id_) else _better(id_), []).append(name)
    return found


def _better(id_: str) -> str:
    return id_like(_SYNCED.sub("", id_))


def why(folder: str, kind: Folder, name: str, others: Wanted) -> Finding:
    """Returns why a file whose name is no id with `.toml` can hold no record; `others` stand in its folder."""
    path = f"{kind}/{writable(name)}"
    if not name.endswith(".toml"):
        if os.path.isdir(os.path.join(folder, kind, name)):
            said = f"records stand directly in {kind}; folders within it are not read"
            return _finding(path, "misplaced", said)
        return _finding(path, "bad-id", "the name of a record's file ends in .toml, in small letters")
    id_ = name.removesuffix(".toml")
    if id_ in RESERVED:
        said = f"Windows keeps the name {id_!r} for itself, with any ending"
        return _finding(path, "bad-id", f"{said}; rename the file, as to {id_}-{noun(kind)}.toml")
    for original in (_SYNCED.sub("", id_), _COPIED.sub("", id_)):
        if original != id_ and f"{original}.toml" in others.get(original, ()):
            said = f"this looks like a copy of {original}.toml made by a program"
            return _finding(path, "bad-id", f"{said}; compare the two and delete one")
    said = f"a file name is small letters, digits and single hyphens{_advice(name, others)}"
    return _finding(path, "bad-id", said)


def _advice(name: str, others: Wanted) -> str:
    """What to do with a file, so that it takes no name that another has or should have."""
    better = _better(name.removesuffix(".toml"))
    rivals = [other for other in others[better] if other != name]
    if not better:
        return ""
    if f"{better}.toml" in rivals:
        return f"; {better}.toml is there already: compare the two and delete one"
    if rivals:
        return (
            f"; {writable(rivals[0])} would have the same name, {better}.toml: compare the two and delete one"
        )
    return f"; rename it to {better}.toml"


def _finding(path: str, check: str, message: str) -> Finding:
    return Finding(None, path, (), check, message)
