"""Of a large record not all is in memory at once: of what is chosen only the places are kept, and a file is made while it
is written. What counts as large is made small here."""

import os
import shutil
import tempfile
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcmtrack import checks
from gcmtrack.errors import WriteRefused
from gcmtrack.formats import chunks
from gcmtrack.formats.chunks import Chunks, encoded, gathered
from gcmtrack.formats.registry import FORMATS
from gcmtrack.formats.request import Request
from gcmtrack.input.search_terms import terms
from gcmtrack.model import remade
from gcmtrack.model.collection import Records
from gcmtrack.model.ids import FOLDERS
from gcmtrack.model.remade import Remade, each, joined, once
from gcmtrack.site import further_pages, lists, long_lists, markup, search_index
from gcmtrack.site.build import build
from gcmtrack.site.common import Common
from gcmtrack.site.edition import Edition
from gcmtrack.site.machines import calendars
from gcmtrack.site.names import Names, in_order
from gcmtrack.site.plan import Plan
from gcmtrack.site.shelf import Shelf, Shelves
from gcmtrack.site.templates import environment
from gcmtrack.store import lazy_records
from gcmtrack.store.folder import shipped_folder
from gcmtrack.store.load import load
from gcmtrack.views.filters import FilterOptions, Filters, matching_milestones, read_filters
from gcmtrack.views.search import near, search
from gcmtrack.views.timeline import timeline
from gcmtrack.wording import english

TODAY = date(2026, 11, 30)


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Records:
    """The shipped records from a snapshot, as if they were very many."""
    load(shipped_folder(), str(tmp_path))
    monkeypatch.setattr(lazy_records, "KEPT", 20)
    return load(shipped_folder(), str(tmp_path)).records


@pytest.fixture(scope="module")
def plain() -> Records:
    return load(shipped_folder()).records


def request(records: Records, **filters: Any) -> Request:
    chosen = read_filters(FilterOptions(**filters), records, TODAY)
    return Request(records, english(), chosen, TODAY)


@pytest.mark.parametrize("name", ["csv", "json", "markdown", "ics", "sqlite", "bibtex", "atom"])
def test_a_large_record_gives_the_same_bytes(name: str, large: Records, plain: Records) -> None:
    asked: list[dict[str, Any]] = [{}, {"topic": ("labour",)}, {"region": ("africa", "europe")}]
    for filters in asked:
        assert b"".join(FORMATS[name].write(request(large, **filters)).chunks) == b"".join(FORMATS[name].write(request(plain, **filters)).chunks)  # fmt: skip


@pytest.mark.parametrize("state", ["ongoing", "upcoming", "past"])
@pytest.mark.parametrize("name", ["csv", "markdown"])
def test_events_of_a_large_record_are_in_the_same_order(
    name: str, state: str, large: Records, plain: Records
) -> None:
    asked: Any = {"states": (state,), "day": date(2018, 7, 20)}
    of_large, of_plain = (request(some)._replace(**asked) for some in (large, plain))
    assert b"".join(FORMATS[name].write(of_large).chunks) == b"".join(FORMATS[name].write(of_plain).chunks)


@pytest.mark.parametrize("name", ["csv", "json", "ics"])
def test_a_file_is_never_whole_in_memory(name: str, large: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    # Some hundred records are held at a time, and no more are shipped of a kind than that.
    monkeypatch.setattr(remade, "_PORTION", 20)
    whole = len(b"".join(FORMATS[name].write(request(large)).chunks))
    made = iter(FORMATS[name].write(request(large)).chunks)
    assert memory_for(made, whole) < whole / 2


def peak(of: Callable[[], object]) -> int:
    """Returns how much memory something takes at most, in bytes."""
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    try:
        of()
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


def memory_for(made: Iterable[bytes], whole: int) -> int:
    """How many bytes are held at most while pieces are made that are `whole` bytes together."""

    def gone_through() -> None:
        assert sum(map(len, made)) == whole

    return peak(gone_through)


@pytest.fixture
def plan_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[Records], Plan]:
    monkeypatch.setattr(long_lists, "LONG", 5)
    return lambda records: Plan(records, (english(),), TODAY, base_url="https://example.org/")


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_site_of_a_large_record_is_the_same(
    large: Records, plain: Records, plan_of: Callable[[Records], Plan], tmp_path: Path
) -> None:
    of_large, of_plain = tmp_path / "large", tmp_path / "plain"
    plan = plan_of(large)
    assert build(plan, of_large).files == len(files(of_large)) - 1
    # Written again it is the same, too.
    assert build(plan, of_large).written == 0
    long_lists.LONG = 1_000_000
    build(plan_of(plain), of_plain)
    assert files(of_large) == files(of_plain)


