"""What became of a household's debt since its start: the parts add up, a contract pays nothing."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from build import TODAY, a_household
from case_desk import a_desk, a_hand, agreed
from contract_desk import drafted_contract, signed_contract

from plodnee.casework.cases.errors import (
    CaseChanged,
    DebtNotReduced,
    NothingOverdue,
    StillOverdue,
)
from plodnee.casework.cases.selectors import case_state
from plodnee.casework.cases.states import State
from plodnee.contracts.ending import settle_contract
from plodnee.contracts.registering import register_balances
from plodnee.contracts.selectors import contract_state
from plodnee.engine.appropriation import Parts
from plodnee.ledger import chart
from plodnee.ledger.case_marks import record_redefault, record_reduction
from plodnee.ledger.drafts import EntryDraft, Posting
from plodnee.ledger.models import Account
from plodnee.ledger.models import Entry as BookEntry
from plodnee.ledger.outcome import candidates, outcomes
from plodnee.ledger.positions import contract_position
from plodnee.ledger.repayments import Received, record_repayment
from plodnee.ledger.services import post, reverse
from plodnee.ledger.telling import tell_register
from plodnee.organization.access import OPERATOR
from plodnee.registers.baseline.services import freeze_baselines, restate_baseline
from plodnee.registers.debt_over_time import owed_over_time
from plodnee.registers.entries.debts import Balance, state_balance
from plodnee.registers.entries.entering import Entry

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def desk():
    found = a_desk(households=(a_household(is_target=True), a_household("002")))
    freeze_baselines(centre=found.centre, actor=OPERATOR, on=TODAY)
    return found


def the_outcome(desk, as_of=None):
    (found,) = outcomes(desk.centre, as_of)
    return found


def signed(desk):
    contract = drafted_contract(desk)
    signed_contract(contract, desk)
    return contract


def opened(centre, plan):
    """The code of an account that the test opens by itself, outside any deed of the books."""
    if not centre.accounts.filter(code=plan.code).exists():
        Account.objects.create(centre=centre, code=plan.code, name=plan.name, kind=plan.kind)
    return plan.code


def posted(desk, contract, satang, kind=BookEntry.Kind.REPAYMENT):
    """Money taken off the first claim of the contract."""
    state = contract_state(contract)
    part, tranche = state.parts[0].part, state.parts[0].tranches[0]
    into = (
        chart.cash() if kind == BookEntry.Kind.REPAYMENT else chart.managed(tranche.group, "กองทุน")
    )
    plans = into, chart.claim(contract, part.position, tranche)
    line = Posting(*(opened(desk.centre, plan) for plan in plans), satang)
    draft = EntryDraft(uuid4(), desk.centre.code, kind, LATER, (line,), contract.number)
    return post(draft, actor=OPERATOR).entry


def adds_up(one):
    parts = one.repaid_satang + one.let_go_satang - one.accrued_satang + one.outside_satang
    return one.reduced_satang == parts - one.compared.new_satang


def test_signing_a_contract_reduces_nothing_and_is_no_new_loan(desk):
    before = the_outcome(desk)
    assert before.compared.then_satang == 5_000_000
    signed(desk)
    after = the_outcome(desk)
    assert after.compared.now_satang == 5_000_000
    assert (after.reduced_satang, after.compared.new_satang, after.compared.cleared) == (0, 0, 0)
    assert adds_up(after)


def test_repayments_and_waivers_of_a_contract_are_told_apart_and_reversals_count_against(desk):
    contract = signed(desk)
    posted(desk, contract, 100_000)
    taken_back = posted(desk, contract, 70_000)
    posted(desk, contract, 30_000, BookEntry.Kind.WAIVER)
    reverse(
        entry_id=taken_back.pk,
        reversal_id=uuid4(),
        centre=desk.centre,
        business_date=LATER,
        actor=OPERATOR,
    )
    left = {
        one.pk: Parts(principal=1_000_000) for one in contract_state(contract).parts[0].tranches
    }
    register_balances(contract, left, LATER, a_hand(desk.chair, LATER), "รับชำระ")
    found = the_outcome(desk)
    assert (found.repaid_satang, found.let_go_satang) == (100_000, 30_000)
    assert adds_up(found)
    restate_baseline(
        household=desk.household,
        seen_sequence=1,
        actor=OPERATOR,
        on=LATER,
        reason="เริ่มนับใหม่",
        as_of=LATER,
    )
    again = the_outcome(desk)  # what was paid before the start is no part of what became of it
    assert (again.repaid_satang, again.let_go_satang, again.outside_satang) == (0, 0, 0)


def test_a_case_is_marked_as_reduced_or_in_default_only_where_the_books_say_so(desk):
    contract, now = signed(desk), a_hand(desk.chair)
    early, late = a_hand(desk.chair, LATER), a_hand(desk.chair, TODAY + timedelta(days=400))
    case, seen = contract.case, case_state(contract.case).version
    with pytest.raises(DebtNotReduced, match="50,000"):
        record_reduction(case=case, seen=seen, by=now)
    with pytest.raises(NothingOverdue):
        record_redefault(case=case, reason="ค้าง", seen=seen, by=now)
    record_repayment(contract=contract, received=Received(uuid4(), 400_000, LATER), by=early)
    with pytest.raises(CaseChanged):
        record_reduction(case=case, seen=seen, by=early)
    record_reduction(case=case, seen=seen + 1, by=early)
    assert case_state(case).state == State.REDUCED
    record_redefault(case=case, reason="ค้างสองงวด", seen=seen + 2, by=late)
    assert case_state(case).state == State.REDEFAULTED
    with pytest.raises(StillOverdue):
        record_reduction(case=case, seen=seen + 3, by=late)


def test_under_a_contract_the_books_of_the_day_say_what_is_owed_and_what_fell_due(desk):
    """Sheet finished or not; interest of the contract is not told as what grew outside it."""
    contract, late = signed(desk), TODAY + timedelta(days=400)
    state = contract_state(contract)
    (before,) = outcomes(desk.centre, on=TODAY)
    assert (before.accrued_satang, before.outside_satang, before.overdue) == (0, 0, False)
    owed = contract_position(state, late)
    interest = sum(one.interest_arrears for one in owed.parts)
    (found,) = outcomes(desk.centre, on=late)
    assert found.overdue
    assert found.accrued_satang == interest == -found.reduced_satang > 0
    assert found.outside_satang == 0
    by = a_hand(desk.chair, late)
    received = Received(uuid4(), interest + 100_000, late)
    record_repayment(contract=contract, received=received, by=by)
    (paid,) = outcomes(desk.centre, on=late)  # the register was not told yet
    assert (paid.repaid_satang, paid.accrued_satang, paid.outside_satang) == (100_000, 0, 0)
    assert paid.reduced_satang == 100_000
    assert adds_up(paid)
    tell_register(state, late, by, "รับชำระ")
    assert the_outcome(desk).reduced_satang == 100_000
    assert the_outcome(desk).outside_satang == 0


def test_who_is_overdue_by_the_page_s_day_is_no_candidate(desk):
    """The register's day may be long past; what it says to be due on a day fell due since."""
    village = desk.household.debts.get(group__code="VF")
    entry = Entry(desk.centre, LATER, OPERATOR, LATER)
    state_balance(entry=entry, debt=village, balance=Balance(0))
    (one,) = candidates(outcomes(desk.centre, on=LATER), LATER)
    assert one.rule == "reduced"
    after = date(2022, 1, 1)  # the day after the other debt fell due
    (found,) = outcomes(desk.centre, on=after)
    assert found.overdue
    assert candidates([found], after) == ()


def test_a_settled_contract_makes_its_household_a_candidate_by_the_rule_named(desk):
    contract = signed(desk)
    assert candidates(outcomes(desk.centre), TODAY) == ()
    settle_contract(contract=contract, on=TODAY, by=a_hand(desk.chair))
    (one,) = candidates(outcomes(desk.centre), TODAY)
    assert one.rule == "cleared"
    assert one.outcome.compared.is_cleared
    assert one.outcome.compared.cleared == 2


def test_what_is_owed_from_day_to_day_ends_at_nothing_once_all_is_paid(desk):
    contract = signed(desk)
    assert owed_over_time(desk.household.pk, TODAY).sums == ((TODAY, 5_000_000),)
    settle_contract(contract=contract, on=LATER, by=a_hand(desk.chair, LATER))
    over_time = owed_over_time(desk.household.pk, LATER)
    assert over_time.sums == ((TODAY, 5_000_000), (LATER, 0))
    assert (over_time.cleared_on, over_time.unstated) == (LATER, ())
    assert owed_over_time(desk.household.pk, date(2019, 1, 1)).sums == ()


def test_a_household_without_a_case_is_not_told_as_reduced(desk):
    agreed(desk)
    assert the_outcome(desk).reduced_satang == 0
