"""A household's one contract: drafted on what was agreed, signed whole or not at all."""

from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta

import pytest
from build import NOON, TODAY, an_officer
from case_desk import a_hand, agreed, guarantor, seen, state
from contract_desk import (
    AMENDED,
    a_wish,
    balances,
    contract_seen,
    drafted_contract,
    group,
    proposed_amendment,
    resolved_amendment,
    signed_contract,
)
from django.db import IntegrityError, transaction

from plodnee.casework.cases.lacking import lacks_of_agreement
from plodnee.casework.cases.selectors import agreement_of
from plodnee.casework.cases.services import agree_case
from plodnee.casework.following.duties import guarantors_of
from plodnee.casework.meetings.errors import ResolutionNeeded
from plodnee.contracts import errors
from plodnee.contracts.drafting import draft_contract, withdraw_draft
from plodnee.contracts.ending import Change, amend_contract, propose_amendment
from plodnee.contracts.guaranteeing import Consent
from plodnee.contracts.models import ActiveContract, ContractStep, SourceDebt
from plodnee.contracts.selectors import (
    contract_in_force,
    contract_state,
    draft_of,
    guarantees_of,
    guarantors_bound,
)
from plodnee.engine.refusals import RateAboveCeiling
from plodnee.ledger.models import Entry
from plodnee.ledger.signing import cancel_and_reverse
from plodnee.ledger.verification import verify_ledger
from plodnee.organization.errors import NotAllowed
from plodnee.registers.debts_now import stated_debts

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(agreed_once):
    return deepcopy(agreed_once)


def owed(desk):
    """What the register says is owed, by contract number and group."""
    found = stated_debts(desk.centre, TODAY, households=[desk.household.pk])
    return {
        (one.state.contract_number, one.debt.group.code): one.owed_satang for one in found.values()
    }


def test_a_draft_takes_every_debt_that_the_line_changes(desk):
    contract = drafted_contract(desk)
    taken = SourceDebt.objects.filter(tranche__part__contract=contract)
    assert sum(source.total_satang for source in taken) == contract.principal_satang == 5_000_000
    assert {source.debt.group.code for source in taken} == {"OM", "VF"}
    assert contract.number == "1/2562"
    assert owed(desk) == {("2/2561", "OM"): 2_000_000, ("3/2561", "VF"): 3_000_000}


def test_signing_closes_the_old_debts_and_opens_the_contracts_own(desk):
    contract = drafted_contract(desk)
    posted = signed_contract(contract, desk)
    assert posted.created
    assert contract_in_force(desk.household) == contract
    assert state(contract.case) == "contracted"
    assert owed(desk) == {
        ("2/2561", "OM"): 0,
        ("3/2561", "VF"): 0,
        ("1/2562", "OM"): 2_000_000,
        ("1/2562", "VF"): 3_000_000,
    }
    found = balances(desk)
    assert sum(found.values()) == 0
    assert found["managed:OM"] == -2_000_000
    assert found["managed:VF"] == -3_000_000
    assert sum(v for k, v in found.items() if k.startswith("claim:1/2562")) == 5_000_000
    assert not any(v for k, v in found.items() if k.startswith("debt:"))
    old = desk.centre.accounts.filter(code__startswith="debt:").values_list("name", flat=True)
    said = "หนี้เดิมรายที่ {} ของสัญญา 1/2562 เงินต้น"
    assert {said.format(1), said.format(2)} <= set(old)
    assert verify_ledger().problems == ()


def test_the_same_signing_sent_twice_is_one(desk):
    contract = drafted_contract(desk)
    first = signed_contract(contract, desk)
    again = signed_contract(contract, desk)
    assert (again.created, again.entry) == (False, first.entry)
    assert Entry.objects.filter(kind="contract").count() == 1


def test_a_fund_whose_money_may_not_pay_other_debts_does_not_lead(desk):
    case = agreed(desk)
    for code in ("VF", "KKJ"):
        with pytest.raises(errors.ShapeImpossible):
            drafted_contract(desk, a_wish("refinance", group(desk, code)), case)


