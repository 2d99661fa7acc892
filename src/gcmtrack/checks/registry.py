"""The table of checks, choosing among them, and running them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from gcmtrack.checks import canonical, chains, duplicates, mandates, staleness, votes
from gcmtrack.checks.context import Checkup, Found
from gcmtrack.errors import Misuse
from gcmtrack.model.findings import Finding, Level, Problem
from gcmtrack.store.load import Loaded, locate
from gcmtrack.text import one_of, unknown_word


class Check(NamedTuple):
    """A named check. `find` is None for one that is made while the records are loaded.

    `fixed_by` says what `check --fix` does where the repair is certain.
    """

    name: str
    level: Level
    catches: str
    why: str
    find: Callable[[Checkup], Iterable[Found]] | None = None
    fixed_by: str | None = None


_LOADING = (
    Check("syntax", "error", "The file is not TOML, or not UTF-8.", "Nothing in it can be read until it is mended."),
    Check("unreadable", "error", "The file cannot be opened, or is a folder.", "Its record is missing everywhere."),
    Check("bad-id", "error", "A file name or an id that is not small letters, digits and single hyphens.", "Ids are typed by hand, stand in addresses and live on every file system."),
    Check("misplaced", "error", "A TOML file beside the folders of records instead of in one.", "The folder is the kind of the record; outside it is never read."),
    Check("outside-folder", "error", "A file that is a link leading out of the records folder.", "Records that travel with git must be inside."),
    Check("unknown-key", "error", "A key that no record has, or none of its kind; often a misspelt one.", "What stands under a misspelt key is silently lost to every view."),
    Check("missing-key", "error", "A required key is not there.", "Without title, kind, date or issuer a record cannot be shown."),
    Check("wrong-type", "error", "A value of the wrong kind: text where a list belongs, a decimal number, a single table.", "Values are never converted by guessing."),
    Check("empty-text", "error", "A text with nothing in it.", "A key that says nothing is left out."),
    Check("unknown-word", "error", "A word, code or number that is not in the vocabulary of its key.", "Filters and counts work on the same words everywhere."),
    Check("bad-date", "error", "A date that does not exist or is not in the form of the records.", "Dates are the product; nothing is guessed."),
    Check("ends-before-start", "error", "A range whose end is before its start.", "Usually two typed numbers changed places."),
    Check("bad-link", "error", "A link or a source whose address is not http or https.", "Published pages carry these addresses; `javascript:` must never be among them."),
    Check("bad-symbol", "error", "A UN document symbol that cannot be one.", "The symbol is how the world finds the text."),
    Check("symbol-spelling", "error", "A UN document symbol in another spelling than the canonical one.", "One document must be found under one spelling.", fixed_by="writes the canonical spelling"),
    Check("bad-topic", "error", "A topic that is not small letters, digits and single hyphens.", "Topics are typed in filters."),
    Check("unknown-reference", "error", "An id that names no record.", "A statement on a missing milestone vanishes from the timeline."),
)  # fmt: skip

CHECKS: tuple[Check, ...] = (
    *_LOADING,
    Check("same-id", "error", "An id that two kinds of record use.", "`show ID` must mean one thing.", duplicates.same_id),
    Check("same-symbol", "error", "Two milestones with the same UN symbol.", "All language versions of a document share one symbol, so it is one record.", duplicates.same_symbol),
    Check("same-event", "error", "Two milestones with the same date and the same title, or events with the same page, place and type.", "A thing counted twice makes every count wrong.", duplicates.same_event),
    Check("same-statement", "error", "Two statements of the same issuers and date with the same title, or with the same link and speaker.", "Two people entered the same text.", duplicates.same_statement),
    Check("same-organisation", "error", "Two organisations with the same name.", "Their statements would be split between two dossiers.", duplicates.same_organisation),
    Check("outside-whole", "error", "A part that lies more than a week outside the dates of its whole.", "One of the two dates is wrong, or it is no part of it. The week leaves room for a hearing on the eve.", chains.outside_whole),
    Check("loop", "error", "`part_of` or `supersedes` that leads back to the record itself.", "A chain has a beginning.", chains.loops),
    Check("forked-chain", "error", "Two records that supersede the same one.", "A draft has one next version; the second link is usually meant for the later draft.", chains.forks),
    Check("draft-order", "error", "A text dated before the one that it supersedes.", "One of the two dates is wrong.", chains.draft_order),
    Check("undated-final", "error", "A final text (resolution, outcome, last of a chain) without a day.", "Final texts bear their day; citations need it.", chains.undated_final),
    Check("early-statement", "error", "A statement on a text, or an explanation of vote, dated before the text or the vote.", "Nobody can comment on what does not exist yet: the date or the milestone is wrong.", chains.early_statement),
    Check("voted-twice", "error", "A State that a vote names twice.", "The counts of the vote would be wrong.", votes.voted_twice),
    Check("missing-source", "error", "A record without a source, or a source without address and locator.", "A record without a source is a rumour.", staleness.missing_source),
    Check("overdue", "warning", "An expected or postponed milestone whose date is over.", "The page that still announces what has long taken place is what this tool replaces.", staleness.overdue),
    Check("tentative-past", "warning", "A tentative milestone whose date is over and that nobody looked at since.", "Either a source shows that it took place, or `checked` says when somebody looked in vain.", staleness.tentative_past),
    Check("stale", "warning", "Nothing was entered or looked at for a long time (180 days, or --stale-after).", "A record that stops without anyone noticing looks as if nothing happened.", staleness.stale),
    Check("missing-language", "warning", "A milestone without a title in a language that most parts of the same whole have.", "A page in that language would have a hole.", staleness.missing_language),
    Check("unused-organisation", "warning", "An organisation that no record names.", "Often a second spelling of one that is there.", staleness.unused_organisation),
    Check("unmet-mandate", "warning", "An occasion of a mandate within the next four years that no milestone `fulfils`.", "What a decision orders every few years is coming, announced or not; a calendar without it has a hole.", mandates.unmet_mandate),
    Check("not-canonical", "warning", "A file that is not in canonical form.", "Two people who edit one file get small, readable diffs only when both keep its form.", canonical.not_canonical, "writes the canonical form, keeping comments"),
)  # fmt: skip

BY_NAME = {check.name: check for check in CHECKS}

STALE_AFTER = 180


def chosen(names: Sequence[str]) -> tuple[Check, ...]:
    """Returns the checks that `names` mean, an unambiguous start being enough; all when there are none.

    Raises `Misuse` that tells every unknown or ambiguous name.
    """
    if not names:
        return CHECKS
    wrong = []
    found = []
    for name in names:
        matching = [BY_NAME[name]] if name in BY_NAME else [c for c in CHECKS if c.name.startswith(name)]
        if len(matching) == 1:
            found += matching
        elif matching:
            wrong.append(f"{name!r} can mean {one_of([c.name for c in matching])}")
        else:
            wrong.append(unknown_word("check", name, BY_NAME))
    if wrong:
        raise Misuse("; ".join(wrong))
    return tuple(check for check in CHECKS if check in found)


def find(
    loaded: Loaded, today: date, checks: Sequence[Check] = CHECKS, *, stale_after: int = STALE_AFTER
) -> list[Finding]:
    """Returns what the checks find, unsorted and without lines; what loading found is part of it."""
    checkup = Checkup(loaded, today, stale_after=stale_after)
    names = {check.name for check in checks}
    findings = [finding for finding in loaded.findings if finding.check in names]
    for check in checks:
        if check.find is not None:
            findings += (
                Finding(found.path, found.key, check.name, found.message, check.level)
                for found in check.find(checkup)
            )
    return findings


def run(
    loaded: Loaded, today: date, checks: Sequence[Check] = CHECKS, *, stale_after: int = STALE_AFTER
) -> tuple[Problem, ...]:
    """Returns all problems, sorted by path and line."""
    return locate(loaded.folder, find(loaded, today, checks, stale_after=stale_after))
