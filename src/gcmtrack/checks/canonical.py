"""Whether the files stand in canonical form."""

from collections.abc import Iterator

from gcmtrack.checks.context import Checkup, at
from gcmtrack.model.findings import Finding, Fix
from gcmtrack.store import toml_canonical, toml_edit

_FIX = Fix("brought into canonical form")


def not_canonical(checkup: Checkup) -> Iterator[Finding]:
    """A file that is not in canonical form.

    Two people who edit one file get small, readable diffs only when both keep its form.

    `--fix` writes the canonical form, keeping comments.
    """
    proven = checkup.loaded.proven
    for record in checkup.loaded.own:
        if proven.holds(record):
            continue
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
