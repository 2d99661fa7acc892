"""Where records are found, and making a folder of one's own."""

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Literal

from gcmtrack import PACKAGE
from gcmtrack.errors import NoRecordsFolder, WriteRefused
from gcmtrack.model.ids import FOLDERS, path_of
from gcmtrack.store.listing import SETTINGS_FILE, SHIPPED
from gcmtrack.text import command, one_of, path_word

_FILES = """One TOML file a record: `milestones/` what happened or will happen, `statements/` who said what about it,
`organisations/` who they are. The name of a file is the id of its record.
"""
_README = f"""# Records of the Global Compact for Migration

{_FILES}
Look at them with `gcmtrack events`, `gcmtrack timeline`, `gcmtrack statements`; add with `gcmtrack add-statement`;
find mistakes with `gcmtrack check`.
"""
# Ten lines: what is here, how to look, add, check and change.
_README_ON_BASE = f"""# Our records of the Global Compact for Migration

Here is only what is ours. The records that come with gcmtrack stand below (`extends` in `gcmtrack.toml`) and follow its
releases; `gcmtrack show ID` says whose a record is.

{_FILES}
Look with `gcmtrack events` and `gcmtrack statements`, add with `gcmtrack add-statement`, find mistakes with
`gcmtrack check`. `gcmtrack edit ID` changes any record: one that is not ours is copied here first.
"""
_SETTINGS = f"""# Every key: gcmtrack schema settings
extends = "{SHIPPED}"
# us = ["your-organisation"]
# language = "es"
# title = "What these records are called"
"""

# For editors that format TOML on saving (Even Better TOML and others with taplo).
_TAPLO = """# Keeps the records in the form of `gcmtrack fmt` when an editor saves them.
[formatting]
array_auto_expand = false
array_auto_collapse = false
"""


def looks_like_records(folder: Path) -> bool:
    """Whether a folder has one of a kind, or settings. Raises `OSError` when it is there and cannot be looked into."""
    return any((folder / kind).is_dir() for kind in FOLDERS) or (folder / SETTINGS_FILE).is_file()


def shipped_folder() -> Path:
    """Returns the curated records that come with the program."""
    installed = Path(PACKAGE) / "records"
    return installed if installed.is_dir() else Path(PACKAGE).parent.parent / "records"


class FolderProblem(ValueError):
    """There is nothing to stand on; the message is a sentence."""


def base_folder(folder: Path, extends: str) -> Path:
    """Returns the folder of records that `extends`, in the settings of `folder`, names. Raises `FolderProblem`."""
    if extends == SHIPPED:
        return shipped_folder()
    base = folder / extends
    try:
        if looks_like_records(base):
            return _straight(base)
        if looks_like_records(base / "records"):
            return _straight(base / "records")
        there = base.is_dir()
    except OSError as error:
        raise FolderProblem(f"{extends!r} cannot be read: {error.strerror}") from None
    if there:
        raise FolderProblem(f"{extends!r} holds no records: it has no folder {one_of(FOLDERS)}")
    raise FolderProblem(f'there is no folder {extends!r}, seen from here; give one, or "{SHIPPED}"')


def _straight(path: Path) -> Path:
    """Returns the same place without the ways back ("own/../base"), where no link makes them lead elsewhere."""
    straight = os.path.normpath(path)
    return Path(straight) if os.path.realpath(straight) == os.path.realpath(path) else path


def folders_below(start: Path) -> list[Path]:
    """Returns the records folders that are in `start` or one folder further down and may be written, in order of their
    names."""
    found: list[Path] = []
    for folder in _inside(start):
        if _is_records(folder):
            found.append(folder)
        else:
            found += [deeper for deeper in _inside(folder) if _is_records(deeper)]
    return found


# Where there are more, nobody keeps records.
_LOOKED_INTO = 200


def _inside(folder: Path) -> list[Path]:
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir() and entry.name[0] != ".")
    except OSError:
        return []
    return [folder / name for name in names[:_LOOKED_INTO]]


def _is_records(folder: Path) -> bool:
    # A site of ours has folders of these names too, for its pages.
    kinds = all(_is_folder(folder / kind) for kind in FOLDERS) and not (folder / "index.html").exists()
    some = kinds or _has_settings(folder)
    return some and folder.resolve() != shipped_folder().resolve()


def find_folder(given: Path | None, start: Path | None) -> Path:
    """Returns the folder to use: `given`, else the nearest `records` upward from `start`, else the shipped one.

    A folder of another name counts from inside it when it has all three kinds or settings. Raises `NoRecordsFolder` when `given`
    holds no records, when what would be used cannot be read, and when there is neither `given` nor `start`.
    """
    if given is not None:
        return _checked(given)
    if start is None:
        raise NoRecordsFolder(
            "the folder you are in is gone; go to another, or give --records with a whole path"
        )
    for above in (start, *start.parents):
        candidate = above / "records"
        # What cannot be looked into may hold records; to use others in its place would be a guess.
        if _is_folder(candidate) and _looked(candidate):
            return candidate
        if all(_is_folder(above / kind) for kind in FOLDERS) or _has_settings(above):
            return above
    return _checked(shipped_folder())


def _is_folder(place: Path) -> bool:
    """Whether a folder is there, as far as we may know: of what is behind a closed door nothing is known."""
    try:
        return place.is_dir()
    except OSError:
        return False


