"""`gcmtrack schema`"""

import os
from pathlib import Path
from typing import Annotated

from gcmtrack.cli import output
from gcmtrack.cli.declared import Argument, Option
from gcmtrack.cli.options import RecordsOption
from gcmtrack.errors import Misuse
from gcmtrack.input import values
from gcmtrack.model.ids import FOLDERS, SETTINGS_SCHEMA, schema_file, schema_line, settings_line
from gcmtrack.store import atomic


def schema(
    kind: Annotated[
        str | None,
        Argument(
            metavar="[KIND]",
            help="milestones, statements, organisations, settings (gcmtrack.toml), or json for --json.",
        ),
    ] = None,
    write: Annotated[
        Path | None,
        Option("--write", metavar="DIR", help="Write the schemas of records and settings into this folder."),
    ] = None,
    records: RecordsOption = None,
) -> None:
    """The JSON Schema of the record files and of gcmtrack.toml, with which editors complete and check TOML while you type.

    In a records folder: gcmtrack schema --write records/schema, then the line that it tells at the top of a record.
    """
    from gcmtrack.formats import schema_of_json, schema_of_records

    if (kind is None) == (write is None):
        raise Misuse("give a kind to print its schema, as in: gcmtrack schema milestones; or --write DIR")
    if kind is not None:
        wanted = values.word(kind, "kind", (*FOLDERS, "settings", "json"))
        if wanted == "json":
            output.write(schema_of_json.document_schema())
        elif wanted == "settings":
            output.write(schema_of_records.settings_schema())
        else:
            output.write(schema_of_records.record_schema(wanted))  # type: ignore[arg-type]
    if write is not None:
        _write_all(write, output.records_folder(records))


def _write_all(folder: Path, records: Path) -> None:
    from gcmtrack.formats import schema_of_records

    atomic.make_folder(folder, parents=True)
    output.say("set the line for its kind at the top of a record, and that for gcmtrack.toml at its top:")
    for kind in FOLDERS:
        atomic.replace(folder / schema_file(kind), schema_of_records.record_schema(kind).encode())
        output.write(f"{kind}\t{schema_line(kind, _way(folder, records / kind))}\n")
    atomic.replace(folder / SETTINGS_SCHEMA, schema_of_records.settings_schema().encode())
    output.write(f"settings\t{settings_line(_way(folder, records))}\n")


def _way(folder: Path, start: Path) -> str:
    """The folder of the schemas as seen from a file in `start`."""
    try:
        return Path(os.path.relpath(folder.resolve(), start.resolve())).as_posix()
    except ValueError:
        # On Windows no way leads from one drive to another.
        return folder.resolve().as_uri()
