"""How long a debt has been overdue, and the class that follows from it."""

from collections.abc import Iterable
from datetime import date

from plodnee.engine.classification import WORST_FIRST, Classified, Criteria, classify
from plodnee.registers.book import Debt


def days_overdue(debt: Debt, as_of: date) -> int:
    """Days since the debt fell into arrears, or since its due date where the register is silent.

    Ensures: never below 0; nothing is overdue on a closed debt.
    """
    since = debt.overdue_since or debt.due_on
    return 0 if debt.closed else days_since(since, as_of)


def days_since(since: date | None, as_of: date) -> int:
    """Whole days since a debt fell into arrears; 0 before, and where no day is known."""
    return 0 if since is None else max(0, (as_of - since).days)


def classified(debt: Debt, days: int, criteria: Criteria) -> Classified:
    """The debt's class by the committee's criteria; a closed debt is normal, and says so."""
    if debt.closed:
        return Classified("A", "ชำระครบแล้ว", "Paid in full")
    return classify(days, debt.status, criteria)


def household_class(classes: Iterable[tuple[str, Classified]]) -> Classified | None:
    """The class of a household: that of its worst debt, whose creditor the reason names.

    `classes` pairs each open debt's creditor with its class; None without any. Of equals the first.
    """
    creditor, found = min(
        classes, key=lambda one: WORST_FIRST.index(one[1].debtor_class), default=("", None)
    )
    if found is None:
        return None
    return Classified(
        found.debtor_class, f"{creditor}: {found.reason}", f"{creditor}: {found.reason_en}"
    )
