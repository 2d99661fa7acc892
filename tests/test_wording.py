"""The words of a language: each stands in its file once, each is used, and what is missing is said in English."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given

import strategies
from builders import milestone, organisation, records, statement
from conftest import SHIPPED
from gcmtrack import wording
from gcmtrack.cli.add.forms import FORMS
from gcmtrack.formats.pages.sections import SECTIONS
from gcmtrack.model import un_symbols, vocabulary
from gcmtrack.model.dates import Precision
from gcmtrack.model.records import RECORD_TYPES, Record
from gcmtrack.store.load import load
from gcmtrack.store.stack import Origin
from gcmtrack.views import change_words, changes, digest, mandates, trail
from gcmtrack.views.comparable import FACTS
from gcmtrack.views.events import STATES
from gcmtrack.views.facets import FACETS
from gcmtrack.views.record_fields import record_fields
from gcmtrack.views.texts import texts_of
from gcmtrack.wording import LANGUAGES, Wording, english, wording_of
from gcmtrack.wording.dates import PATTERNS
from gcmtrack.wording.words import plural, read_words

SOURCE = Path(wording.__file__).parent.parent
TODAY = date(2018, 7, 20)
ENGLISH = read_words("en")

_MONTHS = [str(number) for number in range(1, 13)]
# What keys of records a dispute may be about.
_KEYS = {key for kind in RECORD_TYPES.values() for key in kind.__struct_fields__} - {
    "id", "added", "checked", "disputes", "links", "sources",
}  # fmt: skip

# What a listing may be empty of.
_LISTED = {
    *(
        "records",
        "milestones",
        "statements",
        "organisations",
        "documents",
        "texts",
        "topics",
        "mandates",
        "positions",
    ),
    *("events", "events-of"),
}

# Groups that are looked up with words from elsewhere, and all of those words.
LISTS: dict[str, set[str]] = {
    "phase": set(vocabulary.PHASES),
    "kind": {*vocabulary.MILESTONE_KINDS, *vocabulary.STATEMENT_KINDS},
    "type": set(vocabulary.MILESTONE_TYPES),
    "status": set(vocabulary.STATUSES),
    "unseen": {"tentative", "expected"},
    "page-status": {"tentative", "expected", "postponed", "cancelled"},
    "page-unseen": {"tentative", "expected"},
    "region": set(vocabulary.REGIONS),
    "stance": set(vocabulary.STANCES),
    "effect": set(vocabulary.CHANGE_EFFECTS),
    "basis": set(vocabulary.CHANGE_BASES),
    "vote": {"yes", "no", "abstained", "absent"},
    "organisation-type": set(vocabulary.ORGANISATION_TYPES),
    "format": set(vocabulary.LINK_FORMATS),
    "symbol": set(un_symbols.SYMBOL_KINDS),
    "record": {folder.removesuffix("s") for folder in RECORD_TYPES} | {"objective"},
    "link-role": set(vocabulary.LINK_ROLES),
    "records": set(RECORD_TYPES),
    "organ": set(get_args(un_symbols.Organ)),
    "origin": set(get_args(Origin)),
    "key": _KEYS,
    "month": set(_MONTHS),
    "month-short": set(_MONTHS),
    "weekday": {str(number) for number in range(1, 8)},
    "no-match": _LISTED,
    "there-are-no": _LISTED,
    "joint": {"comma", "semicolon", "colon", "and", "and-before-i", "or", "or-before-o", "quoted"},
    "heading": {
        *STATES,
        "statements",
        "documents",
        "timeline",
        "objectives",
        "principles",
        "found",
        "organisations",
        "topics",
    },
    "state": set(STATES),
    "section": set(SECTIONS),
    "none": set(SECTIONS),
    "precision": set(get_args(Precision)),
    "facet": {*FACETS},
    "gap": set(FACETS),
    "gap-actor": set(vocabulary.ORGANISATION_TYPES),
    "coverage-statement": {*FACETS} - {"kind", "year"},
    "coverage-milestone": {*FACETS} - {"kind", "phase", "stance", "type", "year"},
    "occasion": set(get_args(mandates.State)),
    "answer": set(get_args(trail.Kind)),
    "fact": set(FACTS),
    "change-kind": set(changes.KINDS),
    "change-section": set(get_args(change_words.SectionName)),
    "digest-part": set(get_args(digest.PartName)) - {"changed", "languages"},
    **{style: set(patterns) for style, patterns in PATTERNS.items()},
}
# Groups that are looked up with words that a module or two write down.
WRITTEN = {
    "column": ("views/sheets.py",),
    "field": ("views/record_fields.py", "views/objective_fields.py", "terminal/lines.py"),
    "relation": ("views/relations.py",),
    "role": ("views/relations.py",),
    "text": ("views/texts.py",),
}


@cache
def parsed() -> dict[str, ast.Module]:
    return {
        file.relative_to(SOURCE).as_posix(): ast.parse(file.read_text(encoding="utf-8"))
        for file in SOURCE.rglob("*.py")
    }


def texts(tree: ast.AST) -> Iterator[str]:
    """Yields the strings of a module but its docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """Yields the calls of a method of a `Wording`, which has that name everywhere."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr in names and ast.unparse(node.func.value).endswith(
            ("wording", "words", "english()")
        ):
            yield node


def plainly(node: ast.expr) -> list[str] | None:
    """What an argument may be when it is written down where it is given; None when it is not."""
    if isinstance(node, ast.IfExp):
        either = (plainly(node.body), plainly(node.orelse))
        return None if None in either else [text for texts in either for text in texts or ()]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def lacking(groups: dict[str, dict[str, str]]) -> set[str]:
    """The keys of the English file that another one lacks; of a plural one form is enough, since forms differ."""

    def keys(of: dict[str, dict[str, str]]) -> set[str]:
        return {f"{group}.{key.partition('_')[0] if group == 'count' else key}" for group, texts in of.items() for key in texts}  # fmt: skip

    return keys(ENGLISH) - keys(groups)


# What is called otherwise in a language than in the record: English needs no words for them.
OWN = {"topic", "city", "venue", "acronym", "csv-column", "link-title", "objective-title", "prompt"}
# The forms of a text that its date may want; see `Words.in_form`.
DATE_FORMS = ("day", "month", "year", "about", "open")


def strange(group: str, said: dict[str, str]) -> set[str]:
    """The keys that the English file does not have, and that are no form of one that it has."""
    known = ENGLISH.get(group, said if group in OWN else {})
    return {
        key
        for key in said
        if key not in known and not (key.partition("_")[0] in known and key.partition("_")[2] in DATE_FORMS)
    }


def english_of(group: str, key: str) -> str:
    said = ENGLISH[group]
    return said[key] if key in said else said[key.partition("_")[0]]


def places(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w*)(?:!r)?\}", text))


@pytest.mark.parametrize("language", LANGUAGES)
class TestEachFile:
    def test_it_has_every_word_of_the_english_one_and_no_other(self, language: str) -> None:
        groups = read_words(language)
        assert lacking(groups) == set()
        assert {group: more for group, texts in groups.items() if (more := strange(group, texts))} == {}

    def test_it_has_each_plural_form_that_its_numbers_take(self, language: str) -> None:
        forms = {plural(language, number) for number in range(1000)}
        stems = {key.partition("_")[0] for key in ENGLISH["count"]}
        assert set(read_words(language)["count"]) == {f"{stem}_{form}" for stem in stems for form in forms}

    def test_the_places_to_fill_are_those_of_the_english_text(self, language: str) -> None:
        for group, said in read_words(language).items():
            # How the pieces of a date are put together is the language's own affair.
            if not group.startswith("date") and group not in OWN:
                assert {key: places(text) for key, text in said.items()} == {
                    key: places(english_of(group, key)) for key in said
                }

    def test_no_text_is_empty(self, language: str) -> None:
        assert [
            (group, key) for group, said in read_words(language).items() for key in said if not said[key]
        ] == []


def test_a_file_that_lacks_a_word_is_found_out() -> None:
    part = {group: dict(texts) for group, texts in ENGLISH.items()}
    del part["phase"]["review"], part["count"]["day_one"], part["count"]["day_other"], part["remark"]
    assert lacking(part) == {
        "phase.review",
        "count.day",
        "remark.moved-from",
        "remark.date-disputed",
        "remark.cancelled",
    }


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_question_has_its_words(language: str) -> None:
    """They stand in English in the forms; what is no question of a form is found where it is said."""
    asked = {row.question for form in FORMS.values() for row in form.rows if row.question}
    words = read_words(language)["prompt"]
    assert asked - set(words) == set()
    asking = (
        "add/adding",
        "add/form",
        "add/interview",
        "add/organisation",
        "commands/remove",
        "editor",
        "own_folder",
    )
    written = "".join((SOURCE / "cli" / f"{name}.py").read_text() for name in asking)
    for english_text in set(words) - asked:
        pieces = re.split(
            r"organisation|milestone",
            english_text.replace("{answer}", "{{answer}}").replace("{meant}", "{{meant}}"),
        )
        assert english_text in written or all(piece in written for piece in pieces), english_text
        assert places(words[english_text]) == places(english_text)


def questions() -> Iterator[str]:
    """What is given to `confirm` and `prompt` on the command line, with every noun that may stand in it."""
    for file, tree in parsed().items():
        if not file.startswith("cli/"):
            continue
        named = {
            target.id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            if not ast.unparse(call.func).endswith((".confirm", "._confirm", ".prompt")):
                continue
            asked = call.args[0]
            asked = named.get(asked.id, asked) if isinstance(asked, ast.Name) else asked
            if text := plainly(asked):
                yield from text
            elif isinstance(asked, ast.JoinedStr):
                for noun in ("milestone", "organisation"):
                    yield "".join(
                        str(part.value) if isinstance(part, ast.Constant) else noun for part in asked.values
                    )


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_question_that_is_asked_has_its_words(language: str) -> None:
    asked = set(questions())
    assert {"Remove {path}?", "Edit it again?", "Add {answer} as a new milestone now?"} <= asked
    assert asked - set(read_words(language)["prompt"]) == set()


def test_there_is_a_file_for_each_language_and_no_other() -> None:
    assert {file.stem for file in (SOURCE / "wording").glob("*.json")} == set(LANGUAGES)


@pytest.mark.parametrize("group", LISTS)
def test_every_word_of_a_list_has_a_text_and_no_other(group: str) -> None:
    assert set(ENGLISH[group]) == LISTS[group]


@pytest.mark.parametrize("group", WRITTEN)
def test_every_text_of_a_group_is_used(group: str) -> None:
    written = {text for file in WRITTEN[group] for text in texts(parsed()[file])}
    assert set(ENGLISH[group]) - written == set()


def test_every_key_that_is_asked_for_is_there() -> None:
    keys = {f"{group}.{key}" for group, said in ENGLISH.items() for key in said}
    asked: dict[str, str] = {}
    for file, tree in parsed().items():
        for call in calls(tree, "text", "say", "around", "in_form", "say_of"):
            written = plainly(call.args[0]) if call.args else None
            # `Words` looks up what it is given, and nothing else may build a key of pieces.
            assert written is not None or file.startswith("wording/"), f"{file}:{call.lineno}"
            asked |= dict.fromkeys(written or (), file)
        for call in calls(tree, "count"):
            if len(call.args) == 2 and (written := plainly(call.args[1])):
                asked |= {f"count.{stem}_one": file for stem in written}
        for call in calls(tree, "label", "labels"):
            groups = plainly(call.args[0])
            assert groups is None or {*groups} <= {*LISTS, *WRITTEN, "topic"}, f"{file}:{call.lineno}"
    assert "remark.moved-from" in asked
    assert {key: file for key, file in asked.items() if key not in keys} == {}


def asked_by_the_site() -> set[str]:
    """The words that templates of the site name, and those that it makes of the names of its pages and lists."""
    from gcmtrack.site.edition import MENU
    from gcmtrack.site.embed import BLOCKS

    named = {
        key
        for file in (SOURCE / "site" / "templates").glob("*.html")
        for key in re.findall(r"w\['([^']+)'\]", file.read_text(encoding="utf-8"))
    }
    about = {f"{name}-about" for name in MENU}
    states = {*STATES} | {f"{state}-none" for state in STATES}
    written = {text for file, tree in parsed().items() if file.startswith("site/") for text in texts(tree)}
    plain = {text.removeprefix("site.") for text in written}
    blocks = {f"embed-{name}" for name in BLOCKS}
    return named | about | states | blocks | {*MENU} | (plain & set(ENGLISH["site"]))


def test_the_site_asks_for_its_words_and_for_no_others() -> None:
    assert asked_by_the_site() == set(ENGLISH["site"])


def test_every_key_of_the_file_is_asked_for() -> None:
    written = {text for tree in parsed().values() for text in texts(tree)}
    unused = [
        f"{group}.{key}"
        for group, said in ENGLISH.items()
        if group not in LISTS and group not in WRITTEN and group != "site"
        for key in said
        if (key.partition("_")[0] if group == "count" else f"{group}.{key}") not in written
    ]
    assert unused == []


def test_no_module_of_the_model_speaks() -> None:
    """What ends a command is in English; the names of countries and languages are those of their codes."""
    speaking = {"model/date_errors.py", "model/iso_tables.py"}
    # A text that is its own key is a word of the vocabulary.
    said = {text for said in ENGLISH.values() for key, text in said.items() if text != key and len(text) > 2}
    assert {"January", "Asia and the Pacific", "{n} milestones"} <= said
    for file, tree in parsed().items():
        if file.startswith("model/") and file not in speaking:
            # Symbols of documents have a part "Summary", some stand for no more than a document, and codes are of a
            # country or a language.
            no_words = {"Summary", "language", *ENGLISH["kind"]}
            assert {text for text in texts(tree) if text in said} - no_words == set(), file


@given(strategies.records())
def test_all_that_is_said_of_a_record_has_its_words(record: Record) -> None:
    labels = {*ENGLISH["field"], *ENGLISH["relation"]}
    assert {field.name for field in record_fields(records(record), record, TODAY, english()).fields} <= labels
    assert {key for key, _ in texts_of(record, records(record))} <= set(ENGLISH["text"])


def test_every_relation_and_part_taken_in_the_shipped_records_has_its_words() -> None:
    all_ = load(SHIPPED).records
    labels = {*ENGLISH["field"], *ENGLISH["relation"]}
    names = {field.name for record in all_ for field in record_fields(all_, record, TODAY, english()).fields}
    assert names - labels == set()
    assert len(names & set(ENGLISH["relation"])) > 10


class TestWhatIsMissing:
    PART = Wording(
        "xx",
        {
            "phase": {"review": "examen"},
            "count": {"day_one": "{n} día", "day_other": "{n} días"},
            "number": {"thousands": "."},
        },
        english,
    )

    def test_a_text_is_said_in_english(self) -> None:
        assert self.PART.say("remark.moved-from", date="mayo") == "moved from mayo"
        assert self.PART.around("dispute.source", "source") == ("Source: ", ".")

    def test_a_word_is_said_in_english(self) -> None:
        assert [self.PART.label("phase", phase) for phase in ("review", "adoption")] == ["examen", "adoption"]
        assert self.PART.label("region", "asia-pacific") == "Asia and the Pacific"

    def test_a_count_is_said_in_english_with_numbers_as_the_language_has_them(self) -> None:
        assert self.PART.count(1000, "day") == "1.000 días"
        assert self.PART.count(1000, "milestone") == "1.000 milestones"

    def test_a_word_that_no_file_has_is_read_without_its_hyphens(self) -> None:
        assert self.PART.label("topic", "labour-rights") == "labour rights"

    def test_a_key_that_no_file_has_is_a_bug(self) -> None:
        with pytest.raises(KeyError, match=r"remark\.none"):
            self.PART.text("remark.none")
        with pytest.raises(KeyError, match=r"count\.none"):
            self.PART.count(2, "none")


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 milestones"), (1, "1 milestone"), (2, "2 milestones"), (1027, "1,027 milestones")],
)
def test_counts(number: int, said: str) -> None:
    assert english().count(number, "milestone") == said


@pytest.mark.parametrize(
    ("language", "forms"),
    [("en", ("other", "one", "other")), ("es", ("other", "one", "other")), ("fr", ("one", "one", "other"))],
)
def test_none_one_and_two_of_everything_that_is_counted(language: str, forms: tuple[str, str, str]) -> None:
    texts_ = read_words(language)["count"]
    for stem in {key.partition("_")[0] for key in ENGLISH["count"]}:
        for number, form in enumerate(forms):
            said = wording_of(language).count(number, stem)
            assert said == texts_[f"{stem}_{form}"].format(n=number), stem


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_of_all(items: list[str], said: str) -> None:
    assert english().all_of(items) == said


def test_what_is_empty_is_not_joined() -> None:
    assert english().joined(("a", "", "b")) == "a, b"
    assert english().joined(("a", "", "b"), "semicolon") == "a; b"


class TestTitles:
    SPANISH = wording_of("es")

    def test_a_reader_of_english_sees_the_original_and_a_translation(self) -> None:
        said = statement(title="Palabras", titles={"en": "Words", "fr": "Mots"}, languages=["es"])
        assert english().title(said) == "Palabras (Words)"
        assert wording_of("fr").title(said) == "Mots"
        assert self.SPANISH.title(said) == "Palabras"

    def test_the_title_in_the_language_says_when_it_is_ours(self) -> None:
        meeting = milestone(title="A meeting", titles={"es": "Una reunión"})
        ours = milestone(title="A meeting", titles={"es": "Una reunión"}, our_translations=["es"])
        assert (english().title(meeting), self.SPANISH.title(meeting)) == ("A meeting", "Una reunión")
        assert (english().title(ours), self.SPANISH.title(ours)) == (
            "A meeting",
            "Una reunión (trad. nuestra)",
        )

    def test_an_original_without_translation_says_in_which_language_it_is(self) -> None:
        assert self.SPANISH.title(milestone(title="A meeting")) == "A meeting (en)"
        assert self.SPANISH.title(statement(title="Remarks", languages=["en"])) == "Remarks (en)"
        assert self.SPANISH.title(statement(title="Tale")) == "Tale (título original)"

    def test_what_only_english_has_put_in_other_words_is_said_in_english_too(self) -> None:
        said = statement(title="Tale", languages=["da"], titles={"en": "Speech"}, our_translations=["en"])
        assert self.SPANISH.title(said) == "Tale (da; en inglés: Speech, trad. nuestra)"
        assert wording_of("fr").title(said) == "Tale (da\u202f; en anglais\u00a0: Speech, notre trad.)"

    def test_the_name_of_an_organisation_is_the_english_one(self) -> None:
        bloc = organisation(name="Latin American Bloc", names={"es": "Bloque Latino", "en": "Bloc"})
        assert (english().title(bloc), self.SPANISH.title(bloc)) == ("Latin American Bloc", "Bloque Latino")

    def test_organisations_are_said_in_short(self) -> None:
        known = records(
            organisation("nnirr", acronym="NNIRR", names={"es": "Red Nacional"}),
            organisation("bloque", name="Latin American Bloc", names={"es": "Bloque Latino"}),
        )
        ids = ("nnirr", "bloque", "gone")
        assert english().organisations(known, ids) == "NNIRR, Latin American Bloc, gone"
        assert self.SPANISH.organisations(known, ids) == "NNIRR, Bloque Latino, gone"

    def test_objectives_have_the_labels_of_the_united_nations_network(self) -> None:
        assert (english().objective(8), self.SPANISH.objective(8)) == ("Save lives", "Salvar vidas")


@pytest.mark.parametrize(
    ("key", "as_it_is", "in_words"),
    [("date", "date", "date"), ("cosigner_count", "cosigner_count", "cosigner count"), ("who-came", "who-came", "who came")],
)  # fmt: skip
def test_what_a_dispute_is_about(key: str, as_it_is: str, in_words: str) -> None:
    assert (english().key(key), english().key_in_words(key)) == (as_it_is, in_words)
