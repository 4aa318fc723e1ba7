"""What creditors, a spouse and guarantors answer counts until somebody says otherwise."""

from datetime import date, timedelta

import pytest
from build import TODAY, a_picture
from case_desk import (
    ANSWER_BY,
    a_desk,
    a_hand,
    agreed,
    agreed_unconfirmed,
    agreement,
    answered,
    everybody_answered,
    guarantor,
    lacking,
    negotiating,
    offered,
    seen,
    spouse,
    state,
)
from contract_desk import drafted_contract, signed_contract

from plodnee.casework.cases import errors, services
from plodnee.casework.cases.answers import answers_by_step
from plodnee.casework.cases.selectors import case_state
from plodnee.casework.cases.states import State
from plodnee.casework.cases.waiting import next_step_of
from plodnee.casework.workspace.selectors import pins_in_force
from plodnee.contracts.basis import admissions_behind
from plodnee.contracts.errors import ContractIncomplete, SameAdmitter
from plodnee.contracts.models import Contract
from plodnee.contracts.selectors import contract_state
from plodnee.engine.calendar import day_of_month
from plodnee.errors import said_day
from plodnee.registers.entries.evidence import attach_evidence, withdraw_evidence
from plodnee.registers.models import Household

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return a_desk()


def hand(desk, on=TODAY):
    return a_hand(desk.secretary, on)


def codes_refused(deed):
    with pytest.raises(errors.CaseIncomplete) as refused:
        deed()
    for one in refused.value.missing:
        assert one.message("th") in refused.value.message("th")
        assert one.way("en") in refused.value.message("en")
    return [one.code for one in refused.value.missing]


def test_everything_missing_is_named_with_its_way_out_until_everybody_agreed(desk):
    case = negotiating(desk)
    asked = agreement(case).answers
    at_first = ["offer"] * len(asked) + ["spouse", "guarantor", "guarantor"]
    assert lacking(case) == at_first
    assert (
        codes_refused(lambda: services.agree_case(case=case, seen=seen(case), by=hand(desk)))
        == at_first
    )
    offered(case, desk)
    assert lacking(case)[: len(asked)] == ["answer"] * len(asked)
    assert "answer_overdue" in lacking(case, ANSWER_BY + timedelta(days=1))
    for one in asked:
        answered(case, desk, one.creditor.key, resolution_number="", resolution_on=None)
    assert lacking(case)[: len(asked)] == ["fund_resolution"] * len(asked)
    for one in asked:
        answered(case, desk, one.creditor.key, in_writing=False)
    assert lacking(case)[: len(asked)] == ["creditor_writing"] * len(asked)
    for one in asked:
        answered(case, desk, one.creditor.key)
    assert lacking(case) == ["spouse", "guarantor", "guarantor"]
    spouse(case, desk, in_writing=False)
    first, second = agreement(case).guarantors
    guarantor(case, desk, first, in_writing=False)
    guarantor(case, desk, second, answer="refused")
    assert lacking(case) == ["spouse_writing", "guarantor_writing", "guarantor_refused"]
    spouse(case, desk, answer="no_spouse", name="", in_writing=False, reason="หย่าแล้ว")
    guarantor(case, desk, first)
    guarantor(case, desk, second, answer="discharged")
    found = agreement(case)
    assert found.complete
    assert not found.spouse_needed
    assert found.guarantors[1].discharged
    assert lacking(case, date(2023, 1, 1)) == ["order", "guarantor_lapsed"]


