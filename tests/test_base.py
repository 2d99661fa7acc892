"""A records folder on top of another: one set of records, and only what is ours is ever written."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import milestone, organisation, statement
from conftest import SHIPPED, Dialogue, Result, Run
from gcmtrack.model.records import Record
from gcmtrack.store import overrides, toml_text
from gcmtrack.store.load import Loaded, load
from gcmtrack.store.stack import Stack

TODAY = ("--today", "2018-07-20")
BEFORE = ("--today", "2018-07-01")
WIMN = organisation("wimn", acronym="WIMN")
MEETING = milestone("a-meeting", title="A meeting", added="2018-07-01")
NEXT = milestone("next", title="Next", date="2018-09-01", added="2018-07-01")


def put(root: Path, *records: Record) -> None:
    for record in records:
        place = root / record.folder / f"{record.id}.toml"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(toml_text.render(record).encode())


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    put(tmp_path / "base", WIMN, MEETING, NEXT, statement("says", milestone="a-meeting", added="2018-07-01"))
    return tmp_path / "base"


@pytest.fixture
def own(tmp_path: Path, base: Path) -> Path:
    root = tmp_path / "records"
    root.mkdir()
    (root / "gcmtrack.toml").write_text('extends = "../base"\n')
    return root


def problems(loaded: Loaded) -> list[str]:
    return [str(problem) for problem in loaded.problems]


class TestLoading:
    def test_there_is_one_set_of_records(self, own: Path) -> None:
        put(own, milestone("ours", part_of="a-meeting", organisers=["wimn"], date="2018-08-01"))
        loaded = load(own)
        assert list(loaded.records.milestones) == ["a-meeting", "ours", "next"]
        assert list(loaded.own) == [loaded.records.milestones["ours"]]
        assert [loaded.origin("milestones", id_) for id_ in loaded.records.milestones] == [
            "base",
            "own",
            "base",
        ]
        assert (loaded.problems, loaded.base_findings) == ((), [])

    def test_a_file_of_the_same_kind_and_id_stands_in_its_place(self, own: Path) -> None:
        put(own, milestone("a-meeting", title="Our words"))
        loaded = load(own)
        assert loaded.records.milestones["a-meeting"].title == "Our words"
        assert loaded.origin("milestones", "a-meeting") == "override"
        assert loaded.base is not None
        assert loaded.base.records.milestones["a-meeting"].title == "A meeting"
        (own / "milestones/a-meeting.toml").unlink()
        assert load(own).records.milestones["a-meeting"] == MEETING

    def test_a_broken_file_of_ours_hides_the_one_below_all_the_same(self, own: Path) -> None:
        put(own, milestone("a-meeting"))
        (own / "milestones/a-meeting.toml").write_text("title = \n")
        loaded = load(own)
        assert "a-meeting" not in loaded.records.milestones
        assert problems(loaded) == [
            "milestones/a-meeting.toml:1: nothing stands after the =; write a value, or take the line out [syntax]"
        ]

    def test_what_is_wrong_below_is_counted_apart(self, own: Path, base: Path) -> None:
        put(base, milestone("dangling", organisers=["nobody"]))
        (base / "milestones/bad.toml").write_text("title = \n")
        (base / "milestones/Bad Name.toml").write_text("")
        (base / "gcmtrack.toml").write_text('language = "de"\n')
        put(own, statement("ours", milestone="bad"))
        loaded = load(own)
        # What cannot be read below is not unknown.
        assert loaded.problems == ()
        assert sorted((f.path, f.check) for f in loaded.base_findings) == [
            ("gcmtrack.toml", "unknown-word"),
            ("milestones/Bad Name.toml", "bad-id"),
            ("milestones/bad.toml", "syntax"),
            ("milestones/dangling.toml", "unknown-reference"),
        ]
        assert (loaded.left_out, loaded.base_left_out) == (0, 2)

    def test_ours_may_mend_what_dangles_below(self, own: Path, base: Path) -> None:
        put(base, milestone("dangling", organisers=["nobody"]))
        put(own, organisation("nobody", name="Somebody"))
        assert load(own).base_findings == []

    def test_a_base_may_stand_on_another(self, own: Path, base: Path, tmp_path: Path) -> None:
        put(tmp_path / "deep", organisation("deep", name="Deep"), milestone("a-meeting", title="Deepest"))
        (base / "gcmtrack.toml").write_text('extends = "../deep"\n')
        put(own, milestone("ours", organisers=["deep"]))
        loaded = load(own)
        assert loaded.problems == ()
        assert set(loaded.records.organisations) == {"wimn", "deep"}
        assert loaded.records.milestones["a-meeting"].title == "A meeting"
        (base / "milestones/a-meeting.toml").unlink()
        assert load(own).records.milestones["a-meeting"].title == "Deepest"

    def test_records_inside_the_folder_that_is_named_will_do(self, own: Path, tmp_path: Path) -> None:
        put(tmp_path / "repository/records", organisation("deep", name="Deep"))
        (own / "gcmtrack.toml").write_text('extends = "../repository"\n')
        assert set(load(own).records.organisations) == {"deep"}

    def test_us_may_be_an_organisation_of_the_base(self, own: Path) -> None:
        (own / "gcmtrack.toml").write_text('extends = "../base"\nus = ["wimn"]\n')
        assert load(own).problems == ()

    def test_the_shipped_records_have_a_name(self, tmp_path: Path) -> None:
        root = tmp_path / "mine"
        root.mkdir()
        (root / "gcmtrack.toml").write_text('extends = "shipped"\n')
        loaded = load(root)
        assert (len(loaded.records), loaded.base_name) == (len(load(SHIPPED).records), "the shipped records")

    def test_settings_below_are_not_ours(self, own: Path, base: Path) -> None:
        (base / "gcmtrack.toml").write_text('language = "es"\ntitle = "Theirs"\n')
        assert load(own).settings.language is None


class TestNoBase:
    @pytest.mark.parametrize(
        ("extends", "said"),
        [
            ("../nowhere", "there is no folder '../nowhere', seen from here; give one, or \"shipped\""),
            ("../empty", "'../empty' holds no records: it has no folder milestones, statements or organisations"),
            (".", "these records would stand on themselves; give another folder or leave it out"),
            ("../records", "these records would stand on themselves; give another folder or leave it out"),
            ("../loop", "'../loop' cannot be stood on, its gcmtrack.toml: these records would stand on themselves; give another folder or leave it out"),
            ("../beyond", "'../beyond' cannot be stood on, its gcmtrack.toml: there is no folder 'nowhere', seen from here; give one, or \"shipped\""),
            ("../unread", "'../unread' cannot be stood on, its gcmtrack.toml: nothing stands after the =; write a value, or take the line out"),
            ("../over", "'../over' cannot be stood on, the gcmtrack.toml of '../unread': nothing stands after the =; write a value, or take the line out"),
            ("x" * 300, f"'{'x' * 300}' cannot be read: File name too long"),
            ("\\u0000", "there is no folder '\\x00', seen from here; give one, or \"shipped\""),
        ],
    )  # fmt: skip
    def test_is_told_in_one_sentence(self, own: Path, tmp_path: Path, extends: str, said: str) -> None:
        (tmp_path / "empty").mkdir()
        for name, text in (
            ("loop", 'extends = "../records"'),
            ("beyond", 'extends = "nowhere"'),
            ("unread", "x = "),
            ("over", 'extends = "../unread"'),
        ):
            (tmp_path / name).mkdir()
            (tmp_path / name / "gcmtrack.toml").write_text(f"{text}\n")
        put(own, milestone("ours", organisers=["wimn"]))
        (own / "gcmtrack.toml").write_text(f'title = "x"\nextends = "{extends}"\n')
        for _ in range(2):
            loaded = load(own, str(tmp_path / "cache"))
            # What ours name may be there, so nothing else is told.
            assert problems(loaded) == [f"gcmtrack.toml:2: {said} [bad-base]"]
            assert list(loaded.records.milestones) == ["ours"]

    def test_a_chain_may_be_as_long_as_it_likes(self, own: Path, tmp_path: Path) -> None:
        for number in range(1100):
            # Deeper than functions can call each other, and than a path can be long.
            (tmp_path / f"b{number}").mkdir()
            (tmp_path / f"b{number}" / "gcmtrack.toml").write_text(f'extends = "../b{number + 1}"\n')
        put(tmp_path / "b1100", organisation("deep"))
        (own / "gcmtrack.toml").write_text('extends = "../b0"\n')
        assert list(load(own).records.organisations) == ["deep"]

    def test_every_view_says_so(self, own: Path, run: Run) -> None:
        put(own, milestone("ours"))
        (own / "gcmtrack.toml").write_text('extends = "../nowhere"\n')
        done = run("events", *BEFORE)
        assert (done.code, done.ids) == (0, ["ours"])
        said = "gcmtrack.toml: there is no folder '../nowhere', seen from here; give one, or \"shipped\""
        assert (
            done.err
            == f"gcmtrack: {said}\ngcmtrack: 1 problem in the records; see them with: gcmtrack check\n"
        )
        assert run("show", "nobody") == Result(1, "", done.err + f"gcmtrack: {said}\n")
        assert run("export", "-o", "x.csv").code == 1

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("extends = \n", "nothing stands after the =; write a value, or take the line out"),
            ('language = "de"\nextends = 1\n', "'extends' must be text in quotes, not a number"),
        ],
    )
    def test_settings_that_do_not_say_it_leave_the_base_unknown(
        self, own: Path, run: Run, text: str, said: str
    ) -> None:
        put(own, milestone("ours", organisers=["wimn"]))
        (own / "gcmtrack.toml").write_text(text)
        assert {f.path for f in load(own).findings} == {"gcmtrack.toml"}
        assert run("events", *BEFORE).err.splitlines()[0] == f"gcmtrack: gcmtrack.toml: {said}"


class TestLooking:
    def test_show_says_whose_a_record_is(self, own: Path, run: Run) -> None:
        put(own, milestone("ours"), milestone("next", title="Next for us"))
        for id_, said, origin in (
            ("a-meeting", "the base's", "base"),
            ("ours", "yours", "own"),
            ("next", "yours, in place of the base's", "override"),
        ):
            assert f"whose\t{said}" in run("show", id_, *TODAY).lines
            (shown,) = json.loads(run("show", id_, *TODAY, "--json").out)["records"]
            assert shown["origin"] == origin

    def test_a_folder_that_stands_alone_says_nothing_of_it(self, base: Path, run: Run) -> None:
        assert "whose" not in run("show", "a-meeting", "--records", base, *TODAY).out
        (shown,) = json.loads(run("show", "a-meeting", "--records", base, *TODAY, "--json").out)["records"]
        assert "origin" not in shown

    def test_listings_filters_search_and_export_see_one_set(self, own: Path, run: Run) -> None:
        put(own, milestone("ours", title="Ours", date="2018-08-01", organisers=["wimn"]))
        assert run("events", *BEFORE).ids == ["a-meeting", "ours", "next"]
        assert run("events", "--org", "wimn", *BEFORE).ids == ["ours"]
        assert run("statements", "--on", "a-meeting", *TODAY).ids == ["says"]
        assert run("search", "Ours", *TODAY).ids == ["ours"]
        run("export", "--format", "json", "-o", "all.json", *TODAY)
        made = json.loads((own.parent / "all.json").read_text())
        assert {r["id"] for r in made["records"]} == {"a-meeting", "ours", "next", "wimn", "says"}

    def test_a_broken_record_below_is_said_and_does_not_stop_an_export(
        self, own: Path, base: Path, run: Run
    ) -> None:
        (base / "milestones/bad.toml").write_text("title = \n")
        done = run("events", *BEFORE)
        assert done.err == "gcmtrack: 1 record of '../base' left out, for problems there\n"
        assert run("export", "--format", "json", "-o", "all.json", *TODAY).code == 0
        assert run("show", "bad").err.endswith(
            "gcmtrack: milestones/bad.toml cannot be read: nothing stands after the =; write a value, or take the line out; it is in what these records stand on\n"
        )

    def test_texts_below_are_read_too(self, own: Path, base: Path, run: Run) -> None:
        put(base, milestone("draft", kind="document", title="Draft", topics=["labour"]))
        (base / "texts").mkdir()
        (base / "texts/draft.en.md").write_text("Labour rights.\n")
        assert "texts/draft.en.md" in run("trail", "labour", *TODAY).out + run("trail", "--texts", *TODAY).out


class TestCheck:
    def test_only_our_own_problems_change_the_exit_code(self, own: Path, base: Path, run: Run) -> None:
        (base / "milestones/bad.toml").write_text("title = \n")
        put(base, milestone("tentative", status="tentative", date="2018-01-01", added="2018-07-01"))
        done = run("check", *TODAY, "--strict")
        below = (
            "2 findings in what these records stand on, not yours to mend; see with: gcmtrack check --records"
        )
        assert done == Result(0, "", f"gcmtrack: {below} base\n")
        put(own, milestone("ours", title="Ours", status="tentative", date="2018-01-01", added="2018-07-01"))
        done = run("check", *TODAY, "--strict")
        assert (done.code, [line.split(":")[0] for line in done.lines]) == (
            1,
            ["records/milestones/ours.toml"],
        )
        document = json.loads(run("check", *TODAY, "--json").out)
        assert (document["below"], len(document["problems"])) == (2, 1)
        assert json.loads(run("check", *TODAY, "--json", "--records", base).out).get("below") is None

    def test_a_twin_of_a_record_below_is_ours(self, own: Path, run: Run) -> None:
        """Ours has the earlier id, so that the check would name the base's if it went by order alone."""
        put(own, milestone("a-first", title="A meeting", added="2018-07-01"))
        done = run("check", *TODAY)
        assert done.lines == [
            "records/milestones/a-first.toml:1: this looks like 'a-meeting': same date and same title or link [same-event]"
        ]

    def test_an_id_of_another_kind_below_is_taken(self, own: Path, run: Run) -> None:
        put(own, organisation("a-meeting", name="A body", added="2018-07-01"))
        done = run("check", *TODAY, "same-id")
        assert (done.code, [line.split(":")[0] for line in done.lines]) == (
            1,
            ["records/organisations/a-meeting.toml"],
        )

    def test_what_ours_does_to_a_record_below_is_told_there(self, own: Path, base: Path, run: Run) -> None:
        """By our own date of the meeting the base's part of it lies outside; only we can mend that."""
        put(base, milestone("part", title="Part", part_of="a-meeting", added="2018-07-01"))
        assert run("edit", "a-meeting", "--set", "date=2019-07-13", "--no-history", *TODAY).code == 0
        done = run("check", *TODAY)
        assert (done.code, done.err) == (1, "gcmtrack: 1 error\n")
        assert done.out == (
            "base/milestones/part.toml:5: 13 July 2018 lies outside 13 July 2019, the date of 'a-meeting' [outside-whole]\n"
        )

    def test_a_record_that_moved_on_below(self, own: Path, base: Path, run: Run) -> None:
        assert run("edit", "next", "--set", "city=Rabat", *TODAY).code == 0
        assert run("check", *TODAY, "base-changed") == Result(0, "", "")
        put(base, milestone("next", title="Next", date="2018-09-02", added="2018-07-01"))
        now = overrides.digest((base / "milestones/next.toml").read_bytes())
        done = run("check", *TODAY, "base-changed")
        line = (
            (own / "milestones/next.toml")
            .read_text()
            .splitlines()
            .index(f'overrides = "{overrides.digest(toml_text.render(NEXT).encode())}"')
        )
        assert done.out == (
            f"records/milestones/next.toml:{line + 1}: warning: the record in whose place this stands has changed since;"
            " see how with: gcmtrack changes --against base next; when that is taken in:"
            f" gcmtrack edit next --set overrides={now} [base-changed]\n"
        )
        assert run("edit", "next", "--set", f"overrides={now}", *TODAY).code == 0
        assert run("check", *TODAY, "base-changed") == Result(0, "", "")
        (base / "milestones/next.toml").unlink()
        done = run("check", *TODAY, "base-changed")
        assert "there is no such record in '../base' any more" in done.out
        assert run("edit", "next", "--remove", "overrides", *TODAY).code == 0
        assert run("check", *TODAY, "base-changed") == Result(0, "", "")

    def test_a_record_that_hides_one_unsaid(self, own: Path, run: Run) -> None:
        put(own, milestone("next", title="Next for us"))
        done = run("check", *TODAY, "base-changed")
        assert "stands in place of milestones/next.toml in '../base' without saying of which text" in done.out

    def test_a_copy_that_says_nothing_else(self, own: Path, base: Path, run: Run) -> None:
        put(own, NEXT)
        assert run("check", *TODAY, "base-changed").out == (
            "records/milestones/next.toml:1: warning: says what the record in '../base' says, and hides what will be"
            " corrected there; take it away with: gcmtrack remove next [base-changed]\n"
        )

    def test_line_ends_are_no_change(self, own: Path, base: Path, run: Run) -> None:
        assert run("edit", "next", "--set", "city=Rabat", *TODAY).code == 0
        file = base / "milestones/next.toml"
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
        assert run("check", *TODAY, "base-changed").out == ""


