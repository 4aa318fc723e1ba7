"""Figures, dates and names as a page writes them, in its language."""

from datetime import date, datetime
from typing import Any, cast

from django import template
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plodnee.casework.plan.model import DebtAnalysis
from plodnee.documents.builders import names
from plodnee.documents.builders.voice import ENGLISH_MONTHS, Voice
from plodnee.engine import money, thai_dates
from plodnee.engine.classification import CLASS_NAMES, DebtorClass
from plodnee.organization import gazetteer

register = template.Library()


def english() -> bool:
    """Whether the page is in English; Thai otherwise."""
    return (get_language() or "th").startswith("en")


@register.filter
def baht(satang: int | None) -> str:
    """`1,234.50`; a dash where nothing is known."""
    return "–" if satang is None else money.format_baht(satang)


@register.filter
def baht_short(satang: int | None) -> str:
    """`1,234`, with satang only where there are some."""
    return "–" if satang is None else money.format_baht(satang, always_satang=False)


@register.filter
def rate(rate_bp: int | None) -> str:
    """`12%`, a year."""
    return "–" if rate_bp is None else f"{money.format_percent(rate_bp)}%"


@register.filter
def rate_a_year(rate_bp: int | None) -> str:
    """A rate as the law counts it: `12% ต่อปี`."""
    return "–" if rate_bp is None else _("%(rate)s ต่อปี") % {"rate": rate(rate_bp)}


@register.filter
def rate_a_month(rate_bp: int | None) -> str:
    """The same rate as a village says it: `เดือนละ 1%`."""
    if rate_bp is None:
        return ""
    return _("เดือนละ %(rate)s") % {"rate": rate(names.monthly_rate_bp(rate_bp))}


@register.filter
def be_date(day: date | None) -> str:
    """`16 มี.ค. 2562`; in English `16 Mar 2019`, as in the documents."""
    if day is None:
        return "–"
    if english():
        return f"{day.day} {ENGLISH_MONTHS[day.month - 1][:3]} {day.year}"
    return thai_dates.short_date(day)


@register.filter
def be_moment(moment: datetime) -> str:
    """The day and the minute in Thailand: `16 มี.ค. 2562 13:05`."""
    here = timezone.localtime(moment)
    return f"{be_date(here.date())} {here:%H:%M}"


@register.filter
def be_month(day: date | None) -> str:
    """`มี.ค. 2562`; in English `Mar 2019`."""
    if day is None:
        return "–"
    if english():
        return f"{ENGLISH_MONTHS[day.month - 1][:3]} {day.year}"
    return thai_dates.month_and_year(day, short=True)


@register.filter
def plan_month(as_of: date, month: int | None) -> str:
    """The calendar month of a plan's month, where month 1 follows that of `as_of`."""
    return "–" if month is None else be_month(month_after(as_of, month))


@register.filter
def plan_month_short(as_of: date, month: int) -> str:
    """Its month alone: `ก.ย.`."""
    day = month_after(as_of, month)
    return (
        ENGLISH_MONTHS[day.month - 1][:3] if english() else thai_dates.MONTHS_SHORT[day.month - 1]
    )


@register.filter
def month_short(month: int) -> str:
    """`ม.ค.` for 1."""
    return ENGLISH_MONTHS[month - 1][:3] if english() else thai_dates.MONTHS_SHORT[month - 1]


def month_after(as_of: date, month: int) -> date:
    """The first day of the `month`-th calendar month after that of `as_of`."""
    return thai_dates.add_months(as_of.replace(day=1), month)


@register.filter
def duration(months: int | None) -> str:
    """`2 ปี 3 เดือน`."""
    if months is None:
        return "–"
    years, rest = divmod(months, 12)
    parts = []
    if years:
        parts.append(_("%(years)d ปี") % {"years": years})
    if rest or not years:
        parts.append(_("%(months)d เดือน") % {"months": rest})
    return " ".join(parts)


@register.filter
def class_name(debtor_class: str | None) -> str:
    """The class's letter and its name."""
    if not debtor_class:
        return "–"
    thai, in_english = CLASS_NAMES[cast(DebtorClass, debtor_class)]
    return f"{debtor_class} {in_english if english() else thai}"


@register.filter
def said(facts: object, name: str) -> Any:
    """The field in the language of the page: `reason`, or `reason_en` beside it."""
    thai = getattr(facts, name)
    return (getattr(facts, f"{name}_en", "") or thai) if english() else thai


@register.filter
def percent_of(part: int, whole: int) -> str:
    """A share in whole per cent."""
    return f"{round(100 * part / whole)}%" if whole else "–"


@register.filter
def said_name(holder: object) -> str:
    """The name of an area, a post or a role in the language of the page."""
    thai, in_english = getattr(holder, "name_th", ""), getattr(holder, "name_en", "")
    return str((in_english or thai) if english() else thai)


@register.filter
def creditor_kind(kind: str) -> str:
    """Member group, formal or informal lender, as the documents call them."""
    return names.creditor_kind(Voice("en" if english() else "th"), kind)


@register.filter
def fund_name(kind: str) -> str:
    """The official name of a type of member group."""
    return names.fund_name(Voice("en" if english() else "th"), kind)


@register.filter
def arrears(one: DebtAnalysis) -> int:
    """Interest and penalty in arrears together."""
    return one.debt.interest_arrears_satang + one.debt.penalty_satang


@register.filter
def without_sign(satang: int) -> int:
    """The size of an amount."""
    return abs(satang)


@register.filter
def count(number: int | None) -> str:
    """`1,234`; a dash where nothing is known."""
    return "–" if number is None else f"{number:,}"


@register.filter
def whole_baht(satang: int | None) -> str:
    """An amount rounded to whole baht, halves up: for headline figures only."""
    return "–" if satang is None else f"{(satang + 50) // 100:,}"


@register.filter
def minus(number: int, other: int) -> int:
    """The difference."""
    return number - other


@register.filter
def area_name(code: str) -> str:
    """An area with what it lies in; the country for an empty code."""
    if not code:
        return _("ประเทศไทย")
    found = gazetteer.names(code)
    if found is None:
        return code
    return found.en() if english() else found.th()


@register.filter
def area_alone(code: str) -> str:
    """An area with the word for its level, without what it lies in; the country for none."""
    if not code:
        return _("ประเทศไทย")
    found = gazetteer.names(code)
    if found is None:
        return code
    return found.own_en() if english() else found.own_th()


@register.filter
def level_name(digits: int) -> str:
    """What the areas with codes of that length are called; the last are centres."""
    return {2: _("จังหวัด"), 4: _("อำเภอ"), 6: _("ตำบล")}.get(digits, _("ศูนย์ฯ"))
