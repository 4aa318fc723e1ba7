"""What funds let go, lateness and fees: resolved, bounded, in the books once, and taken back."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from build import TODAY
from case_desk import a_hand
from committee_village import a_meeting, a_vote, closed, resolved, roll
from contract_desk import contract_seen, proposed_amendment, resolved_amendment

from plodnee.casework.meetings.errors import ResolutionNeeded
from plodnee.contracts.ending import Change
from plodnee.contracts.errors import ReasonNeeded
from plodnee.contracts.guaranteeing import Consent
from plodnee.contracts.selectors import contract_in_force, contract_state
from plodnee.documents.contract_books import settlement_facts, statement_facts
from plodnee.documents.receipts import receipt_facts
from plodnee.engine.appropriation import Parts
from plodnee.ledger.adjusting import (
    ask_fee,
    ask_waiver,
    charge_lateness,
    highest_fee,
    lateness_of,
    post_adjustment,
    subject_of,
)
from plodnee.ledger.amending import amend_on_books, amended_on_books
from plodnee.ledger.amending_errors import (
    AmendedBeforeBooked,
)
from plodnee.ledger.bookkeeping import take_back
from plodnee.ledger.collecting import finish_sheet, open_sheet
from plodnee.ledger.errors import (
    AdjustedSince,
    AmountImpossible,
    ContractPaidUpon,
    FeeTooHigh,
    NothingLate,
    NothingLetGo,
    OtherContent,
    OwnAdjustment,
    TakenBackInOrder,
    WaiverTooHigh,
)
from plodnee.ledger.models import Adjustment, Entry, RepaymentShare
from plodnee.ledger.owed import owed_by_tranche
from plodnee.ledger.plain_entries import Place
from plodnee.ledger.positions import contract_position, payoff_of
from plodnee.ledger.repayments import Received, record_repayment
from plodnee.ledger.selectors import standing_of, trial_balance
from plodnee.ledger.signing import SignedPaper, cancel_and_reverse
from plodnee.ledger.verification import verify_ledger
from plodnee.organization.errors import NotAllowed
from plodnee.registers.debts_now import stated_debts

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=400)
FEES = date(2021, 10, 1)  # once a rate of fees was set


@pytest.fixture
def desk(signed_desk):
    return signed_desk[0]


@pytest.fixture
def contract(signed_desk):
    return signed_desk[1]


def where(contract, on=LATER):
    return contract_position(contract_state(contract), on)


def asked(contract, desk, shares, key=None, on=LATER):
    return ask_waiver(
        key=key or uuid4(), contract=contract, shares=shares, reason="น้ำท่วม",
        by=a_hand(desk.secretary, on),
    )  # fmt: skip


def approved(desk, adjustment):
    meeting = a_meeting(desk.centre, desk.secretary, ("ยกหนี้", subject_of(adjustment)))
    roll(meeting, desk.secretary, *desk.members)
    found = resolved(meeting, desk.secretary, a_vote("approved", 4, 0, 0))
    closed(meeting, desk.chair)
    return found


def posted(adjustment, resolution, desk, on=LATER, by=None):
    return post_adjustment(
        adjustment=adjustment, resolution_id=resolution.pk, on=on, by=by or a_hand(desk.chair, on)
    )


def let_go(contract, desk, shares):
    adjustment = asked(contract, desk, shares)
    return posted(adjustment, approved(desk, adjustment), desk).entry


def late(contract, desk, through=LATER):
    return charge_lateness(contract=contract, through=through, by=a_hand(desk.secretary, through))


def paid(contract, desk, satang, on=LATER, ends=False):
    received = Received(uuid4(), satang, on, ends=ends)
    return record_repayment(contract=contract, received=received, by=a_hand(desk.secretary, on))


def back(entry, desk):
    """Taken back by whoever of the two did not make it."""
    other = desk.secretary if entry.made_by_key == desk.chair.audit_key else desk.chair
    return take_back(
        entry_id=entry.pk, centre=desk.centre, business_date=LATER, reason="ผิด",
        actor=other, today=LATER,
    )  # fmt: skip


def paid_so_far(contract):
    """What was paid on a contract, by component."""
    found = Parts()
    for one in RepaymentShare.objects.filter(repayment__contract=contract):
        found = found.plus(Parts(0, one.penalty_satang, one.interest_satang, one.principal_satang))
    return found


def parts_of(contract, on):
    """The parts of a contract with where each stands."""
    return contract_state(contract).parts, where(contract, on).parts


def claims(desk, start):
    accounts = desk.centre.accounts.filter(code__startswith=start)
    return sum(account.balance_satang for account in accounts)


def tranches(contract):
    """The first part's tranches by fund."""
    return {one.group.code: one.pk for one in contract_state(contract).parts[0].tranches}


