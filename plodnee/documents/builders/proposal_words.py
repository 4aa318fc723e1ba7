"""A proposal in plain words: what happens to each debt, what the contract is, what is missing."""

from collections import Counter

from plodnee.casework.plan.model import DebtAnalysis, HouseholdAnalysis
from plodnee.documents.builders.names import month_of_plan, monthly_rate_bp, pattern_name
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.pack import PackFacts
from plodnee.documents.facts.proposal import DebtPart, DebtProposal, HouseholdPlan
from plodnee.engine.planner.model import Option

MONTHS_PER_YEAR = 12
_TECHNIQUES = {
    "consolidate": ("รวมเข้าสัญญาเดียว", "taken into one contract"),
    "rate_cut": ("ลดดอกเบี้ย", "rate cut"),
    "extension": ("ยืดเวลา", "extended"),
    "grace": ("พักชำระ", "grace"),
    "keep": ("คงสัญญาเดิม", "kept"),
}


def rate_words(voice: Voice, rate_bp: int) -> str:
    """A rate by the year and by the month, as banks and as villages say it."""
    if rate_bp == 0:
        return voice("ไม่มีดอกเบี้ย", "no interest")
    yearly, monthly = voice.percent(rate_bp), voice.percent(monthly_rate_bp(rate_bp))
    about = "" if rate_bp % MONTHS_PER_YEAR == 0 else voice("ราว ", "about ")
    return voice(
        f"ร้อยละ {yearly} ต่อปี (เดือนละ {about}{monthly})",
        f"{yearly}% a year ({about}{monthly}% a month)",
    )


def above_ceiling_words(voice: Voice, facts: PackFacts, item: DebtAnalysis) -> str:
    """That a rate is above the law's ceiling; empty where it is not."""
    if not facts.above_ceiling(item):
        return ""
    limit = voice.percent(facts.ceiling_bp)
    return voice(f"เกินเพดานกฎหมายร้อยละ {limit}", f"above the law's ceiling of {limit}%")


def debt_rate_words(voice: Voice, item: DebtAnalysis) -> str:
    """The rate of a debt as its contract says it, and what that is on a declining balance."""
    debt = item.debt
    if debt.method == "flat":
        flat, declining = voice.percent(debt.rate_bp), voice.percent(item.declining_rate_bp)
        return voice(
            f"คงที่ร้อยละ {flat} ต่อปี (เท่ากับลดต้นลดดอกร้อยละ {declining})",
            f"flat {flat}% a year ({declining}% on the declining balance)",
        )
    return rate_words(voice, item.declining_rate_bp)


def proposal_words(voice: Voice, proposal: DebtProposal) -> str:
    """What the plan does with one debt; its arrears are told apart where there are any."""
    told = [_part_words(voice, part) for part in proposal.parts]
    if len(told) == 1:
        return told[0] + _free_of_interest(voice, proposal.parts[0])
    arrears = voice.baht(proposal.parts[1].terms.balance)
    how = "" if proposal.parts[1].choice.action == "keep" else f" {told[1]}"
    return told[0] + voice(
        f" · ส่วนค้าง {arrears} บาท{how} ไม่คิดดอกเบี้ย",
        f"; arrears of {arrears} baht{how}, without interest",
    )


def _free_of_interest(voice: Voice, part: DebtPart) -> str:
    return voice(" โดยไม่คิดดอกเบี้ย", ", without interest") if part.is_arrears else ""


def _part_words(voice: Voice, part: DebtPart) -> str:
    choice = part.choice
    if choice.action == "consolidate":
        return voice("รวมเข้าสัญญาเดียว", "taken into the one contract")
    if choice.action == "keep":
        return voice("จ่ายตามสัญญาเดิม", "kept as it is")
    told = []
    if part.rate_after_bp < part.terms.rate_bp:
        before, after = voice.percent(part.terms.rate_bp), voice.percent(part.rate_after_bp)
        told.append(
            voice(
                f"ลดดอกเบี้ยเหลือร้อยละ {after} (จาก {before})", f"rate cut from {before}% to {after}%"
            )
        )
    if choice.extension:
        told.append(voice(f"ยืดเวลาอีก {choice.extension} เดือน", f"{choice.extension} months longer"))
    if choice.grace:
        told.append(voice(f"พักชำระ {choice.grace} เดือนแรก", f"first {choice.grace} months free"))
    return " ".join(told) if voice.thai else ", ".join(told)


