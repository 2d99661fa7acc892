"""SARIF is what the validator with GitHub's rules and the types of the specification say it is.

The judges are other people's programs: `npm install --prefix .tools @microsoft/sarif-multitool @types/sarif typescript`
puts them where these tests look; GCMTRACK_SARIF_TOOLS names another folder.
"""

import json
import os
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from auditing import findings, page_text
from gcmtrack.audit.finding.registry import KINDS
from gcmtrack.formats import sarif

ROOT = Path(__file__).parent.parent
TOOLS = Path(os.environ.get("GCMTRACK_SARIF_TOOLS", ROOT / ".tools")) / "node_modules"
PAGE = "tests/pages/city-network.html"


def log(name: str = PAGE, before: str = "") -> str:
    text = before + page_text(ROOT / PAGE)
    return sarif.write(findings(text, today=date(2019, 1, 15), name=name))


def results(text: str) -> list[dict[str, Any]]:
    (run,) = json.loads(text)["runs"]
    found: list[dict[str, Any]] = run["results"]
    return found


def test_results_and_rules() -> None:
    (run,) = json.loads(log())["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [kind.name for kind in KINDS]
    for rule in rules:
        assert rule["fullDescription"]["text"]
        assert f"gcmtrack: ignore {rule['id']}" in rule["help"]["markdown"]
    first = run["results"][0]
    assert first["ruleId"] == rules[first["ruleIndex"]]["id"]
    assert first["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 7, "startColumn": 22, "endLine": 7, "endColumn": 37, "snippet": {"text": "8 December 2018"},
    }  # fmt: skip


def test_no_findings_are_a_run_without_results() -> None:
    assert results(sarif.write([])) == []


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("a page é.html", "a%20page%20%C3%A9.html"),
        ("https://example.org/our page", "https://example.org/our%20page"),
        ("../x/page.html", "../x/page.html"),
    ],
)
def test_addresses_of_pages(name: str, uri: str) -> None:
    found = results(log(name))
    assert {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in found} == {uri}


def test_a_finding_stays_the_same_when_the_page_grows_above_it() -> None:
    prints = [r["partialFingerprints"]["gcmtrackFinding/v1"] for r in results(log())]
    moved = [
        r["partialFingerprints"]["gcmtrackFinding/v1"]
        for r in results(log(before="<p>More words.</p>\n" * 20))
    ]
    assert prints == moved
    assert len(set(prints)) == len(prints)


def multitool() -> Path:
    found = sorted(TOOLS.glob("@microsoft/sarif-multitool-*/Sarif.Multitool"))
    if not found:
        pytest.skip(f"needs @microsoft/sarif-multitool in {TOOLS}")
    found[0].chmod(0o755)
    return found[0]


def judged(file: Path) -> list[dict[str, Any]]:
    """Returns what the validator says; called directly, since its npm wrapper stops at a semicolon."""
    out = file.with_suffix(".judged")
    command = [
        multitool(),
        "validate",
        file,
        "--rule-kind",
        "Sarif;Gh",
        "--level",
        "Error;Warning;Note",
        "--output",
        out,
    ]
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    subprocess.run(
        [str(part) for part in command], env=environment, capture_output=True, check=False, timeout=120
    )
    return results(out.read_text("utf-8-sig"))


def test_the_validator_with_the_rules_of_github(tmp_path: Path) -> None:
    file = tmp_path / "log.sarif"
    file.write_text(log(), "utf-8")
    said = judged(file)
    assert [
        r for r in said if r.get("level", "warning") in ("error", "warning") and r["ruleId"] != "SARIF2005"
    ] == []
    # A log that it cannot read gets no note either.
    assert "SARIF2006" in {r["ruleId"] for r in said}


def test_the_validator_sees_a_fault(tmp_path: Path) -> None:
    broken = json.loads(log())
    broken["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    file = tmp_path / "log.sarif"
    file.write_text(json.dumps(broken), "utf-8")
    assert "JSON1008" in {r["ruleId"] for r in judged(file)}


def checked_types(document: str, folder: Path) -> str:
    if not (TOOLS / "typescript").exists() or not (TOOLS / "@types" / "sarif").exists():
        pytest.skip(f"needs typescript and @types/sarif in {TOOLS}")
    (folder / "log.ts").write_text(
        f'import type {{ Log }} from "{TOOLS}/@types/sarif";\nexport const log: Log = {document};\n', "utf-8"
    )
    compiler = TOOLS / "typescript" / "bin" / "tsc"
    done = subprocess.run(
        ["node", compiler, "--noEmit", "--strict", folder / "log.ts"], capture_output=True, text=True, check=False, timeout=120
    )  # fmt: skip
    return done.stdout


def test_the_types_of_the_specification(tmp_path: Path) -> None:
    assert checked_types(log(), tmp_path) == ""
    broken = log().replace('"startLine": 7', '"startLine": "7"', 1)
    assert "not assignable to type 'number" in checked_types(broken, tmp_path)
