"""A balance counts as confirmed when both sides stand by it and the register says it."""

from dataclasses import replace
from datetime import date

import pytest
from build import TODAY, a_book, a_book_of, a_debt, an_import, an_officer
from django.db import IntegrityError, transaction

from plodnee.audit.models import AuditEvent
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed
from plodnee.registers.confirmation.errors import (
    AlreadySettled,
    AnswerNotPossible,
    DebtsNotConfirmed,
    NothingDisputed,
)
from plodnee.registers.confirmation.selectors import (
    confirmation_progress,
    confirmations,
    confirmations_of_debts,
)
from plodnee.registers.confirmation.services import (
    GivenAnswer,
    admit_debts,
    issue_slips,
    record_answer,
    settle_dispute,
    undo_answer,
)
from plodnee.registers.edits import steps_of
from plodnee.registers.errors import (
    ChangedMeanwhile,
    NothingToUndo,
    ReasonMissing,
)
from plodnee.registers.models import BalanceSlip, Debt, UnconfirmedAdmission

pytestmark = pytest.mark.django_db
LATER = date(2019, 4, 16)
OWED = 2_000_000
TWO_DEBTS = a_book(
    debts=(a_debt(), a_debt(3, creditor="นายทุน", creditor_kind="informal", principal_satang=500))
)


@pytest.fixture
def centre():
    return an_import(TWO_DEBTS).centre


@pytest.fixture
def slip(centre):
    return issue_slips(centre=centre, actor=OPERATOR, on=TODAY)[0]


def answer(slip, side, said="agrees", satang=None, note="", seen=None, actor=OPERATOR, on=LATER):
    version = BalanceSlip.standing(slip.pk).version if seen is None else seen
    given = GivenAnswer(said, on, satang, note)
    return record_answer(slip, seen_version=version, side=side, given=given, actor=actor, on=LATER)


def settle(slip, satang, reason="ตรวจสมุดบัญชีแล้ว", seen=None):
    version = BalanceSlip.standing(slip.pk).version if seen is None else seen
    return settle_dispute(
        slip, seen_version=version, agreed_satang=satang, reason=reason, settled_on=LATER,
        actor=OPERATOR, on=LATER,
    )  # fmt: skip


def standing(slip):
    return confirmations_of_debts([slip.debt_id])[slip.debt_id].standing


def restated(principal_satang, day=LATER, **parts):
    """A later register in which the first debt stands at another sum."""
    first, second = TWO_DEBTS.debts
    debts = (replace(first, principal_satang=principal_satang, **parts), second)
    return an_import(a_book_of(day, replace(TWO_DEBTS, debts=debts)))


def test_a_slip_asks_what_the_register_says_and_bears_a_number_of_its_year(centre):
    first, second = issue_slips(centre=centre, actor=OPERATOR, on=TODAY)
    assert (str(first), str(second)) == ("31011805-2562-00001", "31011805-2562-00002")
    assert (first.owed_satang, first.as_of, first.issued_on) == (OWED, TODAY, TODAY)
    assert standing(first) == "waiting"


def test_a_debt_is_asked_about_once_until_the_register_says_another_sum(centre, slip):
    assert issue_slips(centre=centre, actor=OPERATOR, on=TODAY) == []
    restated(OWED)
    assert issue_slips(centre=centre, actor=OPERATOR, on=LATER) == []
    restated(OWED - 100, date(2019, 5, 1))
    assert standing(slip) == "outdated"
    (anew,) = issue_slips(centre=centre, actor=OPERATOR, on=LATER)
    assert (anew.debt_id, anew.owed_satang) == (slip.debt_id, OWED - 100)


def test_slips_are_made_for_the_debts_named_and_never_for_closed_ones():
    closed = a_debt(4, principal_satang=0, creditor="ธ.ก.ส.", creditor_kind="formal")
    centre = an_import(replace(TWO_DEBTS, debts=(*TWO_DEBTS.debts, closed))).centre
    chosen = Debt.objects.get(outside_creditor__kind="informal")
    (slip,) = issue_slips(centre=centre, actor=OPERATOR, on=TODAY, debts={chosen.pk})
    assert slip.debt == chosen
    assert len(issue_slips(centre=centre, actor=OPERATOR, on=TODAY)) == 1


