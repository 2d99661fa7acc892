"""Making a records folder."""

import shutil
from pathlib import Path

from gcmtrack import store
from gcmtrack.errors import WriteRefused
from gcmtrack.model import FOLDERS

_README = """# Records of the Global Compact for Migration

One TOML file a record: `milestones/` what happened or will happen, `statements/` who said what about it,
`organisations/` who they are. The name of a file is the id of its record.

Look at them with `gcmtrack events`, `gcmtrack timeline`, `gcmtrack statements`; add with `gcmtrack add-statement`;
find mistakes with `gcmtrack check`.
"""


def make(folder: Path, *, with_shipped: bool) -> int:
    """Makes `folder` with the three folders of records, filled with the shipped records or empty; returns how many.

    Raises `WriteRefused` when the folder holds something already or cannot be made.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WriteRefused(f"{str(folder)!r} is not empty; give the name of a new folder")
    copied = 0
    try:
        for kind in FOLDERS:
            (folder / kind).mkdir(parents=True)
            # git keeps no empty folders.
            (folder / kind / ".gitkeep").touch()
        if with_shipped:
            for file in store.record_files(store.shipped_folder()):
                if isinstance(file, store.RecordFile):
                    shutil.copyfile(file.file, folder / file.folder / f"{file.id}.toml")
                    copied += 1
        (folder / "README.md").write_text(_README, encoding="utf-8", newline="\n")
    except OSError as error:
        raise WriteRefused(f"cannot make {str(folder)!r}: {error.strerror}") from None
    return copied
