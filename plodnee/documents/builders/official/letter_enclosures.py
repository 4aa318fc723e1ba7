"""What a letter about a visit encloses: the steps, documents 1 and 2, the programme by hour."""

from collections.abc import Iterator
from itertools import chain, groupby

from plodnee.documents.builders.official.digits import official_digits
from plodnee.documents.builders.official.letter_days import short_span, span_words
from plodnee.documents.builders.paper import (
    Block,
    Lines,
    NewPage,
    Paragraph,
    Rows,
    Space,
    Table,
    Together,
)
from plodnee.documents.builders.voice import Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.letters import (
    ProgrammeFacts,
    RoundFacts,
    SlotFacts,
    TopicAsked,
)
from plodnee.engine.thai_text import to_thai_digits

VOICE = Voice("th")
DOTS = "." * 118
LINES_TO_WRITE = 3
SLOT_WIDTHS, INDICATOR_WIDTHS = (27, 73), (8, 58, 18, 16)


def topic_pages(facts: RoundFacts, words: Wording) -> list[Block]:
    """The round's objectives and steps, document 1 (indicators) and document 2 (topics)."""
    return [
        _title(words("topics.head", name=facts.name)),
        Lines((words("topics.span", span=span_words(facts.starts_on, facts.ends_on)),), "centre"),
        _heading(words("topics.objectives")),
        *_numbered(facts.objectives),
        _heading(words("topics.groups")),
        Paragraph(_area(facts, words)),
        _heading(words("topics.steps")),
        *_steps(facts),
        _heading(words("topics.expected")),
        Paragraph(official_digits(facts.expected)),
        NewPage(),
        Lines((words("topics.document_one"),), "right"),
        _title(words("topics.indicators", year=to_thai_digits(str(facts.year_be)))),
        Space(2),
        _indicators(facts, words),
        NewPage(),
        Lines((words("topics.document_two"),), "right"),
        _title(words("topics.asked")),
        *_topics(facts, words),
    ]


def programme_pages(facts: ProgrammeFacts, words: Wording) -> list[Block]:
    """The programme, day by day and hour by hour."""
    first, last = facts.slots[0].held_on, facts.slots[-1].held_on
    head = (
        words("programme.head", name=facts.name),
        words("programme.under", project=facts.project, activity=facts.activity),
    )
    where = (short_span(first, last), words("programme.at", venue=facts.venue))
    span = f"ระหว่าง{where[0]}" if first != last else where[0]
    blocks: list[Block] = [
        Lines(tuple(map(official_digits, head)), "centre", bold=True),
        Lines(tuple(map(official_digits, (span, where[1]))), "centre"),
    ]
    for day, slots in groupby(facts.slots, key=lambda slot: slot.held_on):
        blocks.append(_heading(words("programme.day", day=VOICE.day(day))))
        rows = chain.from_iterable(_slot(slot, words) for slot in slots)
        blocks.append(Rows(tuple(rows), SLOT_WIDTHS))
    return [*blocks, Space(3), Lines((words("programme.note"),))]


def _title(text: str) -> Block:
    return Lines((official_digits(text),), "centre", bold=True)


def _heading(text: str) -> Block:
    return Paragraph("", lead=official_digits(text), indented=False)


def _area(facts: RoundFacts, words: Wording) -> str:
    counted = {"zones": facts.zones, "provinces": facts.provinces}
    return official_digits(words("topics.area", groups=facts.target_groups, **counted))


def _numbered(sentences: tuple[str, ...]) -> Iterator[Block]:
    for number, sentence in enumerate(sentences, start=1):
        yield Paragraph(official_digits(f"{number}. {sentence}"))


def _steps(facts: RoundFacts) -> Iterator[Block]:
    for number, (step, below) in enumerate(facts.steps, start=1):
        yield Paragraph(official_digits(f"{number}. {step}"))
        for place, one in enumerate(below, start=1):
            yield Paragraph(official_digits(f"{number}.{place} {one}"))


def _topics(facts: RoundFacts, words: Wording) -> Iterator[Block]:
    with_items = {topic.number for topic in facts.topics if topic.item}
    for topic in facts.topics:
        said = official_digits(_topic_words(topic))
        if topic.item:
            asked = Paragraph(f"{to_thai_digits(str(topic.item))}) {said}")
        else:
            lead = words("topics.topic", number=topic.number)
            asked = Paragraph(said, lead=lead, indented=False)
        if topic.item or topic.number not in with_items:
            yield Together((asked, Lines((DOTS,) * LINES_TO_WRITE)))
        else:
            yield asked


def _topic_words(topic: TopicAsked) -> str:
    return f"{topic.title} ({topic.detail})" if topic.detail else topic.title


def _slot(slot: SlotFacts, words: Wording) -> Iterator[tuple[str, str]]:
    key = "programme.hours" if slot.ends_at else "programme.from"
    hours = words(key, start=slot.starts_at, end=slot.ends_at)
    yield official_digits(hours), official_digits(slot.what)
    for point in slot.points:
        yield "", official_digits(f"- {point}")


def _indicators(facts: RoundFacts, words: Wording) -> Block:
    rows = tuple(
        tuple(map(official_digits, (str(n), one.name, one.target or "." * 16, one.unit)))
        for n, one in enumerate(facts.indicators, start=1)
    )
    return Table(tuple(words.lines("topics.columns")), rows, INDICATOR_WIDTHS)