def test_a_balance_is_confirmed_when_both_sides_agree(slip):
    answer(slip, "creditor")
    assert standing(slip) == "partly"
    answer(slip, "debtor")
    assert standing(slip) == "confirmed"


def test_the_same_sum_in_other_parts_is_not_what_was_confirmed_and_is_asked_anew(centre, slip):
    answer(slip, "creditor")
    answer(slip, "debtor")
    restated(OWED - 500_000, interest_arrears_satang=300_000, penalty_satang=200_000)
    assert standing(slip) == "outdated"
    assert confirmation_progress(centre).confirmed == 0
    with pytest.raises(DebtsNotConfirmed):
        admit_debts(debts=[slip.debt_id], actor=OPERATOR, on=LATER)
    (anew,) = issue_slips(centre=centre, actor=OPERATOR, on=LATER)
    assert (anew.debt_id, anew.owed_satang) == (slip.debt_id, OWED)
    restated(OWED, date(2019, 5, 1))
    assert standing(slip) == "outdated"


@pytest.mark.parametrize(("said", "satang"), [("differs", 1_500_000), ("not_found", None)])
def test_another_sum_or_an_unknown_debt_is_a_dispute(slip, said, satang):
    answer(slip, "creditor")
    answer(slip, "debtor", said, satang)
    assert standing(slip) == "disputed"


def test_a_settled_dispute_is_confirmed_once_the_register_says_the_sum(slip):
    answer(slip, "debtor", "differs", 1_500_000, "จ่ายไปแล้วห้าพัน")
    settle(slip, 1_500_000)
    assert standing(slip) == "unmatched"
    restated(1_500_000)
    assert standing(slip) == "confirmed"
    restated(1_400_000, date(2019, 5, 1))
    assert standing(slip) == "outdated"


def test_a_dispute_settled_at_the_sum_asked_for_is_confirmed_at_once(slip):
    answer(slip, "debtor", "not_found")
    settle(slip, OWED)
    assert standing(slip) == "confirmed"


def test_a_debt_that_is_none_stays_void(slip):
    answer(slip, "creditor", "not_found")
    settle(slip, None)
    assert standing(slip) == "void"


def test_only_a_dispute_is_settled_and_a_settled_one_takes_no_more_answers(slip):
    answer(slip, "creditor")
    with pytest.raises(NothingDisputed):
        settle(slip, OWED)
    answer(slip, "debtor", "not_found")
    with pytest.raises(ReasonMissing):
        settle(slip, OWED, reason="")
    settle(slip, OWED)
    with pytest.raises(AlreadySettled):
        answer(slip, "debtor", note="แก้")
    with pytest.raises(NothingDisputed):
        settle(slip, OWED)


@pytest.mark.parametrize(
    "given",
    [
        GivenAnswer("agrees", date(2019, 3, 15)),
        GivenAnswer("agrees", date(2019, 4, 17)),
        GivenAnswer("agrees", LATER, 100),
        GivenAnswer("differs", LATER),
        GivenAnswer("differs", LATER, -1),
        GivenAnswer("differs", LATER, 15.5),
        GivenAnswer("differs", LATER, True),
        GivenAnswer("perhaps", LATER),
    ],
    ids=["before", "after", "sum", "no sum", "below zero", "no integer", "no number", "unknown"],
)
def test_an_impossible_answer_is_refused(slip, given):
    with pytest.raises(AnswerNotPossible):
        record_answer(slip, seen_version=1, side="debtor", given=given, actor=OPERATOR, on=LATER)
    assert standing(slip) == "waiting"


def test_two_clerks_with_the_same_slip_do_not_overwrite_one_another(slip):
    answer(slip, "debtor", seen=1)
    with pytest.raises(ChangedMeanwhile) as refused:
        answer(slip, "debtor", "differs", 100, "อีกคนหนึ่ง", seen=1)
    assert refused.value.theirs["debtor_answer"] == "agrees"
    assert refused.value.yours["debtor_satang"] == 100
    assert standing(slip) == "partly"


def test_an_answer_is_corrected_with_a_reason_and_its_history_stays(slip):
    officer = an_officer("district_officer", "3101")
    answer(slip, "debtor", actor=officer)
    with pytest.raises(ReasonMissing):
        answer(slip, "debtor", "differs", 100)
    answer(slip, "debtor", "differs", 100, "ฟังผิด", actor=officer)
    correction, first = steps_of([slip])
    assert (correction.reason, correction.made_by) == ("ฟังผิด", officer)
    assert {n: (a, b) for n, a, b in correction.changes}["debtor_satang"] == (None, 100)
    assert first.after["debtor_answer"] == "agrees"


