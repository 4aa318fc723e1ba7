"""What the plan sheet answers: what is proposed and what it saves, or what is missing and why."""

from html import escape

from plodnee.casework.plan.model import NotPlanned
from plodnee.documents.builders.plan_sheet.markup import shorter, tag
from plodnee.documents.builders.plan_sheet.subject import Subject
from plodnee.documents.builders.proposal_words import contract_words, help_words
from plodnee.documents.builders.reason_words import on_paper, why_others_lost
from plodnee.engine.planner.model import NoFeasiblePlan, Option

LONGEST_FIGURE = 14
LONGEST_CREDITOR = 60
SIGNATURE_DOTS = 38


def proposal(subject: Subject) -> str:
    """The plan in three big figures and one sentence, or the box that says that nothing fits."""
    household = subject.household
    if household.menu is None:
        return tag("p", escape(subject.words("debts.none")))
    if household.not_planned:
        return _not_planned(subject, household.not_planned)
    if household.chosen is None:
        return _nothing_fits(subject, household.menu.no_feasible_plan)
    cards = "".join(
        tag("div", tag("div", escape(figure), _figure_css(figure)) + escape(caption), "card")
        for figure, caption in _cards(subject, household.chosen)
    )
    return tag("div", cards, "cards") + _offer(subject, household.chosen)


def _figure_css(figure: str) -> str:
    return "figure long" if len(figure) > LONGEST_FIGURE else "figure"


def _cards(subject: Subject, chosen: Option) -> tuple[tuple[str, str], ...]:
    voice, words, menu = subject.voice, subject.words, subject.household.menu
    assert menu is not None
    figures = chosen.figures
    saved = menu.status_quo.figures.total_interest - figures.total_interest
    free = voice.short_month(subject.day(figures.debt_free_month))
    return (
        (voice.baht(figures.largest_month_paid), words("offer.largest")),
        (free, words("offer.free")),
        (voice.baht(abs(saved)), words("offer.less" if saved >= 0 else "offer.more")),
    )


def _offer(subject: Subject, chosen: Option) -> str:
    if chosen.contract is None:
        return ""
    told = contract_words(subject.voice, chosen, subject.facts)
    label = tag("b", escape(subject.words("offer.contract")))
    return tag("div", f"{label} {escape(told)}", "offer")


def _not_planned(subject: Subject, why: NotPlanned) -> str:
    """That nothing was proven, and the way out."""
    voice = subject.voice
    told = tag("p", escape(voice(why.reason, why.reason_en)))
    return tag("div", tag("h2", escape(subject.words("stop.not_planned"))) + told, "stop")


def _nothing_fits(subject: Subject, reason: NoFeasiblePlan | None) -> str:
    """When the cash breaks whatever is done, and the smallest help that would do."""
    voice, words = subject.voice, subject.words
    lines = [tag("h2", escape(words("stop.heading")))]
    if reason and reason.binding_month is not None and reason.shortfall is not None:
        month = voice.month(subject.day(reason.binding_month))
        told = words("stop.breaks", month=month, short=voice.baht(reason.shortfall))
        lines.append(tag("p", escape(told)))
    helps = help_words(voice, subject.household)
    if helps:
        either = f" {words('stop.either')} ".join(helps)
        figure = tag("span", escape(either), "figure")
        lines.append(tag("p", f"{escape(words('stop.help'))} {figure}"))
    return tag("div", "".join(lines), "stop")


def why(subject: Subject) -> str:
    """The reasons in plain sentences: class, today's terms, choice, concession, bad years."""
    voice, household = subject.voice, subject.household
    reason = voice.digits(household.reason) if voice.thai else household.reason_en
    lines = [reason, _today(subject)]
    if household.chosen:
        lines += _choice(subject, household.chosen)
    return "".join(tag("p", "• " + escape(line)) for line in lines if line)


def _today(subject: Subject) -> str:
    """What happens on today's terms; nothing to say without debts."""
    voice, words, menu = subject.voice, subject.words, subject.household.menu
    if menu is None:
        return ""
    today = menu.status_quo
    interest = voice.baht(today.figures.total_interest)
    if today.first_break_month is None:
        return words("why.today", interest=interest)
    month = voice.month(subject.day(today.first_break_month))
    short = voice.baht(today.shortfall)
    return words("why.today_breaks", month=month, short=short, interest=interest)


def _choice(subject: Subject, chosen: Option) -> list[str]:
    words, bad = subject.words, chosen.bad_year
    lines = [words("why.least"), _concession(subject, chosen)]
    lines += on_paper(subject.voice).guarantees(subject.household, chosen)
    if bad:
        lines.append(words("why.bad_year", holds=bad.holds, futures=bad.futures))
    return lines


def why_not_others(subject: Subject) -> str:
    """Why each other goal's line was not chosen; nothing without a plan."""
    menu, chosen = subject.household.menu, subject.household.chosen
    if menu is None or chosen is None:
        return ""
    lost = why_others_lost(on_paper(subject.voice), menu, chosen)
    told = (subject.words("why.lost", name=name, told=told) for name, told in lost)
    return "".join(tag("p", "• " + escape(line)) for line in told)


def _concession(subject: Subject, chosen: Option) -> str:
    """What each creditor gives up; a plain word where none gives anything up."""
    words = subject.words
    names = {item.debt.creditor: item.creditor_name for item in subject.household.debts}
    told = [
        words(
            "why.given_by",
            name=shorter(names[creditor], LONGEST_CREDITOR),
            amount=subject.voice.baht(amount),
        )
        for creditor, amount in chosen.concession
        if amount
    ]
    return words("why.given", told=" · ".join(told)) if told else words("why.none_given")


def agreed(subject: Subject) -> str:
    """Empty lines for what the household and the committee agree beside the repayments."""
    heading = tag("h2", escape(subject.words("agreed.heading")))
    subjects = subject.words.lines("agreed.subjects")
    lines = (tag("div", tag("span", escape(line)), "line") for line in subjects)
    return heading + "".join(lines)


def signatures(subject: Subject) -> str:
    """Lines for those who agree to the plan."""
    line = escape(f"{subject.words('agreed.signed')} {'.' * SIGNATURE_DOTS}")
    people = subject.words.lines("agreed.signers")
    return tag("div", "".join(tag("div", f"{line}<br>{escape(p)}") for p in people), "signs")
