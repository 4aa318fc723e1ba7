"""What imports and entries state together: the latest row for each thing, and its plain facts.

`batches` stand in the order in which they count, as `selectors.statement` gives them. Where only
some households are wanted, only their rows are read.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from plodnee.audit.sealing import unseal
from plodnee.registers import book as facts
from plodnee.registers.ids import open_id
from plodnee.registers.models import (
    CashItem,
    DebtState,
    FundRule,
    HouseholdState,
    ImportBatch,
    MemberGroupState,
    NationalId,
    OutsideCreditorState,
    Standing,
    WholeList,
    WrittenName,
)
from plodnee.registers.places import house_place

_SUMMED = ("batch_id", "household_id", "kind", "amount_satang", "months")
IN_ORDER = ("batch__as_of", "batch__sequence", "position")
Batches = Sequence[ImportBatch]
Parts = tuple[int, int, int]  # principal, interest in arrears, penalty
Households = Collection[UUID] | None  # None: every household of the centre
Row = TypeVar("Row", HouseholdState, DebtState)


def household_states(
    batches: Batches, households: Households = None, *, with_ids: bool = True
) -> dict[UUID, HouseholdState]:
    """The households of a register by key, each as it was described last, in register order.

    `with_ids=False` leaves national ids unread, for lists that do not show them.
    """
    states = HouseholdState.objects.filter(batch__in=batches)
    if households is not None:
        states = states.filter(household__in=households)
    related = ["household", "head"]
    if with_ids:
        related += ["head__person__national_id", "head__person__own_key"]
    rows = states.select_related(*related).order_by(*IN_ORDER)
    return _present({row.household_id: row for row in rows})


def debt_states(
    batches: Batches, households: Households = None, *, with_ids: bool = True
) -> dict[UUID, DebtState]:
    """The debts of a register by key, each as it was reported last, in register order.

    `with_ids=False` leaves households, groups and national ids unread.
    """
    states = DebtState.objects.filter(batch__in=batches)
    if households is not None:
        states = states.filter(debt__household__in=households)
    related: tuple[str, ...] = ("debt__outside_creditor", "borrower")
    if with_ids:
        related += ("debt__household", "debt__group")
        related += ("borrower__person__national_id", "borrower__person__own_key")
    rows = states.select_related(*related)
    latest = _present({row.debt_id: row for row in rows.order_by(*IN_ORDER)})
    if batches:
        _call_as_of(latest.values(), batches[-1])
    return latest


def creditor_states(centre_code: str, as_of: date) -> dict[int, OutsideCreditorState]:
    """What entries said last of each outside creditor of a centre up to a day."""
    states = OutsideCreditorState.objects.filter(
        outside_creditor__centre=centre_code, batch__as_of__lte=as_of
    )
    return {state.outside_creditor_id: state for state in states.order_by(*IN_ORDER)}


def _call_as_of(states: Iterable[DebtState], last: ImportBatch) -> None:
    """Outside creditors under the names that they bear on the day of the register."""
    names = creditor_states(last.centre_code, last.as_of)
    for state in states:
        outside = state.debt.outside_creditor
        if outside is not None and outside.pk in names:
            outside.name = names[outside.pk].name


def cash_items(batches: Batches, households: Households = None) -> list[CashItem]:
    """The income and expense of a register: what was stated whole, and what was added since."""
    rows = _cash_of(batches, households).select_related("household")
    return list(_counting(rows, batches, households))


def plain_cash(batches: Batches, households: Households = None) -> list[Any]:
    """The same for sums: household, kind, amount and months of each item, and nothing else."""
    rows = _cash_of(batches, households)
    return list(_counting(rows.values_list(*_SUMMED, named=True), batches, households))


def _cash_of(batches: Batches, households: Households) -> QuerySet[CashItem]:
    items: QuerySet[CashItem] = CashItem.objects.filter(batch__in=batches)
    if households is not None:
        items = items.filter(household__in=households)
    return items.order_by(*IN_ORDER)


def _counting(rows: Iterable[Any], batches: Batches, households: Households) -> Iterator[Any]:
    """Those of the items that no later statement of the whole replaces."""
    places = {batch.pk: place for place, batch in enumerate(batches)}
    begins = _cash_begins(batches, places, households)
    for row in rows:
        if places[row.batch_id] >= begins.get(row.household_id, 0):
            yield row


def _cash_begins(
    batches: Batches, places: dict[UUID, int], households: Households
) -> dict[UUID, int]:
    """From which of the batches on a household's cash counts: the last that states it whole."""
    whole = WholeList.objects.filter(batch__in=batches, kind=WholeList.Kind.CASH)
    if households is not None:
        whole = whole.filter(household__in=households)
    stated = [(row.batch_id, row.household_id) for row in whole]
    full = next((b for b in batches if b.scope == ImportBatch.Scope.FULL), None)
    if full is not None and places[full.pk]:  # entries of its own day went before it
        homes = HouseholdState.objects.filter(batch=full)
        stated += [(full.pk, key) for key in homes.values_list("household_id", flat=True)]
    stated += _stated_by_supplements(batches, full, households)
    begins: dict[UUID, int] = {}
    for batch, household in stated:
        begins[household] = max(begins.get(household, 0), places[batch])
    return begins


