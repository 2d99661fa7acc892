"""Monday's digest: one screen, each line leading to more, each number that of the command it names."""

import json
import shlex
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from builders import milestone, organisation, statement
from conftest import SHIPPED, FolderMaker, Result, Run, Screen

DAY = ("--today", "2026-11-30")
Terminal = Callable[..., Screen]
DAYS = ("2016-09-18", "2018-07-20", "2022-05-10", "2026-11-30", "2030-12-31")


@pytest.fixture
def network(folder: FolderMaker) -> Path:
    root = folder(
        organisation(acronym="WIMN"),
        milestone("call", title="Input is due", kind="deadline", date="2026-12-20", status="expected"),
        milestone("soon", title="A meeting soon", date="2026-12-01"),
        milestone("held", title="A meeting of last month", date="2026-10-20"),
        milestone("today", title="A meeting that goes on", date="2026-11-29/2026-12-02"),
        milestone("open", title="A campaign", date="2020/.."),
        milestone("said", title="Announced", date="2026-06-01", status="tentative"),
        milestone("late", title="Put off", date="2026-05-01", status="postponed", checked=date(2026, 11, 20)),
        milestone("fresh", title="Entered last week", date="2027", added=date(2026, 11, 24), status="expected"),
        milestone(
            "order", title="The order", kind="decision", date="2018-12-19", symbol="A/RES/73/195",
            mandates=[{"id": "report", "what": "A report", "every": "2y", "first": "2024"}],
        ),
        milestone("report-24", title="Report of 2024", kind="document", type="report", date="2024-05-01", fulfils=["order/report"]),
        statement("one", title="One", languages=["en", "es"], milestone="held", date="2026-10-20"),
        statement("two", title="Two", languages=["en"], date="2026-03-01"),
    )  # fmt: skip
    (root / "gcmtrack.toml").write_text('us = ["wimn"]\nlanguage = "fr"\ntitle = "WIMN and the Compact"\n')
    return root


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is in French, which says too in what its network wants to read."""
    monkeypatch.setenv("GCMTRACK_LANGUAGE", "en")


def test_in_the_language_of_the_folder(network: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GCMTRACK_LANGUAGE")
    lines = run("digest", *DAY).lines
    assert lines[:2] == [
        "going-on\t\tEn cours (2)\tgcmtrack events --ongoing",
        "going-on\t29 nov. – 2 déc.\tjour 2 sur 4\xa0: A meeting that goes on (en)\tgcmtrack show today",
    ]
    assert "changed\t\tDepuis le 16 novembre 2026\xa0: 1 nouvelle\tgcmtrack changes" in lines


def test_in_a_pipe(network: Path, run: Run) -> None:
    result = run("digest", *DAY)
    assert (result.code, result.err) == (0, "")
    assert result.lines == [
        "going-on\t\tGoing on (2)\tgcmtrack events --ongoing",
        "going-on\t29 Nov – 2 Dec\tday 2 of 4: A meeting that goes on\tgcmtrack show today",
        "going-on\tfrom 2020\tA campaign\tgcmtrack show open",
        "next\t\tNext (3)\tgcmtrack events --upcoming",
        "next\t20 Dec\tin 20 days: Input is due\tgcmtrack show call",
        "next\t1 Dec\ttomorrow: A meeting soon\tgcmtrack show soon",
        "next\t2027\tEntered last week\tgcmtrack show fresh",
        "ordered\t\tOrdered, with nothing set (1)\tgcmtrack mandates --due 12m",
        "ordered\t2026\tdue; nothing recorded yet: A report\tgcmtrack show order",
        "unseen\t\tAnnounced, not seen (2)\tgcmtrack events --past --status tentative --status postponed",
        "unseen\t1 Jun\tAnnounced\tgcmtrack show said",
        "unseen\t1 May\tpostponed: Put off\tgcmtrack show late",
        "changed\t\tSince 16 November 2026: 1 new\tgcmtrack changes",
        "changed\t2027\tnew; Entered last week\tgcmtrack show fresh",
        "unanswered\t\tWIMN is silent on (6)\tgcmtrack timeline --unanswered-by wimn --within 6m",
        "unanswered\t29 Nov – 2 Dec\tday 2 of 4: A meeting that goes on\tgcmtrack show today",
        "unanswered\t1 Dec\ttomorrow: A meeting soon\tgcmtrack show soon",
        "unanswered\t20 Dec\tin 20 days: Input is due\tgcmtrack show call",
        "unanswered\t2027\tEntered last week\tgcmtrack show fresh",
        "unanswered\t1 Jun\t5 months ago: Announced\tgcmtrack show said",
        "unanswered\tfrom 2020\tA campaign\tgcmtrack show open",
        "languages\t\tNot in fr (2), es (1)\tgcmtrack statements --org wimn --without-lang fr",
        "languages\tfr\tnot in French: 2 statements\tgcmtrack statements --org wimn --without-lang fr",
        "languages\tes\tnot in Spanish: 1 statement\tgcmtrack statements --org wimn --without-lang es",
        "folder\t\t13 records, 3 problems: records\tgcmtrack check",
        "folder\t\tMore of one\tgcmtrack show ID",
    ]


def _commands(result: Result) -> list[tuple[str, str, list[str]]]:
    """The name, the words and the command of each heading."""
    rows = [line.split("\t") for line in result.lines]
    return [(name, said, shlex.split(command)[1:]) for name, when, said, command in rows if not when]


@pytest.mark.parametrize("day", DAYS)
def test_every_line_leads_to_a_command_and_each_number_is_what_that_lists(
    day: str, run: Run, tmp_path: Path
) -> None:
    given = ("--records", SHIPPED, "--today", day)
    digest = run("digest", *given)
    assert (digest.code, digest.err) == (0, "")
    listed = 0
    for name, said, command in _commands(digest):
        if command[0] in ("show", "init"):
            continue
        found = run(*command, *given)
        assert found.code == (0 if command[0] != "check" else found.code)
        if name in ("going-on", "next", "unseen"):
            listed += 1
            assert f"({len(found.lines):,})" in said, command
    assert listed or day == "2030-12-31"
    shown = {line.split("\t")[3] for line in digest.lines if line.split("\t")[1]}
    for command_line in sorted(shown)[:5]:
        assert run(*shlex.split(command_line)[1:], *given).code == 0


def test_what_we_have_not_answered_is_what_the_command_lists(network: Path, run: Run) -> None:
    digest = run("digest", *DAY)
    commands = {name: (said, command) for name, said, command in _commands(digest)}
    said, command = commands["unanswered"]
    assert said == f"WIMN is silent on ({len(run(*command, *DAY).lines)})"
    said, command = commands["languages"]
    assert said.startswith(f"Not in fr ({len(run(*command, *DAY).lines)})")
    said, command = commands["changed"]
    assert len(run(*command, *DAY).lines) == 2


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("width", [80, 120])
def test_one_screen(day: str, width: int, terminal: Terminal) -> None:
    screen = terminal(width, "--today", day)
    lines = screen.text.splitlines()
    assert (screen.code, screen.err) == (0, "")
    assert len(lines) <= 23, screen.text
    assert [line for line in lines if len(line) > width] == []
    for line in lines[1:]:
        last = line.rpartition("  ")[2].strip()
        assert not line or last.startswith("gcmtrack ") or " " not in last, line


def test_one_screen_of_a_network(network: Path, terminal: Terminal) -> None:
    screen = terminal(80, *DAY)
    lines = screen.text.splitlines()
    assert lines[0] == "WIMN and the Compact · 30 November 2026"
    assert lines[1] == "Going on (2)                                           gcmtrack events --ongoing"
    assert len(lines) <= 23
    assert max(map(len, lines)) <= 80


def test_gcmtrack_alone_is_the_digest(network: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(network)
    alone = run()
    assert (alone.code, alone.err) == (0, "")
    assert alone.out == run("digest").out
    assert run(*DAY).out == run("digest", *DAY).out
    assert run(*DAY, "--json").out == run("digest", *DAY, "--json").out
    assert run("--help").out != alone.out


def test_as_json(network: Path, run: Run) -> None:
    shape = json.loads(run("digest", "--json", *DAY).out)
    assert (shape["view"], shape["today"], shape["title"]) == (
        "digest", "2026-11-30", "WIMN and the Compact · 30 November 2026",
    )  # fmt: skip
    assert (shape["record_count"], shape["problems"], shape["folder"]) == (13, 3, str(network))
    assert [(part["part"], part["total"]) for part in shape["records"]] == [
        ("going-on", 2), ("next", 3), ("ordered", 1), ("unseen", 2), ("changed", 2), ("unanswered", 6), ("languages", 2),
    ]  # fmt: skip
    assert shape["records"][1]["items"][0] == {
        "when": "20 Dec", "text": "in 20 days: Input is due", "command": "gcmtrack show call", "id": "call",
    }  # fmt: skip


def test_as_markdown_for_a_mail(network: Path, run: Run) -> None:
    result = run("digest", "--markdown", *DAY)
    assert result.out.startswith("""\
