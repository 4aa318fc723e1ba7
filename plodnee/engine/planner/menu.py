"""The menu of a household: its problem packed for the kernels, their answer unpacked.

Source: docs/reference/formats.md, "`plodnee menu`".
"""

from collections.abc import Sequence
from itertools import accumulate, chain
from typing import get_args

import numpy as np

from plodnee.engine.planner.bad_years import bad_years
from plodnee.engine.planner.between import plans_between
from plodnee.engine.planner.compiling import HUGE, Satang
from plodnee.engine.planner.entries import KEPT, Book, Terms, lay_out, own_terms
from plodnee.engine.planner.goals import details, goal_plans
from plodnee.engine.planner.grid import grid_of
from plodnee.engine.planner.interest import KIND_OF
from plodnee.engine.planner.model import (
    BadYear,
    Choice,
    ContractOffer,
    ContractTerms,
    Goal,
    HouseholdProblem,
    Menu,
    NoFeasiblePlan,
    Option,
    PlanFigures,
)
from plodnee.engine.planner.refusals import HouseholdTooHard, HouseholdTooLarge
from plodnee.engine.planner.smallest_help import smallest_help
from plodnee.engine.planner.stage import IN_CONTRACT, NO_PATTERN, PATTERN
from plodnee.engine.planner.status_quo import status_quo

LARGEST_SUM = 1 << 61
LATEST_MONTH = 1_000_000_000
# Payments by month of all entries: about 1 GiB at work.
MOST_CELLS = 1 << 25
GOALS: tuple[Goal, ...] = get_args(Goal)


def solve_menu(
    problem: HouseholdProblem,
    *,
    ceiling_bp: int,
    with_bad_year: bool = True,
    most_steps: int | None = None,
) -> Menu:
    """The household's menu: the exact optimum of each goal, the lines between, the status quo.

    Units:   satang, basis points a year, months after `as_of`; `ceiling_bp` is the legal ceiling
             above which no restructured rate may lie; a million steps take some 0.05 s.
             Without `most_steps` it goes on until all is proven.
    Ensures: the same problem always gets the same menu; options are empty if nothing fits.
    Raises:  HouseholdTooLarge if a sum would not fit 61 bits, or the choices not in memory;
             HouseholdTooHard if the proof needs more steps than `most_steps`.
    Source:  docs/reference/formats.md, "Options" and "`no_feasible_plan`".
    """
    terms = pack(problem, ceiling_bp)
    own_interest, own_paid = own_terms(terms)
    book = lay_out(terms, own_interest, most_entries(problem, ceiling_bp))
    work = np.array([0, HUGE if most_steps is None else most_steps])
    feasible, plans, figures = goal_plans(book, work)
    _refuse_too_hard(work)
    if feasible:
        plans = np.concatenate((plans, plans_between(book, plans, figures)))
    return Menu(
        id=problem.id,
        status_quo=status_quo(problem, own_interest, own_paid),
        options=_options(problem, book, plans, with_bad_year) if feasible else (),
        no_feasible_plan=None if feasible else _help(book, work),
    )


def _usable(contract: ContractTerms | None, months: int) -> list[list[int]]:
    """The due months of each pattern that the contract may use within the horizon."""
    return [
        [month for month in pattern.due_months if month <= months][: contract.max_instalments]
        for pattern in (contract.patterns if contract else ())
        if contract
    ]


def menu_of_today(problem: HouseholdProblem, *, ceiling_bp: int) -> Menu:
    """The status quo alone, for a household of which no plan was proven: no option, no help.

    Raises: HouseholdTooLarge if a sum would not fit 61 bits.
    """
    own_interest, own_paid = own_terms(pack(problem, ceiling_bp))
    return Menu(problem.id, status_quo(problem, own_interest, own_paid), (), None)


def pack(problem: HouseholdProblem, ceiling_bp: int) -> Terms:
    """The problem in arrays.

    Raises: HouseholdTooLarge if a sum would not fit 61 bits.
    """
    _refuse_too_large(problem)
    debts = problem.debts
    contract = problem.contract
    months = problem.horizon_months
    grids = [grid_of(debt, months, ceiling_bp) for debt in debts]
    usable = _usable(contract, months)
    due = np.zeros((len(usable), months), np.int64)
    for row, pattern_months in zip(due, usable, strict=True):
        row[: len(pattern_months)] = pattern_months
    net = np.array(problem.cash.net, np.int64)
    table = [
        (
            debt.balance,
            debt.rate_bp,
            KIND_OF[debt.amortization],
            debt.min_rate_bp,
            min(debt.rate_step_bp, debt.rate_bp + 1),
            debt.may_restructure,
            debt.may_consolidate and any(usable),
        )
        for debt in debts
    ]
    return Terms(
        np.array(table, np.int64),
        *_flat([debt.due_months for debt in debts]),
        *_flat([grid.extensions for grid in grids]),
        *_flat([grid.graces for grid in grids]),
        np.cumsum(net) + (problem.cash.opening - problem.cash.reserve),
        due,
        np.array([len(row) for row in usable], np.int64),
        contract.rate_bp if contract else 0,
        ceiling_bp,
    )


