"""The law's limits on interest: the ceiling, default interest, and no interest on interest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from plodnee import policy
from plodnee.engine.money import BP_PER_WHOLE, MONTHS_PER_YEAR, divide_half_up, format_percent
from plodnee.engine.refusals import RateAboveCeiling
from plodnee.engine.thai_dates import add_months

Method = Literal["declining", "flat"]
Unit = Literal["month", "day"]
FAMILY = "interest"
HIGHEST_COUNTED_BP = 1_000_000  # 10,000 % a year: above any lender's, so a search always ends
_PER_YEAR: dict[Unit, int] = {"month": MONTHS_PER_YEAR, "day": 365}


@dataclass(frozen=True, slots=True)
class RateOpinion:
    """A rate as stated, on the declining balance, and compounded, beside the ceiling of the day.

    Units: basis points a year. `highest_bp` is the highest lawful rate for the same terms and
    method. The law compares the stated and the declining rate; the compounded one is for people.
    """

    stated_bp: int
    declining_bp: int
    compounded_bp: int
    ceiling_bp: int
    highest_bp: int

    @property
    def lawful(self) -> bool:
        """Whether the rate may be agreed."""
        return max(self.stated_bp, self.declining_bp) <= self.ceiling_bp


@dataclass(frozen=True, slots=True)
class DefaultStretch:
    """Days at one default rate on the principal of one overdue instalment."""

    first: date
    last: date
    days: int
    rate_bp: int
    principal_satang: int


@dataclass(frozen=True, slots=True)
class DefaultInterest:
    """Default interest in satang, and the stretches of days that it counts."""

    interest_satang: int
    stretches: tuple[DefaultStretch, ...]


@dataclass(frozen=True, slots=True)
class OverduePrincipal:
    """The principal of one instalment while the same part of it was overdue; last day included."""

    principal_satang: int
    first: date
    last: date


def ceiling_bp(on: date) -> int:
    """The highest rate that a loan between people may bear on a day; basis points a year.

    Source: policy/interest.toml (CCC 654).
    """
    return int(policy.in_force(FAMILY, on).values["ceiling_bp"])


def flat_instalments(
    principal_satang: int, rate_bp: int, gaps: Sequence[int], unit: Unit = "month"
) -> tuple[tuple[int, int], ...]:
    """The instalments of a flat loan, as (months or days since the one before, satang).

    Units:   satang; basis points a year on the first principal; gaps in months, or in days of 365
             to a year.
    Ensures: interest for the whole term; whole satang of principal and of interest are the same
             in every instalment, the last one takes the rest.
    Raises:  ValueError if there is no principal or no gap of one or more.
    """
    if principal_satang <= 0 or not gaps or min(gaps) < 1:
        raise ValueError(f"no flat loan of {principal_satang} over {gaps}")
    interest = divide_half_up(
        principal_satang * rate_bp * sum(gaps), _PER_YEAR[unit] * BP_PER_WHOLE
    )
    each = principal_satang // len(gaps) + interest // len(gaps)
    last = principal_satang + interest - each * (len(gaps) - 1)
    return (*((gap, each) for gap in gaps[:-1]), (gaps[-1], last))


def declining_rate_bp(
    principal_satang: int, instalments: Sequence[tuple[int, int]], unit: Unit = "month"
) -> int:
    """The yearly rate on the declining balance that instalments amount to, to the nearest point.

    Units:   satang; instalments as (months or days since the one before, satang); basis points a
             year.
    Ensures: computed in whole numbers; between due months interest is simple, as in contracts.
    Raises:  ValueError if the instalments do not repay the principal, or the rate has no end.
    """
    if principal_satang <= 0 or sum(amount for _, amount in instalments) < principal_satang:
        raise ValueError(f"{instalments} do not repay {principal_satang}")
    low, high = 0, HIGHEST_COUNTED_BP
    per_year = _PER_YEAR[unit]
    if not _is_owed_at(principal_satang, instalments, 2 * high + 1, per_year):
        raise ValueError(f"the rate of {instalments} on {principal_satang} has no end")
    while low < high:
        middle = (low + high) // 2
        if _is_owed_at(principal_satang, instalments, 2 * middle + 1, per_year):
            high = middle
        else:
            low = middle + 1
    return low


def compounded_bp(nominal_bp: int) -> int:
    """The rate with interest upon monthly interest, as lenders advertise it; for people only."""
    monthly = 1 + nominal_bp / (MONTHS_PER_YEAR * BP_PER_WHOLE)
    return round((monthly**MONTHS_PER_YEAR - 1) * BP_PER_WHOLE)


def opinion_on_rate(
    principal_satang: int,
    rate_bp: int,
    method: Method,
    gaps: Sequence[int],
    on: date,
    unit: Unit = "month",
) -> RateOpinion:
    """What a rate amounts to beside the law's ceiling of the day.

    Units:   satang; basis points a year; months or days between due dates, the first from the loan.
    Raises:  ValueError if there is no principal or no gap of one or more.
    Source:  policy/interest.toml (CCC 654); a flat rate is judged by its declining equal.
    """
    limit = ceiling_bp(on)
    if method == "declining":
        return RateOpinion(rate_bp, rate_bp, compounded_bp(rate_bp), limit, limit)
    declining = _declining_of_flat(principal_satang, rate_bp, gaps, unit)
    highest = _highest_flat(principal_satang, gaps, limit, unit)
    return RateOpinion(rate_bp, declining, compounded_bp(declining), limit, highest)


def require_lawful_rate(
    principal_satang: int,
    rate_bp: int,
    method: Method,
    gaps: Sequence[int],
    on: date,
    unit: Unit = "month",
) -> RateOpinion:
    """The opinion on a rate that may be agreed.

    Raises: RateAboveCeiling, which names the highest lawful rate, if it may not.
    """
    return require_lawful(opinion_on_rate(principal_satang, rate_bp, method, gaps, on, unit))


def require_lawful(opinion: RateOpinion) -> RateOpinion:
    """The opinion, if what it is on may be agreed.

    Raises: RateAboveCeiling, which names the highest lawful rate, if it may not.
    """
    if not opinion.lawful:
        raise RateAboveCeiling(
            stated=format_percent(opinion.stated_bp),
            declining=format_percent(opinion.declining_bp),
            ceiling=format_percent(opinion.ceiling_bp),
            highest=format_percent(opinion.highest_bp),
            highest_bp=opinion.highest_bp,
        )
    return opinion


def rate_where_none_agreed_bp(on: date) -> int:
    """The rate of a loan that bears interest, but none was agreed; basis points a year.

    Source: policy/interest.toml (CCC 7).
    """
    return int(policy.in_force(FAMILY, on).values["no_rate_agreed_bp"])


def default_interest(
    overdue: Iterable[OverduePrincipal], *, agreed_bp: int | None = None
) -> DefaultInterest:
    """Default interest on the principal of overdue instalments, and only on that.

    Units:   satang; basis points a year; days of 365 to a year, both days included.
    Ensures: each day at the statutory rate of that day, or at a higher agreed one up to the
             ceiling; rounded half up once.
    Source:  CCC 224 (rate; no interest on default interest), 224/1 (only the instalment's
             principal; another agreement is void), 654 (ceiling); policy/interest.toml.
    """
    stretches = tuple(s for part in overdue for s in _stretches(part, agreed_bp))
    exact = sum(s.principal_satang * s.rate_bp * s.days for s in stretches)
    return DefaultInterest(divide_half_up(exact, _days_in_year() * BP_PER_WHOLE), stretches)


def interest_that_may_be_capitalised(
    arrears: Iterable[tuple[date, int]], *, as_of: date, agreed_in_writing: bool
) -> int:
    """How much interest in arrears may be added to principal, in satang.

    Units:   arrears as (day it fell due, satang).
    Ensures: 0 without written agreement; else only interest due for the law's year or longer.
    Source:  CCC 655; policy/interest.toml. What may not stays a debt that bears no interest.
    """
    if not agreed_in_writing:
        return 0
    months = int(policy.in_force(FAMILY, as_of).values["capitalise_after_months"])
    return sum(amount for due_on, amount in arrears if add_months(due_on, months) <= as_of)


def _is_owed_at(
    principal: int, instalments: Sequence[tuple[int, int]], half_bp: int, per_year: int
) -> bool:
    """Whether something stays owed after all instalments at a rate in half basis points."""
    whole = 2 * per_year * BP_PER_WHOLE
    balance, scale = principal, 1
    for gap, amount in instalments:
        scale *= whole
        balance = balance * (whole + half_bp * gap) - amount * scale
    return balance > 0


def _declining_of_flat(principal: int, rate_bp: int, gaps: Sequence[int], unit: Unit) -> int:
    return declining_rate_bp(principal, flat_instalments(principal, rate_bp, gaps, unit), unit)


def _highest_flat(principal: int, gaps: Sequence[int], limit_bp: int, unit: Unit) -> int:
    """A flat rate is never above its declining equal, so the highest lies at or below the limit."""
    low, high = 0, limit_bp
    while low < high:
        middle = (low + high + 1) // 2
        if _declining_of_flat(principal, middle, gaps, unit) <= limit_bp:
            low = middle
        else:
            high = middle - 1
    return low


def _stretches(part: OverduePrincipal, agreed_bp: int | None) -> Iterable[DefaultStretch]:
    """The days of one overdue part, cut where the law changed."""
    changes = [v.from_ for v in policy.versions(FAMILY) if part.first < v.from_ <= part.last]
    starts = [part.first, *changes]
    ends = [change - timedelta(days=1) for change in changes] + [part.last]
    for first, last in zip(starts, ends, strict=True):
        days = (last - first).days + 1
        if days > 0:
            rate = _default_rate_bp(first, agreed_bp)
            yield DefaultStretch(first, last, days, rate, part.principal_satang)


def _default_rate_bp(on: date, agreed_bp: int | None) -> int:
    values = policy.in_force(FAMILY, on).values
    agreed = min(agreed_bp or 0, values["ceiling_bp"])
    return int(max(values["default_interest_bp"], agreed))


def _days_in_year() -> int:
    """The same in every version so far: a day counts alike on both sides of a change."""
    return int(policy.versions(FAMILY)[-1].values["days_in_year"])
