"""The lines of the offer: a card each in big figures, their debts and first year side by side."""

from html import escape

from plodnee.documents.builders.names import goal_name, pattern_name
from plodnee.documents.builders.plan_sheet.markup import (
    number,
    row,
    shorter,
    table,
    tag,
    text,
    words_cell,
)
from plodnee.documents.builders.plan_sheet.picture import CashYear, balances, picture
from plodnee.documents.builders.plan_sheet.subject import Subject
from plodnee.documents.builders.proposal_words import (
    above_ceiling_words,
    proposal_words,
    rate_words,
)
from plodnee.documents.builders.reason_words import on_paper
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.offer import OfferedLine, OfferFacts
from plodnee.documents.facts.proposal import DebtProposal
from plodnee.engine.planner.model import CashLine

YEAR, HALF_YEAR = 12, 6
NOTHING = "–"
BETWEEN = "pareto"
KEYS = ("plan", "second", "third", "fourth")


def cards(subject: Subject, words: Wording, offer: OfferFacts, *, with_reasons: bool) -> str:
    """A card for each line: what it costs in a month, when it ends, what it asks of whom."""
    drawn = (
        _card(
            subject,
            words,
            _title(words, subject, place, line, _is_shared(line, offer)),
            line,
            _reason(subject, words, line, _is_shared(line, offer)) if with_reasons else "",
        )
        for place, line in enumerate(offer.lines, start=1)
    )
    return tag("div", "".join(drawn), f"offers of-{len(offer.lines)}")


def _is_shared(line: OfferedLine, offer: OfferFacts) -> bool:
    """Whether another line, under other settings, is best at the same."""
    best_at = {goal for other in offer.lines if other is not line for goal in other.goals}
    return bool({*line.goals} - {BETWEEN} & best_at)


def _title(words: Wording, subject: Subject, place: int, line: OfferedLine, shared: bool) -> str:
    """The number, and what the line is best at unless two are best at it under other settings."""
    if shared:
        return words("debts.line", number=place)
    name = " · ".join(goal_name(subject.voice, goal) for goal in line.goals)
    return words("line.title", number=place, name=name)


def _reason(subject: Subject, words: Wording, line: OfferedLine, shared: bool) -> str:
    """Why the line stands on the menu; of two best at the same, each is so on its own terms."""
    told = on_paper(subject.voice).why(line.household, line.option)
    return words("line.why_here" if shared else "line.why", told=told)


def _card(subject: Subject, words: Wording, title: str, line: OfferedLine, reason: str) -> str:
    voice, figures = subject.voice, line.option.figures
    free = voice.short_month(subject.day(figures.debt_free_month))
    parts = [
        tag("h3", escape(title)),
        _figure(voice.baht(figures.largest_month_paid), words("line.largest")),
        _figure(free, words("line.free")),
    ]
    told_lines = [reason, *_told(subject, words, line)] if reason else _told(subject, words, line)
    parts += [tag("p", escape(told)) for told in told_lines]
    parts += [tag("p", escape(told), "if") for told in _conditions(subject, words, line)]
    return tag("div", "".join(parts), "offered")


def _figure(figure: str, caption: str) -> str:
    return tag("div", escape(figure), "figure") + tag("div", escape(caption), "caption")


def _told(subject: Subject, words: Wording, line: OfferedLine) -> list[str]:
    """The contract, the interest against today's terms, and what creditors give up."""
    voice, option = subject.voice, line.option
    menu = line.household.menu
    assert menu is not None
    offer, interest = option.contract, option.figures.total_interest
    saved = menu.status_quo.figures.total_interest - interest
    told = []
    if offer:
        told.append(
            words(
                "line.contract",
                amount=voice.baht(offer.instalment),
                pattern=pattern_name(voice, offer.pattern),
                count=offer.instalments,
                rate=rate_words(voice, offer.rate_bp),
            )
        )
    key = "line.less" if saved >= 0 else "line.more"
    told.append(words(key, interest=voice.baht(interest), amount=voice.baht(abs(saved))))
    given = sum(amount for _creditor, amount in option.concession)
    if given:
        told.append(words("line.given", amount=voice.baht(given)))
    if option.bad_year:
        bad = option.bad_year
        told.append(words("line.bad_year", holds=bad.holds, futures=bad.futures))
    return [*told, *on_paper(voice).guarantees(line.household, option)]


