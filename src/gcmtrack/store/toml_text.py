"""TOML text of one record: reading it, and writing it in canonical form.

Canonical form: keys in the order of the model, lists on one line, tables after the plain keys, dates quoted.
No other module knows the libraries that read and write TOML.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import msgspec
import tomli

from gcmtrack.model.dates import When
from gcmtrack.model.ids import Folder
from gcmtrack.model.limits import DEPTH, NUMBER_MAX, NUMBER_MIN
from gcmtrack.model.records import LANGUAGE_TABLES, RECORD_TYPES, Record


class SyntaxProblem(NamedTuple):
    """Why a text is not TOML, and on which line (from 1)."""

    line: int
    message: str


class TomlSyntaxError(ValueError):
    """The text is not TOML; `problem` says why and where."""

    def __init__(self, problem: SyntaxProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def decode(raw: bytes) -> str:
    """Returns the text of a file's bytes, a byte order mark left out. Raises `TomlSyntaxError` when it is not UTF-8."""
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise TomlSyntaxError(
            SyntaxProblem(line, f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8")
        ) from None


def parse(text: str) -> dict[str, Any]:
    """Returns the table. Raises `TomlSyntaxError` with the line when it is not TOML 1.1, or beyond the limits."""
    table = parse_any(text)
    if beyond := _beyond_limits(text, table):
        raise TomlSyntaxError(beyond)
    return table


def parse_any(text: str) -> dict[str, Any]:
    """Returns the table of a text that may be beyond the limits. Raises `TomlSyntaxError` when it is not TOML 1.1."""
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise TomlSyntaxError(_syntax_problem(text, error)) from None
    except RecursionError:
        raise TomlSyntaxError(_TOO_DEEP) from None
    except ValueError:
        # Python reads no decimal number of more than 4,300 digits.
        raise TomlSyntaxError(_too_large(text, None)) from None


_TOO_DEEP = SyntaxProblem(1, f"nested too deeply to be a record, which has at most {DEPTH} levels")


def _beyond_limits(text: str, table: dict[str, Any]) -> SyntaxProblem | None:
    """Looks through a table level by level, since one that is nested too deeply cannot be walked down."""
    level: list[Any] = [table]
    for _ in range(DEPTH):
        below: list[Any] = []
        for container in level:
            for item in container.values() if type(container) is dict else container:
                kind = type(item)
                if kind is dict or kind is list:
                    below.append(item)
                elif kind is int and not NUMBER_MIN <= item <= NUMBER_MAX:
                    return _too_large(text, item)
        if not below:
            return None
        level = below
    return _TOO_DEEP


_NUMBER = re.compile(
    r"(?<![\w.+-])[+-]?(?:0x[0-9A-Fa-f_]+|0o[0-7_]+|0b[01_]+|[0-9][0-9_]*)(?![\w.])", re.ASCII
)


def _too_large(text: str, number: int | None) -> SyntaxProblem:
    """What is said of a number that does not fit; without one, of the first that is too long to be read."""
    for match in _NUMBER.finditer(text):
        try:
            found = int(match[0].replace("_", ""), 0) == number
        except ValueError:
            found = number is None and len(match[0]) > 4300
        if found:
            line = text.count("\n", 0, match.start()) + 1
            return SyntaxProblem(line, "this number is too large; whole numbers have 64 bits")
    return SyntaxProblem(1, "a number is too large; whole numbers have 64 bits")


# What git leaves in a file where two changes do not go together.
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)


def _syntax_problem(text: str, error: tomli.TOMLDecodeError) -> SyntaxProblem:
    from gcmtrack.store.syntax_advice import advice, place

    conflict = _CONFLICT.search(text)
    if conflict is None:
        lines = text.split("\n")  # as TOML counts lines
        number = place(lines, error.lineno, str(error.msg))
        line = lines[number - 1] if 0 < number <= len(lines) else ""
        return SyntaxProblem(number, advice(line, str(error.msg)))
    return SyntaxProblem(
        text.count("\n", 0, conflict.start()) + 1,
        "a git conflict is not resolved here: keep one of the two parts and take the lines <<<<<<<, =======, >>>>>>> out",
    )


def plain(record: Record) -> dict[str, Any]:
    """Returns a record as the table that its file holds: plain values, no defaults, no id, keys in canonical order."""
    table = msgspec.to_builtins(record, builtin_types=(date,), enc_hook=_plain_value)
    table.pop("id", None)
    return {key: _sorted_list(key, value) for key, value in table.items()}


# Lists that are sets in truth; the others keep the order in which they were written, since the first one leads.
_SORTED = frozenset({
    "objectives", "topics", "cosigners", "aliases", "member_of", "fulfils", "our_translations",
    "yes", "no", "abstained", "absent",
})  # fmt: skip


def _sorted_list(key: str, value: Any) -> Any:
    if key in _SORTED and isinstance(value, (list, tuple)):
        return sorted(dict.fromkeys(value))
    if key in LANGUAGE_TABLES:
        return dict(sorted(value.items()))
    if isinstance(value, dict):
        return {inner: _sorted_list(inner, item) for inner, item in value.items()}
    return value


def _plain_value(value: object) -> object:
    if isinstance(value, When):
        return str(value)
    raise NotImplementedError(type(value))


def render(record: Record) -> str:
    """Returns the canonical file of a record."""
    return render_table(record.folder, plain(record))


def render_table(folder: Folder, table: Mapping[str, Any]) -> str:
    """Returns the canonical text of a table of a record of `folder`; keys that the model lacks come last."""
    known = RECORD_TYPES[folder].__struct_fields__
    order = [key for key in known if key in table] + [key for key in table if key not in known]
    flat: list[str] = []
    tables: list[str] = []
    for key in order:
        value = table[key]
        if isinstance(value, Mapping):
            tables.append(f"\n[{key_text(key)}]\n{render_lines(value)}")
        elif isinstance(value, (list, tuple)) and value and all(isinstance(item, Mapping) for item in value):
            tables += (f"\n[[{key_text(key)}]]\n{render_lines(item)}" for item in value)
        else:
            flat.append(f"{key_text(key)} = {value_text(value)}\n")
    return "".join(flat) + "".join(tables)


def render_lines(table: Mapping[str, Any]) -> str:
    """Returns the lines of a table that holds plain values, without its header."""
    return "".join(f"{key_text(key)} = {value_text(value)}\n" for key, value in table.items())


_BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


def key_text(key: str) -> str:
    """Returns a key as it is written, in quotes where it must be."""
    return key if key and _BARE.issuperset(key) else value_text(key)


def value_text(value: Any) -> str:
    """Returns one value as TOML on one line; tomli-w knows the escapes."""
    if (
        isinstance(value, str)
        and value.isascii()
        and value.isprintable()
        and '"' not in value
        and "\\" not in value
    ):
        return f'"{value}"'
    if type(value) is int:
        return str(value)
    if type(value) is date:
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(value_text(item) for item in value)}]"
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key_text(key)} = {value_text(item)}" for key, item in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    import tomli_w

    return tomli_w.dumps({"x": value}).removeprefix("x = ").removesuffix("\n")
