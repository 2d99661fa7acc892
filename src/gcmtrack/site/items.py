"""How a record stands in a list: made once in each language and used on every page that names it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup

from gcmtrack.model.collection import Records
from gcmtrack.model.days import moved
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.records import Milestone, Organisation, Record, Statement
from gcmtrack.model.remade import each, in_sequence
from gcmtrack.site import markup
from gcmtrack.site.common import Common
from gcmtrack.site.shelf import Shelves
from gcmtrack.site.templates import filled
from gcmtrack.views import events
from gcmtrack.views.statements import issuers
from gcmtrack.views.text_links import languages_of
from gcmtrack.wording import Wording


class Item(NamedTuple):
    """A record in a list: the attributes of its element, and what stands in it.

    `attributes` are all that a script asks of a list; `short` is what the item itself needs wherever it stands. Links lead
    from a folder beside those of the records; `from_top` has them lead from a page above.
    """

    attributes: Markup
    short: Markup
    body: Markup

    def hidden(self) -> "Item":
        """Returns the item as it stands where only a script shows it."""
        return self._replace(attributes=self.attributes + Markup(" hidden"))

    def from_top(self) -> "Item":
        # The method of HTML would escape what stands in place.
        return self._replace(body=Markup(str.replace(self.body, 'href="../', 'href="')))  # noqa: S704 (it was HTML)


class Named(NamedTuple):
    """A title as a page shows it: the original with its language, and what follows it in parentheses."""

    title: str
    lang: Markup
    translation: str
    translation_lang: Markup


def named(record: Record, wording: Wording) -> Named:
    """Returns the title of a record, each half with the attribute that says its language."""
    page = wording.language
    titled = wording.titled(record)
    if isinstance(record, Organisation):
        return Named(titled.original, Markup(""), "", Markup(""))
    return Named(
        titled.original,
        markup.in_language(_language_of(titled.original, record, page), page),
        titled.translation,
        # What follows is said in the language of the page, with a translation into English inside at most.
        Markup(""),
    )


def _language_of(title: str, record: Milestone | Statement, page: str) -> str:
    """The language of a title of a record; empty where nobody recorded it."""
    if title == record.titles.get(page):
        return page
    if isinstance(record, Statement):
        return record.languages[0] if record.languages else ""
    known = [code for code, other in record.titles.items() if other == title]
    return known[0] if known else "" if "en" in record.titles else "en"


def summary(record: Record, wording: Wording) -> tuple[str, Markup]:
    """Returns the summary in the language of the page, else in English, with the attribute that says so; else empty."""
    page = wording.language
    if page in record.summaries:
        return record.summaries[page], Markup("")
    return record.summary or "", markup.in_language("en", page)


class Standing(NamedTuple):
    """What is said of the date of a milestone: as long as it is not over, and when it is."""

    before: str
    past: str


def remarks(milestone: Milestone, wording: Wording) -> Standing:
    """Returns what a reader must know about the date, on either side of its last day."""
    return _on_both_sides(partial(events.remarks, milestone, wording=wording), milestone)


def status(milestone: Milestone, wording: Wording) -> Standing:
    """Returns how sure it is that it takes place or took place, on either side of its last day."""
    return _on_both_sides(partial(events.status, milestone, wording=wording), milestone)


def _on_both_sides(said: Any, milestone: Milestone) -> Standing:
    if milestone.status == "confirmed" and not milestone.previous_dates and not milestone.disputes:
        return Standing("", "")
    last = milestone.date.last
    return Standing(said(today=last), said(today=moved(last, 1)))


def moving(milestone: Milestone) -> dict[str, str]:
    """Returns the attributes from which the state of a milestone follows on any day."""
    begins, ends = events.turns(milestone)
    found = {"data-from": begins.isoformat() if begins else "", "data-until": ends.isoformat()}
    if milestone.kind not in events.EVENT_KINDS:
        # Among events only while it is expected and still to come.
        found["data-only"] = "upcoming" if milestone.status != "confirmed" else "none"
    return found


def standing(milestone: Milestone, today: date) -> Markup:
    """Returns the attributes of what stands for a milestone alone: from which days its state follows, and what it is."""
    told = moving(milestone)
    told.pop("data-only", None)
    return _attributes({**told, "data-state": events.state_of(milestone, today)})


_MOVING = ("data-from", "data-until", "data-state")


def row(item: Item) -> str:
    """Returns the element of a list whose items a script asks for all that they tell."""
    return f"<li{item.attributes}>{item.body}</li>\n"


def short_row(item: Item) -> str:
    """Returns the element of a list that no script asks for more than what each item itself needs."""
    return f"<li{item.short}>{item.body}</li>\n"


def row_with_role(pair: tuple[Item, str]) -> str:
    """Returns the element of a list of what somebody did, with the part that they had in it."""
    item, role = pair
    return f'<li{item.short}>{item.body}<p class="role">{markup.safe(role)}</p></li>\n'


def _packed(item: Item) -> bytes:
    # No text has this sign, since what is not seen is replaced.
    return "\0".join(item).encode()


def _unpacked(packed: bytes) -> Item:
    return Item(*map(Markup, packed.decode().split("\0")))


class Items:
    """The records in lists, in one language."""

    def __init__(
        self,
        records: Records,
        wording: Wording,
        today: date,
        macros: Any,
        common: Common,
        shelves: Shelves,
    ) -> None:
        self._records = records
        self._wording = wording
        self._today = today
        self._macros: Mapping[Folder, Any] = {
            "milestones": macros.milestone,
            "statements": macros.statement,
            "organisations": macros.organisation,
        }
        self._made = {kind: shelves.new(kind, _packed, _unpacked) for kind in FOLDERS}
        self._places = common.places("milestones")

    def of(self, record: Record) -> Item:
        """Returns how a record stands in a list."""
        made = self._made[record.folder]
        item = made.get(record.id)
        if item is None:
            item = made[record.id] = self._item(record)
        return item

    def place(self, milestone: Milestone) -> int:
        """Returns where a milestone stands among all in order of time."""
        return self._places[milestone.id]

    def all_of(self, records: Iterable[Record]) -> Sequence[Item]:
        return each(in_sequence(records), self.of)

    def from_top(self, records: Iterable[Record]) -> Sequence[Item]:
        """Returns records as they stand in a list of a page above their folders."""
        return each(self.all_of(records), Item.from_top)

    def _item(self, record: Record) -> Item:
        facts = {
            "id": record.id,
            **named(record, self._wording)._asdict(),
            **(
                self._milestone(record)
                if isinstance(record, Milestone)
                else self._statement(record)
                if isinstance(record, Statement)
                else self._organisation(record)
            ),
        }
        body = filled(lambda: self._macros[record.folder](facts))
        told = self._told(record)
        # On either side of its last day the same is said of nearly all.
        moves = isinstance(record, Milestone) and facts["remarks"].before != facts["remarks"].past
        short = {name: told[name] for name in _MOVING} if moves else {}
        return Item(_attributes(told), _attributes(short), body)

    def _milestone(self, record: Milestone) -> dict[str, Any]:
        wording = self._wording
        return {
            "kind": record.kind,
            "kind_word": wording.label("kind", record.kind),
            "type": wording.label("type", record.type),
            "status": record.status,
            "when": wording.date(record.date),
            "place": events.place_with_disputes(record, wording),
            "remarks": remarks(record, wording),
        }

    def _statement(self, record: Statement) -> dict[str, Any]:
        wording = self._wording
        return {
            "when": wording.date(record.date),
            "issuers": issuers(self._records, record, wording),
            "kind_word": wording.label("kind", record.kind),
            "languages": [wording.language_name(code) for code in record.languages],
            "stance": wording.label("stance", record.stance) if record.stance else "",
        }

    def _organisation(self, record: Organisation) -> dict[str, Any]:
        wording = self._wording
        return {
            "acronym": wording.acronym(record),
            "type": wording.label("organisation-type", record.type),
            "country": wording.country(record.country) if record.country else "",
            "records": len(self._records.involving.get(record.id, ())),
        }

    def _told(self, record: Record) -> dict[str, str]:
        """What a script of the page asks of an item."""
        if isinstance(record, Milestone):
            found = moving(record)
            found["data-when"] = str(record.date)
            found["data-begins"] = record.date.first.isoformat()
            found["data-n"] = str(self.place(record))
            found["data-state"] = events.state_of(record, self._today)
            return found
        if isinstance(record, Organisation):
            return {}
        answered = self._records.milestones.get(record.milestone or "")
        known = self._records.organisations
        types = {known[id_].type for id_ in record.organisations if id_ in known}
        return {
            "data-kind": record.kind,
            "data-type": " ".join(sorted(types)),
            "data-phase": answered.phase if answered else "",
            "data-lang": " ".join(sorted(languages_of(record))),
            "data-objective": " ".join(map(str, record.objectives)),
            "data-stance": record.stance or "",
            "data-year": str(record.date.first.year),
        }


def _attributes(told: Mapping[str, str]) -> Markup:
    said = "".join(f' {name}="{markup.safe(value)}"' for name, value in told.items() if value)
    return Markup(said)  # noqa: S704 (every value is escaped)
