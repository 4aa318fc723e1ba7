"""Questions about a household's menu: what bounds it, what is pinned, who pinned what when."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Max

from plodnee.casework.errors import UnknownHousehold
from plodnee.casework.models import MenuPin, PlanRun
from plodnee.casework.plain_facts import from_plain
from plodnee.casework.plan.menus import menu_of
from plodnee.casework.selectors import analysis_of
from plodnee.casework.workspace.errors import NothingOwed
from plodnee.casework.workspace.limits import Ground
from plodnee.casework.workspace.lines import given_up_by, line_of
from plodnee.casework.workspace.settings import Settings, problem_under
from plodnee.engine.planner.model import HouseholdProblem, Option
from plodnee.organization.models import Centre
from plodnee.registers.models import Household


@dataclass(frozen=True, slots=True)
class PinnedLine:
    """A line in the menu that will be offered, with the problem that it answers."""

    pin: MenuPin
    settings: Settings
    problem: HouseholdProblem
    option: Option


def ground_of(run: PlanRun, household: Household) -> Ground:
    """What bounds the settings of one household of a run.

    Raises: UnknownHousehold if the run has no such household, NothingOwed if it has no debt.
    """
    analysis = analysis_of(run.pk)
    places = _places(run.pk)
    if household.pk not in places:
        raise UnknownHousehold(household_code=household.code)
    found = analysis.households[places[household.pk]]
    if found.problem is None:
        raise NothingOwed(household_code=household.code)
    groups = {group.code: group for group in analysis.book.groups}
    return Ground(found, groups, analysis.rules)


@lru_cache(maxsize=16)
def _places(run_id: UUID) -> dict[UUID, int]:
    """The place of each household in a run, which never changes."""
    plans = PlanRun(pk=run_id).household_plans.values_list("household_id", "position")
    return dict(plans)


def menu_version(household: Household) -> int:
    """The number of the last step taken on the household's menu; 0 before the first."""
    last = MenuPin.objects.filter(household=household).aggregate(last=Max("sequence"))["last"]
    return last or 0


def pins_in_force(household: Household) -> list[MenuPin]:
    """The pins that nobody has undone, in the order in which they were made."""
    pins = MenuPin.objects.filter(
        household=household, deed=MenuPin.Deed.PINNED, undone_by__isnull=True
    )
    return list(pins.select_related("done_by", "run").order_by("sequence"))


def menu_steps(household: Household) -> list[MenuPin]:
    """Every step ever taken on the household's menu, the latest first."""
    steps = MenuPin.objects.filter(household=household).select_related("done_by", "run", "undoes")
    return list(steps.order_by("-sequence"))


def pinned_lines(household: Household) -> list[PinnedLine]:
    """The menu that will be offered, line by line."""
    return [pinned_line(pin) for pin in pins_in_force(household)]


def pins_by_household(centre: Centre) -> dict[UUID, int]:
    """How many lines are pinned for each household of a centre that has any."""
    pins = MenuPin.objects.filter(
        household__centre=centre, deed=MenuPin.Deed.PINNED, undone_by__isnull=True
    )
    counted = pins.order_by().values("household_id").annotate(lines=Count("id"))
    return {row["household_id"]: row["lines"] for row in counted}


def pinned_line(pin: MenuPin) -> PinnedLine:
    """The line that a pin put into the menu, with its problem."""
    assert pin.line is not None  # only what was pinned is asked for
    settings = from_plain(Settings, pin.settings)
    problem = problem_under(ground_of(pin.run, pin.household).problem, settings)
    plain = dict(pin.line)
    given_up = given_up_by(problem, plain.pop("concession"))
    return PinnedLine(pin, settings, problem, from_plain(Option, plain, concession=given_up))


def lines_beside(one: PinnedLine) -> tuple[Option, ...]:
    """The whole menu under the settings of a pinned line, by which its reason is told.

    The line alone where its menu is no longer worked out as it was.
    """
    ground = ground_of(one.pin.run, one.pin.household)
    menu, _reason = menu_of(ground.household, one.problem, ground.rules, with_bad_year=False)
    return menu.options if line_of(menu, one.pin.plan_key) else (one.option,)
