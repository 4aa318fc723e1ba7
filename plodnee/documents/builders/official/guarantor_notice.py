"""A creditor's notice of default to a guarantor: neutral words, and the guarantor's rights."""

from plodnee.documents.builders.official.contract_words import (
    NOTHING,
    VOICE,
    WORDS,
    columns,
    figures,
    heading,
    money,
    paper_of,
    told,
)
from plodnee.documents.builders.official.digits import official_digits
from plodnee.documents.builders.paper import (
    Block,
    Lines,
    Numbered,
    Paper,
    Paragraph,
    Signatures,
    Table,
)
from plodnee.documents.facts.contract_books import GuarantorNoticeFacts

SUM_WIDTHS = (25, 25, 25, 25)


def guarantor_notice(facts: GuarantorNoticeFacts) -> Paper:
    """The notice, which names nobody but its guarantor, the borrower and the creditor."""
    title, head = WORDS("notice.title"), facts.head
    text = told(
        "notice.text",
        borrower=facts.borrower,
        code=facts.household_code,
        creditor=facts.creditor,
        number=head.contract_number or NOTHING,
        day=VOICE.day(facts.defaulted_on),
    )
    said = told("notice.sums", sum=money(facts.total_satang))
    blocks: list[Block] = [
        *heading(head, title),
        Lines((WORDS("notice.about"), told("notice.to", guarantor=facts.guarantor))),
        Paragraph(text),
        _sums(facts),
        Paragraph(said),
        Paragraph(WORDS("notice.rights")),
        Numbered(tuple(map(official_digits, WORDS.lines("notice.points")))),
    ]
    if facts.deadline is not None:
        blocks.append(Paragraph(told("notice.deadline", day=VOICE.day(facts.deadline))))
    blocks += [
        Paragraph(told("notice.talk", centre=head.centre)),
        Lines((WORDS("notice.regards"),), "centre"),
        Paragraph(WORDS("notice.received"), indented=False),
        _signing(facts),
    ]
    return paper_of(head, title, blocks, is_draft=False)


def _sums(facts: GuarantorNoticeFacts) -> Table:
    row = (
        facts.principal_satang,
        facts.interest_satang,
        facts.penalty_satang,
        facts.total_satang,
    )
    head = columns("principal", "interest_arrears", "penalty", "sum")
    return Table(head, (tuple(map(figures, row)),), SUM_WIDTHS, frozenset(range(4)))


def _signing(facts: GuarantorNoticeFacts) -> Signatures:
    blank = WORDS("shared.name_blank")
    receives = (told("shared.signed_by", name=facts.guarantor), WORDS("notice.receives"))
    sends = (blank, told("shared.fund_signs", fund=facts.creditor))
    return Signatures((receives, sends))
