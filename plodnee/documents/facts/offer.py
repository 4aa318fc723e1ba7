"""The facts of the sheet on which a household is offered its menu: the pinned lines, told apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plodnee.casework.plan.model import HouseholdAnalysis
from plodnee.casework.workspace.lines import named_as_in
from plodnee.casework.workspace.settings import Settings
from plodnee.documents.facts.pack import PackFacts
from plodnee.documents.facts.proposal import HouseholdPlan, household_plan
from plodnee.engine.planner.model import HouseholdProblem, Option


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


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """One household of a centre's pack and the lines it is offered, in the order of pinning."""

    pack: PackFacts
    index: int
    lines: tuple[OfferedLine, ...]


def offer_facts(
    pack: PackFacts, index: int, pinned: Sequence[tuple[HouseholdProblem, Option, Settings]]
) -> OfferFacts:
    """The facts of a household's offer; the lines rest on the analysis of the pack itself.

    Raises: ValueError if there is no line to offer.
    """
    if not pinned:
        raise ValueError("an offer needs a line")
    household = pack.households[index]
    return OfferFacts(pack, index, tuple(_line(household, *one) for one in pinned))


def _line(
    household: HouseholdAnalysis, problem: HouseholdProblem, option: Option, settings: Settings
) -> OfferedLine:
    """The line with creditors and debts as the masked analysis names them."""
    known, menu = household.problem, household.menu
    assert known is not None
    assert menu is not None
    shown = replace(known, cash=problem.cash, contract=problem.contract)
    option = named_as_in(known, option)
    menu = replace(menu, options=(option,), no_feasible_plan=None)
    with_plan = replace(household, problem=shown, menu=menu, chosen=option)
    return OfferedLine(with_plan, household_plan(with_plan), settings)
