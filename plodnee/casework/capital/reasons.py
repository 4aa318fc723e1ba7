"""Why a household is given what it is given, and what stands between the others and a plan.

Every reason is a fact of the answer that anybody can add up again, not a guess at a solver's mind.
"""

from dataclasses import dataclass
from enum import StrEnum

from plodnee.casework.capital.ground import NO_FUND, CapitalGround, Offer
from plodnee.casework.capital.settings import CapitalSettings
from plodnee.casework.capital.solving import CapitalAnswer, is_worth


class Cause(StrEnum):
    """What an offer was given for."""

    FREES = "frees"
    SAVES = "saves"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class Given:
    """Why a household is served: by which cause, for which floors, and whether it came first.

    `saved_per_hundred_satang` is the interest spared for each 100 baht of capital; None where no
    capital is drawn.
    """

    cause: Cause
    first: bool
    draws: bool
    floors: tuple[int, ...]
    saved_per_hundred_satang: int | None


@dataclass(frozen=True, slots=True)
class Lacking:
    """The offer for which a household lacks least, and how much new money would let it in.

    `lacking_satang` more of the fund's new money in the offer's period is enough to serve the
    household beside the others as they are served. An allocation worked out anew may use it better.
    """

    offer: Offer
    lacking_satang: int


class Standing(StrEnum):
    """Why a household that owes is not served."""

    CAPITAL = "capital"
    NOTHING_FITS = "nothing_fits"
    TOO_SLOW = "too_slow"
    NO_NEED = "no_need"


def why_given(ground: CapitalGround, settings: CapitalSettings, offer: Offer) -> Given:
    """Why an offer of the answer was chosen."""
    draws = offer.fund != NO_FUND
    owes = ground.owes_to[offer.place]
    floors = [place for place, floor in enumerate(settings.floors) if floor and place in owes]
    if not is_worth(ground, settings, offer):
        cause = Cause.FLOOR
    elif settings.objective == "interest_saved":
        cause = Cause.SAVES
    else:
        cause = Cause.FREES
    return Given(
        cause=cause,
        first=settings.targets_first
        and ground.homes[offer.place].household.is_target
        and cause != Cause.FLOOR,
        draws=draws,
        floors=tuple(floors) if draws else (),
        saved_per_hundred_satang=offer.saved_satang * 10_000 // offer.draw_satang
        if draws
        else None,
    )


def standing(ground: CapitalGround, settings: CapitalSettings, place: int) -> Standing:
    """Why a household with a menu is not among the served."""
    mine = ground.offers_to(place)
    if any(is_worth(ground, settings, offer) for offer in mine):
        return Standing.CAPITAL
    if not mine:
        return Standing.NOTHING_FITS
    if settings.objective == "interest_saved" or ground.free_today(place, settings.within_months):
        return Standing.NO_NEED
    return Standing.TOO_SLOW


def soonest(ground: CapitalGround, place: int) -> int:
    """The month in which the quickest offer to a household ends its debts."""
    return min(offer.free_month for offer in ground.offers_to(place))


def what_is_lacking(
    ground: CapitalGround, settings: CapitalSettings, answer: CapitalAnswer, place: int
) -> Lacking:
    """What an unserved household that capital could serve lacks, at the least.

    Ensures: `lacking_satang` is positive for an answer of today: it leaves out nobody whom the
             rest could serve. One that was kept before that was so may say 0.
    """
    worthy = (offer for offer in ground.offers_to(place) if is_worth(ground, settings, offer))
    lacks = [Lacking(offer, _lacking(answer, offer)) for offer in worthy]
    return min(lacks, key=lambda one: (one.lacking_satang, one.offer.period, one.offer.draw_satang))


def _lacking(answer: CapitalAnswer, offer: Offer) -> int:
    if offer.fund == NO_FUND:
        return 0
    left, back, lacking = answer.left_satang[offer.fund], 0, 0
    for period in range(offer.period, len(left)):
        back += offer.returns_satang[period]
        lacking = max(lacking, offer.draw_satang - back - left[period])
    return lacking
