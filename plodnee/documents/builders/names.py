"""What a document calls classes, creditors, choices and goals, in both languages."""

from datetime import date
from functools import cache

from plodnee.documents.builders.voice import Voice
from plodnee.engine.classification import CLASS_NAMES, Criteria, DebtorClass
from plodnee.engine.planner.model import Goal
from plodnee.engine.thai_dates import add_months

CLASS_ORDER: tuple[DebtorClass, ...] = ("A", "B", "C", "D", "E", "R")

_FUND_NAMES = {
    "SAVINGS_GROUP_PRODUCTION": ("กลุ่มออมทรัพย์เพื่อการผลิต", "Savings group for production"),
    "VILLAGE_FUND": ("กองทุนหมู่บ้านและชุมชนเมือง", "Village and urban community fund"),
    "KKJ_POVERTY_FUND": ("โครงการ กข.คจ.", "Poverty alleviation project (KKJ)"),
    "COMMUNITY_FIN_INSTITUTION": (
        "สถาบันการจัดการเงินทุนชุมชน",
        "Community capital management institution",
    ),
    "WOMEN_DEV_FUND": ("กองทุนพัฒนาบทบาทสตรี", "Women's role development fund"),
    "MOTHER_OF_LAND_FUND": ("กองทุนแม่ของแผ่นดิน", "Mother of the Land fund"),
    "WELFARE_FUND": ("กองทุนสวัสดิการชุมชน", "Community welfare fund"),
    "CREDIT_UNION_COOP": ("กลุ่มสัจจะ/เครดิตยูเนี่ยน/สหกรณ์", "Credit union or cooperative"),
    "SML_FUND": ("กองทุน SML/ประชารัฐ", "SML or Pracharat fund"),
    "OCCUPATION_GROUP": ("กลุ่มอาชีพ", "Occupation group"),
}
_CREDITOR_KINDS = {
    "group": ("กลุ่มสมาชิกศูนย์ฯ", "Member groups"),
    "formal": ("สถาบันการเงินในระบบ", "Formal lenders"),
    "informal": ("หนี้นอกระบบ", "Informal lenders"),
}
_SHORT_KINDS = {
    "group": ("กลุ่มสมาชิก", "group"),
    "formal": ("ในระบบ", "formal"),
    "informal": ("นอกระบบ", "informal"),
}
_GOALS: dict[Goal, tuple[str, str]] = {
    "least_interest": ("ดอกเบี้ยรวมน้อยที่สุด", "Least interest"),
    "soonest_debt_free": ("หมดหนี้เร็วที่สุด", "Soonest debt-free"),
    "smallest_instalment": ("จ่ายต่อเดือนเบาที่สุด", "Smallest monthly payment"),
    "least_concession": ("เจ้าหนี้เสียน้อยที่สุด", "Least given up by creditors"),
    "pareto": ("ทางเลือกอื่นที่ไม่มีแผนใดดีกว่าทุกด้าน", "Other plan that none beats in everything"),
}
_PATTERNS = {
    "monthly": ("ทุกเดือน", "every month"),
    "half_yearly": ("ทุกหกเดือน", "every six months"),
    "after_harvest": ("หลังเก็บเกี่ยว", "after harvest"),
}
_METHODS = {"declining": ("ลดต้นลดดอก", "Declining balance"), "flat": ("คงที่", "Flat")}
_PERIODS = {
    "monthly": ("รายเดือน", "Monthly"),
    "yearly": ("รายปี", "Yearly"),
    "after_harvest": ("หลังเก็บเกี่ยว", "After harvest"),
    None: ("", ""),
}


def monthly_rate_bp(rate_bp: int) -> int:
    """A yearly rate by the month, in hundredths of a per cent, half up."""
    return (rate_bp + 6) // 12


@cache
def class_name(voice: Voice, debtor_class: DebtorClass) -> str:
    """`A ปกติ`."""
    return f"{debtor_class} {voice(*CLASS_NAMES[debtor_class])}"


def class_rule(voice: Voice, debtor_class: DebtorClass, limits: Criteria) -> str:
    """When a debt is in the class."""
    first, second, third = limits.watch_days, limits.overdue_days, limits.default_days
    rules: dict[DebtorClass, tuple[str, str]] = {
        "A": (f"ค้างไม่ถึง {first} วัน", f"fewer than {first} days overdue"),
        "B": (f"ค้าง {first}–{second - 1} วัน", f"{first}–{second - 1} days overdue"),
        "C": (f"ค้าง {second}–{third - 1} วัน", f"{second}–{third - 1} days overdue"),
        "D": (f"ค้างตั้งแต่ {third} วัน", f"{third} days or more"),
        "E": ("อยู่ระหว่างดำเนินคดี", "legal action"),
        "R": ("มีสัญญาใหม่แล้ว", "under a new contract"),
    }
    if debtor_class == "A" and first == 1:
        return voice("ไม่ค้างชำระ", "nothing overdue")
    return voice(*rules[debtor_class])


def fund_name(voice: Voice, kind: str) -> str:
    """The official name of a type of member group."""
    return voice(*_FUND_NAMES[kind])


def creditor_kind(voice: Voice, kind: str) -> str:
    """Member group, formal or informal lender."""
    return voice(*_CREDITOR_KINDS[kind])


@cache
def short_kind(voice: Voice, kind: str) -> str:
    """The same in one word, as registers write it."""
    return voice(*_SHORT_KINDS[kind])


def goal_name(voice: Voice, goal: Goal) -> str:
    """What a line of the menu is best at."""
    return voice(*_GOALS[goal])


def pattern_name(voice: Voice, pattern: str) -> str:
    """When the one contract falls due; a centre's own pattern keeps its own name."""
    return voice(*_PATTERNS.get(pattern, (pattern, pattern)))


@cache
def method_name(voice: Voice, method: str) -> str:
    """How a creditor reckons interest."""
    return voice(*_METHODS[method])


@cache
def period_name(voice: Voice, period: str | None) -> str:
    """How often a debt falls due; empty where the register does not say."""
    return voice(*_PERIODS[period])


def month_of_plan(as_of: date, month: int) -> date:
    """The first day of the plan's month: month 1 is the calendar month after that of `as_of`."""
    return add_months(as_of.replace(day=1), month)
