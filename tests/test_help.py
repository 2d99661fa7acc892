"""Errors and help that lead on: what stands before the command, other programs' words, help pages."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from conftest import SHIPPED, FolderMaker, Run
from gcmtrack.cli import examples, habits
from gcmtrack.cli.table import COMMANDS
from gcmtrack.cli.word_lists import WORD_LISTS
from sample import SAMPLE

DAY = "2026-11-26"


# Before the command.


@pytest.mark.parametrize(
    "line",
    [
        "events -n 3",
        "timeline --phase stocktaking",
        "statements --org wimn",
        "show imrf-2022",
        "objectives",
        "search mexico",
    ],
)
def test_options_mean_the_same_before_the_command(line: str, run: Run) -> None:
    options = ["--records", str(SHIPPED), "--today", DAY, "--json"]
    before = run(*options, *shlex.split(line))
    assert (before.code, before.err) == (0, "")
    assert before == run(*shlex.split(line), *options)


def test_what_stands_behind_the_command_stands(run: Run) -> None:
    said = run("--records", "nowhere", "events", "--records", SHIPPED, "--today", DAY)
    assert said == run("events", "--records", SHIPPED, "--today", DAY)


def test_as_of_stands_before_too(run: Run) -> None:
    said = run("--as-of", "2018-07-20", "events", "--records", SHIPPED)
    assert said.out
    assert said == run("events", "--as-of", "2018-07-20", "--records", SHIPPED)


@pytest.mark.parametrize("line", ["events -n 3", "check bad-id", "topics", "fmt --check imrf-2022"])
def test_no_pager_before_any_command(line: str, run: Run) -> None:
    """As people say it to git, whether what they ask for is paged or not."""
    options = [*shlex.split(line), "--records", SHIPPED]
    assert run("--no-pager", *options) == run(*options)
    assert run("--no-pager", *options).code == 0


def test_the_option_before_goes_before_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GCMTRACK_RECORDS", "nowhere")
    assert run("--records", SHIPPED, "topics").code == 0
    assert "nowhere" in run("topics").err
    # A command without records is not given any.
    assert run("init", "--help").code == 0


# `help`, `version`, other spellings.


def test_help_and_version_are_words_too(run: Run) -> None:
    assert run("help") == run("help", "help") == run("--help")
    assert run("help", "events") == run("events", "--help")
    assert run("help", "add-organization") == run("add-organisation", "--help")
    assert run("version") == run("-V") == run("--version")


def test_a_list_of_words_is_in_the_language_asked_for(run: Run) -> None:
    for words in (
        ["help", "regions", "--in", "es"],
        ["help", "--in=es", "regions"],
        ["--in", "es", "help", "regions"],
    ):
        assert "  arab-region              región árabe" in run(*words).lines
    assert "  MX  México" in run("help", "countries", "--in", "es").lines
    assert "  en   anglais" in run("help", "languages", "--in", "fr").lines


def test_an_unknown_command_says_where_to_look(run: Run) -> None:
    assert (
        run("help", "qqqq").err.splitlines()[-1]
        == "Error: unknown command 'qqqq'; see them with: gcmtrack help"
    )
    said = run("help", "countrys").err.splitlines()[-1]
    assert said == "Error: unknown command 'countrys', did you mean 'countries'?"


@pytest.mark.parametrize("spelling", habits.SPELLINGS)
def test_other_spellings_are_understood(spelling: str, run: Run) -> None:
    assert run(spelling, "--help") == run(habits.SPELLINGS[spelling], "--help")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("next", "unknown command 'next'; perhaps: gcmtrack events"),
        ("stats", "unknown command 'stats'; perhaps: gcmtrack matrix or gcmtrack topics"),
        ("list", "unknown command 'list'; perhaps: gcmtrack events"),
        ("add", "unknown command 'add'; perhaps: gcmtrack add-statement, gcmtrack add-milestone or gcmtrack add-organisation"),
        ("add-event", "unknown command 'add-event'; perhaps: gcmtrack add-milestone --kind event"),
        ("Delete", "unknown command 'Delete'; perhaps: gcmtrack remove ID"),
        ("evnts", "unknown command 'evnts', did you mean 'events'?"),
        ("xyzzy", "unknown command 'xyzzy'; see them with: gcmtrack help"),
    ],
)  # fmt: skip
def test_words_of_other_programs_lead_on(word: str, said: str, run: Run) -> None:
    done = run(word)
    assert (done.code, done.out, done.err.splitlines()[-1]) == (2, "", f"Error: {said}")


@pytest.mark.parametrize("way", habits.advised())
def test_what_is_advised_is_understood(way: str, run: Run) -> None:
    name, *rest = shlex.split(way)
    assert name in COMMANDS
    page = run(name, "--help").out
    for option in (word for word in rest if word.startswith("-")):
        assert re.search(rf"(^|\s|, ){re.escape(option)}\b", page), option


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("events --max 3", "No such option: --max; it is --limit here"),
        ("events --language es", "No such option: --language; it is --lang or --in here"),
        ("statements --from 2018", "No such option: --from; it is --since here"),
        ("events --orgg wimn", "No such option: --orgg, did you mean --org?"),
        ("events --gaps", "No such option: --gaps of events; matrix has it"),
        ("events --zzz", "No such option: --zzz; see them with: gcmtrack events --help"),
        ("events --sort date", "No such option: --sort; listings stand in order of time; sort what --json or a pipe gives"),
        ("rename --dry-run a b", "No such option: --dry-run of rename; "),
        ("--limit 3 events", "No such option: --limit; it stands behind the command, as in: gcmtrack events --limit"),
        ("site out --lang es", "No such option: --lang; it is --in here"),
        ("mandates --due", "Option '--due' requires an argument, as in: --due SPAN; see: gcmtrack mandates --help"),
        ("audit --explain", "Option '--explain' requires an argument, as in: --explain NAME; see: gcmtrack audit --help"),
        ("embed", "unknown command 'embed'; perhaps: gcmtrack site OUT"),
        ("--limit 3 statements", "No such option: --limit; it stands behind the command, as in: gcmtrack statements --limit"),
        ("events --speaker Ana", "No such option: --speaker; search finds speakers: gcmtrack search NAME"),
        ("events --format csv", "No such option: --format; other forms are written by: gcmtrack export --format FORMAT"),
        ("events --color always", "No such option: --color; a terminal has colours, unless NO_COLOR is set in the environment; a pipe has none"),
        ("check --in es", "No such option: --in of check; other commands have it"),
        ("open imrf-2022 --in es", "No such option: --in; it is --lang here"),
        ("check --format json", "No such option: --format; it has --json"),
        ("positions --markdown", "No such option: --markdown; it has --format and --json"),
        ("digest --html", "No such option: --html; it has --markdown and --json"),
        ("import --csv list.csv", "No such option: --csv; see: gcmtrack import --help"),
        ("--zzz events", "No such option: --zzz; see them with: gcmtrack help COMMAND"),
        ("--record x events", "No such option: --record, did you mean --records?"),
        ("--records", "Option '--records' requires an argument, as in: --records DIR; see: gcmtrack --help"),
        ("--json --as-of", "Option '--as-of' requires an argument, as in: --as-of DATE; see: gcmtrack --help"),
        ("events --limit many", "Invalid value for '--limit' / '-n': 'many' is no whole number; write one, such as 20"),
        ("events --limit 0", "Invalid value for '--limit' / '-n': 0 is less than 1"),
        ("check --stale-after -1", "Invalid value for '--stale-after': -1 is less than 1"),
        ("events -n 2.5", "Invalid value for '--limit' / '-n': '2.5' is no whole number; write one, such as 20"),
        ("add-statement Our words", "Got unexpected extra argument(s) (Our words); write --title 'Our words'"),
        ("add-organisation WIMN", "Got unexpected extra argument(s) (WIMN); write --name WIMN"),
    ],
)  # fmt: skip
def test_options_of_other_programs_lead_on(line: str, said: str, run: Run, tmp_path: Path) -> None:
    done = run(*shlex.split(line))
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[-1].startswith(f"Error: {said}")


# Help pages.

PAGES = ["", *COMMANDS]
# Those that write; their examples run on a copy of the records.
WRITING = {"add-statement", "add-milestone", "add-organisation", "edit", "rename", "remove", "fmt", "init"}


def test_every_page_begins_with_examples(run: Run) -> None:
    """A command that is new gets its examples in cli/examples.py."""
    lacking = [name for name in PAGES if not 2 <= len(examples.of(name)) <= 3]
    assert lacking == []
    for name in PAGES:
        page = run(*shlex.split(name), "--help").out
        begun = page.index("Examples:")
        assert begun < min(at for block in ("Arguments:", "Options:") if (at := page.find(block)) > 0)
        for _, line in examples.of(name):
            assert f"    {line.splitlines()[0]}\n" in page[begun:]


def test_examples_fit_a_terminal_of_80_columns() -> None:
    """They stand four columns in and are never wrapped."""
    lines = [part for name in PAGES for _, line in examples.of(name) for part in line.split("\n")]
    assert [line for line in lines if len(line) > 80 - 4] == []


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A folder as a reader has it: records of her own, a page, and a list."""
    listed = run("export", "--format", "csv", "--only", "statements", "--records", SHIPPED, "--org", "wimn")
    (tmp_path / "list.csv").write_text(listed.out)
    shutil.copytree(SHIPPED, tmp_path / "records")
    page = "<!-- gcmtrack:upcoming -->\n<!-- /gcmtrack:upcoming -->\n"
    (tmp_path / "page.html").write_text(page)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BROWSER", "true")
    return tmp_path


