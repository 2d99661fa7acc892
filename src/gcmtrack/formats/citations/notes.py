"""Citations as text, Markdown or HTML: one by one, or as the numbered notes of a text, where what is cited again is short."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from gcmtrack.formats.citations.phrases import Line, plain
from gcmtrack.formats.citations.places import Places
from gcmtrack.formats.citations.styles import Style
from gcmtrack.formats.pages import html, markdown
from gcmtrack.views.works import Work
from gcmtrack.wording import Wording

Form = Literal["text", "markdown", "html"]
FORMS: tuple[Form, ...] = get_args(Form)


class Reference(NamedTuple):
    """A work that is cited, and the place in it."""

    work: Work
    places: Places = ()


def citations(
    references: Iterable[Reference], style: Style, wording: Wording, accessed: date | None = None
) -> list[Line]:
    """Returns each reference in full. `accessed` is the day on which all were read; without it those of the records."""
    return [style.full(_read(r.work, style, accessed), r.places, wording) for r in references]


def notes(
    references: Iterable[Reference], style: Style, wording: Wording, accessed: date | None = None
) -> list[Line]:
    """Returns the notes of a text: each work in full where it is cited first, and short where it comes again."""
    found: list[Line] = []
    numbers: dict[str, int] = {}
    before = ""
    for number, (work, places) in enumerate(references, 1):
        first = numbers.setdefault(work.key, number)
        if first == number:
            line = style.full(_read(work, style, accessed), places, wording)
        else:
            line = style.again(work, places, wording, first, right_after=work.key == before)
        before = work.key
        found.append(style.ended(line))
    return found


def in_the_text(references: Iterable[Reference], style: Style, wording: Wording) -> list[str]:
    """Returns what a text says of the places in works, in a style whose citations have no place for them."""
    if style.has_places:
        return []
    return [plain(style.again(work, at, wording, 0, right_after=False)) for work, at in references if at]


def _read(work: Work, style: Style, accessed: date | None) -> Work:
    if accessed is not None and work.url:
        return work._replace(accessed=accessed)
    return work if style.says_when_read or work.date is None else work._replace(accessed=None)


def rendered(lines: Sequence[Line], form: Form, *, numbered: bool) -> str:
    """Returns the citations in a form, each on a line of its own; as notes when they are `numbered`."""
    return "".join(f"{line}\n" for line in _FORMS[form](lines, numbered))


def _text(lines: Sequence[Line], numbered: bool) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        yield f"{number}. {plain(line)}" if numbered else plain(line)


def _markdown(lines: Sequence[Line], numbered: bool) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if number > 1:
            yield ""
        yield f"[^{number}]: {markdown.one_line(line)}" if numbered else markdown.one_line(line)


def _html(lines: Sequence[Line], numbered: bool) -> Iterator[str]:
    if not numbered:
        yield from (f"<p>{html.one_line(line)}</p>" for line in lines)
        return
    yield '<ol class="gcmtrack-notes">'
    yield from (f"<li>{html.one_line(line)}</li>" for line in lines)
    yield "</ol>"


_FORMS = {"text": _text, "markdown": _markdown, "html": _html}
