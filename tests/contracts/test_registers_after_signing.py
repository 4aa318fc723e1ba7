"""A register sent after a contract was signed reopens none of the debts that went into it."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from build import TODAY, a_book_of, a_debt, a_household, a_workbook
from case_desk import GUARANTEED, a_desk, a_hand
from contract_desk import contract_seen, drafted_contract, signed_contract
from lending_village import GROUPS, a_village

from plodnee.casework.following.duties import claim_warnings
from plodnee.casework.following.selectors import arrears_of
from plodnee.contracts.models import TrancheDebt
from plodnee.contracts.registering import days_told, register_balances
from plodnee.contracts.selectors import contract_state
from plodnee.engine.prescription import last_day_of_years
from plodnee.ledger import collecting, repayments
from plodnee.ledger.adjusting import charge_lateness
from plodnee.ledger.bookkeeping import take_back
from plodnee.ledger.collecting import finish_sheet, open_sheet
from plodnee.ledger.owed import left_by_tranche
from plodnee.ledger.plain_entries import Place
from plodnee.ledger.positions import contract_position, payoff_of
from plodnee.ledger.repayments import Received, record_repayment
from plodnee.ledger.restarting import payments_on
from plodnee.ledger.signing import cancel_and_reverse
from plodnee.ledger.telling import overdue_by_tranche, tell_register, told_by_books
from plodnee.organization.access import OPERATOR
from plodnee.registers.debts_now import stated_debts
from plodnee.registers.entries.debts import (
    Balance,
    DebtTerms,
    describe_debt,
    state_balance,
    state_guarantors,
)
from plodnee.registers.entries.entering import Entry, close_entry, open_entry, restated
from plodnee.registers.entries.present import debt_state
from plodnee.registers.entries.undoing import undo_entry
from plodnee.registers.errors import DebtUnderContract, NothingToUndo
from plodnee.registers.lacking import Choice
from plodnee.registers.models import DebtSuccession, ImportBatch
from plodnee.registers.selectors import report_of, statement
from plodnee.registers.services import confirm_import, stage_import
from plodnee.registers.stated import household_states, months

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=60)
CONTRACT = {("1/2562", "OM"): 2_000_000, ("1/2562", "VF"): 3_000_000}
CLOSED = {("2/2561", "OM"): 0, ("3/2561", "VF"): 0}
NEW = a_debt(4, creditor="VF", principal_satang=700_000, contract_number="9/2562")
BARE = replace(GUARANTEED[1], contract_number="", borrowed_on=None)


@pytest.fixture
def desk():
    desk = a_desk(debts=(GUARANTEED[0], BARE))
    desk.contract = drafted_contract(desk)
    return desk


@pytest.fixture
def sent(tmp_path):
    """A whole register of a day with these debts, sent as a workbook: its preview."""

    def send(*debts, on=LATER):
        known = {"groups": GROUPS, "households": (a_household(), a_household("002"))}
        book = a_book_of(on, a_village(**known, debts=debts))
        return stage_import(a_workbook(tmp_path, book), actor=OPERATOR, on=on)

    return send


def confirmed(batch):
    return confirm_import(batch, actor=OPERATOR, on=batch.uploaded_on)


def owed(desk, on=LATER):
    """What is owed by contract number and fund, of debts without a number together."""
    found = defaultdict(int)
    for one in stated_debts(desk.centre, on, households=[desk.household.pk]).values():
        found[one.state.contract_number, one.debt.group.code] += one.owed_satang
    return dict(found)


def told(batch):
    return [(one.cell, one.code, one.takes) for one in report_of(batch).problems]


def test_old_debts_stay_closed_each_row_is_told_by_its_cell_and_a_new_loan_is_taken(desk, sent):
    signed_contract(desk.contract, desk)
    batch = sent(GUARANTEED[0], BARE, NEW)
    in_contract = [("L2", "debt_in_contract", "row"), ("L3", "debt_in_contract", "row")]
    assert told(batch) == in_contract
    assert (batch.counts["debts"], batch.counts["rows_refused"]) == (1, 2)
    text = report_of(batch).problems[0].message
    assert "สัญญาเลขที่ 1/2562 เมื่อ 16 มี.ค. 2562" in text
    assert "20,000.00 บาท" in text
    confirmed(batch)
    bare = {("", "VF"): 0, ("2/2561", "OM"): 0}
    assert owed(desk) == CONTRACT | bare | {("9/2562", "VF"): 700_000}
    tell_register(contract_state(desk.contract), LATER, a_hand(desk.secretary, LATER), "ยอดสัญญา")
    cancel_and_reverse(
        contract=desk.contract, reason="ลงนามผิดฉบับ", on=LATER,
        seen=contract_seen(desk.contract), by=a_hand(desk.secretary, LATER),
    )  # fmt: skip
    after = owed(desk)
    assert (after["2/2561", "OM"], after["", "VF"]) == (2_000_000, 3_000_000)
    assert told(sent(GUARANTEED[0], BARE, on=LATER + timedelta(days=1))) == []


def test_interest_left_outside_a_contract_brings_no_principal_back(desk, sent):
    signed_contract(desk.contract, desk)
    link = DebtSuccession.objects.filter(earlier__group__code="OM").first()
    entry = Entry(desk.centre, TODAY, OPERATOR, TODAY)
    batch = open_entry(entry, ImportBatch.Deed.BALANCE)
    restated(debt_state(link.earlier, TODAY), batch, interest_arrears_satang=9_781)
    close_entry(batch, entry, [desk.household.pk])
    with pytest.raises(DebtUnderContract):
        state_balance(entry=entry, debt=link.earlier, balance=Balance(850_000, 9_781))
    assert told(sent(GUARANTEED[0], BARE)) == [
        ("L2", "debt_in_contract", "row"),
        ("L3", "debt_in_contract", "row"),
    ]
    paid = replace(GUARANTEED[0], principal_satang=0, interest_arrears_satang=0)
    rest = confirmed(sent(paid, NEW))
    assert told(rest) == []
    bare = {("", "VF"): 0, ("2/2561", "OM"): 0}
    assert owed(desk) == CONTRACT | bare | {("9/2562", "VF"): 700_000}


def test_a_household_under_contract_stays_when_a_register_without_it_replaces_all(desk, tmp_path):
    signed_contract(desk.contract, desk)
    whole = a_book_of(LATER, a_village(groups=GROUPS, households=(a_household("002"),), debts=()))
    batch = stage_import(a_workbook(tmp_path, whole), actor=OPERATOR, on=LATER)
    confirm_import(batch, actor=OPERATOR, on=LATER, choice=Choice.REPLACE)
    assert sum(owed(desk).values()) == sum(CONTRACT.values())
    said = household_states(statement(desk.centre, LATER))
    assert said[desk.household.pk].head == desk.household.states.earliest("pk").head
    overdue = LATER + timedelta(days=900)
    tell_register(contract_state(desk.contract), overdue, a_hand(desk.secretary, overdue), "ยอด")
    assert [one.household for one in arrears_of(desk.centre, overdue)] == [desk.household]


def test_what_was_signed_between_preview_and_confirmation_counts(desk, sent):
    early = sent(*GUARANTEED, NEW)
    assert told(early) == []
    signed_contract(desk.contract, desk)
    early = confirmed(early)
    assert told(early)[0] == ("L2", "debt_in_contract", "row")
    assert early.counts["rows_refused"] == len(told(early))


def test_the_books_say_what_is_owed_on_a_contract_and_a_paid_one_lets_its_fund_lend_anew(
    desk, sent
):
    signed_contract(desk.contract, desk)
    own = a_debt(2, creditor="OM", principal_satang=1, contract_number="1/2562", borrowed_on=TODAY)
    assert told(sent(own)) == [("L2", "debt_of_contract", "row")]
    register_balances(desk.contract, {}, LATER, a_hand(desk.secretary, LATER), "ชำระครบ")
    again = confirmed(sent(GUARANTEED[0], BARE))
    assert told(again) == [("L2", "debt_in_contract", "row")]
    assert sum(owed(desk).values()) == 3_000_000


def test_no_entry_by_hand_reopens_what_went_into_a_contract(desk):
    signed_contract(desk.contract, desk)
    signing = ImportBatch.objects.order_by("sequence").last()
    with pytest.raises(NothingToUndo):
        undo_entry(signing, reason="ผิด", actor=OPERATOR, on=TODAY)
    entry = Entry(desk.centre, LATER, OPERATOR, LATER)
    for debt in desk.household.debts.all():
        with pytest.raises(DebtUnderContract):
            state_balance(entry=entry, debt=debt, balance=Balance(1_234))
    own = DebtSuccession.objects.filter(debt__group__code="OM").first().debt
    state = own.states.latest("pk")
    same = {name: getattr(state, name) for name in DebtTerms.__dataclass_fields__}
    same |= {"months": months(state.months), "purpose": "ซื้อปุ๋ย"}
    said = {"entry": entry, "debt": own, "borrower": state.borrower}
    assert describe_debt(terms=DebtTerms(**same), **said) == own
    for wrong in ({"rate_bp": 100}, {"overdue_since": TODAY}, {"contract_number": "9/2562"}):
        with pytest.raises(DebtUnderContract):
            describe_debt(terms=DebtTerms(**same | wrong), **said)
    with pytest.raises(DebtUnderContract):
        state_guarantors(entry=entry, debt=own, said=[])


def says_what_the_books_say(contract, day):
    """Whether the register of a day has each tranche as the books do, to the satang and the day."""
    position = contract_position(contract_state(contract), day)
    left, since = left_by_tranche(position), overdue_by_tranche(position)
    said = stated_debts(contract.centre, day)
    for row in TrancheDebt.objects.filter(tranche__part__contract=contract):
        state, parts = said[row.debt_id].state, left[row.tranche_id]
        told = (state.principal_satang, state.interest_arrears_satang, state.penalty_satang)
        booked = (parts.principal, parts.interest, parts.penalty + parts.costs)
        assert (told, state.overdue_since) == (booked, since.get(row.tranche_id)), day
    return True


def test_a_later_workbook_has_the_books_figures_of_its_day_and_so_whatever_is_dated_before(
    desk, sent
):
    contract, late, year = desk.contract, TODAY + timedelta(days=500), TODAY + timedelta(days=400)
    signed_contract(contract, desk)
    batch = sent(NEW, on=late)
    confirm_import(batch, actor=OPERATOR, on=late, choice=Choice.REPLACE, books=told_by_books)
    assert says_what_the_books_say(contract, late)
    assert [one.household for one in arrears_of(desk.centre, late)] == [desk.household]
    by = a_hand(desk.secretary, late)
    charge_lateness(contract=contract, through=year, by=by)
    received = Received(uuid4(), 400_000, year)
    record_repayment(contract=contract, received=received, by=by)
    tell_register(contract_state(contract), year, by, "ปิดใบรับเงิน")
    assert days_told(contract, TODAY) == [TODAY, year, late]
    assert all(says_what_the_books_say(contract, day) for day in (year, late))
    take_back(
        entry_id=received.id, centre=desk.centre, business_date=year, reason="ผิด",
        actor=desk.chair, today=late,
    )  # fmt: skip
    assert all(says_what_the_books_say(contract, day) for day in (year, late))


def test_a_workbook_and_a_sheet_read_books_that_nobody_posts_to_meanwhile(
    desk, sent, locks, monkeypatch
):
    """Whoever reads them for the register holds the centre before, and whoever posts to them."""
    late, by = TODAY + timedelta(days=90), a_hand(desk.secretary)
    signed_contract(desk.contract, desk)
    held = []

    def noted(function):
        def reading(*given):
            held.append(set(locks.held))
            return function(*given)

        return reading

    for module, name in ((collecting, "active_states"), (repayments, "in_force")):
        monkeypatch.setattr(module, name, noted(getattr(module, name)))
    said = {"choice": Choice.REPLACE, "books": noted(told_by_books)}
    batch = sent(NEW, on=late)
    confirm_import(batch, actor=OPERATOR, on=late, **said)
    received = Received(uuid4(), 10_000, TODAY)
    record_repayment(contract=desk.contract, received=received, by=by)
    sheet = {"sheet_id": uuid4(), "centre": desk.centre, "collected_on": TODAY}
    finish_sheet(sheet=open_sheet(**sheet, place=Place.CASH, by=by), by=by)
    *_, workbook, repayment, finishing = held
    assert "Centre" in workbook
    assert {"Household", "Centre", "Book"} <= repayment
    assert "Centre" in finishing


def test_a_contract_paid_before_the_day_of_a_later_workbook_is_paid_in_it(desk, sent):
    contract, late = desk.contract, TODAY + timedelta(days=90)
    signed_contract(contract, desk)
    batch = sent(NEW, on=late)
    confirm_import(batch, actor=OPERATOR, on=late, choice=Choice.REPLACE, books=told_by_books)
    by = a_hand(desk.secretary, late)
    owed_then = sum(parts.total for parts in payoff_of(contract_state(contract), LATER).values())
    received = Received(uuid4(), owed_then, LATER, ends=True)
    record_repayment(contract=contract, received=received, by=by)
    assert {owed(desk, day)["1/2562", "OM"] for day in (LATER, late)} == {0}


def test_a_payment_that_stands_in_the_books_begins_the_claims_years_anew(desk):
    contract, paid_on = desk.contract, TODAY + timedelta(days=1000)
    signed_contract(contract, desk)
    by = a_hand(desk.secretary, paid_on)
    tell_register(contract_state(contract), paid_on, by, "ยอดค้าง")
    late = last_day_of_years(paid_on, 5) - timedelta(days=30)
    before = claim_warnings(desk.centre, late, payments_on)
    assert {one.standing for one in before} == {"lapsed"}
    received = Received(uuid4(), 400_000, paid_on)
    record_repayment(contract=contract, received=received, by=by)
    ends = {one.found.last_day for one in claim_warnings(desk.centre, late, payments_on)}
    assert ends == {last_day_of_years(paid_on, 5)}
    take_back(
        entry_id=received.id, centre=desk.centre, business_date=paid_on, reason="ผิด",
        actor=desk.chair, today=paid_on,
    )  # fmt: skip
    again = claim_warnings(desk.centre, late, payments_on)
    assert [one.found for one in again] == [one.found for one in before]
