"""Small register workbooks for the tests, made with openpyxl, tidy until a test untidies them."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from plodnee.engine.national_id import make_up
from plodnee.registers.book import (
    CashItem,
    CentreSheet,
    Debt,
    Household,
    MemberGroup,
    PersonName,
    Reading,
    RegisterBook,
)
from plodnee.registers.workbook.layout import CASH, CENTRE, DEBTS, GROUPS, HOUSEHOLDS, Sheet
from plodnee.registers.workbook.reading import read_workbook
from plodnee.registers.workbook.sheet_rows import column_letters

SHEETS = {sheet.key: sheet for sheet in (CENTRE, GROUPS, HOUSEHOLDS, CASH, DEBTS)}
IDS = tuple(make_up(number) for number in range(1, 9))
Rows = dict[str, list[dict[str, Any]]]


def tidy_rows() -> Rows:
    """The cells of a tidy register by sheet key, field and row, as a careful person types them."""
    return {
        "centre": [
            {
                "name": "ศูนย์จัดการกองทุนชุมชนบ้านสว่าง",
                "area_code": "31011805",
                "as_of": date(2019, 3, 16),
                "fiscal_year": 2562,
                "chair": "นายสมมติ ใจดี",
                "phone": "044-000000",
            }
        ],
        "groups": [
            {
                "code": "NS-001",
                "name": "กองทุนหมู่บ้านบ้านสว่าง",
                "kind": "กองทุนหมู่บ้านและชุมชนเมือง (กทบ.)",
                "capital_satang": 1000000.5,
                "members": 85,
                "min_rate_bp": 6,
                "longest_extension_months": 24,
                "longest_grace_months": 12,
                "may_consolidate": "ใช่",
                "may_refinance": "ไม่ใช่",
            },
            {"code": "NS-002", "name": "กลุ่มออมทรัพย์บ้านสว่าง", "kind": "SAVINGS_GROUP_PRODUCTION"},
        ],
        "households": [
            {
                "code": "HH-001",
                "house_number": "12/3",
                "moo": 5,
                "head": "นางสมมติ มีสุข",
                "national_id": IDS[0],
                "members": 4,
                "workers": 2,
                "main_occupation": "ทำนา",
                "second_occupation": "รับจ้าง",
                "land_rai": 10.5,
                "cash_satang": 15000,
                "reserve_satang": 3000,
                "is_target": "ใช่",
                "is_model": "ไม่ใช่",
            },
            {"code": "HH-002", "head": "นายทดลอง พอเพียง", "national_id": IDS[1], "moo": 5},
            {"code": "HH-003", "head": "น.ส.ตัวอย่าง ขยันยิ่ง", "house_number": "7"},
        ],
        "cash": [
            {"household_code": "HH-001", "kind": "รายรับ", "item": "ขายข้าว",
             "amount_satang": 45000, "months": "พ.ย.-ธ.ค."},
            {"household_code": "HH-001", "kind": "รายจ่าย", "item": "อาหาร",
             "amount_satang": 3000, "months": "ทุกเดือน"},
            {"household_code": "HH-002", "kind": "รายรับ", "item": "ค่าจ้าง",
             "amount_satang": 300.25, "months": 4},
        ],
        "debts": [
            {
                "number": 1,
                "household_code": "HH-001",
                "borrower": "นางสมมติ มีสุข",
                "national_id": IDS[0],
                "creditor": "NS-001",
                "creditor_kind": "กลุ่มสมาชิก",
                "contract_number": "15/2561",
                "borrowed_on": date(2018, 6, 1),
                "due_on": date(2020, 5, 31),
                "purpose": "ซื้อปุ๋ย",
                "contract_principal_satang": 30000,
                "principal_satang": 25000,
                "interest_arrears_satang": 1200,
                "penalty_satang": 100,
                "rate_bp": 12,
                "rate_unit": "ต่อปี",
                "method": "ลดต้นลดดอก",
                "period": "รายปี",
                "months": "มี.ค.",
                "overdue_since": date(2019, 1, 31),
                "status": "ปกติ",
                "guarantors": "นายสมมติ ช่วยค้ำ",
                "note": "ย้ายบ้าน",
            },
            {"household_code": "HH-001", "borrower": "นางสมมติ มีสุข", "creditor": "ธ.ก.ส.",
             "creditor_kind": "ในระบบ", "principal_satang": 80000, "rate_bp": 7,
             "rate_unit": "ต่อปี"},
            {"household_code": "HH-002", "borrower": "นายทดลอง พอเพียง", "creditor": "นายทุนตลาด",
             "creditor_kind": "นอกระบบ", "principal_satang": 5000, "rate_bp": 1.25,
             "rate_unit": "ต่อเดือน"},
        ],
    }  # fmt: skip


def tidy_book() -> RegisterBook:
    """What the tidy register says."""
    head = PersonName("นาง", "สมมติ มีสุข")
    second = PersonName("นาย", "ทดลอง พอเพียง")
    village = MemberGroup(
        "NS-001", "กองทุนหมู่บ้านบ้านสว่าง", "VILLAGE_FUND", 100000050, 85, 600, 24, 12, True, False
    )
    first = Debt(
        row=2, household_code="HH-001", borrower=head, creditor="NS-001", creditor_kind="group",
        principal_satang=2500000, rate_bp=1200, rate_unit="year", number=1, national_id=IDS[0],
        contract_number="15/2561", borrowed_on=date(2018, 6, 1), due_on=date(2020, 5, 31),
        purpose="ซื้อปุ๋ย", contract_principal_satang=3000000, interest_arrears_satang=120000,
        penalty_satang=10000, method="declining", period="yearly", months=(3,),
        overdue_since=date(2019, 1, 31), status="normal", guarantors="นายสมมติ ช่วยค้ำ",
        note="ย้ายบ้าน",
    )  # fmt: skip
    return RegisterBook(
        CentreSheet(
            "ศูนย์จัดการกองทุนชุมชนบ้านสว่าง", "31011805", date(2019, 3, 16), 2562,
            "นายสมมติ ใจดี", "044-000000",
        ),
        (village, MemberGroup("NS-002", "กลุ่มออมทรัพย์บ้านสว่าง", "SAVINGS_GROUP_PRODUCTION")),
        (
            Household("HH-001", head, "12/3", 5, IDS[0], 4, 2, "ทำนา", "รับจ้าง", Decimal("10.5"),
                      1500000, 300000, True, False),
            Household("HH-002", second, moo=5, national_id=IDS[1]),
            Household("HH-003", PersonName("น.ส.", "ตัวอย่าง ขยันยิ่ง"), house_number="7"),
        ),
        (
            CashItem("HH-001", "income", "ขายข้าว", 4500000, (11, 12)),
            CashItem("HH-001", "expense", "อาหาร", 300000, tuple(range(1, 13))),
            CashItem("HH-002", "income", "ค่าจ้าง", 30025, (4,)),
        ),
        (
            first,
            Debt(3, "HH-001", head, "ธ.ก.ส.", "formal", 8000000, 700, "year"),
            Debt(4, "HH-002", second, "นายทุนตลาด", "informal", 500000, 1500, "month"),
        ),
    )  # fmt: skip


def openpyxl_book(rows: Rows) -> Workbook:
    """The rows as a workbook in the official layout, headers in the first row."""
    book = Workbook()
    book.remove(book.active)
    for sheet in SHEETS.values():
        made = book.create_sheet(sheet.name)
        if sheet.key == "centre":
            for column in sheet.columns:
                made.append([column.header, rows["centre"][0].get(column.field)])
            continue
        made.append([column.header for column in sheet.columns])
        for row in rows[sheet.key]:
            made.append([row.get(column.field) for column in sheet.columns])
    return book


def stored(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read_rows(rows: Rows, untidy: Callable[[Workbook], None] = lambda _book: None) -> Reading:
    """The reading of the rows as a workbook, after something was done to it."""
    book = openpyxl_book(rows)
    untidy(book)
    return read_workbook(stored(book))


def address(key: str, field: str, index: int = 0) -> str:
    """Where a field's cell of a row stands in the official layout."""
    names = [column.field for column in SHEETS[key].columns]
    if key == "centre":
        return f"B{names.index(field) + 1}"
    return f"{column_letters(names.index(field) + 1)}{index + 2}"