def test_one_draft_and_one_contract_at_a_time(desk):
    contract = drafted_contract(desk)
    with pytest.raises(errors.DraftStanding):
        draft_contract(case=contract.case, wish=a_wish(), by=a_hand(desk.secretary))
    withdraw_draft(contract=contract, reason="แก้วันครบกำหนด", seen=1, by=a_hand(desk.secretary))
    second = drafted_contract(desk, case=contract.case)
    assert second.number == "2/2562"
    signed_contract(second, desk)
    with pytest.raises(errors.ContractInForce):
        draft_contract(case=contract.case, wish=a_wish(), by=a_hand(desk.secretary))
    with pytest.raises(IntegrityError), transaction.atomic():
        ActiveContract.objects.create(household=desk.household, contract=contract)


def test_whoever_drafted_does_not_record_the_signing(desk):
    contract = drafted_contract(desk)
    with pytest.raises(errors.SameDrafter):
        signed_contract(contract, desk, by=a_hand(desk.secretary))
    assert contract_in_force(desk.household) is None
    drafted_at = contract.steps.get().done_at
    ActiveContract.objects.create(household=desk.household, contract=contract)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContractStep.objects.create(
            contract=contract,
            sequence=2,
            deed="signed",
            counts_from=TODAY,
            paper_sha256=AMENDED["paper_sha256"],
            done_by=desk.secretary,
            done_on=TODAY,
            done_at=drafted_at,
        )


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=1)])
def test_a_contract_is_signed_neither_before_its_balances_nor_in_the_future(desk, day):
    contract = drafted_contract(desk)
    with pytest.raises(errors.SigningDayImpossible):
        signed_contract(contract, desk, on=day)


def test_after_the_first_due_date_it_is_too_late_to_sign(desk):
    contract = drafted_contract(desk)
    late = contract_state(contract).first_due_on
    with pytest.raises(errors.SigningDayImpossible):
        signed_contract(contract, desk, on=late, by=a_hand(desk.chair, late))


def test_a_contract_is_signed_no_earlier_than_it_was_drafted(desk):
    drafted_on = TODAY + timedelta(days=2)
    contract = draft_contract(
        case=agreed(desk), wish=a_wish(), by=a_hand(desk.secretary, drafted_on)
    )
    with pytest.raises(errors.SigningDayImpossible):
        signed_contract(
            contract, desk, on=drafted_on - timedelta(days=1), by=a_hand(desk.chair, drafted_on)
        )
    assert signed_contract(contract, desk, on=drafted_on, by=a_hand(desk.chair, drafted_on)).created


def test_a_contract_is_not_signed_on_papers_that_came_before_the_last_answer(desk):
    """A guarantor bound for more than they consent to by now, for one."""
    case = agreed(desk)
    contract = drafted_contract(desk, case=case)
    later = replace(a_hand(desk.secretary), at=NOON + timedelta(hours=1))
    one = agreement_of(case, on=TODAY).guarantors[0]
    guarantor(case, desk, one, most_satang=100)
    agree_case(case=case, seen=seen(case), by=later)
    with pytest.raises(errors.AnsweredSince):
        signed_contract(contract, desk)
    withdraw_draft(contract=contract, reason="คำตอบเปลี่ยน", seen=1, by=later)
    again = draft_contract(case=case, wish=a_wish(), by=replace(later, actor=desk.secretary))
    assert signed_contract(again, desk).created


def test_a_line_whose_first_due_date_passed_is_not_drafted(desk):
    case = agreed(desk)
    first = contract_state(drafted_contract(desk, case=case)).first_due_on
    withdrawn = draft_of(desk.household)
    withdraw_draft(contract=withdrawn, reason="ลอง", seen=1, by=a_hand(desk.secretary))
    with pytest.raises(errors.FirstDuePassed):
        draft_contract(case=case, wish=a_wish(), by=a_hand(desk.secretary, first))


