"""Workflow commands by which GitHub Actions shows findings beside the lines of a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions. GitHub shows ten errors and ten warnings
of a step and drops the rest without a word, so errors come first and the log has all of them as plain text too.
"""

from collections.abc import Iterator, Sequence

from gcmtrack.audit.finding.report import PageFinding
from gcmtrack.wording import Wording


def lines(findings: Sequence[PageFinding], wording: Wording) -> Iterator[str]:
    """Yields one command a finding, errors first, each in the order of the page."""
    for finding in sorted(findings, key=lambda f: f.level != "error"):
        message = wording.joined([finding.message, finding.suggestion], "semicolon")
        place = [f"file={_property(finding.path)}", f"line={finding.line}", f"endLine={finding.end_line}"]
        if finding.line == finding.end_line:
            # Columns are only allowed on one line.
            place += [f"col={finding.column}", f"endColumn={finding.end_column}"]
        yield f"::{finding.level} {','.join(place)},title={_property(finding.name)}::{_message(message)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