@pytest.mark.parametrize("name", PAGES)
def test_every_example_does_what_it_says(name: str, desk: Path, run: Run) -> None:
    for wanted, line in examples.of(name):
        program, *words = shlex.split(line.replace("\\\n", " "))
        assert program == "gcmtrack"
        day = ["--today", DAY] if "--today" in run(*words, "--help").out else []
        done = run(*words, *day)
        assert done.code == 0, (wanted, done)
        assert (
            done.out
            or "-o" in words
            or name in ("fmt", "check", "audit", "init", "export", "import", "changes", "site")
        ), (
            wanted,
            done,
        )


def test_what_examples_wrote_is_in_order(desk: Path, run: Run) -> None:
    for name in ("add-statement", "add-milestone", "add-organisation", "edit"):
        for _, line in examples.of(name):
            assert run(*shlex.split(line.replace("\\\n", " "))[1:]).code == 0
    done = run("check", "--records", "records", "--today", DAY)
    assert (done.code, done.out.count(" [")) == (0, 1)
    assert "exn.toml:1: warning: no milestone, statement or organisation names it" in done.out


@pytest.mark.parametrize("name", COMMANDS)
def test_filters_stand_in_a_block_of_their_own(name: str, run: Run) -> None:
    page = run(name, "--help").out
    blocks = [
        block
        for block in ("Arguments", "Options", "Filters", "Common options")
        if re.search(f"^{block}:$", page, re.MULTILINE)
    ]
    places = [re.search(f"^{block}:$", page, re.MULTILINE).start() for block in blocks]  # type: ignore[union-attr]
    assert places == sorted(places)
    if "--phase PHASE" in page and not name.startswith("add-"):
        filters = page.partition("\nFilters:\n")[2].partition("\nCommon options:\n")[0]
        assert all(
            f"--{option.replace('_', '-')} " in filters
            for option in ("org", "phase", "kind", "topic", "unanswered_by", "within")
        )


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in WRITING])
def test_no_kind_is_named_that_is_refused(name: str, run: Run, folder: FolderMaker) -> None:
    """What --help names for --kind, --phase, --region, --status and --stance is understood by that very command."""
    page = " ".join(run(name, "--help").out.partition("\nFilters:\n")[2].partition("\nCommon")[0].split())
    page = page.replace("- ", "-")
    folder(*SAMPLE)
    for option in ("kind", "phase", "region", "status", "stance"):
        told = re.search(rf"--{option} [A-Z]+ (.*?)\.(?: --|$)", page)
        if told is None:
            continue
        words = re.split(r", | or ", told[1].rpartition(": ")[2])
        assert len(words) >= 4
        for word in words:
            done = run(name, *(["a.md"] if name == "audit" else []), f"--{option}", word)
            assert "unknown" not in done.err, (option, word, done.err)


