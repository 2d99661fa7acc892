"""Whether the files stand in canonical form."""

from collections.abc import Iterator

from gcmtrack.checks.context import Checkup, at
from gcmtrack.model.collection import Records
from gcmtrack.model.findings import Finding, Fix
from gcmtrack.model.ids import FOLDERS
from gcmtrack.model.records import Record
from gcmtrack.store import toml_canonical, toml_edit
from gcmtrack.store.proven import Proven

_FIX = Fix("brought into canonical form")


def not_canonical(checkup: Checkup) -> Iterator[Finding]:
    """A file that is not in canonical form.

    Two people who edit one file get small, readable diffs only when both keep its form.

    `--fix` writes the canonical form, keeping comments.
    """
    proven = checkup.loaded.proven
    for record in _unproven(checkup.loaded.own, proven):
        fix = None
        try:
            raw = checkup.loaded.source.text(record.folder, record.id)
            if toml_canonical.canonical_bytes(record, raw) == raw:
                proven.add(record)
                continue
            said = "the file is not in canonical form; mend it with: gcmtrack fmt"
            fix = _FIX
        except toml_edit.CannotEdit as error:
            said = str(error)
        except OSError as error:
            said = f"the file cannot be read any more: {error.strerror}"
        yield at(record, says=said, fix=fix)
    proven.keep()


def _unproven(records: Records, proven: Proven) -> Iterator[Record]:
    # What is proven of a large record is not made anew only to be passed over.
    for folder in FOLDERS:
        some = records.all_of(folder)
        yield from (some[id_] for id_ in some if not proven.holds(folder, id_))
