"""What a contract does to the register: old debts closed, its own opened, and all of it back."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from plodnee.contracts.guaranteeing import name_of
from plodnee.contracts.models import Contract, SourceDebt, Tranche, TrancheDebt
from plodnee.contracts.selectors import (
    ContractState,
    PartState,
    contract_state,
    guarantors_bound,
)
from plodnee.contracts.taking import Hand
from plodnee.engine.appropriation import Parts
from plodnee.registers.entries.debts import Balance, DebtTerms
from plodnee.registers.entries.entering import Entry
from plodnee.registers.entries.joining import NewDebt, restate_debts, restate_guarantors
from plodnee.registers.entries.present import states_of_debts
from plodnee.registers.models import DebtState, ImportBatch

NOTHING = Parts()


@dataclass(frozen=True, slots=True)
class ContractBalance(Balance):
    """A tranche's balance, with until when and at what rate it is repaid, amendments included."""

    due_on: date | None = None
    rate_bp: int = 0
    period: str = ""
    months: str = ""


def register_signing(state: ContractState, signed_on: date, by: Hand) -> None:
    """The old debts without what went into the contract, and its tranches as debts of their own.

    Raises: what an entry into the register raises.
    """
    contract = state.contract
    tranches = [(one, tranche) for one in state.parts for tranche in one.tranches]
    taken = {key: _minus(parts) for key, parts in _taken(state.sources).items()}
    debts = restate_debts(
        entry=_entry(contract, signed_on, by, f"รวมเป็นสัญญาเลขที่ {contract.number}"),
        household=contract.household,
        balances=_changed(contract, signed_on, taken),
        opened=[_new_debt(contract, one, tranche, signed_on) for one, tranche in tranches],
        borrower=contract.borrower,
    )
    TrancheDebt.objects.bulk_create(
        TrancheDebt(tranche=tranche, debt=debt)
        for (_one, tranche), debt in zip(tranches, debts, strict=True)
    )


def register_cancelling(state: ContractState, on: date, by: Hand) -> None:
    """The contract's own debts closed, and the old ones back as they came in."""
    contract = state.contract
    back = {
        key: (parts.principal, parts.interest, parts.penalty)
        for key, parts in _taken(state.sources).items()
    }
    balances = _changed(contract, on, back) | dict.fromkeys(_own_debts(contract), Balance(0))
    restate_debts(
        entry=_entry(contract, on, by, f"ยกเลิกสัญญาเลขที่ {contract.number}"),
        household=contract.household,
        balances=balances,
    )


def register_balances(
    contract: Contract,
    left: Mapping[int, Parts],
    on: date,
    by: Hand,
    reason: str,
    *,
    overdue: Mapping[int, date] | None = None,
) -> None:
    """The contract's debts with what is left of each tranche (by its key) on a day, as amended.

    `overdue` says since when a tranche is. Where the register of the day says all that already,
    nothing is entered.
    Units: satang; costs count as penalty, as the register has no other column for them.
    """
    balances = balances_of(contract, left, on, overdue=overdue)
    if _is_said(contract, on, balances):
        return
    restate_debts(
        entry=_entry(contract, on, by, reason), household=contract.household, balances=balances
    )


def balances_of(
    contract: Contract,
    left: Mapping[int, Parts],
    on: date,
    *,
    overdue: Mapping[int, date] | None = None,
) -> dict[UUID, ContractBalance]:
    """What the register is to say of the contract's debts on a day, by their keys."""
    since, parts = overdue or {}, _part_by_tranche(contract_state(contract))
    return {
        row.debt_id: ContractBalance(
            principal_satang=one.principal,
            interest_arrears_satang=one.interest,
            penalty_satang=one.penalty + one.costs,
            overdue_since=since.get(row.tranche_id),
            status="restructured" if one.total else "normal",
            rate_bp=_rate_on(parts[row.tranche_id], on),
            **_calendar(parts[row.tranche_id]),
        )
        for row in TrancheDebt.objects.filter(tranche__part__contract=contract)
        for one in [left.get(row.tranche_id, NOTHING)]
    }


def days_told(contract: Contract, since: date) -> list[date]:
    """The days from one on for which the register states the contract's debts, in order."""
    states = DebtState.objects.filter(
        debt__in=_own_debts(contract),
        batch__as_of__gte=since,
        batch__status=ImportBatch.Status.CONFIRMED,
    )
    return sorted(set(states.values_list("batch__as_of", flat=True)))


