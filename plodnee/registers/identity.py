"""Which debt a row speaks of: the same one as before only where something in the rows says so.

A debt has no number of its own in a register. Rows are compared inside one household and one
creditor, surest sign first; a row without any sign in common is a debt of its own, so that no debt
is ever lost in another.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from plodnee.registers.book import Debt

Known = TypeVar("Known", bound=Hashable)
Sign = Callable[[Debt], Hashable | None]


def recognised(
    incoming: Iterable[Debt], known: Mapping[Known, Debt], *, same_day: bool
) -> dict[int, Known]:
    """For each row (by its number) that speaks of a known debt: which one.

    Ensures: no known debt is given to two rows. On the same day the running number of a row is a
    sign; from one day to another it is not, but being the borrower's only debt there is.
    """
    signs: list[Sign] = [_everything, _contract_and_day]
    signs += [_number_and_borrower] if same_day else []
    signs += [_contract, _day_and_principal]
    rows = list(incoming)
    left = dict(known)
    found: dict[int, Known] = {}
    for sign in signs:
        _pair(rows, left, found, sign)
    if not same_day:
        _pair(rows, left, found, _only_debt, only_single=True)
    return found


def _pair(
    rows: list[Debt],
    left: dict[Known, Debt],
    found: dict[int, Known],
    sign: Sign,
    *,
    only_single: bool = False,
) -> None:
    """Pair rows and known debts that share a sign, in their order; both leave the comparison."""
    known_by_sign = _by_sign(left.items(), sign)
    rows_by_sign = _by_sign(((row.row, row) for row in rows if row.row not in found), sign)
    for key, numbers in rows_by_sign.items():
        candidates = known_by_sign.get(key, [])
        if only_single and (len(numbers) != 1 or len(candidates) != 1):
            continue
        for number, candidate in zip(numbers, candidates, strict=False):
            found[number] = candidate
            del left[candidate]


Name = TypeVar("Name")


def _by_sign(debts: Iterable[tuple[Name, Debt]], sign: Sign) -> dict[Hashable, list[Name]]:
    groups: dict[Hashable, list[Name]] = defaultdict(list)
    for name, debt in debts:
        shown = sign(debt)
        if shown is not None:
            place = (debt.household_code, debt.creditor_kind, debt.creditor)
            groups[(place, shown)].append(name)
    return groups


def _everything(debt: Debt) -> Hashable | None:
    return replace(debt, row=0, number=None)


def _contract_and_day(debt: Debt) -> Hashable | None:
    both = debt.contract_number and debt.borrowed_on
    return (debt.contract_number, debt.borrowed_on) if both else None


def _number_and_borrower(debt: Debt) -> Hashable | None:
    return None if debt.number is None else (debt.number, debt.borrower)


def _contract(debt: Debt) -> Hashable | None:
    return debt.contract_number or None


def _day_and_principal(debt: Debt) -> Hashable | None:
    known = debt.borrowed_on is not None and debt.contract_principal_satang is not None
    return (debt.borrowed_on, debt.contract_principal_satang) if known else None


def _only_debt(debt: Debt) -> Hashable | None:
    """For a debt without contract and day: a fund that lends anew each year changes the rest."""
    bare = not debt.contract_number and debt.borrowed_on is None
    return (debt.borrower, debt.due_on, debt.contract_principal_satang) if bare else None
