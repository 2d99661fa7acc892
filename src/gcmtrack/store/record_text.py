"""The bytes of one file, read as the record that they hold."""

from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import Folder
from gcmtrack.model.limits import FILE_BYTES
from gcmtrack.model.records import Record
from gcmtrack.store import decode, toml_text
from gcmtrack.store.regular_file import TOO_LARGE


def read_text(folder: Folder, id_: str, raw: bytes) -> tuple[Record | None, list[Finding]]:
    """Returns the record that the bytes of a file hold, or None and everything that is wrong with them."""
    if len(raw) > FILE_BYTES:
        return None, [Finding(folder, id_, (), "unreadable", f"cannot be read: {TOO_LARGE}")]
    try:
        text = toml_text.decode(raw)
        # What makes a record is within all limits, so nearly no text is looked through for them.
        if (record := decode.read_good(folder, id_, toml_text.parse_any(text))) is not None:
            return record, []
        table = toml_text.parse(text)
    except toml_text.TomlSyntaxError as error:
        return None, [Finding(folder, id_, (), "syntax", error.problem.message, line=error.problem.line)]
    return decode.read_record(folder, id_, table)
