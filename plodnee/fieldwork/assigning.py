"""Households given to workers of the field, and taken from them."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from plodnee.audit.services import record
from plodnee.fieldwork.errors import WorkerCannot
from plodnee.fieldwork.models import Assignment, AssignmentEnd
from plodnee.organization.access import Visitor, known, may, officer_or_none, require
from plodnee.organization.models import Centre, Officer, Post
from plodnee.organization.roles import ROLES
from plodnee.registers.holding import hold_centre
from plodnee.registers.models import Household

COLLECT, REVIEW = "field.collect", "field.review"


@transaction.atomic
def assign(
    *, centre: Centre, households: Iterable[Household], worker: Officer, actor: Visitor, on: date
) -> list[Assignment]:
    """The households, the worker's from now on; what is theirs already stays so.

    Raises: NotAllowed, WorkerCannot.
    """
    require(actor, REVIEW, at=centre, on=on)
    if not may(worker, COLLECT, at=centre, on=on):
        raise WorkerCannot()
    hold_centre(centre.pk)
    theirs = set(assignments_of(worker).values_list("household", flat=True))
    given = [
        Assignment(household=home, worker=worker, given_by=officer_or_none(actor), given_on=on)
        for home in households
        if home.centre_id == centre.pk and home.pk not in theirs
    ]
    Assignment.objects.bulk_create(given)
    if given:
        record(known(actor), "fieldwork.assigned", centre, worker=worker.pk, count=len(given))
    return given


@transaction.atomic
def unassign(*, assignment: Assignment, actor: Visitor, on: date) -> AssignmentEnd:
    """That the household is the worker's no longer; what they send of it is still looked at.

    Raises: NotAllowed.
    """
    centre = assignment.household.centre
    require(actor, REVIEW, at=centre, on=on)
    end, fresh = AssignmentEnd.objects.get_or_create(
        assignment=assignment, defaults={"ended_by": officer_or_none(actor), "ended_on": on}
    )
    if fresh:
        record(known(actor), "fieldwork.unassigned", centre, worker=assignment.worker_id)
    return end


def assignments_of(worker: Officer) -> QuerySet[Assignment]:
    """What is a worker's now."""
    return Assignment.objects.filter(worker=worker, end=None)


def assignments_at(centre: Centre) -> QuerySet[Assignment]:
    """Who has which of a centre's households now, by worker and code."""
    rows = Assignment.objects.filter(household__centre=centre, end=None)
    return rows.select_related("household", "worker").order_by(
        "worker__username", "household__code"
    )


def workers_at(centre: Centre, on: date) -> list[Officer]:
    """Who may collect at a centre on a day, by name."""
    roles = [code for code, role in ROLES.items() if COLLECT in role.actions]
    above = [centre.code[:digits] for digits in range(2, len(centre.code) + 1, 2)]
    posts = Post.objects.in_force(on).filter(role__in=roles, area_code__in=["", *above])
    found = {
        post.officer_id: post.officer
        for post in posts.select_related("officer")
        if post.officer.is_active and post.reaches(centre.code)
    }
    return sorted(found.values(), key=str)
