"""The letter that a contract was paid in full: nothing is owed on it, and nobody answers for it."""

from plodnee.documents.builders.official.contract_words import (
    VOICE,
    WORDS,
    heading,
    household,
    money,
    paper_of,
    signatures,
    told,
)
from plodnee.documents.builders.paper import Block, Paper, Paragraph
from plodnee.documents.facts.contract_books import SettlementFacts


def settlement_letter(facts: SettlementFacts) -> Paper:
    """The letter, signed for every fund and for the centre."""
    title, head = WORDS("settlement.title"), facts.head
    text = told(
        "settlement.text_old" if facts.old_satang else "settlement.text",
        name=facts.borrower.name,
        household=household(facts.borrower),
        number=head.contract_number,
        signed=VOICE.day(facts.signed_on),
        settled=VOICE.day(facts.settled_on),
        receipts=facts.receipts,
        principal=VOICE.baht(facts.principal_satang),
        interest=VOICE.baht(facts.interest_satang),
        penalty=VOICE.baht(facts.penalty_satang),
        old=VOICE.baht(facts.old_satang),
        sum=money(facts.total_satang),
    )
    blocks: list[Block] = [
        *heading(head, title),
        Paragraph(text),
        *_let_go(facts),
        Paragraph(told("settlement.free", funds=" ".join(facts.funds))),
    ]
    if facts.guarantors:
        names = ", ".join(facts.guarantors)
        blocks.append(Paragraph(told("settlement.guarantors", names=names)))
    people = [("", told("shared.fund_signs", fund=fund)) for fund in facts.funds]
    people.append(("", told("shared.centre_signs", centre=head.centre)))
    blocks.append(signatures(*people))
    return paper_of(head, title, blocks, is_draft=False)


def _let_go(facts: SettlementFacts) -> list[Block]:
    if not facts.waived_satang:
        return []
    return [Paragraph(told("settlement.let_go", sum=money(facts.waived_satang)))]
