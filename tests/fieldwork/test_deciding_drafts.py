"""A draft becomes what a person confirms, through the services of the site, once."""

from datetime import UTC, date, datetime

import pytest
from build import CENTRE_CODE, TODAY, a_picture, an_officer
from field_village import NOW, a_field_village, a_survey_form, a_visit_form, filled, sender

from plodnee.audit.subjects import open_column
from plodnee.casework.models import Contact, VisitReport
from plodnee.casework.rules.services import Hand
from plodnee.fieldwork.account_months import MonthNow, month_now
from plodnee.fieldwork.applying import values_of
from plodnee.fieldwork.comparing import standing_of
from plodnee.fieldwork.deciding import confirm, reopen, turn_down
from plodnee.fieldwork.definitions import ACCOUNT, NOTES, SURVEY
from plodnee.fieldwork.definitions.accounts import EARNED, SPENT
from plodnee.fieldwork.errors import CannotUndo, DraftDecided, DraftHasProblems, ReasonMissing
from plodnee.fieldwork.lists import Worker, listed
from plodnee.fieldwork.models import Draft
from plodnee.fieldwork.receiving import filled_of, receive
from plodnee.fieldwork.states import state_of
from plodnee.organization.errors import NotAllowed
from plodnee.registers.entries.debts import Balance, DebtTerms
from plodnee.registers.entries.entering import Entry
from plodnee.registers.entries.households import (
    CashSaid,
    HouseholdSaid,
    describe_household,
    state_cash,
)
from plodnee.registers.entries.joining import NewDebt, restate_debts
from plodnee.registers.entries.present import cash, debt_states, household_state
from plodnee.registers.entries.words import last_word
from plodnee.registers.models import Evidence, ImportBatch

pytestmark = pytest.mark.django_db
NEW = {"debt": "new", "creditor_kind": "informal", "creditor_name": "นายทุน", "rate": "2",
       "rate_unit": "month", "principal": "5000.50"}  # fmt: skip


@pytest.fixture
def village():
    return a_field_village()


@pytest.fixture
def officer(village):
    return an_officer("centre_committee", CENTRE_CODE, "reviewer")


def by(actor, at=NOW, on=TODAY):
    return Hand(actor, on, at)


def drafted(village, form, **files):
    return receive(form, files, sender(village[3])).draft


def decided(draft, officer, step=0, **more):
    seen = last_word(draft.centre, draft.household) if draft.household else None
    return confirm(draft, step=step, **({"seen": seen} | more), by=by(officer))


def known_debt(household, principal, **said):
    return {"debt": str(household.debts.get().pk), "principal": principal, **said}


def test_a_confirmed_survey_is_what_the_register_says_and_what_is_the_same_stays_as_it_was(
    village, officer
):
    home = village[1]
    rice = {"cash_kind": "income", "cash_name": "ขายข้าว", "cash_amount": "80000",
            "cash_months": "11 12"}  # fmt: skip
    form = a_survey_form(
        home, debts=[known_debt(home, "15000", interest="120"), NEW], cash_items=[rice]
    )
    step = decided(drafted(village, form), officer)
    assert step.deed == "confirmed"
    state = household_state(home, TODAY)
    assert (state.members, state.workers, state.main_occupation) == (5, 2, "ทำนา")
    # what was not answered stays as it was
    assert (state.moo, state.cash_satang, state.head.full) == (5, 1_000_000, "สมมุติ หนึ่ง")
    owed = {row.principal_satang: row for row in debt_states(home, TODAY)}
    assert owed[1_500_000].interest_arrears_satang == 12_000
    fresh = owed[500_050]
    assert (fresh.rate_bp, fresh.rate_unit, fresh.borrower) == (2400, "month", state.head)
    assert fresh.debt.outside_creditor.name == "นายทุน"
    assert [(one.item, one.months) for one in cash(home, TODAY)] == [("ขายข้าว", "11,12")]


def test_a_month_of_an_account_is_that_month_of_the_cash_line_until_taken_back(village, officer):
    home = village[1]
    items = [
        CashSaid("income", "ขายข้าว", 100, (2, 3)), CashSaid("expense", "ชำระหนี้ ธ.ก.ส.", 7, (3,)),
        CashSaid("expense", "อาหาร", 50, (3,)),
    ]  # fmt: skip
    entry = Entry(village[0], TODAY, officer, TODAY, household=home)
    state_cash(entry=entry, household=home, items=items)
    answers = {f"in_{name}": "0" for name, _th, _en in EARNED}
    answers |= {f"out_{name}": "0" for name, _th, _en in SPENT}
    answers |= {"month": "3", "year": "2562", "day": TODAY.isoformat(), "in_wages": "9000",
                "in_borrowed": "5000", "out_food": "2500.25", "out_repaid": "3000"}  # fmt: skip
    draft = drafted(village, filled(ACCOUNT, home, **answers))
    now = month_now(cash(home, TODAY), values_of(filled_of(draft)))
    assert now == MonthNow(3, 100, 50, 900_000, 250_025)
    assert decided(draft, officer).deed == "confirmed"
    march = {(one.item, one.amount_satang, one.months) for one in cash(home, TODAY)}
    assert march == {
        ("ขายข้าว", 100, "2"), ("ชำระหนี้ ธ.ก.ส.", 7, "3"),
        ("ค่าจ้าง", 900_000, "3"), ("อาหาร", 250_025, "3"),
    }  # fmt: skip
    again = drafted(village, filled(ACCOUNT, home, **(answers | {"month": "4"})))
    step = decided(again, officer)
    assert ("ค่าจ้าง", "3,4") in {(one.item, one.months) for one in cash(home, TODAY)}
    reopen(again, step=step.number, reason="ผิดเดือน", by=by(officer))
    assert {(one.item, one.amount_satang, one.months) for one in cash(home, TODAY)} == march