def test_a_contract_is_not_worked_out_from_balances_of_long_ago(desk):
    found = agreement_of(agreed(desk), on=TODAY)
    assert not found.missing
    for days, codes in ((92, []), (93, ["balances_old"])):
        problem = replace(found.line.problem, as_of=TODAY + timedelta(days=days))
        later = replace(found, line=replace(found.line, problem=problem))
        lacks = lacks_of_agreement(later, found.resolution, TODAY)
        assert [one.code for one in lacks] == codes


def test_a_stale_page_and_a_stranger_change_nothing(desk):
    contract = drafted_contract(desk)
    with pytest.raises(errors.ContractChanged):
        withdraw_draft(contract=contract, reason="typo", seen=0, by=a_hand(desk.secretary))
    stranger = an_officer("centre_committee", "31011806", "elsewhere")
    with pytest.raises(NotAllowed):
        withdraw_draft(contract=contract, reason="typo", seen=1, by=a_hand(stranger))
    assert contract_seen(contract) == 1


def test_a_contract_cancelled_before_any_payment_gives_the_old_debts_back(desk):
    contract = drafted_contract(desk)
    signed_contract(contract, desk)
    with pytest.raises(errors.SameSigner):  # nobody takes their own signing back alone
        cancel_and_reverse(contract=contract, reason="ผิด", on=TODAY, seen=2, by=a_hand(desk.chair))
    cancel_and_reverse(contract=contract, reason="ผิด", on=TODAY, seen=2, by=a_hand(desk.secretary))
    assert contract_in_force(desk.household) is None
    assert state(contract.case) == "negotiating"
    assert owed(desk) == {
        ("2/2561", "OM"): 2_000_000,
        ("3/2561", "VF"): 3_000_000,
        ("1/2562", "OM"): 0,
        ("1/2562", "VF"): 0,
    }
    assert sum(v for k, v in balances(desk).items() if k.startswith("claim:")) == 0
    assert verify_ledger().problems == ()


def test_a_due_day_that_no_month_has_is_refused(desk):
    case = agreed(desk)
    for day in (0, 32):
        with pytest.raises(errors.DueDayImpossible):
            drafted_contract(desk, a_wish(due_day=day), case)
    contract = drafted_contract(desk, a_wish(due_day=5), case)
    days = {row.due_on.day for one in contract_state(contract).parts for row in one.rows}
    assert days == {5}
    assert contract.interest_from == date(2019, 3, 16)


def a_change(**facts):
    known = {"part": 1, "from_on": TODAY + timedelta(days=1)}
    return Change(**(known | facts))


def amended(desk, contract, change=None, **facts):
    """The contract amended by the chair, as the secretary proposed and the committee resolved."""
    proposal = facts.pop("proposal", None) or proposed_amendment(contract, desk, change)
    resolution = facts.pop("resolution", None) or resolved_amendment(proposal, desk)
    known = {"seen": contract_seen(contract), "by": a_hand(desk.chair)} | AMENDED
    return amend_contract(proposal=proposal, resolution_id=resolution.pk, **(known | facts))


def named(desk, on=TODAY):
    """Whom the register names as guarantors of the contract's own debts, by group."""
    found = stated_debts(desk.centre, on, households=[desk.household.pk]).values()
    own = [one for one in found if one.state.contract_number == "1/2562"]
    return {one.debt.group.code: guarantors_of(one, on) for one in own}


