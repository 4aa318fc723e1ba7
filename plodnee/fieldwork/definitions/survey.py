"""The survey of a household with its debts."""

from datetime import date

from plodnee.fieldwork.definitions.model import Choice, Form, Group, Kind, Question, Said, When
from plodnee.fieldwork.definitions.shared import HOUSEHOLD, YES_NO, opening

MOST_BAHT = 100_000_000
NEW = "new"  # the row of the debts' list that stands for one the register lacks
_MONTHS = (
    ("มกราคม", "January"), ("กุมภาพันธ์", "February"), ("มีนาคม", "March"), ("เมษายน", "April"),
    ("พฤษภาคม", "May"), ("มิถุนายน", "June"), ("กรกฎาคม", "July"), ("สิงหาคม", "August"),
    ("กันยายน", "September"), ("ตุลาคม", "October"), ("พฤศจิกายน", "November"),
    ("ธันวาคม", "December"),
)  # fmt: skip
MONTHS = tuple(Choice(str(number), Said(*both)) for number, both in enumerate(_MONTHS, start=1))
CREDITORS = (
    Choice("group", Said("กลุ่มหรือกองทุนที่เป็นสมาชิกศูนย์ฯ", "A member group of the centre")),
    Choice("formal", Said("ธนาคารหรือสถาบันการเงิน", "A bank or another institution")),
    Choice("informal", Said("นายทุนหรือบุคคล (นอกระบบ)", "A money lender or a person")),
)
RATE_UNITS = (
    Choice("year", Said("ต่อปี", "a year")),
    Choice("month", Said("ต่อเดือน", "a month")),
)
CASH_KINDS = (
    Choice("income", Said("รายรับ", "Income")),
    Choice("expense", Said("รายจ่าย", "Expense")),
)
_IF_CASH = When("asks_cash", ("yes",))
_IF_NEW, _IF_GROUP = When("debt", (NEW,)), When("creditor_kind", ("group",))
_IF_OUTSIDE = When("creditor_kind", ("formal", "informal"))
_BAHT = Said("เป็นบาท ใส่สตางค์ได้สองตำแหน่ง", "In baht, with satang if need be")

_HOME = Group(
    "home",
    Said("ครัวเรือน", "The household"),
    (
        Question("members", Kind.WHOLE, Said("จำนวนสมาชิก (คน)", "Members"), least=1, most=50),
        Question("workers", Kind.WHOLE, Said("ผู้มีรายได้ (คน)", "Members who earn"), least=0, most=50),
        Question("main_occupation", Kind.TEXT, Said("อาชีพหลัก", "Main occupation"), most=200),
        Question(
            "second_occupation",
            Kind.TEXT,
            Said("อาชีพเสริม", "Second occupation"),
            required=False,
            most=200,
        ),
        Question(
            "cash",
            Kind.BAHT,
            Said("เงินสดและเงินฝากที่ถอนได้", "Cash, and savings that can be drawn out"),
            _BAHT,
            required=False,
            most=MOST_BAHT,
        ),
    ),
)
_CASH = Group(
    "cash_item",
    Said("รายรับหรือรายจ่าย", "An income or expense"),
    (
        Question("cash_kind", Kind.CHOICE, Said("เป็น", "It is"), choices=CASH_KINDS),
        Question("cash_name", Kind.TEXT, Said("รายการ", "What"), most=200),
        Question(
            "cash_amount",
            Kind.BAHT,
            Said("จำนวนเงินต่อเดือนที่มี", "Amount in each of its months"),
            _BAHT,
            most=MOST_BAHT,
        ),
        Question("cash_months", Kind.MANY, Said("เดือนที่มี", "In which months"), choices=MONTHS),
    ),
    repeats=True,
    when=_IF_CASH,
)
_TERMS = (
    Question(
        "creditor_kind", Kind.CHOICE, Said("เจ้าหนี้เป็น", "The creditor is"),
        choices=CREDITORS, when=_IF_NEW,
    ),
    Question(
        "group", Kind.LISTED, Said("กลุ่มหรือกองทุน", "Which group"),
        list_name="groups", within="centre", when=_IF_GROUP,
    ),
    Question(
        "creditor_name", Kind.TEXT, Said("ชื่อเจ้าหนี้", "The creditor's name"),
        most=200, when=_IF_OUTSIDE,
    ),
    Question(
        "rate", Kind.DECIMAL, Said("อัตราดอกเบี้ย (ร้อยละ)", "Interest rate (per cent)"),
        Said("เช่น 6 หรือ 1.5", "Such as 6 or 1.5"), least=0, most=240, when=_IF_NEW,
    ),
    Question(
        "rate_unit", Kind.CHOICE, Said("คิดดอกเบี้ย", "The rate is"),
        choices=RATE_UNITS, when=_IF_NEW,
    ),
    Question(
        "borrowed_on", Kind.DAY, Said("วันที่กู้", "Borrowed on"), required=False, when=_IF_NEW
    ),
    Question(
        "due_on", Kind.DAY, Said("วันครบกำหนด", "Due on"),
        required=False, future=True, when=_IF_NEW,
    ),
    Question(
        "purpose", Kind.TEXT, Said("กู้ไปทำอะไร", "What for"),
        required=False, most=200, when=_IF_NEW,
    ),
)  # fmt: skip
_DEBTS = Group(
    "debt_item",
    Said("หนี้หนึ่งก้อน", "One debt"),
    (
        Question(
            "debt",
            Kind.LISTED,
            Said("หนี้ก้อนใด", "Which debt"),
            Said(
                "เลือกหนี้ที่ทะเบียนมีอยู่ หรือเลือกหนี้ใหม่",
                "Choose a debt that the register has, or a new one",
            ),
            list_name="debts",
            within=HOUSEHOLD,
        ),
        *_TERMS,
        Question(
            "principal", Kind.BAHT, Said("ต้นเงินคงเหลือ", "Principal left"), _BAHT, most=MOST_BAHT
        ),
        Question(
            "interest",
            Kind.BAHT,
            Said("ดอกเบี้ยค้างชำระ", "Interest in arrears"),
            _BAHT,
            required=False,
            most=MOST_BAHT,
        ),
    ),
    repeats=True,
)
SURVEY = Form(
    "plodnee_household_survey",
    Said("สำรวจครัวเรือนและหนี้สิน", "Survey of a household and its debts"),
    date(2026, 11, 26),
    HOUSEHOLD,
    (
        *opening(HOUSEHOLD, Said("วันที่สำรวจ", "Day of the survey")),
        Question("centre", Kind.KNOWN, Said("", ""), required=False, of=HOUSEHOLD, column="centre"),
        _HOME,
        Question(
            "asks_cash",
            Kind.CHOICE,
            Said("ถามรายรับรายจ่ายครบทุกรายการหรือไม่", "Is all income and expense asked now?"),
            Said(
                "ถ้าใช่ รายการที่กรอกจะแทนรายการเดิมทั้งหมด",
                "If so, what is filled in replaces all before",
            ),
            choices=YES_NO,
        ),
        _CASH,
        _DEBTS,
        Question(
            "principal_total",
            Kind.TOTAL,
            Said("รวมต้นเงินคงเหลือ (บาท)", "Principal left, altogether (baht)"),
            required=False,
            sums=("principal",),
        ),
        Question(
            "note",
            Kind.LONG,
            Said("หมายเหตุ", "Remarks"),
            Said("อย่าเขียนเลขประจำตัวประชาชน", "Write no national id"),
            required=False,
            most=2000,
        ),
    ),
)
