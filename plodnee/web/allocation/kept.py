"""Kept allocations and their history, for people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from plodnee.casework.capital.selectors import KeptAllocation, ground_of_capital
from plodnee.casework.models import CapitalAllocation, PlanRun
from plodnee.organization.models import Centre
from plodnee.web.allocation.page import (
    AllocationPage,
    Headline,
    allocation_page,
    headline,
    settings_words,
)
from plodnee.web.households.directory import directory


@dataclass(frozen=True, slots=True)
class Kept:
    """One kept allocation: its number, what was set, what came of it, and whether it is of today.

    `outdated` says that it rests on an earlier analysis than the one in force.
    """

    key: UUID
    number: int
    head: Headline
    words: list[str]
    by: str
    at: datetime
    outdated: bool
    compared: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the history."""

    number: int
    kept: bool
    key: UUID
    by: str
    at: datetime


def shown(one: KeptAllocation, run: PlanRun, compared: Sequence[str] = ()) -> Kept:
    """A kept allocation as the page shows it beside the run in force."""
    step = one.step
    ground = ground_of_capital(step.run)
    return Kept(
        key=step.pk,
        number=step.sequence,
        head=headline(ground, one.settings, one.answer),
        words=settings_words(ground, one.settings),
        by=who(step),
        at=timezone.localtime(step.done_at),
        outdated=step.run_id != run.pk,
        compared=str(step.pk) in compared,
    )


def page_of(one: KeptAllocation) -> AllocationPage:
    """Everything that is shown of one kept allocation."""
    run = one.step.run
    return allocation_page(directory(run), ground_of_capital(run), one.settings, one.answer)


def history(steps: Iterable[CapitalAllocation]) -> list[Step]:
    """The steps in the order given; a withdrawal bears the number of what it withdrew."""
    return [
        Step(
            number=(step.undoes or step).sequence,
            kept=step.deed == CapitalAllocation.Deed.KEPT,
            key=(step.undoes or step).pk,
            by=who(step),
            at=timezone.localtime(step.done_at),
        )
        for step in steps
    ]


def who(step: CapitalAllocation) -> str:
    """The person who took a step, as the page names officers."""
    return str(step.done_by) if step.done_by else _("ผู้ดูแลระบบ")


def kept_at(centre: Centre, allocation_id: UUID) -> CapitalAllocation:
    """The step of the centre that kept an allocation, withdrawn since or not; else a 404."""
    steps = CapitalAllocation.objects.select_related("run", "centre", "done_by")
    step = get_object_or_404(steps, pk=allocation_id, centre=centre)
    if step.deed != CapitalAllocation.Deed.KEPT:
        raise Http404
    return step
