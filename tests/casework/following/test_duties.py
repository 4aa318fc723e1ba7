"""What waits: notices within the law's sixty days, visits, claims near the end of their years."""

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from following_village import (
    DAY,
    FIRST,
    NOW,
    SECOND,
    SINCE,
    a_contact,
    a_followed_village,
    a_name,
    a_notice,
    a_visit,
    by,
)

from plodnee.casework.cases.services import end_case, open_case
from plodnee.casework.cases.states import Deed
from plodnee.casework.following import errors
from plodnee.casework.following.duties import (
    claim_warnings,
    guarantor_duties,
    in_turn,
    visit_duties,
)
from plodnee.casework.following.selectors import arrears_of
from plodnee.casework.following.services import receive_notice, record_act, report_visit
from plodnee.casework.models import GuarantorNotice, GuarantorNoticeReceipt
from plodnee.engine.thai_dates import add_months
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, DatabaseError)


@pytest.fixture
def village():
    return a_followed_village()


def received(notice, actor, on=DAY, key=None):
    return receive_notice(key=key or uuid4(), notice=notice, received_on=on, by=by(actor))


def test_every_guarantor_of_an_overdue_debt_waits_for_a_notice_with_its_deadline(village):
    centre, *_ = village
    duties = guarantor_duties(centre, DAY)
    assert [one.guarantor for one in duties] == sorted([FIRST, SECOND])
    assert {one.notice.deadline for one in duties} == {SINCE + timedelta(days=60)}
    assert {(one.notice.days_left, one.pressing, one.settled) for one in duties} == {
        (10, True, False)
    }
    (early, _) = guarantor_duties(centre, SINCE + timedelta(days=1))
    assert not early.pressing


def test_a_notice_counts_when_it_arrives_not_when_it_is_sent(village):
    centre, home, (secretary, *_) = village
    notice = a_notice(home, secretary)
    by_name = {one.guarantor: one for one in guarantor_duties(centre, DAY)}
    assert (by_name[FIRST].sent, by_name[FIRST].settled) == (notice, False)
    key = uuid4()
    for _ in range(2):
        received(notice, secretary, key=key)
    *_, last = guarantor_duties(centre, DAY)
    assert (last.guarantor, last.settled, last.received_on) == (FIRST, True, DAY)
    assert last.notice.freed_after is None
    assert GuarantorNoticeReceipt.objects.count() == 1
    with pytest.raises(errors.AlreadyReported):
        received(notice, secretary)


def test_late_notice_frees_the_guarantor_from_what_arises_after_the_deadline(village):
    centre, *_ = village
    late = guarantor_duties(centre, SINCE + timedelta(days=61))
    assert {one.notice.freed_after for one in late} == {SINCE + timedelta(days=60)}


def test_a_notice_is_for_a_guarantor_of_an_overdue_debt_and_in_its_order(village):
    _, home, (secretary, _, district, _) = village
    with pytest.raises(errors.NothingDue):
        a_notice(home, secretary, guarantor="คนอื่น")
    with pytest.raises(errors.NoticeOutOfOrder):
        a_notice(home, secretary, sent_on=SINCE - timedelta(days=1))
    with pytest.raises(errors.DayAhead):
        a_notice(home, secretary, sent_on=DAY + timedelta(days=1))
    with pytest.raises(NotAllowed):
        a_notice(home, district)
    notice = a_notice(home, secretary)
    with pytest.raises(errors.NoticeOutOfOrder):
        received(notice, secretary, on=DAY - timedelta(days=1))
    with pytest.raises(REFUSED), transaction.atomic():
        GuarantorNoticeReceipt.objects.create(
            notice=notice, received_on=DAY - timedelta(days=1), done_at=NOW
        )
    with pytest.raises(REFUSED), transaction.atomic():
        GuarantorNotice.objects.update(sent_on=SINCE)


def test_a_household_overdue_is_due_for_a_visit_until_one_is_planned_or_made(village):
    centre, home, (_, _, district, _) = village
    (one,) = visit_duties(centre, DAY)
    assert (one.due, one.planned, one.last_met_on) == (True, None, None)
    visit = a_visit(home, district)
    (one,) = visit_duties(centre, DAY)
    assert (one.due, one.planned) == (False, visit)
    said = {"outcome": "met", "visited_on": DAY, "note": "มีรายได้เสริมจากผัก"}
    key = uuid4()
    for _ in range(2):
        report = report_visit(key=key, visit=visit, **said, by=by(district))
    assert "ผัก" not in report.sealed_note
    (one,) = visit_duties(centre, DAY + timedelta(days=90))
    assert (one.due, one.last_met_on) == (False, DAY)
    (one,) = visit_duties(centre, DAY + timedelta(days=91))
    assert one.due


