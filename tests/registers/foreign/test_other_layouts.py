"""A workbook of another layout becomes the register that its rows say, cell by cell."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from build import a_book, a_debt, a_household
from foreign_making import (
    CENTRE,
    FUND_ROWS,
    SAVINGS,
    SAVINGS_ROWS,
    VILLAGE_FUND,
    sheets,
    usual_plan,
    workbook,
)

from plodnee.engine.national_id import make_up
from plodnee.privacy.gone import GONE
from plodnee.registers.book import MemberGroup, PersonName
from plodnee.registers.foreign.guarded import outline_guarded, read_arranged
from plodnee.registers.foreign.household_codes import codes_of
from plodnee.registers.foreign.households import with_households
from plodnee.registers.foreign.plan import WorkbookPlan, columns_twice, look_of, missing
from plodnee.registers.foreign.suggestions import suggested
from plodnee.registers.workbook.errors import WorkbookRefused
from plodnee.registers.workbook.sent_rows import SentRow


def read(cells):
    content = workbook(cells)
    return read_arranged(content, usual_plan(content))


def test_one_sheet_for_each_fund_gives_its_debts_funds_and_households():
    reading, refused = read(sheets())
    book = reading.book
    assert refused == b""
    assert reading.problems == ()
    assert [group.code for group in book.groups] == ["VF", "SG"]
    assert [(debt.creditor, debt.principal_satang, debt.rate_bp) for debt in book.debts] == [
        ("VF", 1_500_000, 600), ("VF", 3_000_000, 600),
        ("SG", 500_000, 1200), ("SG", 700_000, 1200),
    ]  # fmt: skip
    assert {home.code: str(home.head) for home in book.households} == {
        "B12-3-M5": "นายสมมติ ใจดี", "B14-M5": "นางทดลอง มีสุข", "B99-M5": "น.ส.ตัวอย่าง มา",
    }  # fmt: skip
    assert book.debts[0].guarantors == "นางทดลอง มา"
    assert book.centre.as_of.isoformat() == "2018-09-30"


def test_the_same_house_in_two_funds_is_one_household_with_both_debts():
    reading, _ = read(sheets())
    owed = [d.creditor for d in reading.book.debts if d.household_code == "B12-3-M5"]
    assert owed == ["VF", "SG"]


def test_each_derived_household_is_noted_where_it_was_read():
    reading, _ = read(sheets())
    derived = [one.message for one in reading.notes if one.code == "household_derived"]
    assert len(derived) == 3
    assert f"{VILLAGE_FUND}!A4" in derived[0]


def test_rows_without_a_house_number_keep_one_borrower_together():
    rows = [(*row[:2], None, None, *row[4:]) for row in FUND_ROWS]
    rows.append((3, "นายสมมติ  ใจดี", None, None, None, 100, 100, None))
    reading, _ = read(sheets(fund=rows))
    codes = [d.household_code for d in reading.book.debts if d.creditor == "VF"]
    assert codes[0] == codes[2] != codes[1]


NAME = ("text", "นายสมมติ ใจดี")
ONE, OTHER = make_up(11), make_up(250)


def coded(*cells, known=None):
    """The codes of rows that borrow, in one workbook, beside the register in use."""
    rows = [SentRow(VILLAGE_FUND, n, {"borrower": NAME} | one) for n, one in enumerate(cells)]
    codes = codes_of(rows, known)
    return [codes.of(row) for row in rows]


def numbered(number):
    return {"national_id": ("text", number)}


def at_house(number):
    return {"house_number": ("text", number), "moo": ("number", "5")}


def the_register(*rows):
    """What a register states that was made of rows: a code, and an id or a house number."""
    return a_book(
        households=tuple(
            replace(a_household("1", national_id=None, house_number=""), **told) for told in rows
        ),
        debts=(),
    )


def test_one_name_with_two_ids_is_two_households_and_who_has_none_is_neither():
    first, second, third, again = coded(numbered(ONE), numbered(OTHER), {}, numbered(ONE))
    assert len({first, second, third}) == 3
    assert again == first
    assert (first, second) == (coded({})[0], f"{first}-{OTHER[-3:]}")
    assert coded(numbered(f"{ONE[:5]}-{ONE[5:]}"), {}) == [first, first]


def test_a_later_file_gives_each_id_of_a_name_the_code_that_it_has():
    first, second = coded(numbered(ONE), numbered(OTHER))
    known = the_register(
        {"code": first, "national_id": ONE}, {"code": second, "national_id": OTHER}
    )
    assert coded(numbered(OTHER), numbered(ONE), known=known) == [second, first]
    assert coded(numbered(OTHER), known=known) == [second]
    only_one = the_register({"code": first, "national_id": ONE})
    assert coded(numbered(OTHER), known=only_one) == [second]
    assert coded({}, known=only_one) == [first]
    both = the_register({"code": first}, {"code": f"{first}-0"})
    assert coded({}, known=both) == [f"{first}-0"]
    assert coded(numbered(ONE), numbered(OTHER), {}, known=only_one)[2] == first


def test_an_id_of_the_register_is_of_its_household_and_so_is_who_lives_there():
    known = the_register({"code": "AR-001", "national_id": ONE})
    told = [at_house("12/3") | numbered(ONE), at_house("12/3"), at_house("14"), numbered(ONE), {}]
    assert coded(*told[:3], known=known) == ["AR-001", "AR-001", "B14-M5"]
    assert coded(*told[3:], known=known) == ["AR-001", coded({})[0]]
    twice = the_register(
        {"code": "AR-001", "national_id": ONE}, {"code": "AR-002", "national_id": ONE}
    )
    assert coded(told[0], known=twice) == ["B12-3-M5"]  # of which one, nobody says


def test_two_house_numbers_never_share_a_code_and_the_usual_one_stays_with_the_slash():
    dash, slash = coded(at_house("12-3"), at_house("12 / 3"))
    assert (slash, dash) == ("B12-3-M5", "B12-3-M5-X")
    assert coded(at_house("12-3")) == ["B12-3-M5"]
    known = the_register({"code": "B12-3-M5", "house_number": "12-3"})
    assert coded(at_house("12-3"), known=known) == ["B12-3-M5"]
    assert coded(at_house("๑๒/๓"), known=known) == ["B12-3-M5-X"]
    put_right = the_register({"code": "B12-3-M5", "house_number": "12/33"})
    assert coded(at_house("12/3"), known=put_right) == ["B12-3-M5"]  # the same house, as before


def test_whoever_heads_a_derived_household_brings_the_id_of_the_row():
    told = {"borrower": ("text", "นายสมมติ ใจดี"), "national_id": ("text", "9310102000001")}
    _coded, homes = with_households([SentRow(VILLAGE_FUND, 4, told)])
    assert [home.cells["national_id"] for home in homes] == [told["national_id"]]


def test_totals_are_no_debtors():
    total = (None, "รวม", None, None, None, 50000, 45000, None)
    reading, _ = read(sheets(fund=[*FUND_ROWS, total]))
    assert len(reading.book.debts) == 4


def test_a_total_of_each_sheet_is_compared_with_the_rows_of_its_own_sheet():
    fund = (None, "รวม", None, None, None, 50000, 45000, None)
    savings = [(None, "รวม", None, None, 12000), (None, "รวมทั้งสิ้น", None, None, 13000)]
    plan_of = sheets(fund=[*FUND_ROWS, fund], savings=[*SAVINGS_ROWS, *savings])
    reading, _ = read(plan_of)
    told = [(one.sheet, one.cell, one.message) for one in reading.notes if "total" in one.code]
    assert [place[:2] for place in told] == [(SAVINGS, "E5")]
    assert "12,000" in told[0][2]
    assert "13,000" in told[0][2]


def test_a_name_that_fills_two_rows_is_told_once():
    reading, _ = read(sheets(fund=[(1, "นายสมมติ   ใจดี", "12/3", 5, None, 20000, 100, None)]))
    at = [(one.sheet, one.cell) for one in reading.repairs if one.sheet == VILLAGE_FUND]
    assert at.count((VILLAGE_FUND, "B4")) == 1
    assert not [cell for _sheet, cell in at if cell.startswith("A")]


def test_what_cannot_be_read_is_told_at_its_place_in_the_file_as_sent():
    bad = [(1, "นายสมมติ ใจดี", "12/3", 5, "30 ก.พ. 2561", 20000, "หมื่นห้า", None), FUND_ROWS[1]]
    reading, _ = read(sheets(fund=bad))
    told = {(one.sheet, one.cell, one.code) for one in reading.problems}
    assert told == {(VILLAGE_FUND, "E4", "no_such_day"), (VILLAGE_FUND, "G4", "not_money")}
    assert len(reading.book.debts) == 3


def test_refused_rows_come_back_in_the_official_form_with_their_reasons():
    bad = [(1, "นายสมมติ ใจดี", "12/3", 5, None, 20000, "หมื่นห้า", None), FUND_ROWS[1]]
    _, refused = read(sheets(fund=bad))
    book = openpyxl.load_workbook(io.BytesIO(refused))
    debts = book["ลูกหนี้"]
    assert [row[2].value for row in debts.iter_rows(min_row=2)] == ["นายสมมติ ใจดี"]
    assert debts["L2"].value == "หมื่นห้า"
    assert "หมื่นห้า" in debts["L2"].comment.text
    assert [row[0].value for row in book["ครัวเรือน"].iter_rows(min_row=2)] == ["B12-3-M5"]


def test_an_error_in_a_cell_stays_an_error():
    bad = [(1, "นายสมมติ ใจดี", "12/3", 5, None, 20000, "#REF!", None), FUND_ROWS[1]]
    reading, _ = read(sheets(fund=bad))
    assert [(one.cell, one.takes) for one in reading.problems] == [("G4", "row")]


def test_a_household_sheet_beside_the_funds_says_more_than_what_is_derived():
    cells = sheets()
    cells["ครัวเรือน"] = [
        ["รหัสครัวเรือน", "หัวหน้าครัวเรือน", "บ้านเลขที่", "อาชีพหลัก"],
        ["B12-3-M5", "นายสมมติ ใจดี", "12/3", "ทำนา"],
    ]
    content = workbook(cells)
    plan = usual_plan(workbook(sheets()))
    homes = [one for one in suggested(outline_guarded(content)) if one.part == "households"]
    reading, _ = read_arranged(content, replace(plan, sheets=(*plan.sheets, *homes)))
    by_code = {home.code: home.main_occupation for home in reading.book.households}
    assert by_code == {"B12-3-M5": "ทำนา", "B14-M5": "", "B99-M5": ""}


def test_a_column_called_number_is_guessed_as_the_row_number_and_as_no_id():
    cells = sheets()
    cells[SAVINGS][0][0] = "เลขที่"
    (plan,) = [one for one in suggested(outline_guarded(workbook(cells))) if one.name == SAVINGS]
    assert plan.columns["A"] == "number"


def test_what_a_spreadsheet_would_run_is_text_in_the_refused_rows():
    risky = "+SUM(1)"
    bad = [(1, "นายสมมติ ใจดี", "12/3", 5, None, 20000, "หมื่นห้า", risky), FUND_ROWS[1]]
    _, refused = read(sheets(fund=bad))
    row = next(openpyxl.load_workbook(io.BytesIO(refused))["ลูกหนี้"].iter_rows(min_row=2))
    assert {(cell.value, cell.data_type) for cell in row if cell.value == risky} == {(risky, "s")}


def test_a_file_that_would_start_a_program_is_refused_before_it_is_looked_at():
    cells = sheets(fund=[(1, '=cmd|"/c calc"!A0', "1", 5, None, 1, 1, None)])
    with pytest.raises(WorkbookRefused):
        outline_guarded(workbook(cells))


def test_a_file_that_is_no_workbook_is_refused():
    with pytest.raises(WorkbookRefused):
        outline_guarded(b"no workbook at all")


def test_a_plan_for_another_file_is_refused_by_the_sheet_it_lacks():
    content = workbook({SAVINGS: sheets()[SAVINGS]})
    with pytest.raises(WorkbookRefused) as refused:
        read_arranged(content, usual_plan(workbook(sheets())))
    assert refused.value.reason == "sheet_missing"


def test_workbooks_of_the_same_headers_look_the_same_whatever_stands_in_them():
    one = outline_guarded(workbook(sheets()))
    other = outline_guarded(workbook(sheets(savings=[*SAVINGS_ROWS, *SAVINGS_ROWS])))
    assert look_of(one) == look_of(other)
    cells = sheets()
    cells[SAVINGS][0][4] = "หนี้คงเหลือ"
    assert look_of(outline_guarded(workbook(cells))) != look_of(one)


def test_a_plan_survives_being_kept():
    plan = usual_plan(workbook(sheets()))
    assert WorkbookPlan.from_json(plan.to_json()) == plan
    with pytest.raises(ValueError, match="no plan"):
        WorkbookPlan.from_json('{"sheets": 3}')


def test_a_plan_says_what_it_leaves_open_and_what_it_says_twice():
    plan = usual_plan(workbook(sheets()))
    assert missing(plan) == []
    first = plan.sheets[0]
    open_one = replace(
        plan,
        centre={**CENTRE, "as_of": ""},
        sheets=(replace(first, constants={}, group={}), plan.sheets[1]),
    )
    assert {(gap.sheet, gap.field) for gap in missing(open_one)} == {
        ("ศูนย์", "as_of"), (VILLAGE_FUND, "rate_bp"), (VILLAGE_FUND, "rate_unit"),
        (VILLAGE_FUND, "group-code"), (VILLAGE_FUND, "group-name"), (VILLAGE_FUND, "group-kind"),
    }  # fmt: skip
    twice = replace(first, columns={**first.columns, "A": "borrower"})
    gaps = columns_twice(replace(plan, sheets=(twice, plan.sheets[1])))
    assert [(gap.sheet, gap.field) for gap in gaps] == [(VILLAGE_FUND, "borrower")]


FUND = MemberGroup("VF", "กองทุนหมู่บ้าน", "VILLAGE_FUND", 310_000_000, 152, 700, 24, 12, True)


def in_register(**parts):
    """A register whose household B14-M5 is headed by somebody else than the fund's borrower."""
    home = a_household(
        "14", house_number="14", members=4, workers=2, main_occupation="ทำนา",
        land_rai=Decimal("12.5"), is_target=True,
    )  # fmt: skip
    homes = (replace(home, code="B14-M5"),)
    return a_book(**({"groups": (FUND,), "households": homes, "debts": ()} | parts))