def test_a_fund_lets_go_of_its_own_by_component_and_the_others_keep_theirs(desk, contract):
    before, owed = where(contract), owed_by_tranche(where(contract))
    keys = tranches(contract)
    shares = {keys["OM"]: Parts(interest=owed[keys["OM"]].interest, principal=20_000)}
    entry = let_go(contract, desk, shares)
    after = where(contract)
    assert after.outstanding_satang == before.outstanding_satang - 20_000 == claims(desk, "claim:")
    assert after.left_satang == before.left_satang - shares[keys["OM"]].total
    left = owed_by_tranche(after)
    assert left[keys["OM"]].interest == 0
    assert left[keys["VF"]] == owed[keys["VF"]]
    assert claims(desk, "interest:") == standing_of(desk.centre, "cash", through=LATER) == 0
    assert standing_of(desk.centre, "managed:OM", through=LATER) == left[keys["OM"]].principal
    balance = trial_balance(desk.centre, through=LATER)
    assert sum(r.debits_satang for r in balance) == sum(r.credits_satang for r in balance)
    payment = paid(contract, desk, left[keys["VF"]].interest).entry
    assert {one.tranche_id for one in RepaymentShare.objects.all()} == {keys["VF"]}
    assert entry.kind == Entry.Kind.WAIVER
    for one in (payment, entry):
        back(one, desk)
    assert where(contract).left_satang == before.left_satang
    assert verify_ledger().sound


def test_the_register_says_what_the_books_say_after_a_charge_and_an_amendment(desk, contract):
    """Whatever comes after a receipt, what it paid stays paid; the new last due date is known."""
    due = contract_state(contract).last_due_on
    paid(contract, desk, 50_000, on=due - timedelta(days=90))
    change = Change(1, due, due_on=due + timedelta(days=60), extra_instalments=2)
    early = replace(change, from_on=due - timedelta(days=91))
    for one in (early, change):
        proposal = proposed_amendment(contract, desk, one)
        told = {"proposal": proposal, "resolution_id": resolved_amendment(proposal, desk).pk}
        told |= {"seen": contract_seen(contract), "by": a_hand(desk.chair, due)}
        told["paper"] = SignedPaper("1/2562-ก1", "a" * 64)
        if one == early:
            with pytest.raises(AmendedBeforeBooked):  # money was received after that day
                amend_on_books(**told)
    amend_on_books(guarantors={1: Consent(due), 2: None}, **told)
    paid(contract, desk, where(contract).due_satang - 10_000)
    received = paid_so_far(contract)
    late(contract, desk)
    with pytest.raises(AmendedBeforeBooked):  # default interest was counted up to a later day
        amended_on_books(contract_state(contract), replace(change, from_on=due), LATER)
    on = LATER + timedelta(days=30)
    sheet = open_sheet(
        sheet_id=uuid4(), centre=desk.centre, collected_on=on, place=Place.CASH,
        by=a_hand(desk.secretary, on),
    )  # fmt: skip
    finish_sheet(sheet=sheet, by=a_hand(desk.secretary, on))
    books, ((one,), (found,)) = where(contract, on), parts_of(contract, on)
    assert received.interest > 50_000
    assert found.applied[0].paid.plus(found.applied[1].paid) == received
    debts = list(stated_debts(desk.centre, on, households=[desk.household.pk]).values())
    debts = [debt for debt in debts if debt.state.contract_number == contract.number]
    assert {debt.state.guarantors for debt in debts} == {"นายค้ำ มั่นคง", ""}
    arrears = found.interest_arrears + found.charges_owed.total
    assert sum(debt.owed_satang for debt in debts) == books.outstanding_satang + arrears
    told = {debt.debt.group_id: debt.owed_satang for debt in debts}
    owed = owed_by_tranche(books)
    assert told == {tranche.group_id: owed[tranche.pk].total for tranche in one.tranches}
    assert claims(desk, "claim:") == found.outstanding
    assert {debt.state.due_on for debt in debts} == {one.rows[-1].due_on}
    since = [row.row.due_on for row in found.rows if row.principal_left + row.interest_left]
    assert {debt.state.overdue_since for debt in debts} == {since[0]}
    ends = sum(parts.total for parts in payoff_of(contract_state(contract), on).values())
    paid(contract, desk, ends, on=on, ends=True)
    assert claims(desk, "claim:") == claims(desk, "charge:") == claims(desk, "managed:") == 0


def test_nothing_is_let_go_without_a_resolution_about_just_that_by_another(desk, contract):
    keys = tranches(contract)
    one, other = (asked(contract, desk, {keys["OM"]: Parts(principal=n)}) for n in (100, 200))
    resolution = approved(desk, one)
    with pytest.raises(ResolutionNeeded):
        posted(other, resolution, desk)
    with pytest.raises(OwnAdjustment):
        posted(one, resolution, desk, by=a_hand(desk.secretary, LATER))
    with pytest.raises(NotAllowed):
        posted(one, resolution, desk, by=a_hand(desk.members, LATER))
    for created in (True, False):
        assert posted(one, resolution, desk).created is created
    assert where(contract).outstanding_satang == 5_000_000 - 100


