"""Questions to the books: trial balance, an account's lines, the day book."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum, Window
from django.db.models.functions import Coalesce, Lag

from plodnee.ledger.models import DEBIT_KINDS, Account, Entry, Transfer
from plodnee.organization.models import Centre


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One account of a trial balance; exactly one of the two balances is above 0, or none."""

    code: str
    name: str
    kind: str
    debits_satang: int
    credits_satang: int

    @property
    def debit_balance_satang(self) -> int:
        """What the account has on the debit side."""
        return max(0, self.debits_satang - self.credits_satang)

    @property
    def credit_balance_satang(self) -> int:
        """What the account has on the credit side."""
        return max(0, self.credits_satang - self.debits_satang)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One line of an account's statement with the balance after it, on the account's own side."""

    entry_id: UUID
    number: int
    kind: str
    business_date: date
    reference: str
    opposite: str
    debit_satang: int
    credit_satang: int
    balance_satang: int


def trial_balance(centre: Centre, *, through: date) -> tuple[BalanceRow, ...]:
    """Every account of the centre with what was debited and credited up to and including a day."""
    moved = Transfer.objects.filter(entry__centre=centre, entry__business_date__lte=through)
    debits = dict(moved.values_list("debit").annotate(Sum("amount_satang")).order_by())
    credits_ = dict(moved.values_list("credit").annotate(Sum("amount_satang")).order_by())
    return tuple(
        BalanceRow(
            account.code,
            account.name,
            account.kind,
            debits.get(account.pk, 0),
            credits_.get(account.pk, 0),
        )
        for account in Account.objects.filter(centre=centre)
    )


def balance_on(account: Account, *, through: date) -> int:
    """What stood on the account's own side at the end of a day."""
    return _balance(account, Transfer.objects.filter(entry__business_date__lte=through))


def _balance(account: Account, transfers: QuerySet[Transfer]) -> int:
    sums = transfers.filter(Q(debit=account) | Q(credit=account)).aggregate(
        debits=Coalesce(Sum("amount_satang", filter=Q(debit=account)), 0),
        credits=Coalesce(Sum("amount_satang", filter=Q(credit=account)), 0),
    )
    balance = int(sums["debits"] - sums["credits"])
    return balance if account.kind in DEBIT_KINDS else -balance


def account_lines(account: Account, *, first: date, last: date) -> Iterator[AccountLine]:
    """The account's lines of a span of days in the order of the day book, balances carried on."""
    sign = 1 if account.kind in DEBIT_KINDS else -1
    before = Transfer.objects.filter(entry__business_date__lt=first)
    balance = _balance(account, before)
    lines = (
        Transfer.objects.filter(Q(debit=account) | Q(credit=account))
        .filter(entry__business_date__range=(first, last))
        .select_related("entry", "debit", "credit")
        .order_by("entry__business_date", "entry__number", "line")
    )
    for line in lines.iterator(chunk_size=2_000):
        debited = line.debit_id == account.pk
        balance += sign * (line.amount_satang if debited else -line.amount_satang)
        yield AccountLine(
            entry_id=line.entry.pk,
            number=line.entry.number,
            kind=line.entry.kind,
            business_date=line.entry.business_date,
            reference=line.entry.reference,
            opposite=(line.credit if debited else line.debit).code,
            debit_satang=line.amount_satang if debited else 0,
            credit_satang=0 if debited else line.amount_satang,
            balance_satang=balance,
        )


def day_book(centre: Centre, *, first: date, last: date) -> QuerySet[Entry]:
    """The centre's entries of a span of days with their lines, in the order of their numbers."""
    return (
        Entry.objects.filter(centre=centre, business_date__range=(first, last))
        .prefetch_related("transfers__debit", "transfers__credit")
        .order_by("business_date", "number")
    )


def numbering_gaps() -> list[tuple[str, int]]:
    """Where the numbers of the day book jump: the centre and the number after the gap."""
    placed = Entry.objects.annotate(
        before=Window(Lag("number"), partition_by=F("centre_id"), order_by=F("number").asc()),
    )
    rows = placed.values_list("centre_id", "number", "before")
    return [
        (centre, number)
        for centre, number, before in rows.iterator()
        if number != (before or 0) + 1
    ]