# WIMN and the Compact · 30 November 2026

## Going on (2)

- **29 Nov – 2 Dec**: day 2 of 4: A meeting that goes on (today)
- **from 2020**: A campaign (open)

gcmtrack events --ongoing

## Next (3)
""")


def test_since_another_time(network: Path, run: Run, tmp_path: Path) -> None:
    old = tmp_path / "old"
    assert run("init", old, "--empty").code == 0
    result = run("digest", "--since", old, *DAY)
    assert f"changed\t\tSince {old}: 13 new\tgcmtrack changes --since {old}" in result.lines
    month = run("digest", "--since", "2026-11-25", *DAY)
    assert (
        "changed\t\tSince 25 November 2026: nothing changed\tgcmtrack changes --since 2026-11-25"
        in month.lines
    )


def test_a_folder_without_records_says_what_to_do(folder: FolderMaker, run: Run, terminal: Terminal) -> None:
    folder()
    result = run("digest", *DAY)
    assert (result.code, result.err) == (0, "")
    assert result.lines == [
        "folder\t\t0 records, no problems: records\tgcmtrack check",
        "folder\t\tNo records here; begin with those that come with gcmtrack\tgcmtrack init my-records",
        "folder\t\tAdd what happened or will\tgcmtrack add-milestone",
        "folder\t\tAdd who you are\tgcmtrack add-organisation",
    ]
    assert terminal(80, *DAY).code == 0


def test_where_the_base_is_gone_nobody_is_sent_to_begin_anew(folder: FolderMaker, run: Run) -> None:
    root = folder()
    (root / "gcmtrack.toml").write_text('extends = "../nowhere"\n')
    result = run("digest", *DAY)
    assert (result.code, result.lines) == (0, ["folder\t\t0 records, 1 problem: records\tgcmtrack check"])
    assert "there is no folder '../nowhere'" in result.err


def test_what_cannot_be_read_is_told_and_counted(network: Path, run: Run) -> None:
    (network / "milestones" / "bad.toml").write_text("title =")
    result = run("digest", *DAY)
    assert result.code == 0
    assert (
        result.err == "gcmtrack: 1 problem in the records, 1 record left out; see them with: gcmtrack check\n"
    )
    assert "folder\t\t13 records, 4 problems: records\tgcmtrack check" in result.lines


@pytest.mark.parametrize("width", [20, 40, 200])
def test_any_width(width: int, network: Path, terminal: Terminal) -> None:
    screen = terminal(width, *DAY)
    assert screen.code == 0
    assert len(screen.text.splitlines()) <= 23


def test_what_comes_next_and_by_when(folder: FolderMaker, run: Run) -> None:
    """Deadlines of the coming year first, by their last day; what only its year is known of after all days of that year;
    and who reads it is told what is off or not sure."""
    folder(
        organisation(),
        milestone("year", title="Some day this year", date="2026", status="expected"),
        milestone("month", title="In December", date="2026-12", status="expected"),
        milestone("day", title="A meeting", date="2026-12-18"),
        milestone("off", title="A meeting that is off", date="2026-12-10", status="cancelled"),
        milestone("put-off", title="A meeting put off", date="2026-12-11", status="postponed"),
        milestone("perhaps", title="A meeting announced", date="2026-12-12", status="tentative"),
        milestone("next-year", title="Some day next year", date="2027", status="expected"),
        milestone("spring", title="A meeting in spring", date="2027-03-01/2027-03-03"),
        milestone("far", title="Input for 2029", kind="deadline", date="2029-01-31"),
        milestone("window", title="Input, a window", kind="deadline", date="2026-12-15/2027-02-28"),
        milestone("soon", title="Input soon", kind="deadline", date="2027-01-15"),
    )
    lines = run("digest", *DAY).lines
    assert [
        line.removeprefix("next\t").rpartition("\t")[0] for line in lines if line.startswith("next\t")
    ] == [
        "\tNext (11)",
        "15 Jan 2027\tin 46 days: Input soon",
        "15 Dec 2026 – 28 Feb 2027\tin 15 days: Input, a window",
        "10 Dec\tin 10 days, CANCELLED: A meeting that is off",
        "11 Dec\tin 11 days, postponed: A meeting put off",
        "12 Dec\tin 12 days, tentative: A meeting announced",
        "18 Dec\tin 18 days: A meeting",
        "Dec\tin 1 month: In December",
        "2026\tSome day this year",
        "1–3 Mar 2027\tin 3 months: A meeting in spring",
        "2027\tSome day next year",
    ]


def test_of_records_that_have_just_come_only_their_number_is_told(folder: FolderMaker, run: Run) -> None:
    new = date(2026, 11, 24)
    folder(
        organisation(added=new),
        milestone("a", added=new),
        milestone("b", added=new),
        milestone("c", title="Looked at", date="2026-10-01", checked=new,
            previous_dates=[{"date": "2026-09-01", "changed": new}]),
    )  # fmt: skip
    lines = run("digest", *DAY).lines
    assert [line for line in lines if line.startswith("changed")] == [
        "changed\t\tSince 16 November 2026: 3 new, 1 with other facts\tgcmtrack changes",
        "changed\t1 Oct\tdate: was 1 September 2026, now 1 October 2026; Looked at\tgcmtrack show c",
    ]


@pytest.mark.parametrize(
    ("language", "silent"),
    [("en", "is silent on (6)"), ("es", "Sin respuesta de"), ("fr", "sans réponse (6)")],
)
def test_a_heading_never_loses_its_number(
    language: str, silent: str, network: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GCMTRACK_LANGUAGE", language)
    screen = terminal(80, *DAY)
    [line] = [line for line in screen.text.splitlines() if "--unanswered-by" in line]
    assert silent in line
    assert "(6)" in line


def test_several_networks(network: Path, run: Run, terminal: Terminal) -> None:
    """Each is told apart; on a screen as many as there is room for, and the command that has them all."""
    names = [f"network-{n}" for n in range(20)]
    for name in names:
        (network / "organisations" / f"{name}.toml").write_text(
            f'name = "The very long name of {name}"\ntype = "civil-society"\n'
            '[[sources]]\ntitle = "Its site"\nurl = "https://e.org/"\n'
        )
    (network / "gcmtrack.toml").write_text(f"us = {json.dumps(['wimn', *names])}\n")
    lines = run("digest", *DAY).lines
    assert "languages\t\tWIMN: not in es (1)\tgcmtrack statements --org wimn --without-lang es" in lines
    assert len([line for line in lines if line.startswith("unanswered\t\t")]) == 21
    screen = terminal(80, *DAY).text.splitlines()
    assert len(screen) == 23
    assert screen[-1].split("  ")[0] == "All of it"
    assert screen[-1].endswith("gcmtrack digest --markdown")
    [heading] = [line for line in screen if "--unanswered-by network-0" in line]
    assert "… (7)" in heading


def test_on_a_narrow_screen_what_is_said_has_a_line_of_its_own(network: Path, terminal: Terminal) -> None:
    lines = terminal(40, *DAY).text.splitlines()
    assert len(lines) <= 23
    assert lines[1:5] == [
        "Going on (2)",
        "    gcmtrack events --ongoing",
        "  29 Nov – 2 Dec  day 2 of 4: A meeting…",
        "    today",
    ]


def test_how_far_away_it_is_gives_way_to_the_title(network: Path, terminal: Terminal) -> None:
    id_ = f"a-{'long-' * 7}id"
    network.joinpath("milestones", "soon.toml").rename(network / "milestones" / f"{id_}.toml")
    lines = terminal(80, *DAY).text.splitlines()
    assert f"  1 Dec           A meeting soon         {id_}" in lines
    assert "  20 Dec          in 20 days: Input is due                                  call" in lines


def test_a_command_that_names_a_long_folder_has_a_line_of_its_own(
    network: Path, terminal: Terminal, tmp_path: Path
) -> None:
    short, long = tmp_path / "ours", tmp_path / "where we keep all of the records"
    network.rename(short)
    lines = terminal(80, "--records", "ours", *DAY).text.splitlines()
    assert lines[1].split("  ")[-1] == "gcmtrack events --records ours --ongoing"
    assert lines[1].startswith("Going on (2)  ")
    short.rename(long)
    lines = terminal(80, "--records", long.name, *DAY).text.splitlines()
    assert len(lines) <= 23
    assert lines[1:3] == [
        "Going on (2)",
        "    gcmtrack events --records 'where we keep all of the records' --ongoing",
    ]


@pytest.mark.parametrize(
    ("language", "changed", "counted"),
    [("en", "Since 16 November 2026: 1 new", "13 records, 3 problems"),
     ("es", "Desde el 16 de noviembre de 2026: 1 nuevo", "13 registros, 3 problemas"),
     ("fr", "Depuis le 16 novembre 2026\xa0: 1 nouvelle", "13 fiches, 3 problèmes")],
)  # fmt: skip
def test_no_number_is_cut_by_the_name_of_a_folder(
    language: str, changed: str, counted: str, network: Path, terminal: Terminal, tmp_path: Path
) -> None:
    folder, told = network, 0
    for length in (12, 25, 35, 45, 70):
        folder = folder.rename(tmp_path / ("x" * length))
        lines = terminal(80, "--records", folder.name, "--in", language, *DAY).text.splitlines()
        assert len(lines) <= 23
        assert [line for line in lines if line.startswith(counted)] != []
        # Where there is no room for it, it is not said at all.
        since = [line for line in lines if line.startswith(changed.split(maxsplit=1)[0])]
        assert [line for line in since if not line.startswith(changed)] == []
        told += len(since)
    assert told >= 3


def test_of_several_numbers_none_is_cut(network: Path, terminal: Terminal) -> None:
    """`Not in ar (29), fr (28), es (…` told of Spanish what nobody can read."""
    ends = {80: "Not in fr (2), es (1)", 70: "Not in fr (2), …", 69: "Not in fr (2), …"}
    for width, heading in ends.items():
        [line] = [line for line in terminal(width, *DAY).text.splitlines() if line.startswith("Not in")]
        assert line.partition("  ")[0] == heading


def test_a_long_title_is_one_line_and_keeps_its_day(network: Path, terminal: Terminal) -> None:
    """At 40 columns the day was broken within its month."""
    settings = network / "gcmtrack.toml"
    for title, width, shown in (
        ("Global Compact for Migration", 40, "Global Compact for M… · 30 November 2026"),
        ("Our record of " * 9, 80, f"{('Our record of ' * 5)[:60]}… · 30 November 2026"),
    ):
        settings.write_text(f'us = ["wimn"]\ntitle = "{title}"\n')
        assert terminal(width, *DAY).text.splitlines()[0] == shown


def test_since_when_it_goes_on_is_said_once(network: Path, run: Run) -> None:
    """`from 1 Oct 2023  since 1 October 2023: A term` stood among what we are silent on."""
    (network / "milestones" / "open.toml").write_text(
        (network / "milestones" / "open.toml").read_text().replace("2020/..", "2023-10-01/..")
    )
    assert "unanswered\tfrom 1 Oct 2023\tA campaign\tgcmtrack show open" in run("digest", *DAY).lines
