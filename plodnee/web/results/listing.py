"""The table of results: what is asked for, and the rows that answer it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from plodnee.casework.workspace.selectors import PinCount
from plodnee.documents.builders.names import goal_name
from plodnee.documents.builders.voice import Voice
from plodnee.engine.planner.model import Goal, Menu, Option
from plodnee.web.households.directory import Directory
from plodnee.web.households.listing import ANY, ListForm, Row, is_asked_for
from plodnee.web.templatetags.wording import english
from plodnee.web.thai_fields import WholeBahtField

LARGEST_BAHT = 10**10
LONGEST_AMOUNT = 20
LAST = 1 << 62
GOALS: tuple[Goal, ...] = (
    "least_interest", "soonest_debt_free", "smallest_instalment", "least_concession",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """One household that owes: its row, the line of its menu that is asked for, what is pinned.

    `pinned` are the lines that stand, `outdated` those that must be pinned anew.
    """

    row: Row
    menu: Menu
    line: Option | None
    pinned: int
    outdated: int

    @property
    def saved_satang(self) -> int | None:
        """Interest spared against today's terms, below 0 where the longer time costs more."""
        if self.line is None:
            return None
        today = self.menu.status_quo.figures.total_interest
        return today - self.line.figures.total_interest

    @property
    def conceded_satang(self) -> int:
        """What creditors give up."""
        return sum(satang for _creditor, satang in self.line.concession) if self.line else 0

    @property
    def missing_satang(self) -> int | None:
        """The smallest cash that would make a plan fit; None where one fits or none is known."""
        reason = self.menu.no_feasible_plan
        return reason.smallest_cash_now if reason else None


def _figure(name: str) -> Callable[[Result], int]:
    return lambda one: getattr(one.line.figures, name) if one.line else LAST


SORTS: Mapping[str, Callable[[Result], Any]] = {
    "code": lambda one: one.row.place,
    "saved": lambda one: LAST if one.saved_satang is None else -one.saved_satang,
    "owed": lambda one: -one.row.facts.owed_satang,
    "largest": _figure("largest_month_paid"),
    "free": _figure("debt_free_month"),
    "missing": lambda one: LAST if one.missing_satang is None else -one.missing_satang,
}


class ResultsForm(ListForm):
    """Search, filters and order; whatever cannot be answered counts as not asked."""

    goal = forms.ChoiceField(label=_("แสดงแผนที่"), required=False)
    plan = forms.ChoiceField(
        label=_("ผลการวางแผน"),
        required=False,
        choices=[
            ANY,
            ("fits", _("มีทางเลือกที่จ่ายไหว")),
            ("none", _("ยังไม่มีทางเลือก")),
            ("unplanned", _("ยังวางแผนไม่ได้")),
            ("today", _("จ่ายไหวตามสัญญาเดิมอยู่แล้ว")),
            ("helped", _("จ่ายไหวได้เพราะแผน")),
        ],
    )
    saved = WholeBahtField(
        label=_("ประหยัดดอกเบี้ยอย่างน้อย (บาท)"), required=False, largest=LARGEST_BAHT
    )
    pinned = forms.ChoiceField(
        label=_("เมนูที่จะเสนอ"),
        required=False,
        choices=[
            ANY,
            ("yes", _("ตรึงแล้ว")),
            ("no", _("ยังไม่ตรึง")),
            ("outdated", _("มีทางที่ต้องตรึงใหม่")),
        ],
    )
    sort = forms.ChoiceField(
        label=_("เรียงตาม"),
        required=False,
        choices=[
            ("code", _("ลำดับในทะเบียน")),
            ("saved", _("ประหยัดดอกเบี้ยมากไปน้อย")),
            ("owed", _("หนี้มากไปน้อย")),
            ("largest", _("เดือนที่จ่ายหนักที่สุดน้อยไปมาก")),
            ("free", _("ปลดหนี้เร็วไปช้า")),
            ("missing", _("ขาดเงินมากไปน้อย")),
        ],
    )
    field_order = (
        "q", "plan", "goal", "creditor", "debtor_class", "kind", "saved", "pinned", "sort",
    )  # fmt: skip

    def __init__(self, data: Any, *, creditors: list[tuple[str, str]]) -> None:
        super().__init__(data, creditors=creditors)
        voice = Voice("en" if english() else "th")
        self.fields["goal"].choices = [  # type: ignore[attr-defined]
            (goal, goal_name(voice, goal)) for goal in GOALS
        ]
        self.fields["creditor"].label = _("กลุ่ม/กองทุนหรือเจ้าหนี้")

    def asked(self) -> dict[str, str]:
        """What was asked for and can be answered, amounts as digits."""
        self.full_clean()
        values = self.cleaned_data.items()
        return {name: str(value) for name, value in values if value not in ("", None)}

    def not_taken(self) -> dict[str, str]:
        """The amount as it was typed, where it cannot be read: the page says so at its field."""
        return {"saved": str(self.data["saved"])[:LONGEST_AMOUNT]} if self["saved"].errors else {}


def results_asked_for(
    facts: Directory, pins: Mapping[UUID, PinCount], asked: dict[str, str]
) -> list[Result]:
    """The households that owe and fit what was asked, in the order asked for."""
    by_creditor = facts.analysis.totals.by_creditor
    creditor = asked.get("creditor")
    wanted = by_creditor[int(creditor)].creditor if creditor else None
    goal = asked.get("goal", GOALS[0])
    results = [
        _result(Row(key, place, home), home.menu, goal, pins.get(key, PinCount()))
        for place, (key, home) in enumerate(zip(facts.keys, facts.analysis.households, strict=True))
        if home.menu is not None
    ]
    found = [one for one in results if _answers(one, asked, wanted)]
    return sorted(found, key=SORTS[asked.get("sort", "code")])


def _result(row: Row, menu: Menu, goal: str, pins: PinCount) -> Result:
    return Result(row, menu, _line(menu, goal), pins.standing, pins.outdated)


def _line(menu: Menu, goal: str) -> Option | None:
    return next((option for option in menu.options if option.goal == goal), None)


def _answers(one: Result, asked: dict[str, str], creditor: str | None) -> bool:
    today = one.menu.status_quo.feasible
    plan = asked.get("plan")
    if (plan == "today" and not today) or (plan == "helped" and (today or one.line is None)):
        return False
    least = 100 * int(asked["saved"]) if "saved" in asked else None
    if least is not None and (one.saved_satang is None or one.saved_satang < least):
        return False
    pins = {"yes": one.pinned > 0, "no": one.pinned == 0, "outdated": one.outdated > 0}
    if "pinned" in asked and not pins[asked["pinned"]]:
        return False
    return is_asked_for(one.row, asked, creditor)
