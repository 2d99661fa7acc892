"""Where each stands over time, as far as a source shows it in words: votes by name, decisions, statements with a stance.

What is counted of nobody by name ("152 voted for it") is told of nobody.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from gcmtrack.model.collection import Records, in_time
from gcmtrack.model.dates import When
from gcmtrack.model.records import Milestone, Organisation, Statement
from gcmtrack.model.vocabulary import Stance
from gcmtrack.text import fold
from gcmtrack.views.filters import Filters, matching_milestones, matching_statements
from gcmtrack.views.text_links import text_links
from gcmtrack.views.votes import Side, side_of
from gcmtrack.wording import Wording

Part = Literal["voted", "decided", "issued", "cosigned", "in its name"]


class Turn(NamedTuple):
    """One thing that shows where somebody stands.

    `replaces` is what it supersedes; `reverses` when the stance is another than there, or one of both is a withdrawal.
    `by` is who decided, where that is another body of the same State.
    """

    record: Milestone | Statement
    part: Part
    side: Side | None
    stance: Stance | None
    replaces: Milestone | Statement | None
    reverses: bool
    by: Organisation | None


class Story(NamedTuple):
    """All turns of one in order of time; `silent_since` is the date of the last, None where there is none."""

    organisation: Organisation
    turns: tuple[Turn, ...]

    @property
    def silent_since(self) -> When | None:
        ended = [turn.record.date for turn in self.turns]
        return max(ended, key=lambda when: (when.last, when.first), default=None)

    @property
    def last_stance(self) -> Turn | None:
        return next((turn for turn in reversed(self.turns) if turn.stance is not None), None)

    def side(self, vote: Milestone) -> Side | None:
        return next((turn.side for turn in self.turns if turn.record.id == vote.id), None)

    @property
    def changes(self) -> tuple[Turn, ...]:
        """The turns in which it left, came back or changed its stance; what only repeats one before it is left out."""
        repeated = {
            turn.replaces.id for turn in self.turns if turn.replaces is not None and not turn.reverses
        }
        return tuple(
            turn
            for turn in self.turns
            if turn.reverses or (_leaves_or_joins(turn.record) and turn.record.id not in repeated)
        )


def votes(records: Records, filters: Filters) -> list[Milestone]:
    """Returns the votes in which States are named, as far as they pass the filters, in order of time."""
    return [
        milestone
        for milestone in matching_milestones(records, filters)
        if milestone.type == "vote" and milestone.vote is not None and milestone.vote.states
    ]


def story(records: Records, organisation: Organisation, filters: Filters) -> Story:
    """Returns what shows where one stands, as far as it passes the filters. Of a State also what its parliament decided."""
    return _Stories(records, filters).of(organisation)


def stories(
    records: Records, organisations: Iterable[Organisation], filters: Filters, wording: Wording
) -> list[Story]:
    """Returns the stories of all of whom there is one, in order of name in the language of `wording`, accents apart."""
    of = _Stories(records, filters)
    found = [of.of(organisation) for organisation in organisations]
    return sorted(
        (story for story in found if story.turns),
        key=lambda s: (fold(wording.called(s.organisation)), s.organisation.id),
    )


class _Stories:
    """Stories of one selection of records."""

    def __init__(self, records: Records, filters: Filters) -> None:
        self._records = records
        milestones = {m.id for m in matching_milestones(records, filters)}
        statements = {s.id for s in matching_statements(records, filters)}
        self._chosen = {"milestones": milestones, "statements": statements}
        self._parliaments: dict[str, list[Organisation]] = {}
        for organisation in records.organisations.values():
            if organisation.type == "parliament" and organisation.country:
                self._parliaments.setdefault(organisation.country, []).append(organisation)

    def of(self, organisation: Organisation) -> Story:
        turns = [*self._turns(organisation, None)]
        if organisation.type == "state" and organisation.country:
            for parliament in self._parliaments.get(organisation.country, ()):
                turns += [turn for turn in self._turns(parliament, parliament) if turn.part == "decided"]
        once = {turn.record.id: turn for turn in reversed(turns)}
        return Story(organisation, tuple(sorted(once.values(), key=lambda turn: in_time(turn.record))))

    def _turns(self, organisation: Organisation, by: Organisation | None) -> Iterator[Turn]:
        for record in self._records.involving.get(organisation.id, ()):
            if record.id not in self._chosen[record.folder]:
                continue
            if isinstance(record, Statement):
                yield self._statement(record, organisation.id)
            elif record.kind == "decision":
                turn = self._decision(record, organisation.id, by)
                if turn is not None:
                    yield turn

    def _statement(self, statement: Statement, id_: str) -> Turn:
        before = self._records.statements.get(statement.supersedes or "")
        turned = before is not None and None not in (before.stance, statement.stance)
        part: Part = (
            "issued"
            if id_ in statement.organisations
            else "in its name"
            if id_ in statement.on_behalf_of
            else "cosigned"
        )
        return Turn(
            statement,
            part,
            None,
            statement.stance,
            before,
            turned and before is not None and before.stance != statement.stance,
            None,
        )

    def _decision(self, decision: Milestone, id_: str, by: Organisation | None) -> Turn | None:
        before = self._records.milestones.get(decision.supersedes or "")
        reverses = before is not None and "withdrawal" in {before.type, decision.type} != {"withdrawal"}
        side = side_of(decision.vote, id_) if decision.vote else None
        if side is not None:
            return Turn(decision, "voted", side, None, None, False, None)
        if id_ in decision.organisers:
            return Turn(decision, "decided", None, None, before, reverses, by)
        return None


def _leaves_or_joins(record: Milestone | Statement) -> bool:
    return isinstance(record, Milestone) and record.type in ("withdrawal", "accession")


def answered(turn: Turn, records: Records) -> Milestone | None:
    """Returns what a statement of a turn answers."""
    record = turn.record
    return records.milestones.get(record.milestone or "") if isinstance(record, Statement) else None


def silence(story: Story, today: date, wording: Wording) -> str:
    """Returns since when nothing is recorded of one: "20 May 2022 (4 years ago)"; empty where nothing is at all."""
    since = story.silent_since
    if since is None:
        return ""
    return wording.say("positions.since", date=wording.date(since), distance=wording.distance(since, today))


def silence_told(story: Story, today: date, wording: Wording) -> str:
    """Returns the same as a sentence; empty where nothing is at all."""
    since = story.silent_since
    if since is None:
        return ""
    return wording.say_of(
        "positions.silent-since", since, date=wording.date(since), distance=wording.distance(since, today)
    )


def told(turn: Turn, records: Records, wording: Wording) -> str:
    """Returns what a turn shows: "abstained", "withdrawal", "remarks, rejecting"."""
    if turn.side is not None:
        return wording.label("role", _ROLES[turn.side])
    if isinstance(turn.record, Milestone):
        said = wording.label("type", turn.record.type)
        return f"{said} ({wording.organisations(records, [turn.by.id])})" if turn.by else said
    kind = wording.label("kind", turn.record.kind)
    parts = [kind, wording.label("stance", turn.stance) if turn.stance else ""]
    if turn.part != "issued":
        parts.append(wording.label("role", turn.part))
    return wording.joined(parts)


_ROLES: dict[Side, str] = {
    "yes": "voted for",
    "no": "voted against",
    "abstained": "abstained",
    "absent": "did not vote",
}


def change_words(turn: Turn, wording: Wording) -> str:
    """Returns what a turn changed: "withdrawal (24 July 2018)", "rejecting → supportive (5 January 2023)"."""
    record, before = turn.record, turn.replaces
    if isinstance(record, Statement) and isinstance(before, Statement) and before.stance and turn.stance:
        stances = (wording.label("stance", before.stance), wording.label("stance", turn.stance))
        what = wording.say("positions.turned", before=stances[0], after=stances[1])
    else:
        what = wording.label("type", record.type) if isinstance(record, Milestone) else ""
    return wording.say("positions.on", what=what, date=wording.date(record.date))


def replaced_words(turn: Turn, wording: Wording) -> str:
    """Returns what a turn stands in place of: "reverses 8 January 2019: Brazil withdraws"; empty where it is nothing."""
    if turn.replaces is None:
        return ""
    return wording.say_of(
        "positions.reverses" if turn.reverses else "positions.replaces",
        turn.replaces.date,
        date=wording.date(turn.replaces.date),
        title=wording.called(turn.replaces),
    )


def source_of(record: Milestone | Statement) -> str:
    """Returns where a record can be seen: its text, else a report about it, else its first source that has an address."""
    links = text_links(record)
    return links.address or links.report or next((s.url for s in record.sources if s.url), "")
