"""One household under two codes signs one contract: the debts of either code go into it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from build import TODAY
from case_desk import GUARANTEED, a_desk, a_hand
from contract_desk import contract_seen, drafted_contract, signed_contract

from plodnee.ledger.signing import cancel_and_reverse
from plodnee.organization.access import OPERATOR
from plodnee.registers.debts_now import stated_debts
from plodnee.registers.entries.debts import Balance, state_balance
from plodnee.registers.entries.entering import Entry
from plodnee.registers.errors import DebtUnderContract
from plodnee.registers.models import Debt, Household
from plodnee.registers.sameness.services import decide

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=60)


@pytest.fixture
def desk():
    """The household 001, to which 002 was joined; each code owes to one fund."""
    first, second = GUARANTEED
    desk = a_desk(debts=(first, replace(second, household_code="002")))
    other = Household.objects.get(centre=desk.centre, code="002")
    decide(
        centre=desk.centre, kind="household", kept=desk.household.pk, joined=other.pk,
        verdict="same", reason="หลังเดียวกัน", actor=desk.chair, on=TODAY,
    )  # fmt: skip
    return desk


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
        seen=contract_seen(contract), by=a_hand(desk.chair, LATER),
    )  # fmt: skip
    assert [one for one in owed(desk, LATER) if one[-1]] == before
