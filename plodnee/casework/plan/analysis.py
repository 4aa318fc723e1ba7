"""A whole centre analysed as of one day: classes, menus, figures, assumptions and notes."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from plodnee.casework.plan.assumptions import assumptions
from plodnee.casework.plan.cash import year_total
from plodnee.casework.plan.household import EnteredHousehold, Surroundings, entered_household
from plodnee.casework.plan.menu_policy import NOTHING_OWN, OwnRules, rules_under
from plodnee.casework.plan.menus import menu_or_reason, menu_unstated
from plodnee.casework.plan.model import (
    CentreAnalysis,
    DebtAnalysis,
    HouseholdAnalysis,
    NotPlanned,
)
from plodnee.casework.plan.overdue import classified, days_overdue, household_class
from plodnee.casework.plan.remarks import of_the_not_planned, remarks
from plodnee.casework.plan.rules import PlanningRules, rules_in_force
from plodnee.casework.plan.terms import EnteredDebt
from plodnee.casework.plan.totals import centre_totals
from plodnee.casework.plan.unstated import unstated_cash
from plodnee.engine.classification import Classified, Criteria, criteria_in_force
from plodnee.engine.planner.model import Menu, Option
from plodnee.registers.book import CashItem, Debt, RegisterBook


def analyse(
    book: RegisterBook,
    *,
    as_of: date,
    horizon_months: int,
    own: OwnRules = NOTHING_OWN,
    progress: Callable[[int, int], None] | None = None,
) -> CentreAnalysis:
    """The centre's households with class, menu and chosen line, and the centre's figures.

    `own` is what the committee set; the programme's default of that day where it set nothing.
    `progress` is told before the first and after each household how many are done, and of how
    many.

    Ensures: the same book, day, horizon and rules always give the same analysis.
    Raises:  NoRulesOnDate if the rules were not in force yet on that day.
    """
    rules = rules_under(rules_in_force(as_of), own.menu_policy)
    used = own.criteria or criteria_in_force(as_of)
    groups = {group.code: group for group in book.groups}
    surroundings = Surroundings(as_of, horizon_months, groups, rules)
    entered = _entered(book, surroundings)
    households = _households(entered, rules, used, as_of, progress)
    return CentreAnalysis(
        book=book,
        as_of=as_of,
        horizon_months=horizon_months,
        households=households,
        totals=centre_totals(households),
        assumptions=assumptions(rules, used, own, as_of=as_of, horizon_months=horizon_months),
        notes=(*remarks(book.centre, entered, surroundings), *of_the_not_planned(households)),
        rules=rules,
    )


def _entered(book: RegisterBook, surroundings: Surroundings) -> tuple[EnteredHousehold, ...]:
    debts: defaultdict[str, list[Debt]] = defaultdict(list)
    for debt in book.debts:
        debts[debt.household_code].append(debt)
    cash: defaultdict[str, list[CashItem]] = defaultdict(list)
    for item in book.cash:
        cash[item.household_code].append(item)
    return tuple(
        entered_household(household, cash[household.code], debts[household.code], surroundings)
        for household in book.households
    )


def _households(
    entered: Sequence[EnteredHousehold],
    rules: PlanningRules,
    criteria: Criteria,
    as_of: date,
    progress: Callable[[int, int], None] | None,
) -> tuple[HouseholdAnalysis, ...]:
    found: list[HouseholdAnalysis] = []
    for one in entered:
        if progress:
            progress(len(found), len(entered))
        menu, not_planned = _menu(one, rules)
        home = _household(one, menu, criteria, as_of)
        found.append(replace(home, not_planned=not_planned))
    if progress:
        progress(len(found), len(entered))
    return tuple(found)


def _menu(entered: EnteredHousehold, rules: PlanningRules) -> tuple[Menu | None, NotPlanned | None]:
    """One household that is not planned keeps nobody else from a plan."""
    if entered.problem is None:
        return None, None
    unstated = unstated_cash(entered.cash)
    if unstated:
        return menu_unstated(entered.problem, rules), unstated
    return menu_or_reason(entered.problem, rules)


def _household(
    entered: EnteredHousehold, menu: Menu | None, criteria: Criteria, as_of: date
) -> HouseholdAnalysis:
    debts = tuple(_debt(debt, criteria, as_of) for debt in entered.debts)
    worst = household_class(
        (one.creditor_name, Classified(one.debtor_class, one.reason, one.reason_en))
        for one in debts
    )
    return HouseholdAnalysis(
        household=entered.household,
        debts=debts,
        closed_debts=tuple(_debt(debt, criteria, as_of) for debt in entered.closed_debts),
        debtor_class=worst.debtor_class if worst else None,
        reason=worst.reason if worst else "ไม่มีหนี้",
        reason_en=worst.reason_en if worst else "No debt",
        income_year_satang=year_total(entered.cash, "income"),
        expense_year_satang=year_total(entered.cash, "expense"),
        net_by_month=entered.net,
        problem=entered.problem,
        menu=menu,
        chosen=_least_interest(menu),
    )


def _debt(entered: EnteredDebt, criteria: Criteria, as_of: date) -> DebtAnalysis:
    debt = entered.debt
    days = days_overdue(debt, as_of)
    found = classified(debt, days, criteria)
    return DebtAnalysis(
        debt=debt,
        creditor_name=entered.group.name if entered.group else debt.creditor,
        days_overdue=days,
        debtor_class=found.debtor_class,
        reason=found.reason,
        reason_en=found.reason_en,
        declining_rate_bp=entered.rate_bp,
        part_ids=tuple(part.id for part in entered.parts),
    )


def _least_interest(menu: Menu | None) -> Option | None:
    options = menu.options if menu else ()
    return next((option for option in options if option.goal == "least_interest"), None)