def register_guarantors(contract: Contract, on: date, by: Hand) -> None:
    """The contract's debts with who is bound for them from a day on; nothing if nobody was freed.

    Raises: what an entry into the register raises.
    """
    rows = TrancheDebt.objects.filter(tranche__part__contract=contract)
    restate_guarantors(
        entry=_entry(contract, on, by, f"ผู้ค้ำประกันที่หลุดพ้นเมื่อแก้ไขสัญญาเลขที่ {contract.number}"),
        household=contract.household,
        names={
            row.debt_id: _bound_for(contract, {one.debt_id for one in row.tranche.sources.all()})
            for row in rows.prefetch_related("tranche__sources")
        },
    )


def _is_said(contract: Contract, on: date, balances: Mapping[UUID, Balance]) -> bool:
    """Whether the register of the day has just these balances."""
    known = states_of_debts(contract.centre, balances, on)
    return all(
        key in known and all(getattr(known[key], name) == value for name, value in said)
        for key, balance in balances.items()
        for said in [asdict(balance).items()]
    )


def _part_by_tranche(state: ContractState) -> dict[int, PartState]:
    return {tranche.pk: one for one in state.parts for tranche in one.tranches}


def _rate_on(one: PartState, on: date) -> int:
    """The rate of a part on a day, basis points a year."""
    later = [a.rate_bp for a in one.amendments if a.rate_bp is not None and a.from_on <= on]
    return later[-1] if later else one.terms.rate_bp


def _calendar(one: PartState) -> dict[str, Any]:
    """When a part is repaid, as the register writes it: its last due date and its months."""
    rows = one.rows
    monthly = len(rows) > 1 and set(one.terms.gaps) == {1}
    months = sorted({row.due_on.month for row in rows})
    return {
        "due_on": rows[-1].due_on,
        "period": "monthly" if monthly else "yearly",
        "months": "" if monthly else ",".join(map(str, months)),
    }


def _new_debt(contract: Contract, one: PartState, tranche: Tranche, signed_on: date) -> NewDebt:
    sources = frozenset(source.debt_id for source in tranche.sources.all())
    terms = _terms(contract, one, tranche, signed_on)
    return NewDebt(tranche.group, terms, sources, _bound_for(contract, sources))


def _bound_for(contract: Contract, sources: Collection[UUID]) -> tuple[str, ...]:
    """Who answers for one of these old debts under the contract, by name, each once."""
    bound = [one.reply for one in guarantors_bound(contract)]
    return tuple(dict.fromkeys(name_of(one) for one in bound if one.debt_id in sources))


def _entry(contract: Contract, on: date, by: Hand, reason: str) -> Entry:
    return Entry(contract.centre, on, by.actor, by.on, reason)


def _own_debts(contract: Contract) -> list[UUID]:
    rows = TrancheDebt.objects.filter(tranche__part__contract=contract)
    return list(rows.values_list("debt_id", flat=True))


def _taken(sources: tuple[SourceDebt, ...]) -> dict[UUID, Parts]:
    """What the contract took of each old debt."""
    taken: dict[UUID, Parts] = defaultdict(Parts)
    for source in sources:
        taken[source.debt_id] = taken[source.debt_id].plus(
            Parts(
                principal=source.principal_satang,
                interest=source.interest_satang,
                penalty=source.penalty_satang,
            )
        )
    return dict(taken)


def _minus(parts: Parts) -> tuple[int, int, int]:
    return -parts.principal, -parts.interest, -parts.penalty


def _changed(
    contract: Contract, on: date, by_debt: Mapping[UUID, tuple[int, int, int]]
) -> dict[UUID, Balance]:
    """The balances of a day with so much more or less of principal, interest and penalty."""
    states = states_of_debts(contract.centre, by_debt, on)
    found = {}
    for key, (principal, interest, penalty) in by_debt.items():
        state = states[key]
        balance = Balance(
            principal_satang=max(0, state.principal_satang + principal),
            interest_arrears_satang=max(0, state.interest_arrears_satang + interest),
            penalty_satang=max(0, state.penalty_satang + penalty),
        )
        found[key] = balance
    return found


def _terms(contract: Contract, one: PartState, tranche: Tranche, signed_on: date) -> DebtTerms:
    sources = list(tranche.sources.all())
    arrears = one.part.kind == one.part.Kind.ARREARS
    calendar = _calendar(one)
    months = tuple(int(month) for month in calendar.pop("months").split(",") if month)
    return DebtTerms(
        principal_satang=0 if arrears else tranche.principal_satang,
        rate_bp=one.terms.rate_bp,
        rate_unit="year",
        contract_number=contract.number,
        borrowed_on=signed_on,
        purpose="สัญญาปรับโครงสร้างหนี้ 1 ครัวเรือน 1 สัญญา",
        contract_principal_satang=tranche.principal_satang,
        interest_arrears_satang=sum(one.interest_satang for one in sources) if arrears else 0,
        penalty_satang=sum(one.penalty_satang for one in sources) if arrears else 0,
        months=months,
        status="restructured",
        **calendar,
    )
