"""Hooks, jobs, editors, the man page and Python: what docs/automation.md, editors.md and api.md show works."""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from conftest import SHIPPED, FolderMaker, Run, environment
from gcmtrack import __version__
from gcmtrack.cli.table import COMMANDS
from sample import SAMPLE
from test_readers import call, found, needs

yaml = pytest.importorskip("yaml", reason="needs PyYAML")
ROOT = Path(__file__).parent.parent
AUTOMATION = (ROOT / "docs" / "automation.md").read_text("utf-8")
EDITORS = (ROOT / "docs" / "editors.md").read_text("utf-8")
HOOKS, WORKFLOW, GITLAB = re.findall(r"^```yaml\n(.*?)^```$", AUTOMATION, re.MULTILINE | re.DOTALL)
STALE = "<h1>Calendar</h1>\n<p>The next International Migration Review Forum will take place from 17 to 20 May 2022.</p>\n"


@pytest.fixture
def programs(tmp_path: Path) -> dict[str, str]:
    """An environment whose `gcmtrack` is the program that is tested, and whose `pipx` notes what it is to install."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    for name, line in (
        ("gcmtrack", f'exec {sys.executable} -m gcmtrack "$@"'),
        ("pipx", f'echo "$@" >>{tmp_path / "pipx.log"}'),
    ):
        (bin_ / name).write_text(f"#!/bin/sh\n{line}\n")
        (bin_ / name).chmod(0o755)
    return environment(PATH=f"{bin_}{os.pathsep}{os.environ['PATH']}")


# GitHub and GitLab.


@pytest.mark.parametrize(
    ("schema", "name", "text"),
    [
        ("vendor.github-actions", "action.yml", (ROOT / "action.yml").read_text("utf-8")),
        ("vendor.github-workflows", "workflow.yml", WORKFLOW),
        ("vendor.gitlab-ci", ".gitlab-ci.yml", GITLAB),
    ],
    ids=["action", "workflow", "gitlab"],
)
@needs("check-jsonschema")
def test_the_schemas_of_the_forges_accept_it(schema: str, name: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    call("check-jsonschema", "--builtin-schema", schema, file)
    broken = text.replace("runs:\n", "run:\n").replace("    runs-on:", "    run-on:")
    file.write_text(
        broken.replace("  script:\n    - gcmtrack fmt", "  scripts:\n    - gcmtrack fmt"), encoding="utf-8"
    )
    with pytest.raises(AssertionError):
        call("check-jsonschema", "--builtin-schema", schema, file)


def _act(inputs: dict[str, str], folder: Path, programs: dict[str, str]) -> list[tuple[int, str]]:
    """Runs the steps of the action as GitHub does; returns the exit code and the output of each that ran."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    given = {name: inputs.get(name, what["default"]) for name, what in action["inputs"].items()}
    assert set(inputs) <= set(given)
    ended = []
    for step in action["runs"]["steps"]:
        if "if" in step:
            name, empty = re.fullmatch(r"inputs\.(\w+) (!= '')", step["if"]).groups()  # type: ignore[union-attr]
            if not given[name] and empty:
                continue
        more = {
            key: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda m: given[m[1]], value)
            for key, value in step.get("env", {}).items()
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env={**programs, "GITHUB_ACTION_PATH": str(ROOT), **more},
            capture_output=True,
            check=False,
        )
        ended.append((done.returncode, done.stdout.decode()))
        if done.returncode:
            break
    return ended


def test_the_action_checks_the_records(folder: FolderMaker, tmp_path: Path, programs: dict[str, str]) -> None:
    root = folder(*SAMPLE)
    installed, checked = _act({"records": "records"}, tmp_path, programs)
    assert (installed, checked[0]) == ((0, ""), 0)
    assert (tmp_path / "pipx.log").read_text() == f"install --force {ROOT}\n"
    # The sample is old, which is a warning.
    assert _act({"strict": "true"}, tmp_path, programs)[-1][0] == 1
    (root / "organisations" / "wimn.toml").unlink()
    *_, (code, said) = _act({}, tmp_path, programs)
    assert code == 1
    assert "[unknown-reference]" in said


