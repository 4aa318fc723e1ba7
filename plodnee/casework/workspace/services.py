"""Making the menu that will be offered to a household: pin a line, undo a pin."""

from datetime import date, datetime

from django.db import transaction

from plodnee.audit.services import record
from plodnee.casework.models import MenuPin, PlanRun
from plodnee.casework.plain_facts import to_plain
from plodnee.casework.plan.menus import menu_by_rules, refuse_unstated
from plodnee.casework.workspace.errors import (
    AlreadyPinned,
    BeyondLimits,
    LineNotOnMenu,
    MenuChanged,
    MenuFull,
    NotPinned,
)
from plodnee.casework.workspace.limits import limits_of, within
from plodnee.casework.workspace.lines import line_of
from plodnee.casework.workspace.selectors import (
    ground_of,
    menu_version,
    pins_in_force,
    stands_in,
)
from plodnee.casework.workspace.settings import Settings, problem_under
from plodnee.engine.planner.model import Option
from plodnee.organization.access import Operator, Visitor, require
from plodnee.organization.models import Officer
from plodnee.privacy.selectors import refuse_stopped
from plodnee.registers.models import Household

ACTION = "casework.offer"
MOST_LINES = 4
SHARING = "share_debts"  # the purpose that one contract for several groups rests on


def pin_line(
    *,
    household: Household,
    run: PlanRun,
    settings: Settings,
    plan_key: str,
    seen_version: int,
    actor: Visitor,
    on: date,
    at: datetime,
) -> MenuPin:
    """The line of the menu under these settings, pinned into what will be offered.

    Raises: NotAllowed, BeyondLimits, HouseholdNotPlanned, LineNotOnMenu, MenuChanged,
            AlreadyPinned, MenuFull, PurposeStopped for one contract where somebody wants the debts
            shown no more, and what `ground_of` raises.
    """
    require(actor, ACTION, at=household.centre_id, on=on)
    line = _line(household, run, settings, plan_key)
    if line.contract is not None:
        refuse_stopped(household, SHARING)
    with transaction.atomic():
        version = _locked_version(household, seen_version)
        _refuse_one_too_many(household, run, plan_key)
        pin = MenuPin.objects.create(
            household=household,
            sequence=version + 1,
            deed=MenuPin.Deed.PINNED,
            run=run,
            plan_key=plan_key,
            settings=to_plain(settings),
            line=_nameless(line),
            done_by=actor if isinstance(actor, Officer) else None,
            done_at=at,
        )
        _record(actor, pin)
    return pin


def _refuse_one_too_many(household: Household, run: PlanRun, plan_key: str) -> None:
    pinned = [pin for pin in pins_in_force(household) if stands_in(pin, run)]
    if any(pin.plan_key == plan_key for pin in pinned):
        raise AlreadyPinned()
    if len(pinned) >= MOST_LINES:
        raise MenuFull(most=MOST_LINES)


@transaction.atomic
def unpin_line(
    *, pin: MenuPin, seen_version: int, actor: Visitor, on: date, at: datetime
) -> MenuPin:
    """The step that takes a pinned line out of the menu again; the pin itself stays in history.

    Raises: NotAllowed, MenuChanged, NotPinned.
    """
    household = pin.household
    require(actor, ACTION, at=household.centre_id, on=on)
    version = _locked_version(household, seen_version)
    if pin not in pins_in_force(household):
        raise NotPinned()
    undoing = MenuPin.objects.create(
        household=household,
        sequence=version + 1,
        deed=MenuPin.Deed.UNPINNED,
        undoes=pin,
        run=pin.run,
        plan_key=pin.plan_key,
        done_by=actor if isinstance(actor, Officer) else None,
        done_at=at,
    )
    _record(actor, undoing)
    return undoing


def _line(household: Household, run: PlanRun, settings: Settings, plan_key: str) -> Option:
    ground = ground_of(run, household)
    if within(settings, limits_of(ground, settings.joining)) != settings:
        raise BeyondLimits()
    refuse_unstated(ground.household)
    problem = problem_under(ground.problem, settings)
    line = line_of(menu_by_rules(problem, ground.rules), plan_key)
    if line is None:
        raise LineNotOnMenu()
    return line


def _locked_version(household: Household, seen_version: int) -> int:
    """The menu's version, held until the transaction ends so that nobody else takes the next."""
    Household.objects.select_for_update(no_key=True).get(pk=household.pk)
    if menu_version(household) != seen_version:
        raise MenuChanged()
    return seen_version


def _nameless(line: Option) -> dict[str, object]:
    plain: dict[str, object] = to_plain(line, without=frozenset({"concession"}))
    return plain | {"concession": [satang for _creditor, satang in line.concession]}


def _record(actor: Visitor, pin: MenuPin) -> None:
    assert isinstance(actor, Officer | Operator)
    record(
        actor,
        f"casework.line_{pin.deed}",
        pin,
        household=str(pin.household_id),
        sequence=pin.sequence,
        plan=pin.plan_key,
    )
