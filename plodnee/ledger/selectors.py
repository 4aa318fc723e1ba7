"""Questions to the books: trial balance, an account's lines, the day book."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet, Sum, Window
from django.db.models.functions import Coalesce, Lag

from plodnee.ledger.models import (
    DEBIT_KINDS,
    Account,
    AccountMonth,
    Book,
    Entry,
    PeriodClosing,
    Transfer,
)
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
    """One line of a statement with the balance after it, on the own side of its accounts."""

    entry_id: UUID
    number: int
    kind: str
    business_date: date
    reference: str
    opposite: Account
    debit_satang: int
    credit_satang: int
    balance_satang: int


@dataclass(frozen=True, slots=True)
class Movement:
    """One account over a span of days: what it began with, what moved, what it ended with."""

    account: Account
    before: BalanceRow
    debits_satang: int
    credits_satang: int
    after: BalanceRow


def movements(centre: Centre, *, first: date, last: date) -> tuple[Movement, ...]:
    """Every account of the centre over a span of days, both ends counted."""
    accounts = {account.code: account for account in Account.objects.filter(centre=centre)}
    before = {row.code: row for row in trial_balance(centre, through=first - timedelta(days=1))}
    return tuple(
        Movement(
            accounts[after.code],
            before[after.code],
            after.debits_satang - before[after.code].debits_satang,
            after.credits_satang - before[after.code].credits_satang,
            after,
        )
        for after in trial_balance(centre, through=last)
    )


def trial_balance(centre: Centre, *, through: date) -> tuple[BalanceRow, ...]:
    """Every account of the centre with what was debited and credited up to and including a day.

    Whole months come from the sums that the database keeps of them, the rest line by line.
    """
    accounts = list(Account.objects.filter(centre=centre))
    debits, credits_ = Counter[int](), Counter[int]()
    months = AccountMonth.objects.filter(account__centre=centre, month__lt=month_number(through))
    for row in months.values("account").annotate(d=Sum("debits_satang"), c=Sum("credits_satang")):
        debits[row["account"]], credits_[row["account"]] = row["d"], row["c"]
    rest = Transfer.objects.filter(
        entry__centre=centre, entry__business_date__range=(through.replace(day=1), through)
    )
    for debit, credit, moved in pairs(rest):
        debits[debit] += moved
        credits_[credit] += moved
    return tuple(
        BalanceRow(one.code, one.name, one.kind, debits[one.pk], credits_[one.pk])
        for one in accounts
    )


def month_number(day: date) -> int:
    """The month of a day as `AccountMonth` counts it."""
    return 12 * day.year + day.month - 1


def pairs(transfers: QuerySet[Transfer]) -> QuerySet[Transfer, tuple[int, int, int]]:
    """What the transfers moved between each two accounts: debited, credited, how much."""
    rows = transfers.order_by().values_list("debit", "credit").annotate(Sum("amount_satang"))
    return cast("QuerySet[Transfer, tuple[int, int, int]]", rows)


def balance_on(account: Account, *, through: date) -> int:
    """What stood on the account's own side at the end of a day."""
    return _balance([account], Transfer.objects.filter(entry__business_date__lte=through))


def balance_before(accounts: Sequence[Account], first: date) -> int:
    """What stood on the accounts' own side when a day began."""
    return _balance(accounts, Transfer.objects.filter(entry__business_date__lt=first))


def moved_in(accounts: Sequence[Account], *, first: date, last: date) -> tuple[int, int]:
    """What was debited and what was credited to some accounts in a span of days; satang."""
    return _moved(accounts, Transfer.objects.filter(entry__business_date__range=(first, last)))


def _balance(accounts: Sequence[Account], transfers: QuerySet[Transfer]) -> int:
    debits, credits_ = _moved(accounts, transfers)
    return _own_side(accounts) * (debits - credits_)


def _moved(accounts: Sequence[Account], transfers: QuerySet[Transfer]) -> tuple[int, int]:
    debited, credited = Q(debit__in=accounts), Q(credit__in=accounts)
    sums = transfers.filter(debited | credited).aggregate(
        debits=Coalesce(Sum("amount_satang", filter=debited), 0),
        credits=Coalesce(Sum("amount_satang", filter=credited), 0),
    )
    return int(sums["debits"]), int(sums["credits"])


