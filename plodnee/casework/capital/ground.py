"""What an allocation rests on: the lead funds, and every way to serve each household.

Source: docs/explanation/allocation.md.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plodnee.casework.capital.settings import CapitalRules, capital_rules
from plodnee.casework.capital.waiting import Waited, problem_after
from plodnee.casework.plan.menus import menu_of
from plodnee.casework.plan.model import CentreAnalysis, HouseholdAnalysis
from plodnee.casework.plan.rules import PlanningRules
from plodnee.engine.planner.model import HouseholdProblem, Option
from plodnee.registers.book import MemberGroup

NO_FUND = -1


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to serve a household: a line of a menu, begun in a period, paid for by one fund.

    `place` is the household's place in the register, `fund` a lead fund's place or NO_FUND where
    no capital is drawn. `returns_satang` is what has come back to the fund by the beginning of each
    period, since the beginning of the one before. `saved_satang` is
    the interest spared against today's terms, that of waiting counted. `free_month` counts from
    the register's day, `option.figures` from the beginning of the plan.
    """

    place: int
    fund: int
    period: int
    draw_satang: int
    returns_satang: tuple[int, ...]
    saved_satang: int
    free_month: int
    option: Option


@dataclass(frozen=True, slots=True)
class CapitalGround:
    """A centre's lead funds and groups, its households, and the offers to each.

    `usual_months` is the centre's horizon, `horizon_months` the longest of any household.
    `owes_to[place]` are the places of the groups to which a household owes. Offers stand in the
    order of the households.
    """

    rules: CapitalRules
    horizon_months: int
    usual_months: int
    funds: tuple[MemberGroup, ...]
    groups: tuple[MemberGroup, ...]
    homes: tuple[HouseholdAnalysis, ...]
    owes_to: tuple[frozenset[int], ...]
    offers: tuple[Offer, ...]

    def offers_to(self, place: int) -> tuple[Offer, ...]:
        """Every way to serve one household."""
        first = bisect_left(self.offers, place, key=_place)
        return self.offers[first : bisect_right(self.offers, place, key=_place)]

    def reachable(self, group: int) -> int:
        """How many households that owe to a group could be given capital, were there enough."""
        drawing = {offer.place for offer in self.offers if offer.fund != NO_FUND}
        return sum(group in self.owes_to[place] for place in drawing)

    def most_drawn_satang(self, fund: int) -> int:
        """What a fund would pay out if every household drew the most it can draw from it."""
        most: dict[int, int] = {}
        for offer in self.offers:
            if offer.fund == fund:
                most[offer.place] = max(most.get(offer.place, 0), offer.draw_satang)
        return sum(most.values())

    def free_capital_satang(self, fund: int) -> int:
        """The fund's capital in the register without what members owe it; 0 where none is known."""
        group = self.funds[fund]
        owed = sum(
            one.debt.principal_satang
            for home in self.homes
            for one in home.debts
            if one.debt.creditor_kind == "group" and one.debt.creditor == group.code
        )
        return max(0, (group.capital_satang or 0) - owed)

    def free_today(self, place: int, within_months: int) -> bool:
        """Whether the household pays off in time on today's terms."""
        menu = self.homes[place].menu
        if menu is None:
            return True
        quo = menu.status_quo
        return quo.feasible and quo.figures.debt_free_month <= within_months

    def cannot_pay_today(self, place: int) -> bool:
        """Whether the household's cash breaks on today's terms, however soon those would end."""
        menu = self.homes[place].menu
        return menu is not None and menu.status_quo.first_break_month is not None


def _place(offer: Offer) -> int:
    return offer.place


def capital_ground(analysis: CentreAnalysis) -> CapitalGround:
    """Everything that an allocation of a centre's capital chooses from.

    Ensures: no offer draws from a fund whose rules do not let its money pay other debts, nor at a
             rate below the fund's lowest; a plan that draws nothing begins at once.
    """
    rules, planning = capital_rules(analysis.as_of), analysis.rules
    groups, homes = analysis.book.groups, analysis.households
    funds = tuple(
        group
        for group in groups
        if group.may_refinance and not planning.lends_without_interest(group)
    )
    horizon = max((one.problem.horizon_months for one in homes if one.problem), default=1)
    return CapitalGround(
        rules=rules,
        horizon_months=horizon,
        usual_months=min(analysis.horizon_months, horizon),
        funds=funds,
        groups=groups,
        homes=homes,
        owes_to=tuple(_owes_to(home, groups) for home in homes),
        offers=tuple(
            offer
            for place, home in enumerate(homes)
            for offer in _offers(place, home, funds, rules, planning)
        ),
    )


