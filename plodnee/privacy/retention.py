"""What has been kept long enough: found by dated rules, dropped one by one, each with a trace."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from plodnee import policy
from plodnee.audit.services import record
from plodnee.audit.subjects import models_naming_everybody
from plodnee.engine.thai_dates import add_months
from plodnee.organization.access import Visitor, known
from plodnee.privacy.erasure import erase_subject, refuse_what_must_be_kept
from plodnee.privacy.errors import ErasureNotPossible
from plodnee.privacy.models import Erasure
from plodnee.privacy.selectors import is_held, person_keys_of
from plodnee.privacy.settled_evidence import settled_files
from plodnee.registers.evidence_files import forget
from plodnee.registers.layouts import give_up_workbook
from plodnee.registers.models import (
    DebtState,
    Evidence,
    Guarantor,
    HouseholdState,
    ImportBatch,
    Person,
    PersonState,
    WaitingWorkbook,
)
from plodnee.registers.sameness.standing import entries_of
from plodnee.registers.services import discard_import
from plodnee.registers.withdrawn_files import locked_file, withdrawn_files

Kind = Literal[
    "waiting_workbook", "undecided_import", "discarded_report", "import_report",
    "withdrawn_evidence", "settled_evidence", "pack", "person_without_debt",
]  # fmt: skip
FAMILY = "retention"
FILES = ("withdrawn_evidence", "settled_evidence")
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


def due_items(on: date, place: str = "") -> Iterator[Due]:
    """Everything whose time is over on a day, in the order in which it is dropped.

    `place` is what the codes of its centres begin with. Before the first rules came into force
    nothing was due.
    """
    if on < policy.versions(FAMILY)[0].from_:
        return
    periods = policy.in_force(FAMILY, on).values
    undecided = on - timedelta(days=periods["undecided_import_days"])
    waiting = WaitingWorkbook.objects.filter(
        decided_on=None, sent_on__lt=undecided, office_code__startswith=place
    )
    for one in waiting.defer("sealed_content").order_by("sent_on", "pk"):
        yield Due("waiting_workbook", str(one.pk), one.office_code, one.sent_on)
    yield from _old_reports(on, periods, place)
    for old in withdrawn_files(on - timedelta(days=periods["withdrawn_evidence_days"]), place):
        yield Due("withdrawn_evidence", str(old.file.pk), old.place, old.since)
    for file, since in settled_files(add_months(on, -periods["settled_evidence_months"]), place):
        yield Due("settled_evidence", str(file.pk), file.centre_id, since)
    yield from _old_packs(on - timedelta(days=periods["pack_days"]), place)
    yield from _forgotten_persons(add_months(on, -periods["person_without_debt_months"]), place)


def _old_reports(on: date, periods: Mapping[str, int], place: str) -> Iterator[Due]:
    undecided = on - timedelta(days=periods["undecided_import_days"])
    limits: tuple[tuple[Kind, str, str, date], ...] = (
        ("undecided_import", Status.PREVIEW, "uploaded_on", undecided),
        ("discarded_report", Status.DISCARDED, "decided_on",
         on - timedelta(days=periods["discarded_report_days"])),
        ("import_report", Status.CONFIRMED, "decided_on",
         add_months(on, -periods["import_report_months"])),
        ("import_report", Status.UNDONE, "decided_on",
         add_months(on, -periods["import_report_months"])),
    )  # fmt: skip
    for kind, status, column, limit in limits:
        found = ImportBatch.objects.filter(
            status=status, centre_code__startswith=place, **{f"{column}__lt": limit}
        )
        for batch in found.exclude(sealed_report="").order_by(column, "pk"):
            yield Due(kind, str(batch.pk), batch.centre_code, getattr(batch, column))


def drop(due: Due, *, actor: Visitor, on: date) -> Kept | None:
    """The thing dropped, in a transaction of its own; or what keeps it."""
    if due.kind == "person_without_debt":
        person = Person.objects.get(pk=due.key)
        try:
            erase_subject(person, ground=Erasure.Ground.RETENTION, actor=actor, on=on)
        except ErasureNotPossible as refusal:
            return _kept(due, refusal)
        return None
    if due.kind == "waiting_workbook":
        give_up_workbook(WaitingWorkbook.objects.get(pk=due.key), actor=actor, on=on)
        return None
    if due.kind in FILES:
        return _keeping(due, ()) or _remove_file(due, actor)
    if due.kind == "pack":
        _drop_pack(due, actor)
        return None
    _drop_report(due, actor, on)
    return None


def foreseen(on: date, place: str = "") -> tuple[list[Due], list[Kept]]:
    """What `apply_retention` would drop on a day, and what it would keep, with nothing touched."""
    found = list(due_items(on, place))
    settled = {due.key for due in found if due.kind in ("undecided_import", "waiting_workbook")}
    gone, kept = [], []
    for due in found:
        why = _keeping(due, settled)
        if why is None:
            gone.append(due)
        else:
            kept.append(why)
    return gone, kept


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


def _keeping(due: Due, settled: Collection[str]) -> Kept | None:
    """What keeps the thing once these imports are discarded; None where it would be dropped."""
    if due.kind in FILES:
        about = Evidence.objects.select_related("household").filter(pk=due.key).first()
        held = about and any(is_held(person) for person in person_keys_of(about.household))
        return Kept(due, "มีคำสั่งห้ามลบ", "a legal hold keeps the data") if held else None
    if due.kind != "person_without_debt":
        return None
    try:
        refuse_what_must_be_kept(Person.objects.get(pk=due.key), settled=settled)
    except ErasureNotPossible as refusal:
        return _kept(due, refusal)
    return None


def _kept(due: Due, refusal: ErasureNotPossible) -> Kept:
    return Kept(due, str(refusal.details["reason_th"]), str(refusal.details["reason_en"]))


@transaction.atomic
def _drop_report(due: Due, actor: Visitor, on: date) -> None:
    """An import's report and refused rows; one that nobody decided about is discarded first."""
    batch = ImportBatch.objects.select_for_update(no_key=True).get(pk=due.key)
    if batch.status == Status.PREVIEW:
        batch = discard_import(batch, actor=actor, on=on)
    ImportBatch.objects.filter(pk=batch.pk).update(sealed_report="", sealed_correction="")
    record(known(actor), "privacy.report_dropped", batch, kind=due.kind, since=due.since)


