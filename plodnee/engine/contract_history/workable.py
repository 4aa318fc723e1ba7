"""Whether terms may be signed or amended: a lawful rate, an instalment that pays the debt off."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from plodnee.engine.contract_history.events import Amendment
from plodnee.engine.contract_history.plan import (
    schedule_of,
    smallest_amended,
    smallest_instalment,
)
from plodnee.engine.contract_history.refusals import BeforeLaidAnew, InstalmentTooSmall
from plodnee.engine.contract_history.rows import Row
from plodnee.engine.contract_history.terms import RepaymentTerms
from plodnee.engine.interest_law import (
    RateOpinion,
    Unit,
    ceiling_bp,
    compounded_bp,
    declining_rate_bp,
    require_lawful,
)
from plodnee.engine.money import divide_half_up, format_baht
from plodnee.engine.thai_dates import months_between


def workable_terms(terms: RepaymentTerms, on: date) -> RepaymentTerms:
    """The terms, if a contract may be signed on them on a day.

    Raises: RateAboveCeiling, which names the highest lawful rate; InstalmentTooSmall, which names
            the smallest that pays the debt off.
    Source: policy/interest.toml (CCC 654).
    """
    require_lawful(opinion_on_terms(terms, on))
    if terms.method == "level" and terms.instalments > 1:
        last, agreed = schedule_of(terms)[-1], terms.instalment_satang
        if last.total > agreed:
            raise _too_small(agreed, last.total - agreed, smallest_instalment(terms))
    return terms


def workable_amendment(
    terms: RepaymentTerms, earlier: Sequence[Amendment], amendment: Amendment
) -> Amendment:
    """An amendment, if it may be agreed on its day after the ones that count before it.

    Ensures: a new rate is judged by the law of the day on which it is agreed; a flat one by what
             all rows of the contract amount to, also where only rows or days change; the rate of
             what is laid anew by its new rows alone, also where it stays.
    Raises:  BeforeLaidAnew; RateAboveCeiling and InstalmentTooSmall as `workable_terms`, the latter
             for an instalment that the amendment states; what `plan_of` raises.
    Source:  policy/interest.toml (CCC 654).
    """
    laid = [one.from_on for one in earlier if one.rest_satang is not None]
    if laid and amendment.from_on < max(laid):
        raise BeforeLaidAnew(on=max(laid))
    judged_bp = _judged_bp(terms, earlier, amendment)
    if judged_bp is not None:

        def declining_of(rate_bp: int) -> int:
            made = replace(amendment, rate_bp=rate_bp)
            return _declining_bp(terms, rate_bp, [*earlier, made])

        require_lawful(_opinion(judged_bp, amendment.agreed_on, declining_of))
    last, stated = schedule_of(terms, [*earlier, amendment])[-1], amendment.instalment_satang
    if stated is not None and last.total > stated:
        smallest = smallest_amended(terms, earlier, amendment)
        raise _too_small(stated, last.total - stated, smallest)
    return amendment


def opinion_on_terms(terms: RepaymentTerms, on: date) -> RateOpinion:
    """What the rate of some terms amounts to beside the law's ceiling of a day.

    Ensures: a flat rate is judged by the declining rate that its rows amount to, graces and all;
             a year of 360 days by the 365 that it is charged for.
    Source:  policy/interest.toml (CCC 654).
    """
    return _opinion(
        terms.rate_bp, on, lambda rate_bp: _declining_bp(replace(terms, rate_bp=rate_bp), rate_bp)
    )


def _judged_bp(
    terms: RepaymentTerms, earlier: Sequence[Amendment], amendment: Amendment
) -> int | None:
    """The new rate, or that of a flat contract whose other changes make it dearer; None if none."""
    laid_anew = amendment.rest_satang is not None
    if not laid_anew and (amendment.rate_bp is not None or terms.method != "flat"):
        return amendment.rate_bp
    rate_bp = schedule_of(terms, [*earlier, amendment])[-1].rate_bp
    if laid_anew:
        return rate_bp
    before = _declining_bp(terms, rate_bp, earlier)
    after = _declining_bp(terms, rate_bp, [*earlier, amendment])
    return rate_bp if after > before else None


def _opinion(stated_bp: int, on: date, declining_of: Callable[[int], int]) -> RateOpinion:
    limit, declining = ceiling_bp(on), declining_of(stated_bp)
    low, high = 0, limit
    while low < high:  # a dearer rate never amounts to a cheaper one
        middle = (low + high + 1) // 2
        if declining_of(middle) <= limit:
            low = middle
        else:
            high = middle - 1
    return RateOpinion(stated_bp, declining, compounded_bp(declining), limit, low)


def _too_small(agreed: int, left: int, smallest: int) -> InstalmentTooSmall:
    return InstalmentTooSmall(
        instalment=format_baht(agreed),
        left=format_baht(left),
        smallest=format_baht(smallest),
        smallest_satang=smallest,
    )


def _declining_bp(terms: RepaymentTerms, rate_bp: int, amendments: Sequence[Amendment] = ()) -> int:
    if terms.method == "flat":
        rows = _rows_lent_last(schedule_of(terms, amendments))
        instalments, unit = _instalments(terms, rows)
        return declining_rate_bp(sum(row.principal for row in rows), instalments, unit)
    if terms.day_count == "actual/360":
        return divide_half_up(rate_bp * 365, 360)
    return rate_bp


def _rows_lent_last(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows after the last one whose principal was laid anew; all where none was."""
    moved = [place for place, row in enumerate(rows, start=1) if row.moved]
    return rows[moved[-1] :] if moved else rows


def _instalments(terms: RepaymentTerms, rows: Sequence[Row]) -> tuple[list[tuple[int, int]], Unit]:
    """The rows as (months since the one before, satang), or days where no months are counted."""
    months = [months_between(row.start_on, row.due_on) for row in rows]
    if terms.day_count in ("per_month", "30/360") and min(months) > 0:
        return [(gap, row.total) for gap, row in zip(months, rows, strict=True)], "month"
    return [((row.due_on - row.start_on).days, row.total) for row in rows], "day"
