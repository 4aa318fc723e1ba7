"""Scans about debts that nobody has owed for long: found here, dropped by the rule of retention."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Exists, Max, OuterRef

from plodnee.registers.evidence_files import is_kept
from plodnee.registers.models import DebtLine, DebtSuccession, Evidence


def settled_files(limit: date, place: str = "") -> Iterator[tuple[Evidence, date]]:
    """Files whose debt no register said to be owed from a day before `limit` on, and that day.

    Ensures: a file attached later than that, one on a debt that another carries on and that is
    owed, and one that is off the disk already are left out. `place` is what the codes of their
    centres begin with.
    """
    owed = DebtLine.objects.filter(debt=OuterRef("debt"), owed_satang__gt=0, valid_until__gt=limit)
    files = Evidence.objects.filter(
        ~Exists(owed), debt__isnull=False, withdrawal=None, uploaded_on__lt=limit,
        centre__code__startswith=place,
    )  # fmt: skip
    for file in files.order_by("uploaded_on", "pk"):
        assert file.debt_id is not None
        last = DebtLine.objects.filter(debt__in=_carried_on(file.debt_id), owed_satang__gt=0)
        until = last.aggregate(day=Max("valid_until"))["day"] or file.uploaded_on
        if until < limit and is_kept(file.stored_as):
            yield file, max(until, file.uploaded_on)


def _carried_on(debt: UUID) -> set[UUID]:
    """The debt and all that carry it on."""
    found, fresh = {debt}, {debt}
    while fresh:
        later = DebtSuccession.objects.filter(earlier__in=fresh).values_list("debt", flat=True)
        fresh = set(later) - found
        found |= fresh
    return found
