"""Untidy registers: totals, codes given twice, dead references, rows that look alike."""

from datetime import date

import pytest
from workbook_making import (
    IDS,
    changed,
    places,
    read_rows,
    tidy_book,
    tidy_rows,
    without,
)


@pytest.mark.parametrize("word", ["รวม", "ยอดรวม", "รวมทั้งสิ้น", " รวม ทั้งหมด\u200b"])
def test_a_totals_row_is_skipped_and_silent_where_it_is_right(word):
    rows = tidy_rows()
    rows["debts"].append({"creditor": word, "principal_satang": 110000})
    reading = read_rows(rows)
    assert reading.book == tidy_book()
    assert (reading.problems, reading.notes) == ((), ())


def test_subtotals_and_a_grand_total_are_both_right():
    rows = tidy_rows()
    rows["debts"].insert(2, {"borrower": "รวม", "principal_satang": "105,000"})
    rows["debts"].append({"borrower": "รวม", "principal_satang": 5000})
    rows["debts"].append({"borrower": "รวมทั้งสิ้น", "principal_satang": 110000})
    reading = read_rows(rows)
    assert reading.notes == ()
    assert reading.book is not None
    assert [debt.row for debt in reading.book.debts] == [2, 3, 5]


def test_a_total_that_differs_is_noted():
    rows = tidy_rows()
    rows["debts"].append({"note": "รวม", "principal_satang": 110000.01, "penalty_satang": 100})
    rows["households"].append({"code": "รวม", "members": 5})
    reading = read_rows(rows)
    assert reading.book == tidy_book()
    assert places(reading.notes) == [
        ("ครัวเรือน", "F5", "total_differs"), ("ลูกหนี้", "L5", "total_differs"),
    ]  # fmt: skip
    assert "110,000.01" in reading.notes[1].message
    assert "110,000.00" in reading.notes[1].message


def test_a_total_of_refused_rows_differs():
    rows = tidy_rows()
    rows["debts"][2]["principal_satang"] = "ห้าพัน"
    rows["debts"].append({"creditor": "รวม", "principal_satang": 110000})
    reading = read_rows(rows)
    assert places(reading.notes) == [("ลูกหนี้", "L5", "total_differs")]


def test_a_totals_row_of_formulas_without_values_is_skipped():
    rows = tidy_rows()
    rows["debts"].append({"creditor": "รวม", "principal_satang": "=SUM(L2:L4)"})
    reading = read_rows(rows)
    assert reading.book == tidy_book()
    assert (reading.problems, reading.notes) == ((), ())


def test_a_word_that_only_contains_a_total_word_is_no_total():
    rows = tidy_rows()
    rows["debts"][0]["note"] = "รวมหนี้แล้ว"
    assert read_rows(rows).book == changed(tidy_book(), "debts", 0, note="รวมหนี้แล้ว")


def test_a_household_equal_in_every_cell_is_skipped_as_a_repair():
    rows = tidy_rows()
    rows["households"].append(dict(rows["households"][0]))
    reading = read_rows(rows)
    assert reading.book == tidy_book()
    assert reading.problems == ()
    assert places(reading.repairs) == [("ครัวเรือน", "A5", "row_repeated")]


def test_a_code_given_to_two_different_rows_refuses_both_and_what_refers_to_them():
    rows = tidy_rows()
    rows["households"].append({**rows["households"][1], "code": "hh-002", "members": 9})
    reading = read_rows(rows)
    assert reading.book == without(tidy_book(), households=(1,), cash=(2,), debts=(2,))
    assert places(reading.problems) == [
        ("ครัวเรือน", "A3", "code_twice"),
        ("ครัวเรือน", "A5", "code_twice"),
        ("รายรับรายจ่าย", "A4", "household_refused"),
        ("ลูกหนี้", "B4", "household_refused"),
    ]


def test_a_repeated_and_a_differing_row_of_one_code_are_all_refused():
    rows = tidy_rows()
    rows["groups"] += [dict(rows["groups"][1]), {**rows["groups"][1], "name": "กลุ่มอื่น"}]
    reading = read_rows(rows)
    assert reading.book == without(tidy_book(), groups=(1,))
    assert places(reading.problems) == [
        ("กลุ่มสมาชิก", "A3", "code_twice"), ("กลุ่มสมาชิก", "A5", "code_twice"),
    ]  # fmt: skip


def test_a_refused_household_takes_its_debts_and_its_cash():
    rows = tidy_rows()
    rows["households"][0]["cash_satang"] = "มาก"
    reading = read_rows(rows)
    assert reading.book == without(tidy_book(), households=(0,), cash=(0, 1), debts=(0, 1))
    assert [place[2] for place in places(reading.problems)] == [
        "not_money", "household_refused", "household_refused", "household_refused",
        "household_refused",
    ]  # fmt: skip


def test_a_refused_group_takes_the_debts_to_it_by_code_or_by_name():
    rows = tidy_rows()
    rows["groups"][0]["min_rate_bp"] = "ต่ำ"
    rows["debts"][2] |= {"creditor": "กองทุนหมู่บ้านบ้านสว่าง", "creditor_kind": "นอกระบบ"}
    reading = read_rows(rows)
    assert reading.book == without(tidy_book(), groups=(0,), debts=(0, 2))
    assert places(reading.problems) == [
        ("กลุ่มสมาชิก", "F2", "not_a_rate"),
        ("ลูกหนี้", "E2", "creditor_refused"),
        ("ลูกหนี้", "E4", "creditor_refused"),
    ]


