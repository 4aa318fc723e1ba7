"""The minutes of a meeting: who came, the quorum, every item with its text and resolution."""

from collections.abc import Iterator

from plodnee.documents.builders.official.digits import official_digits
from plodnee.documents.builders.official.names import unparted
from plodnee.documents.builders.paper import (
    Block,
    Lines,
    Paper,
    Paragraph,
    Rows,
    Rule,
    Signature,
)
from plodnee.documents.builders.voice import Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.committees import AttendedBy, ItemMinutes, MinutesFacts
from plodnee.engine import thai_dates
from plodnee.engine.put_line import PutLine

VOICE = Voice("th")
PEOPLE_WIDTHS = (9, 41, 50)
PRESENT = "present"


def minutes_paper(facts: MinutesFacts) -> Paper:
    """The minutes; those not closed yet are marked as a draft."""
    words = Wording(VOICE, "committee_papers")
    title = words("minutes.head", centre=facts.centre)
    day = thai_dates.long_date(facts.held_on, weekday=True)
    when = words("notice.when", day=day, time=facts.starts_at)
    head = (title, words("notice.session", number=facts.number))
    below = (when, words("notice.at", where=facts.where))
    blocks: list[Block] = [
        Lines(tuple(map(official_digits, head)), "centre", bold=True),
        Lines(tuple(map(official_digits, below)), "centre"),
        Rule(),
        *_people(facts, words),
        Lines((official_digits(words("minutes.began", time=facts.starts_at)),), bold=True),
        Paragraph(_quorum(facts, words)),
    ]
    for number, item in enumerate(facts.items, start=1):
        blocks += _item(number, item, words)
    blocks += _signatures(facts, words)
    marks = [] if facts.closed_on else [words("mark.draft")]
    marks += [words("mark.made_up")] if facts.is_made_up else []
    title, shown = official_digits(f"{title} {facts.number}"), facts.closed_on or facts.held_on
    names = unparted(facts.centre)
    return Paper(title, shown, tuple(blocks), " · ".join(marks), names=names)


def _people(facts: MinutesFacts, words: Wording) -> Iterator[Block]:
    came = [one for one in facts.attended if one.state == PRESENT]
    away = [one for one in facts.attended if one.state != PRESENT]
    for key, people in (("present", came), ("absent", away)):
        yield Lines((words(f"minutes.{key}"),), bold=True)
        if people:
            yield Rows(
                tuple(_person(n, one, words) for n, one in enumerate(people, 1)), PEOPLE_WIDTHS
            )
        else:
            yield Paragraph(words("minutes.nobody"))


def _person(number: int, one: AttendedBy, words: Wording) -> tuple[str, ...]:
    state = words.get(f"state.{one.state}") if one.state and one.state != PRESENT else ""
    why = " ".join(filter(None, (state, one.reason)))
    post = f"{one.post} ({why})" if why else one.post
    return tuple(map(official_digits, (f"{number}.", one.name, post)))


def _quorum(facts: MinutesFacts, words: Wording) -> str:
    said = words(
        "minutes.quorum", present=facts.present, members=facts.members, quorum=facts.quorum
    )
    key = "is_quorate" if facts.present >= facts.quorum else "not_quorate"
    return f"{said} {words(f'minutes.{key}')}"


def _item(number: int, item: ItemMinutes, words: Wording) -> Iterator[Block]:
    lead = official_digits(words("minutes.item", number=number))
    yield Paragraph(official_digits(item.title), lead, indented=False)
    if item.dropped:
        yield Paragraph(official_digits(words("minutes.dropped", reason=item.dropped)))
        return
    for line in filter(None, item.text.split("\n")):
        yield Paragraph(official_digits(line))
    yield from _put(item, words)
    if item.recused:
        names = official_digits(", ".join(item.recused))
        yield Paragraph(words("minutes.recused", names=names))
    if item.outcome:
        yield Paragraph(_votes(item, words), words("minutes.resolution"))
        for line in filter(None, item.wording.split("\n")):
            yield Paragraph(official_digits(line))


def _put(item: ItemMinutes, words: Wording) -> Iterator[Block]:
    """The menu that the item put, line by line; that there was none, where one was resolved on."""
    for number, one in enumerate(item.put, start=1):
        yield Paragraph(_plan(one, words), words("minutes.put", number=number))
    if item.of_household and not item.put and item.outcome == "approved":
        yield Paragraph(words("minutes.nothing_put"))


def _plan(one: PutLine, words: Wording) -> str:
    """A line in one sentence: debts, rate, instalments and the days of the first and the last."""
    said = words(
        "minutes.joined" if one.joined else "minutes.in_place",
        joined=one.joined,
        eased=one.eased,
        principal=VOICE.baht(one.principal_satang),
        rate=VOICE.percent(one.rate_bp),
        instalments=one.instalments,
        instalment=VOICE.baht(one.instalment_satang),
        ending=VOICE.baht(one.last_satang),
        most=VOICE.baht(one.most_satang),
        first=VOICE.day(one.first_due_on),
        last=VOICE.day(one.last_due_on),
    )
    more = one.joined and one.eased
    return f"{said} {words('minutes.eased_too', eased=one.eased)}" if more else said


def _votes(item: ItemMinutes, words: Wording) -> str:
    said = words(
        "minutes.votes",
        outcome=words(f"outcome.{item.outcome}"),
        members=item.members,
        quorum=item.quorum,
        yes=item.votes_for,
        no=item.votes_against,
        none=item.abstained,
    )
    return f"{said} {words('minutes.casting')}" if item.casting_vote else said


def _signatures(facts: MinutesFacts, words: Wording) -> Iterator[Block]:
    blank = "." * 40
    writer = official_digits(facts.written_by) or blank
    yield Signature((f"({writer})", words("minutes.writer")))
    closer = official_digits(facts.closed_by) or blank
    lines = [f"({closer})", words("minutes.closer")]
    if facts.closed_on:
        lines.append(words("minutes.closed_on", day=VOICE.day(facts.closed_on)))
    yield Signature(tuple(lines))
