"""What a folder says beyond the records that it stands on, and sending it to who keeps them."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from builders import milestone, organisation, statement
from conftest import FolderMaker, Run
from gcmtrack.model.records import Record
from gcmtrack.store import toml_text
from test_history import Git, facts, git  # noqa: F401 (a fixture)
from test_readers import needs

CALL = ("--today", "2026-11-29")
FORUM = milestone("forum", title="The forum", date="2026-05-10", summary="As the base says it.")


def write(root: Path, *records: Record) -> Path:
    for record in records:
        file = root / record.folder / f"{record.id}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(toml_text.render(record).encode())
    return root


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder that stands on `project/records`, with a statement of its own and the forum in place of theirs."""
    write(tmp_path / "project" / "records", FORUM, organisation(), milestone("other", title="Other"))
    root = tmp_path / "own"
    root.mkdir()
    (root / "gcmtrack.toml").write_text('extends = "../project/records"\nus = ["wimn"]\n')
    return write(root, statement("ours", title="Ours", milestone="forum"))


def override(run: Run, own: Path) -> None:
    assert run("edit", "forum", "--set", "date=2026-05-17", "--records", own).code == 0


def test_what_is_ours_and_what_we_say_otherwise(own: Path, run: Run) -> None:
    override(run, own)
    result = run("changes", "--against", "base", "--records", own, *CALL)
    assert result.err == ""
    assert facts(result) == ["changed date forum", "new ours"]
    assert facts(run("changes", "--against", "base", "forum", "--records", own, *CALL)) == [
        "changed date forum"
    ]


def test_a_record_that_was_copied_to_be_changed_was_not_looked_at_again(own: Path, run: Run) -> None:
    """The mark that a copy carries was counted: "1 looked at again"."""
    override(run, own)
    call = ("changes", "forum", "--against", "base", "--records", own, *CALL)
    assert "looked at again" not in run(*call, "--markdown").out
    assert run("edit", "forum", "--set", "checked=today", "--records", own).code == 0
    assert run(*call, "--markdown").out.endswith("\n1 looked at again\n")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "What differs from the records that come with gcmtrack"),
        ("es", "Diferencias con los registros que vienen con gcmtrack"),
        ("fr", "Différences avec les fiches fournies avec gcmtrack"),
    ],
)
def test_a_page_of_what_differs_does_not_tell_where_gcmtrack_is_installed(
    language: str, title: str, tmp_path: Path, run: Run
) -> None:
    root = write(tmp_path / "own", organisation("ourselves"))
    (root / "gcmtrack.toml").write_text('extends = "shipped"\n')
    done = run("changes", "--against", "base", "--markdown", "--in", language, "--records", root, *CALL)
    assert done.lines[0].strip("# ") == title


def test_in_french_what_was_is_not_told_as_a_time_before(own: Path, run: Run) -> None:
    """`date : avant 10 mai 2026, maintenant ...` said that it was to be before that day."""
    assert run("edit", "forum", "--set", "date=2026-05-17", "--set", "city=Paris", "--records", own).code == 0
    said = run("changes", "--against", "base", "--markdown", "--in", "fr", "--records", own, *CALL).out
    assert "date\xa0: auparavant 10 mai 2026, désormais 17 mai 2026\u202f; lieu\xa0: " in said


def test_what_only_has_another_form_does_not_differ(own: Path, run: Run, tmp_path: Path) -> None:
    (own / "statements" / "ours.toml").unlink()
    text = (tmp_path / "project" / "records" / "milestones" / "forum.toml").read_text()
    (own / "milestones").mkdir()
    (own / "milestones" / "forum.toml").write_text(f"# Ours.\n{text}")
    result = run("changes", "--against", "base", "--records", own, *CALL)
    base = tmp_path / "project" / "records"
    assert (result.code, result.out, result.err) == (0, "", f"gcmtrack: Nothing differs from {base}.\n")
    patch = run("changes", "--against", "base", "--patch", "--records", own, *CALL)
    assert (patch.code, patch.out, patch.err) == (0, "", result.err)


