"""The records as git has them: since a day, since a commit, and each case in which git cannot tell."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import milestone, organisation, statement
from conftest import FolderMaker, Result, Run
from gcmtrack.store import toml_text
from test_readers import needs

pytestmark = needs("git")

CALL = ("--today", "2026-11-29")
Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Runs git around the records folder, with nobody's settings but ours."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    # A repository above the folder of the tests is not meant.
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    def call(*command: str, day: str = "2026-11-01", inside: str = ".") -> str:
        moment = f"{day}T12:00:00"
        done = subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *command],
            cwd=tmp_path / inside, capture_output=True, text=True, check=False,
            env={**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return call


def commit(git: Git, day: str) -> str:
    git("add", "-A")
    git("commit", "--quiet", "-m", "x", day=day)
    return git("rev-parse", "HEAD")


FIRST = milestone("forum", title="The forum", date="2026-05-10")
MOVED = milestone("forum", title="The forum", date="2026-05-17")


@pytest.fixture
def repository(folder: FolderMaker, git: Git) -> Path:
    """A folder of 1 November with a forum, of 10 November with another date, of 20 November with a statement."""
    git("init", "--quiet")
    root = folder(FIRST, organisation())
    commit(git, "2026-11-01")
    folder(MOVED)
    commit(git, "2026-11-10")
    folder(statement("s", milestone="forum"))
    commit(git, "2026-11-20")
    return root


def facts(result: Result) -> list[str]:
    """Kind of change, fact and id of each line."""
    assert result.code == 0, result.err
    return [" ".join(filter(None, (c[0], c[4], c[-1]))) for line in result.lines if (c := line.split("\t"))]


@pytest.mark.parametrize(
    ("since", "found"),
    [
        ([], ["new s"]),
        (["--since", "2026-11-20"], ["new s"]),
        (["--since", "2026-11-21"], []),
        (["--since", "2026-11-10"], ["changed date forum", "new s"]),
        (["--since", "2026-11-11"], ["new s"]),
        (["--since", "3 weeks ago"], ["changed date forum", "new s"]),
        (["--since", "25d"], ["changed date forum", "new s"]),
        (["--since", "HEAD~1"], ["new s"]),
        (["--since", "HEAD~2"], ["changed date forum", "new s"]),
        (["--since", "HEAD"], []),
    ],
)
def test_since_a_day_and_since_a_commit(
    since: list[str], found: list[str], repository: Path, run: Run
) -> None:
    result = run("changes", "--records", repository, *since, *CALL)
    assert facts(result) == found


def test_a_branch_a_tag_and_the_start_of_a_name(repository: Path, git: Git, run: Run) -> None:
    git("tag", "may", "HEAD~2")
    name = git("rev-parse", "HEAD~2")
    for since in ("may", name, name[:8]):
        result = run("changes", "--records", repository, "--since", since, *CALL)
        assert facts(result) == ["changed date forum", "new s"]


def test_what_is_not_committed_yet_has_changed_too(repository: Path, run: Run) -> None:
    (repository / "milestones" / "forum.toml").unlink()
    (repository / "milestones" / "more.toml").write_bytes(toml_text.render(milestone("more")).encode())
    result = run("changes", "--records", repository, "--since", "HEAD", *CALL)
    assert facts(result) == ["new more", "removed forum"]


def test_form_comments_and_order_of_keys_are_no_change(repository: Path, run: Run) -> None:
    file = repository / "milestones" / "forum.toml"
    head, _, tail = file.read_text().partition("\n\n")
    lines = head.splitlines()
    file.write_text("# A comment.\n" + "\n".join(reversed(lines)) + "   # behind\n\n\n" + tail)
    result = run("changes", "--records", repository, "--since", "HEAD", *CALL)
    assert (result.code, result.out, result.err) == (
        0, "", "gcmtrack: Nothing changed since HEAD (20 November 2026).\n",
    )  # fmt: skip
    assert run("fmt", "--records", repository).code == 0
    assert facts(run("changes", "--records", repository, "--since", "HEAD", *CALL)) == []


def test_a_rename_is_followed(repository: Path, run: Run) -> None:
    assert run("rename", "forum", "the-forum", "--records", repository).code == 0
    result = run("changes", "--records", repository, "--since", "HEAD", *CALL)
    assert result.lines == [
        "renamed\tmilestone\t2026-05-17\tThe forum\tid\tforum\tthe-forum\tthe-forum",
        "changed\tstatement\t2018-07-13\tWomen in Migration Network: A statement\tmilestone\t\t\ts",
    ]


def test_nothing_in_the_repository_is_touched(repository: Path, git: Git, run: Run, tmp_path: Path) -> None:
    (repository / "milestones" / "forum.toml").touch()
    before = {path: path.read_bytes() for path in (tmp_path / ".git").rglob("*") if path.is_file()}
    assert run("changes", "--records", repository, "--since", "HEAD~2", *CALL).code == 0
    assert before == {path: path.read_bytes() for path in (tmp_path / ".git").rglob("*") if path.is_file()}


def test_the_folder_is_the_top_of_its_repository(folder: FolderMaker, git: Git, run: Run) -> None:
    root = folder(FIRST)
    git("init", "--quiet", inside="records")
    git("add", "-A", inside="records")
    git("commit", "--quiet", "-m", "x", inside="records")
    folder(MOVED)
    assert facts(run("changes", "--records", root, "--since", "HEAD", *CALL)) == ["changed date forum"]


def test_inside_a_hook_of_git_the_folder_decides(
    repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    assert facts(run("changes", "--records", repository, *CALL)) == ["new s"]


def test_a_record_of_then_that_cannot_be_read(repository: Path, git: Git, run: Run) -> None:
    file = repository / "milestones" / "forum.toml"
    good = file.read_bytes()
    file.write_text("title =")
    commit(git, "2026-11-21")
    file.write_bytes(good)
    result = run("changes", "--records", repository, "--since", "HEAD", "--markdown", *CALL)
    assert "1 cannot be read on one side and is not compared" in result.out


# Where git cannot tell: one clear sentence each.

TELL = "this is what `added`, `checked` and changed dates in the records tell"


def test_a_day_before_the_first_commit(repository: Path, run: Run) -> None:
    result = run("changes", "--records", repository, "--since", "2020", *CALL)
    assert facts(result) == ["changed date forum", "new s"]
    assert result.err == (
        "gcmtrack: the history of this folder begins on 1 November 2026: what changed since its first commit\n"
    )
    for more in (["--since", "0900"], ["--since", "2020", "--in", "es"], ["--since", "2020", "--in", "fr"]):
        assert run("changes", "--records", repository, *more, *CALL).err == result.err


def test_a_day_to_come(repository: Path, run: Run) -> None:
    result = run("changes", "--records", repository, "--since", "2027", *CALL)
    assert (result.code, result.out) == (2, "")
    assert result.err == "gcmtrack: --since: 1 January 2027 is still to come\n"


def test_a_shallow_clone(repository: Path, git: Git, run: Run, tmp_path: Path) -> None:
    git("clone", "--quiet", "--depth", "1", f"file://{tmp_path}", "clone")
    place = tmp_path / "clone" / "records"
    result = run("changes", "--records", place, *CALL)
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "gcmtrack: this is a shallow clone: what happened before 20 November 2026 is not here;"
        " get it with: git fetch --unshallow\n"
    )
    result = run("changes", "--records", place, "--since", "HEAD~1", *CALL)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "gcmtrack: --since: 'HEAD~1' is no date, no commit that git knows, no folder and no file; write 2018-07-13,"
        " HEAD~3 or a path; this is a shallow clone: what is not here comes with: git fetch --unshallow\n"
    )
    # What lies on this side of the cut can be told.
    assert facts(run("changes", "--records", place, "--since", "2026-11-25", *CALL)) == []


def test_an_unborn_branch(folder: FolderMaker, git: Git, run: Run) -> None:
    git("init", "--quiet")
    result = run("changes", "--records", folder(FIRST), *CALL)
    assert (result.code, result.out) == (0, "")
    assert result.err == (
        f"gcmtrack: nothing has been committed here yet: {TELL}\ngcmtrack: Nothing changed since 15 November 2026.\n"
    )


def test_a_folder_that_git_does_not_keep(repository: Path, run: Run, tmp_path: Path) -> None:
    shutil.copytree(repository, tmp_path / "other")
    result = run("changes", "--records", tmp_path / "other", *CALL)
    assert result.err.splitlines()[0] == f"gcmtrack: this folder has not been committed yet: {TELL}"


def test_no_repository(folder: FolderMaker, git: Git, run: Run) -> None:
    result = run("changes", "--records", folder(FIRST), *CALL)
    assert result.err.splitlines()[0] == f"gcmtrack: there is no git repository here: {TELL}"


def test_no_git(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("changes", "--records", repository, *CALL)
    assert result.code == 0
    assert result.err.splitlines()[0] == f"gcmtrack: git is not installed: {TELL}"


@pytest.mark.parametrize("since", ["nonsense", "-x", "HEAD~99", "deadbeef"])
def test_what_is_no_other_time(since: str, repository: Path, run: Run) -> None:
    result = run("changes", "--records", repository, f"--since={since}", *CALL)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"gcmtrack: --since: {since!r} is no date, no commit that git knows, no folder and no file;"
        " write 2018-07-13, HEAD~3 or a path\n"
    )


@pytest.mark.parametrize("typed", ["03/04/2026", "last monday"])
def test_a_date_that_can_be_read_two_ways(typed: str, repository: Path, run: Run) -> None:
    result = run("changes", "--records", repository, "--since", typed, *CALL)
    assert (result.code, result.out) == (2, "")
    assert "can be read two ways" in result.err


@pytest.mark.parametrize("place", ["Récords de l'été", "data/gcm", "."])
@pytest.mark.parametrize("start", ["records", "old/records"])
def test_a_folder_that_was_moved(
    place: str, start: str, folder: FolderMaker, git: Git, run: Run, tmp_path: Path
) -> None:
    """What is told is what became of the records, not of the folder."""
    git("init", "--quiet")
    root = folder(FIRST, organisation(), statement("s", title="A statement"))
    if start != "records":
        (tmp_path / start).parent.mkdir()
        root.rename(tmp_path / start)
        root = tmp_path / start
    commit(git, "2026-11-01")
    new = tmp_path / place
    new.mkdir(parents=True, exist_ok=True)
    for kind in ("milestones", "statements", "organisations"):
        (root / kind).rename(new / kind)
    commit(git, "2026-11-10")
    (new / "milestones" / "forum.toml").write_text(
        (new / "milestones" / "forum.toml").read_text().replace("2026-05-10", "2026-05-17")
    )
    expected = ["changed\tmilestone\t2026-05-17\tThe forum\tdate\t10 May 2026\t17 May 2026\tforum"]
    for since in ("HEAD~1", "2026-11-05"):
        result = run("changes", "--records", new, "--since", since, *CALL)
        assert (result.code, result.lines) == (0, expected), result.err
    commit(git, "2026-11-12")
    assert run("changes", "--records", new, "--since", "2026-11-05", *CALL).lines == expected


def test_a_folder_that_was_not_there_yet(git: Git, folder: FolderMaker, run: Run, tmp_path: Path) -> None:
    git("init", "--quiet")
    (tmp_path / "notes.txt").write_text("notes")
    commit(git, "2026-11-01")
    root = folder(FIRST)
    commit(git, "2026-11-10")
    result = run("changes", "--records", root, "--since", "HEAD~1", *CALL)
    assert result.lines == ["new\tmilestone\t2026-05-10\tThe forum\t\t\t\tforum"]
