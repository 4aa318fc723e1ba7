"""What the books know of a claim's years: payments that stand in them begin the years anew."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import F

from plodnee.engine.prescription import Restart, RestartKind
from plodnee.ledger.models import RepaymentShare


def payments_on(debts: Collection[UUID], through: date) -> dict[UUID, list[Restart]]:
    """The payments up to a day that stand on contracts' debts, by the register's key of each debt.

    Whoever asks about claims hands this to `casework`, which lies below the books. Paying a part,
    or interest, is an acknowledgement; what was taken back was none.
    Source: CCC 193/14 (1), 193/15.
    """
    rows = RepaymentShare.objects.filter(
        tranche__registered__debt__in=list(debts),
        repayment__entry__reversed_by__isnull=True,
        repayment__entry__business_date__lte=through,
    )
    found: defaultdict[UUID, list[Restart]] = defaultdict(list)
    for debt, on, principal in rows.values_list(
        F("tranche__registered__debt"), F("repayment__entry__business_date"), "principal_satang"
    ):
        kind: RestartKind = "part_payment" if principal > 0 else "interest_payment"
        found[debt].append(Restart(on, kind))
    return dict(found)
