"""Questions about registers: what a centre's register says as of a day, and what was sent."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet

from plodnee.audit.sealing import unseal
from plodnee.organization.models import Centre
from plodnee.registers import book as facts
from plodnee.registers import stated
from plodnee.registers.errors import NoRegister
from plodnee.registers.models import CentreStatement, Debt, ImportBatch
from plodnee.registers.places import batch_place, phone_place
from plodnee.registers.workbook.wire import from_json


def register_book(centre: Centre, as_of: date | None = None) -> facts.RegisterBook:
    """The register of a centre as of a day, left out: the latest; exactly the facts imported.

    Raises: NoRegister if there is none of that day or before.
    """
    return book_of(statement(centre, as_of), as_of)


def statement(
    centre: Centre, as_of: date | None = None, *, known_at: int | None = None
) -> list[ImportBatch]:
    """The imports and entries that together are the register of a day, what counts last at the end.

    That is the latest full register up to the day, its supplements, and every entry by hand and
    supplement of its day or later. `known_at` asks what the register was when only that many had
    been recorded.

    Raises: NoRegister if there is none of that day or before.
    """
    parts = parts_of_register(confirmed_imports(centre), as_of, known_at=known_at)
    if not parts:
        raise NoRegister(centre_code=centre.code, as_of=as_of or "–")
    return parts


def confirmed_imports(centre: Centre) -> list[ImportBatch]:
    """Everything that was ever said of a centre's register, in the order of the days it speaks of.

    Imports that were undone are among it: they were the register until then. What is sealed in
    them is read only when it is asked for.
    """
    confirmed = centre.imports.filter(
        status__in=[ImportBatch.Status.CONFIRMED, ImportBatch.Status.UNDONE]
    )
    rows = confirmed.defer("sealed_book", "sealed_report").select_related("centre")
    return list(rows.order_by("as_of", "sequence"))


def parts_of_register(
    confirmed: Iterable[ImportBatch], as_of: date | None = None, *, known_at: int | None = None
) -> list[ImportBatch]:
    """Which of these, in the order of their days, are the register of a day; none where none is."""
    recorded = [
        batch for batch in confirmed if known_at is None or (batch.sequence or 0) <= known_at
    ]
    undone = {batch.undoes_id for batch in recorded if batch.deed == ImportBatch.Deed.IMPORT}
    known = [
        batch
        for batch in recorded
        if batch.pk not in undone and (as_of is None or batch.as_of <= as_of)
    ]
    # What undid an import speaks of no day by itself: the one before may have been undone since.
    spoken = [batch.as_of for batch in known if batch.deed != ImportBatch.Deed.IMPORT]
    known = [batch for batch in known if spoken and batch.as_of <= max(spoken)]
    fulls = [batch for batch in known if batch.scope == ImportBatch.Scope.FULL]
    if not fulls:
        return known
    full = fulls[-1]
    return [
        batch
        for batch in known
        if batch.pk == full.pk
        or batch.base_id == full.pk
        or (batch.scope == ImportBatch.Scope.ENTRY and batch.as_of >= full.as_of)
        or (batch.scope == ImportBatch.Scope.SUPPLEMENT and batch.as_of > full.as_of)
    ]


def latest_recorded(batches: Sequence[ImportBatch]) -> ImportBatch:
    """The one of these that was recorded last: it tells which state of a register was seen."""
    return max(batches, key=lambda batch: batch.sequence or 0)


def statement_up_to(batch: ImportBatch, as_of: date | None = None) -> list[ImportBatch]:
    """The register of a day (that of the import) as it stood when this import was its last one."""
    assert batch.centre is not None
    return statement(batch.centre, as_of or batch.as_of, known_at=batch.sequence)


def registers_in_use(centres: Iterable[Centre]) -> dict[str, UUID]:
    """For each centre with a register: what was recorded last of its latest one."""
    confirmed = ImportBatch.objects.filter(
        centre__in=list(centres), status=ImportBatch.Status.CONFIRMED
    )
    rows = confirmed.order_by("as_of", "sequence").values_list(
        "centre_code", "id", "sequence", "scope", "base_id", "as_of"
    )
    full: dict[str, tuple[UUID | None, date]] = {}
    last: dict[str, tuple[int, UUID]] = {}
    for centre_code, key, recorded, scope, base, as_of in rows:
        sequence = recorded or 0
        register, day = full.get(centre_code, (None, date.min))
        if scope == ImportBatch.Scope.FULL:  # whatever went before is of an earlier register
            full[centre_code], last[centre_code] = (key, as_of), (sequence, key)
        elif scope == ImportBatch.Scope.ENTRY or base == register or as_of > day:
            last[centre_code] = max(last.get(centre_code, (0, key)), (sequence, key))
    return {centre_code: key for centre_code, (_, key) in last.items()}


def register_days(centre: Centre) -> list[date]:
    """The days of which the centre has a register, the latest first."""
    confirmed = centre.imports.filter(status=ImportBatch.Status.CONFIRMED)
    days = confirmed.exclude(deed=ImportBatch.Deed.IMPORT).values_list("as_of", flat=True)
    return sorted(set(days), reverse=True)


def days_of_data(centres: Iterable[Centre], as_of: date) -> dict[str, date]:
    """For each centre that has a register by a day: the last day of which anything is said."""
    days = _said_by(centres, as_of).order_by().values_list("centre").annotate(last=Max("as_of"))
    return dict(days)


def last_day_of_data(centres: Iterable[Centre], as_of: date) -> date | None:
    """The last day, up to a day, of which the registers of these centres say anything."""
    last: date | None = _said_by(centres, as_of).aggregate(last=Max("as_of"))["last"]
    return last


def _said_by(centres: Iterable[Centre], as_of: date) -> QuerySet[ImportBatch]:
    """What was recorded of these centres; a query of centres is asked within."""
    within = centres if isinstance(centres, QuerySet) else list(centres)
    confirmed = ImportBatch.objects.filter(
        centre__in=within, status=ImportBatch.Status.CONFIRMED, as_of__lte=as_of
    )
    return confirmed.exclude(deed=ImportBatch.Deed.IMPORT)


def imports_of(centre_code: str) -> QuerySet[ImportBatch]:
    """Everything that was sent for a centre, the latest first."""
    sent = ImportBatch.objects.filter(centre_code=centre_code)
    workbooks = sent.exclude(scope=ImportBatch.Scope.ENTRY)
    return workbooks.order_by("-uploaded_on", "-sequence", "id")


def report_of(batch: ImportBatch) -> facts.Reading:
    """What reading the file came to: problems, repairs, notes; and the book while it waits."""
    book = staged_book(batch) if batch.sealed_book else None
    if not batch.sealed_report:  # kept long enough, and dropped
        return facts.Reading(book, sha256=batch.sha256)
    report = from_json(unseal(batch.sealed_report, place=batch_place(batch.id, "report")))
    return facts.Reading(book, report.problems, report.repairs, report.notes, batch.sha256)


def staged_book(batch: ImportBatch) -> facts.RegisterBook:
    """The register that waits for a decision."""
    book = staged_reading(batch).book
    assert book is not None
    return book


def staged_reading(batch: ImportBatch) -> facts.Reading:
    """The register that waits for a decision, and where its file has the balances."""
    return from_json(unseal(batch.sealed_book, place=batch_place(batch.id, "book")))


def reading_of(batches: list[ImportBatch]) -> facts.Reading:
    """The register that these imports state, with their repairs and notes.

    What was refused is that of the last import: it is sent to put right what was refused before.
    """
    workbooks = [batch for batch in batches if batch.scope != ImportBatch.Scope.ENTRY]
    reports = [report_of(batch) for batch in workbooks]
    return facts.Reading(
        book=book_of(batches),
        problems=reports[-1].problems if reports else (),
        repairs=tuple(repair for report in reports for repair in report.repairs),
        notes=tuple(note for report in reports for note in report.notes),
        sha256=workbooks[-1].sha256 if workbooks else "",
    )


def debts_by_identity(batches: Sequence[ImportBatch]) -> dict[Debt, facts.Debt]:
    """The debts that these imports state, each by its latest statement."""
    states = stated.debt_states(batches)
    return {state.debt: stated.debt_facts(state) for state in states.values()}


def book_of(batches: Sequence[ImportBatch], as_of: date | None = None) -> facts.RegisterBook:
    """The register that these imports and entries state together, the later of two for one thing.

    Rules of funds are those in force on the day, left out: on the day of what counts last.
    Ensures: what has left the register, or was entered by mistake, is not in it.
    """
    homes = stated.household_states(batches)
    debts = stated.debt_states(batches)
    return facts.RegisterBook(
        centre=_centre_sheet(batches),
        groups=stated.groups(batches, as_of or batches[-1].as_of),
        households=tuple(map(stated.household_facts, homes.values())),
        cash=tuple(
            stated.cash_facts(item)
            for item in stated.cash_items(batches)
            if item.household_id in homes
        ),
        debts=_numbered(
            [
                stated.debt_facts(state)
                for state in debts.values()
                if state.debt.household_id in homes
            ]
        ),
    )


def debts_by_row(batches: Sequence[ImportBatch]) -> dict[int, Debt]:
    """The debts of `book_of` the same batches, by the row that it gives each."""
    homes = stated.household_states(batches, with_ids=False)
    states = [
        state
        for state in stated.debt_states(batches, with_ids=False).values()
        if state.debt.household_id in homes
    ]
    rows = _rows_of([state.row for state in states])
    return dict(zip(rows, (state.debt for state in states), strict=True))


def _centre_sheet(batches: Sequence[ImportBatch]) -> facts.CentreSheet:
    """What the last workbook says of the centre, as of the day of what counts last."""
    said = CentreStatement.objects.filter(batch__in=batches)
    last = said.order_by("batch__as_of", "batch__sequence").last()
    centre = batches[-1].centre
    assert centre is not None
    return facts.CentreSheet(
        name=last.name if last else centre.name,
        area_code=centre.code,
        as_of=batches[-1].as_of,
        fiscal_year=last.fiscal_year if last else None,
        chair=last.chair if last else "",
        phone=stated.opened(last.sealed_phone, phone_place(last.batch_id)) if last else "",
    )


def _numbered(debts: list[facts.Debt]) -> tuple[facts.Debt, ...]:
    """The debts with one row number each: where two imports used the same, the later moves on."""
    rows = _rows_of([debt.row for debt in debts])
    return tuple(
        debt if debt.row == row else replace(debt, row=row)
        for debt, row in zip(debts, rows, strict=True)
    )


def _rows_of(written: Sequence[int]) -> list[int]:
    taken: set[int] = set()
    free = max(written, default=0) + 1
    rows = []
    for row in written:
        kept = row
        if row in taken:
            kept, free = free, free + 1
        taken.add(kept)
        rows.append(kept)
    return rows
