"""Keeping an allocation of a centre's capital, and withdrawing one."""

from datetime import date, datetime

from django.db import transaction

from plodnee.audit.services import record
from plodnee.casework.capital.errors import (
    AllocationAlreadyKept,
    AllocationNotKept,
    AllocationsChanged,
    AllocationsFull,
)
from plodnee.casework.capital.selectors import (
    allocations_in_force,
    allocations_version,
    ground_of_capital,
)
from plodnee.casework.capital.settings import CapitalSettings
from plodnee.casework.capital.solving import allocate_capital
from plodnee.casework.models import CapitalAllocation, PlanRun
from plodnee.casework.plain_facts import to_plain
from plodnee.organization.access import Operator, Visitor, require
from plodnee.organization.models import Centre, Officer
from plodnee.registers.holding import hold_centre

ACTION = "casework.allocate"


def keep_allocation(
    *,
    run: PlanRun,
    settings: CapitalSettings,
    seen_version: int,
    actor: Visitor,
    on: date,
    at: datetime,
) -> CapitalAllocation:
    """The allocation under these settings, kept beside those that are kept already.

    Raises: NotAllowed, NoRefinancingFund, what `allocate_capital` raises, AllocationsChanged,
            AllocationAlreadyKept, AllocationsFull.
    """
    require(actor, ACTION, at=run.centre_id, on=on)
    ground = ground_of_capital(run)
    answer = allocate_capital(ground, settings)
    plain = to_plain(settings)
    with transaction.atomic():
        version = _locked_version(run.centre, seen_version)
        kept = allocations_in_force(run.centre)
        if any(step.run_id == run.pk and step.settings == plain for step in kept):
            raise AllocationAlreadyKept()
        if len(kept) >= ground.rules.most_kept:
            raise AllocationsFull(most=ground.rules.most_kept)
        step = CapitalAllocation.objects.create(
            centre=run.centre,
            sequence=version + 1,
            deed=CapitalAllocation.Deed.KEPT,
            run=run,
            settings=plain,
            answer=to_plain(answer),
            done_by=actor if isinstance(actor, Officer) else None,
            done_at=at,
        )
        _record(actor, step)
    return step


@transaction.atomic
def withdraw_allocation(
    *, allocation: CapitalAllocation, seen_version: int, actor: Visitor, on: date, at: datetime
) -> CapitalAllocation:
    """The step that withdraws an allocation; that it was kept stays in history.

    Raises: NotAllowed, AllocationsChanged, AllocationNotKept.
    """
    require(actor, ACTION, at=allocation.centre_id, on=on)
    version = _locked_version(allocation.centre, seen_version)
    if allocation not in allocations_in_force(allocation.centre):
        raise AllocationNotKept()
    step = CapitalAllocation.objects.create(
        centre=allocation.centre,
        sequence=version + 1,
        deed=CapitalAllocation.Deed.WITHDRAWN,
        undoes=allocation,
        run=allocation.run,
        done_by=actor if isinstance(actor, Officer) else None,
        done_at=at,
    )
    _record(actor, step)
    return step


def _locked_version(centre: Centre, seen_version: int) -> int:
    """The version, held until the transaction ends so that nobody else takes the next."""
    hold_centre(centre.pk)
    if allocations_version(centre) != seen_version:
        raise AllocationsChanged()
    return seen_version


def _record(actor: Visitor, step: CapitalAllocation) -> None:
    assert isinstance(actor, Officer | Operator)
    record(actor, f"casework.allocation_{step.deed}", step, sequence=step.sequence)
