"""What goes stale or is incomplete while nobody notices."""

from collections import Counter
from collections.abc import Iterator

from gcmtrack.checks.context import Checkup, at
from gcmtrack.model.findings import Finding
from gcmtrack.text import counted, one_of
from gcmtrack.wording import english


def missing_source(checkup: Checkup) -> Iterator[Finding]:
    """A record without a source, or a source without address and locator.

    A record without a source is a rumour.
    """
    for record in checkup.each:
        if not record.sources:
            yield at(record, says="no source: say where this was seen, under [[sources]]")
        for position, source in enumerate(record.sources):
            if source.url is None and source.locator is None:
                said = "a source needs a url, or a locator where it has no address"
                yield at(record, "sources", position, says=said)


def overdue(checkup: Checkup) -> Iterator[Finding]:
    """An expected or postponed milestone whose date is over.

    The page that still announces what has long taken place is what this tool replaces.
    """
    for record in checkup.milestones:
        if record.status in ("expected", "postponed") and record.date.last < checkup.today:
            said = f"{record.status}, and {english().date(record.date)} is over: did it take place? Set status, date and sources"
            yield at(record, "status", says=said)


def tentative_past(checkup: Checkup) -> Iterator[Finding]:
    """A tentative milestone whose date is over and that nobody looked at since.

    Either a source shows that it took place, or `checked` says when somebody looked in vain.
    """
    for record in checkup.milestones:
        over = record.status == "tentative" and record.date.last < checkup.today
        if over and (record.checked is None or record.checked <= record.date.last):
            said = (
                f"tentative, and {english().date(record.date)} is over: find a source that it took place, or note in"
                " `checked` the day on which you looked in vain"
            )
            yield at(record, "status", says=said)


def future_statement(checkup: Checkup) -> Iterator[Finding]:
    """A statement dated after today.

    Nobody has said yet what is dated tomorrow; mostly the year is wrong.
    """
    for record in checkup.statements:
        if record.date.first > checkup.today:
            yield at(
                record, "date", says=f"a statement of {english().date(record.date)}, which is still to come"
            )


def stale(checkup: Checkup) -> Iterator[Finding]:
    """Nothing was entered or looked at for a long time (180 days, or --stale-after).

    A record that stops without anyone noticing looks as if nothing happened.
    """
    # Where no record tells when it was entered, its own date is taken, if past.
    newest = checkup.gathered.touched
    if newest is None:
        newest = max((day for day in checkup.gathered.over if day <= checkup.today), default=None)
    if newest is not None and (days := (checkup.today - newest).days) > checkup.stale_after:
        yield Finding(None, "", (), "", f"nothing recorded for {counted(days, 'day')}, since {newest}")


def missing_language(checkup: Checkup) -> Iterator[Finding]:
    """A milestone without a title in a language that most parts of the same whole have.

    A page in that language would have a hole.
    """
    for (whole, _), parts in checkup.gathered.parts.items():
        languages = Counter(language for _, titles in parts for language in titles)
        for id_, titles in parts:
            lacking = [
                language
                for language, has in sorted(languages.items())
                if language not in titles and has >= 2 and has * 2 >= len(parts)
            ]
            if lacking:
                said = f"no title in {one_of(lacking, joint='and')}, which most other parts of {whole!r} have"
                yield at(checkup.records.milestones[id_], "title", says=said)


def unused_organisation(checkup: Checkup) -> Iterator[Finding]:
    """An organisation that no record names.

    Often a second spelling of one that is there.
    """
    for organisation in checkup.organisations:
        if organisation.id not in checkup.gathered.organisations:
            yield at(organisation, says="no milestone, statement or organisation names it")
