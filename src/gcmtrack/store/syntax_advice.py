"""What is wrong in a line that is not TOML, in the words of who wrote it, and how it is written."""

import re
import unicodedata
from collections.abc import Sequence

from gcmtrack.model.dates import DateError, When
from gcmtrack.text import quoted

_UNQUOTED_DATE = re.compile(
    r"^\s*(\w+)\s*=\s*(\d{4}-\d\d[~?%]?|\d{4}[~?%]|\d{4}(?:-\d\d){0,2}[~?%]?/\S+)\s*(?:#.*)?$"
)
_WHOLE_DATE = re.compile(r"^\s*\w+\s*=\s*(\d{4}-\d\d-\d\d)\s*(?:#.*)?$")
# Quotation marks that are not those of TOML: word processors and telephones put them in unasked.
_CURLY = "“”„‟«»″〝〞＂‘’‚‛‹›`´"
_CURLY_VALUE = re.compile(rf"^\s*([\w.]+)\s*=\s*[{_CURLY}](.*?)[{_CURLY}\"']?\s*$")
_BARE_VALUE = re.compile(r"^\s*([\w.]+)\s*=\s*([^\s\"'\[{#][^#\"]*?)\s*(?:#.*)?$")
_COLON = re.compile(r"^\s*([A-Za-z_]\w*)\s*:\s*(\S.*)$")
# Outside quotation marks: what looks like a space, or like nothing, and is neither to TOML.
_INSIDE = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*')


def advice(line: str, message: str) -> str:
    """Returns the sentence for a line on which a reader of TOML stopped with `message`."""
    return (
        _of_line_ends(line)
        or _of_date(line)
        or _of_signs(line)
        or _of_value(line, message)
        or _of_message(message)
    )


def place(lines: Sequence[str], number: int, message: str) -> int:
    """Returns the number of the line on which the fault stands: where a text that goes on to the end of the file began."""
    if message.startswith("Expected \"'"):
        return next((i for i, line in enumerate(lines, 1) if _lacks_quote(line)), number)
    if message.startswith("Unterminated"):
        return next((i for i, line in enumerate(lines, 1) if line.count('"' * 3) % 2), number)
    return number


def _of_line_ends(line: str) -> str:
    if "\r" not in line.rstrip("\r"):
        return ""
    return "a line ends in a carriage return (U+000D) alone; save the file with the line ends LF or CRLF"


def _of_date(line: str) -> str:
    if match := _UNQUOTED_DATE.match(line):
        return f'a date must stand in quotes: {match[1]} = "{match[2]}"'
    if match := _WHOLE_DATE.match(line):
        try:
            When.parse(match[1])
        except DateError as error:
            return str(error)
    return ""


def _of_signs(line: str) -> str:
    """What is said of signs that look like others, and of those that cannot be seen."""
    if match := _CURLY_VALUE.match(line):
        return f'these quotation marks are not straight ones; write {match[1]} = "{_shown(match[2])}"'
    outside = _INSIDE.sub("", line)
    for sign in outside:
        if sign.isascii():
            continue
        if unicodedata.category(sign) in ("Zs", "Cf"):
            name = unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
            return f"a {name} (U+{ord(sign):04X}) stands outside the quotation marks; write a plain space"
        if sign in _CURLY:
            return f'the quotation mark {sign} is not a straight one; write "'
    return ""


def _of_value(line: str, message: str) -> str:
    """What is said of a value that has no quotation marks, only one, or further ones inside."""
    if any(f" {mark * 3}" in line for mark in "\"'"):
        return ""
    if message.startswith("Expected newline") and re.search(r'=\s*".*".*"', line):
        return 'a quotation mark inside a text is written \\", and nothing may follow the text on its line'
    if _lacks_quote(line) and message.startswith(
        ("Illegal character", "Unterminated", "Invalid value", "Unclosed", "Expected newline")
    ):
        return 'a quotation mark is missing: a text begins and ends with "'
    if message.startswith(("Invalid value", "Expected newline")) and (match := _BARE_VALUE.match(line)):
        if (word := match[2]).lower() in ("true", "false"):
            return f"write {word.lower()} in small letters"
        return f'a text must stand in quotes: {match[1]} = "{_shown(word)}"'
    if message.startswith(("Invalid value", "Illegal character")) and re.search(r"=\s*(?:#.*)?$", line):
        return "nothing stands after the =; write a value, or take the line out"
    if (match := _COLON.match(line)) and not match[2].startswith("//"):
        return f"write = behind the key, not a colon: {match[1]} = {quoted(match[2])[1:-1]}"
    return ""


def _lacks_quote(line: str) -> bool:
    """Tells whether one quotation mark is left over when all pairs are taken out."""
    rest = _INSIDE.sub("", line)
    return '"' in rest or ("'" in rest and "=" in rest.partition("'")[0])


def _shown(text: str) -> str:
    return quoted(text.replace('"', ""))[1:-1] if len(text) > 100 else text.replace('"', "")


# The sentences of the reader of TOML, and ours.
_SENTENCES: tuple[tuple[str, str], ...] = (
    # In these records a statement is something else.
    ("Invalid statement", "this is no line of TOML; write key = value"),
    ("Expected '='", "this is no line of TOML; write key = value"),
    ("Expected newline or end of document", "nothing may follow the value on its line"),
    ("Cannot overwrite a value", "this key stands twice; keep one of the two"),
    ("Duplicate inline table key", "this key stands twice; keep one of the two"),
    ("Cannot declare", "this table stands twice; a table of a list is written [[sources]]"),
    ("Expected ']]'", "a bracket is missing: a table of a list begins with [[NAME]]"),
    ("Expected ']'", "a bracket is missing: a table begins with [NAME], one of a list with [[NAME]]"),
    ("Unclosed array", "the list is not closed: its values are parted by commas and end with ]"),
    ("Unclosed inline table", "the table is not closed: its keys are parted by commas and end with }"),
    ("Invalid hex value", r"a backslash is written twice, as in C:\\folder, or the text stands in single quotes"),
    ("Unescaped '\\' in a string", r"a backslash is written twice, as in C:\\folder, or the text stands in single quotes"),
    ("Unterminated string", 'a text in """ is not closed; write """ at its end'),
    ("Expected \"'''\"", "a text in ''' is not closed; write ''' at its end"),
    ("Expected \"'\"", "a quotation mark is missing: a text in single quotes ends with '"),
    ("Invalid value", 'this is no value; a text stands in quotes, as in title = "A meeting"'),
    ("Found invalid character", "a control character stands here; take it out"),
    ("Illegal character '\\x", "a control character stands in the text; take it out"),
    ("Invalid date or datetime", "there is no such date; days are written 2018-07-13"),
    ("Invalid initial character for a key", "a key is letters, digits, - and _"),
    ("Illegal character '\\n'", 'a quotation mark is missing: a text begins and ends with "'),
)  # fmt: skip


def _of_message(message: str) -> str:
    for begun, said in _SENTENCES:
        if message.startswith(begun):
            return said
    return message[:1].lower() + message[1:]
