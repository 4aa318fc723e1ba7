"""Facts of a made-up contract, written out by hand: what its papers have to say."""

from dataclasses import replace
from datetime import date

from plodnee.documents.facts.amendments import AmendedTerms, AmendmentFacts
from plodnee.documents.facts.contracts import (
    AcknowledgementFacts,
    Borrower,
    ConsentFacts,
    ContractPaperFacts,
    ContractPart,
    FundShare,
    GuaranteeFacts,
    GuarantorLine,
    Instalment,
    NewTerms,
    OldDebt,
    PaperHead,
    Resolved,
)
from plodnee.engine.thai_dates import add_months

BALANCES = date(2022, 3, 16)
MADE = date(2022, 3, 20)
SAVINGS, VILLAGE, KKJ = "กลุ่มออมทรัพย์เพื่อการผลิตบ้านทดสอบ", "กองทุนหมู่บ้านทดสอบ หมู่ที่ 5", "กข.คจ. บ้านทดสอบ"
BORROWER = Borrower("นางสมมุติ ใจดี", "9-xxxx-xxxxx-12-3", "HH-001")


def a_head(suffix: str = "") -> PaperHead:
    """What the papers of contract 7/2565 say of themselves."""
    number = f"7/2565-{suffix}" if suffix else "7/2565"
    centre = "ศูนย์จัดการกองทุนชุมชนบ้านทดสอบ"
    return PaperHead(number, "7/2565", centre, "หมู่ที่ 5 ตำบลสองห้อง", MADE, is_made_up=True)


def a_debt(creditor: str, number: str, *satang: int, taken: int = 0) -> OldDebt:
    """An old debt by principal, interest in arrears and penalty."""
    principal, interest, penalty = satang
    return OldDebt(
        creditor, number, date(2020, 5, 1), BALANCES, principal, interest, penalty, taken
    )


def rows(principal: int, months: int, interest: int) -> tuple[Instalment, ...]:
    """Equal principal by the month, the last takes the rest; the same interest each time."""
    each, left, made = principal // months, principal, []
    for n in range(1, months + 1):
        part = left if n == months else each
        left -= part
        made.append(Instalment(add_months(BALANCES, n), part, interest, left))
    return tuple(made)


DEBTS = (
    a_debt(SAVINGS, "12/2563", 4_500_000, 123_456, 20_000),
    a_debt(VILLAGE, "3/2562", 3_000_000, 0, 0),
    a_debt(KKJ, "", 1_000_050, 0, 0),
)
CONTRACT = ContractPaperFacts(
    head=a_head(),
    shape="umbrella",
    borrower=BORROWER,
    spouse="นายคู่สมรส ใจดี",
    lead="",
    funds=(SAVINGS, VILLAGE, KKJ),
    interest_from=BALANCES,
    old_debts=DEBTS,
    parts=(
        ContractPart(
            "joined",
            600,
            7_500_000,
            (FundShare(SAVINGS, 4_500_000), FundShare(VILLAGE, 3_000_000)),
            rows(7_500_000, 48, 18_750),
        ),
        ContractPart("own", 0, 1_000_050, (FundShare(KKJ, 1_000_050),), rows(1_000_050, 20, 0)),
        ContractPart("arrears", 0, 143_456, (FundShare(SAVINGS, 143_456),), rows(143_456, 6, 0)),
    ),
    guarantors=(
        GuarantorLine("นายค้ำ มั่นคง", SAVINGS, "12/2563", 2_500_000, date(2026, 3, 16)),
        GuarantorLine("นางค้ำ ยืนยง", SAVINGS, "12/2563", None, None),
    ),
    resolution=Resolved("", "4/2565", date(2022, 3, 18)),
    creditors=(
        Resolved(SAVINGS, "2/2565", date(2022, 3, 17)),
        Resolved(VILLAGE, "9/2565", date(2022, 3, 17)),
        Resolved(KKJ, "", None),
    ),
    order=("costs", "penalty", "interest", "principal"),
    default_rate_bp=500,
    notice_days=60,
    duty_satang=0,
    copy_duty_satang=0,
)
GUARANTEE = GuaranteeFacts(
    head=a_head("ค1"),
    borrower=BORROWER,
    guarantor="นายค้ำ มั่นคง",
    national_id="",
    funds=(SAVINGS,),
    old_debt=DEBTS[0],
    most_satang=2_500_000,
    until=date(2026, 3, 16),
    last_due_on=date(2026, 3, 16),
    notice_days=60,
    duty_satang=1_000,
)
ACKNOWLEDGEMENT = AcknowledgementFacts(a_head("ร"), BORROWER, DEBTS)
CONSENT = ConsentFacts(
    head=a_head("จ1"),
    shape="umbrella",
    borrower=BORROWER,
    creditor=SAVINGS,
    is_outside=False,
    lead="",
    debts=DEBTS[:1],
    terms=(
        NewTerms("joined", 4_500_000, 600, 48, add_months(BALANCES, 1), add_months(BALANCES, 48)),
        NewTerms("arrears", 143_456, 0, 6, add_months(BALANCES, 1), add_months(BALANCES, 6)),
    ),
    resolution=Resolved(SAVINGS, "2/2565", date(2022, 3, 17)),
)
AMENDMENT = AmendmentFacts(
    head=a_head("ก1"),
    borrower=BORROWER,
    funds=(SAVINGS, VILLAGE),
    signed_on=date(2022, 3, 20),
    part=1,
    from_on=date(2023, 4, 16),
    terms=AmendedTerms(
        due_on=date(2023, 5, 16),
        rate_bp=300,
        extra_instalments=12,
        grace_on_principal=0,
        grace_on_interest=0,
        pause=(date(2023, 3, 17), date(2023, 5, 16)),
        instalment_satang=None,
    ),
    before=CONTRACT.parts[0],
    after=replace(CONTRACT.parts[0], rows=rows(7_500_000, 60, 9_375)),
    reason="น้ำท่วมนาเมื่อเดือนตุลาคม 2565 ผลผลิตเสียหายทั้งแปลง",
    resolution=Resolved("", "3/2566", date(2023, 3, 10)),
    guarantors=CONTRACT.guarantors[:1],
)
