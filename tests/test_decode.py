"""Every fault of a table is found, at its key, with a sentence that says what to write."""

from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from gcmtrack.model.findings import KeyPath
from gcmtrack.model.ids import Folder
from gcmtrack.model.records import RECORD_TYPES, Milestone, Record
from gcmtrack.store import decode, toml_text
from strategies import records

GOOD: dict[Folder, str] = {
    "milestones": 'title = "T"\nkind = "event"\ntype = "forum"\nphase = "review"\ndate = "2018"\n',
    "statements": 'title = "T"\nkind = "statement"\ndate = "2018"\norganisations = ["wimn"]\n',
    "organisations": 'name = "N"\ntype = "civil-society"\n',
}


# The key, the check, the sentence.
Fault = tuple[KeyPath, str, str]


def faults(folder: Folder, text: str) -> list[Fault]:
    """Returns what is wrong in a good record with `text` added; a key of the record is replaced."""
    table = {**tomli.loads(GOOD[folder]), **tomli.loads(text)}
    record, findings = decode.read_record(folder, "x", table)
    assert (record is None) == bool(findings)
    assert all((f.folder, f.id, f.level, f.line) == (folder, "x", "error", 0) for f in findings)
    return [(f.key, f.check, f.message) for f in findings]


ROWS: list[tuple[str, tuple[str | int, ...], str, str]] = [
    # what is wrong in a milestone, the path of the key, the check, the sentence
    ("titel = 'x'", ("titel",), "unknown-key", "unknown key 'titel', did you mean 'title' or 'titles'?"),
    ("organizers = []", ("organizers",), "unknown-key", "unknown key 'organizers', did you mean 'organisers'?"),
    ("zzz = 1", ("zzz",), "unknown-key", "unknown key 'zzz'; see them with: gcmtrack help keys"),
    ("id = 'x'", ("id",), "unknown-key", "the id is the name of the file; leave it out"),
    ("title = 5", ("title",), "wrong-type", "'title' must be text in quotes, not a number"),
    ("title = ' '", ("title",), "empty-text", "'title' is empty; leave the key out"),
    ("kind = 'Event'", ("kind",), "unknown-word", "unknown kind 'Event', did you mean 'event'?"),
    ("kind = 'zzz'", ("kind",), "unknown-word", "unknown kind 'zzz'; use deadline, decision, document or event"),
    ("kind = ['event']", ("kind",), "wrong-type", "'kind' must be text in quotes, one of event, document, decision or deadline"),
    ("kind = {a = 1}", ("kind",), "wrong-type", "'kind' must be text in quotes, one of event, document, decision or deadline"),
    ("type = 'formu'", ("type",), "unknown-word", "unknown type 'formu', did you mean 'forum'?"),
    ("type = 'draft'", ("type",), "unknown-word", "type 'draft' goes with kind 'document', not 'event'"),
    ("type = 'declaration'", ("type",), "unknown-word", "type 'declaration' goes with kind 'document' or 'decision', not 'event'"),
    ("phase = 'reveiw'", ("phase",), "unknown-word", "unknown phase 'reveiw', did you mean 'review'?"),
    ("status = 'canceled'", ("status",), "unknown-word", "unknown status 'canceled', did you mean 'cancelled'?"),
    ("region = 'europe'", ("region",), "unknown-word", "unknown region 'europe', did you mean 'europe-north-america'?"),
    ("date = '2017-06-31'", ("date",), "bad-date", "2017-06-31 does not exist: June 2017 has 30 days"),
    ("date = '2018/2017'", ("date",), "ends-before-start", "2018/2017 ends before it starts"),
    ("date = true", ("date",), "bad-date", 'write a date in quotes, such as "2018-07-13", "2018-07" or "2018"'),
    ("date = 2018-07-13T10:00:00", ("date",), "bad-date", 'clock times are not kept; write "2018-07-13"'),
    ("date = 10:00:00", ("date",), "bad-date", 'write a date in quotes, such as "2018-07-13", "2018-07" or "2018"'),
    ("country = 'UK'", ("country",), "unknown-word", "unknown country 'UK', did you mean 'GB' (United Kingdom)?"),
    ("country = 'mexico'", ("country",), "unknown-word", "unknown country 'mexico', did you mean 'MX' (Mexico)?"),
    ("country = 'QQ'", ("country",), "unknown-word", "unknown country 'QQ'; write an ISO 3166 code such as 'MX', or see them with: gcmtrack help countries"),
    ("organisers = 'wimn'", ("organisers",), "wrong-type", "'organisers' must be a list: organisers = [\"wimn\"]"),
    ("organisers = ['UN GA']", ("organisers", 0), "bad-id", "'UN GA' is not an id: small letters, digits and single hyphens; did you mean 'un-ga'?"),
    ('organisers = ["wimn\\n"]', ("organisers", 0), "bad-id", "'wimn\\n' is not an id: small letters, digits and single hyphens; did you mean 'wimn'?"),
    (f"part_of = '{'a' * 81}'", ("part_of",), "bad-id", f"'{'a' * 81}' is too long for an id: at most 80 letters, digits and hyphens"),
    ("objectives = [5, 24]", ("objectives", 1), "unknown-word", "there is no objective 24; the Compact has 1 to 23"),
    ("objectives = [5.0]", ("objectives", 0), "wrong-type", "'objectives' must be a whole number, not a decimal number"),
    ("objectives = [true]", ("objectives", 0), "wrong-type", "'objectives' must be a whole number, not true or false"),
    ("objectives = 5", ("objectives",), "wrong-type", "'objectives' must be a list: objectives = [5, 12]"),
    ("topics = ['Labour Rights']", ("topics", 0), "bad-topic", "'Labour Rights' is not a topic: small letters, digits and single hyphens; did you mean 'labour-rights'?"),
    ("symbol = 'a/res/73/195'", ("symbol",), "symbol-spelling", "write the symbol as 'A/RES/73/195'"),
    ("symbol = 'resolution 73'", ("symbol",), "bad-symbol", "'resolution 73' is not a UN document symbol; write it like A/RES/73/195 or A/CONF.231/3"),
    ("symbol = 'A'", ("symbol",), "bad-symbol", "'A' is not a UN document symbol; write it like A/RES/73/195"),
    ("added = 'yesterday'", ("added",), "wrong-type", "'added' must be a date without quotes, not text"),
    ("added = 2018-07-13T10:00:00", ("added",), "wrong-type", "'added' must be a date without quotes, not a date with a clock time"),
    ("titles = 'x'", ("titles",), "wrong-type", "'titles' must be a table of languages: es = \"...\""),
    ("titles.sp = 'x'", ("titles", "sp"), "unknown-word", "unknown language 'sp', did you mean 'es' (Spanish)?"),
    ("titles.es = ''", ("titles", "es"), "empty-text", "'titles' is empty; leave the key out"),
    ("links = 'https://x.org'", ("links",), "wrong-type", "'links' must be a list of tables, each headed [[links]]"),
    ("links = ['https://x.org']", ("links", 0), "wrong-type", "'links' must be a list of tables, each headed [[links]]"),
    ("[[links]]\nlanguage = 'es'", ("links", 0), "missing-key", "'url' is missing: the address; http or https"),
    ("[[links]]\nurl = 'javascript:alert(1)'", ("links", 0, "url"), "bad-link", "'url' must be a web address (http or https), not 'javascript:alert(1)'"),
    ('[[links]]\nurl = "https://x.org\\n"', ("links", 0, "url"), "bad-link", "'url' must be a web address (http or https), not 'https://x.org\\n'"),
    ("[[links]]\nurl = 'http://x.org:99999/'", ("links", 0, "url"), "bad-link", "the server or the port in 'url' cannot be one: 'http://x.org:99999/'"),
    ("[[links]]\nurl = 'http://x.org:65536'", ("links", 0, "url"), "bad-link", "the server or the port in 'url' cannot be one: 'http://x.org:65536'"),
    ("[[links]]\nurl = 'http://[::1'", ("links", 0, "url"), "bad-link", "the server or the port in 'url' cannot be one: 'http://[::1'"),
    ("[[links]]\nurl = 'https://:80/'", ("links", 0, "url"), "bad-link", "the server or the port in 'url' cannot be one: 'https://:80/'"),
    ("[[links]]\nurl = 'http://?a'", ("links", 0, "url"), "bad-link", "the server or the port in 'url' cannot be one: 'http://?a'"),
    ("[[links]]\nurl = 'https://x.org/a b'", ("links", 0, "url"), "bad-link", "'url' must be a web address (http or https), not 'https://x.org/a b'"),
    ("[[links]]\nurl = 'HTTPS://x.org'", ("links", 0, "url"), "bad-link", "'url' must be a web address (http or https), not 'HTTPS://x.org'"),
    ('[[links]]\nurl = "https://x.org/\\u001b]8;;"', ("links", 0, "url"), "bad-link", "'url' holds a control character, copy the address anew: 'https://x.org/\\x1b]8;;'"),
    ('[[links]]\nurl = "https://x\\u009b.org"', ("links", 0, "url"), "bad-link", "'url' holds a control character, copy the address anew: 'https://x\\x9b.org'"),
    ("[[links]]\nurl = 'https://x.org'\nlanguage = 'Spanish'", ("links", 0, "language"), "unknown-word", "unknown language 'Spanish', did you mean 'es' (Spanish)?"),
    ("[[links]]\nurl = 'https://x.org'\nlanguage = 'qq'", ("links", 0, "language"), "unknown-word", "unknown language 'qq'; write an ISO 639 code such as 'es', or see them with: gcmtrack help languages"),
    ("[[links]]\nurl = 'https://x.org'\nformat = 'mp4'", ("links", 0, "format"), "unknown-word", "unknown format 'mp4'; use audio, docx, html, image, pdf, text or video"),
    ("[[sources]]\ntitle = 'A'\n[[sources]]\nurl = 'https://x.org'", ("sources", 1), "missing-key", "'title' is missing: title of the page or document"),
    ("[[previous_dates]]\ndate = 'May'", ("previous_dates", 0, "date"), "bad-date", "'May' is not a date here; write a year, a month, a day or a range: 2018, 2018-07, 2018-07-13, 2018-07-09/2018-07-13"),
    ("fulfils = 'a/b'", ("fulfils",), "wrong-type", "'fulfils' must be a list: fulfils = [\"a/b\"]"),
    ("fulfils = ['review-forum']", ("fulfils", 0), "bad-id", "'review-forum' names no mandate: write the ids of decision and mandate, as a-res-73-195/review-forum"),
    ("our_translations = ['es', 'xx']", ("our_translations", 1), "unknown-word", "unknown language 'xx'; write an ISO 639 code such as 'es', or see them with: gcmtrack help languages"),
    ("overrides = '3F9C'", ("overrides",), "wrong-type", "'overrides' must be the digest of a file, 8 to 128 hexadecimal digits, not '3F9C'"),
    ("summaries = 'x'", ("summaries",), "wrong-type", "'summaries' must be a table of languages: es = \"...\""),
    ("summaries.es = ''", ("summaries", "es"), "empty-text", "'summaries' is empty; leave the key out"),
    ("summaries.sp = 'x'", ("summaries", "sp"), "unknown-word", "unknown language 'sp', did you mean 'es' (Spanish)?"),
    ("vote.yes = 3", ("vote",), "unknown-key", "'vote' goes with kind 'decision', not 'event'"),
    ("[[changes]]\ntopic = 'labour'\neffect = 'added'\nwhat = 'W'\nbasis = 'reported'", ("changes",), "unknown-key", "'changes' goes with kind 'document', not 'event'"),
    ("[[previous_dates]]\ndate = '2018'\nchanged = 2018", ("previous_dates", 0, "changed"), "wrong-type", "'changed' must be a date without quotes, not a number"),
    ("[[disputes]]\nvalue = 'x'", ("disputes", 0), "missing-key", "'field' is missing: the key that is disputed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "check", "sentence"), ROWS, ids=[row[0] for row in ROWS])
def test_a_fault_of_a_milestone(text: str, path: tuple[str | int, ...], check: str, sentence: str) -> None:
    assert faults("milestones", text) == [(path, check, sentence)]


DECISION = "kind = 'decision'\ntype = 'vote'\n"
MANDATE = "[[mandates]]\nid = 'forum'\nwhat = 'W'\nevery = '4y'\nfirst = '2022'\n"
OF_A_DECISION: list[tuple[str, tuple[str | int, ...], str, str]] = [
    ("vote = 5", ("vote",), "wrong-type", "'vote' must be a table: [vote]"),
    ("[vote]", ("vote",), "missing-key", "'vote' says nothing; give yes, no, abstained or absent"),
    ("vote.in_favour = 5", ("vote", "in_favour"), "unknown-key", "unknown key 'in_favour', did you mean 'yes'?"),
    ("vote.yes = -1", ("vote", "yes"), "wrong-type", "'yes' must be 0 or more"),
    ("vote.yes = 'all'", ("vote", "yes"), "wrong-type", "'yes' must be a list of ids or a whole number, not text"),
    ("vote.yes = true", ("vote", "yes"), "wrong-type", "'yes' must be a list of ids or a whole number, not true or false"),
    ("vote.yes = 1.5", ("vote", "yes"), "wrong-type", "'yes' must be a list of ids or a whole number, not a decimal number"),
    ("vote.no = ['poland', 'United States']", ("vote", "no", 1), "bad-id", "'United States' is not an id: small letters, digits and single hyphens; did you mean 'united-states'?"),
    ("vote.no = ['poland', 5]", ("vote", "no", 1), "wrong-type", "'no' must be text in quotes, not a number"),
    ("[mandates]\nid = 'forum'", ("mandates",), "wrong-type", "'mandates' must be a list of tables, each headed [[mandates]]"),
    (MANDATE.replace("id = 'forum'\n", ""), ("mandates", 0), "missing-key", "'id' is missing: its id within the decision: milestones name both in `fulfils`"),
    (MANDATE.replace("'forum'", "'The Forum'"), ("mandates", 0, "id"), "bad-id", "'The Forum' is not an id: small letters, digits and single hyphens; did you mean 'the-forum'?"),
    (MANDATE + MANDATE, ("mandates", 1, "id"), "bad-id", "'forum' is a mandate of this record already"),
    (MANDATE.replace("4y", "four years"), ("mandates", 0, "every"), "wrong-type", "'every' must be a span of years or months, such as 4y or 12m, not 'four years'"),
    (MANDATE.replace("'2022'", "'soon'"), ("mandates", 0, "first"), "bad-date", "'soon' is not a date here; write a year, a month, a day or a range: 2018, 2018-07, 2018-07-13, 2018-07-09/2018-07-13"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "check", "sentence"), OF_A_DECISION, ids=[row[0] for row in OF_A_DECISION])  # fmt: skip
def test_a_fault_of_a_decision(text: str, path: tuple[str | int, ...], check: str, sentence: str) -> None:
    assert faults("milestones", DECISION + text) == [(path, check, sentence)]
    # Beside another fault it is found as well.
    others = faults("milestones", DECISION.replace("vote", "vot") + text)
    assert (path, check, sentence) in others
    assert len(others) == 2


CHANGE = "topic = 'labour'\neffect = 'added'\nwhat = 'W'\nbasis = 'reported'\n"


@pytest.mark.parametrize(
    ("text", "path", "check", "sentence"),
    [
        (CHANGE.replace("added", "absent"), ("effect",), "unknown-word", "unknown effect 'absent'; use added, changed, kept or removed"),
        (CHANGE.replace("reported", "guessed"), ("basis",), "unknown-word", "unknown basis 'guessed'; use compared, inferred or reported"),
        (CHANGE + "objective = 24", ("objective",), "unknown-word", "there is no objective 24; the Compact has 1 to 23"),
        (CHANGE + "sources = ['page 3']", ("sources", 0), "bad-link", "'sources' must be a web address (http or https), not 'page 3'"),
        (CHANGE.replace("what = 'W'\n", ""), (), "missing-key", "'what' is missing: the change in our own words"),
    ],
)  # fmt: skip
def test_a_fault_of_a_change(text: str, path: tuple[str, ...], check: str, sentence: str) -> None:
    draft = "kind = 'document'\ntype = 'draft'\n[[changes]]\n"
    assert faults("milestones", draft + text) == [(("changes", 0, *path), check, sentence)]


@pytest.mark.parametrize(
    ("folder", "text", "fault"),
    [
        (
            "statements",
            "organization = 'wimn'",
            (("organization",), "unknown-key", "unknown key 'organization', did you mean 'organisations'?"),
        ),
        (
            "statements",
            "cosigner_count = 0",
            (("cosigner_count",), "wrong-type", "'cosigner_count' must be 1 or more"),
        ),
        (
            "statements",
            "languages = ['es', 'xx']",
            (
                ("languages", 1),
                "unknown-word",
                "unknown language 'xx'; write an ISO 639 code such as 'es', or see them with: gcmtrack help languages",
            ),
        ),
        (
            "statements",
            "speaker = 'Ana'",
            (("speaker",), "wrong-type", "'speaker' must be a table: [speaker]"),
        ),
        (
            "statements",
            "[speaker]\nrole = 'chair'",
            (("speaker",), "missing-key", "'name' is missing: the person's name"),
        ),
        (
            "statements",
            "stance = 'for'",
            (
                ("stance",),
                "unknown-word",
                "unknown stance 'for'; use critical, neutral, rejecting, supportive or supportive-with-concerns",
            ),
        ),
        (
            "organisations",
            "type = 'ngo'",
            (
                ("type",),
                "unknown-word",
                "unknown type 'ngo'; use academia, civil-society, employers, faith, intergovernmental, local-government, parliament, political-party, process, state, trade-union or un-body",
            ),
        ),
        (
            "organisations",
            "title = 'N'",
            (("title",), "unknown-key", "unknown key 'title', did you mean 'name'?"),
        ),
        (
            "organisations",
            "members = ['wimn']",
            (("members",), "unknown-key", "unknown key 'members', did you mean 'member_of'?"),
        ),
    ],
)
def test_a_fault_of_a_statement_or_an_organisation(folder: Folder, text: str, fault: Fault) -> None:
    assert faults(folder, text) == [fault]


def test_all_faults_come_in_one_run() -> None:
    record, found = decode.read_record(
        "milestones",
        "x",
        tomli.loads(
            "kind = 'event'\ntype = 'draft'\ndate = '2017-06-31'\nsymbol = 'a/res/1/2'\ncolour = 'red'"
        ),
    )
    assert record is None
    assert [(fault.key, fault.check) for fault in found] == [
        (("date",), "bad-date"),
        (("colour",), "unknown-key"),
        ((), "missing-key"),
        ((), "missing-key"),
        (("type",), "unknown-word"),
        (("symbol",), "symbol-spelling"),
    ]
    assert [fault.message for fault in found if fault.check == "missing-key"] == [
        "'title' is missing: what it is called; English unless it has only another name",
        "'phase' is missing: the phase of the process to which it belongs",
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://x.org:65535/a", "http://x.org:/", "https://[2001:db8::1]:8080/?q#f", "https://user:pw@x.org",
        "https://ñ.example/ü?a=[1]&b=\\u202e", "http://x.org?q=1", "http://x.org#f", "https://x_y.example/a@b:c",
        "https://web.archive.org/web/2018*/http://[::1", "http://127.0.0.1:8000",
    ],
)  # fmt: skip
def test_an_address_may_have_all_that_addresses_have(url: str) -> None:
    assert faults("milestones", f'[[links]]\nurl = "{url}"') == []


@pytest.mark.parametrize(
    ("text", "date"),
    [("date = 2018", "2018"), ("date = 2018-07-13", "2018-07-13"), ("date = '2018-07~'", "2018-07~")],
)
def test_a_bare_year_or_toml_date_is_read(text: str, date: str) -> None:
    record, _ = decode.read_record(
        "milestones", "x", {**tomli.loads(GOOD["milestones"]), **tomli.loads(text)}
    )
    assert isinstance(record, Milestone)
    assert str(record.date) == date


def test_a_quoted_day_is_read_and_is_no_fault_beside_another() -> None:
    assert faults("milestones", "added = '2018-07-13'") == []
    assert [key for key, *_ in faults("milestones", "added = '2018-07-13'\nzzz = 1")] == [("zzz",)]


@given(records())
def test_a_record_is_read_from_its_own_table(record: Record) -> None:
    assert decode.read_record(record.folder, record.id, toml_text.plain(record)) == (record, [])


_junk = st.one_of(
    st.booleans(), st.integers(), st.floats(), st.text(max_size=3), st.dates(), st.datetimes(), st.times(),
    st.just([]), st.just({}), st.just([[]]), st.just([{}]), st.just({"es": 1}), st.just(["a", 1]), st.just("x\n"),
    st.just({"url": "x"}), st.just([{"url": "https://x.org", "zzz": 1}]),
)  # fmt: skip


@given(records(), st.data())
def test_a_spoilt_table_is_a_record_or_has_a_fault(record: Record, data: st.DataObject) -> None:
    """Nothing is left out without a word, and nothing raises."""
    table: dict[str, Any] = toml_text.plain(record)
    keys = [key for key in RECORD_TYPES[record.folder].__struct_fields__ if key != "id"]
    table |= data.draw(st.dictionaries(st.sampled_from(keys), _junk, min_size=1, max_size=2))
    read, findings = decode.read_record(record.folder, record.id, table)
    assert (read is None) == bool(findings)
    assert all(fault.message and fault.check for fault in findings)
