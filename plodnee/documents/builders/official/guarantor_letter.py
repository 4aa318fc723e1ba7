"""The creditor's written notice of default to a guarantor, with room for the receipt."""

from plodnee.documents.builders.official.digits import official_digits
from plodnee.documents.builders.paper import (
    LARGE_PT,
    Block,
    Lines,
    Paper,
    Paragraph,
    Rows,
    Signature,
    Space,
)
from plodnee.documents.builders.voice import Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.following import GuarantorLetterFacts
from plodnee.engine.baht_text import baht_text
from plodnee.engine.money import format_baht

VOICE = Voice("th")
HEAD_WIDTHS = (14, 86)
BLANK = "(" + "." * 44 + ")"


def guarantor_letter(facts: GuarantorLetterFacts) -> Paper:
    """The letter, from the creditor to the guarantor; it says what the law asks and threatens none.

    Source: CCC 686, 687, 688; policy/guarantee.toml for the days.
    """
    words = Wording(VOICE, "guarantor_letter")
    head = (
        ("เรื่อง", words("letter.about")),
        ("เรียน", facts.guarantor),
        ("อ้างถึง", words("letter.reference", contract=_contract(facts, words))),
    )
    paragraphs = [_body(facts, words), _owed(facts, words), _law(facts, words)]
    paragraphs.append(words("letter.choices", centre=facts.centre, place=facts.place))
    blocks: tuple[Block, ...] = (
        Lines((words("letter.head"),), "centre", bold=True, points=LARGE_PT),
        Space(3),
        *_number(facts, words),
        Lines((official_digits(facts.creditor), official_digits(facts.place)), "right"),
        Lines((VOICE.day(facts.written_on),), "centre"),
        Rows(tuple((name, official_digits(text)) for name, text in head), HEAD_WIDTHS),
        *(Paragraph(official_digits(text)) for text in paragraphs),
        Space(4),
        Lines((words("letter.regards"),), "centre"),
        Signature((BLANK, official_digits(words("letter.signed", creditor=facts.creditor)))),
        Space(10),
        Lines((words("letter.receipt"),), "left"),
    )
    mark = words("mark.made_up") if facts.is_made_up else ""
    return Paper(words("letter.about"), facts.written_on, blocks, mark)


def _number(facts: GuarantorLetterFacts, words: Wording) -> tuple[Block, ...]:
    if not facts.number:
        return ()
    return (Lines((official_digits(words("letter.number", number=facts.number)),)),)


def _contract(facts: GuarantorLetterFacts, words: Wording) -> str:
    """The contract as the register knows it; what it does not know is not said."""
    if not facts.contract_number:
        return words("letter.contract_unknown")
    number = words("letter.contract_numbered", number=facts.contract_number)
    if facts.borrowed_on is None:
        return number
    return f"{number} {words('letter.contract_dated', day=VOICE.day(facts.borrowed_on))}"


def _body(facts: GuarantorLetterFacts, words: Wording) -> str:
    return words(
        "letter.body",
        borrower=facts.borrower,
        creditor=facts.creditor,
        since=VOICE.day(facts.defaulted_on),
    )


def _owed(facts: GuarantorLetterFacts, words: Wording) -> str:
    return words(
        "letter.owed",
        day=VOICE.day(facts.stated_on),
        principal=_baht(facts.principal_satang),
        interest=_baht(facts.interest_satang),
        penalty=_baht(facts.penalty_satang),
        total=_baht(facts.total_satang),
        words=baht_text(facts.total_satang),
    )


def _law(facts: GuarantorLetterFacts, words: Wording) -> str:
    return words("letter.law", days=facts.notice_days)


def _baht(satang: int) -> str:
    return format_baht(satang, thai_digits=True)
