"""Findings about how the page is made: headings over nothing, markers of ours that are broken."""

from collections.abc import Iterator, Sequence

from gcmtrack.audit.finding.context import Audited, Found
from gcmtrack.audit.finding.phrases import quoted
from gcmtrack.audit.reading import lexicon
from gcmtrack.audit.reading.page import BOLD, Block
from gcmtrack.audit.reading.survey import Survey


def empty_heading(audited: Audited) -> Iterator[Found]:
    """A heading has nothing under it.

    In plain text only headings of well-known parts are told from short lines.
    """
    blocks = audited.page.blocks
    for number, block in enumerate(blocks):
        if block.kind not in ("heading", "line", "paragraph") or block.aside:
            continue
        if block.is_heading and block.level < BOLD:
            empty = not block.linked and not audited.survey.dates.of(number) and _is_empty(audited, number)
        else:
            empty = audited.survey.may_be_heading(number) and _stands_alone(audited, number)
        if empty and not audited.is_own(audited.whole(number)):
            yield Found(
                audited.whole(number),
                audited.wording.say("audit.empty-heading", quote=quoted(block.text, audited.wording)),
                audited.wording.text("audit.take-out"),
            )


def _is_empty(audited: Audited, number: int) -> bool:
    blocks = audited.page.blocks
    level = blocks[number].level
    below = audited.survey.keep(_following)[number]
    if below is None:
        # What stands under it may not have been read any more.
        return audited.page.unread is None and not _is_title_page(blocks, number)
    following = blocks[below]
    if not following.is_heading or following.level > level:
        return False
    if following.level < level or lexicon.heading_state(audited.survey.folded[number]) is not None:
        return True
    # Headings of one level in a row may be a list of titles, or one heading on two lines; not where nearly all of the
    # page's headings have something under them.
    goes_on = following.text[:1].islower() or not _is_short(blocks[number])
    return level > 1 and not goes_on and number in audited.survey.keep(_bare_among_filled)


_LONGEST_HEADING = 60
# One heading without anything among so many that have something is an oversight, more are a habit.
_FILLED_FOR_ONE = 3


def _is_short(block: Block) -> bool:
    return len(block.text) <= _LONGEST_HEADING and not block.text.endswith((",", ":", "-", "–", "—", "&"))


def _bare_among_filled(survey: Survey) -> frozenset[int]:
    """The headings right above another of their level, where that is rare on the page."""
    blocks, below = survey.page.blocks, survey.keep(_following)
    filled: list[int] = []
    bare: list[int] = []
    for number, block in enumerate(blocks):
        following = below[number]
        if not block.is_heading or not 1 < block.level < BOLD or block.aside or following is None:
            continue
        if not blocks[following].is_heading:
            filled.append(number)
        elif blocks[following].level == block.level:
            bare.append(number)
    return frozenset(bare) if len(filled) >= _FILLED_FOR_ONE * len(bare) else frozenset()


def _is_title_page(blocks: Sequence[Block], number: int) -> bool:
    """Whether a page holds hardly more than the heading itself."""
    return not any(block.text for n, block in enumerate(blocks) if n != number)


def _following(survey: Survey) -> tuple[int | None, ...]:
    """For each block the next one that is content or a heading; what stands at the side or the foot is neither.

    A script between two parts may fill the first; at the end of a page it hardly does.
    """
    blocks = survey.page.blocks
    found: list[int | None] = [None] * len(blocks)
    content: int | None = None
    script: int | None = None
    for number in range(len(blocks) - 1, -1, -1):
        filled = script is not None and content is not None and blocks[content].is_heading
        found[number] = script if filled else content
        block = blocks[number]
        if block.kind == "script":
            script = number
        elif not block.aside:
            content, script = number, None
    return tuple(found)


def _stands_alone(audited: Audited, number: int) -> bool:
    """Whether a line of plain text, or a bold line, is the heading of a well-known part with nothing below."""
    blocks, survey = audited.page.blocks, audited.survey
    block = blocks[number]
    if block.kind not in ("line", "heading") or block.text.rstrip().endswith((".", ":", "!", "?", ",", ";")):
        return False
    state = lexicon.heading_state(survey.folded[number])
    if state is None or survey.dates.of(number):
        return False
    below = audited.survey.keep(_following)[number]
    if below is None:
        return not _is_title_page(blocks, number)
    if blocks[below].is_heading and blocks[below].level < BOLD:
        return True
    if blocks[below].kind in ("line", "heading") and lexicon.FOOT_HEADING.fullmatch(survey.folded[below]):
        return True
    following = lexicon.heading_state(survey.folded[below])
    return (
        blocks[below].kind in ("line", "heading")
        and following in ("upcoming", "past", "ongoing")
        and state != following
    )


def broken_marker(audited: Audited) -> Iterator[Found]:
    """A marker of ours is not closed, not opened, unknown, or asks for what does not exist; or an ignore names no finding.

    `gcmtrack export --into` fills in nothing on such a page.
    """
    for fault in audited.marker_faults:
        # They are the errors of `export --into`, which are in English.
        said = audited.wording.untranslated(fault.message)
        yield Found(fault.at, said, audited.wording.text("audit.mend-marker"))
