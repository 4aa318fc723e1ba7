"""What one creditor agrees to: to be paid off, to assign its claim, or to new terms."""

from collections.abc import Iterator

from plodnee.documents.builders.official.contract_words import (
    VOICE,
    WORDS,
    balances_day,
    columns,
    day_or_blank,
    debts_table,
    figures,
    heading,
    money,
    paper_of,
    rate,
    signatures,
    told,
)
from plodnee.documents.builders.paper import Block, Numbered, Paper, Paragraph, Table
from plodnee.documents.facts.contracts import ConsentFacts, NewTerms

TERM_WIDTHS = (24, 16, 16, 10, 17, 17)


def creditors_consent(facts: ConsentFacts, *, is_draft: bool = False) -> Paper:
    """The creditor's consent in writing."""
    title, head = WORDS("consent.title"), facts.head
    total = sum(debt.total_satang for debt in facts.debts)
    text = told(
        "consent.text",
        creditor=facts.creditor,
        borrower=facts.borrower.name,
        code=facts.borrower.household_code,
        day=balances_day(facts.debts),
        sum=money(total),
    )
    blocks: list[Block] = [
        *heading(head, title),
        Paragraph(text),
        debts_table(facts.debts),
        Paragraph(_agrees(facts)),
        Numbered(tuple(_points(facts))),
    ]
    if facts.terms:
        blocks.append(_terms_table(facts.terms))
    blocks.append(signatures(("", WORDS("consent.signs")), ("", WORDS("acknowledgement.received"))))
    return paper_of(head, title, blocks, is_draft=is_draft)


def _agrees(facts: ConsentFacts) -> str:
    said = {"contract": facts.head.contract_number, "centre": facts.head.centre}
    if facts.is_outside and not facts.resolution.number:
        return told("consent.agrees", **said)
    number = facts.resolution.number or "." * 20
    return told("consent.resolved", number=number, day=day_or_blank(facts.resolution.on), **said)


def _points(facts: ConsentFacts) -> Iterator[str]:
    taken_over = facts.taken_over_satang
    if taken_over:
        key = "consent.assigned" if facts.shape == "assignment" else "consent.paid_off"
        price = VOICE.baht(taken_over)
        yield told(key, sum=money(taken_over), price=price, lead=facts.lead)
    if facts.terms:
        yield told("consent.terms")
    if facts.lead == facts.creditor:
        yield told(f"consent.lends_{facts.shape}")
    if facts.terms:
        yield told("consent.collector", centre=facts.head.centre)
    yield told("consent.nothing_more")
    yield told("consent.guarantors")


def _terms_table(terms: tuple[NewTerms, ...]) -> Table:
    rows = tuple(
        (
            WORDS(f"kind.{one.kind}"),
            figures(one.principal_satang),
            rate(one.rate_bp),
            VOICE.count(one.instalments),
            VOICE.short_day(one.first_due_on),
            VOICE.short_day(one.last_due_on),
        )
        for one in terms
    )
    head = columns("content", "sum", "rate", "instalments", "first", "last")
    return Table(head, rows, TERM_WIDTHS, frozenset({1}))