def _stated_by_supplements(
    batches: Batches, full: ImportBatch | None, households: Households
) -> list[tuple[UUID, UUID]]:
    """Which supplement of a later day than the full register states whose cash whole.

    It is the first of its day that has any; what is sent again for that day adds to it.
    """
    day = full.as_of if full else date.min
    later = {
        batch.pk: (batch.as_of, batch.sequence or 0)
        for batch in batches
        if batch.scope == ImportBatch.Scope.SUPPLEMENT and batch.as_of > day
    }
    if not later:
        return []
    items = _cash_of([batch for batch in batches if batch.pk in later], households)
    found = set(items.order_by().values_list("batch_id", "household_id"))
    firsts: dict[tuple[date, UUID], UUID] = {}
    for batch, household in sorted(found, key=lambda one: later[one[0]]):
        firsts.setdefault((later[batch][0], household), batch)
    return [(batch, household) for (_day, household), batch in firsts.items()]


def group_states(batches: Batches) -> dict[int, MemberGroupState]:
    """The member groups of a register by key, each as it was described last.

    A group to which a debt of the register is owed belongs to it also where these batches do not
    describe it: a workbook may lack a group to which a later entry by hand enters a debt.
    """
    states = MemberGroupState.objects.filter(batch__in=batches).select_related("group")
    found = {state.group_id: state for state in states.order_by(*IN_ORDER)}
    owed_to = DebtState.objects.filter(
        batch__in=batches, debt__group__isnull=False, standing=Standing.PRESENT
    )
    lacking = set(owed_to.values_list("debt__group_id", flat=True).distinct()) - found.keys()
    return found | _described_elsewhere(lacking, batches[-1].as_of) if lacking else found


def _described_elsewhere(groups: Collection[int], as_of: date) -> dict[int, MemberGroupState]:
    """These groups as anything described them last up to a day; before that, as it did first."""
    states = MemberGroupState.objects.filter(group__in=groups, standing=Standing.PRESENT)
    states = states.exclude(batch__status=ImportBatch.Status.UNDONE)
    rows = list(states.select_related("group", "batch").order_by(*IN_ORDER))
    first = {state.group_id: state for state in reversed(rows)}
    return first | {state.group_id: state for state in rows if state.batch.as_of <= as_of}


def groups(batches: Batches, as_of: date) -> tuple[facts.MemberGroup, ...]:
    """The member groups of a register, with the limits of the rules in force on a day."""
    latest = group_states(batches)
    rules = fund_rules(latest, as_of)
    return tuple(
        group_facts(state, rules.get(key))
        for key, state in latest.items()
        if state.standing == Standing.PRESENT
    )


def fund_rules(group_keys: Iterable[int], on: date) -> dict[int, FundRule]:
    """The version of its rules in force on a day, for each group that has one."""
    versions = FundRule.objects.filter(group__in=list(group_keys), effective_from__lte=on)
    last = {rule.group_id: rule for rule in versions.order_by("effective_from", "batch__sequence")}
    return {
        key: rule
        for key, rule in last.items()
        if rule.effective_until is None or rule.effective_until >= on
    }


def group_facts(state: MemberGroupState, rule: FundRule | None) -> facts.MemberGroup:
    """A member group; what a version of its rules says outranks the workbook's columns."""
    limits: Any = rule or state
    return facts.MemberGroup(
        code=state.group.code,
        name=state.name,
        kind=state.kind,  # type: ignore[arg-type]  # stored as the reader checked it
        capital_satang=state.capital_satang,
        members=state.members,
        min_rate_bp=limits.min_rate_bp,
        longest_extension_months=limits.longest_extension_months,
        longest_grace_months=limits.longest_grace_months,
        may_consolidate=limits.may_consolidate,
        may_refinance=limits.may_refinance,
    )


