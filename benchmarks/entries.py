"""The same dated entries for every program: made from a seed, or taken from the records that ship with gcmtrack.

Every entry stands on one day, since taskwarrior and hledger know no spans. The window runs over twelve whole months, so
that remind, which shows months, answers the same question as the others.
"""

import json
import os
import random
import shutil
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import NamedTuple

from gcmtrack.model.collection import Records
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.model.vocabulary import PHASES, REGIONS, STATEMENT_KINDS, TYPES_OF_KIND
from gcmtrack.store.folder import shipped_folder
from gcmtrack.store.load import load

SEED = 73195
TODAY = date(2026, 11, 30)
FIRST, LAST = date(2026, 12, 1), date(2027, 11, 30)
YEARS = range(2016, 2031)


class Entry(NamedTuple):
    """One dated entry. `token` is a word that stands in no other title; `ahead` says whether `gcmtrack events
    --upcoming` would list it on a day that is still to come."""

    id: str
    token: str
    day: date
    title: str
    ahead: bool

    @property
    def in_window(self) -> bool:
        return FIRST <= self.day <= LAST


class Collection(NamedTuple):
    """Entries, the folder of gcmtrack records that holds them, and what to ask for beside the window."""

    name: str
    entries: Sequence[Entry]
    records: Path
    files: int
    organisation: str
    statements: int
    word: str
    prefix: str

    @property
    def listed(self) -> list[Entry]:
        """The entries that every program must list for the window."""
        return [entry for entry in self.entries if entry.in_window and entry.ahead]

    @property
    def comparable(self) -> list[Entry]:
        """The entries that the other programs get: all but those in the window that are no coming events."""
        return [entry for entry in self.entries if entry.ahead or not entry.in_window]


_PLACES = [
    ("Geneva", "CH"), ("New York", "US"), ("Vienna", "AT"), ("Santiago", "CL"), ("Ciudad de México", "MX"),
    ("Puerto Vallarta", "MX"), ("Marrakech", "MA"), ("Addis Ababa", "ET"), ("Bangkok", "TH"), ("Cairo", "EG"),
    ("Quito", "EC"), ("Manila", "PH"), ("Berlin", "DE"), ("Dakar", "SN"), ("Beirut", "LB"),
]  # fmt: skip
_TOPICS = [
    "labour", "detention", "return", "family-unity", "climate", "gender", "health", "regular-pathways", "children",
    "remittances", "skills", "smuggling", "trafficking", "data", "xenophobia", "access-to-services", "consular-protection",
    "social-protection", "firewalls", "missing-migrants", "border-governance", "diaspora", "civic-space", "cities",
    "participation", "implementation", "financing", "statelessness", "decent-work", "solidarity",
]  # fmt: skip
_RARE_WORD = "regularization"
EDITED = 1767225600  # the first second of 2026, UTC
_PUBLISHERS = ["United Nations Network on Migration", "IISD", "Women in Migration Network", "ECLAC", "IOM"]
_FUTURE_KINDS = {"event": 92, "deadline": 8}
_PAST_KINDS = {"event": 68, "deadline": 6, "document": 10, "decision": 6, "statement": 10}


