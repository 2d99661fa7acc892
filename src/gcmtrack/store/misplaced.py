"""What stands in a records folder and can hold no record: what is said of each, and what to do about it."""

import os
import re
from collections.abc import Collection, Iterator

from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import FOLDERS, Folder, id_like
from gcmtrack.printable import writable
from gcmtrack.store import listing
from gcmtrack.text import one_of

# What programs that keep folders alike put into the name of a second version: Syncthing, Nextcloud, Dropbox.
_SYNCED = re.compile(
    r"[\W_]*(?:\([^()]*?)?(?:sync-conflict-|conflicted copy|conflict-\d|copie en conflit|copia en conflicto).*",
    re.IGNORECASE,
)
# What else makes a name of the name of a file that is there: file managers, downloads.
_COPIED = re.compile(
    r"^(?:copy of|copie de|copia de) |[\W_]+(?:\(?\d+\)?|copy|copie|copia|kopie)[\W\d]*$", re.IGNORECASE
)


def misnamed(folder: str, kind: Folder, name: str, names: Collection[str]) -> Finding:
    """Returns why a file whose name is no id with `.toml` can hold no record; `names` are all that stand in its folder."""
    path = f"{kind}/{writable(name)}"
    if not name.endswith(".toml"):
        if os.path.isdir(os.path.join(folder, kind, name)):
            said = f"records stand directly in {kind}; folders within it are not read"
            return _finding(path, "misplaced", said)
        return _finding(path, "bad-id", "the name of a record's file ends in .toml, in small letters")
    id_ = name.removesuffix(".toml")
    first = _SYNCED.sub("", id_)
    for original in (first, _COPIED.sub("", id_)):
        if original != id_ and f"{original}.toml" in names:
            said = (
                f"this looks like a copy of {original}.toml made by a program; compare the two and delete one"
            )
            return _finding(path, "bad-id", said)
    said = f"a file name is small letters, digits and single hyphens{_advice(name, id_like(first), names)}"
    return _finding(path, "bad-id", said)


def _advice(name: str, better: str, names: Collection[str]) -> str:
    """What to do with a file that should have the id `better`, when nobody else has or should have it."""
    if not better:
        return ""
    if f"{better}.toml" in names:
        return f"; {better}.toml is there already: compare the two and delete one"
    for other in sorted(names):
        if other != name and id_like(other.removesuffix(".toml")) == better:
            return (
                f"; {writable(other)} would have the same name, {better}.toml: compare the two and delete one"
            )
    return f"; rename it to {better}.toml"


def strays(folder: str) -> Iterator[Finding]:
    """Yields a finding for each TOML file beside the folders of records, and for each folder that cannot be followed."""
    for kind in FOLDERS:
        if listing.leads_out(folder, kind):
            yield _finding(
                kind, "outside-folder", "the folder is a link that leads out of the records folder"
            )
    try:
        with os.scandir(folder) as entries:
            names = [e.name for e in entries if e.name.endswith(".toml") and e.name[0] != "." and e.is_file()]
    except OSError as error:
        yield _finding("", "unreadable", f"the folder cannot be read: {error.strerror}")
        return
    for name in sorted(names):
        yield _finding(writable(name), "misplaced", f"a record belongs in {one_of(FOLDERS)}")


def unreadable_folder(kind: Folder, error: int) -> Finding:
    """Returns what is said of a folder that could not be read, after the number of the system's error."""
    return _finding(kind, "unreadable", f"the folder cannot be read: {os.strerror(error)}")


def _finding(path: str, check: str, message: str) -> Finding:
    return Finding(None, path, (), check, message)
