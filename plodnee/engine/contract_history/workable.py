"""Whether terms may be signed: a lawful rate, and an instalment that pays the debt off."""

from dataclasses import replace
from datetime import date

from plodnee.engine.contract_history.plan import schedule_of, smallest_instalment
from plodnee.engine.contract_history.refusals import InstalmentTooSmall
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
    last = schedule_of(terms)[-1]
    if terms.method == "level" and terms.instalments > 1 and last.total > terms.instalment_satang:
        smallest = smallest_instalment(terms)
        raise InstalmentTooSmall(
            instalment=format_baht(terms.instalment_satang),
            left=format_baht(last.total - terms.instalment_satang),
            smallest=format_baht(smallest),
            smallest_satang=smallest,
        )
    return terms


def opinion_on_terms(terms: RepaymentTerms, on: date) -> RateOpinion:
    """What the rate of some terms amounts to beside the law's ceiling of a day.

    Ensures: a flat rate is judged by the declining rate that its rows amount to, graces and all;
             a year of 360 days by the 365 that it is charged for.
    Source:  policy/interest.toml (CCC 654).
    """
    limit, declining = ceiling_bp(on), _declining_bp(terms)
    low, high = 0, limit
    while low < high:  # a dearer rate never amounts to a cheaper one
        middle = (low + high + 1) // 2
        if _declining_bp(replace(terms, rate_bp=middle)) <= limit:
            low = middle
        else:
            high = middle - 1
    return RateOpinion(terms.rate_bp, declining, compounded_bp(declining), limit, low)


def _declining_bp(terms: RepaymentTerms) -> int:
    if terms.method == "flat":
        instalments, unit = _instalments(terms)
        return declining_rate_bp(terms.principal_satang, instalments, unit)
    if terms.day_count == "actual/360":
        return divide_half_up(terms.rate_bp * 365, 360)
    return terms.rate_bp


def _instalments(terms: RepaymentTerms) -> tuple[list[tuple[int, int]], Unit]:
    """The rows as (months since the one before, satang), or days where no months are counted."""
    rows = schedule_of(terms)
    months = [months_between(row.start_on, row.due_on) for row in rows]
    if terms.day_count in ("per_month", "30/360") and min(months) > 0:
        return [(gap, row.total) for gap, row in zip(months, rows, strict=True)], "month"
    return [((row.due_on - row.start_on).days, row.total) for row in rows], "day"
