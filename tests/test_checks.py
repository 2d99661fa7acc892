"""Every check has a folder in tests/gallery with the smallest records that fail it, and what `check` prints of them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Result, Screen
from gcmtrack.checks import CHECKS, Check, chosen
from gcmtrack.errors import Misuse

GALLERY = Path(__file__).parent / "gallery"
TODAY = ("--today", "2026-11-22")
by_name = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)


@by_name
def test_a_check_has_its_case(
    check: Check, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(GALLERY / check.name)
    expected = Path("expected.txt").read_text(encoding="utf-8")
    done = run("check", *TODAY)
    assert done.out == expected
    assert done.lines
    assert all(line.endswith(f" [{check.name}]") for line in done.lines)
    assert done.code == (1 if check.level == "error" else 0)
    assert run("check", *TODAY, "--strict").code == 1
    # By its name alone it finds the same; all the others find nothing.
    assert run("check", check.name, *TODAY).out == expected
    others = [other.name for other in CHECKS if other != check]
    assert run("check", *others, *TODAY) == Result(0, "", "")


@by_name
def test_a_finding_leads_to_a_line_of_a_file(
    check: Check, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(GALLERY / check.name)
    for line in run("check", *TODAY).lines:
        path, number, rest = line.split(":", 2)
        assert Path(path).exists()
        assert int(number) >= 1
        assert rest.startswith(" warning: ") == (check.level == "warning")


@by_name
def test_findings_as_json_say_the_same(
    check: Check, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(GALLERY / check.name)
    document = json.loads(run("check", *TODAY, "--json").out)
    told = [
        f"{p['path']}:{p['line'] or 1}: {'warning: ' * (p['level'] == 'warning')}{p['message']} [{p['check']}]"
        for p in document["problems"]
    ]
    assert told == run("check", *TODAY).lines


def test_there_is_no_case_without_a_check() -> None:
    cases = {case.name for case in GALLERY.iterdir() if case.is_dir()}
    assert cases == {check.name for check in CHECKS} | {"clean"}


def test_clean_records_give_nothing(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GALLERY / "clean")
    assert run("check", *TODAY, "--strict") == Result(0, "", "")


def test_all_findings_come_at_once_sorted(run: Callable[..., Result], tmp_path: Path) -> None:
    """The cases of many checks in one folder: each finding is there, by path, then line."""
    root = tmp_path / "records"
    for case in ("bad-date", "unknown-word", "empty-text", "loop", "missing-source"):
        for file in (GALLERY / case / "records").rglob("*.toml"):
            place = root / file.parent.name
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{case}-{file.name}").write_bytes(
                file.read_bytes().replace(b'part_of = "', b'part_of = "loop-')
            )
    done = run("check", *TODAY)
    assert done.lines == [
        "records/milestones/bad-date-a-meeting.toml:5: 2018-06-31 does not exist: June 2018 has 30 days [bad-date]",
        "records/milestones/bad-date-another.toml:5: '10/12/2017' can be read two ways; write 2017-12-10 or 2017-10-12 [bad-date]",
        "records/milestones/empty-text-a-meeting.toml:6: 'city' is empty; leave the key out [empty-text]",
        "records/milestones/loop-part.toml:6: 'part_of' leads back to the record itself: loop-part → loop-whole → loop-part [loop]",
        "records/milestones/loop-whole.toml:6: 'part_of' leads back to the record itself: loop-whole → loop-part → loop-whole [loop]",
        "records/milestones/missing-source-a-meeting.toml:1: no source: say where this was seen, under [[sources]] [missing-source]",
        "records/milestones/missing-source-another.toml:8: a source needs a url, or a locator where it has no address [missing-source]",
        "records/milestones/unknown-word-a-meeting.toml:3: unknown type 'thematic-sesion', did you mean 'thematic-session'? [unknown-word]",
        "records/milestones/unknown-word-a-meeting.toml:6: unknown country 'UK', did you mean 'GB' (United Kingdom)? [unknown-word]",
        "records/milestones/unknown-word-a-meeting.toml:7: there is no objective 24; the Compact has 1 to 23 [unknown-word]",
    ]  # fmt: skip
    assert done.err == "gcmtrack: 10 errors\n"
    assert done.code == 1


def test_the_start_of_a_name_is_enough() -> None:
    assert [check.name for check in chosen(["same-sy", "stale"])] == ["same-symbol", "stale"]


def test_an_unknown_name_offers_the_nearest_one(run: Callable[..., Result]) -> None:
    done = run("check", "same-simbol", "same-s", "--records", GALLERY / "clean")
    assert done == Result(
        2,
        "",
        "gcmtrack: unknown check 'same-simbol', did you mean 'same-symbol'?;"
        " 'same-s' can mean same-symbol or same-statement\n",
    )
    with pytest.raises(Misuse):
        chosen([""])


def test_explain_tells_what_a_check_is_for(run: Callable[..., Result]) -> None:
    assert run("check", "--explain", "not-can").out == (
        "not-canonical (warning)\n"
        "  A file that is not in canonical form.\n"
        "  Two people who edit one file get small, readable diffs only when both keep its form.\n"
        "  --fix writes the canonical form, keeping comments.\n"
    )
    everything = run("check", "--explain", "all").out
    assert [line for line in everything.splitlines() if not line.startswith(" ")] == [
        f"{check.name} ({check.level})" for check in CHECKS
    ]


def test_stale_can_be_told_how_long_is_long(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(GALLERY / "clean")
    assert run("check", "stale", *TODAY, "--stale-after", "21").out == ""
    assert run("check", "stale", *TODAY, "--stale-after", "20").out == (
        "records:1: warning: nothing recorded for 21 days, since 2026-11-01 [stale]\n"
    )


def copied(case: str, to: Path) -> Path:
    for file in (GALLERY / case).rglob("*.toml"):
        place = to / file.relative_to(GALLERY / case)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.read_bytes())
    return to / "records"


@pytest.mark.parametrize("case", [check.name for check in CHECKS if check.fixed_by])
def test_what_can_be_fixed_is_fixed(case: str, run: Callable[..., Result], tmp_path: Path) -> None:
    copied(case, tmp_path)
    done = run("check", *TODAY, "--fix", "--strict")
    assert (done.code, done.out) == (0, "")
    assert done.err == {
        "symbol-spelling": "gcmtrack: milestones/a-meeting.toml: symbol 'a/conf.231/3' written as 'A/CONF.231/3'\n",
        "not-canonical": "gcmtrack: milestones/a-meeting.toml: brought into canonical form\n",
    }[case]  # fmt: skip
    assert run("check", *TODAY, "--strict") == Result(0, "", "")


@pytest.mark.parametrize("case", [check.name for check in CHECKS if not check.fixed_by and check.name != "outside-folder"])  # fmt: skip
def test_what_has_no_certain_repair_is_left_alone(
    case: str, run: Callable[..., Result], tmp_path: Path
) -> None:
    root = copied(case, tmp_path) if case not in ("misplaced", "unreadable") else GALLERY / case / "records"
    before = {file: file.read_bytes() for file in root.rglob("*.toml") if file.is_file()}
    run("check", *TODAY, "--fix", "--records", root)
    assert {file: file.read_bytes() for file in root.rglob("*.toml") if file.is_file()} == before


def test_on_a_terminal_it_says_that_all_is_well(
    terminal: Callable[..., Screen], run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(GALLERY / "clean")
    records = Path("records").resolve()
    screen = terminal(80, "check", *TODAY, "--records", records)
    assert (screen.code, screen.text, screen.err) == (
        0,
        "",
        f"gcmtrack: {len(list(records.glob('*/*.toml')))} records, no problems\n",
    )
    assert run("check", *TODAY) == Result(0, "", "")
