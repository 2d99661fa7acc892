"""Pages of one's own: what a template sees, what it may not do, and the examples of the docs."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import milestone, organisation, statement
from conftest import SHIPPED, FolderMaker, Result, environment

Run = Callable[..., Result]
DOCS = SHIPPED.parent / "docs" / "formats.md"

WIMN = organisation("wimn", acronym="WIMN")
FORUM = milestone(
    "forum",
    title="Forum <&>",
    date="2030-05-06/2030-05-09",
    organisers=["wimn"],
    links=[{"url": "https://e.org/?a=1&b=2"}],
)
TEXT = milestone("text", title="Texte", titles={"en": "A text"}, kind="document", symbol="A/72/643")
PAGE = statement(title="100% & more_", milestone="forum")


@pytest.fixture
def fill(folder: FolderMaker, run: Run, tmp_path: Path) -> Callable[..., Result]:
    """Fills a template of that text, in a file of that name."""
    where = folder(WIMN, FORUM, TEXT, PAGE)

    def call(text: str, name: str = "page.j2", *options: object) -> Result:
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        return run("export", "--template", name, *options, "--today", "2026-11-22", "--records", where)

    return call


Fill = Callable[..., Result]


def test_what_a_template_sees(fill: Fill) -> None:
    done = fill(
        "{{ version }} {{ today.words }}\n"
        "{% for m in upcoming %}\n"
        "{{ m.date.words }}: {{ m.title }}, {{ m.organisers | names | join(', ') }} {{ m | address }} {{ m.state }}\n"
        "{% endfor %}\n"
        "{{ past | length }} {{ ongoing | length }} {{ documents[0].id }} {{ documents[0] | title_of }}\n"
        "{{ statements | map(attribute='title') | join }} {{ (statements[0].milestone | record).title }}\n"
        "{{ 'text' | cite }} {{ documents[0] | cite('oscola', 'para 3') }}\n"
        "{{ organisations | map(attribute='acronym') | list }}\n"
    )
    assert (done.code, done.err) == (
        0,
        "gcmtrack: 2 milestones, 1 statement and 1 organisation, as of 2026-11-22\n",
    )
    assert done.out == (
        "1 22 November 2026\n"
        "6–9 May 2030: Forum <&>, Women in Migration Network https://e.org/?a=1&b=2 upcoming\n"
        "0 0 text Texte (A text)\n"
        "100% & more_ Forum <&>\n"
        "A text (A/72/643) ‘A text’ (13 July 2018) UN Doc A/72/643, para 3\n"
        "['WIMN']\n"
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("page.html.j2", "Forum &lt;&amp;&gt; https://e.org/?a=1&amp;b=2"),
        ("page.HTM.jinja", "Forum &lt;&amp;&gt; https://e.org/?a=1&amp;b=2"),
        ("feed.xml", "Forum &lt;&amp;&gt; https://e.org/?a=1&amp;b=2"),
        ("page.txt.j2", "Forum <&> https://e.org/?a=1&b=2"),
        ("page.tex", "Forum <&> https://e.org/?a=1&b=2"),
    ],
)
def test_text_is_escaped_by_the_ending(name: str, expected: str, fill: Fill) -> None:
    assert fill("{{ upcoming[0].title }} {{ upcoming[0] | address }}", name).out == expected


def test_text_for_tex_and_markdown(fill: Fill) -> None:
    assert fill("{{ statements[0].title | latex }}").out == r"100\% \& more\_"
    assert fill("{{ '*a* <b>' | markdown }}").out == r"\*a\* &lt;b&gt;"


def test_filters_and_kinds_hold(fill: Fill) -> None:
    text = "{{ milestones | map(attribute='id') | list }} {{ statements | length }}"
    assert fill(text, "page.j2", "--kind", "document").out == "['text'] 0"
    assert fill(text, "page.j2", "--only", "milestones").out == "['text', 'forum'] 0"


def test_slices(fill: Fill) -> None:
    assert fill("{{ milestones[:1] | map(attribute='id') | join }}{{ milestones[-1].id }}").out == "textforum"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n\n{% for m in %}", "page.j2:3: Expected an expression, got 'end of statement block'"),
        ("\n{{ nothing.x }}", "page.j2:2: 'nothing' is undefined"),
        ("\n{{ milestones[0].titel }}", "page.j2:2: 'dict object' has no attribute 'titel'"),
        ("\n{{ 1 / 0 }}", "page.j2:2: division by zero"),
        ("{{ 'nowhere' | cite }}", "page.j2:1: no record has the id 'nowhere'"),
        (
            "{{ 'text' | cite('mla') }}",
            "page.j2:1: unknown style 'mla'; use apa, bluebook, chicago, oscola or un",
        ),
        ("{{ 'text' | sing }}", "page.j2:1: No filter named 'sing'."),
    ],
)
def test_what_is_wrong_in_a_template_is_told_with_its_line(text: str, expected: str, fill: Fill) -> None:
    done = fill(text)
    assert (done.code, done.out, done.err) == (2, "", f"gcmtrack: {expected}\n")


SECRET = "the secret of this test"
HOSTILE = (
    "{% include 'secret.txt' %}",
    "{% import 'secret.txt' as s %}{{ s }}",
    "{% extends 'secret.txt' %}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''|attr('__class__') }}{{ (''|attr('__class__')).__mro__ }}",
    "{{ cycler.__init__.__globals__.os.popen('touch run').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('touch run').read() }}",
    "{{ self.__init__.__globals__.__builtins__.open('secret.txt').read() }}",
    "{{ milestones.__init__.__globals__ }}",
    "{{ milestones._shape.func.__globals__ }}",
    "{{ milestones._chosen[0].__class__ }}",
    "{{ ('text'|cite).__class__.__base__ }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(milestones) }}",
    "{{ '%s' | format(milestones.__class__.__init__.__globals__) }}",
    "{{ ''.join.__self__.__class__ }}",
    "{% set x = milestones[0].update({'title': 'changed'}) %}",
    "{% macro m() %}{{ caller.__class__.__mro__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{{ range.__class__('x') }}",
    "{{ config }}{{ request.application.__globals__ }}",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_template_reads_no_file_and_runs_nothing(text: str, fill: Fill, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    done = fill(text)
    assert done.code == 2
    assert done.out == ""
    assert SECRET not in done.err
    assert re.fullmatch(r"gcmtrack: page\.j2:1: .+\n", done.err)
    assert not (tmp_path / "run").exists()


def test_a_template_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bytes.j2").write_bytes(b"\xff\xfe")
    done = run("export", "--template", "bytes.j2", "--records", SHIPPED)
    assert (done.code, done.err) == (2, "gcmtrack: 'bytes.j2' is no text in UTF-8\n")
    done = run("export", "--template", "none.j2", "--records", SHIPPED)
    assert (done.code, done.err) == (2, "gcmtrack: cannot read 'none.j2': No such file or directory\n")
    done = run("export", "--format", "template", "--records", SHIPPED)
    assert (done.code, done.err) == (
        2,
        (
            "gcmtrack: --format template wants a template, as in: gcmtrack export"
            f" --records {SHIPPED} --template page.html.j2 -o page.html\n"
        ),
    )


def examples() -> list[tuple[str, str]]:
    """The templates in the docs, each after the name of its file."""
    text = DOCS.read_text(encoding="utf-8")
    return re.findall(r"`([\w.-]+\.j2)`[^\n]*\n\n```[\w+]+\n(.*?)```", text, re.DOTALL)


def test_the_docs_have_three_examples() -> None:
    assert [name for name, _ in examples()] == ["newsletter.html.j2", "sessions.tex.j2", "briefing.txt.j2"]


@pytest.mark.parametrize("name", ["newsletter.html.j2", "sessions.tex.j2", "briefing.txt.j2"])
def test_the_examples_of_the_docs_work(name: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / name).write_text(dict(examples())[name], encoding="utf-8")
    done = run("export", "--template", name, "--today", "2026-11-22", "--records", SHIPPED)
    assert done.code == 0, done.err
    assert "International Migrants Day 2026" in done.out or "thematic session" in done.out
    assert "{{" not in done.out
    assert "undefined" not in done.out.lower()


# However many records there are, an export fits into little memory.

# Not getrusage: its peak is inherited from the process of the tests, which may be larger by far.
MEMORY = """
import sys
from gcmtrack.cli.app import main
try:
    main(sys.argv[1:])
finally:
    with open("/proc/self/status") as status:
        peak = next(line.split()[1] for line in status if line.startswith("VmHWM:"))
    print(int(peak) // 1024, file=sys.stderr)
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """10,000 records, made by the benchmark."""
    folder = tmp_path_factory.mktemp("large")
    program = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2]);"
        " from entries import made; made(10_000, Path(sys.argv[1]), write=True)"
    )
    benchmarks = SHIPPED.parent / "benchmarks"
    subprocess.run([sys.executable, "-c", program, str(folder), str(benchmarks)], check=True)
    return folder / "records"


@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux tells it")
@pytest.mark.parametrize("name", ["json", "xlsx", "sqlite", "template"])
def test_an_export_of_ten_thousand_records_stays_small(name: str, large: Path, tmp_path: Path) -> None:
    template = tmp_path / "all.txt.j2"
    template.write_text("{% for s in statements %}{{ s | cite }}\n{% endfor %}")
    options = ["--template", str(template)] if name == "template" else ["--format", name]
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            MEMORY,
            "export",
            *options,
            "-o",
            str(tmp_path / "out"),
            "--records",
            str(large),
        ],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stderr.split()[-1]) < 300
