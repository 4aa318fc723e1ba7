"""The menu of a household as cards that a committee can lay side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from plodnee.documents.builders.names import goal_name, pattern_name
from plodnee.documents.builders.voice import Voice
from plodnee.engine.planner.model import (
    Choice,
    ContractOffer,
    DebtTerms,
    HouseholdProblem,
    Menu,
    Option,
    PlanFigures,
)
from plodnee.web.templatetags.wording import duration, english, plan_month, rate

COMPARED = (
    "total_interest",
    "debt_free_month",
    "largest_month_paid",
    "lowest_cash",
    "conceded_satang",
)
HIGHER_IS_BETTER = {"lowest_cash"}


@dataclass(frozen=True, slots=True)
class Line:
    """One debt in a card: what is done with it."""

    creditor: str
    balance: int
    action: str
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """One way of paying with the figures by which it is compared.

    `saved_satang` is the interest spared against today's terms (below 0 where it costs more);
    `best` names the figures in which no other card is better.
    """

    key: str
    titles: tuple[str, ...]
    option: Option | None
    figures: PlanFigures
    saved_satang: int
    pattern: str
    lines: tuple[Line, ...]
    concessions: tuple[tuple[str, int], ...]
    conceded_satang: int
    debt_free: str
    debt_free_after: str
    chosen: bool = False
    best: frozenset[str] = frozenset()

    @property
    def contract(self) -> ContractOffer | None:
        """The one contract of the plan, if it has one."""
        return self.option.contract if self.option else None

    @property
    def bad_years_held(self) -> str:
        """In how many bad futures of the whole the plan's cash holds; empty where not known."""
        bad_year = self.option.bad_year if self.option else None
        return f"{bad_year.holds:,}/{bad_year.futures:,}" if bad_year else ""


@dataclass(frozen=True, slots=True)
class MenuPage:
    """Today's terms, the cards of the goals, and the plans between them."""

    quo: Card
    cards: tuple[Card, ...]
    between: tuple[Card, ...]

    @property
    def all_cards(self) -> tuple[Card, ...]:
        """Everything that is compared, today's terms first."""
        return (self.quo, *self.cards, *self.between)


def menu_page(
    problem: HouseholdProblem, menu: Menu, names: Mapping[str, str], chosen: Option | None
) -> MenuPage:
    """The menu told for people; `names` has each creditor's name.

    Ensures: every plan of the menu appears once; goals met by the same plan share one card.
    """
    groups: dict[object, list[Option]] = {}
    for option in menu.options:
        groups.setdefault((option.choices, option.contract), []).append(option)
    told = [_card(problem, menu, names, same) for same in groups.values()]
    kept = chosen and (chosen.choices, chosen.contract)
    told = [replace(card, chosen=key == kept) for key, card in zip(groups, told, strict=True)]
    between = [card for card in told if card.key == "pareto"]
    goals = _with_best([card for card in told if card.key != "pareto"])
    return MenuPage(_quo_card(problem, menu, names), tuple(goals), tuple(between))


def describe(debt: DebtTerms, choice: Choice) -> str:
    """What is done with one debt, in words."""
    if choice.action == "keep":
        return _("จ่ายตามสัญญาเดิม")
    if choice.action == "consolidate":
        return _("รวมเข้าสัญญาเดียว")
    parts = []
    if choice.rate_bp is not None and choice.rate_bp != debt.rate_bp:
        parts.append(
            _("ลดดอกเบี้ยจาก %(old)s เหลือ %(new)s ต่อปี")
            % {"old": rate(debt.rate_bp), "new": rate(choice.rate_bp)}
        )
    if choice.extension:
        parts.append(_("ยืดเวลาอีก %(time)s") % {"time": duration(choice.extension)})
    if choice.grace:
        parts.append(_("พักชำระ %(time)sแรก") % {"time": duration(choice.grace)})
    return " · ".join(parts)


def _card(
    problem: HouseholdProblem, menu: Menu, names: Mapping[str, str], same: Sequence[Option]
) -> Card:
    option = same[0]
    voice = Voice("en" if english() else "th")
    goals = [one for one in same if one.goal != "pareto"] or [option]
    return Card(
        key=goals[0].goal,
        titles=tuple(goal_name(voice, one.goal) for one in goals),
        option=option,
        figures=option.figures,
        saved_satang=menu.status_quo.figures.total_interest - option.figures.total_interest,
        pattern=pattern_name(voice, option.contract.pattern) if option.contract else "",
        lines=_lines(problem, option.choices, names),
        concessions=tuple((names.get(code, code), satang) for code, satang in option.concession),
        conceded_satang=sum(satang for _code, satang in option.concession),
        debt_free=plan_month(problem.as_of, option.figures.debt_free_month),
        debt_free_after=duration(option.figures.debt_free_month),
    )


def _quo_card(problem: HouseholdProblem, menu: Menu, names: Mapping[str, str]) -> Card:
    figures = menu.status_quo.figures
    keep = tuple(Choice("keep") for _debt in problem.debts)
    return Card(
        key="quo",
        titles=(_("จ่ายตามสัญญาเดิมทุกฉบับ"),),
        option=None,
        figures=figures,
        saved_satang=0,
        pattern="",
        lines=_lines(problem, keep, names),
        concessions=(),
        conceded_satang=0,
        debt_free=plan_month(problem.as_of, figures.debt_free_month),
        debt_free_after=duration(figures.debt_free_month),
    )


def _lines(
    problem: HouseholdProblem, choices: Sequence[Choice], names: Mapping[str, str]
) -> tuple[Line, ...]:
    return tuple(
        Line(
            names.get(debt.creditor, debt.creditor),
            debt.balance,
            choice.action,
            describe(debt, choice),
        )
        for debt, choice in zip(problem.debts, choices, strict=True)
    )


def _with_best(cards: Sequence[Card]) -> list[Card]:
    """The cards with the figures in which none of the others is better; none if all are alike."""
    best: dict[str, int] = {}
    for name in COMPARED:
        values = {_figure(card, name) for card in cards}
        if len(values) > 1:
            best[name] = max(values) if name in HIGHER_IS_BETTER else min(values)
    return [
        replace(
            card,
            best=frozenset(name for name in best if _figure(card, name) == best[name]),
        )
        for card in cards
    ]


def _figure(card: Card, name: str) -> int:
    value = card.conceded_satang if name == "conceded_satang" else getattr(card.figures, name)
    assert isinstance(value, int)
    return value
