"""Of which day the register last says something of a household or of a debt."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Max

from plodnee.registers.models import (
    CashItem,
    DebtLine,
    DebtState,
    HouseholdState,
    ImportBatch,
    PersonState,
    WholeList,
)

_ABOUT_HOUSEHOLDS = (HouseholdState, CashItem, WholeList, PersonState)


def households_spoken_of(households: Collection[UUID], as_of: date) -> dict[UUID, date]:
    """The last day up to `as_of` of which something is said of each of these households.

    What is said of a debt is said of the household with which lists show it.
    """
    debts = DebtLine.objects.filter(
        household__in=households, valid_from__lte=as_of, valid_until__gt=as_of
    ).order_by()
    found = dict(debts.values_list("household").annotate(Max("state__batch__as_of")))
    for model in _ABOUT_HOUSEHOLDS:
        said = model._default_manager.filter(
            household__in=households,
            batch__as_of__lte=as_of,
            batch__status=ImportBatch.Status.CONFIRMED,
        ).order_by()
        for key, day in said.values_list("household").annotate(Max("batch__as_of")):
            found[key] = max(found.get(key, day), day)
    return found


def debts_spoken_of(states: Iterable[int]) -> dict[int, date]:
    """The day of which each of these statements tells a debt, by the statement's key."""
    rows = DebtState.objects.filter(pk__in=list(states))
    return dict(rows.values_list("pk", "batch__as_of"))