def test_a_group_refused_for_want_of_a_code_takes_the_debts_to_its_name():
    rows = tidy_rows()
    rows["groups"][1]["code"] = None
    rows["debts"][1]["creditor"] = "กลุ่มออมทรัพย์บ้านสว่าง"
    reading = read_rows(rows)
    assert reading.book == without(tidy_book(), groups=(1,), debts=(1,))
    assert places(reading.problems)[1] == ("ลูกหนี้", "E3", "creditor_refused")


def test_a_creditor_is_found_by_its_name_whatever_its_blanks():
    rows = tidy_rows()
    rows["debts"][0]["creditor"] = "กองทุนหมู่บ้าน บ้านสว่าง"
    rows["debts"][0]["creditor_kind"] = None
    reading = read_rows(rows)
    assert reading.book == tidy_book()
    assert reading.problems == ()


def test_a_name_that_two_groups_share_names_neither():
    rows = tidy_rows()
    rows["groups"][1]["name"] = rows["groups"][0]["name"]
    rows["debts"][0]["creditor"] = rows["groups"][0]["name"]
    reading = read_rows(rows)
    assert places(reading.problems) == [("ลูกหนี้", "E2", "creditor_ambiguous")]


def test_an_outside_creditor_without_a_kind_is_no_group():
    rows = tidy_rows()
    rows["debts"][1]["creditor_kind"] = None
    reading = read_rows(rows)
    assert reading.book == without(tidy_book(), debts=(1,))
    assert places(reading.problems) == [("ลูกหนี้", "E3", "unknown_creditor")]


def test_a_group_said_to_be_outside_is_noted():
    rows = tidy_rows()
    rows["debts"][0]["creditor_kind"] = "ในระบบ"
    reading = read_rows(rows)
    assert reading.book == tidy_book()
    assert places(reading.notes) == [("ลูกหนี้", "F2", "creditor_kind_differs")]


def test_what_looks_wrong_but_may_be_right_is_only_noted():
    rows = tidy_rows()
    rows["debts"][2]["rate_bp"] = 20
    rows["debts"][0]["principal_satang"] = 30000.01
    rows["debts"][0]["overdue_since"] = date(1999, 1, 1)
    rows["households"][0] |= {"members": 2, "workers": 3}
    rows["groups"][0]["min_rate_bp"] = 15.01
    rows["debts"][0]["note"] = "เจ้าหนี้ยินยอมเป็นหนังสือ เลขที่ 5 ลงวันที่ 31 ก.พ. 2562"
    reading = read_rows(rows)
    assert reading.problems == ()
    assert places(reading.notes) == [
        ("กลุ่มสมาชิก", "F2", "rate_over_ceiling"),
        ("ครัวเรือน", "G2", "workers_over_members"),
        ("ลูกหนี้", "L2", "balance_over_contract"),
        ("ลูกหนี้", "T2", "overdue_before_borrowed"),
        ("ลูกหนี้", "W2", "consent_day_unread"),
        ("ลูกหนี้", "O4", "rate_over_ceiling"),
    ]
    assert reading.book is not None
    assert reading.book.debts[2].rate_bp == 24000


def test_a_banks_rate_is_under_another_ceiling():
    rows = tidy_rows()
    rows["debts"][1]["rate_bp"] = 24
    assert read_rows(rows).notes == ()


def test_rows_that_look_like_one_household_are_noted_and_kept():
    rows = tidy_rows()
    rows["households"][1] |= {"house_number": "12/3", "moo": 5}
    rows["households"][2] |= {"head": "นายทดลอง  พอเพียง", "national_id": None}
    reading = read_rows(rows)
    assert reading.book is not None
    assert len(reading.book.households) == 3
    assert places(reading.notes) == [
        ("ครัวเรือน", "B3", "household_alike"), ("ครัวเรือน", "D4", "household_alike"),
    ]  # fmt: skip


def test_two_households_whose_heads_have_one_name_and_two_ids_are_two():
    rows = tidy_rows()
    rows["households"][2] |= {"head": "นายทดลอง พอเพียง", "national_id": IDS[4]}
    assert read_rows(rows).notes == ()


def test_a_person_under_two_names_or_in_two_households_is_noted():
    rows = tidy_rows()
    rows["debts"][1] |= {"borrower": "นางสมมุติ มีสุข", "national_id": IDS[0]}
    rows["debts"][2] |= {"borrower": "นางสมมติ มีสุข"}
    assert places(read_rows(rows).notes) == [
        ("ลูกหนี้", "D3", "person_alike"), ("ลูกหนี้", "C4", "person_alike"),
    ]  # fmt: skip


def test_one_person_of_a_household_under_two_ids_is_noted():
    rows = tidy_rows()
    rows["debts"][1]["national_id"] = IDS[5]
    assert places(read_rows(rows).notes) == [("ลูกหนี้", "D3", "person_alike")]


def test_a_debt_equal_to_another_but_for_its_number_is_noted_and_kept():
    rows = tidy_rows()
    rows["debts"].append({**rows["debts"][1], "number": 4})
    reading = read_rows(rows)
    assert reading.book is not None
    assert len(reading.book.debts) == 4
    assert places(reading.notes) == [("ลูกหนี้", "B5", "debt_repeated")]


def test_a_creditor_written_in_two_ways_is_noted():
    rows = tidy_rows()
    rows["debts"][2] |= {"creditor": "ธกส", "creditor_kind": "ในระบบ"}
    assert places(read_rows(rows).notes) == [("ลูกหนี้", "E4", "creditor_two_ways")]
