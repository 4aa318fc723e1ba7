"""Signing: consents asked once more, one contract per household, all old debts closed or none."""

from datetime import date

from django.db import IntegrityError, transaction

from plodnee.casework.cases.services import mark_contracted
from plodnee.contracts.basis import admissions_behind, require_basis
from plodnee.contracts.errors import (
    ContractInForce,
    DebtInAnotherContract,
    LentOnAnotherDay,
    PaperMissing,
    SameAdmitter,
    SameDrafter,
    SigningDayImpossible,
)
from plodnee.contracts.models import ActiveContract, ClosedDebt, Contract, ContractStep
from plodnee.contracts.registering import register_signing
from plodnee.contracts.selectors import ContractState, contract_in_force
from plodnee.contracts.states import Deed
from plodnee.contracts.taking import Hand, held, take
from plodnee.engine.contract_history import workable_terms
from plodnee.organization.access import officer_or_none, require
from plodnee.registers.sameness.standing import kept_household

SIGN = "contracts.sign"


@transaction.atomic
def sign_contract(
    *,
    contract: Contract,
    signed_on: date,
    paper_number: str,
    paper_sha256: str,
    seen: int,
    by: Hand,
) -> ContractStep:
    """The contract in force from a day; its old debts close that day, all of them or none.

    The paper's number and fingerprint come from above: this is what was signed.

    Raises: NotAllowed, ContractChanged, ContractOutOfOrder, PaperMissing, SigningDayImpossible,
            SameDrafter, SameAdmitter, ContractInForce, DebtInAnotherContract, ContractIncomplete,
            AnsweredSince, RateAboveCeiling, and what an entry into the register raises.
    """
    require(by.actor, SIGN, at=contract.centre_id, on=by.on)
    found = held(contract, Deed.SIGNED, seen)
    _check(found, signed_on, paper_sha256, by)
    require_basis(found, by.on)
    for one in found.parts:
        workable_terms(one.terms, signed_on)
    put_in_force(found)
    step = take(
        contract,
        seen + 1,
        Deed.SIGNED,
        by,
        counts_from=signed_on,
        paper_number=paper_number,
        paper_sha256=paper_sha256,
    )
    mark_contracted(contract.case, contract_number=contract.number, by=by)
    register_signing(found, signed_on, by)
    return step


def _check(found: ContractState, signed_on: date, paper_sha256: str, by: Hand) -> None:
    if not paper_sha256:
        raise PaperMissing()
    first = max(found.contract.interest_from, found.steps[0].done_on)
    before = found.first_due_on
    if not first <= signed_on < before or signed_on > by.on:
        raise SigningDayImpossible(first=first, before=before)
    lent_on = found.contract.lent_on
    if lent_on is not None and signed_on != lent_on:
        raise LentOnAnotherDay(lent=lent_on)
    officer = officer_or_none(by.actor)
    if officer is None:
        return
    if officer.pk == found.drafter_id:
        raise SameDrafter()
    if any(one.admitted_by_id == officer.pk for one in admissions_behind(found)):
        raise SameAdmitter()


def put_in_force(found: ContractState) -> None:
    """The rows that make a second contract impossible, whoever signs at the same moment.

    A household that another was joined to holds the row, whichever code the contract names.
    Raises: ContractInForce, DebtInAnotherContract.
    """
    contract = found.contract
    standing = contract_in_force(contract.household)
    if standing is not None:
        raise ContractInForce(number=standing.number)
    debts = {source.debt_id for source in found.sources}
    taken = ClosedDebt.objects.filter(debt__in=debts).select_related("contract").first()
    if taken is not None:
        raise DebtInAnotherContract(number=taken.contract.number)
    try:
        with transaction.atomic():
            home = kept_household(contract.household)
            ActiveContract.objects.create(household=home, contract=contract)
            ClosedDebt.objects.bulk_create(
                ClosedDebt(debt_id=debt, contract=contract) for debt in sorted(debts)
            )
    except IntegrityError as raced:
        raise ContractInForce(number=contract.number) from raced
