"""Why a household is given capital, or not yet: one plain sentence, on the page and on paper."""

from datetime import date

from plodnee.casework.capital.ground import CapitalGround, Offer
from plodnee.casework.capital.reasons import (
    Cause,
    Given,
    Standing,
    soonest,
    standing,
    what_is_lacking,
    why_given,
)
from plodnee.casework.capital.settings import CapitalSettings
from plodnee.casework.capital.solving import CapitalAnswer
from plodnee.documents.builders.names import month_of_plan
from plodnee.documents.builders.proposal_words import help_words
from plodnee.documents.builders.voice import Voice

SATANG = 100


def given_words(
    voice: Voice, ground: CapitalGround, settings: CapitalSettings, offer: Offer, as_of: date
) -> str:
    """Why the household of an offer is served."""
    given = why_given(ground, settings, offer)
    told = (
        [voice("เป็นครัวเรือนเป้าหมาย จึงได้ก่อน", "a target household comes first")]
        if given.first
        else []
    )
    told.append(_cause_words(voice, ground, settings, offer, given, as_of))
    if not given.draws:
        told.append(voice("ไม่ต้องใช้เงินทุน", "needs no capital"))
    if given.floors:
        names = ", ".join(ground.groups[place].name for place in given.floors)
        told.append(voice(f"นับในขั้นต่ำของ {names}", f"counts towards the floor of {names}"))
    return " · ".join(told)


def _cause_words(
    voice: Voice,
    ground: CapitalGround,
    settings: CapitalSettings,
    offer: Offer,
    given: Given,
    as_of: date,
) -> str:
    within = voice.count(settings.within_months)
    if given.cause == Cause.FLOOR:
        return voice("ได้เพื่อให้ครบขั้นต่ำของกลุ่ม", "served to reach a group's floor")
    if given.cause == Cause.FREES:
        month = voice.short_month(month_of_plan(as_of, offer.free_month))
        if ground.cannot_pay_today(offer.place):
            return voice(
                f"หมดหนี้ใน {month} ซึ่งตามสัญญาเดิมจ่ายไม่ไหว",
                f"debt-free in {month}; today's terms cannot be paid",
            )
        return voice(
            f"หมดหนี้ใน {month} ซึ่งตามสัญญาเดิมไม่หมดหนี้ภายใน {within} เดือน",
            f"debt-free in {month}; on today's terms not within {within} months",
        )
    saved = voice.baht(offer.saved_satang)
    if given.saved_per_hundred_satang is None:
        return voice(f"ประหยัดดอกเบี้ย {saved} บาท", f"saves {saved} baht of interest")
    each = voice.baht(given.saved_per_hundred_satang)
    return voice(
        f"ประหยัดดอกเบี้ย {saved} บาท หรือ {each} บาทต่อเงินทุนทุก 100 บาท",
        f"saves {saved} baht of interest, {each} for each 100 baht of capital",
    )


def not_given_words(
    voice: Voice,
    ground: CapitalGround,
    settings: CapitalSettings,
    answer: CapitalAnswer,
    place: int,
    as_of: date,
) -> str:
    """Why a household that owes is not served, and what would serve it."""
    found = standing(ground, settings, place)
    if found == Standing.CAPITAL:
        return _lacking_words(voice, ground, settings, answer, place)
    if why := ground.homes[place].not_planned:
        return voice(f"ยังวางแผนไม่ได้: {why.reason}", f"not planned: {why.reason_en}")
    if found == Standing.NOTHING_FITS:
        helps = voice(" หรือ ", " or ").join(help_words(voice, ground.homes[place]))
        told = voice("รายได้ไม่พอจ่ายแม้ใช้ทุกวิธีที่กฎให้", "no plan that the rules allow can be paid")
        return told + voice(f" จะจ่ายไหวถ้ามี{helps}", f"; it could with {helps}") if helps else told
    if found == Standing.TOO_SLOW:
        month = voice.short_month(month_of_plan(as_of, soonest(ground, place)))
        return voice(
            f"มีแผนที่จ่ายไหว แต่หมดหนี้เร็วที่สุดใน {month} เกินกำหนดที่ตั้งไว้",
            f"has a plan, but is debt-free in {month} at the soonest, later than was set",
        )
    return _no_need_words(voice, settings)


def _lacking_words(
    voice: Voice,
    ground: CapitalGround,
    settings: CapitalSettings,
    answer: CapitalAnswer,
    place: int,
) -> str:
    one = what_is_lacking(ground, settings, answer, place)
    if one.lacking_satang <= 0:
        return voice("เงินที่เหลือพอให้ได้ ให้คำนวณใหม่", "what is left is enough: work it out anew")
    fund, year = ground.funds[one.offer.fund].name, voice.count(one.offer.period + 1)
    need = voice.baht(one.offer.draw_satang)
    more = voice.baht(-(-one.lacking_satang // SATANG) * SATANG)
    return voice(
        f"ต้องใช้เงินทุน {need} บาท ที่เหลือไม่พอ ถ้าผลของผู้อื่นคงเดิม จะพอเมื่อ{fund}เพิ่มเงินปีที่ {year} "
        f"อีก {more} บาท แต่คำนวณใหม่แล้วเงินนั้นอาจไปถึงครัวเรือนอื่นที่ได้ผลมากกว่า",
        f"needs {need} baht and too little is left; with the others as they are, {more} baht more "
        f"of {fund} in year {year} would be enough, but worked out anew that money may go where "
        "it does more",
    )


def _no_need_words(voice: Voice, settings: CapitalSettings) -> str:
    if settings.objective == "interest_saved":
        return voice(
            "ไม่มีแผนใดที่ดอกเบี้ยรวมน้อยกว่าสัญญาเดิม", "no plan costs less interest than today's terms"
        )
    within = voice.count(settings.within_months)
    return voice(
        f"ตามสัญญาเดิมหมดหนี้ภายใน {within} เดือนอยู่แล้ว",
        f"debt-free within {within} months on today's terms already",
    )