def _has_settings(folder: Path) -> bool:
    try:
        return (folder / SETTINGS_FILE).is_file()
    except OSError:
        return False


def _looked(folder: Path) -> bool:
    try:
        return looks_like_records(folder)
    except OSError as error:
        raise NoRecordsFolder(f"{str(folder)!r} cannot be read: {error.strerror}") from None


def _checked(folder: Path) -> Path:
    if not _is_folder(folder):
        _refuse_closed(folder)
        raise NoRecordsFolder(f"there is no folder {str(folder)!r}; make one with: {_init(folder)}")
    if _looked(folder):
        return folder
    if _looked(folder / "records"):
        return folder / "records"
    raise NoRecordsFolder(
        f"{str(folder)!r} holds no records: it has no folder {one_of(FOLDERS)};"
        f" make them with: {_init(folder)}"
    )


def _refuse_closed(folder: Path) -> None:
    """Raises `NoRecordsFolder` for what is behind a folder that may not be entered: it may well be there."""
    try:
        os.stat(folder)
    except PermissionError as error:
        raise NoRecordsFolder(f"{str(folder)!r} cannot be read: {error.strerror}") from None
    except (OSError, ValueError):
        return


def _init(folder: Path) -> str:
    return command("gcmtrack", "init", path_word(str(folder)))


# What a new folder begins with: nothing of its own on top of the shipped records, a copy of these, nothing at all.
Beginning = Literal["on the shipped records", "copied", "empty"]


def make(folder: Path, beginning: Beginning) -> int:
    """Makes `folder` with the three folders of records; returns how many it was filled with.

    A folder may be there if it holds nothing but what a new repository has: dot files, a README, a licence. They stay
    as they are; .gitignore and .gitattributes get a line. Raises `WriteRefused` when it holds anything else or cannot
    be made; then what was begun is taken away, so that it can be tried again.
    """
    from gcmtrack.store import atomic

    try:
        if folder.exists() and not _is_fresh(folder):
            raise WriteRefused(f"{str(folder)!r} is not empty; give the name of a new folder")
        there = {entry.name for entry in folder.iterdir()} if folder.exists() else None
    except OSError as error:
        raise WriteRefused(f"cannot make {str(folder)!r}: {atomic.reason(error, folder)}") from None
    try:
        return _fill(folder, beginning)
    except OSError as error:
        _take_away(folder, there)
        raise WriteRefused(f"cannot make {str(folder)!r}: {atomic.reason(error, folder)}") from None
    except (WriteRefused, KeyboardInterrupt):
        _take_away(folder, there)
        raise


def _fill(folder: Path, beginning: Beginning) -> int:
    copied = 0
    for kind in FOLDERS:
        (folder / kind).mkdir(parents=True)
        # git keeps no empty folders.
        (folder / kind / ".gitkeep").touch()
    if beginning == "copied":
        copied = _copy_shipped(folder)
    elif beginning == "on the shipped records":
        _write(folder / SETTINGS_FILE, _SETTINGS)
    if not (folder / ".taplo.toml").exists():
        _write(folder / ".taplo.toml", _TAPLO)
    if not any(folder.glob("README*")):
        _write(folder / "README.md", _README_ON_BASE if (folder / SETTINGS_FILE).exists() else _README)
    # What a killed writer leaves behind is no record.
    _add_line(folder / ".gitignore", "*.tmp")
    # Line ends are the same on every system; a checkout with CRLF throughout is read and kept all the same.
    _add_line(folder / ".gitattributes", "*.toml text eol=lf")
    return copied


def _take_away(folder: Path, there: Collection[str] | None) -> None:
    """Removes what was not in the folder before; None where the folder itself was not.

    What cannot be removed stays: whoever tidies up has something else to say.
    """
    import shutil

    if there is None:
        shutil.rmtree(folder, ignore_errors=True)
        return
    with suppress(OSError):
        for entry in [*folder.iterdir()]:
            if entry.name in there:
                continue
            if entry.is_dir():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                with suppress(OSError):
                    entry.unlink()


def _copy_shipped(folder: Path) -> int:
    from gcmtrack.store.sources import FolderSource, RecordText

    copied = 0
    for text in FolderSource(shipped_folder()).texts():
        if isinstance(text, RecordText):
            (folder / path_of(text.folder, text.id)).write_bytes(text.raw)
            copied += 1
    licence = shipped_folder() / "LICENSE"
    if licence.is_file() and not any(folder.glob("LICEN[CS]E*")):
        (folder / "LICENSE").write_bytes(licence.read_bytes())
    return copied


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


_OF_A_REPOSITORY = ("README", "LICENSE", "LICENCE", "COPYING")


def _is_fresh(folder: Path) -> bool:
    return folder.is_dir() and all(
        entry.name.startswith((".", *_OF_A_REPOSITORY)) for entry in folder.iterdir()
    )


def _add_line(file: Path, line: str) -> None:
    """Adds a line to a file that may be there and may have it."""
    from gcmtrack.store import atomic

    there = file.read_bytes() if file.exists() else b""
    if line.encode() not in map(bytes.strip, there.splitlines()):
        end = b"\n" if there and not there.endswith(b"\n") else b""
        atomic.replace(file, there + end + line.encode() + b"\n")
