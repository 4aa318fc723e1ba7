"""Receipts, statements, the letter at the end and notices of default are issued from the books."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from build import TODAY, an_officer
from case_desk import a_desk, a_hand
from contract_desk import drafted_contract, signed_contract
from following_village import DAY, a_followed_village
from reading_back import composed, pdf_text

from plodnee.casework.following.duties import guarantor_duties
from plodnee.contracts.selectors import contract_state
from plodnee.documents.contract_issuing import papers_of
from plodnee.documents.contract_issuing_books import (
    issue_guarantor_notice,
    issue_receipt,
    issue_settlement,
    issue_statement,
)
from plodnee.documents.errors import ContractNotSettled, ContractNotSigned
from plodnee.documents.facts import Progress
from plodnee.documents.seats import seats_of
from plodnee.ledger.bookkeeping import take_back
from plodnee.ledger.models import Repayment
from plodnee.ledger.positions import payoff_of
from plodnee.ledger.repayments import Received, record_repayment
from plodnee.ledger.signing import cancel_and_reverse
from plodnee.organization.errors import NotAllowed

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=400)


@pytest.fixture
def desk():
    return a_desk()


@pytest.fixture
def contract(desk):
    made = drafted_contract(desk)
    signed_contract(made, desk)
    return made


def test_the_deck_counts_a_signed_contract_from_its_day_on(contract, desk):
    before = seats_of(desk.centre, TODAY - timedelta(days=1), "th")
    by_then = seats_of(desk.centre, TODAY, "th")
    assert before.progress == Progress()
    assert by_then.progress == Progress(meet=1, mediate=1, sign=1)
    assert by_then.fingerprint != replace(by_then, progress=Progress()).fingerprint


def paid(contract, desk, satang, **said):
    received = replace(Received(uuid4(), satang, LATER), **said)
    hand = a_hand(desk.secretary, LATER)
    record_repayment(contract=contract, received=received, by=hand)
    return Repayment.objects.get(pk=received.id)


def taken_back(one, desk):
    told = {"centre": desk.centre, "business_date": LATER, "reason": "ผิดคน", "today": LATER}
    take_back(entry_id=one.pk, actor=desk.chair, **told)


def paid_off(contract, desk):
    owed = payoff_of(contract_state(contract), LATER)
    return paid(contract, desk, sum(parts.total for parts in owed.values()), ends=True)


def test_a_receipt_is_issued_once_whatever_becomes_of_its_entry(desk, contract):
    one = paid(contract, desk, 123_456)
    by = {"actor": desk.secretary, "on": LATER}
    issued = issue_receipt(one, **by)
    assert (issued.number, issued.facts["contract_number"]) == ("1/2563", contract.number)
    assert hashlib.sha256(bytes(issued.pdf)).hexdigest() == issued.pdf_sha256
    taken_back(one, desk)
    assert issue_receipt(Repayment.objects.get(), **by) == issued
    assert composed("๑,๒๓๔.๕๖") in composed(pdf_text(bytes(issued.pdf)))


def test_a_statement_follows_the_books_and_is_the_same_while_they_are(desk, contract):
    by = {"actor": desk.secretary, "on": LATER}
    first = issue_statement(contract, LATER, **by)
    one = paid(contract, desk, 100_000)
    second = issue_statement(contract, LATER, **by)
    assert issue_statement(contract, LATER, **by) == second
    taken_back(one, desk)
    third = issue_statement(contract, LATER, **by)
    assert [one.number for one in (first, second, third)] == [
        "1/2562-บ1", "1/2562-บ2", "1/2562-บ3",
    ]  # fmt: skip
    kinds = [[line["kind"] for line in one.facts["lines"]] for one in (first, second, third)]
    assert kinds == [["signed"], ["signed", "paid"], ["signed", "paid", "taken_back"]]
    assert third.facts["lines"][-1]["balance_satang"] == contract.principal_satang
    line = second.facts["lines"][-1]
    assert line["principal_satang"] + line["interest_satang"] == 100_000


def test_a_statement_of_a_cancelled_contract_ends_with_that(desk, contract):
    told = {"reason": "ลงนามผิดคน", "on": LATER, "seen": 2, "by": a_hand(desk.secretary, LATER)}
    cancel_and_reverse(contract=contract, **told)
    facts = issue_statement(contract, LATER, actor=desk.secretary, on=LATER).facts
    assert [line["kind"] for line in facts["lines"]] == ["signed", "cancelled"]
    assert facts["lines"][-1]["principal_satang"] == contract.principal_satang
    assert facts["lines"][-1]["balance_satang"] == facts["due_satang"] == 0
    assert (facts["next_due_on"], facts["cancelled_on"]) == (None, LATER.isoformat())


def test_the_letter_is_issued_once_everything_was_paid(desk, contract):
    by = {"actor": desk.secretary, "on": LATER}
    with pytest.raises(ContractNotSettled):
        issue_settlement(contract, **by)
    one = paid_off(contract, desk)
    issued = issue_settlement(contract, **by)
    assert issue_settlement(contract, **by) == issued
    assert issued.facts["principal_satang"] == contract.principal_satang
    assert issued.facts["principal_satang"] + issued.facts["interest_satang"] == one.amount_satang
    assert issued.facts["guarantors"] == ["นายค้ำ มั่นคง", "นางค้ำ ยืนยง"]
    assert [one.kind for one in papers_of(contract)] == ["settlement"]


def test_papers_of_the_books_are_issued_by_whoever_posts_into_them(desk):
    contract = drafted_contract(desk)
    auditor = an_officer("auditor", "31")
    with pytest.raises(NotAllowed):
        issue_statement(contract, LATER, actor=auditor, on=LATER)
    with pytest.raises(ContractNotSigned):
        issue_statement(contract, LATER, actor=desk.secretary, on=LATER)


def test_a_notice_is_numbered_in_its_year_and_never_written_by_the_state():
    centre, _home, (secretary, _chair, district, _) = a_followed_village()
    first, second = guarantor_duties(centre, DAY)
    with pytest.raises(NotAllowed):
        issue_guarantor_notice(first, actor=district, on=DAY)
    one = issue_guarantor_notice(first, actor=secretary, on=DAY)
    assert issue_guarantor_notice(first, actor=secretary, on=DAY) == one
    other = issue_guarantor_notice(second, actor=secretary, on=DAY)
    assert [one.number, other.number] == ["น1/2569", "น2/2569"]
    assert composed("ที่ น๑/๒๕๖๙") in composed(pdf_text(bytes(one.pdf)))
    assert composed(first.guarantor) in composed(pdf_text(bytes(one.pdf)))
    assert composed(second.guarantor) not in composed(pdf_text(bytes(one.pdf)))