def test_more_time_frees_every_guarantor_who_does_not_consent_to_it_anew(desk):
    contract = drafted_contract(desk)
    signed_contract(contract, desk)
    first, second = guarantors_bound(contract)
    names = ["นายค้ำ มั่นคง", "นางค้ำ ยืนยง"]
    assert named(desk) == {"OM": names, "VF": []}
    longer, pause = (
        {"proposal": one, "resolution": resolved_amendment(one, desk)}
        for facts in ({"extra_instalments": 2}, {"pause": (TODAY, TODAY + timedelta(days=9))})
        for one in [proposed_amendment(contract, desk, a_change(**facts))]
    )
    with pytest.raises(errors.GuarantorsUnasked, match=names[1]) as refused:
        amended(desk, contract, guarantors={first.position: Consent(TODAY)}, **longer)
    assert names[0] not in str(refused.value)
    both = {first.position: Consent(TODAY), second.position: None}
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(errors.GuarantorConsentDayImpossible):
            amended(desk, contract, guarantors=both | {first.position: Consent(day)}, **longer)
    for worthless in ({"most_satang": 0}, {"until": TODAY}, {"most_satang": 10**15}):
        bound = {first.position: Consent(TODAY, **worthless)}
        with pytest.raises(errors.GuaranteeImpossible, match=names[0]):
            amended(desk, contract, guarantors=both | bound, **longer)
    slip = {first.position: Consent(TODAY, 1_234_500_000)}
    with pytest.raises(errors.GuaranteeTooHigh, match=names[0]):
        amended(desk, contract, guarantors=both | slip, **longer)
    both[first.position] = Consent(TODAY, 1_234_500, date(2030, 1, 31))
    with pytest.raises(errors.GuarantorNotAsked):
        amended(desk, contract, guarantors=both, **pause)
    step = amended(desk, contract, guarantors=both, **longer)
    assert step.amendment["guarantors"] == {
        "1": {"answer": "consented", "on": TODAY.isoformat()}
        | {"most_satang": 1_234_500, "until": "2030-01-31"},
        "2": {"answer": "discharged", "on": TODAY.isoformat()},
    }
    now, _free = guarantees_of(contract)
    assert (now.most_satang, now.until) == (1_234_500, date(2030, 1, 31))
    assert named(desk) == {"OM": names[:1], "VF": []}
    amended(desk, contract, **pause)
    with pytest.raises(errors.GuarantorsUnasked):
        amended(desk, contract, a_change(grace_on_interest=1))
    assert guarantors_bound(contract) == [first]


def test_an_amendment_changes_several_things_at_once_and_what_was_signed_stays(desk):
    contract = drafted_contract(desk)
    signed_contract(contract, desk)
    before = contract_state(contract).parts[0]
    proposal = proposed_amendment(contract, desk, a_change(extra_instalments=2, rate_bp=600))
    known = {"proposal": proposal, "guarantors": {1: Consent(TODAY), 2: Consent(TODAY)}}
    known["resolution"] = resolved_amendment(proposal, desk)
    with pytest.raises(errors.SameProposer):
        amended(desk, contract, by=a_hand(desk.secretary), **known)
    amended(desk, contract, **known)
    with pytest.raises(errors.ResolutionUsed):
        amended(desk, contract, **known)
    after = contract_state(contract).parts[0]
    assert after.terms == before.terms
    assert len(after.rows) == len(before.rows) + 2
    assert {row.rate_bp for row in after.rows} == {600}


def test_an_amendment_is_proposed_lawfully_and_needs_a_resolution_on_just_that(desk):
    contract = drafted_contract(desk)
    with pytest.raises(errors.ContractOutOfOrder):
        proposed_amendment(contract, desk, a_change(rate_bp=100))
    signed_contract(contract, desk)
    for facts, refusal in (
        ({"rate_bp": 1_501}, RateAboveCeiling),
        ({}, errors.AmendmentUnclear),
        ({"part": 99, "rate_bp": 100}, errors.AmendmentUnclear),
    ):
        with pytest.raises(refusal):
            proposed_amendment(contract, desk, a_change(**facts))
    one, other = (proposed_amendment(contract, desk, a_change(rate_bp=n)) for n in (100, 200))
    again = {"key": one.pk, "contract": contract, "by": a_hand(desk.secretary)}
    again["reason"] = one.reason
    assert propose_amendment(change=a_change(rate_bp=100), **again) == one
    with pytest.raises(errors.ContractChanged):
        propose_amendment(change=a_change(rate_bp=200), **again)
    with pytest.raises(ResolutionNeeded):
        amended(desk, contract, proposal=other, resolution=resolved_amendment(one, desk))
    assert contract_seen(contract) == 2
