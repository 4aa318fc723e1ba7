"""Books to test with: a centre with open books and four accounts, and entries drafted for them."""

from datetime import date
from uuid import UUID, uuid4

from build import a_centre

from plodnee.ledger.drafts import EntryDraft, Posting
from plodnee.ledger.models import Account, Entry
from plodnee.ledger.services import open_account, open_books
from plodnee.organization.access import OPERATOR
from plodnee.organization.models import Centre

OPENED = date(2018, 10, 1)
DAY = date(2019, 3, 16)
CASH, CLAIM, INTEREST, FUND = "cash", "claim/HH-1", "interest", "fund/VF-1"
ACCOUNTS = (
    (CASH, "เงินสดในมือ", Account.Kind.ASSET, True),
    (CLAIM, "ลูกหนี้ตามสัญญา", Account.Kind.ASSET, True),
    (INTEREST, "ดอกเบี้ยรับ", Account.Kind.INCOME, False),
    (FUND, "เจ้าหนี้กองทุนหมู่บ้าน", Account.Kind.LIABILITY, True),
)


def open_centre_books(code: str = "31011805") -> Centre:
    """A centre with open books and the four accounts."""
    centre = a_centre(code)
    open_books(centre=centre, opened_on=OPENED, actor=OPERATOR)
    for account, name, kind, capped in ACCOUNTS:
        open_account(centre=centre, code=account, name=name, kind=kind, capped=capped)
    return centre


def a_contract(centre: Centre, satang: int = 1_000_000, **facts: object) -> EntryDraft:
    """The entry of a contract: what the household owes, and what the fund is owed."""
    return a_draft(centre, Entry.Kind.CONTRACT, (Posting(CLAIM, FUND, satang),), **facts)


def a_repayment(centre: Centre, principal: int, interest: int, **facts: object) -> EntryDraft:
    """The entry of a repayment in cash."""
    lines = (Posting(CASH, CLAIM, principal), Posting(CASH, INTEREST, interest))
    return a_draft(centre, Entry.Kind.REPAYMENT, lines, **facts)


def a_draft(
    centre: Centre,
    kind: Entry.Kind,
    lines: tuple[Posting, ...],
    *,
    entry_id: UUID | None = None,
    on: date = DAY,
    reference: str = "",
) -> EntryDraft:
    return EntryDraft(
        id=entry_id or uuid4(),
        centre_code=centre.code,
        kind=kind,
        business_date=on,
        postings=lines,
        reference=reference,
    )


def balances(centre: Centre) -> dict[str, int]:
    """What stands on each account's own side."""
    return {account.code: account.balance_satang for account in centre.accounts.all()}
