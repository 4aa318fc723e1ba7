"""Questions about registers: what a centre's register says as of a day, and what was sent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from plodnee.audit.sealing import unseal
from plodnee.organization.models import Centre
from plodnee.registers import book as facts
from plodnee.registers.errors import NoRegister
from plodnee.registers.models import (
    CashItem,
    CentreStatement,
    Debt,
    DebtState,
    HouseholdState,
    ImportBatch,
    MemberGroupState,
    NationalId,
    WrittenName,
)
from plodnee.registers.places import batch_place, house_place, id_place, phone_place
from plodnee.registers.workbook.wire import from_json


def register_book(centre: Centre, as_of: date | None = None) -> facts.RegisterBook:
    """The register of a centre as of a day, left out: the latest; exactly the facts imported.

    Raises: NoRegister if there is none of that day or before.
    """
    return book_of(statement(centre, as_of))


def statement(centre: Centre, as_of: date | None = None) -> list[ImportBatch]:
    """The imports that together are the register of a day: a full one, then its supplements."""
    confirmed = centre.imports.filter(status=ImportBatch.Status.CONFIRMED)
    if as_of is not None:
        confirmed = confirmed.filter(as_of__lte=as_of)
    full = confirmed.filter(scope=ImportBatch.Scope.FULL).order_by("-as_of", "-sequence").first()
    if full is None:
        raise NoRegister(centre_code=centre.code, as_of=as_of or "–")
    return [full, *confirmed.filter(base=full).order_by("sequence")]


def statement_up_to(batch: ImportBatch) -> list[ImportBatch]:
    """The register of a day as it stood when this import was its last one."""
    if batch.base is None:
        return [batch]
    supplements = batch.base.supplements.filter(sequence__lte=batch.sequence)
    return [batch.base, *supplements.order_by("sequence")]


def register_days(centre: Centre) -> list[date]:
    """The days of which the centre has a register, the latest first."""
    days = centre.imports.filter(status=ImportBatch.Status.CONFIRMED).values_list(
        "as_of", flat=True
    )
    return sorted(set(days), reverse=True)


def imports_of(centre_code: str) -> QuerySet[ImportBatch]:
    """Everything that was sent for a centre, the latest first."""
    return ImportBatch.objects.filter(centre_code=centre_code).order_by(
        "-uploaded_on", "-sequence", "id"
    )


def report_of(batch: ImportBatch) -> facts.Reading:
    """What reading the file came to: problems, repairs, notes; and the book while it waits."""
    report = from_json(unseal(batch.sealed_report, place=batch_place(batch.id, "report")))
    book = staged_book(batch) if batch.sealed_book else None
    return facts.Reading(book, report.problems, report.repairs, report.notes, batch.sha256)


def staged_book(batch: ImportBatch) -> facts.RegisterBook:
    """The register that waits for a decision."""
    reading = from_json(unseal(batch.sealed_book, place=batch_place(batch.id, "book")))
    assert reading.book is not None
    return reading.book


def reading_of(batches: list[ImportBatch]) -> facts.Reading:
    """The register that these imports state, with their repairs and notes.

    What was refused is that of the last import: it is sent to put right what was refused before.
    """
    reports = [report_of(batch) for batch in batches]
    return facts.Reading(
        book=book_of(batches),
        problems=reports[-1].problems,
        repairs=tuple(repair for report in reports for repair in report.repairs),
        notes=tuple(note for report in reports for note in report.notes),
        sha256=batches[-1].sha256,
    )


def debts_by_identity(batches: list[ImportBatch]) -> dict[Debt, facts.Debt]:
    """The debts that these imports state, each by its latest statement."""
    return {state.debt: debt for state, debt in _debt_facts(batches).values()}


def book_of(batches: list[ImportBatch]) -> facts.RegisterBook:
    """The register that these imports state together, the later of two rows for one thing."""
    return facts.RegisterBook(
        centre=_centre_sheet(batches[-1]),
        groups=_groups(batches),
        households=_households(batches),
        cash=_cash(batches),
        debts=_numbered([debt for _, debt in _debt_facts(batches).values()]),
    )


def _centre_sheet(batch: ImportBatch) -> facts.CentreSheet:
    said = CentreStatement.objects.get(batch=batch)
    return facts.CentreSheet(
        name=said.name,
        area_code=batch.centre_code,
        as_of=batch.as_of,
        fiscal_year=said.fiscal_year,
        chair=said.chair,
        phone=_opened(said.sealed_phone, phone_place(batch.id)),
    )


def _groups(batches: list[ImportBatch]) -> tuple[facts.MemberGroup, ...]:
    states = MemberGroupState.objects.filter(batch__in=batches).select_related("group")
    latest = {
        state.group_id: facts.MemberGroup(
            code=state.group.code,
            name=state.name,
            kind=state.kind,  # type: ignore[arg-type]  # stored as the reader checked it
            capital_satang=state.capital_satang,
            members=state.members,
            min_rate_bp=state.min_rate_bp,
            longest_extension_months=state.longest_extension_months,
            longest_grace_months=state.longest_grace_months,
            may_consolidate=state.may_consolidate,
            may_refinance=state.may_refinance,
        )
        for state in states.order_by("batch__sequence", "position")
    }
    return tuple(latest.values())


def _households(batches: list[ImportBatch]) -> tuple[facts.Household, ...]:
    states = HouseholdState.objects.filter(batch__in=batches)
    states = states.select_related("household", "head__person__national_id")
    latest = {
        state.household_id: facts.Household(
            code=state.household.code,
            head=_name(state.head),
            house_number=_opened(state.sealed_house_number, house_place(state.household_id)),
            moo=state.moo,
            national_id=_national_id(state.head) if state.head_id_written else None,
            members=state.members,
            workers=state.workers,
            main_occupation=state.main_occupation,
            second_occupation=state.second_occupation,
            land_rai=Decimal(state.land_rai) if state.land_rai else None,
            cash_satang=state.cash_satang,
            reserve_satang=state.reserve_satang,
            is_target=state.is_target,
            is_model=state.is_model,
        )
        for state in states.order_by("batch__sequence", "position")
    }
    return tuple(latest.values())


def _cash(batches: list[ImportBatch]) -> tuple[facts.CashItem, ...]:
    items = CashItem.objects.filter(batch__in=batches).select_related("household")
    return tuple(
        facts.CashItem(
            household_code=item.household.code,
            kind=item.kind,  # type: ignore[arg-type]  # guarded by the database
            item=item.item,
            amount_satang=item.amount_satang,
            months=_months(item.months),
        )
        for item in items.order_by("batch__sequence", "position")
    )


def _debt_facts(batches: list[ImportBatch]) -> dict[object, tuple[DebtState, facts.Debt]]:
    states = DebtState.objects.filter(batch__in=batches).select_related(
        "debt__household", "debt__group", "debt__outside_creditor", "borrower__person__national_id"
    )
    return {
        state.debt_id: (state, _debt(state))
        for state in states.order_by("batch__sequence", "position")
    }


def _debt(state: DebtState) -> facts.Debt:
    outside = state.debt.outside_creditor
    creditor = outside.name if outside else state.debt.group.code  # type: ignore[union-attr]
    return facts.Debt(
        row=state.row,
        household_code=state.debt.household.code,
        borrower=_name(state.borrower),
        creditor=creditor,
        creditor_kind=outside.kind if outside else "group",  # type: ignore[arg-type]
        principal_satang=state.principal_satang,
        rate_bp=state.rate_bp,
        rate_unit=state.rate_unit,  # type: ignore[arg-type]
        number=state.number,
        national_id=_national_id(state.borrower) if state.borrower_id_written else None,
        contract_number=state.contract_number,
        borrowed_on=state.borrowed_on,
        due_on=state.due_on,
        purpose=state.purpose,
        contract_principal_satang=state.contract_principal_satang,
        interest_arrears_satang=state.interest_arrears_satang,
        penalty_satang=state.penalty_satang,
        method=state.method,  # type: ignore[arg-type]
        period=state.period or None,  # type: ignore[arg-type]
        months=_months(state.months),
        overdue_since=state.overdue_since,
        status=state.status,  # type: ignore[arg-type]
        guarantors=state.guarantors,
        note=state.note,
    )


def _numbered(debts: list[facts.Debt]) -> tuple[facts.Debt, ...]:
    """The debts with one row number each: where two imports used the same, the later moves on."""
    taken: set[int] = set()
    free = max((debt.row for debt in debts), default=0) + 1
    numbered = []
    for debt in debts:
        if debt.row in taken:
            debt, free = replace(debt, row=free), free + 1
        taken.add(debt.row)
        numbered.append(debt)
    return tuple(numbered)


def _name(written: WrittenName) -> facts.PersonName:
    return facts.PersonName(written.title, written.full)


def _national_id(written: WrittenName) -> str | None:
    kept: NationalId = written.person.national_id
    return _opened(kept.sealed, id_place(written.person_id)) or None


def _opened(sealed: str, place: str) -> str:
    return unseal(sealed, place=place) if sealed else ""


def _months(written: str) -> tuple[int, ...]:
    return tuple(int(month) for month in written.split(",")) if written else ()