def _owes_to(home: HouseholdAnalysis, groups: Sequence[MemberGroup]) -> frozenset[int]:
    codes = {one.debt.creditor for one in home.debts if one.debt.creditor_kind == "group"}
    return frozenset(place for place, group in enumerate(groups) if group.code in codes)


def _offers(
    place: int,
    home: HouseholdAnalysis,
    funds: Sequence[MemberGroup],
    rules: CapitalRules,
    planning: PlanningRules,
) -> Iterator[Offer]:
    if home.problem is None or home.menu is None:
        return
    begun = _Begun(place, home.menu.status_quo.figures.total_interest, tuple(funds), rules)
    yield from begun.offers(Waited(home.problem, 0), home.menu.options, 0)
    for period in range(1, rules.periods):
        waited = problem_after(home.problem, period * rules.period_months)
        if waited is not None:
            menu, _reason = menu_of(home, waited.problem, planning, with_bad_year=False)
            later = begun.offers(waited, menu.options, period)
            yield from (offer for offer in later if offer.fund != NO_FUND)


@dataclass(frozen=True, slots=True)
class _Begun:
    """Turns the lines of one household's menus into offers."""

    place: int
    interest_today: int
    funds: tuple[MemberGroup, ...]
    rules: CapitalRules

    def offers(self, waited: Waited, options: Iterable[Option], period: int) -> list[Offer]:
        """The offers of one period that no other of the same fund beats."""
        found: list[Offer] = []
        for option in options:
            for fund in self._funds_for(option):
                found.append(self._offer(waited, option, period, fund))
        return _unbeaten(found)

    def _funds_for(self, option: Option) -> list[int]:
        offer = option.contract
        if offer is None:
            return [NO_FUND]
        return [
            place
            for place, fund in enumerate(self.funds)
            if fund.min_rate_bp is None or fund.min_rate_bp <= offer.rate_bp
        ]

    def _offer(self, waited: Waited, option: Option, period: int, fund: int) -> Offer:
        draw = 0 if fund == NO_FUND else _drawn(waited.problem, option, self.funds[fund].code)
        rules, figures = self.rules, option.figures
        return Offer(
            place=self.place,
            fund=fund if draw else NO_FUND,
            period=period,
            draw_satang=draw,
            returns_satang=_returns(option, draw, period, rules),
            saved_satang=self.interest_today - waited.interest_satang - figures.total_interest,
            free_month=period * rules.period_months + figures.debt_free_month,
            option=option,
        )


def _drawn(problem: HouseholdProblem, option: Option, fund: str) -> int:
    """What the fund pays to others for the debts that join its contract."""
    return sum(
        debt.balance
        for debt, choice in zip(problem.debts, option.choices, strict=True)
        if choice.action == "consolidate" and debt.creditor != fund
    )


def _returns(option: Option, draw: int, period: int, rules: CapitalRules) -> tuple[int, ...]:
    """The drawn money's part of the contract's payments, rounded down.

    Ensures: what is paid in a period can be lent again from the beginning of the next.
    """
    returned = [0] * rules.periods
    if draw and option.contract:
        for month, paid in enumerate(option.contract_payments):
            then = period + month // rules.period_months + 1
            if then < rules.periods:
                returned[then] += paid
        returned = [paid * draw // option.contract.principal for paid in returned]
    return tuple(returned)


def _unbeaten(offers: Iterable[Offer]) -> list[Offer]:
    """Without those that another of the same fund matches in draw, saving and last month."""
    kept: list[Offer] = []
    for one in sorted(
        offers, key=lambda one: (one.fund, one.draw_satang, -one.saved_satang, one.free_month)
    ):
        if not any(
            other.fund == one.fund
            and other.saved_satang >= one.saved_satang
            and other.free_month <= one.free_month
            for other in kept
        ):
            kept.append(one)
    return kept
