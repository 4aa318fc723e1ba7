"""The menu of a household as cards that a committee can lay side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from plodnee.casework.plan.model import HouseholdAnalysis
from plodnee.documents.builders.names import goal_name, pattern_name
from plodnee.documents.builders.reason_words import Teller, why_others_lost
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
from plodnee.web.templatetags.wording import baht_short, duration, english, plan_month, rate

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
    """One debt in a card, or its arrears as a part of their own: what is done with it."""

    creditor: str
    is_arrears: bool
    balance: int
    action: str
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """One way of paying with the figures by which it is compared.

    `saved_satang` is the interest spared against today's terms (below 0 where it costs more);
    `best` names the figures in which no other card is better. `reason` says why the line stands on
    the menu, `guarantees` what it does to them, `others` why the other goals' lines lose to it.
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
    reason: str = ""
    guarantees: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
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

    @property
    def compares(self) -> bool:
        """Whether some card is better than another in something."""
        return any(card.best for card in self.cards)

    @property
    def knows_bad_years(self) -> bool:
        """Whether it is known how some card holds in bad years."""
        return any(card.bad_years_held for card in self.cards)


def menu_page(facts: HouseholdAnalysis) -> MenuPage:
    """The menu told for people.

    Ensures: every plan of the menu appears once; goals met by the same plan share one card.
    """
    teller = _teller(facts)
    groups: dict[object, list[Option]] = {}
    for option in teller.menu.options:
        groups.setdefault((option.choices, option.contract), []).append(option)
    told = [teller.card(same) for same in groups.values()]
    kept = facts.chosen and (facts.chosen.choices, facts.chosen.contract)
    told = [replace(card, chosen=key == kept) for key, card in zip(groups, told, strict=True)]
    between = [card for card in told if card.key == "pareto"]
    goals = _with_best([card for card in told if card.key != "pareto"])
    return MenuPage(teller.quo_card(), tuple(goals), tuple(between))


def reasons() -> Teller:
    """Who tells reasons on a page."""
    return Teller(Voice("en" if english() else "th"), baht_short, duration)


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


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells the options of one household; `arrears` are the ids of parts that are arrears."""

    facts: HouseholdAnalysis
    problem: HouseholdProblem
    menu: Menu
    names: Mapping[str, str]
    arrears: frozenset[str]

    def card(self, same: Sequence[Option]) -> Card:
        """The card of one plan, which may be the best for several goals."""
        option = same[0]
        voice = Voice("en" if english() else "th")
        goals = [one for one in same if one.goal != "pareto"] or [option]
        spent_today = self.menu.status_quo.figures.total_interest
        return Card(
            key=goals[0].goal,
            titles=tuple(goal_name(voice, one.goal) for one in goals),
            option=option,
            figures=option.figures,
            saved_satang=spent_today - option.figures.total_interest,
            pattern=pattern_name(voice, option.contract.pattern) if option.contract else "",
            lines=self._lines(option.choices),
            concessions=tuple(
                (self.names.get(code, code), satang) for code, satang in option.concession
            ),
            conceded_satang=sum(satang for _code, satang in option.concession),
            debt_free=plan_month(self.problem.as_of, option.figures.debt_free_month),
            debt_free_after=duration(option.figures.debt_free_month),
            reason=reasons().why(self.facts, option),
            guarantees=tuple(reasons().guarantees(self.facts, option)),
            others=tuple(why_others_lost(reasons(), self.menu, option)),
        )

    def quo_card(self) -> Card:
        """Today's terms as a card to compare with."""
        figures = self.menu.status_quo.figures
        return Card(
            key="quo",
            titles=(_("จ่ายตามสัญญาเดิมทุกฉบับ"),),
            option=None,
            figures=figures,
            saved_satang=0,
            pattern="",
            lines=self._lines([Choice("keep")] * len(self.problem.debts)),
            concessions=(),
            conceded_satang=0,
            debt_free=plan_month(self.problem.as_of, figures.debt_free_month),
            debt_free_after=duration(figures.debt_free_month),
        )

    def _lines(self, choices: Sequence[Choice]) -> tuple[Line, ...]:
        return tuple(
            Line(
                creditor=self.names.get(debt.creditor, debt.creditor),
                is_arrears=debt.id in self.arrears,
                balance=debt.balance,
                action=choice.action,
                words=describe(debt, choice),
            )
            for debt, choice in zip(self.problem.debts, choices, strict=True)
        )


def _teller(facts: HouseholdAnalysis) -> _Teller:
    assert facts.problem is not None
    assert facts.menu is not None
    return _Teller(
        facts=facts,
        problem=facts.problem,
        menu=facts.menu,
        names={one.debt.creditor: one.creditor_name for one in facts.debts},
        arrears=frozenset(
            part
            for one in facts.debts
            for part in (one.part_ids[1:] if one.debt.principal_satang else one.part_ids)
        ),
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
