"""docs/publish.md: its workflow files are valid, and their commands are those of the program."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import organisation
from conftest import SHIPPED, FolderMaker, Result
from gcmtrack.site.embed import BLOCKS
from sites import built
from test_readers import call, needs

ROOT = SHIPPED.parent
PAGE = (ROOT / "docs" / "publish.md").read_text(encoding="utf-8")
GITHUB, GITLAB = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@needs("check-jsonschema")
@pytest.mark.parametrize(
    ("schema", "text"), [("vendor.github-workflows", GITHUB), ("vendor.gitlab-ci", GITLAB)]
)
def test_a_workflow_file_is_valid(schema: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "file.yml").write_text(text, encoding="utf-8")
    call("check-jsonschema", "--builtin-schema", schema, tmp_path / "file.yml")


@pytest.mark.parametrize("text", [GITHUB, GITLAB], ids=["github", "gitlab"])
def test_the_steps_check_and_make_the_site(
    text: str,
    run: Callable[..., Result],
    folder: FolderMaker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = folder(organisation())
    monkeypatch.chdir(root)
    commands = re.findall(r"- (?:run: )?(gcmtrack .*)$", text, re.MULTILINE)
    assert [command.split()[1] for command in commands] == ["check", "site"]
    for command in commands:
        said = re.sub(r"\$\{\{[^}]*\}\}|\$CI_PAGES_URL", "https://example.org/gcm", command)
        done = run(
            *shlex.split(said.replace("public", str(tmp_path / "public")).replace(" .", f" {root}"))[1:]
        )
        assert done.code == 0, done.err
    assert (tmp_path / "public" / "sitemap.xml").exists()


def test_every_block_and_file_that_is_told_is_made(folder: FolderMaker, tmp_path: Path) -> None:
    out = built(tmp_path / "out", "en", records=folder(organisation()))
    told = re.findall(r"^\| `(\w+)\.html` \|", PAGE.split("## Blocks")[1], re.MULTILINE)
    assert sorted(told) == sorted(BLOCKS)
    assert all((out / "en" / "embed" / f"{name}.html").is_file() for name in told)
    templates = {file.name for file in (ROOT / "src" / "gcmtrack" / "site" / "templates").iterdir()}
    assert {"footer.html", "header.html", "home.html", "record.html", "items.html"} <= templates


def test_the_pictures_of_the_readme_are_there() -> None:
    shown = re.findall(r'<img src="([^"]+)"', (ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown == ["docs/pictures/site.png", "docs/pictures/process.png"]
    for name in shown:
        assert 10_000 < (ROOT / name).stat().st_size < 150_000, name
