"""Questions about a household's menu: what bounds it, what is pinned, who pinned what when."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import Max

from plodnee.casework.errors import UnknownHousehold
from plodnee.casework.models import MenuPin, PlanRun
from plodnee.casework.plain_facts import from_plain
from plodnee.casework.plan.menus import menu_of
from plodnee.casework.selectors import analysis_of
from plodnee.casework.workspace.errors import NothingOwed
from plodnee.casework.workspace.limits import Ground, limits_of, within
from plodnee.casework.workspace.lines import given_up_by, line_of
from plodnee.casework.workspace.settings import Settings, problem_under
from plodnee.engine.planner.model import HouseholdProblem, Option
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


@dataclass(frozen=True, slots=True)
class PinCount:
    """How many lines of a household's menu stand, and how many rest on what is no longer so."""

    standing: int = 0
    outdated: int = 0


def pins_by_household(run: PlanRun) -> dict[UUID, PinCount]:
    """The pins of each household of a run's centre that has any: how many stand in the run."""
    pins = MenuPin.objects.filter(
        household__centre=run.centre_id, deed=MenuPin.Deed.PINNED, undone_by__isnull=True
    )
    counted: dict[UUID, PinCount] = {}
    in_runs = pins.select_related("household", "run").defer("line").order_by("run_id", "pk")
    for pin in in_runs:  # run by run, so that each is read once
        so_far = counted.get(pin.household_id, PinCount())
        stands = stands_in(pin, run)
        counted[pin.household_id] = PinCount(
            so_far.standing + stands, so_far.outdated + (not stands)
        )
    return counted


def stands_in(pin: MenuPin, run: PlanRun) -> bool:
    """Whether a pinned line is still a line of the household's menu in a run.

    Ensures: True for the run that it was pinned in; for another if the same engine asked the same
             of the household under the same rules, which always gives the same menu.
    """
    if pin.run_id == run.pk:
        return True
    if _worked_out_by(pin.run) != _worked_out_by(run):
        return False
    try:
        before, now = ground_of(pin.run, pin.household), ground_of(run, pin.household)
    except (UnknownHousehold, NothingOwed):
        return False
    if (before.problem, before.rules) != (now.problem, now.rules) or now.household.cash_unstated:
        return False
    settings = from_plain(Settings, pin.settings)
    return within(settings, limits_of(now, settings.joining)) == settings


def _worked_out_by(run: PlanRun) -> tuple[object, ...]:
    return run.engine_version, run.policy_version, run.menu_policy_version_id, run.as_of


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
