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
OLD_WIDTHS = (18, 16, 10, 11, 13, 10, 8, 14)  # with a column of what was owed before


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
    said = [*_beside_payments(facts), _left(facts)]
    if facts.cancelled_on:
        said.append(told("statement.gone", day=VOICE.day(facts.cancelled_on)))
    elif facts.due_satang:
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


def _beside_payments(facts: StatementFacts) -> list[str]:
    """What the lines hold that is not in the sum of what was paid, what was taken back counted."""
    unpaid = [one for one in facts.lines if not one.number]
    moved = [one.total_satang for one in unpaid if one.kind in ("let_go", "charged", "taken_back")]
    let_go = sum(
        one.total_satang
        for one in unpaid
        if one.kind == "let_go" or (one.kind == "taken_back" and one.total_satang < 0)
    )
    said = [("let_go_sum", let_go), ("charged_sum", let_go - sum(moved))]
    return [told(f"statement.{name}", sum=money(satang)) for name, satang in said if satang]


def _left(facts: StatementFacts) -> str:
    said = {"day": VOICE.day(facts.as_of), "sum": money(facts.balance_satang)}
    if not facts.old_left_satang:
        return told("statement.balance", **said)
    own = facts.balance_satang - facts.old_left_satang
    parts = {"principal": VOICE.baht(own), "old": VOICE.baht(facts.old_left_satang)}
    return told("statement.balance_old", **said, **parts)


def _lines(facts: StatementFacts) -> Table:
    """The lines with what they come to; old interest and penalty stand apart from the principal."""
    has_old = facts.has_old
    rows: list[tuple[str, ...]] = [
        (
            VOICE.short_day(one.on),
            WORDS(f"statement.{one.kind}"),
            official_digits(one.number) or NOTHING,
            figures(one.principal_satang),
            *([figures(one.old_satang)] if has_old else []),
            figures(one.interest_satang),
            figures(one.penalty_satang),
            figures(one.balance_satang),
        )
        for one in facts.lines
    ]
    paid = [one for one in facts.lines if one.number]  # what has a receipt
    sums = (
        sum(one.principal_satang for one in paid),
        *([sum(one.old_satang for one in paid)] if has_old else []),
        sum(one.interest_satang for one in paid),
        sum(one.penalty_satang for one in paid),
    )
    rows.append(("", WORDS("column.paid"), "", *map(figures, sums), ""))
    keys = ["on", "content", "receipt", "principal", "interest", "penalty", "left"]
    if has_old:
        keys[4:] = ["old", "interest", "penalty", "all_left"]
    widths = OLD_WIDTHS if has_old else LINE_WIDTHS
    figured = frozenset(range(3, len(keys)))
    return Table(columns(*keys), tuple(rows), widths, figured, has_total=True)
