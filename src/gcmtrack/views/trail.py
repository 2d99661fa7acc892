"""What became of a demand, draft by draft along a chain: four kinds of answer that are never mixed up.

*stands at*: a text that somebody keeps beside the records was looked through. *reported*: the record of a draft says what
it changed, and who says so. *asked by*: a statement on that draft speaks of it. *not known*: no text of it is held. Where
nothing is said, nothing is known; it never means that something is not there.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from gcmtrack.model.collection import Records
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.store.texts import HeldText, Texts
from gcmtrack.views.documents import address, documents
from gcmtrack.views.filters import Filters, matching_statements
from gcmtrack.views.paragraphs import Paragraph, paragraphs
from gcmtrack.views.pieces import Hyperlink
from gcmtrack.views.search import excerpt
from gcmtrack.views.text_links import is_report, text_links
from gcmtrack.views.trail_subject import Subject
from gcmtrack.views.word_diff import Stretch, pair, word_diff
from gcmtrack.wording import Wording

Kind = Literal["stands at", "reported", "asked by", "not known"]


class Answer(NamedTuple):
    """One thing known of the subject at one draft, or that it is not known.

    `place` says where in a text, or what a draft did and how that is known, or when and with which stance; `by` who says
    so and `sources` where, `path` the text that was looked through; `id` is the record that says it.
    """

    kind: Kind
    place: str
    text: str
    id: str
    by: str = ""
    sources: tuple[Hyperlink, ...] = ()
    path: str = ""
    stretches: tuple[Stretch, ...] = ()


class Step(NamedTuple):
    """A draft with what is known of the subject."""

    milestone: Milestone
    answers: tuple[Answer, ...]

    @property
    def says_something(self) -> bool:
        """Whether something is known of it: more than that no text is held, or that it stands nowhere in one."""
        return any(
            answer.kind != "not known" and (answer.text or answer.stretches) for answer in self.answers
        )


class Trail(NamedTuple):
    """A chain of drafts, oldest first."""

    steps: tuple[Step, ...]


def trails(
    records: Records, filters: Filters, texts: Texts, wording: Wording, on: frozenset[str] = frozenset()
) -> list[Trail]:
    """Returns the chains along which something is known of what the filters' words, topics and objectives name.

    The other filters narrow the statements. With `on`, ids of milestones, the chains that have one of them, whether
    something is known or not.
    """
    trail = _Trails(records, filters, texts, wording)
    found = []
    for milestones in _chains(records, texts, wording, on):
        steps = trail.steps(milestones)
        if on or any(step.says_something for step in steps):
            found.append(Trail(tuple(steps)))
    return found


def _chains(
    records: Records, texts: Texts, wording: Wording, on: frozenset[str]
) -> Iterator[list[Milestone]]:
    """Yields the chains of texts, and the single texts of which something can be told; with `on`, those that it has."""
    found = documents(records.milestones.values(), wording)
    held = {text.milestone for text in texts.held}
    single = [row.milestone for row in found.others if row.milestone.changes or row.milestone.id in held | on]
    for milestones in (*([row.milestone for row in c.rows] for c in found.chains), *([m] for m in single)):
        if not on or not on.isdisjoint(m.id for m in milestones):
            yield milestones


class _Trails:
    def __init__(self, records: Records, filters: Filters, texts: Texts, wording: Wording) -> None:
        self._records = records
        self._texts = texts
        self._wording = wording
        self._subject = Subject(filters)
        self._statements = matching_statements(records, filters)

    def steps(self, chain: Sequence[Milestone]) -> list[Step]:
        asked = self._asked(chain)
        before: dict[str, tuple[Milestone, list[Paragraph]]] = {}
        steps = []
        for milestone in chain:
            answers = [
                *self._reported(milestone),
                *(self._ask(statement, milestone) for statement in asked.get(milestone.id, ())),
            ]
            held = self._texts.of(milestone.id)
            for text in held:
                now = paragraphs(text.text)
                answers += self._stands(milestone, text, now, before.get(text.language))
                before[text.language] = (milestone, now)
            if not held:
                answers.append(self._not_known(milestone))
            steps.append(Step(milestone, tuple(answers)))
        return steps

    def _reported(self, milestone: Milestone) -> Iterator[Answer]:
        wording = self._wording
        for change in milestone.changes:
            if not self._subject.of_change(change, wording.objective):
                continue
            about = [wording.label("effect", change.effect), wording.label("basis", change.basis)]
            if change.objective:
                about.append(wording.say("change.objective", number=change.objective))
            yield Answer(
                "reported",
                wording.joined(about),
                wording.what(change),
                milestone.id,
                by=wording.joined(list(dict.fromkeys(self._publisher(url) for url in change.sources))),
                sources=tuple(Hyperlink(self._publisher(url), url) for url in change.sources),
            )

    def _publisher(self, url: str) -> str:
        address = _normal(url)
        host = address.partition("/")[0]
        return self._publishers.get(address) or self._publishers.get(host) or host

    @cached_property
    def _publishers(self) -> dict[str, str]:
        """Who published what stands at an address, as far as any record says; and who publishes all that a host has."""
        found: dict[str, str] = {}
        hosts: dict[str, set[str]] = {}
        both: Iterable[Milestone | Statement] = (
            *self._records.milestones.values(),
            *self._records.statements.values(),
        )
        for record in both:
            for source in record.sources:
                if source.url and source.publisher:
                    address = _normal(source.url)
                    found.setdefault(address, source.publisher)
                    hosts.setdefault(address.partition("/")[0], set()).add(source.publisher)
        return {host: who.pop() for host, who in hosts.items() if len(who) == 1} | found

    def _asked(self, chain: Sequence[Milestone]) -> dict[str, list[Statement]]:
        """The statements by the draft that they are on: those that answer it, and those made at a part of the same whole
        while it was on the table."""
        wholes = {m.part_of for m in chain if m.part_of}
        own = {part: m.id for m in chain for part in self._records.within(m.id)}
        around = {part: whole for whole in wholes for part in self._records.within(whole)}
        found: dict[str, list[Statement]] = {}
        for statement in self._statements:
            answered = statement.milestone or ""
            draft = own.get(answered) or self._on_the_table(statement, around.get(answered), chain)
            if draft is not None:
                found.setdefault(draft, []).append(statement)
        return found

    def _on_the_table(
        self, statement: Statement, whole: str | None, chain: Sequence[Milestone]
    ) -> str | None:
        """Returns the last draft of that whole when what the statement answers began, or before that when it was made."""
        if whole is None or statement.milestone is None:
            return None
        at = self._records.milestones[statement.milestone]
        made = statement.date
        day = made.last if at.id == whole else min(at.date.first, made.first if made.start.day else date.max)
        known = [m for m in chain if m.date.first <= day]
        return known[-1].id if known and known[-1].part_of == whole else None

    def _ask(self, statement: Statement, milestone: Milestone) -> Answer:
        wording = self._wording
        at = self._records.milestones.get(statement.milestone or "")
        said = [wording.label("stance", statement.stance) if statement.stance else ""]
        if at is not None and at.id != milestone.id:
            said.append(wording.say("trail.at", title=wording.called(at)))
        text = excerpt(summary, self._subject.shown_words) if (summary := wording.summary(statement)) else ""
        title = wording.title(statement)
        issuers = wording.organisations(self._records, statement.organisations)
        links = text_links(statement)
        where = links.address or links.report
        return Answer(
            "asked by",
            wording.joined([wording.date(statement.date), *said]),
            wording.joined([title, text], "colon"),
            statement.id,
            by=issuers,
            sources=(Hyperlink(issuers, where),) if where else (),
        )

    def _not_known(self, milestone: Milestone) -> Answer:
        where = address(milestone)
        sources = (Hyperlink(where, where),) if where else ()
        return Answer("not known", "", self._wording.text("trail.no-text"), milestone.id, sources=sources)

    def _stands(
        self,
        milestone: Milestone,
        text: HeldText,
        now: Sequence[Paragraph],
        before: tuple[Milestone, Sequence[Paragraph]] | None,
    ) -> list[Answer]:
        """What a text says of the subject, with the wording of the text before it where that is held in the same language."""
        positions = [i for i, paragraph in enumerate(now) if self._subject.of_paragraph(paragraph)]
        earlier = before[1] if before else []
        since = self._wording.called(before[0]) if before else ""
        pairs = pair(earlier, now, positions)
        found = [
            self._passage(milestone, text, now[i], earlier[pairs[i]] if i in pairs else None, since)
            for i in positions
        ]
        if not found:
            nowhere = self._wording.say("trail.nowhere", path=text.path)
            found = [Answer("stands at", nowhere, "", milestone.id, path=text.path)]
        gone = [
            i
            for i, paragraph in enumerate(earlier)
            if self._subject.of_paragraph(paragraph) and i not in pairs.values()
        ]
        back = pair(now, earlier, gone)
        found += [
            self._gone(milestone, text, earlier[i], now[back[i]] if i in back else None, since) for i in gone
        ]
        return found

    def _passage(
        self, milestone: Milestone, text: HeldText, now: Paragraph, before: Paragraph | None, since: str
    ) -> Answer:
        wording = self._wording
        place = self._place(now)
        stretches: tuple[Stretch, ...] = ()
        if before is not None and before.text != now.text:
            stretches = tuple(word_diff(before.text, now.text))
            place = wording.joined([place, wording.say("trail.changed", title=since)])
        elif before is not None:
            place = wording.joined([place, wording.say("trail.same", title=since)])
        elif since:
            place = wording.joined([place, wording.say("trail.new", title=since)])
        return Answer("stands at", place, now.text, milestone.id, path=text.path, stretches=stretches)

    def _gone(
        self, milestone: Milestone, text: HeldText, before: Paragraph, now: Paragraph | None, since: str
    ) -> Answer:
        wording = self._wording
        said = wording.say("trail.gone", place=self._place(before), title=since)
        after = now.text if now else ""
        stretches = tuple(word_diff(before.text, after))
        if now is not None:
            said = wording.joined([said, wording.say("trail.now", place=self._place(now))])
        return Answer("stands at", said, after, milestone.id, path=text.path, stretches=stretches)

    def _place(self, paragraph: Paragraph) -> str:
        """Returns where a paragraph stands: "objective 7, paragraph 23 (i)", "“Preamble”, line 12"."""
        wording = self._wording
        where = []
        if paragraph.objective is not None:
            where.append(wording.say("change.objective", number=paragraph.objective))
        elif paragraph.part and not paragraph.label:
            where.append(wording.say("trail.part", part=paragraph.part))
        if paragraph.label:
            where.append(wording.say("mandate.paragraph", paragraph=paragraph.label))
        else:
            where.append(wording.say("trail.line", number=paragraph.line))
        return wording.joined(where)


def _normal(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def chain_title(chain: Sequence[Milestone], wording: Wording) -> str:
    """Returns what a chain is called: "From Zero Draft to Resolution", or the title of a text that stands alone."""
    first, last = wording.called(chain[0]), wording.called(chain[-1])
    return wording.say("documents.chain", first=first, last=last) if len(chain) > 1 else first


class Availability(NamedTuple):
    """A text of a chain: what is held of it, and where a reader finds it."""

    milestone: Milestone
    held: tuple[HeldText, ...]
    found_at: tuple[tuple[str, str], ...]


def availability(
    records: Records, texts: Texts, wording: Wording, on: frozenset[str] = frozenset()
) -> list[list[Availability]]:
    """Returns for each chain its texts: which are held, and the addresses of others with the language that is known."""
    return [
        [Availability(m, tuple(texts.of(m.id)), tuple(_found_at(m, wording))) for m in chain]
        for chain in _chains(records, texts, wording, on)
    ]


def _found_at(milestone: Milestone, wording: Wording) -> Iterator[tuple[str, str]]:
    if milestone.symbol:
        yield address(milestone), wording.text("trail.official")
    for link in milestone.links:
        about = [
            wording.link_title(link.title),
            wording.label("link-role", "report") if is_report(link) and not link.title else "",
            wording.language_name(link.language) if link.language else "",
        ]
        yield link.url, wording.joined(about)
