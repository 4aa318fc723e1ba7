"""The class of a debtor by the committee's criteria, with its reason in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from plodnee import policy

DebtorClass = Literal["A", "B", "C", "D", "E", "R"]
DebtStatus = Literal["normal", "legal", "restructured"]

WORST_FIRST: tuple[DebtorClass, ...] = ("E", "D", "C", "B", "R", "A")
CLASS_NAMES: dict[DebtorClass, tuple[str, str]] = {
    "A": ("ปกติ", "Normal"),
    "B": ("เฝ้าระวัง", "Watch"),
    "C": ("ค้างชำระ", "Overdue"),
    "D": ("ผิดสัญญา", "Default"),
    "E": ("ดำเนินคดี", "Legal action"),
    "R": ("ปรับโครงสร้างแล้ว", "Restructured"),
}


@dataclass(frozen=True, slots=True)
class Criteria:
    """From which day overdue a debt is watched, overdue and in default.

    Raises: ValueError unless 1 <= watch_days < overdue_days < default_days.
    """

    watch_days: int
    overdue_days: int
    default_days: int

    def __post_init__(self) -> None:
        if not 1 <= self.watch_days < self.overdue_days < self.default_days:
            raise ValueError(f"criteria out of order: {self}")


class Classified(NamedTuple):
    """A class and why, in Thai and English."""

    debtor_class: DebtorClass
    reason: str
    reason_en: str


def criteria_in_force(on: date) -> Criteria:
    """The programme's default criteria of a day, for a committee that has set none itself.

    Source: policy/classification.toml.
    """
    values = policy.in_force("classification", on).values
    return Criteria(values["watch_days"], values["overdue_days"], values["default_days"])


def classify(days_overdue: int, status: DebtStatus, criteria: Criteria) -> Classified:
    """The class of one debt and the reason to give its household.

    Units:   whole days, 0 where nothing is overdue.
    Ensures: legal action and restructuring go before the days; more days, never a better class.
    Raises:  ValueError if the days are negative.
    """
    if days_overdue < 0:
        raise ValueError(f"{days_overdue} days overdue")
    if status == "legal":
        return Classified("E", "อยู่ระหว่างดำเนินคดีหรือบังคับคดี", "Legal action or execution is under way")
    if status == "restructured":
        return Classified("R", "ปรับโครงสร้างหนี้แล้ว", "Already restructured")
    if days_overdue < criteria.watch_days:
        return _not_yet(days_overdue, criteria)
    return _overdue(days_overdue, criteria)


def worst(classes: Iterable[DebtorClass]) -> DebtorClass:
    """The class of a household: the worst of its debts (E, D, C, B, R, A).

    Raises: ValueError if there is no class.
    """
    return min(classes, key=WORST_FIRST.index)


def _not_yet(days: int, criteria: Criteria) -> Classified:
    if days == 0:
        return Classified("A", "ไม่ค้างชำระ", "Nothing is overdue")
    limit = criteria.watch_days
    return Classified(
        "A",
        f"ค้างชำระ {days} วัน ยังไม่ถึง {limit} วัน",
        f"{days} days overdue, fewer than {limit}",
    )


def _overdue(days: int, criteria: Criteria) -> Classified:
    found: DebtorClass
    if days >= criteria.default_days:
        found, span_th, span_en = "D", *_from(criteria.default_days)
    elif days >= criteria.overdue_days:
        found, span_th, span_en = "C", *_within(criteria.overdue_days, criteria.default_days)
    else:
        found, span_th, span_en = "B", *_within(criteria.watch_days, criteria.overdue_days)
    return Classified(
        found, f"ค้างชำระ {days:,} วัน ({span_th})", f"{days:,} days overdue ({span_en})"
    )


def _from(first: int) -> tuple[str, str]:
    return f"เกณฑ์ตั้งแต่ {first} วันขึ้นไป", f"criterion: {first} days or more"


def _within(first: int, following: int) -> tuple[str, str]:
    return f"เกณฑ์ {first}–{following - 1} วัน", f"criterion: {first}–{following - 1} days"
