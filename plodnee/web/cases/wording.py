"""States, deeds, answers and means of a case in the words of the page."""

from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.cases.agreement import AgreedTerms, Missing
from plodnee.casework.cases.answers import Answered
from plodnee.casework.cases.names import deed_name, state_name
from plodnee.casework.cases.states import State
from plodnee.casework.models import Case
from plodnee.web.templatetags.wording import baht_short, be_date, duration, english, rate

MEANS: Mapping[str, Promise] = {
    "letter": gettext_lazy("หนังสือ"),
    "in_person": gettext_lazy("พบตัว"),
    "meeting": gettext_lazy("ในที่ประชุม"),
    "message": gettext_lazy("ข้อความทางโทรศัพท์"),
}
CREDITOR_ANSWERS: Mapping[str, Promise] = {
    "accepted": gettext_lazy("รับข้อเสนอ"),
    "refused": gettext_lazy("ไม่รับข้อเสนอ"),
    "counter": gettext_lazy("เสนอเงื่อนไขอื่น"),
}
SPOUSE_ANSWERS: Mapping[str, Promise] = {
    "consented": gettext_lazy("ยินยอม"),
    "refused": gettext_lazy("ไม่ยินยอม"),
    "no_spouse": gettext_lazy("ไม่มีคู่สมรส"),
}
GUARANTOR_ANSWERS: Mapping[str, Promise] = {
    "consented": gettext_lazy("ยินยอมค้ำประกันใหม่"),
    "refused": gettext_lazy("ไม่ยินยอม"),
    "discharged": gettext_lazy("หลุดพ้นจากการค้ำประกัน"),
}
# Who answered -> what they are called, and their answers.
ANSWERED_BY: Mapping[str, tuple[Promise, Mapping[str, Promise]]] = {
    "creditor": (gettext_lazy("เจ้าหนี้"), CREDITOR_ANSWERS),
    "spouse": (gettext_lazy("คู่สมรส"), SPOUSE_ANSWERS),
    "guarantor": (gettext_lazy("ผู้ค้ำประกัน"), GUARANTOR_ANSWERS),
}
# What whoever reads a case should know once its borrower is gone.
AFTER_LEAVING: Mapping[str, Promise] = {
    "deceased": gettext_lazy(
        "หนี้และสัญญายังอยู่ในสมุดบัญชี ทายาทรับผิดไม่เกินทรัพย์มรดกที่ได้รับ (ป.พ.พ. มาตรา 1601) "
        "เจ้าหนี้ต้องใช้สิทธิภายในหนึ่งปีนับแต่รู้ว่าลูกหนี้ตาย (มาตรา 1754)"
    ),
    "moved": gettext_lazy("หนี้และสัญญายังอยู่ในสมุดบัญชี ติดต่อลูกหนี้หรือผู้ที่ลูกหนี้ระบุตามที่อยู่ใหม่"),
}
# What is missing -> where it is put right, by the name of the address.
_OF_CENTRE = {
    "balances": "balances",
    "balances_old": "balances",
    "analysis": "centre",
    "analysis_old": "centre",
    "figures": "balances",
    "first_due_passed": "balances",
    "order": "committee",
    "resolution": "meetings",
}
_OF_HOUSEHOLD = {"register": "record", "menu": "workspace"}
_ON_THE_PAGE = {
    "line": "step",
    "offer": "creditors",
    "answer": "creditors",
    "answer_overdue": "creditors",
    "refused": "creditors",
    "counter": "creditors",
    "counter_above": "creditors",
    "fund_resolution": "creditors",
    "creditor_writing": "creditors",
    "spouse": "spouse",
    "spouse_refused": "spouse",
    "spouse_writing": "spouse",
    "guarantor": "guarantors",
    "guarantor_refused": "guarantors",
    "guarantor_writing": "guarantors",
    "guarantor_lapsed": "guarantors",
    "agreed": "step",
}


def language() -> str:
    """The language of the page."""
    return "en" if english() else "th"


def state_words(state: str) -> str:
    """Where a case stands."""
    return state_name(state, language())


def standing_words(state: str, owed_satang: int | None) -> str:
    """Where a case stands now: a contract paid off is not yet a household free of debt.

    `owed_satang` is all that its household owes by the register; None where it is not known.
    """
    if state != State.CLEARED or owed_satang is None:
        return state_words(state)
    return _("ปิดสัญญาแล้ว ยังมีหนี้อื่น") if owed_satang else _("ปลดหนี้")


def deed_words(deed: str) -> str:
    """What was done in a step."""
    return deed_name(deed, language())


def case_name(case: Case) -> str:
    """`เรื่องที่ 1 ของครัวเรือน 001`."""
    said = {"number": case.number, "code": case.household.code}
    return _("เรื่องที่ %(number)d ของครัวเรือน %(code)s") % said


def way_out_url(one: Missing, case: Case) -> str:
    """Where a missing thing is put right; empty where another page will do it."""
    home, centre = case.household_id, case.household.centre_id
    if one.code in _OF_CENTRE:
        return reverse(_OF_CENTRE[one.code], args=[centre])
    if one.code in _OF_HOUSEHOLD:
        return reverse(_OF_HOUSEHOLD[one.code], args=[centre, home])
    place = _ON_THE_PAGE.get(one.code)
    return f"{reverse('case', args=[centre, home])}#{place}" if place else ""


def terms_words(terms: AgreedTerms) -> str:
    """What the line does with one part of a debt."""
    said = {"baht": baht_short(terms.balance_satang), "rate": rate(terms.rate_bp)}
    if terms.action == "consolidate":
        return _("%(baht)s บาท รวมเข้าสัญญาเดียว ดอกเบี้ย %(rate)s ต่อปี") % said
    words = _("%(baht)s บาท ปรับในสัญญาเดิม ดอกเบี้ย %(rate)s ต่อปี") % said
    if terms.extension_months:
        words += " " + _("ขยายเวลา %(time)s") % {"time": duration(terms.extension_months)}
    if terms.grace_months:
        words += " " + _("พักชำระ %(time)s") % {"time": duration(terms.grace_months)}
    return words


def answered_words(one: Answered) -> str:
    """Who answered what, on which day: `คู่สมรส นางคู่ ใจดี: ยินยอม · 16 มี.ค. 2562 · มีหนังสือ`."""
    side, answers = ANSWERED_BY[one.side]
    who = f"{side} {one.who}".rstrip()
    parts = [f"{who}: {answers[one.answer]}", be_date(one.on)]
    parts += [_("มีหนังสือ")] if one.in_writing else []
    return " · ".join([*parts, one.reason] if one.reason else parts)


def day_words(day: date | None) -> str:
    """A day, or nothing."""
    return be_date(day) if day else ""
