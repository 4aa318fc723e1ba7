"""The debts that a register states, by key: what slips, baselines and contracts speak of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plodnee.organization.models import Centre
from plodnee.registers import stated
from plodnee.registers.models import Debt, DebtState, Household, ImportBatch, MemberGroupState
from plodnee.registers.sameness.standing import household_roots, stand_ins, widened
from plodnee.registers.selectors import statement


@dataclass(frozen=True, slots=True)
class StatedDebt:
    """A debt with what the register says of it as of a day."""

    debt: Debt
    state: DebtState
    household: Household
    creditor: str
    creditor_kind: str
    as_of: date

    @property
    def owed_satang(self) -> int:
        """Principal, interest in arrears and penalty together."""
        return sum(self.parts)

    @property
    def parts(self) -> stated.Parts:
        """Each of the three by itself."""
        return stated.owed_parts(self.state)


Stated = Mapping[UUID, StatedDebt]  # the debts in the register of a day, by their key


def stated_debts(
    centre: Centre,
    as_of: date | None = None,
    *,
    households: Collection[UUID] | None = None,
    batches: stated.Batches | None = None,
) -> dict[UUID, StatedDebt]:
    """The debts in the register of a day (left out: the latest), in its order, by their key.

    A debt of a household that was joined to another is told as the other's.

    Raises: NoRegister if there is none of that day or before.
    """
    batches = batches or statement(centre, as_of)
    roots = household_roots(centre.code)
    told = stand_ins(batches, roots)
    homes = Household.objects.in_bulk(set(told.values())) if told else {}
    days = {batch.pk: batch.as_of for batch in batches}
    groups = group_names(centre.code)
    found = {}
    for key, state in stated.debt_states(batches, widened(households, roots)).items():
        own = state.debt.household
        home = homes[told[own.pk]] if own.pk in told else own
        found[key] = _stated(state, home, groups, days[state.batch_id])
    return found


def parts_by_debt(centre: Centre) -> dict[UUID, stated.Parts]:
    """What is owed on each debt of the centre's latest register, by its parts; nothing else of it.

    Raises: NoRegister if there is none.
    """
    states = stated.debt_states(statement(centre), with_ids=False)
    return {key: stated.owed_parts(state) for key, state in states.items()}


def group_names(centre_code: str) -> dict[int, str]:
    """The names of a centre's member groups by key, the latest of each."""
    states = MemberGroupState.objects.filter(group__centre=centre_code)
    states = states.exclude(batch__status=ImportBatch.Status.UNDONE)
    in_order = states.order_by("batch__as_of", "batch__sequence")
    return dict(in_order.values_list("group_id", "name"))


def creditor_name(debt: Debt, groups: dict[int, str]) -> str:
    """Whom a debt is owed to: the group's name, or the outside creditor's."""
    if debt.outside_creditor is not None:
        return debt.outside_creditor.name
    assert debt.group is not None
    return groups.get(debt.group.pk, debt.group.code)


def _stated(
    state: DebtState, household: Household, groups: dict[int, str], as_of: date
) -> StatedDebt:
    kind, _creditor = stated.creditor_key(state)
    return StatedDebt(
        debt=state.debt,
        state=state,
        household=household,
        creditor=creditor_name(state.debt, groups),
        creditor_kind=kind,
        as_of=as_of,
    )
