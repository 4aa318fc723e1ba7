"""Which imports and entries ever spoke of a household, and which of them spoke last."""

from django.db.models import Max, Q, QuerySet

from plodnee.organization.models import Centre
from plodnee.registers.models import DebtState, Household, ImportBatch, PersonState

OF_THE_CENTRE = (
    ImportBatch.Deed.GROUP,
    ImportBatch.Deed.FUND_RULE,
    ImportBatch.Deed.CREDITOR,
    ImportBatch.Deed.IMPORT,
)


def words_of(household: Household) -> QuerySet[ImportBatch]:
    """Every import and entry that said something of the household, the latest first."""
    said = (
        household.states.values("batch"),
        DebtState.objects.filter(debt__household=household).values("batch"),
        household.cash_items.values("batch"),
        household.whole_lists.values("batch"),
        PersonState.objects.filter(household=household).values("batch"),
    )
    found = Q()
    for batches in said:
        found |= Q(pk__in=batches)
    rows = ImportBatch.objects.filter(found, status=ImportBatch.Status.CONFIRMED)
    return rows.defer("sealed_book", "sealed_report", "sealed_correction").order_by("-sequence")


def last_word(centre: Centre, household: Household | None) -> int:
    """The number of what was said last of a household, or of the centre's groups and creditors.

    A form carries the one that it was filled from, so that nobody writes over what came after.
    """
    if household is None:
        spoke = ~Q(scope=ImportBatch.Scope.ENTRY) | Q(deed__in=OF_THE_CENTRE)
        rows = centre.imports.filter(spoke, status=ImportBatch.Status.CONFIRMED)
    else:
        rows = words_of(household)
    return rows.order_by().aggregate(last=Max("sequence"))["last"] or 0
