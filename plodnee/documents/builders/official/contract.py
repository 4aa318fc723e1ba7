"""The one contract of a household: its clauses, who signs, and the schedule that belongs to it."""

from collections.abc import Iterator

from plodnee.documents.builders.official.contract_tables import (
    guarantors_table,
    parts_table,
    resolutions_table,
    schedule_pages,
    shares_table,
)
from plodnee.documents.builders.official.contract_words import (
    NOTHING,
    VOICE,
    WORDS,
    Clauses,
    balances_day,
    day_or_blank,
    debts_table,
    heading,
    household,
    identity,
    money,
    paper_of,
    signatures,
    told,
)
from plodnee.documents.builders.paper import Block, Lines, NewPage, Numbered, Paper, Paragraph
from plodnee.documents.facts.contracts import ContractPaperFacts, GuarantorLine


def restructuring_contract(facts: ContractPaperFacts, *, is_draft: bool = False) -> Paper:
    """The contract with its schedule; a draft is marked as one."""
    title = WORDS("contract.title")
    blocks: list[Block] = [
        *heading(facts.head, title, WORDS(f"contract.shape_{facts.shape}")),
        *_parties(facts),
        *_clauses(facts),
        Paragraph(told("shared.closing")),
        _signing(facts),
        NewPage(),
        *schedule_pages(facts),
    ]
    return paper_of(facts.head, title, blocks, is_draft=is_draft)


def _parties(facts: ContractPaperFacts) -> Iterator[Block]:
    borrower = facts.borrower
    yield Paragraph(told("contract.between", name=borrower.name, household=household(borrower)))
    yield identity(borrower.national_id)
    yield Lines((WORDS("contract.with"),))
    yield Numbered(tuple(told("contract.fund", fund=fund) for fund in facts.funds))
    yield Paragraph(told("contract.and", centre=facts.head.centre, place=facts.head.place))


def _clauses(facts: ContractPaperFacts) -> Iterator[Block]:
    clauses = Clauses()
    for section, blocks in (
        ("debts", _debts(facts)),
        ("shape", _shape(facts)),
        ("parts", _parts(facts)),
        ("payment", _payment(facts)),
        ("shares", _shares(facts)),
        ("order", _order(facts)),
        ("default", _default(facts)),
        ("guarantors", _guarantors(facts)),
        ("spouse", _spouse(facts)),
        ("evidence", [Paragraph(told("evidence.text"))]),
        ("change", [Paragraph(told("change.text"))]),
        ("base", _base(facts)),
        ("duty", _duty(facts)),
    ):
        first, *rest = blocks
        assert isinstance(first, Paragraph)
        yield Paragraph(first.text, clauses.lead(WORDS(f"{section}.title")))
        yield from rest


def _debts(facts: ContractPaperFacts) -> list[Block]:
    total = sum(debt.total_satang for debt in facts.old_debts)
    text = told(
        "debts.text",
        count=len(facts.old_debts),
        day=balances_day(facts.old_debts),
        sum=money(total),
    )
    return [Paragraph(text), debts_table(facts.old_debts)]


def _shape(facts: ContractPaperFacts) -> list[Block]:
    satang = sum(part.principal_satang for part in facts.parts if part.kind == "joined")
    if facts.shape == "assignment":
        satang = sum(debt.taken_over_satang for debt in facts.old_debts)
    price = VOICE.baht(satang)
    said = [told(f"shape.{facts.shape}", lead=facts.lead, sum=money(satang), price=price)]
    if facts.lead and any(part.kind != "joined" for part in facts.parts):
        said.append(told("shape.others"))
    said.append(told("shape.replaces"))
    return [Paragraph(text) for text in said]


