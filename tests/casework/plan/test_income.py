"""Where a household's income comes from, told from its register's own words."""

from datetime import date

import pytest
from build import a_household

from plodnee.casework.plan.income import income_kinds, income_sources
from plodnee.registers.book import CashItem

KINDS = income_kinds(date(2019, 3, 16))


def income(item, amount=100_000, months=(12,)):
    return CashItem("H1", "income", item, amount, months)


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("ขายข้าวนาปี", "rain_fed_crop"),
        ("ขายวัว", "livestock"),
        ("รับจ้างทั่วไป", "casual_wage"),
        ("ลูกส่งกลับมาให้", "remittance"),
        ("เบี้ยยังชีพผู้สูงอายุ", "allowance"),
        ("เงินเดือน อบต.", "salary"),
    ],
)
def test_a_row_is_told_by_its_words(item, kind):
    (source,) = income_sources(a_household(), [income(item)], KINDS)
    assert (source.kind, source.by_calendar_month) == (kind, (0,) * 11 + (100_000,))


def test_a_row_without_a_telling_word_is_of_the_main_occupation():
    (source,) = income_sources(a_household(main_occupation="ทำนา"), [income("รายได้หลัก")], KINDS)
    assert source.kind == "rain_fed_crop"


def test_where_nothing_tells_the_source_is_not_stated():
    (source,) = income_sources(a_household(), [income("อื่นๆ")], KINDS)
    assert source.kind == "unspecified"


def test_rows_of_one_kind_are_one_source_and_expense_is_none():
    rows = [
        income("ขายข้าว", 500_000, (11, 12)),
        income("ขายมันสำปะหลัง", 200_000, (2, 11)),
        CashItem("H1", "expense", "ปุ๋ยข้าว", 90_000, (6,)),
    ]
    (source,) = income_sources(a_household(), rows, KINDS)
    assert source.by_calendar_month[1] == 200_000
    assert source.by_calendar_month[10] == 700_000
    assert sum(source.by_calendar_month) == 1_400_000
