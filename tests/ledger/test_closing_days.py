"""The day on which a contract ends is not before a payment that stands in its books."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from build import TODAY
from case_desk import a_hand

from plodnee.contracts.selectors import contract_state
from plodnee.ledger.closing_errors import PaidSince
from plodnee.ledger.positions import contract_position, payoff_of
from plodnee.ledger.repayments import Received, record_repayment
from plodnee.ledger.verification import verify_ledger

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=400)


@pytest.fixture
def desk(signed_desk):
    return signed_desk[0]


@pytest.fixture
def contract(signed_desk):
    return signed_desk[1]


def a_payment(satang=10_000, **said):
    return replace(Received(uuid4(), satang, LATER), **said)


def paid(contract, desk, received):
    by = a_hand(desk.secretary, LATER)
    return record_repayment(contract=contract, received=received, by=by)


def test_a_contract_is_not_closed_before_a_payment_that_stands_in_its_books(desk, contract):
    soon = TODAY + timedelta(days=30)
    paid(contract, desk, a_payment(100_000))
    owed = sum(parts.total for parts in payoff_of(contract_state(contract), soon).values())
    with pytest.raises(PaidSince):
        paid(contract, desk, a_payment(owed, received_on=soon, ends=True))
    left = contract_position(contract_state(contract), LATER).left_satang
    paid(contract, desk, a_payment(left, received_on=soon))
    settled = contract_state(contract).steps[-1]
    assert (settled.deed, settled.counts_from) == ("settled", LATER)
    assert verify_ledger().sound
