"""What `gcmtrack.toml` says of a records folder, and what is wrong with it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from builders import milestone, organisation
from conftest import FolderMaker, Run
from gcmtrack.formats import schema_of_records
from gcmtrack.store.load import load
from gcmtrack.store.settings import Settings
from gcmtrack.wording import LANGUAGES

WIMN = organisation("wimn")


def with_settings(root: Path, text: str | bytes) -> Path:
    (root / "gcmtrack.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def problems(root: Path) -> list[str]:
    return [str(problem) for problem in load(root).problems]


def test_a_folder_without_the_file_says_nothing_of_itself(folder: FolderMaker) -> None:
    loaded = load(folder(WIMN))
    assert loaded.settings == Settings(extends=None, us=(), language=None, title=None)
    assert loaded.problems == ()


def test_every_key_is_read(folder: FolderMaker) -> None:
    text = 'us = ["wimn"]\nlanguage = "es"\ntitle = "WIMN and the Compact"\n'
    loaded = load(with_settings(folder(WIMN), text))
    assert loaded.settings == Settings(us=("wimn",), language="es", title="WIMN and the Compact")
    assert (loaded.problems, loaded.left_out) == ((), 0)


def test_the_languages_are_those_in_which_the_program_speaks() -> None:
    schema = json.loads(schema_of_records.settings_schema())
    assert schema["properties"]["language"]["enum"] == sorted(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('tite = "x"\n', "gcmtrack.toml:1: unknown key 'tite', did you mean 'title'? [unknown-key]"),
        ('\nbase = "shipped"\n', "gcmtrack.toml:2: unknown key 'base', did you mean 'extends'? [unknown-key]"),
        ('lang = "es"\n', "gcmtrack.toml:1: unknown key 'lang', did you mean 'language'? [unknown-key]"),
        ('id = "x"\n', "gcmtrack.toml:1: unknown key 'id'; use extends, language, title or us [unknown-key]"),
        ('us = "wimn"\n', "gcmtrack.toml:1: 'us' must be a list: us = [\"wimn\"] [wrong-type]"),
        ("us = [1]\n", "gcmtrack.toml:1: 'us' must be text in quotes, not a number [wrong-type]"),
        ('us = ["WIMN"]\n', "gcmtrack.toml:1: 'WIMN' is not an id: small letters, digits and single hyphens; did you mean 'wimn'? [bad-id]"),
        ('title = "x"\nus = ["wim"]\n', "gcmtrack.toml:2: unknown organisation 'wim', did you mean 'wimn'? [unknown-reference]"),
        ('language = "de"\n', "gcmtrack.toml:1: unknown language 'de'; use en, es or fr [unknown-word]"),
        ("language = 1\n", "gcmtrack.toml:1: 'language' must be text in quotes, one of en, es or fr [wrong-type]"),
        ('title = " "\n', "gcmtrack.toml:1: 'title' is empty; leave the key out [empty-text]"),
        ("title = \n", "gcmtrack.toml:1: nothing stands after the =; write a value, or take the line out [syntax]"),
        (b'title = "M\xe9xico"\n', "gcmtrack.toml:1: byte 0xe9 is not UTF-8; save the file as UTF-8 [syntax]"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(folder: FolderMaker, text: str | bytes, problem: str) -> None:
    root = with_settings(folder(WIMN), text)
    assert problems(root) == [problem]
    assert (load(root).left_out, list(load(root).records.organisations)) == (0, ["wimn"])


def test_a_wrong_key_costs_only_itself(folder: FolderMaker) -> None:
    loaded = load(with_settings(folder(WIMN), 'us = ["wimn"]\nlanguage = "de"\ntitle = 3\n'))
    assert loaded.settings == Settings(us=("wimn",))
    assert len(loaded.problems) == 2


def test_a_settings_file_that_is_none(folder: FolderMaker, tmp_path: Path) -> None:
    root = folder(WIMN)
    (root / "gcmtrack.toml").mkdir()
    assert problems(root) == ["gcmtrack.toml: this is not a file [unreadable]"]
    (root / "gcmtrack.toml").rmdir()
    (tmp_path / "elsewhere.toml").write_text('title = "x"\n')
    (root / "gcmtrack.toml").symlink_to(tmp_path / "elsewhere.toml")
    assert problems(root) == [
        "gcmtrack.toml: the file is a link that leads out of the records folder [outside-folder]"
    ]
    (root / "gcmtrack.toml").unlink()
    (root / "gcmtrack.toml").symlink_to("nowhere.toml")
    assert problems(root) == ["gcmtrack.toml: cannot be read: No such file or directory [unreadable]"]


def test_settings_are_read_with_a_snapshot_as_without(folder: FolderMaker, tmp_path: Path) -> None:
    root = with_settings(folder(WIMN, milestone("a")), 'language = "es"\n')
    cache = str(tmp_path / "cache")
    for _ in range(2):
        assert load(root, cache).settings == Settings(language="es")
    with_settings(root, 'language = "fr"\nus = ["wim"]\n')
    for _ in range(2):
        loaded = load(root, cache)
        assert (loaded.settings, loaded.problems) == (
            Settings(language="fr", us=("wim",)),
            load(root).problems,
        )


def test_check_names_the_file(folder: FolderMaker, run: Run) -> None:
    with_settings(folder(WIMN), 'language = "de"\n')
    done = run("check", "--today", "2018-07-20", "unknown-word")
    assert (done.code, done.out) == (
        1,
        "records/gcmtrack.toml:1: unknown language 'de'; use en, es or fr [unknown-word]\n",
    )


def test_the_schema_knows_what_the_program_knows(run: Run) -> None:
    done = run("schema", "settings")
    validator = jsonschema.Draft7Validator(json.loads(done.out))
    validator.check_schema(validator.schema)
    good = {"extends": "shipped", "us": ["wimn"], "language": "es", "title": "WIMN and the Compact"}
    assert list(validator.iter_errors(good)) == []
    for wrong in (
        {"tite": "x"},
        {"us": "wimn"},
        {"us": ["WIMN"]},
        {"language": "de"},
        {"title": " "},
        {"extends": 1},
    ):
        assert list(validator.iter_errors(wrong)), wrong


def test_an_editor_with_a_rule_marks_what_is_wrong(folder: FolderMaker, run: Run) -> None:
    taplo = shutil.which("taplo", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if taplo is None:
        pytest.skip("needs taplo")
    root = with_settings(folder(WIMN), 'language = "de"\n')
    run("schema", "--write", "records/schema", "--records", root)
    rule = '[[rule]]\ninclude = ["records/gcmtrack.toml"]\n[rule.schema]\npath = "records/schema/gcmtrack.schema.json"\n'
    (root.parent / ".taplo.toml").write_text(rule)
    file = str(root / "gcmtrack.toml")

    def lint() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [taplo, "lint", file], capture_output=True, text=True, cwd=root.parent, check=False
        )

    assert lint().returncode != 0
    with_settings(root, 'language = "es"\n')
    assert lint().returncode == 0