@pytest.mark.parametrize(
    "name", ["events.html", "statements.html", "events.js", "titles.js", "calendar/all.ics"]
)
def test_what_lists_all_of_a_large_record_is_never_whole_in_memory(
    name: str,
    large: Records,
    plan_of: Callable[[Records], Plan],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chunks, "_SIZE", 1 << 10)
    monkeypatch.setattr(markup, "_TOGETHER", 5)
    common = Common(large, TODAY)
    with Shelves(common, tmp_path) as shelves:
        edition = Edition(plan_of(large), english(), environment(None, None), common, shelves)

        def page() -> Chunks:
            made = chain(
                lists.pages(edition), further_pages.pages(edition), calendars(edition), scripts(edition)
            )
            found = next(page for path, page in made if path == name)
            assert not isinstance(found, bytes)
            return found

        # What is said of each record is on the shelves then.
        whole = sum(map(len, page()))
        assert memory_for(page(), whole) < whole / 2


def scripts(edition: Edition) -> Iterator[tuple[str, bytes | Chunks]]:
    yield "events.js", lists.every_event(edition)
    yield "titles.js", search_index.titles(edition)


_PLACES = {id_: place for place, id_ in enumerate("abcd")}


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.binary(min_size=1, max_size=200)), max_size=12))
def test_a_shelf_holds_what_was_put_on_it(put: list[tuple[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(_PLACES, Path(folder), bytes, bytes)
        for id_, value in put:
            shelf[id_] = value
            assert shelf[id_] == value
        assert list(shelf.items()) == sorted(dict(put).items())
        assert len(shelf) == len(dict(put))
        assert [id_ in shelf for id_ in "abcde"] == [id_ in dict(put) for id_ in "abcde"]
        assert shelf.get("e") is None
        # Where the system can, the file has no name.
        assert os.name == "nt" or not os.listdir(folder)
        for id_, _ in put[:1]:
            del shelf[id_]
            assert shelf.get(id_) is None
        shelf.close()


def test_a_shelf_that_cannot_hold_more_says_so(tmp_path: Path) -> None:
    shelf = Shelf(_PLACES, tmp_path / "gone", bytes, bytes)
    with pytest.raises(WriteRefused, match=r"cannot write in '.*gone'"):
        shelf["a"] = b"1"


_paths = st.lists(
    st.sampled_from(["a", "b", "a-b", "é", "a.html", "en", "en-1"]), min_size=1, max_size=3
).map("/".join)


@given(st.lists(_paths, unique=True), st.lists(_paths, unique=True))
def test_names_of_files_are_a_set_in_order(some: list[str], others: list[str]) -> None:
    names, more = Names(some), Names(others)
    assert list(names) == some
    assert len(names) == len(some)
    assert [name in names for name in others] == [name in some for name in others]
    assert sorted(names.without(more)) == sorted({*some} - {*others})
    # No file has the name of a folder.
    if not any(one.startswith(f"{other}/") for one in (*some, *others) for other in (*some, *others)):
        assert list(in_order(names)) == sorted(some)
        assert list(in_order(names, more)) == sorted({*some, *others})


def test_what_is_chosen_of_many_is_made_anew(large: Records) -> None:
    found = matching_milestones(large, Filters())
    assert isinstance(found, Remade)
    assert [m.id for m in found] == list(large.milestones)
    assert found[-1] == list(found)[-1]
    assert [m.id for m in found[3:5]] == list(large.milestones)[3:5]
    assert found[0] is not found[0]


def test_few_are_kept(large: Records) -> None:
    found = matching_milestones(large, Filters(phase=frozenset({"adoption"}), type=frozenset({"conference"})))
    assert isinstance(found, list)


def test_who_goes_through_a_record_once_leaves_none_in_memory(tmp_path: Path) -> None:
    load(shipped_folder(), str(tmp_path))
    records = load(shipped_folder(), str(tmp_path)).records
    assert isinstance(records.milestones, lazy_records.LazyRecords)
    known = records.milestones[next(iter(records.milestones))]
    passed = list(once(records.milestones.values()))
    assert passed == list(load(shipped_folder()).records.milestones.values())
    assert passed[0] is known
    assert sorted(records.milestones._decoded) == [0]
    assert list(once([1, 2])) == [1, 2]


def test_what_is_made_of_many_is_made_when_it_is_asked_for() -> None:
    made: list[int] = []

    def make(number: int) -> int:
        made.append(number)
        return number * 10

    doubled = each(Remade(range(5), make), lambda number: number * 2)
    assert (len(doubled), made) == (5, [])
    assert (doubled[2], made) == (40, [2])
    assert each([1, 2], str) == ["1", "2"]


def test_chunks_are_worth_a_write() -> None:
    def texts() -> Iterator[str]:
        yield from ["é" * 1000] * 1000

    found = list(encoded(texts()))
    assert b"".join(found) == ("é" * 1_000_000).encode()
    assert all(len(chunk) >= 1 << 16 for chunk in found[:-1])
    assert list(gathered([])) == []


def test_many_joined_are_one_sequence() -> None:
    many = joined(Remade(range(3), str), ["a", "b"], Remade([7], str))
    assert list(many) == [many[at] for at in range(6)] == ["0", "1", "2", "a", "b", "7"]
    assert list(many[2:5]) == ["2", "a", "b"]
    assert joined([1], [2, 3]) == [1, 2, 3]


def test_a_search_finds_the_same_in_a_large_record(large: Records, plain: Records) -> None:
    for words in (["migration"], ["geneva", "labour"], ["-marrakech", "detention"]):
        asked = terms(words)
        of_large = search(large, matching_milestones(large, Filters()), asked, english())
        assert list(of_large) == search(plain, list(plain.milestones.values()), asked, english())
    asked = terms(["migrashun", "geneva labour"])
    of_plain = near(plain, plain.milestones.values(), asked)
    assert near(large, matching_milestones(large, Filters()), asked) == of_plain
    assert of_plain.meant == ("migración",)


@pytest.mark.parametrize("fold", [False, True])
def test_a_timeline_of_a_large_record_is_the_same(fold: bool, large: Records, plain: Records) -> None:
    of_large, of_plain = (
        timeline(matching_milestones(some, Filters()), some.statements.values(), TODAY, english(), fold=fold)
        for some in (large, plain)
    )
    assert [list(band.walk()) for band in of_large] == [list(band.walk()) for band in of_plain]
    assert [msgspec.structs.replace(band, nodes=()) for band in of_large] == [
        msgspec.structs.replace(band, nodes=()) for band in of_plain
    ]


def test_very_many_are_packed_while_they_are_read(
    plain: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lazy_records, "KEPT", 20)
    first = load(shipped_folder(), str(tmp_path)).records
    # Once they are written they are in that file alone.
    assert type(first.milestones) is lazy_records.LazyRecords
    again = load(shipped_folder(), str(tmp_path)).records
    for found in (first, again, load(shipped_folder()).records):
        assert isinstance(found.milestones, lazy_records.LazyRecords)
        for folder in FOLDERS:
            assert list(found.all_of(folder).items()) == list(plain.all_of(folder).items())
        assert [m.id for m in found.milestones_in(date(2018, 7, 1), date(2018, 7, 31))] == [
            m.id for m in plain.milestones_in(date(2018, 7, 1), date(2018, 7, 31))
        ]


def test_one_that_changed_among_very_many_is_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lazy_records, "KEPT", 20)
    records = tmp_path / "records"
    shutil.copytree(shipped_folder(), records)
    before = load(records, str(tmp_path / "cache")).records
    file = records / "organisations" / "wimn.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("womeninmigration.org", "new.example"), encoding="utf-8")
    (records / "organisations" / "iom.toml").write_text("name =", encoding="utf-8")
    after = load(records, str(tmp_path / "cache"))
    assert set(before.organisations) - set(after.records.organisations) == {"iom"}
    assert after.records.organisations["wimn"].url == "https://new.example"
    assert after.left_out == 1
    assert len(after.records) == len(before) - 1


def test_who_is_involved_in_a_large_record_is_the_same(large: Records, plain: Records) -> None:
    assert {id_: list(some) for id_, some in large.involving.items()} == plain.involving
    assert all(isinstance(some, Remade) for some in large.involving.values())


def test_a_check_on_top_of_a_large_record_holds_as_little_of_it_as_one_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, cache = tmp_path / "own", str(tmp_path / "cache")
    (own / "milestones").mkdir(parents=True)
    (own / "gcmtrack.toml").write_text('extends = "shipped"\n')
    monkeypatch.setattr(lazy_records, "KEPT", 20)
    taken = []
    for folder in (shipped_folder(), own):
        load(folder, cache)
        checked = partial(checks.run, load(folder, cache), TODAY)
        checked()
        taken.append(peak(checked))
    alone, on_top = taken
    assert on_top < 1.5 * alone
