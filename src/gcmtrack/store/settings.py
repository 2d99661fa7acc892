"""What a records folder says of itself, in `gcmtrack.toml` at its top: what it stands on, whose it is, its language."""

import errno
import os
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import structs

from gcmtrack.model.findings import Finding, KeyPath
from gcmtrack.model.tables import Id, Table, Text, described
from gcmtrack.store import regular_file
from gcmtrack.store.listing import SETTINGS_FILE, is_inside


class Settings(Table, frozen=True, kw_only=True):
    """How a records folder is meant; each key may be left out."""

    extends: Annotated[
        Text | None,
        described(
            "the records that these stand on: `shipped`, those that come with gcmtrack, or a folder, relative to this"
            " one; read, never written"
        ),
    ] = None
    us: Annotated[tuple[Id, ...], described("the organisations whose records these are")] = ()
    language: Annotated[
        Literal["en", "es", "fr"] | None,
        described("the language of what people read, unless a command says otherwise"),
    ] = None
    title: Annotated[Text | None, described("what these records are called")] = None


class SettingsRead(NamedTuple):
    """The settings as far as they are good, and what is wrong with the others.

    `raw` is what the file holds; None where there is none, or none that can be read. Without `known` nobody can say what
    the folder stands on.
    """

    settings: Settings = Settings()
    findings: tuple[Finding, ...] = ()
    raw: bytes | None = None
    known: bool = True


NO_SETTINGS = SettingsRead()


def raw_settings(folder: str) -> bytes | Finding | None:
    """Returns what the settings file of a folder holds; None where it has none, a finding where it cannot be read."""
    file = os.path.join(folder, SETTINGS_FILE)
    try:
        try:
            return regular_file.read_bytes(file, follow=False)
        except OSError as error:
            if error.errno != errno.ELOOP:
                raise
        if not is_inside(os.path.realpath(file), os.path.realpath(folder)):
            return _finding((), "outside-folder", "the file is a link that leads out of the records folder")
        return regular_file.read_bytes(file)
    except OSError as error:
        # A folder that is no folder, or no more there, is told of where its records are looked for.
        if error.errno in (errno.ENOENT, errno.ENOTDIR) and not os.path.islink(file):
            return None
        said = "this is not a file" if error.errno == errno.EINVAL else f"cannot be read: {error.strerror}"
        return _finding((), "unreadable", said)


def settings_of(raw: bytes | Finding | None) -> SettingsRead:
    """Returns the settings that the bytes of a file hold."""
    if raw is None:
        return NO_SETTINGS
    if isinstance(raw, Finding):
        return SettingsRead(findings=(raw,), known=False)
    from gcmtrack.store import decode, toml_text

    try:
        text = toml_text.decode(raw)
        table = toml_text.parse(text)
    except toml_text.TomlSyntaxError as error:
        return SettingsRead(
            findings=(_finding((), "syntax", error.problem.message, error.problem.line),),
            raw=raw,
            known=False,
        )
    faults = decode.table_faults(Settings, table)
    bad = {fault.key[0] for fault in faults if fault.key}
    good = {key: value for key, value in table.items() if key not in bad}
    settings = msgspec.convert(good, Settings)
    return SettingsRead(settings, _located(text, faults), raw, known="extends" not in bad)


def at_extends(read: SettingsRead, message: str) -> Finding:
    """Returns the finding for what the folder is to stand on."""
    return _placed(read, _finding(("extends",), "bad-base", message))


def unknown_organisation(read: SettingsRead, position: int, message: str) -> Finding:
    """Returns the finding for an id under `us` that names no organisation."""
    return _placed(read, _finding(("us", position), "unknown-reference", message))


def _placed(read: SettingsRead, finding: Finding) -> Finding:
    from gcmtrack.store import toml_text

    return _located(toml_text.decode(read.raw or b""), [finding])[0]


def _located(text: str, faults: list[Finding]) -> tuple[Finding, ...]:
    if not faults:
        return ()
    from gcmtrack.store import toml_layout

    lines: dict[KeyPath, int] = toml_layout.key_lines(text)
    return tuple(
        structs.replace(fault, id=SETTINGS_FILE, line=toml_layout.line_of(fault.key, lines))
        for fault in faults
    )


def _finding(key: KeyPath, check: str, message: str, line: int = 0) -> Finding:
    return Finding(None, SETTINGS_FILE, key, check, message, line=line)