def contract_words(voice: Voice, option: Option, facts: PackFacts) -> str:
    """The one contract of a plan in one sentence; empty where there is none."""
    offer = option.contract
    if offer is None:
        return ""
    instalments = "instalment" if offer.instalments == 1 else "instalments"
    ends = voice.month(month_of_plan(facts.analysis.as_of, last_contract_month(option)))
    last = (
        voice(f" งวดสุดท้าย {voice.baht(offer.last)} บาท", f", the last {voice.baht(offer.last)}")
        if offer.last != offer.instalment
        else ""
    )
    return voice(
        f"เงินต้น {voice.baht(offer.principal)} บาท {rate_words(voice, offer.rate_bp)} "
        f"จ่ายงวดละ {voice.baht(offer.instalment)} บาท {pattern_name(voice, offer.pattern)} "
        f"จำนวน {offer.instalments} งวด{last} ถึงเดือน{ends}",
        f"principal {voice.baht(offer.principal)} baht at {rate_words(voice, offer.rate_bp)}; "
        f"{offer.instalments} {instalments} of {voice.baht(offer.instalment)} baht "
        f"{pattern_name(voice, offer.pattern)}{last}; until {ends}",
    )


def last_contract_month(option: Option) -> int:
    """The plan's month of the contract's last payment, 0 without a contract."""
    paid = [month for month, amount in enumerate(option.contract_payments, start=1) if amount]
    return paid[-1] if paid else 0


def today_words(voice: Voice, facts: PackFacts, household: HouseholdAnalysis) -> str:
    """Whether the household can pay on today's terms, and if not, when the cash breaks."""
    assert household.menu is not None
    today = household.menu.status_quo
    if household.cash_unstated:
        return voice("ยังไม่รู้ เพราะยังไม่บันทึกรายรับรายจ่าย", "not known: cash not recorded")
    if today.feasible:
        return voice("จ่ายไหวทุกเดือน", "yes, in every month")
    if today.first_break_month is None:
        return voice("มีหนี้ครบกำหนดเกินระยะแผน", "a debt falls due beyond the plan")
    month = voice.short_month(month_of_plan(facts.analysis.as_of, today.first_break_month))
    short = voice.baht(today.shortfall)
    return voice(f"ไม่ไหวใน {month} ขาด {short} บาท", f"no: {short} baht short in {month}")


def proposed_words(voice: Voice, household: HouseholdAnalysis, plan: HouseholdPlan) -> str:
    """What is proposed to the household in a few words."""
    if household.not_planned:
        return voice("ยังวางแผนไม่ได้", "not planned yet")
    if household.chosen is None:
        return voice("ยังไม่มีแผนที่จ่ายไหว", "nothing fits yet")
    counts = Counter(means for debt in plan.debts for means in debt.techniques or {"keep"})
    return " · ".join(
        voice(f"{thai} {counts[means]} สัญญา", f"{counts[means]} {english}")
        for means, (thai, english) in _TECHNIQUES.items()
        if counts[means]
    )


def help_words(voice: Voice, household: HouseholdAnalysis) -> tuple[str, ...]:
    """The smallest helps that would make a plan fit, one a line; empty where none is known."""
    reason = household.menu.no_feasible_plan if household.menu else None
    told = []
    if reason and reason.smallest_cash_now is not None:
        amount = voice.baht(reason.smallest_cash_now)
        told.append(voice(f"เงินช่วยวันนี้ {amount} บาท", f"{amount} baht now"))
    if reason and reason.smallest_income_per_month is not None:
        amount = voice.baht(reason.smallest_income_per_month)
        told.append(voice(f"รายได้เพิ่มเดือนละ {amount} บาท", f"{amount} baht more income a month"))
    return tuple(told)


def centre_name(voice: Voice, facts: PackFacts) -> str:
    """The centre's name with the official words before it, once."""
    name = facts.analysis.book.centre.name
    if not voice.thai:
        return f"Community Fund Management Centre {name.removeprefix('ศูนย์จัดการกองทุนชุมชน')}"
    return name if name.startswith("ศูนย์") else f"ศูนย์จัดการกองทุนชุมชน{name}"


def place_words(voice: Voice, facts: PackFacts) -> str:
    """Where the centre is, from the village to the province."""
    return voice.digits(facts.place.th()) if voice.thai else facts.place.en()
