"""From findings to problems: the line of what is wrong, read anew from the files concerned."""

from collections.abc import Iterable

from gcmtrack.model.findings import Finding, KeyPath, Problem
from gcmtrack.model.ids import Folder
from gcmtrack.store.sources import Source


def locate(source: Source, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """Returns the findings as problems with lines, sorted; reads again only the files concerned."""
    from gcmtrack.store import toml_layout

    lines: dict[str, dict[KeyPath, int]] = {}
    problems = []
    for finding in findings:
        line = finding.line
        if finding.key and not line and finding.folder is not None:
            if finding.path not in lines:
                lines[finding.path] = _lines(source, finding.folder, finding.id)
            line = toml_layout.line_of(finding.key, lines[finding.path])
        problems.append(Problem(finding.path, line, finding.check, finding.message, finding.level))
    return tuple(sorted(set(problems)))


def _lines(source: Source, folder: Folder, id_: str) -> dict[KeyPath, int]:
    from gcmtrack.store import toml_layout, toml_text

    try:
        return toml_layout.key_lines(toml_text.decode(source.text(folder, id_)))
    except (OSError, toml_text.TomlSyntaxError):
        return {}
