"""A lead fund pays each old creditor of a contract once, and of no contract that was cancelled."""

from copy import deepcopy
from datetime import timedelta

import pytest
from build import TODAY
from case_desk import a_hand, seen
from contract_desk import a_wish, balances, contract_seen, drafted_contract, group, signed_contract

from plodnee.casework.cases.services import agree_case
from plodnee.casework.selectors import household_analysis
from plodnee.contracts import errors
from plodnee.contracts.selectors import contract_state
from plodnee.ledger.bookkeeping import take_back
from plodnee.ledger.errors import (
    ContractCancelled,
    ContractPaidOff,
    NothingToPayOff,
    NotUnderContract,
    PaidOffAlready,
)
from plodnee.ledger.paying_off import pay_off, payoffs_of
from plodnee.ledger.signing import cancel_and_reverse
from plodnee.ledger.verification import verify_ledger
from plodnee.web.households.contract import closed_debts

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(agreed_once):
    return deepcopy(agreed_once)


def test_under_a_lead_fund_the_other_funds_are_paid_off(desk):
    contract = drafted_contract(desk, a_wish("refinance", group(desk, "OM")))
    signed_contract(contract, desk)
    found = balances(desk)
    joined = found["advance:OM"]
    assert joined == 3_000_000
    assert found["payoff:VF"] == -joined
    assert found["managed:OM"] == -5_000_000
    with pytest.raises(NotUnderContract):
        paid_off(contract, desk, "VF", "R-1", on=TODAY - timedelta(days=1))
    first = paid_off(contract, desk, "VF", "R-1")
    assert first.created
    assert balances(desk)["advance:OM"] == balances(desk)["payoff:VF"] == 0
    assert not paid_off(contract, desk, "VF", "R-1").created
    with pytest.raises(NothingToPayOff):
        paid_off(contract, desk, "OM", "R-2")


def test_a_creditor_is_paid_off_twice_only_where_the_first_was_taken_back(desk):
    """What another contract's lead fund still owes the same creditor is not touched."""
    contract = drafted_contract(desk, a_wish("refinance", group(desk, "OM")))
    signed_contract(contract, desk)
    first = paid_off(contract, desk, "VF", "R-1")
    with pytest.raises(PaidOffAlready):
        paid_off(contract, desk, "VF", "R-2")
    with pytest.raises(ContractPaidOff):
        cancel_and_reverse(contract=contract, reason="ผิด", on=TODAY, seen=2, by=a_hand(desk.chair))
    take_back(entry_id=first.entry.pk, centre=desk.centre, business_date=TODAY,
              reason="ใบเสร็จผิด", actor=desk.chair, today=TODAY)  # fmt: skip
    second = paid_off(contract, desk, "VF", "R-2")
    assert second.created
    assert balances(desk)["advance:OM"] == balances(desk)["payoff:VF"] == 0
    assert verify_ledger().problems == ()


def paid_off(contract, desk, code, receipt, on=TODAY, seen=None):
    return pay_off(
        contract=contract,
        creditor=group(desk, code),
        paid_on=on,
        receipt=receipt,
        seen=seen or contract_seen(contract),
        by=a_hand(desk.secretary),
    )


def test_nothing_is_signed_paid_or_cancelled_on_a_cancelled_contract(desk):
    """What a later contract's lead fund owes the same creditor stays for that one."""
    first = drafted_contract(desk, a_wish("refinance", group(desk, "OM")))
    signed_contract(first, desk)
    cancelling = {"reason": "ผิดคน", "on": TODAY, "seen": 2, "by": a_hand(desk.secretary)}
    cancel_and_reverse(contract=first, **cancelling)
    agree_case(case=first.case, seen=seen(first.case), by=a_hand(desk.secretary))
    second = drafted_contract(desk, a_wish("refinance", group(desk, "OM")), first.case)
    signed_contract(second, desk)
    for seen_ in (2, 3):
        with pytest.raises(ContractCancelled, match="cancelled as of 16 Mar 2019"):
            paid_off(first, desk, "VF", "R-1", seen=seen_)
    with pytest.raises(ContractCancelled):
        signed_contract(first, desk)
    with pytest.raises(ContractCancelled):
        cancel_and_reverse(contract=first, **cancelling)
    with pytest.raises(errors.ContractChanged):
        paid_off(second, desk, "VF", "R-1", seen=1)
    assert [one.total for one in payoffs_of(contract_state(second))] == [3_000_000]
    assert paid_off(second, desk, "VF", "R-1").created
    assert not paid_off(second, desk, "VF", "R-1", seen=1).created
    assert balances(desk)["payoff:VF"] == 0
    assert verify_ledger().problems == ()


def test_a_debt_that_went_into_a_contract_is_not_said_to_be_paid(desk):
    """Its creditor is told as unpaid until the lead fund has paid."""
    contract = drafted_contract(desk, a_wish("refinance", group(desk, "OM")))
    debts = household_analysis(desk.centre, desk.household.code).debts

    def told():
        found = closed_debts(desk.household.pk, debts)
        return {one.debt.debt.creditor: (one.contract, one.unpaid_satang) for one in found}

    assert set(told().values()) == {(None, 0)}
    signed_contract(contract, desk)
    assert told() == {"OM": (contract, 0), "VF": (contract, 3_000_000)}
    paid_off(contract, desk, "VF", "R-1")
    assert told() == {"OM": (contract, 0), "VF": (contract, 0)}
