"""What a household's page says of its balances: how far confirmed, and how they began."""

from typing import Any
from uuid import UUID

from plodnee.organization.models import Centre
from plodnee.registers.baseline.selectors import compared_with_start
from plodnee.registers.confirmation.selectors import confirmations


def balances_context(centre: Centre, household_id: UUID) -> dict[str, Any]:
    """Its open debts with where each balance stands, and the comparison with its starting debt."""
    debts = [
        one for one in confirmations(centre, households=[household_id]) if one.stated.owed_satang
    ]
    compared = compared_with_start(centre, households=[household_id]).rows
    return {
        "confirmations": debts,
        "confirmed": sum(one.is_confirmed for one in debts),
        "compared": compared[0] if compared else None,
    }