@transaction.atomic
def _remove_file(due: Due, actor: Visitor) -> None:
    """A file whose time is over, off the disk; its row and what was said of it stay."""
    file = locked_file(due.key)
    said = {"kind": due.kind, "since": due.since, "sha256": file.sha256}
    record(known(actor), "privacy.evidence_removed", file, **said)
    transaction.on_commit(partial(forget, file.stored_as))


def _old_packs(limit: date, place: str) -> Iterator[Due]:
    """Files made of a whole centre before a day: they can be made again."""
    for model in models_naming_everybody():
        old = model._default_manager.filter(centre__code__startswith=place, made_at__date__lt=limit)
        rows = old.order_by("made_at", "pk").values_list("pk", "centre", "made_at__date")
        for key, centre_code, since in rows:
            yield Due("pack", str(key), centre_code, since)


@transaction.atomic
def _drop_pack(due: Due, actor: Visitor) -> None:
    """A file made of a whole centre; one that was made anew meanwhile has another key and stays."""
    for model in models_naming_everybody():
        for row in model._default_manager.defer("content").filter(pk=due.key):
            record(known(actor), "privacy.pack_dropped", row, kind=due.kind, since=due.since)
            row.delete()


def _forgotten_persons(limit: date, place: str) -> Iterator[Due]:
    """Persons of whom no register of the last years speaks any more, and who are not held.

    Somebody under several entries is due once, by the last day that any of them is spoken of.
    """
    last = _last_days(place)
    old = Person.objects.filter(pk__in=[key for key, day in last.items() if day < limit])
    told: set[UUID] = set()
    for one in old.filter(erasure=None).order_by("pk"):
        entries = entries_of(one)
        since = max(last[key] for key in entries if key in last)
        if since < limit and not told & entries and not is_held(one.pk):
            yield Due("person_without_debt", str(one.pk), one.centre_id, since)
        told |= entries


def _last_days(place: str) -> dict[UUID, date]:
    """The last day on which a register speaks of each person: as head, member, or for a debt."""
    at: Any = {"batch__centre_code__startswith": place} if place else {}
    last: dict[UUID, date] = {}
    for states, person in (
        (HouseholdState.objects.all(), "head__person"),
        (PersonState.objects.all(), "person"),
        (DebtState.objects.all(), "borrower__person"),
        (Guarantor.objects.all(), "name__person"),
    ):
        rows: QuerySet[Any, Any] = (
            states.filter(**at).values_list(person).annotate(day=Max("batch__as_of"))
        )
        for key, day in rows.order_by():
            last[key] = max(day, last.get(key, day))
    return last