class TestEditing:
    @pytest.fixture(autouse=True)
    def nothing_below_is_written(self, base: Path) -> object:
        before = files(base)
        yield
        assert files(base) == before

    def test_a_record_below_is_copied_first(self, own: Path, base: Path, run: Run) -> None:
        done = run("edit", "next", "--set", "city=Rabat", *TODAY)
        assert done == Result(
            0,
            "records/milestones/next.toml\n",
            "gcmtrack: 'next' comes from '../base'; it is copied to records/milestones/next.toml and changed there\n",
        )
        digest = overrides.digest((base / "milestones/next.toml").read_bytes())
        changed = milestone(
            "next", title="Next", date="2018-09-01", added="2018-07-01", city="Rabat", overrides=digest
        )
        assert (own / "milestones/next.toml").read_bytes() == toml_text.render(changed).encode()
        assert load(own).problems == ()
        # From now on it is ours.
        done = run("edit", "next", "--set", "city=Fez", *TODAY)
        assert done == Result(0, "records/milestones/next.toml\n", "")

    def test_comments_come_with_it(self, own: Path, run: Run) -> None:
        file = own.parent / "third" / "milestones" / "next.toml"
        put(own.parent / "third", NEXT)
        file.write_text(file.read_text().replace('title = "Next"', 'title = "Next"  # so far'))
        (own / "gcmtrack.toml").write_text('extends = "../third"\n')
        assert run("edit", "next", "--set", "city=Rabat", *TODAY).code == 0
        assert "# so far" in (own / "milestones/next.toml").read_text()

    def test_a_dry_run_copies_nothing(self, own: Path, run: Run) -> None:
        before = files(own)
        done = run("edit", "next", "--set", "city=Rabat", "--dry-run", *TODAY)
        assert "it would be copied to records/milestones/next.toml" in done.err
        assert done.out.startswith("--- /dev/null\n+++ b/records/milestones/next.toml\n")
        assert files(own) == before

    def test_no_change_is_no_copy(self, own: Path, run: Run) -> None:
        before = files(own)
        assert run("edit", "next", "--set", "title=Next", *TODAY) == Result(
            0, "", "gcmtrack: nothing changed\n"
        )
        assert files(own) == before

    def test_what_would_be_wrong_is_refused(self, own: Path, run: Run) -> None:
        before = files(own)
        assert run("edit", "next", "--set", "part_of=next", *TODAY).code == 1
        assert run("edit", "next", "--set", "date=2018-13", *TODAY).code == 2
        assert files(own) == before

    def test_a_new_date_keeps_the_one_below(self, own: Path, run: Run) -> None:
        assert run("edit", "next", "--set", "date=2018-10-01", *TODAY).code == 0
        loaded = load(own)
        (earlier,) = loaded.records.milestones["next"].previous_dates
        assert str(earlier.date) == "2018-09-01"

    def test_in_the_editor(self, own: Path, dialogue: Callable[..., Dialogue], tmp_path: Path) -> None:
        script = tmp_path / "editor.sh"
        script.write_text('#!/bin/sh\nsed -i \'s/title = "Next"/title = "Next for us"/\' "$1"\n')
        script.chmod(0o755)
        done = dialogue([], "edit", "next", *TODAY, EDITOR=str(script))
        assert (done.code, done.out) == (0, "records/milestones/next.toml\n")
        assert load(own).records.milestones["next"].title == "Next for us"
        (own / "milestones/next.toml").unlink()
        idle = tmp_path / "idle.sh"
        idle.write_text("#!/bin/sh\nsleep 1.2\n")
        idle.chmod(0o755)
        done = dialogue([], "edit", "next", *TODAY, EDITOR=str(idle))
        assert "nothing changed" in done.screen
        assert not (own / "milestones/next.toml").exists()

    def test_rename_is_refused_with_the_reason(self, own: Path, run: Run) -> None:
        done = run("rename", "next", "later")
        assert done == Result(
            1,
            "",
            "gcmtrack: 'next' comes from '../base', on which these stand and where nothing is written, so it keeps its id\n",
        )
        put(own, milestone("next", title="Ours"))
        assert run("rename", "next", "later").err == (
            "gcmtrack: 'next' stands in place of a record of '../base'; under another id both would be there, so it keeps its id\n"
        )

    def test_one_of_ours_is_renamed(self, own: Path, run: Run) -> None:
        put(own, milestone("ours", part_of="a-meeting"), milestone("part", part_of="ours"))
        done = run("rename", "ours", "mine")
        assert done.lines == ["records/milestones/mine.toml", "records/milestones/part.toml"]
        assert load(own).problems == ()
        assert run("rename", "mine", "next").err == "gcmtrack: 'next' exists already; nothing was written\n"

    def test_remove_of_a_record_below_is_refused(self, own: Path, run: Run) -> None:
        done = run("remove", "next")
        assert (done.code, done.out) == (1, "")
        assert done.err == (
            "gcmtrack: 'next' comes from '../base', on which these stand and where nothing is written, so nothing was removed\n"
        )

    def test_remove_brings_back_the_one_below(self, own: Path, run: Run) -> None:
        put(
            own,
            milestone("a-meeting", title="Ours"),
            statement("ours", milestone="a-meeting", title="Ours too"),
        )
        dry = run("remove", "a-meeting", "--dry-run")
        assert dry == Result(
            0,
            "records/milestones/a-meeting.toml\n",
            "gcmtrack: 'a-meeting' of '../base' would be there again\n",
        )
        done = run("remove", "a-meeting")
        assert done == Result(
            0, "records/milestones/a-meeting.toml\n", "gcmtrack: 'a-meeting' of '../base' is there again\n"
        )
        assert load(own).records.milestones["a-meeting"] == MEETING

    def test_fmt_and_fix_touch_only_ours(self, own: Path, tmp_path: Path, run: Run) -> None:
        third = tmp_path / "third"
        put(third, milestone("untidy"))
        file = third / "milestones/untidy.toml"
        lines = file.read_text().splitlines(keepends=True)
        file.write_text(
            "".join([lines[1], lines[0], *lines[2:]]) + 'symbol = "x"\n'.replace("symbol", "# symbol")
        )
        (own / "gcmtrack.toml").write_text('extends = "../third"\n')
        put(own, milestone("ours"))
        ours = own / "milestones/ours.toml"
        lines = ours.read_text().splitlines(keepends=True)
        ours.write_text("".join([lines[1], lines[0], *lines[2:]]))
        before = files(third)
        assert run("fmt", "--check").lines[0] == "--- a/records/milestones/ours.toml"
        assert run("fmt").out == "records/milestones/ours.toml\n"
        ours.write_text("".join([lines[1], lines[0], *lines[2:]]))
        assert run("check", "--fix", "not-canonical", *TODAY).code == 0
        assert ours.read_text() == "".join(lines)
        assert files(third) == before
        assert run("fmt", "untidy").err == (
            "gcmtrack: 'untidy' comes from '../third', on which these stand and where nothing is written, so it is left as it is\n"
        )

    def test_add_checks_ids_and_twins_against_the_whole_set(self, own: Path, run: Run) -> None:
        kind = ("--kind", "event", "--type", "meeting", "--phase", "negotiation", "--source-title", "S")
        source = ("--source-url", "https://example.org/other")
        done = run("add-milestone", "--title", "A meeting", "--date", "2018-07-13", *kind, *source, *TODAY)
        assert (done.code, done.out) == (1, "")
        assert "the same milestone is there already: a-meeting" in done.err
        done = run(
            "add-milestone",
            "--title",
            "Other",
            "--date",
            "2018-07-14",
            "--id",
            "next",
            *kind,
            *source,
            *TODAY,
        )
        assert (
            done.err == "gcmtrack: 'next' exists already, in '../base'; change it with: gcmtrack edit next\n"
        )
        done = run(
            "add-milestone",
            "--title",
            "Other",
            "--date",
            "2018-07-14",
            "--part-of",
            "a-meeting",
            "--org",
            "WIMN",
            *kind,
            *source,
            *TODAY,
        )
        assert (done.code, done.out) == (0, "records/milestones/other-2018.toml\n")
        assert load(own).problems == ()

    def test_an_import_copies_what_it_changes(self, own: Path, base: Path, run: Run) -> None:
        put(own, milestone("ours", title="Ours", date="2018-08-01"))
        run("export", "--format", "csv", "--only", "milestones", "-o", "m.csv", *TODAY)
        file = own.parent / "m.csv"
        before = files(own)
        assert run("import", "m.csv", "--yes", *TODAY).code == 0
        assert files(own) == before
        file.write_text(
            file.read_text(encoding="utf-8-sig").replace("Next", "Next for us").replace("Ours", "Ours too")
        )
        done = run("import", "m.csv", "--yes", "--update", "next", "--update", "ours", *TODAY)
        assert done.code == 0, done.err
        loaded = load(own)
        assert {r.id: r.title for r in loaded.own} == {"next": "Next for us", "ours": "Ours too"}
        digest = overrides.digest((base / "milestones/next.toml").read_bytes())
        assert loaded.records.milestones["next"].overrides == digest

    def test_a_folder_without_folders_of_kinds_is_written_into(self, own: Path, run: Run) -> None:
        done = run(
            "add-organisation", "--name", "Ours", "--type", "state", "--url", "https://a.example", *TODAY
        )
        assert (done.code, done.out) == (0, "records/organisations/ours.toml\n")


