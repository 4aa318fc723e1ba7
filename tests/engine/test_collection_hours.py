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