def test_the_action_audits_pages(tmp_path: Path, programs: dict[str, str]) -> None:
    (tmp_path / "a page.html").write_text(STALE, encoding="utf-8")
    (tmp_path / "good.md").write_text("# Nothing to see\n", encoding="utf-8")
    inputs = {"pages": "a page.html\ngood.md\n", "sarif": "found.sarif", "records": str(SHIPPED)}
    *_, (code, said) = _act(inputs, tmp_path, programs)
    assert re.match(r"::(warning|error) file=a page\.html,line=\d", said)
    assert code == int("::error " in said)
    assert '"name": "gcmtrack"' in (tmp_path / "found.sarif").read_text("utf-8")
    assert _act({**inputs, "strict": "true"}, tmp_path, programs)[-1][0] == 1
    assert _act({**inputs, "pages": "good.md"}, tmp_path, programs)[-1] == (0, "")


def test_the_job_for_gitlab_runs(folder: FolderMaker, tmp_path: Path, programs: dict[str, str]) -> None:
    folder(*SAMPLE)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "page.md").write_text("# Nothing to see\n", encoding="utf-8")
    given = yaml.safe_load(GITLAB)
    given.pop("variables")
    for job in given.values():
        for line in job["script"]:
            done = subprocess.run(
                ["bash", "-c", line], cwd=tmp_path, env=programs, capture_output=True, check=False
            )
            assert done.returncode == 0, (line, done.stdout, done.stderr)
    assert (tmp_path / "public" / "index.html").exists()


INSTALL = re.compile(r"(?:pip|pipx|uv tool) install (?:-\S+ )*(\S+)")


def test_nothing_is_installed_by_a_name_that_anybody_may_take() -> None:
    """Jobs said `pip install gcmtrack`, a name under which no index has it: who takes the name would run in them."""
    told = [
        (page.name, what.strip("`\"'"))
        for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "action.yml")
        for what in INSTALL.findall(page.read_text("utf-8"))
    ]
    assert len(told) > 8
    assert [each for each in told if each[1].startswith("gcmtrack")] == []
    variables = [
        yaml.safe_load(block).get("variables") or yaml.safe_load(block).get("env")
        for page in ("automation.md", "publish.md")
        for block in re.findall(
            r"^```yaml\n(.*?)^```$", (ROOT / "docs" / page).read_text("utf-8"), re.MULTILINE | re.DOTALL
        )
        if "$GCMTRACK" in block
    ]
    assert len(variables) == 3
    for given in variables:
        assert re.fullmatch(rf"https://\S+/v{re.escape(__version__)}\.tar\.gz", given["GCMTRACK"]), given


# Before a commit.


def test_the_hooks_are_those_of_the_page() -> None:
    made = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    used = yaml.safe_load(HOOKS)["repos"][0]["hooks"]
    assert sorted(hook["id"] for hook in made) == sorted(hook["id"] for hook in used)
    assert {hook["entry"].removeprefix("gcmtrack ") for hook in made} <= set(COMMANDS)


