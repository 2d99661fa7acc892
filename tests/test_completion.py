"""What the shell offers at TAB, asked the way bash asks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builders import milestone, organisation
from conftest import FolderMaker, environment
from sample import SAMPLE


def offered(root: Path, *typed: str) -> list[str]:
    """Returns what is offered for the last of the typed words."""
    done = subprocess.run(
        [sys.executable, "-c", "from gcmtrack.cli.app import main; main()"],
        capture_output=True,
        text=True,
        cwd=root,
        env=environment(
            _GCMTRACK_COMPLETE="complete_bash",
            COMP_WORDS=" ".join(("gcmtrack", *typed)),
            COMP_CWORD=str(len(typed)),
            GCMTRACK_RECORDS=str(root),
        ),
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        (["eve"], ["events"]),
        (["events", "--upc"], ["--upcoming"]),
        (["show", "thematic-session-"], ["thematic-session-1", "thematic-session-6"]),
        (["show", "nnirr-"], ["nnirr-2019-01", "nnirr-2021-04-27"]),
        (["show", "ECL"], ["ECLAC"]),
        (["statements", "--org", "nn"], ["nnirr"]),
        (["statements", "--org", "UN-"], ["UN-NM"]),
        (["show", "UN-N"], ["UN-NM"]),
        (["statements", "--on", "marr"], ["marrakech"]),
        (["events", "--phase", "re"], ["review"]),
        (["events", "--region", "asia"], ["asia-pacific"]),
        (["events", "--objective", "2"], ["2", "20", "21", "22", "23"]),
        (["events", "--country", "M"], None),
        (["events", "--kind", "de"], ["decision", "deadline", "declaration"]),
        (["events", "--type", "thematic"], ["thematic-session"]),
        (["events", "--topic", "lab"], ["labour"]),
        (["events", "--lang", "es"], ["es"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_tab(typed: list[str], offers: list[str] | None, folder: FolderMaker) -> None:
    root = folder(
        *SAMPLE,
        organisation("network", name="United Nations Network on Migration", acronym="UN-NM", type="un-body"),
        milestone("with-topic", topics=["labour"]),
    )
    found = offered(root, *typed)
    if offers is None:
        assert {"MX", "MA"} <= set(found)
    else:
        assert found == offers


def test_tab_is_quiet_where_the_records_are_broken(folder: FolderMaker, tmp_path: Path) -> None:
    root = folder(*SAMPLE, milestones={"broken": b"\xff"})
    assert offered(root, "show", "marr") == ["marrakech"]


def test_tab_is_quiet_where_there_are_no_records(tmp_path: Path) -> None:
    assert offered(tmp_path, "show", "marr") == []


def test_no_pipe_and_no_device_is_waited_for(folder: FolderMaker) -> None:
    root = folder(milestone("good"))
    os.mkfifo(root / "milestones" / "gone.toml")
    (root / "milestones" / "go.toml").symlink_to("/dev/zero")
    assert offered(root, "show", "go") == ["go", "gone", "good"]