@pytest.mark.parametrize("name", WORD_LISTS)
def test_words_are_listed(name: str, run: Run) -> None:
    done = run("help", name)
    assert (done.code, done.err) == (0, "")
    assert len(done.lines) >= 5


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("events --topic women", "unknown topic 'women'; see them with: gcmtrack topics"),
        ("events --type zzz", "unknown type 'zzz'; see them with: gcmtrack help types"),
        ("statements --type zzz", "unknown type 'zzz'; use academia, civil-society, employers, faith, intergovernmental, local-government, parliament, political-party, process, state, trade-union or un-body"),
        ("events --kind zzz", "unknown kind 'zzz'; use deadline, decision, document or event"),
        ("events --kind statement", "unknown kind 'statement'; use deadline, decision, document or event"),
        ("events --country zzz", "unknown country 'zzz'; write an ISO 3166 code such as 'MX', or see them with: gcmtrack help countries"),
        ("events --lang klingon", "unknown language 'klingon'; write an ISO 639 code such as 'es', or see them with: gcmtrack help languages"),
        ("events --org zzz", "unknown organisation 'zzz'; find it with: gcmtrack search zzz, or see all with: gcmtrack organisations"),
        ("check nosuch", "unknown check 'nosuch'; see them with: gcmtrack check --explain all"),
        ("matrix zzz", "unknown facet 'zzz'; use country, kind, lang, milestone, month, objective, org, phase, region, stance, topic, type or year"),
        ("objectives --principles --org wimn", "--principles takes no filters: no record names the principle that it speaks to"),
    ],
)  # fmt: skip
def test_an_unknown_value_says_what_is_known(line: str, said: str, run: Run) -> None:
    assert run(*shlex.split(line)) == (2, "", f"gcmtrack: {said}\n")
