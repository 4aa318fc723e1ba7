"""`summary.json`: its keys, their order and its bytes."""

import json
from datetime import date

from small_book import AS_OF, BAHT, book, debt, expense, group, household, income

from plodnee.casework.plan.analysis import analyse
from plodnee.casework.plan.summary import summary, summary_bytes
from plodnee.engine.national_id import make_up
from plodnee.registers.book import Note, Problem, Reading, Repair

KEYS = [
    "centre", "as_of", "households", "households_with_debt", "debts", "debt_total_satang",
    "principal_satang", "interest_arrears_satang", "penalty_satang", "income_year_satang",
    "expense_year_satang", "by_class", "by_creditor", "with_feasible_plan", "without",
    "interest_status_quo_satang", "interest_planned_satang", "assumptions", "problems",
    "repairs", "notes",
]  # fmt: skip
MADE_UP_ID = make_up(31_011_805_001)


def analysed(**rows):
    register = book(groups=[group("SG", min_rate_bp=600)], **rows)
    return analyse(register, as_of=AS_OF, horizon_months=12), Reading(book=register)


def test_the_keys_stand_in_the_published_order():
    assert list(summary(*analysed())) == KEYS


def test_the_figures_are_those_of_the_centre():
    owed = debt(
        period="yearly",
        due_on=date(2020, 3, 31),
        interest_arrears_satang=700 * BAHT,
        penalty_satang=50 * BAHT,
    )
    told = summary(
        *analysed(
            households=[household("H1", cash_satang=1_000 * BAHT), household("H2")],
            debts=[owed],
            cash=[income(20_000, 3), expense(100, 1, 2)],
        )
    )
    figures = {key: told[key] for key in KEYS[:11]}
    assert figures == {
        "centre": "ศูนย์สาธิต",
        "as_of": "2019-03-16",
        "households": 2,
        "households_with_debt": 1,
        "debts": 1,
        "debt_total_satang": 10_750 * BAHT,
        "principal_satang": 10_000 * BAHT,
        "interest_arrears_satang": 700 * BAHT,
        "penalty_satang": 50 * BAHT,
        "income_year_satang": 20_000 * BAHT,
        "expense_year_satang": 200 * BAHT,
    }
    assert told["by_class"]["A"] == {"debts": 1, "households": 1, "satang": 10_750 * BAHT}
    assert list(told["by_class"]) == ["A", "B", "C", "D", "E", "R"]
    assert told["by_creditor"] == [
        {"creditor": "SG", "kind": "group", "debts": 1, "satang": 10_750 * BAHT}
    ]
    assert (told["interest_status_quo_satang"], told["interest_planned_satang"]) == (
        1_200 * BAHT,
        600 * BAHT,
    )


def test_problems_repairs_and_notes_keep_their_place_and_their_thai_words():
    found, reading = analysed(debts=[debt()])
    reading = Reading(
        book=reading.book,
        problems=(Problem("ลูกหนี้", "L17", "bad_date", "row", "วันที่ผิด", "พิมพ์ใหม่", "Bad date"),),
        repairs=(Repair("ครัวเรือน", "A2", "text_cleaned", " H1", "H1"),),
        notes=(Note("ลูกหนี้", "O3", "rate_over_ceiling", "เกินเพดาน", "Over the ceiling"),),
    )
    told = summary(found, reading)
    assert told["problems"] == [
        {
            "sheet": "ลูกหนี้",
            "cell": "L17",
            "code": "bad_date",
            "takes": "row",
            "message": "วันที่ผิด",
            "hint": "พิมพ์ใหม่",
        }
    ]
    assert told["repairs"] == [
        {"sheet": "ครัวเรือน", "cell": "A2", "code": "text_cleaned", "from": " H1", "to": "H1"}
    ]
    assert [note["code"] for note in told["notes"]] == [
        "rate_over_ceiling",
        "plan.due_date_assumed",
    ]
    assert told["notes"][0] == {
        "sheet": "ลูกหนี้",
        "cell": "O3",
        "code": "rate_over_ceiling",
        "message": "เกินเพดาน",
    }


def test_an_id_typed_into_a_name_or_an_item_is_masked():
    lender = debt(f"นายทุน {MADE_UP_ID}", creditor_kind="informal")
    rows = [expense(500, 1, item=f"ชำระหนี้ {MADE_UP_ID}")]
    content = summary_bytes(*analysed(debts=[lender], cash=rows)).decode()
    assert MADE_UP_ID not in content
    assert "นายทุน" in content


def test_the_bytes_are_readable_thai_and_always_the_same():
    content = summary_bytes(*analysed(debts=[debt()]))
    assert content == summary_bytes(*analysed(debts=[debt()]))
    assert "ศูนย์สาธิต".encode() in content
    assert content.endswith(b"}\n")
    assert json.loads(content)["centre"] == "ศูนย์สาธิต"
