"""Adding records: by options, by answers, or both; the same file to the byte."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import milestone, organisation, statement
from conftest import CTRL_C, Dialogue, Result, environment
from gcmtrack import PACKAGE
from gcmtrack.cli.add.form import Form
from gcmtrack.cli.add.forms import FORMS
from gcmtrack.store import toml_text

Maker = Callable[..., Path]
Run = Callable[..., Result]
Talk = Callable[..., Dialogue]

TODAY = ("--today", "2026-11-22")
IN_SCRIPT = (
    "add-statement", "--org", "wimn", "--title", "WIMN on the agreed Compact", "--date", "2018-07-13",
    "--kind", "statement", "--milestone", "final-draft", "--lang", "en", "--link", "https://wimn.example/gcm",
    "--source-title", "WIMN: news", "--source-url", "https://wimn.example/news",
)  # fmt: skip
ID = "wimn-2018-07-13-wimn-agreed-compact"
PATH = f"records/statements/{ID}.toml"
MADE = """\
title = "WIMN on the agreed Compact"
kind = "statement"
date = "2018-07-13"
organisations = ["wimn"]
milestone = "final-draft"
languages = ["en"]
added = 2026-11-22

[[links]]
url = "https://wimn.example/gcm"
language = "en"

[[sources]]
title = "WIMN: news"
url = "https://wimn.example/news"
"""


@pytest.fixture
def records(folder: Maker) -> Path:
    return folder(
        organisation("wimn", acronym="WIMN"),
        organisation("nnirr", name="National Network for Immigrant and Refugee Rights", acronym="NNIRR"),
        milestone("final-draft", title="Final draft", kind="document"),
        milestone("zero-draft", title="Zero draft", kind="document", date="2018-02-05"),
    )


def added(root: Path) -> set[str]:
    return {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()} - {
        "organisations/wimn.toml", "organisations/nnirr.toml", "milestones/final-draft.toml", "milestones/zero-draft.toml"
    }  # fmt: skip


def test_the_command_line_of_the_docs(records: Path, run: Run) -> None:
    assert run(*IN_SCRIPT, *TODAY) == Result(0, f"{PATH}\n", "")
    assert (records / "statements" / f"{ID}.toml").read_text() == MADE
    assert run("check", *TODAY, "unknown-reference", "not-canonical", "missing-source", "--strict").code == 0


@pytest.mark.parametrize(
    ("option", "typed"),
    [
        ("--date", "13 July 2018"),
        ("--date", "13 de julio de 2018"),
        ("--date", "vendredi 13 juillet 2018"),
        ("--org", "Women in Migration Network"),
        ("--org", "WIMN"),
        ("--lang", "English"),
        ("--kind", "Statement"),
    ],
)
def test_options_are_read_as_people_type(option: str, typed: str, records: Path, run: Run) -> None:
    args = list(IN_SCRIPT)
    args[args.index(option) + 1] = typed
    assert run(*args, *TODAY).out == f"{PATH}\n"
    assert (records / "statements" / f"{ID}.toml").read_text() == MADE


def test_dry_run_shows_the_file_and_writes_nothing(records: Path, run: Run) -> None:
    assert run(*IN_SCRIPT, *TODAY, "--dry-run") == Result(0, MADE, f"gcmtrack: {PATH} would be written\n")
    assert added(records) == set()


def test_every_option_has_its_place_in_the_file(records: Path, run: Run) -> None:
    done = run(
        "add-statement", "--org", "wimn", "--org", "nnirr", "--title", "Posición", "--date", "julio de 2018",
        "--kind", "joint-statement", "--lang", "es", "--lang", "en", "--cosigner", "nnirr", "--cosigner-count", "120",
        "--on-behalf-of", "wimn", "--objective", "12", "--objective", "5", "--topic", "Human rights", "--stance", "critical",
        "--speaker", "Ana", "--speaker-role", "coordinator", "--summary", "Ours.", "--title-in", "en=Position",
        "--link", "https://e.example/1", "--link", "https://e.example/2", "--link-format", "video", "--at", "41:29-47:32",
        "--source-title", "S", "--source-publisher", "P", "--source-locator", "page 3", "--id", "joint", *TODAY, "--dry-run",
    )  # fmt: skip
    assert (
        done.out
        == """\
title = "Posición"
kind = "joint-statement"
date = "2018-07"
organisations = ["wimn", "nnirr"]
cosigners = ["nnirr"]
cosigner_count = 120
on_behalf_of = ["wimn"]
languages = ["es", "en"]
stance = "critical"
objectives = [5, 12]
topics = ["human-rights"]
summary = "Ours."
added = 2026-11-22

[speaker]
name = "Ana"
role = "coordinator"

[titles]
en = "Position"

[[links]]
url = "https://e.example/1"
format = "video"
at = "41:29-47:32"

[[links]]
url = "https://e.example/2"

