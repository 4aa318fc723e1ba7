"""What was paid on a contract, line by line, with what is left after each."""

from plodnee.documents.builders.official.contract_words import (
    NOTHING,
    VOICE,
    WORDS,
    columns,
    figures,
    heading,
    household,
    money,
    paper_of,
    told,
)
from plodnee.documents.builders.official.digits import official_digits
from plodnee.documents.builders.paper import Block, Paper, Paragraph, Signatures, Table
from plodnee.documents.facts.contract_books import StatementFacts

LINE_WIDTHS = (17, 20, 12, 13, 11, 9, 18)


def contract_statement(facts: StatementFacts) -> Paper:
    """The statement of a contract up to a day."""
    title, head = WORDS("statement.title"), facts.head
    text = told(
        "statement.text",
        name=facts.borrower.name,
        household=household(facts.borrower),
        number=head.contract_number,
        day=VOICE.day(facts.as_of),
    )
    said = [told("statement.balance", day=VOICE.day(facts.as_of), sum=money(facts.balance_satang))]
    if facts.due_satang:
        said.append(told("statement.due", sum=money(facts.due_satang)))
    else:
        said.append(told("statement.nothing_due"))
    if facts.next_due_on:
        said.append(told("statement.next", day=VOICE.day(facts.next_due_on)))
    blank = WORDS("shared.name_blank")
    blocks: list[Block] = [
        *heading(head, title, told("statement.of", number=head.contract_number)),
        Paragraph(text),
        _lines(facts),
        *(Paragraph(one) for one in said),
        Paragraph(told("statement.check")),
        Signatures(((blank, WORDS("statement.signs")),)),
    ]
    return paper_of(head, title, blocks, is_draft=False)


def _lines(facts: StatementFacts) -> Table:
    rows: list[tuple[str, ...]] = [
        (
            VOICE.short_day(one.on),
            WORDS(f"statement.{one.kind}"),
            official_digits(one.number) or NOTHING,
            figures(one.principal_satang),
            figures(one.interest_satang),
            figures(one.penalty_satang),
            figures(one.balance_satang),
        )
        for one in facts.lines
    ]
    paid = [one for one in facts.lines if one.number]  # what has a receipt
    sums = (
        sum(one.principal_satang for one in paid),
        sum(one.interest_satang for one in paid),
        sum(one.penalty_satang for one in paid),
    )
    rows.append(("", WORDS("column.paid"), "", *map(figures, sums), ""))
    head = columns("on", "content", "receipt", "principal", "interest", "penalty", "left")
    return Table(head, tuple(rows), LINE_WIDTHS, frozenset(range(3, 7)), has_total=True)
