"""A debtor is reminded within the law's hours only."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.collection_hours import contact_hours, may_contact

MOMENTS = st.datetimes(datetime(2015, 9, 2), datetime(2029, 12, 30))


def test_a_saturday_has_the_hours_of_a_holiday():
    assert contact_hours(date(2019, 3, 16)) == (time(8), time(18))
    assert contact_hours(date(2019, 3, 18)) == (time(8), time(20))


@given(MOMENTS, st.integers(0, 2))
def test_the_next_moment_named_is_allowed_and_not_in_the_past(moment, contacts):
    ruling = may_contact(moment, contacts_that_day=contacts)
    assert ruling.next_allowed >= moment
    assert ruling.allowed == (ruling.next_allowed == moment)
    fresh = contacts if ruling.next_allowed.date() == moment.date() else 0
    again = may_contact(ruling.next_allowed, contacts_that_day=fresh)
    assert again.allowed


def test_a_refusal_names_the_holiday():
    ruling = may_contact(datetime(2019, 4, 15, 19, tzinfo=ZoneInfo("Asia/Bangkok")))
    assert ruling.reason == "15 เมษายน 2562 ติดต่อได้เฉพาะ 08.00–18.00 น. เพราะเป็นวันสงกรานต์"
    assert ruling.next_allowed.tzinfo is not None


BANGKOK = ZoneInfo("Asia/Bangkok")


def test_each_ruling_says_why_in_both_languages():
    moment = datetime(2019, 12, 2, 10, tzinfo=BANGKOK)
    allowed = may_contact(moment)
    assert (allowed.reason, allowed.reason_en) == ("ติดต่อได้", "Contact is allowed")
    enough = may_contact(moment, contacts_that_day=1)
    assert enough.reason == "วันนี้ติดต่อครบ 1 ครั้งแล้ว"
    assert enough.reason_en == "Contacted 1 time(s) today already"
    official = may_contact(moment, by_state_official=True)
    assert official.reason == "เจ้าหน้าที่ของรัฐทวงถามหนี้ที่มิใช่ของตนไม่ได้ (มาตรา 14)"
    told = "A state official may not collect debts that are not their own (s. 14)"
    assert official.reason_en == told
    assert official.next_allowed == moment


def test_a_plain_working_day_names_no_holiday():
    early = may_contact(datetime(2019, 3, 18, 7, 59, tzinfo=BANGKOK))
    assert early.reason == "18 มีนาคม 2562 ติดต่อได้เฉพาะ 08.00–20.00 น."
    assert early.reason_en == "On 2019-03-18 contact is allowed only 08:00–20:00"
    assert early.next_allowed == datetime(2019, 3, 18, 8, tzinfo=BANGKOK)
