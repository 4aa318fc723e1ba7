"""A formal lender's written consent: recorded with its letter, seen by the plan, taken back."""

from datetime import date, timedelta

import pytest
from build import CENTRE_CODE, TODAY, a_book, a_debt, an_import
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.national_id import make_up
from plodnee.organization.access import OPERATOR
from plodnee.organization.models import Centre
from plodnee.registers import errors
from plodnee.registers.entries import debts
from plodnee.registers.entries.entering import Entry
from plodnee.registers.lender_consent import (
    LENDER_CONSENTS,
    ConsentLetter,
    consents,
    is_recorded,
    letter_in,
    letter_unread,
    with_consent,
    without_consent,
)
from plodnee.registers.models import Debt
from plodnee.registers.selectors import register_book

LATER = TODAY + timedelta(days=30)
NUMBERS = st.text("กขค /0123456789-().", min_size=1).map(str.strip).filter(bool)
DAYS = st.dates(date(1957, 1, 1), date(2100, 1, 1))
LETTERS = st.builds(ConsentLetter, NUMBERS, DAYS)
NOTES = st.text("ก· ข1", max_size=8)
FIRST = ConsentLetter("ธ.ก.ส. 12/2562", date(2019, 3, 1))


@given(NOTES, LETTERS, LETTERS)
def test_the_letter_recorded_last_is_the_one_that_the_note_names(note, first, second):
    once = with_consent(note, first)
    assert letter_in(once) == first
    assert once.startswith(note)
    again = with_consent(once, second)
    assert letter_in(again) == second
    assert with_consent(again, first) == once


@given(NOTES, LETTERS, DAYS)
def test_a_consent_that_was_taken_back_is_none(note, letter, day):
    note = without_consent(with_consent(note, letter), day)
    assert not is_recorded(note)
    assert letter_in(note) is None


def test_what_a_workbook_says_in_other_spacing_is_a_consent_without_a_letter():
    note = "ธ.ก.ส.: เจ้าหนี้ยินยอม เป็นหนังสือ"
    assert is_recorded(note)
    assert letter_in(note) is None
    assert letter_in(with_consent(note, FIRST)) == FIRST
    assert not is_recorded("เจ้าหนี้ไม่ยินยอมเป็นหนังสือ")


@pytest.mark.parametrize(
    ("note", "unread"),
    [
        (f"{LENDER_CONSENTS} เลขที่ 5 ลงวันที่ 31 กุมภาพันธ์ 2562", True),
        (f"โอน · {LENDER_CONSENTS} ลงวันที่ 31/02/2562 · ครบ", True),
        (f"{LENDER_CONSENTS} เลขที่ 5 ลงวันที่ 28 กุมภาพันธ์ 2562", False),
        (f"{LENDER_CONSENTS} · ลงวันที่ 31/02/2562", False),
        ("ลงวันที่ 31/02/2562", False),
    ],
)
def test_a_letter_of_a_day_that_is_none_is_noticed(note, unread):
    assert letter_unread(note) is unread


@pytest.mark.django_db
def test_the_register_of_the_day_has_the_consent_and_the_earlier_day_has_not():
    bank = a_debt(3, creditor="ธกส", creditor_kind="formal", national_id=make_up(1), note="โทร.")
    an_import(a_book(debts=(bank,)))
    centre, debt = Centre.objects.get(pk=CENTRE_CODE), Debt.objects.get()

    def entry(day, reason=""):
        return Entry(centre, day, OPERATOR, LATER, reason)

    debts.state_consent(entry=entry(TODAY + timedelta(days=1)), debt=debt, letter=FIRST)
    with pytest.raises(errors.ReasonMissing):
        debts.state_consent(entry=entry(LATER), debt=debt, letter=None)
    debts.state_consent(entry=entry(LATER, "ธนาคารแจ้งยกเลิก"), debt=debt, letter=None)
    then, given_on, now = (
        register_book(centre, day).debts[0] for day in (TODAY, LATER - timedelta(days=1), LATER)
    )
    assert [consents(one) for one in (then, given_on, now)] == [False, True, False]
    assert given_on.note == "โทร. · เจ้าหนี้ยินยอมเป็นหนังสือ เลขที่ ธ.ก.ส. 12/2562 ลงวันที่ 1 มีนาคม 2562"
    assert "เจ้าหนี้ถอนความยินยอม" in now.note
    assert (now.principal_satang, now.row) == (then.principal_satang, then.row)