@needs("pre-commit")
def test_pre_commit_runs_the_hooks(folder: FolderMaker, tmp_path: Path, programs: dict[str, str]) -> None:
    pre_commit = found("pre-commit")
    call(pre_commit, "validate-manifest", ROOT / ".pre-commit-hooks.yaml")
    root = folder(*SAMPLE)

    def git(*words: str, cwd: Path = tmp_path) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *words], cwd=cwd, check=True, capture_output=True, env=programs)

    ours = tmp_path / "hooks"
    ours.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", ours)
    for where in (ours, tmp_path):
        git("init", "-q", cwd=where)
    git("add", "-A", cwd=ours)
    git("commit", "-qm", "Hooks", cwd=ours)
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ours, check=True, capture_output=True, text=True
    ).stdout.strip()
    # Installing takes the network; .ci/install-ways does it from wheels.
    config = HOOKS.replace("https://github.com/OWNER/gcmtrack", str(ours)).replace("v0.2.0", head)
    config = re.sub(r"( +)- id: (.*)", r"\1- id: \2\n\1  language: system", config)
    (tmp_path / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    (tmp_path / "content").mkdir()
    page = tmp_path / "content" / "page.md"
    page.write_text("# Nothing to see\n", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("hooks/\nbin/\nhome/\n", encoding="utf-8")

    def ended() -> tuple[int, dict[str, str]]:
        git("add", "-A")
        done = subprocess.run(
            [str(pre_commit), "run", "--color=never"],
            cwd=tmp_path,
            env={**programs, "PRE_COMMIT_HOME": str(tmp_path / "home")},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, dict(
            re.findall(r"^gcmtrack (\w+)\.+(?:\(no files to check\))?(\w+)$", done.stdout, re.MULTILINE)
        )

    assert ended() == (0, {"fmt": "Passed", "check": "Passed", "audit": "Passed"})
    record = root / "organisations" / "wimn.toml"
    record.write_text("\n\n" + record.read_text("utf-8"), encoding="utf-8")
    assert ended() == (1, {"fmt": "Failed", "check": "Passed", "audit": "Passed"})
    # The commit stopped with the file mended.
    assert ended() == (0, {"fmt": "Passed", "check": "Passed", "audit": "Passed"})
    record.write_text(record.read_text("utf-8") + 'colour = "red"\n', encoding="utf-8")
    assert ended()[1]["check"] == "Failed"


# Editors.


@pytest.mark.parametrize(
    ("name", "checker"), [(".taplo.toml", ("taplo", "check")), ("tombi.toml", ("tombi", "lint", "--offline"))]
)
def test_the_settings_of_a_language_server_find_the_schemas(
    name: str,
    checker: tuple[str, ...],
    folder: FolderMaker,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if (program := found(checker[0])) is None:
        pytest.skip(f"needs {checker[0]}")
    root = folder(*SAMPLE)
    assert run("schema", "--write", "records/schema", "--records", "records").code == 0
    (root / "gcmtrack.toml").write_text('title = "Ours"\n', encoding="utf-8")
    settings = re.findall(r"^```toml\n(.*?)^```$", EDITORS, re.MULTILINE | re.DOTALL)
    text = next(block for block in settings if ("[[rule]]" in block) == (name == ".taplo.toml"))
    (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    files = sorted(path.relative_to(tmp_path) for path in root.rglob("*.toml"))
    call(program, *checker[1:], *files)
    for file in (
        f
        for kind in ("milestones", "statements", "organisations")
        for f in sorted((root / kind).iterdir())[:1]
    ):
        good = file.read_text("utf-8")
        file.write_text(f'nonsense = "x"\n{good}', encoding="utf-8")
        with pytest.raises(AssertionError, match="nonsense"):
            call(program, *checker[1:], file.relative_to(tmp_path))
        file.write_text(good, encoding="utf-8")


# The man page.


def test_the_man_page_is_up_to_date() -> None:
    if tuple(map(int, version("typer").split(".")[:2])) >= (0, 29):
        pytest.skip("Typer words the arguments in another way from 0.29 on")
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "man_page.py", "--check"], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout.decode()) == (0, "")
    page = (ROOT / "man" / "gcmtrack.1").read_text("utf-8").replace("\\-", "-")
    assert re.findall(r"^\.SS gcmtrack (\S+)", page, re.MULTILINE) == [
        name
        for panel in dict.fromkeys(entry.panel for entry in COMMANDS.values())
        for name, entry in COMMANDS.items()
        if entry.panel == panel
    ]


@needs("mandoc")
def test_mandoc_has_nothing_to_say_of_the_man_page() -> None:
    done = subprocess.run(
        ["mandoc", "-Tlint", "-Wwarning", str(ROOT / "man" / "gcmtrack.1")],
        capture_output=True,
        text=True,
        check=False,
    )
    # It has no date, since it is made anew with each change of a command.
    said = [line for line in done.stdout.splitlines() if "missing date" not in line]
    assert said == []


# Python.


def test_the_example_in_python_prints_what_it_says() -> None:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    (example,) = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    (printed,) = re.findall(r"^prints\n\n```\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(example, {})
    assert out.getvalue() == printed


def test_every_name_that_is_promised_is_there() -> None:
    from importlib import import_module

    text = (
        (ROOT / "docs" / "api.md").read_text("utf-8").split("## What holds")[1].split("## What does not")[0]
    )
    cells = [row.split(" | ") for row in re.findall(r"^\| (`.*) \|$", text, re.MULTILINE)]
    assert len(cells) >= 9
    members: dict[str, Any] = {}
    for cell, told in cells:
        module, *names = re.findall(r"`([\w.]+)", cell)
        if not module.startswith("gcmtrack."):
            members[module.partition(".")[0]] = [
                module.partition(".")[2],
                *(name.lstrip(".") for name in names),
            ]
        elif names:
            assert all(hasattr(import_module(module), name) for name in names), cell
        else:
            place, _, name = module.rpartition(".")
            assert hasattr(import_module(place), name), cell
        assert told
    from gcmtrack.model.collection import Records
    from gcmtrack.store.load import load

    loaded = load(SHIPPED)
    assert all(hasattr(loaded, name) for name in members["Loaded"])
    assert all(hasattr(Records(), name) for name in members["Records"])


def test_the_package_says_that_it_has_types() -> None:
    import gcmtrack

    assert (Path(gcmtrack.PACKAGE) / "py.typed").is_file()