def test_confirming_twice_is_once_and_another_s_confirmation_comes_too_late(village, officer):
    home = village[1]
    draft = drafted(village, a_survey_form(home, debts=[NEW]))
    first = decided(draft, officer, seen=None)
    entries = ImportBatch.objects.count()
    assert decided(draft, officer, seen=None) == first
    with pytest.raises(DraftDecided):
        decided(draft, an_officer("district_officer", "3101"), seen=None)
    assert ImportBatch.objects.count() == entries
    assert home.debts.count() == 2


def test_a_register_that_changed_since_is_told_and_one_that_changes_meanwhile_refuses(
    village, officer
):
    home = village[1]
    seen = str(last_word(village[0], home))
    draft = drafted(village, a_survey_form(home, debts=[NEW], seen=seen))
    assert not standing_of(draft, filled_of(draft), TODAY).changed_since
    shown = last_word(village[0], home)
    state = household_state(home, TODAY)
    entry = Entry(village[0], TODAY, officer, TODAY)
    describe_household(entry=entry, household=home, said=HouseholdSaid(members=9), head=state.head)
    found = standing_of(draft, filled_of(draft), TODAY)
    assert found.changed_since
    told = {one.question.name: (one.now, one.said) for one in found.compared}
    assert told["members"] == (9, 5)
    refused = decided(draft, officer, seen=shown)
    assert (refused.deed, refused.code) == ("refused", "registers.entry_overtaken")
    assert state_of(draft) == "waiting"
    assert decided(draft, officer, step=1).deed == "confirmed"
    assert household_state(home, TODAY).members == 5


def test_a_draft_does_not_reopen_what_went_into_a_contract(village, officer):
    home, (old,) = village[1], village[1].debts.all()
    contract = DebtTerms(2_000_000, 600, "year", contract_number="1/2562")
    restate_debts(
        entry=Entry(village[0], TODAY, officer, TODAY), household=home,
        balances={old.pk: Balance(0)},
        opened=[NewDebt(old.group, contract, frozenset({old.pk}))],
        borrower=household_state(home, TODAY).head,
    )  # fmt: skip
    said = {"debt": str(old.pk), "principal": "15000"}
    refused = decided(drafted(village, a_survey_form(home, debts=[said])), officer)
    assert (refused.deed, refused.code) == ("refused", "registers.debt_under_contract")
    assert sum(row.principal_satang for row in debt_states(home, TODAY)) == 2_000_000


def test_a_draft_with_missing_or_wrong_answers_is_not_confirmed(village, officer):
    home = village[1]
    wrong = [{"members": ""}, {"members": "0"}, {"day": "2999-01-01"}, {"members": "1e9"},
             {"asks_cash": "perhaps"}, {"cash": "1.005"}]  # fmt: skip
    for said in wrong:
        draft = drafted(village, a_survey_form(home, debts=[NEW], **said))
        with pytest.raises(DraftHasProblems):
            decided(draft, officer)
    draft = drafted(village, a_survey_form(home, debts=[NEW | {"principal": "-1"}]))
    with pytest.raises(DraftHasProblems):
        decided(draft, officer)


def test_a_debt_of_another_household_is_refused_and_nothing_of_the_survey_is_applied(
    village, officer
):
    _centre, home, other, _worker = village
    draft = drafted(village, a_survey_form(home, debts=[NEW, known_debt(other, "1")]))
    before = ImportBatch.objects.count()
    step = decided(draft, officer)
    assert (step.deed, step.code) == ("refused", "registers.debt_not_there")
    assert ImportBatch.objects.count() == before
    assert standing_of(draft, filled_of(draft), TODAY).unknown_debts == 1


