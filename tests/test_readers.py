"""Other people's programs take what is exported: each test is skipped where its program is not installed."""

import csv
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from builders import milestone, organisation
from conftest import SHIPPED, FolderMaker, Result
from gcmtrack.formats import icalendar_events
from gcmtrack.model.collection import Records
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.printable import visible
from gcmtrack.store.load import load
from gcmtrack.views.events import EVENT_KINDS
from gcmtrack.wording import wording_of

Run = Callable[..., Result]
ROOT = SHIPPED.parent
HOSTILE = (
    "a | b * c <script>alert(1)</script> ]](javascript:alert(1)) `x` &copy; ![i](j) [^1] <!-- c --> "
    "https://e.org/ www.e.org \u202egpj \u200f 👩‍👩‍👧 \r\n# h\n- l\n\n    code \\ " + "é" * 5000
)


# Programs that pip installed stand beside the Python that runs the tests, also where nobody activated its environment.
PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))


def found(program: str) -> str | None:
    return shutil.which(program, path=PATH)


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(found(program) is None, reason=f"needs {program}")


def call(*command: object, **environment: str) -> str:
    """Returns what a program printed; fails with its words when it does."""
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        timeout=900,
        check=False,
        env={**os.environ, "PATH": PATH, **environment},
    )
    said = done.stdout.decode() + done.stderr.decode()
    assert done.returncode == 0, said
    return done.stdout.decode()


@pytest.fixture(scope="module")
def shipped() -> Records:
    return load(SHIPPED).records


@pytest.fixture
def export(run: Run, tmp_path: Path) -> Callable[..., Path]:
    """Writes an export of the shipped records, or of `where`, to a file."""

    def write(name: str, *options: object, where: Path = SHIPPED) -> Path:
        path = tmp_path / name
        assert run("export", "-o", path, *options, "--records", where).code == 0
        return path

    return write


# CSV


def spreadsheet(path: Path, separator: str, target: Path) -> list[dict[str, str]]:
    """Opens a table in LibreOffice, saves it as a spreadsheet, and returns what the cells then show."""
    profile = f"-env:UserInstallation=file://{target / 'profile'}"
    # Separator, quotation mark, UTF-8, from line 1, each column as LibreOffice would on its own.
    reading = f"--infilter=CSV:{ord(separator)},34,76,1"
    office = ("soffice", profile, "--headless")
    call(*office, reading, "--convert-to", "ods", "--outdir", target, path, HOME=str(target))
    shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    call(
        *office,
        "--convert-to",
        shown,
        "--outdir",
        target / "back",
        target / f"{path.stem}.ods",
        HOME=str(target),
    )
    text = (target / "back" / f"{path.stem}.csv").read_text(encoding="utf-8")
    csv.field_size_limit(2**31 - 1)
    return list(csv.DictReader(io.StringIO(text, newline="")))


@needs("soffice")
@pytest.mark.parametrize(("excel", "separator"), [(None, ","), ("fr", ";")])
def test_libreoffice_keeps_accents_and_dates(
    excel: str | None, separator: str, export: Callable[..., Path], shipped: Records, tmp_path: Path
) -> None:
    options = ("--excel", excel) if excel else ()
    path = export("list.csv", "--only", "milestones", *options)
    rows = spreadsheet(path, separator, tmp_path)
    wording = wording_of(excel or "en")
    heads = wording.of_group("csv-column") if excel else {}
    rows = [
        {name: row[heads.get(name, name)] for name in ("id", "title", "city", "start", "end", "edtf", "when")}
        for row in rows
    ]
    assert [row["id"] for row in rows] == list(shipped.milestones)
    for row in rows:
        record = shipped.milestones[row["id"]]
        assert row["title"] == record.title
        assert row["city"] == (record.city or "")
        assert row["start"] == record.date.first.isoformat()
        assert row["end"] == ("" if record.date.open else record.date.last.isoformat())
        assert row["edtf"] == (str(record.date) if record.date.is_range else f"{record.date}/{record.date}")
        assert wording.date(record.date) in row["when"]