def _parts(facts: ContractPaperFacts) -> list[Block]:
    counted = "parts.by_days" if facts.first_by_days else "parts.interest"
    said = [told(counted, day=VOICE.day(facts.interest_from))]
    if facts.lent_on is not None:
        said = [told("parts.lent", day=VOICE.day(facts.lent_on))]
        if any(part.kind == "own" and part.rate_bp for part in facts.parts):
            said.append(told("parts.not_lent", day=VOICE.day(facts.interest_from)))
    if max(debt.stated_on for debt in facts.old_debts) < (facts.lent_on or facts.interest_from):
        said.append(told("parts.between", day=balances_day(facts.old_debts)))
    if any(part.rate_bp == 0 and part.kind != "arrears" for part in facts.parts):
        said.append(told("parts.free"))
    if any(part.kind == "arrears" for part in facts.parts):
        said.append(told("parts.arrears"))
    first = Paragraph(told("parts.text", sum=money(facts.principal_satang)))
    return [first, parts_table(facts), Paragraph(" ".join(said))]


def _payment(facts: ContractPaperFacts) -> list[Block]:
    days = sorted({row.due_on for part in facts.parts for row in part.rows})
    text = told(
        "payment.text",
        centre=facts.head.centre,
        count=len(days),
        first=VOICE.day(days[0]),
        last=VOICE.day(days[-1]),
        principal=VOICE.baht(facts.principal_satang),
        interest=VOICE.baht(facts.interest_satang),
        sum=money(facts.principal_satang + facts.interest_satang),
    )
    return [Paragraph(text), Paragraph(told("payment.early"))]


def _shares(facts: ContractPaperFacts) -> list[Block]:
    return [Paragraph(told("shares.text")), shares_table(facts)]


def _order(facts: ContractPaperFacts) -> list[Block]:
    names = [WORDS(f"paid.{part}") for part in facts.order]
    order = " ".join([*names[:-1], f"และ{names[-1]}"])
    return [Paragraph(told("order.text", order=order))]


def _default(facts: ContractPaperFacts) -> list[Block]:
    said = told("default.text", rate=VOICE.percent(facts.default_rate_bp))
    return [Paragraph(said), Paragraph(told("default.visits"))]


def _guarantors(facts: ContractPaperFacts) -> list[Block]:
    bound = [one for one in facts.guarantors if one.is_bound]
    free = dict.fromkeys(_freed(one) for one in facts.guarantors if not one.is_bound)
    blocks: list[Block] = []
    if bound:
        blocks += [Paragraph(told("guarantors.text")), guarantors_table(bound)]
        blocks.append(Paragraph(told("guarantors.notice", days=facts.notice_days)))
    else:
        blocks.append(Paragraph(told("guarantors.none")))
    if free:
        blocks.append(Paragraph(told("guarantors.free", names=", ".join(free))))
    return blocks


def _freed(one: GuarantorLine) -> str:
    """Who is free, and of which debt: of another they may be bound."""
    debt = told("guarantors.debt", creditor=one.creditor, number=one.debt_number or NOTHING)
    return told("guarantors.freed", name=one.name, debt=debt)


def _spouse(facts: ContractPaperFacts) -> list[Block]:
    said = told("spouse.consents", name=facts.spouse) if facts.spouse else told("spouse.none")
    return [Paragraph(said)]


def _base(facts: ContractPaperFacts) -> list[Block]:
    text = told(
        "base.text",
        centre=facts.head.centre,
        number=facts.resolution.number or "." * 12,
        day=day_or_blank(facts.resolution.on),
    )
    return [Paragraph(text), resolutions_table(facts.creditors)]


def _duty(facts: ContractPaperFacts) -> list[Block]:
    if facts.shape != "refinance":
        said = told("duty.not_lent")
    elif facts.duty_satang == 0:
        said = told("duty.exempt")
    else:
        duty, copy = VOICE.baht(facts.duty_satang), VOICE.baht(facts.copy_duty_satang)
        said = told("duty.lent", duty=duty, copy=copy)
    return [Paragraph(f"{said} {told('duty.copies', count=facts.copies)}")]


def _signing(facts: ContractPaperFacts) -> Block:
    people = [(facts.borrower.name, "ลูกหนี้")]
    if facts.spouse:
        people.append((facts.spouse, WORDS("spouse.signs")))
    people += [("", told("shared.fund_signs", fund=fund)) for fund in facts.funds]
    people.append(("", told("shared.centre_signs", centre=facts.head.centre)))
    return signatures(*people)
