"""A flat rate as the declining rate that bears at least its interest."""

from plodnee.engine.money import BP_PER_WHOLE, MONTHS_PER_YEAR
from plodnee.engine.planner import declining_rate_for_flat_interest
from plodnee.registers.book import Debt

# Beyond every sum that a debt can bear, and within what the planner's arithmetic holds.
_BEYOND_ANY_INTEREST = 1 << 61


def flat_interest(debt: Debt, months: int) -> int:
    """The least whole satang that are not below the flat interest of so many months.

    Source: docs/reference/formats.md, "From rows to the planner's problem": contract principal,
            or the balance where that is empty, x rate x months / 12.
    """
    lent = debt.contract_principal_satang
    base = debt.principal_satang if lent is None else lent
    return -(-base * debt.rate_bp * months // (MONTHS_PER_YEAR * BP_PER_WHOLE))


def declining_rate(debt: Debt, due_months: tuple[int, ...], highest_bp: int) -> int:
    """The declining rate at which a flat debt enters the planner.

    Ensures: the smallest whole basis point that bears at least the flat interest over the due
             months; `highest_bp` where none up to it does.
    """
    wanted = min(flat_interest(debt, due_months[-1]), _BEYOND_ANY_INTEREST)
    return declining_rate_for_flat_interest(debt.principal_satang, due_months, wanted, highest_bp)