def made(number: int, folder: Path, *, write: bool) -> Collection:
    """Returns `number` entries, written as a folder of records with `write`; organisations come on top.

    What is still to come is an event or a deadline, as in life; the past has documents, decisions and statements too.
    """
    chance = random.Random(SEED)
    records = folder / "records"
    for kind in ("milestones", "statements", "organisations"):
        (records / kind).mkdir(parents=True, exist_ok=True)
    organisations = [f"network-{index:03}" for index in range(max(20, min(500, number // 100)))]
    put = _write if write else _keep
    for index, id_ in enumerate(organisations):
        put(records / "organisations" / f"{id_}.toml", _organisation(index, id_))
    span = (date(YEARS[-1], 12, 31) - date(YEARS[0], 1, 1)).days + 1
    drawn = [date(YEARS[0], 1, 1) + timedelta(chance.randrange(span)) for _ in range(number - len(YEARS))]
    # In order of time, so that a statement answers what was there before it.
    days = [date(year, 1, 1) for year in YEARS] + sorted(drawn)
    entries = []
    said: list[str] = []
    taken: set[tuple[date, str]] = set()
    answered = ""
    for index, day in enumerate(days):
        maker = _Maker(chance, index, day, organisations, taken)
        if index < len(YEARS):
            kind, text = "event", maker.programme()
        else:
            kinds = _PAST_KINDS if day <= TODAY else _FUTURE_KINDS
            kind = chance.choices([*kinds], weights=[*kinds.values()])[0]
            text = maker.statement(answered, said) if kind == "statement" else maker.milestone(kind)
        if kind != "statement" and day <= TODAY:
            answered = maker.id
        place = "statements" if kind == "statement" else "milestones"
        put(records / place / f"{maker.id}.toml", text)
        entries.append(Entry(maker.id, maker.token, day, maker.title, kind in ("event", "deadline")))
    return Collection(
        name=f"{number:,}",
        entries=entries,
        records=records,
        files=number + len(organisations),
        organisation=organisations[0],
        statements=said.count(organisations[0]),
        word=_RARE_WORD,
        prefix=entries[-1].id[:-1],
    )


class _Maker:
    """Makes the text of one record, of about the length of those that ship."""

    def __init__(
        self,
        chance: random.Random,
        index: int,
        day: date,
        organisations: Sequence[str],
        taken: set[tuple[date, str]],
    ) -> None:
        self.chance = chance
        self._taken = taken
        self.index = index
        self.day = day
        self.organisations = organisations
        self.token = f"e{index:06}"
        self.id = self.title = ""
        self.topics = chance.sample(_TOPICS, chance.choice((1, 1, 2, 3)))
        self.subject = self.topics[0].replace("-", " ")
        if chance.random() < 0.02:
            self.subject += f" and {_RARE_WORD}"
        self.city, self.country = chance.choice(_PLACES)

    def programme(self) -> str:
        self._named("programme", f"Programme of work on migration for {self.day.year}")
        return self._milestone("event", "programme", f"{self.day}/{self.day.year}-12-31")

    def milestone(self, kind: str) -> str:
        type_ = self.chance.choice([t for t in TYPES_OF_KIND[kind] if t != "programme"])
        self._named(type_, f"{type_.replace('-', ' ').capitalize()} on {self.subject} in {self.city}")
        when = self.day.isoformat()
        if kind == "event" and self.chance.random() < 0.3:
            when += f"/{self.day + timedelta(self.chance.choice((1, 1, 2, 4)))}"
        return self._milestone(kind, type_, when)

    def _milestone(self, kind: str, type_: str, when: str) -> str:
        lines: list[tuple[str, object]] = [
            ("title", self.title),
            ("kind", kind),
            ("type", type_),
            ("phase", _phase(self.day)),
            ("date", when),
        ]
        if kind == "event":
            lines += [("city", self.city), ("country", self.country)]
        if self.chance.random() < 0.2:
            lines.append(("region", self.chance.choice(REGIONS)))
        lines.append(("organisers", self.chance.sample(self.organisations, 2)))
        if type_ != "programme" and self.chance.random() < 0.1:
            lines.append(("part_of", f"programme-{self.day.year}-e{self.day.year - YEARS[0]:06}"))
        lines += self._common()
        return _table(lines) + self._links_and_sources()

    def statement(self, answered: str, said: list[str]) -> str:
        kind = self.chance.choice(STATEMENT_KINDS)
        self._named(kind, f"{kind.replace('-', ' ').capitalize()} on {self.subject}")
        issuers = self._issuers()
        said += issuers
        lines: list[tuple[str, object]] = [
            ("title", self.title),
            ("kind", kind),
            ("date", self.day.isoformat()),
            ("organisations", issuers),
        ]
        lines += [
            ("milestone", answered),
            ("languages", self.chance.sample(["en", "es", "fr"], 1)),
            *self._common(),
        ]
        return _table(lines) + self._links_and_sources()

    def _issuers(self) -> list[str]:
        """Draws those who say something, none of whom said something that day: `check` would ask whether it is the same."""
        while True:
            drawn = self.chance.sample(self.organisations, self.chance.choice((1, 1, 1, 2)))
            if not any((self.day, each) in self._taken for each in drawn):
                self._taken.update((self.day, each) for each in drawn)
                return drawn

    def _named(self, type_: str, title: str) -> None:
        self.id = f"{type_}-{self.day.year}-{self.token}"
        # What has the same title on the same day would be the same thing recorded twice.
        session = next(n for n in count(1) if (self.day, _session(title, n)) not in self._taken)
        self.title = _session(title, session)
        self._taken.add((self.day, self.title))

    def _common(self) -> list[tuple[str, object]]:
        said = f"Participants spoke about {self.subject}, what had been promised, and who is to carry it out by {self.day.year + 2}."
        return [
            ("objectives", sorted(self.chance.sample(range(1, 24), 2))),
            ("topics", sorted(self.topics)),
            ("summary", said),
            ("added", min(self.day, TODAY)),
        ]

    def _links_and_sources(self) -> str:
        url = f"https://example.org/{self.day.year}/{self.id}"
        text = "\n[[links]]\n" + _table([("url", url), ("language", "en"), ("format", "html")])
        for _ in range(self.chance.choice((1, 1, 2))):
            source = [("title", self.title), ("publisher", self.chance.choice(_PUBLISHERS)), ("url", url)]
            text += "\n[[sources]]\n" + _table(source)
        return text


def _session(title: str, number: int) -> str:
    return title if number == 1 else f"{title}, session {number}"


def _phase(day: date) -> str:
    ends = [date(2017, 3, 31), date(2017, 11, 30), date(2018, 1, 31), date(2018, 7, 31), date(2018, 12, 31)]
    passed = sum(1 for end in ends if day > end)
    return PHASES[passed] if passed < len(ends) else PHASES[len(ends) + day.year % 2]


def _organisation(index: int, id_: str) -> str:
    lines: list[tuple[str, object]] = [
        ("name", f"Network {index:03} for the rights of migrants"),
        ("acronym", f"NRM{index:03}"),
        ("type", "civil-society"),
        ("country", _PLACES[index % len(_PLACES)][1]),
        ("added", date(2026, 1, 1)),
    ]
    source = [
        ("title", "About us"),
        ("publisher", f"Network {index:03}"),
        ("url", f"https://example.org/{id_}"),
    ]
    return _table(lines) + "\n[[sources]]\n" + _table(source)


def _table(lines: Sequence[tuple[str, object]]) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in lines)


def _value(value: object) -> str:
    """A string of JSON is a string of TOML too, as long as it has no control characters."""
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def _write(file: Path, text: str) -> None:
    with open(file, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    # Records that were edited a moment ago are the exception, so these were not.
    os.utime(file, (EDITED, EDITED))


def _keep(file: Path, _: str) -> None:
    assert file.is_file(), f"{file} is gone; empty the folder of --work"


def shipped(folder: Path) -> Collection:
    """Copies the shipped records into `folder` and returns their milestones and statements as entries."""
    records = folder / "records"
    shutil.copytree(shipped_folder(), records)
    files = [*records.glob("*/*.toml")]
    for file in files:
        os.utime(file, (EDITED, EDITED))
    loaded = load(records).records
    organisation = max(loaded.organisations, key=lambda id_: len(_issued(loaded, id_)))
    return Collection(
        name="shipped",
        entries=list(_shipped_entries(loaded)),
        records=records,
        files=len(files),
        organisation=organisation,
        statements=len(_issued(loaded, organisation)),
        word=_RARE_WORD,
        prefix="marrakech-c",
    )


def _issued(records: Records, id_: str) -> list[Statement]:
    return [
        s for s in records.statements.values() if id_ in (*s.organisations, *s.cosigners, *s.on_behalf_of)
    ]


def _shipped_entries(records: Records) -> Iterator[Entry]:
    both: list[Milestone | Statement] = [*records.milestones.values(), *records.statements.values()]
    for index, record in enumerate(both):
        ahead = (
            isinstance(record, Milestone)
            and record.kind in ("event", "deadline")
            and record.status != "cancelled"
        )
        yield Entry(record.id, f"e{index:06}", _day(record), record.title, ahead)


def _day(record: Milestone | Statement) -> date:
    """The day on which the other programs get it: the first, or the last of what is known only as this year or month."""
    when = record.date
    if when.first <= TODAY and when.state(TODAY) == "upcoming":
        return max(when.start.last, FIRST)
    return when.first