def _conditions(subject: Subject, words: Wording, line: OfferedLine) -> list[str]:
    """What must come true for the line to be as it is told."""
    voice, settings = subject.voice, line.settings
    registered = _registered(subject)
    told = []
    if settings.income_satang:
        month = voice.month(subject.day(settings.income_from_month))
        told.append(words("if.income", amount=voice.baht(settings.income_satang), month=month))
    if settings.reserve_satang != registered.reserve:
        told.append(words("if.reserve", amount=voice.baht(settings.reserve_satang)))
    return told


def _registered(subject: Subject) -> CashLine:
    assert subject.household.problem is not None
    return subject.household.problem.cash


def debts_table(subject: Subject, words: Wording, offer: OfferFacts) -> str:
    """Today's debts, and beside each what every line does with it."""
    voice = subject.voice
    header = [words("debts.creditor"), words("debts.owed"), words("debts.rate")]
    header += [words("debts.line", number=n) for n in range(1, len(offer.lines) + 1)]
    rows = []
    for place, item in enumerate(subject.plan.debts):
        cells = [
            words_cell(shorter(item.debt.creditor_name)),
            number(voice.baht(item.debt.debt.owed_satang)),
            (_rate(subject, item), ""),
        ]
        cells += [words_cell(proposal_words(voice, line.plan.debts[place])) for line in offer.lines]
        rows.append(row(cells))
    return table(f"debts of-{len(offer.lines)}", header, rows)


def _rate(subject: Subject, item: DebtProposal) -> str:
    """The rate of a debt on the declining balance, and whether it is lawful."""
    told = escape(rate_words(subject.voice, item.debt.declining_rate_bp))
    unlawful = above_ceiling_words(subject.voice, subject.facts, item.debt)
    return f"{told} {text(unlawful, 'unlawful')}" if unlawful else told


def year_table(subject: Subject, words: Wording, offer: OfferFacts) -> str:
    """What each line asks for in each of the first twelve months, six beside one another."""
    after = min(YEAR, offer.lines[0].problem.horizon_months) + 1
    return "".join(
        _months_table(subject, words, offer, range(first, min(first + HALF_YEAR, after)))
        for first in range(1, after, HALF_YEAR)
    )


def _months_table(subject: Subject, words: Wording, offer: OfferFacts, months: range) -> str:
    voice = subject.voice
    header = [words("year.line"), *(voice.short_month(subject.day(month)) for month in months)]
    rows = []
    for place, line in enumerate(offer.lines, start=1):
        paid = [line.plan.paid[month - 1] for month in months]
        cells = [words_cell(words("debts.line", number=place))]
        rows.append(row([*cells, *(_amount(voice.baht(one), one) for one in paid)]))
    return table("grid half-year", header, rows)


def _amount(told: str, satang: int) -> tuple[str, str]:
    return (escape(told), "number") if satang else ("·", "none")


def year_picture(subject: Subject, words: Wording, offer: OfferFacts) -> str:
    """The first year's cash under every line, and on today's terms."""
    cash = _registered(subject)
    months = min(YEAR, len(cash.net))
    lines = [
        balances(line.problem.cash.opening, line.problem.cash.net[:months], line.plan.paid)
        for line in offer.lines
    ]
    year = CashYear(
        net=cash.net[:months],
        plan=lines[0],
        today=balances(cash.opening, cash.net[:months], subject.plan.paid_today),
        reserve=cash.reserve,
        others=tuple(lines[1:]),
    )
    names = [words("debts.line", number=n) for n in range(1, len(lines) + 1)]
    keys = [*zip(KEYS, names, strict=False)]
    keys += [(key, words(f"picture.{key}")) for key in ("today", "reserve", "net")]
    legend = " ".join(
        tag("span", tag("span", "", f"key {key}") + " " + escape(name)) for key, name in keys
    )
    drawn = picture(subject.voice, year, subject.household)
    return tag("div", drawn, "picture") + tag("p", legend, "legend small")
