"""The best use of the capital under a committee's settings, with the proof of how good it is."""

import math
from dataclasses import dataclass

import numpy as np

from plodnee.casework.capital.errors import CapitalBeyondLimits, FloorsOutOfReach, NoAnswerInTime
from plodnee.casework.capital.ground import NO_FUND, CapitalGround, Offer
from plodnee.casework.capital.settings import CapitalSettings
from plodnee.engine.capital import (
    Allocation,
    Choices,
    FloorOutOfReach,
    OutOfTime,
    Rules,
    allocate,
)

LARGEST_SATANG = 10**15
ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class CapitalAnswer:
    """Who is served by which offer, and how near to the best possible this is.

    `value` and `bound` are households or satang, by objective; `left_satang` is what each fund has
    left when all plans of a period have begun. `served` holds at most one offer a household.
    """

    served: tuple[Offer, ...]
    value: int
    bound: int
    left_satang: tuple[tuple[int, ...], ...]

    @property
    def gap(self) -> float:
        """By what share of the bound the value may fall short of the best possible."""
        return (self.bound - self.value) / abs(self.bound) if self.bound else 0.0

    @property
    def saved_satang(self) -> int:
        """The interest spared against today's terms."""
        return sum(offer.saved_satang for offer in self.served)

    @property
    def drawn_satang(self) -> int:
        """The capital that is drawn in all."""
        return sum(offer.draw_satang for offer in self.served)

    def given_capital(self, ground: CapitalGround, group: int) -> int:
        """How many households that owe to a group are given capital."""
        return sum(
            offer.fund != NO_FUND and group in ground.owes_to[offer.place] for offer in self.served
        )

    def freed(self, ground: CapitalGround, within_months: int) -> int:
        """How many households are debt-free in time that would not be on today's terms."""
        return sum(frees(ground, offer, within_months) for offer in self.served)


def frees(ground: CapitalGround, offer: Offer, within_months: int) -> bool:
    """Whether the offer makes debt-free in time a household that would not be."""
    return offer.free_month <= within_months and not ground.free_today(offer.place, within_months)


def usual_settings(ground: CapitalGround) -> CapitalSettings:
    """What the page begins with: the capital that the register leaves free, now; no floors."""
    later = (0,) * (ground.rules.periods - 1)
    return CapitalSettings(
        objective="debt_free_households",
        within_months=ground.usual_months,
        targets_first=True,
        capital_satang=tuple(
            (ground.free_capital_satang(fund), *later) for fund in range(len(ground.funds))
        ),
        floors=(0,) * len(ground.groups),
    )


def check_settings(ground: CapitalGround, settings: CapitalSettings) -> None:
    """Nothing, if every setting is possible.

    Raises: CapitalBeyondLimits.
    """
    funds, periods = len(ground.funds), ground.rules.periods
    amounts = [amount for row in settings.capital_satang for amount in row]
    possible = (
        len(settings.capital_satang) == funds
        and all(len(row) == periods for row in settings.capital_satang)
        and all(0 <= amount <= LARGEST_SATANG for amount in amounts)
        and len(settings.floors) == len(ground.groups)
        and all(0 <= floor <= len(ground.homes) for floor in settings.floors)
        and 1 <= settings.within_months <= ground.horizon_months
    )
    if not possible:
        raise CapitalBeyondLimits()


def allocate_capital(ground: CapitalGround, settings: CapitalSettings) -> CapitalAnswer:
    """The best allocation within the gap of the rules.

    Ensures: the same ground and settings give the same answer; nobody is given capital that
             neither the objective nor a floor asks for.
    Raises:  CapitalBeyondLimits; FloorsOutOfReach; NoAnswerInTime.
    """
    check_settings(ground, settings)
    offers = _asked_for(ground, settings)
    rules = _rules(ground, settings)
    try:
        found = allocate(_choices(ground, settings, offers), rules)
    except OutOfTime as late:
        raise NoAnswerInTime() from late
    if isinstance(found, FloorOutOfReach):
        raise FloorsOutOfReach(
            groups=", ".join(ground.groups[place].name for place in found.groups),
            by_group={place: int(found.reachable[place]) for place in found.groups},
        )
    return _answer(found, offers)


def _answer(found: Allocation, offers: list[Offer]) -> CapitalAnswer:
    return CapitalAnswer(
        served=tuple(offers[index] for index in found.chosen.tolist() if index >= 0),
        value=found.value,
        bound=math.floor(found.bound + ROUNDING),
        left_satang=tuple(map(tuple, found.left_satang.tolist())),
    )


def _asked_for(ground: CapitalGround, settings: CapitalSettings) -> list[Offer]:
    """The offers that the objective values, or that may be needed for a floor."""
    floored = {place for place, floor in enumerate(settings.floors) if floor}
    return [
        offer
        for offer in ground.offers
        if is_worth(ground, settings, offer)
        or (offer.fund != NO_FUND and ground.owes_to[offer.place] & floored)
    ]


def is_worth(ground: CapitalGround, settings: CapitalSettings, offer: Offer) -> bool:
    """Whether the objective values the offer at all."""
    if settings.objective == "interest_saved":
        return offer.saved_satang > 0
    return frees(ground, offer, settings.within_months)


def _choices(ground: CapitalGround, settings: CapitalSettings, offers: list[Offer]) -> Choices:
    within = settings.within_months
    return Choices(
        household=np.array([offer.place for offer in offers], np.int64),
        fund=np.array([offer.fund for offer in offers], np.int64),
        period=np.array([offer.period for offer in offers], np.int64),
        draw_satang=np.array([offer.draw_satang for offer in offers], np.int64),
        returns_satang=np.array([offer.returns_satang for offer in offers], np.int64).reshape(
            len(offers), ground.rules.periods
        ),
        interest_saved_satang=np.array([offer.saved_satang for offer in offers], np.int64),
        debt_free=np.array([frees(ground, offer, within) for offer in offers], np.bool_),
    )


def _rules(ground: CapitalGround, settings: CapitalSettings) -> Rules:
    member = np.zeros((len(ground.homes), len(ground.groups)), np.bool_)
    for place, groups in enumerate(ground.owes_to):
        member[place, list(groups)] = True
    return Rules(
        objective=settings.objective,
        capital_satang=np.array(settings.capital_satang, np.int64).reshape(
            len(ground.funds), ground.rules.periods
        ),
        member=member,
        floor=np.array(settings.floors, np.int64),
        target=np.array([home.household.is_target for home in ground.homes], np.bool_),
        targets_first=settings.targets_first,
        gap=ground.rules.gap,
        seconds=float(ground.rules.most_seconds),
    )
