"""Writes the pages and schemas in docs/ that are made from the code: `python docs/generate.py`; `--check` only compares.

The prose and the examples stand in docs/templates; keys, words, dates and checks come from the code, so they cannot differ.
"""

import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import msgspec
from msgspec import NODEFAULT

from gcmtrack import checks
from gcmtrack.audit.finding import registry
from gcmtrack.formats import schema_of_json, schema_of_records
from gcmtrack.formats.columns import columns
from gcmtrack.input import typed_dates
from gcmtrack.model import limits, objectives, vocabulary
from gcmtrack.model.dates import DateError, When
from gcmtrack.model.ids import FOLDERS, SETTINGS_SCHEMA, Folder, schema_file
from gcmtrack.model.key_types import (
    alternatives,
    description,
    hints_of,
    is_table,
    is_union,
    item_of,
    unwrapped,
)
from gcmtrack.model.records import RECORD_TYPES, REFERENCES
from gcmtrack.model.tables import Change, Dispute, Link, Mandate, PreviousDate, Source, Speaker, Vote
from gcmtrack.store import decode, toml_text
from gcmtrack.store.settings import Settings
from gcmtrack.wording import english

DOCS = Path(__file__).parent
TEMPLATES = DOCS / "templates"
# The smallest failing records of each check, with what is said of them.
GALLERY = DOCS.parent / "tests" / "gallery"
_MADE = "<!-- Made by docs/generate.py from the code; change it there. -->"
# Any day serves: no date depends on it but the words for today and yesterday, which are not shown.
_SOME_DAY = date(2018, 7, 20)


def pages() -> dict[str, str]:
    """Returns every file in docs/ that is made, by its name."""
    schemas = {schema_file(folder): schema_of_records.record_schema(folder) for folder in FOLDERS}
    return {
        "records.md": records_page(),
        "checks.md": checks_page(),
        "export.md": export_page(),
        "audit.md": audit_page(),
        "json.schema.json": schema_of_json.document_schema(),
        SETTINGS_SCHEMA: schema_of_records.settings_schema(),
        **schemas,
    }


# The form of a record.

_TABLES: tuple[tuple[str, type[msgspec.Struct]], ...] = (
    ("[[sources]]", Source),
    ("[[links]]", Link),
    ("[[previous_dates]]", PreviousDate),
    ("[[disputes]]", Dispute),
    ("[speaker]", Speaker),
    ("[vote]", Vote),
    ("[[mandates]]", Mandate),
    ("[[changes]]", Change),
)
_OF_A_VOTE = {
    key.removeprefix("vote."): folder for key, folder in REFERENCES["milestones"].items() if "." in key
}

_WRITTEN = (
    "2018",
    "2018-07",
    "2018-07-13",
    "2017-10-12/2017-10-13",
    "2018-02-20/2018-03-15",
    "2017-04/2017-11",
    "2018-02/..",
    "2017-09~",
    "2018-07-13?",
    "2019%",
)
_REFUSED = ("10/12/2018", "2018-06-31", "2018-07-13/2018-07-09", "2018-Q2", "2018-7-3")
_TYPED = (
    "13 July 2018",
    "Dec. 10, 2018",
    "12-13 October 2017",
    "July 30 - August 2, 2018",
    "1er décembre 2018",
    "du 12 au 13 octobre 2017",
    "vendredi 13 juillet 2018",
    "julio de 2018",
    "del 30 de septiembre al 2 de octubre de 2017",
    "late September 2017",
    "desde febrero de 2018",
)

_STATUSES: dict[vocabulary.Status, str] = {
    "confirmed": "it took place, or it is announced for good; the default",
    "tentative": "announced, and no source shows yet that it took place",
    "expected": "a rule or a resolution demands it; nobody has announced it yet",
    "postponed": "put off; the date is the one that was given last",
    "cancelled": "it will not take place; kept, and listed as CANCELLED until its day is over",
}


