"""The rows that a contract's terms agree on, and how each amendment and a payoff change them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from plodnee.engine.calendar import due_dates, merged
from plodnee.engine.contract_history.events import Amendment, Payoff, Standing, in_turn
from plodnee.engine.contract_history.refusals import (
    DueDateTooEarly,
    NothingLeftToAmend,
    above_largest,
)
from plodnee.engine.contract_history.rows import (
    Before,
    Plan,
    Rest,
    Row,
    Step,
    before_row,
    rows_of,
    set_dates,
    set_flat_interest,
    set_planned,
    smallest_level,
)
from plodnee.engine.contract_history.terms import RepaymentTerms
from plodnee.engine.money import divide_half_up

_DAY = timedelta(days=1)


def schedule_of(terms: RepaymentTerms, amendments: Sequence[Amendment] = ()) -> tuple[Row, ...]:
    """The contract's rows: as many as instalments, and as amendments add.

    Raises: as `plan_of`.
    """
    return rows_of(terms, plan_of(terms, Standing(in_turn(amendments), (), None)))


def plan_of(terms: RepaymentTerms, standing: Standing) -> Plan:
    """The rows in force after all that stands.

    Ensures: each amendment changes what the ones before it left, from its first row on.
    Raises:  NothingLeftToAmend, DueDateTooEarly or TermAboveLargest for an amendment that cannot
             be; ValueError for an instalment amended where none is level.
    """
    plan = first_plan(terms)
    for amendment in standing.amendments:
        _amend(terms, plan, amendment)
    if standing.payoff is not None:
        _end(terms, plan, standing.payoff)
    return plan


def first_plan(terms: RepaymentTerms) -> Plan:
    """The rows as signed."""
    gaps, count = terms.gaps, terms.instalments
    dates = due_dates(terms.first_due_on, terms.unit, gaps, count, terms.due_day)
    planned = terms.instalment_satang
    steps = [Step(due_on, terms.rate_bp, planned=planned) for due_on in dates]
    for step in steps[: terms.grace_on_principal]:
        step.no_principal = True
    for step in steps[: terms.grace_on_interest]:
        step.interest_later = True
    for step in steps[: terms.interest_free]:
        step.interest_free = True
    plan = Plan(steps, terms.due_day or terms.first_due_on.day)
    set_planned(terms, plan, 0, terms.principal_satang)
    if terms.method == "flat":
        set_flat_interest(terms, plan, before_row(terms, plan, 0))
    return plan


def smallest_instalment(terms: RepaymentTerms) -> int:
    """The smallest level instalment, a multiple as agreed, that pays the contract off; satang."""
    plan = first_plan(terms)
    return smallest_level(terms, plan.steps, plan.pauses, before_row(terms, plan, 0))


def smallest_amended(
    terms: RepaymentTerms, earlier: Sequence[Amendment], amendment: Amendment
) -> int:
    """The smallest level instalment that pays off in the rows that an amendment leaves; satang.

    Raises: as `plan_of`.
    """
    plan = plan_of(terms, Standing(in_turn(earlier), (), None))
    before = _amend(terms, plan, amendment)
    return smallest_level(terms, plan.steps[before.rows :], plan.pauses, before)


def _amend(terms: RepaymentTerms, plan: Plan, amendment: Amendment) -> Before:
    """A plan changed by an amendment, and what stands before the first row that it changes."""
    first = _first_row(terms, plan, amendment)
    before = before_row(terms, plan, first)
    if amendment.due_on is not None:
        if amendment.due_on <= before.on:
            raise DueDateTooEarly(given=amendment.due_on, smallest=before.on + _DAY)
        plan.anchor, plan.due_day = first, amendment.due_on.day
    plan.steps += _added(plan, amendment)
    if amendment.due_on is not None or amendment.added:
        set_dates(terms, plan, amendment.due_on or plan.steps[plan.anchor].due_on)
    steps = plan.steps[first:]
    _set_graces(steps, amendment)
    if amendment.rate_bp is not None:
        for step in steps:
            step.rate_bp = amendment.rate_bp
    if amendment.pause is not None:
        begins, last = amendment.pause
        plan.pauses = merged([*plan.pauses, (begins - _DAY, last)])
    if terms.method == "flat":
        set_flat_interest(terms, plan, before)
    _replan(terms, plan, amendment, before)
    return before


def _added(plan: Plan, amendment: Amendment) -> list[Step]:
    """The rows that an amendment adds, like the last; on a rest laid anew without its graces."""
    last = plan.steps[-1]
    if amendment.rest_satang is not None:
        last = Step(last.due_on, last.rate_bp, planned=last.planned)
    return [replace(last) for _ in range(amendment.added)]


def _replan(terms: RepaymentTerms, plan: Plan, amendment: Amendment, before: Before) -> None:
    """What the rows from an amendment on are meant to pay, where it changes that."""
    stated = amendment.instalment_satang
    if stated is not None and terms.method != "level":
        raise ValueError(f"{amendment.id}: no level instalment to amend")
    if stated is None and amendment.rate_bp is None and not amendment.added:
        return
    if terms.method != "level":
        set_planned(terms, plan, before.rows, before.balance)
        return
    steps = plan.steps[before.rows :]
    planned = stated or smallest_level(terms, steps, plan.pauses, before)
    for step in steps:
        step.planned = planned


def _first_row(terms: RepaymentTerms, plan: Plan, amendment: Amendment) -> int:
    """The index of the first row that an amendment changes; of the first new one for a rest."""
    rest = amendment.rest_satang
    for index, step in enumerate(plan.steps):
        if step.due_on >= amendment.from_on:
            if rest is not None or index < (plan.rests[-1].first if plan.rests else 0):
                raise ValueError(f"{amendment.id}: rows before the ones laid anew, or left")
            return index
    if rest is not None:
        most = plan.rests[-1].satang if plan.rests else terms.principal_satang
        if rest > most:
            raise ValueError(f"{amendment.id}: more left than was owed")
        plan.rests.append(Rest(len(plan.steps), amendment.from_on, rest))
        return len(plan.steps)
    raise NothingLeftToAmend(given=amendment.from_on, last_due=plan.steps[-1].due_on)


def _set_graces(steps: Sequence[Step], amendment: Amendment) -> None:
    if amendment.grace_on_interest >= len(steps):
        raise above_largest("grace_on_interest", amendment.grace_on_interest, len(steps) - 1)
    for step in steps[: amendment.grace_on_principal]:
        step.no_principal = True
    for step in steps[: amendment.grace_on_interest]:
        step.interest_later = True


def _end(terms: RepaymentTerms, plan: Plan, payoff: Payoff) -> None:
    """Interest stops with the day; the row into which it falls is the last and takes the rest."""
    if payoff.on < terms.start_on:
        raise ValueError(f"paid off on {payoff.on}, begun on {terms.start_on}")
    ending = [index for index, step in enumerate(plan.steps) if step.due_on >= payoff.on]
    if not ending:
        return
    last = plan.steps[ending[0]]
    del plan.steps[ending[0] + 1 :]
    plan.rests = [rest for rest in plan.rests if rest.first <= ending[0]]
    starts_on = before_row(terms, plan, ending[0]).on
    plan.pauses = merged([*plan.pauses, (payoff.on, last.due_on)])
    if last.flat_interest:
        days = (last.due_on - starts_on).days
        last.flat_interest = divide_half_up(last.flat_interest * (payoff.on - starts_on).days, days)
