"""Python can be told to drop docstrings (`-OO`, `PYTHONOPTIMIZE=2`), of which help pages, checks and schemas are made."""

import json
import subprocess
import sys
from pathlib import Path

from conftest import environment

# One process for all that is asked: what each of them prints, and what checks and findings say of themselves.
_ASKING = """
import contextlib, io, json, sys
from gcmtrack.audit.finding.registry import KINDS
from gcmtrack.checks.registry import CHECKS
from gcmtrack.cli.app import main
from gcmtrack.cli.table import COMMANDS

told = {}
schemas = [["schema", kind] for kind in ("json", "milestones", "statements", "organisations", "settings")]
for words in ([], *([name] for name in COMMANDS), *schemas):
    words = words if words in schemas else [*words, "--help"]
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.suppress(SystemExit):
        main(words)
    told[" ".join(words)] = out.getvalue()
told["checks"] = [[check.name, check.catches, check.why, check.fixed_by] for check in CHECKS]
told["findings"] = [[kind.name, *kind.explanation] for kind in KINDS]
json.dump(told, sys.stdout)
"""


def _told(folder: Path, *options: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, *options, "-c", _ASKING],
        capture_output=True,
        cwd=folder,
        # Pages are kept from one run to the next, and of neither may the other read.
        env=environment(GCMTRACK_CACHE="off"),
        check=True,
    )
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_help_checks_and_schemas_say_the_same_without_docstrings(tmp_path: Path) -> None:
    """With `PYTHONOPTIMIZE=2` no page said what a command does, and such a page was kept for runs without it too."""
    plain = _told(tmp_path)
    assert "What has not begun" in str(plain["events --help"])
    assert "What is going on and coming" in str(plain["events --help"])
    assert _told(tmp_path, "-OO") == plain