@needs("soffice")
def test_libreoffice_calculates_nothing(
    export: Callable[..., Path], folder: FolderMaker, tmp_path: Path
) -> None:
    titles = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "=cmd|' /C calc'!A0", "2018-02", "été ñ 👩‍👩‍👧"]
    some = [milestone(f"m{number}", title=title) for number, title in enumerate(titles)]
    rows = spreadsheet(export("list.csv", "--only", "milestones", where=folder(*some)), ",", tmp_path)
    shown = [row["title"] for row in rows]
    assert "2" not in shown
    assert "0" not in shown
    assert [title.removeprefix("'") for title in shown[:4]] == titles[:4]
    assert shown[-1] == titles[-1]


def test_pandas_reads_the_tables(export: Callable[..., Path], shipped: Records) -> None:
    pandas = pytest.importorskip("pandas")
    for folder in FOLDERS:
        path = export(f"{folder}.csv", "--only", folder)
        dates = ["start", "end"] if folder != "organisations" else []
        frame = pandas.read_csv(path, parse_dates=dates, keep_default_na=False, na_values={"end": [""]})
        found = shipped.all_of(folder)
        assert list(frame["id"]) == list(found)
        for row in frame.to_dict("records"):
            record = found[row["id"]]
            assert row["name" if folder == "organisations" else "title"] == record.title
            assert row["summary"] == (record.summary or "")
            if dates:
                assert row["start"].date() == record.date.first  # type: ignore[union-attr]


def test_pandas_reads_text_whole(export: Callable[..., Path], folder: FolderMaker) -> None:
    pandas = pytest.importorskip("pandas")
    where = folder(milestone(title=HOSTILE, summary=HOSTILE), organisation(country="NA"))
    frame = pandas.read_csv(export("all.csv", where=where), keep_default_na=False)
    assert frame["title"][0] == HOSTILE
    assert frame["summary"][0] == HOSTILE
    assert frame["country"][1] == "NA"