def _flat(rows: Sequence[tuple[int, ...]]) -> tuple[Satang, Satang]:
    """All rows in one array, and where each starts; what lies beyond any horizon is cut."""
    values = [min(value, LATEST_MONTH) for value in chain.from_iterable(rows)]
    start = [0, *accumulate(len(row) for row in rows)]
    return np.array(values, np.int64), np.array(start, np.int64)


def _refuse_too_hard(work: Satang) -> None:
    """What a search left at its last step has found is not proven."""
    done, most = work.tolist()
    if done > most:
        raise HouseholdTooHard(
            "debts",
            "มีหนี้และทางเลือกมากจนพิสูจน์แผนที่ดีที่สุดไม่ได้ในเวลาที่ให้ ลดจำนวนหนี้ที่รวมหรือปรับเงื่อนไขได้",
            "too many debts and choices for a proof within the steps allowed; let fewer debts "
            "be consolidated or restructured",
        )


def _refuse_too_large(problem: HouseholdProblem) -> None:
    """Interest never bears interest, so simple interest on the whole balance bounds every sum."""
    contract_rate = problem.contract.rate_bp if problem.contract else 0
    cash = problem.cash
    total = cash.opening + cash.reserve + sum(map(abs, cash.net))
    if total >= LARGEST_SUM:
        raise HouseholdTooLarge("cash", "ยอดเงินมากเกินไป", "sums too large")
    for n, debt in enumerate(problem.debts):
        latest = max(debt.due_months[-1], problem.horizon_months)
        charged = debt.balance * max(debt.rate_bp, contract_rate) * latest // 120_000
        total += debt.balance + charged + len(debt.due_months) + problem.horizon_months
        if total >= LARGEST_SUM or debt.due_months[-1] > LATEST_MONTH:
            raise HouseholdTooLarge(f"debts[{n}]", "ยอดหนี้มากเกินไป", "sums too large")


def most_entries(problem: HouseholdProblem, ceiling_bp: int) -> int:
    """No fewer than the entries of all debts.

    Raises: HouseholdTooLarge if their payments would take more memory than a household is given.
    """
    rows = 0
    for n, debt in enumerate(problem.debts):
        rows += 1
        if debt.may_restructure:
            rows += grid_of(debt, problem.horizon_months, ceiling_bp).size
        if rows * problem.horizon_months > MOST_CELLS:
            raise HouseholdTooLarge(f"debts[{n}]", "มีทางเลือกมากเกินไป", "too many choices")
    return rows


def _help(book: Book, work: Satang) -> NoFeasiblePlan:
    binding, shortfall, income = smallest_help(book, work)
    _refuse_too_hard(work)
    if binding == 0:
        return NoFeasiblePlan(None, None, None, None)
    return NoFeasiblePlan(binding, shortfall, -(-shortfall // 100) * 100, income)


def _options(
    problem: HouseholdProblem, book: Book, plans: Satang, with_bad_year: bool
) -> tuple[Option, ...]:
    """The lines of the menu with everything that is printed of them."""
    lines = details(book, plans)
    names = [pattern.name for pattern in problem.contract.patterns] if problem.contract else []
    k = len(problem.debts)
    held: Sequence[BadYear | None] = [None] * len(plans)
    if with_bad_year:
        held = bad_years(problem, lines.paid.sum(axis=1) + lines.contract_paid)
    return tuple(
        Option(
            goal=GOALS[min(n, 4)],
            choices=tuple(_choice(book, entry) for entry in plan[:k].tolist()),
            contract=_offer(problem, names, plan[k + PATTERN], lines.contract[n].tolist()),
            figures=_figures(problem, lines.figures[n].tolist()),
            concession=_by_creditor(problem, lines.given_up[n].tolist()),
            payments=tuple(map(tuple, lines.paid[n].tolist())),
            contract_payments=tuple(lines.contract_paid[n].tolist()),
            bad_year=held[n],
        )
        for n, plan in enumerate(plans)
    )


def _choice(book: Book, entry: int) -> Choice:
    if entry == IN_CONTRACT:
        return Choice("consolidate")
    rate, extension, grace = book.choice[entry].tolist()
    if rate == KEPT:
        return Choice("keep")
    return Choice("restructure", rate, extension, grace)


def _figures(problem: HouseholdProblem, row: list[int]) -> PlanFigures:
    """The five figures; the kernels count cash from the reserve, people from nothing."""
    interest, paid, free_month, largest, lowest_room = row
    return PlanFigures(interest, paid, free_month, largest, lowest_room + problem.cash.reserve)


def _offer(
    problem: HouseholdProblem, names: list[str], way: int, row: list[int]
) -> ContractOffer | None:
    if way == NO_PATTERN or problem.contract is None:
        return None
    principal, instalment, instalments, last = row
    return ContractOffer(
        principal, problem.contract.rate_bp, names[way], instalment, instalments, last
    )


def _by_creditor(problem: HouseholdProblem, given_up: list[int]) -> tuple[tuple[str, int], ...]:
    """What each creditor gives up, in the order in which the problem names them."""
    sums = dict.fromkeys((debt.creditor for debt in problem.debts), 0)
    for debt, amount in zip(problem.debts, given_up, strict=True):
        sums[debt.creditor] += amount
    return tuple(sums.items())
