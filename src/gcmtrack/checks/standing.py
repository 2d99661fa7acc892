"""Records that stand in place of others, in what the folder stands on, and whether those are still the same."""

from collections.abc import Iterator

from gcmtrack.checks.context import Checkup, at
from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import path_of
from gcmtrack.model.records import Record
from gcmtrack.store import overrides
from gcmtrack.store.load import Loaded
from gcmtrack.text import command


def base_changed(checkup: Checkup) -> Iterator[Finding]:
    """A record that stands in place of one of the base, which has another text now, or that does not say of which text.

    What was corrected there since is not seen here until somebody takes it in.
    """
    base = checkup.loaded.base
    for record in () if base is None else checkup.loaded.own:
        assert base is not None
        if said := _moved_on(base, checkup.loaded.base_name, record):
            yield at(record, *(("overrides",) if record.overrides else ()), says=said)


def _moved_on(base: Loaded, name: str, record: Record) -> str | None:
    try:
        below = base.source.text(record.folder, record.id)
    except OSError:
        if record.overrides is None:
            return None
        taken_out = command("gcmtrack", "edit", record.id, "--remove", "overrides")
        return f"there is no such record in {name} any more; if this one shall stay: {taken_out}"
    if record.overrides is not None and overrides.is_of(record.overrides, below):
        return None
    difference = command("gcmtrack", "changes", "--against", "base", record.id)
    noted = command("gcmtrack", "edit", record.id, "--set", f"overrides={overrides.digest(below)}")
    if record.overrides is None:
        said = (
            f"stands in place of {path_of(record.folder, record.id)} in {name} without saying of which text"
        )
        return f"{said}; see the difference with: {difference}; if it is meant: {noted}"
    return f"the record in whose place this stands has changed since; see how with: {difference}; when that is taken in: {noted}"