[[sources]]
title = "S"
publisher = "P"
locator = "page 3"
"""
    )


def test_a_milestone_by_options(records: Path, run: Run) -> None:
    done = run(
        "add-milestone", "--title", "Sixth round", "--kind", "event", "--type", "negotiation-round", "--phase", "negotiation",
        "--date", "9 to 13 July 2018", "--city", "New York", "--country", "united states", "--org", "wimn",
        "--source-title", "S", "--source-url", "https://e.example", *TODAY,
    )  # fmt: skip
    assert done == Result(0, "records/milestones/sixth-round-2018.toml\n", "")
    assert (records / "milestones" / "sixth-round-2018.toml").read_text() == (
        'title = "Sixth round"\nkind = "event"\ntype = "negotiation-round"\nphase = "negotiation"\n'
        'date = "2018-07-09/2018-07-13"\ncity = "New York"\ncountry = "US"\norganisers = ["wimn"]\n'
        'added = 2026-11-22\n\n[[sources]]\ntitle = "S"\nurl = "https://e.example"\n'
    )


def test_the_site_of_an_organisation_is_its_source(records: Path, run: Run) -> None:
    done = run("add-organisation", "--name", "Red de mujeres", "--type", "civil-society", "--url", "https://red.example", *TODAY)  # fmt: skip
    assert done == Result(0, "records/organisations/red-de-mujeres.toml\n", "")
    assert (records / "organisations" / "red-de-mujeres.toml").read_text() == (
        'name = "Red de mujeres"\ntype = "civil-society"\nurl = "https://red.example"\nadded = 2026-11-22\n\n'
        '[[sources]]\ntitle = "Red de mujeres"\nurl = "https://red.example"\n'
    )


MISSING = {
    "add-statement": "--title, --date, --org, --source-title and --source-url (or --source-locator)",
    "add-milestone": "--title, --kind, --type, --phase, --date, --source-title and --source-url (or --source-locator)",
    # Its own site is source enough.
    "add-organisation": "--name, --type and --url (or --source-url or --source-locator)",
}


def test_a_statement_takes_on_for_its_milestone(records: Path, run: Run) -> None:
    """Everywhere else a milestone is asked for with --on."""
    asked = (
        "--org",
        "wimn",
        "--title",
        "Ours",
        "--date",
        "2018-12-10",
        "--source-title",
        "s",
        "--link",
        "https://a.org",
    )
    made = run("add-statement", *asked, "--on", "final-draft", "--dry-run", *TODAY)
    assert made == run("add-statement", *asked, "--milestone", "final-draft", "--dry-run", *TODAY)
    assert 'milestone = "final-draft"' in made.out


@pytest.mark.parametrize("command", MISSING)
def test_a_script_hears_of_all_that_is_missing_at_once(command: str, records: Path, run: Run) -> None:
    assert run(command) == Result(2, "", f"gcmtrack: missing: {MISSING[command]}\n")


def test_a_script_hears_of_all_that_is_wrong_at_once(records: Path, run: Run) -> None:
    done = run(
        "add-statement",
        "--org",
        "wimm",
        "--date",
        "10/12/2018",
        "--kind",
        "statment",
        "--link",
        "x.org",
        "--lang",
        "sp",
    )
    assert done == Result(
        2,
        "",
        "gcmtrack: --kind: unknown kind 'statment', did you mean 'statement'?;"
        " --date: '10/12/2018' can be read two ways; write 2018-12-10 or 2018-10-12;"
        " --org: unknown organisation 'wimm', did you mean 'wimn'? A new one comes with: gcmtrack add-organisation;"
        " --lang: unknown language 'sp', did you mean 'es' (Spanish)?;"
        " --link: 'x.org' is not a web address; write it whole, with http or https, as in https://x.org;"
        " missing: --title, --source-title and --source-url (or --source-locator)\n",
    )


REFUSED = [
    (["--milestone", "final-drft"], 2, "--milestone: unknown milestone 'final-drft', did you mean 'final-draft'? A new one comes with: gcmtrack add-milestone"),
    (["--date", "July"], 2, "--date: 'July' does not say the year in four digits; write it too, nothing is guessed"),
    (["--title-in", "Position"], 2, "--title-in: write LANG=TEXT, as in es=Declaración, not 'Position'"),
    (["--objective", "24"], 2, "--objective: there is no objective '24'; the Compact has objectives 1 to 23"),
    (["--id", "../x"], 2, "'../x' is not an id: small letters, digits and single hyphens; did you mean 'x'?"),
    (["--id", "/etc/x"], 2, "'/etc/x' is not an id: small letters, digits and single hyphens; did you mean 'etc-x'?"),
    (["--id", "nul"], 2, "'nul' is a name that Windows keeps for itself; choose another"),
    (["--id", "wimn"], 1, "'wimn' exists already; nothing was written"),
    (["--id", "Wimn"], 2, "'Wimn' is not an id: small letters, digits and single hyphens; did you mean 'wimn'?"),
    (["--date", "2018-01", "--milestone", "zero-draft"], 1, "a statement on a text cannot be of January 2018, before 'zero-draft' (5 February 2018)"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "code", "said"), REFUSED, ids=lambda case: " ".join(case) if isinstance(case, list) else None)  # fmt: skip
def test_what_is_refused_leaves_nothing(
    options: list[str], code: int, said: str, records: Path, run: Run
) -> None:
    assert run(*IN_SCRIPT, *options, *TODAY) == Result(code, "", f"gcmtrack: {said}\n")
    assert added(records) == set()


@pytest.mark.parametrize(
    "other",
    [
        ["--title", "wimn ON the agreed compact", "--link", "https://other.example"],
        ["--title", "Another title"],
    ],
    ids=["same title", "same link"],
)
def test_the_same_statement_twice_is_refused(other: list[str], records: Path, run: Run) -> None:
    run(*IN_SCRIPT, *TODAY)
    args = [*IN_SCRIPT, *other] if "--link" not in other else [a for a in IN_SCRIPT if a not in ("--link", "https://wimn.example/gcm")] + other  # fmt: skip
    assert run(*args, *TODAY) == Result(
        1,
        "",
        f"gcmtrack: the same statement is there already: {ID} (13 July 2018: WIMN on the agreed Compact);"
        f" change it with: gcmtrack edit {ID}\n",
    )
    assert added(records) == {f"statements/{ID}.toml"}


def test_the_same_milestone_twice_is_refused(records: Path, run: Run) -> None:
    done = run(
        "add-milestone", "--title", "ZERO DRAFT", "--kind", "document", "--type", "draft", "--phase", "negotiation",
        "--date", "2018-02-05", "--source-title", "S", "--source-url", "https://e.example",
    )  # fmt: skip
    assert done == Result(
        1,
        "",
        "gcmtrack: the same milestone is there already: zero-draft (5 February 2018: Zero draft); change it with: gcmtrack edit zero-draft\n",
    )


def test_lists_that_are_sets_may_be_given_in_any_order(records: Path, run: Run) -> None:
    args = ("--cosigner", "wimn", "--cosigner", "nnirr", "--objective", "12", "--objective", "5")
    assert run(*IN_SCRIPT, *args, *TODAY).out == f"{PATH}\n"
    assert 'cosigners = ["nnirr", "wimn"]' in (records / PATH.removeprefix("records/")).read_text()


def test_a_taken_id_gets_a_number(records: Path, run: Run) -> None:
    run(*IN_SCRIPT, *TODAY)
    args = [*IN_SCRIPT, "--title", "WIMN and the agreed Compact", "--link", "https://other.example", *TODAY]
    first = [a for a in args if a != "https://wimn.example/gcm"]
    first.remove("--link")
    assert run(*first).out == f"records/statements/{ID}-2.toml\n"


@pytest.mark.parametrize(
    "title",
    [
        "Women’s rights in the GCM",
        "Women's  Rights in the GCM.",
        "Womens rights in the GCM",
        "Women\u02bcs rights\u00a0in the\u200b GCM",
        "“Women's rights in the GCM”",
    ],
)
def test_a_title_is_known_by_its_letters_and_digits(title: str, records: Path, run: Run) -> None:
    (records / "statements" / "zz.toml").write_text(
        toml_text.render(statement("zz", title="Women's rights in the GCM"))
    )
    args = [*IN_SCRIPT, "--title", title, "--link", "https://other.example", *TODAY]
    del args[args.index("--title") : args.index("--title") + 2]
    done = run(*args)
    assert done.code == 1
    assert done.err.startswith("gcmtrack: the same statement is there already: zz (13 July 2018: ")


@pytest.mark.parametrize(
    "link",
    [
        "http://wimn.example/gcm",
        "https://WWW.wimn.example/gcm/",
        "https://wimn.example:443/gcm#top",
        "https://wimn.example/gcm?utm_source=x&fbclid=y",
        "https://wimn.example//gcm/index.html",
        "https://wimn.example/%67cm",
    ],
)
def test_a_link_is_known_by_where_it_leads(link: str, records: Path, run: Run) -> None:
    run(*IN_SCRIPT, *TODAY)
    args = [link if arg == "https://wimn.example/gcm" else arg for arg in IN_SCRIPT]
    args[args.index("--title") + 1] = "Another title"
    done = run(*args, "--id", "aaa", *TODAY)
    assert done.err.startswith(f"gcmtrack: the same statement is there already: {ID} ")


@pytest.mark.parametrize(
    "link", ["https://wimn.example/gcm?id=2", "https://wimn.example/gcm-2", "https://wimn.example/#/gcm"]
)
def test_other_links_are_other_texts(link: str, records: Path, run: Run) -> None:
    run(*IN_SCRIPT, *TODAY)
    args = [link if arg == "https://wimn.example/gcm" else arg for arg in IN_SCRIPT]
    args[args.index("--title") + 1] = "Another title"
    assert run(*args, *TODAY) == Result(
        0,
        "records/statements/wimn-2018-07-13-another-title.toml\n",
        f"gcmtrack: note: {ID!r} is of the same issuer, day and milestone: is this the same text?\n",
    )


def test_a_statement_that_is_still_to_come_is_told(records: Path, run: Run) -> None:
    args = [arg.replace("2018-07-13", "2027-05-01") for arg in IN_SCRIPT]
    assert run(*args, *TODAY).err == "gcmtrack: note: a statement of 1 May 2027, which is still to come\n"


def test_invisible_characters_are_not_kept(records: Path, run: Run) -> None:
    args = [*IN_SCRIPT, "--summary", "\ufeffOne\u200b word\u00ad,\u00a0two.\u202c\x07", *TODAY]
    args[args.index("--title") + 1] = "WIMN\u00a0on the agreed\u2060 Compact "
    assert run(*args).out == f"{PATH}\n"
    table = toml_text.parse((records / PATH.removeprefix("records/")).read_text())
    assert (table["title"], table["summary"]) == ("WIMN on the agreed Compact", "One word, two.")


def test_a_device_name_is_never_proposed(records: Path, run: Run) -> None:
    done = run(
        "add-organisation",
        "--name",
        "Consejo",
        "--acronym",
        "CON",
        "--type",
        "state",
        "--url",
        "https://c.example",
    )
    assert done.out == "records/organisations/con-organisation.toml\n"


READ_ONLY = """\
gcmtrack: the records that come with gcmtrack are read-only; make your own with: gcmtrack init my-records
"""


def test_shipped_records_are_not_written_to(tmp_path: Path) -> None:
    """An installed package has the records inside it; where the modules lie in it makes no difference."""
    package = tmp_path / "site" / "gcmtrack"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(Path(PACKAGE).parent.parent / "records", package / "records")
    before = {file: file.read_bytes() for file in package.rglob("*.toml")}
    assert len(before) > 1000
    (tmp_path / "link").symlink_to(package / "records")
    (tmp_path / "list.csv").write_text(
        "title,date,issued by,language,link\nOurs,2018-07-13,WIMN,en,https://example.org/a\n"
    )
    for place in ([], ["--records", str(tmp_path / "link")]):
        for command in (
            ["add-organisation", "--name", "A", "--type", "state", "--url", "https://a.example"],
            ["edit", "wimn", "--set", "acronym=W"],
            ["rename", "wimn", "women"],
            ["fmt", "wimn"],
        ):
            done = subprocess.run(
                [sys.executable, "-m", "gcmtrack", *command, *place],
                cwd=tmp_path,
                env=environment(PYTHONPATH=str(package.parent)),
                capture_output=True,
                text=True,
                check=False,
            )
            assert (done.returncode, done.stdout, done.stderr) == (
                1,
                "",
                READ_ONLY,
            )
        look = [sys.executable, "-m", "gcmtrack", "import", "list.csv", "--as", "statement", *place]
        done = subprocess.run(
            look,
            cwd=tmp_path,
            env=environment(PYTHONPATH=str(package.parent)),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0
        said = READ_ONLY.removeprefix("gcmtrack: ")
        assert done.stderr.endswith(f"gcmtrack: nothing was written; {said}")
    assert {file: file.read_bytes() for file in package.rglob("*.toml")} == before


@pytest.mark.parametrize("command", MISSING)
def test_what_would_fail_at_the_end_fails_before_anything_is_asked(
    command: str, records: Path, dialogue: Talk
) -> None:
    done = dialogue([], command, "--edit", EDITOR="", VISUAL="")
    assert done == Dialogue(1, "", "gcmtrack: no editor is set; set EDITOR, as in: export EDITOR=nano\n")


# A person answers.

ANSWERS = [
    ("Title, in the original language:", "WIMN on the agreed Compact"),
    ("Kind [statement]:", "1"),
    ("2018):", "13 de julio de 2018"),
    ("Issued by", "women in migration network"),
    ("In whose name, if not their own (enter for none):", ""),
    ("Cosigned by (parted by commas) (enter for none):", ""),
    ("Milestone that it answers (enter for none):", "1"),
    ("Languages, the original first (enter for none):", "en"),
    ("Stance, only where the text shows it (enter for none):", ""),
    ("Objectives, 1 to 23 (? lists them) (enter for none):", ""),
    ("Topics (? lists those in use) (enter for none):", ""),
    ("Summary, in your own words (enter for none):", ""),
    ("Speaker, where a source names one (enter for none):", ""),
    ("Link to the text (enter for none):", "https://wimn.example/gcm"),
    ("Source: title of the page where you saw it:", "WIMN: news"),
    ("Source: its address (enter when it is the link):", "https://wimn.example/news"),
]
WRITE = ("Write it? [Y/n]", "")


IN_SPANISH = [
    ("Título, en el idioma original:", "WIMN on the agreed Compact"),
    ("Clase [statement]:", "1"),
    ("2018):", "13 de julio de 2018"),
]


def test_the_questions_are_in_the_language_asked_for(records: Path, dialogue: Talk) -> None:
    answers = [*IN_SPANISH, ("Emitida por", "women in migration network"), ("(Intro si no hay):", CTRL_C)]
    screen = dialogue(answers, "add-statement", "--in", "es", *TODAY).screen
    words = " ".join(screen.split())
    assert "Intro toma lo que está entre corchetes, < vuelve atrás" in words
    assert "1 declaración statement" in words
    assert "= 2018-07-13 (13 de julio de 2018)" in words


def test_answers_alone_give_the_same_file(records: Path, dialogue: Talk) -> None:
    done = dialogue([*ANSWERS, WRITE], "add-statement", *TODAY)
    assert (done.code, done.out) == (0, f"{PATH}\n")
    assert (records / "statements" / f"{ID}.toml").read_text() == MADE
    assert "   1 statement             5 explanation-of-vote   9 brief\n" in done.screen
    assert "  1 13 July 2018: Final draft  final-draft\n" in done.screen
    assert "  = 2018-07-13 (13 July 2018)\n" in done.screen
    assert "  = wimn\n" in done.screen
    assert all(len(line) <= 80 for line in done.screen.splitlines() if line.startswith("  "))


def test_options_and_answers_may_be_mixed(records: Path, dialogue: Talk) -> None:
    given = (
        "--org",
        "wimn",
        "--date",
        "2018-07-13",
        "--milestone",
        "final-draft",
        "--link",
        "https://wimn.example/gcm",
    )
    asked = [answer for answer in ANSWERS if answer[0] not in ("2018):", "Issued by", "Milestone that it answers (enter for none):", "Link to the text (enter for none):") and not answer[0].startswith("Issued")]  # fmt: skip
    done = dialogue([*asked, WRITE], "add-statement", *given, *TODAY)
    assert (done.code, done.out) == (0, f"{PATH}\n")
    assert (records / "statements" / f"{ID}.toml").read_text() == MADE


def test_nothing_is_asked_when_nothing_needed_is_missing(records: Path, dialogue: Talk) -> None:
    assert dialogue([], *IN_SCRIPT, *TODAY) == Dialogue(0, f"{PATH}\n", "")


def test_what_was_entered_last_today_is_offered(records: Path, dialogue: Talk) -> None:
    today = statement(
        "s", organisations=["nnirr", "wimn"], date="2018-07", languages=["es"], added="2026-11-22"
    )
    (records / "statements" / "s.toml").write_text(toml_text.render(today))
    answers = [
        ANSWERS[0],
        ANSWERS[1],
        ("2018) [2018-07]:", ""),
        ("commas) [nnirr, wimn]:", ""),
        *ANSWERS[4:7],
        ("first (- for none) [es]:", ""),
        *ANSWERS[8:],
    ]
    done = dialogue(answers, "add-statement", "--dry-run", *TODAY)
    table = toml_text.parse(done.out)
    assert (table["date"], table["organisations"], table["languages"]) == (
        "2018-07",
        ["nnirr", "wimn"],
        ["es"],
    )


@pytest.mark.parametrize("added_on", ["2026-11-21", None])
def test_what_somebody_else_entered_is_nobodys_answer(
    added_on: str | None, records: Path, dialogue: Talk
) -> None:
    """After `init`, a clone or a pull every file is new; none of them says what this person wants to enter."""
    other = statement(
        "s", organisations=["nnirr"], date="2018-07", **({"added": added_on} if added_on else {})
    )
    (records / "statements" / "s.toml").write_text(toml_text.render(other))
    answers = [
        *ANSWERS[:2],
        ("2018): ", ""),
        ("this one is needed", "2017"),
        ("commas): ", ""),
        ("commas): ", CTRL_C),
    ]
    assert dialogue(answers, "add-statement", *TODAY).code == 1


def test_a_wrong_answer_is_asked_again(records: Path, dialogue: Talk) -> None:
    wrong = [
        ("Title", ""),
        ("this one is needed", ""),
        *ANSWERS[:1],
        ("Kind", "press-relese"),
        ("did you mean 'press-release'?", "press"),
        ("2018):", "10/12/2018"),
        ("can be read two ways; write 2018-12-10 or 2018-10-12", "Febuary 2018"),
        ("did you mean\n  'february'?".replace("\n", "\r\n"), "July 2018"),
        ("Issued by", "Womens Migration Network"),
        ("Do you mean 'wimn'", "y"),
        *ANSWERS[4:7],
        ("Languages", "klingon"),
        ("unknown language 'klingon'", "es, french"),
        *ANSWERS[8:13],
        ("Link", "wimn.example/gcm"),
        ("as in https://wimn.example/gcm", "https://wimn.example/gcm"),
        ("Source: title", "https://wimn.example/news"),
        ("is an address; the title", "WIMN: news"),
        *ANSWERS[15:],
    ]
    done = dialogue(wrong, "add-statement", "--dry-run", *TODAY)
    table = toml_text.parse(done.out)
    assert (table["kind"], table["date"], table["languages"]) == ("press-release", "2018-07", ["es", "fr"])
    assert (done.code, added(records)) == (0, set())


def test_an_unknown_organisation_can_be_added_on_the_way(records: Path, dialogue: Talk) -> None:
    answers = [
        *ANSWERS[:3],
        ("Issued by", "Bloque Latinoamericano, wimn"),
        ("Add 'Bloque Latinoamericano' as a new organisation now? [y/N]:", "y"),
        ("Acronym", ""),
        ("Type [civil-society]:", ""),
        ("Country", ""),
        ("Its site", "https://bloque.example"),
        ("Member of", ""),
        ("Source: title", ""),
        ("Source: its address", ""),
        ("will be written too", ""),
        *ANSWERS[5:],
        WRITE,
    ]
    done = dialogue(answers, "add-statement", *TODAY)
    path = "statements/bloque-latinoamericano-2018-07-13-wimn-agreed-compact.toml"
    assert (done.code, done.out) == (0, f"records/{path}\n")
    assert added(records) == {path, "organisations/bloque-latinoamericano.toml"}
    assert done.screen.endswith("gcmtrack: added records/organisations/bloque-latinoamericano.toml\n")
    assert 'organisations = ["bloque-latinoamericano", "wimn"]' in (records / path).read_text()


def test_all_on_the_terminal_is_the_same(records: Path, dialogue: Talk) -> None:
    """As people mostly call it: standard output is the terminal too, and lines can be edited."""
    done = dialogue([*ANSWERS, WRITE], "add-statement", *TODAY, piped=False)
    assert done.code == 0
    assert done.screen.endswith(f"\n{PATH}\n")
    assert (records / "statements" / f"{ID}.toml").read_text() == MADE


@pytest.mark.parametrize("option", ["--title", "--org", "--source-title", "--link"])
def test_bytes_that_are_no_text_are_refused(option: str, records: Path, run_subprocess: Run) -> None:
    args = list(IN_SCRIPT)
    args[args.index(option) + 1] = "https://e.example/\udcff"
    done = run_subprocess(*args, *TODAY)
    assert (done.code, done.out, added(records)) == (2, "", set())
    assert done.err.startswith(
        f"gcmtrack: {option}: 'https://e.example/\ufffd' is not UTF-8; set the terminal to UTF-8"
    )


def draft_of(screen: str) -> tuple[list[str], str]:
    """The command that goes on from the kept answers, without the name of the program, and the file of the answers."""
    program, *words = shlex.split(screen.rstrip("\n").rpartition("; go on with: ")[2].replace("\n", ""))
    assert program == "gcmtrack"
    return words, Path(words[words.index("--draft") + 1]).read_text()


def test_ctrl_c_before_any_answer_keeps_nothing(records: Path, dialogue: Talk) -> None:
    done = dialogue([(ANSWERS[0][0], CTRL_C)], "add-statement", *TODAY)
    assert (done.code, done.out) == (1, "")
    assert done.screen.endswith("\ngcmtrack: stopped; nothing was written\n")
    assert added(records) == set()


@pytest.mark.parametrize("after", [1, 3, 6, 15, 16])
def test_ctrl_c_keeps_the_answers(after: int, records: Path, dialogue: Talk, tmp_path: Path) -> None:
    answers = [*ANSWERS, WRITE]
    done = dialogue(
        [*answers[:after], (answers[after][0], CTRL_C)], "add-statement", *TODAY, TMPDIR=str(tmp_path)
    )
    assert (done.code, done.out) == (1, "")
    assert (
        "\ngcmtrack: stopped; nothing was written; go on with: gcmtrack add-statement --draft " in done.screen
    )
    assert added(records) == set()
    words, draft = draft_of(done.screen)
    assert draft.startswith(
        '# Answers for a new statement; what is missing is asked.\ntitle = "WIMN on the agreed'
    )
    resumed = dialogue(answers[after:], *words)
    assert (resumed.code, resumed.out) == (0, f"{PATH}\n")
    assert (records / "statements" / f"{ID}.toml").read_text() == MADE


def test_options_too_are_kept_and_given_again(records: Path, dialogue: Talk, tmp_path: Path) -> None:
    given = (
        "--date",
        "yesterday",
        "--id",
        "ours",
        "--objective",
        "7",
        "--objective",
        "8",
        "--today",
        "2026-11-22",
    )
    done = dialogue([ANSWERS[0], ("Kind", CTRL_C)], "add-statement", *given, TMPDIR=str(tmp_path))
    words, draft = draft_of(done.screen)
    assert draft == (
        "# Answers for a new statement; what is missing is asked.\n"
        'date = "2026-11-21"\nobjective = ["7", "8"]\ntitle = "WIMN on the agreed Compact"\n'
    )
    assert words[3:] == ["--id", "ours", "--today", "2026-11-22"]


def test_a_draft_that_is_none_is_told(records: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "draft.toml"
    file.write_text('titel = "A"\n')
    told = "gcmtrack: {0}: unknown option 'titel', did you mean 'title'?\n"
    assert run("add-statement", "--draft", file) == Result(2, "", told.format(file))
    file.write_text("title = 1\n")
    assert (
        run("add-statement", "--draft", file).err
        == f"gcmtrack: {file}: 'title' is written as one text, as in title = \"...\"\n"
    )
    file.write_text("title =\n")
    assert run("add-statement", "--draft", file).err.startswith(f"gcmtrack: {file}:1: ")
    assert (
        run("add-statement", "--draft", "nowhere").err
        == "gcmtrack: cannot read 'nowhere': No such file or directory\n"
    )


def test_one_can_go_back(records: Path, dialogue: Talk) -> None:
    """What was answered before stands in brackets; "-" takes it out where it is not needed."""
    answers = [
        (ANSWERS[0][0], "<"),
        ("there is no question before this one", ""),
        *ANSWERS[:3],
        ("Issued by", "nnirr"),
        ("In whose name", "wimn"),
        ("Cosigned by", "back"),
        ("In whose name, if not their own (- for none) [wimn]:", "<"),
        ("commas) [nnirr]:", "wimn"),
        ("In whose name, if not their own (- for none) [wimn]:", "-"),
        *ANSWERS[5:],
        ("Write it? [Y/n] (", "<"),
        ("Source: its address (- for none) [https://wimn.example/news]:", ""),
        ("Write it?", "what"),
        ("answer y, yes, <, n or no", "y"),
    ]
    done = dialogue(answers, "add-statement", *TODAY, EDITOR="", VISUAL="")
    assert (done.code, done.out) == (0, f"{PATH}\n")
    assert (records / "statements" / f"{ID}.toml").read_text() == MADE


def test_a_last_look_shows_the_file(records: Path, dialogue: Talk, tmp_path: Path) -> None:
    variables = use_editor(tmp_path, """sed -i 's/^kind.*/kind = "remarks"/' "$1" """)
    done = dialogue([*ANSWERS, ("e opens it", "e")], "add-statement", *TODAY, **variables)
    shown = "".join(f"    {line}".rstrip() + "\n" for line in MADE.splitlines())
    assert (
        f"  statements/{ID}.toml:\n{shown}Write it? [Y/n] (e opens it in your editor, < goes back"
        in done.screen
    )
    assert (records / "statements" / f"{ID}.toml").read_text() == MADE.replace(
        'kind = "statement"', 'kind = "remarks"'
    )


@pytest.mark.parametrize("piped", [True, False])
@pytest.mark.parametrize("end", ["", "\n"])
def test_what_is_pasted_together_is_one_answer(piped: bool, end: str, records: Path, dialogue: Talk) -> None:
    pasted = ("Summary", f"First paragraph.\r\r\nSecond, much longer paragraph.{end}")
    signed = ("Cosigned by", "wimn\nnnirr")
    answers = [*ANSWERS[:5], signed, *ANSWERS[6:11], pasted, *ANSWERS[12:], WRITE]
    assert dialogue(answers, "add-statement", *TODAY, piped=piped).code == 0
    table = toml_text.parse((records / "statements" / f"{ID}.toml").read_text())
    assert table["summary"] == "First paragraph. Second, much longer paragraph."
    assert table["cosigners"] == ["nnirr", "wimn"]
    assert "speaker" not in table


def test_a_twin_is_told_at_once(records: Path, dialogue: Talk) -> None:
    answers = [
        ("Name", "women in MIGRATION network"),
        ("the same organisation is there already: wimn", ""),
        ("Name:", CTRL_C),
    ]
    assert dialogue(answers, "add-organisation", *TODAY).code == 1
    (records / "statements" / "zz.toml").write_text(toml_text.render(statement("zz", title=ANSWERS[0][1])))
    told = "the same statement is there already: zz (13 July 2018: WIMN on the agreed\r\n  Compact)"
    answers = [*ANSWERS[:4], (told, "nnirr"), *ANSWERS[4:]]
    assert dialogue(answers, "add-statement", "--dry-run", *TODAY).code == 0


@pytest.mark.parametrize("answer", ["y", "n"])
def test_the_same_act_is_asked_about(answer: str, records: Path, dialogue: Talk) -> None:
    (records / "statements" / "zz.toml").write_text(
        toml_text.render(statement("zz", title="Other", milestone="final-draft"))
    )
    answers = [*ANSWERS[:7], ("Is yours another text? [y/N]:", answer)]
    answers += ANSWERS[7:] if answer == "y" else [("there already: zz", ""), *ANSWERS[7:]]
    done = dialogue(answers, "add-statement", "--dry-run", *TODAY)
    assert ("milestone" in toml_text.parse(done.out)) == (answer == "y")


def test_a_question_mark_lists(records: Path, dialogue: Talk) -> None:
    answers = [*ANSWERS[:9], ("Objectives", "?"), ("give one, or several", "7, 8"), *ANSWERS[10:]]
    done = dialogue(answers, "add-statement", "--dry-run", *TODAY)
    assert "\n  7  Address and reduce vulnerabilities in migration\n" in done.screen
    assert toml_text.parse(done.out)["objectives"] == [7, 8]


def test_stopping_after_an_organisation_was_added_on_the_way_writes_neither(
    records: Path, dialogue: Talk
) -> None:
    answers = [
        *ANSWERS[:3],
        ("Issued by", "Bloque"),
        ("now? [y/N]:", "y"),
        ("Acronym", ""),
        ("Type", ""),
        ("Country", ""),
        ("Its site", "https://bloque.example"),
        ("Member of", ""),
        ("Source: title", ""),
        ("Source: its address", ""),
        ("In whose name", CTRL_C),
    ]
    done = dialogue(answers, "add-statement", *TODAY)
    assert (done.code, done.out) == (1, "")
    assert added(records) == set()


@pytest.mark.parametrize("way", ["n", CTRL_C])
def test_what_a_person_answered_is_kept_when_it_is_refused(
    way: str, records: Path, dialogue: Talk, tmp_path: Path
) -> None:
    answers = [*ANSWERS[:2], ("2018):", "12 July 2018"), *ANSWERS[3:], ("What now? [<] (", way)]
    done = dialogue(answers, "add-statement", *TODAY, TMPDIR=str(tmp_path), EDITOR="", VISUAL="")
    assert (done.code, done.out, added(records)) == (1, "", set())
    assert "a statement on a text cannot be of 12 July 2018, before 'final-draft' (13 July" in done.screen
    words, _ = draft_of(done.screen)
    assert words[0] == "add-statement"


def test_a_source_without_address_is_asked_for_its_place(records: Path, dialogue: Talk) -> None:
    answers = [
        *ANSWERS[:13],
        ("Link", ""),
        ("Source: title", "A book"),
        ("Source: its address (enter for none)", ""),
        ("Source: page or place", "page 3"),
    ]
    table = toml_text.parse(dialogue(answers, "add-statement", "--dry-run", *TODAY).out)
    assert table["sources"] == [{"title": "A book", "locator": "page 3"}]


def test_the_types_offered_go_with_the_kind(records: Path, dialogue: Talk) -> None:
    answers = [("Title", "T"), ("Kind", "deadline"), ("Type", "3"), ("Phase", CTRL_C)]
    done = dialogue(answers, "add-milestone")
    assert "3 input-deadline" in done.screen
    assert "negotiation-round" not in done.screen


# With the editor.


def use_editor(tmp_path: Path, script: str) -> dict[str, str]:
    file = tmp_path / "editor.sh"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    (tmp_path / "copies").mkdir(exist_ok=True)
    return {"EDITOR": str(file), "VISUAL": "", "TMPDIR": str(tmp_path / "copies")}


def test_edit_opens_the_file_before_it_is_saved(records: Path, run_subprocess: Run, tmp_path: Path) -> None:
    variables = use_editor(tmp_path, """sed -i 's/^kind.*/kind = "remarks"/' "$1"; echo '# mine' >> "$1" """)
    assert run_subprocess(*IN_SCRIPT, *TODAY, "--edit", **variables) == Result(0, f"{PATH}\n", "")
    text = (records / "statements" / f"{ID}.toml").read_text()
    assert text == MADE.replace('kind = "statement"', 'kind = "remarks"') + "# mine\n"
    assert list((tmp_path / "copies").iterdir()) == []


def test_what_the_editor_left_wrong_is_offered_again(records: Path, dialogue: Talk, tmp_path: Path) -> None:
    """The first time the script writes an unknown kind, the second time a good one."""
    script = """if grep -q remarcs "$1"; then sed -i s/remarcs/remarks/ "$1"; else sed -i '2s/.*/kind = "remarcs"/' "$1"; fi"""
    again = [("unknown kind 'remarcs', did you mean 'remarks'?", ""), ("Edit it again? [Y/n]:", "")][1:]
    done = dialogue(again, *IN_SCRIPT, *TODAY, "--edit", **use_editor(tmp_path, script))
    assert (done.code, done.out) == (0, f"{PATH}\n")
    assert "unknown kind 'remarcs', did you mean 'remarks'?" in done.screen
    assert 'kind = "remarks"' in (records / "statements" / f"{ID}.toml").read_text()


@pytest.mark.parametrize("answer", ["n", CTRL_C])
def test_who_gives_up_finds_the_text_again(
    answer: str, records: Path, dialogue: Talk, tmp_path: Path
) -> None:
    variables = use_editor(tmp_path, """sed -i 's/^kind.*/kind = "remarcs"/' "$1" """)
    done = dialogue([("Edit it again? [Y/n]:", answer)], *IN_SCRIPT, *TODAY, "--edit", **variables)
    assert (done.code, done.out, added(records)) == (1, "", set())
    (copy,) = (tmp_path / "copies").rglob("*.toml")
    assert done.screen.endswith(f"your text is kept in {copy}\n")
    assert 'kind = "remarcs"' in copy.read_text()


def test_an_editor_that_fails_writes_nothing(records: Path, run_subprocess: Run, tmp_path: Path) -> None:
    done = run_subprocess(*IN_SCRIPT, *TODAY, "--edit", **use_editor(tmp_path, "exit 1"))
    (copy,) = (tmp_path / "copies").rglob("*.toml")
    assert done == Result(
        1, "", f"gcmtrack: the editor ended with an error (1); nothing was changed, its copy is {copy}\n"
    )
    assert added(records) == set()


def test_what_an_editor_leaves_behind_does_not_cost_the_record(
    records: Path, run_subprocess: Run, tmp_path: Path
) -> None:
    """Here the folder of the copy is a link in the end, which cannot be removed like a folder."""
    script = """d=$(dirname "$1"); mv "$d" "$d.moved"; ln -s "$d.moved" "$d"; sed -i 's/^kind.*/kind = "remarks"/' "$1" """
    done = run_subprocess(*IN_SCRIPT, *TODAY, "--edit", **use_editor(tmp_path, script))
    assert done == Result(0, f"{PATH}\n", "")
    assert 'kind = "remarks"' in (records / "statements" / f"{ID}.toml").read_text()


@pytest.mark.parametrize(("piped", "locale"), [(True, "C"), (True, "C.UTF-8"), (False, "C.UTF-8")])
def test_a_byte_that_is_no_text_is_no_answer_to_edit_it_again(
    piped: bool, locale: str, records: Path, dialogue: Talk, tmp_path: Path
) -> None:
    variables = use_editor(tmp_path, """sed -i 's/^kind.*/kind = "remarcs"/' "$1" """)
    answers = [("Edit it again? [Y/n]:", "\udcff"), ("set the terminal to UTF-8", "n")]
    done = dialogue(answers, *IN_SCRIPT, *TODAY, "--edit", piped=piped, LC_ALL=locale, **variables)
    (copy,) = (tmp_path / "copies").rglob("*.toml")
    assert done.code == 1
    assert done.screen.endswith(f"your text is kept in {copy}\n")
    assert "Traceback" not in done.screen


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_a_byte_that_is_no_text_is_no_answer(locale: str, records: Path, dialogue: Talk) -> None:
    answers = [("Title", "a\udcff"), ("set the terminal to UTF-8", "Ours"), ("Kind", CTRL_C)]
    done = dialogue(answers, "add-statement", *TODAY, LC_ALL=locale)
    assert 'title = "Ours"\n' in draft_of(done.screen)[1]


def test_the_path_of_an_editor_may_have_spaces(records: Path, run_subprocess: Run, tmp_path: Path) -> None:
    variables = use_editor(tmp_path, """echo '# mine' >> "$1" """)
    place = tmp_path / "my editor.sh"
    (tmp_path / "editor.sh").rename(place)
    for editor in (str(place), f"'{place}'", f"sh '{place}'"):
        done = run_subprocess(*IN_SCRIPT, *TODAY, "--edit", "--dry-run", **{**variables, "EDITOR": editor})
        assert (done.code, done.err) == (0, f"gcmtrack: {PATH} would be written\n"), editor


def test_an_option_that_is_wrong_is_told_before_anything_is_asked(records: Path, dialogue: Talk) -> None:
    done = dialogue([], "add-statement", "--kind", "statment", "--objective", "24", *TODAY)
    assert done == Dialogue(
        2,
        "",
        "gcmtrack: --kind: unknown kind 'statment', did you mean 'statement'?;"
        " --objective: there is no objective '24'; the Compact has objectives 1 to 23\n",
    )


def test_a_link_goes_with_what_is_said_of_it(records: Path, run: Run) -> None:
    args = [word for word in IN_SCRIPT if word not in ("--link", "https://wimn.example/gcm")]
    assert run(*args, "--link-format", "PDF", *TODAY) == Result(
        2, "", "gcmtrack: --link-format and --at speak of a link; give --link too\n"
    )
    assert run(*args, "--link-format", "word", *TODAY) == Result(
        2,
        "",
        "gcmtrack: --link-format: unknown format 'word'; use audio, docx, html, image, pdf, text or video\n",
    )


def test_a_statement_of_nobody_does_not_stop_the_next(records: Path, dialogue: Talk) -> None:
    (records / "statements" / "s.toml").write_text(
        MADE.replace('organisations = ["wimn"]', "organisations = []")
    )
    done = dialogue([("Title", CTRL_C)], "add-statement", *TODAY)
    assert done.screen.endswith("\ngcmtrack: stopped; nothing was written\n")


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_asks_for_options_that_it_has(form: Form) -> None:
    options = [row.option for row in form.rows]
    assert len(set(options)) == len(options)
    assert set(form.asks) <= set(options)
    asked = [row for row in form.rows if row.option in form.asks or row.required or row.needed]
    assert [row.option for row in asked if not row.question] == []
    assert {row.option for row in form.rows if row.required} <= set(form.asks)


def test_a_dry_run_names_the_file_that_would_be_made(records: Path, run: Run) -> None:
    """Where the id is taken, the next one; it named the file of another record."""
    asked = (
        "--name",
        "Women in Mining",
        "--acronym",
        "WIMN",
        "--type",
        "civil-society",
        "--url",
        "https://mining.example",
    )
    tried = run("add-organisation", *asked, "--dry-run", *TODAY)
    made = run("add-organisation", *asked, *TODAY)
    assert made.out == "records/organisations/wimn-2.toml\n"
    assert tried.err == "gcmtrack: records/organisations/wimn-2.toml would be written\n"


@pytest.mark.parametrize(
    "name", ["The Women in Migration Network", "women in migration network", "Women-in-Migration Network"]
)
def test_an_article_makes_no_other_organisation(name: str, folder: Maker, run: Run) -> None:
    folder(organisation("wimn", name="Women in Migration Network"))
    done = run("add-organisation", "--name", name, "--type", "civil-society", "--url", "https://w.example")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("gcmtrack: the same organisation is there already: wimn")
