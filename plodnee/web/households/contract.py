"""What a household's page says of its contract."""

from typing import Any
from uuid import UUID

from plodnee.contracts.selectors import contract_in_force, draft_of
from plodnee.registers.models import Household


def contract_context(household_id: UUID) -> dict[str, Any]:
    """The contract in force, else the draft that waits for its signing; None where neither is."""
    home = Household(pk=household_id)
    active = contract_in_force(home)
    return {"contract": active or draft_of(home), "contract_is_active": active is not None}