class TestInit:
    def test_makes_a_folder_on_top_of_the_shipped_records(self, run: Run, tmp_path: Path) -> None:
        done = run("init", "mine")
        assert done == Result(
            0,
            "mine\n",
            "gcmtrack: your records, on top of the shipped ones, in mine; keep it in git: cd mine && git init && git add .\n",
        )
        made = files(tmp_path / "mine")
        assert sorted(made) == [
            ".gitattributes", ".gitignore", ".taplo.toml", "README.md", "gcmtrack.toml",
            "milestones/.gitkeep", "organisations/.gitkeep", "statements/.gitkeep",
        ]  # fmt: skip
        assert len(made["README.md"].splitlines()) <= 10
        assert load(tmp_path / "mine").settings.extends == "shipped"
        assert run("check", "--records", "mine", "--strict", "--today", "2026-11-22").code == 0
        assert len(run("events", "--records", "mine", *TODAY).lines) == len(
            run("events", "--records", SHIPPED, *TODAY).lines
        )

    def test_works_in_a_fresh_git_folder(self, run: Run, tmp_path: Path) -> None:
        git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
        assert run("init", ".").code == 0
        subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
        subprocess.run([*git, "commit", "-qm", "Begin"], cwd=tmp_path, check=True)
        assert (
            run("edit", "imrf-2026", "--set", "venue=Conference Building", "--today", "2026-11-22").code == 0
        )
        for number in range(10):
            name = (
                "--name",
                f"Member {number}",
                "--type",
                "civil-society",
                "--url",
                f"https://m{number}.example",
            )
            assert run("add-organisation", *name, "--today", "2026-11-22").code == 0
        subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
        subprocess.run([*git, "commit", "-qm", "Ours"], cwd=tmp_path, check=True)
        log = subprocess.run(
            ["git", "log", "-1", "--name-only", "--format="],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            text=True,
        )
        assert log.stdout.split() == [
            "milestones/imrf-2026.toml", *(f"organisations/member-{number}.toml" for number in range(10)),
        ]  # fmt: skip

    def test_copies_when_told(self, run: Run, tmp_path: Path) -> None:
        assert run("init", "mine", "--copy").code == 0
        assert not (tmp_path / "mine/gcmtrack.toml").exists()
        assert len(list((tmp_path / "mine").glob("*/*.toml"))) == len(list(SHIPPED.glob("*/*.toml")))
        assert run("init", "other", "--copy", "--empty") == Result(
            2, "", "gcmtrack: --copy and --empty contradict each other\n"
        )


