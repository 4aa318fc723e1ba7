"""A contract past its last instalment goes on: books, register and papers say the same."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from build import TODAY
from case_desk import a_hand
from contract_desk import contract_seen, resolved_amendment

from plodnee.contracts.ending import Change, proposed_change
from plodnee.contracts.guaranteeing import Consent
from plodnee.contracts.selectors import contract_state
from plodnee.documents.contract_books import statement_facts
from plodnee.documents.contract_issuing import issue_amendment
from plodnee.ledger.adjusting import charge_lateness, lateness_of
from plodnee.ledger.amending import amend_on_books, amended_on_books, propose_on_books
from plodnee.ledger.amending_errors import LaidAnewSince, RestChanged, RestLaidAlready, RestUnclear
from plodnee.ledger.positions import contract_position, payoff_of
from plodnee.ledger.repayments import Received, record_repayment
from plodnee.ledger.signing import SignedPaper
from plodnee.ledger.verification import verify_ledger
from plodnee.registers.debts_now import stated_debts

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=400)
UNTIL = date(2021, 10, 1)


@pytest.fixture
def desk(signed_desk):
    return signed_desk[0]


@pytest.fixture
def contract(signed_desk):
    return signed_desk[1]


def where(contract, on=LATER):
    return contract_position(contract_state(contract), on)


def late(contract, desk, through=LATER):
    return charge_lateness(contract=contract, through=through, by=a_hand(desk.secretary, through))


def paid(contract, desk, satang, on=LATER, ends=False):
    received = Received(uuid4(), satang, on, ends=ends)
    return record_repayment(contract=contract, received=received, by=a_hand(desk.secretary, on))


def claims(desk, start):
    accounts = desk.centre.accounts.filter(code__startswith=start)
    return sum(account.balance_satang for account in accounts)


def amended(proposal, desk, on, **more):
    """A proposal resolved, its paper issued, and recorded by the chair."""
    resolution = resolved_amendment(proposal, desk)
    issued = issue_amendment(proposal, actor=desk.secretary, on=on)
    return amend_on_books(
        proposal=proposal, resolution_id=resolution.pk, seen=contract_seen(proposal.contract),
        paper=SignedPaper(issued.number, issued.pdf_sha256), by=a_hand(desk.chair, on), **more,
    )  # fmt: skip


def test_what_is_left_after_the_last_instalment_is_laid_on_new_ones(desk, contract):
    """Money came in after the last due date; the household goes on from that day, to the satang."""
    due = contract_state(contract).last_due_on
    paid(contract, desk, 50_000, on=LATER - timedelta(days=40))
    late(contract, desk, LATER - timedelta(days=1))
    change = Change(1, LATER, due_on=LATER + timedelta(days=30), extra_instalments=5)

    def proposed(asked, on=LATER):
        return propose_on_books(
            key=uuid4(), contract=contract, change=asked, reason="เริ่มใหม่",
            by=a_hand(desk.secretary, on),
        )  # fmt: skip

    for unclear in (
        replace(change, extra_instalments=0, rate_bp=0),
        replace(change, due_on=None),
        replace(change, from_on=LATER + timedelta(days=1)),
    ):
        with pytest.raises(RestUnclear):
            proposed(unclear)
    stale = proposed(change)
    (owed,) = where(contract).parts
    paid(contract, desk, owed.charges_owed.total + owed.interest_arrears + 30_000)
    with pytest.raises(RestChanged):
        amended_on_books(contract_state(contract), proposed_change(stale), LATER)
    before = where(contract)
    proposal, twin = proposed(change), proposed(change)
    assert proposed_change(proposal).rest_satang == before.outstanding_satang
    amended(proposal, desk, LATER, guarantors={1: Consent(LATER, until=UNTIL), 2: None})
    after = where(contract)
    assert after.outstanding_satang == before.outstanding_satang == claims(desk, "claim:")
    (found,) = after.parts
    assert (found.principal_arrears, claims(desk, "charge:")) == (0, 0)
    assert found.interest_arrears == before.parts[0].interest_arrears
    assert contract_state(contract).last_due_on > LATER > due
    with pytest.raises(RestLaidAlready) as refused:  # nothing changed in the sums that it names
        amended_on_books(contract_state(contract), proposed_change(twin), LATER)
    assert refused.value.details["last_due"] == contract_state(contract).last_due_on
    debts = stated_debts(desk.centre, LATER, households=[desk.household.pk]).values()
    owed = sum(one.owed_satang for one in debts if one.state.contract_number == contract.number)
    assert owed == after.outstanding_satang + found.interest_arrears
    statement = statement_facts(contract, LATER, "ย1", LATER)
    assert statement.due_satang == found.interest_arrears == after.due_satang
    with pytest.raises(LaidAnewSince):
        paid(contract, desk, 1_000, on=LATER - timedelta(days=1))
    assert lateness_of(after) == lateness_of(before)
    ends = sum(parts.total for parts in payoff_of(contract_state(contract), LATER).values())
    paid(contract, desk, ends, ends=True)
    assert claims(desk, "claim:") == claims(desk, "charge:") == 0
    assert verify_ledger().sound
