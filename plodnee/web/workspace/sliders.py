"""The committee's settings as fields of a page: value, both ends, and why it stops there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from plodnee.casework.workspace.limits import Limits, Range
from plodnee.casework.workspace.settings import Settings
from plodnee.documents.builders.names import pattern_name
from plodnee.documents.builders.voice import Voice
from plodnee.engine.planner.model import HouseholdProblem, Pattern
from plodnee.web.templatetags.wording import (
    baht_short,
    english,
    plan_month,
    rate_a_month,
    rate_a_year,
)
from plodnee.web.workspace.wording import why, why_kept_out

PLAIN = ("no_less_than_nothing", "one_instalment")  # ends that need no pointing at


@dataclass(frozen=True, slots=True)
class Slider:
    """One figure to set; `least`, `most`, `value` and `step` are as an input takes them."""

    name: str
    label: str
    unit: str
    value: str
    least: str
    most: str
    step: str
    least_told: str
    most_told: str
    why_least: str
    why_most: str
    at_least: bool
    at_most: bool
    told: str = ""
    not_taken: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One thing to tick: a debt that may join, or a pattern of due months."""

    value: str
    label: str
    note: str
    ticked: bool
    may: bool = True
    warning: str = ""


def sliders(
    settings: Settings, limits: Limits, problem: HouseholdProblem, typed: Mapping[str, str]
) -> tuple[Slider, ...]:
    """The four figures in the order in which a committee speaks of them.

    `typed` are figures as a person wrote them: one that stands otherwise says so.
    """
    cash = problem.cash
    told = (
        _slider("rate", _("ดอกเบี้ยสัญญาเดียว"), _("% ต่อปี"), settings.rate_bp, limits.rate_bp, 100,
                told=_rate_told(settings.rate_bp)),
        _slider("instalments", _("จำนวนงวดสูงสุด"), _("งวด"), settings.most_instalments,
                limits.most_instalments, 1, told=_reach(settings, problem)),
        _slider("reserve", _("เงินสำรองขั้นต่ำ"), _("บาท"), settings.reserve_satang,
                limits.reserve_satang, 100, told=_reserve_told(settings, cash.reserve)),
        _slider("income", _("รายได้เสริมจากอาชีพที่วางแผนไว้"), _("บาทต่อเดือน"),
                settings.income_satang, limits.income_satang, 100),
    )  # fmt: skip
    return tuple(
        replace(one, not_taken=_not_taken(typed[one.name], one.value)) if one.name in typed else one
        for one in told
    )


def _not_taken(typed: str, value: str) -> str:
    """What was typed and what is reckoned with instead; empty where they are the same."""
    try:
        number = Decimal(typed)
    except InvalidOperation:
        number = Decimal("NaN")
    if number.is_finite() and number == Decimal(value):
        return ""
    told = f"{Decimal(value):,f}"
    if not typed:
        return _("ไม่มีตัวเลขที่ใช้ได้ จึงคิดด้วย %(value)s") % {"value": told}
    return _("ใช้ “%(typed)s” ไม่ได้ จึงคิดด้วย %(value)s") % {"typed": typed, "value": told}


def _rate_told(rate_bp: int) -> str:
    return f"{rate_a_year(rate_bp)} ({rate_a_month(rate_bp)})"


def _slider(
    name: str, label: str, unit: str, value: int, range_: Range, parts: int, *, told: str = ""
) -> Slider:
    return Slider(
        name=name,
        label=label,
        unit=unit,
        value=_plain(value, parts),
        least=_plain(range_.least.value, parts),
        most=_plain(range_.most.value, parts),
        step=_plain(range_.step, parts),
        least_told=_told(range_.least.value, parts),
        most_told=_told(range_.most.value, parts),
        why_least=why(range_.least),
        why_most=why(range_.most),
        at_least=value == range_.least.value and range_.least.stop not in PLAIN,
        at_most=value == range_.most.value,
        told=told,
    )


def _plain(number: int, parts: int) -> str:
    """`7.25` or `1200`, as an input wants it whatever the language."""
    return f"{Decimal(number) / parts:f}"


def _told(number: int, parts: int) -> str:
    """The same with commas, for people."""
    return baht_short(number) if parts > 1 else str(number)


def _reach(settings: Settings, problem: HouseholdProblem) -> str:
    """How long that many instalments last, for each pattern that is left."""
    voice = Voice("en" if english() else "th")
    told = []
    for pattern in problem.contract.patterns if problem.contract else ():
        if pattern.name in settings.patterns:
            due = pattern.due_months[: settings.most_instalments]
            until = plan_month(problem.as_of, due[-1])
            told.append(
                _("%(pattern)s %(count)s งวด ถึง %(until)s")
                % {"pattern": pattern_name(voice, pattern.name), "count": len(due), "until": until}
            )
    return " · ".join(told)


def _reserve_told(settings: Settings, registered: int) -> str:
    if settings.reserve_satang >= registered:
        return ""
    return _("ต่ำกว่าที่ทะเบียนบันทึกไว้ (%(amount)s บาท)") % {"amount": baht_short(registered)}


def debt_boxes(settings: Settings, limits: Limits, ceiling_bp: int) -> tuple[Box, ...]:
    """Every debt of the household; one that may not join says why, and an unlawful rate is told."""
    return tuple(
        Box(
            value=one.id,
            label=f"{one.debt.creditor_name} {baht_short(one.debt.debt.principal_satang)}",
            note=why_kept_out(one.kept_out)
            if one.kept_out
            else _("เดิม %(rate)s") % {"rate": _rate_told(one.debt.declining_rate_bp)},
            ticked=one.may and one.id in settings.joining,
            may=one.may,
            warning=_("เกินเพดานตามกฎหมาย") if one.debt.above(ceiling_bp) else "",
        )
        for one in limits.debts
    )


def pattern_boxes(settings: Settings, problem: HouseholdProblem) -> tuple[Box, ...]:
    """The patterns of due months that the contract may have, with the months themselves."""
    voice = Voice("en" if english() else "th")
    return tuple(
        Box(
            value=pattern.name,
            label=pattern_name(voice, pattern.name),
            note=_first_months(pattern, problem.as_of),
            ticked=pattern.name in settings.patterns,
        )
        for pattern in (problem.contract.patterns if problem.contract else ())
    )


def _first_months(pattern: Pattern, as_of: date) -> str:
    shown = ", ".join(plan_month(as_of, month) for month in pattern.due_months[:2])
    return _("เริ่ม %(months)s …") % {"months": shown}


def income_months(settings: Settings, limits: Limits, as_of: date) -> list[tuple[int, str, bool]]:
    """The months from which a planned income may count: number, name, whether it is chosen."""
    months = range(1, limits.income_from_month.most.value + 1)
    chosen = settings.income_from_month
    return [(month, plan_month(as_of, month), month == chosen) for month in months]
