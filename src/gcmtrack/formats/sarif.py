"""SARIF 2.1.0: findings on pages for code scanning, in which an editor or a forge shows them beside the line.

Rules carry the texts that GitHub asks for. Fingerprints come from what is quoted, not from the line, so that a finding
stays the same one when the page grows above it.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import msgspec

from gcmtrack import __version__
from gcmtrack.audit.finding.registry import KINDS, Kind
from gcmtrack.audit.finding.report import PageFinding

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write(findings: Sequence[PageFinding]) -> str:
    """Returns the SARIF log of one run."""
    rules = [_rule(kind) for kind in KINDS]
    places = {kind.name: number for number, kind in enumerate(KINDS)}
    seen: Counter[str] = Counter()
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "gcmtrack",
                        "fullName": "gcmtrack audit",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "rules": rules,
                    }
                },
                "automationDetails": {"id": "gcmtrack-audit/"},
                "columnKind": "unicodeCodePoints",
                "artifacts": [
                    {"location": {"uri": _uri(path)}} for path in dict.fromkeys(f.path for f in findings)
                ],
                "results": [_result(finding, places[finding.name], seen) for finding in findings],
            }
        ],
    }
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _rule(kind: Kind) -> dict[str, Any]:
    what, why = kind.explanation
    short = what.partition(". ")[0].rstrip(".") + "."
    return {
        "id": kind.name,
        "name": "".join(word.capitalize() for word in kind.name.split("-")),
        "shortDescription": {"text": short},
        "fullDescription": {"text": what},
        "help": {
            "text": f"{what} {why}".strip(),
            "markdown": f"{what}\n\n{why}\n\nSilence it with `<!-- gcmtrack: ignore {kind.name} -->`.",
        },
        "defaultConfiguration": {"level": kind.level},
        "properties": {"tags": ["content"], "precision": "high"},
    }


def _result(finding: PageFinding, rule: int, seen: Counter[str]) -> dict[str, Any]:
    identity = "\0".join((finding.name, _uri(finding.path), finding.quote, *finding.records))
    seen[identity] += 1
    fingerprint = hashlib.sha256(f"{identity}\0{seen[identity]}".encode()).hexdigest()[:32]
    message = f"{finding.message}. {finding.suggestion[:1].upper()}{finding.suggestion[1:]}".strip(". ") + "."
    return {
        "ruleId": finding.name,
        "ruleIndex": rule,
        "level": finding.level,
        "message": {"text": message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(finding.path)},
                    "region": {
                        "startLine": finding.line,
                        "startColumn": finding.column,
                        "endLine": finding.end_line,
                        "endColumn": finding.end_column,
                        "snippet": {"text": finding.quote},
                    },
                }
            }
        ],
        "partialFingerprints": {"gcmtrackFinding/v1": fingerprint},
        "properties": {"records": list(finding.records), "sure": finding.sure},
    }


def _uri(path: str) -> str:
    """The address of a page: relative and percent-encoded for a file of the working folder."""
    if path.startswith(("http://", "https://")):
        return quote(path, safe="%/:?#[]@!$&'()*+,;=~")
    pure = PurePath(path)
    if pure.is_absolute():
        return pure.as_uri()
    return quote(pure.as_posix(), safe="/")
