"""What a page shows or hides as it stands: code, scripts, attributes, front matter, other comments.

A marker there is an example or a leftover, and text. Works on bytes as `formats.pages.markers` does: every byte is read as
one character, so that offsets are those of the page.
"""

import re
from collections.abc import Iterator

Span = tuple[int, int]

# What a marker begins with, wherever it stands.
_MENTION = re.compile(rb"<!--\s*/?\s*gcmtrack\s*:", re.IGNORECASE)
_FRONT_MATTER = re.compile(
    r"(?:\xef\xbb\xbf)?(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)(?:.*?(?:\r\n|\r|\n))??(?:\1|\.\.\.)[ \t]*(?=[\r\n]|\Z)",
    re.DOTALL,
)
# The code and the comments of Jekyll and Hugo.
_SITE_CODE = re.compile(r"\{%-?\s{0,9}(highlight|comment)\b|\{\{[<%]\s{0,9}(highlight)\b", re.DOTALL)
_SITE_CODE_END = {
    "highlight": re.compile(
        r"\{%-?\s{0,9}endhighlight\s{0,9}-?%\}|\{\{[<%]\s{0,9}/\s{0,9}highlight\s{0,9}[>%]\}\}"
    ),
    "comment": re.compile(r"\{%-?\s{0,9}endcomment\s{0,9}-?%\}"),
}
_LINE_END = re.compile(r"\r\n|\r|\n")
# What is of interest inside a text: an escape, a run of backticks, a comment, a part for programs, a tag.
_TOKEN = re.compile(r"\\.|`+|<!--|<!\[CDATA\[|<\?|<([A-Za-z][A-Za-z0-9-]*)|</", re.DOTALL)
_TAG_END = re.compile(r"""(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_MARKED = re.compile(r"<!--\s*/?\s*gcmtrack\s*:", re.IGNORECASE)
# Elements whose content is no text of the page, and those that show it as code.
_FOR_PROGRAMS = ("script", "style", "textarea", "title", "xmp", "noscript", "template")
_AS_CODE = ("pre", "code", "samp", "kbd")


def without_code(page: bytes, *, is_html: bool) -> bytes:
    """Returns the page with blanks for every marker that is text; all offsets and lines stay."""
    if not _MENTION.search(page):
        return page
    text = page.decode("latin-1")
    spans = list(_in_html(text) if is_html else _in_markdown(text))
    blanked = bytearray(page)
    for begin, end in spans:
        for match in _MENTION.finditer(page, begin, end):
            blanked[match.start() : match.end()] = re.sub(rb"[^\r\n]", b" ", match[0])
    return bytes(blanked)


def _in_html(text: str) -> Iterator[Span]:
    yield from _quoted(text, 0, len(text), backticks=False)


def _in_markdown(text: str) -> Iterator[Span]:
    """Yields what is code by the rules of CommonMark, in lists and quotations too."""
    from markdown_it import MarkdownIt

    front = _FRONT_MATTER.match(text)
    whole = [front.span()] if front else []
    whole += _site_code(text, front.end() if front else 0)
    yield from whole
    kept = 0
    pieces = []
    for begin, end in whole:
        pieces += [text[kept:begin], re.sub(r"[^\r\n]", " ", text[begin:end])]
        kept = end
    text = "".join([*pieces, text[kept:]])
    starts = [0, *(match.end() for match in _LINE_END.finditer(text)), len(text)]
    reader = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    reader.core.ruler.enableOnly(["normalize", "block"])
    done: Span | None = None
    for token in reader.parse(text):
        if token.map is None or token.type not in ("fence", "code_block", "html_block", "inline"):
            continue
        begin, end = starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)]
        if token.type in ("fence", "code_block"):
            yield begin, end
        elif (begin, end) != done and _MARKED.search(text, begin, end):
            # The cells of a row of a table are on one line.
            done = begin, end
            yield from _quoted(text, begin, end, backticks=token.type == "inline")


def _site_code(text: str, at: int) -> Iterator[Span]:
    while (opening := _SITE_CODE.search(text, at)) is not None:
        close = _SITE_CODE_END[opening[1] or opening[2]].search(text, opening.end())
        if close is None:
            return
        yield opening.start(), close.end()
        at = close.end()


def _quoted(text: str, begin: int, end: int, *, backticks: bool) -> Iterator[Span]:
    """Yields, between two offsets, code, attributes, and what is for programs; from left to right, as browsers read."""
    ends = _Ends(text, end)
    at = begin
    while (match := _TOKEN.search(text, at, end)) is not None:
        if match[0][0] in "\\`":
            quoted, at = _in_ticks(match, ends) if backticks else (None, match.start() + 1)
        elif match[0] in _ENDED_BY:
            quoted, at = _in_comment(match, ends)
        elif tag := _TAG_END.match(text, match.end(), end):
            yield match.end(), tag.end()
            quoted, at = _in_element((match[1] or "").lower(), tag.end(), ends)
        else:
            quoted, at = None, match.end()
        if quoted is not None:
            yield quoted


# What was found, if anything, and where to go on.
_Step = tuple[Span | None, int]
_ENDED_BY = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}


def _in_ticks(match: re.Match[str], ends: "_Ends") -> _Step:
    if match[0][0] == "\\":
        return None, match.end()
    close = ends.of_code(match[0], match.end())
    return (None, match.end()) if close < 0 else ((match.end(), close), close + len(match[0]))


def _in_comment(match: re.Match[str], ends: "_Ends") -> _Step:
    mark = _ENDED_BY[match[0]]
    close = ends.of(mark, match.end())
    if close < 0:
        # A comment that does not end hides the rest of the page; a marker that does not is told of.
        hides = match[0] == "<!--" and not _MARKED.match(match.string, match.start())
        return ((match.end(), ends.end), ends.end) if hides else (None, match.end())
    is_marker = _MARKED.match(match.string, match.start())
    return None if is_marker else (match.end(), close), close + len(mark)


def _in_element(name: str, at: int, ends: "_Ends") -> _Step:
    if name not in _FOR_PROGRAMS and name not in _AS_CODE:
        return None, at
    close = ends.of(f"</{name}", at)
    if close >= 0:
        return (at, close), close
    return ((at, ends.end), ends.end) if name in ("script", "style") else (None, at)


class _Ends:
    """Finds what ends something; what is not there once is not looked for again, so that the time stays linear."""

    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self.end = end
        self._missing: set[str] = set()

    def of(self, mark: str, begin: int) -> int:
        if mark in self._missing:
            return -1
        found = re.compile(re.escape(mark), re.IGNORECASE).search(self._text, begin, self.end)
        if found is None:
            self._missing.add(mark)
            return -1
        return found.start()

    def of_code(self, ticks: str, begin: int) -> int:
        """Returns where a run of just as many backticks begins, -1 when there is none."""
        if ticks in self._missing:
            return -1
        for match in re.compile("`+").finditer(self._text, begin, self.end):
            if match[0] == ticks:
                return match.start()
        self._missing.add(ticks)
        return -1
