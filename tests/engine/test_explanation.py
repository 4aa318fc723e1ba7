"""Every figure says why it is what it is, and its terms add up to it."""

from datetime import date

import pytest
from contract_histories import histories, terms
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.appropriation import order_in_force
from plodnee.engine.classification import criteria_in_force
from plodnee.engine.contract_history import Payment, RepaymentTerms, position_of, schedule_of
from plodnee.engine.explanation import (
    why_arrears,
    why_interest,
    why_outstanding,
    why_payment,
    why_principal,
)

LETTER = date(2019, 3, 16)
RULES = {"criteria": criteria_in_force(LETTER), "order": order_in_force(LETTER)}
AS_OF = st.dates(date(2012, 1, 1), date(2035, 12, 31))
AGREED = RepaymentTerms(2_748_867, 1800, LETTER, date(2019, 4, 16), 12, 252_100)
EVENTS = [Payment("P1", date(2019, 4, 20), 300_000)]


def test_why_412_33():
    found = why_interest(AGREED, schedule_of(AGREED)[0])
    assert found.satang == 41_233
    assert found.thai == (
        "ดอกเบี้ยงวดที่ 1 = เงินต้น 27,488.67 บาท × ร้อยละ 18 ต่อปี × 1 เดือน ÷ 12 = 412.33 บาท"
    )
    assert found.english == (
        "Interest of row 1 = principal 27,488.67 baht × 18 % a year × 1 month(s) ÷ 12 = 412.33 baht"
    )


def test_why_the_instalment_lowers_the_debt_by_so_much():
    rows = schedule_of(AGREED)
    assert why_principal(AGREED, rows[0]).thai == (
        "เงินต้นงวดที่ 1 = เงินงวด 2,521.00 − หักดอกเบี้ยของงวด 412.33 = 2,108.67 บาท"
    )
    assert "เงินต้นที่เหลือทั้งหมด" in why_principal(AGREED, rows[-1]).thai


def test_why_a_payment_went_where_it_went():
    found = position_of(AGREED, EVENTS, date(2019, 6, 1), **RULES)
    assert why_payment(found.applied[0]).thai == (
        "เงินที่ชำระวันที่ 20 เม.ย. 2562 = ดอกเบี้ยงวดที่ 1 412.33 + เงินต้นงวดที่ 1 2,108.67"
        " + ดอกเบี้ยงวดที่ 2 380.70 + เงินต้นงวดที่ 2 98.30 = 3,000.00 บาท"
    )
    assert why_arrears(found).english == (
        "Arrears on 2019-06-01 = principal of row 2, due 2019-05-16 = 2,042.00 baht"
    )
    assert why_outstanding(AGREED, found).thai == (
        "เงินต้นคงเหลือ ณ วันที่ 1 มิ.ย. 2562 = เงินต้นตามสัญญา 27,488.67"
        " − ชำระเงินต้น 20 เม.ย. 2562 2,206.97 = 25,281.70 บาท"
    )


def test_nothing_in_arrears_is_said_plainly():
    found = position_of(AGREED, [], LETTER, **RULES)
    assert why_arrears(found).thai == "ยอดค้างชำระ ณ วันที่ 16 มี.ค. 2562 = 0.00 บาท"


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("flat", "ตลอดสัญญา"),
        ("interest_only", "ชำระเฉพาะดอกเบี้ย"),
        ("equal_principal", "÷ 12 งวด"),
    ],
)
def test_every_method_has_its_words(method, words):
    agreed = RepaymentTerms(1_200_000, 1200, LETTER, date(2019, 4, 16), 12, method=method)
    row = schedule_of(agreed)[0]
    assert words in why_interest(agreed, row).thai + why_principal(agreed, row).thai


def test_carried_interest_is_named():
    agreed = RepaymentTerms(900_000, 1500, LETTER, date(2019, 7, 16), 3, 30_000)
    first, second, _ = schedule_of(agreed)
    assert "ยกไปงวดหน้า 150.00" in why_interest(agreed, first).thai
    assert "ดอกเบี้ยค้างจากงวดก่อน ไม่คิดดอกเบี้ย 150.00" in why_interest(agreed, second).thai


@given(terms())
def test_the_terms_of_a_row_add_up_to_its_figures(agreed):
    for row in schedule_of(agreed):
        for found, figure in (
            (why_interest(agreed, row), row.interest),
            (why_principal(agreed, row), row.principal),
        ):
            assert found.satang == sum(line.satang for line in found.lines) == figure
            assert found.source


@given(histories(), AS_OF)
def test_the_terms_of_a_position_add_up_to_its_figures(history, as_of):
    agreed, events = history
    found = position_of(agreed, events, as_of, **RULES)
    assert why_arrears(found).satang == found.arrears
    assert why_outstanding(agreed, found).satang == found.outstanding
    for applied in found.applied:
        assert why_payment(applied).satang == applied.payment.amount_satang
