"""A register's debts by how long they have been overdue, under one set of criteria.

The columns are the classes themselves, so that a committee's own criteria give its own columns.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plodnee.casework.plan.overdue import classified, days_overdue
from plodnee.engine.classification import CLASS_NAMES, Classified, Criteria, DebtorClass
from plodnee.registers.book import Debt, Household, RegisterBook

OUTSIDE = ("formal", "informal")  # lenders of a kind are one line: a line names no private lender


@dataclass(frozen=True, slots=True)
class AgedDebt:
    """An open debt, the line that it counts in, how long it has been overdue, and its class."""

    household: Household
    debt: Debt
    fund: str
    creditor_name: str
    days_overdue: int
    classified: Classified


@dataclass(frozen=True, slots=True)
class AgedSum:
    """Debts of one line and class: how many, of how many households, principal, all that is owed.

    Units: satang.
    """

    debts: int = 0
    households: int = 0
    principal_satang: int = 0
    owed_satang: int = 0


@dataclass(frozen=True, slots=True)
class FundAgeing:
    """One line of the table: a member group, or all outside lenders of a kind."""

    code: str
    name: str
    by_class: Mapping[DebtorClass, AgedSum]
    total: AgedSum


@dataclass(frozen=True, slots=True)
class Ageing:
    """The debts of a register as of a day; `register_day` is the last day anything is said of."""

    as_of: date
    register_day: date
    criteria: Criteria
    debts: tuple[AgedDebt, ...]
    funds: tuple[FundAgeing, ...]
    total: FundAgeing


def age_debts(book: RegisterBook, as_of: date, criteria: Criteria) -> Ageing:
    """Every open debt with its class, the longest overdue first, and the sums of every fund.

    Ensures: just the classes that an analysis of the register gives; a fund without open debts has
             its line of nothing; the lines sum to the total.
    """
    homes = {home.code: home for home in book.households}
    names = {group.code: group.name for group in book.groups}
    found = [
        _aged(homes[debt.household_code], debt, names, as_of, criteria)
        for debt in book.debts
        if not debt.closed
    ]
    found.sort(key=lambda one: (-one.days_overdue, one.household.code, one.debt.row))
    lines = [*names.items(), *((kind, "") for kind in OUTSIDE)]
    return Ageing(
        as_of=as_of,
        register_day=book.centre.as_of,
        criteria=criteria,
        debts=tuple(found),
        funds=tuple(
            _line(code, name, [one for one in found if one.fund == code]) for code, name in lines
        ),
        total=_line("", "", found),
    )


def _aged(
    home: Household, debt: Debt, names: Mapping[str, str], as_of: date, criteria: Criteria
) -> AgedDebt:
    days, is_group = days_overdue(debt, as_of), debt.creditor_kind == "group"
    return AgedDebt(
        household=home,
        debt=debt,
        fund=debt.creditor if is_group else debt.creditor_kind,
        creditor_name=names[debt.creditor] if is_group else debt.creditor,
        days_overdue=days,
        classified=classified(debt, days, criteria),
    )


def _line(code: str, name: str, debts: list[AgedDebt]) -> FundAgeing:
    by_class = {
        letter: _sum(one for one in debts if one.classified.debtor_class == letter)
        for letter in CLASS_NAMES
    }
    return FundAgeing(code, name, by_class, _sum(debts))


def _sum(debts: Iterable[AgedDebt]) -> AgedSum:
    rows = list(debts)
    return AgedSum(
        debts=len(rows),
        households=len({one.household.code for one in rows}),
        principal_satang=sum(one.debt.principal_satang for one in rows),
        owed_satang=sum(one.debt.owed_satang for one in rows),
    )
