"""What changed, on a terminal: a section for each kind of change, then what is only counted."""

from gcmtrack.terminal.layout import Screen, beside, heading, lines, text, time_width, wrapped
from gcmtrack.views.change_words import Entry, Report, SectionName

_STYLES: dict[SectionName, str] = {
    "new": "green",
    "removed": "red",
    "renamed": "cyan",
    "alike": "yellow",
    "facts": "yellow",
}


def changes(out: Screen, found: Report) -> None:
    heading(out, found.title)
    heading(out, found.summary, "")
    for section in found.sections:
        heading(out, "")
        heading(out, section.heading, f"bold {_STYLES[section.name]}")
        for entry in section.entries:
            _entry(out, entry, _STYLES[section.name])
    if found.counted:
        heading(out, "")
    for said in found.counted:
        for line in wrapped(out, text(said, "dim"), out.width):
            out.print(line, soft_wrap=True)


def _entry(out: Screen, entry: Entry, style: str) -> None:
    body = lines(
        text(entry.title), *(text(told, style) for told in entry.told), text(" ".join(entry.ids), "dim")
    )
    beside(out, [(time_width(out), text(entry.when, "cyan"))], body)
