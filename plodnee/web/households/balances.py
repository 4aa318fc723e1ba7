"""What a household's page says of its balances: how far confirmed, and how they began."""

from typing import Any
from uuid import UUID

from plodnee.casework.plan.model import HouseholdAnalysis
from plodnee.organization.models import Centre
from plodnee.registers.baseline.selectors import compared_with_start
from plodnee.registers.confirmation.selectors import confirmations
from plodnee.registers.models import Household
from plodnee.registers.sameness.standing import household_roots, together


def balances_context(centre: Centre, household_id: UUID) -> dict[str, Any]:
    """Its open debts with where each balance stands, and the comparison with its starting debt."""
    stated = confirmations(centre, households=[household_id])
    debts = [one for one in stated if one.stated.owed_satang]
    compared = compared_with_start(centre, households=[household_id]).rows
    roots = household_roots(centre.code)
    joined = together([household_id], roots) - {household_id}
    codes = Household.objects.filter(pk__in=joined).order_by("code").values_list("code", flat=True)
    return {
        "joined_codes": list(codes),
        "confirmations": debts,
        "present": {
            "owed": sum(one.stated.owed_satang for one in debts),
            "as_of": max((one.stated.as_of for one in stated), default=None),
            "rows": sorted((one.stated.state.row, one.stated.owed_satang) for one in debts),
        },
        "confirmed": sum(one.is_confirmed for one in debts),
        "compared": compared[0] if compared else None,
    }


def is_overtaken(facts: HouseholdAnalysis, present: dict[str, Any]) -> bool:
    """Whether the register says other debts or sums than those that were analysed."""
    analysed = [(one.debt.row, one.debt.owed_satang) for one in facts.debts]
    return bool(sorted(analysed) != present["rows"])
