"""One household under two codes signs one contract: the debts of either code go into it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from build import TODAY
from case_desk import GUARANTEED, a_desk, a_hand
from contract_desk import bare_contract, contract_seen, drafted_contract, signed_contract

from plodnee.contracts.errors import ContractInForce
from plodnee.contracts.models import ActiveContract, ClosedDebt
from plodnee.contracts.registering import register_signing
from plodnee.contracts.selectors import contract_in_force, contract_state
from plodnee.contracts.signing import put_in_force
from plodnee.errors import Refusal
from plodnee.ledger.signing import cancel_and_reverse
from plodnee.organization.access import OPERATOR
from plodnee.registers.debts_now import stated_debts
from plodnee.registers.entries.debts import Balance, state_balance
from plodnee.registers.entries.entering import Entry
from plodnee.registers.errors import DebtUnderContract
from plodnee.registers.models import Debt, Household, IdentityDecision
from plodnee.registers.sameness.errors import BothUnderContract, JoinedUnderContract
from plodnee.registers.sameness.services import decide, undo_decision

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=60)


def two_codes():
    """The households 001 and 002; each code owes to one fund."""
    first, second = GUARANTEED
    return a_desk(debts=(first, replace(second, household_code="002")))


def joined(desk):
    """The household 001, to which 002 was joined, and 002."""
    other = Household.objects.get(centre=desk.centre, code="002")
    decide(
        centre=desk.centre, kind="household", kept=desk.household.pk, joined=other.pk,
        verdict="same", reason="หลังเดียวกัน", actor=desk.chair, on=TODAY,
    )  # fmt: skip
    return desk, other


@pytest.fixture
def desk():
    return joined(two_codes())[0]


def owed(desk, on):
    found = stated_debts(desk.centre, on, households=[desk.household.pk]).values()
    return sorted(
        (one.state.contract_number, one.debt.group.code, one.owed_satang) for one in found
    )


def test_the_debts_of_both_codes_go_in_stay_shut_to_entries_by_hand_and_come_back(desk):
    before = owed(desk, TODAY)
    contract = drafted_contract(desk)
    signed_contract(contract, desk)
    after = owed(desk, TODAY)
    assert sum(one[-1] for one in after) == sum(one[-1] for one in before) == 5_000_000
    assert sum(one[-1] for one in after if one[0] == contract.number) == 5_000_000
    entry = Entry(desk.centre, LATER, OPERATOR, LATER)
    debts = list(Debt.objects.filter(household__centre=desk.centre))
    assert {debt.household.code for debt in debts} == {"001", "002"}
    for debt in debts:
        with pytest.raises(DebtUnderContract):
            state_balance(entry=entry, debt=debt, balance=Balance(1_234))
    cancel_and_reverse(
        contract=contract, reason="ลงนามผิดฉบับ", on=LATER,
        seen=contract_seen(contract), by=a_hand(desk.secretary, LATER),
    )  # fmt: skip
    assert [one for one in owed(desk, LATER) if one[-1]] == before


def test_a_contract_over_debts_of_both_codes_holds_them_together_until_it_ends(desk):
    decision = IdentityDecision.objects.get()
    contract = drafted_contract(desk)
    signed_contract(contract, desk)

    def parted():
        return undo_decision(decision, reason="คนละหลัง", actor=desk.chair, on=LATER)

    with pytest.raises(JoinedUnderContract) as refused:
        parted()
    assert refused.value.details == {"number": contract.number}
    cancel_and_reverse(
        contract=contract, reason="คนละหลัง", on=LATER,
        seen=contract_seen(contract), by=a_hand(desk.secretary, LATER),
    )  # fmt: skip
    assert parted().undoes == decision


def test_a_draft_over_debts_of_both_codes_is_not_signed_once_they_are_two_again(desk):
    contract = drafted_contract(desk)
    undo_decision(IdentityDecision.objects.get(), reason="คนละหลัง", actor=desk.chair, on=TODAY)
    with pytest.raises(Refusal):
        signed_contract(contract, desk)


def test_contracts_drafted_under_two_codes_do_not_both_come_into_force_once_they_are_one():
    desk = two_codes()
    first = drafted_contract(desk)
    other = Household.objects.get(centre=desk.centre, code="002")
    second = bare_contract(first.pin.run, other, 2, first.pin)
    joined(desk)
    put_in_force(contract_state(second))
    assert ActiveContract.objects.get().household == desk.household
    assert contract_in_force(other) == contract_in_force(desk.household) == second
    with pytest.raises(ContractInForce):
        put_in_force(contract_state(first))
    assert not ClosedDebt.objects.filter(contract=first).exists()


def test_households_under_a_contract_each_are_one_only_after_one_contract_has_ended():
    desk = two_codes()
    first = drafted_contract(desk)
    second = bare_contract(first.pin.run, Household.objects.get(code="002"), 2, first.pin)
    signed_contract(first, desk)
    put_in_force(contract_state(second))
    register_signing(contract_state(second), TODAY, a_hand(OPERATOR))
    with pytest.raises(BothUnderContract) as refused:
        joined(desk)
    assert refused.value.details == {"first": first.number, "second": second.number}
    cancel_and_reverse(
        contract=first, reason="ครัวเรือนเดียวกัน", on=TODAY,
        seen=contract_seen(first), by=a_hand(desk.secretary),
    )  # fmt: skip
    joined(desk)
    assert contract_in_force(desk.household) == second
