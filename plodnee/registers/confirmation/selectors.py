"""Questions about confirmed balances: of a centre, of a household, of a contract's debts."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet

from plodnee.organization.models import Centre
from plodnee.registers.confirmation.standing import (
    DebtConfirmation,
    Progress,
    progress_of,
    standing_of,
)
from plodnee.registers.debts_now import StatedDebt, parts_by_debt, stated_debts
from plodnee.registers.models import BalanceSlip, Debt, UnconfirmedAdmission


def confirmations(
    centre: Centre, *, households: Collection[UUID] | None = None
) -> list[DebtConfirmation]:
    """Every debt of the centre's register (or of some households) and how far it is confirmed.

    Raises: NoRegister if the centre has none.
    """
    return _confirmed(stated_debts(centre, households=households).values(), centre)


def confirmation_progress(centre: Centre) -> Progress:
    """How far the centre's debts are confirmed.

    Raises: NoRegister if the centre has none.
    """
    slips = _latest(BalanceSlip.objects.filter(centre=centre))
    owed = parts_by_debt(centre)
    return progress_of((standing_of(slips.get(key), now), sum(now)) for key, now in owed.items())


def confirmations_of_debts(debts: Collection[UUID]) -> dict[UUID, DebtConfirmation]:
    """How far these debts are confirmed; a debt that no register states any more is left out."""
    found = Debt.objects.filter(pk__in=debts).select_related("household__centre")
    by_centre: dict[str, list[Debt]] = {}
    for debt in found:
        by_centre.setdefault(debt.household.centre_id, []).append(debt)
    wanted = set(debts)
    return {
        one.stated.debt.pk: one
        for of_centre in by_centre.values()
        for one in confirmations(
            of_centre[0].household.centre, households={debt.household_id for debt in of_centre}
        )
        if one.stated.debt.pk in wanted
    }


def admissions_standing(debts: Collection[UUID]) -> list[UnconfirmedAdmission]:
    """By what the unconfirmed of these debts were let in as they stand, the earliest first."""
    open_ones = {
        key: one.stated.owed_satang
        for key, one in confirmations_of_debts(debts).items()
        if not one.is_confirmed
    }
    rows = UnconfirmedAdmission.objects.filter(debt__in=open_ones).select_related(
        "admitted_by", "debt__group", "debt__outside_creditor"
    )
    kept = rows.order_by("admitted_on", "pk")
    return [row for row in kept if row.owed_satang == open_ones[row.debt_id]]


def _confirmed(stated: Iterable[StatedDebt], centre: Centre) -> list[DebtConfirmation]:
    rows = list(stated)
    slips = latest_slips(centre, rows)
    found = []
    for row in rows:
        slip = slips.get(row.debt.pk)
        found.append(DebtConfirmation(row, slip, standing_of(slip, row.parts)))
    return found


def latest_slips(centre: Centre, stated: list[StatedDebt]) -> dict[UUID, BalanceSlip]:
    """The latest slip of each of these debts that has one."""
    slips = BalanceSlip.objects.filter(centre=centre)
    households = {one.debt.household_id for one in stated}  # a joined one keeps its own debts
    if len(households) == 1:
        slips = slips.filter(debt__household__in=households)
    return _latest(slips)


def _latest(slips: QuerySet[BalanceSlip]) -> dict[UUID, BalanceSlip]:
    in_order = slips.select_related("state").order_by("fiscal_year", "number")
    return {slip.debt_id: slip for slip in in_order}
