"""What has been kept long enough: found by dated rules, dropped one by one, each with a trace."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from plodnee import policy
from plodnee.audit.services import record
from plodnee.engine.thai_dates import add_months
from plodnee.organization.access import Visitor, known
from plodnee.privacy.erasure import erase_subject
from plodnee.privacy.errors import ErasureNotPossible
from plodnee.privacy.models import Erasure
from plodnee.privacy.selectors import is_held
from plodnee.registers.models import DebtState, HouseholdState, ImportBatch, Person
from plodnee.registers.services import discard_import

Kind = Literal["undecided_import", "discarded_report", "import_report", "person_without_debt"]
FAMILY = "retention"
Status = ImportBatch.Status


@dataclass(frozen=True, slots=True)
class Due:
    """Something whose time is over: what kind, its key and centre, and since when."""

    kind: Kind
    key: str
    centre_code: str
    since: date


@dataclass(frozen=True, slots=True)
class Kept:
    """Something whose time is over and that stays, with the reason in both languages."""

    due: Due
    reason_th: str
    reason_en: str


def due_items(on: date) -> Iterator[Due]:
    """Everything whose time is over on a day, in the order in which it is dropped."""
    periods = policy.in_force(FAMILY, on).values
    limits: tuple[tuple[Kind, str, str, date], ...] = (
        ("undecided_import", Status.PREVIEW, "uploaded_on",
         on - timedelta(days=periods["undecided_import_days"])),
        ("discarded_report", Status.DISCARDED, "decided_on",
         on - timedelta(days=periods["discarded_report_days"])),
        ("import_report", Status.CONFIRMED, "decided_on",
         add_months(on, -periods["import_report_months"])),
    )  # fmt: skip
    for kind, status, column, limit in limits:
        found = ImportBatch.objects.filter(status=status, **{f"{column}__lt": limit})
        for batch in found.exclude(sealed_report="").order_by(column, "pk"):
            yield Due(kind, str(batch.pk), batch.centre_code, getattr(batch, column))
    yield from _forgotten_persons(add_months(on, -periods["person_without_debt_months"]))


def drop(due: Due, *, actor: Visitor, on: date) -> Kept | None:
    """The thing dropped, in a transaction of its own; or what keeps it."""
    if due.kind == "person_without_debt":
        person = Person.objects.get(pk=due.key)
        try:
            erase_subject(person, ground=Erasure.Ground.RETENTION, actor=actor, on=on)
        except ErasureNotPossible as refusal:
            reasons = {name: str(refusal.details[name]) for name in ("reason_th", "reason_en")}
            return Kept(due, **reasons)
        return None
    _drop_report(due, actor, on)
    return None


def apply_retention(
    *, actor: Visitor, on: date, progress: Callable[[int, int], None] | None = None
) -> tuple[list[Due], list[Kept]]:
    """What was dropped, and what is kept although its time is over; again it finds nothing new."""
    found = list(due_items(on))
    dropped, kept = [], []
    for number, due in enumerate(found, start=1):
        why = drop(due, actor=actor, on=on)
        if why is None:
            dropped.append(due)
        else:
            kept.append(why)
        if progress:
            progress(number, len(found))
    return dropped, kept


@transaction.atomic
def _drop_report(due: Due, actor: Visitor, on: date) -> None:
    """An import's report; one that nobody decided about is discarded first."""
    batch = ImportBatch.objects.select_for_update().get(pk=due.key)
    if batch.status == Status.PREVIEW:
        batch = discard_import(batch, actor=actor, on=on)
    ImportBatch.objects.filter(pk=batch.pk).update(sealed_report="")
    record(known(actor), "privacy.report_dropped", batch, kind=due.kind, since=due.since)


def _forgotten_persons(limit: date) -> Iterator[Due]:
    """Persons of whom no register of the last years speaks any more, and who are not held."""
    last: dict[UUID, date] = {}
    for states, person in (
        (HouseholdState.objects.all(), "head__person"),
        (DebtState.objects.all(), "borrower__person"),
    ):
        rows: QuerySet[Any, Any] = states.values_list(person).annotate(day=Max("batch__as_of"))
        for key, day in rows.order_by():
            last[key] = max(day, last.get(key, day))
    old = [key for key, day in last.items() if day < limit]
    for one in Person.objects.filter(pk__in=old, erasure=None).order_by("pk"):
        if not is_held(one.pk):
            yield Due("person_without_debt", str(one.pk), one.centre_id, last[one.pk])
