"""The register workbook as one table: its sheets, their columns, and what each column takes.

Template, reader and writer share it. Source: docs/reference/formats.md, "The register workbook".
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text", "code", "area", "money", "date", "months", "rate", "national_id", "name", "creditor",
    "choice", "fund_type", "count", "month_limit", "moo", "land", "phone", "fiscal_year",
]  # fmt: skip
SheetKey = Literal["centre", "groups", "households", "cash", "debts"]
Choice = str | bool

VERSION = 1
VERSION_PROPERTY = "plodnee_register"
# An unreadable cell of these kinds takes its row with it, in whatever column it stands.
ROW_KINDS: frozenset[Kind] = frozenset({"code", "area", "money", "rate", "date", "months"})
TOTAL_WORD = "รวม"
TOTAL_WORDS = frozenset({TOTAL_WORD, "ยอดรวม", "รวมทั้งสิ้น", "รวมทั้งหมด"})
YES_NO: tuple[tuple[str, Choice], ...] = (("ใช่", True), ("ไม่ใช่", False))


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its official header, the field it fills, how its cells read."""

    field: str
    header: str
    kind: Kind
    required: bool = False
    choices: tuple[tuple[str, Choice], ...] = ()
    default: Choice | None = None

    @property
    def summed(self) -> bool:
        """Whether a totals row can hold a sum of this column."""
        return self.kind in ("money", "land") or self.field in ("members", "workers")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its key in this package, its official name, its columns in official order."""

    key: SheetKey
    name: str
    columns: tuple[Column, ...]

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns without which the workbook is refused."""
        return tuple(column for column in self.columns if column.required)

    def column(self, field: str) -> Column:
        """The column that fills a field."""
        return next(column for column in self.columns if column.field == field)


def _yes_no(field: str, header: str) -> Column:
    return Column(field, header, "choice", choices=YES_NO, default=False)


# Code of the fund type, its abbreviation, and the Thai names by which it is known.
FUND_TYPES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("SAVINGS_GROUP_PRODUCTION", "กทอ.", ("กลุ่มออมทรัพย์เพื่อการผลิต",)),
    ("VILLAGE_FUND", "กทบ.", ("กองทุนหมู่บ้านและชุมชนเมือง",)),
    ("KKJ_POVERTY_FUND", "กข.คจ.", ("โครงการแก้ไขปัญหาความยากจน",)),
    (
        "COMMUNITY_FIN_INSTITUTION",
        "",
        (
            "สถาบันการจัดการเงินทุนชุมชน",
            "สถาบันการเงินชุมชน",
            "สถาบันการจัดการเงินทุนชุมชน/สถาบันการเงินชุมชน",
        ),
    ),
    ("WOMEN_DEV_FUND", "", ("กองทุนพัฒนาบทบาทสตรี",)),
    ("MOTHER_OF_LAND_FUND", "", ("กองทุนแม่ของแผ่นดิน",)),
    ("WELFARE_FUND", "", ("กองทุนสวัสดิการชุมชน",)),
    (
        "CREDIT_UNION_COOP",
        "",
        ("กลุ่มสัจจะ", "เครดิตยูเนี่ยน", "สหกรณ์", "กลุ่มสัจจะ/เครดิตยูเนี่ยน/สหกรณ์"),
    ),
    (
        "SML_FUND",
        "",
        ("SML", "กองทุน พปร.", "กองทุนประชารัฐ", "SML/กองทุน พปร./กองทุนประชารัฐ"),
    ),
    (
        "OCCUPATION_GROUP",
        "",
        (
            "กลุ่มอาชีพ",
            "OTOP",
            "กลุ่มอาชีพ/OTOP",
            "ธนาคารข้าว",
            "ธนาคารปุ๋ย",
            "ธนาคารข้าว/ปุ๋ย",
            "ร้านค้าชุมชน",
            "วิสาหกิจชุมชน",
            "ธนาคารข้าว/ปุ๋ย, ร้านค้าชุมชน, กลุ่มอาชีพ/OTOP, วิสาหกิจชุมชน",
        ),
    ),
)