def _own_side(accounts: Sequence[Account]) -> int:
    """1 for accounts whose own side is the debit one, -1 for the others; all are alike."""
    sides = {1 if account.kind in DEBIT_KINDS else -1 for account in accounts}
    if len(sides) > 1:
        raise ValueError("accounts of different sides have no statement together")
    return sides.pop() if sides else 1


def account_lines(account: Account, *, first: date, last: date) -> Iterator[AccountLine]:
    """The account's lines of a span of days in the order of the day book, balances carried on."""
    return statement_lines([account], first=first, last=last)


def statement_lines(
    accounts: Sequence[Account],
    *,
    first: date,
    last: date,
    skip: int = 0,
    most: int | None = None,
) -> Iterator[AccountLine]:
    """The lines of some accounts of one side together, as `account_lines` gives those of one.

    `skip` leaves out that many at the beginning, whose sum the balances still carry.
    """
    own, keys = _own_side(accounts), {account.pk for account in accounts}
    lines = transfers_of(accounts, first=first, last=last)
    balance = balance_before(accounts, first)
    if skip:
        balance += _balance(accounts, Transfer.objects.filter(pk__in=lines.values("pk")[:skip]))
    shown = lines[skip:] if most is None else lines[skip : skip + most]
    for line in shown.iterator(chunk_size=2_000):
        debit = line.amount_satang if line.debit_id in keys else 0
        credit = line.amount_satang if line.credit_id in keys else 0
        balance += own * (debit - credit)
        yield AccountLine(
            entry_id=line.entry.pk,
            number=line.entry.number,
            kind=line.entry.kind,
            business_date=line.entry.business_date,
            reference=line.entry.reference,
            opposite=line.credit if debit else line.debit,
            debit_satang=debit,
            credit_satang=credit,
            balance_satang=balance,
        )


def transfers_of(accounts: Sequence[Account], *, first: date, last: date) -> QuerySet[Transfer]:
    """The transfers of some accounts in a span of days, in the order of the day book."""
    return (
        Transfer.objects.filter(Q(debit__in=accounts) | Q(credit__in=accounts))
        .filter(entry__business_date__range=(first, last))
        .select_related("entry", "debit", "credit")
        .order_by("entry__business_date", "entry__number", "line")
    )


def standing_of(centre: Centre, code: str, *, through: date) -> int:
    """What stood on an account, by its code, at the end of a day; 0 where there is no such one."""
    account = Account.objects.filter(centre=centre, code=code).first()
    return balance_on(account, through=through) if account else 0


def counters_off(centre: Centre) -> list[str]:
    """The accounts whose counters are not the sums of their transfers; none in sound books."""
    debits, credits_ = Counter[int](), Counter[int]()
    for debit, credit, moved in pairs(Transfer.objects.filter(entry__centre=centre)):
        debits[debit] += moved
        credits_[credit] += moved
    return [
        one.code
        for one in Account.objects.filter(centre=centre)
        if (one.debits_satang, one.credits_satang) != (debits[one.pk], credits_[one.pk])
    ]


def book_of(centre: Centre) -> Book | None:
    """The centre's books; nothing where they are not open."""
    return Book.objects.filter(pk=centre.pk).first()


def closed_through(centre_code: str) -> date | None:
    """The last day of the closed periods; nothing where none was closed."""
    closings = PeriodClosing.objects.filter(centre_id=centre_code)
    latest: date | None = closings.aggregate(latest=Max("closed_through"))["latest"]
    return latest


def day_book(centre: Centre, *, first: date, last: date, kind: str = "") -> QuerySet[Entry]:
    """The centre's entries of a span of days with their lines, in the order of their numbers."""
    entries = Entry.objects.filter(centre=centre, business_date__range=(first, last))
    if kind:
        entries = entries.filter(kind=kind)
    return (
        entries.select_related("note", "seal", "reverses", "reversed_by")
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
