"""What the books and the frozen start say of a case under contract, before it is marked so."""

from django.db import transaction

from plodnee.casework.cases.errors import (
    DebtNotReduced,
    NoStartingDebt,
    NothingOverdue,
    StillOverdue,
)
from plodnee.casework.cases.services import mark_redefaulted, mark_reduced
from plodnee.casework.cases.taking import hold_case, reason_in
from plodnee.casework.models import Case, CaseStep
from plodnee.casework.rules.services import Hand
from plodnee.contracts.selectors import contract_in_force, contract_state
from plodnee.engine.money import format_baht
from plodnee.ledger.outcome import outcomes
from plodnee.ledger.positions import contract_position
from plodnee.ledger.telling import tell_register


@transaction.atomic
def record_reduction(*, case: Case, seen: int, by: Hand) -> CaseStep:
    """The case marked as reduced: its household owes less than at its start, and nothing overdue.

    Raises: StillOverdue, NoStartingDebt, DebtNotReduced, and what `mark_reduced` and entries by
            hand raise.
    """
    home, contract = case.household, contract_in_force(case.household)
    if contract is not None:
        hold_case(case)  # before the register is told: a deed holds the household first
        state = contract_state(contract)
        if arrears := contract_position(state, by.on).arrears_satang:
            raise StillOverdue(arrears=format_baht(arrears))
        tell_register(state, by.on, by, f"ติดตามสัญญาเลขที่ {contract.number}")
    found = outcomes(home.centre, households=[home.pk])
    if not found:
        raise NoStartingDebt()
    compared = found[0].compared
    then, now = format_baht(compared.then_satang), format_baht(compared.counted_satang)
    if not compared.is_reduced:
        raise DebtNotReduced(then=then, now=now)
    return mark_reduced(case, by=by, reason=f"{then} → {now}", seen=seen)


@transaction.atomic
def record_redefault(*, case: Case, reason: str, seen: int, by: Hand) -> CaseStep:
    """The case marked as defaulted again: an instalment of its contract is overdue.

    Raises: NothingOverdue, CaseReasonMissing, and what `mark_redefaulted` raises.
    """
    said = reason_in(reason)
    contract = contract_in_force(case.household)
    if contract is None or not contract_position(contract_state(contract), by.on).arrears_satang:
        raise NothingOverdue()
    return mark_redefaulted(case, by=by, reason=said, seen=seen)