CENTRE = Sheet(
    "centre",
    "ศูนย์",
    (
        Column("name", "ชื่อศูนย์", "text", required=True),
        Column("area_code", "รหัสพื้นที่", "area", required=True),
        Column("as_of", "ข้อมูล ณ วันที่", "date", required=True),
        Column("fiscal_year", "ปีงบประมาณ", "fiscal_year"),
        Column("chair", "ประธาน", "text"),
        Column("phone", "โทรศัพท์", "phone"),
    ),
)
GROUPS = Sheet(
    "groups",
    "กลุ่มสมาชิก",
    (
        Column("code", "รหัสกลุ่ม", "code", required=True),
        Column("name", "ชื่อกลุ่ม/กองทุน", "text", required=True),
        Column("kind", "ประเภท", "fund_type", required=True),
        Column("capital_satang", "เงินทุน (บาท)", "money"),
        Column("members", "จำนวนสมาชิก (คน)", "count"),
        Column("min_rate_bp", "อัตราดอกเบี้ยต่ำสุด (% ต่อปี)", "rate"),
        Column("longest_extension_months", "ขยายเวลาได้สูงสุด (เดือน)", "month_limit"),
        Column("longest_grace_months", "พักชำระได้สูงสุด (เดือน)", "month_limit"),
        _yes_no("may_consolidate", "รวมหนี้ได้"),
        _yes_no("may_refinance", "ใช้ชำระหนี้อื่นได้"),
    ),
)
HOUSEHOLDS = Sheet(
    "households",
    "ครัวเรือน",
    (
        Column("code", "รหัสครัวเรือน", "code", required=True),
        Column("house_number", "บ้านเลขที่", "text"),
        Column("moo", "หมู่ที่", "moo"),
        Column("head", "หัวหน้าครัวเรือน", "name", required=True),
        Column("national_id", "เลขประจำตัวประชาชน", "national_id"),
        Column("members", "จำนวนสมาชิก (คน)", "count"),
        Column("workers", "วัยแรงงาน (คน)", "count"),
        Column("main_occupation", "อาชีพหลัก", "text"),
        Column("second_occupation", "อาชีพรอง", "text"),
        Column("land_rai", "ที่ดินถือครอง (ไร่)", "land"),
        Column("cash_satang", "เงินสดและเงินฝาก (บาท)", "money"),
        Column("reserve_satang", "เงินสำรองขั้นต่ำ (บาท)", "money"),
        _yes_no("is_target", "ครัวเรือนเป้าหมาย"),
        _yes_no("is_model", "ครัวเรือนต้นแบบ"),
    ),
)
CASH = Sheet(
    "cash",
    "รายรับรายจ่าย",
    (
        Column("household_code", "รหัสครัวเรือน", "code", required=True),
        Column(
            "kind",
            "ประเภท",
            "choice",
            required=True,
            choices=(("รายรับ", "income"), ("รายจ่าย", "expense")),
        ),
        Column("item", "รายการ", "text", required=True),
        Column("amount_satang", "จำนวนเงินต่อครั้ง (บาท)", "money", required=True),
        Column("months", "เดือน", "months", required=True),
    ),
)
DEBTS = Sheet(
    "debts",
    "ลูกหนี้",
    (
        Column("number", "ลำดับ", "count"),
        Column("household_code", "รหัสครัวเรือน", "code", required=True),
        Column("borrower", "ชื่อ-สกุลผู้กู้", "name", required=True),
        Column("national_id", "เลขประจำตัวประชาชน", "national_id"),
        Column("creditor", "เจ้าหนี้", "creditor", required=True),
        Column(
            "creditor_kind",
            "ประเภทเจ้าหนี้",
            "choice",
            choices=(("กลุ่มสมาชิก", "group"), ("ในระบบ", "formal"), ("นอกระบบ", "informal")),
        ),
        Column("contract_number", "เลขที่สัญญา", "text"),
        Column("borrowed_on", "วันที่กู้", "date"),
        Column("due_on", "วันครบกำหนด", "date"),
        Column("purpose", "วัตถุประสงค์", "text"),
        Column("contract_principal_satang", "เงินต้นตามสัญญา (บาท)", "money"),
        Column("principal_satang", "เงินต้นคงเหลือ (บาท)", "money", required=True),
        Column("interest_arrears_satang", "ดอกเบี้ยค้าง (บาท)", "money"),
        Column("penalty_satang", "ค่าปรับค้าง (บาท)", "money"),
        Column("rate_bp", "อัตราดอกเบี้ย", "rate", required=True),
        Column(
            "rate_unit",
            "หน่วยอัตรา",
            "choice",
            required=True,
            choices=(("ต่อปี", "year"), ("ต่อเดือน", "month")),
        ),
        Column(
            "method",
            "วิธีคิดดอกเบี้ย",
            "choice",
            choices=(("ลดต้นลดดอก", "declining"), ("คงที่", "flat")),
            default="declining",
        ),
        Column(
            "period",
            "งวดชำระ",
            "choice",
            choices=(
                ("รายเดือน", "monthly"),
                ("รายปี", "yearly"),
                ("หลังเก็บเกี่ยว", "after_harvest"),
            ),
        ),
        Column("months", "เดือนที่ชำระ", "months"),
        Column("overdue_since", "ค้างชำระตั้งแต่วันที่", "date"),
        Column(
            "status",
            "สถานะ",
            "choice",
            choices=(
                ("ปกติ", "normal"),
                ("ดำเนินคดี", "legal"),
                ("ปรับโครงสร้างแล้ว", "restructured"),
            ),
            default="normal",
        ),
        Column("guarantors", "ผู้ค้ำประกัน", "text"),
        Column("note", "หมายเหตุ", "text"),
    ),
)
SHEETS: tuple[Sheet, ...] = (CENTRE, GROUPS, HOUSEHOLDS, CASH, DEBTS)


def fund_type_name(code: str) -> str:
    """The official Thai name of a fund type, with its abbreviation in brackets if it has one."""
    abbreviation, names = next((a, n) for c, a, n in FUND_TYPES if c == code)
    return f"{names[0]} ({abbreviation})" if abbreviation else names[0]
