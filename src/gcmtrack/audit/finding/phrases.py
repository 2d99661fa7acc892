"""How findings say what they quote, what is wrong with a date, and what the record keeps of a milestone."""

from gcmtrack.audit.reading.faults import Fault
from gcmtrack.model.records import Milestone
from gcmtrack.views.events import disputed_date
from gcmtrack.wording import Wording


def upcoming_markers(wording: Wording) -> dict[str, str]:
    """Returns what stands around a list that we keep, in the language that is asked for."""
    language = "" if wording.language == "en" else f" in={wording.language}"
    return {"opening": f"<!-- gcmtrack:upcoming{language} -->", "closing": "<!-- /gcmtrack:upcoming -->"}


def short(text: str, most: int = 70) -> str:
    """Returns a quotation that fits a line."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def quoted(text: str, wording: Wording) -> str:
    """Returns what stands on the page, between quotation marks; no longer than fits a line."""
    return wording.quoted(short(text))


def noted(said: str, note: str | None, wording: Wording) -> str:
    """Returns what is said with what a record notes about it."""
    if not note:
        return said
    return wording.say("audit.noted", said=said, note=wording.untranslated(note.rstrip(".")))


def dates_beside(milestone: Milestone, wording: Wording) -> str:
    """Says the earlier and disputed dates of a milestone; empty when there are none."""
    said = [
        wording.say_of("remark.moved-from", old.date, date=wording.date(old.date))
        for old in milestone.previous_dates
    ]
    said += [
        wording.say("audit.disputed", date=disputed_date(dispute.value, wording))
        for dispute in milestone.disputes
        if dispute.field == "date" and dispute.value
    ]
    return wording.joined(said, "semicolon")


def fault(of: Fault, wording: Wording) -> str:
    """Says what is wrong with a date on the page."""
    match of.kind:
        case "no-such-day":
            assert of.when is not None
            days = wording.count(of.number, "day")
            return wording.say("audit.no-such-day", text=of.text, month=wording.date(of.when), days=days)
        case "range-ends-first":
            return wording.say("audit.range-ends-first", text=of.text)
        case "ends-first":
            assert of.when is not None
            assert of.start is not None
            end, start = wording.date(of.when), wording.date(of.start)
            return wording.say("audit.ends-first", end=end, start=start)
        case "weekday":
            assert of.when is not None
            weekday = wording.label("weekday", str(of.number + 1))
            return wording.say("audit.weekday", date=wording.date(of.when), weekday=weekday)
        case "other":
            return wording.untranslated(of.text)
