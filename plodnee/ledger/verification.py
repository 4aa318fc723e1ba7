"""The whole ledger derived again from its transfers and compared with what it says of itself."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear

from plodnee.audit.guards import guard_problems
from plodnee.ledger.models import Account, AccountMonth, Book, Entry, PeriodClosing, Seal, Transfer
from plodnee.ledger.selectors import numbering_gaps

READ_AT_ONCE = 500  # entries held at once with their lines


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """What `plodnee verify-ledger` found."""

    entries: int
    transfers: int
    balanced: bool
    counters_match: bool
    unsealed: int
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is off."""
        return self.balanced and self.counters_match and not self.unsealed and not self.problems


def verify_ledger() -> LedgerReport:
    """Every promise of the ledger checked from its rows alone.

    Ensures: a changed, added, removed or unsealed row, a counter that was touched and a guard that
             does not stand are found; what the owner of the database rewrote whole is not.
    """
    counters = list(_counter_problems())
    unsealed = unsealed_entries().count()
    legs = Account.objects.aggregate(
        debits=Coalesce(Sum("debits_satang"), 0), credits=Coalesce(Sum("credits_satang"), 0)
    )
    problems = [
        *guard_problems(),
        *counters,
        *_month_problems(),
        *_seal_problems(),
        *_reversal_problems(),
        *_place_problems(),
        *_numbering_problems(),
    ]
    return LedgerReport(
        entries=Entry.objects.count(),
        transfers=Transfer.objects.count(),
        balanced=legs["debits"] == legs["credits"],
        counters_match=not counters,
        unsealed=unsealed,
        problems=tuple(problems),
    )


def unsealed_entries() -> QuerySet[Entry]:
    """Entries without a seal; asked so that no database walks all seals for each of them."""
    return Entry.objects.filter(~Exists(Seal.objects.filter(pk=OuterRef("seal_id"))))


def _counter_problems() -> Iterator[str]:
    def moved(side: str) -> Subquery:
        rows = Transfer.objects.filter(**{side: OuterRef("pk")}).order_by().values(side)
        return Subquery(rows.annotate(sum=Sum("amount_satang")).values("sum"))

    derived = Account.objects.annotate(
        real_debits=Coalesce(moved("debit"), 0), real_credits=Coalesce(moved("credit"), 0)
    )
    off = derived.exclude(debits_satang=F("real_debits"), credits_satang=F("real_credits"))
    for account in off:
        yield f"account {account}: its counters differ from its transfers"


def _month_problems() -> Iterator[str]:
    """The sums kept of each month beside those of its lines, account by account."""
    kept = {
        (one.account_id, one.month): (one.debits_satang, one.credits_satang)
        for one in AccountMonth.objects.iterator()
    }
    derived: defaultdict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    by_month = {
        "year": ExtractYear("entry__business_date"),
        "of_year": ExtractMonth("entry__business_date"),
    }
    for side, place in (("debit", 0), ("credit", 1)):
        rows = Transfer.objects.order_by().annotate(**by_month).values_list(side, "year", "of_year")
        for account, year, of_year, moved in rows.annotate(Sum("amount_satang")):
            derived[account, 12 * year + of_year - 1][place] += moved
    for key in kept.keys() | derived.keys():
        if kept.get(key) != tuple(derived[key]):
            yield f"account {key[0]}: its sums of month {key[1]} differ from its transfers"


def _seal_problems() -> Iterator[str]:
    sums = Entry.objects.annotate(lines=Count("transfers"), total=Sum("transfers__amount_satang"))
    for entry in sums.exclude(lines=F("seal__lines"), total=F("seal__total_satang")):
        yield f"entry {entry}: its lines differ from its seal"
    for seal in Seal.objects.filter(entry__isnull=True):
        yield f"seal {seal}: of no entry"


def _reversal_problems() -> Iterator[str]:
    reversals = Entry.objects.filter(reverses__isnull=False).select_related("reverses")
    both = reversals.prefetch_related("transfers", "reverses__transfers")
    for entry in both.iterator(chunk_size=READ_AT_ONCE):
        assert entry.reverses is not None
        back = sorted((t.credit_id, t.debit_id, t.amount_satang) for t in entry.transfers.all())
        there = entry.reverses.transfers.all()
        if back != sorted((t.debit_id, t.credit_id, t.amount_satang) for t in there):
            yield f"entry {entry}: does not mirror what it reverses"


def _place_problems() -> Iterator[str]:
    elsewhere = Transfer.objects.exclude(
        debit__centre=F("entry__centre"), credit__centre=F("entry__centre")
    )
    for transfer in elsewhere:
        yield f"transfer {transfer}: an account of another centre"
    closings = PeriodClosing.objects.filter(
        centre__entries__business_date__lte=F("closed_through"),
        centre__entries__number__gt=F("last_number"),
    )
    for closing in closings.distinct():
        yield f"closing {closing}: an entry came in after it"


def _numbering_problems() -> Iterator[str]:
    for centre_code, number in numbering_gaps():
        yield f"entry {centre_code} №{number}: the number before it is missing"
    counted = Book.objects.annotate(count=Count("centre__entries"))
    for book in counted.exclude(last_number=F("count")):
        yield f"book {book}: its last number is not that of its entries"