def test_a_counter_offer_or_a_word_taken_back_opens_the_negotiation_again(desk):
    from plodnee.casework.cases.answering import Counter

    case = agreed(desk)
    (first, *_) = agreement(case).answers
    reply = answered(
        case, desk, first.creditor.key, answer="counter", counter=Counter(900, 12, 100_00)
    )
    assert state(case) == State.NEGOTIATING
    assert (reply.counter_rate_bp, reply.counter_months, reply.counter_waived_satang) == (
        900, 12, 100_00
    )  # fmt: skip
    assert lacking(case) == ["counter"]
    for rate_bp, code in ((1500, "counter"), (1501, "counter_above")):
        answered(case, desk, first.creditor.key, answer="counter", counter=Counter(rate_bp))
        assert lacking(case) == [code]
    (above,) = agreement(case).missing
    assert "ร้อยละ 15.01 ต่อปี เกินเพดานร้อยละ 15 ต่อปีของกฎหมาย" in above.message("th")
    with pytest.raises(ContractIncomplete) as refused:
        drafted_contract(desk, case=case)
    assert "above the law's ceiling of 15 % (CCC 654)" in refused.value.message("en")
    answered(case, desk, first.creditor.key, answer="refused", reason="ไม่พอ")
    assert lacking(case) == ["refused"]
    answered(case, desk, first.creditor.key)
    services.agree_case(case=case, seen=seen(case), by=hand(desk))
    spouse(case, desk, answer="refused", reason="เปลี่ยนใจ")
    assert (state(case), lacking(case)) == (State.NEGOTIATING, ["spouse_refused"])
    with pytest.raises(errors.CaseOutOfOrder):
        services.mark_contracted(case, contract_number="1/2562", by=hand(desk))


@pytest.mark.parametrize("answer", ["consented", "refused"])
def test_no_spouse_after_one_answered_needs_a_reason_on_another_line_too(desk, answer):
    case = negotiating(desk)
    none = {"answer": "no_spouse", "name": "", "in_writing": False}
    spouse(case, desk, answer=answer, reason="ไม่เห็นด้วย")
    (pin,) = pins_in_force(desk.household)
    services.choose_line(case=case, pin_id=pin.pk, seen=seen(case), by=hand(desk))
    for reason in ("", "-"):
        with pytest.raises(errors.SpouseAnsweredBefore) as refused:
            spouse(case, desk, **none, reason=reason)
        assert "นางคู่ สมมุติ" in refused.value.message()
    spouse(case, desk, **none, reason="หย่าเมื่อปีก่อน")
    spouse(case, desk, **none)
    said = [one for rows in answers_by_step(case).values() for one in rows]
    assert [one.answer for one in said] == [answer, "no_spouse", "no_spouse"]
    assert (said[0].who, said[0].on) == ("นางคู่ สมมุติ", TODAY)


def test_another_line_asks_everybody_anew(desk):
    case = everybody_answered(negotiating(desk), desk)
    assert lacking(case) == []
    (pin,) = pins_in_force(desk.household)
    services.choose_line(case=case, pin_id=pin.pk, seen=seen(case), by=hand(desk))
    assert "offer" in lacking(case)
    assert "spouse" in lacking(case)


def test_days_and_answers_that_cannot_be_are_refused(desk):
    from plodnee.casework.cases.answering import Counter

    case = negotiating(desk)
    for days in (
        {"sent_on": TODAY + timedelta(days=1)},
        {"sent_on": TODAY - timedelta(days=1)},
        {"answer_by": TODAY - timedelta(days=1)},
        {"answer_by": TODAY + timedelta(days=181)},
    ):
        with pytest.raises(errors.CaseDayNotPossible):
            offered(case, desk, **days)
    for wrong in ({"creditors": []}, {"creditors": ["g999"]}, {"means": "pigeon"}):
        with pytest.raises(errors.NotAsked):
            offered(case, desk, **wrong)
    key = agreement(case).answers[0].creditor.key
    with pytest.raises(errors.NotAsked):
        answered(case, desk, key)
    offered(case, desk)
    for wrong, refusal in (
        ({"resolution_number": ""}, errors.ResolutionIncomplete),
        ({"resolution_on": TODAY + timedelta(days=1)}, errors.ResolutionIncomplete),
        ({"resolution_on": TODAY - timedelta(days=1)}, errors.ResolutionIncomplete),
        ({"answer": "counter"}, errors.CounterIncomplete),
        ({"counter": Counter(900)}, errors.CounterIncomplete),
        ({"answer": "counter", "counter": Counter(1.5)}, errors.CounterIncomplete),
        ({"answer": "counter", "counter": Counter(None, None, 50_000_01)}, errors.CounterTooHigh),
    ):
        with pytest.raises(refusal):
            answered(case, desk, key, **wrong)
    with pytest.raises(errors.AnswerDayNotPossible):
        answered(case, desk, key, on=TODAY + timedelta(days=1))
    with pytest.raises(errors.CaseReasonMissing):
        answered(case, desk, key, answer="refused")


