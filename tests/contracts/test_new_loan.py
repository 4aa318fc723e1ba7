"""What a lead fund lends anew begins on the day on which it is signed and lent."""

from copy import deepcopy
from datetime import timedelta
from fractions import Fraction

import pytest
from build import TODAY
from case_desk import a_hand
from contract_desk import a_wish, drafted_contract, signed_contract

from plodnee.contracts import errors
from plodnee.contracts.drafting import withdraw_draft
from plodnee.contracts.selectors import contract_state
from plodnee.ledger.verification import verify_ledger
from plodnee.registers.models import MemberGroup

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=8)


@pytest.fixture
def desk(agreed_once):
    return deepcopy(agreed_once)


def test_a_new_loan_bears_interest_from_the_day_on_which_it_is_signed_and_lent(desk):
    lead, lent = MemberGroup.objects.get(centre=desk.centre, code="OM"), TODAY + timedelta(days=5)
    ahead = drafted_contract(desk, a_wish("refinance", lead))
    before = {one.terms.start_on for one in contract_state(ahead).parts}
    assert (before, ahead.lent_on) == ({ahead.interest_from}, TODAY)
    withdraw_draft(contract=ahead, reason="ลงนามวันอื่น", seen=1, by=a_hand(desk.secretary))
    for day in (TODAY - timedelta(days=1), contract_state(ahead).first_due_on):
        with pytest.raises(errors.LendingDayImpossible):
            drafted_contract(desk, a_wish("refinance", lead, lent_on=day), ahead.case)
    contract = drafted_contract(desk, a_wish("refinance", lead, lent_on=lent), ahead.case)
    found = contract_state(contract)
    joined = next(one for one in found.parts if one.part.kind == "joined")
    first, months = joined.rows[0], 12 * (joined.rows[0].due_on.year - TODAY.year)
    months += joined.rows[0].due_on.month - TODAY.month
    year = Fraction(30 * months - 5, 360)
    exact = Fraction(joined.terms.principal_satang * first.rate_bp, 10_000) * year
    assert (first.start_on, first.accrued) == (lent, int(exact + Fraction(1, 2)))
    assert sum(row.principal for row in joined.rows) == joined.terms.principal_satang
    with pytest.raises(errors.LentOnAnotherDay):
        signed_contract(contract, desk, on=TODAY + timedelta(days=6), by=a_hand(desk.chair, LATER))
    assert signed_contract(contract, desk, on=lent, by=a_hand(desk.chair, LATER)).created
    assert verify_ledger().problems == ()
