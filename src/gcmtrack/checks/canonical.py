"""Whether the files stand in canonical form."""

from collections.abc import Iterator

from gcmtrack.checks.context import Checkup, Found
from gcmtrack.model.ids import path_of
from gcmtrack.store import toml_canonical, toml_edit


def not_canonical(checkup: Checkup) -> Iterator[Found]:
    for record in checkup.records:
        path = path_of(record.folder, record.id)
        try:
            raw = (checkup.loaded.folder / path).read_bytes()
            if toml_canonical.canonical_bytes(record, raw) == raw:
                continue
            said = "the file is not in canonical form; mend it with: gcmtrack fmt"
        except toml_edit.CannotEdit as error:
            said = str(error)
        except OSError as error:
            said = f"the file cannot be read any more: {error.strerror}"
        yield Found(path, (), said)
