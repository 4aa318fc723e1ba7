"""A debtor's class follows the committee's criteria and says why."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.classification import (
    CLASS_NAMES,
    WORST_FIRST,
    Criteria,
    classify,
    criteria_in_force,
    worst,
)

DEFAULT = criteria_in_force(date(2019, 3, 16))


def test_the_programmes_default_criteria():
    assert Criteria(watch_days=1, overdue_days=91, default_days=366) == DEFAULT


@pytest.mark.parametrize(
    ("days", "expected", "reason", "reason_en"),
    [
        (0, "A", "ไม่ค้างชำระ", "Nothing is overdue"),
        (1, "B", "ค้างชำระ 1 วัน (เกณฑ์ 1–90 วัน)", "1 days overdue (criterion: 1–90 days)"),
        (90, "B", "ค้างชำระ 90 วัน (เกณฑ์ 1–90 วัน)", "90 days overdue (criterion: 1–90 days)"),
        (91, "C", "ค้างชำระ 91 วัน (เกณฑ์ 91–365 วัน)", "91 days overdue (criterion: 91–365 days)"),
        (
            365,
            "C",
            "ค้างชำระ 365 วัน (เกณฑ์ 91–365 วัน)",
            "365 days overdue (criterion: 91–365 days)",
        ),
        (
            366,
            "D",
            "ค้างชำระ 366 วัน (เกณฑ์ตั้งแต่ 366 วันขึ้นไป)",
            "366 days overdue (criterion: 366 days or more)",
        ),
        (
            4000,
            "D",
            "ค้างชำระ 4,000 วัน (เกณฑ์ตั้งแต่ 366 วันขึ้นไป)",
            "4,000 days overdue (criterion: 366 days or more)",
        ),
    ],
)
def test_days_overdue_make_the_class(days, expected, reason, reason_en):
    assert classify(days, "normal", DEFAULT) == (expected, reason, reason_en)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (
            "legal",
            ("E", "อยู่ระหว่างดำเนินคดีหรือบังคับคดี", "Legal action or execution is under way"),
        ),
        ("restructured", ("R", "ปรับโครงสร้างหนี้แล้ว", "Already restructured")),
    ],
)
@pytest.mark.parametrize("days", [0, 400])
def test_a_status_goes_before_the_days(status, expected, days):
    assert classify(days, status, DEFAULT) == expected


def test_a_committee_may_begin_to_watch_later():
    patient = Criteria(watch_days=16, overdue_days=31, default_days=180)
    found = classify(10, "normal", patient)
    assert found == ("A", "ค้างชำระ 10 วัน ยังไม่ถึง 16 วัน", "10 days overdue, fewer than 16")
    assert classify(16, "normal", patient).debtor_class == "B"


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_more_days_overdue_are_never_a_better_class(fewer, more):
    fewer, more = sorted((fewer, more))
    classes = [classify(days, "normal", DEFAULT).debtor_class for days in (fewer, more)]
    assert worst(classes) == classes[1]


@given(st.integers(0, 5000), st.sampled_from(["normal", "legal", "restructured"]))
def test_every_class_has_a_name_and_a_reason_in_both_languages(days, status):
    found = classify(days, status, DEFAULT)
    assert all(CLASS_NAMES[found.debtor_class])
    assert found.reason
    assert found.reason_en


def test_a_household_stands_in_the_worst_class_of_its_debts():
    assert WORST_FIRST == ("E", "D", "C", "B", "R", "A")
    assert worst(["A", "R", "B"]) == "B"
    assert worst(["D", "E"]) == "E"
    assert worst(["A", "R"]) == "R"


def test_criteria_out_of_order_and_negative_days_are_broken_promises():
    with pytest.raises(ValueError, match="out of order"):
        Criteria(watch_days=1, overdue_days=1, default_days=366)
    with pytest.raises(ValueError, match="out of order"):
        Criteria(watch_days=0, overdue_days=91, default_days=366)
    with pytest.raises(ValueError, match="days overdue"):
        classify(-1, "normal", DEFAULT)
