"""How long which principal was overdue: what default interest may be counted on."""

from collections.abc import Iterable
from datetime import date, timedelta

from plodnee.engine.interest_law import OverduePrincipal

_DAY = timedelta(days=1)


def overdue_stretches(
    instalments: Iterable[tuple[int, date, int]],
    paid: Iterable[tuple[int, date, int]],
    as_of: date,
) -> tuple[OverduePrincipal, ...]:
    """The principal of each instalment while the same part of it was overdue.

    Units:   instalments as (number, due on, principal in satang); payments as (number, paid on,
             principal in satang), in the order of their days.
    Ensures: from the day after the due date to the day of payment, that day included.
    Source:  CCC 224/1: nothing that is not yet due, and no interest, is in it.
    """
    by_row: dict[int, list[tuple[date, int]]] = {}
    for number, on, amount in paid:
        by_row.setdefault(number, []).append((on, amount))
    found: list[OverduePrincipal] = []
    for number, due_on, principal in instalments:
        first, left = due_on + _DAY, principal
        for on, amount in [*by_row.get(number, ()), (as_of, 0)]:
            if left and on >= first:
                found.append(OverduePrincipal(left, first, on))
                first = on + _DAY
            left -= amount
    return tuple(found)
