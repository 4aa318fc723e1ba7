"""The borrower's acknowledgement of what is owed, with what signing it does to the borrower."""

from plodnee.documents.builders.official.contract_words import (
    WORDS,
    balances_day,
    debts_table,
    heading,
    household,
    identity,
    money,
    paper_of,
    signatures,
    told,
)
from plodnee.documents.builders.official.digits import official_digits
from plodnee.documents.builders.paper import Block, Numbered, Paper, Paragraph
from plodnee.documents.facts.contracts import AcknowledgementFacts


def acknowledgement(facts: AcknowledgementFacts, *, is_draft: bool = False) -> Paper:
    """The acknowledgement of debt."""
    title, head, borrower = WORDS("acknowledgement.title"), facts.head, facts.borrower
    text = told(
        "acknowledgement.text",
        name=borrower.name,
        household=household(borrower),
        day=balances_day(facts.debts),
        sum=money(facts.total_satang),
    )
    use = told("acknowledgement.use", number=head.contract_number, centre=head.centre)
    warnings = map(official_digits, WORDS.lines("acknowledgement.warnings"))
    blocks: list[Block] = [
        *heading(head, title),
        Paragraph(text),
        identity(borrower.national_id),
        debts_table(facts.debts),
        Paragraph(use),
        Paragraph(told("acknowledgement.told")),
        Numbered(tuple(warnings)),
        signatures(
            (borrower.name, WORDS("acknowledgement.signs")),
            ("", WORDS("acknowledgement.received")),
        ),
    ]
    return paper_of(head, title, blocks, is_draft=is_draft)