@pytest.mark.parametrize("options", [(), ("--since", "2018-07", "--org", "wimn")])
def test_frictionless_finds_the_package_valid(options: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    assert run("export", "--package", tmp_path / "data", *options, "--records", SHIPPED).code == 0
    report = frictionless.Package(str(tmp_path / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])[:5]
    assert [task.name for task in report.tasks] == list(FOLDERS)


def test_frictionless_reads_votes_mandates_and_changes(run: Run, folder: FolderMaker, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    mandate = {"id": "forum", "what": "Forum", "every": "4y", "first": "2022"}
    change = {"topic": "labour", "effect": "kept", "what": "W", "basis": "compared"}
    vote = {"yes": 152, "no": ["wimn"], "absent": []}
    where = folder(
        organisation(summaries={"es": "E"}),
        milestone("a", kind="decision", vote=vote, mandates=[mandate]),
        milestone("b", kind="document", changes=[change], fulfils=["a/forum"]),
    )
    assert run("export", "--package", tmp_path / "data", "--records", where).code == 0
    package = frictionless.Package(str(tmp_path / "data" / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "message"])
    first, second = package.get_resource("milestones").read_rows()
    assert (first["vote_yes"], first["vote_no"], first["vote_absent"]) == (152, 1, 0)
    assert (first["vote"], first["mandates"]) == (vote, [mandate])
    assert (second["vote"], second["changes"]) == (None, [change])


def test_frictionless_would_find_a_wrong_package(run: Run, tmp_path: Path) -> None:
    """The keys and types of the descriptor are looked at, not passed over."""
    frictionless = pytest.importorskip("frictionless")
    run("export", "--package", tmp_path / "data", "--records", SHIPPED)
    path = tmp_path / "data" / "statements.csv"
    head, first, rest = path.read_bytes().decode().split("\r\n", 2)
    cells = next(csv.reader([first]))
    columns = head.split(",")
    cells[columns.index("milestone")] = "nowhere"
    cells[columns.index("start")] = "2018-02"
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    path.write_bytes(f"{head}\r\n{line.getvalue()}{rest}".encode())
    errors = frictionless.Package(str(tmp_path / "data" / "datapackage.json")).validate().flatten(["type"])
    assert {"foreign-key", "type-error"} <= {type_ for (type_,) in errors}


# iCalendar


def expected_days(shipped: Records) -> set[tuple[str, str, str]]:
    return {
        (" ".join(m.titles.get("en", m.title).split()), m.date.first.isoformat(), m.date.last.isoformat())
        for m in shipped.milestones.values()
        if m.kind in EVENT_KINDS and icalendar_events.fits(m.date)
    }


_KHAL = """[calendars]
[[gcm]]
path = {folder}/calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


@needs("khal")
def test_khal_imports_all_events_and_lists_them_on_the_same_days(
    export: Callable[..., Path], shipped: Records, tmp_path: Path
) -> None:
    path = export("all.ics")
    (tmp_path / "calendar").mkdir()
    settings = tmp_path / "khal.conf"
    settings.write_text(_KHAL.format(folder=tmp_path))
    own = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "CACHE")}
    khal = ("khal", "-c", settings)
    call(*khal, "import", "--batch", "-a", "gcm", path, HOME=str(tmp_path), **own)
    imported = [file.read_text() for file in (tmp_path / "calendar").iterdir()]
    assert len(imported) == len(expected_days(shipped))
    listed = call(
        *khal,
        *("list", "--format", "{title}\t{start-date}\t{end-date}", "--day-format", "", "--once"),
        *("2000-01-01", "2040-01-01"),
        HOME=str(tmp_path),
        **own,
    )
    found = {tuple(line.split("\t")) for line in listed.splitlines() if line.strip()}
    assert found == expected_days(shipped)


def test_vobject_reads_the_same_days(export: Callable[..., Path], shipped: Records) -> None:
    vobject = pytest.importorskip("vobject")
    calendar = vobject.readOne(export("all.ics").read_bytes().decode())
    found = {
        (
            " ".join(event.summary.value.split()),
            event.dtstart.value.isoformat(),
            (event.dtend.value - timedelta(days=1)).isoformat(),
        )
        for event in calendar.vevent_list
    }
    assert found == expected_days(shipped)
    (forum,) = [event for event in calendar.vevent_list if event.uid.value == "imrf-2026@gcmtrack"]
    assert (forum.dtstart.value, forum.dtend.value) == (date(2026, 5, 5), date(2026, 5, 9))


def test_vobject_reads_text_whole(export: Callable[..., Path], folder: FolderMaker) -> None:
    vobject = pytest.importorskip("vobject")
    path = export("one.ics", where=folder(milestone(title=HOSTILE, summary=HOSTILE)))
    event = vobject.readOne(path.read_bytes().decode()).vevent
    plain = visible(HOSTILE.replace("\r\n", "\n"))
    assert event.summary.value == plain
    assert event.description.value.startswith(plain)


# Markdown


def rendered(text: str) -> str:
    extensions = [
        part
        for name in ("table", "strikethrough", "autolink", "tagfilter", "footnotes")
        for part in ("-e", name)
    ]
    done = subprocess.run(
        ["cmark-gfm", *extensions, "--unsafe"],
        input=text.encode(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    return done.stdout.decode()


def tags(text: str) -> Iterator[str]:
    yield from re.findall(r"<(\w+)", text)


@needs("cmark-gfm")
def test_cmark_gfm_renders_the_page_of_all_records(export: Callable[..., Path], shipped: Records) -> None:
    text = export("page.md", "--today", "2026-11-22").read_text(encoding="utf-8")
    page = rendered(text)
    used = set(tags(page))
    assert used <= {"h1", "h2", "h3", "p", "strong", "br", "a", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "section", "ol", "sup"}  # fmt: skip
    assert page.count("<table>") == 4
    assert page.count("<h2>") == 6
    shown = html.unescape(re.sub(r"<[^>]+>", "", page))
    titles = [s.titles.get("en", s.title) for s in shipped.statements.values()]
    titles += [m.titles.get("en", m.title) for m in shipped.milestones.values() if m.kind == "event"]
    assert [title for title in titles if title not in shown] == []
    assert "[^" not in shown
    links = re.findall(r'href="([^"]*)"', page)
    assert all(link.startswith(("http://", "https://", "#")) for link in links)


@needs("cmark-gfm")
def test_cmark_gfm_makes_nothing_of_hostile_text(export: Callable[..., Path], folder: FolderMaker) -> None:
    where = folder(milestone(title=HOSTILE, summary=HOSTILE, date="2018-01-01", city=HOSTILE))
    text = export("page.md", "--sections", "past", "--today", "2018-07-20", where=where).read_text(
        encoding="utf-8"
    )
    page = rendered(text)
    assert list(tags(page)) == ["h1", "p", "h2", "h3", "p", "strong", "br", "strong", "p"]
    shown = html.unescape(re.sub(r"<[^>]+>", "", page))
    assert shown.count(visible(HOSTILE)) == 3


def test_markdown_it_knows_the_footnotes(export: Callable[..., Path], shipped: Records) -> None:
    footnote = pytest.importorskip("mdit_py_plugins.footnote")
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable("table").use(footnote.footnote_plugin)
    text = export("page.md", "--sections", "past", "--today", "2040-01-01").read_text(encoding="utf-8")
    page = reader.render(text)
    events = [
        m
        for m in shipped.milestones.values()
        if m.kind in EVENT_KINDS and m.status != "cancelled" and not m.date.open
    ]
    disputes = sum(len(m.disputes) for m in events)
    assert page.count('<li id="fn') == disputes
    assert page.count("<h3>") == len(events)


# JSON and schemas


@needs("jq")
def test_jq_reads_the_json(export: Callable[..., Path], shipped: Records) -> None:
    path = export("all.json")
    ids = call("jq", "-r", '.records[] | select(.record == "statement") | .id', path).splitlines()
    assert ids == list(shipped.statements)
    forum = call(
        "jq", "-c", '.records[] | select(.id == "imrf-2026") | [.date.start, .date.end, .date.edtf]', path
    )
    assert json.loads(forum) == ["2026-05-05", "2026-05-08", "2026-05-05/2026-05-08"]


@needs("check-jsonschema")
def test_check_jsonschema_finds_the_json_valid(export: Callable[..., Path]) -> None:
    call("check-jsonschema", "--schemafile", ROOT / "docs" / "json.schema.json", export("all.json"))


@pytest.mark.parametrize("folder", FOLDERS)
@needs("check-jsonschema")
def test_check_jsonschema_finds_all_records_valid(folder: Folder) -> None:
    schema = ROOT / "docs" / f"{folder}.schema.json"
    call("check-jsonschema", "--schemafile", schema, *sorted((SHIPPED / folder).glob("*.toml")))


@pytest.mark.parametrize("folder", FOLDERS)
@needs("taplo")
def test_taplo_finds_all_records_valid(folder: Folder) -> None:
    schema = (ROOT / "docs" / f"{folder}.schema.json").as_uri()
    call("taplo", "check", "--schema", schema, *sorted((SHIPPED / folder).glob("*.toml")))


@pytest.mark.parametrize("checker", [("taplo", "check"), ("tombi", "lint", "--offline")])
def test_editors_find_the_schema_by_the_first_line(
    checker: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    if found(checker[0]) is None:
        pytest.skip(f"needs {checker[0]}")
    (tmp_path / "records" / "milestones").mkdir(parents=True)
    done = run("schema", "--write", "records/schema", "--records", "records")
    header = done.lines[0].partition("\t")[2]
    good = (SHIPPED / "milestones" / "imrf-2026.toml").read_text(encoding="utf-8")
    record = tmp_path / "records" / "milestones" / "one.toml"
    record.write_text(f"{header}\n{good}", encoding="utf-8")
    call(*checker, record)
    record.write_text(f"{header}\n{good}".replace("phase =", "fase ="), encoding="utf-8")
    with pytest.raises(AssertionError, match="fase"):
        call(*checker, record)