def test_a_visit_has_one_report_and_only_of_a_day_that_came(village):
    centre, home, (secretary, *_) = village
    visit = a_visit(home, secretary)
    said = {"visit": visit, "note": "", "by": by(secretary)}
    with pytest.raises(errors.DayAhead):
        report_visit(key=uuid4(), outcome="met", visited_on=DAY + timedelta(days=1), **said)
    report_visit(key=uuid4(), outcome="called_off", visited_on=None, **said)
    with pytest.raises(errors.AlreadyReported):
        report_visit(key=uuid4(), outcome="met", visited_on=DAY, **said)
    (one,) = visit_duties(centre, DAY)
    assert one.due


@pytest.mark.parametrize(
    ("months_before_end", "standing"), [(7, None), (6, "alert"), (1, "alert"), (-1, "lapsed")]
)
def test_a_claim_is_warned_of_six_months_before_its_five_years_end(
    village, months_before_end, standing
):
    centre, *_ = village
    last_day = add_months(SINCE, 60)
    found = claim_warnings(centre, add_months(last_day, -months_before_end))
    assert [one.standing for one in found] == ([standing] if standing else [])


def test_claims_that_can_still_be_saved_stand_before_those_that_lapsed():
    found = [
        SimpleNamespace(
            standing=standing,
            found=SimpleNamespace(last_day=last_day),
            stated=SimpleNamespace(household=SimpleNamespace(code=code)),
        )
        for code, standing, last_day in (
            ("1", "lapsed", date(2020, 1, 1)),
            ("2", "alert", date(2026, 12, 9)),
            ("3", "lapsed", date(2019, 1, 1)),
            ("4", "alert", date(2026, 12, 1)),
        )
    ]
    in_order = [one.stated.household.code for one in sorted(found, key=in_turn)]
    assert in_order == ["4", "2", "3", "1"]


def test_an_act_begins_the_years_anew_and_after_they_lapsed_only_when_it_was_told(village):
    centre, home, _ = village
    debt, lapsed_on = home.debts.get(), add_months(SINCE, 61)
    hand = by(OPERATOR, on=lapsed_on)
    said = {"debt": debt, "acted_on": lapsed_on, "by": hand}
    assert claim_warnings(centre, lapsed_on)[0].standing == "lapsed"
    with pytest.raises(errors.ActBeforeDebt):
        record_act(
            key=uuid4(), kind="written_acknowledgement", told_lapsed=True,
            **said | {"acted_on": date(1990, 1, 1)},
        )  # fmt: skip
    with pytest.raises(errors.LapsedUntold, match="lapsed on"):
        record_act(key=uuid4(), kind="written_acknowledgement", told_lapsed=False, **said)
    key = uuid4()
    for _ in range(2):
        record_act(key=key, kind="written_acknowledgement", told_lapsed=True, **said)
    assert claim_warnings(centre, lapsed_on) == []
    assert debt.prescription_acts.count() == 1


def test_a_payment_before_the_end_moves_the_last_day(village):
    centre, home, (secretary, *_) = village
    near = add_months(SINCE, 54) + timedelta(days=20)
    assert claim_warnings(centre, near)
    record_act(
        key=uuid4(), debt=home.debts.get(), kind="part_payment", acted_on=DAY,
        told_lapsed=False, by=by(secretary),
    )  # fmt: skip
    assert claim_warnings(centre, near) == []


def died(home, actor, on=DAY):
    """The household's case ended as its borrower died, which the centre knew on a day."""
    case = open_case(household=home, by=by(actor))
    end_case(case=case, deed=Deed.DECEASED, reason="ใบมรณบัตร", seen=1, by=by(actor, on=on))


def test_nobody_speaks_with_a_borrower_who_died_an_heir_is_named_and_the_list_says_so(village):
    centre, home, (secretary, *_) = village
    assert not arrears_of(centre, DAY)[0].is_deceased
    died(home, secretary)
    assert arrears_of(centre, DAY)[0].is_deceased
    with pytest.raises(errors.DebtorDeceased, match="16 Mar 2026"):
        a_contact(home, secretary, outcome="promised", promised_on=DAY + timedelta(days=9))
    heir = a_name(home, secretary, "นางทายาท ใจดี")
    assert a_contact(home, secretary, contact_name=heir.pk)
    open_case(household=home, by=by(secretary))  # whoever owes now is alive
    assert not arrears_of(centre, DAY)[0].is_deceased
    assert a_contact(home, secretary, at=NOW + timedelta(days=1))


def test_a_claim_against_the_estate_has_its_last_day_from_when_the_death_was_known(village):
    centre, home, (secretary, *_) = village
    died(home, secretary)
    (claim,) = claim_warnings(centre, DAY)
    assert (claim.kind, claim.found.last_day) == ("estate", date(2027, 3, 16))
    assert (claim.standing, claim.days_left) == ("running", 365)
    (lapsed,) = claim_warnings(centre, date(2027, 3, 17))
    assert lapsed.standing == "lapsed"
