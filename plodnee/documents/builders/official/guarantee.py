"""A guarantee of what one old debt became: up to a sum, until a day, never as a joint debtor."""

from plodnee.documents.builders.official.contract_words import (
    NOTHING,
    VOICE,
    WORDS,
    Clauses,
    heading,
    identity,
    money,
    paper_of,
    signatures,
    told,
)
from plodnee.documents.builders.paper import Block, Paper, Paragraph
from plodnee.documents.facts.contracts import GuaranteeFacts


def guarantee(facts: GuaranteeFacts, *, is_draft: bool = False) -> Paper:
    """The guarantee with what the law gives to whoever guarantees."""
    title, head = WORDS("guarantee.title"), facts.head
    of = told("guarantee.of", number=head.contract_number)
    between = told(
        "guarantee.between",
        name=facts.guarantor,
        funds=" และ".join(facts.funds),
        borrower=facts.borrower.name,
        code=facts.borrower.household_code,
    )
    clauses = Clauses()
    blocks: list[Block] = [
        *heading(head, title, of),
        Paragraph(between),
        identity(facts.national_id),
    ]
    for key, text in _clauses(facts).items():
        blocks.append(Paragraph(text, clauses.lead(WORDS(f"guarantee.{key}_title"))))
    people = [(facts.guarantor, WORDS("guarantee.signs"))]
    people += [("", told("shared.fund_signs", fund=fund)) for fund in facts.funds]
    blocks += [
        Paragraph(_duty(facts)),
        Paragraph(told("shared.closing")),
        signatures(*people),
    ]
    return paper_of(head, title, blocks, is_draft=is_draft)


def _clauses(facts: GuaranteeFacts) -> dict[str, str]:
    debt = facts.old_debt
    return {
        "debt": told(
            "guarantee.debt",
            number=facts.head.contract_number,
            creditor=debt.creditor,
            debt=debt.contract_number or NOTHING,
            sum=money(debt.total_satang),
        ),
        "most": told("guarantee.most", sum=money(facts.most_satang)),
        "until": told(
            "guarantee.until",
            until=VOICE.day(facts.until),
            last=VOICE.day(facts.last_due_on),
        ),
        "not_joint": told("guarantee.not_joint"),
        "notice": told("guarantee.notice", days=facts.notice_days),
        "change": told("guarantee.change"),
    }


def _duty(facts: GuaranteeFacts) -> str:
    copies = len(facts.funds) + 2
    return told("guarantee.duty", duty=VOICE.baht(facts.duty_satang), count=copies)
