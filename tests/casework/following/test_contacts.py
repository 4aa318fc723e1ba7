"""A debtor is contacted within the law's hours, once a day, and by nobody of the state."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from build import TODAY, an_officer
from django.db import DatabaseError, IntegrityError, transaction
from following_village import DAY, NOW, a_contact, a_followed_village, a_name, by

from plodnee.audit.models import AuditEvent
from plodnee.audit.subjects import open_column
from plodnee.casework.following import errors
from plodnee.casework.following.selectors import (
    arrears_of,
    contact_names,
    contact_ruling,
    contacts_with,
    is_state_official,
    refused_with,
)
from plodnee.casework.following.services import end_contact_name, withdraw_contact
from plodnee.casework.models import Contact, ContactWithdrawal, RefusedContact
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed
from plodnee.organization.roles import ROLES, STATE_OFFICIALS
from plodnee.organization.services import appoint

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, DatabaseError)


@pytest.fixture
def village():
    return a_followed_village()


def thai(day, hour, minute=0):
    """A moment by the clock in Thailand."""
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
    return local - timedelta(hours=7)


def test_arrears_name_households_overdue_to_a_member_group_and_no_others(village):
    centre, home, _ = village
    (one,) = arrears_of(centre, DAY)
    assert (one.household, one.days, one.owed_satang) == (home, 50, 2_000_000)
    assert one.worst.reason == "กองทุนหมู่บ้าน: ค้างชำระ 50 วัน (เกณฑ์ 1–90 วัน)"
    assert (one.last_contact, one.contacts_that_day, one.in_court) == (None, 0, False)
    assert arrears_of(centre, DAY - timedelta(days=50)) == []


def test_a_debt_before_a_court_is_left_to_it():
    centre, *_ = a_followed_village(status="legal")
    assert arrears_of(centre, DAY) == []


def test_a_contact_of_the_committee_is_kept_with_its_note_sealed(village):
    centre, home, (secretary, *_) = village
    contact = a_contact(home, secretary, note="ขอผ่อนหลังเกี่ยวข้าว")
    assert "ขอผ่อน" not in contact.sealed_note
    assert open_column(contact, "sealed_note") == "ขอผ่อนหลังเกี่ยวข้าว"
    (one,) = arrears_of(centre, DAY)
    assert (one.last_contact, one.contacts_that_day) == (contact, 1)
    event = AuditEvent.objects.get(action="following.contacted")
    assert "ขอผ่อน" not in str(event.details)


@pytest.mark.parametrize(
    ("hour", "day", "allowed"),
    [
        (8, DAY, True),
        (19, DAY, True),
        (7, DAY, False),
        (20, DAY, False),
        (17, DAY + timedelta(days=5), True),
        (18, DAY + timedelta(days=5), False),  # a Saturday
        (18, datetime(2026, 4, 13).date(), False),  # Songkran, a Monday
    ],
)
def test_hours_are_those_of_the_law_working_day_and_holiday(village, hour, day, allowed):
    _, home, (secretary, *_) = village
    at = thai(day, hour)
    if allowed:
        assert a_contact(home, secretary, at).contacted_on == day
        return
    with pytest.raises(errors.ContactNotAllowed, match="allowed only") as refusal:
        a_contact(home, secretary, at)
    assert "ติดต่อได้อีกครั้งตั้งแต่" in refusal.value.message("th")
    assert Contact.objects.count() == 0
    assert RefusedContact.objects.get().code == "outside_hours"


def test_once_a_day_whoever_calls_and_again_on_the_next(village):
    _, home, (secretary, chair, *_) = village
    a_contact(home, secretary, thai(DAY, 9))
    with pytest.raises(errors.ContactNotAllowed, match="Contacted 1"):
        a_contact(home, chair, thai(DAY, 15))
    a_contact(home, chair, thai(DAY + timedelta(days=1), 9))
    assert [one.code for one in refused_with(home)] == ["contacted_enough"]


def test_before_the_notification_more_than_once_was_allowed(village):
    _, home, (secretary, *_) = village
    places = [a_contact(home, secretary, thai(TODAY, hour)).place_of_day for hour in (9, 15)]
    assert places == [1, 2]


def test_a_contact_recorded_by_mistake_counts_no_more_and_stays(village):
    _, home, (secretary, *_) = village
    wrong = a_contact(home, secretary, thai(DAY, 9))
    key = uuid4()
    for _ in range(2):
        withdraw_contact(key=key, contact=wrong, reason="wrong_household", by=by(secretary))
    with pytest.raises(errors.AlreadyReported):
        withdraw_contact(key=uuid4(), contact=wrong, reason="wrong_day", by=by(secretary))
    assert a_contact(home, secretary, thai(DAY, 10)).place_of_day == 2
    assert contacts_with(home).count() == 2
    assert ContactWithdrawal.objects.count() == 1


def test_officers_of_the_state_are_never_given_a_debtor(village):
    centre, home, (secretary, _, district, _) = village
    with pytest.raises(NotAllowed):
        a_contact(home, district)
    appoint(
        officer=secretary, role=ROLES["district_officer"], area_code=centre.pk[:4],
        held_from=DAY, actor=OPERATOR,
    )  # fmt: skip
    with pytest.raises(errors.ContactNotAllowed) as refusal:
        a_contact(home, secretary)
    assert "กรรมการที่มิใช่เจ้าหน้าที่ของรัฐ" in refusal.value.message("th")
    assert is_state_official(secretary, DAY)
    assert not contact_ruling(home, NOW, secretary).allowed
    assert RefusedContact.objects.get().code == "state_official"


def test_the_database_takes_no_contact_from_an_official_or_with_somebody_unnamed(village):
    _, home, (secretary, _, district, _) = village
    known = {
        "household": home, "contacted_at": NOW, "contacted_on": DAY, "place_of_day": 1,
        "channel": "call", "outcome": "spoke", "done_at": NOW,
    }  # fmt: skip
    from plodnee.organization.models import Post

    assert set(Post.objects.values_list("role", flat=True)) & STATE_OFFICIALS
    with pytest.raises(REFUSED), transaction.atomic():
        Contact.objects.create(**known, done_by=district)
    name = a_name(home, secretary)
    end_contact_name(key=uuid4(), contact_name=name, by=by(secretary))
    with pytest.raises(REFUSED), transaction.atomic():
        Contact.objects.create(**known, done_by=secretary, contact_name=name)
    Contact.objects.create(**known, done_by=secretary)
    with pytest.raises(REFUSED), transaction.atomic():
        Contact.objects.create(**known, done_by=secretary)
    with pytest.raises(REFUSED), transaction.atomic():
        Contact.objects.update(outcome="disputes")


@pytest.mark.parametrize("role", sorted(STATE_OFFICIALS))
def test_every_role_of_the_state_is_refused_by_the_database(village, role):
    _, home, _ = village
    levels = {"district_officer": "3101", "province": "31", "department": "", "auditor": "31"}
    officer = an_officer(role, levels[role], username=f"official-{role}")
    with pytest.raises(REFUSED), transaction.atomic():
        Contact.objects.create(
            household=home, contacted_at=NOW, contacted_on=DAY, place_of_day=1,
            channel="call", outcome="spoke", done_at=NOW, done_by=officer,
        )  # fmt: skip


def test_only_whom_the_debtor_named_is_contacted_until_the_name_is_taken_back(village):
    _, home, (secretary, *_) = village
    name = a_name(home, secretary)
    assert open_column(name, "sealed_name") == "นางญาติ ใจดี"
    contact = a_contact(home, secretary, contact_name=name.pk)
    assert contact.contact_name == name
    end_contact_name(key=uuid4(), contact_name=name, by=by(secretary))
    assert contact_names(home, DAY) == []
    tomorrow = NOW + timedelta(days=1)
    with pytest.raises(errors.NotTheirContact):
        a_contact(home, secretary, tomorrow, contact_name=name.pk)
    with pytest.raises(errors.NotTheirContact):
        a_contact(home, secretary, tomorrow, contact_name=uuid4())


def test_the_same_contact_sent_twice_is_one_and_a_day_to_come_is_none(village):
    _, home, (secretary, *_) = village
    key = uuid4()
    first = a_contact(home, secretary, key=key)
    assert a_contact(home, secretary, key=key) == first
    from plodnee.casework.following.services import ContactSaid, record_contact

    said = ContactSaid(NOW + timedelta(days=2), "call", "spoke")
    with pytest.raises(errors.DayAhead):
        record_contact(key=uuid4(), household=home, said=said, by=by(secretary))
    assert Contact.objects.count() == 1


def test_a_promise_has_a_day_that_is_not_past(village):
    _, home, (secretary, *_) = village
    with pytest.raises(REFUSED), transaction.atomic():
        a_contact(home, secretary, outcome="promised")
    kept = a_contact(home, secretary, outcome="promised", promised_on=DAY, promised_satang=50_000)
    assert kept.promised_on == DAY