@needs("git")
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_patch_is_one_that_git_applies(own: Path, newline: str, run: Run, tmp_path: Path) -> None:
    override(run, own)
    for file in own.rglob("*.toml"):
        file.write_bytes(file.read_bytes().replace(b"\n", newline.encode()))
    project = tmp_path / "project"
    subprocess.run(["git", "init", "--quiet"], cwd=project, check=True)
    patch = tmp_path / "ours.patch"
    done = run("changes", "--against", "base", "--patch", "-o", patch, "--records", own, *CALL)
    assert (done.code, done.out, done.err) == (0, "", "")
    shutil.copytree(project / "records", tmp_path / "before")
    subprocess.run(["git", "apply", "--check", patch], cwd=project, check=True)
    subprocess.run(["git", "apply", patch], cwd=project, check=True)
    # The project then says what our folder says, and nothing of how ours came about.
    now = facts(run("changes", "--since", tmp_path / "before", "--records", project / "records", *CALL))
    assert now == ["changed date forum", "new ours"]
    assert "overrides" not in patch.read_text()
    assert b"\r" not in patch.read_bytes()
    assert run("fmt", "--check", "--records", project / "records").code == 0


def test_the_patch_word_for_word(own: Path, run: Run) -> None:
    override(run, own)
    (own / "statements" / "ours.toml").unlink()
    done = run("changes", "--against", "base", "--patch", "--records", own, *CALL)
    lines = done.out.splitlines()
    assert lines[0] == "diff --git a/records/milestones/forum.toml b/records/milestones/forum.toml"
    assert lines[2:4] == ["--- a/records/milestones/forum.toml", "+++ b/records/milestones/forum.toml"]
    assert [line for line in lines[4:] if line[0] in "+-"][:2] == [
        '-date = "2026-05-10"',
        '+date = "2026-05-17"',
    ]


@needs("git")
def test_a_text_without_a_last_line_end(own: Path, run: Run, tmp_path: Path) -> None:
    project = tmp_path / "project"
    theirs = project / "records" / "milestones" / "other.toml"
    theirs.write_text(theirs.read_text().rstrip("\n"))
    ours = own / "milestones" / "other.toml"
    ours.parent.mkdir()
    ours.write_text(theirs.read_text().replace('"Other"', '"Another"').replace("A source", "B source"))
    done = run("changes", "--against", "base", "--patch", "other", "--records", own, *CALL)
    assert done.out.count("\\ No newline at end of file") == 1
    subprocess.run(["git", "init", "--quiet"], cwd=project, check=True)
    subprocess.run(["git", "apply"], cwd=project, input=done.out.encode(), check=True)
    assert theirs.read_bytes() == ours.read_bytes()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--against", "there"], "--against: 'there' is not base; what differs from a folder: --since there"),
        (["--against", "base", "--since", "2026"], "--since and --against base ask for two things; give one"),
        (["--patch"], "--patch tells what the base lacks; give --against base too"),
        (["--against", "base", "--patch", "--json"], "--patch is a format of its own; give no other"),
    ],
)
def test_options_that_contradict_each_other(options: list[str], says: str, own: Path, run: Run) -> None:
    result = run("changes", *options, "--records", own, *CALL)
    assert (result.code, result.out, result.err) == (2, "", f"gcmtrack: {says}\n")


def test_a_folder_that_stands_on_nothing(folder: FolderMaker, run: Run) -> None:
    result = run("changes", "--against", "base", "--records", folder(FORUM), *CALL)
    assert (result.code, result.out) == (2, "")
    assert "these records stand on no others" in result.err


def test_a_base_that_is_gone(own: Path, run: Run) -> None:
    (own / "gcmtrack.toml").write_text('extends = "../nowhere"\n')
    result = run("changes", "--against", "base", "--records", own, *CALL)
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines()[-1] == (
        "gcmtrack: --against base: there is no folder '../nowhere', seen from here; give one, or \"shipped\""
    )


@needs("git")
def test_since_a_day_in_a_folder_that_stands_on_another(own: Path, run: Run, git: Git) -> None:  # noqa: F811
    """Git knows of ours what changed, and what came with the base its records tell."""
    git("init", "--quiet", inside="own")
    for number, day in enumerate(("2026-11-01", "2026-11-20")):
        if number:
            override(run, own)
        git("add", "-A", inside="own")
        git("commit", "--quiet", "-m", "x", day=day, inside="own")
    assert facts(run("changes", "--records", own, *CALL)) == ["changed date forum"]
    (own / "milestones" / "forum.toml").unlink()
    assert facts(run("changes", "--records", own, "--since", "HEAD", *CALL)) == ["changed date forum"]
    write(own.parent / "project" / "records", milestone("theirs", added=date(2026, 11, 22)))
    assert facts(run("changes", "--records", own, *CALL)) == ["new theirs"]