def test_no_other_id_is_advised_for_what_keeps_that_of_the_base(own: Path, base: Path, run: Run) -> None:
    """`gcmtrack rename imrf-2034 imrf-2035` was advised, and refused."""
    put(
        base,
        milestone("forum-2034", date="2034"),
        statement("wimn-2018-ours", milestone="a-meeting", date="2018"),
    )
    done = run("edit", "forum-2034", "--set", "date=2035", "--records", own)
    copied = "'forum-2034' comes from '../base'; it is copied to {} and changed there"
    assert done.err.startswith(f"gcmtrack: {copied.format('records/milestones/forum-2034.toml')}\n")
    assert done.err.count("\n") == 1
    done = run("edit", "wimn-2018-ours", "--set", "date=13 July 2019", "--records", own)
    assert "rename" not in done.err
    assert run("check", "id-date", "--records", own).out == ""


def test_show_says_whose_a_copy_is_and_not_the_digest_of_a_file(own: Path, run: Run) -> None:
    """`overrides  84f772c6539b77b3` stood before it."""
    run("edit", "next", "--set", "city=Geneva", "--records", own)
    said = dict(line.split("\t", 1) for line in run("show", "next", "--records", own).lines)
    assert said["whose"] == "yours, in place of the base's"
    assert "overrides" not in said


