"""BibLaTeX, RIS and CSL-JSON: exact entries, and what other people's programs read of them."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from builders import milestone, organisation, records, statement
from conftest import SHIPPED, FolderMaker, Result
from gcmtrack.formats import bibtex, csl_json, ris
from gcmtrack.formats.tex import tex
from gcmtrack.model.collection import Records
from gcmtrack.model.records import Record
from gcmtrack.store.load import load
from gcmtrack.views.works import key_of, works
from gcmtrack.wording import english
from judges import csl_json_faults
from test_readers import call, needs

Run = Callable[..., Result]

UNGA = organisation("un-general-assembly", name="United Nations General Assembly", type="un-body")
WIMN = organisation("wimn")
RESOLUTION = milestone(
    "a-res-73-195",
    title="Resolution endorsing the Compact",
    kind="decision",
    type="resolution",
    date="2018-12-19",
    symbol="A/RES/73/195",
    organisers=["un-general-assembly"],
    topics=["human-rights"],
    summary="It has the text & 23 objectives.",
    sources=[{"title": "A/RES/73/195: Global Compact"}],
)
PAGE = statement(
    "wimn-2018-07",
    title="Déclaration",
    titles={"en": "Statement"},
    date="2018-07",
    languages=["fr"],
    on_behalf_of=["un-general-assembly"],
    links=[{"url": "https://womeninmigration.org/a?b=1&c=2"}],
)
FORUM = milestone(
    "forum", title="Review Forum", date="2022-05-17/2022-05-20", city="New York", country="US", organisers=["un-general-assembly"]
)  # fmt: skip
TALK = statement(
    "talk",
    title="Remarks",
    kind="remarks",
    date="2022-05-18",
    milestone="forum",
    speaker={"name": "Ana Ruiz"},
    links=[{"url": "https://e.org/v"}],
)
ALL = (UNGA, WIMN, RESOLUTION, PAGE, FORUM, TALK)


def written(writer: Callable[..., bytes], *some: Record) -> str:
    together = records(*ALL, *some)
    chosen = works(together, some, english())
    return (writer(chosen) if writer is bibtex.write else writer(chosen, english())).decode()


def test_a_resolution_in_biblatex() -> None:
    assert written(bibtex.write, RESOLUTION) == (
        "@report{a-res-73-195,\n"
        "  author = {{United Nations General Assembly}},\n"
        "  title = {{Global Compact}},\n"
        "  type = {resolution},\n"
        "  institution = {{United Nations}},\n"
        "  number = {A/RES/73/195},\n"
        "  date = {2018-12-19},\n"
        "  url = {https://undocs.org/A/RES/73/195},\n"
        "  keywords = {human rights},\n"
        "  abstract = {It has the text \\& 23 objectives.},\n"
        "}\n"
    )


def test_a_statement_a_talk_and_an_event_in_biblatex() -> None:
    assert written(bibtex.write, PAGE, TALK, FORUM) == (
        "@online{wimn-2018-07,\n"
        "  author = {{Women in Migration Network}},\n"
        "  title = {{Déclaration}},\n"
        "  date = {2018-07},\n"
        "  url = {https://womeninmigration.org/a?b=1&c=2},\n"
        "  note = {on behalf of United Nations General Assembly; Statement},\n"
        "  langid = {french},\n"
        "}\n"
        "\n"
        "@unpublished{talk,\n"
        "  author = {{Ana Ruiz}},\n"
        "  title = {{Remarks}},\n"
        "  eventtitle = {{Review Forum}},\n"
        "  venue = {New York, United States},\n"
        "  howpublished = {Women in Migration Network},\n"
        "  date = {2022-05-18},\n"
        "  url = {https://e.org/v},\n"
        "}\n"
        "\n"
        "@misc{forum,\n"
        "  title = {{Review Forum}},\n"
        "  type = {meeting},\n"
        "  organization = {{United Nations General Assembly}},\n"
        "  date = {2022-05-17/2022-05-20},\n"
        "  location = {New York, United States},\n"
        "  note = {as reported in A source, https://example.org/source},\n"
        "}\n"
    )


def test_a_document_that_nobody_is_known_to_have_issued() -> None:
    """BibLaTeX wants an author of a report; there is none to be invented."""
    record = milestone("text", title="Text", kind="document", symbol="A/72/643", date="2018")
    assert written(bibtex.write, record) == (
        "@misc{text,\n"
        "  title = {{Text}},\n"
        "  type = {draft},\n"
        "  howpublished = {A/72/643},\n"
        "  date = {2018},\n"
        "  url = {https://undocs.org/A/72/643},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    "edtf", ["2018", "2017-09~", "2018-02/..", "2017?", "2019%", "2017-10-12/2017-10-13"]
)
def test_dates_stand_in_biblatex_as_they_are_recorded(edtf: str) -> None:
    assert f"  date = {{{edtf}}},\n" in written(bibtex.write, statement(date=edtf))


def test_references_in_ris() -> None:
    assert written(ris.write, RESOLUTION, FORUM, TALK) == (
        "TY  - RPRT\r\nID  - a-res-73-195\r\nTI  - Global Compact\r\nAU  - United Nations General Assembly\r\nPY  - 2018\r\n"
        "DA  - 2018/12/19/\r\nPB  - United Nations\r\nM3  - resolution\r\nSN  - A/RES/73/195\r\n"
        "AB  - It has the text & 23 objectives.\r\nKW  - human rights\r\nUR  - https://undocs.org/A/RES/73/195\r\n"
        "ER  - \r\n\r\n"
        "TY  - GEN\r\nID  - forum\r\nTI  - Review Forum\r\nPY  - 2022\r\nDA  - 2022/05/17/\r\nCY  - New York, United States\r\n"
        "PB  - United Nations General Assembly\r\nM3  - meeting\r\nN1  - Date: 17–20 May 2022\r\n"
        "N1  - as reported in A source, https://example.org/source\r\nER  - \r\n\r\n"
        "TY  - SLIDE\r\nID  - talk\r\nTI  - Remarks\r\nAU  - Ana Ruiz\r\nPY  - 2022\r\nDA  - 2022/05/18/\r\n"
        "T2  - Review Forum\r\nCY  - New York, United States\r\nPB  - Women in Migration Network\r\nM3  - remarks\r\n"
        "UR  - https://e.org/v\r\nER  - \r\n\r\n"
    )


@pytest.mark.parametrize(
    ("edtf", "day"), [("2018", "2018///"), ("2018-07", "2018/07//"), ("2018-07-13", "2018/07/13/")]
)
def test_what_is_not_known_of_a_date_is_empty_in_ris(edtf: str, day: str) -> None:
    assert f"DA  - {day}\r\n" in written(ris.write, statement(date=edtf))


def test_references_in_csl_json() -> None:
    page, talk, forum = json.loads(written(csl_json.write, PAGE, TALK, FORUM))
    assert page == {
        "id": "wimn-2018-07",
        "type": "webpage",
        "title": "Déclaration",
        "author": [{"literal": "Women in Migration Network"}],
        "issued": {"date-parts": [[2018, 7]]},
        "genre": "statement",
        "URL": "https://womeninmigration.org/a?b=1&c=2",
        "language": "fr",
        "note": "on behalf of United Nations General Assembly; Statement",
    }
    assert talk["type"] == "speech"
    assert talk["event"] == "Review Forum"
    assert talk["publisher"] == "Women in Migration Network"
    assert forum["issued"] == {"date-parts": [[2022, 5, 17], [2022, 5, 20]]}
    assert "author" not in forum
    open_, about = json.loads(
        written(csl_json.write, statement("a", date="2018-02/.."), statement("b", date="2017-09~"))
    )
    assert open_["issued"] == {"date-parts": [[2018, 2]], "literal": "from February 2018"}
    assert about["issued"] == {"date-parts": [[2017, 9]], "circa": True}


def test_keys_are_ids_and_no_two_are_alike() -> None:
    same = (milestone("same"), statement("same"), organisation("same", name="Same"))
    among = records(*same)
    assert [key_of(among, record) for record in same] == ["same", "same:statement", "same:organisation"]


def test_keys_stay_when_records_are_added(folder: FolderMaker, run: Run) -> None:
    before = run("export", "--format", "bibtex", "--records", folder(*ALL)).out
    after = run("export", "--format", "bibtex", "--records", folder(*ALL, statement("a-new-one"))).out
    assert set(before.split("\n\n")) < set(after.split("\n\n"))


def test_organisations_are_works_only_when_they_alone_are_asked_for(folder: FolderMaker, run: Run) -> None:
    where = folder(*ALL)
    done = run("export", "--format", "ris", "--records", where)
    assert (
        done.err == "gcmtrack: 2 milestones and 2 statements; 2 organisations left out, which are no works\n"
    )
    done = run("export", "--format", "ris", "--only", "organisations", "--records", where)
    assert done.out.count("TY  - ELEC\r\n") == 2
    assert done.err == "gcmtrack: 2 organisations\n"


HARD = "a & b 100% $5 #1 x_y {z} ~ ^ \\ `c` -- «été» — “d” ''e'' {unpaired"


def test_text_for_tex() -> None:
    assert tex("A & B: 100% of $5, #1_x {y} ~ ^ \\") == (
        r"A \& B: 100\% of \$5, \#1\_x \{y\} \textasciitilde{} \textasciicircum{} \textbackslash{}"
    )
    assert tex("a -- b ''c'' d {e") == r"a -{}- b '{}'c'{}' d \{\vphantom{\}}e"
    assert tex("} {a} {") == r"\vphantom{\{}\} \{a\} \{\vphantom{\}}"


@given(st.text())
def test_braces_always_have_a_partner(text: str) -> None:
    depth = 0
    shown = tex(text)
    for character in shown:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    assert "\n" not in shown


# Other people's programs.


@pytest.fixture(scope="module")
def shipped() -> Records:
    return load(SHIPPED).records


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory, shipped: Records) -> Path:
    """The whole record in the three formats: all.bib, all.ris, all.json."""
    folder = tmp_path_factory.mktemp("references")
    both: list[Record] = [*shipped.milestones.values(), *shipped.statements.values()]
    (folder / "all.bib").write_bytes(bibtex.write(works(shipped, both, english())))
    (folder / "all.ris").write_bytes(ris.write(works(shipped, both, english()), english()))
    (folder / "all.json").write_bytes(csl_json.write(works(shipped, both, english()), english()))
    return folder


def keys(shipped: Records) -> list[str]:
    return [*shipped.milestones, *shipped.statements]


@needs("biber")
def test_biber_finds_nothing_against_the_data_model(exported: Path, tmp_path: Path) -> None:
    # It writes its log where it stands.
    done = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", exported / "all.bib", "-O", tmp_path / "out.bib"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    assert "WARN" not in done.stdout
    assert "ERROR" not in done.stdout
    assert "Validating datamodel" in done.stdout or "validat" in done.stdout.lower()


@needs("pandoc")
def test_pandoc_reads_every_reference(exported: Path, shipped: Records) -> None:
    found = json.loads(call("pandoc", "-f", "biblatex", "-t", "csljson", exported / "all.bib"))
    assert sorted(item["id"] for item in found) == sorted(keys(shipped))
    titles = {item["id"]: item["title"] for item in found}
    assert titles["a-res-73-195"] == "Global Compact for Safe, Orderly and Regular Migration"
    again = json.loads(call("pandoc", "-f", "csljson", "-t", "csljson", exported / "all.json"))
    assert sorted(item["id"] for item in again) == sorted(keys(shipped))
    types: dict[str, set[str]] = {}
    for item in found:
        types.setdefault(item["type"], set()).add(item["id"])
    assert types["report"] >= {"a-res-73-195", "sg-report-2022"}
    assert len(types["webpage"]) > 100


# Braces without a partner are what programs count, skip or lose.
UNEVEN = [
    "a { b",
    "a } b",
    "} a {",
    "{ { a }",
    "a } } {b} {",
    "{",
    "}",
    "a{",
    "{a} {{ 5%",
    "\\{ a",
    "a \\} & {",
]


@needs("pandoc")
@needs("biber")
def test_braces_without_a_partner_survive_in_every_program(tmp_path: Path) -> None:
    some = [statement(f"s{number:02}", title=title) for number, title in enumerate(UNEVEN)]
    (tmp_path / "uneven.bib").write_text(written(bibtex.write, *some), encoding="utf-8")
    found = json.loads(call("pandoc", "-f", "biblatex", "-t", "csljson", tmp_path / "uneven.bib"))
    assert [item["title"] for item in found] == UNEVEN
    said = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "uneven.bib"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    ).stdout
    assert "WARN" not in said
    assert "ERROR" not in said
    # What biber writes anew is still the same.
    again = json.loads(call("pandoc", "-f", "biblatex", "-t", "csljson", tmp_path / "uneven_bibertool.bib"))
    assert [item["title"] for item in again] == UNEVEN
    ids = [record.id for record in some]
    pybtex = pytest.importorskip("pybtex.database", reason="needs pybtex")
    bibtexparser = pytest.importorskip("bibtexparser", reason="needs bibtexparser")
    assert list(pybtex.parse_file(str(tmp_path / "uneven.bib")).entries) == ids
    library = bibtexparser.parse_file(str(tmp_path / "uneven.bib"))
    assert (library.failed_blocks, [entry.key for entry in library.entries]) == ([], ids)


@needs("pandoc")
def test_hard_titles_survive_on_their_way_to_plain_text(tmp_path: Path) -> None:
    titles = [
        "Cost & benefit: 100% of $5, #1_x {y} ~ ^ \\",
        "«Été» — “quoted” – dash",
        "A -- b, 'c' and \"d\"?",
    ]
    some = [statement(f"s{number}", title=title, date="2018") for number, title in enumerate(titles)]
    file = tmp_path / "hard.bib"
    file.write_text(written(bibtex.write, *some), encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text("---\nnocite: '@*'\n---\n", encoding="utf-8")
    shown = call("pandoc", "--citeproc", "--bibliography", file, "-t", "plain", "--wrap=none", page)
    assert "“Cost & benefit: 100% of $5, #1_x {y} ~ ^ \\.”" in shown
    assert "«Été» — ‘quoted’ – dash" in shown or "«Été» — “quoted” – dash" in shown
    assert "A -- b, " in shown


def test_pybtex_and_bibtexparser_read_every_entry(exported: Path, shipped: Records) -> None:
    pybtex = pytest.importorskip("pybtex.database", reason="needs pybtex")
    bibtexparser = pytest.importorskip("bibtexparser", reason="needs bibtexparser")
    database = pybtex.parse_file(str(exported / "all.bib"))
    assert list(database.entries) == keys(shipped)
    library = bibtexparser.parse_file(str(exported / "all.bib"))
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == keys(shipped)


def test_rispy_reads_every_reference(exported: Path, shipped: Records) -> None:
    rispy = pytest.importorskip("rispy", reason="needs rispy")
    with open(exported / "all.ris", encoding="utf-8", newline="") as stream:
        found: list[dict[str, Any]] = rispy.load(stream)
    assert [item["id"] for item in found] == keys(shipped)
    resolution = next(item for item in found if item["id"] == "a-res-73-195")
    assert resolution["date"] == "2018/12/19/"
    assert resolution["authors"] == ["United Nations General Assembly"]


def test_the_schema_of_csl_finds_nothing(exported: Path, shipped: Records) -> None:
    found = json.loads((exported / "all.json").read_bytes())
    assert [item["id"] for item in found] == keys(shipped)
    assert csl_json_faults(found) == []
    # It takes numbers written as words, and dates in keys that older programs do not read.
    for item in found:
        assert set(item["issued"]) <= {"date-parts", "circa", "literal"}
        parts = item["issued"]["date-parts"]
        assert all(1 <= len(part) <= 3 and all(isinstance(number, int) for number in part) for part in parts)


@given(strategies.records())
def test_csl_json_of_any_record_answers_to_the_schema(record: Record) -> None:
    assert (
        csl_json_faults(json.loads(csl_json.write(works(records(record), [record], english()), english())))
        == []
    )


def test_the_schema_would_find_wrong_csl_json() -> None:
    def faults(**wrong: object) -> list[str]:
        (item,) = json.loads(written(csl_json.write, PAGE))
        return csl_json_faults([{**item, **wrong}])

    assert faults() == []
    assert faults(number=["A/RES/73/195"]) == [
        "$[0].number: ['A/RES/73/195'] is not of type 'string', 'number'"
    ]
    assert len(faults(type="resolution")) == 1
    assert len(faults(author=[{"name": "WIMN"}])) == 1
    assert len(faults(issued={"date-parts": [[2018, 7, 13, 1]]})) == 1
    assert faults(link="https://e.org") == [
        "$[0]: Additional properties are not allowed ('link' was unexpected)"
    ]