def changed(book: RegisterBook, key: str, index: int, **values: object) -> RegisterBook:
    """The book with one record of a sheet changed."""
    if key == "centre":
        return replace(book, centre=replace(book.centre, **values))
    records = list(getattr(book, key))
    records[index] = replace(records[index], **values)
    return replace(book, **{key: tuple(records)})


def without(book: RegisterBook, **rows: tuple[int, ...]) -> RegisterBook:
    """The book without some records of its sheets, named by index."""
    kept = {
        key: tuple(r for index, r in enumerate(getattr(book, key)) if index not in gone)
        for key, gone in rows.items()
    }
    return replace(book, **kept)


def places(found: tuple[Any, ...]) -> list[tuple[str, str | None, str]]:
    """Where problems, repairs or notes stand, and their codes."""
    return [(one.sheet, one.cell, one.code) for one in found]


def sheet_of(key: str) -> Sheet:
    """The layout of a sheet."""
    return SHEETS[key]


def repacked(content: bytes, edit: Callable[[dict[str, bytes]], None]) -> bytes:
    """The workbook with its members edited, by name."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    edit(members)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def read_after(untidy: Callable[[Workbook], None]) -> Reading:
    """The reading of the tidy workbook after something was done to it."""
    return read_rows(tidy_rows(), untidy)


def rows_moved(book: RegisterBook, by: int) -> RegisterBook:
    """The book as read from a file whose tables begin some rows lower."""
    return replace(book, debts=tuple(replace(d, row=d.row + by) for d in book.debts))


def refused_with(reading: Reading) -> list[tuple[str, str | None, str]]:
    """The places and codes of a refused workbook's problems, all worded for people."""
    assert reading.book is None
    assert {found.takes for found in reading.problems} == {"workbook"}
    assert all(found.message and found.hint and found.message_en for found in reading.problems)
    return places(reading.problems)