def household_facts(state: HouseholdState) -> facts.Household:
    """A household, its house number and national id opened."""
    return facts.Household(
        code=state.household.code,
        head=name_facts(state.head),
        house_number=house_number(state),
        moo=state.moo,
        national_id=national_id(state.head) if state.head_id_written else None,
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


def cash_facts(item: CashItem) -> facts.CashItem:
    """An income or expense."""
    return facts.CashItem(
        household_code=item.household.code,
        kind=item.kind,  # type: ignore[arg-type]  # guarded by the database
        item=item.item,
        amount_satang=item.amount_satang,
        months=months(item.months),
    )


def debt_facts(state: DebtState) -> facts.Debt:
    """A debt, its borrower's national id opened."""
    kind, creditor = creditor_of(state)
    return facts.Debt(
        row=state.row,
        household_code=state.debt.household.code,
        borrower=name_facts(state.borrower),
        creditor=creditor,
        creditor_kind=kind,  # type: ignore[arg-type]
        principal_satang=state.principal_satang,
        rate_bp=state.rate_bp,
        rate_unit=state.rate_unit,  # type: ignore[arg-type]
        number=state.number,
        national_id=national_id(state.borrower) if state.borrower_id_written else None,
        contract_number=state.contract_number,
        borrowed_on=state.borrowed_on,
        due_on=state.due_on,
        purpose=state.purpose,
        contract_principal_satang=state.contract_principal_satang,
        interest_arrears_satang=state.interest_arrears_satang,
        penalty_satang=state.penalty_satang,
        method=state.method,  # type: ignore[arg-type]
        period=state.period or None,  # type: ignore[arg-type]
        months=months(state.months),
        overdue_since=state.overdue_since,
        status=state.status,  # type: ignore[arg-type]
        guarantors=state.guarantors,
        note=state.note,
    )


def creditor_key(state: DebtState) -> tuple[str, int | None]:
    """The kind of a debt's creditor, and the key of the group or the outside creditor."""
    outside = state.debt.outside_creditor
    return (outside.kind, outside.pk) if outside else ("group", state.debt.group_id)


def creditor_of(state: DebtState) -> tuple[str, str]:
    """The kind of a debt's creditor, and the group's code or the outside creditor's name."""
    outside = state.debt.outside_creditor
    if outside:
        return outside.kind, outside.name
    assert state.debt.group is not None
    return "group", state.debt.group.code


def owed_satang(state: DebtState) -> int:
    """Principal, interest in arrears and penalty together."""
    return sum(owed_parts(state))


def owed_parts(state: DebtState) -> Parts:
    """Principal, interest in arrears and penalty, each by itself, in satang."""
    return state.principal_satang, state.interest_arrears_satang, state.penalty_satang


def overdue_from(state: DebtState) -> date | None:
    """From which day a debt is overdue: of its arrears, or its due date where none is told.

    That day may be still to come. None where nothing is owed, and where no day is known.
    """
    return (state.overdue_since or state.due_on) if owed_satang(state) else None


def name_facts(written: WrittenName) -> facts.PersonName:
    """A name with its title."""
    return facts.PersonName(written.title, written.full)


def house_number(state: HouseholdState) -> str:
    """A household's house number, opened; empty where none is known."""
    return opened(state.sealed_house_number, house_place(state.household_id))


def national_id(written: WrittenName) -> str | None:
    """The national id of the person who bears the name, opened; None where it was erased."""
    kept: NationalId | None = getattr(written.person, "national_id", None)
    if kept is None:  # written once, and erased since
        return None
    kept.person = written.person
    return open_id(kept) or None


def opened(sealed: str, place: str) -> str:
    """The sealed text, or nothing where nothing was sealed."""
    return unseal(sealed, place=place) if sealed else ""


def months(written: str) -> tuple[int, ...]:
    """Months as numbers, in the order written."""
    return tuple(int(month) for month in written.split(",")) if written else ()


def _present(states: dict[UUID, Row]) -> dict[UUID, Row]:
    return {key: row for key, row in states.items() if row.standing == Standing.PRESENT}
