"""Receipts gathered from the books: the same repayment gives the same facts for ever.

Only whoever received the money is named as they are called today.
"""

from collections.abc import Sequence

from django.db.models import Q, Sum

from plodnee.contracts.models import Part
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
        .prefetch_related("shares__tranche__group", "shares__tranche__part")
        .order_by("year_be", "receipt")
    )
    names = Names.of(centre)
    called = CalledBy()
    return [_facts(centre, one, names, called) for one in rows]


def _facts(centre: Centre, one: Repayment, names: Names, called: CalledBy) -> ReceiptFacts:
    contract = one.contract
    payer = f"{contract.borrower.title}{contract.borrower.full}"
    receiver = called.name(one.entry.made_by_key, one.entry.made_by_label)
    left, old_left = (_left_after(one.entry, is_old) for is_old in (False, True))
    return ReceiptFacts(
        number=one.receipt_number,
        centre=centre.name,
        received_on=one.entry.business_date,
        payer=masked_within(printable(payer)),
        household_code=masked_within(printable(contract.household.code)),
        contract_number=contract.number,
        in_cash=one.place == "cash",
        shares=_shares(one, names),
        outstanding_satang=left,
        old_left_satang=old_left,
        taken_back=hasattr(one.entry, "reversed_by"),
        received_by=masked_within(printable(receiver)),
        is_made_up=centre.is_demonstration,
    )


def _shares(one: Repayment, names: Names) -> tuple[FundShare, ...]:
    """What each fund gets, whatever parts of the contract it is in."""
    by_fund: dict[str, list[int]] = {}
    for share in sorted(one.shares.all(), key=lambda share: share.tranche_id):
        sums = by_fund.setdefault(names.group(share.tranche.group), [0, 0, 0, 0])
        before = share.tranche.part.kind == Part.Kind.ARREARS
        own, old = (0, share.principal_satang) if before else (share.principal_satang, 0)
        given = (own, share.interest_satang, share.penalty_satang, old)
        for place, satang in enumerate(given):
            sums[place] += satang
    return tuple(FundShare(fund, *sums) for fund, sums in by_fund.items())


def _left_after(entry: Entry, is_old: bool) -> int:
    """What is left of the principal once this was paid, as it was then; or of what is old."""
    contract = entry.repayment.contract
    kind = Q(tranche__part__kind=Part.Kind.ARREARS, _negated=not is_old)
    taken_back = Q(repayment__entry__reversed_by__number__lt=entry.number)
    rows = RepaymentShare.objects.filter(
        kind, repayment__contract=contract, repayment__entry__number__lte=entry.number
    ).exclude(taken_back)
    let_go = AdjustmentShare.objects.filter(
        kind,
        adjustment__contract=contract,
        adjustment__kind=Adjustment.Kind.WAIVER,
        adjustment__posting__entry__number__lte=entry.number,
    ).exclude(adjustment__posting__entry__reversed_by__number__lt=entry.number)
    begun = Part.objects.filter(Q(kind=Part.Kind.ARREARS, _negated=not is_old), contract=contract)
    first, *less = (
        found.aggregate(sum=Sum("principal_satang"))["sum"] or 0 for found in (begun, rows, let_go)
    )
    return int(first - sum(less))