def records_page() -> str:
    """Returns docs/records.md."""
    made = {
        "tables": "".join(f"### `{header}`\n\n{kind.__doc__}\n\n{_struct_table(kind, _OF_A_VOTE if kind is Vote else {})}\n" for header, kind in _TABLES).rstrip("\n") + "\n",
        "written": _table(("Written", "Shown as"), ((f'`"{text}"`', english().date(When.parse(text))) for text in _WRITTEN)),
        "refused": "".join(f"* {_refusal(text)}\n" for text in _REFUSED),
        "typed": _table(("Typed", "Recorded as"), ((text, f"`{typed_dates.read(text, _SOME_DAY)}`") for text in _TYPED)),
        "limits": _table(("At most", "", "Why"), limits.TOLD),
        "words": "".join(f"{line}\n\n" for line in _words()),
        "status": _table(("Word", "Meaning"), ((f"`{word}`", _STATUSES[word]) for word in vocabulary.STATUSES)) + "\n",
        "regions": _table(("Word", "Region"), ((f"`{w}`", name) for w, name in english().labels("region", vocabulary.REGIONS).items())) + "\n",
        "objectives": _table(("", "Objective"), ((str(o.number), o.title) for o in objectives.OBJECTIVES)),
    }  # fmt: skip
    made["keys of settings"] = _struct_table(Settings, {"us": "organisations"})
    for folder in FOLDERS:
        made[f"example of {folder}"] = _indented(_example(folder)) + "\n"
        made[f"keys of {folder}"] = _struct_table(RECORD_TYPES[folder], REFERENCES[folder], without="id")
    for name in ("decision", "draft"):
        made[f"example of a {name}"] = _indented(_example("milestones", name)) + "\n"
    return _filled("records.md", made)


def _filled(template: str, made: dict[str, str]) -> str:
    """The template with what is made in the places that it marks; each mark must be there once."""
    text = (TEMPLATES / template).read_text("utf-8")
    for name, part in made.items():
        mark = f"<!-- {name} -->\n"
        assert text.count(mark) == 1, name
        text = text.replace(mark, part)
    return f"{_MADE}\n\n{text}"


def _example(folder: Folder, name: str | None = None) -> str:
    """The example of a kind, which must be a record in canonical form."""
    text = (TEMPLATES / f"{name or folder}.toml").read_text("utf-8")
    record, findings = decode.read_record(folder, "example", toml_text.parse(text))
    assert record is not None, findings
    assert toml_text.render(record) == text, folder
    return text


def _indented(text: str) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def _struct_table(kind: type[msgspec.Struct], references: Mapping[str, Folder], *, without: str = "") -> str:
    """Every key of a struct: what it holds, whether it is needed, what it means."""
    rows = []
    for field in msgspec.structs.fields(kind):
        if field.name == without:
            continue
        needed = field.default is NODEFAULT and field.default_factory is NODEFAULT
        hint = hints_of(kind)[field.name]
        holds = _holds(hint)
        if field.name in references:
            noun = references[field.name].removesuffix("s")
            article = "an" if noun[0] in "aeo" else "a"
            holds = (
                holds.replace("list of ids", f"ids of {noun}s")
                if "list" in holds
                else f"id of {article} {noun}"
            )
        # One source at least is wanted, though a record without any can still be read.
        told = "yes" if needed or (field.name == "sources" and without) else ""
        rows.append((f"`{field.name}`", holds, told, description(hint)))
    return _table(("Key", "Holds", "Needed", "Meaning"), rows)


_NOUNS = {
    "text": "text",
    "address": "web address",
    "language": "language code",
    "country": "country code",
    "objective": "number, 1 to 23",
    "topic": "topic",
    "symbol": "UN document symbol",
    "number": "number",
    "id": "id",
    "count": "number",
    "span": "span, such as `4y`",
    "lead": "span, such as `12w`",
    "mandate": "mandate",
    "digest": "digest",
}