def test_a_guarantor_says_how_much_and_until_when_and_a_spouse_has_a_name(desk):
    case = negotiating(desk)
    first = agreement(case).guarantors[0]
    for wrong in (
        {"most_satang": None}, {"most_satang": 0}, {"most_satang": 1.5},
        {"until": None}, {"until": TODAY}, {"answer": "discharged", "most_satang": 1},
        {"answer": "perhaps"},
    ):  # fmt: skip
        with pytest.raises(errors.AnswerIncomplete):
            guarantor(case, desk, first, **wrong)
    owed, soon = agreement(case).owed_satang, TODAY + timedelta(days=365)
    with pytest.raises(errors.GuaranteeTooHigh, match="could come to"):
        guarantor(case, desk, first, most_satang=2 * owed + 1, until=soon)
    for until in (soon, date(TODAY.year + 8, 1, 1)):  # the law's interest for eight years
        guarantor(case, desk, first, most_satang=2 * owed + (until != soon), until=until)
    with pytest.raises(errors.CaseReasonMissing):
        guarantor(case, desk, first, answer="discharged", reason="")
    for wrong, refusal in (
        ({"name": " "}, errors.SpouseUnnamed),
        ({"answer": "perhaps"}, errors.AnswerIncomplete),
        ({"on": TODAY + timedelta(days=1)}, errors.AnswerDayNotPossible),
    ):
        with pytest.raises(refusal):
            spouse(case, desk, **wrong)


def test_evidence_is_of_the_household_and_not_withdrawn(desk):
    case = negotiating(desk)
    offered(case, desk)
    key = agreement(case).answers[0].creditor.key

    def a_file(home, text):
        return attach_evidence(
            a_picture(text), household=home, debt=None, kind="other", description="หนังสือยินยอม",
            actor=desk.secretary, on=TODAY,
        )  # fmt: skip

    own, other = a_file(desk.household, "a"), a_file(Household.objects.get(code="002"), "b")
    assert answered(case, desk, key, evidence=own).evidence == own
    with pytest.raises(errors.EvidenceElsewhere):
        answered(case, desk, key, evidence=other)
    withdraw_evidence(own, reason="ผิดไฟล์", actor=desk.secretary, on=TODAY)
    own.refresh_from_db()
    with pytest.raises(errors.EvidenceElsewhere):
        spouse(case, desk, evidence=own)


def test_who_let_an_unconfirmed_balance_in_does_not_record_the_signing(desk):
    """A reason in place of both sides' word: somebody else answers for it."""
    contract = drafted_contract(desk, case=agreed_unconfirmed(desk))
    let_in = admissions_behind(contract_state(contract))
    assert {one.admitted_by for one in let_in} == {desk.chair}
    assert {one.debt for one in let_in} == {one.debt for one in contract_state(contract).sources}
    with pytest.raises(SameAdmitter):
        signed_contract(contract, desk)
    assert signed_contract(contract, desk, by=a_hand(desk.district)).created


def test_what_was_not_agreed_is_not_drafted(desk):
    with pytest.raises(ContractIncomplete) as refused:
        drafted_contract(desk, case=negotiating(desk))
    assert refused.value.missing
    assert not Contract.objects.exists()


def test_whoever_agreed_too_late_for_the_first_due_date_is_told_so_and_the_way_out(desk):
    case = agreed(desk)
    first = contract_state(drafted_contract(desk, case=case)).first_due_on
    for day, code in (
        (first - timedelta(days=1), "contract"),
        (first, "contract"),  # with a due day later in the month
        (day_of_month(first, 31), "first_due_passed"),
        (day_of_month(first, 31) + timedelta(days=9), "first_due_passed"),
    ):
        (lack,) = next_step_of(case_state(case), day).lacks
        assert lack.code == code
    assert said_day(first, "th") in lack.message()
