"""An order of the district chief about a committee, in the form of a คำสั่งอำเภอ.

The emblem of the state is not printed: its room is left free, for the office's own paper.
"""

from plodnee.documents.builders.official.digits import official_digits
from plodnee.documents.builders.official.names import unparted
from plodnee.documents.builders.paper import (
    Block,
    Lines,
    Numbered,
    Paper,
    Paragraph,
    Rows,
    Rule,
    Signature,
    Space,
)
from plodnee.documents.builders.voice import Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.committees import OrderPaperFacts

EMBLEM_MM = 30
MEMBER_WIDTHS = (9, 35, 31, 25)
VOICE = Voice("th")


def order_paper(facts: OrderPaperFacts) -> Paper:
    """The order; a draft leaves room for its number and day."""
    words = Wording(VOICE, "committee_papers")
    about = words(f"order.about_{facts.effect}", centre=facts.centre)
    blocks: list[Block] = [Space(EMBLEM_MM)]
    head = (words("order.head", district=facts.district), _number(facts, words), about)
    blocks.append(Lines(tuple(map(official_digits, head)), "centre", bold=True))
    blocks.append(Rule())
    blocks.append(Paragraph(_grounds(facts, words)))
    blocks.append(Paragraph(_therefore(facts, words)))
    if facts.members:
        blocks.append(Rows(_members(facts), MEMBER_WIDTHS))
    if facts.effect == "appoint":
        blocks.append(Paragraph(words("order.duties_head")))
        blocks.append(Numbered(tuple(words.lines("order.duties"))))
    if facts.valid_until is not None:
        first, last = VOICE.day(facts.valid_from), VOICE.day(facts.valid_until)
        blocks.append(Paragraph(words("order.term", first=first, last=last)))
    blocks += [Space(4), Lines((_given(facts, words),), "centre")]
    signer = (f"({facts.signer_name})", facts.signer_position)
    blocks.append(Signature(tuple(map(official_digits, signer))))
    shown, mark = facts.signed_on or facts.drafted_on, _mark(facts, words)
    names = unparted(facts.centre, facts.district, facts.place)
    return Paper(about, shown, tuple(blocks), mark, names=names)


def _mark(facts: OrderPaperFacts, words: Wording) -> str:
    marks = [] if facts.signed_on else [words("mark.draft")]
    marks += [words("mark.made_up")] if facts.is_made_up else []
    return " · ".join(marks)


def _number(facts: OrderPaperFacts, words: Wording) -> str:
    if facts.number:
        return words("order.number", number=facts.number)
    return words("order.number_blank", year=VOICE.year(facts.drafted_on.year))


def _grounds(facts: OrderPaperFacts, words: Wording) -> str:
    if facts.grounds:
        return official_digits(facts.grounds)
    day = VOICE.day(facts.amends_signed_on) if facts.amends_signed_on else ""
    said = words(
        f"order.grounds_{facts.effect}",
        centre=facts.centre,
        place=facts.place,
        district=facts.district,
        number=facts.amends_number,
        day=day,
    )
    return official_digits(said)


def _therefore(facts: OrderPaperFacts, words: Wording) -> str:
    day = VOICE.day(facts.valid_from)
    return official_digits(words(f"order.therefore_{facts.effect}", centre=facts.centre, day=day))


def _members(facts: OrderPaperFacts) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (official_digits(f"{n}."), *map(official_digits, (one.name, one.sits_as, one.post)))
        for n, one in enumerate(facts.members, start=1)
    )


def _given(facts: OrderPaperFacts, words: Wording) -> str:
    if facts.signed_on:
        return words("order.given", day=VOICE.day(facts.signed_on))
    return words("order.given_blank", year=VOICE.year(facts.drafted_on.year))