def _holds(hint: Any) -> str:
    """What a type holds, in plain words."""
    base, metas = unwrapped(hint)
    noun = next((meta.extra["noun"] for meta in metas if meta.extra and "noun" in meta.extra), None)
    if noun:
        return _NOUNS[noun]
    if is_union(base):
        return " or ".join(_holds(option) for option in alternatives(base)[0])
    if get_origin(base) is tuple:
        item = item_of(base)
        return (
            "[tables](#tables-inside-a-record)"
            if is_table(item)
            else f"list of {_plural(_holds(get_args(base)[0]))}"
        )
    if get_origin(base) is dict:
        return "table of languages"
    if base is When:
        return "[date](#dates)"
    if base is date:
        return "day"
    if is_table(base):
        return "[table](#tables-inside-a-record)"
    assert get_origin(base) is Literal, hint
    return "[word](#words)"


def _plural(noun: str) -> str:
    return {"number, 1 to 23": "numbers, 1 to 23", "text": "texts", "web address": "web addresses"}.get(
        noun, f"{noun}s"
    )


def _refusal(text: str) -> str:
    try:
        When.parse(text)
    except DateError as error:
        said = str(error)
        return said if text in said else f"`{text}`: {said}"
    raise AssertionError(text)


def _words() -> Iterator[str]:
    for title, key, words in (
        ("Kinds of milestone", "kind", vocabulary.MILESTONE_KINDS),
        *((f"Types of {kind}s", "type", words) for kind, words in vocabulary.TYPES_OF_KIND.items()),
        ("Phases", "phase", vocabulary.PHASES),
        ("Kinds of statement", "kind", vocabulary.STATEMENT_KINDS),
        ("Stances", "stance", vocabulary.STANCES),
        ("Types of organisation", "type", vocabulary.ORGANISATION_TYPES),
        ("Formats of a link", "format", vocabulary.LINK_FORMATS),
        ("Effects of a change", "effect", vocabulary.CHANGE_EFFECTS),
        ("How a change is known", "basis", vocabulary.CHANGE_BASES),
    ):
        yield f"**{title}** (`{key}`): {', '.join(f'`{word}`' for word in words)}"


# The columns of the tables.


def export_page() -> str:
    """Returns docs/export.md."""
    made = {f"columns of {folder}": _columns(folder) for folder in FOLDERS}
    return _filled("export.md", {**made, "columns of all": _columns(None)})


def _columns(only: Folder | None) -> str:
    names = ", ".join(column.name for column in columns(only))
    return f"```\n{textwrap.fill(names, 100)}\n```\n"


# The checks.


def checks_page() -> str:
    """Returns docs/checks.md."""
    return _filled(
        "checks.md",
        {
            "checks of files": "".join(_check(check) for check in checks.CHECKS if check.find is None),
            "checks of records": "".join(_check(check) for check in checks.CHECKS if check.find is not None),
        },
    )


def _check(check: checks.Check) -> str:
    fixed = f" `--fix` {check.fixed_by}." if check.fixed_by else ""
    said = (GALLERY / check.name / "expected.txt").read_text("utf-8").splitlines()[0]
    about = f"{check.level.capitalize()}. {check.catches} *Why:* {check.why}{fixed}"
    return f"### {check.name}\n\n{about}\n\n    {said}\n\n"


# The findings on pages.


def audit_page() -> str:
    """Returns docs/audit.md."""
    return _filled("audit.md", {"findings": "\n".join(_finding(kind) for kind in registry.KINDS)})


def _finding(kind: registry.Kind) -> str:
    told = " ".join(text for text in kind.explanation if text)
    return f"### {kind.name}\n\n{kind.level.capitalize()}. {told}\n"


def main(arguments: list[str]) -> int:
    made = {DOCS / name: text for name, text in pages().items()}
    stale = [file for file, text in made.items() if not file.exists() or file.read_text("utf-8") != text]
    for file in stale:
        if "--check" not in arguments:
            file.write_text(made[file], encoding="utf-8", newline="\n")
        print(
            f"{file.name} {'is stale; run: python docs/generate.py' if '--check' in arguments else 'written'}"
        )
    return int("--check" in arguments and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
