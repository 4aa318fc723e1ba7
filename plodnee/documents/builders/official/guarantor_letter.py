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
from plodnee.documents.facts.following import Guaranteed, GuarantorLetterFacts
from plodnee.engine.baht_text import baht_text
from plodnee.engine.money import format_baht

VOICE = Voice("th")
HEAD_WIDTHS = (14, 86)
BLANK = "(" + "." * 44 + ")"


def guarantor_letter(facts: GuarantorLetterFacts) -> Paper:
    """The letter, from the creditor to the guarantor; it says what the law asks and threatens none.

    Source: CCC 681, 686, 687, 688, 700; policy/guarantee.toml for the days.
    """
    words = Wording(VOICE, "guarantor_letter")
    head = (
        ("เรื่อง", words("letter.about")),
        ("เรียน", facts.guarantor),
        ("อ้างถึง", words(_of_contract(facts, "reference"), contract=_contract(facts, words))),
    )
    paragraphs = [_body(facts, words), _owed(facts, words), _law(facts, words)]
    paragraphs.append(f"{_limits(facts, words)} {_release(facts, words)}")
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


def _of_contract(facts: GuarantorLetterFacts, name: str) -> str:
    """The sentence of this name that speaks of a loan, or of a contract that restructured one."""
    return f"letter.{name}_restructured" if facts.is_restructured else f"letter.{name}"


def _body(facts: GuarantorLetterFacts, words: Wording) -> str:
    return words(
        _of_contract(facts, "body"),
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
    if not facts.notice_days:
        return words("letter.law_before")
    return words("letter.law", days=facts.notice_days)


def _limits(facts: GuarantorLetterFacts, words: Wording) -> str:
    """Up to how much the guarantor answers, and for debts until when, where that is known.

    Source: CCC 681.
    """
    if not facts.guarantees:
        return words("letter.limit_unknown")
    return words("letter.limit", limits=" และ".join(_limit(one, words) for one in facts.guarantees))


def _limit(one: Guaranteed, words: Wording) -> str:
    sum_ = f"{_baht(one.most_satang)} บาท ({baht_text(one.most_satang)})"
    if one.until is None:
        return sum_
    return f"{sum_} {words('letter.until', day=VOICE.day(one.until))}"


def _release(facts: GuarantorLetterFacts, words: Wording) -> str:
    """Of what the guarantor is free, since or from when. Source: CCC 686, 700."""
    said = [words("letter.release_by_time")]
    if facts.deadline is not None:
        key = "letter.late" if facts.is_late else "letter.in_time"
        said.insert(0, words(key, day=VOICE.day(facts.deadline)))
    return " ".join(said)


def _baht(satang: int) -> str:
    return format_baht(satang, thai_digits=True)
