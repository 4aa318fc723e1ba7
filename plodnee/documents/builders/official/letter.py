"""A letter of an office with its enclosures: to others, a memo, an announcement or an order.

The emblem of the state is not printed: its room is left free, for the office's own paper.
"""

from collections.abc import Iterator, Sequence

from plodnee.documents.builders.official.digits import official_digits
from plodnee.documents.builders.official.letter_enclosures import programme_pages, topic_pages
from plodnee.documents.builders.paper import (
    Block,
    FormLine,
    Lines,
    NewPage,
    Paper,
    Paragraph,
    Rows,
    Rule,
    Signature,
    Space,
    Together,
)
from plodnee.documents.builders.voice import Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.letters import LetterFacts
from plodnee.visits.letters.plain import ENCLOSURES

VOICE = Voice("th")
EMBLEM_MM, MEMO_EMBLEM_MM, URGENCY_MM = 26, 5, 13
URGENCY_PT, MEMO_PT = 32, 29
NUMBER_WIDTHS, HEAD_WIDTHS, ENCLOSED_WIDTHS = (56, 44), (12, 88), (22, 53, 25)
UNIT_WIDTHS, NUMBER_AND_DAY, SUBJECT_WIDTHS = (19, 81), (5, 45, 9, 41), (11, 89)


def letter_paper(facts: LetterFacts) -> Paper:
    """The letter and its enclosures, each on pages of its own."""
    words = Wording(VOICE, "letters")
    blocks: list[Block] = _urgency(facts, words)
    match facts.kind:
        case "memo":
            blocks += _memo(facts, words)
        case "announcement" | "order":
            blocks += _proclaimed(facts, words)
        case _:
            blocks += _external(facts, words)
    if facts.round is not None:
        blocks += [NewPage(), *topic_pages(facts.round, words)]
    if facts.programme is not None:
        blocks += [NewPage(), *programme_pages(facts.programme, words)]
    names = _told(facts.contact) if facts.kind == "memo" else ()
    return Paper(facts.subject, facts.dated_on, tuple(blocks), _mark(facts, words), names=names)


def _mark(facts: LetterFacts, words: Wording) -> str:
    marks = [words("mark.draft")] if facts.is_draft else []
    marks += [words("mark.made_up")] if facts.is_made_up else []
    return " · ".join(marks)


def _urgency(facts: LetterFacts, words: Wording) -> list[Block]:
    said = words(f"urgency.{facts.urgency}") if facts.urgency else ""
    return [Lines((said,), bold=True, points=URGENCY_PT, red=True)] if said else []


def _number(facts: LetterFacts, words: Wording) -> str:
    key = "paper.number_blank" if facts.is_draft else "paper.number"
    return official_digits(words(key, number=facts.number))


def _external(facts: LetterFacts, words: Wording) -> list[Block]:
    numbers = [_number(facts, words), *[""] * (len(facts.address) - 1)]
    head = tuple(zip(numbers, map(official_digits, facts.address), strict=False))
    *text, last = _body(facts)
    ending = (
        last,
        Space(2),
        Lines((words("paper.regards"),), "centre"),
        Signature(_signs(facts)),
    )
    return [
        Space(EMBLEM_MM - (URGENCY_MM if facts.urgency else 0)),
        Rows(head, NUMBER_WIDTHS),
        Lines((VOICE.day(facts.dated_on),), "centre"),
        *_addressed(facts, words, ("เรื่อง", facts.subject)),
        *text,
        Together(ending),
        Space(4),
        Lines(_told(facts.contact)),
        *([Lines((official_digits(facts.motto),), "centre")] if facts.motto else []),
    ]


def _memo(facts: LetterFacts, words: Wording) -> list[Block]:
    number = _number(facts, words).removeprefix("ที่ ")
    dated = (("ที่", number), ("วันที่", VOICE.day(facts.dated_on)))
    return [
        Space(MEMO_EMBLEM_MM),
        Lines((words("paper.memo"),), "centre", bold=True, points=MEMO_PT),
        FormLine((("ส่วนราชการ", official_digits(" ".join(facts.contact))),), UNIT_WIDTHS),
        FormLine(dated, NUMBER_AND_DAY),
        FormLine((("เรื่อง", official_digits(facts.subject)),), SUBJECT_WIDTHS),
        *_addressed(facts, words),
        *_body(facts),
        Signature(_signs(facts)),
    ]


def _proclaimed(facts: LetterFacts, words: Wording) -> list[Block]:
    is_order = facts.kind == "order"
    head = [official_digits(words(f"paper.{facts.kind}", place=facts.place))]
    head += [_number(facts, words)] if is_order else []
    head += [official_digits(words("paper.about", subject=facts.subject))]
    ending = words("paper.given" if is_order else "paper.announced", day=VOICE.day(facts.dated_on))
    return [
        Space(EMBLEM_MM),
        Lines(tuple(head), "centre", bold=True),
        Rule(),
        *_body(facts),
        Space(4),
        Lines((ending,), "centre"),
        Signature(_signs(facts)),
    ]


def _addressed(facts: LetterFacts, words: Wording, *first: tuple[str, str]) -> list[Block]:
    """Whom the letter is to, after the rows that stand first; what it refers to and encloses."""
    rows = [*first, ("เรียน", facts.addressee), ("อ้างถึง", facts.reference)]
    told = tuple((label, official_digits(said)) for label, said in rows if said)
    enclosed = tuple(
        (
            "สิ่งที่ส่งมาด้วย" if number == 1 else "",
            words("paper.enclosure", number=number, title=title),
            copies,
        )
        for number, (title, copies) in enumerate(_enclosed(facts, words), start=1)
    )
    return [Rows(told, HEAD_WIDTHS), *([Rows(enclosed, ENCLOSED_WIDTHS)] if enclosed else [])]


def _enclosed(facts: LetterFacts, words: Wording) -> Iterator[tuple[str, str]]:
    """The title of each enclosure and how many copies there are: one, unless it is said."""
    for one in facts.enclosed:
        if one in ENCLOSURES:
            yield words(f"enclosed.{one}"), words("paper.copies")
        else:
            title, _stroke, copies = map(str.strip, official_digits(one).partition("|"))
            yield title, copies or words("paper.copies")


def _body(facts: LetterFacts) -> list[Block]:
    tasks = [f"{number}. {task}" for number, task in enumerate(facts.tasks, start=1)]
    said = [*facts.opening, *tasks, *([facts.closing] if facts.closing else [])]
    return [Paragraph(official_digits(text)) for text in said]


def _signs(facts: LetterFacts) -> tuple[str, ...]:
    name = [f"({facts.signer_name})"] if facts.signer_name else [f"({'.' * 46})"]
    return _told((*name, *facts.signer_position))


def _told(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(official_digits, lines))
