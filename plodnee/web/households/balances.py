"""What a household's page says of its balances: how far confirmed, and how they began."""

from typing import Any
from uuid import UUID

from plodnee.organization.models import Centre
from plodnee.registers.baseline.selectors import compared_with_start
from plodnee.registers.confirmation.selectors import confirmations
from plodnee.registers.models import Household
from plodnee.registers.sameness.standing import household_roots, together


def balances_context(centre: Centre, household_id: UUID) -> dict[str, Any]:
    """Its open debts with where each balance stands, and the comparison with its starting debt."""
    debts = [
        one for one in confirmations(centre, households=[household_id]) if one.stated.owed_satang
    ]
    compared = compared_with_start(centre, households=[household_id]).rows
    roots = household_roots(centre.code)
    joined = together([household_id], roots) - {household_id}
    codes = Household.objects.filter(pk__in=joined).order_by("code").values_list("code", flat=True)
    return {
        "joined_codes": list(codes),
        "confirmations": debts,
        "confirmed": sum(one.is_confirmed for one in debts),
        "compared": compared[0] if compared else None,
    }
