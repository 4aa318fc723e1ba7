"""What is done on a household and told to its centre's register: one after another.

The order in which rows are held is that of docs/explanation/ledger.md.
"""

from uuid import UUID

from plodnee.organization.models import Centre
from plodnee.registers.models import Household


def hold_household(key: UUID) -> None:
    """The household and then its centre held until the transaction ends."""
    household = Household.objects.select_for_update(no_key=True).get(pk=key)
    hold_centre(household.centre_id)


def hold_centre(code: str) -> None:
    """The centre held until the transaction ends: nobody enters anything into its register."""
    Centre.objects.select_for_update(no_key=True).get(pk=code)
