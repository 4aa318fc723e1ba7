"""What was there to be taken: at the end of each day, and of the centre's own money."""

from collections import defaultdict
from datetime import date

from django.db.models import Q, Sum

from plodnee.engine.money import format_baht
from plodnee.ledger.drafts import EntryDraft
from plodnee.ledger.errors import AccountOverdrawn, NotOwnMoney
from plodnee.ledger.models import Account, Entry, Transfer
from plodnee.ledger.plain_entries import DEPOSIT, PLACES
from plodnee.organization.models import Centre

HELD = "held:"  # chart.held


def refuse_overdrawn_since(draft: EntryDraft) -> None:
    """Nothing, if what an entry just posted takes out was there on its day and on each since.

    Raises: AccountOverdrawn; whoever posted the entry drops it with the transaction.
    """
    later = Entry.objects.filter(centre_id=draft.centre_code, business_date__gt=draft.business_date)
    if not later.exists():
        return
    codes = draft.account_codes()
    for account in Account.objects.filter(centre_id=draft.centre_code, code__in=codes):
        side = 1 if account.credit_capped else -1 if account.debit_capped else 0
        asked = -side * _change(draft, account.code)
        if asked <= 0:
            continue
        left = side * (account.debits_satang - account.credits_satang)
        lowest = left
        for _day, net in sorted(_nets(account, draft.business_date).items(), reverse=True):
            left -= side * net
            lowest = min(lowest, left)
        if lowest < 0:
            raise AccountOverdrawn(
                account=account.code,
                name=account.name,
                available=max(0, asked + lowest),
                asked=asked,
            )


def refuse_others_money(centre: Centre, spent_satang: int) -> None:
    """Nothing, if what was just spent was the centre's own: neither collected for funds nor theirs.

    Raises: NotOwnMoney.
    """
    places = Q(code__in=[place.code for place in PLACES.values()])
    kept = Q(code__startswith=HELD) | Q(code__startswith=DEPOSIT)
    sums = centre.accounts.filter(places | kept).aggregate(
        debits=Sum("debits_satang"), credits=Sum("credits_satang")
    )
    left = (sums["debits"] or 0) - (sums["credits"] or 0)
    if left < 0:
        available = max(0, spent_satang + left)
        raise NotOwnMoney(available=format_baht(available), asked=format_baht(spent_satang))


def _change(draft: EntryDraft, code: str) -> int:
    """What an entry adds to an account, debits less credits."""
    return sum(
        line.amount_satang * ((line.debit == code) - (line.credit == code))
        for line in draft.postings
    )


def _nets(account: Account, after: date) -> dict[date, int]:
    """Debits less credits of an account by day, of the days after one."""
    nets: defaultdict[date, int] = defaultdict(int)
    for sign, side in ((1, {"debit": account}), (-1, {"credit": account})):
        rows = Transfer.objects.filter(**side, entry__business_date__gt=after)
        for row in rows.values("entry__business_date").annotate(sum=Sum("amount_satang")):
            nets[row["entry__business_date"]] += sign * row["sum"]
    return nets
