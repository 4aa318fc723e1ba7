"""Receipts gathered from the books: the same repayment gives the same facts for ever.

Only whoever received the money is named as they are called today.
"""

from collections.abc import Sequence

from django.db.models import Q, Sum

from plodnee.documents.facts.privacy import printable
from plodnee.documents.facts.receipts import FundShare, ReceiptFacts
from plodnee.engine.national_id import masked_within
from plodnee.ledger.chart import Names
from plodnee.ledger.models import (
    Adjustment,
    AdjustmentShare,
    Entry,
    Repayment,
    RepaymentShare,
)
from plodnee.organization.models import Centre
from plodnee.organization.selectors import CalledBy


def receipt_facts(centre: Centre, repayments: Sequence[Repayment]) -> list[ReceiptFacts]:
    """The facts of these receipts of a centre, by their numbers."""
    rows = (
        Repayment.objects.filter(pk__in=[one.pk for one in repayments], centre=centre)
        .select_related("entry__reversed_by", "contract__household", "contract__borrower")
        .prefetch_related("shares__tranche__group")
        .order_by("year_be", "receipt")
    )
    names = Names.of(centre)
    called = CalledBy()
    return [_facts(centre, one, names, called) for one in rows]


def _facts(centre: Centre, one: Repayment, names: Names, called: CalledBy) -> ReceiptFacts:
    contract = one.contract
    payer = f"{contract.borrower.title}{contract.borrower.full}"
    receiver = called.name(one.entry.made_by_key, one.entry.made_by_label)
    return ReceiptFacts(
        number=one.receipt_number,
        centre=centre.name,
        received_on=one.entry.business_date,
        payer=masked_within(printable(payer)),
        household_code=masked_within(printable(contract.household.code)),
        contract_number=contract.number,
        in_cash=one.place == "cash",
        shares=_shares(one, names),
        outstanding_satang=contract.principal_satang - _paid_up_to(one.entry),
        taken_back=hasattr(one.entry, "reversed_by"),
        received_by=masked_within(printable(receiver)),
        is_made_up=centre.is_demonstration,
    )


def _shares(one: Repayment, names: Names) -> tuple[FundShare, ...]:
    """What each fund gets, whatever parts of the contract it is in."""
    by_fund: dict[str, list[int]] = {}
    for share in sorted(one.shares.all(), key=lambda share: share.tranche_id):
        sums = by_fund.setdefault(names.group(share.tranche.group), [0, 0, 0])
        given = (share.principal_satang, share.interest_satang, share.penalty_satang)
        for place, satang in enumerate(given):
            sums[place] += satang
    return tuple(FundShare(fund, *sums) for fund, sums in by_fund.items())


def _paid_up_to(entry: Entry) -> int:
    """The principal paid or let go up to this entry, as it was when the entry was made."""
    taken_back = Q(repayment__entry__reversed_by__number__lt=entry.number)
    contract = entry.repayment.contract_id
    rows = RepaymentShare.objects.filter(
        repayment__contract=contract, repayment__entry__number__lte=entry.number
    ).exclude(taken_back)
    let_go = AdjustmentShare.objects.filter(
        adjustment__contract=contract,
        adjustment__kind=Adjustment.Kind.WAIVER,
        adjustment__posting__entry__number__lte=entry.number,
    ).exclude(adjustment__posting__entry__reversed_by__number__lt=entry.number)
    paid = rows.aggregate(sum=Sum("principal_satang"))["sum"] or 0
    return int(paid + (let_go.aggregate(sum=Sum("principal_satang"))["sum"] or 0))
