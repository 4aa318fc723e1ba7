"""What each fund's tranche of a contract is still owed, by component.

A fund that let something go gets less of what is paid later; one that was not paid yet, more.
"""

from datetime import date, timedelta

from django.db.models import F, QuerySet, Sum

from plodnee.contracts.models import Contract, Tranche
from plodnee.contracts.selectors import PartState
from plodnee.engine.allocation import split_in_proportion
from plodnee.engine.appropriation import Parts
from plodnee.engine.contract_history import Position
from plodnee.ledger.models import Adjustment, AdjustmentShare, RepaymentShare
from plodnee.ledger.positions import ContractPosition

NOTHING = Parts()
Kind = Adjustment.Kind


def outstanding_by_tranche(contract: Contract, through: date | None = None) -> dict[int, int]:
    """The principal that each tranche is still owed, by the tranche's key.

    `through` leaves out what came in or was let go on a later day.
    """
    less = _less(contract, through)
    tranches = Tranche.objects.filter(part__contract=contract)
    return {one.pk: one.principal_satang - less.get(one.pk, NOTHING).principal for one in tranches}


def charges_by_tranche(contract: Contract, through: date | None = None) -> dict[int, int]:
    """The charges that each tranche is still owed, by the tranche's key; `through` as above."""
    less = _less(contract, through)
    shares = _standing(contract, through).filter(adjustment__kind__in=[Kind.FEE, Kind.LATE])
    return {
        key: charged.penalty - less.get(key, NOTHING).penalty
        for key, charged in _sums(shares).items()
    }


def interest_by_tranche(
    one: PartState, where: Position, through: date | None, *, booked_through: date | None = None
) -> list[int]:
    """The interest fallen due by a day that each tranche of a part is still owed.

    Without a day, that of the whole schedule; `booked_through` as `through` of the others.
    """
    rows = [item.row for item in where.rows if through is None or item.row.due_on <= through]
    whole = sum(row.interest for row in rows)
    each = split_in_proportion(whole, [tranche.principal_satang for tranche in one.tranches])
    less = _less(one.part.contract, booked_through)
    return [
        max(0, share - less.get(tranche.pk, NOTHING).interest)
        for share, tranche in zip(each, one.tranches, strict=True)
    ]


def interest_received(one: PartState) -> list[int]:
    """The interest that each tranche of a part has received and keeps so far."""
    paid = _sums(
        RepaymentShare.objects.filter(
            tranche__in=one.tranches, repayment__entry__reversed_by__isnull=True
        )
    )
    return [paid.get(tranche.pk, NOTHING).interest for tranche in one.tranches]


def owed_by_tranche(position: ContractPosition) -> dict[int, Parts]:
    """What may be let go of each tranche on the day: charges, interest fallen due, principal."""
    contract = position.state.contract
    principal, charges = outstanding_by_tranche(contract), charges_by_tranche(contract)
    found: dict[int, Parts] = {}
    for one, where in zip(position.state.parts, position.parts, strict=True):
        interest = interest_by_tranche(one, where, position.as_of)
        for tranche, due in zip(one.tranches, interest, strict=True):
            found[tranche.pk] = Parts(
                penalty=charges.get(tranche.pk, 0), interest=due, principal=principal[tranche.pk]
            )
    return found


def left_by_tranche(position: ContractPosition) -> dict[int, Parts]:
    """What the register says that each tranche is owed on the day: of interest what is overdue.

    Ensures: the sums are those of the contract's position, part by part, to the satang.
    """
    contract = position.state.contract
    day = position.as_of
    owed, charges = outstanding_by_tranche(contract, day), charges_by_tranche(contract, day)
    found: dict[int, Parts] = {}
    for one, where in zip(position.state.parts, position.parts, strict=True):
        arrears = one.part.kind == one.part.Kind.ARREARS
        for tranche, overdue in zip(one.tranches, _overdue_interest(one, where), strict=True):
            penalty, principal = charges.get(tranche.pk, 0), owed[tranche.pk]
            if arrears:
                found[tranche.pk] = Parts(penalty=penalty, interest=principal)
            else:
                found[tranche.pk] = Parts(penalty=penalty, interest=overdue, principal=principal)
    return found


def _overdue_interest(one: PartState, where: Position) -> list[int]:
    """The interest of a part that is overdue, by tranche: what each is still owed of it."""
    before = where.as_of - timedelta(days=1)
    weights = interest_by_tranche(one, where, before, booked_through=where.as_of)
    if not any(weights):
        weights = [tranche.principal_satang for tranche in one.tranches]
    return split_in_proportion(where.interest_arrears, weights)


def _less(contract: Contract, through: date | None = None) -> dict[int, Parts]:
    """What was paid on each tranche or let go of it, up to a day where one is given."""
    paid = RepaymentShare.objects.filter(
        repayment__contract=contract, repayment__entry__reversed_by__isnull=True
    )
    if through is not None:
        paid = paid.filter(repayment__entry__business_date__lte=through)
    found = _sums(paid)
    let_go = _standing(contract, through).filter(adjustment__kind=Kind.WAIVER)
    for key, parts in _sums(let_go).items():
        found[key] = found.get(key, NOTHING).plus(parts)
    return found


def _standing(contract: Contract, through: date | None = None) -> QuerySet[AdjustmentShare]:
    shares = AdjustmentShare.objects.filter(
        adjustment__contract=contract,
        adjustment__posting__isnull=False,
        adjustment__posting__entry__reversed_by__isnull=True,
    )
    if through is None:
        return shares
    return shares.filter(adjustment__posting__entry__business_date__lte=through)


def _sums(shares: QuerySet[AdjustmentShare] | QuerySet[RepaymentShare]) -> dict[int, Parts]:
    rows = shares.values(key=F("tranche")).order_by()
    summed = rows.annotate(
        p=Sum("penalty_satang"), i=Sum("interest_satang"), c=Sum("principal_satang")
    )
    return {
        row["key"]: Parts(penalty=row["p"], interest=row["i"], principal=row["c"]) for row in summed
    }
