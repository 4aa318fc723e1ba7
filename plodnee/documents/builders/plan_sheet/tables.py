"""The tables of the plan sheet: debts side by side, payments by month, the menu."""

from html import escape

from plodnee.documents.builders.names import goal_name
from plodnee.documents.builders.plan_sheet.markup import (
    number,
    row,
    shorter,
    table,
    tag,
    text,
    words_cell,
)
from plodnee.documents.builders.plan_sheet.subject import Subject
from plodnee.documents.builders.proposal_words import (
    above_ceiling_words,
    debt_rate_words,
    proposal_words,
)
from plodnee.documents.facts.proposal import DebtProposal
from plodnee.engine.planner.model import Option

LONGEST_ON_ONE_LINE = 24
NOTHING = "–"


def debts_table(subject: Subject) -> str:
    """The household's debts side by side, with what is proposed for each; empty without debts."""
    debts, words = subject.plan.debts, subject.words
    if not debts:
        return ""
    fits = subject.household.chosen is not None
    columns = ("creditor", "principal", "arrears", "rate", "due", "proposal")[: 6 if fits else 5]
    header = [words(f"debts.{column}") for column in columns]
    rows = [_debt_row(subject, item, fits=fits) for item in debts]
    rows.append(_debts_total(subject, len(columns)))
    return table("debts fits" if fits else "debts", header, rows)


def _debts_total(subject: Subject, columns: int) -> str:
    voice = subject.voice
    principal = sum(item.debt.debt.principal_satang for item in subject.plan.debts)
    owed = subject.household.owed_satang
    cells = (
        words_cell(subject.words("debts.total")),
        number(voice.baht(principal)),
        number(voice.baht(owed - principal) if owed > principal else NOTHING),
    )
    in_all = escape(subject.words("debts.in_all", owed=voice.baht(owed)))
    last = f'<td colspan="{columns - len(cells)}">{in_all}</td>'
    return tag("tr", "".join(tag("td", *cell) for cell in cells) + last, "total")


def _debt_row(subject: Subject, item: DebtProposal, *, fits: bool) -> str:
    voice, debt = subject.voice, item.debt.debt
    arrears = debt.interest_arrears_satang + debt.penalty_satang
    due = voice.short_day(debt.due_on) if debt.due_on else NOTHING
    cells = [
        words_cell(shorter(item.debt.creditor_name)),
        number(voice.baht(debt.principal_satang)),
        number(voice.baht(arrears) if arrears else NOTHING),
        (_rate(subject, item), ""),
        (text(due, "nowrap"), ""),
    ]
    if fits:
        cells.append(words_cell(proposal_words(voice, item)))
    return row(cells)


def _rate(subject: Subject, item: DebtProposal) -> str:
    """A rate, after it what it is by the month or on the declining balance, and whether lawful."""
    first, bracket, rest = debt_rate_words(subject.voice, item.debt).partition(" (")
    told = [text(first, "nowrap")]
    if bracket:
        told.append(
            text("(" + rest, "nowrap small" if len(rest) < LONGEST_ON_ONE_LINE else "small")
        )
    unlawful = above_ceiling_words(subject.voice, subject.facts, item.debt)
    if unlawful:
        told.append(text(unlawful, "unlawful"))
    return " ".join(told)


def schedule_grid(subject: Subject) -> str:
    """What is paid each month: a row for a year, a column for each month that has payments."""
    voice = subject.voice
    by_year: dict[int, dict[int, int]] = {}
    for month, amount in enumerate(subject.plan.paid, start=1):
        day = subject.day(month)
        if amount:
            by_year.setdefault(day.year, {})[day.month] = amount
    months = sorted({month for amounts in by_year.values() for month in amounts})
    names = [voice.month_name(month) for month in months]
    header = [subject.words("schedule.year"), *names, subject.words("schedule.in_year")]
    rows = []
    for year, amounts in sorted(by_year.items()):
        cells = [number(voice.year(year))]
        cells += [_amount(subject, amounts.get(month, 0)) for month in months]
        cells.append(_amount(subject, sum(amounts.values())))
        rows.append(row(cells))
    return table("grid", header, rows)


def _amount(subject: Subject, satang: int) -> tuple[str, str]:
    """A payment, its satang in small figures; a dot where nothing is due."""
    if not satang:
        return "·", "none"
    baht, point, rest = subject.voice.baht(satang).partition(".")
    return escape(baht) + (tag("small", point + rest) if rest else ""), "number"


def menu_table(subject: Subject) -> str:
    """The best plan for each goal beside the plan chosen; empty where nothing fits."""
    menu = subject.household.menu
    goals = [option for option in menu.options if option.goal != "pareto"] if menu else []
    if not goals:
        return ""
    columns = ["option", "interest", "largest", "debt_free", "given_up"]
    tested = any(option.bad_year for option in goals)
    if tested:
        columns.append("bad_year")
    header = [subject.words(f"menu.{column}") for column in columns]
    return table("menu", header, [_menu_row(subject, goal, tested=tested) for goal in goals])


def _menu_row(subject: Subject, option: Option, *, tested: bool) -> str:
    voice, words, figures = subject.voice, subject.words, option.figures
    name, chosen = goal_name(voice, option.goal), option.goal == "least_interest"
    free = voice.short_month(subject.day(figures.debt_free_month))
    cells = [
        words_cell(words("menu.chosen", name=name) if chosen else name),
        number(voice.baht(figures.total_interest)),
        number(voice.baht(figures.largest_month_paid)),
        (text(free, "nowrap"), ""),
        number(voice.baht(sum(amount for _, amount in option.concession))),
    ]
    if tested:
        bad = option.bad_year
        holds = words("menu.holds", holds=bad.holds, futures=bad.futures) if bad else NOTHING
        cells.append(number(holds))
    return row(cells, "chosen" if chosen else "")