def test_no_more_is_let_go_than_the_fund_is_owed_of_a_component(desk, contract):
    keys, owed = tranches(contract), owed_by_tranche(where(contract))
    key = keys["OM"]
    for name in ("penalty", "interest", "principal"):
        with pytest.raises(WaiverTooHigh):
            asked(contract, desk, {key: Parts(**{name: owed[key].of(name) + 1})})
    with pytest.raises(WaiverTooHigh):
        asked(contract, desk, {0: Parts(principal=1)})
    with pytest.raises(NothingLetGo):
        asked(contract, desk, {key: Parts()})
    with pytest.raises(ReasonNeeded):
        ask_waiver(
            key=uuid4(), contract=contract, shares={key: Parts(principal=1)}, reason=" ",
            by=a_hand(desk.secretary, LATER),
        )  # fmt: skip
    sent = uuid4()
    assert asked(contract, desk, {key: Parts(principal=9)}, sent) == asked(
        contract, desk, {key: Parts(principal=9)}, sent
    )
    with pytest.raises(OtherContent):
        asked(contract, desk, {key: Parts(principal=8)}, sent)
    assert Adjustment.objects.count() == 1


def test_lateness_is_the_law_s_rate_on_overdue_principal_once_for_each_day(desk, contract):
    shares = lateness_of(where(contract))
    first = late(contract, desk, LATER - timedelta(days=30)).entry
    again = late(contract, desk, LATER - timedelta(days=30))
    assert (again.created, again.entry) == (False, first)
    late(contract, desk)
    charged = sum(parts.total for parts in shares.values())
    assert claims(desk, "charge:") == charged > 0
    assert sum(one.charges_owed.total for one in where(contract).parts) == charged


def test_before_anything_is_overdue_no_lateness_is_charged(desk, contract):
    with pytest.raises(NothingLate):
        late(contract, desk, TODAY + timedelta(days=1))


def test_charges_are_paid_to_the_funds_they_belong_to(desk, contract):
    late(contract, desk)
    with pytest.raises(AdjustedSince):
        paid(contract, desk, 100, on=LATER - timedelta(days=1))
    owed = where(contract)
    paid(contract, desk, owed.due_satang)
    assert claims(desk, "charge:") == 0
    assert sum(one.penalty_satang for one in RepaymentShare.objects.all()) == sum(
        one.charges_owed.total for one in owed.parts
    )
    assert where(contract).due_satang == 0
    assert verify_ledger().sound


def test_a_fee_is_bounded_by_the_law_of_the_day(desk, contract):
    told = {"contract": contract, "reason": "ออกติดตาม"}
    with pytest.raises(FeeTooHigh):
        ask_fee(key=uuid4(), amount_satang=1, by=a_hand(desk.secretary, LATER), **told)
    most = highest_fee(where(contract, FEES))
    by = a_hand(desk.secretary, FEES)
    for nothing in (0, -1):
        with pytest.raises(AmountImpossible):
            ask_fee(key=uuid4(), amount_satang=nothing, by=by, **told)
    with pytest.raises(FeeTooHigh):
        ask_fee(key=uuid4(), amount_satang=most + 1, by=by, **told)
    fee = ask_fee(key=uuid4(), amount_satang=most, by=by, **told)
    posted(fee, approved(desk, fee), desk, on=FEES)
    assert claims(desk, "charge:") == most > 0
    assert highest_fee(where(contract, FEES)) == 0  # once for a round, to the next due date
    with pytest.raises(FeeTooHigh):
        ask_fee(key=uuid4(), amount_satang=1, by=by, **told)


def test_entries_of_a_contract_are_taken_back_the_last_first(desk, contract):
    keys, before = tranches(contract), where(contract)
    first = late(contract, desk).entry
    second = let_go(contract, desk, {keys["OM"]: Parts(principal=5_000)})
    third = paid(contract, desk, 40_000).entry
    for early in (first, second):
        with pytest.raises(TakenBackInOrder):
            back(early, desk)
    with pytest.raises(ContractPaidUpon):
        cancel_and_reverse(
            contract=contract, reason="ผิด", on=LATER, seen=contract_seen(contract),
            by=a_hand(desk.chair, LATER),
        )  # fmt: skip
    for entry in (third, second, first):
        back(entry, desk)
    assert where(contract) == before
    assert claims(desk, "claim:") == 5_000_000
    assert claims(desk, "charge:") == 0
    assert late(contract, desk).created


def test_letting_go_of_all_that_is_left_settles_the_contract_and_papers_say_so(desk, contract):
    paid(contract, desk, 100_000)
    rest = owed_by_tranche(where(contract))
    adjustment = asked(contract, desk, rest)
    resolution = approved(desk, adjustment)
    with pytest.raises(AdjustedSince):
        posted(adjustment, resolution, desk, on=LATER - timedelta(days=1))
    entry = posted(adjustment, resolution, desk).entry
    assert contract_in_force(desk.household) is None
    facts = settlement_facts(contract, LATER)
    assert facts.waived_satang == sum(parts.total for parts in rest.values())
    assert facts.total_satang == 100_000
    lines = statement_facts(contract, LATER, "บ1", LATER).lines
    assert [one.kind for one in lines] == ["signed", "paid", "let_go"]
    assert lines[-1].balance_satang == 0
    (receipt,) = receipt_facts(desk.centre, contract.repayments.all())
    assert receipt.outstanding_satang == lines[1].balance_satang
    assert entry.adjustment.resolution.wording
    assert verify_ledger().sound
