"""What each step of a case lacks on a day: the gates that pages show and services keep."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from plodnee import policy
from plodnee.casework.cases.agreement import (
    Agreement,
    CreditorAnswer,
    GuarantorAnswer,
    Missing,
)
from plodnee.casework.cases.asked import owed_as_analysed
from plodnee.casework.cases.missing import missing
from plodnee.casework.cases.put import comes_too_late, first_paid_on
from plodnee.casework.errors import NotPlannedYet, UnknownHousehold
from plodnee.casework.models import (
    CreditorReply,
    GuarantorReply,
    HouseholdPlan,
    PlanRun,
    Resolution,
    SpouseReply,
)
from plodnee.casework.rules.selectors import versions_used
from plodnee.casework.selectors import latest_run
from plodnee.casework.workspace.errors import NothingOwed
from plodnee.casework.workspace.selectors import pins_in_force, stands_in
from plodnee.engine.interest_law import ceiling_bp
from plodnee.engine.money import format_percent
from plodnee.errors import said_day
from plodnee.organization.models import Centre
from plodnee.registers.committees.selectors import committee_of
from plodnee.registers.confirmation.selectors import confirmations
from plodnee.registers.confirmation.standing import DebtConfirmation
from plodnee.registers.errors import NoRegister
from plodnee.registers.models import Household, UnconfirmedAdmission


def balances_of(household: Household) -> list[DebtConfirmation]:
    """The household's debts on which something is owed, and how far each is confirmed."""
    try:
        found = confirmations(household.centre, households={household.pk})
    except NoRegister:
        return []
    return [one for one in found if one.stated.owed_satang]


def lacks_to_confirm(household: Household) -> Iterable[Missing]:
    """What is missing before balances count as confirmed."""
    found = balances_of(household)
    if not found:
        yield missing("register")
    open_ones = _not_confirmed(found)
    if open_ones:
        yield missing("balances", count=open_ones)


def lacks_to_classify(household: Household) -> Iterable[Missing]:
    """What is missing before the household's class counts, by the rules of the analysis's day."""
    try:
        run = latest_run(household.centre)
        standing = balances_of(household)
        same = owed_as_analysed(run, household) == _owed(standing)
    except (NotPlannedYet, UnknownHousehold, NothingOwed):
        yield missing("analysis")
        return
    used = versions_used(household.centre, run.as_of)
    by_rules = used == (run.criteria_version, run.menu_policy_version)
    later = any(one.stated.as_of > run.as_of for one in standing)  # though it be the same sum
    if not same or later or not by_rules:
        yield missing("analysis_old")


def plan_of(household: Household) -> HouseholdPlan:
    """The household's own row of the centre's latest analysis, with its class and reason."""
    return latest_run(household.centre).household_plans.get(household=household)


def lacks_to_propose(
    household: Household, run: PlanRun | None, approval: Resolution | None, on: date
) -> Iterable[Missing]:
    """What is missing before a menu may be put before the household."""
    if run is None or not any(stands_in(pin, run) for pin in pins_in_force(household)):
        yield missing("menu")
    yield from lacks_of_committee(household.centre, on)
    if approval is None:
        yield missing("resolution")


def lacks_of_committee(centre: Centre, on: date) -> Iterable[Missing]:
    """That no order of the committee is in force, if none is."""
    if not committee_of(centre, on).in_office:
        yield missing("order")


def lacks_of_agreement(
    found: Agreement, standing: Resolution | None, on: date
) -> Iterable[Missing]:
    """What a contract still lacks; `standing` is the committee's approval as it stands now."""
    if found.pin is None:
        yield missing("line")
        return
    yield from _lacks_of_figures(found)
    yield from lacks_of_committee(found.household.centre, on)
    if found.resolution is None or standing is None:
        yield missing("resolution")
    for answer in found.answers:
        yield from lacks_of_creditor(answer, on)
    yield from _lacks_of_spouse(found)
    for guarantor in found.guarantors:
        yield from lacks_of_guarantor(guarantor, on)


def lacks_to_contract(found: Agreement, on: date) -> Missing:
    """What an agreement that lacks nothing waits for: its contract, while that comes in time."""
    return lacks_of_time(found, on) or missing("contract")


def lacks_of_time(found: Agreement, on: date) -> Missing | None:
    """That no contract on the line can be signed in time any more; None while one can."""
    first = first_due_on(found)
    if first is None or not comes_too_late(first, on):
        return None
    return missing("first_due_passed", day=said_day(first, "en"), day_th=said_day(first, "th"))


