"""A household's menu under the rules: every line that is exact and offered."""

from collections.abc import Collection
from dataclasses import replace

from plodnee.casework.plan.errors import HouseholdNotPlanned
from plodnee.casework.plan.model import HouseholdAnalysis, NotPlanned
from plodnee.casework.plan.rules import PlanningRules
from plodnee.engine.planner import HouseholdRefused, menu_of_today, solve_menu
from plodnee.engine.planner.model import HouseholdProblem, Menu

BETWEEN_THE_GOALS = "pareto"
# Some ten seconds: nobody waits longer for a page, and a centre's other households wait as well.
MOST_STEPS = 200_000_000


def menu_by_rules(
    problem: HouseholdProblem, rules: PlanningRules, *, with_bad_year: bool = True
) -> Menu:
    """The exact menu of the problem, without the goals that the committee does not offer.

    Lines between the goals stay: each is as good as any other in some figure.

    Raises: HouseholdNotPlanned if it is too large, or not proven within MOST_STEPS.
    """
    try:
        menu = solve_menu(
            problem,
            ceiling_bp=rules.ceiling_bp,
            with_bad_year=with_bad_year,
            most_steps=MOST_STEPS,
        )
    except HouseholdRefused as refusal:
        said = refusal.details
        raise HouseholdNotPlanned(
            household=problem.id,
            field=refusal.field,
            reason=said["thai"],
            reason_en=said["english"],
        ) from refusal
    return offered(menu, rules.goals)


def menu_or_reason(
    problem: HouseholdProblem, rules: PlanningRules, *, with_bad_year: bool = True
) -> tuple[Menu, NotPlanned | None]:
    """The menu; where it was not proven, today's terms alone and the reason.

    Raises: HouseholdTooLarge if not even today's terms can be worked out.
    """
    try:
        return menu_by_rules(problem, rules, with_bad_year=with_bad_year), None
    except HouseholdNotPlanned as refusal:
        said = refusal.details
        reason = NotPlanned(str(said["reason"]), str(said["reason_en"]))
        return menu_of_today(problem, ceiling_bp=rules.ceiling_bp), reason


def menu_of(
    household: HouseholdAnalysis,
    problem: HouseholdProblem,
    rules: PlanningRules,
    *,
    with_bad_year: bool = True,
) -> tuple[Menu, NotPlanned | None]:
    """The menu of a household's problem as settings or time have changed it, or the reason.

    Raises: HouseholdTooLarge if not even today's terms can be worked out.
    """
    if household.cash_unstated:
        return menu_unstated(problem, rules), household.not_planned
    return menu_or_reason(problem, rules, with_bad_year=with_bad_year)


def refuse_unstated(household: HouseholdAnalysis) -> None:
    """Raises: HouseholdNotPlanned where nobody recorded the household's income or living costs."""
    why = household.not_planned
    if why is not None and why.unstated:
        raise HouseholdNotPlanned(
            household=household.household.code,
            field="cash",
            reason=why.reason,
            reason_en=why.reason_en,
        )


def menu_unstated(problem: HouseholdProblem, rules: PlanningRules) -> Menu:
    """Today's terms of a household whose cash nobody recorded: what it costs, not whether it fits.

    Raises: HouseholdTooLarge if not even today's terms can be worked out.
    """
    menu = menu_of_today(problem, ceiling_bp=rules.ceiling_bp)
    today = replace(menu.status_quo, feasible=False, first_break_month=None, shortfall=0)
    return replace(menu, status_quo=today)


def offered(menu: Menu, goals: Collection[str]) -> Menu:
    """The menu without the goals that are not offered."""
    kept = tuple(one for one in menu.options if one.goal in goals or one.goal == BETWEEN_THE_GOALS)
    return menu if len(kept) == len(menu.options) else replace(menu, options=kept)