def test_a_fund_keeps_what_the_register_says_and_its_list_does_not():
    content, known = workbook(sheets()), in_register()
    reading, _ = read_arranged(content, usual_plan(content), known)
    assert reading.book.groups[0] == FUND
    assert reading.book.groups[1].capital_satang is None  # a new one says nothing yet


def test_a_household_that_a_fund_points_at_stays_as_the_register_has_it():
    content, known = workbook(sheets()), in_register()
    reading, _ = read_arranged(content, usual_plan(content), known)
    told = {home.code: home for home in reading.book.households}
    assert told["B14-M5"] == known.households[0]
    assert len([one for one in reading.notes if one.code == "household_derived"]) == 2
    strange = [(one.sheet, one.cell) for one in reading.notes if one.code == "borrower_new_there"]
    assert strange == [(VILLAGE_FUND, "B5")]
    there = in_register(debts=(a_debt(borrower=PersonName("นาง", "ทดลอง มีสุข"),
                                      household_code="B14-M5", creditor="VF"),))  # fmt: skip
    again, _ = read_arranged(content, usual_plan(content), known, there)
    assert not [one for one in again.notes if one.code == "borrower_new_there"]


def test_a_household_whose_head_was_erased_begins_anew_with_who_borrows():
    (home,) = in_register().households
    known = in_register(households=(replace(home, head=PersonName("", GONE), national_id=None),))
    reading, _ = read_arranged(workbook(sheets()), usual_plan(workbook(sheets())), known)
    told = {home.code: home for home in reading.book.households}
    assert (str(told["B14-M5"].head), told["B14-M5"].workers) == ("นางทดลอง มีสุข", None)
    assert not [one for one in reading.notes if one.code == "borrower_new_there"]