def test_the_last_answer_is_taken_back_and_then_no_more(slip):
    answer(slip, "creditor")
    answer(slip, "debtor")
    seen = BalanceSlip.standing(slip.pk).version
    undo_answer(slip, seen_version=seen, reason="ผิดคน", actor=OPERATOR, on=LATER)
    now = BalanceSlip.standing(slip.pk)
    assert (now.creditor_answer, now.debtor_answer, now.debtor_answered_on) == ("agrees", "", None)
    with pytest.raises(NothingToUndo):
        undo_answer(slip, seen_version=now.version, reason="อีก", actor=OPERATOR, on=LATER)


def test_a_settlement_taken_back_is_a_dispute_again(slip):
    answer(slip, "debtor", "not_found")
    settle(slip, None)
    seen = BalanceSlip.standing(slip.pk).version
    undo_answer(slip, seen_version=seen, reason="พบสัญญา", actor=OPERATOR, on=LATER)
    assert standing(slip) == "disputed"


def test_the_progress_of_a_centre_counts_debts_and_money(centre, slip):
    answer(slip, "creditor")
    answer(slip, "debtor")
    progress = confirmation_progress(centre)
    assert (progress.debts, progress.confirmed, progress.counts["waiting"]) == (2, 1, 1)
    assert (progress.owed_satang, progress.confirmed_satang) == (OWED + 500, OWED)
    (household,) = {one.stated.household for one in confirmations(centre)}
    assert len(confirmations(centre, households={household.pk})) == 2


def test_only_confirmed_debts_enter_a_contract(centre, slip):
    answer(slip, "creditor")
    answer(slip, "debtor")
    assert admit_debts(debts=[slip.debt_id], actor=OPERATOR, on=LATER) == []
    every = list(Debt.objects.values_list("pk", flat=True))
    with pytest.raises(DebtsNotConfirmed) as refused:
        admit_debts(debts=every, actor=OPERATOR, on=LATER)
    assert list(refused.value.details["debts"].values()) == ["waiting"]
    assert not UnconfirmedAdmission.objects.exists()


def test_an_unconfirmed_debt_enters_with_a_reason_that_is_kept(slip):
    officer = an_officer("centre_committee", "31011805")
    given = {"debts": [slip.debt_id], "on": LATER, "reason": "เจ้าหนี้เสียชีวิต"}
    (admission,) = admit_debts(actor=officer, **given)
    assert (admission.standing, admission.owed_satang) == ("waiting", OWED)
    assert admission.admitted_by == officer
    assert "เจ้าหนี้" not in admission.sealed_reason
    assert AuditEvent.objects.filter(action="registers.admitted_unconfirmed").count() == 1
    with pytest.raises(NotAllowed):
        admit_debts(actor=an_officer("auditor", "3101"), **given)


def test_a_debt_that_no_register_states_does_not_enter_whatever_the_reason(centre):
    gone = Debt.objects.get(outside_creditor__isnull=False)
    an_import(a_book_of(LATER, replace(TWO_DEBTS, debts=TWO_DEBTS.debts[:1])))
    with pytest.raises(DebtsNotConfirmed):
        admit_debts(debts=[gone.pk], actor=OPERATOR, on=LATER, reason="จำเป็น")


def test_nobody_records_answers_for_a_centre_of_others(centre, slip):
    for stranger in (an_officer("district_officer", "3121"), an_officer("auditor", "3101")):
        with pytest.raises(NotAllowed):
            answer(slip, "debtor", actor=stranger)
        with pytest.raises(NotAllowed):
            issue_slips(centre=centre, actor=stranger, on=TODAY)


def test_the_database_itself_holds_an_answer_whole(slip):
    for columns in (
        {"debtor_answer": "differs", "debtor_answered_on": LATER},
        {"creditor_answer": "agrees"},
        {"settlement": "agreed", "settled_on": LATER},
    ):
        with pytest.raises(IntegrityError, match="balance_slip"), transaction.atomic():
            BalanceSlip.objects.filter(pk=slip.pk).update(version=2, **columns)
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        BalanceSlip.objects.filter(pk=slip.pk).delete()
