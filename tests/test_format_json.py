"""The schemas in docs are made from the model, and what is printed answers to them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import strategies
from builders import milestone
from conftest import SHIPPED, FolderMaker, Result
from gcmtrack.formats import json_document, schema_of_records
from gcmtrack.formats import schema_of_json as ours
from gcmtrack.model.ids import FOLDERS, Folder, schema_line
from gcmtrack.model.records import Record
from gcmtrack.store import toml_text
from gcmtrack.wording import english

jsonschema = pytest.importorskip("jsonschema", reason="needs jsonschema, which check-jsonschema brings")

DOCS = Path(__file__).parent.parent / "docs"
TODAY = milestone().date.first


def test_the_schema_in_docs_is_the_one_that_is_printed(run: Callable[..., Result]) -> None:
    assert (DOCS / "json.schema.json").read_text(encoding="utf-8") == ours.document_schema()
    assert run("schema", "json").out == ours.document_schema()


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_schemas_of_records_in_docs_are_those_that_are_printed(
    folder: Folder, run: Callable[..., Result]
) -> None:
    assert (DOCS / f"{folder}.schema.json").read_text(encoding="utf-8") == schema_of_records.record_schema(
        folder
    )
    assert run("schema", folder).out == schema_of_records.record_schema(folder)


DOCUMENT = jsonschema.Draft202012Validator(json.loads(ours.document_schema()))
FILES = {
    folder: jsonschema.Draft7Validator(json.loads(schema_of_records.record_schema(folder)))
    for folder in FOLDERS
}


def test_the_schemas_are_schemas() -> None:
    DOCUMENT.check_schema(DOCUMENT.schema)
    for validator in FILES.values():
        validator.check_schema(validator.schema)


@given(strategies.records())
def test_json_of_any_record_answers_to_its_schema(record: Record) -> None:
    for today in (None, TODAY):
        text = json_document.document("export", [json_document.record(record, english(), today)], today=today)
        DOCUMENT.validate(json.loads(text))


def as_table(value: Any) -> Any:
    """What a record file would hold for a value of the JSON; nothing for nothing."""
    if isinstance(value, dict) and "edtf" in value:
        return value["edtf"]
    if isinstance(value, dict) and "abstained" in value:
        # Nobody on a side of a vote is something.
        return {side: held for side, held in value.items() if held is not None}
    if isinstance(value, dict):
        return {key: as_table(item) for key, item in value.items() if item not in (None, [], {})}
    return [as_table(item) for item in value] if isinstance(value, list) else value


@given(strategies.records())
def test_every_record_is_read_back_as_it_was(record: Record) -> None:
    shape = json.loads(json_document.document("export", [json_document.record(record, english())]))[
        "records"
    ][0]
    assert shape.pop("record") == record.folder.removesuffix("s")
    assert shape.pop("id") == record.id
    table = as_table(
        {
            key: value
            for key, value in shape.items()
            if key not in ("official_link", "official_links", "place")
        }
    )
    if table.get("status") == "confirmed":
        del table["status"]
    plain = json.loads(json.dumps(toml_text.plain(record), default=str))
    assert {"organisations": [], **table} == {"organisations": [], **plain}


@given(strategies.records())
def test_the_file_of_any_record_answers_to_its_schema(record: Record) -> None:
    FILES[record.folder].validate(json.loads(json.dumps(toml_text.plain(record), default=str)))


@pytest.mark.parametrize(
    "command",
    [
        "events",
        "timeline",
        "statements",
        "documents",
        "show imrf-2022",
        "show wimn",
        "search regularization",
        "objectives",
        "objectives 13",
        "show 13",
        "topics",
        "organisations -n 5",
        "matrix",
        "matrix org lang --gaps",
        "matrix month",
        "positions",
        "positions hungary",
        "mandates",
        "mandates --due 2y",
        "trail regularization",
        "trail --texts",
    ],
)
def test_json_of_every_view_answers_to_the_schema(command: str, run: Callable[..., Result]) -> None:
    done = run(*command.split(), "--json", "--records", SHIPPED, "--today", "2026-11-22")
    DOCUMENT.validate(json.loads(done.out))


def test_json_of_what_is_wrong_answers_to_the_schema(run: Callable[..., Result], folder: FolderMaker) -> None:
    done = run("check", "--json", "--records", folder(milestones={"a": "title ="}))
    document = json.loads(done.out)
    DOCUMENT.validate(document)
    assert [problem["path"] for problem in document["problems"]] == ["records/milestones/a.toml"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "meeting"}, "'meeting' is not one of"),
        ({"type": "draft"}, "'draft' is not one of"),
        ({"date": "13 July 2018"}, "'13 July 2018' is not valid under any of the given schemas"),
        ({"date": "2018-13"}, "'2018-13' is not valid under any of the given schemas"),
        ({"country": "UK"}, "'UK' is not one of"),
        ({"objectives": [24]}, "24 is greater than the maximum of 23"),
        ({"organisers": ["WIMN"]}, "'WIMN' does not match"),
        ({"fase": "review"}, "Additional properties are not allowed ('fase' was unexpected)"),
        ({"id": "a"}, "Additional properties are not allowed ('id' was unexpected)"),
        ({"titles": {"xx": "?"}}, "Additional properties are not allowed ('xx' was unexpected)"),
        ({"links": [{"url": "javascript:x"}]}, "'javascript:x' does not match"),
        ({"vote": {"yes": 152}}, "'event' is not one of ['decision']"),
        (
            {"vote": {"yes": -1}, "kind": "decision", "type": "vote"},
            "-1 is not valid under any of the given schemas",
        ),
        ({"summaries": {"xx": "?"}}, "Additional properties are not allowed ('xx' was unexpected)"),
        ({"our_translations": ["xx"]}, "'xx' is not one of"),
    ],
)
def test_an_editor_sees_what_is_wrong(change: dict[str, Any], message: str) -> None:
    table = {
        "title": "A",
        "kind": "event",
        "type": "meeting",
        "phase": "review",
        "date": "2018",
    }
    (error,) = FILES["milestones"].iter_errors(table | change)
    assert message in error.message


def test_the_schemas_are_written_beside_the_records(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "records" / "milestones").mkdir(parents=True)
    done = run("schema", "--write", "records/schema", "--records", "records")
    assert done.out == (
        "milestones\t#:schema ../schema/milestones.schema.json\n"
        "statements\t#:schema ../schema/statements.schema.json\n"
        "organisations\t#:schema ../schema/organisations.schema.json\n"
        "settings\t#:schema schema/gcmtrack.schema.json\n"
    )
    assert done.err == (
        "gcmtrack: set the line for its kind at the top of a record, and that for gcmtrack.toml at its top:\n"
    )
    written = (tmp_path / "records" / "schema" / "statements.schema.json").read_text(encoding="utf-8")
    assert written == schema_of_records.record_schema("statements")
    assert schema_line("statements") == "#:schema ../schema/statements.schema.json"


def test_schema_wants_one_thing(run: Callable[..., Result]) -> None:
    assert run("schema").code == 2
    assert run("schema", "milestones", "--write", "x").code == 2
    assert run("schema", "milestone").err == (
        "gcmtrack: unknown kind 'milestone', did you mean 'milestones'?\n"
    )