class TestFarFromAnyFolder:
    ADD = ("add-organisation", "--name", "Ours", "--type", "state", "--url", "https://a.example", *TODAY)

    def test_a_script_is_told_where_one_is(self, run: Run, tmp_path: Path) -> None:
        for name in ("mine", "work/theirs", ".hidden", "a/b/deep"):
            (tmp_path / name).mkdir(parents=True)
            (tmp_path / name / "gcmtrack.toml").write_text('extends = "shipped"\n')
        said = "there is no records folder from here upward; further down there are some: add --records mine or --records work/theirs"
        assert run(*self.ADD) == Result(1, "", f"gcmtrack: {said}\n")
        (tmp_path / "list.csv").write_text("title,date\n")
        for command in (
            "edit wimn --set country=CH",
            "rename wimn w",
            "remove wimn",
            "import list.csv",
            "fmt",
        ):
            assert run(*command.split()).err == f"gcmtrack: {said}\n"
        assert run(*self.ADD, "--records", "mine").out == "mine/organisations/ours.toml\n"

    def test_the_pages_of_a_site_are_no_records(self, run: Run, tmp_path: Path) -> None:
        for kind in ("milestones", "statements", "organisations"):
            (tmp_path / "public/en" / kind).mkdir(parents=True)
            (tmp_path / "mine" / kind).mkdir(parents=True)
        (tmp_path / "public/en/index.html").touch()
        said = "there is no records folder from here upward; further down there is one: add --records mine"
        assert run(*self.ADD) == Result(1, "", f"gcmtrack: {said}\n")

    def test_a_person_is_asked(self, dialogue: Callable[..., Dialogue], tmp_path: Path) -> None:
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine/gcmtrack.toml").write_text('extends = "shipped"\n')
        question = "No hay ninguna carpeta de fichas de aquí hacia arriba. ¿Usar mine? [S/n]"
        done = dialogue([(question, "")], *self.ADD, "--in", "es", "--dry-run")
        assert done.code == 0
        question = "There is no records folder from here upward. Use mine? [Y/n]"
        done = dialogue([(question, "")], *self.ADD)
        assert (done.code, done.out) == (0, "mine/organisations/ours.toml\n")
        done = dialogue([(question, "")], "edit", "milestones/", "--set", "city=Geneva")
        said = "unknown milestone ''; give an id, or look for one with: gcmtrack search --records mine WORDS"
        assert (done.code, done.screen.splitlines()[-1]) == (2, f"gcmtrack: {said}")


def test_a_folder_of_settings_alone_is_found_from_inside(
    own: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = own.parent / "elsewhere"
    shutil.copytree(own, other)
    monkeypatch.chdir(other)
    assert run("events", *BEFORE).ids == ["a-meeting", "next"]


def test_a_stack_reads_the_text_that_counts(own: Path) -> None:
    put(own, milestone("next", title="Ours"))
    stack = Stack(own)
    assert b'"Ours"' in stack.text("milestones", "next")
    assert b'"A meeting"' in stack.text("milestones", "a-meeting")
