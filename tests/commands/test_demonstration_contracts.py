"""A demonstration has contracts signed, paid, late and changed within the year of its register."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from build import a_reading
from django.apps import apps
from django.utils import timezone

from plodnee.casework.cases.selectors import case_state
from plodnee.casework.cases.states import State
from plodnee.casework.cases.waiting import next_step_of
from plodnee.casework.following.selectors import overdue_debts
from plodnee.casework.models import Case
from plodnee.casework.rules.services import Hand
from plodnee.casework.selectors import latest_run
from plodnee.casework.services import plan_centre
from plodnee.commands.demo_cases import demonstration_cases
from plodnee.commands.demo_committee import demonstration_committees
from plodnee.commands.demo_contracts import FATES, demonstration_contracts
from plodnee.commands.logins import demonstration_logins
from plodnee.contracts.models import Contract
from plodnee.contracts.selectors import contract_state
from plodnee.contracts.states import ACTIVE, DRAFT, SETTLED
from plodnee.documents.contract_books import settlement_facts, statement_facts
from plodnee.documents.models import IssuedDocument
from plodnee.documents.receipts import receipt_facts
from plodnee.ledger.models import CollectionSheet, Entry, Repayment, RepaymentShare
from plodnee.ledger.outcome import candidates, outcomes
from plodnee.ledger.signing import SignedPaper, sign_and_open
from plodnee.ledger.verification import verify_ledger
from plodnee.organization.access import OPERATOR
from plodnee.organization.models import Centre, Officer
from plodnee.registers.demonstration import demo_books
from plodnee.registers.services import confirm_import, stage_reading

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 16)
CODE = "31011805"
HOMES = {f"SW-{number}" for number in ("001", "002", "031", "043", "051", "114", "119", "121")}


@pytest.fixture
def centre():
    """Eight households of the first centre, planned, with its committee."""
    book = demo_books(2562)[0]
    small = replace(
        book,
        households=tuple(one for one in book.households if one.code in HOMES),
        cash=tuple(one for one in book.cash if one.household_code in HOMES),
        debts=tuple(
            replace(one, row=row)
            for row, one in enumerate((d for d in book.debts if d.household_code in HOMES), 2)
        ),
    )
    batch = stage_reading(a_reading(small), actor=OPERATOR, on=TODAY)
    centre = confirm_import(batch, actor=OPERATOR, on=TODAY).centre
    plan_centre(centre=centre, as_of=batch.as_of, actor=OPERATOR, on=TODAY)
    demonstration_logins([CODE], since=date(2018, 10, 1))
    demonstration_committees([CODE], today=TODAY)
    return centre


def rows():
    models = (m for m in apps.get_models() if m.__module__.startswith("plodnee."))
    return {model._meta.label: model._default_manager.count() for model in models}


def assert_old_interest_is_named(centre, settled):
    """What was owed of interest and penalty before a contract stands apart from its principal."""
    shares = RepaymentShare.objects.filter(tranche__part__kind="arrears")
    receipts = receipt_facts(centre, Repayment.objects.all())
    assert sum(share.old_satang for one in receipts for share in one.shares) == sum(
        one.principal_satang for one in shares
    )
    letter = settlement_facts(settled, TODAY)
    told = statement_facts(settled, TODAY, "บ1", TODAY)
    paid = Repayment.objects.filter(contract=settled)
    assert letter.total_satang == sum(one.total_satang for one in told.lines if one.number)
    assert letter.total_satang == sum(one.amount_satang for one in paid)
    assert letter.old_satang == sum(line.old_satang for line in told.lines)
    assert (told.balance_satang, told.old_left_satang) == (0, 0)
    last = receipt_facts(centre, list(paid))[-1]
    assert (last.outstanding_satang, last.old_left_satang) == (0, 0)


def test_contracts_of_the_registers_year_are_made_once_and_todays_cases_are_of_others(centre):
    Centre.objects.update(is_demonstration=False)
    demonstration_contracts([CODE], today=TODAY)
    assert not Contract.objects.exists()  # a real centre gets none
    Centre.objects.update(is_demonstration=True)
    demonstration_contracts([CODE], today=TODAY)
    states = [contract_state(one) for one in Contract.objects.order_by("sequence")]
    assert [one.state for one in states] == [SETTLED, ACTIVE, ACTIVE, ACTIVE, DRAFT]
    assert [len(one.steps) for one in states] == [3, 2, 3, 2, 1]
    assert_old_interest_is_named(centre, states[0].contract)
    *states, to_sign = states
    assert next_step_of(case_state(to_sign.contract.case), TODAY).lacks[0].code == (
        "first_due_passed"
    )
    assert states[2].steps[-1].resolution.outcome == "approved"
    assert {entry.business_date.year for entry in Entry.objects.all()} == {2019}
    late = states[3].contract.household
    last = CollectionSheet.objects.latest("collected_on").collected_on
    assert late in {one.stated.household for one in overdue_debts(centre, last)}
    assert verify_ledger().problems == ()
    kinds = {one.kind for one in IssuedDocument.objects.filter(household__isnull=False)}
    assert kinds >= {"contract", "acknowledgement", "consent", "settlement"}
    assert case_state(states[0].contract.case).state == State.CLEARED
    assert latest_run(centre).as_of == last
    found = outcomes(centre, last)
    by_home = {one.compared.household: one for one in found}
    paid, steady, stretched, _late = (by_home[one.contract.household] for one in states)
    for one in (paid, steady, stretched):
        assert one.repaid_satang == one.reduced_satang > 0
    first = candidates(found, last)[0]
    assert (first.outcome, first.rule) == (paid, "reduced")
    demonstration_cases([CODE], today=TODAY)
    cases, before = Case.objects.count(), rows()
    agreed = [one for one in Case.objects.all() if case_state(one).state == State.AGREED]
    assert agreed == [to_sign.contract.case]
    assert cases > len(FATES[0])
    demonstration_contracts([CODE], today=TODAY)
    demonstration_cases([CODE], today=TODAY)
    assert rows() == before
    lent_on = to_sign.contract.lent_on
    paper = IssuedDocument.objects.get(number=to_sign.contract.number, kind="contract")
    sign_and_open(
        contract=to_sign.contract,
        signed_on=lent_on or to_sign.first_due_on - timedelta(days=1),
        paper=SignedPaper(paper.number, paper.pdf_sha256),
        seen=1,
        by=Hand(Officer.objects.get(username=f"chair-{CODE}"), TODAY, timezone.now()),
    )
    assert contract_state(to_sign.contract).state == ACTIVE