def test_what_was_sent_back_reaches_the_device_and_its_answer_ends_it(village, officer):
    home, worker = village[1], Worker(village[3], TODAY)
    draft = drafted(village, a_survey_form(home, debts=[NEW | {"rate": "999"}]))
    with pytest.raises(ReasonMissing):
        turn_down(draft, deed="returned", step=0, reason=" ", by=by(officer))
    turn_down(draft, deed="returned", step=0, reason="ถามดอกเบี้ยใหม่", by=by(officer))
    (row,) = listed("households", SURVEY, worker)
    assert (row["returned"], row["reason"]) == (str(draft.pk), "ถามดอกเบี้ยใหม่")
    answer = drafted(village, a_survey_form(home, debts=[NEW], returned=row["returned"]))
    assert answer.answers == draft
    assert listed("households", SURVEY, worker)[0]["returned"] == ""
    with pytest.raises(CannotUndo):
        reopen(draft, step=1, reason="กลับใจ", by=by(officer))


def test_what_was_rejected_or_confirmed_as_one_entry_is_taken_back_with_a_reason(village, officer):
    home = village[1]
    draft = drafted(village, a_survey_form(home, debts=[NEW]))
    turn_down(draft, deed="rejected", step=0, reason="คนละบ้าน", by=by(officer))
    reopen(draft, step=1, reason="บ้านถูกแล้ว", by=by(officer))
    form = a_survey_form(home, debts=[known_debt(home, "20000")])
    single = drafted(village, form)
    decided(single, officer)
    assert household_state(home, TODAY).members == 5
    reopen(single, step=1, reason="ผิดคน", by=by(officer))
    assert household_state(home, TODAY).members is None
    assert state_of(single) == "waiting"


def test_a_survey_of_several_entries_is_put_right_in_the_register_instead(village, officer):
    home = village[1]
    draft = drafted(village, a_survey_form(home, debts=[NEW]))
    decided(draft, officer)
    with pytest.raises(CannotUndo):
        reopen(draft, step=1, reason="ผิด", by=by(officer))


def test_a_visit_is_planned_and_reported_and_its_picture_is_evidence(village, officer):
    home = village[1]
    draft = drafted(village, a_visit_form(home, photo="a.jpg"), a=a_picture(kind="JPEG"))
    decided(draft, officer)
    report = VisitReport.objects.get()
    assert (report.outcome, report.visited_on, report.visit.purpose) == ("met", TODAY, "plan")
    assert open_column(report, "sealed_note") == "ข้าวยังไม่ได้ขาย"
    assert Evidence.objects.get().household == home


def test_a_contact_within_the_law_is_recorded_and_one_outside_refused_with_the_draft_kept(
    village, officer
):
    home = village[1]
    said = {"spoke_of_debt": "yes", "contact_outcome": "promised", "promised_on": "2019-04-01",
            "promised": "500"}  # fmt: skip
    late = drafted(village, a_visit_form(home, contact_hour="3", **said))
    step = decided(late, officer)
    assert (step.deed, step.code) == ("refused", "casework.contact_not_allowed")
    assert "ติดต่อ" in open_column(step, "sealed_reason")
    assert (state_of(late), Contact.objects.count(), VisitReport.objects.count()) == (
        "waiting",
        0,
        0,
    )
    decided(drafted(village, a_visit_form(home, contact_hour="10", **said)), officer)
    contact = Contact.objects.get()
    assert (contact.promised_on, contact.promised_satang) == (date(2019, 4, 1), 50_000)
    assert contact.contacted_at == datetime(2019, 3, 16, 3, 0, tzinfo=UTC)


def test_an_official_of_the_state_who_spoke_of_the_debt_is_refused_whoever_confirms():
    village = a_field_village("district_officer", "3101")
    officer = an_officer("centre_committee", CENTRE_CODE, "reviewer")
    said = {"spoke_of_debt": "yes", "contact_outcome": "spoke", "contact_hour": "10"}
    step = decided(drafted(village, a_visit_form(village[1], **said)), officer)
    assert step.code == "casework.contact_not_allowed"


def test_notes_stay_a_record_that_was_confirmed(village, officer):
    said = {"topic": "1.6", "speaker": "household", "note_kind": "problem", "words": "ดอกเบี้ยสูง"}
    draft = drafted(village, filled(NOTES, village[0], rows={"said": [said]}, day="2019-03-16"))
    step = decided(draft, officer)
    assert (step.deed, step.made) == ("confirmed", "")
    reopen(draft, step=1, reason="ขอแก้", by=by(officer))


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("centre_committee", "31011806"),
        ("province", "31"),
        ("auditor", CENTRE_CODE),
        ("district_officer", "3121"),
    ],
)
def test_who_reviews_nothing_here_decides_nothing(role, place, village):
    draft = drafted(village, a_visit_form(village[1]))
    other = an_officer(role, place)
    with pytest.raises(NotAllowed):
        decided(draft, other)
    with pytest.raises(NotAllowed):
        turn_down(draft, deed="rejected", step=0, reason="ไม่รับ", by=by(other))
    with pytest.raises(NotAllowed):
        reopen(draft, step=0, reason="ไม่รับ", by=by(other))


def test_an_erased_draft_is_not_confirmed(village, officer):
    draft = drafted(village, a_visit_form(village[1]))
    Draft.objects.update(sealed_xml="")
    draft.refresh_from_db()
    with pytest.raises(DraftHasProblems):
        decided(draft, officer)
