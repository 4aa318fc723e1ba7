"""A draft stands on what everybody agreed, and is made once that was recorded."""

from copy import deepcopy

import pytest
from build import TODAY
from case_desk import agreed, guarantor, state
from contract_desk import drafted_contract

from plodnee.casework.cases.selectors import agreement_of
from plodnee.contracts import errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(agreed_once):
    return deepcopy(agreed_once)


def test_nothing_is_drafted_before_it_was_recorded_that_everybody_agreed(desk):
    """Everybody consented, but the case is negotiated still: its signing would be refused."""
    case = agreed(desk)
    guarantor(case, desk, agreement_of(case, on=TODAY).guarantors[0])
    assert (state(case), agreement_of(case, on=TODAY).missing) == ("negotiating", ())
    with pytest.raises(errors.ContractIncomplete) as refused:
        drafted_contract(desk, case=case)
    assert [one.code for one in refused.value.missing] == ["agreed"]
    assert "ที่หน้าเรื่องของครัวเรือน" in refused.value.message("th")