def first_due_on(found: Agreement) -> date | None:
    """The first day on which the line has something paid to whom it asks; None without a line."""
    return first_paid_on(found.line) if found.line else None


def lacks_before_contract(found: Agreement) -> tuple[Missing, ...]:
    """What a contract lacks before it is drafted, its papers are issued, or it is signed."""
    return found.missing if found.is_agreed else (*found.missing, missing("agreed"))


def lacks_of_creditor(one: CreditorAnswer, on: date) -> Iterable[Missing]:
    """What a creditor's answer lacks."""
    name = one.creditor.name
    if one.offer is None:
        yield missing("offer", name)
        return
    if one.reply is None:
        code = "answer_overdue" if one.is_overdue(on) else "answer"
        day = one.offer.answer_by
        yield missing(code, name, day=said_day(day, "en"), day_th=said_day(day, "th"))
        return
    if not one.accepted:
        yield _not_accepted(one, one.reply, on)
        return
    if one.creditor.has_committee and not one.resolution_number:
        yield missing("fund_resolution", name)
    if not one.in_writing:
        yield missing("creditor_writing", name)


def _not_accepted(one: CreditorAnswer, reply: CreditorReply, on: date) -> Missing:
    name, ceiling = one.creditor.name, ceiling_bp(on)
    if reply.answer == CreditorReply.Answer.REFUSED:
        return missing("refused", name)
    if one.counters_above(ceiling):
        rate = format_percent(reply.counter_rate_bp or 0)
        return missing("counter_above", name, rate=rate, ceiling=format_percent(ceiling))
    return missing("counter", name)


def lacks_of_guarantor(one: GuarantorAnswer, on: date) -> Iterable[Missing]:
    """What a guarantor's answer lacks; who is discharged lacks nothing."""
    if one.reply is None:
        yield missing("guarantor", one.name)
    elif one.reply.answer == GuarantorReply.Answer.REFUSED:
        yield missing("guarantor_refused", one.name)
    elif one.consented:
        if not one.reply.in_writing:
            yield missing("guarantor_writing", one.name)
        if one.until is not None and one.until < on:
            yield missing("guarantor_lapsed", one.name)


def _lacks_of_spouse(found: Agreement) -> Iterable[Missing]:
    if not found.spouse_needed:
        return
    if found.spouse is None:
        yield missing("spouse")
    elif found.spouse.reply.answer == SpouseReply.Answer.REFUSED:
        yield missing("spouse_refused")
    elif not found.spouse.reply.in_writing:
        yield missing("spouse_writing")


def _lacks_of_figures(found: Agreement) -> Iterable[Missing]:
    """Whether balances are confirmed still, and are those that the line was worked out with."""
    assert found.pin is not None
    standing = balances_of(found.household)
    open_ones = _not_confirmed(standing)
    if open_ones:
        yield missing("balances", count=open_ones)
    yield from _lacks_of_age(found, [one.stated.as_of for one in standing])
    if owed_as_analysed(found.pin.run, found.household) != _owed(standing):
        yield missing("figures")


def _lacks_of_age(found: Agreement, stated_on: Collection[date]) -> Iterable[Missing]:
    """That balances are too old for a contract to acknowledge them as of the line's day."""
    if found.line is None:
        return
    worked_out_on = found.line.problem.as_of
    days = int(policy.in_force("cases", worked_out_on).values["longest_balance_days"])
    old = [day for day in stated_on if (worked_out_on - day).days > days]
    if old:
        first = min(old)
        said = {"day": said_day(first, "en"), "day_th": said_day(first, "th")}
        yield missing("balances_old", count=len(old), days=days, **said)


def _owed(standing: Iterable[DebtConfirmation]) -> dict[UUID, int]:
    return {one.stated.debt.pk: one.stated.owed_satang for one in standing}


def _not_confirmed(found: Collection[DebtConfirmation]) -> int:
    """How many balances are neither confirmed nor let in as they stand, with a reason."""
    open_ones = [one for one in found if not one.is_confirmed]
    let_in = UnconfirmedAdmission.objects.filter(
        debt__in=[one.stated.debt.pk for one in open_ones]
    ).values_list("debt", "owed_satang")
    kept = set(let_in)
    return sum((one.stated.debt.pk, one.stated.owed_satang) not in kept for one in open_ones)