def test_a_debt_of_a_known_contract_keeps_what_the_list_does_not_say():
    who = {"borrower": PersonName("นาง", "ทดลอง มีสุข"), "creditor": "VF"}
    terms = {"status": "legal", "overdue_since": date(2018, 1, 1), "purpose": "ซื้อปุ๋ย"}
    stood = a_debt(household_code="B14-M5", contract_number="7/2560", **who, **terms)
    known = in_register(debts=(stood,))
    cells = sheets(fund=[FUND_ROWS[1]])
    reading, _ = read_arranged(workbook(cells), usual_plan(workbook(cells)), known)
    asked = [(one.sheet, one.cell) for one in reading.notes if one.code == "debt_maybe_known"]
    assert asked == [(VILLAGE_FUND, "B4")]
    cells[VILLAGE_FUND][2].append("เลขที่สัญญา")
    cells[VILLAGE_FUND][3].append("7/2560")
    reading, _ = read_arranged(workbook(cells), usual_plan(workbook(cells)), known)
    debt = reading.book.debts[0]
    assert (debt.status, debt.overdue_since, debt.purpose) == tuple(terms.values())
    assert (debt.principal_satang, debt.guarantors) == (3_000_000, "")  # as the list says
    assert not [one for one in reading.notes if one.code == "debt_maybe_known"]


def test_a_column_that_nobody_named_leaves_what_the_register_says():
    head = ["รหัสครัวเรือน", "หัวหน้าครัวเรือน", "จำนวนสมาชิก (คน)"]
    rows = {**sheets(), "ครัวเรือน": [head, ["B14-M5", "นางคนใหม่ มาดี", None]]}
    content, known = workbook(rows), in_register()
    homes = [one for one in suggested(outline_guarded(content)) if one.part == "households"]
    plan = usual_plan(workbook(sheets()))
    reading, _ = read_arranged(content, replace(plan, sheets=(*plan.sheets, *homes)), known)
    (home,) = [home for home in reading.book.households if home.code == "B14-M5"]
    assert (home.members, home.workers, home.land_rai) == (None, 2, Decimal("12.5"))
    assert (str(home.head), home.national_id) == ("นางคนใหม่ มาดี", None)
