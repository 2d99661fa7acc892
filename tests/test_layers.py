"""The contracts of the rooms break when somebody imports upward, from whatever file."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("tree")
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def linted(copy: Path) -> str:
    """Returns the names of the contracts that break in the copy, a line each."""
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"],
        cwd=copy,
        env={"PYTHONPATH": str(copy / "src"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts: " in done.stdout, done.stdout + done.stderr
    return "\n".join(line.partition(" BROKEN")[0] for line in done.stdout.splitlines() if "BROKEN" in line)


def test_the_tree_keeps_its_contracts(copy: Path) -> None:
    assert linted(copy) == ""


@pytest.mark.parametrize(
    ("file", "planted", "broken"),
    [
        ("model/dates.py", "import gcmtrack.store.load", "Layers: a room imports only what stands below it"),
        ("store/brand_new.py", "import gcmtrack.views.events", "Layers: a room imports only what stands below it"),
        ("editing/brand_new.py", "import typer", "Only cli knows Typer"),
        ("views/brand_new.py", "import rich", "Only terminal and cli know Rich"),
        ("editing/key_changes.py", "import tomlkit", "Only store knows the TOML libraries"),
        ("views/brand_new.py", "import jinja2", "Only formats knows what writes other programs' formats"),
        ("cli/brand_new.py", "import xlsxwriter", "Only formats knows what writes other programs' formats"),
        ("editing/key_changes.py", "import icalendar", "Only formats knows what writes other programs' formats"),
        ("site/brand_new.py", "import icalendar", "Of what writes formats, site knows templates alone"),
        ("site/brand_new.py", "import gcmtrack.cli.app", "Layers: a room imports only what stands below it"),
        ("formats/csv_table.py", "import gcmtrack.site.plan", "Layers: a room imports only what stands below it"),
        ("model/dates.py", "import gcmtrack.wording", "Layers: a room imports only what stands below it"),
        ("wording/brand_new.py", "import gcmtrack.store.load", "Layers: a room imports only what stands below it"),
        ("store/brand_new.py", "import gcmtrack.wording", "Records folders know no language"),
        ("wording/brand_new.py", "import tomli", "Only store knows the TOML libraries"),
        ("formats/csv_table.py", "import gcmtrack.formats.json_document", "One format never imports another"),
        ("formats/brand_new.py", "import gcmtrack.formats.csv_table", "One format never imports another"),
        ("checks/chains.py", "import gcmtrack.checks.registry", "No circle within a room"),
    ],
)  # fmt: skip
def test_a_forbidden_import_breaks_its_contract(copy: Path, file: str, planted: str, broken: str) -> None:
    """Also in a file that is new in its room: nothing in pyproject.toml names files."""
    place = copy / "src" / "gcmtrack" / file
    before = place.read_bytes() if place.exists() else None
    place.write_bytes((before or b"") + f"\n{planted}\n".encode())
    try:
        assert broken in linted(copy).splitlines()
    finally:
        if before is None:
            place.unlink()
        else:
            place.write_bytes(before)


def private_parts(file: Path) -> Iterator[str]:
    """Yields what a module takes of others that begins with "_", but for what named tuples and `os` document so."""
    tree = ast.parse(file.read_text())
    own = {node.attr for node in ast.walk(tree) if is_of_self(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and "._" in f".{node.module}":
            yield node.module
        elif isinstance(node, ast.Attribute) and re.match("_[a-z]", node.attr) and not is_of_self(node):
            # A factory sets on what it makes what its methods know.
            yield from {node.attr} - own - {"_replace", "_asdict", "_fields", "_exit"}


def is_of_self(node: ast.AST) -> TypeGuard[ast.Attribute]:
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in ("self", "cls")
    )


def test_private_parts_of_libraries_stand_in_one_module_each() -> None:
    """What they do not promise to keep; tests/test_typer_private.py, test_toml_layout.py and test_jinja_private.py say what
    is relied on."""
    package = ROOT / "src" / "gcmtrack"
    found = {
        (file.relative_to(package).as_posix(), part)
        for file in package.rglob("*.py")
        for part in private_parts(file)
        # Documented, whatever their names.
        if part not in ("__future__", "_thread")
    }
    assert found == {
        ("cli/typer_private.py", "typer._click.exceptions"),
        ("site/jinja_private.py", "_output_child_post"),
        ("site/jinja_private.py", "_output_child_pre"),
        ("store/toml_layout.py", "_value"),
    }
