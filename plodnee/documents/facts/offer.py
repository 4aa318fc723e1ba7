"""The facts of the sheet on which a household is offered its menu: the pinned lines, told apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from plodnee.casework.plan.model import HouseholdAnalysis
from plodnee.casework.workspace.lines import named_as_in
from plodnee.casework.workspace.settings import Settings
from plodnee.documents.facts.pack import PackFacts
from plodnee.documents.facts.proposal import HouseholdPlan, household_plan
from plodnee.engine.planner.model import Goal, HouseholdProblem, Option


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """One line of the menu: the household with this plan chosen, and what the committee had set."""

    household: HouseholdAnalysis
    plan: HouseholdPlan
    settings: Settings

    @property
    def option(self) -> Option:
        """The line itself."""
        assert self.household.chosen is not None
        return self.household.chosen

    @property
    def problem(self) -> HouseholdProblem:
        """The problem that the line answers."""
        assert self.household.problem is not None
        return self.household.problem

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals that the line meets under its settings; `pareto` alone where it meets none."""
        assert self.household.menu is not None
        same = (self.option.choices, self.option.contract)
        met = [one.goal for one in self.household.menu.options if _does(one) == same]
        return tuple(goal for goal in met if goal != "pareto") or (self.option.goal,)


def _does(option: Option) -> tuple[object, object]:
    return option.choices, option.contract


@dataclass(frozen=True, slots=True)
class Pinned:
    """A line as it was pinned; `beside` is the whole menu under the same settings, itself in it."""

    problem: HouseholdProblem
    option: Option
    settings: Settings
    beside: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """One household of a centre's pack and the lines it is offered, in the order of pinning."""

    pack: PackFacts
    index: int
    lines: tuple[OfferedLine, ...]


def offer_facts(pack: PackFacts, index: int, pinned: Sequence[Pinned]) -> OfferFacts:
    """The facts of a household's offer; the lines rest on the analysis of the pack itself.

    Raises: ValueError if there is no line to offer.
    """
    if not pinned:
        raise ValueError("an offer needs a line")
    household = pack.households[index]
    return OfferFacts(pack, index, tuple(_line(household, one) for one in pinned))


def _line(household: HouseholdAnalysis, one: Pinned) -> OfferedLine:
    """The line with creditors and debts as the masked analysis names them."""
    known, menu = household.problem, household.menu
    assert known is not None
    assert menu is not None
    shown = replace(known, cash=one.problem.cash, contract=one.problem.contract)
    beside = _named(known, one.beside)
    menu = replace(menu, options=beside, no_feasible_plan=None)
    chosen = named_as_in(known, one.option)
    with_plan = replace(household, problem=shown, menu=menu, chosen=chosen)
    return OfferedLine(with_plan, household_plan(with_plan), one.settings)


def _named(known: HouseholdProblem, options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(named_as_in(known, option) for option in options)
